//! The page of a ticket: its whole story in the middle with the composer under it, the person and
//! what the ticket carries beside it. Everything is a link or a form of its own.

mod call;
mod compose;
mod happened;
mod side;
mod story;

use jiff::Timestamp;
use shared::{
    access::Action,
    event::Event,
    inbox::Entry,
    phrase,
    site::Site,
    text::Catalogue,
    ticket::{Message, Status, Ticket},
};
use widget::markup::{Tag, tag};

use crate::{
    Shell,
    inbox::{clock, help},
    part::{Tone, button, form, hidden, notice},
};

/// A file of a message.
#[derive(Clone, Debug)]
pub struct File {
    /// The message it belongs to, or the answer it waits for.
    pub message_id: String,
    /// Its name.
    pub name: String,
    /// Its size in bytes.
    pub bytes: u64,
    /// Where it is served from.
    pub href: String,
}

/// Something that was or will be delivered.
#[derive(Clone, Debug)]
pub struct Delivery {
    /// What: a mail's name, or the event of a webhook.
    pub what: String,
    /// To whom.
    pub to: String,
    /// Whether it arrived; none while it has not been tried.
    pub arrived: Option<bool>,
    /// Whether it will be tried again.
    pub again: bool,
    /// What the receiver said last.
    pub why: String,
    /// When that was, RFC 3339.
    pub at: String,
}

/// An answer that can still be taken back.
#[derive(Clone, Debug)]
pub struct Held {
    /// Its id.
    pub id: String,
    /// Its ticket.
    pub ticket_id: String,
    /// Who wrote it; empty for the operator.
    pub agent: String,
    /// What.
    pub text: String,
    /// When it goes out, milliseconds since 1970.
    pub due_ms: i64,
}

/// What is being written.
#[derive(Clone, Debug, Default)]
pub struct Write {
    /// Whether the note is in front.
    pub note_first: bool,
    /// The answer so far.
    pub reply: String,
    /// The note so far.
    pub note: String,
    /// The answer's id: sent twice it is one answer.
    pub id: String,
    /// Macros that were put in, by id, with commas.
    pub macros: String,
    /// Where the ticket should stand after the answer, as a macro says.
    pub status: Option<Status>,
}

/// What needs another look: the field and what to do.
pub type Fault = (&'static str, String);

/// The customer, over all their requests.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// Their id.
    pub id: String,
    /// Their tags.
    pub tags: Vec<String>,
}

/// What the page is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct TicketPage<'a> {
    /// The site.
    pub site: &'a Site,
    /// The ticket.
    pub ticket: &'a Ticket,
    /// Its line in the inbox.
    pub entry: Option<&'a Entry>,
    /// Its messages.
    pub messages: &'a [Message],
    /// Its events.
    pub events: &'a [Event],
    /// Its files.
    pub files: &'a [File],
    /// Its deliveries.
    pub deliveries: &'a [Delivery],
    /// The rating: score and comment.
    pub rating: Option<&'a (u8, Option<String>)>,
    /// Answers still held.
    pub held: &'a [Held],
    /// The customer.
    pub person: Option<&'a Person>,
    /// Their other tickets.
    pub others: &'a [Entry],
    /// Where it was merged into, and what it follows: id and reference.
    pub merged_into: Option<&'a (String, String)>,
    /// The closed ticket it goes on with.
    pub follows: Option<&'a (String, String)>,
    /// Until when whoever looks had seen it, milliseconds since 1970.
    pub seen_ms: i64,
    /// What is being written.
    pub write: &'a Write,
    /// What was tried to be set, by field, where that failed.
    pub tried: &'a [(String, String)],
    /// What needs another look.
    pub faults: &'a [Fault],
    /// What was just done.
    pub done: Option<&'a str>,
    /// What the page opens on: `set`, `resolve`.
    pub open: &'a str,
    /// The moment.
    pub now: Timestamp,
}

impl TicketPage<'_> {
    /// A kept moment in words.
    fn past(&self, shell: &Shell<'_>, at: &str) -> String {
        let texts = Catalogue::of(shell.tongue.locale());
        let zone = self.site.zone();
        at.parse::<Timestamp>().map_or(String::new(), |moment| {
            phrase::past(&moment.to_zoned(zone), &texts, self.now)
        })
    }

    /// What is wrong with a field.
    fn fault(&self, field: &str) -> Option<&str> {
        let fault = self.faults.iter().find(|(of, _)| *of == field);
        fault.map(|(_, text)| text.as_str())
    }

    /// An address of this ticket.
    fn path(&self, shell: &Shell<'_>, rest: &str) -> String {
        match rest {
            "" => shell.path(&format!("t/{}", self.ticket.id)),
            rest => shell.path(&format!("t/{}/{rest}", self.ticket.id)),
        }
    }
}

/// The whole page.
pub fn ticket(shell: &Shell<'_>, page: &TicketPage<'_>) -> Vec<Tag> {
    let may = shell.may(Action::WriteTickets);
    let summary = (!page.faults.is_empty()).then(|| {
        let said = page.faults.iter().map(|(_, text)| text.as_str());
        notice(Tone::Trouble, said.collect::<Vec<_>>().join(" "))
    });
    let middle = tag("div")
        .class("middle")
        .put(head(shell, page))
        .put(
            tag("p")
                .class("here")
                .set("id", "here")
                .set("role", "status")
                .set("hidden", ""),
        )
        .put_all(page.done.map(|done| notice(Tone::Done, done.to_owned())))
        .put_all(summary)
        .put(held(shell, page))
        .put(story::story(shell, page))
        .put_all(may.then(|| compose::compose(shell, page)));
    vec![
        tag("div")
            .class("ticket")
            .set("data-live", "ticket")
            .set("data-ticket", page.ticket.id.clone())
            .put(middle)
            .put(side::side(shell, page)),
        help(shell),
    ]
}

