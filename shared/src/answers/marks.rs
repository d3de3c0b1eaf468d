//! Where a text that is shown says what was typed.

use std::ops::Range;

use super::fold::{self, Token};
use super::lexicon::Lexicon;
use super::likeness::{Likeness, Shape};
use super::search::{is_known, typed};

pub(super) fn marks(lexicon: &Lexicon, query: &str, text: &str) -> Vec<Range<usize>> {
    let tokens = fold::tokens(text);
    let shapes: Vec<Shape> = tokens
        .iter()
        .map(|token| Shape::of(&token.word, &lexicon.stemmer))
        .collect();
    let mut marks: Vec<Range<usize>> = Vec::new();
    for word in typed(lexicon, query, &fold::tokens(query)) {
        let both = || tokens.iter().zip(&shapes);
        let sure = both().filter_map(|(token, shape)| {
            let likeness = word.surely(&token.word, *shape)?;
            Some((token, likeness))
        });
        let mut enough = false;
        for (token, likeness) in sure {
            enough |= likeness.is_enough();
            marks.push(part(text, token, likeness));
        }
        if enough {
            continue;
        }
        let mut guessed = both().filter_map(|(token, shape)| {
            let likeness = word.perhaps(&token.word, *shape)?;
            Some(part(text, token, likeness))
        });
        if let Some(first) = guessed.next()
            && !is_known(lexicon, &word)
        {
            marks.push(first);
            marks.extend(guessed);
        }
    }
    marks.sort_unstable_by_key(|mark| mark.start);
    marks.dedup_by(|next, mark| {
        let joins = next.start <= mark.end;
        if joins {
            mark.end = mark.end.max(next.end);
        }
        joins
    });
    marks
}

/// The part of a word that fits, in the text's bytes: folded letters may be more or fewer.
fn part(text: &str, token: &Token, likeness: Likeness) -> Range<usize> {
    let (from, to) = likeness.part;
    let Range { start, end } = token.range;
    let mut range = start..end;
    let mut letters = 0;
    for (at, c) in text.get(start..end).unwrap_or("").char_indices() {
        let next = letters + fold::letters(c);
        let at = start.saturating_add(at);
        if letters <= from && next > letters {
            range.start = at;
        }
        // Marks on the last letter belong to it.
        if letters >= to && next > letters {
            range.end = at;
            break;
        }
        letters = next;
    }
    range
}
