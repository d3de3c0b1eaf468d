//! Opening a ticket: from a checked request to everything that is written down and owed.

use super::{
    Around, Author, Message, Origin, Page, Request, SpamReason, Status, Ticket, Turn, Visibility,
    turn::Written,
};
use crate::{
    address::EmailAddress,
    contact::AnswerBy,
    event::{self, Actor, Assignment, CallbackRequested, Kind, TicketAssigned, TicketCreated},
    id::{Ids, Reference, Slug},
    job::MailKind,
    promise, routing, team,
};

/// A request at the door: what the customer sent, and what is known of how.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// What was sent.
    pub request: Request,
    /// How.
    pub channel: Origin,
    /// The customer's contact.
    pub contact_id: String,
    /// The subject, of a mail.
    pub subject: Option<String>,
    /// What was folded away, of a mail.
    pub folded: Option<String>,
    /// Why it looks like spam; empty where it does not.
    pub spam: Vec<SpamReason>,
    /// The closed ticket it goes on with.
    pub follows: Option<String>,
    /// Whether it may be answered automatically: not where a machine wrote it.
    pub may_acknowledge: bool,
    /// What people will quote.
    pub reference: Reference,
}

/// Opens a ticket: routed, assigned, with everything that is owed for it.
pub fn open(around: Around<'_>, arrival: Arrival, entropy: u128) -> Turn {
    let Arrival {
        request,
        channel,
        contact_id,
        subject,
        folded,
        spam,
        follows,
        may_acknowledge,
        reference,
    } = arrival;
    let at = super::rfc3339(around.now);
    let ticket = Ticket {
        id: Ids::new(around.now.as_millisecond(), entropy).next("tic"),
        reference,
        status: Status::New,
        priority: request.priority.unwrap_or_default(),
        channel,
        topic: request.topic,
        team: None,
        owner: None,
        tags: Vec::new(),
        sla: None,
        lang: request.lang,
        contact_id,
        name: request.name,
        email: request.email,
        phone: request.phone,
        answer_by: request.answer_by,
        callback: request.callback,
        subject,
        fields: request.fields,
        page: request.page,
        device: request.device,
        faqs_seen: request.faqs_seen,
        searches: request.searches,
        identity: request.identity,
        transcript: request.transcript,
        spam,
        promise: None,
        merged_into: None,
        follows,
        link_version: 0,
        paused: Vec::new(),
        rang: Vec::new(),
        created_at: at.clone(),
        changed_at: at.clone(),
        first_reply_at: None,
        waiting_since: Some(at.clone()),
        resolved_at: None,
    };
    let mut turn = Turn::of(ticket, around.now, entropy);
    turn.begin();
    route(&mut turn, around);
    let message = turn.message(Written {
        author: Author::Customer,
        agent: None,
        visibility: Visibility::Public,
        channel,
        text: request.message,
        folded,
    });
    announce(&mut turn, around, &message, may_acknowledge);
    turn.settle(around);
    turn
}

/// Decides team, owner, priority, tags and SLA policy.
fn route(turn: &mut Turn, around: Around<'_>) {
    let decision = routing::decide(&around.site.routing, &turn.ticket, around.circumstances());
    let ticket = &mut turn.ticket;
    ticket.team = decision.team;
    ticket.priority = decision.priority.unwrap_or(ticket.priority);
    ticket.tags = decision.tags;
    ticket.sla = decision
        .sla
        .or_else(|| around.site.sla.first().map(|policy| policy.id.clone()));
    // Nobody's turn is used up by what may be spam.
    if !ticket.spam.is_empty() {
        return;
    }
    let (team, lang) = (ticket.team.as_ref(), &ticket.lang);
    let next = match decision.owner {
        Some(owner) => around.agent(Some(&owner)),
        None => team::next(around.site, around.roster, team, lang, around.now),
    };
    ticket.owner = next.map(|agent| agent.id.clone());
    turn.taken_by.clone_from(&turn.ticket.owner);
    let policy = turn
        .ticket
        .sla
        .as_ref()
        .and_then(|id| around.site.policy(id.as_str()));
    let who = next.map(|agent| agent.name.as_str());
    turn.ticket.promise = promise::promise(around.site, policy, who, around.now);
}

/// What looked like spam and is none is announced as if it had just come: the endpoints and the
/// team hear of it, the customer gets an acknowledgement.
pub(super) fn welcome(turn: &mut Turn, around: Around<'_>, first: &Message) {
    route(turn, around);
    announce(turn, around, first, true);
}

/// Writes down what happened and owes what follows from it.
fn announce(turn: &mut Turn, around: Around<'_>, message: &Message, acknowledge: bool) {
    let (ticket, abridged) = event::abridge(&turn.ticket);
    let site = around.site_id;
    turn.event(
        around,
        Kind::TicketCreated,
        &TicketCreated {
            site,
            ticket: &ticket,
            abridged,
            message: message.into(),
        },
    );
    if ticket.spam.is_empty() {
        if acknowledge {
            turn.mail(MailKind::Acknowledgement, ticket.email.clone());
        }
        let told: Vec<EmailAddress> = turn.told(around);
        turn.mail(MailKind::Notification, told);
    }
    if ticket.owner.is_some() || ticket.team.is_some() {
        let to = Assignment {
            team: ticket.team.clone(),
            owner: ticket.owner.clone(),
        };
        turn.event(
            around,
            Kind::TicketAssigned,
            &TicketAssigned {
                site,
                ticket: &ticket,
                abridged,
                from: Assignment::default(),
                to,
                note: None,
                by: Actor::Rule,
            },
        );
    }
    if let (AnswerBy::Phone, Some(phone)) = (ticket.answer_by, &ticket.phone) {
        turn.event(
            around,
            Kind::CallbackRequested,
            &CallbackRequested {
                site,
                ticket: &ticket,
                abridged,
                phone: phone.as_str(),
                window: ticket.callback,
            },
        );
    }
}

impl Request {
    /// A request that came by mail, where only sender and words are known.
    pub fn of_mail(
        name: Option<String>,
        email: EmailAddress,
        message: String,
        lang: crate::lang::Lang,
    ) -> Self {
        Self {
            name,
            email: Some(email),
            phone: None,
            answer_by: AnswerBy::Email,
            callback: None,
            topic: None,
            fields: Vec::new(),
            message,
            lang,
            page: Page::default(),
            device: super::Device::default(),
            faqs_seen: Vec::<Slug>::new(),
            searches: Vec::new(),
            identity: None,
            transcript: String::new(),
            priority: None,
        }
    }
}
