//! The HTTP API as the panel uses it: answers are asked for and remembered, the form is sent.

use std::cell::RefCell;

use js_sys::{JSON, Promise};
use leptos::{prelude::*, task::tick};
use shared::{
    panel::{Answer, Form, Receipt},
    problem::FieldError,
    text::Text,
};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, future_to_promise, spawn_local};
use web_sys::{RequestInit, Response};

use super::{Session, json, navigation, page, typing};
use crate::{
    state::{Place, State},
    write::SUMMARY,
};

thread_local! {
    /// Answers by id, on their way or here.
    static ASKED: RefCell<Vec<(String, Promise)>> = const { RefCell::new(Vec::new()) };
}

/// Asks for an answer, once; what could not be had may be asked for again.
pub(super) fn ask(state: State, id: &str) -> Promise {
    let known = ASKED.with_borrow(|asked| {
        asked.iter().find(|(asked, _)| asked == id).map(|(_, promise)| promise.clone())
    });
    known.unwrap_or_else(|| {
        let panel = state.panel();
        let (key, url) = (id.to_owned(), format!("/v1/sites/{}/faqs/{id}?lang={}", panel.site, panel.lang));
        let promise = future_to_promise(async move {
            let answer = get(&url).await;
            if answer.is_err() {
                ASKED.with_borrow_mut(|asked| asked.retain(|(asked, _)| *asked != key));
            }
            // Nobody may be waiting: a rejection would be a complaint in the console.
            Ok(answer.unwrap_or(JsValue::NULL))
        });
        ASKED.with_borrow_mut(|asked| asked.push((id.to_owned(), promise.clone())));
        promise
    })
}

/// The answer that was asked for.
pub(super) async fn answer(asked: Promise) -> Option<Answer> {
    let data = JsFuture::from(asked).await.ok()?;
    (!data.is_null()).then(|| json::answer(&data))
}

async fn get(url: &str) -> Result<JsValue, JsValue> {
    let response = fetch(url, &RequestInit::new()).await?;
    if response.ok() { body(&response).await } else { Err(JsValue::NULL) }
}

async fn fetch(url: &str, init: &RequestInit) -> Result<Response, JsValue> {
    JsFuture::from(window().fetch_with_str_and_init(url, init)).await?.dyn_into()
}

async fn body(response: &Response) -> Result<JsValue, JsValue> {
    JsFuture::from(response.json()?).await
}

/// Whether the browser believes it has a network.
pub(super) fn online() -> bool {
    window().navigator().on_line()
}

/// Sends the form, once at a time.
pub(super) fn send(session: &Session) {
    let state = session.state;
    if state.sending.get_untracked() {
        return;
    }
    typing::keep(session);
    state.sending.set(true);
    let session = session.clone();
    spawn_local(async move {
        let sent = deliver(&session).await;
        state.sending.set(false);
        match sent {
            Ok(receipt) => confirm(&session, receipt),
            Err(Refusal { errors, trouble }) => {
                state.form.update(|form| form.errors = errors);
                state.trouble.set(trouble.map(|text| state.text(text)).unwrap_or_default());
                tick().await;
                page::focus(&format!("#{SUMMARY}"), false);
            }
        }
    });
}

/// Why a request was not taken.
#[derive(Default)]
struct Refusal {
    errors: Vec<FieldError>,
    trouble: Option<Text>,
}

impl From<JsValue> for Refusal {
    fn from(_: JsValue) -> Self {
        let trouble = if online() { Text::ServerTrouble } else { Text::Offline };
        Self { trouble: Some(trouble), ..Self::default() }
    }
}

/// Brings the form to the server. A key that was used for other words gets a successor, once: the
/// customer corrected what had, unknown to them, arrived.
async fn deliver(session: &Session) -> Result<Receipt, Refusal> {
    for _ in 0..2 {
        let form = draft(session.state)?;
        let response = post(session, &form).await?;
        match response.status() {
            201 => {
                let ticket = body(&response).await?;
                let reference = json::text(&ticket, "reference");
                let detail = [
                    ("id", json::field(&ticket, "id")),
                    ("reference", reference.as_str().into()),
                ];
                session.bridge.event("ticket-created", &json::object(&detail));
                return Ok(Receipt { reference, email: form.email });
            }
            409 => session.state.form.update_untracked(|form| form.key.clear()),
            422 => {
                let errors = json::errors(&body(&response).await?);
                let trouble = errors.is_empty().then_some(Text::ServerTrouble);
                return Err(Refusal { errors, trouble });
            }
            _ => break,
        }
    }
    Err(Refusal { trouble: Some(Text::ServerTrouble), ..Refusal::default() })
}

/// The form with a key that is its own.
fn draft(state: State) -> Result<Form, JsValue> {
    if state.form.with_untracked(|form| form.key.is_empty()) {
        let key = window().crypto()?.random_uuid();
        state.form.update_untracked(|form| form.key = key);
    }
    Ok(state.form.get_untracked())
}

async fn post(session: &Session, form: &Form) -> Result<Response, JsValue> {
    let panel = session.state.panel();
    let mut ticket = vec![
        ("email", form.email.as_str().into()),
        ("message", form.message.as_str().into()),
        ("lang", panel.lang.as_str().into()),
        ("faqs_seen", JsValue::from(&session.seen)),
        ("page", session.bridge.page()),
    ];
    for (name, value) in [("name", &form.name), ("topic", &form.topic)] {
        if !value.is_empty() {
            ticket.push((name, value.as_str().into()));
        }
    }
    let headers = [
        ("Content-Type", "application/json".into()),
        ("Idempotency-Key", form.key.as_str().into()),
    ];
    let init = RequestInit::new();
    init.set_method("POST");
    init.set_headers(&json::object(&headers));
    init.set_body(&JSON::stringify(&json::object(&ticket))?.into());
    fetch(&format!("/v1/sites/{}/tickets", panel.site), &init).await
}

/// Shows that it arrived, in the place of the form: the way back leads before it.
fn confirm(session: &Session, receipt: Receipt) {
    let state = session.state;
    let href = state.panel().href("/sent");
    let mark = if href.contains('?') { '&' } else { '?' };
    navigation::replace(&format!("{href}{mark}r={}", receipt.reference));
    navigation::show(session, Place::Sent(receipt), String::new(), None);
    // The next request is another one; the name and the address stay.
    state.form.update_untracked(|form| {
        *form = Form { name: form.name.clone(), email: form.email.clone(), ..Form::default() };
    });
}
