//! From a TOML file to a [`Site`], and from a key to the line it stands on.

use serde_json::{Map, Value};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

use super::{Site, validate::Finding};
use crate::{
    problem::ConfigError,
    webhook::address::{self, Allowed},
};

/// A file larger than this is refused, in bytes.
pub const MAX_FILE_BYTES: usize = 1_500_000;

impl Site {
    /// Reads and checks a site's TOML file. Every error names its line and key; all that can be
    /// told at once are told at once.
    pub fn from_toml(text: &str) -> Result<Self, Vec<ConfigError>> {
        Self::read(text, Self::validate)
    }

    /// Like [`from_toml`](Self::from_toml), for a worker that knows where its webhooks may go:
    /// endpoints that it would never reach are errors too.
    pub fn from_toml_allowing(text: &str, allowed: &Allowed) -> Result<Self, Vec<ConfigError>> {
        Self::read(text, |site| {
            let mut found = site.validate();
            if found.is_empty() {
                found = site.unreachable(allowed);
            }
            found
        })
    }

    /// Endpoints a worker that may reach these addresses would never reach.
    pub fn unreachable(&self, allowed: &Allowed) -> Vec<Finding> {
        let endpoints = self.webhooks.iter().enumerate();
        let refused = endpoints.filter_map(|(i, endpoint)| {
            let refused = address::check(&endpoint.url, allowed).err()?;
            Some((format!("webhooks[{i}].url"), refused.to_string()))
        });
        refused.collect()
    }

    fn read(
        text: &str,
        check: impl FnOnce(&Self) -> Vec<Finding>,
    ) -> Result<Self, Vec<ConfigError>> {
        let fail =
            |line, key: String, message: String| Err(vec![ConfigError { line, key, message }]);
        if text.len() > MAX_FILE_BYTES {
            return fail(
                1,
                String::new(),
                format!("The file is larger than {MAX_FILE_BYTES} bytes."),
            );
        }
        let table = match DeTable::parse(text) {
            Ok(table) => table,
            Err(error) => {
                let line = line_of(text, error.span().map_or(0, |s| s.start));
                return fail(line, String::new(), sentence(error.message()));
            }
        };
        let site = match Self::from_value(object(table.get_ref())) {
            Ok(site) => site,
            Err((key, message)) => {
                return fail(line_of_key(text, &table, &key), key, sentence(&message));
            }
        };
        let errors: Vec<_> = check(&site)
            .into_iter()
            .map(|(key, message)| ConfigError {
                line: line_of_key(text, &table, &key),
                key,
                message,
            })
            .collect();
        if errors.is_empty() {
            Ok(site)
        } else {
            Err(errors)
        }
    }
}

impl Site {
    /// Reads a site from the JSON it is kept as. What is kept was checked before.
    pub fn from_json(json: &str) -> Result<Self, String> {
        let value = serde_json::from_str(json).map_err(|e| e.to_string())?;
        Self::from_value(value).map_err(|(key, message)| format!("{key}: {message}"))
    }

    /// The one way from loose values to a site: both files and what is kept come through here.
    pub(crate) fn from_value(value: Value) -> Result<Self, (String, String)> {
        serde_path_to_error::deserialize(value).map_err(|error| {
            let key = error.path().to_string();
            (
                if key == "." { String::new() } else { key },
                error.inner().to_string(),
            )
        })
    }
}

fn object(table: &DeTable<'_>) -> Value {
    let entries = table
        .iter()
        .map(|(key, item)| (key.get_ref().to_string(), loose(item.get_ref())));
    Value::Object(entries.collect::<Map<_, _>>())
}

fn loose(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Value::from(number),
            Err(_) => Value::from(number.as_str()),
        },
        DeValue::Float(number) => number
            .as_str()
            .parse::<f64>()
            .map_or(Value::Null, Value::from),
        DeValue::Boolean(yes) => Value::from(*yes),
        DeValue::Datetime(moment) => Value::from(moment.to_string()),
        DeValue::Array(items) => items.iter().map(|item| loose(item.get_ref())).collect(),
        DeValue::Table(table) => object(table),
    }
}

fn sentence(message: &str) -> String {
    let mut chars = message.trim().chars();
    let mut text: String = chars
        .next()
        .map(char::to_uppercase)
        .into_iter()
        .flatten()
        .collect();
    text.extend(chars);
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}

fn line_of(text: &str, offset: usize) -> usize {
    let before = text.as_bytes().get(..offset).unwrap_or(text.as_bytes());
    before.iter().filter(|b| **b == b'\n').count() + 1
}

/// The line of a key such as `faqs[3].question.it`, or of the nearest part of it that is there.
fn line_of_key(text: &str, table: &Spanned<DeTable<'_>>, key: &str) -> usize {
    let mut offset = 0;
    let mut value: Option<&DeValue<'_>> = None;
    for part in key.split(['.', '[']) {
        let part = part.trim_end_matches(']');
        let next = match (value, part.parse::<usize>()) {
            (Some(DeValue::Array(items)), Ok(index)) => {
                items.get(index).map(|item| (item.span(), item))
            }
            (Some(DeValue::Table(table)), _) => find(table, part),
            (None, _) => find(table.get_ref(), part),
            _ => None,
        };
        let Some((span, found)) = next else { break };
        offset = span.start;
        value = Some(found.get_ref());
    }
    line_of(text, offset)
}

