//! Search as one types: in each language what people type finds what they mean, and whatever is
//! typed is answered in time.
#![cfg(feature = "server")]

#[path = "answers_search/properties.rs"]
mod properties;
#[path = "answers_search/words.rs"]
mod words;

use shared::answers::{Entry, Index, build};
use shared::lang::Lang;

/// An index of questions; what follows a question after bars are other ways to ask it.
pub fn index(lang: &str, questions: &[&str]) -> Index {
    let entries: Vec<Entry> = questions
        .iter()
        .enumerate()
        .map(|(at, texts)| {
            let mut texts = texts.split('|').map(str::to_owned);
            Entry {
                id: format!("faq-{at:04}"),
                question: texts.next().unwrap_or_default(),
                also: texts.collect(),
                ..Entry::default()
            }
        })
        .collect();
    read(lang, &entries)
}

/// An index of these FAQs.
pub fn read(lang: &str, entries: &[Entry]) -> Index {
    let lang = Lang::parse(lang).expect("a language");
    Index::read(&build(&lang, entries)).expect("an index")
}

/// The questions found, the best first.
pub fn found<'a>(index: &'a Index, typed: &str) -> Vec<&'a str> {
    let hits = index.search(typed, usize::MAX);
    hits.iter()
        .map(|hit| index.entries()[hit.entry].question.as_str())
        .collect()
}

/// A text with what is marked in brackets.
pub fn marked(index: &Index, typed: &str, text: &str) -> String {
    let mut shown = String::new();
    let mut at = 0;
    for mark in index.marks(typed, text) {
        shown += &text[at..mark.start];
        shown += &format!("[{}]", &text[mark.clone()]);
        at = mark.end;
    }
    shown + &text[at..]
}
