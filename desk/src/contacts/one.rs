//! One customer: their requests, what the team keeps of them, what they agreed to.

use shared::access::Action;
use widget::markup::{Tag, tag};

use super::{ContactPage, GivenConsent, TicketLine, called};
use crate::{
    Shell,
    part::{
        Tone, button, button_of, card, field, form, hidden, input, link_button, notice, textarea,
    },
};

fn history(shell: &Shell<'_>, tickets: &[TicketLine]) -> Tag {
    let line = |ticket: &TicketLine| {
        let link = tag("a").set("href", shell.path(&format!("t/{}", ticket.id)));
        let text = tag("span").put(link.put(ticket.about.clone())).put(
            tag("span")
                .class("hint")
                .put(format!("{} · {}", ticket.reference, ticket.when)),
        );
        tag("li")
            .put(text)
            .put(tag("span").class("chip").put(ticket.status))
    };
    let list = match tickets.is_empty() {
        true => tag("p").class("hint").put(shell.say("None.", "Nessuna.")),
        false => tag("ul").class("rows").put_all(tickets.iter().map(line)),
    };
    card(shell.say("Requests", "Richieste"), vec![list])
}

fn consents(shell: &Shell<'_>, page: &ContactPage) -> Tag {
    let path = shell.path(&format!("contacts/{}", page.contact.id));
    let row = |consent: &GivenConsent| {
        let (state, turn, value) = match consent.given {
            true => (
                shell.say("Agreed", "Sì"),
                shell.say("Withdraw", "Revoca"),
                "no",
            ),
            false => (
                shell.say("Not agreed", "No"),
                shell.say("They agree", "Acconsente"),
                "yes",
            ),
        };
        let text = tag("span")
            .put(consent.label.clone())
            .put(tag("span").class("hint").put(consent.how.clone()));
        let chip = tag("span").class("chip").put(state);
        let row = tag("li").put(text).put(chip);
        match shell.may(Action::WriteContacts) {
            false => row,
            true => row.put(
                form(shell, path.clone())
                    .put(hidden("consent", consent.id.clone()))
                    .put(
                        button_of("secondary small", "given", value, turn)
                            .set("aria-label", format!("{turn}: {}", consent.label)),
                    ),
            ),
        }
    };
    let list = tag("ul")
        .class("rows")
        .put_all(page.consents.iter().map(row));
    card(shell.say("Consent", "Consensi"), vec![list])
}

fn kept(shell: &Shell<'_>, page: &ContactPage) -> Tag {
    let title = shell.say("Notes and tags", "Note ed etichette");
    if !shell.may(Action::WriteContacts) {
        let notes = match page.contact.notes.is_empty() {
            true => shell.say("No notes.", "Nessuna nota.").to_owned(),
            false => page.contact.notes.clone(),
        };
        return card(title, vec![tag("p").class("written").put(notes)]);
    }
    let trouble = |name: &str| {
        let trouble = page.trouble.as_ref().filter(|(field, _)| field == name);
        trouble.map(|(_, text)| text.as_str())
    };
    let notes = field(
        "notes",
        shell.say("Notes", "Note"),
        shell.say(
            "For the team. The person gets them if they ask for their data.",
            "Per la squadra. Se la persona chiede i suoi dati, li riceve.",
        ),
        trouble("notes"),
        textarea("notes", &page.notes, 4),
    );
    let tags = field(
        "tags",
        shell.say("Tags", "Etichette"),
        shell.say(
            "Lower-case words with commas between them: vip, wholesale",
            "Parole minuscole separate da virgole: vip, ingrosso",
        ),
        trouble("tags"),
        input("text", "tags", &page.tags).set("autocomplete", "off"),
    );
    let path = shell.path(&format!("contacts/{}", page.contact.id));
    let form = form(shell, path)
        .class("form")
        .put(notes)
        .put(tags)
        .put(button("primary", shell.say("Save", "Salva")));
    card(title, vec![form])
}

fn facts(shell: &Shell<'_>, page: &ContactPage) -> Tag {
    let contact = &page.contact;
    let mut list = tag("dl").class("facts");
    let mut fact = |name: &str, value: Tag| {
        let pair = tag("div")
            .put(tag("dt").put(name.to_owned()))
            .put(tag("dd").put(value));
        list = std::mem::replace(&mut list, tag("dl")).put(pair);
    };
    let text = |text: &str| tag("span").put(text.to_owned());
    if let Some(email) = &contact.email {
        let link = tag("a").set("href", format!("mailto:{email}"));
        fact(shell.say("Address", "Indirizzo"), link.put(email.clone()));
    }
    if let Some(phone) = &contact.phone {
        let number: String = phone
            .chars()
            .filter(|c| c.is_ascii_digit() || *c == '+')
            .collect();
        let link = tag("a").set("href", format!("tel:{number}"));
        fact(shell.say("Phone", "Telefono"), link.put(phone.clone()));
    }
    fact(
        shell.say("First wrote", "Ha scritto dal"),
        text(&page.since),
    );
    for (name, value) in &page.facts {
        fact(name, text(value));
    }
    card(shell.say("What we know", "Cosa sappiamo"), vec![list])
}

/// The page.
pub fn contact(shell: &Shell<'_>, page: &ContactPage) -> Vec<Tag> {
    let contact = &page.contact;
    let back = tag("a").set("href", shell.path("contacts"));
    let tags = contact
        .tags
        .iter()
        .map(|name| tag("span").class("chip").put(name.to_string()));
    let nobody = shell.say("No name", "Senza nome");
    let mut head = vec![
        tag("p").put(back.put(shell.say("← Customers", "← Clienti"))),
        tag("h1").put(called(contact, nobody)),
    ];
    if !contact.tags.is_empty() {
        head.push(tag("p").class("chips").put_all(tags));
    }
    if let Some(done) = &page.done {
        head.push(notice(Tone::Done, done.clone()));
    }
    let mut main = vec![history(shell, &page.tickets)];
    main.push(kept(shell, page));
    let mut side = vec![facts(shell, page)];
    if !page.consents.is_empty() {
        side.push(consents(shell, page));
    }
    let at = |rest: &str| shell.path(&format!("contacts/{}/{rest}", contact.id));
    let mut ways = Vec::new();
    if shell.may(Action::ExportContact) {
        ways.push(
            link_button(
                "secondary",
                at("export"),
                shell.say("Export as JSON", "Esporta in JSON"),
            )
            .set("download", ""),
        );
    }
    if shell.may(Action::EraseContact) {
        ways.push(link_button(
            "secondary",
            at("erase"),
            shell.say("Erase…", "Cancella…"),
        ));
    }
    if !ways.is_empty() {
        let hint = shell.say(
            "For when somebody asks what you know of them, or to be forgotten.",
            "Per quando qualcuno chiede cosa sai di lui, o di essere dimenticato.",
        );
        side.push(card(
            shell.say("Their data", "I suoi dati"),
            vec![
                tag("p").class("hint").put(hint),
                tag("div").class("actions").put_all(ways),
            ],
        ));
    }
    let halves = tag("div")
        .class("halves")
        .put(tag("div").put_all(main))
        .put(tag("div").put_all(side));
    head.push(halves);
    vec![tag("div").class("wide").put_all(head)]
}
