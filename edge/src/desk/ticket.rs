//! The page of a ticket: drawn from its whole story, and everything that is done on it.

mod act;
mod write;

use desk::{Delivery, Fault, File, Held, Person, Section, TicketPage, Tongue, Write, fragment};
use shared::{id::Ids, outbox::State};
use worker::Response;

use super::{Desk, Outcome, Stop, inbox::part};
use crate::{
    chance,
    files::link,
    form::Fields,
    protocol::{
        Answer, Call, Logged,
        inbox::{Ask, DraftKind, Story, Told},
    },
};

/// How the ids of answers begin.
const HELD: &str = "hld_";

/// What a page is drawn with besides the story.
#[derive(Default)]
struct Drawn {
    status: Option<u16>,
    /// What is being written, where a form brought it.
    write: Option<Write>,
    tried: Vec<(String, String)>,
    faults: Vec<Fault>,
}

/// `GET /desk/{site}/t/{ticket}…`.
pub async fn show(desk: &Desk<'_>, id: &str, rest: &[&str]) -> Outcome {
    match rest {
        [] => draw(desk, id, Drawn::default()).await,
        ["insert"] => write::inserted(desk, id).await,
        _ => {
            desk.who().await?;
            desk.lost()
        }
    }
}

/// `POST /desk/{site}/t/{ticket}/…`.
pub async fn act(desk: &Desk<'_>, id: &str, rest: &[&str], fields: Fields) -> Outcome {
    match rest {
        ["reply"] => write::reply(desk, id, fields).await,
        ["note"] => write::note(desk, id, &fields).await,
        ["draft"] => write::draft(desk, id, &fields).await,
        ["called"] => write::called(desk, id, &fields).await,
        ["set"] => act::set(desk, id, &fields).await,
        ["spam"] => act::spam(desk, id, &fields).await,
        ["revoke"] => act::revoke(desk, id, &fields).await,
        ["merge"] => act::merge(desk, id, &fields).await,
        _ => {
            desk.who().await?;
            desk.lost()
        }
    }
}

pub use write::undo;

/// Asks something of the inbox; what is told, or none where there is no such ticket.
async fn told(desk: &Desk<'_>, ask: Ask) -> std::result::Result<Result<Told, Answer>, Stop> {
    Ok(match desk.ask(Call::Inbox(Box::new(ask))).await? {
        Answer::Inbox(told) => Ok(*told),
        answer => Err(answer),
    })
}

async fn story(desk: &Desk<'_>, id: &str) -> std::result::Result<Option<Story>, Stop> {
    let ask = Ask::Story {
        ticket: id.to_owned(),
        looked: true,
    };
    Ok(match told(desk, ask).await? {
        Ok(Told::Story(story)) => Some(*story),
        _ => None,
    })
}

/// An id for an answer: the one given where it is one, else a new one.
fn answer_id(given: &str) -> worker::Result<String> {
    let good = given.len() <= 40
        && given.starts_with(HELD)
        && given
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'_');
    Ok(match good {
        true => given.to_owned(),
        false => Ids::new(chance::now().as_millisecond(), chance::long_number()?).next("hld"),
    })
}

/// An answer that is still held, for a page.
pub fn held(held: crate::protocol::inbox::Held) -> Held {
    Held {
        id: held.id,
        ticket_id: held.ticket_id,
        agent: held.agent,
        text: held.text,
        due_ms: held.due_ms,
    }
}

fn delivery(tongue: Tongue, logged: Logged) -> Delivery {
    let last = logged.attempts.last();
    Delivery {
        what: desk::delivered(tongue, logged.to.mail.as_deref(), &logged.kind),
        to: logged.to.address.or(logged.to.webhook).unwrap_or_default(),
        arrived: match logged.state {
            State::Delivered => Some(true),
            State::Failed | State::Dead => Some(false),
            State::Pending | State::Delivering => None,
        },
        again: logged.state != State::Dead,
        why: last
            .map(|attempt| attempt.response.clone())
            .unwrap_or_default(),
        at: logged.changed_at,
    }
}

async fn draw(desk: &Desk<'_>, id: &str, drawn: Drawn) -> Outcome {
    let Some(story) = story(desk, id).await? else {
        return desk.lost();
    };
    let is_news = desk.query("part").is_some();
    let who = desk.who().await?;
    let now = chance::now();
    let site = &desk.published.site;
    let file = story.file;
    let files: Vec<File> = file
        .attachments
        .iter()
        .map(|one| File {
            message_id: one.message_id.clone(),
            name: one.name.clone(),
            bytes: one.size as u64,
            href: link(&desk.published.key, desk.id, &one.id, now.as_second()),
        })
        .collect();
    let deliveries = file.deliveries.into_iter();
    let deliveries: Vec<Delivery> = deliveries
        .map(|logged| delivery(desk.tongue, logged))
        .collect();
    let held: Vec<Held> = story.held.into_iter().map(held).collect();
    let mut write = drawn.write.unwrap_or_default();
    for (kind, text) in story.drafts {
        let place = match kind {
            DraftKind::Reply => &mut write.reply,
            DraftKind::Note => &mut write.note,
        };
        if place.is_empty() {
            *place = text;
        }
    }
    if write.id.is_empty() {
        write.id = answer_id(&desk.query("again").unwrap_or_default())?;
    }
    write.note_first |= desk.query("write").as_deref() == Some("note");
    let person = story.contact.map(|contact| Person {
        id: contact.id,
        tags: contact.tags.iter().map(ToString::to_string).collect(),
    });
    let say = |en, it| Some(desk.tongue.say(en, it));
    let done = match desk.query("done").as_deref() {
        Some("set") => say("Saved.", "Salvato."),
        Some("noted") => say("The note is kept.", "La nota è salvata."),
        Some("undone") => say(
            "Taken back: it was not sent. Your text is below.",
            "Annullata: non è partita. Il testo è qui sotto.",
        ),
        Some("late") => say(
            "It had just been sent: it could not be taken back.",
            "Era appena partita: non si poteva più annullare.",
        ),
        Some("merged") => say("Merged into this request.", "Unita a questa richiesta."),
        Some("called") => say("The call is kept.", "La chiamata è registrata."),
        _ => None,
    };
    let open = desk.query("open").unwrap_or_default();
    let page = TicketPage {
        site,
        ticket: &file.ticket,
        entry: story.entry.as_ref(),
        messages: &file.messages,
        events: &file.events,
        files: &files,
        deliveries: &deliveries,
        rating: story.rating.as_ref(),
        held: &held,
        person: person.as_ref(),
        others: &story.others,
        merged_into: story.merged_into.as_ref(),
        follows: story.follows.as_ref(),
        seen_ms: story.seen_ms,
        write: &write,
        tried: &drawn.tried,
        faults: &drawn.faults,
        done,
        open: &open,
        now,
    };
    if is_news {
        let html = fragment(desk::ticket_news(&desk.shell(&who), &page));
        return part(&html);
    }
    let title = match page.entry.map(|entry| entry.line.as_str()) {
        None | Some("") => file.ticket.reference.to_string(),
        Some(line) => line.to_owned(),
    };
    desk.draw(
        drawn.status.unwrap_or(200),
        &title,
        Section::Inbox,
        |shell| desk::ticket(shell, &page),
    )
    .await
}

/// The page again, with what needs another look.
async fn again(desk: &Desk<'_>, id: &str, drawn: Drawn) -> Outcome {
    let status = Some(422);
    draw(desk, id, Drawn { status, ..drawn }).await
}

/// Something that is kept without a page.
fn quiet() -> Outcome {
    Ok(Response::empty()?.with_status(204))
}
