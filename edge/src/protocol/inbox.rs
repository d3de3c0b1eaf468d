//! What the desk asks a site's object about tickets, and what it is told.

use serde::{Deserialize, Serialize};
use shared::{
    id::Slug,
    inbox::{Entry, Filter, Saved, Sort, View},
    ticket::Status,
};

use super::{Settings, TicketFile};
use shared::api::Contact;

/// What the desk asks.
#[derive(Debug, Serialize, Deserialize)]
pub enum Ask {
    /// A list.
    List(Listing),
    /// A ticket with everything an agent sees beside it. With `looked`, it counts as seen.
    Story { ticket: String, looked: bool },
    /// Answer, after the time in which it can be taken back. The id is made by who asks: asked
    /// twice it is one answer.
    Reply {
        ticket: String,
        id: String,
        text: String,
        status: Option<Status>,
        tags: Vec<Slug>,
        topic: Option<Slug>,
    },
    /// Take an answer back that is still held.
    Undo { id: String },
    /// Keep what is being written; nothing written forgets it.
    Draft {
        ticket: String,
        kind: DraftKind,
        text: String,
    },
    /// Note something for the team; the draft is done with it.
    Note { ticket: String, text: String },
    /// The same settings for many tickets.
    SetAll {
        tickets: Vec<String>,
        settings: Box<Settings>,
        add_tags: Vec<Slug>,
    },
    /// Merge into the ticket with this reference.
    Merge { ticket: String, into: String },
    /// The customer was called: what was said, and where the ticket stands now.
    Called {
        ticket: String,
        text: String,
        status: Option<Status>,
    },
    /// Keep a filter.
    SaveFilter { saved: Saved },
    /// Forget a filter.
    DropFilter { id: String },
}

/// What is being written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DraftKind {
    Reply,
    Note,
}

/// Which list.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Listing {
    pub view: View,
    pub filter: Filter,
    pub sort: Sort,
    /// What was typed; then the view is left aside, but for spam.
    pub search: String,
    /// Where to go on.
    pub after: Option<String>,
    pub limit: u32,
}

/// What the desk is told.
#[derive(Debug, Serialize, Deserialize)]
pub enum Told {
    /// A list with what stands beside it.
    List {
        entries: Vec<Entry>,
        next: Option<String>,
        counts: Counts,
        filters: Vec<Saved>,
        /// Answers of whoever looks that are still held.
        held: Vec<Held>,
    },
    /// A ticket.
    Story(Box<Story>),
    /// An answer is held until then, milliseconds since 1970.
    Held { id: String, until_ms: i64 },
    /// An answer was taken back; or was too late, when it is sent.
    Undone { in_time: bool, ticket: String },
    /// Done for all but these: ticket and reason.
    Set { refused: Vec<(String, String)> },
    /// Done.
    Done,
}

/// How much is in the views.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub mine: u32,
    pub unassigned: u32,
    pub team: u32,
    pub open: u32,
    pub waiting: u32,
    pub spam: u32,
}

/// A ticket as an agent sees it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Story {
    pub file: TicketFile,
    pub entry: Option<Entry>,
    /// The customer.
    pub contact: Option<Contact>,
    /// Their other tickets, newest first.
    pub others: Vec<Entry>,
    /// The rating: score and comment.
    pub rating: Option<(u8, Option<String>)>,
    /// Answers that are still held.
    pub held: Vec<Held>,
    /// What whoever looks was writing.
    pub drafts: Vec<(DraftKind, String)>,
    /// Until when they had seen it, milliseconds since 1970.
    pub seen_ms: i64,
    /// The ticket it was merged into, by id and reference.
    pub merged_into: Option<(String, String)>,
    /// The ticket it follows, by id and reference.
    pub follows: Option<(String, String)>,
}

/// An answer that can still be taken back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Held {
    pub id: String,
    pub ticket_id: String,
    /// Who wrote it; empty for the operator.
    pub agent: String,
    pub text: String,
    pub status: Option<Status>,
    pub tags: Vec<Slug>,
    pub topic: Option<Slug>,
    pub due_ms: i64,
}
