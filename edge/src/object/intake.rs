//! Requests at the door: repeated ones recognised, limits kept, suspicion noted, and everything
//! written in one turn.

use std::rc::Rc;

use shared::{
    id::{Ids, Reference},
    identity::Secrets,
    inbound::{AUTOMATIC_WINDOW_SECONDS, may_answer_automatically},
    limit::{self, Action, Wait},
    phrase, proof,
    spam::{self, Signs as Suspicion, Verdict},
    text::Catalogue,
    ticket::{self, Arrival, Draft, Request, Ticket, Turn, rfc3339},
};
use worker::Result;

use super::{Loaded, Moment, Site};
use crate::{
    chance,
    protocol::{Accepted, Answer, Key, Signs},
    store::{Store, name_of},
};

/// How long a text is remembered to know it when it comes again, in milliseconds.
const REPEATED_MS: i64 = 3_600_000;

impl Site {
    pub(super) async fn submit(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        draft: Draft,
        key: Option<Key>,
        signs: &Signs,
    ) -> Result<Answer> {
        if let Some(answer) = self.earlier(store, key.as_ref())? {
            return Ok(answer);
        }
        let now = chance::now();
        let lang = draft.lang.clone();
        let claim = draft.identity.clone();
        let mut request = match draft.check(&loaded.site, now) {
            Ok(request) => request,
            Err(errors) => return Ok(Answer::Invalid(errors)),
        };
        request.identity = claim.weigh(
            &Secrets::of(&loaded.key, loaded.identity, now.as_millisecond()),
            request.email.as_ref(),
        );
        let texts = texts(loaded, &lang);
        if let Some(wait) = self.limits(store, loaded, &request, signs)? {
            return Ok(refused(wait, &texts));
        }
        let spam = self.suspicion(store, loaded, &request, signs)?;
        let arrival = |contact_id, reference| Arrival {
            channel: signs.channel,
            contact_id,
            subject: None,
            folded: None,
            spam,
            follows: None,
            may_acknowledge: true,
            reference,
            request,
        };
        let (moment, turn) = self.arrive(store, loaded, arrival)?;
        let accepted = accepted(&moment, &turn.ticket, &texts);
        let answer = Answer::Accepted(Box::new(accepted));
        self.remember(store, key.as_ref(), &answer, moment.ms())?;
        self.arm(Some(0)).await?;
        Ok(answer)
    }

    /// Opens a ticket and writes it down: the customer is found or added, and gets no more
    /// automatic mails than may go to one address.
    pub(super) fn arrive(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        arrival: impl FnOnce(String, Reference) -> Arrival,
    ) -> Result<(Moment, Turn)> {
        let mut entropy = chance::entropy()?;
        let reference = |number| Reference::from_entropy(number);
        while store.has_reference(reference(entropy.reference).as_str())? {
            entropy = chance::entropy()?;
        }
        let mut arrival = arrival(String::new(), reference(entropy.reference));
        let known = store.contact_of(
            arrival.request.email.as_ref(),
            arrival.request.phone.as_ref(),
        )?;
        let mut moment = self.moment(store, loaded, None)?;
        match known {
            Some(contact) => {
                moment.tags = contact.tags;
                arrival.contact_id = contact.id;
            }
            None => {
                arrival.contact_id = Ids::new(moment.ms(), entropy.ids).next("con");
                let request = &arrival.request;
                store.add_contact(
                    &arrival.contact_id,
                    request.email.as_ref(),
                    request.phone.as_ref(),
                    request.name.as_deref(),
                    &rfc3339(moment.now),
                )?;
            }
        }
        if let Some(email) = arrival
            .request
            .email
            .as_ref()
            .filter(|_| arrival.may_acknowledge)
        {
            let address = email.as_str().to_lowercase();
            let window = i64::try_from(AUTOMATIC_WINDOW_SECONDS).unwrap_or(0);
            let window = window.saturating_mul(1_000);
            let recent = store.automatic_since(&address, moment.ms().saturating_sub(window))?;
            arrival.may_acknowledge = may_answer_automatically(recent);
            if arrival.may_acknowledge && arrival.spam.is_empty() {
                store.automatic(&address, moment.ms(), &arrival.contact_id)?;
            }
        }
        let turn = ticket::open(moment.around(), arrival, entropy.ids);
        self.write(store, &turn, moment.ms())?;
        // Whoever searched and still had to write did not find it.
        if turn.ticket.spam.is_empty() {
            for query in &turn.ticket.searches {
                store.miss(turn.ticket.lang.as_str(), query, 1, moment.ms())?;
            }
        }
        Ok((moment, turn))
    }

