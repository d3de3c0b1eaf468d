//! The HTTP API as the panel uses it: answers are asked for, the form is sent. The requests
//! themselves are made by `entry.js`: in WebAssembly the same lines weigh five times as much.

use js_sys::Promise;
use leptos::{
    prelude::window,
    task::{spawn_local, tick},
};
use shared::{
    panel::{Answer, Form, Receipt},
    problem::FieldError,
    text::Text,
};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::{Session, json, navigation, page, typing};
use crate::{
    state::{Place, State},
    write::SUMMARY,
};

/// Asks for an answer, which is remembered.
pub(super) fn ask(session: &Session, id: &str) -> Promise {
    let panel = session.state.panel();
    session.bridge.answer(&format!(
        "/v1/sites/{}/faqs/{id}?lang={}",
        panel.site, panel.lang
    ))
}

/// The answer that was asked for.
pub(super) async fn answer(asked: Promise) -> Option<Answer> {
    let data = JsFuture::from(asked).await.ok()?;
    (!data.is_null()).then(|| json::answer(&data))
}

/// Whether the browser believes it has a network.
pub(super) fn online() -> bool {
    window().navigator().on_line()
}

/// Sends the form, once at a time.
pub(super) fn send(session: &Session) {
    let state = session.state;
    if state.read(|values| values.sending) {
        return;
    }
    typing::keep(session);
    state.change(|values| values.sending = true);
    let session = session.clone();
    spawn_local(async move {
        let sent = deliver(&session).await;
        match sent {
            Ok(receipt) => confirm(&session, receipt),
            Err(refusal) => {
                let Refusal { errors, said, .. } = refusal;
                let trouble = refusal.trouble.map_or(said, |text| state.text(text));
                state.change(|values| {
                    values.sending = false;
                    values.form.errors = errors;
                    values.form.trouble = trouble;
                });
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
    /// The server's own words, in the panel's language.
    said: String,
}

impl From<JsValue> for Refusal {
    fn from(_: JsValue) -> Self {
        let trouble = if online() {
            Text::ServerTrouble
        } else {
            Text::Offline
        };
        Self {
            trouble: Some(trouble),
            ..Self::default()
        }
    }
}

/// Brings the form to the server. A key that was used for other words gets a successor, once: the
/// customer corrected what had, unknown to them, arrived.
async fn deliver(session: &Session) -> Result<Receipt, Refusal> {
    for _ in 0..2 {
        let form = draft(session.state)?;
        let url = format!("/v1/sites/{}/tickets", session.state.panel().site);
        let sent = session
            .bridge
            .send(&url, &form.key, &ticket(session, &form));
        let response = JsFuture::from(sent).await?;
        let body = json::field(&response, "body");
        match json::field(&response, "status")
            .as_f64()
            .unwrap_or_default() as u16
        {
            201 => {
                let reference = json::text(&body, "reference");
                let detail = [
                    ("id", json::field(&body, "id")),
                    ("reference", reference.as_str().into()),
                ];
                session
                    .bridge
                    .event("ticket-created", &json::object(&detail));
                return Ok(Receipt {
                    reference,
                    email: form.email,
                });
            }
            409 => _ = session.state.keep(|values| values.form.key.clear()),
            422 => {
                let errors = json::errors(&body);
                let trouble = errors.is_empty().then_some(Text::ServerTrouble);
                return Err(Refusal {
                    errors,
                    trouble,
                    ..Refusal::default()
                });
            }
            // Too often: the server says when.
            429 => {
                return Err(Refusal {
                    said: json::text(&body, "detail"),
                    ..Refusal::default()
                });
            }
            _ => break,
        }
    }
    Err(Refusal {
        trouble: Some(Text::ServerTrouble),
        ..Refusal::default()
    })
}

/// The form with a key that is its own.
fn draft(state: State) -> Result<Form, JsValue> {
    let mut form = state.read(|values| values.form.clone());
    if form.key.is_empty() {
        form.key = window().crypto()?.random_uuid();
        state.keep(|values| values.form.key.clone_from(&form.key));
    }
    Ok(form)
}

fn ticket(session: &Session, form: &Form) -> JsValue {
    let lang = session.state.panel().lang.as_str().into();
    let mut ticket = vec![
        ("email", form.email.as_str().into()),
        ("message", form.message.as_str().into()),
        ("lang", lang),
        ("faqs_seen", JsValue::from(&session.seen)),
        ("page", session.bridge.page()),
    ];
    for (name, value) in [("name", &form.name), ("topic", &form.topic)] {
        if !value.is_empty() {
            ticket.push((name, value.as_str().into()));
        }
    }
    json::object(&ticket)
}

/// Shows that it arrived, in the place of the form: the way back leads before it.
fn confirm(session: &Session, receipt: Receipt) {
    let state = session.state;
    let sent = Place::Sent(receipt);
    navigation::note(state, &sent, "");
    navigation::show(session, sent, String::new(), None);
    // The next request is another one; the name and the address stay.
    state.change(|values| {
        values.sending = false;
        let Form { name, email, .. } = std::mem::take(&mut values.form);
        values.form = Form {
            name,
            email,
            ..Form::default()
        };
    });
}
