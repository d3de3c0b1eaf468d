//! The answers' engine as a WebAssembly module of its own: the panel is there before it, and only
//! what is typed needs it. FAQs are numbers here, their places in the index; `answers.js` knows
//! their ids.

use std::cell::RefCell;

use shared::{
    answers::{Hit, Index, MAX_SUGGESTED, Reply},
    panel::MAX_FOUND,
};
use wasm_bindgen::prelude::*;

thread_local! {
    static INDEX: RefCell<Option<Index>> = const { RefCell::new(None) };
}

fn with<T: Default>(look: impl FnOnce(&Index) -> T) -> T {
    INDEX.with_borrow(|index| index.as_ref().map(look).unwrap_or_default())
}

fn places(hits: impl IntoIterator<Item = Hit>) -> impl Iterator<Item = u32> {
    hits.into_iter().map(|hit| hit.entry as u32)
}

/// Takes an index. The ids of its FAQs, a line each; none where it cannot be read.
#[wasm_bindgen]
pub fn learn(index: &[u8]) -> Option<String> {
    let index = Index::read(index).ok()?;
    let ids: Vec<&str> = index.entries().iter().map(|entry| &*entry.id).collect();
    let ids = ids.join("\n");
    INDEX.set(Some(index));
    Some(ids)
}

/// What fits what is being typed, best first: for each a FAQ, how many marks its question has, and
/// those, beginnings and ends in bytes.
#[wasm_bindgen]
pub fn search(typed: &str) -> Vec<u32> {
    with(|index| {
        let mut found = Vec::new();
        for hit in index.search(typed, MAX_FOUND) {
            let question = index.entries().get(hit.entry).map(|entry| &*entry.question);
            let marks = index.marks(typed, question.unwrap_or_default());
            let ends = marks.iter().flat_map(|range| [range.start, range.end]);
            found.push(hit.entry as u32);
            found.push(2 * marks.len() as u32);
            found.extend(ends.map(|end| end as u32));
        }
        found
    })
}

/// What answers a question: first 1 where it is sure, then FAQs, the likeliest first.
#[wasm_bindgen]
pub fn ask(question: &str) -> Vec<u32> {
    with(|index| {
        let (sure, hits) = match index.ask(question) {
            Reply::Sure(hit) => (1, vec![hit]),
            Reply::Perhaps(hits) => (0, hits),
            Reply::Unknown => (0, Vec::new()),
        };
        std::iter::once(sure).chain(places(hits)).collect()
    })
}

/// FAQs that may answer what is being written.
#[wasm_bindgen]
pub fn suggest(message: &str) -> Vec<u32> {
    with(|index| places(index.suggest(message, MAX_SUGGESTED)).collect())
}
