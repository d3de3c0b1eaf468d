//! The inbox: lists, one line, the whole story of a ticket, and changes to many at once.

use std::rc::Rc;

use shared::{
    event::Actor,
    id::{Ids, Slug},
    inbox::{MAX_FILTERS, Saved},
};
use worker::Result;

use super::{Loaded, Site, tickets::changes};
use crate::{
    chance,
    protocol::{
        Answer, Settings, Wish,
        inbox::{Ask, DraftKind, Listing, Story, Told},
    },
    store::Store,
};

/// Most lines of a list at once.
const MAX_LINES: u32 = 100;
/// Most of a customer's other tickets beside one of them.
const MAX_OTHERS: u32 = 20;
/// Most tickets that are set at once.
const MAX_SET: usize = 100;
/// Longest name of a filter, in characters.
const MAX_NAME: usize = 60;

pub(super) fn told(told: Told) -> Result<Answer> {
    Ok(Answer::Inbox(Box::new(told)))
}

impl Site {
    /// Answers the desk; `me` is the agent who asks, none where it is the operator.
    pub(super) async fn inbox(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        ask: Ask,
        me: Option<&Slug>,
    ) -> Result<Answer> {
        let name = me.map_or("", Slug::as_str);
        match ask {
            Ask::List(listing) => self.list(store, loaded, listing, me),
            Ask::Story { ticket, looked } => self.story(store, &ticket, name, looked),
            Ask::Reply { .. } | Ask::Called { .. } => {
                self.write_to_customer(store, loaded, ask, me).await
            }
            Ask::Undo { id } => self.undo(store, &id, name),
            Ask::Draft { ticket, kind, text } => {
                if store.line(&ticket, name)?.is_none() {
                    return Ok(Answer::NoTicket);
                }
                store.keep_draft(name, &ticket, kind, &text, chance::now().as_millisecond())?;
                told(Told::Done)
            }
            Ask::Note { ticket, text } => {
                let by = me.cloned();
                let wish = Wish::Note { text };
                let answer = self.change(store, loaded, &ticket, wish, by, None).await?;
                if matches!(answer, Answer::Ticket(_)) {
                    store.keep_draft(name, &ticket, DraftKind::Note, "", 0)?;
                }
                Ok(answer)
            }
            Ask::SetAll {
                tickets,
                settings,
                add_tags,
            } => {
                self.set_all(store, loaded, &tickets, &settings, &add_tags, me)
                    .await
            }
            Ask::Merge { ticket, into } => {
                let reference = into.trim().to_uppercase();
                let Some(into) = store.ticket_by_reference(&reference)? else {
                    return Ok(Answer::Nothing);
                };
                let wish = Wish::Merge { into: into.id };
                self.change(store, loaded, &ticket, wish, me.cloned(), None)
                    .await
            }
            Ask::SaveFilter { saved } => self.save_filter(store, saved, name),
            Ask::DropFilter { id } => {
                store.drop_filter(name, &id)?;
                told(Told::Done)
            }
        }
    }

    fn list(
        &self,
        store: &Store,
        loaded: &Loaded,
        mut listing: Listing,
        me: Option<&Slug>,
    ) -> Result<Answer> {
        listing.limit = listing.limit.clamp(1, MAX_LINES);
        let name = me.map_or("", Slug::as_str);
        let agent = me.and_then(|me| loaded.site.agent(me));
        let teams = agent.map_or(&[][..], |agent| &agent.teams);
        let (entries, next) = store.listed(&listing, name, teams)?;
        told(Told::List {
            entries,
            next,
            counts: store.counts(name, teams)?,
            filters: store.filters(name)?,
            held: store.held_by(name)?,
        })
    }

    fn story(&self, store: &Store, id: &str, me: &str, looked: bool) -> Result<Answer> {
        let file = match self.ticket(store, id)? {
            Answer::Ticket(file) => *file,
            other => return Ok(other),
        };
        let other = |id: &Option<String>| -> Result<Option<(String, String)>> {
            let ticket = id
                .as_ref()
                .map(|id| store.ticket(id))
                .transpose()?
                .flatten();
            Ok(ticket.map(|ticket| (ticket.id, ticket.reference.to_string())))
        };
        let story = Story {
            entry: store.line(id, me)?,
            contact: store.contact(&file.ticket.contact_id)?,
            others: store.lines_of(&file.ticket.contact_id, id, me, MAX_OTHERS)?,
            rating: store
                .rating(id)?
                .map(|rating| (rating.score, rating.comment)),
            held: store.held_of(id)?,
            drafts: store.drafts(me, id)?,
            seen_ms: store.seen(me, id)?,
            merged_into: other(&file.ticket.merged_into)?,
            follows: other(&file.ticket.follows)?,
            file,
        };
        if looked && !me.is_empty() {
            store.saw(me, id, chance::now().as_millisecond())?;
        }
        told(Told::Story(Box::new(story)))
    }

    async fn set_all(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        tickets: &[String],
        settings: &Settings,
        add_tags: &[Slug],
        me: Option<&Slug>,
    ) -> Result<Answer> {
        let by = match me.and_then(|me| loaded.site.agent(me)) {
            Some(agent) => Actor::of_agent(agent),
            None => Actor::Team,
        };
        let mut refused = Vec::new();
        for id in tickets.iter().take(MAX_SET) {
            let Some(ticket) = store.ticket(id)? else {
                refused.push((id.clone(), "there is no such request".to_owned()));
                continue;
            };
            let mut settings = settings.clone();
            if !add_tags.is_empty() {
                let mut tags = settings.tags.take().unwrap_or_else(|| ticket.tags.clone());
                for tag in add_tags {
                    if !tags.contains(tag) {
                        tags.push(tag.clone());
                    }
                }
                settings.tags = Some(tags);
            }
            let wish = Wish::Set(Box::new(settings));
            let wanted = changes(store, &ticket, wish)?;
            match self.turns(store, loaded, &ticket, wanted, &by)? {
                Ok(turns) => {
                    for turn in &turns {
                        self.write(store, turn, chance::now().as_millisecond())?;
                    }
                }
                Err(refusal) => refused.push((id.clone(), refusal.to_string())),
            }
        }
        self.arm(Some(0)).await?;
        told(Told::Set { refused })
    }

    fn save_filter(&self, store: &Store, mut saved: Saved, me: &str) -> Result<Answer> {
        saved.name = saved.name.trim().chars().take(MAX_NAME).collect();
        if saved.name.is_empty() {
            return Ok(Answer::Refused("a filter needs a name".into()));
        }
        let kept = store.filters(me)?;
        if kept.len() >= MAX_FILTERS && kept.iter().all(|filter| filter.id != saved.id) {
            return Ok(Answer::Refused("at most 20 filters fit".into()));
        }
        if saved.id.is_empty() {
            let now_ms = chance::now().as_millisecond();
            saved.id = Ids::new(now_ms, chance::long_number()?).next("flt");
        }
        store.keep_filter(me, &saved)?;
        told(Told::Done)
    }
}