    /// Takes a token from a bucket, or says how long to wait for one.
    pub(super) fn take(
        &self,
        store: &Store,
        loaded: &Loaded,
        action: Action,
        whose: &str,
    ) -> Result<Option<(Action, Wait)>> {
        let bucket = action.bucket(&loaded.site.limits);
        let key = format!("{} {whose}", action.name());
        let now_ms = chance::now().as_millisecond();
        Ok(match limit::take(store.level(&key)?, bucket, now_ms) {
            Ok(level) => {
                store.set_level(&key, level)?;
                None
            }
            Err(wait) => Some((action, wait)),
        })
    }

    /// Takes a token from the bucket of the address a request came from, if that is known.
    pub(super) fn take_of_address(
        &self,
        store: &Store,
        loaded: &Loaded,
        action: Action,
        signs: &Signs,
    ) -> Result<Option<(Action, Wait)>> {
        let now_ms = chance::now().as_millisecond();
        match limit::address_key(loaded.key.bytes(), &signs.address, now_ms) {
            Some(whose) if !signs.trusted => self.take(store, loaded, action, &whose),
            _ => Ok(None),
        }
    }

    fn limits(
        &self,
        store: &Store,
        loaded: &Loaded,
        request: &Request,
        signs: &Signs,
    ) -> Result<Option<(Action, Wait)>> {
        if signs.trusted {
            return Ok(None);
        }
        let from_address = if signs.script {
            Action::SubmitFromAddress
        } else {
            Action::SubmitFromAddressWithoutScript
        };
        if let Some(wait) = self.take_of_address(store, loaded, from_address, signs)? {
            return Ok(Some(wait));
        }
        if let Some(wait) = self.take(store, loaded, Action::SubmitToSite, "")? {
            return Ok(Some(wait));
        }
        let whose = match (&request.email, &request.phone) {
            (Some(email), _) => email.as_str().to_lowercase(),
            (None, Some(phone)) => phone.as_str().to_owned(),
            (None, None) => return Ok(None),
        };
        self.take(store, loaded, Action::TicketsPerContact, &whose)
    }

    /// Why a request looks like spam; empty where it does not.
    fn suspicion(
        &self,
        store: &Store,
        loaded: &Loaded,
        request: &Request,
        signs: &Signs,
    ) -> Result<Vec<String>> {
        if signs.trusted {
            return Ok(Vec::new());
        }
        let now_ms = chance::now().as_millisecond();
        let key = loaded.key.bytes();
        let proof = match signs.proof.as_str() {
            "" if signs.script => spam::Proof::Missing,
            "" => spam::Proof::NotAsked,
            text => match proof::verify(key, text, now_ms) {
                Err(_) => spam::Proof::Invalid,
                Ok(solved)
                    if store.spend(&solved.digest, solved.expires_s.saturating_mul(1_000))? =>
                {
                    spam::Proof::Solved
                }
                Ok(_) => spam::Proof::Spent,
            },
        };
        let repeated_text = match spam::text_key(key, &request.message) {
            None => false,
            Some(text) => {
                !store.spend(&format!("text {text}"), now_ms.saturating_add(REPEATED_MS))?
            }
        };
        let signs = Suspicion {
            honeypot_filled: signs.honeypot,
            elapsed_ms: spam::read_stamp(key, &signs.stamp, now_ms),
            proof,
            links: spam::links(&request.message),
            repeated_text,
            turnstile: signs.turnstile,
        };
        Ok(
            match signs.verdict(i64::from(loaded.site.spam.min_seconds).saturating_mul(1_000)) {
                Verdict::Fine => Vec::new(),
                Verdict::Suspected { reasons } => reasons.into_iter().map(name_of).collect(),
            },
        )
    }
}

/// The interface's words in a language asked for, or the site's own.
pub(super) fn texts(loaded: &Loaded, lang: &str) -> Catalogue {
    crate::pages::texts(&loaded.site, Some(lang))
}

/// Not so often.
pub(super) fn refused((action, wait): (Action, Wait), texts: &Catalogue) -> Answer {
    Answer::Wait {
        seconds: wait.retry_after_s(),
        message: action.message(texts, wait),
    }
}

fn accepted(moment: &Moment, ticket: &Ticket, texts: &Catalogue) -> Accepted {
    let loaded = &moment.loaded;
    let token = loaded.key.token_of(&loaded.id, ticket);
    Accepted {
        id: ticket.id.clone(),
        reference: ticket.reference.clone(),
        created_at: ticket.created_at.clone(),
        promise: phrase::promised(&loaded.site, ticket, texts, moment.now),
        answer_by: ticket.answer_by,
        request: format!("/r/{token}"),
    }
}
