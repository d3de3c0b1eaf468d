//! A length of time as an owner writes it: `30m`, `4h` or `2d`.

use std::fmt;

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// The longest goal, in minutes: 90 days.
const MAX_MINUTES: i64 = 90 * 24 * 60;

/// What a goal is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// `m`
    Minutes,
    /// `h`
    Hours,
    /// `d`: 24 hours, so for the calendar clock only.
    Days,
}

impl Unit {
    const fn minutes(self) -> i64 {
        match self {
            Self::Minutes => 1,
            Self::Hours => 60,
            Self::Days => 24 * 60,
        }
    }

    const fn letter(self) -> char {
        match self {
            Self::Minutes => 'm',
            Self::Hours => 'h',
            Self::Days => 'd',
        }
    }
}

/// How long something may take, 1 minute to 90 days: `30m`, `4h`, or `2d` on the calendar clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Goal {
    count: u32,
    unit: Unit,
}

impl Goal {
    /// What it is counted in.
    pub const fn unit(self) -> Unit {
        self.unit
    }

    /// How long it is.
    pub fn duration(self) -> SignedDuration {
        self.share(100)
    }

    /// `percent` of it, in whole seconds, rounded down.
    pub fn share(self, percent: u8) -> SignedDuration {
        let minutes = i64::from(self.count).saturating_mul(self.unit.minutes());
        let hundredths = minutes.saturating_mul(60).saturating_mul(percent.into());
        SignedDuration::from_secs(hundredths / 100)
    }
}

impl TryFrom<String> for Goal {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        const SHAPE: &str = "write a time such as “30m”, “4h” or “2d”, from one minute to 90 days";
        let text = text.trim();
        let read = |unit: Unit| {
            let digits = text.strip_suffix(unit.letter())?;
            let plain = digits.bytes().all(|b| b.is_ascii_digit());
            let count: u32 = digits.parse().ok().filter(|_| plain)?;
            let minutes = i64::from(count).saturating_mul(unit.minutes());
            (1..=MAX_MINUTES)
                .contains(&minutes)
                .then_some(Self { count, unit })
        };
        [Unit::Minutes, Unit::Hours, Unit::Days]
            .into_iter()
            .find_map(read)
            .ok_or(SHAPE)
    }
}

impl From<Goal> for String {
    fn from(goal: Goal) -> String {
        goal.to_string()
    }
}

impl fmt::Display for Goal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.count, self.unit.letter())
    }
}
