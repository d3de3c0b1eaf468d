//! Understanding a question: what is learnt when the owner publishes, and what is answered then.

use super::sense::{Known, Sense};
#[cfg(feature = "server")]
use super::{
    Entry, calibrate, empty_words,
    learnt::Learnt,
    near::Near,
    train::{self, Task},
};
use super::{Hit, Index, Reply};
#[cfg(feature = "server")]
use crate::lang::Lang;

/// Most FAQs that are offered where none is sure.
const MAX_OFFERED: usize = 3;
/// From this share of the threshold a FAQ is offered, though it is not sure.
const OFFERED: f32 = 0.5;
/// A FAQ is surer than the next by at least this, or both are offered.
const MARGIN: f32 = 0.05;

/// What is learnt of FAQs, which are in order.
#[cfg(feature = "server")]
pub(super) fn learn(lang: &Lang, entries: &[Entry]) -> Learnt {
    let empty = empty_words::of(lang);
    let known = Known::new(lang, empty, entries);
    let near = Near::new(&known.grams);
    let (votes, threshold) = match Task::new(&known, &near, entries.len()) {
        Some(task) => {
            let lesson = task.learn_all();
            let tries = calibrate::tries(&known, &near, &task, &lesson, entries.len());
            let threshold = calibrate::threshold(&tries, entries.len());
            (lesson.votes, threshold)
        }
        None => (train::unlearnt(&known), calibrate::threshold(&[], 0)),
    };
    Learnt {
        empty: empty.to_owned(),
        threshold: (threshold * 100.0).round() as u8,
        votes,
    }
}

impl Index {
    pub(super) fn sense(&self) -> &Sense {
        self.sense.get_or_init(|| {
            let known = Known::new(&self.lang, &self.learnt.empty, &self.entries);
            Sense::new(known, self.learnt.votes.clone(), self.entries.len())
        })
    }

    /// The FAQs nearest to a question, best first; the score is how sure the engine is, between 0
    /// and 1.
    pub fn rank(&self, question: &str, limit: usize) -> Vec<Hit> {
        self.sense().rank(question, limit)
    }

    /// From this score on a FAQ answers a question.
    pub fn threshold(&self) -> f32 {
        f32::from(self.learnt.threshold) / 100.0
    }

    /// What answers a question that was asked whole.
    pub fn ask(&self, question: &str) -> Reply {
        let mut hits = self.rank(question, MAX_OFFERED);
        let threshold = self.threshold();
        hits.retain(|hit| hit.score >= threshold * OFFERED);
        let next = hits.get(1).map_or(0.0, |hit| hit.score);
        match hits.first() {
            Some(first) if first.score >= threshold && first.score >= next + MARGIN => {
                Reply::Sure(*first)
            }
            Some(_) => Reply::Perhaps(hits),
            None => Reply::Unknown,
        }
    }
}
