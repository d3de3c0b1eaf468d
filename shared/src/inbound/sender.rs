//! Lists of addresses as they stand in headers: `Marta <marta@posta.example>, "B, L" <…>`.

use super::header::{Header, one_line};
use crate::address::{EmailAddress, Mailbox};

/// The most addresses that are kept of a message.
const ADDRESS_LIMIT: usize = 200;
/// The longest name of a person, in characters.
const NAME_LIMIT: usize = 120;

/// Where recipients stand.
const RECIPIENTS: [&str; 8] = [
    "to",
    "cc",
    "delivered-to",
    "x-original-to",
    "envelope-to",
    "x-forwarded-to",
    "apparently-to",
    "resent-to",
];

/// The first valid address of a field, with its name.
pub(super) fn mailbox(header: &Header<'_>, field: &str) -> Option<Mailbox> {
    header.all(field).flat_map(entries).find_map(|entry| {
        let (name, address) = named(&entry)?;
        let name = one_line(&header.decoded(&name), NAME_LIMIT);
        let name = name.trim_matches(['"', '\'', ' ']);
        Some(Mailbox {
            address: EmailAddress::parse(&address)?,
            name: (!name.is_empty() && name != address).then(|| name.to_owned()),
        })
    })
}

/// Every recipient's address in lower case, each once.
pub(super) fn recipients(header: &Header<'_>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let values = RECIPIENTS.iter().flat_map(|field| header.all(field));
    for entry in values.flat_map(entries) {
        let Some((_, address)) = named(&entry) else {
            continue;
        };
        let address = address.to_lowercase();
        let good = address.len() <= 320
            && !address.chars().any(|c| c.is_control() || c.is_whitespace())
            && !found.contains(&address);
        if good && found.len() < ADDRESS_LIMIT {
            found.push(address);
        }
    }
    found
}

/// Cuts a list at its commas, semicolons and group names, outside of quotes, angle brackets,
/// comments and encoded words.
fn entries(value: &str) -> Vec<String> {
    let mut entries = vec![String::new()];
    let (mut quoted, mut escaped, mut angle, mut comment) = (false, false, false, 0_u32);
    let (mut before, mut encoded) = (' ', None::<u32>);
    for c in value.chars() {
        // Question marks within `=?utf-8?Q?Bianchi,_Marta?=`: after the third it may end.
        encoded = match encoded {
            None if before == '=' && c == '?' => Some(0),
            Some(marks) if marks >= 3 && before == '?' && c == '=' => None,
            Some(_) if c == '<' => None,
            Some(marks) => Some(marks.saturating_add(u32::from(c == '?'))),
            None => None,
        };
        before = c;
        let outside = !quoted && !angle && comment == 0;
        match c {
            _ if encoded.is_some() => {}
            '"' if !escaped && comment == 0 => quoted = !quoted,
            '(' if !quoted && !angle => comment = comment.saturating_add(1),
            ')' if !quoted && comment > 0 => comment = comment.saturating_sub(1),
            '<' if outside => angle = true,
            '>' if !quoted => angle = false,
            ',' | ';' if outside => {
                if entries.len() >= ADDRESS_LIMIT.saturating_mul(2) {
                    break;
                }
                entries.push(String::new());
                continue;
            }
            // The name of a group: `Team: a@b.example, c@d.example;`.
            ':' if outside => {
                if let Some(entry) = entries.last_mut() {
                    entry.clear();
                }
                continue;
            }
            _ => {}
        }
        escaped = c == '\\' && !escaped;
        if let Some(entry) = entries.last_mut() {
            entry.push(c);
        }
    }
    entries
}

/// Name and address of one entry, the name with its encoded words.
fn named(entry: &str) -> Option<(String, String)> {
    let entry = entry.trim();
    if let Some((name, rest)) = entry.rsplit_once('<') {
        let address = rest.split('>').next().unwrap_or_default().trim();
        let address = address.strip_prefix("mailto:").unwrap_or(address);
        return address
            .contains('@')
            .then(|| (unescaped(name), address.to_owned()));
    }
    // `marta@posta.example (Marta)`
    let (address, comment) = entry.split_once('(').unwrap_or((entry, ""));
    let address = address
        .split_whitespace()
        .find(|word| word.contains('@'))?
        .trim_matches(['"', '\'', ',']);
    let name = comment.trim_end().trim_end_matches(')');
    Some((unescaped(name), address.to_owned()))
}

fn unescaped(name: &str) -> String {
    let name = name.trim();
    let inner = name.strip_prefix('"').and_then(|n| n.strip_suffix('"'));
    let mut text = String::new();
    let mut escaped = false;
    for c in inner.unwrap_or(name).chars() {
        if c == '\\' && !escaped {
            escaped = true;
        } else {
            escaped = false;
            text.push(c);
        }
    }
    text
}

/// Whether two addresses are one place: case and what follows a `+` do not count.
pub(super) fn same_place(one: &str, other: &str) -> bool {
    let place = |address: &str| {
        let address = address.trim().to_lowercase();
        let (local, domain) = address.rsplit_once('@').unwrap_or((&address, ""));
        let local = local.split('+').next().unwrap_or_default();
        (local.to_owned(), domain.to_owned())
    };
    place(one) == place(other)
}
