//! The words of an index's FAQs and where they stand, made anew when it is read.

use super::Entry;
use super::fold;
use super::likeness::{Shape, number};
use super::stem::Stemmer;
use crate::lang::Lang;

/// What a word counts for where it stands.
const QUESTION: f32 = 1.0;
const ALSO: f32 = 0.6;
const CATEGORY: f32 = 0.3;
const ANSWER: f32 = 0.12;
/// Words of a usual question; a longer one's count for less.
const USUAL: f32 = 8.0;
/// Nothing follows.
const END: u32 = u32::MAX;

/// Where a word stands.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// Which FAQ.
    pub entry: u32,
    /// Its first place in the question; none outside.
    pub order: Option<u8>,
    /// How much it counts there, all fields together.
    pub weight: f32,
    answered: bool,
    next: u32,
}

/// Words, and how to find them.
#[derive(Clone, Debug)]
pub(super) struct Lexicon {
    pub stemmer: Stemmer,
    /// Whether words are written together.
    pub joins: bool,
    text: String,
    words: Vec<Known>,
    places: Vec<Place>,
    /// A number for each question as a whole, and for each other way to ask it.
    titles: Vec<(u64, u32, bool)>,
}

#[derive(Clone, Copy, Debug)]
struct Known {
    start: u32,
    end: u32,
    shape: Shape,
    /// Its last place; each leads to the one before.
    places: u32,
}

impl Lexicon {
    pub fn new(lang: &Lang, entries: &[Entry]) -> Self {
        let mut made = Made {
            lexicon: Self {
                stemmer: Stemmer::of(lang),
                joins: matches!(
                    lang.base(),
                    "de" | "nl" | "da" | "sv" | "no" | "nb" | "nn" | "is" | "fi" | "hu" | "et"
                ),
                text: String::new(),
                words: Vec::new(),
                places: Vec::new(),
                titles: Vec::new(),
            },
            slots: vec![END; 1024],
        };
        for (at, entry) in (0_u32..).zip(entries) {
            made.title(at, &entry.question, true);
            for also in &entry.also {
                made.title(at, also, false);
            }
            made.field(at, &entry.category, Field::Category);
            made.field(at, &entry.answer, Field::Answer);
        }
        made.lexicon.titles.sort_unstable();
        made.lexicon
    }

    /// Every word with what is known of it; the number leads to its places.
    pub fn words(&self) -> impl Iterator<Item = (u32, &str, Shape)> {
        let words = self.words.iter().enumerate();
        words.map(|(at, known)| (known.places, self.word(at), known.shape))
    }

    fn word(&self, at: usize) -> &str {
        self.words
            .get(at)
            .and_then(|known| self.text.get(known.start as usize..known.end as usize))
            .unwrap_or("")
    }

    /// Where a word stands, each FAQ once.
    pub fn places(&self, mut at: u32) -> impl Iterator<Item = Place> {
        std::iter::from_fn(move || {
            let place = *self.places.get(at as usize)?;
            at = place.next;
            Some(place)
        })
    }

    /// FAQs that are asked so, and whether it is their question itself.
    pub fn asked(&self, whole: u64) -> impl Iterator<Item = (u32, bool)> {
        let first = self.titles.partition_point(|title| title.0 < whole);
        self.titles
            .iter()
            .skip(first)
            .take_while(move |title| title.0 == whole)
            .map(|title| (title.1, title.2))
    }
}

/// A number for a text as a whole, as words; none if it has none.
pub(super) fn whole(words: &[fold::Token]) -> Option<u64> {
    let bytes = words
        .iter()
        .flat_map(|token| token.word.bytes().chain(std::iter::once(b' ')));
    (!words.is_empty()).then(|| number(bytes))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Question,
    Also,
    Category,
    Answer,
}

/// A lexicon being made.
struct Made {
    lexicon: Lexicon,
    /// Words by their hash, at most half full.
    slots: Vec<u32>,
}

impl Made {
    fn title(&mut self, entry: u32, text: &str, question: bool) {
        let words = fold::tokens(text);
        if let Some(whole) = whole(&words) {
            self.lexicon.titles.push((whole, entry, question));
        }
        let long = 1.0 / (0.6 + 0.4 * words.len() as f32 / USUAL);
        for (order, token) in (0_u8..=254).chain(std::iter::repeat(254)).zip(&words) {
            if question {
                self.word(
                    entry,
                    &token.word,
                    QUESTION * long,
                    Field::Question,
                    Some(order),
                );
            } else {
                self.word(entry, &token.word, ALSO * long, Field::Also, None);
            }
        }
    }

    fn field(&mut self, entry: u32, text: &str, field: Field) {
        let weight = if field == Field::Answer {
            ANSWER
        } else {
            CATEGORY
        };
        fold::each(text, &mut |_, word| {
            self.word(entry, word, weight, field, None)
        });
    }

    fn word(&mut self, entry: u32, word: &str, weight: f32, field: Field, order: Option<u8>) {
        let at = self.known(word);
        let places = &mut self.lexicon.places;
        let Some(known) = self.lexicon.words.get_mut(at) else {
            return;
        };
        let answered = field == Field::Answer;
        match places.get_mut(known.places as usize) {
            Some(place) if place.entry == entry => {
                if !(answered && place.answered) {
                    place.weight += weight;
                }
                place.answered |= answered;
                place.order = place.order.or(order);
            }
            _ => {
                let next = std::mem::replace(&mut known.places, places.len() as u32);
                places.push(Place {
                    entry,
                    order,
                    weight,
                    answered,
                    next,
                });
            }
        }
    }

    /// Which word it is, a new one if need be.
    fn known(&mut self, word: &str) -> usize {
        let slot = self.slot(word);
        if let Some(known) = self.slots.get(slot)
            && *known != END
        {
            return *known as usize;
        }
        let lexicon = &mut self.lexicon;
        let new = lexicon.words.len();
        let start = lexicon.text.len() as u32;
        lexicon.text.push_str(word);
        lexicon.words.push(Known {
            start,
            end: lexicon.text.len() as u32,
            shape: Shape::of(word, &lexicon.stemmer),
            places: END,
        });
        if let Some(free) = self.slots.get_mut(slot) {
            *free = new as u32;
        }
        if new.saturating_mul(2) > self.slots.len() {
            self.slots = vec![END; self.slots.len().saturating_mul(4)];
            for at in 0..=new {
                let slot = self.slot(self.lexicon.word(at));
                if let Some(free) = self.slots.get_mut(slot) {
                    *free = at as u32;
                }
            }
        }
        new
    }

    /// Where a word's number is, or would be.
    fn slot(&self, word: &str) -> usize {
        // A power of two many.
        let last = self.slots.len().saturating_sub(1);
        let mut slot = number(word.bytes()) as usize & last;
        while let Some(known) = self.slots.get(slot)
            && *known != END
            && self.lexicon.word(*known as usize) != word
        {
            slot = slot.wrapping_add(1) & last;
        }
        slot
    }
}
