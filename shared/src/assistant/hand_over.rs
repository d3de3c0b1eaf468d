//! What a person gets of a conversation: all that was said, and the form as far as it is known.

use super::Turn;
use crate::{
    panel::{Form, Given},
    text::{Catalogue, Text},
};

/// Longest transcript, in characters: of a longer one the end is kept.
pub const MAX_TRANSCRIPT: usize = 8_000;

/// A conversation handed over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HandOver {
    /// The topic's id; may be empty.
    pub topic: String,
    /// What the message begins as; may be empty.
    pub message: String,
    /// What was filled in.
    pub fields: Vec<Given>,
    /// All that was said, a line each; empty where nothing was.
    pub transcript: String,
    /// The flow's step that handed over, as `flow/step`; empty where none did.
    pub flow: String,
}

impl From<HandOver> for Form {
    fn from(hand: HandOver) -> Self {
        Self {
            topic: hand.topic,
            message: hand.message,
            fields: hand.fields,
            transcript: hand.transcript,
            flow: hand.flow,
            ..Self::default()
        }
    }
}

/// What was said, a line each; of a long one the end.
pub(super) fn transcript(turns: &[Turn], texts: &Catalogue) -> String {
    let mut said = String::new();
    for turn in turns {
        let who = match turn {
            Turn::Customer(_) => Text::AskYou,
            _ => Text::AskUs,
        };
        if !said.is_empty() {
            said.push('\n');
        }
        said.push_str(texts.get(who));
        said.push_str(": ");
        turn.write(&mut said);
    }
    let long = said.chars().count();
    if long > MAX_TRANSCRIPT {
        let mut end = String::from("…");
        end.extend(said.chars().skip(long - MAX_TRANSCRIPT + 1));
        return end;
    }
    said
}

impl Turn {
    /// Writes the turn as text, on one line.
    pub fn write(&self, out: &mut String) {
        match self {
            Self::Customer(text) | Self::Text(text) => push_line(text, out),
            Self::Html(html) => push_words(html, out),
            Self::Faq { question, .. } => {
                out.push_str("→ ");
                out.push_str(question);
            }
            Self::Link(link) => {
                out.push_str(&link.label);
                out.push_str(" (");
                out.push_str(&link.href);
                out.push(')');
            }
        }
    }

    /// The turn as text, on one line.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.write(&mut text);
        text
    }
}

fn push_line(text: &str, out: &mut String) {
    out.extend(text.chars().map(|c| if c == '\n' { ' ' } else { c }));
}

/// The words of our own HTML, on one line.
fn push_words(html: &str, out: &mut String) {
    let (mut tag, mut gap, from) = (false, false, out.len());
    let mut rest = html.chars();
    while let Some(c) = rest.next() {
        let c = match c {
            '<' => {
                // Where a block ends, a word does; marks within a line end none.
                let inline = [
                    "/strong", "/em", "/a", "/code", "strong", "em", "a ", "code",
                ];
                gap |= !inline.iter().any(|name| rest.as_str().starts_with(name));
                tag = true;
                continue;
            }
            '>' if tag => {
                tag = false;
                continue;
            }
            _ if tag => continue,
            '&' => {
                let (name, plain) = entity(rest.as_str());
                for _ in 0..name {
                    rest.next();
                }
                plain
            }
            c => c,
        };
        if c == ' ' || c == '\n' {
            gap = true;
        } else {
            if gap && out.len() > from {
                out.push(' ');
            }
            gap = false;
            out.push(c);
        }
    }
}

/// The length of an entity after its `&`, and the character it stands for.
fn entity(rest: &str) -> (usize, char) {
    for (name, plain) in [
        ("lt;", '<'),
        ("gt;", '>'),
        ("quot;", '"'),
        ("#39;", '\''),
        ("amp;", '&'),
    ] {
        if rest.starts_with(name) {
            return (name.len(), plain);
        }
    }
    (0, '&')
}
