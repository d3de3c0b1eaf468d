//! The panel as it comes from the server: links and forms that need no script, every control
//! labelled, every text a text.

#![cfg(not(target_arch = "wasm32"))]

mod shop;

use std::collections::{BTreeMap, BTreeSet};

use html5gum::{Token, Tokenizer};
use shared::{
    panel::{Answer, Form, Panel, Receipt, View},
    problem::FieldError,
    text::Text,
};
use shop::{NASTY, panel};
use widget::render;

type Element = (String, BTreeMap<String, String>);

/// The elements of a page with their attributes, and all its text.
fn read(html: &str) -> (Vec<Element>, String) {
    let (mut elements, mut text) = (Vec::new(), String::new());
    let owned = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter();
                let attributes = attributes.map(|(name, value)| (owned(name), owned(&value.value)));
                elements.push((owned(&tag.name), attributes.collect()));
            }
            Token::String(part) => text.push_str(&owned(&part.value)),
            _ => {}
        }
    }
    (elements, text)
}

fn with<'a>(
    elements: &'a [Element],
    name: &str,
    attribute: &str,
    value: &str,
) -> Option<&'a Element> {
    elements.iter().find(|(tag, attributes)| {
        tag == name
            && attributes
                .get(attribute)
                .is_some_and(|found| found == value)
    })
}

fn answer() -> Answer {
    Answer {
        id: "cost".into(),
        question: NASTY.into(),
        html: "<p>It is <b>free</b>.</p>".into(),
        lang: "en".into(),
    }
}

fn form() -> Form {
    Form {
        name: "Ada \"the\" <first>".into(),
        email: "ada@".into(),
        topic: "other".into(),
        message: "\nTwo\n</textarea><script>x</script>".into(),
        key: "the-key".into(),
        errors: vec![FieldError {
            field: "email".into(),
            code: "invalid".into(),
            message: "Please check <it>".into(),
        }],
        trouble: String::new(),
    }
}

fn views() -> Vec<View> {
    vec![
        View::Home,
        View::Search("arrive".into()),
        View::Search("<nothing>".into()),
        View::Faq(answer()),
        View::Write(Form::default()),
        View::Write(form()),
        View::Sent(Receipt {
            reference: "7K3M-92QX".into(),
            email: "a@b.example".into(),
        }),
        View::Sent(Receipt::default()),
        View::Missing,
    ]
}

fn every_page() -> impl Iterator<Item = (Panel, Vec<Element>, String)> {
    ["it", "en"].into_iter().flat_map(|lang| {
        views().into_iter().map(move |view| {
            let panel = panel(lang, view);
            let (elements, text) = read(&render(&panel));
            (panel, elements, text)
        })
    })
}

#[test]
fn every_view_has_one_heading_and_labelled_controls() {
    for (panel, elements, _) in every_page() {
        let view = &panel.view;
        assert_eq!(
            elements.iter().filter(|(tag, _)| tag == "h1").count(),
            1,
            "{view:?}"
        );
        let mut ids = BTreeSet::new();
        for (_, attributes) in &elements {
            let new = attributes.get("id").is_none_or(|id| ids.insert(id.clone()));
            assert!(new, "an id twice in {view:?}: {attributes:?}");
        }
        for (tag, attributes) in &elements {
            let hidden = attributes.get("type").is_some_and(|kind| kind == "hidden");
            if matches!(tag.as_str(), "input" | "select" | "textarea") && !hidden {
                let id = attributes.get("id").expect("controls have ids");
                assert!(
                    with(&elements, "label", "for", id).is_some(),
                    "{id} in {view:?}"
                );
                for described in attributes
                    .get("aria-describedby")
                    .into_iter()
                    .flat_map(|ids| ids.split(' '))
                {
                    assert!(ids.contains(described), "{described} in {view:?}");
                }
            }
            for reference in ["aria-labelledby", "for"]
                .iter()
                .filter_map(|name| attributes.get(*name))
            {
                assert!(ids.contains(reference), "{reference} in {view:?}");
            }
        }
    }
}

#[test]
fn texts_are_texts() {
    for (panel, elements, text) in every_page() {
        assert!(
            elements.iter().all(|(tag, _)| tag != "script"),
            "{:?}",
            panel.view
        );
        if matches!(panel.view, View::Home | View::Faq(_)) {
            assert!(text.contains(NASTY), "{text}");
        }
        // No view is left without words in either language.
        assert!(text.contains(panel.texts.get(Text::Credit)));
        assert!(!text.contains('{'), "a place was not filled: {text}");
    }
}

#[test]
fn every_question_is_a_link_and_the_search_a_form() {
    let (elements, _) = read(&render(&panel("en", View::Home)));
    for id in ["cost", "when", "nasty"] {
        let href = format!("/p/demo/faq/{id}?lang=en");
        assert!(with(&elements, "a", "href", &href).is_some(), "{href}");
    }
    assert!(with(&elements, "a", "href", "/p/demo/write?lang=en").is_some());
    assert!(with(&elements, "a", "href", "tel:+39020000000").is_some());
    let (_, leaving) =
        with(&elements, "a", "href", "https://wa.me/393330000000").expect("the channel");
    assert_eq!(leaving.get("target").map(String::as_str), Some("_blank"));

    let (_, search) = with(&elements, "form", "role", "search").expect("the search");
    assert_eq!(search.get("method"), None, "GET");
    assert!(with(&elements, "input", "name", "q").is_some());
    let (_, kept) = with(&elements, "input", "name", "lang").expect("GET drops the action's query");
    assert_eq!(kept.get("value").map(String::as_str), Some("en"));
}

