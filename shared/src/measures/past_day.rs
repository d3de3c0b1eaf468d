//! A day that was counted elsewhere: how customers helped themselves, where they wrote instead, and
//! what they rated besides requests. Numbers only; nobody can be told from them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Day;
use crate::{
    id::Slug,
    lang::Lang,
    site::{ChannelKind, Site},
    survey::Asked,
};

/// Largest count of one day.
const MAX_COUNT: u32 = 1_000_000;
/// Most FAQs, searches and ratings of one day, each.
const MAX_ROWS: usize = 500;
/// Longest search, in characters.
const MAX_QUERY: usize = 200;
/// Longest comment, in characters.
const MAX_COMMENT: usize = 2_000;

/// A day as another help desk gives it: one line of JSON, told from a request by its `day`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastDay {
    /// The day on the site's clocks; it comes in once, however often it is sent.
    pub day: Date,
    /// Visits in which somebody had a question.
    #[serde(default)]
    pub asked: u32,
    /// Those in which an answer was read.
    #[serde(default)]
    pub answered: u32,
    /// Those in which somebody wrote after that.
    #[serde(default)]
    pub contacted: u32,
    /// Visits in which somebody wrote at all.
    #[serde(default)]
    pub contacts: u32,
    /// Those that came to what the site hopes for.
    #[serde(default)]
    pub converted: u32,
    /// How often each channel was chosen, by the name of its kind.
    #[serde(default)]
    pub channels: BTreeMap<String, u32>,
    /// What was read.
    #[serde(default)]
    pub faqs: Vec<PastReading>,
    /// What was searched for in vain.
    #[serde(default)]
    pub searches: Vec<PastSearch>,
    /// What was rated besides requests.
    #[serde(default)]
    pub ratings: Vec<PastVote>,
}

/// A FAQ on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastReading {
    /// The FAQ's id.
    pub faq: Slug,
    /// How often it was read.
    #[serde(default)]
    pub opened: u32,
    /// How many it helped.
    #[serde(default)]
    pub helped: u32,
    /// How many it did not help.
    #[serde(default)]
    pub missed: u32,
}

/// A search without an answer on one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastSearch {
    /// What was searched for.
    pub query: String,
    /// In which of the site's languages.
    pub lang: Lang,
    /// How often.
    pub times: u32,
}

/// A rating that is about no request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PastVote {
    /// The survey: `csat`, `nps`, `ces`, or a question of the site's own.
    pub survey: String,
    /// The score, on its scale.
    pub score: u8,
    /// What was added.
    #[serde(default)]
    pub comment: String,
}

impl PastVote {
    /// The survey, where the score is on its scale.
    pub fn asked<'a>(&self, site: &'a Site) -> Option<Asked<'a>> {
        let asked = site.survey(&self.survey)?;
        asked.scale.range().contains(&self.score).then_some(asked)
    }
}

