//! The headers of a mail: who it is from, where answers go, what it belongs to. Whatever anybody
//! wrote, each value stays one line and each identifier one word.

use mail_builder::headers::address::Address;

use super::Matter;
use crate::{
    address::{EmailAddress, Mailbox},
    job::MailKind,
    key::Side,
};

/// Most bytes of `References`.
const MAX_REFERENCES: usize = 1_500;
/// Longest Message-ID of somebody else's that is passed on, in bytes.
const MAX_ID: usize = 250;
/// Longest value of one line, in characters.
const MAX_LINE: usize = 500;
/// Longest name before an address, in characters.
const MAX_NAME: usize = 100;

/// Characters that end a line or turn the direction of what follows.
fn is_harmful(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A value that stays one line whatever a customer wrote.
pub(super) fn one_line(text: &str) -> String {
    let clean = text.chars().map(|c| if is_harmful(c) { ' ' } else { c });
    clean.take(MAX_LINE).collect()
}

/// A text with line feeds only, without other control characters.
pub(super) fn lines(text: &str) -> String {
    text.replace("\r\n", "\n")
        .chars()
        .filter_map(|c| match c {
            '\n' | '\t' => Some(c),
            '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some('\n'),
            c if is_harmful(c) => None,
            c => Some(c),
        })
        .collect()
}

/// A value for a header: one line that nobody's program takes for an encoded word (RFC 2047). An
/// invisible word joiner keeps the mark apart, and has the whole value encoded.
pub(super) fn header_text(text: &str) -> String {
    one_line(text).replace("=?", "=\u{2060}?")
}

/// A name before an address.
fn name(text: &str) -> Option<String> {
    let name: String = header_text(text).trim().chars().take(MAX_NAME).collect();
    (!name.is_empty()).then_some(name)
}

/// An address as mail servers know it: the domain in its ASCII form (IDNA).
pub fn ascii(address: &EmailAddress) -> String {
    match address.as_str().rsplit_once('@') {
        Some((local, domain)) => format!("{local}@{}", ascii_domain(domain)),
        None => String::new(),
    }
}

fn ascii_domain(domain: &str) -> String {
    idna::domain_to_ascii(domain).unwrap_or_else(|_| "invalid".into())
}

pub(super) fn address(of: Option<&str>, address: &EmailAddress) -> Address<'static> {
    Address::new_address(of.and_then(name), ascii(address))
}

/// The sender: on an answer with the name of who wrote it.
pub(super) fn from(matter: &Matter<'_>, author: Option<&str>) -> Address<'static> {
    let Mailbox { name, address: at } = &matter.site.mail.from;
    let house = name.as_deref().unwrap_or(&matter.site.name);
    match author {
        Some(author) => address(Some(&format!("{author} · {house}")), at),
        None => address(name.as_deref(), at),
    }
}

/// The side that gets a mail.
fn side(kind: MailKind) -> Side {
    match kind.to_customer() {
        true => Side::Customer,
        false => Side::Team,
    }
}

/// Where answers go: to the thread where mail comes in, else from the team to the customer.
pub(super) fn reply_to(kind: MailKind, matter: &Matter<'_>) -> Option<Address<'static>> {
    let ticket = matter.ticket?;
    let house = matter.site.mail.from.name.as_deref();
    let of = match side(kind) {
        Side::Customer => house.unwrap_or(&matter.site.name),
        Side::Team => ticket.name.as_deref().unwrap_or(""),
    };
    match (&matter.site.mail.inbound, &ticket.email) {
        (Some(inbound), _) => {
            let token = matter.key.thread_token(&ticket.reference, side(kind));
            let (local, domain) = inbound.as_str().rsplit_once('@')?;
            // A local part holds 64 characters; without room the Message-ID still tells the thread.
            let own = EmailAddress::parse(&format!("{local}+{token}@{domain}"));
            Some(address(Some(of), own.as_ref().unwrap_or(inbound)))
        }
        (None, Some(email)) if !kind.to_customer() => Some(address(Some(of), email)),
        (None, _) => None,
    }
}

/// The mail's own identifier: it tells the thread by a token of the reader's side, and stays the
/// same over all attempts.
pub(super) fn message_id(kind: MailKind, matter: &Matter<'_>) -> String {
    let domain = ascii_domain(matter.site.mail.from.address.domain());
    let delivery = matter.delivery_id;
    match matter.ticket {
        Some(ticket) => {
            let token = matter.key.thread_token(&ticket.reference, side(kind));
            format!("{token}.{delivery}@{domain}")
        }
        None => format!("{delivery}@{domain}"),
    }
}

/// A Message-ID without its angles; none where it is no single word.
fn bare(id: &str) -> Option<&str> {
    let id = id.trim().trim_start_matches('<').trim_end_matches('>');
    let good = (3..=MAX_ID).contains(&id.len())
        && id.contains('@')
        && id
            .bytes()
            .all(|b| b.is_ascii_graphic() && !b"<>,;\"\\()".contains(&b));
    good.then_some(id)
}

/// The identifiers of a thread for `References`, oldest first: the first, and as many of the last
/// as there is room for (RFC 5322, section 3.6.4 asks for all; long headers are refused).
pub(super) fn references<'a>(kind: MailKind, matter: &Matter<'a>) -> Vec<&'a str> {
    // A token tells who may answer: one side's never reaches the other.
    let ours = |id: &&str| {
        let token = id
            .match_indices('.')
            .nth(1)
            .and_then(|(at, _)| id.get(..at));
        let thread = token.and_then(|token| matter.key.thread(token));
        thread.is_none_or(|(_, held)| held == side(kind))
    };
    let mut ids: Vec<&str> = Vec::new();
    for id in matter.earlier.iter().filter_map(|id| bare(id)).filter(ours) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let Some((first, rest)) = ids.split_first() else {
        return Vec::new();
    };
    let cost = |id: &str| id.len().saturating_add(4);
    let mut room = MAX_REFERENCES.saturating_sub(cost(first));
    let mut kept: Vec<&str> = rest
        .iter()
        .rev()
        .copied()
        .take_while(|id| {
            let fits = cost(id) <= room;
            room = room.saturating_sub(cost(id));
            fits
        })
        .collect();
    kept.push(first);
    kept.reverse();
    kept
}

/// RFC 3834: an acknowledgement answers a message, what the team is told answers none, and what a
/// person wrote is not automatic.
pub(super) fn auto_submitted(kind: MailKind) -> Option<&'static str> {
    match kind {
        MailKind::Acknowledgement => Some("auto-replied"),
        MailKind::Reply => None,
        MailKind::Notification
        | MailKind::CustomerReply
        | MailKind::Assignment
        | MailKind::SlaAlert
        | MailKind::EndpointDisabled
        | MailKind::RequestLink
        | MailKind::SignIn
        | MailKind::Invitation
        | MailKind::Weekly
        | MailKind::Test => Some("auto-generated"),
    }
}
