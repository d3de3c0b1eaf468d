//! Where a text that is shown says what was typed.

use std::collections::BinaryHeap;
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
    // Beginning and end in one number each.
    let mut marks: Vec<u64> = Vec::new();
    for word in typed(lexicon, query, &fold::tokens(query)) {
        let both = || tokens.iter().zip(&shapes);
        let sure = both().filter_map(|(token, shape)| {
            let likeness = word.surely(*shape, || &token.word)?;
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
            let likeness = word.perhaps(*shape, || &token.word)?;
            Some(part(text, token, likeness))
        });
        if let Some(first) = guessed.next()
            && !is_known(lexicon, &word)
        {
            marks.push(first);
            marks.extend(guessed);
        }
    }
    let mut apart: Vec<Range<usize>> = Vec::new();
    for mark in BinaryHeap::from(marks).into_sorted_vec() {
        let (start, end) = ((mark >> 32) as usize, mark as u32 as usize);
        match apart.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => apart.push(start..end),
        }
    }
    apart
}

/// The part of a word that fits, in the text's bytes: folded letters may be more or fewer.
fn part(text: &str, token: &Token, likeness: Likeness) -> u64 {
    let (from, to) = likeness.part;
    let Range { start, end } = token.range;
    let (mut first, mut last) = (start, end);
    let mut letters = 0;
    for (at, c) in text.get(start..end).unwrap_or("").char_indices() {
        let next = letters + fold::letters(c);
        let at = start.saturating_add(at);
        if letters <= from && next > letters {
            first = at;
        }
        // Marks on the last letter belong to it.
        if letters >= to && next > letters {
            last = at;
            break;
        }
        letters = next;
    }
    (first as u64) << 32 | last as u64
}
