//! Answers: one engine that matches what a customer types with a site's FAQs, in the browser and
//! at the edge alike. Built when the owner publishes, read wherever something is asked. Nothing
//! here knows where a text comes from or where it is shown.

mod ask;
mod bytes;
#[cfg(feature = "server")]
mod calibrate;
#[cfg(feature = "server")]
mod empty_words;
mod entry;
pub mod fold;
mod gram;
#[cfg(feature = "server")]
mod learn;
mod learnt;
mod lexicon;
mod likeness;
mod marks;
mod near;
mod number;
#[cfg(feature = "server")]
mod of_site;
mod search;
mod sense;
pub mod stem;
mod suggest;
#[cfg(feature = "server")]
mod train;

use std::cell::OnceCell;
use std::collections::BinaryHeap;
use std::ops::Range;

pub use entry::Entry;
#[cfg(feature = "server")]
pub use learn::{Asked, MAX_ASKED, Suggestion, learn};
#[cfg(feature = "server")]
pub use of_site::entries;

use crate::lang::Lang;
use bytes::Reader;
#[cfg(feature = "server")]
use bytes::Writer;
use learnt::Learnt;
use lexicon::Lexicon;
use sense::Sense;

/// Version of the index's format. An index of another version is built anew.
pub const VERSION: u8 = 1;
/// Most FAQs looked at; more are left out of the index, the last by name.
pub const MAX_ENTRIES: usize = 5_000;
/// Most FAQs suggested for one message.
pub const MAX_SUGGESTED: usize = 3;
/// Most characters of a question that are looked at.
pub const MAX_QUERY: usize = 10_000;

/// What is known of one language's FAQs, ready to be asked.
#[derive(Clone, Debug)]
pub struct Index {
    lang: Lang,
    entries: Vec<Entry>,
    learnt: Learnt,
    /// Made of the others when something is first asked.
    sense: OnceCell<Sense>,
    lexicon: Lexicon,
}

/// Why bytes are no index.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It was written by another version; it has to be built anew.
    #[error("an index of another version")]
    Version,
    /// It is cut short or changed; it has to be fetched anew.
    #[error("a damaged index")]
    Damaged,
}

/// A FAQ that was found.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hit {
    /// Its place in [`Index::entries`].
    pub entry: usize,
    /// How well it fits: higher is better, comparable within one answer only.
    pub score: f32,
}

/// The best hits, the first by id of those that are equal.
fn best(hits: &[Hit], limit: usize) -> Vec<Hit> {
    // Scores are not negative: their bits are in their order.
    let key = |hit: &Hit| u64::from(!hit.score.to_bits()) << 32 | hit.entry as u64;
    let keys: BinaryHeap<u64> = hits.iter().map(key).collect();
    let hit = |key: u64| Hit {
        entry: key as u32 as usize,
        score: f32::from_bits(!((key >> 32) as u32)),
    };
    let sorted = keys.into_sorted_vec().into_iter();
    sorted.take(limit).map(hit).collect()
}

/// What is answered to a question.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    /// This FAQ answers it.
    Sure(Hit),
    /// One of these may answer it, the likeliest first; never empty, at most three.
    Perhaps(Vec<Hit>),
    /// Nothing here answers it.
    Unknown,
}

/// The index of FAQs in one language, as bytes. Same FAQs, same bytes, in whatever order they come.
#[cfg(feature = "server")]
pub fn build(lang: &Lang, entries: &[Entry]) -> Vec<u8> {
    let mut entries: Vec<Entry> = entries.to_vec();
    entries.sort();
    entries.dedup_by(|a, b| a.id == b.id);
    entries.truncate(MAX_ENTRIES);
    let mut out = Writer::new();
    out.byte(VERSION);
    out.text(lang.as_str());
    entry::write(&entries, &mut out);
    ask::learn(lang, &entries).write(&mut out);
    out.done()
}

impl Index {
    /// Reads what [`build`] wrote.
    ///
    /// # Errors
    /// Where it is of another version, or not whole.
    pub fn read(bytes: &[u8]) -> Result<Self, Unreadable> {
        let mut reader = Reader::new(bytes);
        if reader.byte() != Some(VERSION) {
            return Err(Unreadable::Version);
        }
        let mut read = || {
            let lang = Lang::parse(reader.text()?)?;
            let entries = entry::read(&mut reader)?;
            let lexicon = Lexicon::new(&lang, &entries);
            let learnt = Learnt::read(&mut reader)?;
            reader.is_at_end().then_some(Self {
                lang,
                entries,
                lexicon,
                learnt,
                sense: OnceCell::new(),
            })
        };
        read().ok_or(Unreadable::Damaged)
    }

    /// The FAQs, by their ids.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The FAQs that fit what is being typed, best first; the last word may not be whole.
    pub fn search(&self, typed: &str, limit: usize) -> Vec<Hit> {
        search::search(&self.lexicon, &self.entries, typed, limit)
    }

    /// Where a text shown for a search says what was typed: ranges of bytes at characters' ends, in
    /// order, apart from each other.
    pub fn marks(&self, typed: &str, text: &str) -> Vec<Range<usize>> {
        marks::marks(&self.lexicon, typed, text)
    }
}
