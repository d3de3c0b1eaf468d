//! How an endpoint has been doing: when it is given up, and why. Times are arguments; what is told
//! to the owner, and by which way, is the caller's.

use serde::{Deserialize, Serialize};

use super::Endpoint;
use crate::outbox::Attempt;

/// An endpoint that fails for so long is disabled, in milliseconds: five days.
pub const PATIENCE_MS: i64 = 5 * 24 * 3_600_000;
/// At least so many attempts must have failed: more than one delivery makes, so that a single
/// event is never enough.
pub const MIN_FAILURES: u32 = 10;
/// After this long without any attempt, in milliseconds, counting starts anew: nothing is known
/// of the time between. Three days.
pub const SILENCE_MS: i64 = 3 * 24 * 3_600_000;

/// Why an endpoint was disabled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Reason {
    /// Nothing but failures for [`PATIENCE_MS`].
    Failing,
    /// It answered 410: it wants no more.
    Gone,
}

/// That an endpoint was disabled; what `endpoint.disabled` tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Disabled {
    /// When, in milliseconds since 1970.
    pub at_ms: i64,
    /// Why.
    pub reason: Reason,
}

/// Failures in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Streak {
    /// When the first began, in milliseconds since 1970.
    pub since_ms: i64,
    /// When the last ended.
    pub last_ms: i64,
    /// How many.
    pub failures: u32,
}

/// How one endpoint has been doing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// The address all this is about.
    url: String,
    /// The failures since the last success.
    failing: Option<Streak>,
    /// Whether its last answer asked for less.
    throttled: bool,
    /// Whether it is disabled.
    disabled: Option<Disabled>,
}

impl Health {
    /// The health of an endpoint by what was kept of it: nothing where its address has changed,
    /// so that a mended configuration starts afresh.
    pub fn of(endpoint: &Endpoint, kept: Option<Self>) -> Self {
        kept.filter(|health| health.url == endpoint.url)
            .unwrap_or_else(|| Self {
                url: endpoint.url.clone(),
                ..Self::default()
            })
    }

    /// The failures in a row, if the last attempt failed.
    pub fn failing(&self) -> Option<Streak> {
        self.failing
    }

    /// Whether its last answer asked for less: it then gets one delivery at a time.
    pub fn throttled(&self) -> bool {
        self.throttled
    }

    /// Whether and why it is disabled.
    pub fn disabled(&self) -> Option<Disabled> {
        self.disabled
    }

    /// The health after an attempt that ended at `now_ms`, and whether this disabled it: told
    /// exactly once. Once disabled, only [`enable`](Self::enable) or another address helps; what
    /// was still under way changes nothing.
    pub fn after(mut self, attempt: &Attempt, now_ms: i64) -> (Self, Option<Disabled>) {
        if self.disabled.is_some() {
            return (self, None);
        }
        self.throttled = attempt.asks_for_less();
        if attempt.succeeded() {
            self.failing = None;
            return (self, None);
        }
        let streak = match self.failing {
            Some(streak) if now_ms.saturating_sub(streak.last_ms) <= SILENCE_MS => Streak {
                since_ms: streak.since_ms,
                last_ms: now_ms,
                failures: streak.failures.saturating_add(1),
            },
            _ => Streak {
                since_ms: attempt.at_ms,
                last_ms: now_ms,
                failures: 1,
            },
        };
        self.failing = Some(streak);
        let long = now_ms.saturating_sub(streak.since_ms) >= PATIENCE_MS;
        let reason = if attempt.is_gone() {
            Some(Reason::Gone)
        } else if long && streak.failures >= MIN_FAILURES {
            Some(Reason::Failing)
        } else {
            None
        };
        self.disabled = reason.map(|reason| Disabled {
            at_ms: now_ms,
            reason,
        });
        let disabled = self.disabled;
        (self, disabled)
    }

    /// Enabled by a person: the past is forgotten.
    pub fn enable(self) -> Self {
        Self {
            url: self.url,
            ..Self::default()
        }
    }

