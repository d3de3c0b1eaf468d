//! The clock of a ticket as people read it: words, and a level that is drawn as colour and shape.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{sla, tongue::Tongue};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 60 * MINUTE_MS;
const DAY_MS: i64 = 24 * HOUR_MS;

/// What is due next, and when; milliseconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// What for.
    pub target: sla::Target,
    /// From when on it is soon.
    pub warn_ms: i64,
    /// After when it is late.
    pub due_ms: i64,
}

/// How urgent a clock is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// There is time.
    Fine,
    /// It is due soon.
    Soon,
    /// It is late.
    Late,
}

impl Level {
    /// Its name, for classes and shapes.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Fine => "fine",
            Self::Soon => "soon",
            Self::Late => "late",
        }
    }
}

impl Due {
    /// What of these clocks runs out first.
    pub fn first(clocks: &[sla::Due]) -> Option<Self> {
        let first = clocks.iter().min_by_key(|due| due.breach_at)?;
        Some(Self {
            target: first.target,
            warn_ms: first.warn_at.as_millisecond(),
            due_ms: first.breach_at.as_millisecond(),
        })
    }

    /// How urgent it is. At the very moment it is still in time, as for the clocks themselves.
    pub fn level(&self, now: Timestamp) -> Level {
        let now_ms = now.as_millisecond();
        match now_ms {
            _ if now_ms > self.due_ms => Level::Late,
            _ if now_ms >= self.warn_ms => Level::Soon,
            _ => Level::Fine,
        }
    }

    /// How long it is still: “due in 25 min”, “2 h over”.
    pub fn words(&self, now: Timestamp, tongue: Tongue) -> String {
        let left = self.due_ms.saturating_sub(now.as_millisecond());
        let span = span(left.saturating_abs(), tongue);
        match left < 0 {
            true => tongue.say(format!("{span} over"), format!("in ritardo di {span}")),
            false => tongue.say(format!("due in {span}"), format!("scade tra {span}")),
        }
    }

    /// What is due, in a word or two.
    pub fn what(&self, tongue: Tongue) -> &'static str {
        match self.target {
            sla::Target::FirstResponse => tongue.say("First answer", "Prima risposta"),
            sla::Target::NextResponse => tongue.say("Answer", "Risposta"),
            sla::Target::Resolution => tongue.say("Solution", "Soluzione"),
        }
    }
}

/// A span as people say it: minutes, from two hours on whole hours, from two days on whole days.
/// Rounded down, as nobody should be told of time that is not there.
fn span(ms: i64, tongue: Tongue) -> String {
    let (minutes, hours, days) = (ms / MINUTE_MS, ms / HOUR_MS, ms / DAY_MS);
    match () {
        _ if minutes < 1 => tongue
            .say("less than a minute", "meno di un minuto")
            .to_owned(),
        _ if hours < 1 => format!("{minutes} min"),
        _ if hours < 2 => match minutes % 60 {
            0 => "1 h".to_owned(),
            rest => format!("1 h {rest} min"),
        },
        _ if days < 2 => format!("{hours} h"),
        _ => format!("{days} {}", tongue.say("days", "giorni")),
    }
}
