//! The delivery log of an endpoint.

use widget::markup::{Tag, tag};

use super::{Bar, around};
use crate::{
    Shell,
    part::{button_of, empty, form, hidden, link_button},
};

/// What the page is drawn from.
pub struct Log {
    /// What is prepared.
    pub bar: Bar,
    /// What was just done.
    pub done: Option<String>,
    /// The endpoint; empty where the log is of all.
    pub endpoint: String,
    /// Deliveries, the newest first.
    pub rows: Vec<LogRow>,
    /// Where it goes on.
    pub next: Option<String>,
    /// Whether whoever is here may send again.
    pub may_replay: bool,
}

/// A delivery.
pub struct LogRow {
    /// Its id.
    pub id: String,
    /// What it is of.
    pub what: String,
    /// When.
    pub when: String,
    /// How it went, in words.
    pub state: String,
    /// The last answer.
    pub answer: String,
    /// Whether it can be sent again.
    pub again: bool,
}

/// The page.
pub fn log(shell: &Shell<'_>, page: &Log) -> Vec<Tag> {
    let heads = [
        shell.say("What", "Che cosa"),
        shell.say("When", "Quando"),
        shell.say("How it went", "Com'è andata"),
        shell.say("Last answer", "Ultima risposta"),
        "",
    ];
    let head = tag("tr").put_all(heads.into_iter().map(|text| match text {
        "" => tag("td"),
        text => tag("th").set("scope", "col").put(text),
    }));
    let rows = page.rows.iter().map(|row| {
        let again = (page.may_replay && row.again).then(|| {
            form(shell, shell.path("settings/webhooks"))
                .put(hidden("part", "endpoint"))
                .put(hidden("endpoint", page.endpoint.clone()))
                .put(button_of(
                    "quiet small",
                    "do",
                    format!("replay:{}", row.id),
                    shell.say("Send again", "Manda di nuovo"),
                ))
        });
        tag("tr")
            .put(tag("th").set("scope", "row").put(row.what.clone()))
            .put(tag("td").put(row.when.clone()))
            .put(tag("td").put(row.state.clone()))
            .put(tag("td").put(tag("code").put(row.answer.clone())))
            .put(tag("td").put_all(again))
    });
    let table = tag("table")
        .class("contacts log")
        .put(tag("thead").put(head))
        .put(tag("tbody").put_all(rows));
    let title = shell.say("Delivery log", "Registro delle consegne");
    let mut contents = vec![tag("h1").put(title)];
    if page.rows.is_empty() {
        contents.push(empty(
            "clock",
            shell.say("Nothing was sent yet", "Non è stato ancora mandato nulla"),
            shell.say(
                "Send a test and it appears here.",
                "Manda una prova e comparirà qui.",
            ),
        ));
    } else {
        let region = tag("div")
            .class("scroll")
            .set("tabindex", "0")
            .set("role", "region")
            .set("aria-label", title);
        contents.push(region.put(table));
    }
    if let Some(next) = &page.next {
        let path = format!(
            "settings/webhooks/log?endpoint={}&before={next}",
            page.endpoint
        );
        let text = shell.say("Older", "Prima di queste");
        contents.push(tag("p").put(link_button("secondary", shell.path(&path), text)));
    }
    let way = vec![
        (
            shell.path("settings"),
            shell.say("Settings", "Impostazioni").to_owned(),
        ),
        (
            shell.path("settings/webhooks"),
            shell.say("Webhooks", "Webhook").to_owned(),
        ),
    ];
    around(shell, &page.bar, page.done.as_deref(), way, contents, None)
}
