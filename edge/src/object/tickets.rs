//! Tickets: shown to the team, changed by it, and shown to and continued by the customer.

use std::rc::Rc;

use shared::{
    event::{Actor, Kind, Occurrence, Survey, SurveySubmitted},
    id::{Ids, Slug},
    key::RequestToken,
    limit::Action,
    request_page::Act,
    ticket::{self, Arrival, Change, Origin, Refusal, Request, Status, Ticket, Turn, Visibility},
};
use worker::Result;

use super::{
    Loaded, Site,
    intake::{refused, texts},
};
use crate::{
    chance,
    protocol::{Answer, Key, PageFile, Settings, Signs, TicketFile, Wish},
    store::Store,
};

impl Site {
    pub(super) fn ticket(&self, store: &Store, id: &str) -> Result<Answer> {
        let Some(ticket) = store.ticket(id)? else {
            return Ok(Answer::NoTicket);
        };
        Ok(Answer::Ticket(Box::new(TicketFile {
            messages: store.messages(id)?,
            events: store.events(id)?,
            attachments: store.files(id)?,
            deliveries: store.deliveries_of(id)?,
            ticket,
        })))
    }

    pub(super) async fn change(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        id: &str,
        wish: Wish,
        by: Option<Slug>,
        key: Option<Key>,
    ) -> Result<Answer> {
        match self.earlier(store, key.as_ref())? {
            // What was done is not done again; it is answered with the ticket, as it was.
            Some(Answer::Done) => return self.ticket(store, id),
            Some(refused) => return Ok(refused),
            None => {}
        }
        let Some(ticket) = store.ticket(id)? else {
            return Ok(Answer::NoTicket);
        };
        let by = match by {
            None => Actor::Team,
            Some(id) => match loaded.site.agent(&id) {
                Some(agent) => Actor::of_agent(agent),
                None => return Ok(Answer::Refused(Refusal::NoAgent(id).to_string())),
            },
        };
        let now_ms = chance::now().as_millisecond();
        let turns = match wish {
            Wish::Merge { into } => {
                let Some(into) = store.ticket(&into)? else {
                    return Ok(Answer::NoTicket);
                };
                let moment = self.moment(store, loaded, None)?;
                let entropy = chance::long_number()?;
                match ticket::merge(moment.around(), &ticket, &into, &by, entropy) {
                    Ok((ended, other)) => {
                        store.move_messages(&ticket.id, &into.id)?;
                        vec![ended, other]
                    }
                    Err(refusal) => return Ok(Answer::Refused(refusal.to_string())),
                }
            }
            wish => {
                match self.turns(store, loaded, &ticket, changes(store, &ticket, wish)?, &by)? {
                    Ok(turns) => turns,
                    Err(refusal) => return Ok(Answer::Refused(refusal.to_string())),
                }
            }
        };
        for turn in &turns {
            self.write(store, turn, now_ms)?;
        }
        let answer = self.ticket(store, id)?;
        self.remember(store, key.as_ref(), &Answer::Done, now_ms)?;
        self.arm(Some(0)).await?;
        Ok(answer)
    }

    /// Makes changes one after the other: all of them, or none with the reason.
    pub(super) fn turns(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        ticket: &Ticket,
        changes: Vec<Change>,
        by: &Actor,
    ) -> Result<std::result::Result<Vec<Turn>, Refusal>> {
        let moment = self.moment(store, loaded, Some(&ticket.contact_id))?;
        let mut turns: Vec<Turn> = Vec::new();
        for change in changes {
            let current = turns.last().map_or(ticket, |turn| &turn.ticket);
            let entropy = chance::long_number()?;
            match ticket::apply(moment.around(), current, change, by, entropy) {
                Ok(turn) => turns.push(turn),
                Err(refusal) => return Ok(Err(refusal)),
            }
        }
        Ok(Ok(turns))
    }

    /// The ticket a token opens.
    pub(super) fn opened(
        &self,
        store: &Store,
        loaded: &Loaded,
        token: &str,
    ) -> Result<Option<Ticket>> {
        let Some(token) = RequestToken::parse(token) else {
            return Ok(None);
        };
        let ticket = store.ticket_by_reference(token.reference.as_str())?;
        Ok(ticket.filter(|ticket| {
            token.site.as_str() == loaded.id && loaded.key.opens(&token, ticket.link_version)
        }))
    }

