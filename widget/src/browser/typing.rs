//! What people type: it is read from the page's own fields whenever it is needed, so that nothing
//! is lost between the server's markup, hydration and the views.

use leptos::prelude::{set_timeout, untrack};
use shared::panel::Form;
use wasm_bindgen::{JsCast, JsValue};

use super::{Session, json, navigation, page};
use crate::{home::SEARCH, state::Place, write::FIELDS};

/// After this long without a key pressed, a search counts as one, in milliseconds.
const PAUSE: std::time::Duration = std::time::Duration::from_millis(500);

fn value(id: &str) -> Option<String> {
    page::element(id).map(|element| json::text(&element, "value"))
}

pub(super) fn set_value(id: &str, value: &str) {
    if let Some(element) = page::element(id) {
        _ = js_sys::Reflect::set(&element, &"value".into(), &value.into());
    }
}

/// Keeps what stands in the form's fields, if the form is shown.
pub(super) fn keep(session: &Session) {
    session.state.keep(|values| {
        for (name, kept) in FIELDS.iter().zip(fields(&mut values.form)) {
            if let Some(typed) = value(name) {
                *kept = typed;
            }
        }
    });
}

/// The form's texts, in the order of [`FIELDS`].
fn fields(form: &mut Form) -> [&mut String; 4] {
    [
        &mut form.name,
        &mut form.email,
        &mut form.topic,
        &mut form.message,
    ]
}

/// Fills the form in from outside, shown or not. What is not given stays.
pub(super) fn prefill(session: &Session, given: &JsValue) {
    keep(session);
    session.state.keep(|values| {
        for (name, kept) in FIELDS.iter().zip(fields(&mut values.form)) {
            if let Some(text) = json::field(given, name).as_string() {
                set_value(name, &text);
                *kept = text;
            }
        }
    });
}

/// Follows what was typed into the search field before the panel could.
pub(super) fn take_up(session: &Session) {
    if value(SEARCH).is_some_and(|typed| typed != session.state.query()) {
        search(session);
    }
}

/// Follows what stands in the search field: the list at once; the address, those who listen and
/// those who measure when the typing pauses.
pub(super) fn search(session: &Session) {
    let state = session.state;
    let Some(query) = value(SEARCH) else { return };
    state.search(query.clone());
    let session = session.clone();
    set_timeout(
        move || {
            // Meanwhile more was typed, or something else is shown.
            if value(SEARCH).as_ref() != Some(&query) {
                return;
            }
            page::announce(&untrack(|| state.count()));
            navigation::note(state, &Place::Home, &query);
            if !query.is_empty() {
                let results = untrack(|| state.found()) as f64;
                let detail = [
                    ("query", query.as_str().into()),
                    ("results", results.into()),
                ];
                session.bridge.event("search", &json::object(&detail));
            }
        },
        PAUSE,
    );
}

/// The element an event began at.
pub(super) fn target(event: &web_sys::Event) -> Option<web_sys::Element> {
    event.target().and_then(|target| target.dyn_into().ok())
}
