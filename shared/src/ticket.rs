//! Tickets: from what a customer sent to what is written down, in one pure step.

mod draft;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use draft::{Draft, MAX_MESSAGE, MAX_NAME, Request};

use crate::{
    address::EmailAddress,
    id::{Reference, Slug, sortable},
    lang::Lang,
    outbox::{Job, MailKind},
    site::Site,
    webhook::{self, Envelope},
};

/// The page a request was written on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: String,
}

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
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
    /// Done for good.
    Closed,
}

/// How a ticket came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The contact form, with or without script, or the API.
    Form,
}

/// A customer's request, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// `tic_` and a sortable identifier.
    pub id: String,
    /// What people quote.
    pub reference: Reference,
    /// Where it stands.
    pub status: Status,
    /// How it came in.
    pub channel: Origin,
    /// What it is about.
    pub topic: Option<Slug>,
    /// The customer's language.
    pub lang: Lang,
    /// The customer's name.
    pub name: Option<String>,
    /// Where to answer.
    pub email: EmailAddress,
    /// The page it was written on.
    pub page: Page,
    /// FAQs read before.
    pub faqs_seen: Vec<Slug>,
    /// When it was accepted, RFC 3339 in UTC with milliseconds.
    pub created_at: String,
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The customer.
    Customer,
    /// One of the team.
    Agent,
    /// Nobody.
    System,
}

/// One message of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// `msg_` and a sortable identifier.
    pub id: String,
    /// Who wrote it.
    pub author: Author,
    /// The text as written.
    pub text: String,
    /// When it was accepted, RFC 3339 in UTC with milliseconds.
    pub created_at: String,
}

/// Something that happened to a ticket. Events are the record: webhooks, history and measures
/// read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// `evt_` and a sortable identifier; receivers of webhooks tell repeats by it.
    pub id: String,
    /// What happened, such as `ticket.created`.
    pub kind: String,
    /// The event's data as JSON.
    pub data: Value,
    /// When it happened, RFC 3339 in UTC with milliseconds.
    pub created_at: String,
}

/// Everything that is written when a request is accepted, in one turn.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The ticket.
    pub ticket: Ticket,
    /// Its first message.
    pub message: Message,
    /// `ticket.created`.
    pub event: Event,
    /// What has to be delivered.
    pub jobs: Vec<Job>,
}

/// Random numbers for one accepted request.
#[derive(Clone, Copy, Debug)]
pub struct Entropy {
    /// For the reference.
    pub reference: u64,
    /// For the identifiers.
    pub ids: u128,
}

/// What a ticket says to the outside, `data` of `ticket.created`.
#[derive(Serialize)]
struct Created<'a> {
    site: &'a str,
    ticket: &'a Ticket,
    message: MessageData<'a>,
}

#[derive(Serialize)]
struct MessageData<'a> {
    id: &'a str,
    author: Author,
    text: &'a str,
    /// Whether the text was cut to keep the body small; the whole is in the API.
    truncated: bool,
    created_at: &'a str,
}

/// Opens a ticket: what is to be written down, and what is to be delivered.
pub fn open(
    site_id: &str,
    site: &Site,
    request: Request,
    now: Timestamp,
    entropy: Entropy,
) -> Opened {
    let now_ms = now.as_millisecond();
    let at = rfc3339(now);
    let ticket = Ticket {
        id: sortable("tic", now_ms, entropy.ids),
        reference: Reference::from_entropy(entropy.reference),
        status: Status::New,
        channel: Origin::Form,
        topic: request.topic,
        lang: request.lang,
        name: request.name,
        email: request.email,
        page: request.page,
        faqs_seen: request.faqs_seen,
        created_at: at.clone(),
    };
    let message = Message {
        id: sortable("msg", now_ms, entropy.ids.rotate_left(41)),
        author: Author::Customer,
        text: request.message,
        created_at: at.clone(),
    };
    let (text, truncated) = webhook::excerpt(&message.text);
    let created = Created {
        site: site_id,
        ticket: &ticket,
        message: MessageData {
            id: &message.id,
            author: message.author,
            text,
            truncated,
            created_at: &message.created_at,
        },
    };
    let data = serde_json::to_value(&created).unwrap_or_default();
    let event = Event {
        id: sortable("evt", now_ms, entropy.ids.rotate_left(83)),
        kind: "ticket.created".into(),
        data: data.clone(),
        created_at: at.clone(),
    };
    let mut jobs = vec![Job::Mail(MailKind::Acknowledgement)];
    if !site.mail.team.is_empty() {
        jobs.push(Job::Mail(MailKind::Notification));
    }
    let envelope = Envelope {
        kind: "ticket.created",
        timestamp: at,
        data,
    };
    let body = serde_json::to_string(&envelope).unwrap_or_default();
    jobs.extend(
        site.webhooks
            .iter()
            .filter(|endpoint| endpoint.wants(&event.kind))
            .map(|endpoint| Job::Webhook {
                endpoint: endpoint.id().into(),
                body: body.clone(),
            }),
    );
    Opened {
        ticket,
        message,
        event,
        jobs,
    }
}

/// A time as every API of ours writes it.
pub fn rfc3339(time: Timestamp) -> String {
    format!("{time:.3}")
}
