//! The assistant: what was said, what can be chosen or written now, and always a person. Without
//! script every button posts the form; with it, nothing typed leaves the page.

use shared::{
    assistant::{Act, Talk, Turn},
    text::Text,
};

use crate::{
    faq::back,
    icon::icon,
    markup::{Markup, Tag, tag},
    state::{State, Values},
    write::{field::of_topic, hidden},
};

/// Id of the field for a question.
pub(crate) const SAID: &str = "said";

/// The way here, from the list.
pub(crate) fn entry(state: State) -> Tag {
    let link = tag("a")
        .set("href", state.panel().href("/ask"))
        .put(icon("chat"))
        .put(
            tag("span")
                .class("text")
                .put(tag("span").class("label").put(state.text(Text::AskTitle)))
                .put(tag("span").class("hint").put(state.text(Text::AskHint))),
        );
    tag("p").class("asks").put(link)
}

/// The conversation.
pub(crate) fn ask(state: State) -> Vec<Markup> {
    let form = tag("form")
        .class("talk")
        .set("id", "talk")
        .set("method", "post")
        .set("action", state.panel().href("/ask"))
        .set("novalidate", "")
        .made(move || state.follow_talk(|values| drawn(state, values)));
    let person = tag("button")
        .class("quiet")
        .set("form", "talk")
        .set("name", "person")
        .set("value", "1")
        .put(icon("person"))
        .put(state.text(Text::AskPerson));
    let expectation = state.panel().expectation.clone();
    let when = (!expectation.is_empty()).then(|| tag("p").class("hint when").put(expectation));
    let quiet = move || state.follow(|values| values.form.trouble.is_empty());
    let trouble = tag("p")
        .class("trouble")
        .set("role", "alert")
        .hidden_if(quiet)
        .text(move || state.follow(|values| values.form.trouble.clone()));
    let heading = tag("h1").set("tabindex", "-1");
    let mut view: Vec<Markup> = vec![
        back(state).into(),
        heading.put(state.text(Text::AskTitle)).into(),
        trouble.into(),
        form.into(),
    ];
    view.extend(when.map(Markup::from));
    // It stays at the foot, so it is no more than the button.
    view.push(tag("p").class("write person").put(person).into());
    view
}

/// What was said, and what can be done now; nothing while that is on its way.
fn drawn(state: State, values: &Values) -> Vec<Markup> {
    let Some(talk) = &values.talk else {
        return Vec::new();
    };
    let turns = talk.turns.iter().map(|said| turn(state, said));
    let offers = talk.offers.iter().enumerate().map(|(place, offer)| {
        let (name, value) = match offer.act {
            Act::Person => ("person", "1".to_owned()),
            _ => ("chose", place.to_string()),
        };
        let button = tag("button").class("quiet").set("name", name);
        let button = button.set("value", value).put(offer.label.clone());
        tag("li").put(button)
    });
    let offers: Vec<Tag> = offers.collect();
    let chips = (!offers.is_empty()).then(|| tag("ul").class("chips").put_all(offers));
    let mut view: Vec<Markup> = vec![
        hidden("talk", talk.inputs()).into(),
        // The Enter key presses a form's first button.
        tag("button")
            .class("unseen")
            .set("tabindex", "-1")
            .set("aria-hidden", "true")
            .put(state.text(Text::AskSend))
            .into(),
        tag("ol")
            .class("turns")
            .set("role", "list")
            .put_all(turns)
            .into(),
    ];
    view.extend(chips.map(Markup::from));
    view.push(composer(state, talk).into());
    if talk.is_begun() {
        let step = |name, text| {
            let button = tag("button")
                .class("plain")
                .set("name", name)
                .set("value", "1");
            button.put(state.text(text))
        };
        let steps = tag("p").class("steps").put(step("back", Text::AskBack));
        view.push(steps.put(step("again", Text::AskAgain)).into());
    }
    view
}

fn turn(state: State, said: &Turn) -> Tag {
    let line = |class: &'static str, who: Text| {
        let who = format!("{}: ", state.text(who));
        tag("li")
            .class(class)
            .put(tag("span").class("unseen").put(who))
    };
    let ours = || line("us", Text::AskUs);
    match said {
        Turn::Customer(text) => {
            line("you", Text::AskYou).put(tag("p").set("dir", "auto").put(text.clone()))
        }
        Turn::Text(text) => ours().put(tag("p").put(text.clone())),
        Turn::Html(html) => {
            let html = html.clone();
            ours().put(tag("div").class("answer").html(move || html.clone()))
        }
        Turn::Link(link) => {
            let hint = format!(" ({})", state.text(Text::OpensNewTab));
            let open = tag("a")
                .set("href", link.href.clone())
                .set("target", "_blank")
                .set("rel", "noopener")
                .put(link.label.clone())
                .put(tag("span").class("unseen").put(hint));
            ours().put(tag("p").put(open.put(icon("leave"))))
        }
        Turn::Faq { id, question } => {
            let id = id.clone();
            let title = tag("a")
                .set("href", state.panel().href(&format!("/faq/{id}")))
                .put(question.clone());
            let html = move || {
                state.follow(|values| {
                    let found = values.answers.iter().find(|answer| answer.id == id);
                    found.map(|answer| answer.html.clone()).unwrap_or_default()
                })
            };
            ours()
                .put(tag("h2").put(title))
                .put(tag("div").class("answer").html(html))
        }
    }
}

/// Where the customer writes: the field a flow asks, or a question.
fn composer(state: State, talk: &Talk) -> Tag {
    let button = tag("button").class("primary");
    if let Some(ask) = &talk.ask {
        let button = button.put(state.text(Text::TopicGoOn));
        return tag("div")
            .class("asked")
            .put(of_topic(state, &ask.field, &[]))
            .put(button);
    }
    let wrong = (!talk.error.is_empty()).then(|| {
        tag("p")
            .set("id", "said-error")
            .class("error")
            .put(talk.error.clone())
    });
    let field = tag("input")
        .set("id", SAID)
        .set("name", SAID)
        .set("maxlength", "1000")
        .set("autocomplete", "off")
        .set("enterkeyhint", "send")
        .set_some("aria-invalid", wrong.is_some().then(|| "true".to_owned()))
        .set_some(
            "aria-describedby",
            wrong.is_some().then(|| "said-error".to_owned()),
        );
    let label = tag("label")
        .set("for", SAID)
        .put(state.text(Text::AskLabel));
    let row = tag("p")
        .class("say")
        .put(field)
        .put(button.put(state.text(Text::AskSend)));
    tag("div").class("field").put(label).put(row).put_all(wrong)
}
