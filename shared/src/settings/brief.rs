//! What is set, in words: the title of an entry, a rule in a line, a section in a sentence.

use serde_json::Value;

use super::{
    Field, Kind, Options, Part, Section, Words,
    control::{plain, strings},
    path, say,
    source::{self, words_of},
};
use crate::{lang::Lang, tongue::Tongue};

/// The surveys that are always there.
pub(super) const SURVEYS: [(&str, Words); 3] = [
    (
        "csat",
        [
            "How satisfied? (five faces)",
            "Quanto soddisfatto? (cinque faccine)",
        ],
    ),
    (
        "nps",
        [
            "Would you recommend us? (0–10)",
            "Ci consiglieresti? (0–10)",
        ],
    ),
    (
        "ces",
        ["How easy was it? (1–7)", "Quanto è stato facile? (1–7)"],
    ),
];

/// The ways to be answered.
pub(super) const ANSWER_BY: [(&str, Words); 4] = [
    ("email", ["Email", "Email"]),
    ("phone", ["A call back", "Una telefonata"]),
    ("whatsapp", ["WhatsApp", "WhatsApp"]),
    ("chat", ["Chat", "Chat"]),
];

/// What an event is, in words; its name where there are none.
pub(super) fn event(kind: &'static str, tongue: Tongue) -> &'static str {
    const EVENTS: [(&str, Words); 12] = [
        (
            "ticket.created",
            ["A request came in", "È arrivata una richiesta"],
        ),
        (
            "ticket.message_created",
            ["Somebody wrote", "Qualcuno ha scritto"],
        ),
        (
            "ticket.assigned",
            [
                "A request got another owner",
                "Una richiesta è passata di mano",
            ],
        ),
        (
            "ticket.status_changed",
            ["The status changed", "È cambiato lo stato"],
        ),
        (
            "ticket.sla_warning",
            ["Something is due soon", "Qualcosa scade fra poco"],
        ),
        (
            "ticket.sla_breached",
            ["Something is late", "Qualcosa è in ritardo"],
        ),
        (
            "survey.submitted",
            ["A customer rated something", "Un cliente ha dato un voto"],
        ),
        (
            "faq.rated",
            [
                "An answer helped, or did not",
                "Una risposta è servita, o no",
            ],
        ),
        (
            "faq.search_missed",
            ["A search found nothing", "Una ricerca non ha trovato nulla"],
        ),
        (
            "callback.requested",
            [
                "A customer asks for a call",
                "Un cliente chiede una telefonata",
            ],
        ),
        (
            "contact.erased",
            [
                "A person's data was erased",
                "I dati di una persona sono stati cancellati",
            ],
        ),
        (
            "endpoint.disabled",
            ["An endpoint was disabled", "Un indirizzo è stato sospeso"],
        ),
    ];
    let found = EVENTS.iter().find(|(name, _)| *name == kind);
    found.map_or(kind, |(_, words)| say(*words, tongue))
}

/// At most so many characters, cut at a word.
pub(super) fn short(text: &str, most: usize) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(most) {
        None => line,
        Some((end, _)) => {
            let cut = line.get(..end).unwrap_or_default();
            let cut = cut.rsplit_once(' ').map_or(cut, |(whole, _)| whole);
            format!("{cut}…")
        }
    }
}

/// What an entry of a list is called: by its own words, else by what is set in it. Empty where
/// nothing is.
pub fn title(fields: &[Field], entry: &Value, site: &Value, tongue: Tongue) -> String {
    titled(fields, entry, site, &source::read_in(site, tongue), tongue)
}

/// The same in the site's own language, as it is written down for all readers.
pub fn own_title(fields: &[Field], entry: &Value, site: &Value) -> String {
    titled(fields, entry, site, &source::langs(site), Tongue::En)
}

fn titled(fields: &[Field], entry: &Value, site: &Value, langs: &[Lang], tongue: Tongue) -> String {
    let named = ["question", "label", "title", "name", "text", "say", "url"];
    let named = named.into_iter().find_map(|key| {
        let words = words_of(entry.get(key)?, langs);
        let words = short(&crate::markdown::plain(&words), 90);
        (!words.is_empty()).then_some(words)
    });
    let kind = fields.iter().find(|field| field.key == "kind");
    let kind = kind.filter(|_| entry.get("value").is_some());
    let kind = kind.and_then(|field| one(field, entry, site, tongue));
    match (named, kind) {
        (Some(named), _) => named,
        (None, Some(kind)) => format!(
            "{kind} {}",
            plain(entry.get("value").unwrap_or(&Value::Null))
        ),
        (None, None) => brief(fields, entry, site, tongue),
    }
}

/// What is set, in one line: each field with its value, at most four.
pub fn brief(fields: &[Field], entry: &Value, site: &Value, tongue: Tongue) -> String {
    brief_of(fields, entry, site, tongue, 4)
}

