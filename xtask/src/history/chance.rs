//! Chance that is the same each time.

/// A stream of numbers: SplitMix64.
pub struct Chance(u64);

impl Chance {
    /// A stream.
    pub fn new(seed: u64) -> Self {
        Self(seed ^ 0x005E_ED0F_B077_E6A1)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// From 0 to nearly 1.
    pub fn part(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// Whether something happens that happens so often.
    pub fn often(&mut self, share: f64) -> bool {
        self.part() < share
    }

    /// One of so many.
    pub fn below(&mut self, count: usize) -> usize {
        ((self.part() * count as f64) as usize).min(count.saturating_sub(1))
    }

    /// One of a list.
    pub fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list.get(self.below(list.len()))
            .copied()
            .unwrap_or_default()
    }

    /// A place, each as often as its weight says; none of none.
    pub fn weighted(&mut self, weights: &[f64]) -> Option<usize> {
        let whole: f64 = weights.iter().sum();
        let mut left = self.part() * whole;
        for (place, weight) in weights.iter().enumerate() {
            left -= weight;
            if left < 0.0 {
                return Some(place);
            }
        }
        weights.len().checked_sub(1)
    }

    /// Around a middle, as waits are: half less, a few much more (log-normal; the sum of twelve
    /// stands for the bell).
    pub fn around(&mut self, middle: f64, spread: f64) -> f64 {
        let bell: f64 = (0..12).map(|_| self.part()).sum::<f64>() - 6.0;
        middle * (bell * spread).exp()
    }
}
