//! What must hold for looks, the first view, notices, and when and where channels are shown.

use std::collections::BTreeSet;

use super::Findings;
use crate::{
    colour::Colour,
    site::{Channel, Site},
    sla::Unit,
};

const MAX_NOTICES: usize = 20;
const MAX_NOTICE: usize = 500;
const MAX_HOME: usize = 5;
const MAX_PAGES: usize = 20;
const MAX_ADDRESS: usize = 500;

impl Site {
    pub(super) fn looks_fit(&self, found: &mut Findings) {
        let looks = &self.appearance;
        if Colour::parse(&looks.accent).is_none() {
            found.add("appearance.accent", "Use a colour such as “#0f6b5c”.");
        }
        if let Some(logo) = &looks.logo {
            let bad = |c: char| c.is_whitespace() || c.is_control() || "\"'<>".contains(c);
            if !logo.starts_with("https://") || logo.len() > MAX_ADDRESS || logo.contains(bad) {
                found.add(
                    "appearance.logo",
                    "Use an address such as “https://shop.example/logo.svg”.",
                );
            }
        }
    }

    pub(super) fn home_fits(&self, found: &mut Findings) {
        let faqs: BTreeSet<_> = self.faqs.iter().map(|faq| &faq.id).collect();
        found.at_most("home.faqs", self.home.faqs.len(), MAX_HOME);
        let ids = self.home.faqs.iter().map(|id| id.as_str());
        found.unique("home.faqs", "", ids);
        for (i, id) in self.home.faqs.iter().enumerate() {
            if !faqs.contains(id) {
                found.add(
                    format!("home.faqs[{i}]"),
                    format!("There is no FAQ “{id}”: use the id of one under [[faqs]]."),
                );
            }
        }
        found.at_most("notices", self.notices.len(), MAX_NOTICES);
        let zone = jiff::tz::TimeZone::get(&self.time_zone);
        for (i, notice) in self.notices.iter().enumerate() {
            let key = format!("notices[{i}]");
            let text = format!("{key}.text");
            found.localized(&text, &notice.text, &self.languages, MAX_NOTICE);
            found.pages(&format!("{key}.pages"), &notice.pages);
            let Ok(zone) = &zone else { continue };
            let begins = notice.from.and_then(|from| from.first(zone));
            let ends = notice.until.and_then(|until| until.last(zone));
            if let (Some(begins), Some(ends)) = (begins, ends)
                && ends <= begins
            {
                found.add(
                    format!("{key}.until"),
                    "This is before “from”: swap them, or leave one out.",
                );
            }
        }
    }

    pub(super) fn reach_fits(&self, key: &str, channel: &Channel, found: &mut Findings) {
        if let Some(hours) = &channel.hours {
            hours.fits(&format!("{key}.hours"), found);
            if !hours.is_stated() {
                found.add(
                    format!("{key}.hours"),
                    "Give at least one weekday's hours, or leave “hours” out.",
                );
            }
        }
        self.languages_known(&format!("{key}.languages"), &channel.languages, found);
        found.pages(&format!("{key}.pages"), &channel.pages);
        if channel
            .replies_within
            .is_some_and(|time| time.unit() == Unit::Days)
        {
            found.add(
                format!("{key}.replies_within"),
                "Opening hours make days of different lengths: write opening hours, such as “8h”.",
            );
        }
    }
}

impl Findings {
    /// Patterns of pages.
    pub(super) fn pages(&mut self, key: &str, pages: &[String]) {
        self.at_most(key, pages.len(), MAX_PAGES);
        for (i, page) in pages.iter().enumerate() {
            let key = format!("{key}[{i}]");
            let begins = ["/", "*", "http://", "https://"];
            if !begins.iter().any(|begin| page.starts_with(begin)) {
                self.add(
                    key,
                    "Begin with “/” for a path, such as “/checkout/*”, or with “https://”.",
                );
            } else {
                self.text(key, page, 300);
            }
        }
    }
}