fn brief_of(fields: &[Field], entry: &Value, site: &Value, tongue: Tongue, most: usize) -> String {
    let mut all = Vec::new();
    gather(fields, entry, site, tongue, &mut all);
    let more = all.len() > most;
    all.truncate(most);
    let mut line = all.join(" · ");
    if more {
        line.push_str(" …");
    }
    line
}

fn gather(fields: &[Field], entry: &Value, site: &Value, tongue: Tongue, all: &mut Vec<String>) {
    for field in fields {
        match &field.kind {
            Kind::Group(inside) => {
                let value = path::at(entry, field.key).unwrap_or(&Value::Null);
                gather(inside, value, site, tongue, all);
            }
            _ => {
                let label = say(field.label, tongue);
                all.extend(
                    one(field, entry, site, tongue).map(|value| match value.is_empty() {
                        true => label.to_owned(),
                        // What it is called by says so itself.
                        false if field.key == "id" => value,
                        false => format!("{label}: {value}"),
                    }),
                );
            }
        }
    }
}

/// The value of one field in words; none where nothing is set, empty where there is no short word.
pub(super) fn one(field: &Field, entry: &Value, site: &Value, tongue: Tongue) -> Option<String> {
    let value = path::at(entry, field.key)?;
    let langs = source::read_in(site, tongue);
    let of = |options: Options, name: &str| {
        let found = options.iter().find(|(known, _)| *known == name);
        found.map_or_else(
            || name.to_owned(),
            |(_, words)| say(*words, tongue).to_owned(),
        )
    };
    let from = |source, names: Vec<String>| {
        let options = source::options(source, site, &Value::Null, tongue);
        let words = names.into_iter().map(|name| {
            let found = options.iter().find(|(known, _)| *known == name);
            found.map_or(name.clone(), |(_, words)| short(words, 40))
        });
        words.collect::<Vec<_>>().join(", ")
    };
    let words = match &field.kind {
        Kind::Choice(options) | Kind::Maybe(options) => of(options, &plain(value)),
        Kind::Ticks(options) => {
            let all = strings(value).into_iter().map(|name| of(options, &name));
            all.collect::<Vec<_>>().join(", ")
        }
        Kind::One(super::Source::Zones) => plain(value),
        Kind::One(source) => from(*source, vec![plain(value)]),
        Kind::Any(source) | Kind::Ordered(source, _) => from(*source, strings(value)),
        Kind::Localized | Kind::Markdown => short(&words_of(value, &langs), 60),
        Kind::Lines | Kind::Tags | Kind::Dates | Kind::Times => match strings(value).as_slice() {
            [] => String::new(),
            few if few.len() <= 3 => few.join(", "),
            many => many.len().to_string(),
        },
        Kind::Lists => {
            let all = value.as_object()?.iter();
            let all = all.map(|(name, values)| format!("{name} {}", strings(values).join(", ")));
            all.collect::<Vec<_>>().join("; ")
        }
        Kind::Flag => return value.as_bool()?.then(String::new),
        Kind::Rows(_) => value
            .as_array()
            .map(Vec::len)
            .filter(|n| *n > 0)?
            .to_string(),
        Kind::Part(_) => return (!value.is_null()).then(String::new),
        Kind::Pairs | Kind::Phrasings => value
            .as_object()
            .map(serde_json::Map::len)
            .filter(|n| *n > 0)?
            .to_string(),
        Kind::Texts => {
            let all = value.as_object()?.values();
            let count: usize = all.filter_map(Value::as_object).map(|own| own.len()).sum();
            count.to_string()
        }
        Kind::Kept | Kind::Id(_) | Kind::Group(_) => return None,
        _ => short(&plain(value), 60),
    };
    (!words.is_empty()).then_some(words)
}

/// What is set in a section, in one line.
pub fn overview(section: &Section, site: &Value, tongue: Tongue) -> String {
    let nothing = say(["As it comes", "Com'è di serie"], tongue);
    let mut all = Vec::new();
    for part in section.parts {
        match part {
            Part::List(list) => {
                let count = path::at(site, list.key)
                    .and_then(Value::as_array)
                    .map_or(0, Vec::len);
                let words = if count == 1 { list.one } else { list.many };
                all.push(match (count, tongue) {
                    (0, Tongue::It) => format!("ancora niente {}", say(words, tongue)),
                    (0, _) => format!("no {} yet", say(words, tongue)),
                    _ => format!("{count} {}", say(words, tongue)),
                });
            }
            // Beside lists only what is set of itself would be said twice.
            Part::Form(form) if section.parts.len() == 1 => {
                let words = brief_of(form.fields, site, site, tongue, 2);
                all.push(if words.is_empty() {
                    nothing.to_owned()
                } else {
                    words
                });
            }
            Part::Form(_) => {}
        }
    }
    if all.is_empty() {
        let forms = section.parts.iter().filter_map(|part| match part {
            Part::Form(form) => Some(brief_of(form.fields, site, site, tongue, 2)),
            Part::List(_) => None,
        });
        all.extend(forms.filter(|words| !words.is_empty()));
    }
    all.join(", ")
}
