//! The views of the inbox, and which tickets stand where.

use serde::{Deserialize, Serialize};

use crate::ticket::{Status, Ticket};

/// Where a ticket stands for the team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// The team has to act.
    Open,
    /// Somebody else has to act: the customer, or a third.
    Waiting,
    /// Nothing more is expected.
    Done,
    /// It is suspected to be spam.
    Spam,
    /// Its story goes on in another.
    Merged,
}

impl Place {
    /// Where a ticket stands.
    pub fn of(ticket: &Ticket) -> Self {
        match ticket.status {
            _ if ticket.merged_into.is_some() => Self::Merged,
            _ if !ticket.spam.is_empty() => Self::Spam,
            Status::New | Status::Open => Self::Open,
            Status::WaitingOnCustomer | Status::OnHold => Self::Waiting,
            Status::Resolved | Status::Closed => Self::Done,
        }
    }

    /// Its name.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::Done => "done",
            Self::Spam => "spam",
            Self::Merged => "merged",
        }
    }
}

/// A view of the inbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum View {
    /// What waits for whoever looks.
    #[default]
    Mine,
    /// What waits and nobody has.
    Unassigned,
    /// What waits for the teams of whoever looks.
    Team,
    /// Everything that waits for the team.
    Open,
    /// What waits for the customer or a third.
    Waiting,
    /// What is done.
    Resolved,
    /// What is suspected to be spam.
    Spam,
}

impl View {
    /// Every view, in the order shown.
    pub const ALL: [Self; 7] = [
        Self::Mine,
        Self::Unassigned,
        Self::Team,
        Self::Open,
        Self::Waiting,
        Self::Resolved,
        Self::Spam,
    ];

    /// Its name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Unassigned => "unassigned",
            Self::Team => "team",
            Self::Open => "open",
            Self::Waiting => "waiting",
            Self::Resolved => "resolved",
            Self::Spam => "spam",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.as_str() == name)
    }

    /// Where its tickets stand.
    pub const fn place(self) -> Place {
        match self {
            Self::Mine | Self::Unassigned | Self::Team | Self::Open => Place::Open,
            Self::Waiting => Place::Waiting,
            Self::Resolved => Place::Done,
            Self::Spam => Place::Spam,
        }
    }

    /// How it is sorted where nothing else is asked for.
    pub const fn sort(self) -> Sort {
        match self.place() {
            Place::Open => Sort::Due,
            _ => Sort::Changed,
        }
    }
}

/// What comes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sort {
    /// What is due first; what has no clock comes last.
    #[default]
    Due,
    /// What came last.
    Newest,
    /// What happened last.
    Changed,
}

impl Sort {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Due, Self::Newest, Self::Changed];

    /// Its name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Due => "due",
            Self::Newest => "newest",
            Self::Changed => "changed",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.as_str() == name)
    }
}
