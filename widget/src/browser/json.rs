//! Reading and writing JSON by the browser's own parser, field by field, so that no parser is sent
//! along. What is missing or of another type is empty.

use js_sys::{Array, Object, Reflect};
use shared::{
    assistant::{self, Ask, Flow, Link, Step, Then, Way},
    panel::{
        Answer, Choice, Contact, Control, Field, Form, Found, Notice, Panel, Question, Rated,
        Receipt, Search, Topic, View,
    },
    problem::FieldError,
    text::Catalogue,
};
use wasm_bindgen::JsValue;

/// A field of an object.
pub(super) fn field(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

/// A text of an object.
pub(super) fn text(object: &JsValue, name: &str) -> String {
    maybe(object, name).unwrap_or_default()
}

fn maybe(object: &JsValue, name: &str) -> Option<String> {
    field(object, name).as_string()
}

fn list(object: &JsValue, name: &str) -> Vec<JsValue> {
    items(&field(object, name))
}

fn items(data: &JsValue) -> Vec<JsValue> {
    match Array::is_array(data) {
        true => Array::from(data).to_vec(),
        false => Vec::new(),
    }
}

/// A list of texts.
pub(super) fn texts(object: &JsValue, name: &str) -> Vec<String> {
    list(object, name)
        .iter()
        .filter_map(JsValue::as_string)
        .collect()
}

/// An object of these fields.
pub(super) fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Setting a field of a plain object cannot fail.
        _ = Reflect::set(&object, &(*name).into(), value);
    }
    object.into()
}

/// What the panel is drawn from.
pub(super) fn panel(data: &JsValue) -> Panel {
    Panel {
        // `entry.js` reads these itself.
        turnstile: String::new(),
        answers: String::new(),
        site: text(data, "site"),
        name: text(data, "name"),
        lang: text(data, "lang"),
        dir: text(data, "dir"),
        texts: Catalogue(texts(data, "texts")),
        greeting: text(data, "greeting"),
        expectation: text(data, "expectation"),
        promise: text(data, "promise"),
        logo: text(data, "logo"),
        page: text(data, "page"),
        notices: list(data, "notices").iter().map(notice).collect(),
        useful: list(data, "useful").iter().filter_map(place).collect(),
        categories: texts(data, "categories"),
        questions: list(data, "questions").iter().map(question).collect(),
        topics: list(data, "topics").iter().map(topic).collect(),
        answer_by: choices(data, "answer_by"),
        slots: choices(data, "slots"),
        stamp: text(data, "stamp"),
        contacts: list(data, "contacts").iter().map(contact).collect(),
        after_faq: survey(data, "after_faq"),
        after_assistant: survey(data, "after_assistant"),
        origins: Vec::new(),
        embedded: field(data, "embedded").is_truthy(),
        keep: text(data, "keep"),
        view: view(&field(data, "view")),
    }
}

fn question(data: &JsValue) -> Question {
    Question {
        id: text(data, "id"),
        category: place(&field(data, "category")),
        text: text(data, "text"),
        lang: maybe(data, "lang"),
        pages: texts(data, "pages"),
    }
}

fn place(data: &JsValue) -> Option<u32> {
    data.as_f64().map(|place| place as u32)
}

fn notice(data: &JsValue) -> Notice {
    Notice {
        html: text(data, "html"),
        warns: field(data, "warns").is_truthy(),
        pages: texts(data, "pages"),
    }
}

fn choices(data: &JsValue, name: &str) -> Vec<Choice> {
    list(data, name).iter().map(choice).collect()
}

fn choice(data: &JsValue) -> Choice {
    Choice {
        id: text(data, "id"),
        label: text(data, "label"),
    }
}

fn survey(data: &JsValue, name: &str) -> Option<Choice> {
    let data = Some(field(data, name)).filter(JsValue::is_object);
    data.map(|data| choice(&data))
}

fn topic(data: &JsValue) -> Topic {
    Topic {
        id: text(data, "id"),
        label: text(data, "label"),
        fields: list(data, "fields").iter().map(asked).collect(),
    }
}

fn asked(data: &JsValue) -> Field {
    Field {
        id: text(data, "id"),
        control: Control::parse(&text(data, "control")),
        label: text(data, "label"),
        help: text(data, "help"),
        required: field(data, "required").is_truthy(),
        choices: choices(data, "choices"),
        min: text(data, "min"),
        max: text(data, "max"),
    }
}

fn contact(data: &JsValue) -> Contact {
    Contact {
        kind: text(data, "kind"),
        label: text(data, "label"),
        value: text(data, "value"),
        href: text(data, "href"),
        state: text(data, "state"),
        note: text(data, "note"),
        text: text(data, "text"),
        external: field(data, "external").is_truthy(),
        pages: texts(data, "pages"),
    }
}

