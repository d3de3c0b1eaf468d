//! The inbox: views on one side, requests on the other, what is due first on top. All of it is
//! links and forms; `inbox.js` moves about in it by keyboard and keeps it fresh.

mod keys;
mod line;
mod narrow;

use jiff::Timestamp;
use shared::{
    access::Action,
    inbox::{Entry, Filter, Saved, Sort, View},
    site::Site,
};
use widget::markup::{Tag, tag};

pub use keys::help;
pub use line::{clock, line};

use crate::{
    Shell, icon,
    part::{Tone, button_of, empty, form, hidden, input, link_button, notice, select},
    ticket::held_banners,
    words,
};

/// What the page is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Inbox<'a> {
    /// The site.
    pub site: &'a Site,
    /// The view.
    pub view: View,
    /// What it is narrowed to.
    pub filter: &'a Filter,
    /// What comes first.
    pub sort: Sort,
    /// What was searched for.
    pub search: &'a str,
    /// The requests.
    pub entries: &'a [Entry],
    /// The address of what comes after them.
    pub next: Option<&'a str>,
    /// How much is in each view; none where it is not counted.
    pub counts: &'a [(View, u32)],
    /// Filters kept.
    pub saved: &'a [Saved],
    /// Answers of whoever looks that can still be taken back.
    pub held: &'a [crate::Held],
    /// Whether whoever looks is in a team.
    pub has_team: bool,
    /// The page's own address, below the desk: `?view=…`.
    pub here: &'a str,
    /// What was just done.
    pub done: Option<&'a str>,
    /// What could not be done.
    pub trouble: &'a [String],
    /// The moment.
    pub now: Timestamp,
}

