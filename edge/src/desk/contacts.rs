//! Customers: the list, one of them, their data as a file, and erasing somebody.

use desk::{ContactList, ContactPage, ErasePage, GivenConsent, Section, TicketLine, Tongue};
use jiff::Timestamp;
use shared::{
    api::{Contact, ContactChange, Paging},
    field::Kind,
    id::Slug,
    inbox::Entry,
    measures::{Day, words},
    site::Site,
    ticket::Ticket,
};
use worker::ResponseBuilder;

use super::{Desk, Outcome, Stop};
use crate::{
    form::Fields,
    protocol::{
        Answer, Call,
        contacts::{self, Ask},
    },
};

/// The day of a moment, in the site's time zone: `22 Nov 2026`.
fn day(tongue: Tongue, site: &Site, at: &str) -> String {
    let Ok(moment) = at.parse::<Timestamp>() else {
        return String::new();
    };
    let zone = site.zone();
    let date = Day::at(moment, &zone);
    format!("{} {}", words::day(tongue, date), date.date().year())
}

/// A request, called as in the inbox.
fn line(desk: &Desk<'_>, ticket: &Ticket, lines: &[Entry]) -> TicketLine {
    let entry = lines.iter().find(|entry| entry.id == ticket.id);
    let about = entry.filter(|entry| !entry.line.is_empty());
    let about = about.map_or(desk.tongue.say("Request", "Richiesta"), |entry| &entry.line);
    TicketLine {
        id: ticket.id.clone(),
        reference: ticket.reference.to_string(),
        about: about.to_owned(),
        status: desk.tongue.status(ticket.status),
        when: day(desk.tongue, &desk.published.site, &ticket.created_at),
    }
}

/// What somebody agreed to: what they ticked in forms, and what the team wrote down, whichever is
/// later.
fn consents(desk: &Desk<'_>, contact: &Contact, tickets: &[Ticket]) -> Vec<GivenConsent> {
    let (site, tongue) = (&desk.published.site, desk.tongue);
    let mut found: Vec<(String, GivenConsent)> = Vec::new();
    let mut keep = |at: &str, consent: GivenConsent| match found
        .iter_mut()
        .find(|(_, known)| known.id == consent.id)
    {
        Some(known) if known.0.as_str() < at => {
            let label = std::mem::take(&mut known.1.label);
            *known = (at.to_owned(), consent);
            if known.1.label == known.1.id {
                known.1.label = label;
            }
        }
        Some(_) => {}
        None => found.push((at.to_owned(), consent)),
    };
    for ticket in tickets {
        let topic = ticket.topic.as_ref().and_then(|id| site.topic(id.as_str()));
        let fields = topic
            .map(|topic| topic.fields.as_slice())
            .unwrap_or_default();
        for answer in &ticket.fields {
            let is_consent = |field: &&shared::field::Field| {
                field.id == answer.id && field.kind == Kind::Consent
            };
            if fields.iter().any(|field| is_consent(&field)) {
                let how = tongue.say("in request", "nella richiesta");
                let at = day(tongue, site, &ticket.created_at);
                keep(
                    &ticket.created_at,
                    GivenConsent {
                        id: answer.id.to_string(),
                        label: answer.label.clone(),
                        given: true,
                        how: format!("{at}, {how} {}", ticket.reference),
                    },
                );
            }
        }
    }
    for (id, consent) in &contact.consents {
        let at = day(tongue, site, &consent.at);
        let by = tongue.say("written down by", "annotato da");
        keep(
            &consent.at,
            GivenConsent {
                id: id.to_string(),
                label: id.to_string(),
                given: consent.given,
                how: format!("{at}, {by} {}", consent.by),
            },
        );
    }
    found.into_iter().map(|(_, consent)| consent).collect()
}

/// What is known of somebody from how they wrote.
fn facts(desk: &Desk<'_>, tickets: &[Ticket]) -> Vec<(&'static str, String)> {
    let tongue = desk.tongue;
    let distinct = |of: &dyn Fn(&Ticket) -> Option<String>| {
        let mut seen: Vec<String> = Vec::new();
        for value in tickets.iter().filter_map(of) {
            if !value.is_empty() && !seen.contains(&value) {
                seen.push(value);
            }
        }
        seen.truncate(5);
        seen.join(", ")
    };
    let facts = [
        (
            tongue.say("Requests", "Richieste"),
            tickets.len().to_string(),
        ),
        (
            tongue.say("Language", "Lingua"),
            distinct(&|ticket| Some(ticket.lang.to_string())),
        ),
        (
            tongue.say("Writes by", "Scrive da"),
            distinct(&|ticket| Some(tongue.channel(ticket.channel).to_owned())),
        ),
        (
            tongue.say("Time zone", "Fuso orario"),
            distinct(&|ticket| Some(ticket.device.time_zone.clone())),
        ),
        (
            "Browser",
            distinct(&|ticket| Some(ticket.device.agent.clone())),
        ),
        (
            tongue.say("Your id", "Il vostro codice"),
            distinct(&|ticket| ticket.identity.clone()?.external_id),
        ),
    ];
    facts
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect()
}

