//! When an attempt that failed is made again. The schedule is data: Svix's, as the field knows it.

use jiff::{civil, tz::TimeZone};

/// Seconds to wait before each attempt, the first included.
pub const SCHEDULE: [i64; 8] = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 36_000];

/// The longest that a receiver's `Retry-After` is honoured for, in milliseconds: a day.
pub const MAX_RETRY_AFTER_MS: i64 = 24 * 3_600_000;

/// How far the wait may stray to either side, in per cent, so that many do not come back at once.
const JITTER_PERCENT: i64 = 20;

/// Milliseconds to wait after `attempts` have failed; none when the schedule is used up.
/// `entropy` is any random number.
///
/// `retry_after_ms` is what the receiver asked for (see [`after`]). It can put an attempt off, up
/// to [`MAX_RETRY_AFTER_MS`], never bring it forward: the later of both holds. It gives no
/// further attempts either.
pub fn wait_ms(attempts: usize, retry_after_ms: Option<i64>, entropy: u64) -> Option<i64> {
    let seconds = *SCHEDULE.get(attempts)?;
    let spread = seconds * 1_000 * JITTER_PERCENT / 100;
    let stray = i64::try_from(entropy % (2 * spread as u64 + 1)).unwrap_or(0) - spread;
    let asked = retry_after_ms.unwrap_or(0).min(MAX_RETRY_AFTER_MS);
    Some((seconds * 1_000 + stray).max(asked))
}

/// What a `Retry-After` header asks for, in milliseconds from `now_ms` (since 1970): seconds, or a
/// date as RFC 9110 wants it written, `Sun, 06 Nov 1994 08:49:37 GMT`. None for anything else and
/// for what is past.
pub fn after(header: &str, now_ms: i64) -> Option<i64> {
    let header = header.trim();
    let wait = if header.bytes().all(|b| b.is_ascii_digit()) {
        // More digits than a number holds ask for more than is honoured anyway.
        match header.is_empty() {
            true => return None,
            false => header
                .parse::<i64>()
                .unwrap_or(i64::MAX)
                .saturating_mul(1_000),
        }
    } else {
        http_date_ms(header)?.saturating_sub(now_ms)
    };
    (wait > 0).then_some(wait)
}

/// `Sun, 06 Nov 1994 08:49:37 GMT` in milliseconds since 1970. The obsolete forms are not read.
fn http_date_ms(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let (_, date) = text.split_once(", ")?;
    let mut parts = date.split(' ');
    let day = parts.next()?.parse().ok()?;
    let month = parts.next()?;
    let month = MONTHS.iter().position(|m| *m == month)?.checked_add(1)?;
    let year = parts.next()?.parse().ok()?;
    let mut clock = parts.next()?.split(':').map(str::parse::<i8>);
    let mut next = || clock.next()?.ok();
    let (hour, minute, second) = (next()?, next()?, next()?);
    if parts.next() != Some("GMT") || parts.next().is_some() || clock.next().is_some() {
        return None;
    }
    let month = i8::try_from(month).ok()?;
    let time = civil::DateTime::new(year, month, day, hour, minute, second.min(59), 0).ok()?;
    let time = time.to_zoned(TimeZone::UTC).ok()?;
    Some(time.timestamp().as_millisecond())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_as_scheduled_within_a_fifth() {
        for (attempts, seconds) in SCHEDULE.into_iter().enumerate() {
            for entropy in [0, 1, 12_345, u64::MAX / 2, u64::MAX] {
                let wait = wait_ms(attempts, None, entropy).unwrap();
                assert!(
                    (wait - seconds * 1_000).abs() <= seconds * 200,
                    "{attempts} {wait}"
                );
            }
        }
        assert_eq!(wait_ms(0, None, 99), Some(0));
        assert_eq!(wait_ms(SCHEDULE.len(), None, 0), None);
        assert_eq!(wait_ms(usize::MAX, Some(5), 0), None);
    }

    #[test]
    fn a_receiver_can_put_an_attempt_off_but_not_bring_it_forward() {
        let middle = 60_000; // of ±60 s around 300 s
        assert_eq!(wait_ms(2, Some(1_000), middle), Some(300_000));
        assert_eq!(wait_ms(2, Some(300_001), middle), Some(300_001));
        assert_eq!(wait_ms(2, Some(i64::MAX), middle), Some(MAX_RETRY_AFTER_MS));
        assert_eq!(wait_ms(2, Some(i64::MIN), middle), Some(300_000));
        assert_eq!(wait_ms(8, Some(1_000), middle), None);
    }

    #[test]
    fn retry_after_is_read_in_seconds_and_as_a_date() {
        let now = 784_111_777_000; // Sun, 06 Nov 1994 08:49:37 GMT
        for (header, wait) in [
            ("120", Some(120_000)),
            (" 1 ", Some(1_000)),
            ("0", None),
            ("99999999999999999999999", Some(i64::MAX)),
            ("Sun, 06 Nov 1994 08:49:38 GMT", Some(1_000)),
            ("Mon, 07 Nov 1994 08:49:37 GMT", Some(86_400_000)),
            ("Sun, 06 Nov 1994 08:49:37 GMT", None),
            ("Thu, 01 Jan 1970 00:00:00 GMT", None),
            ("Sat, 31 Dec 1994 23:59:60 GMT", Some(4_806_622_000)),
            ("", None),
            ("-5", None),
            ("+5", None),
            ("1.5", None),
            ("soon", None),
            ("Sun, 31 Feb 1994 08:49:37 GMT", None),
            ("Sun, 06 Nov 1994 25:49:37 GMT", None),
            ("Sun, 06 Nov 1994 08:49:37 CET", None),
            ("Sun, 06 Nov 1994 08:49:37", None),
            ("Sun, 06 Nov 1994 08:49 GMT", None),
            ("Sun, 06 nov 1994 08:49:37 GMT", None),
            ("Sunday, 06-Nov-94 08:49:37 GMT", None),
            ("Sun, 999 Nov 1994 08:49:37 GMT", None),
            (", , , ,", None),
        ] {
            assert_eq!(after(header, now), wait, "{header:?}");
        }
    }
}
