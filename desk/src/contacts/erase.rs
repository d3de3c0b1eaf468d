//! Before somebody is erased: what goes, what stays, and that there is no way back.

use widget::markup::{Tag, tag};

use super::{ErasePage, called};
use crate::{
    Shell, icon,
    part::{button, card, form, link_button, tick},
};

/// The page.
pub fn erase_contact(shell: &Shell<'_>, page: &ErasePage) -> Vec<Tag> {
    let contact = &page.contact;
    let name = called(contact, shell.say("this person", "questa persona"));
    let title = format!("{} {name}?", shell.say("Erase", "Cancellare"));
    let goes = [
        shell.say(
            "Name, address, number, notes, tags and consents",
            "Nome, indirizzo, numero, note, etichette e consensi",
        ),
        shell.say(
            "Everything written in their requests, by them and by you, with all files",
            "Tutto ciò che è scritto nelle sue richieste, da lui e da voi, con tutti i file",
        ),
        shell.say(
            "Mails and webhooks about them, sent or waiting, and the log of them",
            "Email e webhook che lo riguardano, inviati o in attesa, e il loro registro",
        ),
        shell.say(
            "The links to their requests: they open nothing any more",
            "I link alle sue richieste: non aprono più nulla",
        ),
    ];
    let kept = match page.tickets {
        1 => shell.say("1 request", "1 richiesta").to_owned(),
        n => format!("{n} {}", shell.say("requests", "richieste")),
    };
    let stays = [
        format!(
            "{kept}, {}",
            shell.say(
                "as a count: when, about what, how fast, which score. Nobody can be told from it.",
                "come numero: quando, su cosa, in quanto tempo, con che voto. Nessuno è riconoscibile.",
            )
        ),
        shell
            .say(
                "What was mailed or sent to other systems before: those are told by a webhook to erase it too.",
                "Ciò che è già stato inviato via email o ad altri sistemi: un webhook chiede loro di cancellarlo.",
            )
            .to_owned(),
    ];
    let list = |items: &[String]| {
        let items = items.iter().map(|text| tag("li").put(text.clone()));
        tag("ul").class("points").put_all(items)
    };
    let goes: Vec<String> = goes.into_iter().map(str::to_owned).collect();
    let path = shell.path(&format!("contacts/{}", contact.id));
    let sure = tick(
        "confirm",
        "yes",
        shell.say(
            "I know that this cannot be undone",
            "So che non si può tornare indietro",
        ),
        false,
    );
    let mut form = form(shell, format!("{path}/erase")).class("form").put(sure);
    if let Some(trouble) = page.trouble {
        let error = tag("p").class("error").set("role", "alert");
        form = form.put(error.put(icon("alert")).put(trouble.to_owned()));
    }
    let ways = tag("div")
        .class("actions")
        .put(button(
            "primary danger",
            shell.say("Erase for good", "Cancella per sempre"),
        ))
        .put(link_button("secondary", path, shell.say("Keep", "Annulla")));
    vec![
        tag("div")
            .class("column")
            .put(tag("h1").put(title))
            .put(card(
                shell.say("What goes", "Cosa sparisce"),
                vec![list(&goes)],
            ))
            .put(card(
                shell.say("What stays", "Cosa resta"),
                vec![list(&stays)],
            ))
            .put(form.put(ways)),
    ]
}
