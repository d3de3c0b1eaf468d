//! The panel as it comes from the server: links and forms that need no script, every control
//! labelled, every text a text.

#![cfg(not(target_arch = "wasm32"))]

mod markup;
mod shop;

use std::collections::BTreeSet;

use markup::{Element, read};
use shared::{
    assistant::{Around, Ask, Flow, Found as Answered, HandOver, Input, Link, Step, Talk, Then},
    lang::Locale,
    panel::{Answer, Chat, Form, Found, Given, Panel, Rated, Receipt, Search, View},
    problem::FieldError,
    text::{Catalogue, Text},
};
use shop::{NASTY, SLOT, panel};
use widget::render;

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
        ..Answer::default()
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
        ..Form::default()
    }
}

/// The form of a topic with fields, as it came back.
fn asking() -> Form {
    let given = |id: &str, value: &str| Given {
        id: id.into(),
        value: value.into(),
    };
    Form {
        topic: "order".into(),
        phone: "+39 333".into(),
        answer_by: "phone".into(),
        callback: SLOT.into(),
        stamp: "of-before".into(),
        fields: vec![
            given("number", "BL-1 \"x\""),
            given("story", "Two\nlines"),
            given("reason", "broken"),
            given("size", "c"),
            given("parts", "late"),
            given("parts", "broken"),
            given("consent", "yes"),
            given("left", "of another topic"),
        ],
        errors: ["fields.number", "fields.reason", "fields.parts"]
            .map(|field| FieldError {
                field: field.into(),
                code: "invalid".into(),
                message: format!("Look at {field}"),
            })
            .into(),
        ..Form::default()
    }
}

fn attribute<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.1.get(name).map(String::as_str)
}

fn views() -> Vec<View> {
    vec![
        View::Home,
        searched("arrive", &[1]),
        searched("<nothing>", &[]),
        View::Questions,
        View::Faq(answer()),
        View::Faq(Answer {
            rated: Rated::Not,
            ..answer()
        }),
        View::Write(Form::default()),
        View::Write(form()),
        View::Write(asking()),
        View::Sent(Receipt {
            reference: "7K3M-92QX".into(),
            email: "a@b.example".into(),
            promise: "Marta will answer by 17:00 today.".into(),
            request: "/r/token".into(),
            mailed: true,
        }),
        View::Sent(Receipt::default()),
        View::Missing,
        View::Ask(Chat::default()),
        View::Ask(chat(&[Input::Said(NASTY.into()), Input::Chose(0)])),
        View::Ask(chat(&[Input::Chose(0)])),
        View::Ask(chat(&[Input::Chose(0), Input::Filled(vec![])])),
        View::Write(
            HandOver {
                transcript: NASTY.into(),
                message: NASTY.into(),
                ..HandOver::default()
            }
            .into(),
        ),
    ]
}

/// A conversation in which a question finds one answer, and a flow asks a field.
fn chat(inputs: &[Input]) -> Chat {
    let panel = panel("en", View::Home);
    let flow = Flow {
        id: "status".into(),
        title: NASTY.into(),
        steps: vec![Step {
            html: "<p>Tell <b>me</b>.</p>".into(),
            link: Some(Link {
                label: NASTY.into(),
                href: "https://shop.example/?a=\"b\"".into(),
            }),
            then: Then::Ask(Ask {
                field: shop::fields().remove(0),
                ..Ask::default()
            }),
            ..Step::default()
        }],
    };
    let around = Around {
        panel: &panel,
        texts: &Catalogue::of(Locale::En),
        flows: &[flow],
        find: &|_| Answered {
            sure: true,
            ids: panel.questions.iter().map(|faq| faq.id.clone()).collect(),
        },
    };
    let begin = Talk::begin(&around);
    let talk = inputs
        .iter()
        .fold(begin, |talk, input| talk.step(&around, input.clone()));
    Chat {
        talk,
        answers: vec![answer()],
    }
}

