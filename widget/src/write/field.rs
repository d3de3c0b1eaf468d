//! One question of the form: label above, control, error and help below, each tied to the control.

use shared::{
    panel::{Choice, Control, Field},
    text::Text,
};

use crate::{
    markup::{Tag, tag},
    state::State,
};

/// Up to so many choices are all shown at once; more go into a list.
const SHOWN_AT_ONCE: usize = 4;

/// Whether a question must be answered.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Need {
    /// Always.
    Must,
    /// Never, and its label says so.
    May,
    /// By the way to be answered: the style sheet knows which, and takes the label's word away.
    Depends,
}

impl Need {
    pub fn of(required: bool) -> Self {
        if required { Self::Must } else { Self::May }
    }
}

/// What stands around a control.
pub(super) struct Asked {
    /// Its id, by which errors name it.
    pub id: String,
    /// Its name in a form post.
    pub name: String,
    pub label: String,
    /// May be empty.
    pub help: String,
    pub need: Need,
    pub class: &'static str,
}

impl Asked {
    /// A question every site asks, with its words.
    pub fn own(state: State, id: &str, label: Text, help: Option<Text>, need: Need) -> Self {
        Self {
            id: id.to_owned(),
            name: id.to_owned(),
            label: state.text(label),
            help: help.map(|help| state.text(help)).unwrap_or_default(),
            need,
            class: "field",
        }
    }

    pub fn class(self, class: &'static str) -> Self {
        Self { class, ..self }
    }

    /// The question around one control.
    pub fn around(self, state: State, control: Tag) -> Tag {
        let control = self.tied(state, control);
        let label = tag("label").set("for", self.id.clone());
        let label = self.named(state, label);
        let question = tag("div").class(self.class).put(label).put(control);
        self.under(state, question)
    }

    /// The question as a box to tick.
    fn tick(self, state: State, ticked: bool) -> Tag {
        let control = self.tied(state, choice("checkbox", "yes", ticked));
        let label = tag("label").set("for", self.id.clone());
        let label = self.named(state, label);
        let row = tag("p").class("choice").put(control).put(label);
        let question = tag("div").class(self.class).put(row);
        self.under(state, question)
    }

    /// The question as choices of a kind, `radio` or `checkbox`.
    pub fn among(
        self,
        state: State,
        kind: &'static str,
        choices: &[Choice],
        chosen: &[String],
    ) -> Tag {
        let radio = kind == "radio";
        let rows = choices.iter().enumerate().map(|(place, one)| {
            // Errors lead to the first.
            let id = match place {
                0 => self.id.clone(),
                place => format!("{}.{place}", self.id),
            };
            let control = choice(kind, &one.id, chosen.contains(&one.id))
                .set("id", id.clone())
                .set("name", self.name.clone())
                .set_some(
                    "required",
                    (radio && self.need == Need::Must).then(String::new),
                );
            let label = tag("label").set("for", id).put(one.label.clone());
            tag("p").class("choice").put(control).put(label)
        });
        let rows: Vec<Tag> = rows.collect();
        let mut group = tag("fieldset")
            .class(self.class)
            .set("aria-describedby", self.described());
        if radio {
            let id = self.id.clone();
            group = group
                .set("role", "radiogroup")
                .follow("aria-invalid", move || {
                    error(state, &id).map(|_| "true".to_owned())
                });
        }
        let group = group.put(self.named(state, tag("legend"))).put_all(rows);
        self.under(state, group)
    }

    fn tied(&self, state: State, control: Tag) -> Tag {
        let id = self.id.clone();
        control
            .set("id", self.id.clone())
            .set("name", self.name.clone())
            .set("aria-describedby", self.described())
            .set_some("required", (self.need == Need::Must).then(String::new))
            .follow("aria-invalid", move || {
                error(state, &id).map(|_| "true".to_owned())
            })
    }

    fn described(&self) -> String {
        let id = &self.id;
        if self.help.is_empty() {
            format!("{id}-error")
        } else {
            format!("{id}-error {id}-help")
        }
    }

    fn named(&self, state: State, label: Tag) -> Tag {
        let optional = (self.need != Need::Must).then(|| {
            let text = format!(" ({})", state.text(Text::Optional));
            tag("span").class("hint optional").put(text)
        });
        label.put(self.label.clone()).put_all(optional)
    }

    fn under(self, state: State, question: Tag) -> Tag {
        let (id, also) = (self.id.clone(), self.id.clone());
        let wrong = tag("p")
            .set("id", format!("{}-error", self.id))
            .class("error")
            .hidden_if(move || error(state, &id).is_none())
            .text(move || error(state, &also).unwrap_or_default());
        let help = (!self.help.is_empty()).then(|| {
            tag("p")
                .set("id", format!("{}-help", self.id))
                .class("hint")
                .put(self.help)
        });
        question.put(wrong).put_all(help)
    }
}

/// What is wrong with a field, now and later.
fn error(state: State, id: &str) -> Option<String> {
    state.follow(|values| {
        let error = values.form.errors.iter().find(|error| error.field == id);
        error.map(|error| error.message.clone())
    })
}

fn choice(kind: &'static str, value: &str, chosen: bool) -> Tag {
    tag("input")
        .set("type", kind)
        .set("value", value)
        .set_some("checked", chosen.then(String::new))
}

/// A list to choose from, its first entry standing for none.
pub(super) fn list(none: String, choices: &[Choice], chosen: &str) -> Tag {
    let options = choices.iter().map(|one| {
        tag("option")
            .set("value", one.id.clone())
            .set_some("selected", (one.id == chosen).then(String::new))
            .put(one.label.clone())
    });
    tag("select")
        .put(tag("option").set("value", "").put(none))
        .put_all(options)
}

/// A question of a topic, with the values given so far.
pub(crate) fn of_topic(state: State, field: &Field, given: &[String]) -> Tag {
    let asked = Asked {
        id: format!("fields.{}", field.id),
        name: format!("field.{}", field.id),
        label: field.label.clone(),
        help: field.help.clone(),
        need: Need::of(field.required),
        class: "field",
    };
    let value = given.first().cloned().unwrap_or_default();
    let bound = |bound: &String| Some(bound.clone()).filter(|bound| !bound.is_empty());
    let line = |value| tag("input").set("value", value);
    let control = match field.control {
        Control::Tick => return asked.tick(state, !given.is_empty()),
        Control::Any => return asked.among(state, "checkbox", &field.choices, given),
        Control::One if field.choices.len() <= SHOWN_AT_ONCE => {
            return asked.among(state, "radio", &field.choices, given);
        }
        Control::One => list(state.text(Text::ChooseOne), &field.choices, &value),
        Control::Lines => tag("textarea").set("rows", "3").text(move || value.clone()),
        Control::Number => line(value)
            .set("inputmode", "decimal")
            .set("autocomplete", "off"),
        Control::Date => line(value)
            .set("type", "date")
            .set_some("min", bound(&field.min))
            .set_some("max", bound(&field.max)),
        Control::Code => line(value)
            .set("autocomplete", "off")
            .set("autocapitalize", "characters")
            .set("spellcheck", "false"),
        Control::Product => line(value).set("data-product", ""),
        Control::Line => line(value),
    };
    asked.around(state, control)
}
