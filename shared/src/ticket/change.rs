//! Changes to a ticket: which are allowed, and what each writes down and owes.

use super::{
    Around, Author, Message, Origin, Priority, SpamReason, Status, Ticket, Turn, Visibility,
    turn::Written,
};
use crate::{
    event::{
        self, Actor, Assignment, Kind, TicketAssigned, TicketMessageCreated, TicketStatusChanged,
    },
    id::Slug,
    job::MailKind,
    team,
    webhook::excerpt,
};

/// Longest note of a hand-over, in characters.
pub const MAX_NOTE: usize = 2_000;
/// Most tags of a ticket.
const MAX_TAGS: usize = 20;

/// Something to be done to a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The customer writes.
    CustomerWrites {
        /// What.
        text: String,
        /// What was folded away, of a mail.
        folded: Option<String>,
        /// How.
        channel: Origin,
    },
    /// Somebody of the team answers the customer.
    Answer {
        /// What.
        text: String,
        /// What was folded away, of a mail.
        folded: Option<String>,
        /// How.
        channel: Origin,
        /// Where the ticket stands afterwards; waiting on the customer where none is said.
        status: Option<Status>,
    },
    /// Somebody of the team talked to the customer on the phone: an answer that no mail repeats.
    Called {
        /// What was said, as the customer may read it.
        text: String,
        /// Where the ticket stands afterwards; waiting on the customer where none is said.
        status: Option<Status>,
    },
    /// Somebody of the team notes something the customer does not see.
    Note {
        /// What.
        text: String,
    },
    /// Team or owner change.
    Assign {
        /// The team, or none.
        team: Option<Slug>,
        /// The agent; none leaves it to whose turn it is.
        owner: Option<Slug>,
        /// What the next one should know; needed where it is handed from one agent to another.
        note: Option<String>,
    },
    /// It stands elsewhere.
    SetStatus(Status),
    /// It is more or less urgent.
    SetPriority(Priority),
    /// It is about something else.
    SetTopic(Option<Slug>),
    /// Other tags.
    SetTags(Vec<Slug>),
    /// It is spam, for this reason.
    MarkSpam(SpamReason),
    /// It is no spam: it is announced now.
    ClearSpam {
        /// The ticket's first message.
        first: Box<Message>,
    },
    /// Links to its page lead nowhere from now on; new mails carry a new one.
    RevokeLinks,
}

/// Why a change is not made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A ticket cannot go from one status to another.
    #[error("a request that is {from:?} cannot become {to:?}")]
    Status {
        /// Where it stands.
        from: Status,
        /// Where it was to stand.
        to: Status,
    },
    /// It is closed: what is written now begins another.
    #[error("the request is closed; a new one goes on with it")]
    Closed,
    /// No such team.
    #[error("there is no team “{0}” in the configuration")]
    NoTeam(Slug),
    /// No such agent.
    #[error("there is no agent “{0}” in the configuration")]
    NoAgent(Slug),
    /// No such topic.
    #[error("there is no topic “{0}” in the configuration")]
    NoTopic(Slug),
    /// A hand-over from one agent to another says what the next one should know.
    #[error("say in “note” what the next one should know")]
    NoteMissing,
    /// Too many tags.
    #[error("at most 20 tags fit")]
    TooManyTags,
    /// A ticket cannot be merged into itself, into one that is merged, or when it is merged.
    #[error("these two requests cannot be merged")]
    Merge,
}

/// Makes a change: what is written down, or why it is not made. A change that changes nothing
/// gives a turn without events.
pub fn apply(
    around: Around<'_>,
    ticket: &Ticket,
    change: Change,
    by: &Actor,
    entropy: u128,
) -> Result<Turn, Refusal> {
    let mut turn = Turn::of(ticket.clone(), around.now, entropy);
    match change {
        Change::CustomerWrites {
            text,
            folded,
            channel,
        } => {
            customer_writes(&mut turn, around, text, folded, channel)?;
        }
        Change::Answer {
            text,
            folded,
            channel,
            status,
        } => {
            answer(&mut turn, around, (text, folded, channel), status, by)?;
        }
        Change::Called { text, status } => {
            let said = (text, None, Origin::Phone);
            answer(&mut turn, around, said, status, by)?;
        }
        Change::Note { text } => {
            let message = turn.message(written_by(
                by,
                Visibility::Internal,
                Origin::Api,
                text,
                None,
            ));
            message_event(&mut turn, around, &message);
        }
        Change::Assign { team, owner, note } => assign(&mut turn, around, team, owner, note, by)?,
        Change::SetStatus(status) => set_status(&mut turn, around, status, false, by)?,
        Change::SetPriority(priority) => {
            let changed = turn.ticket.priority != priority;
            turn.ticket.priority = priority;
            updated(&mut turn, around, changed, "priority", by);
        }
        Change::SetTopic(topic) => {
            if let Some(topic) = topic
                .as_ref()
                .filter(|t| around.site.topic(t.as_str()).is_none())
            {
                return Err(Refusal::NoTopic(topic.clone()));
            }
            let changed = turn.ticket.topic != topic;
            turn.ticket.topic = topic;
            updated(&mut turn, around, changed, "topic", by);
        }
        Change::SetTags(tags) => {
            if tags.len() > MAX_TAGS {
                return Err(Refusal::TooManyTags);
            }
            let changed = turn.ticket.tags != tags;
            turn.ticket.tags = tags;
            updated(&mut turn, around, changed, "tags", by);
        }
        Change::MarkSpam(reason) => {
            let changed = turn.ticket.spam.is_empty();
            if changed {
                turn.ticket.spam = vec![reason];
            }
            updated(&mut turn, around, changed, "spam", by);
        }
        Change::ClearSpam { first } => {
            if !turn.ticket.spam.is_empty() {
                turn.ticket.spam.clear();
                updated(&mut turn, around, true, "spam", by);
                super::open::welcome(&mut turn, around, &first);
            }
        }
        Change::RevokeLinks => {
            turn.ticket.link_version = turn.ticket.link_version.saturating_add(1);
            updated(&mut turn, around, true, "links", by);
        }
    }
    turn.settle(around);
    Ok(turn)
}