async fn ask(desk: &Desk<'_>, ask: Ask) -> std::result::Result<contacts::Answer, Stop> {
    match desk.ask(Call::Contacts(ask)).await? {
        Answer::Contacts(answer) => Ok(answer),
        Answer::Nothing => Err(Stop::Answer(match desk.lost() {
            Ok(response) => response,
            Err(stop) => return Err(stop),
        })),
        _ => Err(Stop::Trouble("the object said nothing of a contact".into())),
    }
}

/// `GET /desk/{site}/contacts…`.
pub async fn show(desk: &Desk<'_>, rest: &[&str]) -> Outcome {
    match rest {
        [] => list(desk).await,
        [id] => {
            let done = desk
                .query("done")
                .map(|_| desk.tongue.say("Saved.", "Salvato."));
            one(desk, 200, id, |page| page.done = done.map(str::to_owned)).await
        }
        [id, "export"] => export(desk, id).await,
        [id, "erase"] => erasing(desk, id, 200, None).await,
        _ => {
            desk.who().await?;
            desk.lost()
        }
    }
}

/// `POST /desk/{site}/contacts/{id}…`.
pub async fn act(desk: &Desk<'_>, rest: &[&str], fields: &Fields) -> Outcome {
    match rest {
        [id] => change(desk, id, fields).await,
        [id, "erase"] if fields.text("confirm") == "yes" => {
            let id = (*id).to_owned();
            ask(desk, Ask::Erase { id }).await?;
            desk.go("contacts?erased=1")
        }
        [id, "erase"] => {
            let trouble = desk.tongue.say(
                "Tick the box above: there is no way back.",
                "Spunta la casella qui sopra: non si torna indietro.",
            );
            erasing(desk, id, 422, Some(trouble)).await
        }
        _ => {
            desk.who().await?;
            desk.lost()
        }
    }
}

async fn list(desk: &Desk<'_>) -> Outcome {
    let query: String = desk
        .query("q")
        .unwrap_or_default()
        .chars()
        .take(200)
        .collect();
    let query = query.trim().to_owned();
    let page = Paging::read(None, desk.query("cursor").as_deref()).unwrap_or_default();
    let later = page.cursor.is_some();
    let asked = Ask::List {
        query: query.clone(),
        page,
    };
    let contacts::Answer::List { contacts, next } = ask(desk, asked).await? else {
        return super::unexpected();
    };
    let site = &desk.published.site;
    let since = |contact: Contact| {
        let since = day(desk.tongue, site, &contact.created_at);
        (contact, since)
    };
    let done = desk.query("erased").map(|_| {
        let text = desk.tongue.say(
            "Erased. Nothing of the person is left here.",
            "Fatto. Della persona qui non resta nulla.",
        );
        text.to_owned()
    });
    let page = ContactList {
        rows: contacts.into_iter().map(since).collect(),
        query,
        next,
        later,
        done,
    };
    let title = desk.tongue.say("Customers", "Clienti");
    desk.draw(200, title, Section::Contacts, |shell| {
        desk::contacts(shell, &page)
    })
    .await
}

async fn read(
    desk: &Desk<'_>,
    id: &str,
) -> std::result::Result<(Contact, Vec<Ticket>, Vec<Entry>), Stop> {
    match ask(desk, Ask::Read { id: id.to_owned() }).await? {
        contacts::Answer::One {
            contact,
            tickets,
            lines,
        } => Ok((*contact, tickets, lines)),
        _ => Err(Stop::Trouble("the object said nothing of a contact".into())),
    }
}

fn joined(tags: &[Slug]) -> String {
    let tags: Vec<&str> = tags.iter().map(Slug::as_str).collect();
    tags.join(", ")
}

