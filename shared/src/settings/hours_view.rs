//! What a customer would see at a chosen time: greeting, promise, and which channels work.

use jiff::{civil::DateTime, tz::TimeZone};

use crate::{lang::Lang, panel::Panel, site::Site};

/// What a customer would see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HoursView {
    /// The first sentence.
    pub greeting: String,
    /// What to expect after sending; may be empty.
    pub expectation: String,
    /// By when they are answered; may be empty.
    pub promise: String,
    /// The channels.
    pub ways: Vec<WayView>,
}

/// A channel at that time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WayView {
    /// What it is called.
    pub label: String,
    /// What stands beside it; may be empty.
    pub state: String,
    /// Whether it works.
    pub works: bool,
}

/// What a customer of this language sees at a moment on the site's clocks, `2026-12-24T18:00`;
/// none where that is no moment.
pub fn hours_view(site: &Site, lang: &Lang, at: &str) -> Option<HoursView> {
    let local: DateTime = at.parse().ok()?;
    let zone = TimeZone::get(&site.time_zone).ok()?;
    let now = zone.to_ambiguous_timestamp(local).compatible().ok()?;
    let panel = Panel::of_site("", site, lang, now);
    let ways = panel.contacts.into_iter().map(|contact| WayView {
        works: !contact.href.is_empty(),
        label: contact.label,
        state: contact.state,
    });
    Some(HoursView {
        greeting: panel.greeting,
        expectation: panel.expectation,
        promise: panel.promise,
        ways: ways.collect(),
    })
}
