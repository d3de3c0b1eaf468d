//! How long things took: median, mean and p90 of whole seconds.

use serde::{Deserialize, Serialize};

/// Numbers to be summed up, in seconds.
#[derive(Clone, Debug, Default)]
pub struct Samples(Vec<u32>);

/// What numbers come to, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Spread {
    /// How many there are; the others are 0 where there is none.
    pub count: u32,
    /// The middle one; between two, what is half-way, rounded down.
    pub median: u32,
    /// The mean, rounded down.
    pub mean: u32,
    /// The smallest that is not exceeded by nine in ten.
    pub p90: u32,
}

impl Samples {
    /// Adds one.
    pub fn add(&mut self, seconds: u32) {
        self.0.push(seconds);
    }

    /// Sums them up.
    pub fn spread(mut self) -> Spread {
        let count = self.0.len();
        let whole = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        if count == 0 {
            return Spread::default();
        }
        let sum: u64 = self.0.iter().map(|seconds| u64::from(*seconds)).sum();
        // The nearest rank: of ten, the ninth.
        let rank = count.saturating_mul(9).div_ceil(10).saturating_sub(1);
        let mut pick = |place: usize| match place < count {
            true => u64::from(*self.0.select_nth_unstable(place).1),
            false => 0,
        };
        let p90 = pick(rank);
        let upper = pick(count / 2);
        let lower = match count % 2 {
            0 => pick((count / 2).saturating_sub(1)),
            _ => upper,
        };
        let short = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
        Spread {
            count: whole(count),
            median: short(lower.saturating_add(upper) / 2),
            mean: short(sum / u64::from(whole(count).max(1))),
            p90: short(p90),
        }
    }
}
