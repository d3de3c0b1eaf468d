//! What the checks say of a file, said to somebody who looks at a form, in their language.

use super::{Field, Kind, Part, SECTIONS, Words, say};
use crate::lang::Locale;

/// What a check says, and what is said instead; `{}` is any words, the same in both.
const SAID: [(&str, Words); 0] = [];

/// The message for people who look at the field with this key.
pub(super) fn plainly(key: &str, message: &str, locale: Locale) -> String {
    if let Some(words) = shape(key, message, locale) {
        return words;
    }
    let said = SAID.iter().find_map(|(pattern, words)| {
        let found = matched(pattern, message)?;
        let mut text = say(*words, locale).to_owned();
        for one in found {
            text = text.replacen("{}", one, 1);
        }
        Some(text)
    });
    said.unwrap_or_else(|| sentence(message))
}

fn sentence(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars.next().map(char::to_uppercase);
    let mut text: String = first.into_iter().flatten().chain(chars).collect();
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}

/// What stands in the places of a pattern.
fn matched<'a>(pattern: &str, message: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = pattern.split("{}");
    let mut rest = message.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let end = match (part.is_empty(), parts.peek().is_none()) {
            (true, true) => rest.len(),
            (_, true) => rest.strip_suffix(part)?.len(),
            _ => rest.find(part)?,
        };
        found.push(rest.get(..end)?);
        rest = rest.get(end..)?.strip_prefix(part)?;
    }
    rest.is_empty().then_some(found)
}

/// What a field wants, where what stands there cannot even be read.
fn shape(key: &str, message: &str, locale: Locale) -> Option<String> {
    let misread = [
        "invalid type",
        "invalid value",
        "unknown variant",
        "missing field",
    ];
    if !misread.iter().any(|start| message.starts_with(start)) {
        return None;
    }
    let words: Words = match field_at(key).map(|field| &field.kind) {
        Some(Kind::Whole(from, to)) => {
            return Some(match locale {
                Locale::It => format!("Scrivi un numero intero da {from} a {to}."),
                _ => format!("Write a whole number from {from} to {to}."),
            });
        }
        Some(Kind::One(_) | Kind::Choice(_) | Kind::Maybe(_)) => {
            ["Choose one of these.", "Scegli una di queste voci."]
        }
        _ => [
            "This cannot be read: write it anew.",
            "Non si riesce a leggere: riscrivilo.",
        ],
    };
    Some(say(words, locale).to_owned())
}

/// The field a key of the configuration stands for.
pub(super) fn field_at(key: &str) -> Option<&'static Field> {
    SECTIONS
        .iter()
        .flat_map(|section| section.parts)
        .find_map(|part| match part {
            Part::Form(form) => inside(form.fields, key),
            Part::List(list) => {
                let rest = key.strip_prefix(list.key)?.strip_prefix('.')?;
                inside(list.fields, rest.split_once('.')?.1)
            }
        })
}

fn inside(fields: &'static [Field], key: &str) -> Option<&'static Field> {
    fields.iter().find_map(|field| {
        let rest = key.strip_prefix(field.key)?;
        match (&field.kind, rest.strip_prefix('.')) {
            (Kind::Group(fields) | Kind::Part(fields), Some(rest)) => inside(fields, rest),
            (Kind::Rows(rows), Some(rest)) => match rest.split_once('.') {
                Some((_, rest)) => inside(rows.fields, rest),
                None => Some(field),
            },
            (_, None) if !rest.is_empty() => None,
            _ => Some(field),
        }
    })
}
