//! What each event says to the outside: the `data` of its webhook. A change here is a change of
//! the API: the published schemas are compared with these types.

use serde::Serialize;

use crate::{
    contact::Window,
    id::Slug,
    sla::Target,
    ticket::{Author, Message, Origin, Status, Ticket, Visibility},
    webhook::{Reason, excerpt},
};

/// Who did something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Actor {
    /// The customer.
    Customer,
    /// One of the team.
    Agent {
        /// Their id in the configuration.
        id: Slug,
        /// Their name.
        name: String,
    },
    /// The team, through the API or by mail from an address that is no agent's.
    Team,
    /// A rule of the configuration.
    Rule,
}

/// A message as webhooks carry it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MessageData<'a> {
    /// `msg_` and 26 characters.
    pub id: &'a str,
    /// Who wrote it.
    pub author: Author,
    /// The agent's id, where an agent wrote it.
    pub agent: Option<&'a Slug>,
    /// Who may read it.
    pub visibility: Visibility,
    /// How it came in.
    pub channel: Origin,
    /// The text as written, cut after 6,000 bytes of JSON.
    pub text: &'a str,
    /// Whether the text was cut; the API has the whole.
    pub truncated: bool,
    /// When it was accepted, RFC 3339 in UTC.
    pub created_at: &'a str,
}

impl<'a> From<&'a Message> for MessageData<'a> {
    fn from(message: &'a Message) -> Self {
        let (text, truncated) = excerpt(&message.text);
        Self {
            id: &message.id,
            author: message.author,
            agent: message.agent.as_ref(),
            visibility: message.visibility,
            channel: message.channel,
            text,
            truncated,
            created_at: &message.created_at,
        }
    }
}

/// `ticket.created`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TicketCreated<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The request.
    pub ticket: &'a Ticket,
    /// Whether answers to fields, FAQs or searches were left out to keep the body small.
    pub abridged: bool,
    /// Its first message.
    pub message: MessageData<'a>,
}

/// `ticket.message_created`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TicketMessageCreated<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The request, as it is with the message.
    pub ticket: &'a Ticket,
    /// Whether answers to fields, FAQs or searches were left out to keep the body small.
    pub abridged: bool,
    /// The message.
    pub message: MessageData<'a>,
}

/// Who has a ticket.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Assignment {
    /// The team's id.
    pub team: Option<Slug>,
    /// The agent's id.
    pub owner: Option<Slug>,
}

/// `ticket.assigned`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TicketAssigned<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The request, as it is now.
    pub ticket: &'a Ticket,
    /// Whether answers to fields, FAQs or searches were left out to keep the body small.
    pub abridged: bool,
    /// Who had it.
    pub from: Assignment,
    /// Who has it.
    pub to: Assignment,
    /// What the next one should know.
    pub note: Option<&'a str>,
    /// Who decided.
    pub by: Actor,
}

/// `ticket.status_changed`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TicketStatusChanged<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The request, as it is now.
    pub ticket: &'a Ticket,
    /// Whether answers to fields, FAQs or searches were left out to keep the body small.
    pub abridged: bool,
    /// The status before.
    pub from: Status,
    /// The status now.
    pub to: Status,
    /// Whether a customer's message opened a resolved request again.
    pub reopened: bool,
    /// Who did it.
    pub by: Actor,
}

/// `ticket.sla_warning` and `ticket.sla_breached`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TicketSla<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The request.
    pub ticket: &'a Ticket,
    /// Whether answers to fields, FAQs or searches were left out to keep the body small.
    pub abridged: bool,
    /// The policy's id.
    pub policy: &'a Slug,
    /// What is due.
    pub target: Target,
    /// When it is due, RFC 3339 in UTC.
    pub due_at: &'a str,
}

/// What a customer was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Survey {
    /// How satisfied, 1 to 5.
    Csat,
    /// How likely to recommend, 0 to 10.
    Nps,
    /// How easy, 1 to 7.
    Ces,
}

impl Survey {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Csat => "csat",
            Self::Nps => "nps",
            Self::Ces => "ces",
        }
    }

    /// The scores it takes.
    pub fn range(self) -> std::ops::RangeInclusive<u8> {
        match self {
            Self::Csat => 1..=5,
            Self::Nps => 0..=10,
            Self::Ces => 1..=7,
        }
    }

    /// Its lowest and its highest score.
    pub fn ends(self) -> [u8; 2] {
        let range = self.range();
        [*range.start(), *range.end()]
    }

    /// Whether somebody who gives this score should be offered a person.
    pub fn is_low(self, score: u8) -> bool {
        score
            <= match self {
                Self::Csat => 2,
                Self::Nps => 6,
                Self::Ces => 3,
            }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        [Self::Csat, Self::Nps, Self::Ces]
            .into_iter()
            .find(|survey| survey.name() == name)
    }
}

/// `survey.submitted`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SurveySubmitted<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The rating, over all events about it: a score is told at once, and again where the customer
    /// changed it or said why.
    pub rating_id: &'a str,
    /// What was asked, or how a question of the owner's was answered.
    pub survey: Survey,
    /// The id of the question in the configuration, where it is the owner's own.
    pub question: Option<&'a Slug>,
    /// The score: 1 to 5, 0 to 10 or 1 to 7.
    pub score: u8,
    /// The lowest and the highest score there is.
    pub scale: [u8; 2],
    /// The FAQ it was given after, where it was after one.
    pub faq: Option<&'a Slug>,
    /// What the customer added, at most 2,000 characters.
    pub comment: Option<&'a str>,
    /// The request it is about, where it is about one.
    pub ticket_id: Option<&'a str>,
    /// The agent it is about, where there is one.
    pub owner: Option<&'a Slug>,
}

/// `faq.rated`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FaqRated<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The FAQ's id.
    pub faq: &'a Slug,
    /// Whether it helped.
    pub helpful: bool,
    /// What was missing, at most 2,000 characters.
    pub comment: Option<&'a str>,
    /// The language it was read in.
    pub lang: &'a str,
    /// It says what was missing of a rating that was told before: it counts once.
    pub again: bool,
}

/// `faq.search_missed`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FaqSearchMissed<'a> {
    /// The site's id.
    pub site: &'a str,
    /// What was searched for, at most 200 characters.
    pub query: &'a str,
    /// The language of the page.
    pub lang: &'a str,
}

/// `callback.requested`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CallbackRequested<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The request.
    pub ticket: &'a Ticket,
    /// Whether answers to fields, FAQs or searches were left out to keep the body small.
    pub abridged: bool,
    /// The number to call, as written.
    pub phone: &'a str,
    /// When a call is welcome, where the customer chose.
    pub window: Option<Window>,
}

/// `contact.erased`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactErased<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The contact's id; nothing else is known of them any more.
    pub contact_id: &'a str,
    /// How many requests of theirs were emptied.
    pub tickets: u32,
}

/// `endpoint.disabled`.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EndpointDisabled<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The endpoint's id.
    pub endpoint: &'a Slug,
    /// Its address.
    pub url: &'a str,
    /// Why.
    pub reason: Reason,
    /// Since when nothing arrived, RFC 3339 in UTC.
    pub failing_since: Option<&'a str>,
}

/// `endpoint.test`, sent by hand.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EndpointTest<'a> {
    /// The site's id.
    pub site: &'a str,
    /// The endpoint's id.
    pub endpoint: &'a Slug,
}
