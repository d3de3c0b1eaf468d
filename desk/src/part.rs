//! What pages of the desk are put together from: forms, fields, buttons, notices.

use widget::markup::{Markup, Tag, tag};

use crate::{icon::icon, shell::Shell};

/// A form that posts to an address of the desk, with the token of its session.
pub fn form(shell: &Shell<'_>, action: String) -> Tag {
    tag("form")
        .set("method", "post")
        .set("action", action)
        .set("novalidate", "")
        .put(hidden("csrf", shell.form_token))
}

/// A field nobody sees.
pub fn hidden(name: &'static str, value: impl Into<String>) -> Tag {
    tag("input")
        .set("type", "hidden")
        .set("name", name)
        .set("value", value)
}

/// A button; `class` is `primary`, `secondary` or `quiet`.
pub fn button(class: &'static str, text: impl Into<String>) -> Tag {
    tag("button").class(class).put(text.into())
}

/// A button that posts which of several was pressed.
pub fn button_of(
    class: &'static str,
    name: &'static str,
    value: impl Into<String>,
    text: impl Into<String>,
) -> Tag {
    button(class, text).set("name", name).set("value", value)
}

/// A link that looks like a button.
pub fn link_button(class: &'static str, href: impl Into<String>, text: impl Into<String>) -> Tag {
    tag("a").class(class).set("href", href).put(text.into())
}

/// A field's label, help and error around its control. `id` is the control's; the control gets
/// what ties it to them.
pub fn field(id: &str, label: &str, help: &str, error: Option<&str>, control: Tag) -> Tag {
    let mut about = Vec::new();
    if !help.is_empty() {
        about.push(format!("{id}-help"));
    }
    if error.is_some() {
        about.push(format!("{id}-error"));
    }
    let control = control
        .set("id", id)
        .set_some("aria-invalid", error.map(|_| "true".to_owned()))
        .set_some(
            "aria-describedby",
            (!about.is_empty()).then(|| about.join(" ")),
        );
    let label = tag("label").set("for", id).put(label.to_owned());
    let mut field = tag("div").class("field").put(label).put(control);
    if !help.is_empty() {
        let help = tag("p").class("hint").put(help.to_owned());
        field = field.put(help.set("id", format!("{id}-help")));
    }
    if let Some(error) = error {
        let text = tag("p").class("error").set("id", format!("{id}-error"));
        field = field.put(text.put(icon("alert")).put(error.to_owned()));
    }
    field
}

/// An input of a type, with its value.
pub fn input(kind: &'static str, name: &str, value: &str) -> Tag {
    tag("input")
        .set("type", kind)
        .set("name", name)
        .set("value", value)
}

/// A text of several lines.
pub fn textarea(name: &str, value: &str, rows: u8) -> Tag {
    let area = tag("textarea")
        .set("name", name)
        .set("rows", rows.to_string());
    match value {
        "" => area,
        value => area.put(value.to_owned()),
    }
}

/// A choice of one: values with their texts, and the one that is chosen.
pub fn select(name: &str, options: &[(String, String)], chosen: &str) -> Tag {
    tag("select")
        .set("name", name)
        .put_all(options.iter().map(|(value, text)| {
            tag("option")
                .set("value", value.clone())
                .set_some("selected", (value == chosen).then(String::new))
                .put(text.clone())
        }))
}

/// A box to tick, with its label.
pub fn tick(name: &str, value: &str, label: &str, ticked: bool) -> Tag {
    let input = input("checkbox", name, value).set_some("checked", ticked.then(String::new));
    tag("label")
        .class("tick")
        .put(input)
        .put(tag("span").put(label.to_owned()))
}

/// How a notice is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was done.
    Done,
    /// Something to know.
    Info,
    /// Something needs another look.
    Trouble,
}

/// What was just done, or what needs another look.
pub fn notice(tone: Tone, text: impl Into<Markup>) -> Tag {
    let (class, name) = match tone {
        Tone::Done => ("notice done", "check"),
        Tone::Info => ("notice", "info"),
        Tone::Trouble => ("notice trouble", "alert"),
    };
    tag("div")
        .class(class)
        .set("role", "status")
        .put(icon(name))
        .put(tag("p").put(text))
}

/// What stands where nothing is.
pub fn empty(name: &str, title: &str, hint: &str) -> Tag {
    tag("div")
        .class("empty")
        .put(icon(name))
        .put(tag("h2").put(title.to_owned()))
        .put(tag("p").put(hint.to_owned()))
}

/// A group of contents with a heading.
pub fn card(title: &str, contents: Vec<Tag>) -> Tag {
    tag("section")
        .class("card")
        .put(tag("h2").put(title.to_owned()))
        .put_all(contents)
}
