//! Folds a reply: the new words, the quotation, the signature. Every line goes to exactly one of
//! them; where it is not plain which, it stays with the words.

use super::attribution;
use super::lines::{Line, Mark, joined};
use super::signature;

/// A body folded. Every word of it stands in one of the three.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded {
    /// The new words. Not empty unless the body is.
    pub text: String,
    /// What was quoted and how it was introduced.
    pub quoted: String,
    /// The signature and what programs and lawyers add.
    pub signature: String,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Blank,
    Words,
    Quote,
    Signature,
}

/// Folds lines.
pub(super) fn fold(lines: &[Line]) -> Folded {
    let rest = rest(lines);
    let mut kinds: Vec<Kind> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| match line {
            line if line.is_blank() => Kind::Blank,
            line if at >= rest || line.is_quote() => Kind::Quote,
            _ => Kind::Words,
        })
        .collect();
    attribute(lines, &mut kinds, rest);
    sign(lines, &mut kinds);
    let Some(last) = kinds.iter().rposition(|kind| *kind == Kind::Words) else {
        // Nothing but a quotation: it is what they wanted to say.
        return Folded {
            text: joined(lines),
            ..Folded::default()
        };
    };
    let first = kinds
        .iter()
        .position(|kind| *kind == Kind::Words)
        .unwrap_or_default();
    let between = kinds.get(first..last).unwrap_or_default();
    let start = if between.contains(&Kind::Quote) {
        0
    } else {
        first
    };
    let part = |wanted: fn(usize, usize, usize, Kind) -> bool| {
        let chosen = lines.iter().zip(&kinds).enumerate();
        joined(chosen.filter_map(|(at, (line, kind))| {
            (wanted(at, start, last, *kind) || *kind == Kind::Blank).then_some(line)
        }))
    };
    Folded {
        text: part(|at, start, last, kind| (start..=last).contains(&at) && kind != Kind::Signature),
        quoted: part(|at, start, last, kind| !(start..=last).contains(&at) && kind == Kind::Quote),
        signature: part(|_, _, _, kind| kind == Kind::Signature),
    }
}

/// The index from which all is quotation, by a mark of the HTML or by words that say so.
fn rest(lines: &[Line]) -> usize {
    let mut separated = false;
    for (at, line) in lines.iter().enumerate() {
        let here = lines.get(at..).unwrap_or_default();
        let until = lines.get(..at.saturating_add(1)).unwrap_or_default();
        if line.mark == Mark::Rest {
            return before_separators(lines, at);
        }
        if line.is_blank() || line.is_quote() {
            continue;
        }
        if attribution::is_announcement(line) || attribution::is_header(here, separated) {
            return before_separators(lines, at);
        }
        if let Some(length) = attribution::certain_length(until)
            && !quote_follows(lines, at)
        {
            return until.len().saturating_sub(length);
        }
        separated = attribution::is_separator(line);
    }
    lines.len()
}

/// Separators right before a quotation belong to it.
fn before_separators(lines: &[Line], at: usize) -> usize {
    let before = lines.get(..at).unwrap_or_default();
    let kept = before
        .iter()
        .rposition(|line| !line.is_blank() && !attribution::is_separator(line));
    kept.map_or(0, |kept| kept.saturating_add(1))
}

fn quote_follows(lines: &[Line], at: usize) -> bool {
    let after = lines.get(at.saturating_add(1)..).unwrap_or_default();
    let next = after.iter().find(|line| !line.is_blank());
    next.is_some_and(Line::is_quote)
}

/// Gives the attributions before quotations to them.
fn attribute(lines: &[Line], kinds: &mut [Kind], rest: usize) {
    let mut words: Option<()> = None;
    for at in 0..rest {
        match kinds.get(at) {
            Some(Kind::Words) => words = Some(()),
            Some(Kind::Quote) => {
                if words.take().is_none() {
                    continue;
                }
                // Separators may stand before and after the attribution.
                let end = before_separators(lines, at);
                let until = lines.get(..end).unwrap_or_default();
                let length = attribution::length_before_quote(until).unwrap_or_default();
                let start = before_separators(lines, end.saturating_sub(length));
                for kind in kinds.get_mut(start..at).unwrap_or_default() {
                    if *kind == Kind::Words {
                        *kind = Kind::Quote;
                    }
                }
            }
            _ => {}
        }
    }
}

/// Finds the signature after the last quotation, then the one at the end of the words before it.
fn sign(lines: &[Line], kinds: &mut [Kind]) {
    for _ in 0..2 {
        let Some(last) = kinds.iter().rposition(|kind| *kind == Kind::Words) else {
            return;
        };
        let before = kinds.get(..last).unwrap_or_default();
        let quote = before.iter().rposition(|kind| *kind == Kind::Quote);
        let from = quote.map_or(0, |quote| quote.saturating_add(1));
        let segment = lines.get(from..=last).unwrap_or_default();
        let words_before = before
            .get(..from)
            .unwrap_or_default()
            .contains(&Kind::Words);
        let start = signature::start(segment, words_before);
        let begins = from.saturating_add(start);
        for kind in kinds.get_mut(begins..=last).unwrap_or_default() {
            if *kind == Kind::Words {
                *kind = Kind::Signature;
            }
        }
        if start > 0 && begins > from {
            // Words are left after the last quotation.
            return;
        }
    }
}
