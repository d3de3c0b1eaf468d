//! A turn: everything that is written at once when something happens to a ticket, and what it was
//! decided from. There is one shape for it, whatever happened.

use jiff::Timestamp;
use serde::Serialize;

use super::{Alarm, Author, Message, Origin, Ticket, Visibility, clock, rfc3339};
use crate::{
    address::EmailAddress,
    event::{Actor, Event, Kind, subscribers},
    id::{Ids, Slug},
    inbox::Due,
    job::{Job, MailKind, Owed},
    routing::Circumstances,
    site::Site,
    team::{Agent, Roster},
};

/// What a decision is made from, besides the ticket itself.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    /// The site's id.
    pub site_id: &'a str,
    /// The site's configuration.
    pub site: &'a Site,
    /// Who is on duty.
    pub roster: &'a Roster,
    /// The customer's tags.
    pub contact_tags: &'a [Slug],
    /// The moment.
    pub now: Timestamp,
}

impl<'a> Around<'a> {
    /// What rules look at besides the ticket.
    pub(super) fn circumstances(&self) -> Circumstances<'a> {
        Circumstances {
            contact_tags: self.contact_tags,
            open: !matches!(
                crate::phrase::status(self.site, self.now),
                crate::hours::Status::Closed(_)
            ),
        }
    }

    /// The agent of the configuration with this id.
    pub(super) fn agent(&self, id: Option<&Slug>) -> Option<&'a Agent> {
        self.site.agent(id?)
    }
}

/// Everything that is written at once.
#[derive(Clone, Debug)]
pub struct Turn {
    /// The ticket as it is now.
    pub ticket: Ticket,
    /// Messages that were added.
    pub messages: Vec<Message>,
    /// What happened, in order.
    pub events: Vec<Event>,
    /// What is owed to the outside.
    pub owed: Vec<Owed>,
    /// The agent whose turn was used up.
    pub taken_by: Option<Slug>,
    /// When the ticket rings from now on.
    pub alarms: Vec<Alarm>,
    /// What is due next.
    pub due: Option<Due>,
    ids: Ids,
    at: String,
    /// Whether the ticket begins with it.
    opening: bool,
    /// When the ticket was changed before.
    unchanged_since: String,
}

impl Turn {
    pub(super) fn of(mut ticket: Ticket, now: Timestamp, entropy: u128) -> Self {
        let at = rfc3339(now);
        // What is told of the change tells its moment too.
        let unchanged_since = std::mem::replace(&mut ticket.changed_at, at.clone());
        Self {
            ticket,
            messages: Vec::new(),
            events: Vec::new(),
            owed: Vec::new(),
            taken_by: None,
            alarms: Vec::new(),
            due: None,
            opening: false,
            ids: Ids::new(now.as_millisecond(), entropy),
            unchanged_since,
            at,
        }
    }

    /// It is the ticket's first.
    pub(super) fn begin(&mut self) {
        self.opening = true;
    }

    /// Closes the turn: the moment of the change, and when the ticket rings from now on.
    pub(super) fn settle(&mut self, around: Around<'_>) {
        if self.events.is_empty() {
            self.ticket.changed_at.clone_from(&self.unchanged_since);
        }
        let clocks = clock::clocks(around, &self.ticket);
        self.due = Due::first(&clocks);
        self.alarms = clock::alarms_of(around, &self.ticket, &clocks);
    }

    /// Whether the ticket begins with it.
    pub fn is_new(&self) -> bool {
        self.opening
    }

    /// The moment, as it is written.
    pub fn at(&self) -> String {
        self.at.clone()
    }

    pub(super) fn id(&mut self, prefix: &str) -> String {
        self.ids.next(prefix)
    }

    /// Adds a message.
    pub(super) fn message(&mut self, written: Written) -> Message {
        let message = Message {
            id: self.id("msg"),
            ticket_id: self.ticket.id.clone(),
            author: written.author,
            agent: written.agent,
            visibility: written.visibility,
            channel: written.channel,
            text: written.text,
            folded: written.folded.filter(|folded| !folded.is_empty()),
            created_at: self.at(),
        };
        self.messages.push(message.clone());
        message
    }

    /// Writes an event down and owes it to the endpoints that asked for it. Suspected spam is
    /// told to nobody until somebody says it is none.
    pub(super) fn event<T: Serialize>(&mut self, around: Around<'_>, kind: Kind, data: &T) {
        let id = self.id("evt");
        let told = if self.ticket.spam.is_empty() && kind.is_offered() {
            subscribers(around.site, kind)
        } else {
            Vec::new()
        };
        let ticket = Some(self.ticket.id.as_str());
        let event = Event::new(id, kind, ticket, data, &self.at, !told.is_empty());
        for endpoint in told {
            self.owe(&event.id, Job::Webhook { endpoint });
        }
        self.events.push(event);
    }

    fn owe(&mut self, event_id: &str, job: Job) {
        let id = self.id("dlv");
        self.owed.push(Owed {
            id,
            event_id: event_id.to_owned(),
            job,
        });
    }

    /// Owes a mail for the last event, to each address once.
    pub(super) fn mail(&mut self, kind: MailKind, to: impl IntoIterator<Item = EmailAddress>) {
        let Some(event_id) = self.events.last().map(|event| event.id.clone()) else {
            return;
        };
        for to in to {
            let job = Job::Mail { kind, to };
            let same = |owed: &Owed| owed.event_id == event_id && owed.job == job;
            if !self.owed.iter().any(same) {
                self.owe(&event_id, job);
            }
        }
    }

    /// Who of the team is told about this ticket: its owner and the addresses of the site, or of
    /// the site alone where nobody has it.
    pub(super) fn told(&self, around: Around<'_>) -> Vec<EmailAddress> {
        let owner = around.agent(self.ticket.owner.as_ref());
        let mut told: Vec<EmailAddress> =
            owner.map(|agent| agent.email.clone()).into_iter().collect();
        for address in &around.site.mail.team {
            if !told.contains(address) {
                told.push(address.clone());
            }
        }
        told
    }
}

/// A message as it is written.
pub(super) struct Written {
    pub author: Author,
    pub agent: Option<Slug>,
    pub visibility: Visibility,
    pub channel: Origin,
    pub text: String,
    pub folded: Option<String>,
}

impl Actor {
    /// The agent, as one who does something.
    pub fn of_agent(agent: &Agent) -> Self {
        Self::Agent {
            id: agent.id.clone(),
            name: agent.name.clone(),
        }
    }
}
