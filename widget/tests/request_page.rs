//! The page of a request as it comes from the server: one form for each thing that can be done,
//! every control labelled, every text a text, and no script.

#![cfg(all(feature = "ssr", not(target_arch = "wasm32")))]

mod markup;
mod request;

use std::collections::BTreeSet;

use markup::{Element, read};
use request::{Kept, message};
use serde_json::json;
use shared::{
    problem::FieldError,
    request_page::{Action, Notice, RequestPage},
};
use widget::render_request;

const STATUSES: [&str; 6] = [
    "new",
    "open",
    "waiting_on_customer",
    "on_hold",
    "resolved",
    "closed",
];
const NASTY: &str = "</textarea><script>alert(\"1\")</script> & 'x'";

fn values<'a>(elements: &'a [Element], tag: &str, name: &str) -> Vec<&'a str> {
    let all = elements.iter().filter(|(found, _)| found == tag);
    all.filter_map(|(_, attributes)| attributes.get(name).map(String::as_str))
        .collect()
}

/// The forms a page has, by their actions.
fn forms(page: &RequestPage) -> Vec<String> {
    let (elements, _) = read(&render_request(page));
    let named = elements
        .iter()
        .filter(|(_, a)| a.get("name").is_some_and(|name| name == "action"));
    named.map(|(_, a)| a["value"].clone()).collect()
}

/// Every kind of page there is.
fn pages() -> Vec<RequestPage> {
    let mut pages = Vec::new();
    for lang in ["it", "en", "ar"] {
        for status in STATUSES {
            pages.push(Kept::new(lang, status, json!({})).page());
        }
        let mut merged = Kept::new(lang, "closed", json!({ "merged_into": "tic_2" }));
        merged.other = true;
        merged.messages.clear();
        pages.push(merged.page());
        let mut rated = Kept::new(lang, "resolved", json!({ "follows": "tic_0" }));
        rated.other = true;
        rated.rated = Some(2);
        let mut rated = rated.page();
        rated.notice = Some(Notice::Rated);
        pages.push(rated);
        let mut wrong = Kept::new(lang, "resolved", json!({}));
        let mut mail = message("customer", NASTY);
        mail.folded = Some(NASTY.into());
        wrong.messages = vec![message("agent", NASTY), mail];
        wrong.messages.extend(vec![message("customer", NASTY); 40]);
        wrong.site.name = NASTY.into();
        let mut wrong = wrong.page();
        wrong.form.text = format!("\n{NASTY}");
        wrong.form.comment = NASTY.into();
        wrong.form.trouble = NASTY.into();
        let fields = ["text", "file", "score"];
        wrong.form.errors = fields
            .map(|field| FieldError {
                field: field.into(),
                code: "required".into(),
                message: NASTY.into(),
            })
            .into();
        pages.push(wrong);
    }
    pages
}

#[test]
fn every_page_has_one_heading_labelled_controls_and_no_script() {
    for page in pages() {
        let (elements, _) = read(&render_request(&page));
        let count = |name: &str| elements.iter().filter(|(tag, _)| tag == name).count();
        assert_eq!((count("h1"), count("main"), count("script")), (1, 1, 0));
        // Each face is a button.
        let faces = if page.allows(Action::Rate) { 4 } else { 0 };
        assert_eq!(count("button"), page.actions.len() + faces);
        let mut ids = BTreeSet::new();
        for id in elements.iter().filter_map(|(_, a)| a.get("id")) {
            assert!(ids.insert(id.as_str()), "an id twice: {id}");
        }
        let labels: BTreeSet<&str> = values(&elements, "label", "for").into_iter().collect();
        for (tag, attributes) in &elements {
            let hidden = attributes.get("type").is_some_and(|kind| kind == "hidden");
            if ["input", "textarea"].contains(&tag.as_str()) && !hidden {
                assert!(labels.contains(attributes["id"].as_str()), "{attributes:?}");
            }
            for name in ["aria-describedby", "aria-labelledby"] {
                let named = attributes.get(name).map_or("", String::as_str);
                for id in named.split_whitespace() {
                    assert!(ids.contains(id), "{name} leads nowhere: {id}");
                }
            }
            if let Some(target) = attributes.get("href").and_then(|h| h.strip_prefix('#')) {
                assert!(ids.contains(target), "a link leads nowhere: {target}");
            }
        }
        for form in elements.iter().filter(|(tag, _)| tag == "form") {
            assert_eq!(form.1["action"], "/r/demo.7k3m92qx.a");
            assert_eq!(
                (form.1["method"].as_str(), form.1["enctype"].as_str()),
                ("post", "multipart/form-data")
            );
        }
    }
}

