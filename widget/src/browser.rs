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

use any_spawner::Executor;
use leptos::prelude::Owner;
use wasm_bindgen::prelude::*;
use web_sys::Element;

pub use channel::Bridge;

use crate::{
    frame::{self, frame},
    home::SEARCH,
    markup::Bonds,
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

/// A panel whose view is followed.
struct Running {
    session: Session,
    /// They hold what state and view are made of.
    _owner: Owner,
    _view: Bonds,
}

/// A panel that listens: the rest is done when the browser has time, or when something happens.
struct Waiting {
    data: JsValue,
    bridge: Bridge,
    root: Element,
    /// The page the customer went on to.
    page: Option<String>,
}

thread_local! {
    static RUNNING: RefCell<Option<Running>> = const { RefCell::new(None) };
    static WAITING: RefCell<Option<Waiting>> = const { RefCell::new(None) };
    static LISTENS: Cell<bool> = const { Cell::new(false) };
}

/// Starts the panel with the data it was rendered from. What was typed before is kept. Without
/// the panel's element in the page it does nothing; a panel started before it replaces.
#[wasm_bindgen]
pub fn start(panel: &JsValue, bridge: Bridge) {
    let Some(root) = page::element(frame::ROOT) else {
        return;
    };
    RUNNING.take();
    WAITING.replace(Some(Waiting {
        data: panel.clone(),
        bridge,
        root,
        page: None,
    }));
    if !LISTENS.replace(true) {
        listen::start();
    }
    let is_home = json::text(panel, "view") == "Home";
    if is_home && typing::value(SEARCH).is_none_or(|typed| typed.is_empty()) {
        return;
    }
    let Some(session) = session() else { return };
    typing::choose(&session);
    typing::take_up(&session);
    match session.state.place() {
        Place::Faq(answer) => navigation::viewed(&session, &answer),
        Place::Ask => talk::open(&session),
        _ => {}
    }
}

/// Takes over the view the server drew, where that was not done yet.
#[wasm_bindgen]
pub fn wake() {
    let Some(waiting) = WAITING.take() else {
        return;
    };
    // It fails where it was done before.
    _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let state = owner.with(|| State::new(json::panel(&waiting.data)));
    let mut view = Bonds::default();
    if let Some(element) = waiting.root.first_child() {
        owner.with(|| frame(state).hydrate(&element, &mut view));
    }
    let session = Session {
        state,
        bridge: waiting.bridge,
        seen: <_>::default(),
        strayed: <_>::default(),
    };
    RUNNING.replace(Some(Running {
        session: session.clone(),
        _owner: owner,
        _view: view,
    }));
    if let Some(page) = waiting.page {
        channel::travel(&session, page);
    }
}

/// What is typed can be answered on this device from now on, what was typed before as well.
#[wasm_bindgen]
pub fn learnt() {
    if let Some(session) = session() {
        typing::again(&session);
    }
}

/// What a language calls itself.
#[wasm_bindgen]
pub fn own_name(lang: &str) -> String {
    shared::lang::own_name(lang).to_owned()
}

/// Does what the page's script asks for: `search`, `article`, `suggest` or `reset`, with the
/// arguments it was given; false where there is no such answer. Unknown names are passed over, so
/// that loaders may be newer.
#[wasm_bindgen]
pub fn call(name: &str, arguments: &js_sys::Array) -> bool {
    if name == "page" {
        let page = arguments.get(0).as_string().unwrap_or_default();
        WAITING.with_borrow_mut(|waiting| match waiting {
            Some(waiting) => waiting.page = Some(page),
            None => _ = running().map(|session| channel::travel(&session, page)),
        });
        return true;
    }
    session().is_some_and(|session| channel::call(&session, name, arguments))
}

/// Draws what the last search found, once there was one.
pub(crate) fn draw(list: &Element) {
    if let Some(session) = running() {
        session.bridge.draw(list);
    }
}

/// The panel of this page, with its view, which follows whatever is done to it.
fn session() -> Option<Session> {
    wake();
    running()
}

fn running() -> Option<Session> {
    RUNNING.with_borrow(|running| running.as_ref().map(|running| running.session.clone()))
}
