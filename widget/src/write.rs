//! The form. What it is about comes first, for that decides what else is asked. Errors stand beside
//! their field and are summed up on top. It posts by itself where there is no script.

pub(crate) mod field;
mod files;

use shared::{panel::Form, text::Text};

use crate::{
    faq::back,
    home::links,
    icon::icon,
    markup::{Markup, Tag, tag},
    state::State,
};
use field::{Asked, Need, list, of_topic};

/// Id of the summary of errors.
pub(crate) const SUMMARY: &str = "summary";
/// Id of the list of topics.
pub(crate) const TOPIC: &str = "topic";

/// Id of the message.
pub(crate) const MESSAGE: &str = "message";

/// The form.
pub(crate) fn write(state: State) -> Vec<Markup> {
    let panel = state.panel();
    let form = state.read(|values| values.form.clone());
    let stamp = match form.stamp.is_empty() {
        true => &panel.stamp,
        false => &form.stamp,
    };
    let written = form.message.clone();
    let message = tag("textarea")
        .set("rows", "5")
        .text(move || written.clone());
    let message = Asked::own(
        state,
        MESSAGE,
        Text::Message,
        Some(Text::MessageHelp),
        Need::Must,
    )
    .around(state, message);
    let name = tag("input")
        .set("autocomplete", "name")
        .set("value", form.name.clone());
    let name = Asked::own(state, "name", Text::Name, None, Need::May).around(state, name);
    // What is wrong is said by us, in the panel's language, with or without script.
    let letter = tag("form")
        .class("letter")
        .set("method", "post")
        .set("enctype", "multipart/form-data")
        .set("action", panel.href("/write"))
        .set("novalidate", "")
        .put(hidden("key", form.key.clone()))
        .put(hidden("stamp", stamp.clone()))
        .put_all(said(state, &form))
        .put_all((!form.faq.is_empty()).then(|| hidden("faq", form.faq.clone())))
        .put_all(topics(state, &form.topic))
        .put(tag("div").class("fields").made(move || fields(state)))
        .put(message)
        .put(suggestions(state))
        .put_all(ways(state, &form))
        .put(name)
        .put(files::files(state))
        .put(trap(state))
        .put(keep(state))
        .put(send(state))
        .put(privacy(state));
    vec![
        back(state).into(),
        tag("h1")
            .set("tabindex", "-1")
            .put(state.text(Text::WriteToUs))
            .into(),
        tag("p")
            .class("lead")
            .put(state.text(Text::WriteHint))
            .into(),
        summary(state).into(),
        letter.into(),
    ]
}

/// What was said with the assistant: it goes along, and is no secret.
fn said(state: State, form: &Form) -> Vec<Tag> {
    if form.transcript.is_empty() {
        return Vec::new();
    }
    let shown = tag("details")
        .class("said")
        .put(tag("summary").put(state.text(Text::AskTranscript)))
        .put(tag("pre").set("dir", "auto").put(form.transcript.clone()));
    vec![
        hidden("transcript", form.transcript.clone()),
        hidden("flow", form.flow.clone()),
        shown,
    ]
}

pub(crate) fn hidden(name: &'static str, value: String) -> Tag {
    tag("input")
        .set("type", "hidden")
        .set("name", name)
        .set("value", value)
}

/// What needs another look, with links to the fields.
fn summary(state: State) -> Tag {
    let links = move || {
        let link = |field: &str, message: &str| {
            let link = tag("a")
                .set("href", format!("#{field}"))
                .put(message.to_owned());
            tag("li").put(link).into()
        };
        state.follow(|values| {
            values
                .form
                .errors
                .iter()
                .map(|error| link(&error.field, &error.message))
                .collect()
        })
    };
    let fine = move || state.follow(|values| values.form.errors.is_empty());
    let quiet = move || state.follow(|values| values.form.trouble.is_empty());
    let trouble = move || state.follow(|values| values.form.trouble.clone());
    tag("div")
        .set("id", SUMMARY)
        .class("summary")
        .set("tabindex", "-1")
        .set("role", "group")
        .set("aria-labelledby", "wrong")
        .hidden_if(move || fine() && quiet())
        .put(icon("alert"))
        .put(
            tag("div")
                .set("id", "wrong")
                .put(tag("p").hidden_if(quiet).text(trouble))
                .put(tag("p").hidden_if(fine).put(state.text(Text::ErrorSummary)))
                .put(tag("ul").hidden_if(fine).made(links)),
        )
}

/// What it is about. Where there is no script, a button shows what the chosen topic asks; the form
/// comes back as it was filled in. The Enter key presses a form's first button: that is to send.
fn topics(state: State, chosen: &str) -> Vec<Tag> {
    let panel = state.panel();
    if let [] | [_] = panel.topics.as_slice() {
        let only = panel.topics.first();
        return Vec::from_iter(only.map(|topic| hidden("topic", topic.id.clone())));
    }
    let choices: Vec<_> = panel.topics.iter().map(|topic| topic.choice()).collect();
    let list = list(state.text(Text::TopicNone), &choices, chosen);
    let enter = tag("button").class("unseen").set("tabindex", "-1");
    let go_on = tag("button")
        .class("quiet step")
        .set("name", "step")
        .set("value", "topic")
        .put(state.text(Text::TopicGoOn));
    let enter = enter.set("aria-hidden", "true").put(state.text(Text::Send));
    let asked = Asked::own(state, TOPIC, Text::Topic, None, Need::May);
    vec![enter, asked.around(state, list).put(go_on)]
}

