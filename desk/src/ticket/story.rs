//! The story of a ticket in one column and in order: what was read before, messages and notes, and
//! in between who did what.

use jiff::Timestamp;
use shared::{
    id::Slug,
    markdown,
    request_page::{of_plain_text, size},
    ticket::{Author, Message, Origin, Visibility},
};
use widget::{
    face::face,
    markup::{Tag, tag},
};

use super::{Held, TicketPage, happened::happened};
use crate::{Shell, icon, words};

/// Something in the story, with its moment to sort by.
struct Piece {
    at: String,
    id: String,
    tag: Tag,
    /// Whether it is a line between messages.
    is_line: bool,
}

/// The story.
pub(super) fn story(shell: &Shell<'_>, page: &TicketPage<'_>) -> Tag {
    let mut pieces: Vec<Piece> = page
        .messages
        .iter()
        .map(|one| Piece {
            at: one.created_at.clone(),
            id: one.id.clone(),
            tag: message(shell, page, one),
            is_line: false,
        })
        .collect();
    pieces.extend(page.events.iter().filter_map(|event| {
        let (name, said) = happened(shell, page, event)?;
        Some(Piece {
            at: event.created_at.clone(),
            id: event.id.clone(),
            tag: line(shell, page, name, said, &event.created_at),
            is_line: true,
        })
    }));
    pieces.extend(page.deliveries.iter().filter_map(|delivery| {
        if delivery.arrived != Some(false) {
            return None;
        }
        let said = format!(
            "{} {}: {}{}",
            shell.say("Not delivered to", "Non consegnato a"),
            delivery.to,
            delivery.why,
            match delivery.again {
                true => shell.say(". It is tried again.", ". Si riprova."),
                false => shell.say(". It was given up.", ". Si è rinunciato."),
            }
        );
        let tag = line(shell, page, "alert", said, &delivery.at);
        Some(Piece {
            at: delivery.at.clone(),
            id: String::new(),
            tag: tag.set("data-trouble", "delivery"),
            is_line: true,
        })
    }));
    // What happened comes after the message it belongs to: both carry the same moment.
    pieces.sort_by(|a, b| (&a.at, a.is_line, &a.id).cmp(&(&b.at, b.is_line, &b.id)));
    let items = pieces.into_iter().map(|piece| piece.tag);
    let waiting = page.held.iter().map(|held| held_message(shell, page, held));
    tag("section")
        .class("story")
        .set("id", "story")
        .set("aria-label", shell.say("Story", "Storia"))
        .put_all(before(shell, page))
        .put(tag("ol").class("pieces").put_all(items).put_all(waiting))
        .put_all(page.rating.map(|rating| rated(shell, rating)))
}

/// What the customer searched for, read and said before they wrote.
fn before(shell: &Shell<'_>, page: &TicketPage<'_>) -> Option<Tag> {
    let ticket = page.ticket;
    let mut rows: Vec<(&str, Tag)> = Vec::new();
    if !ticket.searches.is_empty() {
        let list: Vec<String> = ticket.searches.iter().map(|s| format!("“{s}”")).collect();
        rows.push((
            shell.say("Searched for", "Ha cercato"),
            tag("dd").put(list.join(" · ")),
        ));
    }
    if !ticket.faqs_seen.is_empty() {
        let lang = page.ticket.lang.clone();
        let mut read = tag("dd");
        for (n, id) in ticket.faqs_seen.iter().enumerate() {
            let faq = page.site.faq(id.as_str());
            let title = faq.map_or(id.as_str(), |faq| {
                faq.question.text(&lang, &page.site.languages)
            });
            let address = format!("/help/{}/{id}?lang={lang}", shell.site_id);
            let link = tag("a")
                .set("href", address)
                .set("target", "_blank")
                .put(title.to_owned());
            if n > 0 {
                read = read.put(" · ");
            }
            read = read.put(link);
        }
        rows.push((shell.say("Read", "Ha letto"), read));
    }
    if !ticket.page.url.is_empty() {
        let title = match ticket.page.title.as_str() {
            "" => &ticket.page.url,
            title => title,
        };
        let safe =
            ticket.page.url.starts_with("https://") || ticket.page.url.starts_with("http://");
        let text = title.to_owned();
        let value = match safe {
            true => tag("a")
                .set("href", ticket.page.url.clone())
                .set("rel", "noopener noreferrer nofollow")
                .set("target", "_blank")
                .put(text),
            false => tag("span").put(text),
        };
        rows.push((
            shell.say("On the page", "Dalla pagina"),
            tag("dd").put(value),
        ));
    }
    for answer in &ticket.fields {
        rows.push((
            &answer.label,
            tag("dd").set("dir", "auto").put(answer.text.clone()),
        ));
    }
    let transcript = (!ticket.transcript.is_empty()).then(|| {
        tag("details")
            .class("more-of")
            .put(tag("summary").put(shell.say(
                "What was said with the assistant",
                "Che cosa si è detto con l'assistente",
            )))
            .put(tag("div").class("written").html({
                let html = of_plain_text(&ticket.transcript);
                move || html.clone()
            }))
    });
    if rows.is_empty() && transcript.is_none() {
        return None;
    }
    let rows = rows
        .into_iter()
        .map(|(name, value)| tag("div").put(tag("dt").put(name.to_owned())).put(value));
    Some(
        tag("div")
            .class("before")
            .put(tag("h2").put(shell.say("Before writing", "Prima di scrivere")))
            .put(tag("dl").put_all(rows))
            .put_all(transcript),
    )
}

