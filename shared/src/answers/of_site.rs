//! A site's FAQs and guided flows as entries of the engine.

use super::Entry;
use crate::{assistant::Flow, lang::Lang, markdown, site::Site};

/// Most characters of an answer that are looked at.
const MAX_ANSWER: usize = 4_000;

/// The FAQs and flows as they are shown in a language: those not written in it stand in their own.
pub fn entries(site: &Site, lang: &Lang) -> Vec<Entry> {
    let label = |id: &crate::id::Slug| {
        let found = site.categories.iter().find(|category| category.id == *id);
        found.map_or("", |category| category.label.text(lang, &site.languages))
    };
    let entry = |faq: &crate::site::Faq| {
        let (written_in, question) = faq.question.get(lang, &site.languages)?;
        let answer = markdown::plain(faq.answer.text(written_in, &site.languages));
        Some(Entry {
            id: faq.id.to_string(),
            question: question.to_owned(),
            also: faq.also.get(written_in).cloned().unwrap_or_default(),
            category: faq.category.as_ref().map_or("", label).to_owned(),
            answer: answer.chars().take(MAX_ANSWER).collect(),
        })
    };
    let faqs = site.faqs.iter().filter_map(entry);
    faqs.chain(Flow::entries(site, lang)).collect()
}
