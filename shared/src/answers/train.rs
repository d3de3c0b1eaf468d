//! Learning from a site's FAQs which of them a phrasing speaks for: ridge regression with one-sided
//! errors, in its dual form, one coordinate after the other.

use super::gram::Grams;
use super::near::Near;
use super::sense::{Known, Votes};

/// Most phrasings that are learnt from: time grows with their square. Of more, each speaks for its
/// own FAQ alone.
pub(super) const MAX_LEARNT: usize = 2_000;
/// How little a coefficient may be trusted: the ridge.
const RIDGE: f32 = 0.3;
/// Rounds over all phrasings.
const ROUNDS: usize = 3;
/// A FAQ spoken for by so little is not spoken against.
const SLIGHT: f32 = 0.04;
/// A coefficient that changes by less is left as it is.
const SAME: f32 = 0.02;

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

/// What was learnt.
#[derive(Clone)]
pub(super) struct Lesson {
    /// For which FAQs each phrasing speaks.
    pub votes: Vec<Votes>,
    /// How much every FAQ is spoken for when a phrasing is asked, FAQ by FAQ.
    scores: Vec<f32>,
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

    /// Nothing learnt.
    pub fn blank(&self) -> Lesson {
        Lesson {
            votes: vec![Votes::new(); self.own.len()],
            scores: vec![0.0; self.own.len() * self.entries],
        }
    }

    /// Learns from the phrasings that are in `counts`, going on from what was learnt; the FAQs that
    /// are in `out` do not exist.
    ///
    /// Each phrasing's own FAQ ought to score 1 for it, or more, every other 0, or less. Errors
    /// count squared, and so do coefficients, times the ridge. For one phrasing, with all others
    /// held, the best coefficients are one division each.
    pub fn learn(&self, counts: &[bool], out: &[bool], lesson: &mut Lesson, rounds: usize) {
        let size = self.own.len();
        let step = stride(size);
        let mut at = 0;
        for _ in 0..rounds * size {
            at = (at + step) % size;
            if counts.get(at) == Some(&true) {
                self.improve(at, out, lesson);
            }
        }
    }

    fn improve(&self, at: usize, out: &[bool], lesson: &mut Lesson) {
        let row = self.row(at);
        let itself = row.get(at).copied().unwrap_or(0.0);
        let own = self.own.get(at).map_or(usize::MAX, |own| *own as usize);
        let divisor = itself + self.ridges.get(at).copied().unwrap_or(1.0);
        let mine = lesson.votes.get_mut(at).map(std::mem::take);
        let mut before = mine.into_iter().flatten().peekable();
        let mut votes = Votes::new();
        let columns = lesson.scores.chunks_exact_mut(self.own.len());
        for (entry, (scores, out)) in columns.zip(out).enumerate() {
            let was = before.next_if(|(of, _)| *of as usize == entry);
            if *out {
                continue;
            }
            let was = was.map_or(0.0, |(_, vote)| vote);
            // What the others say of it.
            let score = scores.get(at).copied().unwrap_or(0.0) - itself * was;
            let mut vote = if entry == own {
                (1.0 - score).max(0.0) / divisor
            } else {
                -score.max(0.0) / divisor
            };
            if vote.abs() < SLIGHT {
                vote = 0.0;
            }
            if (vote - was).abs() < SAME {
                vote = was;
            } else {
                add(scores, row, vote - was);
            }
            if vote != 0.0 {
                votes.push((entry as u32, vote));
            }
        }
        if let Some(mine) = lesson.votes.get_mut(at) {
            *mine = votes;
        }
    }

    /// Takes back what phrasings said.
    pub fn forget(&self, counts: &[bool], lesson: &mut Lesson) {
        let size = self.own.len();
        for (at, votes) in lesson.votes.iter_mut().enumerate() {
            if counts.get(at) == Some(&true) {
                continue;
            }
            for (entry, vote) in votes.drain(..) {
                let start = entry as usize * size;
                if let Some(scores) = lesson.scores.get_mut(start..start + size) {
                    add(scores, self.row(at), -vote);
                }
            }
        }
    }

