//! The answers' engine as a WebAssembly module of its own: the panel is there before it, and only
//! what is typed needs it. FAQs are numbers here, their places in the index; `answers.js` knows
//! their ids.

use shared::{
    answers::{Hit, Index, MAX_SUGGESTED, Reply},
    panel::MAX_FOUND,
};
use wasm_bindgen::prelude::*;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// The engine with a site's FAQs.
#[wasm_bindgen]
pub struct Engine(Index);

fn places(hits: impl IntoIterator<Item = Hit>) -> impl Iterator<Item = u32> {
    hits.into_iter().map(|hit| hit.entry as u32)
}

#[wasm_bindgen]
impl Engine {
    /// With an index; none where it cannot be read.
    pub fn learn(index: &[u8]) -> Option<Self> {
        Index::read(index).ok().map(Self)
    }

    /// The ids of its FAQs, each with a line's end.
    pub fn ids(&self) -> String {
        let mut ids = String::new();
        for entry in self.0.entries() {
            ids.push_str(&entry.id);
            ids.push('\n');
        }
        ids
    }

    /// What fits what is being typed, best first: for each a FAQ, how many marks its question has,
    /// and those, beginnings and ends in bytes.
    pub fn search(&self, typed: &str) -> Vec<u32> {
        let mut found = Vec::new();
        for hit in self.0.search(typed, MAX_FOUND) {
            let entry = self.0.entries().get(hit.entry);
            let question = entry.map_or("", |entry| &entry.question);
            let marks = self.0.marks(typed, question);
            found.push(hit.entry as u32);
            found.push(2 * marks.len() as u32);
            for mark in marks {
                found.extend([mark.start as u32, mark.end as u32]);
            }
        }
        found
    }

    /// What answers a question: first 1 where it is sure, then FAQs, the likeliest first.
    pub fn ask(&self, question: &str) -> Vec<u32> {
        let (sure, hits) = match self.0.ask(question) {
            Reply::Sure(hit) => (1, vec![hit]),
            Reply::Perhaps(hits) => (0, hits),
            Reply::Unknown => (0, Vec::new()),
        };
        std::iter::once(sure).chain(places(hits)).collect()
    }

    /// FAQs that may answer what is being written.
    pub fn suggest(&self, message: &str) -> Vec<u32> {
        places(self.0.suggest(message, MAX_SUGGESTED)).collect()
    }
}
