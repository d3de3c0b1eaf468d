//! Reports: how well the team answers, in words first, then in figures, charts and tables.

mod card;
mod chart;
mod faqs;
mod sheet;
mod table;
mod week;

use std::collections::BTreeMap;

use shared::measures::{Dimension, Filter, Report, words};
use widget::markup::{Tag, tag};

use crate::{
    Shell, Tongue, icon,
    part::{Tone, button, empty, field, input, notice, select},
};

pub use faqs::{Faq, Faqs, Wanted, faqs};
pub use sheet::{Sheet, csv};
pub use table::all as sheets;
pub use week::{Week, week};

/// What can be chosen of a dimension: ids with their names.
pub type Choices = Vec<(String, String)>;

/// What the page is drawn from.
#[derive(Clone, Debug)]
pub struct Reports {
    /// The measures.
    pub now: Report,
    /// Those of as many days before.
    pub before: Report,
    /// Which period was asked for: `week`, `7`, `28`, `90` or empty for days of one's own.
    pub span: String,
    /// What is filtered by.
    pub filter: Filter,
    /// What the rows are by.
    pub by: Dimension,
    /// What can be chosen, by dimension.
    pub choices: Vec<(Dimension, Choices)>,
    /// The site's own questions, by their ids.
    pub questions: Choices,
    /// Requests that are not counted yet.
    pub uncounted: u32,
    /// Whether anything was ever counted.
    pub any: bool,
    /// What of the address could not be read.
    pub trouble: Option<String>,
}

impl Reports {
    /// The name of one of a dimension.
    fn name<'a>(&'a self, dimension: Dimension, id: &'a str) -> &'a str {
        let choices = self.choices.iter().find(|(known, _)| *known == dimension);
        let known = choices.and_then(|(_, all)| all.iter().find(|(known, _)| known == id));
        known.map_or(id, |(_, name)| name)
    }

    /// The address's query, with another dimension or without.
    fn query(&self, by: Dimension, more: &str) -> String {
        let mut pairs = url_pairs(&self.span, &self.now);
        for (dimension, name) in &self.filter.0 {
            pairs.push((dimension.name().to_owned(), name.clone()));
        }
        pairs.push(("by".to_owned(), by.name().to_owned()));
        let mut query = String::new();
        for (name, value) in pairs {
            query.push(if query.is_empty() { '?' } else { '&' });
            query.push_str(&name);
            query.push('=');
            query.push_str(&encoded(&value));
        }
        query + more
    }
}

fn url_pairs(span: &str, report: &Report) -> Vec<(String, String)> {
    match span {
        "" => vec![
            ("from".to_owned(), report.period.from.to_string()),
            ("to".to_owned(), report.period.to.to_string()),
        ],
        "week" => Vec::new(),
        days => vec![("days".to_owned(), days.to_owned())],
    }
}

/// A value as it stands in an address.
fn encoded(value: &str) -> String {
    let mut text = String::new();
    for byte in value.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => text.push(byte.into()),
            byte => {
                let hex = |half: u8| char::from_digit(half.into(), 16).unwrap_or('0');
                text.push('%');
                text.push(hex(byte >> 4).to_ascii_uppercase());
                text.push(hex(byte & 15).to_ascii_uppercase());
            }
        }
    }
    text
}

/// What a dimension is called.
pub(crate) fn title_of(tongue: Tongue, dimension: Dimension) -> &'static str {
    match dimension {
        Dimension::Topic => tongue.say("Topic", "Argomento"),
        Dimension::Team => tongue.say("Team", "Squadra"),
        Dimension::Agent => tongue.say("Person", "Persona"),
        Dimension::Channel => tongue.say("Channel", "Canale"),
        Dimension::Lang => tongue.say("Language", "Lingua"),
        Dimension::Page => tongue.say("Page", "Pagina"),
    }
}

/// Where one is among the reports.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Measures,
    Faqs,
    Week,
}

pub(crate) fn places(shell: &Shell<'_>, place: Place) -> Tag {
    let links = [
        (
            Place::Measures,
            "reports",
            shell.say("Requests", "Richieste"),
        ),
        (
            Place::Faqs,
            "reports/faqs",
            shell.say("Self-service", "Fai da te"),
        ),
        (
            Place::Week,
            "reports/week",
            shell.say("Weekly mail", "Mail della settimana"),
        ),
    ];
    tag("nav")
        .class("places")
        .set("aria-label", shell.say("Reports", "Resoconti"))
        .put_all(links.map(|(of, path, text)| {
            tag("a")
                .set("href", shell.path(path))
                .set_some("aria-current", (of == place).then(|| "page".to_owned()))
                .put(text)
        }))
}

