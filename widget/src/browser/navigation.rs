//! Going from view to view under real addresses, without reloading.

use leptos::{
    prelude::{document, window},
    task::{spawn_local, tick},
};
use shared::{
    panel::{Answer, Receipt},
    text::Text,
};
use wasm_bindgen::JsValue;
use web_sys::Url;

use super::{Session, client, json, page, talk, typing};
use crate::{
    frame::title_of,
    home::SEARCH,
    state::{Place, State},
};

/// The address of a view, searched for `query`.
pub(super) fn address(state: State, place: &Place, query: &str) -> String {
    let panel = state.panel();
    let (path, name, value) = match place {
        Place::Home | Place::Missing => (String::new(), "q", query),
        Place::Questions => ("/questions".to_owned(), "", ""),
        Place::Faq(answer) => (format!("/faq/{}", answer.id), "", ""),
        Place::Write => ("/write".to_owned(), "", ""),
        Place::Ask => ("/ask".to_owned(), "", ""),
        Place::Sent(receipt) => ("/sent".to_owned(), "r", receipt.reference.as_str()),
    };
    let href = panel.href(&path);
    if value.is_empty() {
        return href;
    }
    let mark = if href.contains('?') { '&' } else { '?' };
    let value = String::from(js_sys::encode_uri_component(value));
    format!("{href}{mark}{name}={value}")
}

/// Goes to an address of the panel; `false` where the browser has to.
pub(super) fn follow(session: &Session, href: &str) -> bool {
    match read(session.state, href) {
        Some((place, query)) => go(session, place, query),
        None => false,
    }
}

/// Goes to a view; `false` where the browser does not let itself be told.
pub(super) fn go(session: &Session, place: Place, query: String) -> bool {
    let state = session.state;
    let href = address(state, &place, &query);
    let pushed = window().history().and_then(|history| {
        // Where the customer was, for the way back.
        let here = address(state, &state.place(), &state.query());
        let left = left_at(&history.state()?, window().scroll_y()?);
        history.replace_state_with_url(&left, "", Some(&here))?;
        history.push_state_with_url(&REACHED.into(), "", Some(&href))
    });
    if pushed.is_ok() {
        session.strayed.set(false);
        show(session, place, query, None);
    }
    pushed.is_ok()
}

/// What the history keeps of a view is where its page was scrolled to, when it was left; below zero
/// for views that were reached from another one in here, and so have a way back.
const REACHED: f64 = -1.0;

fn left_at(kept: &JsValue, scrolled: f64) -> JsValue {
    match kept.as_f64() {
        Some(kept) if kept < 0.0 => (REACHED - scrolled).into(),
        _ => scrolled.into(),
    }
}

/// Goes back to where the customer was before; `false` where that was not in here, or where the page
/// around has gone on since: its history and ours are one.
pub(super) fn retreat(session: &Session) -> bool {
    let Ok(history) = window().history() else {
        return false;
    };
    let reached = history.state().ok().and_then(|kept| kept.as_f64());
    reached.is_some_and(|kept| kept < 0.0) && !session.strayed.get() && history.back().is_ok()
}

/// The browser went to another address of its history, of which it kept this.
pub(super) fn back(session: &Session, kept: f64) {
    let scrolled = if kept < 0.0 { REACHED - kept } else { kept };
    let href = window().location().href().unwrap_or_default();
    match read(session.state, &href) {
        Some((place, query)) => show(session, place, query, Some(scrolled)),
        None => reload(),
    }
}

/// Writes down what is shown, as address and title, without going there.
pub(super) fn note(state: State, place: &Place, query: &str) {
    let href = address(state, place, query);
    if let Ok(history) = window().history() {
        let kept = history.state().unwrap_or_default();
        _ = history.replace_state_with_url(&left_at(&kept, 0.0), "", Some(&href));
    }
    document().set_title(&title_of(&state.panel(), place, query));
}

/// Lets the server show what is at the address.
pub(super) fn reload() {
    _ = window().location().reload();
}

