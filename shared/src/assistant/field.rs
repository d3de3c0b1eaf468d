//! What a customer fills in, checked on their own device as at the edge: the form's rules, as far
//! as they need no calendar.

use super::Ask;
use crate::{
    panel::Control,
    shape::{example, has_shape},
    text::{Catalogue, Text},
};

/// Longest line, in characters.
const MAX_LINE: usize = 300;

/// An answer: what programs read, and what people do.
pub(super) struct Filled {
    pub value: String,
    pub text: String,
}

impl Ask {
    /// Reads what was filled in; else one sentence that says what to write instead.
    pub(super) fn read(&self, given: &[String], texts: &Catalogue) -> Result<Filled, String> {
        let wrong = |text: Text| Err(texts.get(text).to_owned());
        let control = self.field.control;
        let given: Vec<&str> = given
            .iter()
            .map(|value| value.trim())
            .filter(|value| !value.is_empty())
            .collect();
        let first = given.first().copied().unwrap_or_default();
        if first.is_empty() {
            return match (self.field.required, control) {
                (false, _) => Ok(Filled {
                    value: String::new(),
                    text: "–".to_owned(),
                }),
                (true, Control::Tick) => wrong(Text::ConsentMissing),
                (true, _) => wrong(Text::FieldMissing),
            };
        }
        if control != Control::Lines && first.chars().count() > MAX_LINE {
            let max = MAX_LINE.to_string();
            return Err(texts.fill(Text::TooLong, &[("max", &max)]));
        }
        let plain = |value: String| {
            Ok(Filled {
                text: value.clone(),
                value,
            })
        };
        match control {
            Control::Tick => Ok(Filled {
                value: "yes".to_owned(),
                text: texts.get(Text::Yes).to_owned(),
            }),
            Control::One | Control::Any => {
                let (mut value, mut text) = (String::new(), String::new());
                for id in &given {
                    let Some(one) = self.field.choices.iter().find(|one| one.id == *id) else {
                        return wrong(Text::ChoiceUnknown);
                    };
                    if !value.is_empty() {
                        if control == Control::One {
                            return wrong(Text::ChoiceOne);
                        }
                        value.push(',');
                        text.push_str(", ");
                    }
                    value.push_str(id);
                    text.push_str(&one.label);
                }
                Ok(Filled { value, text })
            }
            Control::Code if self.pattern.is_empty() => plain(first.to_owned()),
            Control::Code if has_shape(&self.pattern, first) => plain(first.to_ascii_uppercase()),
            Control::Code => {
                let example = example(&self.pattern);
                Err(texts.fill(Text::OrderNumberInvalid, &[("example", &example)]))
            }
            Control::Number => match thousandths(first) {
                None => wrong(Text::NumberInvalid),
                Some(n) if self.outside(n, thousandths) => wrong(Text::OutOfRange),
                Some(_) => plain(first.replace(',', ".")),
            },
            Control::Date => match date(first) {
                None => wrong(Text::DateInvalid),
                Some(day) if self.outside(day, date) => wrong(Text::OutOfRange),
                Some(_) => plain(first.to_owned()),
            },
            Control::Line | Control::Lines | Control::Product => plain(first.to_owned()),
        }
    }

    fn outside(&self, value: i64, read: fn(&str) -> Option<i64>) -> bool {
        read(&self.field.min).is_some_and(|min| value < min)
            || read(&self.field.max).is_some_and(|max| value > max)
    }
}

/// A number with up to three decimals, in thousandths.
fn thousandths(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, part) = digits.split_once([',', '.']).unwrap_or((digits, ""));
    if part.len() > 3 {
        return None;
    }
    let mut value = number(whole)?;
    for place in 0..3 {
        let digit = part.as_bytes().get(place).copied().unwrap_or(b'0');
        value = value * 10 + i64::from(Some(digit).filter(u8::is_ascii_digit)? - b'0');
    }
    Some(if digits.len() < text.len() {
        -value
    } else {
        value
    })
}

/// A date such as `2026-12-24`, as a number that grows with it.
fn date(text: &str) -> Option<i64> {
    if !has_shape("####-##-##", text) {
        return None;
    }
    let mut parts = text.split('-').map(number);
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        4 | 6 | 9 | 11 => 30,
        2 if leap => 29,
        2 => 28,
        _ => 0,
    };
    (1..=days)
        .contains(&day)
        .then_some((year * 100 + month) * 100 + day)
}

/// Up to twelve digits.
fn number(text: &str) -> Option<i64> {
    let short = (1..=12).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    short.then(|| {
        text.bytes()
            .fold(0, |value, b| value * 10 + i64::from(b - b'0'))
    })
}
