//! The assistant's page, where there is no script, and its flows, where there is. The page carries
//! the conversation along as what the customer did; here it is walked through again, so nothing
//! it says has to be believed.

use shared::{
    answers::Index,
    assistant::{Around, Flow, Found, Input, Talk, Turn},
    id::SiteId,
    panel::{Answer, Chat, Form, View},
    text::Catalogue,
};
use worker::{Env, Request, Response, Result};

use crate::{
    answers, api, chance,
    form::Fields,
    page,
    pages::{Visit, no_site, visit},
    protocol::Word,
    reply,
};

/// Longest conversation read, in bytes.
const MAX_TALK: usize = 64 * 1024;

/// `GET /p/{site}/flows?lang=…`: what the assistant goes by in the browser.
pub async fn flows(request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let Some(visit) = visit(&request, env, own, id).await? else {
        return no_site();
    };
    let flows = Flow::of_site(&visit.published.site, &visit.lang);
    let texts = Catalogue::of_site(&visit.published.site, &visit.lang).of_assistant();
    reply::json(200, &serde_json::json!({ "flows": flows, "texts": texts }))
}

/// `GET /p/{site}/ask`, with `?flow=` one of the flows begun.
pub async fn show(request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let Some(visit) = visit(&request, env, own, id).await? else {
        return no_site();
    };
    let flow = api::query(&request, "flow").unwrap_or_default();
    let place = visit
        .published
        .site
        .flows
        .iter()
        .position(|known| known.id.as_str() == flow);
    let talk = visit.talk(None, |around| {
        let talk = Talk::begin(around);
        match place {
            Some(place) => talk.step(around, Input::Chose(place)),
            None => talk,
        }
    });
    visit.draw(200, visit.chat(talk))
}

/// `POST /p/{site}/ask`: one thing the customer did.
pub async fn go_on(mut request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let Some(visit) = visit(&request, env, own, id).await? else {
        return no_site();
    };
    if let Err(problem) = api::origin(&request, own, &visit.published.site)? {
        return page::problem(&problem);
    }
    let fields = match Fields::read(&mut request).await? {
        Ok(fields) => fields,
        Err(problem) => return page::problem(&problem),
    };
    let mut lines = fields.text("talk");
    if lines.len() > MAX_TALK {
        lines.clear();
    }
    let mut hand = None;
    let index = answers::index(env, id, &visit.published, &visit.lang).await;
    let talk = visit.talk(index.as_deref(), |around| {
        let talk = Talk::replay(around, &lines);
        let given = |name: &str| !fields.text(name).is_empty();
        if given("person") {
            hand = Some(talk.hand_over(around));
            talk
        } else if given("back") {
            talk.back(around)
        } else if given("again") {
            Talk::begin(around)
        } else {
            let input = input(&fields, &talk);
            talk.step(around, input)
        }
    });
    if let Some(hand) = hand {
        for query in &talk.missed {
            let lang = visit.lang.to_string();
            let query = query.clone();
            api::pass_on(env, &request, id, Word::Missed { query, lang }).await;
        }
        let key = format!("{:032x}", chance::long_number()?);
        let form = Form { key, ..hand.into() };
        return visit.draw(200, View::Write(form));
    }
    if let Some((faq, helpful)) = &talk.rated
        && let Ok(faq) = shared::id::Slug::parse(faq)
    {
        let word = Word::Faq {
            faq,
            helpful: *helpful,
            comment: String::new(),
            query: String::new(),
            again: false,
            lang: visit.lang.to_string(),
        };
        api::pass_on(env, &request, id, word).await;
    }
    let status = if talk.error.is_empty() { 200 } else { 422 };
    visit.draw(status, visit.chat(talk))
}

/// What a post says the customer did.
fn input(fields: &Fields, talk: &Talk) -> Input {
    let chose = fields.text("chose");
    if !chose.is_empty() {
        return Input::Chose(chose.parse().unwrap_or(usize::MAX));
    }
    match &talk.ask {
        Some(asked) => {
            let name = format!("field.{}", asked.field.id);
            let values = fields.texts().iter().filter(|(given, _)| *given == name);
            Input::Filled(values.map(|(_, value)| value.clone()).collect())
        }
        None => Input::Said(fields.text("said")),
    }
}

impl Visit<'_> {
    /// A conversation in this visit's language.
    fn talk(&self, index: Option<&Index>, led: impl FnOnce(&Around<'_>) -> Talk) -> Talk {
        let panel = self.published.panel(self.id, &self.lang);
        let flows = Flow::of_site(&self.published.site, &self.lang);
        let find = |question: &str| {
            let found = index.map(|index| Found::ask(index, question));
            found.unwrap_or_default()
        };
        led(&Around {
            panel: &panel,
            texts: &Catalogue::of_site(&self.published.site, &self.lang),
            flows: &flows,
            find: &find,
        })
    }

    fn chat(&self, talk: Talk) -> View {
        let shown = talk.turns.iter().filter_map(|turn| match turn {
            Turn::Faq { id, .. } => Answer::of_site(&self.published.site, id, &self.lang),
            _ => None,
        });
        let answers = shown.collect();
        View::Ask(Chat { talk, answers })
    }
}
