//! How alike a typed word and a known one are: the same, a form of it, its beginning, a part of
//! it, or mistyped.

use super::fold::MAX_WORD;
use super::stem::Stemmer;

/// Letters from which one typing error is forgiven, and from which two.
const ERRORS: [usize; 2] = [4, 8];
/// Fewest letters of a typed word that may be mistyped.
const LEAST: usize = 3;
/// Letters that two words have in common, one after the other, to be a compound's part.
const PART: usize = 4;

/// A word that was typed, ready to be compared.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub word: String,
    letters: Vec<char>,
    shape: Shape,
    /// Whether it may not be whole yet.
    pub last: bool,
    /// Whether words of its language are written together, as German and Hebrew do.
    joins: bool,
}

/// What is kept of a known word beside its letters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// A bit for each of its letters, which some share.
    mask: u32,
    /// A bit for each three letters in a row, which some share.
    threes: u64,
    /// A number for its stem.
    stem: u32,
    /// How many letters it has.
    length: u8,
}

/// How a known word fits a typed one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Likeness {
    /// Above nothing, at most one.
    pub degree: f32,
    /// The first letter that fits and the first after it that does not.
    pub part: (usize, usize),
}

impl Likeness {
    /// Whether nothing needs to be guessed beside it.
    pub fn is_enough(self) -> bool {
        self.degree > 0.5
    }
}

impl Shape {
    pub fn of(word: &str, stemmer: &Stemmer) -> Self {
        let (mut mask, mut threes, mut length) = (0, 0, 0);
        let (mut before, mut first) = (0, 0);
        for c in word.chars() {
            let letter = u32::from(c);
            mask |= 1 << (letter & 31);
            if length >= 2 {
                let three = first ^ before ^ letter.wrapping_mul(0x9e37_79b1);
                threes |= 1 << (three >> 26);
            }
            first = before.wrapping_mul(31);
            before = letter.wrapping_mul(0x85eb_ca6b);
            length += 1;
        }
        Self {
            mask,
            threes,
            stem: number(stemmer.stem(word).bytes()) as u32,
            length,
        }
    }
}

/// FNV-1a: the same everywhere, small.
pub(super) fn number(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}

/// Where a word begins within another, in bytes.
fn place(word: &str, part: &str) -> Option<usize> {
    let mut windows = word.as_bytes().windows(part.len().max(1));
    windows.position(|bytes| bytes == part.as_bytes())
}

impl Typed {
    pub fn new(word: &str, stemmer: &Stemmer, last: bool, joins: bool) -> Self {
        Self {
            word: word.to_owned(),
            letters: word.chars().collect(),
            shape: Shape::of(word, stemmer),
            last,
            joins: joins || !word.is_ascii(),
        }
    }

    /// The same, a form, the beginning, or part of a compound.
    pub fn surely<'a>(&self, shape: Shape, word: impl FnOnce() -> &'a str) -> Option<Likeness> {
        let kin = shape.stem == self.shape.stem;
        let within = self.shape.mask & !shape.mask == 0;
        if !(kin || within) {
            return None;
        }
        let whole = usize::from(shape.length);
        let length = self.letters.len();
        let likeness = |degree, part| Some(Likeness { degree, part });
        let word = word();
        if self.word == word {
            return likeness(1.0, (0, whole));
        }
        let begins = word.starts_with(&self.word);
        if kin && begins {
            return likeness(0.9, (0, length));
        }
        if kin {
            return likeness(0.75, (0, whole));
        }
        if begins && (self.last || length >= LEAST) {
            let share = length as f32 / whole.max(1) as f32;
            let most = if self.last { 0.7 } else { 0.5 };
            return likeness(most + 0.2 * share, (0, length));
        }
        // A character alone within pairs, or a part of a compound.
        let least = if self.word.is_ascii() { PART } else { LEAST };
        if (self.joins && length >= least || whole == 2 && self.last)
            && let Some(at) = place(word, &self.word)
        {
            let from = word.get(..at).unwrap_or("").chars().count();
            return likeness(0.45, (from, from.saturating_add(length)));
        }
        None
    }

    /// Mistyped, or with a long part in common.
    pub fn perhaps<'a>(&self, shape: Shape, word: impl FnOnce() -> &'a str) -> Option<Likeness> {
        let whole = usize::from(shape.length);
        let length = self.letters.len();
        let likeness = |degree, part| Some(Likeness { degree, part });
        let errors = |length: usize| ERRORS.iter().filter(|least| length >= **least).count();
        let missing = (self.shape.mask & !shape.mask).count_ones() as usize;
        let more = (shape.mask & !self.shape.mask).count_ones() as usize;
        // A letter left out makes the typed word the shorter one.
        let apart = length.abs_diff(whole).max(missing).max(more);
        let whole_errors = errors(length.max(whole));
        let as_whole = length >= LEAST && apart <= whole_errors;
        let begun_errors = errors(length);
        let as_begun = self.last && missing <= begun_errors && whole >= length;
        // Runs of letters that are alike enough have at least so many threes.
        let run = (length.saturating_add(whole).saturating_mul(28) / 100)
            .min(length)
            .min(whole)
            .max(PART);
        let threes = (self.shape.threes & shape.threes).count_ones() as usize;
        let as_part = threes >= run.saturating_sub(2) && length.min(whole) >= PART;
        if !(as_whole || as_begun || as_part) {
            return None;
        }
        let word = word();
        for edits in 1..=2 {
            let degree = 0.65 - 0.1 * edits as f32;
            if as_whole && edits <= whole_errors && is_within(&self.letters, word, edits, false) {
                return likeness(degree, (0, whole));
            }
            if as_begun && edits <= begun_errors && is_within(&self.letters, word, edits, true) {
                return likeness(degree - 0.2, (0, length.min(whole)));
            }
        }
        let (at, common) = if as_part {
            longest_run(&self.letters, word)
        } else {
            (0, 0)
        };
        let alike = 2.0 * common as f32 / length.saturating_add(whole) as f32;
        if common >= run {
            return likeness(0.4 * alike, (at, at.saturating_add(common)));
        }
        None
    }
}

