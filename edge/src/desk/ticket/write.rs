//! Writing: answers that can be taken back, notes, calls, drafts, and what is put in.

use desk::Write;
use shared::{
    access::Action,
    ticket::{MAX_MESSAGE, Status},
};

use super::{Drawn, again, answer_id, quiet, story, told};
use crate::{
    desk::{Desk, Outcome, inbox, unexpected},
    files::{self, To},
    form::Fields,
    protocol::{
        Answer, Call,
        inbox::{Ask, DraftKind, Told},
    },
    reply::json,
};

/// What a form brought of an answer.
fn written(fields: &Fields) -> worker::Result<Write> {
    Ok(Write {
        note_first: false,
        reply: fields.text("text"),
        note: String::new(),
        id: answer_id(&fields.text("id"))?,
        macros: fields.text("macros"),
        status: serde_json::from_value(fields.text("send").into()).ok(),
    })
}

/// What a macro or an FAQ puts in for a ticket, and where the ticket stands with it.
async fn put_in(
    desk: &Desk<'_>,
    id: &str,
    name: &str,
    faq: &str,
) -> std::result::Result<Option<(String, Option<Status>)>, crate::desk::Stop> {
    let Some(story) = story(desk, id).await? else {
        return Ok(None);
    };
    let site = &desk.published.site;
    let ticket = &story.file.ticket;
    if let Some(one) = site.macros.iter().find(|one| one.id.as_str() == name) {
        let who = desk.who().await?;
        let agent = who.agent().and_then(|id| site.agent(id));
        return Ok(Some((one.filled(site, ticket, agent), one.status)));
    }
    Ok(site.faq(faq).map(|faq| {
        let text = faq.answer.text(&ticket.lang, &site.languages);
        (text.trim().to_owned(), None)
    }))
}

/// `GET …/insert?macro=` or `?faq=`: a text to put in, as JSON.
pub async fn inserted(desk: &Desk<'_>, id: &str) -> Outcome {
    let word = |name: &str| desk.query(name).unwrap_or_default();
    match put_in(desk, id, &word("macro"), &word("faq")).await? {
        Some((text, status)) => {
            let said = serde_json::json!({ "text": text, "status": status });
            let mut response = json(200, &said)?;
            response
                .headers_mut()
                .set("cache-control", "private, no-store")?;
            Ok(response)
        }
        None => desk.lost(),
    }
}

/// `POST …/reply`: an answer, or something put into it.
pub async fn reply(desk: &Desk<'_>, id: &str, mut fields: Fields) -> Outcome {
    // Nothing is kept for who may not write.
    let action = Action::WriteTickets;
    desk.ask(Call::May { action }).await?;
    let mut write = written(&fields)?;
    let uploads = fields.files();
    if fields.text("send").is_empty() {
        let (name, faq) = (fields.text("macro"), fields.text("faq"));
        if let Some((text, status)) = put_in(desk, id, &name, &faq).await? {
            if !write.reply.trim().is_empty() {
                write.reply.push_str("\n\n");
            }
            write.reply.push_str(&text);
            write.status = status.or(write.status);
            if !name.is_empty() {
                write.macros = format!("{},{name}", write.macros);
            }
        }
        let drawn = Drawn {
            status: Some(200),
            write: Some(write),
            ..Drawn::default()
        };
        return super::draw(desk, id, drawn).await;
    }
    let say = |en: &'static str, it| desk.tongue.say(en, it).to_owned();
    let fault = |write: Write, field: &'static str, said: String| Drawn {
        write: Some(write),
        faults: vec![(field, said)],
        ..Drawn::default()
    };
    if write.reply.trim().is_empty() {
        let said = say("Write the answer first.", "Prima scrivi la risposta.");
        return again(desk, id, fault(write, "reply", said)).await;
    }
    if let Some(said) = too_long(desk, &write.reply) {
        return again(desk, id, fault(write, "reply", said)).await;
    }
    let to = || To::Message {
        ticket: id,
        message: &write.id,
        anything: false,
    };
    if files::keep_all(desk.env, desk.id, to, uploads).await {
        let said = say(
            "A file was not taken: send pictures, PDF or text of at most 10 MB, five at most. Nothing was sent yet.",
            "Un file non è stato accettato: immagini, PDF o testo da 10 MB al massimo, cinque in tutto. Non è ancora partito nulla.",
        );
        return again(desk, id, fault(write, "file", said)).await;
    }
    let macros: Vec<&str> = write.macros.split(',').collect();
    let used = desk.published.site.macros.iter();
    let used = used.filter(|one| macros.contains(&one.id.as_str()));
    let (mut tags, mut topic) = (Vec::new(), None);
    for one in used {
        tags.extend(one.tags.iter().cloned());
        topic = one.topic.clone().or(topic);
    }
    let ask = Ask::Reply {
        ticket: id.to_owned(),
        id: write.id.clone(),
        text: write.reply.clone(),
        status: write.status,
        tags,
        topic,
    };
    match told(desk, ask).await? {
        Ok(Told::Held { .. }) => desk.go(&format!("t/{id}#held")),
        Err(Answer::Refused(why)) => {
            let said = inbox::refusal(desk, &why);
            again(desk, id, fault(write, "reply", said)).await
        }
        Err(Answer::NoTicket) => desk.lost(),
        _ => unexpected(),
    }
}

