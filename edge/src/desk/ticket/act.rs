//! What a ticket is set to: status, owner, priority, topic, tags; spam, merging, links.

use desk::Fault;
use shared::id::Slug;

use super::{Drawn, again, story, told};
use crate::{
    desk::{Desk, Outcome, inbox, unexpected},
    form::Fields,
    protocol::{
        Answer, Settings,
        inbox::{Ask, Told},
    },
};

/// What a field names, where that is something else than it was: none for nothing.
fn other(fields: &Fields, name: &str, now: Option<&Slug>) -> Option<Option<Slug>> {
    if fields.texts().iter().all(|(field, _)| field != name) {
        return None;
    }
    let wanted = Slug::parse(fields.text(name).trim()).ok();
    (wanted.as_ref() != now).then_some(wanted)
}

/// Tags as people write them: words with commas between; those that cannot be tags.
fn tags(text: &str) -> Result<Vec<Slug>, String> {
    let mut tags = Vec::new();
    for word in text.split([',', ';', '\n']) {
        let word = word.trim().trim_start_matches('#').to_lowercase();
        if word.is_empty() {
            continue;
        }
        let joined: Vec<&str> = word.split_whitespace().collect();
        match Slug::parse(&joined.join("-")) {
            Ok(tag) if !tags.contains(&tag) => tags.push(tag),
            Ok(_) => {}
            Err(_) => return Err(word),
        }
    }
    Ok(tags)
}

/// Where a refusal belongs on the page.
fn place(why: &str) -> &'static str {
    match why {
        why if why.contains("“note”") => "hand-over",
        why if why.contains("tags") => "tags",
        why if why.contains("team") => "team",
        why if why.contains("agent") => "owner",
        why if why.contains("topic") => "topic",
        _ => "status",
    }
}

async fn make(desk: &Desk<'_>, id: &str, settings: Settings, fields: &Fields) -> Outcome {
    let ask = Ask::SetAll {
        tickets: vec![id.to_owned()],
        settings: Box::new(settings),
        add_tags: Vec::new(),
    };
    match told(desk, ask).await? {
        Ok(Told::Set { refused }) => match refused.first() {
            None => desk.go(&format!("t/{id}?done=set")),
            Some((_, why)) => {
                let fault = (place(why), inbox::refusal(desk, why));
                wrong(desk, id, fields, fault).await
            }
        },
        _ => unexpected(),
    }
}

async fn wrong(desk: &Desk<'_>, id: &str, fields: &Fields, fault: Fault) -> Outcome {
    let drawn = Drawn {
        tried: fields.texts().to_vec(),
        faults: vec![fault],
        ..Drawn::default()
    };
    again(desk, id, drawn).await
}

/// `POST …/set`: only what is something else than before is set.
pub async fn set(desk: &Desk<'_>, id: &str, fields: &Fields) -> Outcome {
    let Some(story) = story(desk, id).await? else {
        return desk.lost();
    };
    let ticket = story.file.ticket;
    let tags = match tags(&fields.text("tags")) {
        Ok(tags) => tags,
        Err(word) => {
            let said = desk.tongue.say(
                "Tags are made of letters without accents, digits and hyphens: change ",
                "I tag sono fatti di lettere senza accenti, cifre e trattini: cambia ",
            );
            return wrong(desk, id, fields, ("tags", format!("{said}“{word}”."))).await;
        }
    };
    let status = serde_json::from_value(fields.text("status").into()).ok();
    let priority = serde_json::from_value(fields.text("priority").into()).ok();
    let settings = Settings {
        status: status.filter(|status| *status != ticket.status),
        priority: priority.filter(|priority| *priority != ticket.priority),
        team: other(fields, "team", ticket.team.as_ref()),
        owner: other(fields, "owner", ticket.owner.as_ref()),
        note: Some(fields.text("note")).filter(|note| !note.trim().is_empty()),
        topic: other(fields, "topic", ticket.topic.as_ref()),
        tags: (tags != ticket.tags).then_some(tags),
        ..Settings::default()
    };
    make(desk, id, settings, fields).await
}

/// `POST …/spam`.
pub async fn spam(desk: &Desk<'_>, id: &str, fields: &Fields) -> Outcome {
    let settings = Settings {
        spam: Some(fields.text("spam") == "yes"),
        ..Settings::default()
    };
    make(desk, id, settings, fields).await
}

/// `POST …/revoke`.
pub async fn revoke(desk: &Desk<'_>, id: &str, fields: &Fields) -> Outcome {
    let settings = Settings {
        revoke_links: true,
        ..Settings::default()
    };
    make(desk, id, settings, fields).await
}

/// `POST …/merge`.
pub async fn merge(desk: &Desk<'_>, id: &str, fields: &Fields) -> Outcome {
    let ask = Ask::Merge {
        ticket: id.to_owned(),
        into: fields.text("into"),
    };
    let said = match told(desk, ask).await? {
        Err(Answer::Ticket(file)) => {
            let into = file.ticket.merged_into.unwrap_or_else(|| id.to_owned());
            return desk.go(&format!("t/{into}?done=merged"));
        }
        Err(Answer::Nothing) => desk
            .tongue
            .say(
                "There is no request with this reference.",
                "Non c'è nessuna richiesta con questo riferimento.",
            )
            .to_owned(),
        Err(Answer::Refused(why)) => inbox::refusal(desk, &why),
        Err(Answer::NoTicket) => return desk.lost(),
        _ => return unexpected(),
    };
    wrong(desk, id, fields, ("into", said)).await
}