impl PastDay {
    /// What keeps it from being taken, in a sentence. `today` is the day it is at the site.
    pub fn trouble(&self, site: &Site, today: Day) -> Option<String> {
        let counts = [self.asked, self.answered, self.contacted];
        let all = counts
            .into_iter()
            .chain([self.contacts, self.converted])
            .chain(self.channels.values().copied())
            .chain(
                self.faqs
                    .iter()
                    .flat_map(|row| [row.opened, row.helped, row.missed]),
            )
            .chain(self.searches.iter().map(|row| row.times));
        let rows = [self.faqs.len(), self.searches.len(), self.ratings.len()];
        if Day::of(self.day) >= today {
            return Some("the day is not over yet".into());
        }
        if !counts.is_sorted_by(|more, less| more >= less) {
            return Some("“answered” is at most “asked”, “contacted” at most “answered”".into());
        }
        if self.converted > self.contacts {
            return Some("“converted” is at most “contacts”".into());
        }
        if all.into_iter().any(|count| count > MAX_COUNT) {
            return Some("a count is at most 1,000,000".into());
        }
        if rows.into_iter().any(|rows| rows > MAX_ROWS) {
            return Some("at most 500 FAQs, searches and ratings fit".into());
        }
        let channel = |name: &&String| {
            let known = serde_json::from_value::<ChannelKind>(name.as_str().into()).is_ok();
            !known && name.as_str() != "callback"
        };
        if let Some(name) = self.channels.keys().find(channel) {
            return Some(format!("there is no channel “{name}”"));
        }
        if let Some(row) = self
            .faqs
            .iter()
            .find(|row| site.faq(row.faq.as_str()).is_none())
        {
            return Some(format!("there is no question “{}”", row.faq));
        }
        for row in &self.searches {
            let length = row.query.trim().chars().count();
            if !(1..=MAX_QUERY).contains(&length) {
                return Some("a search has 1 to 200 characters".into());
            }
            if !site.languages.contains(&row.lang) {
                return Some(format!("the site does not speak “{}”", row.lang));
            }
        }
        for vote in &self.ratings {
            if vote.asked(site).is_none() {
                return Some(format!("no survey “{}” takes {}", vote.survey, vote.score));
            }
            if vote.comment.chars().count() > MAX_COMMENT {
                return Some("a comment has at most 2,000 characters".into());
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> Site {
        Site::from_toml(
            r#"
            name = "Bottega Lume"
            languages = ["it"]
            time_zone = "Europe/Rome"
            [mail]
            from = "ciao@bottega.example"
            [[faqs]]
            id = "shipping-cost"
            question = { it = "Quanto costa la spedizione?" }
            answer = { it = "5 €." }
            "#,
        )
        .unwrap()
    }

    fn trouble(json: &str) -> Option<String> {
        let day: PastDay = serde_json::from_str(json).unwrap();
        day.trouble(&site(), Day::of("2026-11-23".parse().unwrap()))
    }

    #[test]
    fn a_day_that_is_over_is_taken() {
        let whole = r#"{"day":"2026-11-22","asked":9,"answered":7,"contacted":2,"contacts":3,
            "converted":1,"channels":{"whatsapp":2,"callback":1},
            "faqs":[{"faq":"shipping-cost","opened":7,"helped":3,"missed":1}],
            "searches":[{"query":"buono regalo","lang":"it","times":2}],
            "ratings":[{"survey":"nps","score":0},{"survey":"ces","score":7,"comment":"Bene"}]}"#;
        assert_eq!(trouble(whole), None);
        assert_eq!(trouble(r#"{"day":"2026-11-22"}"#), None);
    }

    #[test]
    fn what_cannot_be_is_refused_with_the_reason() {
        for (json, expected) in [
            (r#"{"day":"2026-11-23"}"#, "not over yet"),
            (
                r#"{"day":"2026-11-01","asked":1,"answered":2}"#,
                "“answered” is at most",
            ),
            (
                r#"{"day":"2026-11-01","converted":2}"#,
                "“converted” is at most",
            ),
            (
                r#"{"day":"2026-11-01","asked":1000001}"#,
                "at most 1,000,000",
            ),
            (
                r#"{"day":"2026-11-01","channels":{"pigeon":1}}"#,
                "no channel “pigeon”",
            ),
            (
                r#"{"day":"2026-11-01","faqs":[{"faq":"moon"}]}"#,
                "no question “moon”",
            ),
            (
                r#"{"day":"2026-11-01","searches":[{"query":" ","lang":"it","times":1}]}"#,
                "1 to 200 characters",
            ),
            (
                r#"{"day":"2026-11-01","searches":[{"query":"x","lang":"de","times":1}]}"#,
                "does not speak “de”",
            ),
            (
                r#"{"day":"2026-11-01","ratings":[{"survey":"ces","score":8}]}"#,
                "no survey “ces” takes 8",
            ),
            (
                r#"{"day":"2026-11-01","ratings":[{"survey":"taste","score":1}]}"#,
                "no survey “taste”",
            ),
        ] {
            let found = trouble(json).unwrap_or_default();
            assert!(found.contains(expected), "{json}: {found}");
        }
    }
}
