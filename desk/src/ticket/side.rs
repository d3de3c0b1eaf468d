//! Beside the story: what the ticket carries and can be set, the person with their other tickets,
//! and what is done rarely.

use shared::{access::Action, contact::AnswerBy, lang::own_name, ticket::Status};
use widget::markup::{Tag, tag};

use super::{TicketPage, call::call};
use crate::{
    Shell, icon,
    inbox::clock,
    part::{button, button_of, card, field, form, input, select, textarea},
    words,
};

pub(super) fn side(shell: &Shell<'_>, page: &TicketPage<'_>) -> Tag {
    let may = shell.may(Action::WriteTickets);
    tag("aside")
        .class("side")
        .set("id", "side")
        .set("aria-label", shell.say("Beside it", "Accanto"))
        .put_all((may && page.ticket.answer_by == AnswerBy::Phone).then(|| call(shell, page)))
        .put(match may {
            true => settings(shell, page),
            false => facts(shell, page),
        })
        .put(person(shell, page))
        .put_all(others(shell, page))
        .put_all(deliveries(shell, page))
        .put_all(may.then(|| rare(shell, page)))
}

/// What the ticket carries, for who may only look.
fn facts(shell: &Shell<'_>, page: &TicketPage<'_>) -> Tag {
    let ticket = page.ticket;
    let nobody = || shell.say("Nobody", "Nessuno").to_owned();
    let owner = ticket.owner.as_ref();
    let rows = [
        (
            shell.say("Owner", "Incaricato"),
            owner.map_or_else(nobody, |id| words::agent(page.site, id)),
        ),
        (
            shell.say("Status", "Stato"),
            shell.tongue.status(ticket.status).to_owned(),
        ),
        (
            shell.say("Priority", "Priorità"),
            shell.tongue.priority(ticket.priority).to_owned(),
        ),
    ];
    let rows = rows.into_iter().map(|(name, value)| {
        tag("div")
            .put(tag("dt").put(name))
            .put(tag("dd").put(value))
    });
    card(
        shell.say("This request", "Questa richiesta"),
        vec![tag("dl").class("pairs").put_all(rows)],
    )
}

fn settings(shell: &Shell<'_>, page: &TicketPage<'_>) -> Tag {
    let ticket = page.ticket;
    // What was tried and failed stays as it was typed.
    let value = |name: &str, kept: String| {
        let tried = page.tried.iter().find(|(of, _)| of == name);
        tried.map_or(kept, |(_, value)| value.clone())
    };
    let of = |id: Option<&shared::id::Slug>| id.map(ToString::to_string).unwrap_or_default();
    let name_of = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let none = (String::new(), shell.say("None", "Nessuno").to_owned());
    let one = |name: &'static str, label: &str, options: Vec<(String, String)>, kept: String| {
        let chosen = value(name, kept);
        field(
            name,
            label,
            "",
            page.fault(name),
            select(name, &options, &chosen),
        )
    };
    let mut statuses = words::statuses(shell.tongue);
    if ticket.status == Status::New {
        let new = shell.tongue.status(Status::New).to_owned();
        statuses.insert(0, ("new".to_owned(), new));
    }
    let status = match page.open {
        "resolve" => "resolved".to_owned(),
        _ => name_of(serde_json::to_value(ticket.status).unwrap_or_default()),
    };
    let nobody = match ticket.owner {
        None => shell.say("Nobody", "Nessuno"),
        Some(_) => shell.say("Whose turn it is", "A chi tocca"),
    };
    let mut owners = vec![(String::new(), nobody.to_owned())];
    if let Some(me) = shell.who.agent() {
        owners.push((me.to_string(), shell.say("Me", "Me").to_owned()));
    }
    let me = of(shell.who.agent());
    owners.extend(
        words::agents(page.site)
            .into_iter()
            .filter(|(id, _)| *id != me),
    );
    let with_none = |options: Vec<(String, String)>| {
        let mut all = vec![none.clone()];
        all.extend(options);
        all
    };
    let priority = name_of(serde_json::to_value(ticket.priority).unwrap_or_default());
    let tags: Vec<&str> = ticket.tags.iter().map(|tag| tag.as_str()).collect();
    let note = textarea("note", &value("note", String::new()), 2);
    let hand_over = field(
        "hand-over",
        shell.say("Note for the new owner", "Nota per chi la prende"),
        shell.say(
            "Needed when it goes from one person to another: what should they know?",
            "Serve quando passa da una persona a un'altra: che cosa deve sapere?",
        ),
        page.fault("hand-over"),
        note,
    );
    let tags_input = input("text", "tags", &value("tags", tags.join(", ")))
        .set("autocapitalize", "none")
        .set("list", "known-tags");
    let due = page.entry.and_then(|entry| entry.due);
    let due = due.map(|due| {
        tag("p")
            .class("hint")
            .put(format!("{}: ", due.what(shell.tongue)))
            .put(clock(shell, &due, page.site, page.now))
    });
    let form = form(shell, page.path(shell, "set"))
        .class("form")
        .set("id", "set-form")
        .put(one(
            "status",
            shell.say("Status", "Stato"),
            statuses,
            status,
        ))
        .put(one(
            "owner",
            shell.say("Owner", "Incaricato"),
            owners,
            of(ticket.owner.as_ref()),
        ))
        .put(hand_over.set("data-hand-over", ""))
        .put_all((!page.site.teams.is_empty()).then(|| {
            one(
                "team",
                shell.say("Team", "Squadra"),
                with_none(words::teams(page.site)),
                of(ticket.team.as_ref()),
            )
        }))
        .put(one(
            "priority",
            shell.say("Priority", "Priorità"),
            words::priorities(shell.tongue),
            priority,
        ))
        .put(one(
            "topic",
            shell.say("Topic", "Argomento"),
            with_none(words::topics(page.site, shell.tongue)),
            of(ticket.topic.as_ref()),
        ))
        .put(field(
            "tags",
            shell.say("Tags", "Tag"),
            shell.say(
                "Words with commas between them",
                "Parole separate da virgole",
            ),
            page.fault("tags"),
            tags_input,
        ))
        .put(button("secondary", shell.say("Save", "Salva")));
    let mut contents: Vec<Tag> = due.into_iter().collect();
    contents.push(form);
    card(shell.say("This request", "Questa richiesta"), contents)
}

