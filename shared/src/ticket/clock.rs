//! A ticket's clocks: when it rings because an answer or the resolution is due, and what follows.
//! All of it is worked out anew from the ticket after every change, so nothing is ever stale.

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{Around, Priority, Status, Ticket, Turn, change, rfc3339};
use crate::{
    escalation::{Escalation, Trigger},
    event::{self, Actor, Kind, TicketSla},
    job::MailKind,
    sla::{self, Facts, Policy, Target},
};

/// Most stretches of waiting for the customer that are kept apart; earlier ones are joined, to
/// the team's favour.
const MAX_PAUSES: usize = 100;

/// Why a ticket rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Something is due soon.
    Warning,
    /// Something is late.
    Breach,
    /// It is still late some time after; by the rule's place in the configuration.
    Escalation(usize),
}

/// A moment at which a ticket rings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Alarm {
    /// What for.
    pub target: Target,
    /// Why.
    pub stage: Stage,
    /// When.
    pub at: Timestamp,
    /// When what it is about is due.
    pub due: Timestamp,
}

impl Alarm {
    /// Its name among the ticket's alarms.
    pub fn name(&self) -> String {
        let stage = match self.stage {
            Stage::Warning => "warning".to_owned(),
            Stage::Breach => "breach".to_owned(),
            Stage::Escalation(place) => format!("escalation-{place}"),
        };
        format!("{stage}.{}", self.target.as_str())
    }
}

fn moment(text: Option<&String>) -> Option<Timestamp> {
    text?.parse().ok()
}

impl Ticket {
    fn facts(&self) -> Option<Facts> {
        Some(Facts {
            created: moment(Some(&self.created_at))?,
            first_reply: moment(self.first_reply_at.as_ref()),
            waiting_since: moment(self.waiting_since.as_ref()),
            paused: self.paused.clone(),
            resolved: moment(self.resolved_at.as_ref()).filter(|_| self.status.is_done()),
        })
    }

    /// The clocks of resolution and next response stand still while this is so.
    fn rests(status: Status) -> bool {
        matches!(
            status,
            Status::WaitingOnCustomer | Status::OnHold | Status::Resolved | Status::Closed
        )
    }

    /// Keeps the pauses in step with a change of status.
    pub(super) fn pause(&mut self, from: Status, to: Status, now: Timestamp) {
        match (Self::rests(from), Self::rests(to)) {
            (false, true) => {
                if self.paused.len() >= MAX_PAUSES {
                    let second = self.paused.remove(1);
                    if let Some(first) = self.paused.first_mut() {
                        first.1 = second.1;
                    }
                }
                self.paused.push((now, None));
            }
            (true, false) => {
                if let Some((_, end @ None)) = self.paused.last_mut() {
                    *end = Some(now);
                }
            }
            _ => {}
        }
    }
}

/// The policy that holds for a ticket.
fn policy<'a>(around: Around<'a>, ticket: &Ticket) -> Option<&'a Policy> {
    around.site.policy(ticket.sla.as_ref()?.as_str())
}

/// The clocks of a ticket that are running.
pub(super) fn clocks(around: Around<'_>, ticket: &Ticket) -> Vec<sla::Due> {
    let quiet = !ticket.spam.is_empty() || ticket.status.is_done() || ticket.merged_into.is_some();
    let (Some(policy), Some(facts), false) = (policy(around, ticket), ticket.facts(), quiet) else {
        return Vec::new();
    };
    let Ok(zone) = TimeZone::get(&around.site.time_zone) else {
        return Vec::new();
    };
    sla::due(policy, &around.site.hours, &zone, &facts)
}

/// When a ticket rings from now on; what rang already is left out.
pub fn alarms(around: Around<'_>, ticket: &Ticket) -> Vec<Alarm> {
    alarms_of(around, ticket, &clocks(around, ticket))
}

