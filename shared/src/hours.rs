//! Opening hours: when somebody is there, in the site's own time zone, and time as it passes while
//! somebody is. Time comes in as an argument; nothing here knows of requests or promises.

mod opening;
mod special;
#[cfg(test)]
mod tests;

use std::fmt;

use jiff::{Zoned, civil};
use serde::{Deserialize, Serialize};

pub use special::{MAX_RANGE_DAYS, Special};

/// A stretch of one day, in minutes after midnight; written `09:00-13:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Span {
    from: i16,
    to: i16,
}

impl TryFrom<String> for Span {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        const SHAPE: &str = "hours are written “09:00-13:00”, the end after the start";
        let (from, to) = text.split_once(['-', '–']).ok_or(SHAPE)?;
        let (from, to) = (minutes(from).ok_or(SHAPE)?, minutes(to).ok_or(SHAPE)?);
        if from < to {
            Ok(Self { from, to })
        } else {
            Err(SHAPE)
        }
    }
}

fn minutes(text: &str) -> Option<i16> {
    let (hour, minute) = text.trim().split_once(':')?;
    if hour.len() > 2 || minute.len() != 2 {
        return None;
    }
    let (hour, minute): (i16, i16) = (hour.parse().ok()?, minute.parse().ok()?);
    let in_day = (0..24).contains(&hour) && (0..60).contains(&minute) || (hour, minute) == (24, 0);
    in_day.then_some(hour * 60 + minute)
}

impl From<Span> for String {
    fn from(span: Span) -> String {
        span.to_string()
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to } = self;
        write!(
            f,
            "{:02}:{:02}-{:02}:{:02}",
            from / 60,
            from % 60,
            to / 60,
            to % 60
        )
    }
}

/// A week of opening hours and the dates on which they do not hold. A date in `closed` is closed
/// whatever else is said; then the last special entry that has the date decides, then the week.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hours {
    /// Hours of each Monday; none means closed.
    pub monday: Vec<Span>,
    /// Hours of each Tuesday.
    pub tuesday: Vec<Span>,
    /// Hours of each Wednesday.
    pub wednesday: Vec<Span>,
    /// Hours of each Thursday.
    pub thursday: Vec<Span>,
    /// Hours of each Friday.
    pub friday: Vec<Span>,
    /// Hours of each Saturday.
    pub saturday: Vec<Span>,
    /// Hours of each Sunday.
    pub sunday: Vec<Span>,
    /// Dates on which the site is closed all day, `2026-12-25`.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub closed: Vec<civil::Date>,
    /// Days with hours of their own, in place of the week's.
    pub special: Vec<Special>,
}

/// Whether somebody is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// The site states no hours.
    Unstated,
    /// Somebody is there, until then.
    Open(Zoned),
    /// Nobody is there; the next opening, if there is one within 400 days.
    Closed(Option<Zoned>),
}

impl Hours {
    /// The week, Monday first.
    pub fn week(&self) -> [&[Span]; 7] {
        [
            &self.monday,
            &self.tuesday,
            &self.wednesday,
            &self.thursday,
            &self.friday,
            &self.saturday,
            &self.sunday,
        ]
    }

    /// The hours of a date, in the order written; none means closed all day.
    pub fn on(&self, date: civil::Date) -> &[Span] {
        if self.closed.contains(&date) {
            return &[];
        }
        if let Some(special) = self.special.iter().rev().find(|s| s.covers(date)) {
            return &special.hours;
        }
        let weekday = date.weekday().to_monday_zero_offset();
        let index = usize::try_from(weekday).unwrap_or(0);
        self.week().get(index).copied().unwrap_or(&[])
    }

    /// Whether any hours are stated at all. A site without them counts every hour.
    pub fn is_stated(&self) -> bool {
        let special = self.special.iter().map(|s| s.hours.as_slice());
        self.week()
            .into_iter()
            .chain(special)
            .any(|day| !day.is_empty())
    }

    /// The names of weekdays two spans of which overlap.
    pub fn overlaps(&self) -> impl Iterator<Item = &'static str> {
        const NAMES: [&str; 7] = [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ];
        NAMES
            .into_iter()
            .zip(self.week())
            .filter_map(|(name, day)| overlap(day).then_some(name))
    }
}

/// Whether two spans of one day overlap; spans that touch do not.
pub fn overlap(day: &[Span]) -> bool {
    let mut spans = day.to_vec();
    spans.sort_by_key(|s| s.from);
    spans
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if b.from < a.to))
}
