//! Answers of the desk: held for a moment in which they can be taken back, then sent. What cannot
//! be sent any more is a draft again, so nothing written is lost.

use std::rc::Rc;

use shared::{
    event::Actor,
    id::Slug,
    ticket::{Change, MAX_MESSAGE, Origin, Status},
};
use worker::Result;

use super::{Loaded, Site, inbox::told};
use crate::{
    chance,
    protocol::{
        Answer,
        inbox::{Ask, DraftKind, Held, Told},
    },
    store::Store,
};

/// How long an answer can be taken back, in milliseconds.
pub const HOLD_MS: i64 = 10_000;

impl Site {
    /// An answer, or that the customer was called.
    pub(super) async fn write_to_customer(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        ask: Ask,
        me: Option<&Slug>,
    ) -> Result<Answer> {
        let now_ms = chance::now().as_millisecond();
        let name = me.map_or("", Slug::as_str);
        match ask {
            Ask::Called {
                ticket,
                text,
                status,
            } => {
                let text = text.chars().take(MAX_MESSAGE).collect();
                let change = Change::Called { text, status };
                self.one_change(store, loaded, &ticket, change, me).await
            }
            Ask::Reply {
                ticket,
                id,
                text,
                status,
                tags,
                topic,
            } => {
                let Some(found) = store.ticket(&ticket)? else {
                    return Ok(Answer::NoTicket);
                };
                if found.status == Status::Closed {
                    return Ok(Answer::Refused(
                        "the request is closed; a new one goes on with it".into(),
                    ));
                }
                let held = Held {
                    id,
                    ticket_id: ticket.clone(),
                    agent: name.to_owned(),
                    text: text.chars().take(MAX_MESSAGE).collect(),
                    status,
                    tags,
                    topic,
                    due_ms: now_ms.saturating_add(HOLD_MS),
                };
                // The same form sent twice is one answer, also after it went out.
                if !store.was_sent(&held.id)? {
                    store.hold(&held)?;
                    store.keep_draft(name, &ticket, DraftKind::Reply, "", now_ms)?;
                    self.tell(&ticket, false);
                    self.arm(None).await?;
                }
                told(Told::Held {
                    id: held.id,
                    until_ms: held.due_ms,
                })
            }
            _ => Ok(Answer::Nothing),
        }
    }

    async fn one_change(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        id: &str,
        change: Change,
        me: Option<&Slug>,
    ) -> Result<Answer> {
        let Some(ticket) = store.ticket(id)? else {
            return Ok(Answer::NoTicket);
        };
        let by = actor(loaded, me);
        match self.turns(store, loaded, &ticket, vec![change], &by)? {
            Ok(turns) => {
                for turn in &turns {
                    self.write(store, turn, chance::now().as_millisecond())?;
                }
            }
            Err(refusal) => return Ok(Answer::Refused(refusal.to_string())),
        }
        self.arm(Some(0)).await?;
        told(Told::Done)
    }

    /// Takes an answer back: it is a draft again.
    pub(super) fn undo(&self, store: &Store, id: &str, me: &str) -> Result<Answer> {
        let held = store.held(id)?.filter(|held| held.agent == me);
        let Some(held) = held else {
            let ticket = String::new();
            return told(Told::Undone {
                in_time: false,
                ticket,
            });
        };
        self.give_back(store, &held)?;
        told(Told::Undone {
            in_time: true,
            ticket: held.ticket_id,
        })
    }

    /// What was held is a draft again, before what was begun since.
    fn give_back(&self, store: &Store, held: &Held) -> Result<()> {
        let (agent, ticket) = (held.agent.as_str(), held.ticket_id.as_str());
        let drafts = store.drafts(agent, ticket)?;
        let later = drafts
            .iter()
            .find(|(kind, _)| *kind == DraftKind::Reply)
            .map(|(_, text)| format!("\n\n{text}"));
        let text = format!("{}{}", held.text, later.unwrap_or_default());
        let now_ms = chance::now().as_millisecond();
        store.keep_draft(agent, ticket, DraftKind::Reply, &text, now_ms)?;
        store.let_go(&held.id)?;
        self.tell(ticket, false);
        Ok(())
    }

    /// Sends every answer whose time has come.
    pub(super) fn release(&self, store: &Store, loaded: &Rc<Loaded>) -> Result<()> {
        let now_ms = chance::now().as_millisecond();
        for held in store.due_held(now_ms)? {
            let Some(ticket) = store.ticket(&held.ticket_id)? else {
                store.let_go(&held.id)?;
                continue;
            };
            let by = actor(loaded, Slug::parse(&held.agent).ok().as_ref());
            let mut wanted = Vec::new();
            if held.topic.is_some() && held.topic != ticket.topic {
                wanted.push(Change::SetTopic(held.topic.clone()));
            }
            let mut tags = ticket.tags.clone();
            for tag in &held.tags {
                if !tags.contains(tag) {
                    tags.push(tag.clone());
                }
            }
            if tags != ticket.tags {
                wanted.push(Change::SetTags(tags));
            }
            let answer = Change::Answer {
                text: held.text.clone(),
                folded: None,
                channel: Origin::Api,
                status: held.status,
            };
            wanted.push(answer.clone());
            let turns = match self.turns(store, loaded, &ticket, wanted, &by)? {
                Ok(turns) => Ok(turns),
                // A topic that is gone or too many tags keep no answer back.
                Err(_) => self.turns(store, loaded, &ticket, vec![answer], &by)?,
            };
            match turns {
                Ok(turns) => {
                    for turn in &turns {
                        if let Some(message) = turn.messages.first() {
                            store.sent_as(&held.id, &message.id)?;
                        }
                        self.write(store, turn, now_ms)?;
                    }
                    store.let_go(&held.id)?;
                    store.sent(&held.id, now_ms)?;
                }
                Err(_) => self.give_back(store, &held)?,
            }
        }
        Ok(())
    }
}

/// Who does something: the agent, or the team where they are no longer in the configuration.
fn actor(loaded: &Loaded, me: Option<&Slug>) -> Actor {
    match me.and_then(|me| loaded.site.agent(me)) {
        Some(agent) => Actor::of_agent(agent),
        None => Actor::Team,
    }
}
