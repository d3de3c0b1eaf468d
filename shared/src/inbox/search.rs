//! Full text: what of a ticket is found by its words, and what somebody typed as an expression for
//! the index. The index splits words where letters and digits end and ignores accents and case.

use crate::ticket::{Message, Ticket};

/// Most of a ticket that is found by its words, in bytes; the newest messages come first.
pub const MAX_SEARCHED: usize = 60_000;
/// Most words that are looked for at once.
const MAX_WORDS: usize = 12;
/// From so many letters on the beginning of a word is enough.
const PREFIX_FROM: usize = 3;
/// Fewest and most digits a telephone number is found by.
const PHONE_TAIL: std::ops::RangeInclusive<usize> = 6..=12;

/// Everything a ticket is found by.
pub fn searched(ticket: &Ticket, messages: &[Message]) -> String {
    let mut text = String::new();
    let mut add = |part: &str| {
        let room = MAX_SEARCHED.saturating_sub(text.len());
        if let Some(part) = part.get(..part.floor_char_boundary(room)) {
            text.push_str(part);
            text.push('\n');
        }
    };
    add(ticket.reference.as_str());
    add(&ticket.reference.as_str().replace('-', ""));
    for part in [&ticket.name, &ticket.subject].into_iter().flatten() {
        add(part);
    }
    if let Some(email) = &ticket.email {
        add(email.as_str());
    }
    if let Some(phone) = &ticket.phone {
        // However much of the number is known: without the prefix, or its last digits.
        let digits: String = phone
            .as_str()
            .chars()
            .filter(char::is_ascii_digit)
            .collect();
        for tail in PHONE_TAIL {
            if let Some(tail) = digits
                .len()
                .checked_sub(tail)
                .and_then(|at| digits.get(at..))
            {
                add(tail);
            }
        }
        add(&digits);
    }
    for answer in &ticket.fields {
        add(&answer.text);
    }
    for message in messages.iter().rev() {
        add(&message.text);
    }
    add(&ticket.transcript);
    text
}

/// What somebody typed, for the index: every word must be there, where `whole` as it is, else longer
/// ones may go on. None where no word is left.
pub fn expression(typed: &str, whole: bool) -> Option<String> {
    let is_word = |c: char| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c);
    let words: Vec<&str> = typed
        .split(|c: char| !is_word(c))
        .filter(|word| !word.is_empty())
        .take(MAX_WORDS)
        .collect();
    if words.is_empty() {
        return None;
    }
    let one = |word: &str| {
        let goes_on = !whole && word.chars().count() >= PREFIX_FROM;
        format!("\"{word}\"{}", if goes_on { "*" } else { "" })
    };
    let all: Vec<String> = words.iter().map(|word| one(word)).collect();
    let all = all.join(" AND ");
    let is_number = typed
        .chars()
        .all(|c| c.is_ascii_digit() || " +-./()".contains(c));
    let digits = words.concat();
    // A telephone number, in whatever groups.
    let joined = is_number && words.len() > 1 && digits.len() >= *PHONE_TAIL.start();
    Some(match joined {
        true => format!("({all}) OR {}", one(&digits)),
        false => all,
    })
}
