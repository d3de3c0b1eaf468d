//! Where choices come from: the names of things in the configuration, with what people call them.

use serde_json::Value;

use super::{Source, brief, path};
use crate::{
    lang::{Lang, own_name},
    tongue::Tongue,
};

/// Languages offered to write in, the interface's first.
const TONGUES: [&str; 30] = [
    "it", "en", "de", "fr", "es", "pt", "ar", "he", "bg", "ca", "cs", "da", "el", "et", "fi", "hr",
    "hu", "ja", "lt", "lv", "nl", "no", "pl", "ro", "ru", "sk", "sl", "sv", "tr", "uk",
];

/// The site's languages, as far as they can be read.
pub(super) fn langs(site: &Value) -> Vec<Lang> {
    let all = site.get("languages").and_then(Value::as_array);
    let all = all.into_iter().flatten().filter_map(Value::as_str);
    all.filter_map(Lang::parse).collect()
}

/// The same, the reader's first.
pub(super) fn read_in(site: &Value, tongue: Tongue) -> Vec<Lang> {
    let mut langs = langs(site);
    langs.sort_by_key(|lang| lang.base() != tongue.tag());
    langs
}

/// The site's languages, and those a text is in although they are not.
pub(super) fn langs_of(langs: &[Lang], text: Option<&Value>) -> Vec<String> {
    let mut all: Vec<String> = langs.iter().map(Lang::to_string).collect();
    for lang in text.and_then(Value::as_object).into_iter().flatten() {
        if !all.contains(lang.0) {
            all.push(lang.0.clone());
        }
    }
    all
}

/// The words of a text, in the first of the languages that has them; of a plain text, itself.
pub(super) fn words_of(text: &Value, langs: &[Lang]) -> String {
    match text {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        Value::Object(texts) => {
            let known = langs.iter().find_map(|lang| texts.get(lang.as_str()));
            let known = known.or_else(|| texts.values().next());
            known.and_then(Value::as_str).unwrap_or("").to_owned()
        }
        _ => String::new(),
    }
}

/// Names and words of what can be chosen; `around` is what the form is about.
pub(super) fn options(
    source: Source,
    site: &Value,
    around: &Value,
    tongue: Tongue,
) -> Vec<(String, String)> {
    let list = |value: &Value, key: &str, words: &str| -> Vec<(String, String)> {
        let langs = read_in(site, tongue);
        let all = path::at(value, key).and_then(Value::as_array);
        let named = all.into_iter().flatten().filter_map(|one| {
            let id = one.get("id")?.as_str()?.to_owned();
            let label = one.get(words).map(|text| words_of(text, &langs));
            let label = label.filter(|label| !label.is_empty());
            Some((id.clone(), label.unwrap_or(id)))
        });
        named.collect()
    };
    let fixed = |names: &[(&str, super::Words)]| {
        let named = names.iter();
        named
            .map(|(name, words)| ((*name).to_owned(), super::say(*words, tongue).to_owned()))
            .collect()
    };
    match source {
        Source::Faqs => list(site, "faqs", "question"),
        Source::Categories => list(site, "categories", "label"),
        Source::Topics => list(site, "topics", "label"),
        Source::Teams => list(site, "teams", "name"),
        Source::Agents => list(site, "agents", "name"),
        Source::Policies => list(site, "sla", "id"),
        Source::Languages => {
            let langs = langs(site);
            let named = langs.iter().map(|lang| named(lang.as_str()));
            named.collect()
        }
        Source::Tongues => TONGUES.into_iter().map(named).collect(),
        Source::Surveys => {
            let mut all: Vec<_> = fixed(&brief::SURVEYS);
            all.extend(list(site, "surveys.own", "question"));
            all
        }
        Source::Events => {
            let all = crate::webhook::events();
            all.map(|kind| (kind.to_owned(), brief::event(kind, tongue).to_owned()))
                .collect()
        }
        Source::AnswerBy => fixed(&brief::ANSWER_BY),
        Source::Steps => list(around, "steps", "say")
            .into_iter()
            .map(|(id, said)| {
                let said = brief::short(&crate::markdown::plain(&said), 50);
                let label = if said == id {
                    said
                } else {
                    format!("{id}: {said}")
                };
                (id, label)
            })
            .collect(),
        Source::Zones => jiff::tz::db()
            .available()
            .map(|zone| (zone.to_string(), zone.to_string()))
            .collect(),
    }
}

fn named(tag: &str) -> (String, String) {
    let name = match tag {
        "bg" => "български",
        "ca" => "català",
        "cs" => "čeština",
        "da" => "dansk",
        "el" => "ελληνικά",
        "et" => "eesti",
        "fi" => "suomi",
        "hr" => "hrvatski",
        "hu" => "magyar",
        "ja" => "日本語",
        "lt" => "lietuvių",
        "lv" => "latviešu",
        "nl" => "Nederlands",
        "no" => "norsk",
        "pl" => "polski",
        "ro" => "română",
        "ru" => "русский",
        "sk" => "slovenčina",
        "sl" => "slovenščina",
        "sv" => "svenska",
        "tr" => "Türkçe",
        "uk" => "українська",
        tag => own_name(tag),
    };
    (tag.to_owned(), name.to_owned())
}
