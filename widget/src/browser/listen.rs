//! The document's events, each handed to whom it concerns.

use leptos::{
    prelude::{document, window},
    task::spawn_local,
};
use shared::text::Text;
use wasm_bindgen::{JsCast, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Element, Event, HtmlAnchorElement, MouseEvent, PopStateEvent};

use super::{
    Session, client, navigation, page, session, talk,
    typing::{self, target},
};
use crate::{
    home::SEARCH,
    sent::{COPY, REFERENCE},
    write::{MESSAGE, TOPIC},
};

/// Listens from now on, for whichever panel is running.
pub(super) fn start() {
    let document = document();
    on(&document, "click", click);
    on(&document, "input", |session, event| {
        match target(event).map(|field| field.id()).as_deref() {
            Some(SEARCH) => typing::search(session),
            Some(MESSAGE) => typing::writing(),
            _ => {}
        }
    });
    on(&document, "change", |session, event| {
        if target(event).is_some_and(|field| field.id() == TOPIC) {
            typing::choose(session);
        }
    });
    on(&document, "submit", |session, event| {
        let Some(form) = target(event) else { return };
        match form.class_name().as_str() {
            "letter" => client::send(session),
            "talk" => talk::submit(session, event),
            // The list already shows what was searched for; until it can, the server searches.
            _ if session.bridge.search("").is_some() => typing::search(session),
            _ => return,
        }
        event.prevent_default();
    });
    on(&document, "pointerover", prefetch);
    on(&document, "focusin", prefetch);
    on(&window(), "popstate", |session, event| {
        let place = event
            .dyn_ref::<PopStateEvent>()
            .and_then(|event| event.state().as_f64());
        navigation::back(session, place.unwrap_or_default());
    });
}

fn on(on: &web_sys::EventTarget, name: &str, act: fn(&Session, &Event)) {
    let closure = Closure::<dyn Fn(Event)>::new(move |event: Event| {
        if let Some(session) = session() {
            act(&session, &event);
        }
    });
    // The document takes any listener; it stays as long as the page.
    _ = on.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    closure.forget();
}

fn closest(event: &Event, selector: &str) -> Option<Element> {
    target(event)?.closest(selector).ok().flatten()
}

fn click(session: &Session, event: &Event) {
    if closest(event, "#copy").is_some() {
        copy(session);
        return;
    }
    let Some(link) =
        closest(event, "a[href]").and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok())
    else {
        return;
    };
    // Other buttons and keys open tabs and windows: theirs to do.
    let plain = event.dyn_ref::<MouseEvent>().is_some_and(|mouse| {
        mouse.button() == 0
            && !mouse.ctrl_key()
            && !mouse.meta_key()
            && !mouse.shift_key()
            && !mouse.alt_key()
    });
    if !plain || !link.target().is_empty() || event.default_prevented() {
        return;
    }
    let href = link.get_attribute("href").unwrap_or_default();
    if closest(event, ".back").is_some() && navigation::retreat(session) {
        event.prevent_default();
    } else if let Some(id) = href.strip_prefix('#') {
        event.prevent_default();
        page::focus_on(page::element(id), false);
    } else if navigation::follow(session, &link.href()) {
        event.prevent_default();
    }
}

/// Asks for an answer as soon as somebody points at its question.
fn prefetch(session: &Session, event: &Event) {
    let link = closest(event, "a[href]").and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok());
    if let Some(id) = link.and_then(|link| navigation::faq_at(session.state, &link.href())) {
        _ = client::ask(session, &id);
    }
}

fn copy(session: &Session) {
    let Some(reference) = page::element(REFERENCE).and_then(|element| element.text_content())
    else {
        return;
    };
    let text = session.state.text(Text::Copied);
    spawn_local(async move {
        if JsFuture::from(window().navigator().clipboard().write_text(&reference))
            .await
            .is_ok()
        {
            page::announce(&text);
            let label = document()
                .query_selector(&format!("#{COPY} span"))
                .ok()
                .flatten();
            if let Some(label) = label {
                label.set_text_content(Some(&text));
            }
        }
    });
}
