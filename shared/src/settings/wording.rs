//! What the checks say of a file, said to somebody who looks at a form, in their language.

use super::{Field, Kind, Part, SECTIONS, Words, say};
use crate::tongue::Tongue;

/// What a check says, and what is said instead; `{}` is any words, the same in both.
const SAID: [(&str, Words); 69] = [
    (
        "Write something here, or leave the key out.",
        ["Write something here.", "Scrivi qualcosa qui."],
    ),
    (
        "Use at most {} characters.",
        ["Use at most {} characters.", "Usa al massimo {} caratteri."],
    ),
    (
        "Use one line without control characters.",
        ["Use one line.", "Usa una riga sola."],
    ),
    (
        "Write it in at least one of the site's languages.",
        [
            "Write it in at least one language.",
            "Scrivilo in almeno una lingua.",
        ],
    ),
    (
        "Add “{}” to the site's languages, or leave it out here.",
        [
            "“{}” is none of your languages: add it there, or empty this.",
            "«{}» non è fra le tue lingue: aggiungila, o svuota questo.",
        ],
    ),
    (
        "“{}” is used twice.",
        ["“{}” is used twice.", "«{}» è usato due volte."],
    ),
    (
        "There are {} here; at most {} fit.",
        [
            "There are {} here; at most {} fit.",
            "Qui ce ne sono {}; al massimo {}.",
        ],
    ),
    (
        "Use an IANA time zone such as “Europe/Rome”.",
        [
            "Choose one of the list, such as Europe/Rome.",
            "Scegline uno dell'elenco, per esempio Europe/Rome.",
        ],
    ),
    (
        "Write scheme and host only, such as “https://bottega.example”.",
        [
            "Write only https:// and the name, such as https://shop.example.",
            "Scrivi solo https:// e il nome, per esempio https://shop.example.",
        ],
    ),
    (
        "Add this category under [[categories]] first.",
        [
            "There is no such category any more: choose another.",
            "Questa categoria non c'è più: scegline un'altra.",
        ],
    ),
    (
        "Add the answer in “{}” too.",
        [
            "Write the answer in “{}” too.",
            "Scrivi la risposta anche in «{}».",
        ],
    ),
    (
        "Add the question in “{}” too.",
        [
            "Write the question in “{}” too.",
            "Scrivi la domanda anche in «{}».",
        ],
    ),
    (
        "Give this link a label.",
        ["Say what it is called.", "Scrivi come si chiama."],
    ),
    (
        "Here an email address is expected.",
        [
            "Write an email address here.",
            "Scrivi qui un indirizzo email.",
        ],
    ),
    (
        "Here an international number such as “+39 02 1234567” is expected.",
        [
            "Write the number with its country: +39 02 1234567",
            "Scrivi il numero con il prefisso del Paese: +39 02 1234567",
        ],
    ),
    (
        "Here a user or page name without “@” is expected.",
        [
            "Write the name without @ here.",
            "Scrivi qui il nome senza @.",
        ],
    ),
    (
        "Here an address that begins with https:// is expected.",
        [
            "Write an address with https:// here.",
            "Scrivi qui un indirizzo con https://.",
        ],
    ),
    (
        "Two of this day's hours overlap: join or separate them.",
        [
            "Two of this day's hours overlap: join or separate them.",
            "Due orari di questo giorno si sovrappongono: uniscili o separali.",
        ],
    ),
    (
        "The last date comes before the first: swap them.",
        [
            "The last day comes before the first: swap them.",
            "L'ultimo giorno viene prima del primo: scambiali.",
        ],
    ),
    (
        "These are {} days; at most {} fit in one entry.",
        [
            "These are {} days; at most {} fit here.",
            "Sono {} giorni; al massimo {}.",
        ],
    ),
    (
        "Give at least one of first_response, next_response and resolution.",
        [
            "Fill in at least one of the three times.",
            "Compila almeno uno dei tre tempi.",
        ],
    ),
    (
        "Opening hours make days of different lengths: {}",
        [
            "Days have different lengths in opening hours: say it in hours, or let time count day and night.",
            "Con gli orari di apertura i giorni hanno durate diverse: dillo in ore, o fai contare giorno e notte.",
        ],
    ),
    ("Use 1 to 99 percent.", ["Use 1 to 99.", "Usa da 1 a 99."]),
    (
        "Add “{}” under {} first.",
        [
            "“{}” is not there any more: choose another.",
            "«{}» non c'è più: scegli altro.",
        ],
    ),
    (
        "No topic has this field: {}",
        [
            "No topic asks a question with this short name.",
            "Nessun argomento ha una domanda con questo nome breve.",
        ],
    ),
    (
        "Name at least one way, such as [\"email\"].",
        ["Choose at least one.", "Scegline almeno uno."],
    ),
    (
        "Name at least one language, such as [\"it\"].",
        ["Choose at least one.", "Scegline almeno una."],
    ),
    (
        "Use at most {} characters, among them # for a digit, {}",
        [
            "Use at most {} characters, among them #, @ or *: BL-#####",
            "Usa al massimo {} caratteri, fra cui #, @ o *: BL-#####",
        ],
    ),
    (
        "Only fields of kind “order_number” have a pattern: leave it out here.",
        [
            "Only order numbers have a shape: empty this.",
            "Solo i numeri d'ordine hanno una forma: svuota questo.",
        ],
    ),
    (
        "Only fields of kind “choice”, {}",
        [
            "Only choices and products have choices: take them out.",
            "Solo scelte e prodotti hanno scelte: toglile.",
        ],
    ),
    (
        "Give at least one choice: {}",
        ["Add at least one choice.", "Aggiungi almeno una scelta."],
    ),
    (
        "Use a number such as {}",
        ["Write a number.", "Scrivi un numero."],
    ),
    (
        "Use a date such as {}",
        [
            "Write a date such as 2026-12-24.",
            "Scrivi una data, per esempio 2026-12-24.",
        ],
    ),
    (
        "Only fields of kind “number” and “date” have bounds: leave them out here.",
        [
            "Only numbers and dates have bounds: empty this.",
            "Solo numeri e date hanno limiti: svuota questo.",
        ],
    ),
    (
        "Use a value that is not below “min”.",
        ["This is below “From”.", "È più basso di «Da»."],
    ),
    (
        "Use a colour such as “#0f6b5c”.",
        [
            "Write a colour such as #0f6b5c.",
            "Scrivi un colore, per esempio #0f6b5c.",
        ],
    ),
    (
        "Use an address such as “https://shop.example/logo.svg”.",
        [
            "Write an address such as https://shop.example/logo.svg.",
            "Scrivi un indirizzo, per esempio https://shop.example/logo.svg.",
        ],
    ),
    (
        "There is no FAQ “{}”: {}",
        [
            "This question is not there any more: choose another.",
            "Questa domanda non c'è più: scegline un'altra.",
        ],
    ),
    (
        "This is before “from”: swap them, or leave one out.",
        [
            "This is before “From”: swap them, or empty one.",
            "È prima di «Da»: scambiali, o svuotane uno.",
        ],
    ),
    (
        "Give at least one weekday's hours, or leave “hours” out.",
        [
            "Fill in at least one weekday's hours, or untick this.",
            "Compila gli orari di almeno un giorno, o togli la spunta.",
        ],
    ),
    (
        "Begin with “/” for a path, such as “/checkout/*”, or with “https://”.",
        [
            "Begin with / or with https://: /cart*",
            "Comincia con / o con https://: /carrello*",
        ],
    ),
    (
        "Add at least one step under [[flows.steps]].",
        ["Add at least one step.", "Aggiungi almeno un passo."],
    ),
    (
        "Add this topic under [[topics]] first.",
        [
            "This topic is not there any more: choose another.",
            "Questo argomento non c'è più: scegline un altro.",
        ],
    ),
    (
        "Write a whole address with “https://”.",
        [
            "Write a whole address with https://.",
            "Scrivi l'indirizzo intero con https://.",
        ],
    ),
    (
        "Add this FAQ under [[faqs]] first.",
        [
            "This question is not there any more: choose another.",
            "Questa domanda non c'è più: scegline un'altra.",
        ],
    ),
    (
        "“{{}}” is asked nowhere in this flow: {}",
        [
            "{{}} is asked nowhere in this conversation: add a step that asks it.",
            "{{}} non è chiesto in questa conversazione: aggiungi un passo che lo chiede.",
        ],
    ),
    (
        "This leads nowhere: {}",
        [
            "This leads nowhere: choose what comes next, or say that it ends here.",
            "Da qui non si va avanti: scegli che cosa segue, o che finisce qui.",
        ],
    ),
    (
        "Only one of choices, {}",
        [
            "Only one thing can come next: buttons, a question, an answer, a person, another step, or the end.",
            "Può seguire una cosa sola: pulsanti, una domanda, una risposta, una persona, un altro passo o la fine.",
        ],
    ),
    (
        "Say with “next” where it goes on after the answer.",
        [
            "Say with which step it goes on after the answer.",
            "Di' con quale passo si continua dopo la risposta.",
        ],
    ),
    (
        "Say something before the end.",
        [
            "Say something before the end.",
            "Di' qualcosa prima della fine.",
        ],
    ),
    (
        "There is no step “{}” in this flow.",
        [
            "There is no step “{}” any more.",
            "Il passo «{}» non c'è più.",
        ],
    ),
    (
        "A way from “{}” leads back to it {}",
        [
            "A way from “{}” leads back to it and might never end.",
            "Da «{}» si torna indietro e potrebbe non finire mai.",
        ],
    ),
    (
        "No way from the first step leads to “{}”.",
        [
            "No way from the first step leads to “{}”.",
            "Dal primo passo non si arriva mai a «{}».",
        ],
    ),
    (
        "Add this language under “languages” first.",
        [
            "Add this language under Languages first.",
            "Prima aggiungi questa lingua sotto Lingue.",
        ],
    ),
    (
        "Keep {{}}: it is filled in there.",
        [
            "Keep {{}}: it is filled in there.",
            "Lascia {{}}: lì va messo un valore.",
        ],
    ),
    (
        "Nothing is filled in here: leave {{}} out.",
        [
            "Nothing is filled in here: leave {{}} out.",
            "Qui non va messo nessun valore: togli {{}}.",
        ],
    ),
    (
        "Write one form, or {} with “|” between them.",
        [
            "Write one form, or {} with | between them.",
            "Scrivi una forma, o {} con | fra loro.",
        ],
    ),
    (
        "Write {} entries with commas between them.",
        [
            "Write {} words with commas between them.",
            "Scrivi {} parole con virgole fra loro.",
        ],
    ),
    (
        "Copy the site key (not the secret) from Turnstile, {}",
        [
            "Copy the site key, not the secret.",
            "Copia la chiave del sito, non il segreto.",
        ],
    ),
    (
        "Use a burst of 1 to 1000000 and 1 to 3600000 per hour.",
        [
            "Use 1 to 1,000,000 at once and 1 to 3,600,000 an hour.",
            "Usa da 1 a 1.000.000 in una volta e da 1 a 3.600.000 all'ora.",
        ],
    ),
    (
        "Write a whole address such as https://shop.example/hook, {}",
        [
            "Write a whole address such as https://shop.example/hook.",
            "Scrivi l'indirizzo intero, per esempio https://shop.example/hook.",
        ],
    ),
    (
        "Use an https:// address.",
        ["Use an https:// address.", "Usa un indirizzo https://."],
    ),
    (
        "hours are written “09:00-13:00”, the end after the start",
        [
            "Fill in both times, the end after the start.",
            "Compila tutte e due le ore, la fine dopo l'inizio.",
        ],
    ),
    (
        "write a time such as “30m”, “4h” or “2d”, from one minute to 90 days",
        [
            "Write a whole number, at most 90 days in all.",
            "Scrivi un numero intero, al massimo 90 giorni in tutto.",
        ],
    ),
    (
        "Nothing can be put in “{{}}”: {}",
        [
            "{{}} is not known: use those named above, or the short name of a question of the form.",
            "{{}} non è conosciuto: usa quelli qui sopra, o il nome breve di una domanda del modulo.",
        ],
    ),
    (
        "Use 1 to {} days.",
        ["Use 1 to {} days.", "Usa da 1 a {} giorni."],
    ),
    (
        "an email address such as {}",
        [
            "Write an email address such as marta@shop.example.",
            "Scrivi un indirizzo email, per esempio marta@shop.example.",
        ],
    ),
    (
        "“Name <name@domain>” {}",
        [
            "Write a name and an address: Bottega Lume <ciao@shop.example>",
            "Scrivi nome e indirizzo: Bottega Lume <ciao@shop.example>",
        ],
    ),
    (
        "invalid colour{}",
        [
            "Write a colour such as #0f6b5c.",
            "Scrivi un colore, per esempio #0f6b5c.",
        ],
    ),
];

