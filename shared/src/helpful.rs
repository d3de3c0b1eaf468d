//! How helpful an answer is, from what readers said of it. A few voices must not outweigh many, so
//! the measure is the lower bound of the Wilson score interval: what the share of those helped is
//! at least, with 95 % confidence (E. B. Wilson, “Probable inference, the law of succession, and
//! statistical inference”, JASA 22, 1927).

/// The normal quantile of a two-sided 95 % interval.
const Z: f64 = 1.96;

/// The lower bound, 0 to 1; 0 where nobody said anything.
pub fn bound(helped: u32, not: u32) -> f64 {
    let n = f64::from(helped) + f64::from(not);
    if n == 0.0 {
        return 0.0;
    }
    let share = f64::from(helped) / n;
    let z2 = Z * Z;
    let centre = share + z2 / (2.0 * n);
    let spread = Z * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    ((centre - spread) / (1.0 + z2 / n)).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn many_voices_count_more_than_few() {
        assert_eq!(bound(0, 0), 0.0);
        assert_eq!(bound(0, 9), 0.0);
        // By hand: 10 of 10 is 1 / (1 + 1.96² / 10).
        assert!((bound(10, 0) - 0.722_467).abs() < 1e-5, "{}", bound(10, 0));
        assert!(bound(90, 10) > bound(1, 0));
        assert!(bound(2, 0) > bound(1, 0));
        assert!(bound(9, 1) > bound(8, 2));
    }

    proptest! {
        #[test]
        fn it_is_never_above_the_share_and_grows_with_each_who_was_helped(
            helped in 0..100_000u32, not in 0..100_000u32
        ) {
            let bound_now = bound(helped, not);
            let n = f64::from(helped) + f64::from(not);
            prop_assert!(n == 0.0 || bound_now <= f64::from(helped) / n + 1e-9);
            prop_assert!(bound(helped + 1, not) >= bound_now);
            prop_assert!(bound(helped, not + 1) <= bound_now);
        }
    }
}
