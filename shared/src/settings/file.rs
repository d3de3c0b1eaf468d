//! A configuration as the TOML file an owner could have written. Comments are not kept anywhere.

use std::fmt::Write;

use serde_json::{Map, Value};
use toml_writer::{ToTomlKey, ToTomlValue, TomlKeyBuilder, TomlStringBuilder};

/// The order of the tables; what is not named follows.
const ORDER: [&str; 28] = [
    "id",
    "name",
    "languages",
    "time_zone",
    "origins",
    "appearance",
    "mail",
    "hours",
    "sla",
    "teams",
    "agents",
    "routing",
    "escalations",
    "surveys",
    "home",
    "notices",
    "categories",
    "faqs",
    "flows",
    "form",
    "topics",
    "channels",
    "texts",
    "webhooks",
    "spam",
    "limits",
    "privacy",
    "macros",
];
/// The longest text written into a line with others, in characters.
const MAX_INLINE: usize = 120;

/// The file.
pub fn to_toml(site: &Value) -> String {
    let mut toml = String::new();
    if let Some(site) = site.as_object() {
        table(&mut toml, "", site);
    }
    toml
}

fn sorted(fields: &Map<String, Value>) -> Vec<(&String, &Value)> {
    let place = |name: &str| {
        ORDER
            .iter()
            .position(|one| *one == name)
            .unwrap_or(ORDER.len())
    };
    let mut all: Vec<_> = fields.iter().collect();
    all.sort_by_key(|(name, _)| place(name));
    all
}

fn table(toml: &mut String, path: &str, fields: &Map<String, Value>) {
    let all = sorted(fields);
    for (name, value) in &all {
        if let Some(value) = inline(value) {
            // Writing to a String cannot fail.
            let _ = writeln!(toml, "{} = {value}", key(name));
        }
    }
    for (name, value) in all {
        let here = match path.is_empty() {
            true => key(name),
            false => format!("{path}.{}", key(name)),
        };
        match value {
            Value::Object(inside) if inline(value).is_none() && !inside.is_empty() => {
                let _ = writeln!(toml, "\n[{here}]");
                table(toml, &here, inside);
            }
            Value::Array(rows) if inline(value).is_none() => {
                for row in rows {
                    let _ = writeln!(toml, "\n[[{here}]]");
                    if let Some(row) = row.as_object() {
                        table(toml, &here, row);
                    }
                }
            }
            _ => {}
        }
    }
}

/// A value that stands beside its key; none where it is a table, or nothing.
fn inline(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => return None,
        Value::Bool(yes) => yes.to_string(),
        Value::Number(number) => number.to_string(),
        Value::String(text) => string(text),
        Value::Array(all) if all.iter().any(Value::is_object) => return None,
        Value::Array(all) => {
            let all: Vec<_> = all.iter().filter_map(inline).collect();
            format!("[{}]", all.join(", "))
        }
        Value::Object(fields) => {
            let short = |value: &Value| match value {
                Value::String(text) => text.len() <= MAX_INLINE && !text.contains('\n'),
                Value::Number(_) | Value::Bool(_) => true,
                Value::Array(all) => all.iter().all(Value::is_string) && all.len() < 4,
                _ => false,
            };
            if fields.is_empty() || fields.len() > 4 || !fields.values().all(short) {
                return None;
            }
            let all = fields
                .iter()
                .filter_map(|(name, value)| Some(format!("{} = {}", key(name), inline(value)?)));
            format!("{{ {} }}", all.collect::<Vec<_>>().join(", "))
        }
    })
}

fn key(name: &str) -> String {
    let key = TomlKeyBuilder::new(name);
    let key = key.as_unquoted().unwrap_or_else(|| key.as_basic());
    key.to_toml_key()
}

fn string(text: &str) -> String {
    let builder = TomlStringBuilder::new(text);
    match text.contains('\n') {
        false => builder.as_basic().to_toml_value(),
        true => builder
            .as_ml_literal()
            .unwrap_or_else(|| builder.as_ml_basic())
            .to_toml_value(),
    }
}
