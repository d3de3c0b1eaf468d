//! One request in the list: who, what, how much time is left, and what it carries.

use jiff::Timestamp;
use shared::{
    inbox::{Due, Entry, Level, Place},
    phrase,
    site::Site,
    text::Catalogue,
    ticket::{Author, Priority, Status},
};
use widget::markup::{Tag, tag};

use crate::{Shell, icon, words};

/// The SLA clock: a shape, a colour and words.
pub fn clock(shell: &Shell<'_>, due: &Due, site: &Site, now: Timestamp) -> Tag {
    let level = due.level(now);
    // A ring, a triangle and a square tell the levels apart without colour.
    let path = match level {
        Level::Fine => "M12 4a8 8 0 1 0 0 16a8 8 0 1 0 0-16z",
        Level::Soon => "M12 4 21 20H3z",
        Level::Late => "M4 4h16v16H4z",
    };
    let class = match level {
        Level::Fine => "clock fine",
        Level::Soon => "clock soon",
        Level::Late => "clock late",
    };
    let shape = tag("svg")
        .set("viewBox", "0 0 24 24")
        .set("aria-hidden", "true")
        .put(tag("path").set("d", path));
    let tongue = shell.tongue;
    let zone = site.zone();
    let moment = Timestamp::from_millisecond(due.due_ms).unwrap_or(now);
    let texts = Catalogue::of(tongue.locale());
    let zoned = moment.to_zoned(zone);
    let said = match moment < now {
        true => phrase::past(&zoned, &texts, now),
        false => phrase::when(&zoned, &texts, now),
    };
    tag("span")
        .class(class)
        .set("title", format!("{}: {said}", due.what(tongue)))
        .put(shape)
        .put(tag("span").put(due.words(now, tongue)))
}

/// How long ago a moment is, short.
pub fn ago(shell: &Shell<'_>, at_ms: i64, now: Timestamp) -> String {
    let minutes = now.as_millisecond().saturating_sub(at_ms) / 60_000;
    match minutes {
        ..1 => shell.say("now", "ora").to_owned(),
        1..60 => format!("{minutes} min"),
        60..2_880 => format!("{} h", minutes / 60),
        _ => format!("{} {}", minutes / 1_440, shell.say("d", "g")),
    }
}

/// One request.
pub fn line(shell: &Shell<'_>, site: &Site, entry: &Entry, now: Timestamp, may: bool) -> Tag {
    let who = match entry.who.as_str() {
        "" => shell.say("Somebody", "Qualcuno").to_owned(),
        who => who.to_owned(),
    };
    let title = match entry.line.as_str() {
        "" => "–".to_owned(),
        line => line.to_owned(),
    };
    let tick = may.then(|| {
        let name = format!("{} {}", shell.say("Tick", "Spunta"), entry.reference);
        tag("label").class("box").put(
            tag("input")
                .set("type", "checkbox")
                .set("name", "ticket")
                .set("value", entry.id.clone())
                .set("aria-label", name),
        )
    });
    let unread = entry.unread.then(|| {
        let dot = tag("span").class("dot");
        dot.put(
            tag("span")
                .class("unseen")
                .put(shell.say("Unread", "Da leggere")),
        )
    });
    let link = tag("a")
        .class("open")
        .set("href", shell.path(&format!("t/{}", entry.id)))
        .put(tag("bdi").put(title));
    let when = tag("span")
        .class("ago")
        .put(ago(shell, entry.news_ms.max(entry.created_ms), now));
    let head = tag("p")
        .class("who")
        .put_all(unread)
        .put(tag("bdi").put(who))
        .put(when);
    let mut state = tag("p").class("state");
    match (&entry.due, entry.place) {
        (_, Place::Spam) => {
            state = state.put(tag("span").class("chip").put("Spam"));
        }
        (Some(due), _) => state = state.put(clock(shell, due, site, now)),
        (None, _) => {
            let said = shell.tongue.status(entry.status);
            state = state.put(tag("span").class("clock still").put(said));
        }
    }
    let unread_class = match entry.unread {
        true => "line unread",
        false => "line",
    };
    tag("li")
        .class(unread_class)
        .set("data-ticket", entry.id.clone())
        .put_all(tick)
        .put(
            tag("div")
                .class("text")
                .put(head)
                .put(tag("p").class("first").put(link))
                .put(chips(shell, site, entry)),
        )
        .put(state)
}

/// What a request carries, as far as it is not the usual.
fn chips(shell: &Shell<'_>, site: &Site, entry: &Entry) -> Tag {
    let chip = |text: String| tag("span").class("chip").put(text);
    let owner = match &entry.owner {
        Some(id) => tag("span")
            .class("chip owner")
            .put(icon("person"))
            .put(words::agent(site, id)),
        None => tag("span")
            .class("chip nobody")
            .put(shell.say("Nobody has it", "Senza incaricato")),
    };
    let urgent = matches!(entry.priority, Priority::High | Priority::Urgent).then(|| {
        tag("span")
            .class("chip urgent")
            .put(icon("alert"))
            .put(shell.tongue.priority(entry.priority))
    });
    let draft = entry.draft.then(|| {
        tag("span")
            .class("chip draft")
            .put(icon("pencil"))
            .put(shell.say("Your draft", "Tua bozza"))
    });
    let call = entry.call.then(|| {
        tag("span")
            .class("chip")
            .put(icon("callback"))
            .put(shell.say("Wants a call", "Vuole essere chiamato"))
    });
    let topic = entry.topic.as_ref();
    let topic = topic.map(|id| chip(words::topic(site, shell.tongue, id)));
    let tags = entry.tags.iter().take(4).map(|id| {
        tag("span")
            .class("chip tag")
            .put(icon("tag"))
            .put(id.to_string())
    });
    // An open request whose last word is ours waits for something else than an answer.
    let answered =
        (entry.place == Place::Open && entry.last_by == Some(Author::Agent)).then(|| {
            tag("span")
                .class("chip")
                .put(icon("reply"))
                .put(shell.say("Answered", "Risposta data"))
        });
    let status = (entry.due.is_some() && entry.status == Status::New)
        .then(|| chip(shell.tongue.status(entry.status).to_owned()));
    let lang = (Some(&entry.lang) != site.default_lang()).then(|| chip(entry.lang.to_string()));
    tag("p")
        .class("chips")
        .put(
            tag("span")
                .class("reference")
                .put(entry.reference.to_string()),
        )
        .put_all(urgent)
        .put_all(draft)
        .put(owner)
        .put_all(call)
        .put_all(status)
        .put_all(answered)
        .put_all(topic)
        .put_all(tags)
        .put(chip(shell.tongue.channel(entry.channel).to_owned()))
        .put_all(lang)
}
