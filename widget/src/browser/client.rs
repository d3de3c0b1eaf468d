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

use super::{Session, json, navigation, page, talk, typing};
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
    state.change(|values| values.sending = true);
    let session = session.clone();
    spawn_local(async move {
        let sent = deliver(&session).await;
        match sent {
            Ok((id, receipt)) => {
                let request = receipt.request.clone();
                confirm(&session, receipt);
                tick().await;
                session.bridge.sent(&id, &request);
            }
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
async fn deliver(session: &Session) -> Result<(String, Receipt), Refusal> {
    for _ in 0..2 {
        let key = key(session.state)?;
        let url = format!("/v1/sites/{}/tickets", session.state.panel().site);
        let sent = session.bridge.send(&url, &key, &ticket(session));
        let response = JsFuture::from(sent).await?;
        let body = json::field(&response, "body");
        match json::field(&response, "status")
            .as_f64()
            .unwrap_or_default() as u16
        {
            201 => {
                let id = json::text(&body, "id");
                let email = typing::value("email").unwrap_or_default();
                let receipt = Receipt {
                    email,
                    ..json::receipt(&body)
                };
                let detail = [
                    ("id", id.as_str().into()),
                    ("reference", receipt.reference.as_str().into()),
                ];
                session
                    .bridge
                    .event("ticket-created", &json::object(&detail));
                return Ok((id, receipt));
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

/// The form's own key.
fn key(state: State) -> Result<String, JsValue> {
    let mut key = state.read(|values| values.form.key.clone());
    if key.is_empty() {
        key = window().crypto()?.random_uuid();
        state.keep(|values| values.form.key.clone_from(&key));
    }
    Ok(key)
}

/// What we know besides what stands in the form.
fn ticket(session: &Session) -> JsValue {
    json::object(&[
        ("lang", session.state.panel().lang.as_str().into()),
        ("faqs_seen", JsValue::from(&session.seen)),
    ])
}

/// Shows that it arrived, in the place of the form: the way back leads before it.
fn confirm(session: &Session, receipt: Receipt) {
    let state = session.state;
    if state.place() == Place::Write {
        let sent = Place::Sent(receipt);
        navigation::note(state, &sent, "");
        navigation::show(session, sent, String::new(), None);
    } else {
        // It waited, and meanwhile the customer reads something else.
        page::announce(&state.text(Text::Sent));
    }
    talk::sent(session);
    // The next request is another one.
    state.change(|values| {
        values.sending = false;
        values.form = Form::default();
    });
}