/// The message for people who look at the field with this key.
pub(super) fn plainly(key: &str, message: &str, tongue: Tongue) -> String {
    if let Some(words) = shape(key, message, tongue) {
        return words;
    }
    let said = SAID.iter().find_map(|(pattern, words)| {
        let found = matched(pattern, message)?;
        let mut text = say(*words, tongue).to_owned();
        for one in found {
            text = text.replacen("{}", one, 1);
        }
        Some(text)
    });
    said.unwrap_or_else(|| sentence(message))
}

fn sentence(message: &str) -> String {
    let mut chars = message.chars();
    let first = chars.next().map(char::to_uppercase);
    let mut text: String = first.into_iter().flatten().chain(chars).collect();
    if !text.ends_with(['.', '!', '?']) {
        text.push('.');
    }
    text
}

/// What stands in the places of a pattern.
fn matched<'a>(pattern: &str, message: &'a str) -> Option<Vec<&'a str>> {
    let mut parts = pattern.split("{}");
    let mut rest = message.strip_prefix(parts.next()?)?;
    let mut found = Vec::new();
    let mut parts = parts.peekable();
    while let Some(part) = parts.next() {
        let end = match (part.is_empty(), parts.peek().is_none()) {
            (true, true) => rest.len(),
            (_, true) => rest.strip_suffix(part)?.len(),
            _ => rest.find(part)?,
        };
        found.push(rest.get(..end)?);
        rest = rest.get(end..)?.strip_prefix(part)?;
    }
    rest.is_empty().then_some(found)
}

