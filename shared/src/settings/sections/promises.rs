//! How soon, what happens when it takes longer, and how it went.

use super::{PRIORITIES, WHEN, id};
use crate::settings::{Form, Kind, List, Part, Rows, Section, Source, field};

pub(super) const PROMISES: Section = Section {
    id: "promises",
    name: ["Promises", "Promesse"],
    about: [
        "How soon you want to answer. Customers are told the time that comes of it.",
        "Entro quanto vuoi rispondere. Ai clienti diciamo l'ora che ne risulta.",
    ],
    parts: &[Part::List(List {
        key: "sla",
        name: ["Promises", "Promesse"],
        one: ["promise", "promessa"],
        many: ["promises", "promesse"],
        add: ["Add a promise", "Aggiungi una promessa"],
        empty: [
            "Without one customers are told no time. The first holds for all requests.",
            "Senza, ai clienti non diciamo un'ora. La prima vale per tutte le richieste.",
        ],
        initial: "{\"clock\":\"business\",\"warn_at\":75}",
        fields: &[
            field("id", Kind::Line, ["Short name", "Nome breve"])
                .needed()
                .help([
                    "Small letters, digits and hyphens, such as normal.",
                    "Minuscole, cifre e trattini, per esempio normale.",
                ]),
            field(
                "first_response",
                Kind::Goal(true),
                [
                    "First answer by a person within",
                    "Prima risposta di una persona entro",
                ],
            )
            .help([
                "Customers are promised this.",
                "È quello che promettiamo ai clienti.",
            ]),
            field(
                "next_response",
                Kind::Goal(true),
                ["Each later answer within", "Ogni risposta dopo entro"],
            ),
            field(
                "resolution",
                Kind::Goal(true),
                ["Solved within", "Risolta entro"],
            ),
            field(
                "clock",
                Kind::Choice(&[
                    (
                        "business",
                        [
                            "Only during opening hours",
                            "Solo durante l'orario di apertura",
                        ],
                    ),
                    ("calendar", ["Day and night", "Giorno e notte"]),
                ]),
                ["Time counts", "Il tempo conta"],
            ),
            field(
                "warn_at",
                Kind::Whole(1, 99),
                [
                    "Warn the team at, in percent of the time",
                    "Avvisa il gruppo al, in percento del tempo",
                ],
            )
            .needed(),
        ],
    })],
};

pub(super) const ESCALATIONS: Section = Section {
    id: "escalations",
    name: ["When it takes too long", "Quando passa troppo tempo"],
    about: [
        "What is done by itself when a request waits too long. Every rule that holds is followed.",
        "Che cosa succede da solo quando una richiesta aspetta troppo. Vale ogni regola che si applica.",
    ],
    parts: &[Part::List(List {
        key: "escalations",
        name: ["Rules", "Regole"],
        one: ["rule", "regola"],
        many: ["rules", "regole"],
        add: ["Add a rule", "Aggiungi una regola"],
        empty: [
            "Without rules the team is warned, and nothing else happens.",
            "Senza regole il gruppo è avvisato, e nient'altro succede.",
        ],
        initial: "{\"on\":\"sla_breached\",\"when\":{}}",
        fields: &[
            field(
                "on",
                Kind::Choice(&[
                    ("sla_warning", ["is due soon", "scade fra poco"]),
                    ("sla_breached", ["is late", "è in ritardo"]),
                ]),
                ["When something", "Quando qualcosa"],
            )
            .needed(),
            field(
                "target",
                Kind::Maybe(&[
                    ("first_response", ["The first answer", "La prima risposta"]),
                    ("next_response", ["A later answer", "Una risposta dopo"]),
                    ("resolution", ["The solution", "La soluzione"]),
                ]),
                ["Namely", "Cioè"],
            )
            .help(["Empty: anything.", "Vuoto: qualsiasi cosa."]),
            field(
                "after",
                Kind::Goal(true),
                ["So long after that", "Tanto tempo dopo"],
            )
            .help(["Empty: at once.", "Vuoto: subito."]),
            WHEN,
            field(
                "team",
                Kind::One(Source::Teams),
                ["Give it to the team", "Passala al gruppo"],
            ),
            field(
                "owner",
                Kind::One(Source::Agents),
                ["Give it to the person", "Passala alla persona"],
            ),
            field(
                "priority",
                Kind::Maybe(PRIORITIES),
                ["Set the priority", "Metti la priorità"],
            ),
            field(
                "tags",
                Kind::Tags,
                ["Add the tags", "Aggiungi le etichette"],
            ),
            field(
                "notify",
                Kind::Lines,
                ["Also tell by mail", "Avvisa anche per email"],
            )
            .help(["One address a line.", "Un indirizzo per riga."]),
        ],
    })],
};

pub(super) const SURVEYS: Section = Section {
    id: "surveys",
    name: ["Surveys", "Sondaggi"],
    about: [
        "What customers are asked to rate. After a solved request they are asked anyway.",
        "Che cosa chiedi di valutare. Dopo una richiesta risolta lo chiediamo comunque.",
    ],
    parts: &[Part::Form(Form {
        id: "surveys",
        name: ["Surveys", "Sondaggi"],
        fields: &[
            field(
                "surveys.after_faq",
                Kind::One(Source::Surveys),
                ["Under each answer", "Sotto ogni risposta"],
            )
            .help([
                "Empty: only “Did this help?”.",
                "Vuoto: solo «Ti è stato utile?».",
            ]),
            field(
                "surveys.after_assistant",
                Kind::One(Source::Surveys),
                ["After the assistant", "Dopo l'assistente"],
            ),
            field(
                "surveys.own",
                Kind::Rows(&Rows {
                    fields: &[
                        field("question", Kind::Localized, ["Question", "Domanda"]).needed(),
                        field(
                            "scale",
                            Kind::Choice(&[
                                ("csat", ["Five faces", "Cinque faccine"]),
                                ("nps", ["From 0 to 10", "Da 0 a 10"]),
                                ("ces", ["From 1 to 7", "Da 1 a 7"]),
                            ]),
                            ["How it is answered", "Come si risponde"],
                        )
                        .needed(),
                        field(
                            "low",
                            Kind::Localized,
                            ["The lowest means", "Il più basso vuol dire"],
                        ),
                        field(
                            "high",
                            Kind::Localized,
                            ["The highest means", "Il più alto vuol dire"],
                        ),
                        id("question"),
                    ],
                    one: ["Question", "Domanda"],
                    add: ["Add a question", "Aggiungi una domanda"],
                    initial: "{\"scale\":\"csat\"}",
                }),
                ["Questions of your own", "Domande tue"],
            )
            .help(["At most three.", "Al massimo tre."]),
        ],
    })],
};
