//! The assistant in the browser: it goes on here, on the customer's own device. Flows are asked
//! for when it is opened; nothing that is typed leaves the page until it is handed over.

use leptos::{
    prelude::document,
    task::{spawn_local, tick},
};
use shared::{
    assistant::{Found, Input, Talk, Turn},
    panel::{Answer, Form},
    problem::FieldError,
    text::Text,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::Event;

use super::{Session, client, json, navigation, page, typing};
use crate::{ask::SAID, state::Place};

/// Where the focus goes after something was said, the first that is there.
const NEXT: &str = ".talk .field :is(input:not([id=said]), select, textarea)";
const OFFERED: &str = ".talk .chips button";

/// Takes up the conversation of the page shown, or the one this tab kept.
pub(super) fn open(session: &Session) {
    let session = session.clone();
    spawn_local(async move {
        if !ready(&session).await {
            trouble(&session);
        }
    });
}

/// Says that it cannot be had now; what the server drew stays.
fn trouble(session: &Session) {
    let drawn = document().query_selector("[name=talk]").ok().flatten();
    if client::online() && drawn.is_none() {
        return navigation::reload();
    }
    let said = session.state.text(Text::AnswerOffline);
    session.state.change(|values| values.form.trouble = said);
}

/// Begins where nothing was said; whether there is a conversation now.
async fn ready(session: &Session) -> bool {
    let state = session.state;
    if state.read(|values| values.talk.is_some()) {
        return true;
    }
    let written = document().query_selector("[name=talk]").ok().flatten();
    let posted = written.as_ref().map(|field| json::text(field, "value"));
    let lines = posted
        .filter(|lines| !lines.is_empty())
        .unwrap_or_else(|| session.bridge.kept());
    let panel = state.panel();
    let url = format!("/p/{}/flows?lang={}", panel.site, panel.lang);
    let Ok(data) = JsFuture::from(session.bridge.answer(&url)).await else {
        return false;
    };
    if !lines.is_empty() {
        learnt(session).await;
    }
    // Meanwhile another call may have begun.
    if data.is_null() || state.read(|values| values.talk.is_some()) {
        return !data.is_null();
    }
    state.keep(|values| values.learn(json::flows(&data), json::texts(&data, "texts")));
    // What the server drew stays, and so does what is being typed there.
    let drawn = written.is_some() && lines.is_empty();
    state.talk(!drawn, &ask(session), &mut |_, around| {
        Talk::replay(around, &lines)
    });
    answers(session);
    true
}

/// Waits for the engine, or until it is known not to come.
async fn learnt(session: &Session) {
    _ = JsFuture::from(session.bridge.learnt()).await;
}

/// Asks the engine.
fn ask(session: &Session) -> impl Fn(&str) -> Found {
    let bridge = session.bridge.clone();
    move |question| json::answered(&bridge.ask(question))
}

/// Forgets it: the next conversation is another one.
pub(super) fn forget(session: &Session) {
    session.bridge.keep("");
    session.state.keep(|values| values.talk = None);
}

/// What the customer did by sending the conversation's form.
pub(super) fn submit(session: &Session, event: &Event) {
    let button = json::field(event, "submitter");
    let (name, place) = (json::text(&button, "name"), json::text(&button, "value"));
    let given: Vec<String> = session
        .bridge
        .values()
        .iter()
        .filter_map(|v| v.as_string())
        .collect();
    let session = session.clone();
    spawn_local(async move {
        match (ready(&session).await, name.as_str()) {
            (true, "person") => hand_over(&session),
            // A person is there whatever else is not.
            (false, "person") => _ = navigation::go(&session, Place::Write, String::new()),
            (true, _) => go_on(&session, &name, &place, given).await,
            (false, _) => trouble(&session),
        }
    });
}

async fn go_on(session: &Session, name: &str, place: &str, given: Vec<String>) {
    let state = session.state;
    let (before, asked) = state.read(|values| {
        let talk = values.talk.as_ref();
        talk.map_or((0, false), |talk| (talk.turns.len(), talk.ask.is_some()))
    });
    let said = name.is_empty() && !asked;
    if said {
        typing::set_value(SAID, "");
        learnt(session).await;
    }
    let input = match name {
        "chose" => Input::Chose(place.parse().unwrap_or(usize::MAX)),
        _ if asked => Input::Filled(given),
        _ => Input::Said(given.into_iter().next().unwrap_or_default()),
    };
    let mut input = Some(input);
    state.talk(
        true,
        &ask(session),
        &mut |talk, around| match (name, input.take()) {
            ("back", _) => talk.back(around),
            ("again", _) => Talk::begin(around),
            (_, Some(input)) => talk.step(around, input),
            _ => talk,
        },
    );
    // It is said once: the list itself is no live region.
    let mut news = String::new();
    let mut wrong = None;
    let mut rated = None;
    state.keep(|values| {
        let Some(talk) = &values.talk else { return };
        session.bridge.keep(&talk.inputs());
        for turn in talk.turns.iter().skip(before) {
            if !matches!(turn, Turn::Customer(_)) {
                turn.write(&mut news);
                news.push(' ');
            }
        }
        if !talk.error.is_empty() {
            news.clone_from(&talk.error);
            wrong = talk.ask.as_ref().map(|ask| FieldError {
                field: format!("fields.{}", ask.field.id),
                code: String::new(),
                message: talk.error.clone(),
            });
        }
        rated.clone_from(&talk.rated);
    });
    state.change(|values| {
        values.form.trouble.clear();
        values.form.errors = Vec::from_iter(wrong);
    });
    if let Some((faq, helpful)) = rated {
        tell(
            session,
            &format!("faqs/{faq}/rating"),
            ("helpful", helpful.into()),
        );
    }
    answers(session);
    tick().await;
    page::announce(&news);
    let still = true;
    if said || !(page::focus(NEXT, still) || page::focus(OFFERED, still)) {
        page::focus(&format!("#{SAID}"), still);
    }
    session.bridge.reveal();
}

/// Asks for the FAQs shown that have not come yet.
fn answers(session: &Session) {
    let state = session.state;
    let mut shown: Vec<Answer> = Vec::new();
    state.keep(|values| {
        for turn in values.talk.iter().flat_map(|talk| &talk.turns) {
            if let Turn::Faq { id, question } = turn
                && values.answers.iter().all(|known| known.id != *id)
            {
                shown.push(Answer {
                    id: id.clone(),
                    question: question.clone(),
                    ..Answer::default()
                });
            }
        }
    });
    for faq in shown {
        let session = session.clone();
        let asked = client::ask(&session, &faq.id);
        spawn_local(async move {
            match client::answer(asked).await {
                Some(answer) => {
                    session.state.change(|values| values.answers.push(answer));
                    navigation::viewed(&session, &faq);
                }
                None => page::announce(&session.state.text(Text::AnswerOffline)),
            }
        });
    }
}

/// Leads to the form, filled in as far as the conversation goes.
fn hand_over(session: &Session) {
    let state = session.state;
    let mut hand = None;
    state.talk(false, &ask(session), &mut |talk, around| {
        hand = Some(talk.hand_over(around));
        talk
    });
    let Some(hand) = hand else { return };
    let values = json::object(&[
        ("topic", hand.topic.as_str().into()),
        ("message", hand.message.as_str().into()),
    ]);
    for given in &hand.fields {
        let name = format!("field.{}", given.id);
        // Setting a field of a plain object cannot fail.
        _ = js_sys::Reflect::set(&values, &name.into(), &given.value.as_str().into());
    }
    session.bridge.prefill(&values);
    state.change(|values| {
        let Form { key, stamp, .. } = std::mem::take(&mut values.form);
        values.form = Form {
            key,
            stamp,
            ..hand.into()
        };
    });
    navigation::go(session, Place::Write, String::new());
}

/// The request is sent: questions nobody could answer are told, so that the owner can.
pub(super) fn sent(session: &Session) {
    let missed = session.state.read(|values| {
        let talk = values.talk.as_ref();
        talk.map(|talk| talk.missed.clone()).unwrap_or_default()
    });
    for question in missed {
        tell(session, "searches", ("query", question.into()));
    }
    forget(session);
}

fn tell(session: &Session, path: &str, what: (&str, JsValue)) {
    let panel = session.state.panel();
    let url = format!("/v1/sites/{}/{path}?lang={}", panel.site, panel.lang);
    session.bridge.tell(&url, &json::object(&[what]));
}
