//! From posted fields to the configuration's JSON. Whatever is typed becomes some value: what is
//! wrong stands there as it was typed, so that it can be drawn again, and is refused by the check.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::{Field, Kind, Posted, path, source};
use crate::{id::Slug, lang::Lang};

/// Most rows of a list inside a form.
const MAX_ROWS: usize = 200;
/// Most spans of a day.
const MAX_SPANS: usize = 50;

/// What reading needs besides the fields.
pub(super) struct Reader<'a> {
    pub posted: &'a Posted,
    pub langs: &'a [Lang],
}

impl Reader<'_> {
    /// Reads fields into `value`, which is what their keys count from. `start` is what their names
    /// begin with: empty, or ended by a dot.
    pub fn fields(&self, fields: &[Field], start: &str, value: &mut Value) {
        if !value.is_object() {
            *value = Value::Object(Map::new());
        }
        // Ids are made of what else was typed.
        let (ids, others): (Vec<_>, Vec<_>) =
            fields.iter().partition(|f| matches!(f.kind, Kind::Id(_)));
        for field in others.into_iter().chain(ids) {
            if matches!(field.kind, Kind::Kept) {
                continue;
            }
            let name = format!("{start}{}", field.key);
            let old = path::at(value, field.key).cloned();
            match self.value(field, &name, value, old) {
                Some(new) => path::set(value, field.key, new),
                None => path::remove(value, field.key),
            }
        }
    }

    fn value(
        &self,
        field: &Field,
        name: &str,
        around: &Value,
        old: Option<Value>,
    ) -> Option<Value> {
        let line = || self.posted.line(name);
        let text = |text: &str| (!text.is_empty() || field.needed).then(|| Value::from(text));
        match &field.kind {
            Kind::Line
            | Kind::Email
            | Kind::Address
            | Kind::Date
            | Kind::Colour
            | Kind::Choice(_)
            | Kind::One(_) => text(line()),
            Kind::Long => text(self.posted.text(name)),
            Kind::Moment => {
                let day = self.posted.line(&format!("{name}.day"));
                let time = self.posted.line(&format!("{name}.time"));
                match (day.is_empty(), time.is_empty()) {
                    (_, true) => text(day),
                    _ => Some(Value::from(format!("{day}T{time}"))),
                }
            }
            Kind::Whole(..) => match line() {
                "" if field.needed => Some(Value::from("")),
                "" => None,
                typed => Some(typed.parse::<i64>().map_or(typed.into(), Value::from)),
            },
            Kind::Flag => Some(Value::from(self.posted.has(name))),
            Kind::Maybe(_) => match line() {
                "true" => Some(Value::from(true)),
                "false" => Some(Value::from(false)),
                typed => text(typed),
            },
            Kind::Ticks(_) | Kind::Any(_) | Kind::Ordered(..) | Kind::Dates => {
                let all = self.posted.all(name).iter().map(|one| one.trim());
                list(all, field.needed)
            }
            Kind::Localized | Kind::Markdown => {
                let is_long = matches!(field.kind, Kind::Markdown);
                let texts = self.langs_of(name).into_iter().filter_map(|(lang, typed)| {
                    let typed = if is_long { typed } else { typed.trim() };
                    (!typed.trim().is_empty()).then(|| (lang, Value::from(typed)))
                });
                map(texts.collect(), field.needed)
            }
            Kind::Phrasings => {
                let texts = self
                    .langs_of(name)
                    .into_iter()
                    .filter_map(|(lang, typed)| list(lines(typed), false).map(|list| (lang, list)));
                map(texts.collect(), false)
            }
            Kind::Id(from) => match line() {
                "" => {
                    let made = source::words_of(path::at(around, from)?, self.langs);
                    Some(Value::from(String::from(Slug::made_of(&latin(&made)))))
                }
                typed => Some(Value::from(typed)),
            },
            Kind::Lines => list(lines(self.posted.text(name)), field.needed),
            Kind::Tags => list(line().split(',').map(str::trim), field.needed),
            Kind::Times => {
                let spans = (0..MAX_SPANS).filter_map(|n| {
                    let from = self.posted.line(&format!("{name}.{n}.from"));
                    let to = self.posted.line(&format!("{name}.{n}.to"));
                    (!from.is_empty() || !to.is_empty())
                        .then(|| Value::from(format!("{from}-{to}")))
                });
                Some(Value::Array(spans.collect()))
            }
            Kind::Goal(_) => {
                let unit = self.posted.line(&format!("{name}.unit"));
                match line() {
                    "" => text(""),
                    count => Some(Value::from(format!("{count}{unit}"))),
                }
            }
            Kind::Pairs => {
                let pairs = lines(self.posted.text(name)).map(|line| {
                    let (name, value) = line.split_once(':').unwrap_or((line, ""));
                    (name.trim().to_owned(), Value::from(value.trim()))
                });
                map(pairs.collect(), false)
            }
            Kind::Lists => {
                let pairs = lines(self.posted.text(name)).map(|line| {
                    let (name, values) = line.split_once(':').unwrap_or((line, ""));
                    let values = list(values.split(',').map(str::trim), true);
                    (name.trim().to_owned(), values.unwrap_or_default())
                });
                map(pairs.collect(), false)
            }
            Kind::Rows(rows) => {
                let count = self.posted.line(&format!("{name}.rows"));
                let count = count.parse().unwrap_or(0_usize).min(MAX_ROWS);
                let made = (0..count).map(|n| {
                    let mut row = Value::Null;
                    self.fields(rows.fields, &format!("{name}.{n}."), &mut row);
                    row
                });
                let made: Vec<_> = made.collect();
                (!made.is_empty() || field.needed).then_some(Value::Array(made))
            }
            Kind::Group(fields) => {
                let mut group = old.unwrap_or_default();
                self.fields(fields, &format!("{name}."), &mut group);
                Some(group)
            }
            Kind::Part(fields) => self.posted.has(&format!("{name}.there")).then(|| {
                let mut part = old.unwrap_or_default();
                self.fields(fields, &format!("{name}."), &mut part);
                part
            }),
            Kind::Texts => {
                let mut texts = old.unwrap_or_default();
                for lang in self.langs {
                    let start = format!("{name}.{lang}.");
                    let mut own = path::at(&texts, lang.as_str())
                        .and_then(Value::as_object)
                        .cloned()
                        .unwrap_or_default();
                    for (text, words) in self.posted.under(&start) {
                        match words.trim() {
                            "" => own.remove(text),
                            words => own.insert(text.to_owned(), words.into()),
                        };
                    }
                    match own.is_empty() {
                        true => path::remove(&mut texts, lang.as_str()),
                        false => path::set(&mut texts, lang.as_str(), Value::Object(own)),
                    }
                }
                texts
                    .as_object()
                    .is_some_and(|texts| !texts.is_empty())
                    .then_some(texts)
            }
            Kind::Kept => old,
        }
    }

    /// The languages of a text, and what was typed in each.
    fn langs_of(&self, name: &str) -> Vec<(String, &str)> {
        let start = format!("{name}.");
        let mut all = Vec::new();
        for (lang, typed) in self.posted.under(&start) {
            all.push((lang.to_owned(), typed));
        }
        all
    }
}

/// What `made_of` makes an id of: accents would be hyphens.
fn latin(text: &str) -> String {
    use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
    let plain: String = text.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let mut short: String = plain.chars().take(60).collect();
    if plain.chars().count() > 60
        && let Some((whole, _)) = short.rsplit_once(' ')
    {
        short = whole.to_owned();
    }
    short
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

fn list<'a>(all: impl Iterator<Item = &'a str>, needed: bool) -> Option<Value> {
    let all: Vec<Value> = all.filter(|one| !one.is_empty()).map(Value::from).collect();
    (!all.is_empty() || needed).then_some(Value::Array(all))
}

fn map(pairs: BTreeMap<String, Value>, needed: bool) -> Option<Value> {
    (!pairs.is_empty() || needed).then(|| Value::Object(pairs.into_iter().collect()))
}
