//! Events: what happened, in one vocabulary. They are the record that webhooks, history, clocks
//! and measures read. What goes to the outside has a type here; its JSON Schema is made from it.

#[cfg(feature = "schema")]
mod example;
mod payload;
#[cfg(feature = "schema")]
mod schema;

use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use payload::*;
#[cfg(feature = "schema")]
pub use schema::schema;

use jiff::Timestamp;

use crate::{
    address::EmailAddress,
    id::{Ids, Slug},
    job::{Job, MailKind, Owed},
    site::Site,
    ticket::{Ticket, rfc3339},
};

/// Most bytes of JSON that answers to fields take in a webhook.
const MAX_FIELDS_BYTES: usize = 4_500;
/// Most FAQs and searches in a webhook.
const MAX_SEEN: usize = 10;
/// Most bytes of a transcript in a webhook.
const MAX_TRANSCRIPT_BYTES: usize = 2_000;
/// Longest search in a webhook, in characters.
const MAX_SEARCH: usize = 100;

/// A ticket as webhooks carry it, small enough for a body under 20 kB, and whether anything was
/// left out for that; the API has the whole.
pub fn abridge(ticket: &Ticket) -> (Ticket, bool) {
    let mut brief = ticket.clone();
    brief.paused.clear();
    brief.rang.clear();
    brief.link_version = 0;
    let mut room = MAX_FIELDS_BYTES;
    brief.fields.retain(|answer| {
        let bytes = serde_json::to_string(answer).map_or(usize::MAX, |json| json.len());
        let fits = bytes <= room;
        room = room.saturating_sub(bytes);
        fits
    });
    brief.faqs_seen.truncate(MAX_SEEN);
    brief.searches.truncate(MAX_SEEN);
    for search in &mut brief.searches {
        *search = search.chars().take(MAX_SEARCH).collect();
    }
    let bytes = |c: char| {
        if matches!(c, '"' | '\\' | '\n') {
            2
        } else {
            c.len_utf8()
        }
    };
    let mut room = MAX_TRANSCRIPT_BYTES;
    brief.transcript.retain(|c| {
        let fits = bytes(c) <= room;
        room = if fits {
            room.saturating_sub(bytes(c))
        } else {
            0
        };
        fits
    });
    let cut = |list: usize, whole: usize| list < whole;
    let abridged = cut(brief.fields.len(), ticket.fields.len())
        || cut(brief.faqs_seen.len(), ticket.faqs_seen.len())
        || brief.searches != ticket.searches
        || brief.transcript.len() < ticket.transcript.len();
    (brief, abridged)
}

macro_rules! kinds {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal,)*) => {
        /// What happened.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum Kind { $($(#[doc = $doc])* #[serde(rename = $text)] $name,)* }

        impl Kind {
            /// Every kind.
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its name, such as `ticket.created`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }

            /// What happened, in a sentence.
            #[cfg(feature = "schema")]
            pub fn description(self) -> &'static str {
                match self { $(Self::$name => concat!($($doc),*).trim(),)* }
            }
        }
    };
}

kinds! {
    /// A request came in.
    TicketCreated = "ticket.created",
    /// A message was added: by the customer, by an agent, or an internal note.
    TicketMessageCreated = "ticket.message_created",
    /// Team or owner changed.
    TicketAssigned = "ticket.assigned",
    /// The status changed.
    TicketStatusChanged = "ticket.status_changed",
    /// An answer or a resolution is due soon.
    TicketSlaWarning = "ticket.sla_warning",
    /// An answer or a resolution is late.
    TicketSlaBreached = "ticket.sla_breached",
    /// A customer rated something.
    SurveySubmitted = "survey.submitted",
    /// A customer said whether an answer helped.
    FaqRated = "faq.rated",
    /// A search found nothing.
    FaqSearchMissed = "faq.search_missed",
    /// A customer asked to be called.
    CallbackRequested = "callback.requested",
    /// A person's data was erased.
    ContactErased = "contact.erased",
    /// An endpoint was disabled.
    EndpointDisabled = "endpoint.disabled",
    /// Sent by hand, to see whether an endpoint answers.
    EndpointTest = "endpoint.test",
    /// A customer asked for a link to their requests; for the mail only.
    RequestLinkAsked = "request_link.asked",
    /// Somebody of the team asked for a link into the desk; for the mail only.
    SignInAsked = "sign_in.asked",
    /// Somebody was invited to the desk; for the mail only.
    TeamInvited = "team.invited",
    /// Somebody of the team asked for a test mail; for the mail only.
    MailTested = "mail.tested",
    /// A week is over; for the mail only.
    WeekReported = "week.reported",
    /// Priority, topic or tags changed; for the ticket's history only.
    TicketUpdated = "ticket.updated",
    /// The ticket was merged into another; for the ticket's history only.
    TicketMerged = "ticket.merged",
}

