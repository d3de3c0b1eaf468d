//! The two transfer encodings of mail, read as leniently as senders write them. Nothing is
//! refused: what is not encoded stays as it is.

use std::borrow::Cow;

/// How a body is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Transfer {
    Plain,
    Base64,
    QuotedPrintable,
}

impl Transfer {
    /// By the header `Content-Transfer-Encoding`.
    pub fn of(header: &str) -> Self {
        let word = header.trim().trim_matches('"');
        let starts = |name: &str| {
            word.get(..name.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(name))
        };
        if starts("base64") {
            Self::Base64
        } else if starts("quoted-printable") {
            Self::QuotedPrintable
        } else {
            Self::Plain
        }
    }

    /// The bytes that were encoded.
    pub fn decode(self, body: &[u8]) -> Cow<'_, [u8]> {
        match self {
            Self::Base64 if looks_like_base64(body) => Cow::Owned(base64(body)),
            Self::QuotedPrintable => Cow::Owned(quoted_printable(body, false)),
            _ => Cow::Borrowed(body),
        }
    }
}

fn sextet(byte: u8) -> Option<u32> {
    let value = match byte {
        b'A'..=b'Z' => byte.wrapping_sub(b'A'),
        b'a'..=b'z' => byte.wrapping_sub(b'a').wrapping_add(26),
        b'0'..=b'9' => byte.wrapping_sub(b'0').wrapping_add(52),
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

/// Some senders declare base64 and write plain words. Words have spaces inside lines.
fn looks_like_base64(body: &[u8]) -> bool {
    let (mut foreign, mut inner) = (0_usize, 0_usize);
    let mut before = b'\n';
    for &byte in body {
        if !byte.is_ascii_whitespace() {
            foreign = foreign.saturating_add(usize::from(sextet(byte).is_none() && byte != b'='));
            inner = inner.saturating_add(usize::from(before == b' '));
        }
        before = byte;
    }
    foreign.saturating_add(inner) <= body.len().div_euclid(50).saturating_add(1)
}

/// Base64, whatever is not of its alphabet left out; several pieces may follow each other.
pub(super) fn base64(body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len().div_euclid(4).saturating_mul(3));
    let (mut bits, mut count) = (0_u32, 0_u32);
    for &byte in body {
        if byte == b'=' {
            (bits, count) = (0, 0);
            continue;
        }
        let Some(value) = sextet(byte) else { continue };
        bits = (bits << 6) | value;
        count = count.saturating_add(6);
        if count >= 8 {
            count = count.saturating_sub(8);
            bytes.push(u8::try_from((bits >> count) & 0xff).unwrap_or_default());
        }
    }
    bytes
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}

/// Two hexadecimal digits at the start.
pub(super) fn hex_byte(text: &[u8]) -> Option<u8> {
    let [high, low, ..] = text else { return None };
    Some((hex(*high)? << 4) | hex(*low)?)
}

/// Quoted-printable; an equals sign that is no escape stays. In a header `_` is a space.
pub(super) fn quoted_printable(mut body: &[u8], header: bool) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(body.len());
    while let Some((&byte, rest)) = body.split_first() {
        body = rest;
        match byte {
            b'_' if header => bytes.push(b' '),
            b'=' => {
                if let Some(value) = hex_byte(rest) {
                    bytes.push(value);
                    body = rest.get(2..).unwrap_or_default();
                } else if let Some(after) = soft_break(rest) {
                    body = after;
                } else {
                    bytes.push(byte);
                }
            }
            _ => bytes.push(byte),
        }
    }
    bytes
}

/// What follows a soft line break; spaces before the end of the line do not count.
fn soft_break(rest: &[u8]) -> Option<&[u8]> {
    // A line is at most 998 bytes; without the bound “= = =” would be looked at again and again.
    let spaces = rest
        .iter()
        .take(80)
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    match rest.get(spaces..)? {
        [b'\r', b'\n', after @ ..] | [b'\n' | b'\r', after @ ..] => Some(after),
        [] => Some(&[]),
        _ => None,
    }
}
