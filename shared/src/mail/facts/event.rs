//! What the event says besides its ticket: hand-overs, what is due, endpoints.

use jiff::Timestamp;

use super::{Facts, lines, one_line};
use crate::{event::Kind, sla::Target, text::fill};

impl Facts<'_> {
    /// What the event says besides the ticket.
    pub(super) fn of_event(&self, name: &str) -> Option<String> {
        let data = &self.matter.event.data;
        let text = |pointer: &str| data.pointer(pointer).and_then(|v| v.as_str()).unwrap_or("");
        let due = text("/due_at").parse::<Timestamp>().ok();
        let left = due.map_or(0, |due| {
            due.as_second().saturating_sub(self.matter.now.as_second())
        });
        let target = || {
            let [first, next, resolution] = self.words.targets;
            match self.target() {
                Some(Target::FirstResponse) | None => first,
                Some(Target::NextResponse) => next,
                Some(Target::Resolution) => resolution,
            }
            .to_owned()
        };
        let is_late = left <= 0 || self.matter.event.kind == Kind::TicketSlaBreached;
        Some(match name {
            "note" => lines(text("/note")),
            "handover" => match text("/by/name") {
                "" => self.words.handed.to_owned(),
                who => fill(self.words.handed_by, &[("who", &one_line(who))]),
            },
            "state" => {
                let [late, soon] = self.words.states;
                if is_late { late } else { soon }.to_owned()
            }
            "target" => target(),
            "due" => due.map(|due| self.moment(due)).unwrap_or_default(),
            "late" => self.words.length(left),
            "alert" => {
                let sentence = if is_late {
                    self.words.was_due
                } else {
                    self.words.is_due
                };
                let due = due.unwrap_or(self.matter.now);
                fill(
                    sentence,
                    &[
                        ("target", &target()),
                        ("due", &self.moment(due)),
                        ("late", &self.words.length(left)),
                    ],
                )
            }
            _ => return None,
        })
    }

    pub(super) fn of_endpoint(&self, name: &str) -> Option<String> {
        let data = &self.matter.event.data;
        let text = |key: &str| data.get(key).and_then(|v| v.as_str()).unwrap_or("");
        Some(match name {
            "endpoint" => one_line(text("endpoint")),
            // The path of such an address is often a secret of its own.
            "address" => url::Url::parse(text("url"))
                .ok()
                .map(|url| format!("{}/…", url.origin().ascii_serialization()))
                .unwrap_or_default(),
            "why" => {
                let [failing, gone] = self.words.endpoint;
                if text("reason") == "gone" {
                    gone
                } else {
                    failing
                }
                .to_owned()
            }
            "since" => text("failing_since")
                .parse::<Timestamp>()
                .map(|since| self.moment(since))
                .unwrap_or_default(),
            _ => return None,
        })
    }

    /// What is due, of an alert.
    pub fn target(&self) -> Option<Target> {
        let target = self.matter.event.data.get("target")?;
        serde_json::from_value(target.clone()).ok()
    }
}
