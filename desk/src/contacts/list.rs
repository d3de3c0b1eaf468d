//! The list of customers, with its search.

use shared::api::Contact;
use widget::markup::{Tag, tag};

use super::{ContactList, called};
use crate::{
    Shell,
    part::{Tone, button, empty, input, link_button, notice},
};

/// A word as it stands in an address.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => out.push(byte.into()),
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

fn row(shell: &Shell<'_>, contact: &Contact, since: &str) -> Tag {
    let nobody = shell.say("No name", "Senza nome");
    let name = called(contact, nobody);
    let link = tag("a").set("href", shell.path(&format!("contacts/{}", contact.id)));
    let cell = |text: &Option<String>| match text {
        Some(text) => tag("td").put(text.clone()),
        None => tag("td").class("none").put("–"),
    };
    let tags = contact
        .tags
        .iter()
        .map(|name| tag("span").class("chip").put(name.to_string()));
    tag("tr")
        .put(tag("th").set("scope", "row").put(link.put(name)))
        .put(cell(&contact.email))
        .put(cell(&contact.phone))
        .put(tag("td").put(tag("span").class("chips").put_all(tags)))
        .put(tag("td").put(since.to_owned()))
}

/// The page.
pub fn contacts(shell: &Shell<'_>, page: &ContactList) -> Vec<Tag> {
    let label = shell.say("Name, address or number", "Nome, indirizzo o numero");
    let search = tag("form")
        .class("search")
        .set("role", "search")
        .set("action", shell.path("contacts"))
        .put(
            input("search", "q", &page.query)
                .set("aria-label", label)
                .set("placeholder", label)
                .set("maxlength", "200"),
        )
        .put(button("secondary", shell.say("Search", "Cerca")));
    let mut contents = vec![tag("h1").put(shell.say("Customers", "Clienti"))];
    if let Some(done) = &page.done {
        contents.push(notice(Tone::Done, done.clone()));
    }
    contents.push(search);
    if page.rows.is_empty() {
        contents.push(match page.query.is_empty() {
            true => empty(
                "people",
                shell.say("No customers yet", "Ancora nessun cliente"),
                shell.say(
                    "Whoever writes to you appears here, with all their requests.",
                    "Chi ti scrive compare qui, con tutte le sue richieste.",
                ),
            ),
            false => empty(
                "people",
                shell.say("Nobody found", "Non abbiamo trovato nessuno"),
                shell.say(
                    "Try a part of the name, of the address or of the number.",
                    "Prova con una parte del nome, dell'indirizzo o del numero.",
                ),
            ),
        });
    } else {
        let heads = [
            shell.say("Customer", "Cliente"),
            shell.say("Address", "Indirizzo"),
            shell.say("Phone", "Telefono"),
            shell.say("Tags", "Etichette"),
            shell.say("First wrote", "Ha scritto dal"),
        ];
        let heads = heads.map(|text| tag("th").set("scope", "col").put(text));
        let rows = page.rows.iter().map(|(c, since)| row(shell, c, since));
        let table = tag("table")
            .class("contacts")
            .put(tag("thead").put(tag("tr").put_all(heads)))
            .put(tag("tbody").put_all(rows));
        contents.push(table);
    }
    let mut ways = Vec::new();
    let query = match page.query.is_empty() {
        true => String::new(),
        false => format!("q={}&", encoded(&page.query)),
    };
    if page.later {
        let first = shell.path(&format!("contacts?{}", query.trim_end_matches('&')));
        let first = first.trim_end_matches('?');
        ways.push(link_button(
            "secondary",
            first,
            shell.say("Back to the first", "Torna all'inizio"),
        ));
    }
    if let Some(next) = &page.next {
        let next = shell.path(&format!("contacts?{query}cursor={next}"));
        ways.push(
            link_button("secondary", next, shell.say("Older", "Precedenti")).set("rel", "next"),
        );
    }
    if !ways.is_empty() {
        let name = shell.say("Pages", "Pagine");
        contents.push(
            tag("nav")
                .class("actions")
                .set("aria-label", name)
                .put_all(ways),
        );
    }
    vec![tag("div").class("wide").put_all(contents)]
}