/// The FAQ an address shows.
pub(super) fn faq_at(state: State, href: &str) -> Option<String> {
    match read(state, href) {
        Some((Place::Faq(answer), _)) => Some(answer.id),
        _ => None,
    }
}

/// What is at an address, and what is searched for there; nothing where only the server knows.
fn read(state: State, href: &str) -> Option<(Place, String)> {
    let panel = state.panel();
    let url = Url::new(href).ok()?;
    if Ok(url.origin()) != window().location().origin() {
        return None;
    }
    let path = url.pathname();
    let rest = path.strip_prefix("/p/")?.strip_prefix(&panel.site)?;
    let given = |name| url.search_params().get(name).unwrap_or_default();
    let lang = given("lang");
    if !lang.is_empty() && lang != panel.lang {
        return None;
    }
    let place = match rest {
        "" | "/" => Place::Home,
        "/questions" => Place::Questions,
        // A topic in the address is for the server to choose.
        "/write" if given("topic").is_empty() => Place::Write,
        // So is a flow.
        "/ask" if given("flow").is_empty() => Place::Ask,
        "/sent" => Place::Sent(Receipt {
            reference: given("r"),
            ..Receipt::default()
        }),
        _ => faq(state, rest.strip_prefix("/faq/")?)?,
    };
    Some((place, given("q")))
}

/// A FAQ by its id.
pub(super) fn faq(state: State, id: &str) -> Option<Place> {
    let panel = state.panel();
    let question = panel.questions.iter().find(|question| question.id == id)?;
    Some(Place::Faq(Answer {
        id: question.id.clone(),
        question: question.text.clone(),
        lang: question.lang.as_ref().unwrap_or(&panel.lang).clone(),
        ..Answer::default()
    }))
}

/// Shows a view. `scrolled` is where its page was left, when coming back to it.
pub(super) fn show(session: &Session, place: Place, query: String, scrolled: Option<f64>) {
    let state = session.state;
    let before = state.place();
    if before == place && state.query() == query {
        return;
    }
    state.change(|values| {
        values.form.trouble.clear();
        values.form.errors.clear();
    });
    typing::find(session, query.clone());
    document().set_title(&title_of(&state.panel(), &place, &query));
    if before == place {
        typing::set_value(SEARCH, &query);
    } else {
        if let Place::Faq(answer) = &place {
            read_answer(session, answer);
        }
        if place == Place::Ask {
            talk::open(session);
        }
        state.go(place);
    }
    page::announce("");
    spawn_local(async move {
        tick().await;
        let left = match (scrolled, before) {
            (Some(_), Place::Faq(answer)) => state.panel().href(&format!("/faq/{}", answer.id)),
            _ => String::new(),
        };
        page::scroll(scrolled.unwrap_or_default());
        // Coming back, the reader stands where they left; else at the beginning.
        if left.is_empty() || !page::focus(&format!("li a[href=\"{left}\"]"), true) {
            page::focus("h1", true);
        }
    });
}

fn read_answer(session: &Session, answer: &Answer) {
    let (session, shown) = (session.clone(), answer.clone());
    let state = session.state;
    state.change(|values| values.answer.clear());
    let asked = client::ask(&session, &shown.id);
    spawn_local(async move {
        let answer = client::answer(asked).await;
        // The customer may have gone on.
        if !matches!(state.place(), Place::Faq(now) if now.id == shown.id) {
            return;
        }
        match answer {
            Some(answer) => {
                let html = answer.contents + &answer.html;
                state.change(|values| values.answer = html);
                viewed(&session, &shown);
            }
            None if client::online() => reload(),
            None => {
                let trouble = state.text(Text::AnswerOffline);
                state.change(|values| values.form.trouble = trouble);
            }
        }
    });
}

/// Notes that an answer was shown.
pub(super) fn viewed(session: &Session, answer: &Answer) {
    let id = answer.id.as_str().into();
    if !session.seen.includes(&id, 0) {
        session.seen.push(&id);
    }
    let detail = [
        ("id", answer.id.as_str().into()),
        ("question", answer.question.as_str().into()),
    ];
    session
        .bridge
        .event("article-viewed", &json::object(&detail));
}