/// When a ticket with these running clocks rings from now on.
pub(super) fn alarms_of(around: Around<'_>, ticket: &Ticket, clocks: &[sla::Due]) -> Vec<Alarm> {
    let (Some(policy), Ok(zone)) = (
        policy(around, ticket),
        TimeZone::get(&around.site.time_zone),
    ) else {
        return Vec::new();
    };
    let mut alarms = Vec::new();
    for due in clocks {
        let alarm = |stage, at| Alarm {
            target: due.target,
            stage,
            at,
            due: due.breach_at,
        };
        for (stage, trigger, at) in [
            (Stage::Warning, Trigger::SlaWarning, due.warn_at),
            (Stage::Breach, Trigger::SlaBreached, due.breach_at),
        ] {
            alarms.push(alarm(stage, at));
            for (place, rule) in around.site.escalations.iter().enumerate() {
                let Some(after) = rule.after.filter(|_| concerns(rule, trigger, due.target)) else {
                    continue;
                };
                let later = policy
                    .clock
                    .after(&around.site.hours, &zone, at, after.duration());
                alarms.extend(later.map(|at| alarm(Stage::Escalation(place), at)));
            }
        }
    }
    alarms.retain(|alarm| !ticket.rang.contains(alarm));
    alarms
}

fn concerns(rule: &Escalation, trigger: Trigger, target: Target) -> bool {
    rule.on == trigger && rule.target.is_none_or(|wanted| wanted == target)
}

/// What follows when a ticket rings: an event, mails, and what the rules say. None where the alarm
/// no longer holds, because what it is about happened meanwhile.
pub fn ring(around: Around<'_>, ticket: &Ticket, alarm: &Alarm, entropy: u128) -> Option<Turn> {
    if !alarms(around, ticket).contains(alarm) {
        return None;
    }
    let mut turn = Turn::of(ticket.clone(), around.now, entropy);
    turn.ticket
        .rang
        .retain(|rang| rang.target != alarm.target || rang.due == alarm.due);
    turn.ticket.rang.push(*alarm);
    let policy = policy(around, ticket)?;
    let due_at = rfc3339(alarm.due);
    let kind = match alarm.stage {
        Stage::Warning => Some((Kind::TicketSlaWarning, Trigger::SlaWarning)),
        Stage::Breach => Some((Kind::TicketSlaBreached, Trigger::SlaBreached)),
        Stage::Escalation(_) => None,
    };
    let mut rules: Vec<&Escalation> = Vec::new();
    let mut told = Vec::new();
    match (alarm.stage, kind) {
        (Stage::Escalation(place), _) => rules.extend(around.site.escalations.get(place)),
        (_, Some((kind, trigger))) => {
            let (brief, abridged) = event::abridge(&turn.ticket);
            let data = TicketSla {
                site: around.site_id,
                ticket: &brief,
                abridged,
                policy: &policy.id,
                target: alarm.target,
                due_at: &due_at,
            };
            turn.event(around, kind, &data);
            told = turn.told(around);
            let at_once =
                |rule: &&Escalation| rule.after.is_none() && concerns(rule, trigger, alarm.target);
            rules.extend(around.site.escalations.iter().filter(at_once));
        }
        _ => {}
    }
    let circumstances = around.circumstances();
    rules.retain(|rule| rule.when.holds(ticket, circumstances));
    if turn.events.is_empty() && !rules.is_empty() {
        // The mail says what is late; it hangs on an event of the ticket's history.
        let data = serde_json::json!({ "changed": "escalated", "target": alarm.target,
            "due_at": due_at, "policy": policy.id, "by": Actor::Rule });
        turn.event(around, Kind::TicketUpdated, &data);
    }
    for rule in &rules {
        for address in &rule.notify {
            if !told.contains(address) {
                told.push(address.clone());
            }
        }
    }
    turn.mail(MailKind::SlaAlert, told);
    for rule in rules {
        escalate(&mut turn, around, rule);
    }
    turn.settle(around);
    Some(turn)
}

fn escalate(turn: &mut Turn, around: Around<'_>, rule: &Escalation) {
    let higher = rule
        .priority
        .filter(|p: &Priority| *p > turn.ticket.priority);
    if let Some(priority) = higher {
        turn.ticket.priority = priority;
    }
    let mut tagged = false;
    for tag in &rule.tags {
        if !turn.ticket.tags.contains(tag) {
            turn.ticket.tags.push(tag.clone());
            tagged = true;
        }
    }
    change::updated(
        turn,
        around,
        higher.is_some() || tagged,
        "escalated",
        &Actor::Rule,
    );
    if rule.team.is_some() || rule.owner.is_some() {
        let team = rule.team.clone().or_else(|| turn.ticket.team.clone());
        // The configuration was checked when it was published; a name that is gone since then
        // leaves the ticket where it is.
        let _ = change::assign(turn, around, team, rule.owner.clone(), None, &Actor::Rule);
    }
}