fn written_by(
    by: &Actor,
    visibility: Visibility,
    channel: Origin,
    text: String,
    folded: Option<String>,
) -> Written {
    let (author, agent) = match by {
        Actor::Customer => (Author::Customer, None),
        Actor::Agent { id, .. } => (Author::Agent, Some(id.clone())),
        Actor::Team => (Author::Agent, None),
        Actor::Rule => (Author::System, None),
    };
    Written {
        author,
        agent,
        visibility,
        channel,
        text,
        folded,
    }
}

fn message_event(turn: &mut Turn, around: Around<'_>, message: &Message) {
    let (ticket, abridged) = event::abridge(&turn.ticket);
    turn.event(
        around,
        Kind::TicketMessageCreated,
        &TicketMessageCreated {
            site: around.site_id,
            ticket: &ticket,
            abridged,
            message: message.into(),
        },
    );
}

fn customer_writes(
    turn: &mut Turn,
    around: Around<'_>,
    text: String,
    folded: Option<String>,
    channel: Origin,
) -> Result<(), Refusal> {
    if turn.ticket.status == Status::Closed {
        return Err(Refusal::Closed);
    }
    let written = written_by(&Actor::Customer, Visibility::Public, channel, text, folded);
    let message = turn.message(written);
    let at = turn.at();
    turn.ticket.waiting_since.get_or_insert(at);
    message_event(turn, around, &message);
    if turn.ticket.spam.is_empty() {
        let told = turn.told(around);
        turn.mail(MailKind::CustomerReply, told);
    }
    match turn.ticket.status {
        Status::New | Status::Open => Ok(()),
        from => set_status(
            turn,
            around,
            Status::Open,
            from == Status::Resolved,
            &Actor::Customer,
        ),
    }
}

fn answer(
    turn: &mut Turn,
    around: Around<'_>,
    (text, folded, channel): (String, Option<String>, Origin),
    status: Option<Status>,
    by: &Actor,
) -> Result<(), Refusal> {
    if turn.ticket.status == Status::Closed {
        return Err(Refusal::Closed);
    }
    let message = turn.message(written_by(by, Visibility::Public, channel, text, folded));
    let at = turn.at();
    turn.ticket.first_reply_at.get_or_insert(at);
    turn.ticket.waiting_since = None;
    // Whoever answers a request nobody has takes it.
    if let (None, Actor::Agent { id, .. }) = (&turn.ticket.owner, by) {
        let team = turn.ticket.team.clone();
        assign(turn, around, team, Some(id.clone()), None, by)?;
    }
    message_event(turn, around, &message);
    let customer = turn.ticket.email.clone();
    turn.mail(
        MailKind::Reply,
        customer.filter(|_| channel != Origin::Phone),
    );
    let to = status.unwrap_or(Status::WaitingOnCustomer);
    if turn.ticket.status == to {
        return Ok(());
    }
    set_status(turn, around, to, false, by)
}

fn set_status(
    turn: &mut Turn,
    around: Around<'_>,
    to: Status,
    reopened: bool,
    by: &Actor,
) -> Result<(), Refusal> {
    let from = turn.ticket.status;
    if from == to {
        return Ok(());
    }
    if !from.may_become(to) {
        return Err(Refusal::Status { from, to });
    }
    turn.ticket.status = to;
    turn.ticket.pause(from, to, around.now);
    if to == Status::Resolved {
        turn.ticket.resolved_at = Some(turn.at());
    }
    if to.is_done() {
        turn.ticket.waiting_since = None;
    }
    let (ticket, abridged) = event::abridge(&turn.ticket);
    turn.event(
        around,
        Kind::TicketStatusChanged,
        &TicketStatusChanged {
            site: around.site_id,
            ticket: &ticket,
            abridged,
            from,
            to,
            reopened,
            by: by.clone(),
        },
    );
    Ok(())
}

