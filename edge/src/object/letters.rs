//! Mails that came in: to the ticket they belong to, or to a new one. What machines wrote is kept
//! and never answered.

use std::rc::Rc;

use shared::{
    event::Actor,
    key::Side,
    lang::negotiate,
    limit::Action,
    ticket::{self, Arrival, Change, Origin, Request, Ticket},
};
use worker::Result;

use super::{Loaded, Site, tickets::kept};
use crate::{
    chance,
    protocol::{Answer, Key, Letter},
    store::Store,
};

/// Longest text of a mail kept, in characters; what is over stands in the original.
const MAX_TEXT: usize = 100_000;

/// The token in a reply address, or at the start of one of our Message-IDs: `7k3m92qx.c….dlv_…`.
fn token(candidate: &str) -> &str {
    let local = candidate.split('@').next().unwrap_or(candidate);
    let end = local.match_indices('.').nth(1).map(|(at, _)| at);
    end.and_then(|end| local.get(..end)).unwrap_or(local)
}

impl Site {
    pub(super) async fn mail(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        mut letter: Letter,
        key: Key,
    ) -> Result<Answer> {
        if let Some(answer) = self.earlier(store, Some(&key))? {
            return Ok(answer);
        }
        letter.text = letter.text.chars().take(MAX_TEXT).collect();
        if letter.text.trim().is_empty() {
            // A mail of pictures only, or of quotation only, says so itself.
            letter.text = match letter.folded.is_empty() {
                true => "–".to_owned(),
                false => std::mem::take(&mut letter.folded),
            };
        }
        let known = self.thread_of(store, loaded, &letter)?;
        let address = letter.from.address.as_str().to_lowercase();
        let is_flood = self
            .take(store, loaded, Action::InboundMail, &address)?
            .is_some();
        let agent = loaded
            .site
            .agents
            .iter()
            .find(|agent| agent.email.as_str().to_lowercase() == address);
        let answer = match known {
            Some((ticket, _)) if letter.automatic.is_some() || is_flood => {
                self.note_machine(store, loaded, &ticket, &letter)?
            }
            Some((ticket, Side::Customer)) => {
                let folded = Some(std::mem::take(&mut letter.folded));
                let text = std::mem::take(&mut letter.text);
                return self
                    .customer_writes(
                        store,
                        loaded,
                        &ticket,
                        text,
                        folded,
                        Origin::Email,
                        Some(key),
                    )
                    .await;
            }
            Some((ticket, Side::Team)) => {
                let of_team = loaded
                    .site
                    .mail
                    .team
                    .iter()
                    .any(|member| member.as_str().to_lowercase() == address);
                let by = match agent {
                    Some(agent) => Some(Actor::of_agent(agent)),
                    None => of_team.then_some(Actor::Team),
                };
                self.team_writes(store, loaded, &ticket, &letter, by)?
            }
            None => self.stranger_writes(store, loaded, letter, is_flood)?,
        };
        let now_ms = chance::now().as_millisecond();
        self.remember(store, Some(&key), &answer, now_ms)?;
        self.arm(Some(0)).await?;
        Ok(answer)
    }

    /// The ticket a mail belongs to, by a token of ours. A forged one is no token.
    fn thread_of(
        &self,
        store: &Store,
        loaded: &Loaded,
        letter: &Letter,
    ) -> Result<Option<(Ticket, Side)>> {
        for candidate in &letter.candidates {
            let Some((reference, side)) = loaded.key.thread(token(candidate)) else {
                continue;
            };
            let Some(mut ticket) = store.ticket_by_reference(reference.as_str())? else {
                continue;
            };
            // A story that was merged goes on where it went.
            if let Some(into) = &ticket.merged_into
                && let Some(other) = store.ticket(into)?
            {
                ticket = other;
            }
            return Ok(Some((ticket, side)));
        }
        Ok(None)
    }

    /// An automatic answer or a bounce stands on the ticket for the team to see, and changes
    /// nothing else.
    fn note_machine(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        ticket: &Ticket,
        letter: &Letter,
    ) -> Result<Answer> {
        let mut text = letter.text.clone();
        if let Some((permanent, why)) = &letter.bounce {
            let what = if *permanent { "came back" } else { "is late" };
            text = format!("A mail {what}: {why}\n\n{text}");
        }
        let moment = self.moment(store, loaded, Some(&ticket.contact_id))?;
        let note = Change::Note { text };
        let entropy = chance::long_number()?;
        match ticket::apply(moment.around(), ticket, note, &Actor::Rule, entropy) {
            Ok(turn) => {
                self.write(store, &turn, moment.ms())?;
                Ok(kept(&turn, false))
            }
            Err(refusal) => Ok(Answer::Ignored(refusal.to_string())),
        }
    }

    /// Somebody of the team answers by mail. From an address that is nobody's, the words become a
    /// note: nothing reaches the customer that the team did not write.
    fn team_writes(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        ticket: &Ticket,
        letter: &Letter,
        by: Option<Actor>,
    ) -> Result<Answer> {
        let moment = self.moment(store, loaded, Some(&ticket.contact_id))?;
        let entropy = chance::long_number()?;
        let (change, by) = match by {
            Some(by) => {
                let answer = Change::Answer {
                    text: letter.text.clone(),
                    folded: Some(letter.folded.clone()),
                    channel: Origin::Email,
                    status: None,
                };
                (answer, by)
            }
            None => {
                let text = format!("{}:\n\n{}", letter.from.address, letter.text);
                (Change::Note { text }, Actor::Rule)
            }
        };
        let turn = match ticket::apply(moment.around(), ticket, change, &by, entropy) {
            Ok(turn) => turn,
            // The ticket is closed: the words are kept, and the team sees that they went nowhere.
            Err(_) => {
                let text = letter.text.clone();
                let note = Change::Note { text };
                match ticket::apply(moment.around(), ticket, note, &by, entropy) {
                    Ok(turn) => turn,
                    Err(refusal) => return Ok(Answer::Ignored(refusal.to_string())),
                }
            }
        };
        self.write(store, &turn, moment.ms())?;
        Ok(kept(&turn, false))
    }

    /// A mail of nobody we know by a token becomes a ticket; one a machine wrote stands in the
    /// spam view and is not answered.
    fn stranger_writes(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        letter: Letter,
        is_flood: bool,
    ) -> Result<Answer> {
        let mut spam: Vec<String> = Vec::new();
        if let Some(reason) = &letter.automatic {
            spam.push(format!("automatic_{reason}"));
        }
        if is_flood {
            spam.push("too_many_mails".into());
        }
        let languages = &loaded.site.languages;
        let Some(lang) = negotiate(languages, letter.lang.as_deref(), None).cloned() else {
            return Ok(Answer::Ignored("the site has no language".into()));
        };
        let name = letter.from.name.clone();
        let request = Request::of_mail(name, letter.from.address, letter.text, lang);
        let arrival = |contact_id, reference| Arrival {
            request,
            channel: Origin::Email,
            contact_id,
            subject: Some(letter.subject).filter(|subject| !subject.is_empty()),
            folded: Some(letter.folded),
            may_acknowledge: spam.is_empty(),
            spam,
            follows: None,
            reference,
        };
        let (_, turn) = self.arrive(store, loaded, arrival)?;
        Ok(kept(&turn, true))
    }
}
