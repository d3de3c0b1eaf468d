//! A FAQ as the engine sees it: words only.

use super::bytes::Reader;
#[cfg(feature = "server")]
use super::bytes::Writer;

/// One FAQ in one language. Ordered by id, so that an index does not depend on the list's order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// Its name in addresses.
    pub id: String,
    /// The question.
    pub question: String,
    /// Other ways people ask it.
    pub also: Vec<String>,
    /// The category's name; may be empty.
    pub category: String,
    /// The answer as plain text; once read from an index, its distinct words only.
    pub answer: String,
}

/// Writes the texts.
#[cfg(feature = "server")]
pub(super) fn write(entries: &[Entry], out: &mut Writer) {
    out.number(entries.len());
    for entry in entries {
        out.text(&entry.id);
        out.text(&entry.question);
        out.number(entry.also.len());
        for also in &entry.also {
            out.text(also);
        }
        out.text(&entry.category);
        out.text(&entry.answer);
    }
}

/// Reads the texts; none where they are not whole.
pub(super) fn read(from: &mut Reader<'_>) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    for _ in 0..from.number()? {
        let mut entry = Entry {
            id: from.text()?.to_owned(),
            question: from.text()?.to_owned(),
            ..Entry::default()
        };
        for _ in 0..from.number()? {
            entry.also.push(from.text()?.to_owned());
        }
        entry.category = from.text()?.to_owned();
        entry.answer = from.text()?.to_owned();
        entries.push(entry);
    }
    Some(entries)
}
