//! Deliveries: what is owed to the outside, and what becomes of an attempt. The rows are kept by
//! the site's object; what happens to them is decided here.

mod attempt;
mod choice;

use serde::{Deserialize, Serialize};

pub use attempt::{Attempt, MAX_RESPONSE_BYTES};
pub use choice::{ENDPOINT_SHARE, MAIL_SHARE, MAX_IN_FLIGHT, THROTTLED_SHARE, choose};

use crate::retry;

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "DeliveryState"))]
pub enum State {
    /// Not tried yet.
    Pending,
    /// Being tried now.
    Delivering,
    /// Arrived.
    Delivered,
    /// Tried in vain; it will be tried again.
    Failed,
    /// Given up, with the reason in the last response.
    Dead,
}

impl State {
    /// Whether somebody may ask for it to be delivered again: also where it arrived, as a receiver
    /// may have lost it; not while it is waiting for its first attempt or under way.
    pub fn may_replay(self) -> bool {
        !matches!(self, Self::Pending | Self::Delivering)
    }

    /// Whether “replay all since” takes a delivery: what did not arrive, of events that happened
    /// (`event_ms`) at that moment or after it, both in milliseconds since 1970.
    ///
    /// A replayed delivery keeps its ids, is `Pending` with no attempts made and due at once: the
    /// whole schedule lies before it again. What is in the log stays there.
    pub fn is_recovered(self, event_ms: i64, since_ms: i64) -> bool {
        matches!(self, Self::Failed | Self::Dead) && event_ms >= since_ms
    }
}

/// How one attempt ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The other side took it.
    Accepted(String),
    /// It may work later: no answer, a server error, a temporary refusal.
    Temporary(String),
    /// It will never work: refused for good, or there is nowhere to send it any more.
    Permanent(String),
}

impl Outcome {
    /// Its name in the log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Accepted(_) => "accepted",
            Self::Temporary(_) => "temporary",
            Self::Permanent(_) => "permanent",
        }
    }

    /// What the other side said, or what stood in the way.
    pub fn response(&self) -> &str {
        match self {
            Self::Accepted(response) | Self::Temporary(response) | Self::Permanent(response) => {
                response
            }
        }
    }
}

/// What a delivery becomes after an attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// Its state from now on.
    pub state: State,
    /// When it is tried again, in milliseconds from now.
    pub wait_ms: Option<i64>,
    /// What the other side said, or what stood in the way.
    pub response: String,
}

/// Decides on a delivery after its attempt number `attempts` (from 1). `retry_after_ms` is how
/// long the other side asked to wait, see [`retry::wait_ms`]; `entropy` is any random number.
pub fn verdict(
    outcome: Outcome,
    attempts: usize,
    retry_after_ms: Option<i64>,
    entropy: u64,
) -> Verdict {
    let (state, wait_ms) = match &outcome {
        Outcome::Accepted(_) => (State::Delivered, None),
        Outcome::Permanent(_) => (State::Dead, None),
        Outcome::Temporary(_) => match retry::wait_ms(attempts, retry_after_ms, entropy) {
            Some(wait) => (State::Failed, Some(wait)),
            None => (State::Dead, None),
        },
    };
    let (Outcome::Accepted(response) | Outcome::Permanent(response) | Outcome::Temporary(response)) =
        outcome;
    Verdict {
        state,
        wait_ms,
        response,
    }
}

impl Attempt {
    /// Decides on the delivery after this attempt, its number `attempts` (from 1).
    pub fn verdict(&self, attempts: usize, entropy: u64) -> Verdict {
        verdict(self.outcome.clone(), attempts, self.retry_after_ms, entropy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(status: u16) -> Attempt {
        Attempt::answered(0, 0, status, None, b"")
    }

    #[test]
    fn an_attempt_in_vain_is_made_again_until_the_schedule_ends() {
        let states: Vec<_> = (1..=retry::SCHEDULE.len())
            .map(|n| answered(500).verdict(n, 0).state)
            .collect();
        assert_eq!(states.iter().filter(|s| **s == State::Failed).count(), 7);
        assert_eq!(states.last(), Some(&State::Dead));
    }

    #[test]
    fn answers_count_as_standard_webhooks_says() {
        for (status, state) in [
            (200, State::Delivered),
            (204, State::Delivered),
            (301, State::Failed),
            (404, State::Failed),
            (410, State::Dead),
            (429, State::Failed),
            (503, State::Failed),
        ] {
            assert_eq!(answered(status).verdict(1, 9).state, state, "{status}");
        }
        let asked = Attempt::answered(0, 0, 429, Some("3600"), b"");
        assert_eq!(asked.verdict(1, 9).wait_ms, Some(3_600_000));
    }

    #[test]
    fn replaying_all_takes_what_did_not_arrive_from_the_moment_on() {
        for (state, one, all) in [
            (State::Pending, false, false),
            (State::Delivering, false, false),
            (State::Delivered, true, false),
            (State::Failed, true, true),
            (State::Dead, true, true),
        ] {
            assert_eq!(state.may_replay(), one, "{state:?}");
            assert_eq!(state.is_recovered(1_000, 1_000), all, "{state:?}");
            assert!(!state.is_recovered(999, 1_000));
        }
    }
}
