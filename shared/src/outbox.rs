//! Deliveries: what is owed to the outside, and what becomes of an attempt. The rows are kept by
//! the site's object; what happens to them is decided here.

use serde::{Deserialize, Serialize};

use crate::retry;

/// Where a delivery stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// How a webhook's answer counts: 2xx arrived, 410 is for good, all else may work later.
    pub fn of_webhook(status: u16) -> Self {
        let answer = format!("HTTP {status}");
        match status {
            200..=299 => Self::Accepted(answer),
            410 => Self::Permanent(answer),
            _ => Self::Temporary(answer),
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

/// Decides on a delivery after its attempt number `attempts` (from 1).
pub fn verdict(outcome: Outcome, attempts: usize, entropy: u64) -> Verdict {
    match outcome {
        Outcome::Accepted(response) => Verdict {
            state: State::Delivered,
            wait_ms: None,
            response,
        },
        Outcome::Permanent(response) => Verdict {
            state: State::Dead,
            wait_ms: None,
            response,
        },
        Outcome::Temporary(response) => match retry::wait_ms(attempts, entropy) {
            Some(wait) => Verdict {
                state: State::Failed,
                wait_ms: Some(wait),
                response,
            },
            None => Verdict {
                state: State::Dead,
                wait_ms: None,
                response,
            },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attempt_in_vain_is_made_again_until_the_schedule_ends() {
        let states: Vec<_> = (1..=retry::SCHEDULE.len())
            .map(|n| verdict(Outcome::of_webhook(500), n, 0).state)
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
            assert_eq!(
                verdict(Outcome::of_webhook(status), 1, 9).state,
                state,
                "{status}"
            );
        }
    }
}