/// `POST /desk/{site}/undo`: takes an answer back.
pub async fn undo(desk: &Desk<'_>, fields: &Fields) -> Outcome {
    let id = fields.text("id");
    let back = inbox::back(fields);
    match told(desk, Ask::Undo { id: id.clone() }).await? {
        Ok(Told::Undone {
            in_time: true,
            ticket,
        }) => desk.go(&format!("t/{ticket}?done=undone&again={id}#write")),
        Ok(Told::Undone { .. }) => desk.go(&inbox::with(&back, "done=late")),
        _ => unexpected(),
    }
}

/// What is to be said of a text that is too long for a message.
fn too_long(desk: &Desk<'_>, text: &str) -> Option<String> {
    let over = text.chars().count().checked_sub(MAX_MESSAGE)?;
    (over > 0).then(|| {
        let said = desk.tongue.say(
            "Shorten it: {} characters too many.",
            "Accorcia: {} caratteri di troppo.",
        );
        said.replace("{}", &over.to_string())
    })
}

/// `POST …/note`.
pub async fn note(desk: &Desk<'_>, id: &str, fields: &Fields) -> Outcome {
    let text = fields.text("text");
    let missing = text.trim().is_empty().then(|| {
        desk.tongue
            .say("Write the note first.", "Prima scrivi la nota.")
            .to_owned()
    });
    if let Some(said) = missing.or_else(|| too_long(desk, &text)) {
        let drawn = Drawn {
            write: Some(Write {
                note_first: true,
                note: text,
                ..Write::default()
            }),
            faults: vec![("note", said)],
            ..Drawn::default()
        };
        return again(desk, id, drawn).await;
    }
    let ticket = id.to_owned();
    match told(desk, Ask::Note { ticket, text }).await? {
        Err(Answer::Ticket(_)) => desk.go(&format!("t/{id}?done=noted&write=note")),
        Err(Answer::NoTicket) => desk.lost(),
        _ => unexpected(),
    }
}

/// `POST …/draft`: what is being written, as it is typed.
pub async fn draft(desk: &Desk<'_>, id: &str, fields: &Fields) -> Outcome {
    let kind = match fields.text("kind").as_str() {
        "note" => DraftKind::Note,
        _ => DraftKind::Reply,
    };
    let ask = Ask::Draft {
        ticket: id.to_owned(),
        kind,
        text: fields.text("text"),
    };
    match told(desk, ask).await? {
        Ok(_) => quiet(),
        Err(Answer::NoTicket) => desk.lost(),
        Err(_) => unexpected(),
    }
}

/// `POST …/called`: the customer was called.
pub async fn called(desk: &Desk<'_>, id: &str, fields: &Fields) -> Outcome {
    let mut text = fields.text("text");
    if text.trim().is_empty() {
        let Some(story) = story(desk, id).await? else {
            return desk.lost();
        };
        // The customer reads it in their own language.
        text = match story.file.ticket.lang.base() {
            "it" => "Ci siamo sentiti al telefono.".to_owned(),
            _ => "We talked on the phone.".to_owned(),
        };
    }
    let ask = Ask::Called {
        ticket: id.to_owned(),
        text,
        status: serde_json::from_value(fields.text("status").into()).ok(),
    };
    match told(desk, ask).await? {
        Ok(_) => desk.go(&format!("t/{id}?done=called")),
        Err(Answer::Refused(why)) => {
            let drawn = Drawn {
                faults: vec![("called", inbox::refusal(desk, &why))],
                ..Drawn::default()
            };
            again(desk, id, drawn).await
        }
        Err(Answer::NoTicket) => desk.lost(),
        Err(_) => unexpected(),
    }
}
