//! Answers: one engine that matches what a customer types with a site's FAQs, in the browser and
//! at the edge alike. Built when the owner publishes, read wherever something is asked. Nothing
//! here knows where a text comes from or where it is shown.

mod bytes;
mod entry;
pub mod fold;
#[cfg(feature = "server")]
mod learn;
mod lexicon;
mod likeness;
mod marks;
#[cfg(feature = "server")]
mod of_site;
mod search;
pub mod stem;

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
use lexicon::Lexicon;

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
            reader.is_at_end().then_some(Self {
                lang,
                entries,
                lexicon,
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

    /// The FAQs nearest to a question, best first; the score is how sure the engine is, between 0
    /// and 1.
    pub fn rank(&self, question: &str, limit: usize) -> Vec<Hit> {
        let _ = (question, limit);
        Vec::new()
    }

    /// From this score on a FAQ answers a question.
    pub fn threshold(&self) -> f32 {
        1.0
    }

    /// What answers a question that was asked whole.
    pub fn ask(&self, question: &str) -> Reply {
        let _ = (question, &self.lang);
        Reply::Unknown
    }

    /// At most `limit` FAQs that may answer a message while it is written or after, surest first:
    /// quiet, none on weak evidence.
    pub fn suggest(&self, message: &str, limit: usize) -> Vec<Hit> {
        let _ = (message, limit);
        Vec::new()
    }
}
