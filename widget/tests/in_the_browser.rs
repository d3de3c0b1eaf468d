//! The panel in a browser: it takes over the server's markup, follows what people do, and loses
//! nothing they typed.

#![cfg(target_arch = "wasm32")]

mod page;
mod shop;

use page::{
    Page, address, choose, click, document, fill, find, focused, forget, get, html, listed, marked,
    prefill, settle, submit, text, tick, ticked, until, value,
};
use shared::panel::{Answer, Form, Found, Search, View};
use shop::panel;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

const HOME: &str = "/p/demo?lang=en";
const WRITE: &str = "/p/demo/write?lang=en";
const ANSWER: &str =
    r#"{"id":"cost","question":"?","html":"<p>It is <b>free</b>.</p>","lang":"en"}"#;
const CREATED: &str = r#"{"status":201,"body":{"id":"tic_1","reference":"7K3M-92QX",
    "promise":"Marta will answer by 17:00 today.","request":"https://care.example/r/a-token"}}"#;
const REFUSED: &str = r#"{"status":422,"body":{"errors":[
    {"field":"email","code":"required","message":"We need an address"},
    {"field":"message","code":"required","message":"Tell us"}]}}"#;
const TOO_OFTEN: &str = r#"{"status":429,"body":{"code":"too_many_requests",
    "detail":"We'll gladly take this one in 3 min."}}"#;

async fn at_home() -> Page {
    Page::started(&panel("en", View::Home), HOME, ANSWER, CREATED).await
}

async fn writing(reply: &'static str) -> Page {
    let form = Form {
        key: "the-key".into(),
        ..Form::default()
    };
    Page::started(&panel("en", View::Write(form)), WRITE, ANSWER, reply).await
}

#[wasm_bindgen_test]
async fn hydrating_changes_nothing() {
    let form = Form {
        message: "\nTwo\n<b>".into(),
        topic: "other".into(),
        ..Form::default()
    };
    let answer = Answer {
        id: "cost".into(),
        question: "What?".into(),
        html: "<p>Free.</p>".into(),
        lang: "en".into(),
        ..Answer::default()
    };
    let search = Search {
        query: "arrive".into(),
        found: vec![Found {
            question: 1,
            marks: vec![13, 19],
        }],
    };
    for view in [
        View::Home,
        View::Search(search),
        View::Questions,
        View::Faq(answer),
        View::Write(form),
        View::Missing,
    ] {
        let page = Page::open(&panel("en", view), HOME, ANSWER, CREATED).await;
        let before = (
            html("#panel").outer_html(),
            html("h1"),
            html("main > :last-child"),
        );
        let _page = page.start();
        settle().await;
        assert_eq!(html("#panel").outer_html(), before.0);
        assert!(
            before.1 == html("h1") && before.2 == html("main > :last-child"),
            "the same elements"
        );
    }
}

#[wasm_bindgen_test]
async fn markup_that_was_tampered_with_is_replaced() {
    let page = Page::open(&panel("en", View::Home), HOME, ANSWER, CREATED).await;
    get("h1").set_outer_html("<font>Something an extension left</font>");
    let _page = page.start();
    settle().await;
    assert_eq!(text("h1"), "We're closed right now.");
    assert!(find("font").is_none());
}