/// Links to the periods asked for most.
pub(crate) fn spans(shell: &Shell<'_>, path: &str, span: &str) -> Tag {
    let spans = [
        ("week", shell.say("Last week", "Settimana scorsa")),
        ("7", shell.say("7 days", "7 giorni")),
        ("28", shell.say("28 days", "28 giorni")),
        ("90", shell.say("90 days", "90 giorni")),
    ];
    tag("nav")
        .class("spans")
        .set("aria-label", shell.say("Period", "Periodo"))
        .put_all(spans.map(|(of, text)| {
            let query = match of {
                "week" => String::new(),
                days => format!("?days={days}"),
            };
            tag("a")
                .class("chip")
                .set("href", shell.path(&format!("{path}{query}")))
                .set_some("aria-current", (of == span).then(|| "true".to_owned()))
                .put(text)
        }))
}

/// The page.
pub fn reports(shell: &Shell<'_>, page: &Reports) -> Vec<Tag> {
    let tongue = shell.tongue;
    let mut contents = vec![
        tag("h1").put(shell.say("Reports", "Resoconti")),
        places(shell, Place::Measures),
        spans(shell, "reports", &page.span),
        choose(shell, page),
    ];
    if let Some(trouble) = &page.trouble {
        contents.push(notice(Tone::Trouble, trouble.clone()));
    }
    if page.uncounted > 0 {
        contents.push(notice(
            Tone::Info,
            match tongue {
                Tongue::En => format!(
                    "{} are still being counted. Load this page again in a moment.",
                    words::requests(tongue, page.uncounted)
                ),
                Tongue::It => format!(
                    "{} ancora da contare. Ricarica la pagina tra un momento.",
                    words::requests(tongue, page.uncounted)
                ),
            },
        ));
    }
    if !page.any {
        contents.push(empty(
            "chart",
            shell.say("Nothing to count yet", "Ancora nulla da contare"),
            shell.say(
                "With the first request this page shows how soon and how well it was answered.",
                "Dalla prima richiesta in poi qui si vede quanto presto e quanto bene rispondete.",
            ),
        ));
        return vec![tag("div").class("wide reports").put_all(contents)];
    }
    let names: BTreeMap<String, String> = page
        .choices
        .iter()
        .filter(|(dimension, _)| *dimension == page.by)
        .flat_map(|(_, choices)| choices.iter().cloned())
        .collect();
    contents.push(
        tag("p")
            .class("headline")
            .put(unbroken(&words::headline(&page.now, tongue, &names))),
    );
    contents.push(tag("p").class("hint").put(compared(tongue, page)));
    contents.push(card::cards(shell, page));
    contents.push(chart::charts(shell, page));
    contents.push(table::tables(shell, page));
    vec![tag("div").class("wide reports").put_all(contents)]
}

/// A sentence whose percents stay with their numbers.
pub(crate) fn unbroken(text: &str) -> String {
    text.replace(" %", "\u{a0}%")
}

/// Which days, and which they are compared with.
fn compared(tongue: Tongue, page: &Reports) -> String {
    let [now, before] = [&page.now, &page.before].map(|report| words::days(tongue, report.period));
    match tongue {
        Tongue::En => format!("{now}, compared with {before}."),
        Tongue::It => format!("{now}, a confronto con {before}."),
    }
}

/// The form for days of one's own and what to filter by.
fn choose(shell: &Shell<'_>, page: &Reports) -> Tag {
    let tongue = shell.tongue;
    let day = |name: &'static str, text: &str, value: String| {
        field(name, text, "", None, input("date", name, &value))
    };
    let fields = page.choices.iter().filter(|(_, all)| !all.is_empty());
    let fields = fields.map(|(dimension, all)| {
        let name = dimension.name();
        let mut options = vec![(String::new(), tongue.say("All", "Tutte").to_owned())];
        options.extend(all.iter().cloned());
        if matches!(
            dimension,
            Dimension::Topic | Dimension::Team | Dimension::Agent
        ) {
            let none = tongue.say("Without", "Senza").to_owned();
            options.push((Filter::NONE.to_owned(), none));
        }
        let chosen = page.filter.get(*dimension).unwrap_or_default();
        let known = options.iter().any(|(id, _)| id == chosen);
        if !known {
            options.push((chosen.to_owned(), chosen.to_owned()));
        }
        field(
            name,
            title_of(tongue, *dimension),
            "",
            None,
            select(name, &options, chosen),
        )
    });
    let own = page.span.is_empty() || !page.filter.is_empty();
    let form = tag("form")
        .class("filters")
        .set("action", shell.path("reports"))
        .put(day(
            "from",
            tongue.say("From", "Dal"),
            page.now.period.from.to_string(),
        ))
        .put(day(
            "to",
            tongue.say("To", "Al"),
            page.now.period.to.to_string(),
        ))
        .put_all(fields)
        .put(crate::part::hidden("by", page.by.name()))
        .put(button("secondary", tongue.say("Show", "Mostra")));
    tag("details")
        .class("choose")
        .set_some("open", own.then(String::new))
        .put(tag("summary").put(icon("filter")).put(tongue.say(
            "Other days, topics, people …",
            "Altri giorni, argomenti, persone …",
        )))
        .put(form)
}
