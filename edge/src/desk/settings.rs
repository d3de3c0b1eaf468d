//! Setting the site up: every change is read from a form into the draft, looked at as a whole, and
//! kept; publishing goes the way of the file. No rules here: what a key is and what fits it is in
//! `shared::settings`.

mod bench;
mod first_steps;
mod forms;
mod intake;
mod mail;
mod publishing;
mod receivers;

use super::{Desk, Outcome};
use crate::form::Fields;
use desk::{
    Section as Place,
    settings::{self, Tile},
};
use shared::{
    access::Action,
    settings::{SECTIONS, overview, say, section},
};

use bench::Bench;

/// How long the widget beside the forms shows what is prepared, in seconds.
const PREVIEW_S: i64 = 4 * 3_600;

/// `GET` below `/desk/{site}/settings`.
pub async fn show(desk: &Desk<'_>, parts: &[&str]) -> Outcome {
    match parts {
        [] => all(desk).await,
        ["review"] => publishing::review(desk).await,
        ["history"] => publishing::history(desk).await,
        ["file"] => publishing::file(desk).await,
        ["faqs", "import"] => intake::show(desk).await,
        ["webhooks", "log"] => receivers::log(desk).await,
        [id] => match section(id) {
            Some(section) => forms::section_page(desk, section).await,
            None => desk.lost(),
        },
        [id, list, place] => match section(id) {
            Some(section) => forms::entry_page(desk, section, list, place).await,
            None => desk.lost(),
        },
        _ => desk.lost(),
    }
}

/// `POST` below `/desk/{site}/settings`.
pub async fn act(desk: &Desk<'_>, parts: &[&str], fields: &mut Fields) -> Outcome {
    match parts {
        ["publish"] => publishing::publish(desk, fields).await,
        ["discard"] => publishing::discard(desk).await,
        ["refresh"] => publishing::refresh(desk).await,
        ["restore"] => publishing::restore(desk, fields).await,
        ["faqs", "import"] => intake::take(desk, fields).await,
        [id] => match (section(id), fields.text("part").as_str()) {
            (Some(_), "endpoint") => receivers::act(desk, fields).await,
            (Some(_), "test") => mail::test(desk).await,
            (Some(_), "invite") => receivers::invite(desk, fields).await,
            (Some(section), _) => forms::act_on_section(desk, section, fields).await,
            (None, _) => desk.lost(),
        },
        [id, list, place] => match section(id) {
            Some(section) => forms::act_on_entry(desk, section, (list, place), fields).await,
            None => desk.lost(),
        },
        _ => desk.lost(),
    }
}

/// `GET` and `POST /desk/{site}/first-steps`.
pub use first_steps::{act as step, show as first_steps};

async fn all(desk: &Desk<'_>) -> Outcome {
    let bench = Bench::open(desk).await?;
    let tongue = desk.tongue;
    let changes = bench.changes();
    let tiles = SECTIONS.iter().map(|section| Tile {
        id: section.id,
        name: say(section.name, tongue),
        about: say(section.about, tongue),
        line: overview(section, &bench.draft, tongue),
        changed: changes.iter().any(|change| change.section == section.id),
    });
    let tiles = tiles.collect();
    let bar = bench.bar(desk).await?;
    let preview = preview(desk, "");
    let done = desk.done();
    let title = desk.tongue.say("Settings", "Impostazioni");
    desk.draw(200, title, Place::Settings, |shell| {
        settings::overview(shell, &bar, done.as_deref(), tiles, &preview)
    })
    .await
}

/// The address of the widget as it is prepared; `rest` is a page of the panel with its query.
fn preview(desk: &Desk<'_>, rest: &str) -> String {
    let ends = crate::chance::now().as_second().saturating_add(PREVIEW_S);
    // The same for a while, so that the browser does not load it anew for nothing.
    let ends = ends.saturating_sub(ends.checked_rem(600).unwrap_or(0));
    let pass = desk.published.key.draft_pass(ends);
    let and = if rest.contains('?') { '&' } else { '?' };
    format!("/p/{}{rest}{and}draft={pass}", desk.id)
}

impl Desk<'_> {
    /// The language, for texts kept elsewhere.
    /// What was just done, as the address says it.
    fn done(&self) -> Option<String> {
        let words = match self.query("done")?.as_str() {
            "kept" => self.tongue.say("Kept in the draft.", "Tenuto nella bozza."),
            "out" => self.tongue.say(
                "Taken out. Discard the draft to have it back.",
                "Tolto. Butta via la bozza per riaverlo.",
            ),
            "published" => self.tongue.say(
                "Published. Customers see it within seconds.",
                "Pubblicato. I clienti lo vedono tra pochi secondi.",
            ),
            "discarded" => self.tongue.say(
                "Discarded: the settings are those published.",
                "Buttata via: le impostazioni sono quelle pubblicate.",
            ),
            "refreshed" => self
                .tongue
                .say("The draft is up to date.", "La bozza è aggiornata."),
            "restored" => self.tongue.say(
                "Prepared as it was. Have a look, then publish.",
                "Preparato com'era. Dai un'occhiata, poi pubblica.",
            ),
            "imported" => self.tongue.say(
                "The questions are in the draft.",
                "Le domande sono nella bozza.",
            ),
            "invited" => self
                .tongue
                .say("The invitation is on its way.", "L'invito è in arrivo."),
            "tested" => self.tongue.say(
                "A test is on its way: the log shows how it went.",
                "Una prova è partita: il registro mostra com'è andata.",
            ),
            "replayed" => self
                .tongue
                .say("It is being sent again.", "Lo stiamo mandando di nuovo."),
            "enabled" => self.tongue.say(
                "The endpoint is enabled again.",
                "L'indirizzo è di nuovo attivo.",
            ),
            "rotated" => self.tongue.say(
                "A new secret is in the draft. Give it to your server, then publish: until the old one is taken out, both sign.",
                "Un nuovo segreto è nella bozza. Dallo al tuo server, poi pubblica: finché non togli il vecchio, firmano tutti e due.",
            ),
            _ => return None,
        };
        Some(words.to_owned())
    }

    /// Whether whoever is here may prepare changes.
    async fn may(&self, action: Action) -> std::result::Result<bool, super::Stop> {
        Ok(self.who().await?.may(action))
    }
}
