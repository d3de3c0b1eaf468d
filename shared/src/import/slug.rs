//! Ids that can be read in an address, made from questions.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// How long an id may be before a number is added to it.
const MAX_CHARS: usize = 60;

/// Hands out ids, no two the same.
#[derive(Debug)]
pub(super) struct Ids {
    kind: &'static str,
    given: usize,
    taken: HashSet<String>,
}

impl Ids {
    /// `kind` names what has no Latin letters: `faq-3`.
    pub fn new(kind: &'static str) -> Self {
        Self {
            kind,
            given: 0,
            taken: HashSet::new(),
        }
    }

    /// The id for the next text.
    pub fn next(&mut self, text: &str) -> String {
        self.given += 1;
        let slug = slug(text).unwrap_or_else(|| format!("{}-{}", self.kind, self.given));
        let mut id = slug.clone();
        let mut number = 2;
        while !self.taken.insert(id.clone()) {
            id = format!("{slug}-{number}");
            number += 1;
        }
        id
    }
}

/// Letters without accents, words joined by hyphens; nothing where most of the text is in another
/// script, since what would be left of it names nothing.
fn slug(text: &str) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut foreign = 0;
    let mut latin = 0;
    let chars: Vec<char> = text.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let mut rest = chars.as_slice();
    while let [c, following @ ..] = rest {
        rest = following;
        if matches!(c, '\'' | '’') && is_english_ending(following) {
            continue;
        }
        match folded(*c) {
            Some(letters) => {
                latin += 1;
                word.push_str(&letters);
            }
            None => {
                foreign += usize::from(c.is_alphanumeric());
                words.push(std::mem::take(&mut word));
            }
        }
    }
    words.push(word);
    if latin == 0 || foreign > latin {
        return None;
    }
    let mut id = String::new();
    for word in words.iter().filter(|word| !word.is_empty()) {
        if !id.is_empty() && id.len() + 1 + word.len() > MAX_CHARS {
            break;
        }
        if !id.is_empty() {
            id.push('-');
        }
        id.extend(word.chars().take(MAX_CHARS));
    }
    Some(id)
}

/// `Let's` is one word in English; `l'ordine` is two in Italian.
fn is_english_ending(following: &[char]) -> bool {
    let end = following
        .iter()
        .position(|c| !c.is_alphanumeric())
        .unwrap_or(following.len());
    let ending: String = following
        .iter()
        .take(end)
        .flat_map(|c| c.to_lowercase())
        .collect();
    matches!(ending.as_str(), "s" | "t" | "re" | "ve" | "ll" | "m" | "d")
}

fn folded(c: char) -> Option<String> {
    if c.is_ascii_alphanumeric() {
        return Some(c.to_ascii_lowercase().to_string());
    }
    let letters = match c {
        'ß' | 'ẞ' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'þ' | 'Þ' => "th",
        'ı' => "i",
        'ħ' | 'Ħ' => "h",
        _ => return None,
    };
    Some(letters.to_owned())
}
