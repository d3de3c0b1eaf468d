//! Tickets, as the API shows and changes them, and what a list of them can be narrowed to.

use serde::{Deserialize, Serialize};

use super::Logged;
use crate::{
    event::Event,
    id::Slug,
    ticket::{Message, Origin, Priority, Status, Ticket},
};

/// A ticket with everything that belongs to it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TicketFile {
    /// The ticket.
    pub ticket: Ticket,
    /// Its messages, oldest first.
    pub messages: Vec<Message>,
    /// What happened, oldest first.
    pub events: Vec<Event>,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// What was or will be delivered.
    pub deliveries: Vec<Logged>,
}

/// Where the bytes of a file are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Place {
    /// In the site's own tables.
    Here,
    /// In the bucket.
    Bucket,
}

/// A file of a ticket.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Attachment {
    /// `att_` and a sortable identifier.
    pub id: String,
    /// The ticket.
    pub ticket_id: String,
    /// The message it came with.
    pub message_id: String,
    /// Its name.
    pub name: String,
    /// What it is, told by its content.
    pub media_type: String,
    /// Its size in bytes.
    pub size: f64,
    /// Where its bytes are kept.
    pub place: Place,
    /// When it arrived, RFC 3339 in UTC.
    pub created_at: String,
}

/// What of a ticket can be set; what is not given stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Settings {
    /// Where it stands.
    pub status: Option<Status>,
    /// How urgent it is.
    pub priority: Option<Priority>,
    /// The team that has it; with `owner`: an assignment.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub team: Option<Option<Slug>>,
    /// The agent who has it.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub owner: Option<Option<Slug>>,
    /// What the next owner should know.
    pub note: Option<String>,
    /// What it is about.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub topic: Option<Option<Slug>>,
    /// The team's own marks, all of them.
    pub tags: Option<Vec<Slug>>,
    /// Whether it is spam.
    pub spam: Option<bool>,
    /// Links to the request's page lead nowhere from now on.
    pub revoke_links: bool,
}

/// Tells `null` from nothing.
fn given<'de, D, T>(deserializer: D) -> Result<Option<Option<T>>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: Deserialize<'de>,
{
    Deserialize::deserialize(deserializer).map(Some)
}

/// An answer to the customer, or a note for the team.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Words {
    /// What is said, at most 10,000 characters of Markdown.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 10_000)))]
    pub text: String,
    /// Whether it is a note for the team.
    #[serde(default)]
    pub internal: bool,
    /// Where the ticket stands afterwards, where it is an answer.
    #[serde(default)]
    pub status: Option<Status>,
}

/// Where a ticket is merged into.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Into {
    /// The ticket that goes on.
    pub into: String,
}

/// What a list of tickets is narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Suspected spam only; else everything but.
    pub spam: bool,
    /// Where they stand.
    pub status: Option<Status>,
    /// Who has them; an empty name: nobody.
    pub owner: Option<String>,
    /// Which team has them; an empty name: none.
    pub team: Option<String>,
    /// What they are about; an empty name: nothing.
    pub topic: Option<String>,
    /// A tag they have.
    pub tag: Option<String>,
    /// How they came in.
    pub channel: Option<Origin>,
    /// Whose they are.
    pub contact: Option<String>,
    /// Accepted after this moment, milliseconds since 1970.
    pub after_ms: Option<i64>,
    /// Accepted before this moment, milliseconds since 1970.
    pub before_ms: Option<i64>,
}
