//! The first view, an answer and the ways to a person, as they come from the server.

#![cfg(not(target_arch = "wasm32"))]

mod markup;
mod shop;

use markup::{Element, read};
use shared::panel::{Answer, Contact, Form, Panel, Rated, SHOWN, View};
use shop::panel;
use widget::render;

fn page(panel: &Panel) -> Vec<Element> {
    read(&render(panel)).0
}

fn links(elements: &[Element], part: &str) -> Vec<String> {
    let href = |(name, attributes): &Element| {
        let href = attributes.get("href").filter(|_| name == "a")?;
        href.contains(part).then(|| href.clone())
    };
    elements.iter().filter_map(href).collect()
}

fn answer(rated: Rated) -> View {
    View::Faq(Answer {
        id: "cost".into(),
        question: "What does shipping cost?".into(),
        html: "<p>Free.</p>".into(),
        lang: "en".into(),
        rated,
        ..Answer::default()
    })
}

#[test]
fn the_most_useful_questions_come_first_and_all_are_one_link_away() {
    let mut home = panel("en", View::Home);
    let faqs = |panel: &Panel| links(&page(panel), "/faq/");
    assert_eq!(
        faqs(&home),
        [
            "/p/demo/faq/when?lang=en",
            "/p/demo/faq/cost?lang=en",
            "/p/demo/faq/nasty?lang=en"
        ]
    );
    assert!(
        links(&page(&home), "/questions").is_empty(),
        "these are all of them"
    );
    let one = home.questions.first().cloned().unwrap_or_default();
    home.questions.resize(SHOWN + 1, one);
    assert_eq!(
        links(&page(&home), "/questions"),
        ["/p/demo/questions?lang=en"]
    );
    // What is suggested for the page the customer comes from stands before them.
    home.page = "https://lume.example/cart".into();
    if let Some(last) = home.questions.get_mut(2) {
        last.pages = vec!["/cart".into()];
    }
    assert_eq!(
        faqs(&home).first().map(String::as_str),
        Some("/p/demo/faq/nasty?lang=en")
    );
}

#[test]
fn all_questions_are_a_view_of_their_own() {
    let html = render(&panel("en", View::Questions));
    assert!(html.contains(">All questions</h1>"), "{html}");
    assert!(html.contains("<h2>Shipping</h2>"), "{html}");
    assert_eq!(
        links(&page(&panel("en", View::Questions)), "/faq/").len(),
        3
    );
    assert!(html.contains("class=\"back\""), "{html}");
}

#[test]
fn a_channel_that_does_not_work_says_when_it_will_and_is_no_link() {
    let mut home = panel("en", View::Home);
    assert!(!render(&home).contains("Telegram"), "it is for other pages");
    home.page = "https://lume.example/lamps/1".into();
    let html = render(&home);
    let telegram = html.split("<li>").find(|row| row.contains("Telegram"));
    let telegram = telegram.unwrap_or_default();
    assert!(
        telegram.contains("Opens on Monday at 9:00 am"),
        "{telegram}"
    );
    assert!(!telegram.contains("<a"), "{telegram}");
    assert!(html.contains("Open until 13:00"), "{html}");
    for href in links(&page(&home), "") {
        assert!(!href.is_empty(), "a dead link");
    }
}

#[test]
fn a_call_is_asked_for_by_the_form() {
    let home = page(&panel("en", View::Home));
    assert_eq!(
        links(&home, "answer_by"),
        ["/p/demo/write?lang=en&answer_by=phone"]
    );
    let mut alone = panel("en", View::Home);
    alone.keep = String::new();
    assert_eq!(
        links(&page(&alone), "answer_by"),
        ["/p/demo/write?answer_by=phone"]
    );
}

#[test]
fn a_notice_stands_above_the_search() {
    let html = render(&panel("en", View::Home));
    let (notice, search) = (
        html.find("Parcels are <strong>late"),
        html.find("role=\"search\""),
    );
    assert!(notice.is_some() && notice < search, "{html}");
    let html = render(&panel("en", answer(Rated::NotYet)));
    assert!(!html.contains("Parcels are"), "answers are read in peace");
}

#[test]
fn who_was_not_helped_can_say_why_or_go_to_a_person_who_knows() {
    let shown = |rated| {
        let html = render(&panel("en", answer(rated)));
        let form = html
            .split("<form class=\"helped\"")
            .nth(1)
            .unwrap_or_default();
        let form = form.split("</form>").next().unwrap_or_default().to_owned();
        let seen: Vec<bool> = read(&html)
            .0
            .iter()
            .filter(|(_, attributes)| {
                let class = attributes.get("class").map(String::as_str);
                matches!(class, Some("ask" | "thanks" | "why"))
            })
            .map(|(_, attributes)| !attributes.contains_key("hidden"))
            .collect();
        (seen, form)
    };
    let (steps, form) = shown(Rated::NotYet);
    assert_eq!(steps, [true, false, false, false], "{form}");
    assert!(
        form.contains("action=\"/p/demo/faq/cost?lang=en\""),
        "{form}"
    );
    assert_eq!(shown(Rated::Helped).0, [false, true, false, false]);
    let (steps, form) = shown(Rated::Not);
    assert_eq!(steps, [false, false, true, false], "{form}");
    assert!(
        form.contains("href=\"/p/demo/write?lang=en&amp;faq=cost\""),
        "{form}"
    );
    assert_eq!(shown(Rated::Said).0, [false, false, false, true]);

    let form = Form {
        faq: "cost".into(),
        ..Form::default()
    };
    let html = render(&panel("en", View::Write(form)));
    assert!(
        html.contains("<input type=\"hidden\" name=\"faq\" value=\"cost\">"),
        "{html}"
    );
}

#[test]
fn a_logo_stands_for_the_name_and_says_it() {
    let mut home = panel("en", View::Home);
    home.logo = "https://lume.example/logo.svg".into();
    let html = render(&home);
    assert!(
        html.contains("<img src=\"https://lume.example/logo.svg\" alt=\"Lume &amp; Co\""),
        "{html}"
    );
    assert!(html.contains("referrerpolicy=\"no-referrer\""), "{html}");
}

#[test]
fn a_site_without_channels_or_promise_still_offers_a_person() {
    let mut home = panel("en", View::Home);
    home.contacts = Vec::<Contact>::new();
    home.promise = String::new();
    let html = render(&home);
    assert!(html.contains("A person will answer you."), "{html}");
    assert!(!html.contains("class=\"channels\""), "{html}");
}