/// What the topic asks.
fn fields(state: State) -> Vec<Markup> {
    state.follow_topic(|topic, form| {
        let given = |id: &str| -> Vec<String> {
            let given = form.fields.iter().filter(|given| given.id == id);
            given.map(|given| given.value.clone()).collect()
        };
        let fields = topic.fields.iter();
        fields
            .map(|field| of_topic(state, field, &given(&field.id)).into())
            .collect()
    })
}

/// FAQs that may answer what is being written: offered under it, never in the way.
fn suggestions(state: State) -> Tag {
    let items = move || {
        let links = links(state, &state.follow_suggested());
        links.into_iter().map(Into::into).collect()
    };
    tag("aside")
        .class("suggested")
        .set("aria-labelledby", "suggested")
        .hidden_if(move || state.follow_suggested().is_empty())
        .put(
            tag("p")
                .set("id", "suggested")
                .class("hint")
                .put(state.text(Text::Suggested)),
        )
        .put(tag("ul").class("rows").made(items))
}

/// How and where to answer. What only some ways need is hidden by the style sheet, which sees what
/// is chosen, with or without script.
fn ways(state: State, form: &Form) -> Vec<Tag> {
    let panel = state.panel();
    let calls = panel
        .answer_by
        .iter()
        .filter(|way| by_phone(&way.id))
        .count();
    let (phone, email) = match calls {
        0 => (None, Need::Must),
        all if all == panel.answer_by.len() => (Some(Need::Must), Need::May),
        _ => (Some(Need::Depends), Need::Depends),
    };
    let first = panel.answer_by.first().map_or("", |way| way.id.as_str());
    let chosen = match form.answer_by.is_empty() {
        true => first.to_owned(),
        false => form.answer_by.clone(),
    };
    let way = match panel.answer_by.len() {
        0 | 1 => hidden("answer_by", chosen),
        _ => Asked::own(state, "answer_by", Text::AnswerBy, None, Need::Must).among(
            state,
            "radio",
            &panel.answer_by,
            &[chosen],
        ),
    };
    let mail = tag("input")
        .set("type", "email")
        .set("inputmode", "email")
        .set("autocomplete", "email")
        .set("value", form.email.clone());
    let help = Some(Text::EmailHelp).filter(|_| email != Need::May);
    let mail = Asked::own(state, "email", Text::Email, help, email)
        .class("field by-mail")
        .around(state, mail);
    let number = phone.map(|need| {
        let number = tag("input")
            .set("type", "tel")
            .set("autocomplete", "tel")
            .set("value", form.phone.clone());
        Asked::own(state, "phone", Text::Phone, Some(Text::PhoneHelp), need)
            .class("field by-phone")
            .around(state, number)
    });
    let time = (!panel.slots.is_empty()).then(|| {
        let times = list(state.text(Text::CallbackAny), &panel.slots, &form.callback);
        Asked::own(state, "callback", Text::Callback, None, Need::May)
            .class("field by-call")
            .around(state, times)
    });
    [Some(way), number, time, Some(mail)]
        .into_iter()
        .flatten()
        .collect()
}

fn by_phone(way: &str) -> bool {
    matches!(way, "phone" | "whatsapp")
}

/// A field for robots, who fill in all there are.
fn trap(state: State) -> Tag {
    let field = tag("input").set("id", "website").set("name", "website");
    tag("div")
        .class("unseen")
        .set("aria-hidden", "true")
        .put(
            tag("label")
                .set("for", "website")
                .put(state.text(Text::LeaveEmpty)),
        )
        .put(field.set("tabindex", "-1").set("autocomplete", "off"))
}

/// Whether a draft stays on this device; where there is script only.
fn keep(state: State) -> Tag {
    let tick = tag("input")
        .set("type", "checkbox")
        .set("id", "keep")
        .set("name", "keep")
        .set("value", "1");
    let label = tag("label").set("for", "keep");
    tag("p")
        .class("choice keep")
        .put(tick)
        .put(label.put(state.text(Text::KeepDraft)))
}

fn send(state: State) -> Tag {
    let sending = move || state.follow(|values| values.sending);
    let button = tag("button")
        .class("primary")
        .follow("aria-disabled", move || {
            sending().then(|| "true".to_owned())
        })
        .text(move || state.text(if sending() { Text::Sending } else { Text::Send }));
    tag("p").class("send").put(button)
}

/// How what is written is used, and where that is told in full.
fn privacy(state: State) -> Tag {
    let panel = state.panel();
    let link = tag("a")
        .set(
            "href",
            format!("/privacy/{}?lang={}", panel.site, panel.lang),
        )
        .set("target", "_blank")
        .put(state.text(Text::Privacy));
    tag("p")
        .class("hint")
        .put(format!("{} ", state.text(Text::PrivacyHint)))
        .put(link)
}
