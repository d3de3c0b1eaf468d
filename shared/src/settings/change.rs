//! What differs between two configurations, thing by thing, so that people can be told in words.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Field, List, Part, SECTIONS, brief, path, say};
use crate::tongue::Tongue;

/// Most changes told one by one.
const MAX_CHANGES: usize = 200;

/// Something that differs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// The section it is in.
    pub section: String,
    /// The key of the list, or of the field.
    pub key: String,
    /// The entry's title; empty where it is no entry of a list.
    pub title: String,
    /// What happened to it.
    pub what: What,
    /// The fields that differ, by their keys.
    pub fields: Vec<String>,
}

/// What happened to something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum What {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is another.
    Changed,
    /// The list is in another order.
    Moved,
}

/// What differs, in the order of the sections.
pub fn changes(old: &Value, new: &Value) -> Vec<Change> {
    let mut all = Vec::new();
    for section in SECTIONS {
        for part in section.parts {
            match part {
                Part::Form(form) => all.extend(differing(form.fields, old, new).into_iter().map(
                    |key| Change {
                        section: section.id.to_owned(),
                        key: key.clone(),
                        title: String::new(),
                        what: What::Changed,
                        fields: vec![key],
                    },
                )),
                Part::List(list) => of_list(section.id, list, old, new, &mut all),
            }
        }
    }
    all.truncate(MAX_CHANGES);
    all
}

/// The keys of the fields that differ.
fn differing(fields: &[Field], old: &Value, new: &Value) -> Vec<String> {
    let differ = fields
        .iter()
        .filter(|field| !same(path::at(old, field.key), path::at(new, field.key)));
    differ.map(|field| field.key.to_owned()).collect()
}

/// Whether both say the same; nothing is as good as an empty list.
fn same(old: Option<&Value>, new: Option<&Value>) -> bool {
    let is_empty = |value: Option<&Value>| match value {
        None | Some(Value::Null) => true,
        Some(Value::Array(all)) => all.is_empty(),
        Some(Value::Object(all)) => all.is_empty(),
        Some(_) => false,
    };
    old == new || is_empty(old) && is_empty(new)
}

fn of_list(section: &str, list: &List, old: &Value, new: &Value, all: &mut Vec<Change>) {
    let entries = |site: &Value| -> Vec<Value> {
        let found = path::at(site, list.key).and_then(Value::as_array);
        found.cloned().unwrap_or_default()
    };
    let (before, after) = (entries(old), entries(new));
    if before == after {
        return;
    }
    let change = |site: &Value, entry: &Value, what, fields| Change {
        section: section.to_owned(),
        key: list.key.to_owned(),
        title: brief::own_title(list.fields, entry, site),
        what,
        fields,
    };
    // Each is matched with the one of its name, else with its like, else with the one in its place.
    let mut taken = vec![false; before.len()];
    let mut partner: Vec<Option<usize>> = vec![None; after.len()];
    let id = |value: &Value| value.get("id").and_then(Value::as_str).map(str::to_owned);
    let mut pair = |matches: &dyn Fn(usize, &Value, usize, &Value) -> bool| {
        for (n, entry) in after.iter().enumerate() {
            if partner.get(n).is_some_and(Option::is_some) {
                continue;
            }
            let found = before.iter().enumerate().position(|(m, other)| {
                !taken.get(m).copied().unwrap_or(true) && matches(n, entry, m, other)
            });
            if let (Some(m), Some(place)) = (found, partner.get_mut(n)) {
                *place = Some(m);
                if let Some(taken) = taken.get_mut(m) {
                    *taken = true;
                }
            }
        }
    };
    pair(&|_, entry, _, other| id(entry).is_some() && id(entry) == id(other));
    pair(&|_, entry, _, other| entry == other);
    pair(&|n, entry, m, other| n == m && id(entry).is_none() && id(other).is_none());
    for (entry, partner) in after.iter().zip(&partner) {
        match partner.and_then(|m| before.get(m)) {
            None => all.push(change(new, entry, What::Added, Vec::new())),
            Some(other) => {
                let fields = differing(list.fields, other, entry);
                if !fields.is_empty() {
                    all.push(change(new, entry, What::Changed, fields));
                }
            }
        }
    }
    for (entry, taken) in before.iter().zip(&taken) {
        if !taken {
            all.push(change(old, entry, What::Removed, Vec::new()));
        }
    }
    let stayed: Vec<usize> = partner.into_iter().flatten().collect();
    if !stayed.is_sorted() {
        all.push(Change {
            section: section.to_owned(),
            key: list.key.to_owned(),
            title: String::new(),
            what: What::Moved,
            fields: Vec::new(),
        });
    }
}

impl Change {
    /// The change in words: `Question “How much is shipping?”: Answer`.
    pub fn words(&self, tongue: Tongue) -> String {
        let section = super::section(&self.section);
        let parts = section.map_or(&[][..], |section| section.parts);
        let label = |fields: &[Field], key: &str| {
            let found = fields.iter().find(|field| field.key == key);
            found.map_or_else(
                || key.to_owned(),
                |field| say(field.label, tongue).to_owned(),
            )
        };
        for part in parts {
            match part {
                Part::Form(form)
                    if self.title.is_empty()
                        && form.fields.iter().any(|field| field.key == self.key) =>
                {
                    let name = section.map_or("", |section| say(section.name, tongue));
                    return format!("{name}: {}", label(form.fields, &self.key));
                }
                Part::List(list) if list.key == self.key => {
                    let one = capital(say(list.one, tongue));
                    let title = &self.title;
                    let it = matches!(tongue, Tongue::It);
                    return match self.what {
                        What::Moved => match it {
                            true => format!("{}: altro ordine", say(list.name, tongue)),
                            false => format!("{}: another order", say(list.name, tongue)),
                        },
                        What::Added if it => format!("{one} «{title}»: è nuova"),
                        What::Added => format!("{one} “{title}”: added"),
                        What::Removed if it => format!("{one} «{title}»: non c'è più"),
                        What::Removed => format!("{one} “{title}”: removed"),
                        What::Changed => {
                            let fields: Vec<_> = self
                                .fields
                                .iter()
                                .map(|key| label(list.fields, key).to_lowercase())
                                .collect();
                            let fields = fields.join(", ");
                            match it {
                                true => format!("{one} «{title}»: {fields}"),
                                false => format!("{one} “{title}”: {fields}"),
                            }
                        }
                    };
                }
                _ => {}
            }
        }
        self.key.clone()
    }
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}
