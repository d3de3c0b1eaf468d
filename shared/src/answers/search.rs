//! Search as one types: which FAQs have the words, the best first.

use super::fold::{self, Token};
use super::lexicon::{Lexicon, Whole};
use super::likeness::{Likeness, Typed};
use super::{Entry, Hit, best};

/// Different words of a query that are looked for.
const MAX_WORDS: usize = 24;
/// Half of what a word can count for is reached at this weight.
const HALF: f32 = 0.5;
/// Added for a word that follows another as it was typed, and for one that begins the question and
/// what was typed: parts of what the word counts for.
const FOLLOWS: f32 = 0.4;
const FIRST: f32 = 0.1;
/// What is this much worse than the best is left out.
const WORST: f32 = 0.15;

/// The words to look for: each once, the last as such.
pub(super) fn typed(lexicon: &Lexicon, text: &str, tokens: &[Token]) -> Vec<Typed> {
    let mut words: Vec<Typed> = Vec::new();
    let end = text.trim_end_matches(|c: char| !c.is_whitespace()).len();
    for (at, token) in tokens.iter().enumerate() {
        // After a space, a word is whole.
        let last = at.saturating_add(1) == tokens.len() && token.range.end > end;
        if let Some(word) = words.iter_mut().find(|word| word.word == token.word) {
            word.last |= last;
        } else if words.len() < MAX_WORDS {
            let word = Typed::new(&token.word, &lexicon.stemmer, last, lexicon.joins);
            words.push(word);
        }
    }
    words
}

/// Whether some known word is sure to be meant, so that nothing is guessed.
pub(super) fn is_known(lexicon: &Lexicon, typed: &Typed) -> bool {
    lexicon.shapes().any(|(at, shape)| {
        let sure = typed.surely(shape, || lexicon.word(at));
        sure.is_some_and(Likeness::is_enough)
    })
}

/// What is known of one FAQ while it is searched for.
#[derive(Clone, Copy, Default)]
struct Found {
    /// What the words found count for.
    sum: f32,
    /// What the word looked for now counts for, and its place in the question.
    now: f32,
    order: Option<u8>,
    /// The place of the word before.
    before: Option<u8>,
    /// How much of the query was found, each word by its weight, and how many.
    share: f32,
    words: usize,
    /// Above all others: 1 asked so in another way, 2 the question itself, 3 to the letter.
    rank: u8,
}

pub(super) fn search(lexicon: &Lexicon, entries: &[Entry], text: &str, limit: usize) -> Vec<Hit> {
    let tokens = fold::tokens(text);
    let words = typed(lexicon, text, &tokens);
    let mut found = vec![Found::default(); entries.len()];
    let (mut shares, mut count) = (0.0, 0_usize);
    for word in &words {
        let mut near: Vec<(usize, Likeness)> = Vec::new();
        for (at, shape) in lexicon.shapes() {
            let sure = word.surely(shape, || lexicon.word(at));
            near.extend(sure.map(|likeness| (at, likeness)));
        }
        if !near.iter().any(|(_, likeness)| likeness.is_enough()) {
            for (at, shape) in lexicon.shapes() {
                let guess = word.perhaps(shape, || lexicon.word(at));
                near.extend(guess.map(|likeness| (at, likeness)));
            }
        }
        let mut entries_with = 0_usize;
        for (known, likeness) in near {
            for place in lexicon.places(known) {
                let Some(found) = found.get_mut(place.entry as usize) else {
                    continue;
                };
                entries_with = entries_with.saturating_add(usize::from(found.now == 0.0));
                let counts = likeness.degree * place.weight / (place.weight + HALF);
                if counts > found.now {
                    found.now = counts;
                    found.order = place.order;
                }
            }
        }
        if entries_with == 0 {
            continue;
        }
        let weight = rarity(entries_with, entries.len());
        shares += weight;
        count = count.saturating_add(1);
        for found in &mut found {
            if found.now > 0.0 {
                let bonus = match (found.before, found.order) {
                    (Some(before), Some(order)) if before.checked_add(1) == Some(order) => FOLLOWS,
                    (None, Some(0)) if count == 1 => FIRST,
                    _ => 0.0,
                };
                found.sum += weight * found.now * (1.0 + bonus);
                found.share += weight;
                found.words = found.words.saturating_add(1);
            }
            found.before = found.order.take();
            found.now = 0.0;
        }
    }
    let mut whole = Whole::default();
    for token in &tokens {
        whole.add(&token.word);
    }
    if let Some(whole) = whole.done() {
        for (entry, question) in lexicon.asked(whole) {
            let at = entry as usize;
            if let (Some(found), Some(entry)) = (found.get_mut(at), entries.get(at)) {
                let rank = match question {
                    true if entry.question.trim() == text.trim() => 3,
                    true => 2,
                    false => 1,
                };
                found.rank = found.rank.max(rank);
            }
        }
    }
    let mut hits: Vec<Hit> = Vec::new();
    for (entry, found) in found.iter().enumerate() {
        if found.words == 0 && found.rank == 0 {
            continue;
        }
        // Below two; what stands above all others has whole numbers more.
        let fit = found.sum * found.share / (shares * shares);
        let all = f32::from(u8::from(found.words == count));
        let score = fit + 2.0 * all + 4.0 * f32::from(found.rank);
        hits.push(Hit { entry, score });
    }
    let mut hits = best(&hits, limit);
    let least = hits.first().map_or(0.0, |hit| hit.score.min(2.0) * WORST);
    hits.retain(|hit| hit.score >= least);
    hits
}

/// How much a word says that so many FAQs of all have: about the logarithm of their share.
fn rarity(with: usize, all: usize) -> f32 {
    let share = 1.0 + (all.saturating_sub(with) as f32 + 0.5) / (with as f32 + 0.5);
    // The exponent and the mantissa of a number are nearly its logarithm.
    share.to_bits() as f32 / (1 << 23) as f32 - 127.0
}
