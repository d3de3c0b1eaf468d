//! A configured endpoint: where events are sent, which ones, and how each request is made up.
//! Sends nothing itself, and does not say whether its address may be reached: see
//! [`address`].

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{HEADER_ID, HEADER_SIGNATURE, HEADER_TIMESTAMP, Secret, address, events, slack};
use crate::{id::Slug, lang::Locale};

/// At most so many headers of its own has an endpoint.
pub const MAX_HEADERS: usize = 10;
/// The longest value of such a header, in characters.
pub const MAX_HEADER_VALUE: usize = 1_000;

/// Headers that are ours or the connection's, in lower case; `webhook-…` and `proxy-…` are too.
const RESERVED: [&str; 16] = [
    "accept-encoding",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "cookie",
    "date",
    "expect",
    "host",
    "keep-alive",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "user-agent",
    "via",
];

/// What an endpoint is sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Format {
    /// The event as Standard Webhooks has it, signed.
    #[default]
    Standard,
    /// A sentence that Slack, Mattermost and Discord (address with `/slack`) show in a channel.
    Slack,
}

/// Where events are sent, signed after Standard Webhooks.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Endpoint {
    /// Its name in the delivery log and the API. Left out, it is made of the address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<Slug>,
    /// `https://…`, or a host the operator lists.
    pub url: String,
    /// `whsec_` and 24–64 random bytes in base64. Needed unless the format is `slack`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<Secret>,
    /// While a secret is being changed, the one before: both sign.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous_secret: Option<Secret>,
    /// The events wanted; none means all.
    #[serde(default)]
    pub events: Vec<String>,
    /// Further headers of every request, at most 10.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub headers: BTreeMap<String, String>,
    /// What is sent.
    #[serde(default)]
    pub format: Format,
    /// Whether anything is sent. While not, deliveries are kept to be replayed.
    #[serde(default = "yes")]
    pub enabled: bool,
}

fn yes() -> bool {
    true
}

/// One request to an endpoint, complete but for `user-agent` and what the connection adds.
#[derive(Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// Names in lower case and values, each name once.
    pub headers: Vec<(String, String)>,
    /// The body, JSON.
    pub body: String,
}

impl Endpoint {
    /// Its name: the one given, or its host and the start of its address's digest, which stays
    /// as long as the address does: `shop-example-1f3a9c02`.
    pub fn id(&self) -> Slug {
        if let Some(id) = &self.id {
            return id.clone();
        }
        let host = address::shape(&self.url)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned))
            .unwrap_or_default();
        let digest = Sha256::digest(&self.url);
        let digest: String = digest.iter().take(4).map(|b| format!("{b:02x}")).collect();
        Slug::made_of(&format!("{host:.64}-{digest}"))
    }

    /// Whether it wants events of this kind.
    pub fn wants(&self, kind: &str) -> bool {
        self.events.is_empty() || self.events.iter().any(|event| event == kind)
    }

    /// The signatures of one attempt, newest secret first, separated by spaces; empty without a
    /// secret. `timestamp_s` is the attempt's time in seconds since 1970.
    pub fn signatures(&self, id: &str, timestamp_s: i64, body: &str) -> String {
        let secrets = self.secret.iter().chain(&self.previous_secret);
        let signed: Vec<_> = secrets.map(|s| s.sign(id, timestamp_s, body)).collect();
        signed.join(" ")
    }

    /// One attempt's request. `event_id` and `envelope` (the event as JSON, see
    /// [`Event::body`](crate::event::Event::body)) are the same over all attempts; `timestamp_s` is this
    /// attempt's time in seconds since 1970.
    pub fn outgoing(
        &self,
        event_id: &str,
        envelope: &str,
        timestamp_s: i64,
        locale: Locale,
    ) -> Outgoing {
        let body = match self.format {
            Format::Standard => envelope.to_owned(),
            Format::Slack => slack::payload(envelope, locale),
        };
        let mut headers: Vec<(String, String)> = vec![
            ("content-type".into(), "application/json".into()),
            (HEADER_ID.into(), event_id.into()),
            (HEADER_TIMESTAMP.into(), timestamp_s.to_string()),
        ];
        let signatures = self.signatures(event_id, timestamp_s, &body);
        if !signatures.is_empty() {
            headers.push((HEADER_SIGNATURE.into(), signatures));
        }
        headers.extend(
            self.headers
                .iter()
                .filter(|(name, value)| is_open_header(name) && is_header_value(value))
                .map(|(name, value)| (name.to_ascii_lowercase(), value.clone())),
        );
        Outgoing { headers, body }
    }

    /// What does not fit: the key below the endpoint, and what to write instead.
    pub fn findings(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let mut add = |key: String, message: String| found.push((key, message));
        if let Err(refused) = address::shape(&self.url) {
            add("url".into(), refused.to_string());
        }
        match (&self.secret, &self.previous_secret) {
            (None, _) if self.format == Format::Standard => add(
                "secret".into(),
                "Add “whsec_” and 24 to 64 random bytes in base64: openssl rand -base64 32.".into(),
            ),
            (None, Some(_)) => add(
                "previous_secret".into(),
                "Put this into “secret”: nothing comes before it.".into(),
            ),
            (Some(new), Some(old)) if new == old => add(
                "previous_secret".into(),
                "Leave it out: it is the same as “secret”.".into(),
            ),
            _ => {}
        }
        for (j, event) in self.events.iter().enumerate() {
            if !events().any(|known| known == event) {
                let known = events().collect::<Vec<_>>().join(", ");
                add(
                    format!("events[{j}]"),
                    format!("Known events are: {known}."),
                );
            }
        }
        if self.headers.len() > MAX_HEADERS {
            add(
                "headers".into(),
                format!(
                    "There are {} here; at most {MAX_HEADERS} fit.",
                    self.headers.len()
                ),
            );
        }
        let mut seen = BTreeSet::new();
        for (name, value) in &self.headers {
            // Only what can stand in a key is repeated.
            let key = match is_token(name) {
                true => format!("headers.{name}"),
                false => "headers".into(),
            };
            if !is_token(name) {
                add(
                    key,
                    "Names are letters, digits and hyphens, such as “authorization”.".into(),
                );
            } else if !is_open_header(name) {
                add(
                    key,
                    "Choose another name: this header is set already.".into(),
                );
            } else if !seen.insert(name.to_ascii_lowercase()) {
                add(
                    key,
                    "This header is here twice: case makes no difference.".into(),
                );
            } else if !is_header_value(value) {
                add(
                    key,
                    format!(
                        "Use 1 to {MAX_HEADER_VALUE} visible ASCII characters, spaces only between them."
                    ),
                );
            }
        }
        found
    }
}

/// Secrets and header values are not shown.
impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Endpoint")
            .field("id", &self.id)
            .field("url", &self.url)
            .field("events", &self.events)
            .field("headers", &self.headers.keys())
            .field("format", &self.format)
            .field("enabled", &self.enabled)
            .finish_non_exhaustive()
    }
}

/// RFC 9110, section 5.6.2; at most 100 characters.
fn is_token(name: &str) -> bool {
    (1..=100).contains(&name.len())
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b))
}

fn is_open_header(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    is_token(&name)
        && !RESERVED.contains(&name.as_str())
        && !name.starts_with("webhook-")
        && !name.starts_with("proxy-")
}

fn is_header_value(value: &str) -> bool {
    (1..=MAX_HEADER_VALUE).contains(&value.len())
        && value.trim() == value
        && value.bytes().all(|b| matches!(b, b' '..=b'~'))
}

#[cfg(test)]
mod tests;
