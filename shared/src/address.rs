//! Email addresses: one validated type, so that what reaches a mail header or an SMTP command
//! cannot carry anything but an address.

use std::fmt;

use serde::{Deserialize, Serialize};

/// An email address, `local@domain`: at most 254 characters (RFC 5321), the local part in ASCII,
/// the domain possibly international.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads an address, surrounding space removed.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let (local, domain) = text.rsplit_once('@')?;
        let good_local = (1..=64).contains(&local.len())
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && local
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b".!#$%&'*+/=?^_`{|}~-".contains(&b));
        let good_label = |label: &str| {
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
        };
        let mut labels = domain.split('.').rev();
        let good_domain = labels.next().is_some_and(|top| {
            good_label(top) && top.chars().count() > 1 && !top.bytes().all(|b| b.is_ascii_digit())
        }) && domain.contains('.')
            && labels.all(good_label);
        (good_local && good_domain && text.len() <= 254).then(|| Self(text.to_owned()))
    }

    /// The address as written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The domain as written.
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

impl TryFrom<String> for EmailAddress {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("an email address such as “ciao@bottega.example” is expected")
    }
}

impl From<EmailAddress> for String {
    fn from(address: EmailAddress) -> String {
        address.0
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An address with an optional name before it: `Bottega Lume <ciao@bottega-lume.example>`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Mailbox {
    /// The name shown, without control characters.
    pub name: Option<String>,
    /// The address.
    pub address: EmailAddress,
}

impl TryFrom<String> for Mailbox {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        const SHAPE: &str = "“Name <name@domain>” or an email address is expected";
        if text.chars().any(char::is_control) {
            return Err(SHAPE);
        }
        let (name, address) = match text
            .trim()
            .strip_suffix('>')
            .and_then(|t| t.rsplit_once('<'))
        {
            Some((name, address)) => (name.trim().trim_matches('"').trim(), address),
            None => ("", text.trim()),
        };
        let address = EmailAddress::parse(address).ok_or(SHAPE)?;
        Ok(Self {
            name: (!name.is_empty()).then(|| name.to_owned()),
            address,
        })
    }
}

impl From<Mailbox> for String {
    fn from(mailbox: Mailbox) -> String {
        match mailbox.name {
            Some(name) => format!("{name} <{}>", mailbox.address),
            None => mailbox.address.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_people_have_are_taken() {
        for good in [
            "a@b.it",
            " marta.rossi+shop@posta.example ",
            "o'neill@mail.example.co.uk",
            "x@müller.example",
            "1@2.example",
            "a_b-c@xn--mller-kva.example",
        ] {
            assert!(EmailAddress::parse(good).is_some(), "{good}");
        }
    }

    #[test]
    fn what_could_break_a_header_or_a_command_is_not() {
        let long = format!("{}@b.example", "a".repeat(65));
        for bad in [
            "",
            "a",
            "@b.it",
            "a@",
            "a@b",
            "a b@c.it",
            "a@b..it",
            ".a@b.it",
            "a@b.it\r\nBcc: x@y.it",
            "a@b.it>",
            "<a@b.it",
            "a@b.it,c@d.it",
            "\"a\"@b.it",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "a@-b.it",
            "a\u{0}@b.it",
            "è@b.it",
            long.as_str(),
        ] {
            assert_eq!(EmailAddress::parse(bad), None, "{bad:?}");
        }
    }

    #[test]
    fn a_mailbox_may_have_a_name() {
        let read = |text: &str| Mailbox::try_from(text.to_owned()).map(String::from);
        assert_eq!(read("Bottega <a@b.it>"), Ok("Bottega <a@b.it>".into()));
        assert_eq!(
            read("\"Rossi, Marta\" <a@b.it>"),
            Ok("Rossi, Marta <a@b.it>".into())
        );
        assert_eq!(read("a@b.it"), Ok("a@b.it".into()));
        assert!(read("Bottega\r\nBcc: x <a@b.it>").is_err());
        assert!(read("Bottega <a@b>").is_err());
    }
}
