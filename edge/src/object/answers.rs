//! The answers' index: made when a configuration is published, one language at a time, and kept.

use std::rc::Rc;

use shared::{
    answers::{self, Index, MAX_SUGGESTED},
    id::Slug,
    lang::Lang,
    ticket::Ticket,
};
use worker::{Request, Response, ResponseBuilder, Result};

use super::{Loaded, Site};
use crate::{
    protocol::{ANSWERS, Advice, Answer, Nearest},
    store::Store,
};

impl Site {
    /// `GET /answers/{lang}`: the index of one of the site's languages, as bytes.
    pub(super) fn give_answers(&self, request: &Request) -> Result<Response> {
        let store = self.store();
        let path = request.path();
        let lang = path.strip_prefix(ANSWERS).and_then(Lang::parse);
        match (self.loaded(&store)?, lang) {
            (Some(loaded), Some(lang)) if loaded.site.languages.contains(&lang) => {
                let bytes = answers_in(&store, &loaded, &lang)?;
                Ok(ResponseBuilder::new().fixed(bytes))
            }
            _ => Response::error("no such language", 404),
        }
    }

    /// The index of the language nearest to one.
    fn index(&self, store: &Store, loaded: &Loaded, lang: &Lang) -> Result<Rc<Index>> {
        let languages = &loaded.site.languages;
        let found = languages.iter().find(|known| *known == lang);
        let lang = found.or_else(|| languages.first()).unwrap_or(lang);
        if let Some((_, index)) = self.indexes.borrow().iter().find(|(of, _)| of == lang) {
            return Ok(index.clone());
        }
        let bytes = answers_in(store, loaded, lang)?;
        let index = Index::read(&bytes).map_err(|trouble| trouble.to_string())?;
        let index = Rc::new(index);
        self.indexes
            .borrow_mut()
            .push((lang.clone(), index.clone()));
        Ok(index)
    }

    /// FAQs that may answer a request already: those the customer has not read. Trouble with them
    /// keeps no mail from going.
    pub(super) fn suggestions(
        &self,
        store: &Store,
        loaded: &Loaded,
        ticket: &Ticket,
        message: &str,
    ) -> Vec<Slug> {
        let index = match self.index(store, loaded, &ticket.lang) {
            Ok(index) => index,
            Err(trouble) => {
                worker::console_error!("{trouble}");
                return Vec::new();
            }
        };
        let limit = MAX_SUGGESTED.saturating_add(ticket.faqs_seen.len());
        index
            .suggest(message, limit)
            .into_iter()
            .filter_map(|hit| Slug::parse(&index.entries().get(hit.entry)?.id).ok())
            .filter(|faq| !ticket.faqs_seen.contains(faq))
            .take(MAX_SUGGESTED)
            .collect()
    }

    /// What the owner may do about questions that found no answer.
    pub(super) fn suggestions_to_owner(&self, store: &Store, loaded: &Loaded) -> Result<Answer> {
        let mut advice = Vec::new();
        for lang in &loaded.site.languages {
            let index = self.index(store, loaded, lang)?;
            for suggestion in answers::learn(&index, &store.missed(lang.as_str())?) {
                let entry = suggestion.nearest.and_then(|at| index.entries().get(at));
                advice.push(Advice {
                    lang: lang.clone(),
                    asked: suggestion.asked,
                    phrasing: suggestion.phrasing,
                    examples: suggestion.examples,
                    nearest: entry.map(|entry| Nearest {
                        faq: entry.id.clone(),
                        question: entry.question.clone(),
                        confidence: suggestion.confidence,
                    }),
                });
            }
        }
        advice.sort_by_key(|advice| std::cmp::Reverse(advice.asked));
        Ok(Answer::Suggestions(advice))
    }

    /// Makes the index of one language that has none of today's; whether there may be more.
    pub(super) fn learn(&self, store: &Store, loaded: &Loaded) -> Result<bool> {
        if self.learnt.get() {
            return Ok(false);
        }
        for lang in &loaded.site.languages {
            if !store.has_answers(lang.as_str(), answers::VERSION)? {
                answers_in(store, loaded, lang)?;
                return Ok(true);
            }
        }
        self.learnt.set(true);
        Ok(false)
    }
}

/// The index as it is kept; made first where there is none of today's.
fn answers_in(store: &Store, loaded: &Loaded, lang: &Lang) -> Result<Vec<u8>> {
    let kept = store.answers(lang.as_str())?;
    if kept.first() == Some(&answers::VERSION) {
        return Ok(kept);
    }
    let made = answers::build(lang, &answers::entries(&loaded.site, lang));
    store.keep_answers(lang.as_str(), &made)?;
    Ok(made)
}
