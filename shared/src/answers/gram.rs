//! What is compared of a text: its words, pairs of neighbouring words, and pieces of words, each as
//! a number.

use std::collections::BinaryHeap;

use super::{fold, stem::Stemmer};

/// Most words of a text that are looked at.
pub(super) const MAX_WORDS: usize = 64;
/// Fewest and most letters of a piece, a word's ends counting as letters.
const PIECES: std::ops::RangeInclusive<usize> = 2..=4;

/// A word, a pair of words or a piece of a word: a hash, the two highest bits saying what it is.
/// One in some hundred thousand shares its number with another; both are then one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Gram(pub u32);

/// What a gram is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Some letters of a word.
    Piece = 0,
    /// Two words side by side.
    Pair = 1,
    /// A word that says what a text is about.
    Word = 2,
    /// A word that stands in texts about anything.
    Empty = 3,
}

impl Gram {
    fn new(kind: Kind, hash: u32) -> Self {
        Self(hash >> 2 | (kind as u32) << 30)
    }

    /// What it is.
    pub fn kind(self) -> Kind {
        match self.0 >> 30 {
            0 => Kind::Piece,
            1 => Kind::Pair,
            2 => Kind::Word,
            _ => Kind::Empty,
        }
    }

    /// Whether it is made of whole words; pieces are weighed apart.
    pub fn is_of_words(self) -> bool {
        self.kind() != Kind::Piece
    }
}

/// Whether a folded word says that something is not so.
fn denies_by(word: &str) -> bool {
    const WORDS: &str = " non mai not never cannot nicht kein keine nie pas jamais nunca jamas nao \
dont doesnt didnt isnt cant wont havent hasnt wasnt couldnt ";
    let mut words = WORDS.split(' ');
    !word.is_empty() && words.any(|one| one == word)
}

/// FNV-1a, with its bits mixed once more.
pub(super) fn hash(bytes: &[u8], seed: u32) -> u32 {
    let mut hash = 0x811c_9dc5 ^ seed;
    for byte in bytes {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x2c1b_3c6d);
    hash ^ hash >> 13
}

/// A text as it is compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Grams {
    /// In order, each once.
    pub list: Vec<Gram>,
    /// The words as they stand, as one number; the same for texts that differ in nothing compared.
    pub whole: u64,
    /// Whether it says that something is not so.
    pub denies: bool,
}

/// Makes [`Grams`] of texts in one language.
#[derive(Clone, Debug)]
pub(super) struct Reading {
    stemmer: Stemmer,
    /// Hashes of words that say nothing of what a text is about.
    empty: Vec<u32>,
}

impl Reading {
    /// With the words that say nothing, parted by spaces.
    pub fn new(stemmer: Stemmer, empty: &str) -> Self {
        let empty = empty.split(' ').map(|w| hash(w.as_bytes(), 1));
        let empty = empty.collect();
        Self { stemmer, empty }
    }

    /// The grams of a text's first `most` words.
    pub fn grams(&self, text: &str, most: usize) -> Grams {
        let mut denies = false;
        let mut list = Vec::new();
        let mut whole: u64 = 0xcbf2_9ce4_8422_2325;
        let mut before = None;
        let mut count = 0;
        let mut letters = Vec::new();
        fold::each(text, &mut |_, word| {
            let number = hash(word.as_bytes(), 1);
            whole = (whole ^ u64::from(number)).wrapping_mul(0x100_0000_01b3);
            count += 1;
            if count > most {
                return;
            }
            denies |= denies_by(word);
            let stem = hash(self.stemmer.stem(word).as_bytes(), 0);
            let is_empty = self.empty.contains(&number);
            let kind = if is_empty { Kind::Empty } else { Kind::Word };
            list.push(Gram::new(kind, stem));
            if let Some(before) = before.replace(stem) {
                list.push(Gram::new(Kind::Pair, hash(&stem.to_le_bytes(), before)));
            }
            if !is_empty {
                letters.clear();
                letters.push(' ');
                letters.extend(word.chars());
                letters.push(' ');
                for size in PIECES {
                    for piece in letters.windows(size) {
                        let mut number = size as u32;
                        for letter in piece {
                            number = hash(&u32::from(*letter).to_le_bytes(), number);
                        }
                        list.push(Gram::new(Kind::Piece, number));
                    }
                }
            }
        });
        // A heap: the standard sorts are larger than the engine.
        let mut list = BinaryHeap::from(list).into_sorted_vec();
        list.dedup();
        Grams {
            list,
            whole,
            denies,
        }
    }
}
