//! Days of a site's calendar, and stretches of them.

use std::fmt;

use jiff::{
    Timestamp,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use serde::{Deserialize, Serialize};

/// A day in the site's time zone, counted from 1 January 1970.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Day(pub i32);

impl Day {
    /// The day that stands for what is not over: later than any.
    pub const OPEN: Self = Self(i32::MAX);

    /// The day it is in a zone.
    pub fn at(moment: Timestamp, zone: &TimeZone) -> Self {
        Self::of(zone.to_datetime(moment).date())
    }

    /// The day of a date.
    pub fn of(date: Date) -> Self {
        let days = Date::constant(1970, 1, 1).until(date);
        Self(days.map_or(0, |span| span.get_days()))
    }

    /// Its date.
    pub fn date(self) -> Date {
        let span = jiff::Span::new().try_days(self.0);
        let date = span.and_then(|span| Date::constant(1970, 1, 1).checked_add(span));
        date.unwrap_or(Date::MAX)
    }

    /// So many days later, or earlier.
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// How many days later than another it is; below zero where it is earlier.
    pub fn since(self, other: Self) -> i32 {
        self.0.saturating_sub(other.0)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.date().fmt(f)
    }
}

/// The next Monday at this hour, where the site is; an hour the clock skips is the one after. None
/// at the end of time.
pub fn next_monday(now: Timestamp, zone: &TimeZone, hour: i8) -> Option<Timestamp> {
    let mut date = zone.to_datetime(now).date();
    for _ in 0..=7 {
        if date.weekday() == Weekday::Monday {
            let at = date
                .at(hour, 0, 0, 0)
                .to_zoned(zone.clone())
                .ok()?
                .timestamp();
            if at > now {
                return Some(at);
            }
        }
        date = date.tomorrow().ok()?;
    }
    None
}

/// Days from the first to the last, both in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

impl Period {
    /// The longest, in days: a little more than a year.
    pub const MAX_DAYS: i32 = 400;

    /// The period from one day to another, whichever is first; cut at its beginning to the
    /// longest there is.
    pub fn new(a: Day, b: Day) -> Self {
        let (from, to) = (a.min(b), a.max(b));
        Self {
            from: from.max(to.plus(1 - Self::MAX_DAYS)),
            to,
        }
    }

    /// The last so many days until a day, at least one.
    pub fn last(days: i32, to: Day) -> Self {
        Self::new(to.plus(1_i32.saturating_sub(days.max(1))), to)
    }

    /// How many days it has.
    pub fn days(self) -> i32 {
        self.to.since(self.from).saturating_add(1)
    }

    /// As many days right before it.
    pub fn before(self) -> Self {
        Self {
            from: self.from.plus(self.days().saturating_neg()),
            to: self.from.plus(-1),
        }
    }

    /// Whether a day is in it.
    pub fn has(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }

    /// Its days, in order.
    pub fn each(self) -> impl Iterator<Item = Day> {
        (self.from.0..=self.to.0).map(Day)
    }
}
