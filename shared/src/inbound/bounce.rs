//! Reports that a mail of ours did not arrive: those of RFC 3464, and the best that can be made of
//! those that some servers write in their own words.

use super::automatic::is_daemon;
use super::body::Harvest;
use super::charset::Decode;
use super::header::Header;
use super::ids;
use crate::address::Mailbox;

/// A mail that did not arrive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bounce {
    /// Who did not get it, in lower case, where the report says.
    pub recipient: Option<String>,
    /// The status of RFC 3463, such as `5.1.1`.
    pub status: Option<String>,
    /// Whether trying again is of no use. False for a delay and for what is not known.
    pub permanent: bool,
    /// The `Message-ID` of the mail that did not arrive, without angle brackets.
    pub message_id: Option<String>,
}

/// How subjects of such mails begin where they are written in no known form.
const SUBJECTS: [&str; 18] = [
    "undeliver",
    "undelivered mail",
    "mail delivery failed",
    "mail delivery failure",
    "mail delivery system",
    "mail system error",
    "delivery status notification",
    "delivery failure",
    "delivery has failed",
    "failure notice",
    "returned mail",
    "message undeliverable",
    "mail could not be delivered",
    "warning: message",
    "non recapitabile",
    "impossibile recapitare",
    "mancato recapito",
    "unzustellbar",
];

/// The bounce a message is, if it is one.
pub(super) fn find(
    header: &Header<'_>,
    harvest: &Harvest,
    text: &str,
    from: Option<&Mailbox>,
    subject: &str,
    decode: Decode<'_>,
) -> Option<Bounce> {
    let original = harvest.original.as_deref().and_then(|raw| {
        let (header, _) = Header::read(raw, decode);
        header.get("message-id").and_then(|value| ids(value).next())
    });
    if let Some(status) = &harvest.status {
        return reported(status, original, decode);
    }
    let recipient = header.get("x-failed-recipients");
    let daemon = from.is_none_or(|from| is_daemon(from.address.as_str()));
    let lower = subject.to_lowercase();
    let said = SUBJECTS.iter().any(|words| lower.starts_with(words));
    if recipient.is_none() && !(daemon && said) {
        return None;
    }
    let status = text.split_whitespace().find_map(status_code);
    let words = text.lines().filter_map(|line| {
        let (name, value) = line.trim_start_matches(['>', ' ']).split_once(':')?;
        name.eq_ignore_ascii_case("message-id").then_some(value)
    });
    Some(Bounce {
        recipient: recipient.and_then(address).or_else(|| {
            text.split_whitespace()
                .find_map(|word| address(word.strip_prefix('<')?))
        }),
        permanent: status
            .as_deref()
            .map_or(recipient.is_some(), |s| s.starts_with('5')),
        status,
        message_id: original.or_else(|| words.flat_map(ids).next()),
    })
}

/// Reads `message/delivery-status`: a group of fields for the message, one for each recipient.
fn reported(status: &[u8], original: Option<String>, decode: Decode<'_>) -> Option<Bounce> {
    let mut rest = status.trim_ascii_start();
    let mut found: Option<(bool, Bounce)> = None;
    for _ in 0..50 {
        if rest.is_empty() {
            break;
        }
        let (group, after) = Header::read(rest, decode);
        rest = if after.len() < rest.len() {
            after.trim_ascii_start()
        } else {
            &[]
        };
        let action = group.get("action").unwrap_or_default().to_ascii_lowercase();
        let code = group
            .get("status")
            .and_then(|s| status_code(s.split_whitespace().next()?));
        let failed = action.starts_with("failed")
            || (action.is_empty() && code.as_deref().is_some_and(|c| c.starts_with('5')));
        if !failed && !action.starts_with("delayed") {
            continue;
        }
        let recipient = group.get("final-recipient").and_then(address);
        let bounce = Bounce {
            recipient: recipient.or_else(|| group.get("original-recipient").and_then(address)),
            permanent: failed && code.as_deref().is_none_or(|c| !c.starts_with('4')),
            status: code,
            message_id: original.clone(),
        };
        // A failure says more than a delay.
        if found.as_ref().is_none_or(|(known, _)| !known && failed) {
            found = Some((failed, bounce));
        }
    }
    found.map(|(_, bounce)| bounce)
}

/// The address in `rfc822; marta@posta.example`.
fn address(value: &str) -> Option<String> {
    let value = value.rsplit(';').next().unwrap_or(value);
    let value = value.split(',').next().unwrap_or(value);
    let value = value.trim().trim_matches(['<', '>', '"', '\'', ':', '.']);
    let good = value.contains('@') && value.len() <= 320 && !value.contains(char::is_whitespace);
    good.then(|| value.to_lowercase())
}

/// `5.1.1`, however it is bracketed.
fn status_code(word: &str) -> Option<String> {
    let word = word.trim_matches(|c: char| !c.is_ascii_digit());
    let mut numbers = word.split('.');
    let class = numbers.next()?;
    let detail: Vec<&str> = numbers.collect();
    let good = matches!(class, "2" | "4" | "5")
        && detail.len() == 2
        && detail
            .iter()
            .all(|n| (1..=3).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
    good.then(|| word.to_owned())
}