    /// Why nothing may be sent to an endpoint now, as the delivery's last response; none where it
    /// may. A delivery that is barred is dead without an attempt, and can be replayed.
    pub fn bar(&self, endpoint: &Endpoint) -> Option<&'static str> {
        match self.disabled.map(|disabled| disabled.reason) {
            _ if !endpoint.enabled => {
                Some("Not sent: the endpoint is disabled in the site's file. Replay it later.")
            }
            Some(Reason::Failing) => Some(
                "Not sent: the endpoint was disabled after five days of failures. Enable it, then replay.",
            ),
            Some(Reason::Gone) => Some(
                "Not sent: the endpoint was disabled as it answered 410. Enable it, then replay.",
            ),
            None => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOUR: i64 = 3_600_000;

    fn endpoint(url: &str) -> Endpoint {
        serde_json::from_value(serde_json::json!({ "url": url })).unwrap()
    }

    fn fresh() -> Health {
        Health::of(&endpoint("https://a.example/"), None)
    }

    /// The health after answers at these hours.
    fn after(answers: &[(i64, u16)]) -> (Health, Vec<Disabled>) {
        let mut told = Vec::new();
        let mut health = fresh();
        for (hour, status) in answers {
            let attempt = Attempt::answered(hour * HOUR, hour * HOUR, *status, None, b"");
            let (next, disabled) = health.after(&attempt, hour * HOUR);
            health = next;
            told.extend(disabled);
        }
        (health, told)
    }

    #[test]
    fn five_days_of_nothing_but_failures_disable_and_are_told_once() {
        let hourly = |to: i64| (0..=to).map(|h| (h, 500)).collect::<Vec<_>>();
        let (health, told) = after(&hourly(119));
        assert_eq!((health.disabled(), told.len()), (None, 0));
        let (health, told) = after(&hourly(300));
        let disabled = Disabled {
            at_ms: 120 * HOUR,
            reason: Reason::Failing,
        };
        assert_eq!((health.disabled(), told), (Some(disabled), vec![disabled]));
        assert_eq!(health.clone().enable(), fresh());
    }

    #[test]
    fn one_success_starts_the_five_days_anew() {
        let mut answers: Vec<_> = (0..=200).map(|h| (h, 503)).collect();
        answers[100].1 = 200;
        assert_eq!(after(&answers).0.disabled(), None);
        assert_eq!(after(&answers).0.failing().unwrap().since_ms, 101 * HOUR);
    }

    #[test]
    fn few_failures_or_a_long_silence_do_not_disable() {
        let nine: Vec<_> = (0..9).map(|n| (n * 20, 500)).collect();
        assert_eq!(after(&nine).0.disabled(), None);
        // One delivery given up on, then nothing for days, then a hiccup.
        let mut quiet: Vec<_> = (0..27).map(|h| (h, 500)).collect();
        quiet.push((27 + 73, 500));
        quiet.extend((0..20).map(|n| (101 + n, 500)));
        assert_eq!(after(&quiet).0.disabled(), None);
    }

    #[test]
    fn gone_disables_at_once() {
        let (health, told) = after(&[(0, 200), (1, 410), (2, 410), (3, 200)]);
        assert_eq!(told.len(), 1);
        assert_eq!(
            health.disabled(),
            Some(Disabled {
                at_ms: HOUR,
                reason: Reason::Gone
            })
        );
        let endpoint = endpoint("https://a.example/");
        assert!(health.bar(&endpoint).is_some_and(|why| why.contains("410")));
        assert_eq!(health.enable().bar(&endpoint), None);
    }

    #[test]
    fn another_address_starts_afresh_and_the_same_does_not() {
        let (health, _) = after(&[(1, 410)]);
        let same = Health::of(&endpoint("https://a.example/"), Some(health.clone()));
        assert_eq!(same, health);
        let other = Health::of(&endpoint("https://b.example/"), Some(health));
        assert_eq!(other.disabled(), None);
    }

    #[test]
    fn an_answer_that_asks_for_less_throttles_until_the_next() {
        for status in [429, 502, 504] {
            assert!(after(&[(0, 200), (1, status)]).0.throttled(), "{status}");
            assert!(!after(&[(0, status), (1, 500)]).0.throttled(), "{status}");
        }
    }

    #[test]
    fn an_endpoint_switched_off_in_the_file_is_barred() {
        let mut off = endpoint("https://a.example/");
        assert_eq!(fresh().bar(&off), None);
        off.enabled = false;
        assert!(fresh().bar(&off).is_some());
    }
}