/// The address of a number, for a telephone.
pub(super) fn tel(phone: &shared::contact::Phone) -> String {
    let digits = phone.as_str().chars();
    let digits = digits.filter(|c| c.is_ascii_digit() || *c == '+');
    format!("tel:{}", digits.collect::<String>())
}

fn person(shell: &Shell<'_>, page: &TicketPage<'_>) -> Tag {
    let ticket = page.ticket;
    let mut rows: Vec<Tag> = Vec::new();
    let row = |name: &str, value: Tag| tag("p").put(icon(name)).put(value);
    let name = ticket.name.clone().unwrap_or_default();
    if !name.trim().is_empty() {
        let text = tag("strong").put(tag("bdi").put(name));
        rows.push(row(
            "person",
            match page.person {
                Some(person) => tag("a")
                    .set("href", shell.path(&format!("contacts/{}", person.id)))
                    .put(text),
                None => text,
            },
        ));
    }
    if let Some(email) = &ticket.email {
        rows.push(row("email", tag("bdi").put(email.to_string())));
    }
    if let Some(phone) = &ticket.phone {
        let href = tel(phone);
        rows.push(row(
            "phone",
            tag("a").set("href", href).put(phone.as_str().to_owned()),
        ));
    }
    let wants = match ticket.answer_by {
        AnswerBy::Email => shell.say("Wants to be answered by email", "Vuole risposta per email"),
        AnswerBy::Phone => shell.say("Wants to be called", "Vuole essere chiamato"),
        AnswerBy::Whatsapp => shell.say("Wants WhatsApp", "Vuole risposta su WhatsApp"),
        AnswerBy::Chat => shell.say("Wants to chat", "Vuole risposta in chat"),
    };
    rows.push(row("chat", tag("span").put(wants)));
    let lang = own_name(ticket.lang.as_str()).to_owned();
    let device = [
        lang.as_str(),
        &ticket.device.agent,
        &ticket.device.time_zone,
    ];
    let device: Vec<&str> = device.into_iter().filter(|part| !part.is_empty()).collect();
    rows.push(row("info", tag("span").put(device.join(" · "))));
    if let Some(identity) = &ticket.identity {
        let name = identity.external_id.clone().unwrap_or_default();
        let said = match identity.verified {
            Some(_) => shell.say("Signed in on your site", "Collegato sul tuo sito"),
            None => shell.say("Says to be (not proven)", "Dice di essere (non provato)"),
        };
        rows.push(row("key", tag("span").put(format!("{said} {name}"))));
    }
    let tags = page.person.filter(|person| !person.tags.is_empty());
    let tags = tags.map(|person| {
        let chips = person.tags.iter();
        tag("p")
            .class("chips")
            .put_all(chips.map(|id| tag("span").class("chip").put(icon("tag")).put(id.clone())))
    });
    let list = tag("div").class("lines-of").put_all(rows).put_all(tags);
    card(shell.say("Customer", "Cliente"), vec![list])
}

