//! How alike a typed word and a known one are: the same, a form of it, its beginning, a part of
//! it, or mistyped.

use super::fold::MAX_WORD;
use super::stem::Stemmer;

/// Letters from which one typing error is forgiven, and from which two.
const ERRORS: [usize; 2] = [4, 8];
/// Letters that two words have in common, one after the other, to be a compound's part.
const PART: usize = 4;

/// A word that was typed, ready to be compared.
#[derive(Clone, Debug)]
pub(super) struct Typed {
    pub word: String,
    letters: Letters,
    mask: u32,
    stem: u32,
    /// Whether it may not be whole yet.
    pub last: bool,
    /// Whether words of its language are written together, as German and Hebrew do.
    joins: bool,
}

/// What is kept of a known word beside its letters.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// A bit for each of its letters, which some share.
    pub mask: u32,
    /// A number for its stem.
    pub stem: u32,
    /// How many letters it has.
    pub length: u8,
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
        Self {
            mask: word.chars().fold(0, |mask, c| mask | bit(c)),
            stem: number(stemmer.stem(word).bytes()) as u32,
            length: word.chars().take(MAX_WORD).count() as u8,
        }
    }
}

/// FNV-1a: the same everywhere, small.
pub(super) fn number(bytes: impl Iterator<Item = u8>) -> u64 {
    bytes.fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3)
    })
}

fn bit(c: char) -> u32 {
    1 << (u32::from(c) & 31)
}

/// The letters of a word, as many as count.
#[derive(Clone, Debug)]
struct Letters {
    all: [char; MAX_WORD],
    length: usize,
}

impl Letters {
    fn of(word: &str) -> Self {
        let mut all = ['\0'; MAX_WORD];
        let mut length = 0;
        for (place, c) in all.iter_mut().zip(word.chars()) {
            *place = c;
            length += 1;
        }
        Self { all, length }
    }

    fn get(&self) -> &[char] {
        self.all.get(..self.length).unwrap_or(&self.all)
    }
}

impl Typed {
    pub fn new(word: &str, stemmer: &Stemmer, last: bool, joins: bool) -> Self {
        let shape = Shape::of(word, stemmer);
        Self {
            word: word.to_owned(),
            letters: Letters::of(word),
            mask: shape.mask,
            stem: shape.stem,
            last,
            joins: joins || !word.starts_with(|c: char| c.is_ascii()),
        }
    }

    /// The same, a form, the beginning, or part of a compound.
    pub fn surely(&self, word: &str, shape: Shape) -> Option<Likeness> {
        let whole = usize::from(shape.length);
        let length = self.letters.length;
        let likeness = |degree, part| Some(Likeness { degree, part });
        if self.mask & !shape.mask == 0 {
            if self.word == word {
                return likeness(1.0, (0, whole));
            }
            if shape.stem == self.stem {
                return likeness(0.9, (0, whole));
            }
            if (self.last || length >= 3) && word.starts_with(&self.word) {
                let share = length as f32 / whole.max(1) as f32;
                let most = if self.last { 0.7 } else { 0.5 };
                return likeness(most + 0.15 * share, (0, length));
            }
            // A sign of its own within pairs of characters, or a part of a compound.
            let least = if self.word.is_ascii() { PART } else { 3 };
            if (self.joins && length >= least || whole == 2 && self.last)
                && let Some(at) = word.find(&self.word)
            {
                let from = word.get(..at).unwrap_or("").chars().count();
                return likeness(0.45, (from, from.saturating_add(length)));
            }
        } else if shape.stem == self.stem {
            return likeness(0.9, (0, whole));
        }
        None
    }

