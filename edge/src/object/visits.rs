//! A customer's requests in one list: those whose tokens their device keeps, and those a mailed
//! link shows, once.

use std::rc::Rc;

use shared::{
    address::EmailAddress,
    event::{Kind, Occurrence},
    job::MailKind,
    key::LINK_MINUTES,
    limit::Action,
    request_page::replies,
    ticket::{Author, Ticket, Visibility},
    visit::{Brief, MAX_TOKENS},
};
use worker::Result;

use super::{
    Loaded, Site,
    intake::{refused, texts},
};
use crate::{
    chance,
    protocol::{Answer, Signs},
    store::Store,
};

/// Most requests shown to whom a link was mailed.
const MAX_SHOWN: usize = 50;

impl Site {
    /// The requests these tokens open. What opens nothing is passed over without a word.
    pub(super) fn briefs(
        &self,
        store: &Store,
        loaded: &Loaded,
        tokens: &[String],
        signs: &Signs,
    ) -> Result<Answer> {
        if let Some(wait) = self.take_of_address(store, loaded, Action::RequestList, signs)? {
            return Ok(refused(wait, &texts(loaded, "")));
        }
        let mut briefs: Vec<Brief> = Vec::new();
        for token in tokens.iter().take(MAX_TOKENS) {
            if let Some(ticket) = self.opened(store, loaded, token)?
                && briefs.iter().all(|brief| brief.ticket.id != ticket.id)
            {
                briefs.push(brief(store, loaded, ticket)?);
            }
        }
        Ok(Answer::Briefs(newest(briefs)))
    }

    /// Mails a link to whoever has requests under this address. Whether anybody has is told to
    /// nobody: the answer is the same.
    pub(super) async fn send_link(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        email: &EmailAddress,
        lang: &str,
        signs: &Signs,
    ) -> Result<Answer> {
        if let Some(wait) = self.take_of_address(store, loaded, Action::RequestLink, signs)? {
            return Ok(refused(wait, &texts(loaded, lang)));
        }
        let whose = email.as_str().to_lowercase();
        let is_flood = self
            .take(store, loaded, Action::RequestLink, &whose)?
            .is_some();
        let Some(contact) = store.contact_of(Some(email), None)? else {
            return Ok(Answer::Done);
        };
        // The mail is erased with the request it hangs on.
        let (Some(ticket), Some(to), false) = (
            store.tickets_of(&contact.id)?.into_iter().next(),
            contact.email.as_deref().and_then(EmailAddress::parse),
            is_flood,
        ) else {
            return Ok(Answer::Done);
        };
        let data = serde_json::json!({ "contact_id": contact.id, "lang": lang });
        let now = chance::now();
        let happened = Occurrence::new(
            &loaded.site,
            Kind::RequestLinkAsked,
            &data,
            Some(MailKind::RequestLink),
            &[to],
            now,
            chance::long_number()?,
        );
        store.write_occurrence(&happened, Some(&ticket.id), now.as_millisecond())?;
        self.arm(Some(0)).await?;
        Ok(Answer::Done)
    }

    /// Shows the requests a link stands for, the first time it is used.
    pub(super) fn use_link(&self, store: &Store, loaded: &Loaded, link: &str) -> Result<Answer> {
        let now = chance::now();
        let read = loaded.key.read_requests_link(link, now.as_second());
        let Some((contact, event)) = read else {
            return Ok(Answer::Nothing);
        };
        // A mail that was sent again has another end, and the same event.
        let kept_ms = LINK_MINUTES.saturating_mul(60_000).saturating_mul(100);
        let until = now.as_millisecond().saturating_add(kept_ms);
        if !store.spend(&format!("link {event}"), until)? {
            return Ok(Answer::Nothing);
        }
        let tickets = store.tickets_of(contact)?.into_iter().take(MAX_SHOWN);
        let briefs: Result<Vec<Brief>> =
            tickets.map(|ticket| brief(store, loaded, ticket)).collect();
        Ok(Answer::Briefs(newest(briefs?)))
    }
}

fn brief(store: &Store, loaded: &Loaded, ticket: Ticket) -> Result<Brief> {
    let messages = store.messages(&ticket.id)?;
    Ok(Brief {
        token: loaded.key.token_of(&loaded.id, &ticket),
        replies: replies(&messages),
        last: messages.into_iter().rev().find(|message| {
            message.visibility == Visibility::Public && message.author != Author::System
        }),
        ticket,
    })
}

/// Those somebody wrote to last come first.
fn newest(mut briefs: Vec<Brief>) -> Vec<Brief> {
    let at = |brief: &Brief| {
        let last = brief
            .last
            .as_ref()
            .map(|message| message.created_at.clone());
        last.unwrap_or_else(|| brief.ticket.created_at.clone())
    };
    briefs.sort_by_key(|brief| std::cmp::Reverse(at(brief)));
    briefs
}
