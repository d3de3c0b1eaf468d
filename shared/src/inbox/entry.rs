//! One line of the inbox: what a list needs of a ticket, so that it reads no more than that.

use serde::{Deserialize, Serialize};

use super::{Due, Place};
use crate::{
    id::{Reference, Slug},
    lang::Lang,
    ticket::{Author, Origin, Priority, Status, Turn},
};

/// Longest first line kept, in characters.
pub const MAX_LINE: usize = 140;

/// A line of so many words may be no more than a greeting.
const GREETING: usize = 3;
/// So many lines are looked at for one that says more.
const LOOKED_AT: usize = 4;

/// A ticket as it stands in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// The ticket's id.
    pub id: String,
    /// What people quote.
    pub reference: Reference,
    /// Where it stands for the team.
    pub place: Place,
    /// Where it stands.
    pub status: Status,
    /// How urgent it is.
    pub priority: Priority,
    /// How it came in.
    pub channel: Origin,
    /// What it is about.
    pub topic: Option<Slug>,
    /// The team that has it.
    pub team: Option<Slug>,
    /// The agent who has it.
    pub owner: Option<Slug>,
    /// The team's own marks.
    pub tags: Vec<Slug>,
    /// The customer's language.
    pub lang: Lang,
    /// The customer: name, else address, else number; may be empty.
    pub who: String,
    /// The subject, or how the first message begins; empty where this turn does not know.
    pub line: String,
    /// What is due next.
    pub due: Option<Due>,
    /// When it came in, milliseconds since 1970.
    pub created_ms: i64,
    /// When anything last happened to it.
    pub changed_ms: i64,
    /// When somebody last wrote, publicly or not; 0 where this turn says nothing of it.
    pub news_ms: i64,
    /// Who last wrote to the other side; none where this turn does not know.
    pub last_by: Option<Author>,
    /// Whether the customer waits for a call.
    pub call: bool,
    /// Whether it has news for whoever looks.
    pub unread: bool,
    /// Whether whoever looks began to write an answer.
    pub draft: bool,
}

fn ms(at: &str) -> i64 {
    at.parse::<jiff::Timestamp>()
        .map_or(0, |moment| moment.as_millisecond())
}

/// How a text begins: its first line that is more than a greeting, cut to a length.
pub fn first_line(text: &str) -> String {
    let lines = || text.lines().map(str::trim).filter(|line| !line.is_empty());
    let says_more = |line: &&str| line.split_whitespace().nth(GREETING).is_some();
    let line = lines().take(LOOKED_AT).find(says_more).or(lines().next());
    let mut words = line.unwrap_or_default().chars();
    let mut cut: String = words.by_ref().take(MAX_LINE).collect();
    if words.next().is_some() {
        cut.push('…');
    }
    cut
}

impl Entry {
    /// What a turn says of its ticket.
    pub fn of(turn: &Turn) -> Self {
        let ticket = &turn.ticket;
        let first = turn.messages.first().filter(|_| turn.is_new());
        let subject = ticket.subject.as_deref().unwrap_or_default().trim();
        let line = match (subject.is_empty(), first) {
            (false, _) => first_line(subject),
            (true, Some(first)) => first_line(&first.text),
            (true, None) => String::new(),
        };
        let who = [
            ticket.name.as_deref(),
            ticket.email.as_ref().map(|email| email.as_str()),
            ticket.phone.as_ref().map(|phone| phone.as_str()),
        ];
        let public = turn.messages.iter().rev().find(|message| {
            message.visibility == crate::ticket::Visibility::Public
                && message.author != Author::System
        });
        Self {
            id: ticket.id.clone(),
            reference: ticket.reference.clone(),
            place: Place::of(ticket),
            status: ticket.status,
            priority: ticket.priority,
            channel: ticket.channel,
            topic: ticket.topic.clone(),
            team: ticket.team.clone(),
            owner: ticket.owner.clone(),
            tags: ticket.tags.clone(),
            lang: ticket.lang.clone(),
            who: who
                .into_iter()
                .flatten()
                .map(str::trim)
                .find(|who| !who.is_empty())
                .unwrap_or_default()
                .to_owned(),
            line,
            due: turn.due,
            created_ms: ms(&ticket.created_at),
            changed_ms: ms(&ticket.changed_at),
            news_ms: turn.messages.last().map_or(0, |last| ms(&last.created_at)),
            last_by: public.map(|message| message.author),
            call: ticket.answer_by == crate::contact::AnswerBy::Phone,
            unread: false,
            draft: false,
        }
    }
}
