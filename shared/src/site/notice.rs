//! Notices: what customers should know before they have to ask, for a time and on some pages.

use jiff::{Timestamp, civil, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::Localized;

/// How much a notice matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Level {
    /// Good to know.
    #[default]
    Info,
    /// Something does not go as it should.
    Warning,
}

/// Something customers should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Notice {
    /// What is said, in Markdown, at most 500 characters.
    pub text: Localized,
    /// How much it matters.
    #[serde(default)]
    pub level: Level,
    /// From when on it is shown; left out: from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Moment>,
    /// Until when it is shown; left out: until it is taken out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// The pages it is shown on, such as `/checkout/*`; none means all. At most 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<String>,
}

impl Notice {
    /// Whether it is shown at a moment, in the site's zone.
    pub fn is_due(&self, zone: &TimeZone, now: Timestamp) -> bool {
        let begins = self.from.and_then(|from| from.first(zone));
        let ends = self.until.and_then(|until| until.last(zone));
        begins.is_none_or(|begins| begins <= now) && ends.is_none_or(|ends| now < ends)
    }
}

/// A moment as an owner writes it: `2026-12-24T18:00` on the site's clocks, a whole day
/// `2026-12-24`, or with an offset `2026-12-24T18:00:00+01:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub enum Moment {
    /// The same everywhere.
    Exact(Timestamp),
    /// On the site's clocks.
    Local(civil::DateTime),
    /// A day on the site's calendar.
    Day(civil::Date),
}

impl Moment {
    /// When it begins.
    pub fn first(self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::Exact(moment) => Some(moment),
            Self::Local(local) => Some(local.to_zoned(zone.clone()).ok()?.timestamp()),
            Self::Day(day) => Some(day.to_zoned(zone.clone()).ok()?.timestamp()),
        }
    }

    /// When it is over: a day ends with its last minute.
    pub fn last(self, zone: &TimeZone) -> Option<Timestamp> {
        match self {
            Self::Day(day) => Self::Day(day.tomorrow().ok()?).first(zone),
            moment => moment.first(zone),
        }
    }
}

impl TryFrom<String> for Moment {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        const SHAPE: &str =
            "a moment is written “2026-12-24T18:00”, or “2026-12-24” for a whole day";
        let text = text.trim();
        // A date alone would be read as its midnight.
        if text.len() <= 10 {
            return text.parse().map(Self::Day).map_err(|_| SHAPE);
        }
        if let Ok(moment) = text.parse() {
            return Ok(Self::Exact(moment));
        }
        text.parse().map(Self::Local).map_err(|_| SHAPE)
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> String {
        match moment {
            Moment::Exact(moment) => moment.to_string(),
            Moment::Local(local) => local.to_string(),
            Moment::Day(day) => day.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Result<Moment, &'static str> {
        Moment::try_from(text.to_owned())
    }

    #[test]
    fn moments_are_read_as_people_write_them_and_kept_as_they_were() {
        for text in ["2026-12-24", "2026-12-24T18:00:00", "2026-12-24T17:00:00Z"] {
            assert_eq!(String::from(moment(text).unwrap()), text);
        }
        let zone = TimeZone::get("Europe/Rome").unwrap();
        let first = |text| moment(text).unwrap().first(&zone).unwrap().to_string();
        assert_eq!(first("2026-12-24 18:00"), "2026-12-24T17:00:00Z");
        assert_eq!(first("2026-12-24T18:00:00+02:00"), "2026-12-24T16:00:00Z");
        for wrong in [
            "",
            "tomorrow",
            "24/12/2026",
            "2026-13-01",
            "2026-12-24T",
            "2026-12-24 six",
        ] {
            assert!(moment(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_notice_is_shown_from_its_first_day_to_the_end_of_its_last() {
        let zone = TimeZone::get("Europe/Rome").unwrap();
        let notice = Notice {
            text: Localized::default(),
            level: Level::Info,
            from: moment("2026-11-20").ok(),
            until: moment("2026-11-22").ok(),
            pages: vec![],
        };
        let is_due = |at: &str| notice.is_due(&zone, at.parse().unwrap());
        assert!(!is_due("2026-11-19T22:59:59Z"), "23:59 in Rome");
        assert!(is_due("2026-11-19T23:00:00Z"));
        assert!(is_due("2026-11-22T22:59:59Z"));
        assert!(!is_due("2026-11-22T23:00:00Z"));
        let always = Notice {
            from: None,
            until: None,
            ..notice
        };
        assert!(always.is_due(&zone, Timestamp::MIN) && always.is_due(&zone, Timestamp::MAX));
    }
}
