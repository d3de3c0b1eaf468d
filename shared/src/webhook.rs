//! Webhooks after the Standard Webhooks specification: what is sent, and how it is signed.
//! <https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md>

pub mod address;
mod endpoint;
pub mod health;
mod slack;

use std::fmt;

use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, KeyInit, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::event::Kind;

pub use endpoint::{Endpoint, Format, MAX_HEADER_VALUE, MAX_HEADERS, Outgoing};
pub use health::{Disabled, Health, Reason};

/// The events an endpoint may ask for.
pub fn events() -> impl Iterator<Item = &'static str> {
    let offered = Kind::ALL.iter().filter(|kind| kind.is_offered());
    offered.map(|kind| kind.as_str())
}

/// Header with the event's id, the same over all attempts.
pub const HEADER_ID: &str = "webhook-id";
/// Header with the attempt's time, in seconds since 1970.
pub const HEADER_TIMESTAMP: &str = "webhook-timestamp";
/// Header with the attempt's signature, `v1,` and base64.
pub const HEADER_SIGNATURE: &str = "webhook-signature";

/// What stands before a secret's base64.
const PREFIX: &str = "whsec_";
/// A body stays under the 20 kB the specification advises: the message's text is cut here, in
/// bytes of JSON.
const MAX_TEXT_BYTES: usize = 6_000;

/// The key of an endpoint, 24–64 bytes; never shown.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Secret(Vec<u8>);

impl Secret {
    /// Reads `whsec_` and base64.
    pub fn parse(text: &str) -> Option<Self> {
        let key = STANDARD.decode(text.trim().strip_prefix(PREFIX)?).ok()?;
        (24..=64).contains(&key.len()).then_some(Self(key))
    }

    /// The signature of one attempt: HMAC-SHA256 over `id.timestamp.body`.
    pub fn sign(&self, id: &str, timestamp_s: i64, body: &str) -> String {
        // HMAC takes keys of any length; the error type is there for other algorithms.
        let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.0) else {
            return String::new();
        };
        mac.update(format!("{id}.{timestamp_s}.{body}").as_bytes());
        format!("v1,{}", STANDARD.encode(mac.finalize().into_bytes()))
    }
}

impl TryFrom<String> for Secret {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text)
            .ok_or("use “whsec_” and 24 to 64 random bytes in base64: openssl rand -base64 32")
    }
}

impl From<Secret> for String {
    fn from(secret: Secret) -> String {
        format!("{PREFIX}{}", STANDARD.encode(secret.0))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// A text cut at a character so that the body stays small, and whether it was.
pub fn excerpt(text: &str) -> (&str, bool) {
    let mut bytes = 0;
    for (at, c) in text.char_indices() {
        bytes += match c {
            '"' | '\\' | '\n' | '\r' | '\t' => 2,
            c if c.is_control() => 6,
            c => c.len_utf8(),
        };
        if bytes > MAX_TEXT_BYTES {
            return (text.get(..at).unwrap_or(""), true);
        }
    }
    (text, false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_as_the_specification_does() {
        // The example of the specification's reference libraries.
        let secret = Secret::parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        assert_eq!(
            secret.sign(
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                1_614_265_330,
                "{\"test\": 2432232314}"
            ),
            "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
        );
        assert_eq!(format!("{secret:?}"), "Secret(…)");
    }

    #[test]
    fn secrets_are_of_the_specified_length() {
        let of = |n: usize| format!("{PREFIX}{}", STANDARD.encode(vec![7; n]));
        assert!(Secret::parse(&of(24)).is_some() && Secret::parse(&of(64)).is_some());
        for bad in [
            "",
            "whsec_",
            "whsec_%%%",
            &of(23),
            &of(65),
            &of(32).replace("whsec_", ""),
        ] {
            assert!(Secret::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn long_texts_are_cut_between_characters() {
        assert_eq!(excerpt("ciao"), ("ciao", false));
        let long = "è".repeat(MAX_TEXT_BYTES);
        let (cut, was_cut) = excerpt(&long);
        assert!(was_cut && cut.len() <= MAX_TEXT_BYTES && cut.len() > MAX_TEXT_BYTES - 4);
        assert_eq!(
            excerpt(&"\u{1}".repeat(MAX_TEXT_BYTES)).0.len(),
            MAX_TEXT_BYTES / 6
        );
    }
}