fn others(shell: &Shell<'_>, page: &TicketPage<'_>) -> Option<Tag> {
    if page.others.is_empty() {
        return None;
    }
    let rows = page.others.iter().map(|entry| {
        let title = match entry.line.as_str() {
            "" => entry.reference.to_string(),
            line => line.to_owned(),
        };
        let state = format!(
            "{} · {}",
            entry.reference,
            shell.tongue.status(entry.status)
        );
        tag("li")
            .put(
                tag("a")
                    .set("href", shell.path(&format!("t/{}", entry.id)))
                    .put(tag("bdi").put(title)),
            )
            .put(tag("span").class("hint").put(state))
    });
    let list = tag("ol").class("others").put_all(rows);
    Some(card(
        shell.say("Their other requests", "Le sue altre richieste"),
        vec![list],
    ))
}

fn deliveries(shell: &Shell<'_>, page: &TicketPage<'_>) -> Option<Tag> {
    if page.deliveries.is_empty() {
        return None;
    }
    let rows = page.deliveries.iter().map(|delivery| {
        let state = match (delivery.arrived, delivery.again) {
            (Some(true), _) => shell.say("delivered", "consegnato"),
            (Some(false), true) => shell.say("is tried again", "si riprova"),
            (Some(false), false) => shell.say("given up", "non riuscito"),
            (None, _) => shell.say("on its way", "in partenza"),
        };
        let at = page.past(shell, &delivery.at);
        tag("li")
            .put(tag("bdi").put(format!("{} → {}", delivery.what, delivery.to)))
            .put(tag("span").class("hint").put(format!("{state}, {at}")))
    });
    let n = page.deliveries.len();
    let said = format!("{} ({n})", shell.say("Deliveries", "Consegne"));
    Some(
        tag("details")
            .class("card more-of")
            .put(tag("summary").put(said))
            .put(tag("ol").class("others").put_all(rows)),
    )
}

/// What is done rarely.
fn rare(shell: &Shell<'_>, page: &TicketPage<'_>) -> Tag {
    let into = page.tried.iter().find(|(name, _)| name == "into");
    let into = into.map_or("", |(_, value)| value.as_str());
    let merge = form(shell, page.path(shell, "merge"))
        .class("form")
        .put(field(
            "into",
            shell.say("Merge into", "Unisci a"),
            shell.say(
                "The reference of the request that goes on, such as 7K3M-92QX",
                "Il riferimento della richiesta che continua, per esempio 7K3M-92QX",
            ),
            page.fault("into"),
            input("text", "into", into).set("autocapitalize", "characters"),
        ))
        .put(button("secondary small", shell.say("Merge", "Unisci")));
    let spam = match page.ticket.spam.is_empty() {
        true => ("yes", shell.say("Mark as spam", "Segna come spam")),
        false => ("no", shell.say("Not spam", "Non è spam")),
    };
    let spam = form(shell, page.path(shell, "spam")).put(button_of(
        "secondary small",
        "spam",
        spam.0,
        spam.1,
    ));
    let revoke = form(shell, page.path(shell, "revoke")).class("form").put(
        tag("p").class("hint").put(shell.say(
            "If a link to the request's page got into wrong hands: links sent so far lead nowhere from then on.",
            "Se un link alla pagina della richiesta è finito in mani sbagliate: i link inviati finora non portano più a nulla.",
        )),
    ).put(button("secondary small", shell.say("Revoke links", "Revoca i link")));
    tag("details")
        .class("card more-of")
        .set_some("open", page.fault("into").map(|_| String::new()))
        .put(tag("summary").put(shell.say("More", "Altro")))
        .put_all((page.merged_into.is_none()).then_some(merge))
        .put(spam)
        .put(revoke)
}
