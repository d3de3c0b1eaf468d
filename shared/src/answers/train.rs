//! Learning from a site's FAQs which of them a phrasing speaks for: ridge regression with one-sided
//! errors, in its dual form, one coordinate after the other.

use super::gram::Grams;
use super::near::Near;
use super::sense::{Known, Votes};

/// Most phrasings that are learnt from: time grows with their square. Of more, each speaks for its
/// own FAQ alone.
pub(super) const MAX_LEARNT: usize = 2_500;
/// How little a coefficient may be trusted: the ridge.
const RIDGE: f32 = 0.3;
/// Rounds over all phrasings.
const ROUNDS: usize = 3;
/// Likeness that is passed over.
const UNLIKE: f32 = 0.02;
/// A FAQ spoken for by so little is not spoken against.
const SLIGHT: f32 = 0.08;

/// The phrasings' likeness to each other, and what is to be learnt.
pub(super) struct Task {
    /// Row by row.
    likeness: Vec<f32>,
    /// Each phrasing's FAQ.
    own: Vec<u32>,
    /// Each phrasing's ridge: less for the phrasings of FAQs that have few.
    ridges: Vec<f32>,
    entries: usize,
}

impl Task {
    /// Of phrasings; none of too many.
    pub fn new(known: &Known, near: &Near, entries: usize) -> Option<Self> {
        let size = known.phrasings.len();
        if size > MAX_LEARNT {
            return None;
        }
        let mut likeness = Vec::with_capacity(size * size);
        let mut row = Vec::new();
        for Grams { list, .. } in &known.grams {
            near.compare(list, &mut row);
            likeness.extend_from_slice(&row);
        }
        let own: Vec<u32> = known.phrasings.iter().map(|p| p.entry).collect();
        let mut counts = vec![0_u32; entries];
        for entry in &own {
            if let Some(count) = counts.get_mut(*entry as usize) {
                *count += 1;
            }
        }
        let used = counts.iter().filter(|count| **count > 0).count().max(1);
        let mean = size as f32 / used as f32;
        let ridge_of = |entry: &u32| {
            let count = counts.get(*entry as usize).copied().unwrap_or(0);
            RIDGE * (count as f32 / mean).sqrt()
        };
        let ridges = own.iter().map(ridge_of).collect();
        Some(Self {
            likeness,
            own,
            ridges,
            entries,
        })
    }

    /// A phrasing's likeness to all.
    pub fn row(&self, phrasing: usize) -> &[f32] {
        let size = self.own.len();
        let start = phrasing * size;
        self.likeness.get(start..start + size).unwrap_or_default()
    }

    /// Learns from the phrasings that `counts`, going on from `votes`.
    ///
    /// Each phrasing's own FAQ ought to score 1 for it, or more, every other 0, or less. Errors
    /// count squared, and so do coefficients, times the ridge. For one phrasing, with all others
    /// held, the best coefficients are one division each.
    pub fn learn(&self, counts: &[bool], votes: &mut [Votes], rounds: usize) {
        let size = self.own.len();
        let mut scores = vec![0.0_f32; self.entries];
        let step = stride(size);
        let mut at = 0;
        for _ in 0..rounds * size {
            at = (at + step) % size;
            if !counts.get(at).copied().unwrap_or(false) {
                continue;
            }
            // What the others say of it.
            if let Some(mine) = votes.get_mut(at) {
                mine.clear();
            }
            self.add_up(at, votes, &mut scores);
            let own = self.own.get(at).copied().unwrap_or(0);
            let itself = self.row(at).get(at).copied().unwrap_or(0.0);
            let divisor = itself + self.ridges.get(at).copied().unwrap_or(1.0);
            let Some(mine) = votes.get_mut(at) else {
                continue;
            };
            for (entry, score) in scores.iter_mut().enumerate() {
                let entry = entry as u32;
                let vote = if entry == own {
                    (1.0 - *score).max(0.0) / divisor
                } else {
                    -score.max(0.0) / divisor
                };
                if entry == own || vote < -SLIGHT {
                    mine.push((entry, vote));
                }
                *score = 0.0;
            }
        }
    }

    fn add_up(&self, phrasing: usize, votes: &[Votes], scores: &mut [f32]) {
        for (likeness, votes) in self.row(phrasing).iter().zip(votes) {
            if *likeness > UNLIKE {
                for (entry, vote) in votes {
                    if let Some(score) = scores.get_mut(*entry as usize) {
                        *score += likeness * vote;
                    }
                }
            }
        }
    }

    /// Learns from all phrasings.
    pub fn learn_all(&self) -> Vec<Votes> {
        let mut votes = vec![Votes::new(); self.own.len()];
        self.learn(&vec![true; self.own.len()], &mut votes, ROUNDS);
        votes
    }
}

/// What phrasings say where there are too many to learn from: each speaks for its own FAQ, less
/// where others say the same.
pub(super) fn unlearnt(known: &Known) -> Vec<Votes> {
    let mut sizes = std::collections::BTreeMap::new();
    for phrasing in &known.phrasings {
        *sizes.entry(phrasing.entry).or_insert(0_u32) += 1;
    }
    let vote = |entry: u32| {
        let size = sizes.get(&entry).copied().unwrap_or(1);
        (entry, 1.0 / (RIDGE + (size as f32).sqrt()))
    };
    known
        .phrasings
        .iter()
        .map(|p| vec![vote(p.entry)])
        .collect()
}

/// A step that visits `size` places once each, neighbours far apart.
fn stride(size: usize) -> usize {
    let is_coprime = |step: &usize| {
        let (mut a, mut b) = (size, *step);
        while b > 0 {
            (a, b) = (b, a % b);
        }
        a == 1
    };
    // The golden section.
    let first = size * 618 / 1000;
    (first.max(1)..).find(is_coprime).unwrap_or(1)
}
