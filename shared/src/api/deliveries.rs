//! The delivery log and the endpoints, as the API shows them.

use serde::{Deserialize, Serialize};

use crate::{id::Slug, outbox::State, webhook::Reason};

/// A delivery, as the log shows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Logged {
    /// `dlv_` and a sortable identifier.
    pub id: String,
    /// The event it tells of.
    pub event_id: String,
    /// The event's kind, such as `ticket.created`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The ticket, if it is about one.
    pub ticket_id: Option<String>,
    /// To whom.
    pub to: To,
    /// Where it stands.
    pub state: State,
    /// Every attempt, oldest first.
    pub attempts: Vec<AttemptRow>,
    /// When it is tried next, RFC 3339 in UTC.
    pub next_attempt_at: Option<String>,
    /// When it was owed.
    pub created_at: String,
    /// When anything last happened to it.
    pub changed_at: String,
}

/// To whom: an endpoint, or an address with the kind of mail.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct To {
    /// The kind of mail.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// The mail's address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// The endpoint's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub webhook: Option<String>,
}

/// One attempt.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AttemptRow {
    /// Which one, from 1.
    pub n: usize,
    /// When it began, RFC 3339 in UTC.
    pub at: String,
    /// How long it took, in milliseconds.
    pub latency_ms: i64,
    /// `accepted`, `temporary` or `permanent`.
    pub outcome: String,
    /// The HTTP status, where there was an answer by HTTP.
    pub status: Option<u16>,
    /// What was answered, at most 4 kB.
    pub response: String,
}

/// How an endpoint is doing.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EndpointState {
    /// Its name in the log.
    pub id: Slug,
    /// Its address.
    pub url: String,
    /// Whether the site's file enables it.
    pub enabled: bool,
    /// Why it gets nothing any more, where it was disabled.
    pub disabled: Option<Reason>,
    /// Since when there was nothing but failures, RFC 3339 in UTC.
    pub failing_since: Option<String>,
    /// How many in a row.
    pub failures: u32,
}

/// From when on deliveries are sent again.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Since {
    /// The moment, RFC 3339.
    #[cfg_attr(feature = "schema", schemars(extend("format" = "date-time")))]
    pub since: String,
}
