//! Identifiers. Each is a type of its own, so that one cannot stand where another is meant.
//! Randomness and time come in as arguments; formats are fixed here and nowhere else.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Crockford's base 32: no `I`, `L`, `O`, `U`, so that a reference survives being read out aloud.
const CROCKFORD: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A site's name in addresses: 1–63 of `a–z`, `0–9` and inner `-`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SiteId(String);

/// A FAQ's, topic's or category's name in addresses: 1–80 of `a–z`, `0–9` and inner `-`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Slug(String);

/// Why a text is not an identifier.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("use 1 to {max} lower-case letters, digits and single hyphens, such as “order-status”")]
pub struct InvalidId {
    /// The longest allowed, in characters.
    pub max: usize,
}

fn is_slug(text: &str, max: usize) -> bool {
    !text.is_empty()
        && text.len() <= max
        && !text.starts_with('-')
        && !text.ends_with('-')
        && !text.contains("--")
        && text
            .bytes()
            .all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-'))
}

macro_rules! slug_type {
    ($name:ident, $max:literal) => {
        impl $name {
            /// Reads an identifier, or says what it may consist of.
            pub fn parse(text: &str) -> Result<Self, InvalidId> {
                match is_slug(text, $max) {
                    true => Ok(Self(text.to_owned())),
                    false => Err(InvalidId { max: $max }),
                }
            }

            /// The identifier as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidId;
            fn try_from(text: String) -> Result<Self, InvalidId> {
                Self::parse(&text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> String {
                id.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

slug_type!(SiteId, 63);
slug_type!(Slug, 80);

impl Slug {
    /// An identifier out of any text: what cannot stand in one becomes a hyphen, what is left out
    /// is the end; `x` where nothing is left.
    pub fn made_of(text: &str) -> Self {
        let mut id = String::with_capacity(text.len().min(80));
        for c in text.chars().map(|c| c.to_ascii_lowercase()) {
            if id.len() == 80 {
                break;
            }
            if c.is_ascii_lowercase() || c.is_ascii_digit() {
                id.push(c);
            } else if !id.is_empty() && !id.ends_with('-') {
                id.push('-');
            }
        }
        if id.ends_with('-') {
            id.pop();
        }
        if id.is_empty() {
            id.push('x');
        }
        Self(id)
    }
}

/// What a customer quotes to be found again: eight Crockford characters, `7K3M-92QX`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Reference(String);

impl Reference {
    /// A reference from 40 random bits (the lowest of `entropy`).
    pub fn from_entropy(entropy: u64) -> Self {
        let mut text = String::with_capacity(9);
        for place in (0..8).rev() {
            let digit = (entropy >> (place * 5)) & 31;
            text.push(char::from(
                CROCKFORD.get(digit as usize).copied().unwrap_or(b'0'),
            ));
            if place == 4 {
                text.push('-');
            }
        }
        Self(text)
    }

    /// Reads a reference as people write it: any case, with or without the hyphen, `O` for `0`,
    /// `I` and `L` for `1`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut digits = String::with_capacity(9);
        for c in text.trim().chars().filter(|c| !matches!(c, '-' | ' ')) {
            let c = match c.to_ascii_uppercase() {
                'O' => '0',
                'I' | 'L' => '1',
                c => c,
            };
            if !c.is_ascii() || !CROCKFORD.contains(&(c as u8)) || digits.len() == 9 {
                return None;
            }
            if digits.len() == 4 {
                digits.push('-');
            }
            digits.push(c);
        }
        (digits.len() == 9).then_some(Self(digits))
    }

    /// The reference as shown to people.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Reference {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a reference has eight letters and digits, such as 7K3M-92QX")
    }
}

impl From<Reference> for String {
    fn from(reference: Reference) -> String {
        reference.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An identifier that sorts by time: `prefix_` and 26 Crockford characters, 48 bits of
/// milliseconds since 1970 and 80 random bits (the layout of a ULID).
pub fn sortable(prefix: &str, now_ms: i64, entropy: u128) -> String {
    let time = u128::from(now_ms.max(0) as u64 & 0xFFFF_FFFF_FFFF) << 80;
    let value = time | (entropy & ((1 << 80) - 1));
    let mut text = String::with_capacity(prefix.len() + 27);
    text.push_str(prefix);
    text.push('_');
    for place in (0..26).rev() {
        let digit = (value >> (place * 5)) & 31;
        text.push(char::from(
            CROCKFORD.get(digit as usize).copied().unwrap_or(b'0'),
        ));
    }
    text
}

/// The identifiers of one turn: 64 random bits that all of them share and a count, so that they
/// sort in the order they were made.
#[derive(Clone, Copy, Debug)]
pub struct Ids {
    now_ms: i64,
    entropy: u128,
    count: u16,
}

impl Ids {
    /// Identifiers for a turn at `now_ms`, from the lowest 80 bits of `entropy`.
    pub fn new(now_ms: i64, entropy: u128) -> Self {
        Self {
            now_ms,
            entropy: entropy & !0xFFFF,
            count: 0,
        }
    }

    /// The next identifier: `prefix_` and 26 characters.
    pub fn next(&mut self, prefix: &str) -> String {
        let id = sortable(prefix, self.now_ms, self.entropy | u128::from(self.count));
        self.count = self.count.wrapping_add(1);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_of_a_turn_sort_as_they_were_made() {
        let mut ids = Ids::new(1_700_000_000_000, u128::MAX);
        let made: Vec<String> = (0..1_000).map(|_| ids.next("evt")).collect();
        assert!(made.is_sorted() && made.windows(2).all(|two| two[0] != two[1]));
    }

    #[test]
    fn a_site_is_named_as_in_an_address() {
        for good in ["demo", "a", "my-shop-2"] {
            assert!(SiteId::parse(good).is_ok(), "{good}");
        }
        let long = "a".repeat(64);
        for bad in [
            "",
            "-a",
            "a-",
            "a--b",
            "Demo",
            "a/b",
            "a.b",
            "ä",
            "a b",
            "..",
            long.as_str(),
        ] {
            assert!(SiteId::parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn any_text_makes_an_identifier() {
        for (text, id) in [
            ("Shop.Example-1f", "shop-example-1f"),
            ("[::1]--a", "1-a"),
            ("é", "x"),
            ("", "x"),
            ("a-", "a"),
        ] {
            assert_eq!(Slug::made_of(text).as_str(), id);
        }
        let long = Slug::made_of(&"a.".repeat(99));
        assert!(long.as_str().len() <= 80 && Slug::parse(long.as_str()).is_ok());
    }

    #[test]
    fn a_reference_is_read_as_people_write_it() {
        let reference = Reference::from_entropy(0x0123_4567_89AB_CDEF);
        assert_eq!(reference.as_str().len(), 9);
        let spoken = reference.as_str().to_lowercase().replace('-', " ");
        assert_eq!(Reference::parse(&spoken), Some(reference));
        assert_eq!(
            Reference::parse("oOiL-1234").map(String::from),
            Some("0011-1234".to_owned())
        );
        for bad in [
            "",
            "123",
            "UUUU-UUUU",
            "1234-56789",
            "1234-567é",
            "0000-000\u{1F600}",
        ] {
            assert_eq!(Reference::parse(bad), None, "{bad}");
        }
    }

    #[test]
    fn identifiers_sort_by_time() {
        let early = sortable("tic", 1_700_000_000_000, u128::MAX);
        let late = sortable("tic", 1_700_000_000_001, 0);
        assert!(early < late);
        assert_eq!(early.len(), 30);
        assert_eq!(sortable("tic", -1, 0), "tic_00000000000000000000000000");
    }
}
