//! A topic's own fields: what an owner asks besides the message, and how an answer is checked.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use crate::shape::{example, has_shape};
use crate::{
    id::Slug,
    lang::Lang,
    problem::FieldError,
    site::Localized,
    text::{Catalogue, Text},
};

/// Most fields of one topic.
pub const MAX_FIELDS: usize = 20;
/// Longest answer to a field of one line, in characters.
pub const MAX_LINE: usize = 300;
/// Longest answer to a field of several lines, in characters.
pub const MAX_LINES: usize = 4_000;

/// What kind of answer a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Kind {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// One of the choices.
    Choice,
    /// Any of the choices.
    Choices,
    /// A number, possibly with a decimal point or comma.
    Number,
    /// A date, `2026-12-24`.
    Date,
    /// An order number, of the shape in `pattern`.
    OrderNumber,
    /// A product, one of the choices where there are any; else one line.
    Product,
    /// A box to tick, such as consent to something the label says.
    Consent,
}

/// A field of a topic.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Field {
    /// Its name in the API.
    pub id: Slug,
    /// What kind of answer it takes.
    pub kind: Kind,
    /// What it asks.
    pub label: Localized,
    /// One line under it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub help: Option<Localized>,
    /// Whether it must be answered.
    #[serde(default)]
    pub required: bool,
    /// The shape of an order number: `#` is a digit, `@` a letter, `*` either, anything else
    /// itself; `BL-#####`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pattern: Option<String>,
    /// What can be chosen, at most 50.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// The least number, or the earliest date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    /// The greatest number, or the latest date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
}

/// Something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Choice {
    /// Its name in the API.
    pub id: Slug,
    /// Its name for customers.
    pub label: Localized,
}

/// An answer, as it is kept: what people read stands beside what programs read, for the owner may
/// rename a field later.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Answer {
    /// The field's id.
    pub id: Slug,
    /// What was asked, in the customer's language.
    pub label: String,
    /// The answer: choices by their ids, numbers with a point, dates as `2026-12-24`, consent `yes`.
    pub value: Vec<String>,
    /// The answer as people read it.
    pub text: String,
}

/// A number as people write it, with a point as decimal mark.
pub(crate) fn number(text: &str) -> Option<(f64, String)> {
    let text = text.trim().replace(',', ".");
    let value: f64 = text.parse().ok().filter(|n: &f64| n.is_finite())?;
    let good = text
        .bytes()
        .all(|b| b.is_ascii_digit() || b".-+".contains(&b));
    good.then_some((value, text))
}

