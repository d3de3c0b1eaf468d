//! All sections with what is set in them, in words.

use widget::markup::{Tag, tag};

use super::{Bar, around};
use crate::{Shell, part::link_button};

/// A section, as it is found.
#[derive(Clone, Debug)]
pub struct Tile {
    /// Its name in addresses.
    pub id: &'static str,
    /// Its heading.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// What is set.
    pub line: String,
    /// Whether something in it is not published yet.
    pub changed: bool,
}

/// The page.
pub fn overview(
    shell: &Shell<'_>,
    bar: &Bar,
    done: Option<&str>,
    tiles: Vec<Tile>,
    preview: &str,
) -> Vec<Tag> {
    let rows = tiles.into_iter().map(|tile| {
        let name = tag("a")
            .set("href", shell.path(&format!("settings/{}", tile.id)))
            .put(tile.name);
        let changed = tile.changed.then(|| {
            let text = shell.say("not published", "non pubblicato");
            tag("span").class("chip").put(text)
        });
        tag("li")
            .put(tag("h2").put(name).put_all(changed))
            .put(tag("p").class("hint").put(tile.about))
            .put(tag("p").put(tile.line))
    });
    let actions = tag("div")
        .class("actions")
        .put(link_button(
            "secondary small",
            shell.path("first-steps"),
            shell.say("First steps", "Primi passi"),
        ))
        .put(link_button(
            "secondary small",
            shell.path("settings/history"),
            shell.say("What was published", "Che cosa è stato pubblicato"),
        ))
        .put(link_button(
            "secondary small",
            shell.path("settings/file"),
            shell.say("As a file", "Come file"),
        ));
    let contents = vec![
        tag("h1").put(shell.say("Settings", "Impostazioni")),
        tag("p").put(shell.say(
            "What you change here is prepared first. Customers see it once you publish it.",
            "Quello che cambi qui è prima preparato. I clienti lo vedono quando lo pubblichi.",
        )),
        actions,
        tag("ul").class("tiles").put_all(rows),
    ];
    around(shell, bar, done, Vec::new(), contents, Some(preview))
}
