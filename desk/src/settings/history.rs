//! What is prepared, thing by thing, and what was published before.

use widget::markup::{Tag, tag};

use super::{Bar, around, publish};
use crate::{
    Shell,
    part::{Tone, button, button_of, card, empty, form, hidden, link_button, notice},
};

/// Something that was published.
pub struct Past {
    /// Its version.
    pub n: i64,
    /// When, by whom and how, in words.
    pub line: String,
    /// What changed.
    pub changes: Vec<String>,
    /// Whether it is what is published now.
    pub is_now: bool,
}

fn way(shell: &Shell<'_>) -> Vec<(String, String)> {
    vec![(
        shell.path("settings"),
        shell.say("Settings", "Impostazioni").to_owned(),
    )]
}

/// What was published, the newest first.
pub fn history(shell: &Shell<'_>, bar: &Bar, past: &[Past], may_change: bool) -> Vec<Tag> {
    let title = shell.say("What was published", "Che cosa è stato pubblicato");
    let rows = past.iter().map(|past| {
        let changes = past
            .changes
            .iter()
            .map(|change| tag("li").put(change.clone()));
        let back = (may_change && !past.is_now).then(|| {
            form(shell, shell.path("settings/restore"))
                .put(hidden("n", past.n.to_string()))
                .put(button(
                    "secondary small",
                    shell.say("Prepare this again", "Prepara di nuovo questa"),
                ))
        });
        let now = past
            .is_now
            .then(|| tag("span").class("chip").put(shell.say("now", "adesso")));
        tag("li")
            .class("card")
            .put(
                tag("div")
                    .class("head")
                    .put(tag("h2").put(past.line.clone()).put_all(now))
                    .put_all(back),
            )
            .put_all(
                (!past.changes.is_empty()).then(|| tag("ul").class("changes").put_all(changes)),
            )
    });
    let contents = vec![
        tag("h1").put(title),
        tag("p").put(shell.say(
            "To undo something, prepare what was published before and publish it. Nothing customers see changes until then.",
            "Per annullare qualcosa, prepara quello che era pubblicato prima e pubblicalo. Fino ad allora i clienti non vedono cambiare nulla.",
        )),
        tag("ul").class("past").put_all(rows),
    ];
    around(shell, bar, None, way(shell), contents, None)
}

/// What is prepared, with the buttons that publish it or throw it away.
pub fn review(
    shell: &Shell<'_>,
    bar: &Bar,
    done: Option<&str>,
    changes: &[(String, String)],
    faults: &[(String, String)],
    may_change: bool,
) -> Vec<Tag> {
    let link = |(path, text): &(String, String)| {
        let link = tag("a").set("href", shell.path(path)).put(text.clone());
        tag("li").put(link)
    };
    let title = shell.say("Not published yet", "Non ancora pubblicato");
    let mut contents = vec![tag("h1").put(title)];
    if changes.is_empty() {
        contents.push(empty(
            "check",
            shell.say(
                "Nothing waits to be published",
                "Non c'è nulla da pubblicare",
            ),
            shell.say(
                "Customers see everything as it stands here.",
                "I clienti vedono tutto come sta qui.",
            ),
        ));
        contents.push(tag("p").class("elsewhere").put(link_button(
            "secondary",
            shell.path("settings"),
            shell.say("Back to the settings", "Torna alle impostazioni"),
        )));
        return around(shell, bar, done, way(shell), contents, None);
    }
    if let Some(newer) = &bar.newer {
        let text = format!(
            "{newer} {}",
            shell.say(
                "Bring your draft up to date: what both did not change alike stays as you have it.",
                "Aggiorna la tua bozza: dove avete cambiato la stessa cosa resta la tua versione.",
            )
        );
        contents.push(notice(Tone::Trouble, text));
        if may_change {
            contents.push(form(shell, shell.path("settings/refresh")).put(button(
                "primary",
                shell.say("Bring up to date", "Aggiorna la bozza"),
            )));
        }
    }
    if !faults.is_empty() {
        contents.push(card(
            shell.say(
                "To mend before publishing",
                "Da sistemare prima di pubblicare",
            ),
            vec![tag("ul").class("changes").put_all(faults.iter().map(link))],
        ));
    }
    contents.push(card(
        shell.say(
            "What changes for customers and team",
            "Che cosa cambia per clienti e gruppo",
        ),
        vec![tag("ul").class("changes").put_all(changes.iter().map(link))],
    ));
    if may_change {
        let ready = bar.faults == 0 && bar.newer.is_none() && bar.may_publish;
        let publish = ready.then(|| publish(shell, bar, "primary"));
        let discard = form(shell, shell.path("settings/discard")).put(button_of(
            "secondary",
            "do",
            "discard",
            shell.say("Discard all of it", "Butta via tutto"),
        ));
        let back = link_button(
            "quiet",
            shell.path("settings"),
            shell.say("Go on editing", "Continua a modificare"),
        );
        contents.push(
            tag("div")
                .class("actions")
                .put_all(publish)
                .put(discard)
                .put(back),
        );
    }
    // The bar says nothing here that does not stand below.
    let quiet = Bar::default();
    around(shell, &quiet, done, way(shell), contents, None)
}