    /// How much every FAQ is spoken for by what was learnt, when a phrasing is asked.
    pub fn scores(&self, phrasing: usize, out: &[bool], lesson: &Lesson) -> Vec<f32> {
        let columns = lesson.scores.chunks_exact(self.own.len().max(1));
        columns
            .zip(out)
            .map(|(scores, out)| match scores.get(phrasing) {
                Some(score) if !out => *score,
                _ => 0.0,
            })
            .collect()
    }

    /// Learns from all phrasings.
    pub fn learn_all(&self) -> Lesson {
        let mut lesson = self.blank();
        let (counts, out) = (vec![true; self.own.len()], vec![false; self.entries]);
        self.learn(&counts, &out, &mut lesson, ROUNDS);
        lesson
    }
}

/// Adds a multiple of a row.
fn add(to: &mut [f32], row: &[f32], times: f32) {
    for (sum, likeness) in to.iter_mut().zip(row) {
        *sum += likeness * times;
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Five phrasings of three FAQs.
    fn task() -> Task {
        let likeness = [
            [1.0, 0.6, 0.3, 0.1, 0.2],
            [0.6, 1.0, 0.4, 0.1, 0.0],
            [0.3, 0.4, 1.0, 0.5, 0.1],
            [0.1, 0.1, 0.5, 1.0, 0.1],
            [0.2, 0.0, 0.1, 0.1, 1.0],
        ];
        Task {
            likeness: likeness.concat(),
            own: vec![0, 0, 1, 1, 2],
            ridges: vec![0.3; 5],
            entries: 3,
        }
    }

    fn vote(lesson: &Lesson, at: usize, entry: u32) -> f32 {
        let votes = lesson.votes[at].iter();
        votes
            .filter(|(of, _)| *of == entry)
            .map(|(_, vote)| vote)
            .sum()
    }

    fn score(task: &Task, lesson: &Lesson, at: usize, entry: u32) -> f32 {
        (0..5)
            .map(|by| task.row(at)[by] * vote(lesson, by, entry))
            .sum()
    }

    #[test]
    fn what_is_learnt_is_where_nothing_gets_better() {
        let task = task();
        let mut lesson = task.blank();
        task.learn(&[true; 5], &[false; 3], &mut lesson, 60);
        for at in 0..5 {
            for entry in 0..3 {
                let kept = task.scores(at, &[false; 3], &lesson)[entry as usize];
                let score = score(&task, &lesson, at, entry);
                assert!((kept - score).abs() < 1e-4, "kept apart: {kept} {score}");
                // A coefficient is the error that is left, over the ridge; errors are one-sided.
                let error = if entry == task.own[at] {
                    (1.0 - score).max(0.0)
                } else {
                    (-score).min(0.0)
                };
                let expected = error / 0.3;
                let is = vote(&lesson, at, entry);
                assert!(
                    (is - expected).abs() < 0.15,
                    "{at} {entry}: {is} {expected}"
                );
            }
        }
    }

    #[test]
    fn going_on_without_a_part_comes_to_what_it_never_taught() {
        let task = task();
        let (counts, out) = ([true, false, true, true, false], [false, false, true]);
        let mut on = task.learn_all();
        task.forget(&counts, &mut on);
        task.learn(&counts, &out, &mut on, 40);
        let mut anew = task.blank();
        task.learn(&counts, &out, &mut anew, 40);
        for at in 0..5 {
            let (on, anew) = (task.scores(at, &out, &on), task.scores(at, &out, &anew));
            for (on, anew) in on.iter().zip(&anew) {
                assert!((on - anew).abs() < 0.1, "{at}: {on} {anew}");
            }
        }
    }

    #[test]
    fn a_stride_visits_every_place_once() {
        for size in 1..300 {
            let step = stride(size);
            let mut seen: Vec<usize> = (1..=size).map(|n| n * step % size).collect();
            seen.sort();
            assert_eq!(seen, (0..size).collect::<Vec<_>>());
        }
    }
}
