//! `Content-Type` and `Content-Disposition`: the type, the parameters (RFC 2231 with its pieces and
//! encodings), and names that are safe to store under.

use super::charset::{self, Decode};
use super::header::{Header, one_line};
use super::transfer;

/// The most parameters that are read.
const PARAMETER_LIMIT: usize = 60;
/// The longest name of an attachment, in characters.
const NAME_LIMIT: usize = 120;

/// A value with parameters, as `text/plain; charset=utf-8`.
#[derive(Debug, Default)]
pub(super) struct Content {
    /// The value in lower case.
    pub value: String,
    parameters: Vec<(String, String)>,
}

impl Content {
    /// Reads the field of this name; empty where there is none.
    pub fn of(header: &Header<'_>, name: &str) -> Self {
        header.get(name).map(Self::parse).unwrap_or_default()
    }

    fn parse(text: &str) -> Self {
        let mut pieces = pieces(text).into_iter();
        let value = pieces.next().unwrap_or_default().to_ascii_lowercase();
        let parameter = |piece: String| {
            let (name, value) = piece.split_once('=')?;
            Some((name.trim().to_ascii_lowercase(), unquoted(value)))
        };
        Self {
            value: value.split_whitespace().collect(),
            parameters: pieces.filter_map(parameter).collect(),
        }
    }

    /// A parameter, as written.
    pub fn get(&self, name: &str) -> Option<&str> {
        let found = self.parameters.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }

    /// A parameter made for people, decoded.
    pub fn text(&self, name: &str, header: &Header<'_>, decode: Decode<'_>) -> Option<String> {
        if let Some(value) = self.get(&format!("{name}*")) {
            let (charset, value) = extended(value);
            return Some(charset::decode(&percent(value), charset, decode));
        }
        let mut bytes = Vec::new();
        let mut charset = "";
        for number in 0..PARAMETER_LIMIT {
            if let Some(value) = self.get(&format!("{name}*{number}*")) {
                let (named, value) = match number {
                    0 => extended(value),
                    _ => (charset, value),
                };
                charset = named;
                bytes.extend(percent(value));
            } else if let Some(value) = self.get(&format!("{name}*{number}")) {
                bytes.extend(value.as_bytes());
            } else {
                break;
            }
        }
        match bytes.is_empty() {
            false => Some(charset::decode(&bytes, charset, decode)),
            true => self.get(name).map(|value| header.decoded(value)),
        }
    }
}

/// Cuts at semicolons outside of quotes.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let (mut quoted, mut escaped) = (false, false);
    for c in text.chars() {
        match c {
            ';' if !quoted => {
                if pieces.len() > PARAMETER_LIMIT {
                    break;
                }
                pieces.push(String::new());
                continue;
            }
            '"' if !escaped => quoted = !quoted,
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        if let Some(piece) = pieces.last_mut() {
            piece.push(c);
        }
    }
    pieces
}

fn unquoted(value: &str) -> String {
    let value = value.trim();
    let Some(inner) = value.strip_prefix('"') else {
        return value.to_owned();
    };
    let mut text = String::new();
    let mut escaped = false;
    for c in inner.chars() {
        match c {
            '"' if !escaped => break,
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            // Windows paths are not escaped by those who send them.
            _ if escaped && !matches!(c, '"' | '\\') => text.push('\\'),
            _ => {}
        }
        escaped = false;
        text.push(c);
    }
    text
}

/// `utf-8'it'nome` as encoding and value.
fn extended(value: &str) -> (&str, &str) {
    let mut pieces = value.splitn(3, '\'');
    match (pieces.next(), pieces.next(), pieces.next()) {
        (Some(charset), Some(_), Some(value)) => (charset, value),
        _ => ("", value),
    }
}

fn percent(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        match (byte, transfer::hex_byte(after)) {
            (b'%', Some(value)) => {
                bytes.push(value);
                rest = after.get(2..).unwrap_or_default();
            }
            _ => bytes.push(byte),
        }
    }
    bytes
}

/// A declared type that can be repeated in a header: `type/subtype`, or `application/octet-stream`.
pub(super) fn safe_type(declared: &str) -> String {
    let token = |text: &str| {
        (1..=80).contains(&text.len())
            && text
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"!#$&^_.+-".contains(&b))
    };
    match declared.split_once('/') {
        Some((kind, sub)) if token(kind) && token(sub) => declared.to_owned(),
        _ => "application/octet-stream".to_owned(),
    }
}

/// A name that is one component of a path on any system, or one made of the type and a number.
pub(super) fn safe_name(given: Option<&str>, content_type: &str, number: usize) -> String {
    let name = one_line(given.unwrap_or_default(), usize::MAX);
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name
        .chars()
        .map(|c| if "<>:\"|?*".contains(c) { '_' } else { c })
        .collect();
    let name = name.trim_matches([' ', '.']);
    if name.is_empty() {
        let (stem, ending) = made_name(content_type);
        return format!("{stem}-{number}{ending}");
    }
    let stem = name.split('.').next().unwrap_or_default();
    let reserved = ["con", "prn", "aux", "nul"].contains(&stem.to_ascii_lowercase().as_str())
        || (stem.len() == 4
            && stem.ends_with(|c: char| c.is_ascii_digit())
            && ["com", "lpt"].iter().any(|device| {
                stem.get(..3)
                    .is_some_and(|start| start.eq_ignore_ascii_case(device))
            }));
    shortened(&format!("{}{name}", if reserved { "_" } else { "" }))
}

/// Cut in the middle where too long: the ending says what it is.
fn shortened(name: &str) -> String {
    let count = name.chars().count();
    if count <= NAME_LIMIT {
        return name.to_owned();
    }
    let tail = 16;
    let head = NAME_LIMIT.saturating_sub(tail).saturating_sub(1);
    let start = name.chars().take(head);
    let end = name.chars().skip(count.saturating_sub(tail));
    start.chain(['…']).chain(end).collect()
}

fn made_name(content_type: &str) -> (&'static str, &'static str) {
    match content_type {
        "text/calendar" => ("invitation", ".ics"),
        "text/html" => ("message", ".html"),
        "text/plain" => ("text", ".txt"),
        "text/csv" => ("table", ".csv"),
        "application/pdf" => ("document", ".pdf"),
        "image/jpeg" | "image/jpg" => ("image", ".jpg"),
        "image/png" => ("image", ".png"),
        "image/gif" => ("image", ".gif"),
        "image/webp" => ("image", ".webp"),
        "image/heic" => ("image", ".heic"),
        "message/rfc822" | "message/global" => ("message", ".eml"),
        _ => ("attachment", ""),
    }
}
