//! Days with hours of their own: a short Christmas Eve, the longer evenings of December, a week
//! away. One date or a range of them; what it holds is checked by the site's rules, not here.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Span;

/// The longest range one entry may have, in days.
pub const MAX_RANGE_DAYS: i64 = 366;

/// Hours that replace the week's on one date or on a range, its ends included.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Written", into = "Written")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "Written"))]
pub struct Special {
    /// The first date.
    pub first: Date,
    /// The last date; the first again for a single day.
    pub last: Date,
    /// The hours of each of these dates; none means closed.
    pub hours: Vec<Span>,
}

impl Special {
    /// Whether the hours of this date are these.
    pub fn covers(&self, date: Date) -> bool {
        (self.first..=self.last).contains(&date)
    }

    /// How many dates it has; not above zero where the last comes before the first.
    pub fn days(&self) -> i64 {
        self.last
            .duration_since(self.first)
            .as_hours()
            .saturating_div(24)
            .saturating_add(1)
    }
}

/// An entry as an owner writes it: `date`, or `from` and `to`.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Special"))]
struct Written {
    /// The one date, `2026-12-24`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    date: Option<Date>,
    /// The first of several dates, instead of `date`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    from: Option<Date>,
    /// The last of them; at most 366 days in all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    to: Option<Date>,
    /// Hours on these dates in place of the week's; `[]` means closed.
    hours: Vec<Span>,
}

impl TryFrom<Written> for Special {
    type Error = &'static str;
    fn try_from(written: Written) -> Result<Self, Self::Error> {
        let (first, last) = match (written.date, written.from, written.to) {
            (Some(date), None, None) => (date, date),
            (None, Some(from), Some(to)) => (from, to),
            _ => return Err("write either “date”, or “from” and “to”"),
        };
        Ok(Self {
            first,
            last,
            hours: written.hours,
        })
    }
}

impl From<Special> for Written {
    fn from(special: Special) -> Self {
        let single = special.first == special.last;
        Self {
            date: single.then_some(special.first),
            from: (!single).then_some(special.first),
            to: (!single).then_some(special.last),
            hours: special.hours,
        }
    }
}