#[test]
fn only_what_was_searched_for_is_listed() {
    let shown = |query: &str| -> Vec<String> {
        let (elements, _) = read(&render(&panel("en", View::Search(query.into()))));
        let items = elements
            .iter()
            .zip(elements.iter().skip(1))
            .filter(|((tag, _), _)| tag == "li");
        items
            .filter(|((_, item), _)| !item.contains_key("hidden"))
            .filter_map(|(_, (_, link))| {
                link.get("href")
                    .filter(|href| href.contains("/faq/"))
                    .cloned()
            })
            .collect()
    };
    assert_eq!(shown("ARRIVE"), ["/p/demo/faq/when?lang=en"]);
    assert_eq!(
        shown("delivery"),
        ["/p/demo/faq/cost?lang=en"],
        "another way to ask it"
    );
    assert_eq!(shown("shipping").len(), 2, "by its category");
    assert!(shown("zebra").is_empty());
    let (_, text) = read(&render(&panel("en", View::Search("zebra".into()))));
    assert!(
        text.contains("We don't have a ready answer for “zebra” yet."),
        "{text}"
    );
}

#[test]
fn an_answer_is_shown_as_it_was_made_safe() {
    let html = render(&panel("en", View::Faq(answer())));
    assert!(html.contains("<p>It is <b>free</b>.</p>"));
    assert!(!html.contains(" lang=\"en\""), "it is the page's language");
    let foreign = render(&panel("it", View::Faq(answer())));
    assert_eq!(
        foreign.matches(" lang=\"en\"").count(),
        2,
        "of heading and answer"
    );
    assert!(foreign.contains("class=\"note\""));
}

#[test]
fn the_form_posts_and_comes_back_filled_in() {
    let html = render(&panel("en", View::Write(form())));
    let (elements, text) = read(&html);
    let (_, letter) = with(&elements, "form", "method", "post").expect("the form");
    assert_eq!(
        letter.get("action").map(String::as_str),
        Some("/p/demo/write?lang=en")
    );
    let value = |name: &str| {
        let (_, field) = with(&elements, "input", "name", name).expect(name);
        field.get("value").cloned().unwrap_or_default()
    };
    assert_eq!(value("name"), form().name);
    assert_eq!(value("email"), form().email);
    assert_eq!(value("key"), "the-key");
    assert_eq!(value("website"), "", "the trap is empty");
    let (_, chosen) = with(&elements, "option", "value", "other").expect("the topic");
    assert!(chosen.contains_key("selected"));
    // The parser drops the first line end after the tag: ours, not the customer's.
    assert!(html.contains(">\n\nTwo\n&lt;/textarea&gt;"), "{html}");

    let (_, email) = with(&elements, "input", "name", "email").expect("the field");
    assert_eq!(email.get("aria-invalid").map(String::as_str), Some("true"));
    assert_eq!(email.get("inputmode").map(String::as_str), Some("email"));
    let (_, message) = with(&elements, "textarea", "name", "message").expect("the field");
    assert!(!message.contains_key("aria-invalid"));
    assert!(
        with(&elements, "a", "href", "#email").is_some(),
        "the summary leads to the field"
    );
    assert_eq!(
        text.matches("Please check <it>").count(),
        2,
        "above and beside the field"
    );
}

#[test]
fn a_form_without_topics_has_no_choice_of_them() {
    let mut panel = panel("en", View::Write(Form::default()));
    panel.topics.clear();
    let (elements, _) = read(&render(&panel));
    assert!(elements.iter().all(|(tag, _)| tag != "select"));
}

#[test]
fn what_was_sent_is_confirmed_with_its_reference() {
    let receipt = Receipt {
        reference: "7K3M-92QX".into(),
        email: "a@b.example".into(),
    };
    let (_, text) = read(&render(&panel("en", View::Sent(receipt))));
    for part in ["7K3M-92QX", "a@b.example", "We're back on Monday."] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

#[test]
fn a_site_with_nothing_set_up_still_takes_requests() {
    let mut panel = panel("it", View::Home);
    panel.questions.clear();
    panel.contacts.clear();
    panel.categories.clear();
    let (elements, text) = read(&render(&panel));
    assert!(text.contains(panel.texts.get(Text::NoQuestions)));
    assert!(with(&elements, "a", "href", "/p/demo/write?lang=it").is_some());
}

#[test]
fn titles_say_where_one_is() {
    let title = |view| widget::title(&panel("en", view));
    assert_eq!(title(View::Home), "Frequently asked questions · Lume & Co");
    assert_eq!(
        title(View::Search("x".into())),
        "Answers for “x” · Lume & Co"
    );
    assert_eq!(title(View::Faq(answer())), format!("{NASTY} · Lume & Co"));
}