fn find<'a, 'i>(
    table: &'a DeTable<'i>,
    key: &str,
) -> Option<(std::ops::Range<usize>, &'a Spanned<DeValue<'i>>)> {
    let (name, value) = table
        .iter()
        .find(|(name, _)| name.get_ref().as_ref() == key)?;
    Some((name.span(), value))
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOOD: &str = r##"
name = "Bottega"
languages = ["it", "en"]
time_zone = "Europe/Rome"

[mail]
from = "Bottega <ciao@bottega.example>"

[[faqs]]
id = "cost"
question = { it = "Quanto costa?" }
answer = { it = "Dipende." }
"##;

    /// Line and key of each error.
    fn errors(text: &str) -> Vec<(usize, String)> {
        match Site::from_toml(text) {
            Ok(_) => vec![],
            Err(errors) => errors.into_iter().map(|e| (e.line, e.key)).collect(),
        }
    }

    #[test]
    fn a_short_file_is_a_site() {
        assert_eq!(errors(GOOD), []);
    }

    #[test]
    fn every_error_names_its_line_and_key() {
        for (from, to, line, key) in [
            ("name = \"Bottega\"", "name = Bottega", 2, ""),
            ("name = \"Bottega\"", "name = 3", 2, "name"),
            (
                "name = \"Bottega\"\n",
                "name = \"Bottega\"\nnmae = \"x\"\n",
                3,
                "nmae",
            ),
            ("Europe/Rome", "Europe/Roma", 4, "time_zone"),
            ("\"it\", \"en\"", "\"it\", \"italiano\"", 3, "languages[1]"),
            ("ciao@bottega.example", "ciao@bottega", 7, "mail.from"),
            ("id = \"cost\"", "id = \"Il costo\"", 10, "faqs[0].id"),
            (
                "id = \"cost\"",
                "id = \"cost\"\ncategory = \"none\"",
                11,
                "faqs[0].category",
            ),
            (
                "answer = { it = \"Dipende.\" }",
                "answer = { it = \"\" }",
                12,
                "faqs[0].answer.it",
            ),
            ("question = { it = \"Quanto costa?\" }\n", "", 10, "faqs[0]"),
            (
                "[mail]",
                "[limits]\nupload = { burst = 0, per_hour = 9 }\n[mail]",
                7,
                "limits.upload",
            ),
            (
                "[mail]",
                "[limits]\nupload = { burst = 3 }\n[mail]",
                7,
                "limits.upload",
            ),
            (
                "[mail]",
                "[limits]\nuploads = { burst = 3, per_hour = 9 }\n[mail]",
                7,
                "limits.uploads",
            ),
            (
                "[mail]",
                "[spam]\nturnstile_site_key = \"secret\"\n[mail]",
                7,
                "spam.turnstile_site_key",
            ),
        ] {
            let broken = GOOD.replacen(from, to, 1);
            assert_ne!(broken, GOOD, "{from}");
            let found = errors(&broken);
            assert!(
                found
                    .iter()
                    .any(|(l, k)| k == key && (*l == line || key == "faqs[0]")),
                "{to}: expected {line} {key}, got {found:?}"
            );
        }
    }

    #[test]
    fn errors_of_endpoints_name_their_line_and_key() {
        const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let with = |first: &str, second: &str| {
            format!(
                "{GOOD}[[webhooks]]\nurl = \"https://a.example\"\nsecret = \"{SECRET}\"\n{first}\n\
                 [[webhooks]]\nurl = \"https://a.example\"\n{second}\n"
            )
        };
        let secret = format!("secret = \"{SECRET}\"\nid = \"b\"");
        assert_eq!(errors(&with("id = \"a\"", &secret)), []);
        for (first, second, line, key) in [
            ("id = \"b\"", secret.as_str(), 20, "webhooks[1].id"),
            ("", "format = \"slack\"", 17, "webhooks[1].id"),
            ("", "id = \"b\"", 17, "webhooks[1].secret"),
            (
                "",
                "id = \"b\"\nsecret = \"short\"",
                20,
                "webhooks[1].secret",
            ),
            (
                "headers = { host = \"x\" }",
                &secret,
                16,
                "webhooks[0].headers.host",
            ),
            ("events = [\"all\"]", &secret, 16, "webhooks[0].events[0]"),
        ] {
            assert_eq!(
                errors(&with(first, second)),
                [(line, key.to_owned())],
                "{key}"
            );
        }
    }

    #[test]
    fn a_worker_refuses_endpoints_it_would_never_reach_unless_listed() {
        let text = format!(
            "{GOOD}[[webhooks]]\nurl = \"http://127.1:8790/\"\nsecret = \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"\n"
        );
        assert_eq!(errors(&text), [], "the file by itself is well");
        let found = Site::from_toml_allowing(&text, &Allowed::default()).unwrap_err();
        let found: Vec<_> = found.into_iter().map(|e| (e.line, e.key)).collect();
        assert_eq!(found, [(14, "webhooks[0].url".to_owned())]);
        let listed = Allowed::parse("127.0.0.1").unwrap();
        assert!(Site::from_toml_allowing(&text, &listed).is_ok());
    }

    #[test]
    fn several_errors_are_told_at_once() {
        let text = GOOD
            .replace("Europe/Rome", "Mars")
            .replace("\"Dipende.\"", "\" \"");
        assert_eq!(
            errors(&text),
            [(4, "time_zone".into()), (12, "faqs[0].answer.it".into())]
        );
    }

    #[test]
    fn anything_at_all_is_an_answer() {
        for text in [
            "",
            "\u{0}",
            "[[[[",
            "a=",
            "=",
            "é",
            "name = \"\\uD800\"",
            "[faqs]\nx=1",
        ] {
            assert!(!errors(text).is_empty(), "{text:?}");
        }
        assert_eq!(errors(&"#".repeat(MAX_FILE_BYTES + 1)).len(), 1);
    }
}
