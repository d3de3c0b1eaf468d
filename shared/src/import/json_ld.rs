//! Reads the FAQPage data that pages carry for search engines (schema.org, as JSON-LD), the way
//! it is found in the wild: in graphs, in arrays, with references, with HTML in its texts.

use std::collections::HashMap;

use serde_json::{Map, Value};

use crate::markdown::{from_html, json_ld_scripts, text_of_html};

use super::{Found, ImportError};

type Object = Map<String, Value>;

pub(super) fn read(page: &str, notes: &mut Vec<String>) -> Result<Vec<Found>, ImportError> {
    let mut blocks = Vec::new();
    let mut broken = None;
    for (number, script) in json_ld_scripts(page).iter().enumerate() {
        let json = without_wrapping(script);
        match serde_json::from_str(json).or_else(|error| lenient(json).ok_or(error)) {
            Ok(value) => blocks.push(value),
            Err(error) => {
                let error = ImportError::BrokenJson {
                    block: number + 1,
                    line: error.line(),
                    column: error.column(),
                    reason: reason(&error),
                };
                notes.push(error.to_string());
                broken.get_or_insert(error);
            }
        }
    }
    let mut named = HashMap::new();
    for block in &blocks {
        collect_named(block, &mut named);
    }
    let mut reader = Reader {
        named,
        found: Vec::new(),
        notes,
    };
    for block in &blocks {
        reader.look_for_pages(block);
    }
    match (reader.found.is_empty(), broken) {
        (false, _) => Ok(reader.found),
        (true, Some(broken)) => Err(broken),
        (true, None) => Err(ImportError::NoFaqPage),
    }
}

/// What `serde_json` says, without the place it adds: that is told apart.
fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ")
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// Older pages hide scripts from older browsers.
fn without_wrapping(script: &str) -> &str {
    let mut json = script.trim();
    for (before, after) in [
        ("<!--", "-->"),
        ("//<![CDATA[", "//]]>"),
        ("/*<![CDATA[*/", "/*]]>*/"),
        ("<![CDATA[", "]]>"),
    ] {
        if let Some(inner) = json.strip_prefix(before) {
            json = inner.trim().strip_suffix(after).unwrap_or(inner).trim();
        }
    }
    json
}

/// Raw line breaks within texts are the usual fault in hand-made JSON-LD, and do no harm.
fn lenient(json: &str) -> Option<Value> {
    let json: String = json
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    serde_json::from_str(&json).ok()
}

fn is_a(object: &Object, kind: &str) -> bool {
    let names = |value: &Value| {
        value
            .as_str()
            .is_some_and(|name| name.rsplit(['/', ':', '#']).next() == Some(kind))
    };
    match object.get("@type") {
        Some(Value::Array(kinds)) => kinds.iter().any(names),
        Some(name) => names(name),
        None => false,
    }
}

/// Objects by their `@id`, for others to refer to. A mere reference has nothing but its id.
fn collect_named<'a>(value: &'a Value, named: &mut HashMap<&'a str, &'a Object>) {
    match value {
        Value::Object(object) => {
            if let Some(id) = object.get("@id").and_then(Value::as_str)
                && object.len() > 1
            {
                named.entry(id).or_insert(object);
            }
            object
                .values()
                .for_each(|value| collect_named(value, named));
        }
        Value::Array(values) => values.iter().for_each(|value| collect_named(value, named)),
        _ => {}
    }
}

struct Reader<'a, 'n> {
    named: HashMap<&'a str, &'a Object>,
    found: Vec<Found>,
    notes: &'n mut Vec<String>,
}

impl<'a> Reader<'a, '_> {
    fn look_for_pages(&mut self, value: &'a Value) {
        match value {
            Value::Object(object) if is_a(object, "FAQPage") => {
                for (key, value) in object {
                    if key != "@id" {
                        self.look_for_questions(value, 0);
                    }
                }
            }
            Value::Object(object) => object.values().for_each(|value| self.look_for_pages(value)),
            Value::Array(values) => values.iter().for_each(|value| self.look_for_pages(value)),
            _ => {}
        }
    }

    /// `followed` counts references, which may run in circles.
    fn look_for_questions(&mut self, value: &'a Value, followed: usize) {
        match value {
            Value::Object(object) => {
                let (object, followed) = match self.referred(object) {
                    Some(object) if followed < 4 => (object, followed + 1),
                    Some(_) => return,
                    None => (object, followed),
                };
                if is_a(object, "Question") || object.contains_key("acceptedAnswer") {
                    self.question(object);
                } else if !is_a(object, "FAQPage") && !is_a(object, "WebSite") {
                    object
                        .values()
                        .for_each(|value| self.look_for_questions(value, followed));
                }
            }
            Value::Array(values) => {
                values
                    .iter()
                    .for_each(|value| self.look_for_questions(value, followed));
            }
            _ => {}
        }
    }

    fn referred(&self, object: &Object) -> Option<&'a Object> {
        match object.get("@id") {
            Some(Value::String(id)) if object.len() == 1 => self.named.get(id.as_str()).copied(),
            _ => None,
        }
    }

    fn question(&mut self, object: &'a Object) {
        let title = ["name", "headline", "text"].into_iter().find_map(|key| {
            let text = text_of_html(&unescaped(object.get(key)?.as_str()?));
            (!text.is_empty()).then_some(text)
        });
        let Some(question) = title else {
            self.notes
                .push("a question without text was left out".to_owned());
            return;
        };
        let answer = ["acceptedAnswer", "suggestedAnswer"]
            .into_iter()
            .find_map(|key| {
                let answer = self.answer(object.get(key)?, 0);
                (!answer.is_empty()).then_some(answer)
            });
        match answer {
            Some(answer) => self.found.push(Found {
                question,
                answer,
                ..Found::default()
            }),
            None => self
                .notes
                .push(format!("“{question}” has no answer and was left out")),
        }
    }

    fn answer(&self, value: &Value, followed: usize) -> String {
        match value {
            Value::String(text) => markdown(text),
            Value::Array(values) => {
                let all = values.iter().map(|value| self.answer(value, followed));
                all.filter(|text| !text.is_empty())
                    .collect::<Vec<_>>()
                    .join("\n\n")
            }
            Value::Object(object) => match self.referred(object) {
                Some(object) if followed < 4 => object
                    .get("text")
                    .map(|text| self.answer(text, followed + 1))
                    .unwrap_or_default(),
                _ => object
                    .get("text")
                    .map(|text| self.answer(text, followed))
                    .unwrap_or_default(),
            },
            _ => String::new(),
        }
    }
}

/// Some systems escape the HTML in the text once more: `&lt;p&gt;`.
fn unescaped(text: &str) -> String {
    let tags = [
        "&lt;p",
        "&lt;br",
        "&lt;a ",
        "&lt;ul",
        "&lt;ol",
        "&lt;/",
        "&lt;strong",
        "&lt;div",
    ];
    if text.contains('<') || !tags.iter().any(|tag| text.contains(tag)) {
        return text.to_owned();
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// An answer's text as Markdown. Where there is no tag in it, its line breaks are meant.
fn markdown(text: &str) -> String {
    let text = unescaped(text);
    match text.contains('<') {
        true => from_html(&text),
        false => from_html(&text.trim().replace('\n', "<br>")),
    }
}