/// What is wrong with an answer: its code and the sentence that goes with it.
type Wrong = (&'static str, String);

impl Field {
    /// Checks the values given for this field; none where it was left empty.
    fn read(
        &self,
        given: &[String],
        speak: &Speaker<'_>,
    ) -> Result<Option<(Vec<String>, String)>, Wrong> {
        let given: Vec<&str> = given
            .iter()
            .map(|v| v.trim())
            .filter(|v| !v.is_empty())
            .collect();
        let Some(first) = given.first() else {
            return match (self.required, self.kind) {
                (false, _) => Ok(None),
                (true, Kind::Consent) => Err(("required", speak.say(Text::ConsentMissing))),
                (true, _) => Err(("required", speak.say(Text::FieldMissing))),
            };
        };
        let one = |value: String| Ok(Some((vec![value.clone()], value)));
        let invalid = |text| Err(("invalid", speak.say(text)));
        let within = |max: usize| {
            if first.chars().count() > max {
                let max = max.to_string();
                return Err((
                    "too_long",
                    speak.texts.fill(Text::TooLong, &[("max", &max)]),
                ));
            }
            Ok(())
        };
        match self.kind {
            Kind::LongText => {
                within(MAX_LINES)?;
                one(first.replace("\r\n", "\n"))
            }
            Kind::Choice | Kind::Choices | Kind::Product if !self.choices.is_empty() => {
                let mut chosen: Vec<&Choice> = Vec::new();
                for id in &given {
                    match self.choices.iter().find(|choice| choice.id.as_str() == *id) {
                        Some(choice) if !chosen.contains(&choice) => chosen.push(choice),
                        Some(_) => {}
                        None => return Err(("unknown", speak.say(Text::ChoiceUnknown))),
                    }
                }
                if self.kind != Kind::Choices && chosen.len() > 1 {
                    return invalid(Text::ChoiceOne);
                }
                let texts: Vec<&str> = chosen
                    .iter()
                    .map(|choice| choice.label.text(speak.lang, speak.languages))
                    .collect();
                let ids = chosen.iter().map(|choice| choice.id.to_string()).collect();
                Ok(Some((ids, texts.join(", "))))
            }
            Kind::Number => {
                let Some((value, text)) = number(first) else {
                    return invalid(Text::NumberInvalid);
                };
                let bound = |bound: &Option<String>| bound.as_deref().and_then(number).map(|n| n.0);
                let low = bound(&self.min).is_some_and(|min| value < min);
                let high = bound(&self.max).is_some_and(|max| value > max);
                if low || high {
                    return invalid(Text::OutOfRange);
                }
                one(text)
            }
            Kind::Date => {
                let Ok(date) = first.parse::<jiff::civil::Date>() else {
                    return invalid(Text::DateInvalid);
                };
                let bound = |bound: &Option<String>| {
                    bound
                        .as_deref()
                        .and_then(|b| b.parse::<jiff::civil::Date>().ok())
                };
                let early = bound(&self.min).is_some_and(|min| date < min);
                let late = bound(&self.max).is_some_and(|max| date > max);
                if early || late {
                    return invalid(Text::OutOfRange);
                }
                one(date.to_string())
            }
            Kind::OrderNumber => {
                within(MAX_LINE)?;
                let tidy: String = first.chars().filter(|c| !c.is_control()).collect();
                match &self.pattern {
                    Some(pattern) if !has_shape(pattern, &tidy) => {
                        let shape = speak
                            .texts
                            .fill(Text::OrderNumberInvalid, &[("example", &example(pattern))]);
                        Err(("invalid", shape))
                    }
                    Some(_) => one(tidy.to_uppercase()),
                    None => one(tidy),
                }
            }
            Kind::Consent => Ok(Some((vec!["yes".into()], speak.say(Text::Yes)))),
            Kind::Text | Kind::Product | Kind::Choice | Kind::Choices => {
                within(MAX_LINE)?;
                one(first
                    .chars()
                    .map(|c| if c.is_control() { ' ' } else { c })
                    .collect())
            }
        }
    }
}

struct Speaker<'a> {
    texts: &'a Catalogue,
    lang: &'a Lang,
    languages: &'a [Lang],
}

impl Speaker<'_> {
    fn say(&self, text: Text) -> String {
        self.texts.get(text).to_owned()
    }
}

