//! HTML as a flat row of tags and texts, by the tokenizer of the HTML standard.

use std::collections::HashMap;

use html5gum::{DefaultEmitter, Token, Tokenizer};

pub(crate) type Attributes = HashMap<String, String>;

/// A tag or a text. Comments are left out, and so is all within elements whose content is no text
/// for readers, such as scripts. Entities are resolved.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    Open {
        name: String,
        attributes: Attributes,
    },
    Close(String),
    Text(String),
}

/// Elements whose content is not for readers.
pub(crate) const DROPPED: [&str; 12] = [
    "script", "style", "template", "iframe", "object", "svg", "math", "textarea", "select",
    "title", "noscript", "audio",
];

/// Elements that begin and end a paragraph.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "p" | "div"
            | "section"
            | "article"
            | "aside"
            | "header"
            | "footer"
            | "main"
            | "nav"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "li"
            | "menu"
            | "dl"
            | "dt"
            | "dd"
            | "blockquote"
            | "pre"
            | "hr"
            | "br"
            | "table"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "caption"
            | "figure"
            | "figcaption"
            | "details"
            | "summary"
            | "address"
            | "form"
            | "fieldset"
            | "body"
            | "html"
    )
}

/// The tokens of an HTML text.
pub(crate) fn tokens(html: &str) -> impl Iterator<Item = Token> {
    let mut emitter = DefaultEmitter::default();
    // Without this the text of a script would be read as tags.
    emitter.naively_switch_states(true);
    Tokenizer::new_with_emitter(html, emitter).flatten()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

pub(crate) fn pieces(html: &str) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut dropping: Option<(String, usize)> = None;
    for token in tokens(html) {
        if let Some((name, depth)) = &mut dropping {
            match &token {
                Token::StartTag(tag) if *tag.name == name.as_bytes() && !tag.self_closing => {
                    *depth += 1;
                }
                Token::EndTag(tag) if *tag.name == name.as_bytes() => {
                    *depth -= 1;
                    if *depth == 0 {
                        dropping = None;
                    }
                }
                _ => {}
            }
            continue;
        }
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                let foreign = matches!(name.as_str(), "svg" | "math");
                if DROPPED.contains(&name.as_str()) {
                    if !(foreign && tag.self_closing) {
                        dropping = Some((name, 1));
                    }
                    continue;
                }
                let attributes = tag
                    .attributes
                    .iter()
                    .map(|(name, value)| (text(name), text(value)));
                found.push(Piece::Open {
                    name,
                    attributes: attributes.collect(),
                });
            }
            Token::EndTag(tag) => found.push(Piece::Close(text(&tag.name))),
            Token::String(words) => match found.last_mut() {
                Some(Piece::Text(before)) => before.push_str(&text(&words)),
                _ => found.push(Piece::Text(text(&words))),
            },
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    found
}

/// The contents of all `<script type="application/ld+json">` in a page.
pub(crate) fn json_ld_scripts(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<String> = None;
    for token in tokens(page) {
        match token {
            Token::StartTag(tag) if &*tag.name == b"script" => {
                let kind = tag.attributes.iter().find(|(name, _)| &***name == b"type");
                let kind = kind
                    .map(|(_, value)| text(value).to_ascii_lowercase())
                    .unwrap_or_default();
                let kind = kind.split(';').next().unwrap_or_default().trim();
                open = (kind == "application/ld+json").then(String::new);
            }
            Token::EndTag(tag) if &*tag.name == b"script" => found.extend(open.take()),
            Token::String(words) => {
                if let Some(script) = &mut open {
                    script.push_str(&text(&words));
                }
            }
            _ => {}
        }
    }
    found.extend(open);
    found
}