#[test]
fn hostile_texts_stay_texts() {
    for page in pages() {
        let html = render_request(&page);
        assert!(!html.contains("<script"), "{html}");
        let (elements, text) = read(&html);
        assert!(
            elements
                .iter()
                .all(|(_, a)| a.keys().all(|name| !name.starts_with("on")))
        );
        if page.form.text.contains(NASTY) {
            // What was typed comes back as it was, the line end at its beginning included.
            assert!(
                html.contains("<textarea rows=\"5\" dir=\"auto\" required"),
                "{html}"
            );
            assert!(text.contains(&format!("\n\n{NASTY}")));
        }
    }
}

#[test]
fn the_form_of_each_action_is_there_exactly_when_it_can_be_done() {
    for page in pages() {
        let mut expected: Vec<_> = page.actions.iter().map(|a| a.name().to_owned()).collect();
        let mut found = forms(&page);
        expected.sort();
        found.sort();
        assert_eq!(found, expected);
    }
    let of = |status| forms(&Kept::new("it", status, json!({})).page());
    assert_eq!(of("new"), ["reply", "close"]);
    assert_eq!(of("resolved"), ["rate", "reply", "reopen"]);
    assert_eq!(of("closed"), ["rate", "reply"]);
    let mut merged = Kept::new("it", "closed", json!({ "merged_into": "tic_2" }));
    merged.other = true;
    let merged = merged.page();
    assert_eq!(forms(&merged), Vec::<String>::new());
    assert!(render_request(&merged).contains("<a href=\"/r/demo.8k3m92qx.b\">"));
}

#[test]
fn every_form_has_a_key_of_its_own() {
    let (elements, _) = read(&render_request(
        &Kept::new("it", "resolved", json!({})).page(),
    ));
    let keys = elements
        .iter()
        .filter(|(_, a)| a.get("name").is_some_and(|name| name == "key"));
    let keys: Vec<&str> = keys.map(|(_, a)| a["value"].as_str()).collect();
    assert_eq!(keys, ["0123-rate", "0123-reply", "0123-reopen"]);
}

#[test]
fn a_closed_request_says_that_writing_begins_another() {
    for (lang, said) in [("it", "nuova richiesta"), ("en", "new request")] {
        let (_, text) = read(&render_request(
            &Kept::new(lang, "closed", json!({})).page(),
        ));
        assert!(text.contains(said), "{text}");
    }
}

#[test]
fn a_face_tapped_in_a_mail_is_to_be_confirmed_and_no_other_is_marked() {
    let mut page = Kept::new("it", "resolved", json!({})).page();
    let marked = |page: &RequestPage| {
        let (elements, _) = read(&render_request(page));
        let chosen = elements
            .iter()
            .filter(|(_, a)| a.contains_key("aria-current"));
        chosen.map(|(_, a)| a["value"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(marked(&page), Vec::<String>::new());
    assert_eq!(forms(&page), ["rate", "reply", "reopen"]);
    page.form.score = Some(4);
    assert_eq!(marked(&page), ["4"]);
    assert_eq!(forms(&page), ["rate", "rate", "reply", "reopen"]);
}

#[test]
fn a_rating_that_was_given_is_said_and_not_asked_for_again() {
    let mut kept = Kept::new("it", "resolved", json!({}));
    kept.rated = Some(5);
    let page = kept.page();
    assert!(!page.allows(Action::Rate) && page.allows(Action::Comment));
    let (_, text) = read(&render_request(&page));
    assert!(text.contains("Il tuo voto: Molto bene."), "{text}");
    assert!(!text.contains("Com'è andata"));
}

#[test]
fn of_a_long_conversation_the_last_messages_are_open() {
    let mut kept = Kept::new("it", "open", json!({}));
    kept.messages = (0..200)
        .map(|n| message("customer", &format!("numero {n}.")))
        .collect();
    let html = render_request(&kept.page());
    let (folded, open) = html.split_once("</details>").expect("a fold");
    assert!(html.contains("Mostra 180 messaggi precedenti"));
    assert!(folded.contains("numero 179.") && !folded.contains("numero 180."));
    assert!(open.contains("numero 180.") && open.contains("numero 199."));
    kept.messages.truncate(24);
    assert!(!render_request(&kept.page()).contains("<details>"));
}