pub(super) fn assign(
    turn: &mut Turn,
    around: Around<'_>,
    team: Option<Slug>,
    owner: Option<Slug>,
    note: Option<String>,
    by: &Actor,
) -> Result<(), Refusal> {
    if let Some(team) = team
        .as_ref()
        .filter(|t| !around.site.teams.iter().any(|x| x.id == **t))
    {
        return Err(Refusal::NoTeam(team.clone()));
    }
    if let Some(owner) = owner.as_ref().filter(|o| around.agent(Some(o)).is_none()) {
        return Err(Refusal::NoAgent(owner.clone()));
    }
    let from = Assignment {
        team: turn.ticket.team.clone(),
        owner: turn.ticket.owner.clone(),
    };
    let owner = owner.or_else(|| {
        let next = team::next(
            around.site,
            around.roster,
            team.as_ref(),
            &turn.ticket.lang,
            around.now,
        );
        turn.taken_by = next.map(|agent| agent.id.clone());
        turn.taken_by.clone()
    });
    let to = Assignment { team, owner };
    if from == to {
        return Ok(());
    }
    let note = note
        .filter(|note| !note.trim().is_empty())
        .map(|note| note.chars().take(MAX_NOTE).collect::<String>());
    // Whoever takes over sees why: the customer never tells the story again.
    let handed_over = from.owner.is_some() && to.owner.is_some() && from.owner != to.owner;
    if handed_over && note.is_none() && *by != Actor::Rule {
        return Err(Refusal::NoteMissing);
    }
    turn.ticket.team.clone_from(&to.team);
    turn.ticket.owner.clone_from(&to.owner);
    if let Some(note) = &note {
        turn.message(written_by(
            by,
            Visibility::Internal,
            Origin::Api,
            note.clone(),
            None,
        ));
    }
    let (ticket, abridged) = event::abridge(&turn.ticket);
    turn.event(
        around,
        Kind::TicketAssigned,
        &TicketAssigned {
            site: around.site_id,
            ticket: &ticket,
            abridged,
            from,
            to,
            note: note.as_deref().map(|note| excerpt(note).0),
            by: by.clone(),
        },
    );
    let to_themselves =
        matches!((by, &turn.ticket.owner), (Actor::Agent { id, .. }, Some(owner)) if id == owner);
    if let Some(agent) = around
        .agent(turn.ticket.owner.as_ref())
        .filter(|_| !to_themselves)
    {
        turn.mail(MailKind::Assignment, [agent.email.clone()]);
    }
    Ok(())
}

pub(super) fn updated(turn: &mut Turn, around: Around<'_>, changed: bool, what: &str, by: &Actor) {
    if changed {
        let data = serde_json::json!({ "changed": what, "by": by, "priority": turn.ticket.priority,
            "topic": turn.ticket.topic, "tags": turn.ticket.tags, "spam": turn.ticket.spam });
        turn.event(around, Kind::TicketUpdated, &data);
    }
}

/// Merges a ticket into another: its story goes on there. Gives what is written for the one that
/// ends and for the one that goes on; the messages themselves are moved by whoever keeps them.
pub fn merge(
    around: Around<'_>,
    from: &Ticket,
    into: &Ticket,
    by: &Actor,
    entropy: u128,
) -> Result<(Turn, Turn), Refusal> {
    if from.id == into.id || from.merged_into.is_some() || into.merged_into.is_some() {
        return Err(Refusal::Merge);
    }
    let mut ended = Turn::of(from.clone(), around.now, entropy);
    ended.ticket.merged_into = Some(into.id.clone());
    let data = serde_json::json!({ "from": from.id, "from_reference": from.reference,
        "into": into.id, "into_reference": into.reference, "by": by });
    ended.event(around, Kind::TicketMerged, &data);
    set_status(&mut ended, around, Status::Closed, false, by)?;
    let mut other = Turn::of(into.clone(), around.now, entropy.rotate_left(31));
    other.event(around, Kind::TicketMerged, &data);
    if into.status == Status::Closed {
        return Err(Refusal::Closed);
    }
    // The earlier wait counts on: merging must not make a customer wait anew.
    other.ticket.waiting_since = match (&from.waiting_since, &into.waiting_since) {
        (Some(a), Some(b)) => Some(a.min(b).clone()),
        (a, b) => a.as_ref().or(b.as_ref()).cloned(),
    };
    if from.waiting_since.is_some() && !matches!(into.status, Status::New | Status::Open) {
        set_status(
            &mut other,
            around,
            Status::Open,
            into.status == Status::Resolved,
            by,
        )?;
    }
    ended.settle(around);
    other.settle(around);
    Ok((ended, other))
}