/// Checks the answers to a topic's fields; errors are named `fields.{id}`. Answers to fields that
/// are not there are passed over: the owner may have removed one while the customer wrote.
pub fn check(
    fields: &[Field],
    given: &BTreeMap<String, Vec<String>>,
    lang: &Lang,
    languages: &[Lang],
    texts: &Catalogue,
) -> Result<Vec<Answer>, Vec<FieldError>> {
    let speak = Speaker {
        texts,
        lang,
        languages,
    };
    let mut answers = Vec::new();
    let mut errors = Vec::new();
    for field in fields {
        let values = given.get(field.id.as_str()).map_or(&[][..], Vec::as_slice);
        match field.read(values, &speak) {
            Ok(None) => {}
            Ok(Some((value, text))) => answers.push(Answer {
                id: field.id.clone(),
                label: field.label.text(lang, languages).to_owned(),
                value,
                text,
            }),
            Err((code, message)) => errors.push(FieldError {
                field: format!("fields.{}", field.id),
                code: code.into(),
                message,
            }),
        }
    }
    if errors.is_empty() {
        Ok(answers)
    } else {
        Err(errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Locale;

    fn fields() -> Vec<Field> {
        let toml = r##"
            [[f]]
            id = "order"
            kind = "order_number"
            label = { it = "Numero d'ordine" }
            pattern = "BL-#####"
            required = true
            [[f]]
            id = "reason"
            kind = "choice"
            label = { it = "Motivo" }
            choices = [{ id = "broken", label = { it = "Rotto" } }, { id = "late", label = { it = "In ritardo" } }]
            [[f]]
            id = "items"
            kind = "choices"
            label = { it = "Pezzi" }
            choices = [{ id = "vase", label = { it = "Vaso" } }, { id = "lamp", label = { it = "Lampada" } }]
            [[f]]
            id = "count"
            kind = "number"
            label = { it = "Quanti" }
            min = "1"
            max = "10.5"
            [[f]]
            id = "day"
            kind = "date"
            label = { it = "Giorno" }
            min = "2026-01-01"
            [[f]]
            id = "note"
            kind = "long_text"
            label = { it = "Nota" }
            [[f]]
            id = "ok"
            kind = "consent"
            label = { it = "Va bene" }
            required = true
        "##;
        #[derive(serde::Deserialize)]
        struct File {
            f: Vec<Field>,
        }
        toml::from_str::<File>(toml).unwrap().f
    }

    type Pairs = Vec<(String, String)>;

    fn read(given: &[(&str, &str)]) -> Result<Pairs, Pairs> {
        let mut values: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (id, value) in given {
            values
                .entry((*id).into())
                .or_default()
                .push((*value).into());
        }
        let it = Lang::parse("it").unwrap();
        let texts = Catalogue::of(Locale::It);
        match check(&fields(), &values, &it, std::slice::from_ref(&it), &texts) {
            Ok(answers) => Ok(answers
                .into_iter()
                .map(|a| (a.id.to_string(), a.text))
                .collect()),
            Err(errors) => Err(errors.into_iter().map(|e| (e.field, e.code)).collect()),
        }
    }

    #[test]
    fn answers_are_kept_as_people_read_them() {
        let answers = read(&[
            ("order", " bl-00123 "),
            ("reason", "late"),
            ("items", "vase"),
            ("items", "lamp"),
            ("items", "vase"),
            ("count", "2,5"),
            ("day", "2026-12-24"),
            ("note", "uno\r\ndue"),
            ("ok", "on"),
            ("gone", "x"),
        ])
        .unwrap();
        let texts: Vec<&str> = answers.iter().map(|(_, text)| text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "BL-00123",
                "In ritardo",
                "Vaso, Lampada",
                "2.5",
                "2026-12-24",
                "uno\ndue",
                "Sì"
            ]
        );
    }

    #[test]
    fn what_does_not_fit_is_named() {
        let fine = [("order", "BL-00123"), ("ok", "on")];
        assert!(read(&fine).is_ok());
        for (id, value, code) in [
            ("order", "BL-0012", "invalid"),
            ("order", "12345", "invalid"),
            ("order", "BL-001234", "invalid"),
            ("reason", "none", "unknown"),
            ("count", "0", "invalid"),
            ("count", "11", "invalid"),
            ("count", "many", "invalid"),
            ("count", "1e400", "invalid"),
            ("count", "NaN", "invalid"),
            ("day", "24/12/2026", "invalid"),
            ("day", "2025-12-31", "invalid"),
        ] {
            let mut given: Vec<_> = fine.into_iter().filter(|(n, _)| *n != id).collect();
            given.push((id, value));
            assert_eq!(
                read(&given),
                Err(vec![(format!("fields.{id}"), code.to_owned())]),
                "{value}"
            );
        }
        let long = "x".repeat(MAX_LINES + 1);
        let given = [fine[0], fine[1], ("note", long.as_str())];
        assert_eq!(
            read(&given),
            Err(vec![("fields.note".into(), "too_long".into())])
        );
        assert_eq!(
            read(&[]),
            Err(vec![
                ("fields.order".into(), "required".into()),
                ("fields.ok".into(), "required".into())
            ])
        );
    }

    #[test]
    fn patterns_are_shapes() {
        assert!(has_shape("BL-#####", "bl-12345") && has_shape("@@*", "xyZ"));
        assert!(!has_shape("BL-#####", "BL-1234") && !has_shape("#", "١") && !has_shape("", "x"));
        assert_eq!(example("BL-#####@"), "BL-12345A");
    }
}
