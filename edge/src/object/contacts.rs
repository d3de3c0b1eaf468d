//! Customers: found, shown with their requests, changed, taken out as a file, forgotten.

use std::rc::Rc;

use serde_json::{Value, json};
use shared::{
    access::Who,
    api::{Consent, Contact, ContactChange, Filter, MAX_PAGE, Paging},
    event::{ContactErased, Kind, Occurrence},
    limit,
    ticket::rfc3339,
};
use worker::Result;

use super::{Loaded, Site, next};
use crate::{
    chance,
    protocol::{
        Answer, TicketFile,
        contacts::{self, Ask},
    },
    store::Store,
};

/// Most words of a search that are looked for.
const MAX_WORDS: usize = 5;
/// Longest word, in characters.
const MAX_WORD: usize = 100;

/// The words of a search as they stand in the table. A number is looked for by its digits.
fn words(query: &str) -> Vec<String> {
    let is_number = |c: char| c.is_ascii_digit() || "+ .-/()".contains(c);
    if query.chars().all(is_number) {
        let digits: String = query.chars().filter(char::is_ascii_digit).collect();
        return if digits.is_empty() {
            Vec::new()
        } else {
            vec![digits]
        };
    }
    let word = |word: &str| word.chars().take(MAX_WORD).collect::<String>();
    query
        .split_whitespace()
        .take(MAX_WORDS)
        .map(|text| word(&text.to_ascii_lowercase()))
        .collect()
}

impl Site {
    pub(super) async fn contacts(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        ask: Ask,
        who: Option<&Who>,
    ) -> Result<Answer> {
        let answer = match ask {
            Ask::List { query, page } => {
                let mut contacts = store.contacts(&words(&query), &page)?;
                let next = next(&mut contacts, &page, |contact| &contact.id);
                contacts::Answer::List { contacts, next }
            }
            Ask::Read { id } => match store.contact(&id)? {
                Some(contact) => one(store, contact)?,
                None => return Ok(Answer::Nothing),
            },
            Ask::Change { id, change } => match store.contact(&id)? {
                Some(contact) => {
                    let contact = changed(contact, *change, who);
                    store.change_contact(&contact)?;
                    one(store, contact)?
                }
                None => return Ok(Answer::Nothing),
            },
            Ask::Export { id } => match store.contact(&id)? {
                Some(contact) => contacts::Answer::Export(everything(store, &contact)?),
                None => return Ok(Answer::Nothing),
            },
            Ask::Erase { id } => match store.contact(&id)? {
                Some(contact) => self.erase(store, loaded, &contact).await?,
                None => return Ok(Answer::Nothing),
            },
        };
        Ok(Answer::Contacts(answer))
    }

    /// Forgets a person: what is left are counts.
    async fn erase(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        contact: &Contact,
    ) -> Result<contacts::Answer> {
        let now = chance::now();
        let bucket = self.env.bucket("FILES").ok();
        let tickets = store.tickets_of(&contact.id)?;
        let mut away = Vec::new();
        for ticket in &tickets {
            away.extend(store.files(&ticket.id)?);
            store.erase_ticket(ticket)?;
            self.tell(&ticket.id, false);
        }
        store.erase_contact(contact)?;
        store.purge_words()?;
        for whose in [&contact.email, &contact.phone].into_iter().flatten() {
            for action in limit::Action::ALL {
                store.drop_level(&format!("{} {whose}", action.name()))?;
            }
        }
        let emptied = u32::try_from(tickets.len()).unwrap_or(u32::MAX);
        let data = ContactErased {
            site: &loaded.id,
            contact_id: &contact.id,
            tickets: emptied,
        };
        let entropy = chance::long_number()?;
        let kind = Kind::ContactErased;
        let happened = Occurrence::new(&loaded.site, kind, &data, None, &[], now, entropy);
        store.write_occurrence(&happened, None, now.as_millisecond())?;
        self.arm(Some(0)).await?;
        if let Some(bucket) = bucket {
            for file in away {
                bucket.delete(format!("{}/{}", loaded.id, file.id)).await?;
            }
        }
        Ok(contacts::Answer::Erased { tickets: emptied })
    }
}

/// A customer with their newest requests.
fn one(store: &Store, contact: Contact) -> Result<contacts::Answer> {
    let page = Paging {
        limit: MAX_PAGE,
        cursor: None,
    };
    let of = |spam| Filter {
        spam,
        contact: Some(contact.id.clone()),
        ..Filter::default()
    };
    let mut tickets = store.tickets(&of(false), &page)?;
    tickets.extend(store.tickets(&of(true), &page)?);
    tickets.sort_by(|a, b| b.id.cmp(&a.id));
    tickets.truncate(usize::try_from(MAX_PAGE).unwrap_or(100));
    Ok(contacts::Answer::One {
        lines: store.lines_of(&contact.id, "", "", MAX_PAGE)?,
        contact: Box::new(contact),
        tickets,
    })
}

/// A customer as the team would have them.
fn changed(mut contact: Contact, change: ContactChange, who: Option<&Who>) -> Contact {
    if let Some(tags) = change.tags {
        contact.tags = tags;
    }
    if let Some(notes) = change.notes {
        contact.notes = notes;
    }
    for (id, given) in change.consents.into_iter().flatten() {
        let consent = Consent {
            given,
            at: rfc3339(chance::now()),
            by: who.map(|who| who.name().to_owned()).unwrap_or_default(),
        };
        contact.consents.insert(id, consent);
    }
    contact
}

/// Everything that is kept of a person, for themselves: nothing of the team's among itself is left
/// out, as it is about them.
fn everything(store: &Store, contact: &Contact) -> Result<Value> {
    let mut tickets = Vec::new();
    for ticket in store.tickets_of(&contact.id)? {
        let rating = store.rating(&ticket.id)?;
        let file = TicketFile {
            messages: store.messages(&ticket.id)?,
            events: store.events(&ticket.id)?,
            attachments: store.files(&ticket.id)?,
            deliveries: store.deliveries_of(&ticket.id)?,
            ticket: ticket.shown(),
        };
        let mut file = serde_json::to_value(file)?;
        if let (Some(fields), Some(rating)) = (file.as_object_mut(), rating) {
            let rating = json!({ "score": rating.score, "comment": rating.comment });
            fields.insert("rating".into(), rating);
        }
        tickets.push(file);
    }
    Ok(json!({
        "exported_at": rfc3339(chance::now()),
        "contact": contact,
        "tickets": tickets,
    }))
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn a_number_is_looked_for_by_its_digits_and_names_word_by_word() {
        assert_eq!(words("+39 (333) 12-34"), ["393331234"]);
        assert_eq!(words(" Anna  ROSSI "), ["anna", "rossi"]);
        assert!(words(" .-").is_empty());
        assert_eq!(words("a b c d e f").len(), 5);
    }
}
