//! What is said about customers.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use shared::{
    access::Action,
    api::{Contact, ContactChange, Paging},
    inbox::Entry,
    ticket::Ticket,
};

/// What the worker asks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Ask {
    /// Customers, newest first, in whose name, address or number this stands.
    List { query: String, page: Paging },
    /// One, with their requests.
    Read { id: String },
    /// Change what the team keeps of one; it was checked.
    Change {
        id: String,
        change: Box<ContactChange>,
    },
    /// Everything that is kept of one.
    Export { id: String },
    /// Forget one.
    Erase { id: String },
}

impl Ask {
    /// What it does.
    pub fn action(&self) -> Action {
        match self {
            Self::List { .. } | Self::Read { .. } => Action::ReadContacts,
            Self::Change { .. } => Action::WriteContacts,
            Self::Export { .. } => Action::ExportContact,
            Self::Erase { .. } => Action::EraseContact,
        }
    }
}

/// What the object answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Answer {
    /// Customers, and where the list goes on.
    List {
        contacts: Vec<Contact>,
        next: Option<String>,
    },
    /// One, with their newest requests.
    One {
        contact: Box<Contact>,
        tickets: Vec<Ticket>,
        /// The same requests as the inbox has them.
        lines: Vec<Entry>,
    },
    /// Everything that is kept of one.
    Export(Value),
    /// Forgotten: how many requests were emptied.
    Erased { tickets: u32 },
}
