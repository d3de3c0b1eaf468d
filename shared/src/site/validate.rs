//! What must hold between the parts of a configuration. Each rule gives the key it is about and
//! one sentence that says what to write instead.

mod flow;
mod form;
mod home;
mod macros;
mod mails;
mod staff;
mod surveys;
#[cfg(test)]
mod tests;
mod time;

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;

use super::{Localized, Site};
use crate::{id::Slug, lang::Lang, limit::Action, text, turnstile, webhook::Endpoint};

/// A key and what is to be done about it.
pub type Finding = (String, String);

const MAX_FAQS: usize = 5_000;
const MAX_LIST: usize = 50;
const MAX_WEBHOOKS: usize = 10;
const MAX_TEAM: usize = 20;

impl Site {
    /// Everything that does not fit, in the order of the file.
    pub fn validate(&self) -> Vec<Finding> {
        let mut found = Findings::default();
        found.text("name", &self.name, 80);
        self.languages_fit(&mut found);
        if TimeZone::get(&self.time_zone).is_err() {
            found.add("time_zone", "Use an IANA time zone such as “Europe/Rome”.");
        }
        for (i, origin) in self.origins.iter().enumerate() {
            if !is_origin(origin) {
                found.add(
                    format!("origins[{i}]"),
                    "Write scheme and host only, such as “https://bottega.example”.",
                );
            }
        }
        self.looks_fit(&mut found);
        found.at_most("mail.team", self.mail.team.len(), MAX_TEAM);
        self.mails_fit(&mut found);
        self.texts_fit(&mut found);
        self.time_fits(&mut found);
        self.content_fits(&mut found);
        self.flows_fit(&mut found);
        self.home_fits(&mut found);
        self.form_fits(&mut found);
        self.channels_fit(&mut found);
        self.staff_fits(&mut found);
        self.macros_fit(&mut found);
        self.surveys_fit(&mut found);
        found.at_most("webhooks", self.webhooks.len(), MAX_WEBHOOKS);
        let ids: Vec<_> = self.webhooks.iter().map(Endpoint::id).collect();
        found.unique("webhooks", ".id", ids.iter().map(Slug::as_str));
        for (i, endpoint) in self.webhooks.iter().enumerate() {
            for (key, message) in endpoint.findings() {
                found.add(format!("webhooks[{i}].{key}"), message);
            }
        }
        self.defence_fits(&mut found);
        for (key, message) in self.privacy.faults() {
            found.add(format!("privacy.{key}"), message);
        }
        found.0
    }

    fn texts_fit(&self, found: &mut Findings) {
        for (lang, texts) in &self.texts {
            let key = format!("texts.{lang}");
            if !self.languages.contains(lang) {
                found.add(&key, "Add this language under “languages” first.");
                continue;
            }
            for (name, words) in texts {
                for fault in text::faults(lang, name, words) {
                    found.add(format!("{key}.{name}"), fault);
                }
            }
        }
    }

    fn languages_fit(&self, found: &mut Findings) {
        found.at_most("languages", self.languages.len(), MAX_LIST);
        if self.languages.is_empty() {
            found.add("languages", "Name at least one language, such as [\"it\"].");
        }
        found.unique("languages", "", self.languages.iter().map(Lang::as_str));
    }

    fn content_fits(&self, found: &mut Findings) {
        let langs = &self.languages;
        found.at_most("categories", self.categories.len(), MAX_LIST);
        found.unique(
            "categories",
            ".id",
            self.categories.iter().map(|c| c.id.as_str()),
        );
        for (i, category) in self.categories.iter().enumerate() {
            found.localized(
                &format!("categories[{i}].label"),
                &category.label,
                langs,
                80,
            );
        }
        found.at_most("faqs", self.faqs.len(), MAX_FAQS);
        found.unique("faqs", ".id", self.faqs.iter().map(|f| f.id.as_str()));
        let known: BTreeSet<_> = self.categories.iter().map(|c| &c.id).collect();
        for (i, faq) in self.faqs.iter().enumerate() {
            let key = format!("faqs[{i}]");
            if faq.category.as_ref().is_some_and(|c| !known.contains(c)) {
                found.add(
                    format!("{key}.category"),
                    "Add this category under [[categories]] first.",
                );
            }
            found.localized(&format!("{key}.question"), &faq.question, langs, 300);
            found.localized(&format!("{key}.answer"), &faq.answer, langs, 20_000);
            for lang in faq
                .question
                .0
                .keys()
                .filter(|lang| !faq.answer.0.contains_key(*lang))
            {
                found.add(
                    format!("{key}.answer"),
                    format!("Add the answer in “{lang}” too."),
                );
            }
            for lang in faq
                .answer
                .0
                .keys()
                .filter(|lang| !faq.question.0.contains_key(*lang))
            {
                found.add(
                    format!("{key}.question"),
                    format!("Add the question in “{lang}” too."),
                );
            }
            self.phrasings_fit(&format!("{key}.also"), &faq.also, found);
            found.pages(&format!("{key}.pages"), &faq.pages);
        }
    }

