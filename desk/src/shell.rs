//! What stands around every page of the desk: where one is, where one can go, who one is.

use shared::access::{Action, Who};
use widget::markup::{Tag, tag};

use crate::{Tongue, icon::icon};

/// A part of the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// Requests.
    Inbox,
    /// Customers.
    Contacts,
    /// Measures.
    Reports,
    /// How the site is set up.
    Settings,
    /// Oneself.
    Account,
}

/// What every page knows.
#[derive(Clone, Copy, Debug)]
pub struct Shell<'a> {
    /// The site's id.
    pub site_id: &'a str,
    /// Its name.
    pub site_name: &'a str,
    /// Who is at the desk.
    pub who: &'a Who,
    /// The language.
    pub tongue: Tongue,
    /// What the session's forms carry.
    pub form_token: &'a str,
}

/// An address of a site's desk: `""` is the inbox, `t/…` a ticket.
pub fn path(site_id: &str, rest: &str) -> String {
    let between = match rest.chars().next() {
        None | Some('?') => "",
        Some(_) => "/",
    };
    format!("/desk/{site_id}{between}{rest}")
}

impl Shell<'_> {
    /// An address of this desk.
    pub fn path(&self, rest: &str) -> String {
        path(self.site_id, rest)
    }

    /// Whether whoever is here may do this.
    pub fn may(&self, action: Action) -> bool {
        self.who.may(action)
    }

    /// The text of the two that is in the desk's language.
    pub fn say<T>(&self, en: T, it: T) -> T {
        self.tongue.say(en, it)
    }
}

/// A whole page, to be put into `<body>`. The contents bring their own `<h1>`.
pub fn page(shell: &Shell<'_>, section: Section, contents: Vec<Tag>) -> String {
    let skip = tag("a").class("skip").set("href", "#main");
    let skip = skip.put(shell.say("To the content", "Vai al contenuto"));
    let desk = tag("div")
        .class("desk")
        .set("data-base", shell.path(""))
        .set("data-csrf", shell.form_token)
        .put(skip)
        .put(bar(shell, section))
        .put(tag("main").set("id", "main").put_all(contents));
    written(desk)
}

/// A page for somebody who is not in, to be put into `<body>`.
pub fn bare(brand: &str, contents: Vec<Tag>) -> String {
    written(
        tag("div")
            .class("desk door")
            .put(tag("header").put(tag("p").class("brand").put(brand.to_owned())))
            .put(tag("main").set("id", "main").put_all(contents)),
    )
}

/// Parts of a page by themselves, for one that is open already.
pub fn fragment(parts: Vec<Tag>) -> String {
    parts.into_iter().map(written).collect()
}

fn written(tag: Tag) -> String {
    let mut html = String::new();
    tag.write(&mut html);
    html
}

fn bar(shell: &Shell<'_>, section: Section) -> Tag {
    let places = [
        (
            Section::Inbox,
            "",
            "inbox",
            shell.say("Inbox", "In arrivo"),
            Action::ReadTickets,
        ),
        (
            Section::Contacts,
            "contacts",
            "people",
            shell.say("Customers", "Clienti"),
            Action::ReadContacts,
        ),
        (
            Section::Reports,
            "reports",
            "chart",
            shell.say("Reports", "Resoconti"),
            Action::ReadReports,
        ),
        (
            Section::Settings,
            "settings",
            "settings",
            shell.say("Settings", "Impostazioni"),
            Action::ReadSettings,
        ),
    ];
    let links = places
        .into_iter()
        .filter(|(.., action)| shell.may(*action))
        .map(|(of, path, name, text, _)| {
            let here = (of == section).then(|| "page".to_owned());
            let link = tag("a")
                .set("href", shell.path(path))
                .set_some("aria-current", here)
                .put(icon(name))
                .put(tag("span").put(text));
            tag("li").put(link)
        });
    let name = shell.say("Desk", "Postazione");
    let nav = tag("nav")
        .set("aria-label", name)
        .put(tag("ul").put_all(links));
    let here = (section == Section::Account).then(|| "page".to_owned());
    let account = tag("a")
        .class("me")
        .set("href", shell.path("account"))
        .set_some("aria-current", here)
        .put(icon("person"))
        .put(tag("span").put(shell.who.name().to_owned()));
    let brand = tag("a").class("brand").set("href", shell.path(""));
    tag("header")
        .class("bar")
        .put(brand.put(shell.site_name.to_owned()))
        .put(nav)
        .put(account)
}
