//! When an attempt that failed is made again. The schedule is data: Svix's, as the field knows it.

/// Seconds to wait before each attempt, the first included.
pub const SCHEDULE: [i64; 8] = [0, 5, 300, 1_800, 7_200, 18_000, 36_000, 36_000];

/// How far the wait may stray to either side, in per cent, so that many do not come back at once.
const JITTER_PERCENT: i64 = 20;

/// Milliseconds to wait after `attempts` have failed; none when the schedule is used up.
/// `entropy` is any random number.
pub fn wait_ms(attempts: usize, entropy: u64) -> Option<i64> {
    let seconds = *SCHEDULE.get(attempts)?;
    let spread = seconds * 1_000 * JITTER_PERCENT / 100;
    let stray = i64::try_from(entropy % (2 * spread as u64 + 1)).unwrap_or(0) - spread;
    Some(seconds * 1_000 + stray)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_as_scheduled_within_a_fifth() {
        for (attempts, seconds) in SCHEDULE.into_iter().enumerate() {
            for entropy in [0, 1, 12_345, u64::MAX / 2, u64::MAX] {
                let wait = wait_ms(attempts, entropy).unwrap();
                assert!(
                    (wait - seconds * 1_000).abs() <= seconds * 200,
                    "{attempts} {wait}"
                );
            }
        }
        assert_eq!(wait_ms(0, 99), Some(0));
        assert_eq!(wait_ms(SCHEDULE.len(), 0), None);
        assert_eq!(wait_ms(usize::MAX, 0), None);
    }
}