#[wasm_bindgen_test]
async fn what_was_typed_before_is_kept() {
    let page = Page::open(&panel("en", View::Home), HOME, ANSWER, CREATED).await;
    fill("#q", "arrive");
    settle().await;
    let page = page.start();
    settle().await;
    assert_eq!(value("#q"), "arrive");
    assert_eq!(listed().len(), 3, "until it can be searched here");
    page.learn();
    settle().await;
    assert_eq!(value("#q"), "arrive");
    assert_eq!(listed(), ["When will it arrive?"]);
    assert_eq!(marked(), "arrive");

    let page = Page::open(
        &panel("en", View::Write(Form::default())),
        WRITE,
        ANSWER,
        CREATED,
    )
    .await;
    fill("#message", "Where is\nmy lamp?");
    settle().await;
    let page = page.start();
    submit("form.letter");
    until(|| page.count("send") == 1).await;
    assert!(
        page.last("send")
            .contains(r#""message":"Where is\nmy lamp?""#)
    );
}

#[wasm_bindgen_test]
async fn whoever_is_faster_than_the_browser_waits_for_nothing() {
    let page = Page::open(&panel("en", View::Home), HOME, ANSWER, CREATED).await;
    let page = page.begin();
    page.engine();
    fill("#q", "arrive");
    settle().await;
    assert_eq!(listed(), ["When will it arrive?"]);

    let page = Page::open(&panel("en", View::Home), HOME, ANSWER, CREATED).await;
    let heading = html("h1");
    _ = page.begin();
    click("a[href*='/faq/cost']");
    until(|| find(".answer b").is_some()).await;
    assert!(heading != html("h1"), "the answer's own");
}

#[wasm_bindgen_test]
async fn the_list_follows_the_typing() {
    let page = at_home().await;
    assert_eq!(listed().len(), 3);
    fill("#q", "cost");
    settle().await;
    assert_eq!(listed(), ["What does shipping cost?"]);
    assert_eq!(text(".count span"), "1 answer");
    assert_eq!(text("#live"), "", "nobody is interrupted while typing");
    until(|| text("#live") == "1 answer").await;
    assert_eq!(address(), "/p/demo?lang=en&q=cost");
    assert_eq!(
        page.last("event"),
        r#"["search",{"query":"cost","results":1},null]"#
    );

    fill("#q", "zebra");
    settle().await;
    assert!(listed().is_empty());
    assert!(text(".count").contains("“zebra”"));
    assert!(
        !get(".count + .hint").has_attribute("hidden"),
        "what to do next"
    );

    click(".count a");
    settle().await;
    assert_eq!(
        (value("#q"), listed().len(), address()),
        (String::new(), 3, HOME.to_owned())
    );
    assert_eq!(focused(), "h1");
}

#[wasm_bindgen_test]
async fn one_faq_is_open_at_a_time_under_its_address() {
    let page = at_home().await;
    click("a[href*='/faq/cost']");
    until(|| find(".answer b").is_some()).await;
    assert_eq!(address(), "/p/demo/faq/cost?lang=en");
    assert_eq!(document().title(), "What does shipping cost? · Lume & Co");
    assert_eq!(
        (text("h1"), focused()),
        ("What does shipping cost?".into(), "h1".into())
    );
    assert!(find("#questions").is_none(), "the list is gone");
    assert_eq!(
        page.last("event"),
        r#"["article-viewed",{"id":"cost","question":"What does shipping cost?"},null]"#
    );

    web_sys::window()
        .and_then(|window| window.history().ok())
        .expect("a history")
        .back()
        .expect("a way back");
    until(|| find("#questions").is_some()).await;
    settle().await;
    assert_eq!(address(), HOME);
    let link = document()
        .active_element()
        .and_then(|link| link.get_attribute("href"));
    assert_eq!(
        link.as_deref(),
        Some("/p/demo/faq/cost?lang=en"),
        "where the reader left"
    );
}

#[wasm_bindgen_test]
async fn an_answer_is_asked_for_when_its_question_is_reached() {
    let page = at_home().await;
    html("a[href*='/faq/when']").focus().expect("a link");
    // A page in the background has no focus to move: the event is what counts.
    if page.count("answer") == 0 {
        let bubbling = web_sys::EventInit::new();
        bubbling.set_bubbles(true);
        let event =
            web_sys::Event::new_with_event_init_dict("focusin", &bubbling).expect("an event");
        get("a[href*='/faq/when']")
            .dispatch_event(&event)
            .expect("a link");
    }
    assert!(
        page.last("answer")
            .contains("/v1/sites/demo/faqs/when?lang=en")
    );
}

#[wasm_bindgen_test]
async fn errors_stand_at_their_fields_and_lead_to_them() {
    let page = writing(REFUSED).await;
    fill("#name", "Ada");
    submit("form.letter");
    until(|| focused() == "summary").await;
    assert_eq!(text("#email-error"), "We need an address");
    assert_eq!(
        get("#email").get_attribute("aria-invalid").as_deref(),
        Some("true")
    );
    assert!(!get("#name").has_attribute("aria-invalid"));
    assert_eq!(value("#name"), "Ada", "nothing is lost");
    click(".summary a[href='#email']");
    assert_eq!(focused(), "email");
    assert!(
        page.last("send")
            .starts_with(r#"["/v1/sites/demo/tickets","the-key","#)
    );
}

#[wasm_bindgen_test]
async fn whoever_writes_too_often_is_told_when_to_come_back() {
    let page = writing(TOO_OFTEN).await;
    fill("#message", "Hello again");
    submit("form.letter");
    until(|| focused() == "summary").await;
    assert!(text("#summary").contains("We'll gladly take this one in 3 min."));
    assert_eq!(value("#message"), "Hello again", "nothing is lost");
    assert_eq!(page.count("send"), 1);
}

#[wasm_bindgen_test]
async fn a_request_is_sent_once_with_where_it_was_written() {
    let page = writing(CREATED).await;
    fill("#email", "ada@shop.example");
    fill("#message", "Hello");
    fill("#topic", "order");
    submit("form.letter");
    submit("form.letter");
    until(|| find(".done").is_some()).await;
    settle().await;
    assert_eq!(page.count("send"), 1);
    let sent = page.last("send");
    for part in [
        r#""email":"ada@shop.example""#,
        r#""topic":"order""#,
        r#""answer_by":"email""#,
        r#""stamp":"of-the-page""#,
    ] {
        assert!(sent.contains(part), "{part} in {sent}");
    }
    assert_eq!(text("#reference"), "7K3M-92QX");
    assert!(text(".done").contains("ada@shop.example"));
    assert!(text(".done .lead").contains("Marta will answer"));
    assert!(find(".done a[href='https://care.example/r/a-token']").is_some());
    assert_eq!(
        page.last("sent"),
        r#"["tic_1","https://care.example/r/a-token",null]"#,
        "what goes along comes after it"
    );
    assert_eq!(address(), "/p/demo/sent?lang=en&r=7K3M-92QX");
    assert_eq!(
        page.last("event"),
        r#"["ticket-created",{"id":"tic_1","reference":"7K3M-92QX"},null]"#
    );
}

#[wasm_bindgen_test]
async fn trouble_is_said_and_nothing_is_lost() {
    for trouble in [r#"{"status":503,"body":{}}"#, "{}"] {
        let page = writing(trouble).await;
        fill("#message", "Hello");
        submit("form.letter");
        until(|| focused() == "summary").await;
        assert!(text(".summary").contains("Your message is safe here"));
        assert_eq!(value("#message"), "Hello");
        assert_eq!(text(".send button"), "Send", "it can be sent again");
        submit("form.letter");
        until(|| page.count("send") == 2).await;
        assert!(
            page.last("send").contains("the-key"),
            "the same request again"
        );
    }
}

#[wasm_bindgen_test]
async fn a_key_used_for_other_words_gets_a_successor() {
    let page = writing(r#"{"status":409,"body":{}}"#).await;
    submit("form.letter");
    until(|| focused() == "summary").await;
    assert_eq!(page.count("send"), 2, "once more, and no more");
    assert!(!page.last("send").contains("the-key"));
}

#[wasm_bindgen_test]
async fn a_draft_survives_looking_something_up() {
    let _page = writing(CREATED).await;
    fill("#message", "Hello\n\n<b>");
    fill("#topic", "other");
    click(".back a");
    until(|| find("#questions").is_some()).await;
    click(".write a");
    until(|| find("#message").is_some()).await;
    assert_eq!(
        (value("#message"), value("#topic")),
        ("Hello\n\n<b>".into(), "other".into())
    );
}

#[wasm_bindgen_test]
async fn a_topic_shows_what_it_asks_and_keeps_it() {
    let page = writing(REFUSED).await;
    assert!(find(".fields > *").is_none());
    choose("#topic", "order");
    until(|| find("[name='field.number']").is_some()).await;
    settle().await;
    assert_eq!(value("[name='field.piece']"), "Lamp", "the customer's page");
    fill("[name='field.number']", "BL-1");
    fill("[name='field.piece']", "");
    tick("[name='field.reason'][value='broken']");
    tick("[name='field.parts'][value='late']");
    fill("#message", "Hello");

    choose("#topic", "other");
    until(|| find(".fields > *").is_none()).await;
    assert_eq!(value("#message"), "Hello");
    choose("#topic", "order");
    until(|| find("[name='field.number']").is_some()).await;
    settle().await;
    assert_eq!(value("[name='field.number']"), "BL-1");
    assert_eq!(
        value("[name='field.piece']"),
        "",
        "what was removed stays so"
    );
    assert!(ticked("[name='field.reason'][value='broken']"));
    assert!(ticked("[name='field.parts'][value='late']"));
    assert!(!ticked("[name='field.parts'][value='broken']"));

    submit("form.letter");
    until(|| page.count("send") == 1).await;
    let sent = page.last("send");
    for part in [
        r#""number":["BL-1"]"#,
        r#""reason":["broken"]"#,
        r#""parts":["late"]"#,
    ] {
        assert!(sent.contains(part), "{part} in {sent}");
    }
    assert!(!sent.contains("consent"), "{sent}");
}

#[wasm_bindgen_test]
async fn errors_lead_to_the_first_choice_of_a_group() {
    let _page = writing(
        r#"{"status":422,"body":{"errors":[
        {"field":"fields.reason","code":"required","message":"Choose"}]}}"#,
    )
    .await;
    choose("#topic", "order");
    until(|| find("[name='field.reason']").is_some()).await;
    submit("form.letter");
    until(|| focused() == "summary").await;
    let group = get("fieldset[role=radiogroup]:has([name='field.reason'])");
    assert_eq!(group.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(text("[id='fields.reason-error']"), "Choose");
    click(".summary a");
    assert_eq!(focused(), "fields.reason");
}

#[wasm_bindgen_test]
async fn a_topic_can_be_chosen_from_outside() {
    let _page = writing(CREATED).await;
    prefill(&js_sys::JSON::parse(r#"{"topic":"order"}"#).expect("JSON"));
    until(|| find("[name='field.number']").is_some()).await;
    assert_eq!(value("#topic"), "order");
}

#[wasm_bindgen_test]
async fn the_page_can_search_open_and_fill_in() {
    let _page = at_home().await;
    let call = |name: &str, argument: &str| {
        let argument = js_sys::JSON::parse(argument).expect("JSON");
        widget::call(name, &js_sys::Array::of1(&argument))
    };
    assert!(call("article", r#""when""#));
    until(|| text("h1") == "When will it arrive?").await;
    assert!(!call("article", r#""nothing""#), "there is none");
    assert!(call("of-tomorrow", "1"), "loaders may be newer");
    assert_eq!(text("h1"), "When will it arrive?");
    assert!(call("search", r#""cost""#));
    until(|| find("#q").is_some()).await;
    assert_eq!((value("#q"), listed().len()), ("cost".into(), 1));
    prefill(&js_sys::JSON::parse(r#"{"email":"a@b.example","message":4}"#).expect("JSON"));
    click(".write a");
    until(|| find("#email").is_some()).await;
    assert_eq!(
        (value("#email"), value("#message")),
        ("a@b.example".into(), String::new())
    );
    call("reset", "null");
    until(|| find("#q").is_some()).await;
    forget();
    assert_eq!((value("#q"), listed().len()), (String::new(), 3));
    click(".write a");
    until(|| find("#email").is_some()).await;
    assert_eq!(value("#email"), "");
}

#[wasm_bindgen_test]
async fn links_the_panel_does_not_know_are_left_to_the_browser() {
    let _page = at_home().await;
    let body = document().body().expect("a body");
    for href in [
        "/help/demo",
        "https://elsewhere.example/p/demo",
        "/p/demo/faq/nothing",
        "/p/demo2",
        "/p/demo?lang=it",
    ] {
        body.insert_adjacent_html(
            "beforeend",
            &format!("<a id=\"other\" href=\"{href}\">x</a>"),
        )
        .expect("HTML");
        let link = get("#other");
        let taken = std::rc::Rc::new(std::cell::Cell::new(None));
        let seen = taken.clone();
        // After the panel's own listener: whether it took the click, and nothing is followed here.
        let guard = wasm_bindgen::closure::Closure::<dyn Fn(web_sys::Event)>::new(
            move |event: web_sys::Event| {
                seen.set(Some(event.default_prevented()));
                event.prevent_default();
            },
        );
        use wasm_bindgen::JsCast;
        let window = web_sys::window().expect("a window");
        window
            .add_event_listener_with_callback("click", guard.as_ref().unchecked_ref())
            .expect("a listener");
        click("#other");
        window
            .remove_event_listener_with_callback("click", guard.as_ref().unchecked_ref())
            .expect("a listener");
        assert_eq!(taken.get(), Some(false), "{href}");
        link.remove();
    }
    assert_eq!(text("h1"), "We're closed right now.");
}