    pub(super) fn page(&self, store: &Store, loaded: &Loaded, token: &str) -> Result<Answer> {
        let Some(ticket) = self.opened(store, loaded, token)? else {
            return Ok(Answer::NoTicket);
        };
        let other = |id: &Option<String>| match id {
            Some(id) => store.ticket(id),
            None => Ok(None),
        };
        let rating = store.rating(&ticket.id)?;
        let mut messages = store.messages(&ticket.id)?;
        messages.retain(|message| message.visibility == Visibility::Public);
        Ok(Answer::Page(Box::new(PageFile {
            messages,
            attachments: store.files(&ticket.id)?,
            explained: rating
                .as_ref()
                .is_some_and(|rating| rating.comment.is_some()),
            rated: rating.map(|rating| rating.score),
            merged_into: other(&ticket.merged_into)?,
            follows: other(&ticket.follows)?,
            ticket,
        })))
    }

    pub(super) async fn act(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        token: &str,
        act: Act,
        key: Option<Key>,
        signs: &Signs,
    ) -> Result<Answer> {
        if let Some(answer) = self.earlier(store, key.as_ref())? {
            return Ok(answer);
        }
        let Some(ticket) = self.opened(store, loaded, token)? else {
            return Ok(Answer::NoTicket);
        };
        let texts = texts(loaded, ticket.lang.as_str());
        let action = match act {
            Act::Rate { .. } | Act::Comment { .. } => Action::Rating,
            _ => Action::RequestPageReply,
        };
        if let Some(wait) = self.take(store, loaded, action, &ticket.id)? {
            return Ok(refused(wait, &texts));
        }
        let change = match act {
            Act::Reply { text } => {
                let text = match text.trim().is_empty() {
                    true => "–".to_owned(),
                    false => text,
                };
                return self
                    .customer_writes(store, loaded, &ticket, text, None, signs.channel, key)
                    .await;
            }
            Act::Rate { score, comment } => {
                return self
                    .rate(store, loaded, &ticket, score, &comment, key)
                    .await;
            }
            Act::Comment { text } => {
                return match store.rating(&ticket.id)? {
                    Some(rating) if rating.comment.is_none() => {
                        let score = rating.score;
                        self.rate(store, loaded, &ticket, score, &text, key).await
                    }
                    _ => Ok(Answer::Done),
                };
            }
            Act::Close => Change::SetStatus(Status::Resolved),
            Act::Reopen => Change::SetStatus(Status::Open),
        };
        let turns = match self.turns(store, loaded, &ticket, vec![change], &Actor::Customer)? {
            Ok(turns) => turns,
            Err(refusal) => return Ok(Answer::Refused(refusal.to_string())),
        };
        let now_ms = chance::now().as_millisecond();
        for turn in &turns {
            self.write(store, turn, now_ms)?;
        }
        self.remember(store, key.as_ref(), &Answer::Done, now_ms)?;
        self.arm(Some(0)).await?;
        Ok(Answer::Done)
    }

    /// Adds what a customer wrote to a ticket, or begins one that goes on with it where it is
    /// closed.
    #[allow(clippy::too_many_arguments)]
    pub(super) async fn customer_writes(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        ticket: &Ticket,
        text: String,
        folded: Option<String>,
        channel: Origin,
        key: Option<Key>,
    ) -> Result<Answer> {
        let change = Change::CustomerWrites {
            text: text.clone(),
            folded: folded.clone(),
            channel,
        };
        let turn = match self.turns(store, loaded, ticket, vec![change], &Actor::Customer)? {
            Ok(mut turns) => turns.pop(),
            Err(_) => None,
        };
        let now_ms = chance::now().as_millisecond();
        let (turn, opened) = match turn {
            Some(turn) => {
                self.write(store, &turn, now_ms)?;
                (turn, false)
            }
            None => {
                let request = Request {
                    name: ticket.name.clone(),
                    email: ticket.email.clone(),
                    phone: ticket.phone.clone(),
                    answer_by: ticket.answer_by,
                    callback: None,
                    topic: ticket.topic.clone(),
                    fields: Vec::new(),
                    message: text,
                    lang: ticket.lang.clone(),
                    page: ticket.page.clone(),
                    device: ticket.device.clone(),
                    faqs_seen: Vec::new(),
                    searches: Vec::new(),
                    identity: None,
                    transcript: String::new(),
                    priority: None,
                };
                let arrival = |contact_id, reference| Arrival {
                    request,
                    channel,
                    contact_id,
                    subject: ticket.subject.clone(),
                    folded,
                    spam: Vec::new(),
                    follows: Some(ticket.id.clone()),
                    may_acknowledge: true,
                    reference,
                };
                (self.arrive(store, loaded, arrival)?.1, true)
            }
        };
        let answer = kept(&turn, opened);
        self.remember(store, key.as_ref(), &answer, now_ms)?;
        self.arm(Some(0)).await?;
        Ok(answer)
    }

