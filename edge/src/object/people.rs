//! What visitors tell us without writing a request: ratings, searches, choices, surveys.

use std::rc::Rc;

use shared::{
    event::{FaqRated, FaqSearchMissed, Kind, Occurrence, SurveySubmitted},
    id::{Ids, Slug},
    limit::Action,
};
use worker::Result;

use super::{
    Loaded, Site,
    intake::{refused, texts},
};
use crate::{
    chance,
    protocol::{Answer, Key, Signs, Word},
    store::Store,
};

/// Longest comment kept, in characters.
const MAX_COMMENT: usize = 2_000;
/// Longest search kept, in characters.
const MAX_QUERY: usize = 200;

fn cut(text: &str, max: usize) -> String {
    text.trim().chars().take(max).collect()
}

fn some(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

impl Site {
    /// A rating, a search that found nothing, a survey.
    pub(super) async fn hear(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        word: Word,
        key: Option<Key>,
        signs: &Signs,
    ) -> Result<Answer> {
        if let Some(answer) = self.earlier(store, key.as_ref())? {
            return Ok(answer);
        }
        let lang = match &word {
            Word::Faq { lang, .. } | Word::Missed { lang, .. } => lang.clone(),
            Word::Survey { .. } | Word::Choice { .. } | Word::Outcome(_) | Word::Help { .. } => {
                String::new()
            }
        };
        let action = match &word {
            Word::Help { .. } => Action::Help,
            _ => Action::Rating,
        };
        if let Some(wait) = self.take_of_address(store, loaded, action, signs)? {
            return Ok(refused(wait, &texts(loaded, &lang)));
        }
        let now = chance::now();
        let (site, entropy) = (&loaded.site, chance::long_number()?);
        let of = |kind, data: serde_json::Value| {
            Occurrence::new(site, kind, &data, None, &[], now, entropy)
        };
        let now_ms = now.as_millisecond();
        match word {
            Word::Faq {
                faq,
                helpful,
                comment,
                query,
                lang,
                again,
            } => {
                if site.faq(faq.as_str()).is_none() {
                    return Ok(Answer::Nothing);
                }
                let comment = cut(&comment, MAX_COMMENT);
                let data = FaqRated {
                    site: &loaded.id,
                    faq: &faq,
                    helpful,
                    comment: some(&comment),
                    lang: &lang,
                    again,
                };
                if !again {
                    store.helped(faq.as_str(), u32::from(helpful), u32::from(!helpful))?;
                    let what = if helpful { "helped" } else { "missed" };
                    store.count_reading(&today(site, now), faq.as_str(), what, 1)?;
                }
                store.write_occurrence(
                    &of(Kind::FaqRated, serde_json::to_value(&data)?),
                    None,
                    now_ms,
                )?;
                let query = cut(&query, MAX_QUERY);
                // It led here, and this did not help.
                if !helpful && !query.is_empty() {
                    store.miss(&lang, &query, 1, now_ms)?;
                }
            }
            Word::Choice { channel } => {
                store.chose(&today(site, now), &channel, 1)?;
                return Ok(Answer::Done);
            }
            Word::Missed { query, lang } => {
                let query = cut(&query, MAX_QUERY);
                let data = FaqSearchMissed {
                    site: &loaded.id,
                    query: &query,
                    lang: &lang,
                };
                store.miss(&lang, &query, 1, now_ms)?;
                store.write_occurrence(
                    &of(Kind::FaqSearchMissed, serde_json::to_value(&data)?),
                    None,
                    now_ms,
                )?;
            }
            Word::Help { steps, faq } => {
                let day = today(site, now);
                for step in steps {
                    store.count_step(&day, step, 1)?;
                }
                if let Some(faq) = faq.filter(|faq| site.faq(faq.as_str()).is_some()) {
                    store.count_reading(&day, faq.as_str(), "opened", 1)?;
                }
                return Ok(Answer::Done);
            }
            Word::Outcome(outcome) => {
                store.count_outcome(&today(site, now), outcome, 1)?;
            }
            Word::Survey {
                survey,
                question,
                score,
                comment,
                faq,
                rating,
            } => {
                let comment = cut(&comment, MAX_COMMENT);
                let name = question.as_ref().map_or(survey.name(), Slug::as_str);
                // A rating nobody knows is a new one: nothing is told about ratings of others.
                let known =
                    !rating.is_empty() && store.change_rating(&rating, name, score, &comment)?;
                // A rating is named by its first event, whose id is made of these two.
                let rating = match known {
                    true => rating,
                    false => Ids::new(now_ms, entropy).next("evt"),
                };
                let data = SurveySubmitted {
                    site: &loaded.id,
                    rating_id: &rating,
                    survey,
                    question: question.as_ref(),
                    score,
                    scale: survey.ends(),
                    faq: faq.as_ref(),
                    comment: some(&comment),
                    ticket_id: None,
                    owner: None,
                };
                let happened = of(Kind::SurveySubmitted, serde_json::to_value(&data)?);
                store.write_occurrence(&happened, None, now_ms)?;
                if !known {
                    store.rate(&happened.event, None, name, score, &comment)?;
                }
                let answer = Answer::Rated { rating };
                self.remember(store, key.as_ref(), &answer, now_ms)?;
                self.arm(Some(0)).await?;
                return Ok(answer);
            }
        }
        self.remember(store, key.as_ref(), &Answer::Done, now_ms)?;
        self.arm(Some(0)).await?;
        Ok(Answer::Done)
    }
}

/// The day it is at a site, `2026-11-23`.
fn today(site: &shared::site::Site, now: jiff::Timestamp) -> String {
    now.to_zoned(site.zone()).date().to_string()
}
