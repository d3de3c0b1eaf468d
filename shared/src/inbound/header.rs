//! A message's or a part's header: fields unfolded, encoded words decoded, values bounded. It
//! knows nothing of what the fields mean.

use super::charset::{self, Decode};
use super::transfer;

/// The most bytes of one field that are looked at.
const VALUE_LIMIT: usize = 64 * 1024;
/// The most fields that are kept.
const FIELD_LIMIT: usize = 1_000;

/// Fields of which one line shows that a header goes on.
const KNOWN: [&str; 12] = [
    "from",
    "to",
    "cc",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "content-transfer-encoding",
    "received",
    "reply-to",
    "return-path",
];

/// The fields of a header, in order.
pub(super) struct Header<'a> {
    fields: Vec<(String, String)>,
    decode: Decode<'a>,
}

impl<'a> Header<'a> {
    /// Reads the header at the start of a message or part and gives what follows it. A part may
    /// have no field at all.
    pub fn read<'b>(raw: &'b [u8], decode: Decode<'a>) -> (Self, &'b [u8]) {
        let mut fields: Vec<(String, Vec<u8>)> = Vec::new();
        let mut rest = raw;
        let mut first = true;
        while !rest.is_empty() {
            let (line, after) = next_line(rest);
            if line.is_empty() {
                rest = after;
                break;
            }
            if line
                .first()
                .is_some_and(|byte| matches!(byte, b' ' | b'\t'))
                && !first
            {
                if let Some((_, value)) = fields.last_mut() {
                    append(value, line);
                }
            } else if let Some((name, value)) = field(line) {
                if fields.len() < FIELD_LIMIT {
                    fields.push((name, Vec::new()));
                    if let Some((_, kept)) = fields.last_mut() {
                        append(kept, value);
                    }
                }
            } else if !header_goes_on(after) && !is_envelope(line) {
                // The empty line before the body is missing.
                break;
            }
            first = false;
            rest = after;
        }
        let text = |(name, value): (String, Vec<u8>)| (name, charset::decode(&value, "", decode));
        let fields = fields.into_iter().map(text).collect();
        (Self { fields, decode }, rest)
    }

    /// Whether there is no field.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
    }

    /// All values of a field, as written. `name` is in lower case.
    pub fn all<'b>(&'b self, name: &'b str) -> impl Iterator<Item = &'b str> {
        self.fields
            .iter()
            .filter(move |(field, _)| field == name)
            .map(|(_, value)| value.trim())
    }

    /// The first value of a field that is not empty, as written.
    pub fn get<'b>(&'b self, name: &'b str) -> Option<&'b str> {
        self.all(name).find(|value| !value.is_empty())
    }

    /// The first value of a field with its encoded words decoded, on one line.
    pub fn text(&self, name: &str) -> Option<String> {
        self.get(name)
            .map(|value| one_line(&self.decoded(value), usize::MAX))
    }

    /// A value with its encoded words decoded.
    pub fn decoded(&self, value: &str) -> String {
        decode_words(value, self.decode)
    }
}

/// The first line without its end, and what follows.
pub(super) fn next_line(raw: &[u8]) -> (&[u8], &[u8]) {
    match raw.iter().position(|byte| *byte == b'\n') {
        Some(end) => {
            let line = raw.get(..end).unwrap_or_default();
            let line = line.strip_suffix(b"\r").unwrap_or(line);
            (
                line,
                raw.get(end..).and_then(|r| r.get(1..)).unwrap_or_default(),
            )
        }
        None => (raw.strip_suffix(b"\r").unwrap_or(raw), &[]),
    }
}

fn append(value: &mut Vec<u8>, line: &[u8]) {
    let room = VALUE_LIMIT.saturating_sub(value.len());
    value.extend(line.iter().take(room));
}

