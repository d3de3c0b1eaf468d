//! The form. Labels above, help below, errors beside their field and summed up on top. It posts
//! by itself where there is no script.

use shared::text::Text;

use crate::{
    faq::back,
    icon::icon,
    markup::{Markup, Tag, tag},
    state::State,
};

/// Names and ids of the fields.
#[cfg(feature = "hydrate")]
pub(crate) const FIELDS: [&str; 4] = ["name", "email", "topic", "message"];
/// Id of the summary of errors.
pub(crate) const SUMMARY: &str = "summary";

/// The form.
pub(crate) fn write(state: State) -> Vec<Markup> {
    let panel = state.panel();
    let form = state.read(|values| values.form.clone());
    let topics = (!panel.topics.is_empty()).then(|| topics(state, &form.topic));
    let message = tag("textarea")
        .set("rows", "5")
        .set("required", "")
        .text(move || form.message.clone());
    let email = tag("input")
        .set("type", "email")
        .set("inputmode", "email")
        .set("autocomplete", "email")
        .set("required", "")
        .set("value", form.email);
    let name = tag("input")
        .set("autocomplete", "name")
        .set("value", form.name);
    // What is wrong is said by us, in the panel's language, with or without script.
    let letter = tag("form")
        .class("letter")
        .set("method", "post")
        .set("action", panel.href("/write"))
        .set("novalidate", "")
        .put(
            tag("input")
                .set("type", "hidden")
                .set("name", "key")
                .set("value", form.key),
        )
        .put_all(topics.map(|topics| field(state, "topic", Text::Topic, None, topics)))
        .put(field(
            state,
            "message",
            Text::Message,
            Some(Text::MessageHelp),
            message,
        ))
        .put(field(
            state,
            "email",
            Text::Email,
            Some(Text::EmailHelp),
            email,
        ))
        .put(field(state, "name", Text::Name, None, name))
        .put(trap(state))
        .put(send(state))
        .put(tag("p").class("hint").put(state.text(Text::PrivacyHint)));
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

fn topics(state: State, chosen: &str) -> Tag {
    let options = state.panel();
    let options = options.topics.iter().map(|topic| {
        let selected = (topic.id == chosen).then(String::new);
        tag("option")
            .set("value", topic.id.clone())
            .set_some("selected", selected)
            .put(topic.label.clone())
    });
    tag("select")
        .put(
            tag("option")
                .set("value", "")
                .put(state.text(Text::TopicNone)),
        )
        .put_all(options)
}

/// A control with its label, error and help. Only what has help must be filled in.
fn field(state: State, name: &'static str, label: Text, help: Option<Text>, control: Tag) -> Tag {
    let error = move || {
        state.follow(|values| {
            let error = values.form.errors.iter().find(|error| error.field == name);
            error.map(|error| error.message.clone())
        })
    };
    let error_id = format!("{name}-error");
    let (mut described, help_id) = (error_id.clone(), format!("{name}-help"));
    if help.is_some() {
        described = format!("{error_id} {help_id}");
    }
    let optional = help.is_none().then(|| {
        let text = format!(" ({})", state.text(Text::Optional));
        tag("span").class("hint").put(text)
    });
    let control = control
        .set("id", name)
        .set("name", name)
        .set("aria-describedby", described)
        .follow("aria-invalid", move || error().map(|_| "true".to_owned()));
    tag("div")
        .class("field")
        .put(
            tag("label")
                .set("for", name)
                .put(state.text(label))
                .put_all(optional),
        )
        .put(control)
        .put(
            tag("p")
                .set("id", error_id)
                .class("error")
                .hidden_if(move || error().is_none())
                .text(move || error().unwrap_or_default()),
        )
        .put_all(help.map(|help| {
            tag("p")
                .set("id", help_id)
                .class("hint")
                .put(state.text(help))
        }))
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
