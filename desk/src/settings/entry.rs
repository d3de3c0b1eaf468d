//! One thing of a list with its own form.

use shared::settings::{Control, List, Section, say};
use widget::markup::{Tag, tag};

use super::{
    Bar, around,
    controls::{controls, drawn_from, wrong},
    section::first_button,
    summary,
};
use crate::{
    Shell,
    part::{Tone, button_of, form, notice},
};

/// What the page is drawn from.
pub struct Entry {
    /// The section.
    pub section: &'static Section,
    /// The list.
    pub list: &'static List,
    /// Where it stands; none where it is new.
    pub place: Option<usize>,
    /// What it is called; empty where it is new.
    pub title: String,
    /// Its controls.
    pub controls: Vec<Control>,
    /// The digest of what it was drawn from.
    pub was: String,
    /// What is wrong with it as a whole.
    pub trouble: Vec<String>,
    /// What somebody else changed meanwhile, in words.
    pub conflict: Option<String>,
    /// What is prepared.
    pub bar: Bar,
    /// What was just done.
    pub done: Option<String>,
    /// Where the widget is, where it shows what is set here.
    pub preview: Option<String>,
    /// Whether whoever is here may change it.
    pub may_change: bool,
    /// The secret of an endpoint, where whoever is here may see it.
    pub secret: Option<String>,
}

/// The page.
pub fn entry(shell: &Shell<'_>, page: &Entry) -> Vec<Tag> {
    let tongue = shell.tongue;
    let place = page.place.map_or("new".to_owned(), |n| n.to_string());
    let path = format!("settings/{}/{}/{place}", page.section.id, page.list.key);
    let mut faults: Vec<_> = page
        .trouble
        .iter()
        .map(|t| (String::new(), t.clone()))
        .collect();
    wrong(&page.controls, &mut faults);
    let title = match page.title.is_empty() {
        true => say(page.list.add, tongue).to_owned(),
        false => page.title.clone(),
    };
    let conflict = page
        .conflict
        .as_ref()
        .map(|text| notice(Tone::Trouble, text.clone()));
    let mut drawn = form(shell, shell.path(&path)).class("card");
    if page.place.is_some() {
        drawn = drawn.set("data-keep", "");
    }
    drawn = drawn
        .put_all(conflict)
        .put_all(summary(shell, &faults))
        .put(drawn_from(&page.was))
        .put(first_button(shell))
        .put_all(controls(shell, &page.controls));
    if page.may_change {
        let keep = button_of(
            "primary",
            "do",
            "save",
            shell.say("Keep in the draft", "Tieni nella bozza"),
        );
        let out = page
            .place
            .map(|_| button_of("quiet", "do", "delete", shell.say("Take out", "Togli")));
        drawn = drawn.put(tag("div").class("actions").put(keep).put_all(out));
    }
    let mut contents = vec![tag("h1").put(title), drawn];
    if let Some(secret) = &page.secret {
        let shown = tag("details")
            .class("card")
            .put(tag("summary").put(shell.say("Show the secret", "Mostra il segreto")))
            .put(tag("p").class("hint").put(shell.say(
                "Your server checks our signature with it. Keep it as you keep a password.",
                "Il tuo server ci verifica la nostra firma. Custodiscilo come una password.",
            )))
            .put(tag("code").class("secret").put(secret.clone()));
        contents.push(shown);
    }
    let section = page.section;
    let way = vec![
        (
            shell.path("settings"),
            shell.say("Settings", "Impostazioni").to_owned(),
        ),
        (
            shell.path(&format!("settings/{}", section.id)),
            say(section.name, tongue).to_owned(),
        ),
    ];
    around(
        shell,
        &page.bar,
        page.done.as_deref(),
        way,
        contents,
        page.preview.as_deref(),
    )
}