#[test]
fn the_assistant_always_has_a_person_and_carries_the_conversation_along() {
    for inputs in [
        vec![],
        vec![Input::Said("Hello".into())],
        vec![Input::Chose(0)],
    ] {
        let chat = chat(&inputs);
        let lines = chat.talk.inputs();
        let (elements, text) = read(&render(&panel("en", View::Ask(chat))));
        let form = with(&elements, "form", "id", "talk").unwrap();
        assert_eq!(attribute(form, "method"), Some("post"));
        let person = with(&elements, "button", "form", "talk").unwrap();
        assert_eq!(attribute(person, "name"), Some("person"));
        assert!(text.contains("Talk to a person"));
        let kept = with(&elements, "input", "name", "talk").unwrap();
        assert_eq!(attribute(kept, "value").unwrap_or_default(), lines);
        // What is asked stands where else a question does.
        let question = with(&elements, "input", "name", "said").is_some();
        assert_ne!(
            question,
            with(&elements, "input", "name", "field.number").is_some()
        );
    }
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

/// A search that found these questions, by their places.
fn searched(query: &str, places: &[usize]) -> View {
    let found = |place: &usize| Found {
        question: *place,
        ..Found::default()
    };
    View::Search(Search {
        query: query.into(),
        found: places.iter().map(found).collect(),
    })
}

#[test]
fn only_what_was_searched_for_is_listed() {
    let shown = |query: &str, places: &[usize]| -> Vec<String> {
        let html = render(&panel("en", searched(query, places)));
        let (_, list) = html.split_once("<ol").expect("a list");
        let (list, _) = list.split_once("</ol>").expect("its end");
        let links = list.split("href=\"").skip(1);
        links
            .filter_map(|link| Some(link.split_once('"')?.0.to_owned()))
            .collect()
    };
    assert_eq!(shown("arrive", &[1]), ["/p/demo/faq/when?lang=en"]);
    assert_eq!(
        shown("shipping", &[1, 0]),
        ["/p/demo/faq/when?lang=en", "/p/demo/faq/cost?lang=en"]
    );
    assert!(shown("zebra", &[]).is_empty());
    let html = render(&panel("en", searched("zebra", &[])));
    assert!(html.contains("<div class=\"all\" hidden>"), "{html}");
    let (_, text) = read(&html);
    assert!(
        text.contains("We don't have a ready answer for “zebra” yet."),
        "{text}"
    );
}

#[test]
fn an_answer_is_shown_as_it_was_made_safe() {
    let html = render(&panel("en", View::Faq(answer())));
    assert!(html.contains("<p>It is <b>free</b>.</p>"));
    assert!(!html.contains("class=\"note\""));
    let foreign = render(&panel("it", View::Faq(answer())));
    assert!(foreign.contains("class=\"note\""));
    // The page's language may be another than the site's, so what the site wrote always says its own.
    for html in [html, foreign] {
        let marked = html.matches(" lang=\"en\"").count();
        assert_eq!(marked, 2, "of heading and answer");
    }
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
    assert!(with(&elements, "select", "name", "topic").is_none());
    assert!(with(&elements, "button", "name", "step").is_none());
}

#[test]
fn the_only_topic_needs_no_choice_and_asks_at_once() {
    let mut panel = panel("en", View::Write(Form::default()));
    panel.topics.truncate(1);
    let (elements, _) = read(&render(&panel));
    let topic = with(&elements, "input", "name", "topic").expect("the topic");
    assert_eq!(attribute(topic, "type"), Some("hidden"));
    assert_eq!(attribute(topic, "value"), Some("order"));
    assert!(with(&elements, "input", "name", "field.number").is_some());
}

#[test]
fn a_topic_asks_its_fields_each_with_its_control() {
    let (elements, _) = read(&render(&panel("en", View::Write(Form::default()))));
    let asks = |elements: &[Element]| {
        elements
            .iter()
            .filter_map(|element| attribute(element, "name"))
            .any(|name| name.starts_with("field."))
    };
    assert!(!asks(&elements), "no topic was chosen");

    let (elements, text) = read(&render(&panel("en", View::Write(asking()))));
    let named = |tag: &str, name: &str| {
        with(&elements, tag, "name", name).unwrap_or_else(|| panic!("{name}"))
    };
    let number = named("input", "field.number");
    assert_eq!(attribute(number, "id"), Some("fields.number"));
    assert_eq!(attribute(number, "value"), Some("BL-1 \"x\""));
    assert_eq!(attribute(number, "autocapitalize"), Some("characters"));
    assert_eq!(attribute(number, "aria-invalid"), Some("true"));
    assert!(number.1.contains_key("required"));
    assert_eq!(
        attribute(named("input", "field.count"), "inputmode"),
        Some("decimal")
    );
    let day = named("input", "field.day");
    assert_eq!(attribute(day, "type"), Some("date"));
    assert_eq!(attribute(day, "min"), Some("2026-01-01"));
    assert_eq!(attribute(day, "max"), None);
    assert_eq!(
        attribute(day, "aria-describedby"),
        Some("fields.day-error"),
        "no help"
    );
    assert!(named("input", "field.piece").1.contains_key("data-product"));
    named("textarea", "field.story");
    named("select", "field.size");

    let chosen = |name: &str, mark: &str| -> Vec<&str> {
        let marked = elements.iter().filter(|element| {
            attribute(element, "name") == Some(name) && element.1.contains_key(mark)
        });
        marked
            .filter_map(|element| attribute(element, "value"))
            .collect()
    };
    assert_eq!(chosen("field.reason", "checked"), ["broken"]);
    assert_eq!(chosen("field.parts", "checked"), ["late", "broken"]);
    assert_eq!(chosen("field.consent", "checked"), ["yes"]);
    let selected: Vec<_> = elements
        .iter()
        .filter(|element| element.1.contains_key("selected"))
        .filter_map(|element| attribute(element, "value"))
        .collect();
    assert_eq!(selected, ["order", "c", SLOT]);

    let group = with(&elements, "fieldset", "role", "radiogroup").expect("the choices");
    assert_eq!(
        attribute(group, "aria-describedby"),
        Some("fields.reason-error fields.reason-help")
    );
    assert_eq!(attribute(group, "aria-invalid"), Some("true"));
    for field in ["fields.number", "fields.reason", "fields.parts"] {
        let href = format!("#{field}");
        assert!(with(&elements, "a", "href", &href).is_some(), "{href}");
        assert_eq!(text.matches(&format!("Look at {field}")).count(), 2);
    }
    let optional = text.matches("(optional)").count();
    assert_eq!(
        optional, 13,
        "of topic, fields, name, phone, time and files"
    );
}

#[test]
fn the_form_says_where_and_how_to_answer() {
    let (elements, _) = read(&render(&panel("en", View::Write(asking()))));
    let ways: Vec<_> = elements
        .iter()
        .filter(|element| attribute(element, "name") == Some("answer_by"))
        .map(|element| {
            (
                attribute(element, "value"),
                element.1.contains_key("checked"),
            )
        })
        .collect();
    assert_eq!(
        ways,
        [
            (Some("email"), false),
            (Some("phone"), true),
            (Some("whatsapp"), false)
        ]
    );
    let phone = with(&elements, "input", "name", "phone").expect("the number");
    assert_eq!(attribute(phone, "type"), Some("tel"));
    assert_eq!(attribute(phone, "autocomplete"), Some("tel"));
    assert!(with(&elements, "select", "name", "callback").is_some());
    // Which of them must be given depends on the way.
    for name in ["phone", "email"] {
        let field = with(&elements, "input", "name", name).expect(name);
        assert!(!field.1.contains_key("required"), "{name}");
    }

    let form = || View::Write(Form::default());
    let (elements, _) = read(&render(&panel("en", form())));
    let first = with(&elements, "input", "value", "email").expect("the first way");
    assert!(first.1.contains_key("checked"));

    let mut only = panel("en", form());
    only.answer_by.truncate(1);
    only.slots.clear();
    let (elements, _) = read(&render(&only));
    let way = with(&elements, "input", "name", "answer_by").expect("the way");
    assert_eq!(attribute(way, "type"), Some("hidden"));
    assert!(with(&elements, "input", "name", "phone").is_none());
    assert!(with(&elements, "select", "name", "callback").is_none());
    let email = with(&elements, "input", "name", "email").expect("the address");
    assert!(email.1.contains_key("required"));
}

#[test]
fn files_go_with_the_post_and_the_enter_key_sends() {
    let (elements, _) = read(&render(&panel("en", View::Write(asking()))));
    let (_, letter) = with(&elements, "form", "method", "post").expect("the form");
    assert_eq!(
        letter.get("enctype").map(String::as_str),
        Some("multipart/form-data")
    );
    let files = with(&elements, "input", "type", "file").expect("the control");
    assert!(files.1.contains_key("multiple"));
    let buttons: Vec<_> = elements
        .iter()
        .filter(|(tag, attributes)| tag == "button" && !attributes.contains_key("type"))
        .map(|element| attribute(element, "name"))
        .collect();
    assert_eq!(
        buttons,
        [None, Some("step"), None],
        "the first is pressed by Enter"
    );
    let value = |name: &str| {
        let field = with(&elements, "input", "name", name).expect(name);
        attribute(field, "value").map(str::to_owned)
    };
    assert_eq!(value("stamp").as_deref(), Some("of-before"));
    let (elements, _) = read(&render(&panel("en", View::Write(Form::default()))));
    let stamp = with(&elements, "input", "name", "stamp").expect("the stamp");
    assert_eq!(attribute(stamp, "value"), Some("of-the-page"));
}

#[test]
fn what_was_sent_is_confirmed_with_its_reference() {
    let receipt = Receipt {
        reference: "7K3M-92QX".into(),
        email: "a@b.example".into(),
        ..Receipt::default()
    };
    let (_, text) = read(&render(&panel("en", View::Sent(receipt.clone()))));
    for part in ["7K3M-92QX", "a@b.example", "We're back on Monday."] {
        assert!(text.contains(part), "{part} in {text}");
    }

    let promise = "Marta will answer by 17:00 today.";
    let receipt = Receipt {
        promise: promise.into(),
        request: "/r/token".into(),
        ..receipt
    };
    let mut panel = panel("en", View::Sent(receipt));
    let (elements, text) = read(&render(&panel));
    assert!(text.contains(promise) && !text.contains("Monday"), "{text}");
    let link = with(&elements, "a", "href", "/r/token").expect("the request's page");
    assert_eq!(attribute(link, "target"), None);
    // In the panel's frame it is shown as a page of the panel.
    panel.embedded = true;
    for (keep, href) in [
        ("?lang=en&embed=1", "/r/token?embed=1"),
        ("?lang=en&embed=inline", "/r/token?embed=inline"),
    ] {
        panel.keep = keep.into();
        let (elements, _) = read(&render(&panel));
        let link = with(&elements, "a", "href", href).expect("the request's page");
        assert_eq!(attribute(link, "target"), None);
    }

    let mailed = Receipt {
        mailed: true,
        ..Receipt::default()
    };
    for (receipt, said) in [(mailed, true), (Receipt::default(), false)] {
        let (_, text) = read(&render(&shop::panel("en", View::Sent(receipt))));
        assert_eq!(text.contains("on its way to you by email"), said, "{text}");
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
    assert_eq!(title(searched("x", &[])), "Answers for “x” · Lume & Co");
    assert_eq!(title(View::Faq(answer())), format!("{NASTY} · Lume & Co"));
}
