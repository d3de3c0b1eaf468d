//! What a day brought to one ticket, as far as measures care: a few numbers and no person.

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

use super::Day;
use crate::{
    event::Survey,
    sla::{Elapsed, Target},
};

/// A name by its place in a list of them; 0 is none.
pub type Name = u32;

/// A length of time on both clocks, in whole seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Time {
    /// Inside the opening hours.
    pub business: u32,
    /// Day and night.
    pub calendar: u32,
}

impl From<Elapsed> for Time {
    fn from(elapsed: Elapsed) -> Self {
        let seconds =
            |span: SignedDuration| u32::try_from(span.as_secs().max(0)).unwrap_or(u32::MAX);
        Self {
            business: seconds(elapsed.business),
            calendar: seconds(elapsed.calendar),
        }
    }
}

/// What a ticket is filtered by, as names of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Marks {
    /// Its topic.
    pub topic: Name,
    /// The team that has it.
    pub team: Name,
    /// The agent who has it.
    pub agent: Name,
    /// How it came in.
    pub channel: Name,
    /// The customer's language.
    pub lang: Name,
    /// The path of the page it was written on.
    pub page: Name,
}

/// Waits of the customer that ended on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waits {
    /// How many messages of the customer were answered.
    pub count: u32,
    /// All their waits together, in seconds inside the opening hours.
    pub business: u64,
    /// The same, day and night.
    pub calendar: u64,
}

/// The last time on a day that a ticket was set to resolved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Resolution {
    /// Since it was created.
    pub time: Time,
    /// The next day on which it was resolved again.
    pub again: Option<Day>,
    /// Human replies until then.
    pub replies: u32,
    /// Public messages of both sides until then.
    pub messages: u32,
    /// The last day up to this one on which it was resolved and a customer opened it again.
    pub reopened: Option<Day>,
    /// Whether the customer rated it, at any time.
    pub rated: bool,
}

/// Ends of days on which a ticket was neither resolved nor closed, up to the day before this one;
/// under [`Day::OPEN`], up to now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spell {
    /// The first of them.
    pub from: Day,
    /// The day the ticket was created on.
    pub created: Day,
}

/// Something that was promised and came to its end: kept, or late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due {
    /// The policy that promised it.
    pub policy: Name,
    /// What.
    pub target: Target,
    /// Whether it was kept.
    pub met: bool,
    /// The weekday on which the request came in, from Monday, which is 0.
    pub came: u8,
}

/// A customer's rating of a ticket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Score {
    /// How it was asked.
    pub survey: Survey,
    /// The owner's question, where it is one.
    pub question: Name,
    /// The score.
    pub score: u8,
}

/// What a day brought to a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The ticket, by a digest of its id.
    pub ticket: u64,
    /// What it is filtered by.
    pub marks: Marks,
    /// It was created; whether a person ever answered.
    pub created: Option<bool>,
    /// A person first answered, so long after it was created.
    pub first_reply: Option<Time>,
    /// The customer's waits that ended.
    pub waits: Waits,
    /// It was set to resolved.
    pub resolution: Option<Resolution>,
    /// It was open until the day before.
    pub spell: Option<Spell>,
    /// What was due, at most one a target.
    pub due: [Option<Due>; 2],
    /// It was rated.
    pub score: Option<Score>,
}

impl Fact {
    /// Nothing yet of a ticket.
    pub fn new(ticket: u64, marks: Marks) -> Self {
        Self {
            ticket,
            marks,
            created: None,
            first_reply: None,
            waits: Waits::default(),
            resolution: None,
            spell: None,
            due: [None; 2],
            score: None,
        }
    }
}

/// The digest a ticket is known by in rollups: FNV-1a, which is the same everywhere and always.
pub fn digest(id: &str) -> u64 {
    id.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
