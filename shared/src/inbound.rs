//! Mail that comes in: from a raw message (RFC 5322, MIME) to what a help desk needs. It reads
//! bytes only; what is stored, answered or looked up is decided by those who call it.
//!
//! Whatever arrives, reading ends in time proportional to its size and never panics.

#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::arithmetic_side_effects
)]

mod attribution;
mod automatic;
mod body;
mod bounce;
mod charset;
mod content;
mod header;
mod lines;
mod page;
mod parts;
mod quotation;
mod sender;
mod signature;
mod transfer;

use std::borrow::Cow;

use crate::address::{EmailAddress, Mailbox};

pub use automatic::{
    AUTOMATIC_LIMIT, AUTOMATIC_WINDOW_SECONDS, Automatic, may_answer_automatically,
};
pub use body::Attachment;
pub use bounce::Bounce;
pub use charset::Decode;
pub use quotation::Folded;

/// The largest message that is read, in bytes: what mail providers pass on, and some.
pub const MESSAGE_LIMIT: usize = 40 * 1024 * 1024;
/// The longest subject, in characters.
pub const SUBJECT_LIMIT: usize = 250;
/// The most ids of earlier messages that are kept.
const REFERENCE_LIMIT: usize = 50;
/// The longest id of a message, in bytes.
const ID_LIMIT: usize = 500;

/// A message as a help desk reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inbound {
    /// Who wrote: the first valid address of `From`, else of `Sender`.
    pub from: Option<Mailbox>,
    /// Where they want the answer, if elsewhere.
    pub reply_to: Option<Mailbox>,
    /// Every recipient's address as it stands in `To`, `Cc`, `Delivered-To`, `X-Original-To` and
    /// their like, in lower case, each once. They may be anything with an `@`.
    pub to: Vec<String>,
    /// The subject, decoded, on one line, at most [`SUBJECT_LIMIT`] characters; empty if none.
    pub subject: String,
    /// The message's own id, without angle brackets.
    pub message_id: Option<String>,
    /// Ids of the messages it answers, oldest first, without angle brackets: the first and the
    /// last 49.
    pub references: Vec<String>,
    /// The new words as plain text.
    pub text: String,
    /// The quotation that was folded away; empty if none.
    pub quoted: String,
    /// The signature that was folded away; empty if none.
    pub signature: String,
    /// What is attached, shown within the text or could not be read as text.
    pub attachments: Vec<Attachment>,
    /// Why no automatic answer may go out.
    pub automatic: Option<Automatic>,
    /// The bounce this message is.
    pub bounce: Option<Bounce>,
    /// The language the header names (`it`, `pt-br`), in lower case. A hint.
    pub language: Option<String>,
}

/// Why a message could not be read. The caller keeps it as it came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There is nothing in it.
    #[error("the message is empty")]
    Empty,
    /// It does not begin with a header, so nothing tells who wrote it.
    #[error("the message has no header")]
    NoHeader,
    /// It is larger than [`MESSAGE_LIMIT`].
    #[error("the message is larger than {MESSAGE_LIMIT} bytes")]
    TooLarge,
}

