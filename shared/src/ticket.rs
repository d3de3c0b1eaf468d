//! Tickets: what is kept of a customer's request, and where it can stand.

mod change;
mod clock;
mod draft;
mod open;
mod past;
#[cfg(test)]
mod tests;
mod turn;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use change::{Change, Refusal, apply, merge};
pub use clock::{Alarm, Stage, alarms, ring};
pub use draft::{Draft, MAX_MESSAGE, MAX_NAME, Request};
pub use open::{Arrival, open};
pub use past::{Lived, Past};
pub use turn::{Around, Turn};

use crate::{
    address::EmailAddress,
    contact::{AnswerBy, Phone, Window},
    field::Answer,
    id::{Reference, Slug},
    identity::Identity,
    lang::Lang,
    promise::Promise,
    sla::Pause,
};

/// The page a request was written on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Page {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: String,
    /// The page before it.
    pub referrer: String,
}

/// What is known of the customer's browser.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Device {
    /// The language and region it is set to, such as `it-IT`.
    pub locale: String,
    /// The time zone it is set to, by its IANA name.
    pub time_zone: String,
    /// Its family, such as `Firefox on Android`; never the whole user agent.
    pub agent: String,
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Status {
    /// Nobody has answered yet.
    New,
    /// The team has to act.
    Open,
    /// The customer has to act.
    WaitingOnCustomer,
    /// Somebody else has to act.
    OnHold,
    /// Answered; a reply opens it again.
    Resolved,
    /// Done for good; a reply begins another.
    Closed,
}

impl Status {
    /// Every status.
    pub const ALL: [Self; 6] = [
        Self::New,
        Self::Open,
        Self::WaitingOnCustomer,
        Self::OnHold,
        Self::Resolved,
        Self::Closed,
    ];

    /// Whether a ticket may go from here to there: never back to new, never out of closed.
    pub fn may_become(self, to: Self) -> bool {
        self != to && self != Self::Closed && to != Self::New
    }

    /// Whether nothing more is expected of the team.
    pub fn is_done(self) -> bool {
        matches!(self, Self::Resolved | Self::Closed)
    }
}

/// How urgent a ticket is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Priority {
    /// Whenever there is time.
    Low,
    /// In turn.
    #[default]
    Normal,
    /// Before others.
    High,
    /// Now.
    Urgent,
}

/// How a ticket or a message came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Origin {
    /// The contact form, with or without script.
    Form,
    /// The API.
    Api,
    /// A mail.
    Email,
    /// The request's own page.
    RequestPage,
    /// A call.
    Phone,
}

/// Why a request looks like spam.
pub type SpamReason = String;

/// A customer's request, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Ticket {
    /// `tic_` and a sortable identifier.
    pub id: String,
    /// What people quote.
    pub reference: Reference,
    /// Where it stands.
    pub status: Status,
    /// How urgent it is.
    pub priority: Priority,
    /// How it came in.
    pub channel: Origin,
    /// What it is about.
    pub topic: Option<Slug>,
    /// The team that has it.
    pub team: Option<Slug>,
    /// The agent who has it.
    pub owner: Option<Slug>,
    /// The team's own marks.
    pub tags: Vec<Slug>,
    /// The SLA policy that holds for it.
    pub sla: Option<Slug>,
    /// The customer's language.
    pub lang: Lang,
    /// The customer, over all their requests: `con_` and a sortable identifier.
    pub contact_id: String,
    /// The customer's name.
    pub name: Option<String>,
    /// The customer's email address.
    pub email: Option<EmailAddress>,
    /// The customer's telephone number.
    pub phone: Option<Phone>,
    /// How they would like to be answered.
    pub answer_by: AnswerBy,
    /// When a call is welcome.
    pub callback: Option<Window>,
    /// The subject of the mail it came in by.
    pub subject: Option<String>,
    /// Answers to the topic's own fields.
    pub fields: Vec<Answer>,
    /// The page it was written on.
    pub page: Page,
    /// What is known of the browser.
    pub device: Device,
    /// FAQs read before.
    pub faqs_seen: Vec<Slug>,
    /// What was searched for before.
    pub searches: Vec<String>,
    /// Who the site's page said the customer is.
    #[serde(default)]
    pub identity: Option<Identity>,
    /// What was said with the assistant before; at most 8,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub transcript: String,
    /// Why it is suspected to be spam; empty where it is not.
    pub spam: Vec<SpamReason>,
    /// When the customer was told to expect an answer, and from whom.
    pub promise: Option<Promise>,
    /// The ticket this one was merged into.
    pub merged_into: Option<String>,
    /// The closed ticket this one goes on with.
    pub follows: Option<String>,
    /// How often links to its page were revoked.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub link_version: u32,
    /// When the clocks of resolution and next response stood still.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub paused: Vec<Pause>,
    /// The alarms that rang.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub rang: Vec<Alarm>,
    /// When it was accepted, RFC 3339 in UTC with milliseconds.
    pub created_at: String,
    /// When anything last happened to it.
    pub changed_at: String,
    /// When a person first answered.
    pub first_reply_at: Option<String>,
    /// Since when the customer waits for an answer.
    pub waiting_since: Option<String>,
    /// When it was last resolved.
    pub resolved_at: Option<String>,
}

