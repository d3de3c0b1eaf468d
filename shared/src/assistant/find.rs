//! What was found for a question, by names only.

#[cfg(feature = "server")]
use super::Flow;
use crate::answers::{Index, MAX_SUGGESTED, Reply};
#[cfg(feature = "server")]
use crate::{panel::Panel, search::Folded};

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

    /// What has every word of a question, where there is no engine: not in the browser, which
    /// would need tables of letters for it.
    #[cfg(feature = "server")]
    pub fn by_words(panel: &Panel, flows: &[Flow], question: &str) -> Self {
        let question = Folded::new([question]);
        if question.is_empty() {
            return Self::default();
        }
        let flows = flows.iter().filter(|flow| {
            let title = Folded::new([flow.title.as_str()]);
            title.matches(&question)
        });
        let faqs = panel.questions.iter().filter(|faq| {
            let text = Folded::new([faq.text.as_str()]);
            text.matches(&question)
        });
        let flows = flows.map(|flow| format!("{FLOW}{}", flow.id));
        let ids: Vec<String> = flows
            .chain(faqs.map(|faq| faq.id.clone()))
            .take(MAX_SUGGESTED + 1)
            .collect();
        match ids.len() {
            1 => Self { sure: true, ids },
            n if n > MAX_SUGGESTED => Self::default(),
            _ => Self { sure: false, ids },
        }
    }
}