/// The name of a view.
pub fn view_name(shell: &Shell<'_>, view: View) -> &'static str {
    match view {
        View::Mine => shell.say("Mine", "Le mie"),
        View::Unassigned => shell.say("Unassigned", "Senza incaricato"),
        View::Team => shell.say("My team's", "Della mia squadra"),
        View::Open => shell.say("All open", "Tutte aperte"),
        View::Waiting => shell.say("Waiting", "In attesa"),
        View::Resolved => shell.say("Resolved", "Risolte"),
        View::Spam => "Spam",
    }
}

/// The whole page.
pub fn inbox(shell: &Shell<'_>, page: &Inbox<'_>) -> Vec<Tag> {
    let root = tag("div").class("inbox").set("data-live", "inbox");
    vec![
        root.put(views(shell, page)).put(
            tag("div")
                .class("requests")
                .put_all(page.done.map(|done| notice(Tone::Done, done.to_owned())))
                .put_all(
                    page.trouble
                        .iter()
                        .map(|t| notice(Tone::Trouble, t.clone())),
                )
                .put(held_banners(shell, page.held, page.now))
                .put(tools(shell, page))
                .put(list(shell, page)),
        ),
        help(shell),
    ]
}

/// What changes by itself: the views' counts and the list, for a page that is open already.
pub fn inbox_news(shell: &Shell<'_>, page: &Inbox<'_>) -> Vec<Tag> {
    vec![
        views(shell, page),
        held_banners(shell, page.held, page.now),
        list(shell, page),
    ]
}

fn count(n: u32) -> String {
    match n {
        0..1_000 => n.to_string(),
        _ => "999+".to_owned(),
    }
}

fn views(shell: &Shell<'_>, page: &Inbox<'_>) -> Tag {
    let searching = !page.search.is_empty();
    let saved_here = page.saved.iter().find(|saved| {
        saved.view == page.view
            && saved.filter == *page.filter
            && !page.filter.is_empty()
            && saved.sort.unwrap_or(saved.view.sort()) == page.sort
    });
    let of_view = |view: View| {
        let here = !searching && view == page.view && saved_here.is_none();
        let n = page.counts.iter().find(|(of, _)| *of == view);
        let n = n.map(|(_, n)| {
            let text = match view {
                View::Waiting | View::Spam => count(*n),
                _ => n.to_string(),
            };
            let n = tag("span").class("count").put(text);
            n.put(
                tag("span")
                    .class("unseen")
                    .put(shell.say(" requests", " richieste")),
            )
        });
        let link = tag("a")
            .set("href", shell.path(&format!("?view={}", view.as_str())))
            .set_some("aria-current", here.then(|| "page".to_owned()))
            .put(tag("span").put(view_name(shell, view)))
            .put_all(n);
        tag("li").put(link)
    };
    let all = View::ALL.into_iter();
    let all = all.filter(|view| *view != View::Team || page.has_team);
    let own = page.saved.iter().map(|saved| {
        let here = !searching && saved_here.is_some_and(|here| here.id == saved.id);
        let mut words: Vec<String> = vec![format!("view={}", saved.view.as_str())];
        let pairs = saved.filter.pairs();
        words.extend(pairs.iter().map(|(name, value)| format!("{name}={value}")));
        words.extend(saved.sort.map(|sort| format!("sort={}", sort.as_str())));
        let link = tag("a")
            .set("href", shell.path(&format!("?{}", words.join("&"))))
            .set_some("aria-current", here.then(|| "page".to_owned()))
            .put(icon("filter"))
            .put(tag("span").put(saved.name.clone()));
        tag("li").put(link)
    });
    tag("nav")
        .class("views")
        .set("id", "views")
        .set("aria-label", shell.say("Views", "Viste"))
        .put(tag("ul").put_all(all.map(of_view)).put_all(own))
}

/// Search, order, filter.
fn tools(shell: &Shell<'_>, page: &Inbox<'_>) -> Tag {
    let word = shell.say("Search all requests", "Cerca in tutte le richieste");
    let field = input("search", "q", page.search)
        .set("id", "search")
        .set("aria-label", word)
        .set(
            "placeholder",
            shell.say(
                "Words, name, address, reference, order…",
                "Parole, nome, indirizzo, riferimento, ordine…",
            ),
        )
        .set("autocomplete", "off")
        .set("aria-keyshortcuts", "/");
    let search = tag("form")
        .class("search")
        .set("role", "search")
        .set("action", shell.path(""))
        .put_all((page.view == View::Spam).then(|| hidden("view", "spam")))
        .put(field)
        .put(
            tag("button")
                .class("secondary")
                .put(icon("search"))
                .put(tag("span").put(shell.say("Search", "Cerca"))),
        );
    let heading = match page.search {
        "" => view_name(shell, page.view).to_owned(),
        words => shell
            .say("Found for “{}”", "Trovate per «{}»")
            .replace("{}", words),
    };
    let help = tag("button")
        .class("quiet keys")
        .set("type", "button")
        .set("hidden", "")
        .set("data-open", "keys")
        .put(shell.say("Keyboard", "Tastiera"));
    tag("div")
        .class("tools")
        .put(
            tag("div")
                .class("title")
                .put(tag("h1").put(heading))
                .put(help),
        )
        .put(search)
        .put(narrow::narrow(shell, page))
}

/// The requests, with what can be done to several at once.
fn list(shell: &Shell<'_>, page: &Inbox<'_>) -> Tag {
    let root = tag("section")
        .set("id", "list")
        .set("aria-label", shell.say("Requests", "Richieste"));
    if page.entries.is_empty() {
        return root
            .put(nothing(shell, page))
            .put_all(elsewhere(shell, page));
    }
    let may = shell.may(Action::WriteTickets);
    let lines = page
        .entries
        .iter()
        .map(|entry| line(shell, page.site, entry, page.now, may));
    let lines = tag("ol").class("lines").put_all(lines);
    let next = page.next.map(|next| {
        tag("p").class("more").put(
            link_button("secondary", shell.path(next), shell.say("More", "Altre"))
                .set("rel", "next"),
        )
    });
    match may {
        false => root.put(lines).put_all(next),
        true => root.put(
            form(shell, shell.path("bulk"))
                .set("id", "bulk")
                .put(hidden("back", page.here))
                .put(bulk(shell, page))
                .put(lines)
                .put_all(next),
        ),
    }
}

/// Where something waits while nothing does in the view one is in: first what nobody has.
fn elsewhere(shell: &Shell<'_>, page: &Inbox<'_>) -> Option<Tag> {
    let is_plain = page.search.is_empty() && page.filter.is_empty();
    let is_own = matches!(page.view, View::Mine | View::Unassigned | View::Team);
    let waiting = |of: View| {
        let found = page.counts.iter().find(|(view, _)| *view == of);
        found.map(|(_, n)| *n).filter(|n| *n > 0)
    };
    let (view, n) = [View::Unassigned, View::Open]
        .into_iter()
        .filter(|view| is_plain && is_own && *view != page.view)
        .find_map(|view| Some((view, waiting(view)?)))?;
    let text = match view {
        View::Unassigned => shell.say("See those nobody has", "Guarda quelle senza incaricato"),
        _ => shell.say("See all that are open", "Guarda tutte quelle aperte"),
    };
    let to = shell.path(&format!("?view={}", view.as_str()));
    let link = link_button("primary", to, format!("{text} ({n})"));
    Some(tag("p").class("elsewhere").put(link))
}

/// What can be done to all that are ticked.
fn bulk(shell: &Shell<'_>, page: &Inbox<'_>) -> Tag {
    let none = |text: &str| vec![(String::new(), text.to_owned())];
    let mut owners = none(shell.say("Assign to…", "Affida a…"));
    if let Some(me) = shell.who.agent() {
        owners.push((me.to_string(), shell.say("Me", "Me").to_owned()));
    }
    let me = shell.who.agent().map(ToString::to_string);
    owners.extend(
        words::agents(page.site)
            .into_iter()
            .filter(|(id, _)| Some(id) != me.as_ref()),
    );
    let mut statuses = none(shell.say("Status…", "Stato…"));
    statuses.extend(words::statuses(shell.tongue));
    let named = |tag: Tag, name: &'static str| tag.set("aria-label", name);
    let spam = match page.view {
        View::Spam => button_of(
            "secondary small",
            "spam",
            "no",
            shell.say("Not spam", "Non è spam"),
        ),
        _ => button_of("secondary small", "spam", "yes", "Spam"),
    };
    let note = input("text", "note", "").set(
        "placeholder",
        shell.say("Note for the new owner", "Nota per chi la prende"),
    );
    let tags = input("text", "tag", "").set("placeholder", shell.say("Add tag", "Aggiungi tag"));
    tag("details")
        .class("bulk")
        .put(
            tag("summary")
                .put(shell.say("With those ticked", "Con quelle spuntate"))
                .put(tag("span").class("ticked").set("aria-live", "polite")),
        )
        .put(
            tag("div")
                .class("actions")
                .put(named(
                    select("owner", &owners, ""),
                    shell.say("Assign to", "Affida a"),
                ))
                .put(named(note, shell.say("Note", "Nota")))
                .put(named(
                    select("status", &statuses, ""),
                    shell.say("Status", "Stato"),
                ))
                .put(named(tags, shell.say("Add tag", "Aggiungi tag")))
                .put(button_of(
                    "primary small",
                    "do",
                    "set",
                    shell.say("Apply", "Applica"),
                ))
                .put(spam),
        )
}

fn nothing(shell: &Shell<'_>, page: &Inbox<'_>) -> Tag {
    if !page.search.is_empty() {
        return empty(
            "search",
            shell.say("Nothing found", "Nessun risultato"),
            shell.say(
                "Try fewer words, or part of one: the beginning of a word is enough.",
                "Prova con meno parole: basta l'inizio di una parola.",
            ),
        );
    }
    if !page.filter.is_empty() {
        return empty(
            "filter",
            shell.say(
                "Nothing passes this filter",
                "Nessuna richiesta passa il filtro",
            ),
            shell.say(
                "Take something out of it to see more.",
                "Togli qualcosa per vederne di più.",
            ),
        );
    }
    let (title, hint) = match page.view {
        View::Mine => (
            shell.say("Nothing waits for you", "Nulla aspetta te"),
            shell.say(
                "New requests appear here by themselves.",
                "Le nuove richieste compaiono qui da sole.",
            ),
        ),
        View::Unassigned => (
            shell.say("Everything has its owner", "Ogni richiesta ha chi la segue"),
            shell.say(
                "What comes in without one stands here.",
                "Quel che arriva senza incaricato sta qui.",
            ),
        ),
        View::Team | View::Open => (
            shell.say("All answered", "Tutto risposto"),
            shell.say(
                "New requests appear here by themselves.",
                "Le nuove richieste compaiono qui da sole.",
            ),
        ),
        View::Waiting => (
            shell.say("Nobody is waited for", "Non si aspetta nessuno"),
            shell.say(
                "Requests stand here while the customer or somebody else has to act.",
                "Qui stanno le richieste in cui deve muoversi il cliente o qualcun altro.",
            ),
        ),
        View::Resolved => (
            shell.say("Nothing resolved yet", "Ancora nulla di risolto"),
            shell.say(
                "What you resolve is kept here and found by search.",
                "Quel che risolvi resta qui e si trova con la ricerca.",
            ),
        ),
        View::Spam => (
            shell.say("No suspects", "Nessun sospetto"),
            shell.say(
                "What looks like spam waits here until somebody looks at it.",
                "Quel che sembra spam aspetta qui che qualcuno lo guardi.",
            ),
        ),
    };
    empty("inbox", title, hint)
}
