//! What a list is narrowed to and sorted by, and keeping that under a name.

use shared::{inbox::Sort, lang::own_name};
use widget::markup::{Tag, tag};

use super::Inbox;
use crate::{
    Shell, icon,
    part::{button, button_of, field, form, hidden, input, select},
    words,
};

pub(super) fn narrow(shell: &Shell<'_>, page: &Inbox<'_>) -> Tag {
    let n = page.filter.pairs().len();
    let said = match n {
        0 => shell.say("Filter and order", "Filtra e ordina").to_owned(),
        n => format!("{} ({n})", shell.say("Filter and order", "Filtra e ordina")),
    };
    let summary = tag("summary")
        .put(icon("filter"))
        .put(tag("span").put(said));
    tag("details")
        .class("narrow")
        .put(summary)
        .put(choose(shell, page))
        .put_all((n > 0).then(|| keep(shell, page)))
}

fn choose(shell: &Shell<'_>, page: &Inbox<'_>) -> Tag {
    let any = shell.say("Any", "Qualsiasi");
    let one = |name: &'static str, label: &str, options: Vec<(String, String)>| {
        let mut all = vec![(String::new(), any.to_owned())];
        all.extend(options);
        let chosen = page.filter.value(name);
        field(
            &format!("by-{name}"),
            label,
            "",
            None,
            select(name, &all, &chosen),
        )
    };
    let mut statuses = vec![(
        "new".to_owned(),
        shell.tongue.status(shared::ticket::Status::New).to_owned(),
    )];
    statuses.extend(words::statuses(shell.tongue));
    let mut owners = vec![
        ("@me".to_owned(), shell.say("Me", "Me").to_owned()),
        (
            "@nobody".to_owned(),
            shell.say("Nobody", "Nessuno").to_owned(),
        ),
    ];
    owners.extend(words::agents(page.site));
    let channels = ["form", "email", "request_page", "api", "phone"]
        .map(|name| {
            let origin = match name {
                "form" => shared::ticket::Origin::Form,
                "email" => shared::ticket::Origin::Email,
                "request_page" => shared::ticket::Origin::RequestPage,
                "phone" => shared::ticket::Origin::Phone,
                _ => shared::ticket::Origin::Api,
            };
            (name.to_owned(), shell.tongue.channel(origin).to_owned())
        })
        .to_vec();
    let langs = page.site.languages.iter();
    let langs = langs.map(|lang| (lang.to_string(), own_name(lang.as_str()).to_owned()));
    let sorts = Sort::ALL.map(|sort| {
        let name = match sort {
            Sort::Due => shell.say("Due first", "Prima quelle in scadenza"),
            Sort::Newest => shell.say("Newest first", "Prima le più nuove"),
            Sort::Changed => shell.say("Last changed first", "Prima le ultime modificate"),
        };
        (sort.as_str().to_owned(), name.to_owned())
    });
    let order = select("sort", &sorts, page.sort.as_str());
    let tag_input = input("text", "tag", &page.filter.value("tag")).set("autocapitalize", "none");
    tag("form")
        .class("filter")
        .set("action", shell.path(""))
        .put(hidden("view", page.view.as_str()))
        .put(field(
            "by-sort",
            shell.say("Order", "Ordine"),
            "",
            None,
            order,
        ))
        .put(one("status", shell.say("Status", "Stato"), statuses))
        .put(one(
            "priority",
            shell.say("Priority", "Priorità"),
            words::priorities(shell.tongue),
        ))
        .put(one(
            "topic",
            shell.say("Topic", "Argomento"),
            words::topics(page.site, shell.tongue),
        ))
        .put(one(
            "team",
            shell.say("Team", "Squadra"),
            words::teams(page.site),
        ))
        .put(one("owner", shell.say("Owner", "Incaricato"), owners))
        .put(field("by-tag", "Tag", "", None, tag_input))
        .put(one(
            "channel",
            shell.say("Came by", "Arrivata da"),
            channels,
        ))
        .put(one(
            "lang",
            shell.say("Language", "Lingua"),
            langs.collect(),
        ))
        .put(
            tag("div")
                .class("actions")
                .put(button("secondary small", shell.say("Show", "Mostra")))
                .put(
                    tag("a")
                        .class("quiet")
                        .set("href", shell.path(&format!("?view={}", page.view.as_str())))
                        .put(shell.say("Clear", "Azzera")),
                ),
        )
}

/// Keeps what is narrowed to, or forgets it.
fn keep(shell: &Shell<'_>, page: &Inbox<'_>) -> Tag {
    let known = page
        .saved
        .iter()
        .find(|saved| saved.view == page.view && saved.filter == *page.filter);
    let form = form(shell, shell.path("filters")).class("actions keep");
    match known {
        Some(saved) => form
            .put(hidden("back", format!("?view={}", page.view.as_str())))
            .put(button_of(
                "quiet",
                "drop",
                saved.id.clone(),
                format!("{} “{}”", shell.say("Forget", "Elimina"), saved.name),
            )),
        None => {
            let pairs = page.filter.pairs().into_iter();
            form.put(hidden("back", page.here))
                .put(hidden("view", page.view.as_str()))
                .put(hidden("sort", page.sort.as_str()))
                .put_all(pairs.map(|(name, value)| hidden(name, value)))
                .put(
                    input("text", "name", "")
                        .set("maxlength", "60")
                        .set("required", "")
                        .set(
                            "aria-label",
                            shell.say("Name of this filter", "Nome di questo filtro"),
                        )
                        .set(
                            "placeholder",
                            shell.say("Name it to keep it", "Un nome per tenerlo"),
                        ),
                )
                .put(button(
                    "secondary small",
                    shell.say("Keep this filter", "Tieni questo filtro"),
                ))
        }
    }
}
