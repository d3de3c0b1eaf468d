//! How a customer can be reached, and how they would like to be.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A telephone number as the customer wrote it: 6 to 15 digits (E.164), possibly after a `+`, with
/// spaces and the usual marks between them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Phone(String);

impl Phone {
    /// Reads a number, surrounding space removed.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let rest = text.strip_prefix('+').unwrap_or(text);
        let digits = rest.bytes().filter(u8::is_ascii_digit).count();
        let good = (6..=15).contains(&digits)
            && text.len() <= 40
            && rest
                .chars()
                .all(|c| c.is_ascii_digit() || " .-()/".contains(c));
        good.then(|| Self(text.to_owned()))
    }

    /// The number as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Phone {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a telephone number such as “+39 333 1234567” is expected")
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> String {
        phone.0
    }
}

/// How a customer would like to be answered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum AnswerBy {
    /// By email.
    #[default]
    Email,
    /// By a call, in the window they chose.
    Phone,
    /// By WhatsApp.
    Whatsapp,
    /// In the panel.
    Chat,
}

impl AnswerBy {
    /// Its name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Whatsapp => "whatsapp",
            Self::Chat => "chat",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Email, Self::Phone, Self::Whatsapp, Self::Chat]
            .into_iter()
            .find(|way| way.name() == name)
    }

    /// Whether a telephone number is needed for it.
    pub fn needs_phone(self) -> bool {
        matches!(self, Self::Phone | Self::Whatsapp)
    }
}

/// How far ahead a call-back may be asked for, in hours: two weeks.
const MAX_AHEAD_H: i64 = 14 * 24;

/// A stretch of time in which a call is welcome; written as an ISO 8601 interval,
/// `2026-11-23T09:00:00Z/2026-11-23T11:00:00Z`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Window {
    /// From when, RFC 3339 in UTC.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub from: Timestamp,
    /// Until when, RFC 3339 in UTC.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub to: Timestamp,
}

impl Window {
    /// Reads an interval that ends after `now` and begins within two weeks.
    pub fn parse(text: &str, now: Timestamp) -> Option<Self> {
        let (from, to) = text.split_once('/')?;
        let (from, to): (Timestamp, Timestamp) =
            (from.trim().parse().ok()?, to.trim().parse().ok()?);
        let good = from < to && to > now && from.duration_since(now).as_hours() < MAX_AHEAD_H;
        good.then_some(Self { from, to })
    }

    /// The interval as it is written.
    pub fn interval(&self) -> String {
        format!("{}/{}", self.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_as_people_write_them() {
        for good in [
            "+39 333 1234567",
            "011 123456",
            "(011) 12-34-56",
            " 333.123.4567 ",
        ] {
            assert!(Phone::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "12345",
            "+39 call me",
            "1234567890123456",
            "٣٣٣١٢٣٤٥٦",
            "333\r\n1234567",
        ] {
            assert!(Phone::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn a_window_lies_ahead() {
        let now: Timestamp = "2026-11-23T10:00:00Z".parse().unwrap();
        let good = "2026-11-23T09:00:00Z/2026-11-23T11:00:00Z";
        assert_eq!(Window::parse(good, now).unwrap().interval(), good);
        for bad in [
            "",
            "/",
            "2026-11-23T09:00:00Z",
            "2026-11-23T08:00:00Z/2026-11-23T10:00:00Z",
            "2026-11-23T12:00:00Z/2026-11-23T11:00:00Z",
            "2027-11-23T12:00:00Z/2027-11-23T14:00:00Z",
            "9999-12-31T00:00:00Z/-9999-01-01T00:00:00Z",
        ] {
            assert_eq!(Window::parse(bad, now), None, "{bad}");
        }
    }
}