    async fn rate(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        ticket: &Ticket,
        score: u8,
        comment: &str,
        key: Option<Key>,
    ) -> Result<Answer> {
        let now = chance::now();
        // A second word on it adds why, and changes nothing else.
        let before = store.rating(&ticket.id)?;
        if before
            .as_ref()
            .is_some_and(|rating| rating.comment.is_some() || comment.is_empty())
        {
            return Ok(Answer::Done);
        }
        let score = before.as_ref().map_or(score, |rating| rating.score);
        let entropy = chance::long_number()?;
        // A rating is named by its first event, whose id is made of these two.
        let rating = match &before {
            Some(rating) => rating.id.clone(),
            None => Ids::new(now.as_millisecond(), entropy).next("evt"),
        };
        let data = SurveySubmitted {
            site: &loaded.id,
            rating_id: &rating,
            survey: Survey::Csat,
            question: None,
            score,
            scale: Survey::Csat.ends(),
            faq: None,
            comment: Some(comment).filter(|comment| !comment.is_empty()),
            ticket_id: Some(&ticket.id),
            owner: ticket.owner.as_ref(),
        };
        let kind = Kind::SurveySubmitted;
        let mut happened = Occurrence::new(&loaded.site, kind, &data, None, &[], now, entropy);
        happened.event.ticket_id = Some(ticket.id.clone());
        store.write_occurrence(&happened, Some(&ticket.id), now.as_millisecond())?;
        match &before {
            Some(rating) => store.explain(&rating.id, comment)?,
            None => store.rate(&happened.event, Some(&ticket.id), "csat", score, comment)?,
        }
        self.tell(&ticket.id, false);
        self.remember(store, key.as_ref(), &Answer::Done, now.as_millisecond())?;
        self.arm(Some(0)).await?;
        Ok(Answer::Done)
    }
}

/// A wish as changes, in the order they are made.
pub(super) fn changes(store: &Store, ticket: &Ticket, wish: Wish) -> Result<Vec<Change>> {
    Ok(match wish {
        Wish::Answer { text, status } => vec![Change::Answer {
            text,
            folded: None,
            channel: Origin::Api,
            status,
        }],
        Wish::Note { text } => vec![Change::Note { text }],
        Wish::Merge { .. } => Vec::new(),
        Wish::Set(settings) => {
            let Settings {
                status,
                priority,
                team,
                owner,
                note,
                topic,
                tags,
                spam,
                revoke_links,
            } = *settings;
            let mut changes = Vec::new();
            match spam {
                Some(true) => changes.push(Change::MarkSpam("marked".into())),
                Some(false) => {
                    if let Some(first) = store.messages(&ticket.id)?.into_iter().next() {
                        changes.push(Change::ClearSpam {
                            first: Box::new(first),
                        });
                    }
                }
                None => {}
            }
            changes.extend(priority.map(Change::SetPriority));
            changes.extend(topic.map(Change::SetTopic));
            changes.extend(tags.map(Change::SetTags));
            if team.is_some() || owner.is_some() {
                // A new team without a new owner leaves it to whose turn it is there.
                let moved = team.is_some();
                changes.push(Change::Assign {
                    owner: match owner {
                        Some(owner) => owner,
                        None if moved => None,
                        None => ticket.owner.clone(),
                    },
                    team: team.unwrap_or_else(|| ticket.team.clone()),
                    note,
                });
            }
            changes.extend(status.map(Change::SetStatus));
            if revoke_links {
                changes.push(Change::RevokeLinks);
            }
            changes
        }
    })
}

/// Where what somebody wrote is kept.
pub(super) fn kept(turn: &Turn, opened: bool) -> Answer {
    Answer::Kept {
        ticket: turn.ticket.id.clone(),
        message: turn
            .messages
            .first()
            .map(|m| m.id.clone())
            .unwrap_or_default(),
        opened,
    }
}