fn field(line: &[u8]) -> Option<(String, &[u8])> {
    let colon = line.iter().take(100).position(|byte| *byte == b':')?;
    let (name, value) = line.split_at_checked(colon)?;
    let name = name.trim_ascii_end();
    let good = !name.is_empty() && name.iter().all(|byte| (33..127).contains(byte));
    good.then(|| {
        let name = String::from_utf8_lossy(name).to_ascii_lowercase();
        (name, value.get(1..).unwrap_or_default())
    })
}

/// The line mailboxes put before a message: `From ciao@bottega.example Mon Apr …`.
fn is_envelope(line: &[u8]) -> bool {
    line.starts_with(b"From ") || line.starts_with(b">From ")
}

/// Whether a line that is no field is only a broken one among others.
fn header_goes_on(mut rest: &[u8]) -> bool {
    for _ in 0..40 {
        let (line, after) = next_line(rest);
        if line.is_empty() {
            return false;
        }
        if field(line).is_some_and(|(name, _)| KNOWN.contains(&name.as_str())) {
            return true;
        }
        rest = after;
    }
    false
}

/// One line of at most `limit` characters, without control characters and without those that
/// turn the direction of what follows.
pub(super) fn one_line(text: &str, limit: usize) -> String {
    let mut line = String::new();
    let mut space = false;
    let mut count = 0_usize;
    for c in text.chars() {
        if c.is_whitespace() || c.is_control() {
            space = true;
        } else if !matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        {
            if space && !line.is_empty() {
                line.push(' ');
                count = count.saturating_add(1);
            }
            space = false;
            if count >= limit {
                line.truncate(line.trim_end().len());
                line.push('…');
                break;
            }
            line.push(c);
            count = count.saturating_add(1);
        }
    }
    line
}

/// The bytes of encoded words that follow each other in one encoding. They are decoded together,
/// as many senders cut them within a character.
#[derive(Default)]
struct Run {
    charset: String,
    bytes: Vec<u8>,
}

impl Run {
    fn end(&mut self, text: &mut String, decode: Decode<'_>) {
        if !self.bytes.is_empty() {
            text.push_str(&charset::decode(&self.bytes, &self.charset, decode));
            self.bytes.clear();
        }
    }
}

/// Decodes encoded words (RFC 2047), also within quotes and without spaces around them.
fn decode_words(value: &str, decode: Decode<'_>) -> String {
    let mut text = String::new();
    let mut run = Run::default();
    let mut rest = value;
    while let Some(start) = rest.find("=?") {
        let (before, word) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let Some((charset, bytes, after)) = encoded_word(word) else {
            run.end(&mut text, decode);
            text.push_str(before);
            text.push_str("=?");
            rest = word.get(2..).unwrap_or_default();
            continue;
        };
        // Space between two encoded words is part of neither.
        let between = !run.bytes.is_empty() && before.trim().is_empty();
        if !between || run.charset != charset {
            run.end(&mut text, decode);
        }
        if !between {
            text.push_str(before);
        }
        run.charset = charset;
        run.bytes.extend(bytes);
        rest = after;
    }
    run.end(&mut text, decode);
    text.push_str(rest);
    text
}

/// The encoding, the bytes and what follows of `=?charset?B?…?=`.
fn encoded_word(word: &str) -> Option<(String, Vec<u8>, &str)> {
    let (charset, rest) = bounded(word.get(2..)?, "?", 60)?;
    let (kind, rest) = bounded(rest, "?", 2)?;
    let (data, after) = bounded(rest, "?=", 2_000)?;
    let charset = charset
        .split('*')
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    let bytes = match kind {
        "b" | "B" => transfer::base64(data.as_bytes()),
        "q" | "Q" => transfer::quoted_printable(data.as_bytes(), true),
        _ => return None,
    };
    (!charset.is_empty()).then_some((charset, bytes, after))
}

/// Splits at a mark that stands within the first `limit` bytes.
fn bounded<'a>(text: &'a str, mark: &str, limit: usize) -> Option<(&'a str, &'a str)> {
    let window = text.get(..text.floor_char_boundary(limit.saturating_add(mark.len())))?;
    let at = window.find(mark)?;
    Some((text.get(..at)?, text.get(at.saturating_add(mark.len())..)?))
}