    /// Mistyped, or with a long part in common.
    pub fn perhaps(&self, word: &str, shape: Shape) -> Option<Likeness> {
        let whole = usize::from(shape.length);
        let length = self.letters.length;
        let missing = (self.mask & !shape.mask).count_ones() as usize;
        let errors = ERRORS.iter().filter(|least| length >= **least).count();
        let mistyped = missing <= errors
            && errors > 0
            && (self.last || whole <= length.saturating_add(errors))
            && whole.saturating_add(errors) >= length;
        let common = (self.mask & shape.mask).count_ones() as usize;
        let joined =
            common >= PART.min(self.mask.count_ones() as usize) && length >= PART && whole >= PART;
        if !mistyped && !joined {
            return None;
        }
        let known = Letters::of(word);
        let mut best = None;
        if mistyped {
            let (all, begun) = distances(self.letters.get(), known.get(), errors);
            if all <= errors {
                best = Some((0.65 - 0.1 * all as f32, (0, whole)));
            } else if self.last && begun <= errors {
                best = Some((0.45 - 0.1 * begun as f32, (0, length.min(whole))));
            }
        }
        if best.is_none() && joined {
            let (at, run) = longest_run(self.letters.get(), known.get());
            let alike = 2.0 * run as f32 / (length.saturating_add(whole)) as f32;
            if run >= PART && (alike >= 0.55 || run == length || run == whole) {
                best = Some((0.4 * alike, (at, at.saturating_add(run))));
            }
        }
        best.map(|(degree, part)| Likeness { degree, part })
    }
}

/// Edits (a letter more, less, another, two swapped) from `typed` to `known`, and to the beginning
/// of it that is nearest. Above `most`, only that it is above.
fn distances(typed: &[char], known: &[char], most: usize) -> (usize, usize) {
    const FAR: u8 = 100;
    let mut before = [FAR; MAX_WORD + 1];
    let mut above = [0; MAX_WORD + 1];
    for (at, cell) in above.iter_mut().enumerate() {
        *cell = at as u8;
    }
    let mut last = '\0';
    for (row, c) in typed.iter().enumerate() {
        let mut here = [FAR; MAX_WORD + 1];
        let mut left = row as u8 + 1;
        let mut least = left;
        let mut previous = '\0';
        if let Some(first) = here.first_mut() {
            *first = left;
        }
        let cells = here.iter_mut().skip(1).zip(above.windows(2));
        // Two places before, in the row before the one above.
        let swapped = std::iter::once(&FAR).chain(before.iter());
        for (((cell, over), k), swapped) in cells.zip(known).zip(swapped) {
            let [across, up] = over else { continue };
            let mut edits = left.min(*up) + 1;
            edits = edits.min(across + u8::from(c != k));
            if *k == last && *c == previous && row > 0 {
                edits = edits.min(swapped + 1);
            }
            *cell = edits;
            left = edits;
            least = least.min(edits);
            previous = *k;
        }
        if usize::from(least) > most {
            return (usize::from(FAR), usize::from(FAR));
        }
        before = above;
        above = here;
        last = *c;
    }
    let ends = above.get(..=known.len()).unwrap_or(&above);
    let of = |edits: Option<&u8>| usize::from(edits.copied().unwrap_or(FAR));
    (of(ends.last()), of(ends.iter().min()))
}

/// Where in `known` the longest run of letters lies that is in `typed` too, and its length.
fn longest_run(typed: &[char], known: &[char]) -> (usize, usize) {
    let mut best = (0, 0);
    let mut above = [0_u8; MAX_WORD];
    for c in typed {
        let mut across = 0;
        for (at, (cell, k)) in above.iter_mut().zip(known).enumerate() {
            let run = if c == k { across + 1 } else { 0 };
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

    fn edits(typed: &str, known: &str) -> (usize, usize) {
        let (typed, known) = (Letters::of(typed), Letters::of(known));
        distances(typed.get(), known.get(), 9)
    }

    #[test]
    fn edits_are_counted_to_the_whole_word_and_to_its_beginning() {
        for (typed, known, expected) in [
            ("order", "order", (0, 0)),
            ("oder", "order", (1, 1)),
            ("ordder", "order", (1, 1)),
            ("orfer", "order", (1, 1)),
            ("roder", "order", (1, 1)),
            ("ordre", "order", (1, 1)),
            ("redro", "order", (3, 3)),
            ("cetrif", "certificate", (6, 1)),
            ("", "ab", (2, 0)),
            ("ab", "", (2, 2)),
            ("שלוח", "משלוח", (1, 1)),
        ] {
            assert_eq!(edits(typed, known), expected, "{typed} {known}");
        }
    }

    #[test]
    fn the_longest_run_in_common_is_found() {
        let run = |typed: &str, known: &str| {
            longest_run(Letters::of(typed).get(), Letters::of(known).get())
        };
        assert_eq!(run("rucksendung", "sendungen"), (0, 7));
        assert_eq!(run("kosten", "versandkosten"), (7, 6));
        assert_eq!(run("abc", "xyz"), (0, 0));
    }
}
