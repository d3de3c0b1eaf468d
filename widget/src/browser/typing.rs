//! What people type and choose: it is read from the page's own fields whenever it is needed, so that
//! nothing is lost between the server's markup, hydration and the views. `letter.js` keeps the form.

use leptos::prelude::{set_timeout, untrack};
use wasm_bindgen::JsCast;

use super::{Session, json, navigation, page};
use crate::{
    home::SEARCH,
    state::Place,
    write::{MESSAGE, TOPIC},
};

/// After this long without a key pressed, a search counts as one, in milliseconds.
const PAUSE: std::time::Duration = std::time::Duration::from_millis(500);

/// What stands in a field.
pub(super) fn value(id: &str) -> Option<String> {
    page::element(id).map(|element| json::text(&element, "value"))
}

pub(super) fn set_value(id: &str, value: &str) {
    if let Some(element) = page::element(id) {
        _ = js_sys::Reflect::set(&element, &"value".into(), &value.into());
    }
}

/// Follows the choice of a topic, if there is one.
pub(super) fn choose(session: &Session) {
    if let Some(topic) = value(TOPIC) {
        session.state.choose(topic);
    }
}

/// Follows what was typed into the search field before the panel could.
pub(super) fn take_up(session: &Session) {
    if value(SEARCH).is_some_and(|typed| typed != session.state.query()) {
        search(session);
    }
}

/// Suggests answers to the message as it stands.
pub(super) fn write(session: &Session) {
    if let Some(message) = value(MESSAGE) {
        let places = session.bridge.suggest(&message);
        session.state.suggest(json::places(&places));
    }
}

/// Searches for this, as far as that can be done here by now.
pub(super) fn find(session: &Session, query: String) {
    let words = query.trim();
    let found = session.bridge.search(words);
    let found = if words.is_empty() { Some(0) } else { found };
    session.state.search(query, found);
}

/// Searches and suggests anew, as more can be done here than before.
pub(super) fn again(session: &Session) {
    let query = session.state.query();
    if !query.is_empty() {
        find(session, query);
    }
    write(session);
}

/// Follows what stands in the message, when the typing pauses.
pub(super) fn writing() {
    let before = value(MESSAGE);
    set_timeout(
        move || {
            // Another panel may run by then.
            if let Some(session) = super::session()
                && value(MESSAGE) == before
            {
                write(&session);
            }
        },
        PAUSE,
    );
}

/// Follows what stands in the search field: the list at once; the address, those who listen and
/// those who measure when the typing pauses.
pub(super) fn search(session: &Session) {
    let Some(query) = value(SEARCH) else { return };
    find(session, query.clone());
    set_timeout(
        move || {
            let Some(session) = super::session() else {
                return;
            };
            let state = session.state;
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
