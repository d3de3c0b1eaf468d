//! Search as one types: which FAQs have the words, the best first.

use super::fold::{self, Token};
use super::lexicon::{Lexicon, whole};
use super::likeness::{Likeness, Typed};
use super::{Entry, Hit};

/// Different words of a query that are looked for.
const MAX_WORDS: usize = 24;
/// Half of what a word can count for is reached at this weight.
const HALF: f32 = 0.5;
/// Added for two words that follow each other as typed, as part of what they count for.
const FOLLOWS: f32 = 0.15;
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
    lexicon
        .words()
        .any(|(_, word, shape)| typed.surely(word, shape).is_some_and(Likeness::is_enough))
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
        let mut near: Vec<(u32, Likeness)> = Vec::new();
        for (places, known, shape) in lexicon.words() {
            near.extend(word.surely(known, shape).map(|likeness| (places, likeness)));
        }
        if !near.iter().any(|(_, likeness)| likeness.is_enough()) {
            for (places, known, shape) in lexicon.words() {
                near.extend(
                    word.perhaps(known, shape)
                        .map(|likeness| (places, likeness)),
                );
            }
        }
        let mut entries_with = 0_usize;
        for (places, likeness) in near {
            for place in lexicon.places(places) {
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
                let follows = match (found.before, found.order) {
                    (Some(before), Some(order)) => before.checked_add(1) == Some(order),
                    (None, Some(0)) => count == 1,
                    _ => false,
                };
                let bonus = if follows { 1.0 + FOLLOWS } else { 1.0 };
                found.sum += weight * found.now * bonus;
                found.share += weight;
                found.words = found.words.saturating_add(1);
            }
            found.before = found.order.take();
            found.now = 0.0;
        }
    }
    if let Some(whole) = whole(&tokens) {
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
    let mut hits: Vec<Hit> = found
        .iter()
        .enumerate()
        .filter(|(_, found)| found.words > 0 || found.rank > 0)
        .map(|(entry, found)| {
            // At most about one; what stands above all others has whole numbers more.
            let fit = found.sum * found.share / (shares * shares);
            let all = f32::from(u8::from(found.words == count));
            Hit {
                entry,
                score: fit + 2.0 * all + 4.0 * f32::from(found.rank),
            }
        })
        .collect();
    hits.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.entry.cmp(&b.entry)));
    let least = hits.first().map_or(0.0, |best| best.score.fract() * WORST);
    hits.retain(|hit| hit.score >= least);
    hits.truncate(limit);
    hits
}

/// How much a word says that so many FAQs of all have: about the logarithm of their share.
fn rarity(with: usize, all: usize) -> f32 {
    let share = 1.0 + (all.saturating_sub(with) as f32 + 0.5) / (with as f32 + 0.5);
    // The exponent and the mantissa of a number are nearly its logarithm.
    share.to_bits() as f32 / (1 << 23) as f32 - 127.0
}
