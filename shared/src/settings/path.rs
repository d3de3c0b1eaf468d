//! Keys such as `faqs.3.question.it`: the way to a value inside the configuration's JSON.

use serde_json::{Map, Value};

/// The parts of a key; of an empty one, none.
fn parts(key: &str) -> impl Iterator<Item = &str> {
    key.split('.').filter(|part| !part.is_empty())
}

/// Joins two keys, either of which may be empty.
pub(super) fn join(base: &str, key: &str) -> String {
    match (base.is_empty(), key.is_empty()) {
        (true, _) => key.to_owned(),
        (_, true) => base.to_owned(),
        _ => format!("{base}.{key}"),
    }
}

/// `faqs[3].answer` as `faqs.3.answer`.
pub(super) fn dotted(key: &str) -> String {
    key.replace('[', ".").replace(']', "")
}

/// Whether `key` is `base` or something in it.
pub(super) fn is_in(key: &str, base: &str) -> bool {
    base.is_empty()
        || key
            .strip_prefix(base)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// The value at a key.
pub fn at<'a>(value: &'a Value, key: &str) -> Option<&'a Value> {
    parts(key).try_fold(value, |value, part| match value {
        Value::Object(fields) => fields.get(part),
        Value::Array(items) => items.get(part.parse::<usize>().ok()?),
        _ => None,
    })
}

/// The value at a key, to be changed.
pub(super) fn at_mut<'a>(value: &'a mut Value, key: &str) -> Option<&'a mut Value> {
    parts(key).try_fold(value, |value, part| match value {
        Value::Object(fields) => fields.get_mut(part),
        Value::Array(items) => items.get_mut(part.parse::<usize>().ok()?),
        _ => None,
    })
}

/// Puts a value at a key, making the objects on the way. Past the end of a list it is appended.
pub fn set(value: &mut Value, key: &str, new: Value) {
    let mut here = value;
    for part in parts(key) {
        here = match (part.parse::<usize>(), here) {
            (Ok(n), Value::Array(items)) => {
                let n = n.min(items.len());
                if n == items.len() {
                    items.push(Value::Null);
                }
                match items.get_mut(n) {
                    Some(item) => item,
                    None => return,
                }
            }
            (_, other) => {
                if !other.is_object() {
                    *other = Value::Object(Map::new());
                }
                match other.as_object_mut() {
                    Some(fields) => fields.entry(part).or_insert(Value::Null),
                    None => return,
                }
            }
        };
    }
    *here = new;
}

/// Takes out what is at a key; an entry of a list leaves the list.
pub fn remove(value: &mut Value, key: &str) {
    let (parent, last) = key.rsplit_once('.').unwrap_or(("", key));
    match at_mut(value, parent) {
        Some(Value::Object(fields)) => {
            fields.remove(last);
        }
        Some(Value::Array(items)) => {
            if let Ok(n) = last.parse::<usize>()
                && n < items.len()
            {
                items.remove(n);
            }
        }
        _ => {}
    }
}