fn view(data: &JsValue) -> View {
    if let Some(name) = data.as_string() {
        return match name.as_str() {
            "Missing" => View::Missing,
            "Questions" => View::Questions,
            _ => View::Home,
        };
    }
    let part = |name| Some(field(data, name)).filter(JsValue::is_object);
    if let Some(data) = part("Search") {
        View::Search(Search {
            query: text(&data, "query"),
            // Their rows are in the page.
            found: list(&data, "found")
                .iter()
                .map(|_| Found::default())
                .collect(),
        })
    } else if let Some(data) = part("Faq") {
        View::Faq(answer(&data))
    } else if let Some(data) = part("Write") {
        // What stands in the fields is theirs: `letter.js` keeps it.
        View::Write(Form {
            topic: text(&data, "topic"),
            transcript: text(&data, "transcript"),
            flow: text(&data, "flow"),
            faq: text(&data, "faq"),
            key: text(&data, "key"),
            stamp: text(&data, "stamp"),
            errors: errors(&data),
            trouble: text(&data, "trouble"),
            ..Form::default()
        })
    } else if part("Ask").is_some() {
        // The conversation stands in its own form.
        View::Ask(<_>::default())
    } else if let Some(data) = part("Sent") {
        View::Sent(receipt(&data))
    } else {
        View::Home
    }
}

fn number(data: &JsValue) -> usize {
    data.as_f64().unwrap_or_default() as usize
}

/// A list of numbers; empty where it is none.
pub(super) fn places(data: &JsValue) -> Vec<usize> {
    items(data).iter().map(number).collect()
}

/// The assistant's flows.
pub(super) fn flows(data: &JsValue) -> Vec<Flow> {
    let flow = |data: &JsValue| Flow {
        id: text(data, "id"),
        title: text(data, "title"),
        steps: list(data, "steps").iter().map(step).collect(),
    };
    list(data, "flows").iter().map(flow).collect()
}

fn step(data: &JsValue) -> Step {
    let then = field(data, "then");
    let part = |name| Some(field(&then, name)).filter(JsValue::is_truthy);
    let place = |data: &JsValue, name| field(data, name).as_f64().unwrap_or_default() as u32;
    let link = field(data, "link");
    Step {
        id: text(data, "id"),
        html: text(data, "html"),
        link: link.is_object().then(|| Link {
            label: text(&link, "label"),
            href: text(&link, "href"),
        }),
        then: if let Some(data) = part("Ask") {
            Then::Ask(Ask {
                field: asked(&field(&data, "field")),
                pattern: text(&data, "pattern"),
                next: place(&data, "next"),
            })
        } else if let Some(data) = part("HandOver") {
            Then::HandOver {
                topic: text(&data, "topic"),
                message: text(&data, "message"),
            }
        } else if let Some(faq) = maybe(&then, "Faq") {
            Then::Faq(faq)
        } else if part("Choices").is_some() {
            let way = |data: &JsValue| Way {
                label: text(data, "label"),
                to: place(data, "to"),
            };
            Then::Choices(list(&then, "Choices").iter().map(way).collect())
        } else if field(&then, "Next").as_f64().is_some() {
            Then::Next(place(&then, "Next"))
        } else {
            Then::End
        },
    }
}

/// What the engine answers to a question, if it is there.
pub(super) fn answered(data: &JsValue) -> assistant::Found {
    assistant::Found {
        sure: field(data, "sure").is_truthy(),
        ids: texts(data, "ids"),
    }
}

/// What a customer keeps, of a page or of the server's answer.
pub(super) fn receipt(data: &JsValue) -> Receipt {
    Receipt {
        reference: text(data, "reference"),
        email: text(data, "email"),
        promise: text(data, "promise"),
        request: text(data, "request"),
        mailed: field(data, "mailed").is_truthy(),
    }
}

/// One FAQ with its answer.
pub(super) fn answer(data: &JsValue) -> Answer {
    Answer {
        id: text(data, "id"),
        question: text(data, "question"),
        html: text(data, "html"),
        contents: text(data, "contents"),
        lang: text(data, "lang"),
        rated: match text(data, "rated").as_str() {
            "Helped" => Rated::Helped,
            "Not" => Rated::Not,
            "Said" => Rated::Said,
            _ => Rated::NotYet,
        },
    }
}

/// The entries under `errors`, of a form or a problem.
pub(super) fn errors(data: &JsValue) -> Vec<FieldError> {
    let error = |data: &JsValue| FieldError {
        field: text(data, "field"),
        code: text(data, "code"),
        message: text(data, "message"),
    };
    list(data, "errors").iter().map(error).collect()
}
