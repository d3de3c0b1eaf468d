//! Oneself: who one is here, where one is signed in, how to leave.

use shared::access::{Action, Role};
use widget::markup::{Tag, tag};

use crate::{
    Shell, icon,
    part::{Tone, button, button_of, card, form, link_button, notice},
};

/// A session, as a row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its name.
    pub name: String,
    /// The browser's family.
    pub family: String,
    /// When it was last used, in words.
    pub seen: String,
    /// Whether it is this one.
    pub is_this: bool,
}

/// What the page is drawn from.
#[derive(Clone, Debug)]
pub struct Account {
    /// Sessions, the one seen last first.
    pub sessions: Vec<Row>,
    /// Whether they said they are away; none where that makes no sense.
    pub away: Option<bool>,
    /// What was just done.
    pub done: Option<String>,
}

/// The page.
pub fn account(shell: &Shell<'_>, page: &Account) -> Vec<Tag> {
    let role = match shell.who.role() {
        Role::Owner => shell.say("Owner", "Titolare"),
        Role::Lead => shell.say("Lead", "Responsabile"),
        Role::Agent => shell.say("Agent", "Operatore"),
        Role::ReadOnly => shell.say("Read only", "Sola lettura"),
    };
    let mut contents = vec![
        tag("h1").put(shell.who.name().to_owned()),
        tag("p").class("hint").put(role),
    ];
    if let Some(done) = &page.done {
        contents.push(notice(Tone::Done, done.clone()));
    }
    if let Some(away) = page.away {
        let (state, turn, value) = match away {
            true => (
                shell.say(
                    "You are away: new requests go to others.",
                    "Risulti assente: le nuove richieste vanno ad altri.",
                ),
                shell.say("I'm back", "Ci sono di nuovo"),
                "no",
            ),
            false => (
                shell.say(
                    "You are here: new requests come to you in turn.",
                    "Risulti presente: le nuove richieste arrivano anche a te, a turno.",
                ),
                shell.say("I'm away", "Mi assento"),
                "yes",
            ),
        };
        let form = form(shell, shell.path("account"))
            .put(tag("p").put(state))
            .put(button_of("secondary", "away", value, turn));
        contents.push(card(shell.say("On duty", "Presenza"), vec![form]));
    }
    let rows = page.sessions.iter().map(|session| {
        let family = match session.family.as_str() {
            "" => shell.say("A browser", "Un browser").to_owned(),
            family => family.to_owned(),
        };
        let text = tag("span")
            .put(tag("strong").put(family))
            .put(tag("span").class("hint").put(session.seen.clone()));
        let row = tag("li").put(icon("eye")).put(text);
        match session.is_this {
            true => row.put(
                tag("span")
                    .class("chip")
                    .put(shell.say("This one", "Questa")),
            ),
            false => row.put(form(shell, shell.path("account")).put(button_of(
                "quiet",
                "end",
                session.name.clone(),
                shell.say("End", "Chiudi"),
            ))),
        }
    });
    let list = tag("ul").class("rows").put_all(rows);
    let mut sessions = vec![list];
    if page.sessions.len() > 1 {
        sessions.push(form(shell, shell.path("account")).put(button_of(
            "secondary",
            "end",
            "others",
            shell.say("End all others", "Chiudi tutte le altre"),
        )));
    }
    contents.push(card(
        shell.say("Where you are signed in", "Dove sei collegato"),
        sessions,
    ));
    if shell.may(Action::ManageTokens) {
        let hint = shell.say(
            "Programs of yours act on this site with a token.",
            "I tuoi programmi agiscono su questo sito con un token.",
        );
        let link = link_button(
            "secondary",
            shell.path("account/tokens"),
            shell.say("API tokens", "Token per le API"),
        );
        let link = tag("p").put(link);
        contents.push(card(
            shell.say("Programs", "Programmi"),
            vec![tag("p").class("hint").put(hint), link],
        ));
    }
    contents.push(
        form(shell, shell.path("leave")).put(button("secondary", shell.say("Sign out", "Esci"))),
    );
    vec![tag("div").class("column").put_all(contents)]
}
