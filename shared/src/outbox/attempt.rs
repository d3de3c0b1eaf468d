//! One attempt at a delivery, as it is written into the log. Made from what the other side
//! answered; it measures nothing itself.

use super::Outcome;
use crate::retry;

/// Of a response so many bytes are kept: 4 kB.
pub const MAX_RESPONSE_BYTES: usize = 4_096;

/// What became of one attempt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attempt {
    /// When it began, in milliseconds since 1970.
    pub at_ms: i64,
    /// How long it took, in milliseconds.
    pub latency_ms: i64,
    /// The HTTP status, where there was an answer by HTTP.
    pub status: Option<u16>,
    /// What was answered, or what stood in the way: at most [`MAX_RESPONSE_BYTES`], without
    /// control characters but line breaks and tabs.
    pub response: String,
    /// How long the other side asked to wait, in milliseconds from the answer.
    pub retry_after_ms: Option<i64>,
    /// What it counts as.
    pub outcome: Outcome,
}

impl Attempt {
    /// A webhook that was answered. `retry_after` is the header's value, `body` the response's
    /// beginning; of neither is any shape expected.
    ///
    /// 2xx arrived; 410 is for good, and disables the endpoint; everything else, redirects
    /// included, may work later.
    pub fn answered(
        at_ms: i64,
        ended_ms: i64,
        status: u16,
        retry_after: Option<&str>,
        body: &[u8],
    ) -> Self {
        let answer = format!("HTTP {status}");
        let outcome = match status {
            200..=299 => Outcome::Accepted(answer),
            410 => Outcome::Permanent(answer),
            _ => Outcome::Temporary(answer),
        };
        let waits = matches!(outcome, Outcome::Temporary(_));
        Self {
            at_ms,
            latency_ms: ended_ms.saturating_sub(at_ms).max(0),
            status: Some(status),
            response: readable(body),
            retry_after_ms: retry_after
                .filter(|_| waits)
                .and_then(|header| retry::after(header, ended_ms)),
            outcome,
        }
    }

    /// Anything else: no answer by HTTP (`Outcome::Temporary` with the trouble), or a mail.
    pub fn ended(at_ms: i64, ended_ms: i64, outcome: Outcome) -> Self {
        Self {
            at_ms,
            latency_ms: ended_ms.saturating_sub(at_ms).max(0),
            status: None,
            response: readable(outcome.response().as_bytes()),
            retry_after_ms: None,
            outcome,
        }
    }

    /// Whether the other side took it.
    pub fn succeeded(&self) -> bool {
        matches!(self.outcome, Outcome::Accepted(_))
    }

    /// Whether the receiver wants no more, ever.
    pub fn is_gone(&self) -> bool {
        self.status == Some(410)
    }

    /// Whether the answer means “too much” (Standard Webhooks: 429, 502, 504): the endpoint then
    /// gets one delivery at a time until it answers otherwise.
    pub fn asks_for_less(&self) -> bool {
        matches!(self.status, Some(429 | 502 | 504))
    }
}

/// The beginning of a response as text. Bytes that are no UTF-8 become `�`, a character cut off by
/// the end is left out, and so is what a terminal or a page would obey instead of show.
fn readable(body: &[u8]) -> String {
    let mut text = String::new();
    let mut chunks = body.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        let broken = !chunk.invalid().is_empty() && chunks.peek().is_some();
        for c in chunk.valid().chars().chain(broken.then_some('\u{fffd}')) {
            let obeyed = c.is_control() && !matches!(c, '\n' | '\t')
                || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            if obeyed {
                continue;
            }
            if text.len().saturating_add(c.len_utf8()) > MAX_RESPONSE_BYTES {
                return text;
            }
            text.push(c);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_answer_is_kept_with_its_time_and_what_it_asks_for() {
        let attempt = Attempt::answered(1_000, 1_250, 429, Some("7"), b"slow down");
        assert_eq!((attempt.at_ms, attempt.latency_ms), (1_000, 250));
        assert_eq!(attempt.status, Some(429));
        assert_eq!(attempt.response, "slow down");
        assert_eq!(attempt.retry_after_ms, Some(7_000));
        assert!(attempt.asks_for_less() && !attempt.succeeded() && !attempt.is_gone());
        let date = Some("Thu, 01 Jan 1970 00:00:10 GMT");
        let attempt = Attempt::answered(0, 4_000, 503, date, b"");
        assert_eq!(attempt.retry_after_ms, Some(6_000), "from the answer on");
        for settled in [200, 410] {
            assert_eq!(
                Attempt::answered(0, 0, settled, Some("7"), b"").retry_after_ms,
                None
            );
        }
    }

    #[test]
    fn no_answer_is_kept_with_what_stood_in_the_way() {
        let trouble = Outcome::Temporary("no answer within 15 s".into());
        let attempt = Attempt::ended(5, 15_005, trouble);
        assert_eq!(attempt.response, "no answer within 15 s");
        assert_eq!((attempt.status, attempt.latency_ms), (None, 15_000));
        let back = Attempt::ended(9, 5, Outcome::Accepted("250 ok".into()));
        assert_eq!(back.latency_ms, 0, "a clock that went back");
    }

    #[test]
    fn a_response_is_cut_between_characters_and_commands_nothing() {
        for (body, kept) in [
            (&b"ok\r\n\tdone"[..], "ok\n\tdone"),
            (b"a\x1b[31mred\x07\x00", "a[31mred"),
            (b"a\xffb\xc3", "a\u{fffd}b"),
            ("x\u{202e}y".as_bytes(), "xy"),
            (b"", ""),
        ] {
            assert_eq!(readable(body), kept);
        }
        let long = "è".repeat(9_000);
        assert_eq!(readable(long.as_bytes()).len(), MAX_RESPONSE_BYTES);
        assert_eq!(
            readable(&long.as_bytes()[1..]).len(),
            MAX_RESPONSE_BYTES - 1
        );
    }

    proptest! {
        #[test]
        fn any_bytes_are_a_response(body in prop::collection::vec(any::<u8>(), 0..6_000)) {
            let text = readable(&body);
            prop_assert!(text.len() <= MAX_RESPONSE_BYTES);
            prop_assert!(!text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
        }
    }
}
