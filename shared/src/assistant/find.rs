//! What was found for a question, by names only.

use crate::answers::{Index, MAX_SUGGESTED, Reply};

/// What names of flows begin with where they stand among FAQs'.
pub const FLOW: &str = "flow:";

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// Whether the first answers it.
    pub sure: bool,
    /// FAQs by their ids and flows by theirs after [`FLOW`], the likeliest first.
    pub ids: Vec<String>,
}

impl Found {
    /// What the engine answers to a question, and what else may help if it does not.
    pub fn ask(index: &Index, question: &str) -> Self {
        let (sure, hits) = match index.ask(question) {
            Reply::Sure(hit) => {
                let mut hits = vec![hit];
                let others = index.suggest(question, MAX_SUGGESTED);
                hits.extend(others.into_iter().filter(|other| other.entry != hit.entry));
                (true, hits)
            }
            Reply::Perhaps(hits) => (false, hits),
            Reply::Unknown => (false, Vec::new()),
        };
        let entry = |place: usize| index.entries().get(place).map(|entry| entry.id.clone());
        Self {
            sure,
            ids: hits
                .into_iter()
                .filter_map(|hit| entry(hit.entry))
                .collect(),
        }
    }
}