/// What a field wants, where what stands there cannot even be read.
fn shape(key: &str, message: &str, tongue: Tongue) -> Option<String> {
    let misread = [
        "invalid type",
        "invalid value",
        "unknown variant",
        "missing field",
    ];
    if !misread.iter().any(|start| message.starts_with(start)) {
        return None;
    }
    let words: Words = match field_at(key).map(|field| &field.kind) {
        Some(Kind::Whole(from, to)) => {
            return Some(match tongue {
                Tongue::It => format!("Scrivi un numero intero da {from} a {to}."),
                _ => format!("Write a whole number from {from} to {to}."),
            });
        }
        Some(Kind::One(_) | Kind::Choice(_) | Kind::Maybe(_)) => {
            ["Choose one of these.", "Scegli una di queste voci."]
        }
        _ => [
            "This cannot be read: write it anew.",
            "Non si riesce a leggere: riscrivilo.",
        ],
    };
    Some(say(words, tongue).to_owned())
}

/// The field a key of the configuration stands for.
pub(super) fn field_at(key: &str) -> Option<&'static Field> {
    SECTIONS
        .iter()
        .flat_map(|section| section.parts)
        .find_map(|part| match part {
            Part::Form(form) => inside(form.fields, key),
            Part::List(list) => {
                let rest = key.strip_prefix(list.key)?.strip_prefix('.')?;
                inside(list.fields, rest.split_once('.')?.1)
            }
        })
}

fn inside(fields: &'static [Field], key: &str) -> Option<&'static Field> {
    fields.iter().find_map(|field| {
        let rest = key.strip_prefix(field.key)?;
        match (&field.kind, rest.strip_prefix('.')) {
            (Kind::Group(fields) | Kind::Part(fields), Some(rest)) => inside(fields, rest),
            (Kind::Rows(rows), Some(rest)) => match rest.split_once('.') {
                Some((_, rest)) => inside(rows.fields, rest),
                None => Some(field),
            },
            (_, None) if !rest.is_empty() => None,
            _ => Some(field),
        }
    })
}
