//! An event as a sentence for a team's channel: `{"text": …}` as Slack, Mattermost and Discord
//! (`/slack`) take it. What customers wrote is shown as they wrote it, but it can ping nobody,
//! hide no address behind a text and break out of nothing.
//!
//! The sentences stand here and not in `text`: what stands there is sent to every customer.

mod sentences;

use serde_json::{Value, json};
use url::Url;

use self::sentences::sentence;
use crate::lang::Locale;

/// The longest text in characters: Discord takes 2,000, Slack advises 4,000.
const MAX_CHARS: usize = 1_900;

/// A space without width: it parts what would be read as a command.
const PART: char = '\u{200b}';

/// Words that ping a whole channel when they follow an `@`, in any of the three.
const EVERYBODY: [&str; 5] = ["everyone", "here", "channel", "all", "group"];

/// The body for an envelope. Of what is no envelope, it says that something happened.
pub(super) fn payload(envelope: &str, locale: Locale) -> String {
    let envelope: Value = serde_json::from_str(envelope).unwrap_or_default();
    let kind = envelope.get("type").and_then(Value::as_str).unwrap_or("");
    let data = envelope.get("data").unwrap_or(&Value::Null);
    json!({ "text": text(kind, data, locale) }).to_string()
}

/// A sentence on an event and, below it, what the customer wrote.
fn text(kind: &str, data: &Value, locale: Locale) -> String {
    let mut text = Budget::default();
    let mut rest = sentence(kind, locale);
    while let Some((before, after)) = rest.split_once('{') {
        text.ours(before);
        let (name, tail) = after.split_once('}').unwrap_or((after, ""));
        match name {
            "kind" => text.theirs(kind),
            "who" => text.theirs(
                first(
                    data,
                    &[
                        "/ticket/name",
                        "/ticket/email",
                        "/contact/name",
                        "/contact/email",
                    ],
                )
                .unwrap_or("–"),
            ),
            "what" => text.theirs(first(data, &["/query", "/faq", "/endpoint"]).unwrap_or("–")),
            _ => text.theirs(first(data, &["/ticket/reference"]).unwrap_or("–")),
        }
        rest = tail;
    }
    text.ours(rest);
    if let Some(url) = first(data, &["/ticket/page/url", "/page/url"]) {
        text.link(url);
    }
    if let Some(message) = first(data, &["/message/text", "/survey/comment", "/comment"]) {
        text.quote(message);
    }
    text.text
}

/// The first of these places that has a text.
fn first<'a>(data: &'a Value, places: &[&str]) -> Option<&'a str> {
    places
        .iter()
        .filter_map(|place| data.pointer(place)?.as_str())
        .find(|text| !text.trim().is_empty())
}

/// A text that stays below [`MAX_CHARS`]: what no longer fits is left out as a whole piece, so
/// that no entity and no link is cut in two.
#[derive(Default)]
struct Budget {
    text: String,
    chars: usize,
    full: bool,
}

impl Budget {
    fn piece(&mut self, piece: &str) {
        let chars = self.chars.saturating_add(piece.chars().count());
        if self.full || chars >= MAX_CHARS {
            if !self.full {
                self.text.push('…');
            }
            self.full = true;
            return;
        }
        self.chars = chars;
        self.text.push_str(piece);
    }

    fn ours(&mut self, text: &str) {
        self.piece(text);
    }

    /// One line of what somebody else wrote.
    fn theirs(&mut self, text: &str) {
        let mut rest = text;
        let mut before = ' ';
        while let Some(c) = rest.chars().next() {
            rest = rest.get(c.len_utf8()..).unwrap_or("");
            let next = rest.chars().next().unwrap_or(' ');
            let mut piece = String::new();
            match c {
                '&' => piece.push_str("&amp;"),
                '>' => piece.push_str("&gt;"),
                '<' => {
                    piece.push_str("&lt;");
                    // A reader that turns entities back first must not find a command either.
                    if !next.is_whitespace() {
                        piece.push(PART);
                    }
                }
                '@' => {
                    piece.push('@');
                    if pings(before, rest) {
                        piece.push(PART);
                    }
                }
                // Markdown's links and pictures, by Mattermost and Discord.
                ']' if matches!(next, '(' | '[' | ':') => {
                    piece.push(']');
                    piece.push(PART);
                }
                c if is_hidden(c) => continue,
                c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}') => piece.push(' '),
                c => piece.push(c),
            }
            before = c;
            self.piece(&piece);
            if self.full {
                return;
            }
        }
    }

    /// Several lines of what somebody else wrote, as a quotation.
    fn quote(&mut self, text: &str) {
        for line in text.trim().lines() {
            self.piece("\n> ");
            self.theirs(line);
            if self.full {
                return;
            }
        }
    }

    /// A link that shows where it leads; nothing for what is not on the web.
    fn link(&mut self, url: &str) {
        let Ok(url) = Url::parse(url) else { return };
        let Some(host) = url.host_str().filter(|_| url.scheme().starts_with("http")) else {
            return;
        };
        // What ends or parts a link is percent-encoded; so are Markdown's brackets and pings.
        let mut address = String::new();
        for c in url.as_str().chars() {
            match c {
                '|' | '<' | '>' | '(' | ')' | '[' | ']' | '@' | '`' | '*' | '~' => {
                    address.push_str(&format!("%{:02X}", u32::from(c)));
                }
                '&' => address.push_str("&amp;"),
                c => address.push(c),
            }
        }
        self.piece(&format!("\n<{address}|{host}>"));
    }
}

/// Whether an `@` would ping somebody: at the start of a word, or before a word for everybody,
/// which Discord finds anywhere. An email address stays as it is.
fn pings(before: char, after: &str) -> bool {
    let within = before.is_alphanumeric() || matches!(before, '.' | '_' | '-' | '+');
    !within
        || EVERYBODY.iter().any(|word| {
            after
                .get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
        })
}

/// Characters that turn the writing direction or are not seen.
fn is_hidden(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
