//! What the worker and a site's object say to each other: one enum a direction, sent as JSON.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::{
    id::{Reference, SiteId},
    problem::FieldError,
    ticket::{Draft, Event, Message, Ticket},
};
use worker::{Env, Method, Request, RequestInit, Result};

/// What the worker asks.
#[derive(Debug, Serialize, Deserialize)]
pub enum Call {
    /// Take this configuration, in JSON, from now on.
    Publish { id: SiteId, config: String },
    /// The configuration, unless it is still this version.
    Read { known: Option<i64> },
    /// Take this request.
    Submit { draft: Draft, key: Option<Key> },
    /// Tickets, newest first, older than the one with this id.
    Tickets { before: Option<String>, limit: u32 },
    /// One ticket with everything that belongs to it.
    Ticket { id: String },
}

/// Makes a repeated submission the same submission.
#[derive(Debug, Serialize, Deserialize)]
pub struct Key {
    /// What the client chose.
    pub key: String,
    /// A digest of what was sent with it.
    pub digest: String,
}

/// What the object answers.
#[derive(Debug, Serialize, Deserialize)]
pub enum Answer {
    /// No site was ever published here.
    NoSite,
    /// Done; the version from now on.
    Published { version: i64 },
    /// The version asked about is still the newest.
    Unchanged,
    /// The configuration, in JSON.
    Site {
        version: i64,
        published_at: String,
        config: String,
    },
    /// It is on disk.
    Accepted(Accepted),
    /// Not all fields are right.
    Invalid(Vec<FieldError>),
    /// The key was used with something else.
    Conflict,
    /// Some tickets, and where to go on.
    Tickets {
        tickets: Vec<Ticket>,
        next: Option<String>,
    },
    /// One ticket.
    Ticket(Box<TicketFile>),
    /// No such ticket.
    NoTicket,
    /// The object could not do it.
    Trouble(String),
}

/// What the sender of an accepted request is told.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Accepted {
    /// The ticket's id.
    pub id: String,
    /// What people quote.
    pub reference: Reference,
    /// When it was accepted.
    pub created_at: String,
}

/// A ticket with everything that belongs to it.
#[derive(Debug, Serialize, Deserialize)]
pub struct TicketFile {
    /// The ticket.
    pub ticket: Ticket,
    /// Its messages, oldest first.
    pub messages: Vec<Message>,
    /// What happened, oldest first.
    pub events: Vec<Event>,
    /// What was or will be delivered.
    pub deliveries: Vec<Value>,
}

/// Asks a site's object.
pub async fn ask(env: &Env, site: &SiteId, call: &Call) -> Result<Answer> {
    let stub = env.durable_object("SITES")?.get_by_name(site.as_str())?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_body(Some(serde_json::to_string(call)?.into()));
    let request = Request::new_with_init("https://site/", &init)?;
    let mut response = stub.fetch_with_request(request).await?;
    let text = response.text().await?;
    match serde_json::from_str(&text)? {
        Answer::Trouble(what) => Err(worker::Error::RustError(what)),
        answer => Ok(answer),
    }
}
