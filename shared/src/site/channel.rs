//! Ways to reach a person other than the form, and the address each is opened with.

use serde::{Deserialize, Serialize};

use super::Localized;
use crate::{address::EmailAddress, hours::Hours, lang::Lang, sla::Goal};

/// What a channel is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum ChannelKind {
    /// An email address.
    Email,
    /// A telephone number in international form.
    Phone,
    /// A WhatsApp number in international form.
    Whatsapp,
    /// A Telegram user name.
    Telegram,
    /// A Facebook page name for Messenger.
    Messenger,
    /// An Instagram user name.
    Instagram,
    /// A Facebook page name.
    Facebook,
    /// An X user name.
    X,
    /// A LinkedIn path such as `company/name`.
    Linkedin,
    /// A TikTok user name.
    Tiktok,
    /// Any `https://` address.
    Link,
}

impl ChannelKind {
    /// Its name in files and counts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Phone => "phone",
            Self::Whatsapp => "whatsapp",
            Self::Telegram => "telegram",
            Self::Messenger => "messenger",
            Self::Instagram => "instagram",
            Self::Facebook => "facebook",
            Self::X => "x",
            Self::Linkedin => "linkedin",
            Self::Tiktok => "tiktok",
            Self::Link => "link",
        }
    }

    /// Whether a text can be put into its address for the customer to send.
    pub fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Email | Self::Whatsapp | Self::Telegram | Self::Messenger
        )
    }

    /// The name of the service, the same in every language; none where the interface has a word.
    pub fn brand(self) -> Option<&'static str> {
        match self {
            Self::Email | Self::Phone | Self::Link => None,
            Self::Whatsapp => Some("WhatsApp"),
            Self::Telegram => Some("Telegram"),
            Self::Messenger => Some("Messenger"),
            Self::Instagram => Some("Instagram"),
            Self::Facebook => Some("Facebook"),
            Self::X => Some("X"),
            Self::Linkedin => Some("LinkedIn"),
            Self::Tiktok => Some("TikTok"),
        }
    }
}

/// A way to reach a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Channel {
    /// What it is.
    pub kind: ChannelKind,
    /// The address, number or name, as the kind wants it.
    pub value: String,
    /// What it is called; needed for a `link`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Localized>,
    /// One short line, such as what a call costs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Localized>,
    /// When it works; left out: a telephone while the site is open, everything else always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// The languages it is answered in; none means any. Others are not shown it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Lang>,
    /// The pages it is shown on, such as `/checkout/*`; none means all. At most 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<String>,
    /// How soon somebody answers while they are there: `30m`, `2h`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replies_within: Option<Goal>,
}

impl Channel {
    /// The address a click opens, or what the value must look like.
    pub fn href(&self) -> Result<String, &'static str> {
        let value = self.value.trim();
        let name = || -> Result<&str, &'static str> {
            let name = value.trim_start_matches('@');
            let good = (1..=100).contains(&name.len())
                && name
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"._-/".contains(&b))
                && !name.starts_with('/');
            if good {
                Ok(name)
            } else {
                Err("a user or page name without “@” is expected")
            }
        };
        Ok(match self.kind {
            ChannelKind::Email => {
                let address = EmailAddress::parse(value).ok_or("an email address is expected")?;
                format!("mailto:{address}")
            }
            ChannelKind::Phone => format!("tel:+{}", digits(value)?),
            ChannelKind::Whatsapp => format!("https://wa.me/{}", digits(value)?),
            ChannelKind::Telegram => format!("https://t.me/{}", name()?),
            ChannelKind::Messenger => format!("https://m.me/{}", name()?),
            ChannelKind::Instagram => format!("https://www.instagram.com/{}", name()?),
            ChannelKind::Facebook => format!("https://www.facebook.com/{}", name()?),
            ChannelKind::X => format!("https://x.com/{}", name()?),
            ChannelKind::Linkedin => format!("https://www.linkedin.com/{}", name()?),
            ChannelKind::Tiktok => format!("https://www.tiktok.com/@{}", name()?),
            ChannelKind::Link => {
                let good = value
                    .strip_prefix("https://")
                    .is_some_and(|rest| !rest.is_empty())
                    && !value
                        .chars()
                        .any(|c| c.is_whitespace() || c.is_control() || "\"<>".contains(c));
                if !good {
                    return Err("an address that begins with https:// is expected");
                }
                value.to_owned()
            }
        })
    }
}

/// The digits of an international number, E.164: at most 15.
fn digits(value: &str) -> Result<String, &'static str> {
    const SHAPE: &str = "an international number such as “+39 02 1234567” is expected";
    let rest = value.strip_prefix('+').ok_or(SHAPE)?;
    if !rest
        .chars()
        .all(|c| c.is_ascii_digit() || " .-()/".contains(c))
    {
        return Err(SHAPE);
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    if (6..=15).contains(&digits.len()) {
        Ok(digits)
    } else {
        Err(SHAPE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn href(kind: ChannelKind, value: &str) -> Result<String, &'static str> {
        Channel {
            kind,
            value: value.into(),
            label: None,
            note: None,
            hours: None,
            languages: vec![],
            pages: vec![],
            replies_within: None,
        }
        .href()
    }

    #[test]
    fn each_kind_opens_its_address() {
        for (kind, value, expected) in [
            (ChannelKind::Email, "a@b.it", "mailto:a@b.it"),
            (ChannelKind::Phone, "+39 02 123-4567", "tel:+39021234567"),
            (
                ChannelKind::Whatsapp,
                "+39 (333) 1234567",
                "https://wa.me/393331234567",
            ),
            (
                ChannelKind::Instagram,
                "@bottega.lume",
                "https://www.instagram.com/bottega.lume",
            ),
            (
                ChannelKind::Linkedin,
                "company/lume",
                "https://www.linkedin.com/company/lume",
            ),
            (
                ChannelKind::Link,
                "https://a.example/x",
                "https://a.example/x",
            ),
        ] {
            assert_eq!(href(kind, value).as_deref(), Ok(expected));
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for (kind, value) in [
            (ChannelKind::Email, "a@b"),
            (ChannelKind::Phone, "02 1234567"),
            (ChannelKind::Phone, "+39 02 12345678901234"),
            (ChannelKind::Phone, "+39 call me"),
            (ChannelKind::Telegram, "../x?y"),
            (ChannelKind::X, "//evil"),
            (ChannelKind::Link, "javascript:alert(1)"),
            (ChannelKind::Link, "https://"),
            (ChannelKind::Link, "https://a.example/\"><b>"),
        ] {
            assert!(href(kind, value).is_err(), "{value}");
        }
    }
}
