//! All sections, in the order shown. Each file has those of one concern; a key of the
//! configuration that no section has fails a test.

mod customers;
mod promises;
mod reach;
mod site;
mod staff;

use super::{Field, Kind, Options, Section, Source, field};

/// The sections, in the order shown.
pub const SECTIONS: &[Section] = &[
    customers::FAQS,
    customers::TOPICS,
    reach::CHANNELS,
    reach::HOURS,
    customers::NOTICES,
    customers::ASSISTANT,
    site::APPEARANCE,
    site::LANGUAGES,
    site::TEXTS,
    site::SITE,
    staff::TEAM,
    staff::MACROS,
    staff::ROUTING,
    promises::PROMISES,
    promises::ESCALATIONS,
    promises::SURVEYS,
    site::MAIL,
    site::MAILS,
    site::WEBHOOKS,
    site::SPAM,
    site::PRIVACY,
];

/// The section of this name.
pub fn section(id: &str) -> Option<&'static Section> {
    SECTIONS.iter().find(|section| section.id == id)
}

const PRIORITIES: Options = &[
    ("low", ["Low", "Bassa"]),
    ("normal", ["Normal", "Normale"]),
    ("high", ["High", "Alta"]),
    ("urgent", ["Urgent", "Urgente"]),
];

const PAGES: Field = field("pages", Kind::Lines, ["On which pages", "In quali pagine"]).help([
    "One a line, such as /cart* – the star stands for anything. Empty: on all.",
    "Una per riga, per esempio /carrello* – l'asterisco vale per qualsiasi cosa. Vuoto: in tutte.",
]);

const ID: super::Words = [
    "Short name in addresses and files. Left empty, it is made for you.",
    "Nome breve per indirizzi e file. Se lo lasci vuoto lo scriviamo noi.",
];

const fn id(from: &'static str) -> Field {
    field("id", Kind::Id(from), ["Short name", "Nome breve"]).help(ID)
}

const fn also() -> Field {
    field(
        "also",
        Kind::Phrasings,
        ["Other ways people ask it", "Altri modi di chiederlo"],
    )
    .help([
        "One a line. They are searched as well, and never shown.",
        "Uno per riga. Servono alla ricerca e non si vedono.",
    ])
}

/// A question of a form or of a conversation.
const QUESTION: &[Field] = &[
    field(
        "label",
        Kind::Localized,
        ["What you ask", "Che cosa chiedi"],
    )
    .needed(),
    field("help", Kind::Localized, ["Line under it", "Riga sotto"]),
    field(
        "kind",
        Kind::Choice(&[
            ("text", ["One line", "Una riga"]),
            ("long_text", ["Several lines", "Più righe"]),
            ("choice", ["One of several choices", "Una scelta fra più"]),
            ("choices", ["Any of several choices", "Più scelte insieme"]),
            ("number", ["A number", "Un numero"]),
            ("date", ["A date", "Una data"]),
            ("order_number", ["An order number", "Un numero d'ordine"]),
            ("product", ["A product", "Un prodotto"]),
            ("consent", ["A box to tick", "Una casella da spuntare"]),
        ]),
        ["How it is answered", "Come si risponde"],
    )
    .needed(),
    field(
        "required",
        Kind::Flag,
        ["Must be answered", "Risposta necessaria"],
    ),
    field("choices", Kind::Rows(&CHOICES), ["Choices", "Scelte"]).help([
        "For choices and products only.",
        "Solo per scelte e prodotti.",
    ]),
    field(
        "pattern",
        Kind::Line,
        ["Shape of the order number", "Forma del numero d'ordine"],
    )
    .help([
        "# is a digit, @ a letter, * either: BL-#####",
        "# è una cifra, @ una lettera, * una delle due: BL-#####",
    ]),
    field("min", Kind::Line, ["From", "Da"]).help([
        "For numbers and dates: the least there is, such as 1 or 2026-01-01.",
        "Per numeri e date: il minimo, per esempio 1 o 2026-01-01.",
    ]),
    field("max", Kind::Line, ["Up to", "Fino a"]),
    id("label"),
];

const CHOICES: super::Rows = super::Rows {
    fields: &[
        field("label", Kind::Localized, ["Choice", "Scelta"]).needed(),
        id("label"),
    ],
    one: ["Choice", "Scelta"],
    add: ["Add a choice", "Aggiungi una scelta"],
    initial: "{}",
};

/// When a rule holds.
const WHEN: Field = field(
    "when",
    Kind::Group(&[
        field("topics", Kind::Any(Source::Topics), ["About one of these topics", "Su uno di questi argomenti"]),
        field("languages", Kind::Any(Source::Languages), ["In one of these languages", "In una di queste lingue"]),
        field(
            "channels",
            Kind::Ticks(&[
                ("form", ["Contact form", "Modulo di contatto"]),
                ("api", ["API", "API"]),
                ("email", ["Email", "Email"]),
                ("request_page", ["The request's own page", "La pagina della richiesta"]),
            ]),
            ["That came in by", "Arrivata da"],
        ),
        field("page", Kind::Line, ["Written on a page such as", "Scritta in una pagina come"])
            .help(["*/lamps/* – the star stands for anything.", "*/lampade/* – l'asterisco vale per qualsiasi cosa."]),
        field("fields", Kind::Lists, ["With these answers", "Con queste risposte"]).help([
            "One a line: short name of the question, colon, short names of the answers with commas: wish: refund, replace",
            "Una per riga: nome breve della domanda, due punti, nomi brevi delle risposte con virgole: wish: refund, replace",
        ]),
        field("contact_tags", Kind::Tags, ["From customers tagged", "Da clienti con etichetta"])
            .help(["Short names with commas: vip, wholesale", "Nomi brevi con virgole: vip, ingrosso"]),
        field(
            "open",
            Kind::Maybe(&[
                ("true", ["During opening hours", "Durante l'orario di apertura"]),
                ("false", ["Outside opening hours", "Fuori dall'orario di apertura"]),
            ]),
            ["That came in", "Arrivata"],
        ),
    ]),
    ["For requests", "Per le richieste"],
)
.help([
    "All of what you fill in must be so; with nothing filled in it holds for all.",
    "Deve valere tutto quello che compili; se non compili nulla vale per tutte.",
]);

const WEEK: [Field; 9] = [
    field("monday", Kind::Times, ["Monday", "Lunedì"]),
    field("tuesday", Kind::Times, ["Tuesday", "Martedì"]),
    field("wednesday", Kind::Times, ["Wednesday", "Mercoledì"]),
    field("thursday", Kind::Times, ["Thursday", "Giovedì"]),
    field("friday", Kind::Times, ["Friday", "Venerdì"]),
    field("saturday", Kind::Times, ["Saturday", "Sabato"]),
    field("sunday", Kind::Times, ["Sunday", "Domenica"]),
    field(
        "closed",
        Kind::Dates,
        ["Closed on these days", "Chiuso in questi giorni"],
    ),
    field(
        "special",
        Kind::Rows(&super::Rows {
            fields: &[
                field("date", Kind::Date, ["One day", "Un giorno"]),
                field("from", Kind::Date, ["or from", "oppure dal"]),
                field("to", Kind::Date, ["to", "al"]),
                field("hours", Kind::Times, ["Open", "Aperto"])
                    .help(["Empty: closed.", "Vuoto: chiuso."]),
            ],
            one: ["Days", "Giorni"],
            add: [
                "Add days with other hours",
                "Aggiungi giorni con altri orari",
            ],
            initial: "{\"hours\":[]}",
        }),
        ["Days with hours of their own", "Giorni con orari diversi"],
    ),
];
