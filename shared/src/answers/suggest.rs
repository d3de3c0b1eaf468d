//! Which FAQs may already answer a message of several sentences: only where the words of a phrasing
//! stand in it, never on weak evidence.

use super::sense::Sense;
use super::{Hit, Index, best};

/// The least share of a phrasing's weight that must stand in the message.
const COVERAGE: f32 = 0.7;
/// The least words they must have in common: one alone proves nothing.
const MIN_WORDS: u32 = 2;
/// Most words of a message that are looked at.
const MAX_WORDS: usize = 600;
/// Most sentences that are understood one by one.
const MAX_SENTENCES: usize = 12;
/// A sentence understood this surely is no weak evidence.
const SURE: f32 = 0.8;

impl Index {
    /// At most `limit` FAQs that may answer a message while it is written or after, surest first:
    /// quiet, none on weak evidence.
    pub fn suggest(&self, message: &str, limit: usize) -> Vec<Hit> {
        let sense = self.sense();
        let mut hits = covered(sense, message);
        let sure = self.threshold().max(SURE);
        for sentence in message
            .split(['.', '?', '!', '\n', ';', '。', '？', '！', '؟'])
            .filter(|sentence| !sentence.trim().is_empty())
            .take(MAX_SENTENCES)
        {
            let Some(first) = sense.rank(sentence, 1).first().copied() else {
                continue;
            };
            if first.score >= sure && supports(sense, sentence, first.entry) {
                keep(&mut hits, first);
            }
        }
        best(&hits, limit)
    }
}

fn keep(hits: &mut Vec<Hit>, hit: Hit) {
    match hits.iter_mut().find(|kept| kept.entry == hit.entry) {
        Some(kept) => kept.score = kept.score.max(hit.score),
        None => hits.push(hit),
    }
}

/// The FAQs one of whose phrasings stands in the message, all but little; the score is how much.
fn covered(sense: &Sense, message: &str) -> Vec<Hit> {
    let written = sense.reading.grams(message, MAX_WORDS);
    let wholes = sense.near.words(None);
    let found = sense.near.words(Some(&written.list));
    let mut hits = Vec::new();
    for ((phrasing, whole), found) in sense.phrasings.iter().zip(wholes).zip(found) {
        // “It does not switch on” is no answer to who switches it on.
        let agrees = written.denies || !phrasing.denies;
        if agrees && found.0 >= MIN_WORDS && found.1 >= COVERAGE * whole.1 {
            let score = found.1 / (found.1 + 1.0);
            let entry = phrasing.entry as usize;
            keep(&mut hits, Hit { entry, score });
        }
    }
    hits
}

/// Whether a sentence has two words that say something in common with a phrasing that denies no
/// more than it does.
fn supports(sense: &Sense, sentence: &str, entry: usize) -> bool {
    let written = sense.reading.grams(sentence, MAX_WORDS);
    let found = sense.near.words(Some(&written.list));
    let mut phrasings = sense.phrasings.iter().zip(found);
    phrasings.any(|(phrasing, (words, _))| {
        phrasing.entry as usize == entry
            && words >= MIN_WORDS
            && (written.denies || !phrasing.denies)
    })
}
