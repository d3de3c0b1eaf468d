//! A page as its tests read it.

use std::collections::BTreeMap;

use html5gum::{Token, Tokenizer};

/// An element's name and attributes.
pub type Element = (String, BTreeMap<String, String>);

/// The elements of a page with their attributes, and all its text.
pub fn read(html: &str) -> (Vec<Element>, String) {
    let (mut elements, mut text) = (Vec::new(), String::new());
    let owned = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    for token in Tokenizer::new(html).flatten() {
        match token {
            Token::StartTag(tag) => {
                let attributes = tag.attributes.iter();
                let attributes = attributes.map(|(name, value)| (owned(name), owned(&value.value)));
                elements.push((owned(&tag.name), attributes.collect()));
            }
            Token::String(part) => text.push_str(&owned(&part.value)),
            _ => {}
        }
    }
    (elements, text)
}
