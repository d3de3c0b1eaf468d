//! The composer: an answer or a note, with macros, FAQs and files put in, and where the ticket
//! stands afterwards chosen by the button it is sent with.

use shared::ticket::Status;
use widget::markup::{Tag, tag};

use super::{TicketPage, story};
use crate::{
    Shell, icon,
    part::{button, button_of, field, form, hidden, input, textarea},
};

/// Most FAQs offered at once.
const MAX_FAQS: usize = 300;

pub(super) fn compose(shell: &Shell<'_>, page: &TicketPage<'_>) -> Tag {
    let root = tag("section")
        .class("write")
        .set("id", "write")
        .set("aria-label", shell.say("Write", "Scrivi"));
    if page.ticket.status == Status::Closed {
        return root
            .put(tag("p").class("hint").put(shell.say(
                "This request is closed. If the customer writes again, a new one goes on with it.",
                "Questa richiesta è chiusa. Se il cliente scrive ancora, ne continua una nuova.",
            )))
            .put(note(shell, page));
    }
    let tab = |id: &'static str, text: &'static str, chosen: bool| {
        tag("label")
            .class("tab")
            .put(
                tag("input")
                    .set("type", "radio")
                    .set("name", "write")
                    .set("id", id)
                    .set("autocomplete", "off")
                    .set_some("checked", chosen.then(String::new)),
            )
            .put(icon(match id {
                "tab-note" => "note",
                _ => "reply",
            }))
            .put(tag("span").put(text))
    };
    let tabs = tag("fieldset")
        .class("tabs")
        .put(
            tag("legend")
                .class("unseen")
                .put(shell.say("What to write", "Che cosa scrivere")),
        )
        .put(tab(
            "tab-reply",
            shell.say("Answer", "Risposta"),
            !page.write.note_first,
        ))
        .put(tab(
            "tab-note",
            shell.say("Note", "Nota"),
            page.write.note_first,
        ));
    root.put(tabs)
        .put(reply(shell, page))
        .put(note(shell, page))
}

fn reply(shell: &Shell<'_>, page: &TicketPage<'_>) -> Tag {
    let write = page.write;
    let to = match (&page.ticket.email, &page.ticket.phone) {
        (Some(email), _) => {
            let said = shell.say("Goes to", "Va a");
            format!("{said} {email}")
        }
        (None, Some(phone)) => {
            let said = shell.say(
                "No address: it stands on the request's page only. Call",
                "Nessun indirizzo: si legge solo sulla pagina della richiesta. Chiama il",
            );
            format!("{said} {}", phone.as_str())
        }
        (None, None) => String::new(),
    };
    let words = textarea("text", &write.reply, 6)
        .set("id", "reply")
        .set("dir", "auto")
        .set("maxlength", shared::ticket::MAX_MESSAGE.to_string())
        .set("data-draft", "reply")
        .set("aria-keyshortcuts", "Control+Enter");
    let words = field(
        "reply",
        shell.say("Answer to the customer", "Risposta al cliente"),
        &to,
        page.fault("reply"),
        words,
    );
    let waits = write.status.unwrap_or(Status::WaitingOnCustomer);
    let send = |value: &'static str, status: Status, text: &'static str| {
        let class = match status == waits {
            true => "primary",
            false => "secondary",
        };
        button_of(class, "send", value, text)
    };
    let buttons = tag("div")
        .class("actions")
        .put(send(
            "waiting_on_customer",
            Status::WaitingOnCustomer,
            shell.say("Send and wait", "Invia e attendi"),
        ))
        .put(send(
            "resolved",
            Status::Resolved,
            shell.say("Send and resolve", "Invia e risolvi"),
        ))
        .put(send(
            "open",
            Status::Open,
            shell.say("Send, keep open", "Invia, lascia aperta"),
        ))
        .put(tag("span").class("hint saved").set("role", "status"));
    let file = input("file", "file", "").set("multiple", "");
    let files = field(
        "files",
        shell.say("Files", "File"),
        shell.say(
            "Pictures, PDF, text; five of at most 10 MB. The customer finds them on the request's page.",
            "Immagini, PDF, testo; cinque da 10 MB al massimo. Il cliente li trova sulla pagina della richiesta.",
        ),
        page.fault("file"),
        file,
    );
    form(shell, page.path(shell, "reply"))
        .class("form")
        .set("id", "reply-form")
        .set("enctype", "multipart/form-data")
        .put(hidden("id", write.id.clone()))
        .put(hidden("macros", write.macros.clone()).set("id", "macros"))
        .put(words)
        .put(insert(shell, page))
        .put(
            tag("details")
                .class("more-of")
                .set_some("open", page.fault("file").map(|_| String::new()))
                .put(tag("summary").put(shell.say("Attach files", "Allega file")))
                .put(files),
        )
        .put_all(story::files(shell, page, &write.id))
        .put(buttons)
}

/// What can be put in: macros and FAQs.
fn insert(shell: &Shell<'_>, page: &TicketPage<'_>) -> Tag {
    let site = page.site;
    let choose = |name: &'static str, label: &'static str, options: Vec<Tag>| {
        let none = tag("option").set("value", "").put(label);
        tag("select")
            .set("name", name)
            .set("id", name)
            .set("aria-label", label)
            .set("autocomplete", "off")
            .put(none)
            .put_all(options)
    };
    let option = |value: &str, text: &str| {
        tag("option")
            .set("value", value.to_owned())
            .put(text.to_owned())
    };
    let macros = site
        .macros
        .iter()
        .map(|one| option(one.id.as_str(), &one.name));
    let macros = (!site.macros.is_empty()).then(|| {
        choose(
            "macro",
            shell.say("Macro…", "Risposta pronta…"),
            macros.collect(),
        )
    });
    let lang = &page.ticket.lang;
    let faqs = site.faqs.iter().take(MAX_FAQS);
    let faqs = faqs.map(|faq| option(faq.id.as_str(), faq.question.text(lang, &site.languages)));
    let faqs = (!site.faqs.is_empty())
        .then(|| choose("faq", shell.say("FAQ…", "Dalle FAQ…"), faqs.collect()));
    tag("div")
        .class("actions insert")
        .put_all(macros)
        .put_all(faqs)
        .put(button_of(
            "secondary small",
            "insert",
            "1",
            shell.say("Put in", "Inserisci"),
        ))
}

fn note(shell: &Shell<'_>, page: &TicketPage<'_>) -> Tag {
    let words = textarea("text", &page.write.note, 4)
        .set("id", "note")
        .set("dir", "auto")
        .set("maxlength", shared::ticket::MAX_MESSAGE.to_string())
        .set("data-draft", "note");
    let words = field(
        "note",
        shell.say("Internal note", "Nota interna"),
        shell.say("Only the team reads it.", "La legge soltanto la squadra."),
        page.fault("note"),
        words,
    );
    form(shell, page.path(shell, "note"))
        .class("form")
        .set("id", "note-form")
        .put(words)
        .put(
            tag("div")
                .class("actions")
                .put(button("primary", shell.say("Add note", "Aggiungi nota")))
                .put(tag("span").class("hint saved").set("role", "status")),
        )
}