    fn phrasings_fit(&self, key: &str, also: &BTreeMap<Lang, Vec<String>>, found: &mut Findings) {
        for (lang, phrasings) in also {
            let key = format!("{key}.{lang}");
            if !self.languages.contains(lang) {
                found.add(
                    &key,
                    format!("Add “{lang}” to the site's languages, or leave it out here."),
                );
            }
            found.at_most(&key, phrasings.len(), MAX_LIST);
            for (j, phrasing) in phrasings.iter().enumerate() {
                found.text(format!("{key}[{j}]"), phrasing, 300);
            }
        }
    }

    fn channels_fit(&self, found: &mut Findings) {
        found.at_most("channels", self.channels.len(), MAX_LIST);
        for (i, channel) in self.channels.iter().enumerate() {
            let key = format!("channels[{i}]");
            if let Err(shape) = channel.href() {
                found.add(format!("{key}.value"), format!("Here {shape}."));
            }
            match &channel.label {
                Some(label) => found.localized(&format!("{key}.label"), label, &self.languages, 80),
                None if channel.kind == super::ChannelKind::Link => {
                    found.add(&key, "Give this link a label.");
                }
                None => {}
            }
            if let Some(note) = &channel.note {
                found.localized(&format!("{key}.note"), note, &self.languages, 200);
            }
            self.reach_fits(&key, channel, found);
        }
    }
}

impl Site {
    fn defence_fits(&self, found: &mut Findings) {
        let key = self.spam.turnstile_site_key.as_deref();
        if key.is_some_and(|key| !turnstile::is_site_key(key)) {
            found.add(
                "spam.turnstile_site_key",
                "Copy the site key (not the secret) from Turnstile, such as “0x4AAAAAAA…”.",
            );
        }
        for (name, rate) in &self.limits.0 {
            let key = format!("limits.{name}");
            if Action::of(name).is_none() {
                let known = Action::ALL.map(Action::name).join(", ");
                found.add(key, format!("Known limits are: {known}."));
            } else if !rate.is_valid() {
                found.add(
                    key,
                    "Use a burst of 1 to 1000000 and 1 to 3600000 per hour.",
                );
            }
        }
    }
}

fn is_origin(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    rest.is_some_and(|host| {
        let (name, port) = host.split_once(':').unwrap_or((host, "443"));
        !name.is_empty()
            && name
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b".-".contains(&b))
            && port.parse::<u16>().is_ok()
    })
}

#[derive(Default)]
struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, key: impl Into<String>, message: impl Into<String>) {
        self.0.push((key.into(), message.into()));
    }

    fn at_most(&mut self, key: &str, len: usize, max: usize) {
        if len > max {
            self.add(key, format!("There are {len} here; at most {max} fit."));
        }
    }

    fn text(&mut self, key: impl Into<String>, text: &str, max: usize) {
        if text.trim().is_empty() {
            self.add(key, "Write something here, or leave the key out.");
        } else if text.chars().count() > max {
            self.add(key, format!("Use at most {max} characters."));
        } else if max <= 300 && text.chars().any(char::is_control) {
            self.add(key, "Use one line without control characters.");
        }
    }

    fn localized(&mut self, key: &str, text: &Localized, langs: &[Lang], max: usize) {
        if text.0.is_empty() {
            self.add(key, "Write it in at least one of the site's languages.");
        }
        for (lang, text) in &text.0 {
            let key = format!("{key}.{lang}");
            if !langs.contains(lang) {
                self.add(
                    &key,
                    format!("Add “{lang}” to the site's languages, or leave it out here."),
                );
            }
            self.text(key, text, max);
        }
    }

    fn unique<'a>(&mut self, list: &str, field: &str, ids: impl Iterator<Item = &'a str>) {
        let mut seen = BTreeSet::new();
        for (i, id) in ids.enumerate() {
            if !seen.insert(id) {
                self.add(
                    format!("{list}[{i}]{field}"),
                    format!("“{id}” is used twice."),
                );
            }
        }
    }
}