async fn one(
    desk: &Desk<'_>,
    status: u16,
    id: &str,
    with: impl FnOnce(&mut ContactPage),
) -> Outcome {
    let (contact, tickets, lines) = read(desk, id).await?;
    let mut page = ContactPage {
        since: day(desk.tongue, &desk.published.site, &contact.created_at),
        tickets: tickets
            .iter()
            .map(|ticket| line(desk, ticket, &lines))
            .collect(),
        consents: consents(desk, &contact, &tickets),
        facts: facts(desk, &tickets),
        tags: joined(&contact.tags),
        notes: contact.notes.clone(),
        trouble: None,
        done: None,
        contact,
    };
    with(&mut page);
    let title = page.contact.name.clone();
    let title = title.unwrap_or_else(|| desk.tongue.say("Customer", "Cliente").to_owned());
    desk.draw(status, &title, Section::Contacts, |shell| {
        desk::contact(shell, &page)
    })
    .await
}

async fn change(desk: &Desk<'_>, id: &str, fields: &Fields) -> Outcome {
    let consent = fields.text("consent");
    if let Ok(consent) = Slug::parse(&consent) {
        let given = fields.text("given") == "yes";
        let change = ContactChange {
            consents: Some([(consent, given)].into()),
            ..ContactChange::default()
        };
        let change = Box::new(change);
        let id = id.to_owned();
        ask(
            desk,
            Ask::Change {
                id: id.clone(),
                change,
            },
        )
        .await?;
        return desk.go(&format!("contacts/{id}?done=1"));
    }
    let (notes, typed) = (
        fields.text("notes").replace("\r\n", "\n"),
        fields.text("tags"),
    );
    let words = typed
        .split([',', ' ', '\n'])
        .filter(|word| !word.is_empty());
    let tags: std::result::Result<Vec<Slug>, _> = words
        .map(|word| Slug::parse(word).map_err(|_| word.to_owned()))
        .collect();
    let (tags, wrong) = match tags {
        Ok(tags) => (Some(tags), None),
        Err(word) => (None, Some(word)),
    };
    let change = ContactChange {
        notes: Some(notes.clone()),
        tags,
        consents: None,
    };
    let trouble = match (wrong, change.check()) {
        (Some(word), _) => {
            let text = desk.tongue.say(
                "Use lower-case letters, digits and hyphens in",
                "Usa lettere minuscole, cifre e trattini in",
            );
            Some(("tags".to_owned(), format!("{text} “{word}”.")))
        }
        (None, Err(error)) => {
            let text = match error.field.as_str() {
                "tags" => desk
                    .tongue
                    .say("Use at most 50 tags.", "Usa al massimo 50 etichette."),
                _ => desk.tongue.say(
                    "Use at most 5,000 characters.",
                    "Usa al massimo 5.000 caratteri.",
                ),
            };
            Some((error.field, text.to_owned()))
        }
        (None, Ok(change)) => {
            let (id, change) = (id.to_owned(), Box::new(change));
            ask(desk, Ask::Change { id, change }).await?;
            None
        }
    };
    if trouble.is_none() {
        return desk.go(&format!("contacts/{id}?done=1"));
    }
    one(desk, 422, id, |page| {
        page.notes = notes;
        page.tags = typed;
        page.trouble = trouble;
    })
    .await
}

async fn export(desk: &Desk<'_>, id: &str) -> Outcome {
    let asked = Ask::Export { id: id.to_owned() };
    let contacts::Answer::Export(everything) = ask(desk, asked).await? else {
        return super::unexpected();
    };
    let json = serde_json::to_vec_pretty(&everything)?;
    let plain: String = id
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || *c == '_')
        .collect();
    let response = ResponseBuilder::new()
        .with_header("content-type", "application/json; charset=utf-8")?
        .with_header(
            "content-disposition",
            &format!("attachment; filename=\"{plain}.json\""),
        )?
        .with_header("cache-control", "private, no-store")?
        .with_header("x-content-type-options", "nosniff")?
        .fixed(json);
    Ok(response)
}

async fn erasing(desk: &Desk<'_>, id: &str, status: u16, trouble: Option<&'static str>) -> Outcome {
    // Whoever may not erase is not asked whether they are sure.
    let action = shared::access::Action::EraseContact;
    desk.ask(Call::May { action }).await?;
    let (contact, tickets, _) = read(desk, id).await?;
    let page = ErasePage {
        contact,
        tickets: tickets.len(),
        trouble,
    };
    let title = desk.tongue.say("Erase somebody", "Cancellare una persona");
    desk.draw(status, title, Section::Contacts, |shell| {
        desk::erase_contact(shell, &page)
    })
    .await
}