/// What changes by itself, for a page that is open already.
pub fn ticket_news(shell: &Shell<'_>, page: &TicketPage<'_>) -> Vec<Tag> {
    vec![
        head(shell, page),
        held(shell, page),
        story::story(shell, page),
        side::side(shell, page),
    ]
}

/// Who, about what, and how much time is left.
fn head(shell: &Shell<'_>, page: &TicketPage<'_>) -> Tag {
    let ticket = page.ticket;
    let title = match page.entry.map(|entry| entry.line.as_str()) {
        None | Some("") => ticket.reference.to_string(),
        Some(line) => line.to_owned(),
    };
    let due = page.entry.and_then(|entry| entry.due);
    let state = match due {
        Some(due) => clock(shell, &due, page.site, page.now),
        None => tag("span").class("clock still"),
    };
    let other = |said: &str, other: &(String, String)| {
        let (id, reference) = other;
        tag("p").class("hint").put(format!("{said} ")).put(
            tag("a")
                .set("href", shell.path(&format!("t/{id}")))
                .put(reference.clone()),
        )
    };
    let merged = page.merged_into.map(|into| {
        other(
            shell.say(
                "Merged: the story goes on in",
                "Unita: la storia continua in",
            ),
            into,
        )
    });
    let follows = page
        .follows
        .map(|before| other(shell.say("Goes on with", "Continua"), before));
    let spam = (!ticket.spam.is_empty()).then(|| {
        let why = ticket.spam.iter();
        let why: Vec<&str> = why.map(|reason| suspicion(shell, reason)).collect();
        let why = why.join(", ");
        notice(
            Tone::Info,
            format!(
                "{} ({why}).",
                shell.say(
                    "Suspected spam: nobody was told of it yet",
                    "Sospetto spam: nessuno ne è stato ancora avvisato"
                )
            ),
        )
    });
    tag("header")
        .class("head")
        .set("id", "head")
        .put(
            tag("a")
                .class("back")
                .set("href", shell.path(""))
                .put(crate::icon("arrow-left"))
                .put(tag("span").put(shell.say("Inbox", "In arrivo"))),
        )
        .put(tag("h1").set("dir", "auto").put(title))
        .put(
            tag("p")
                .class("facts")
                .put(
                    tag("span")
                        .class("reference")
                        .put(ticket.reference.to_string()),
                )
                .put(
                    tag("span")
                        .class("chip")
                        .put(shell.tongue.status(ticket.status)),
                )
                .put_all(due.map(|_| state)),
        )
        .put_all(merged)
        .put_all(follows)
        .put_all(spam)
}

/// Why something is suspected, in words.
fn suspicion<'a>(shell: &Shell<'_>, reason: &'a str) -> &'a str {
    match reason {
        "honeypot" => shell.say(
            "a hidden field was filled in",
            "un campo nascosto era compilato",
        ),
        "too_fast" => shell.say(
            "sent faster than people write",
            "inviata più in fretta di quanto si scriva",
        ),
        "no_stamp" => shell.say("not sent from the form", "non inviata dal modulo"),
        "proof_missing" | "proof_invalid" | "proof_spent" => {
            shell.say("without proof of a browser", "senza la prova di un browser")
        }
        "turnstile" => shell.say(
            "Turnstile takes it for a machine",
            "per Turnstile è una macchina",
        ),
        "many_links" => shell.say("many links", "molti link"),
        "repeated_text" => shell.say(
            "the same text came before",
            "lo stesso testo era già arrivato",
        ),
        "marked" => shell.say("marked by the team", "segnata dalla squadra"),
        other => other,
    }
}

/// Answers that can still be taken back.
fn held(shell: &Shell<'_>, page: &TicketPage<'_>) -> Tag {
    held_banners(shell, page.held, page.now)
}

/// Answers of whoever looks that can still be taken back, each with the way to do so.
pub(crate) fn held_banners(shell: &Shell<'_>, held: &[Held], now: Timestamp) -> Tag {
    let me = shell
        .who
        .agent()
        .map(ToString::to_string)
        .unwrap_or_default();
    let mine = held.iter().filter(|held| held.agent == me);
    let banners = mine.map(|held| {
        let left = held.due_ms.saturating_sub(now.as_millisecond()) / 1_000;
        let left = left.max(0).to_string();
        let said = shell.say("Your answer is sent in", "La tua risposta parte tra");
        let form = form(shell, shell.path("undo"))
            .put(hidden("back", format!("t/{}", held.ticket_id)))
            .put(hidden("id", held.id.clone()))
            .put(button("secondary small", shell.say("Undo", "Annulla")));
        tag("div")
            .class("notice held")
            .set("role", "group")
            .set("data-left", left.clone())
            .put(crate::icon("undo"))
            .put(
                tag("p")
                    .put(format!("{said} "))
                    .put(tag("span").class("seconds").put(left))
                    .put(shell.say(" seconds.", " secondi.")),
            )
            .put(form)
    });
    tag("div").set("id", "held").put_all(banners)
}