impl Kind {
    /// Whether endpoints may ask for it.
    pub fn is_offered(self) -> bool {
        !matches!(
            self,
            Self::EndpointTest
                | Self::RequestLinkAsked
                | Self::SignInAsked
                | Self::TeamInvited
                | Self::MailTested
                | Self::WeekReported
                | Self::TicketUpdated
                | Self::TicketMerged
        )
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == name)
    }
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Event {
    /// `evt_` and a sortable identifier; receivers of webhooks tell repeats by it.
    pub id: String,
    /// What happened.
    pub kind: Kind,
    /// The ticket it happened to, if to one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ticket_id: Option<String>,
    /// What is kept of it: its data without the ticket and the texts, which are kept elsewhere.
    pub data: Value,
    /// When it happened, RFC 3339 in UTC with milliseconds.
    pub created_at: String,
    /// The body of its webhook, the same at every attempt; none where nobody asked for it.
    #[serde(skip)]
    pub body: Option<String>,
}

impl Event {
    /// An event with its data; `told` says whether anybody outside is told.
    pub fn new<T: Serialize>(
        id: String,
        kind: Kind,
        ticket_id: Option<&str>,
        data: &T,
        at: &str,
        told: bool,
    ) -> Self {
        let mut data = serde_json::to_value(data).unwrap_or_default();
        let body = told.then(|| body(kind, at, &data));
        if let Some(fields) = data.as_object_mut() {
            for kept_elsewhere in ["site", "ticket", "abridged"] {
                fields.remove(kept_elsewhere);
            }
            if let Some(message) = fields.get_mut("message") {
                let id = message.get("id").cloned().unwrap_or_default();
                *message = serde_json::json!({ "id": id });
            }
        }
        Self {
            id,
            kind,
            ticket_id: ticket_id.map(str::to_owned),
            data,
            created_at: at.to_owned(),
            body,
        }
    }
}

/// Something that happened to the site and to no ticket: what is written down, and what is owed.
#[derive(Clone, Debug)]
pub struct Occurrence {
    /// What happened.
    pub event: Event,
    /// What is owed to the outside.
    pub owed: Vec<Owed>,
}

impl Occurrence {
    /// Puts together what happened at `now`; `mail` is owed to each of the addresses.
    pub fn new<T: Serialize>(
        site: &Site,
        kind: Kind,
        data: &T,
        mail: Option<MailKind>,
        to: &[EmailAddress],
        now: Timestamp,
        entropy: u128,
    ) -> Self {
        let told = if kind.is_offered() {
            subscribers(site, kind)
        } else {
            Vec::new()
        };
        Self::told(kind, data, told, mail.map(|mail| (mail, to)), now, entropy)
    }

    /// A test event, to one endpoint.
    pub fn test<T: Serialize>(endpoint: Slug, data: &T, now: Timestamp, entropy: u128) -> Self {
        Self::told(Kind::EndpointTest, data, vec![endpoint], None, now, entropy)
    }

    fn told<T: Serialize>(
        kind: Kind,
        data: &T,
        endpoints: Vec<Slug>,
        mail: Option<(MailKind, &[EmailAddress])>,
        now: Timestamp,
        entropy: u128,
    ) -> Self {
        let mut ids = Ids::new(now.as_millisecond(), entropy);
        let (id, at) = (ids.next("evt"), rfc3339(now));
        let event = Event::new(id, kind, None, data, &at, !endpoints.is_empty());
        let hooks = endpoints
            .into_iter()
            .map(|endpoint| Job::Webhook { endpoint });
        let mails = mail.into_iter().flat_map(|(kind, to)| {
            to.iter().map(move |to| Job::Mail {
                kind,
                to: to.clone(),
            })
        });
        let owed = hooks.chain(mails).map(|job| Owed {
            id: ids.next("dlv"),
            event_id: event.id.clone(),
            job,
        });
        Self {
            owed: owed.collect(),
            event,
        }
    }
}

/// The endpoints that get events of a kind.
pub fn subscribers(site: &Site, kind: Kind) -> Vec<Slug> {
    site.webhooks
        .iter()
        .filter(|hook| hook.enabled && hook.wants(kind.as_str()))
        .map(|hook| hook.id())
        .collect()
}

/// The body of a webhook, as Standard Webhooks has it.
fn body(kind: Kind, at: &str, data: &Value) -> String {
    #[derive(Serialize)]
    struct Envelope<'a> {
        #[serde(rename = "type")]
        kind: Kind,
        timestamp: &'a str,
        data: &'a Value,
    }
    serde_json::to_string(&Envelope {
        kind,
        timestamp: at,
        data,
    })
    .unwrap_or_default()
}