/// Reads a message. `own` are the addresses we send from, `decode` is the platform's table of
/// encodings, for those beyond UTF-8 and western Europe's.
///
/// # Errors
/// Only where there is no header, no content at all, or too much of it. All else, however broken,
/// is read as far as it can be.
pub fn read(raw: &[u8], own: &[EmailAddress], decode: Decode<'_>) -> Result<Inbound, Unreadable> {
    if raw.len() > MESSAGE_LIMIT {
        return Err(Unreadable::TooLarge);
    }
    let raw = with_line_feeds(raw.trim_ascii_start());
    if raw.is_empty() {
        return Err(Unreadable::Empty);
    }
    let (header, rest) = header::Header::read(&raw, decode);
    if header.is_empty() {
        return Err(Unreadable::NoHeader);
    }
    let mut budget = parts::Budget::of(&raw);
    let message = parts::Part::new(header, rest, decode, 0, &mut budget);
    let mut harvest = body::Harvest::default();
    harvest.take(&message, decode, false);
    let folded = harvest.fold();

    let header = &message.header;
    let from = sender::mailbox(header, "from").or_else(|| sender::mailbox(header, "sender"));
    let reply_to = sender::mailbox(header, "reply-to");
    let subject = header.text("subject").unwrap_or_default();
    let subject = header::one_line(&subject, SUBJECT_LIMIT);
    let words = [folded.text.as_str(), "\n", folded.quoted.as_str()].concat();
    let bounce = bounce::find(header, &harvest, &words, from.as_ref(), &subject, decode);
    let automatic = match bounce {
        Some(_) => Some(Automatic::Bounce),
        None => automatic::reason(header, &message.kind.value, from.as_ref(), &subject, own),
    };
    Ok(Inbound {
        to: sender::recipients(header),
        message_id: header.get("message-id").and_then(|value| ids(value).next()),
        references: references(header),
        language: language(header),
        text: folded.text,
        quoted: folded.quoted,
        signature: folded.signature,
        attachments: harvest.attachments,
        from,
        reply_to,
        subject,
        automatic,
        bounce,
    })
}

/// Folds a plain text: the new words, what is quoted, the signature.
pub fn fold(text: &str) -> Folded {
    quotation::fold(&lines::plain(text, lines::Flow::Fixed))
}

/// What may name the ticket a message belongs to, likeliest first: what stands after a `+` in the
/// recipients' addresses, then the ids of the messages it answers, newest first. Never the
/// subject: anyone writes any subject.
pub fn candidates(message: &Inbound) -> impl Iterator<Item = &str> {
    let tag = |address: &'_ String| -> Option<(usize, usize)> {
        let at = address.rfind('@')?;
        let plus = address.get(..at)?.find('+')?;
        Some((plus.saturating_add(1), at))
    };
    let tags = message.to.iter().filter_map(move |address| {
        let (start, end) = tag(address)?;
        address.get(start..end).filter(|tag| !tag.is_empty())
    });
    let bounced = message
        .bounce
        .iter()
        .filter_map(|b| b.message_id.as_deref());
    let answered = message.references.iter().rev().map(String::as_str);
    tags.chain(bounced).chain(answered)
}

/// Messages of old systems end their lines with carriage returns only.
fn with_line_feeds(raw: &[u8]) -> Cow<'_, [u8]> {
    if raw.contains(&b'\n') {
        return Cow::Borrowed(raw);
    }
    let feed = |byte: &u8| if *byte == b'\r' { b'\n' } else { *byte };
    Cow::Owned(raw.iter().map(feed).collect())
}

/// The ids in a field, without angle brackets. Words around them are left out.
fn ids(value: &str) -> impl Iterator<Item = String> {
    let bracketed = value.contains('<');
    let pieces = value.split(move |c: char| match bracketed {
        true => c == '<',
        false => c.is_whitespace() || c == ',',
    });
    pieces.skip(usize::from(bracketed)).filter_map(|piece| {
        let id = piece.split('>').next().unwrap_or_default();
        // Long ids are folded within.
        let id: String = id.split_whitespace().collect();
        let good = (1..=ID_LIMIT).contains(&id.len()) && !id.chars().any(char::is_control);
        good.then_some(id)
    })
}

fn references(header: &header::Header<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let values = header.all("references").chain(header.all("in-reply-to"));
    for id in values.flat_map(ids).take(2_000) {
        if found.contains(&id) {
            continue;
        }
        if found.len() >= REFERENCE_LIMIT {
            found.remove(1);
        }
        found.push(id);
    }
    found
}

fn language(header: &header::Header<'_>) -> Option<String> {
    let first = header.get("content-language")?.split([',', ';']).next()?;
    let tag = first.trim().to_ascii_lowercase();
    let good = (2..=35).contains(&tag.len())
        && tag.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    good.then_some(tag)
}
