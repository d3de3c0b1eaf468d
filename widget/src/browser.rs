//! What the browser adds to the markup: navigation without reloading, search as one types, and
//! sending without leaving. It listens on the document only, never on single elements.

mod channel;
mod client;
mod json;
mod listen;
mod navigation;
mod page;
mod talk;
mod typing;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use leptos::mount::{UnmountHandle, hydrate_from};
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

pub use channel::Bridge;

use crate::{
    frame::{self, frame},
    markup::Drawn,
    state::{Place, State},
};

/// The panel running in this page.
#[derive(Clone)]
pub(crate) struct Session {
    /// What is shown.
    pub state: State,
    /// The way to the page the panel is shown in.
    pub bridge: Bridge,
    /// Ids of the FAQs that were read.
    pub seen: js_sys::Array,
    /// Whether the page around has gone on since the customer last went on in here.
    pub strayed: Rc<Cell<bool>>,
}

// A fifth of the standard one's weight.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static MEMORY: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

thread_local! {
    static RUNNING: RefCell<Option<(Session, UnmountHandle<Drawn>)>> = const { RefCell::new(None) };
}

/// Hydrates the panel from the data it was rendered from. What was typed before is kept. Without
/// the panel's element in the page it does nothing; a panel started before it replaces.
#[wasm_bindgen]
pub fn start(panel: &JsValue, bridge: Bridge) {
    let root = page::element(frame::ROOT).and_then(|root| root.dyn_into::<HtmlElement>().ok());
    let Some(root) = root else { return };
    let panel = json::panel(panel);
    let made = Rc::new(Cell::new(None));
    let making = made.clone();
    let handle = hydrate_from(root, move || {
        let state = State::new(panel);
        making.set(Some(state));
        frame(state)
    });
    let Some(state) = made.get() else { return };
    let session = Session {
        state,
        bridge,
        seen: <_>::default(),
        strayed: <_>::default(),
    };
    let before = RUNNING.replace(Some((session.clone(), handle)));
    if before.is_none() {
        listen::start();
    }
    typing::choose(&session);
    typing::take_up(&session);
    match session.state.place() {
        Place::Faq(answer) => navigation::viewed(&session, &answer),
        Place::Ask => talk::open(&session),
        _ => {}
    }
}

/// What is typed can be answered on this device from now on, what was typed before as well.
#[wasm_bindgen]
pub fn learnt() {
    if let Some(session) = session() {
        typing::again(&session);
    }
}

/// Does what the page's script asks for: `search`, `article`, `suggest` or `reset`, with the
/// arguments it was given; false where there is no such answer. Unknown names are passed over, so
/// that loaders may be newer.
#[wasm_bindgen]
pub fn call(name: &str, arguments: &js_sys::Array) -> bool {
    session().is_some_and(|session| channel::call(&session, name, arguments))
}

fn session() -> Option<Session> {
    RUNNING.with_borrow(|running| running.as_ref().map(|(session, _)| session.clone()))
}