impl Ticket {
    /// The ticket as the outside is shown it: without what only our own clocks and links go by.
    pub fn shown(mut self) -> Self {
        self.link_version = 0;
        self.paused.clear();
        self.rang.clear();
        self
    }
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Author {
    /// The customer.
    Customer,
    /// One of the team.
    Agent,
    /// Nobody.
    System,
}

/// Who may read a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Visibility {
    /// The customer and the team.
    Public,
    /// The team.
    Internal,
}

/// One message of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Message {
    /// `msg_` and a sortable identifier.
    pub id: String,
    /// The ticket it belongs to.
    pub ticket_id: String,
    /// Who wrote it.
    pub author: Author,
    /// The agent's id, where an agent wrote it.
    pub agent: Option<Slug>,
    /// Who may read it.
    pub visibility: Visibility,
    /// How it came in.
    pub channel: Origin,
    /// The text as written.
    pub text: String,
    /// What was folded away of a mail: quotation and signature.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub folded: Option<String>,
    /// When it was accepted, RFC 3339 in UTC with milliseconds.
    pub created_at: String,
}

/// A time as every API of ours writes it.
pub fn rfc3339(time: Timestamp) -> String {
    format!("{time:.3}")
}

/// A time in milliseconds since 1970, written the same way; empty beyond what dates can name.
pub fn rfc3339_ms(ms: i64) -> String {
    Timestamp::from_millisecond(ms)
        .map(rfc3339)
        .unwrap_or_default()
}

/// A ticket for tests.
#[cfg(test)]
pub(crate) fn sample() -> Ticket {
    Ticket {
        id: "tic_1".into(),
        reference: Reference::parse("7K3M-92QX").unwrap(),
        status: Status::New,
        priority: Priority::Normal,
        channel: Origin::Form,
        topic: Slug::parse("order").ok(),
        team: None,
        owner: None,
        tags: vec![],
        sla: None,
        lang: Lang::parse("it").unwrap(),
        contact_id: "con_1".into(),
        name: Some("Anna".into()),
        email: EmailAddress::parse("anna@posta.example"),
        phone: None,
        answer_by: AnswerBy::Email,
        callback: None,
        subject: None,
        fields: vec![],
        page: Page {
            url: "https://bottega.example/lampada".into(),
            title: "Lampada".into(),
            referrer: String::new(),
        },
        device: Device::default(),
        faqs_seen: vec![],
        searches: vec![],
        identity: None,
        transcript: String::new(),
        spam: vec![],
        promise: None,
        merged_into: None,
        follows: None,
        link_version: 0,
        paused: vec![],
        rang: vec![],
        created_at: "2026-11-22T09:00:00.000Z".into(),
        changed_at: "2026-11-22T09:00:00.000Z".into(),
        first_reply_at: None,
        waiting_since: Some("2026-11-22T09:00:00.000Z".into()),
        resolved_at: None,
    }
}
