//! Which FAQ a question means and how sure that is: what [`super::train`] learnt, applied.

use super::gram::{Gram, Grams, MAX_WORDS, Reading};
use super::near::Near;
use super::number::logistic;
use super::{Entry, Hit, best};
use crate::lang::Lang;

/// Most phrasings that are looked at, of all FAQs together; every question is, the other ways to
/// ask it in turn.
pub(super) const MAX_PHRASINGS: usize = 10_000;
/// How many of the FAQs that a question may mean share its evidence.
const RIVALS: usize = 5;
/// Evidence too thin to be shared, in scores.
const THIN: f32 = 0.2;

/// A phrasing of a FAQ.
#[derive(Clone, Debug)]
pub(super) struct Phrasing {
    /// The FAQ's place in the index.
    pub entry: u32,
    /// Whether it is the FAQ's question itself.
    pub is_title: bool,
    /// See [`Grams::whole`].
    pub whole: u64,
    /// See [`Grams::denies`].
    pub denies: bool,
}

/// For what FAQs a phrasing speaks, and against what; by place.
pub(super) type Votes = Vec<(u32, f32)>;

/// Phrasings ready to be compared.
#[derive(Clone, Debug)]
pub(super) struct Known {
    pub reading: Reading,
    pub phrasings: Vec<Phrasing>,
    pub grams: Vec<Grams>,
}

impl Known {
    /// Of a language's FAQs.
    pub fn new(lang: &Lang, empty: &str, entries: &[Entry]) -> Self {
        let reading = Reading::new(super::stem::Stemmer::of(lang), empty);
        let mut known = Self {
            reading,
            phrasings: Vec::new(),
            grams: Vec::new(),
        };
        let each = even(entries.iter().map(|entry| entry.also.len()));
        for (place, entry) in entries.iter().enumerate() {
            let first = known.phrasings.len();
            known.add(place, true, &entry.question, first);
            for also in entry.also.iter().take(each) {
                known.add(place, false, also, first);
            }
        }
        known
    }

    /// Adds a phrasing, unless it says nothing or its FAQ, whose first is given, has it.
    fn add(&mut self, entry: usize, is_title: bool, text: &str, first: usize) {
        let grams = self.reading.grams(text, MAX_WORDS);
        let mut others = self.phrasings.iter().skip(first);
        if grams.list.is_empty() || others.any(|other| other.whole == grams.whole) {
            return;
        }
        self.phrasings.push(Phrasing {
            entry: entry as u32,
            is_title,
            whole: grams.whole,
            denies: grams.denies,
        });
        self.grams.push(grams);
    }
}

/// How many other ways to ask it are looked at of each FAQ, that all have some of
/// [`MAX_PHRASINGS`].
fn even(counts: impl Iterator<Item = usize> + Clone) -> usize {
    let room = MAX_PHRASINGS.saturating_sub(counts.clone().count());
    let fits = |each: &usize| counts.clone().map(|count| count.min(*each)).sum::<usize>() <= room;
    let (mut least, mut most) = (0, room);
    while least < most {
        let middle = most - (most - least) / 2;
        if fits(&middle) {
            least = middle;
        } else {
            most = middle - 1;
        }
    }
    least
}

/// Everything needed to be asked.
#[derive(Clone, Debug)]
pub(super) struct Sense {
    pub reading: Reading,
    pub phrasings: Vec<Phrasing>,
    pub near: Near,
    votes: Vec<Votes>,
    entries: usize,
}

impl Sense {
    /// Of phrasings and what was learnt of them.
    pub fn new(known: Known, votes: Vec<Votes>, entries: usize) -> Self {
        let near = Near::new(&known.grams);
        Self {
            reading: known.reading,
            phrasings: known.phrasings,
            near,
            votes,
            entries,
        }
    }

    /// At most `limit` FAQs a question may mean, each with the confidence that it does.
    pub fn rank(&self, question: &str, limit: usize) -> Vec<Hit> {
        let grams = self.reading.grams(question, MAX_WORDS);
        let mut likeness = Vec::new();
        self.near.compare(&grams.list, &mut likeness);
        let scores = scores(&likeness, &self.votes, self.entries);
        let count = |gram: Gram| self.near.places(gram).len();
        let known = Near::known(&grams.list, self.phrasings.len(), count);
        let mut hits = confidences(&scores, known);
        for phrasing in &self.phrasings {
            if phrasing.whole == grams.whole {
                let entry = phrasing.entry as usize;
                let hit = hits.iter_mut().find(|hit| hit.entry == entry);
                let sure = if phrasing.is_title { 1.0 } else { 0.99 };
                match hit {
                    Some(hit) => hit.score = hit.score.max(sure),
                    // Word for word, though its words speak for others.
                    None => hits.push(Hit { entry, score: sure }),
                }
            }
        }
        best(&hits, limit)
    }
}

/// How much every FAQ is spoken for.
pub(super) fn scores(likeness: &[f32], votes: &[Votes], entries: usize) -> Vec<f32> {
    let mut scores = vec![0.0_f32; entries];
    for (likeness, votes) in likeness.iter().zip(votes) {
        if *likeness > 0.0 {
            for (entry, vote) in votes {
                if let Some(score) = scores.get_mut(*entry as usize) {
                    *score += likeness * vote;
                }
            }
        }
    }
    scores
}

/// The FAQs that are spoken for at all, with confidences, in no order.
pub(super) fn confidences(scores: &[f32], known: f32) -> Vec<Hit> {
    let mut best = [0.0_f32; RIVALS];
    for score in scores {
        let mut score = *score;
        for place in &mut best {
            if score > *place {
                std::mem::swap(place, &mut score);
            }
        }
    }
    let all: f32 = best.iter().sum::<f32>() + THIN;
    let hit = |(entry, score): (usize, &f32)| Hit {
        entry,
        score: confidence(*score, *score / all, known),
    };
    let spoken = scores.iter().enumerate().filter(|(_, score)| **score > 0.0);
    spoken.map(hit).collect()
}

/// The probability that a FAQ answers, from its score, its share of all evidence, and the share of
/// the question's words that is known.
pub(super) fn confidence(score: f32, share: f32, known: f32) -> f32 {
    logistic(-4.4 + 4.3 * score.min(1.5) * known * known + 7.4 * share)
}
