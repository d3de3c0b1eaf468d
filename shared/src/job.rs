//! What is owed to the outside: one job is one thing to one receiver.

use serde::{Deserialize, Serialize};

use crate::{address::EmailAddress, id::Slug};

/// Which mail is owed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MailKind {
    /// To the customer: we have it.
    Acknowledgement,
    /// To the team: there is a new request.
    Notification,
    /// To the customer: what an agent wrote.
    Reply,
    /// To the team: the customer wrote again.
    CustomerReply,
    /// To an agent: this is yours now.
    Assignment,
    /// To the team: a request waits longer than it should.
    SlaAlert,
    /// To the team: an endpoint was disabled.
    EndpointDisabled,
    /// To the customer: the link to their requests they asked for.
    RequestLink,
    /// To one of the team: the link into the desk they asked for.
    SignIn,
    /// To somebody new in the team: where the desk is.
    Invitation,
    /// To owners and leads: how last week went.
    Weekly,
    /// To one of the team: that mails arrive.
    Test,
}

impl MailKind {
    /// Every mail.
    pub const ALL: [Self; 12] = [
        Self::Acknowledgement,
        Self::Notification,
        Self::Reply,
        Self::CustomerReply,
        Self::Assignment,
        Self::SlaAlert,
        Self::EndpointDisabled,
        Self::RequestLink,
        Self::SignIn,
        Self::Invitation,
        Self::Weekly,
        Self::Test,
    ];

    /// Its name, in folders and in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::Acknowledgement => "acknowledgement",
            Self::Notification => "notification",
            Self::Reply => "reply",
            Self::CustomerReply => "customer_reply",
            Self::Assignment => "assignment",
            Self::SlaAlert => "sla_alert",
            Self::EndpointDisabled => "endpoint_disabled",
            Self::RequestLink => "request_link",
            Self::SignIn => "sign_in",
            Self::Invitation => "invitation",
            Self::Weekly => "weekly",
            Self::Test => "test",
        }
    }

    /// Whether it is about one request.
    pub fn is_about_request(self) -> bool {
        !matches!(
            self,
            Self::EndpointDisabled
                | Self::RequestLink
                | Self::SignIn
                | Self::Invitation
                | Self::Weekly
                | Self::Test
        )
    }

    /// Whether it goes to the customer; else to the team.
    pub fn to_customer(self) -> bool {
        matches!(
            self,
            Self::Acknowledgement | Self::Reply | Self::RequestLink
        )
    }
}

/// Something to deliver.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Job {
    /// A mail, written when it is sent.
    Mail {
        /// Which.
        kind: MailKind,
        /// To whom.
        to: EmailAddress,
    },
    /// An event, to an endpoint of the configuration.
    Webhook {
        /// The endpoint's id.
        endpoint: Slug,
    },
}

impl Job {
    /// What a job waits in line with: deliveries to one receiver never hold up another's.
    pub fn lane(&self) -> &str {
        match self {
            Self::Mail { .. } => "mail",
            Self::Webhook { endpoint } => endpoint.as_str(),
        }
    }
}

/// A job and the event it is owed for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// `dlv_` and a sortable identifier; the same over all attempts.
    pub id: String,
    /// The event's id.
    pub event_id: String,
    /// What is to be delivered.
    pub job: Job,
}
