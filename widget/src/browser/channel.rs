//! The panel's side of the channel to the page it is shown in; `entry.js` holds the port.

use js_sys::{Array, Promise};
use shared::panel::Form;
use wasm_bindgen::prelude::*;
use web_sys::Element;

use super::{Session, json, navigation, talk, typing};
use crate::{home::SEARCH, state::Place};

#[wasm_bindgen]
extern "C" {
    /// What `entry.js` lends.
    #[derive(Clone)]
    pub type Bridge;

    /// Tells the page that something happened.
    #[wasm_bindgen(method)]
    pub(crate) fn event(this: &Bridge, name: &str, detail: &JsValue);

    /// Asks for an answer; null where it cannot be had.
    #[wasm_bindgen(method)]
    pub(crate) fn answer(this: &Bridge, url: &str) -> Promise;

    /// How many FAQs fit what is being typed; none until that can be said here.
    #[wasm_bindgen(method)]
    pub(crate) fn search(this: &Bridge, typed: &str) -> Option<usize>;

    /// Draws what the last search found into a list.
    #[wasm_bindgen(method)]
    pub(crate) fn draw(this: &Bridge, list: &Element);

    /// The places of FAQs that may answer what is being written.
    #[wasm_bindgen(method)]
    pub(crate) fn suggest(this: &Bridge, message: &str) -> JsValue;

    /// Sends the form as it stands, with what `ticket` says besides; what comes back is
    /// `{status, body}`.
    #[wasm_bindgen(method)]
    pub(crate) fn send(this: &Bridge, url: &str, key: &str, ticket: &JsValue) -> Promise;

    /// The request arrived and its form is gone: what was typed is forgotten, files are sent along.
    #[wasm_bindgen(method)]
    pub(crate) fn sent(this: &Bridge, ticket: &str, request: &str);

    /// Keeps the conversation in this tab, as lines; none forgets it.
    #[wasm_bindgen(method)]
    pub(crate) fn keep(this: &Bridge, lines: &str);

    /// The conversation this tab kept.
    #[wasm_bindgen(method)]
    pub(crate) fn kept(this: &Bridge) -> String;

    /// Fulfilled once the engine is there, or cannot be had.
    #[wasm_bindgen(method)]
    pub(crate) fn learnt(this: &Bridge) -> Promise;

    /// What the engine answers to a question.
    #[wasm_bindgen(method)]
    pub(crate) fn ask(this: &Bridge, question: &str) -> JsValue;

    /// What stands in the conversation's form.
    #[wasm_bindgen(method)]
    pub(crate) fn values(this: &Bridge) -> Array;

    /// Scrolls to what the customer said last, and what came of it.
    #[wasm_bindgen(method)]
    pub(crate) fn reveal(this: &Bridge);

    /// Fills the form in, but for a message begun.
    #[wasm_bindgen(method)]
    pub(crate) fn prefill(this: &Bridge, values: &JsValue);

    /// Tells the server something nobody waits for.
    #[wasm_bindgen(method)]
    pub(crate) fn tell(this: &Bridge, url: &str, what: &JsValue);
}

/// The customer is on this page now.
pub(super) fn travel(session: &Session, page: String) {
    session.strayed.set(true);
    session.state.travel(page);
}

/// Does what the page's script asks for. False where there is no
/// such answer.
pub(super) fn call(session: &Session, name: &str, arguments: &Array) -> bool {
    let state = session.state;
    let first = arguments.get(0);
    let text = first.as_string().unwrap_or_default();
    match name {
        "search" => {
            if state.place() == Place::Home {
                typing::set_value(SEARCH, &text);
                typing::search(session);
            } else {
                navigation::go(session, Place::Home, text);
            }
        }
        "suggest" => state.put_first(json::places(&first)),
        "article" => {
            let Some(place) = navigation::faq(state, &text) else {
                return false;
            };
            navigation::go(session, place, String::new());
        }
        "reset" => {
            navigation::go(session, Place::Home, String::new());
            state.change(|values| values.form = Form::default());
            talk::forget(session);
        }
        _ => {}
    }
    true
}