fn html(class: &'static str, html: String) -> Tag {
    tag("div")
        .class(class)
        .set("dir", "auto")
        .html(move || html.clone())
}

fn author(shell: &Shell<'_>, page: &TicketPage<'_>, one: &Message) -> String {
    match (one.author, &one.agent) {
        (Author::Customer, _) => match page.entry.map(|entry| entry.who.as_str()) {
            None | Some("") => shell.say("Customer", "Cliente").to_owned(),
            Some(who) => who.to_owned(),
        },
        (Author::Agent, Some(id)) => words::agent(page.site, id),
        (Author::Agent, None) => shell.say("Team", "Squadra").to_owned(),
        (Author::System, _) => "Premura".to_owned(),
    }
}

fn message(shell: &Shell<'_>, page: &TicketPage<'_>, one: &Message) -> Tag {
    let is_note = one.visibility == Visibility::Internal;
    let class = match (is_note, one.author) {
        (true, _) => "message note",
        (false, Author::Customer) => "message theirs",
        (false, _) => "message ours",
    };
    let written = match (one.author, one.channel) {
        (Author::Agent, Origin::Email) | (Author::Customer, _) => of_plain_text(&one.text),
        _ => markdown::to_html(&one.text),
    };
    let folded = one.folded.as_ref().map(|folded| {
        tag("details")
            .class("more-of")
            .put(tag("summary").put(shell.say("Quoted text", "Testo citato")))
            .put(html("written folded", of_plain_text(folded)))
    });
    let at = one.created_at.parse::<Timestamp>();
    let at_ms = at.map_or(0, |at| at.as_millisecond());
    let me = shell.who.agent();
    let is_fresh = page.seen_ms > 0
        && at_ms > page.seen_ms
        && (one.agent.is_none() || one.agent.as_ref() != me);
    let fresh = is_fresh.then(|| tag("span").class("chip new").put(shell.say("New", "Nuovo")));
    let note = is_note.then(|| {
        tag("span")
            .class("chip")
            .put(icon("note"))
            .put(shell.say("Internal note", "Nota interna"))
    });
    // The team's own way of writing goes without saying.
    let usual = one.author != Author::Customer && one.channel == Origin::Api;
    let by = (!is_note && !usual && one.author != Author::System).then(|| {
        tag("span")
            .class("hint")
            .put(shell.tongue.channel(one.channel))
    });
    let head = tag("p")
        .class("by")
        .put(tag("strong").put(tag("bdi").put(author(shell, page, one))))
        .put_all(note)
        .put_all(by)
        .put_all(fresh)
        .put(
            tag("time")
                .set("datetime", one.created_at.clone())
                .put(page.past(shell, &one.created_at)),
        );
    tag("li")
        .class(class)
        .set("id", one.id.clone())
        .put(head)
        .put(html("written", written))
        .put_all(folded)
        .put_all(files(shell, page, &one.id))
}

/// The files that go with something.
pub(super) fn files(shell: &Shell<'_>, page: &TicketPage<'_>, of: &str) -> Option<Tag> {
    let of = page.files.iter().filter(|file| file.message_id == of);
    let links: Vec<Tag> = of
        .map(|file| {
            let bytes = size(file.bytes, shell.tongue.locale());
            tag("li").put(
                tag("a")
                    .class("file")
                    .set("href", file.href.clone())
                    .put(icon("file"))
                    .put(tag("bdi").put(file.name.clone()))
                    .put(tag("span").class("hint").put(bytes)),
            )
        })
        .collect();
    (!links.is_empty()).then(|| tag("ul").class("files").put_all(links))
}

fn held_message(shell: &Shell<'_>, page: &TicketPage<'_>, held: &Held) -> Tag {
    let who = Slug::parse(&held.agent).map_or_else(
        |_| shell.say("Team", "Squadra").to_owned(),
        |id| words::agent(page.site, &id),
    );
    tag("li")
        .class("message ours waits")
        .put(
            tag("p").class("by").put(tag("strong").put(who)).put(
                tag("span")
                    .class("chip")
                    .put(icon("clock"))
                    .put(shell.say("Not sent yet", "Non ancora inviata")),
            ),
        )
        .put(html("written", markdown::to_html(&held.text)))
        .put_all(files(shell, page, &held.id))
}

fn line(shell: &Shell<'_>, page: &TicketPage<'_>, name: &str, said: String, at: &str) -> Tag {
    tag("li")
        .class("happened")
        .put(icon(name))
        .put(tag("span").put(said))
        .put(
            tag("time")
                .set("datetime", at.to_owned())
                .put(page.past(shell, at)),
        )
}

fn rated(shell: &Shell<'_>, (score, comment): &(u8, Option<String>)) -> Tag {
    let said = format!("{} {score}/5", shell.say("Rated", "Valutazione"));
    let comment = comment.as_ref();
    tag("div")
        .class("rating")
        .put(face(*score))
        .put(tag("strong").put(said))
        .put_all(comment.map(|words| tag("q").set("dir", "auto").put(words.clone())))
}