/// Whether so many edits (a letter more, less, another, two swapped) make `known` of `typed`, or
/// something it begins with.
fn is_within(mut typed: &[char], known: &str, edits: usize, begun: bool) -> bool {
    let mut known = known.chars();
    loop {
        let mut ahead = known.clone();
        match (typed.split_first(), ahead.next()) {
            (None, None) => return true,
            (None, Some(_)) => return begun || known.count() <= edits,
            (Some((letter, rest)), Some(next)) if *letter == next => {
                typed = rest;
                known = ahead;
            }
            (Some((letter, rest)), next) => {
                let Some(edits) = edits.checked_sub(1) else {
                    return false;
                };
                let (here, over) = (known.as_str(), ahead.as_str());
                if is_within(rest, here, edits, begun) {
                    return true;
                }
                let Some(next) = next else { return false };
                let swapped = match (rest.split_first(), ahead.next()) {
                    (Some((second, rest)), Some(after)) if *second == next && *letter == after => {
                        is_within(rest, ahead.as_str(), edits, begun)
                    }
                    _ => false,
                };
                return swapped
                    || is_within(typed, over, edits, begun)
                    || is_within(rest, over, edits, begun);
            }
        }
    }
}

/// Where in `known` the longest run of letters lies that is in `typed` too, and its length.
fn longest_run(typed: &[char], known: &str) -> (usize, usize) {
    let mut best = (0, 0);
    // For each letter typed, how long the run is that ends with it.
    let mut before = [0_u8; MAX_WORD];
    for (at, k) in known.chars().enumerate() {
        let mut across = 0;
        for (cell, c) in before.iter_mut().zip(typed) {
            let run = if *c == k { across + 1 } else { 0 };
            across = std::mem::replace(cell, run);
            if usize::from(run) > best.1 {
                best = ((at + 1).saturating_sub(usize::from(run)), usize::from(run));
            }
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_counted_to_the_whole_word_and_to_its_beginning() {
        let least = |typed: &str, known: &str, begun| {
            let letters: Vec<char> = typed.chars().collect();
            (0..3).find(|edits| is_within(&letters, known, *edits, begun))
        };
        for (typed, known, whole, begun) in [
            ("order", "order", Some(0), Some(0)),
            ("oder", "order", Some(1), Some(1)),
            ("ordder", "order", Some(1), Some(1)),
            ("orfer", "order", Some(1), Some(1)),
            ("roder", "order", Some(1), Some(1)),
            ("ordre", "order", Some(1), Some(1)),
            ("orderr", "order", Some(1), Some(1)),
            ("odrre", "order", Some(2), Some(2)),
            ("redro", "order", None, None),
            ("cetrif", "certificate", None, Some(1)),
            ("", "ab", Some(2), Some(0)),
            ("ab", "", Some(2), Some(2)),
            ("שלוח", "משלוח", Some(1), Some(1)),
        ] {
            assert_eq!(least(typed, known, false), whole, "{typed} {known}");
            assert_eq!(least(typed, known, true), begun, "{typed}… {known}");
        }
    }

    #[test]
    fn the_longest_run_in_common_is_found() {
        let run = |typed: &str, known: &str| longest_run(&typed.chars().collect::<Vec<_>>(), known);
        assert_eq!(run("rucksendung", "sendungen"), (0, 7));
        assert_eq!(run("kosten", "versandkosten"), (7, 6));
        assert_eq!(run("abc", "xyz"), (0, 0));
    }
}
