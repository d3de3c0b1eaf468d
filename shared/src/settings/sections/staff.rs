//! The people who answer, and which requests go to whom.

use super::{PRIORITIES, WEEK, WHEN, id};
use crate::settings::{Kind, List, Part, Section, Source, field};

pub(super) const TEAM: Section = Section {
    id: "team",
    name: ["People", "Persone"],
    about: [
        "Who answers, and what they may do here.",
        "Chi risponde, e che cosa può fare qui.",
    ],
    parts: &[
        Part::List(List {
            key: "agents",
            name: ["People", "Persone"],
            one: ["person", "persona"],
            many: ["people", "persone"],
            add: ["Add a person", "Aggiungi una persona"],
            empty: [
                "Nobody yet. Customers are told the name of who answers: add yourself first.",
                "Ancora nessuno. Ai clienti diciamo il nome di chi risponde: aggiungi prima te.",
            ],
            initial: "{}",
            fields: &[
                field("name", Kind::Line, ["Name", "Nome"])
                    .needed()
                    .help(["Customers read it.", "I clienti lo leggono."]),
                field("email", Kind::Email, ["Email", "Email"]).needed(),
                field(
                    "role",
                    Kind::Choice(&[
                        ("agent", ["Answers customers", "Risponde ai clienti"]),
                        (
                            "lead",
                            [
                                "Answers, and looks after the settings",
                                "Risponde e cura le impostazioni",
                            ],
                        ),
                        (
                            "owner",
                            [
                                "Does everything, people included",
                                "Fa tutto, persone comprese",
                            ],
                        ),
                        ("read_only", ["Only reads", "Legge soltanto"]),
                    ]),
                    ["What they may do", "Che cosa può fare"],
                ),
                field("teams", Kind::Any(Source::Teams), ["Teams", "Gruppi"]),
                field(
                    "languages",
                    Kind::Any(Source::Languages),
                    ["Languages", "Lingue"],
                )
                .help(["None ticked: all.", "Nessuna spuntata: tutte."]),
                field(
                    "hours",
                    Kind::Part(&WEEK),
                    ["Has hours of their own", "Ha orari suoi"],
                )
                .help([
                    "Otherwise those of the site.",
                    "Altrimenti quelli del sito.",
                ]),
                id("name"),
            ],
        }),
        Part::List(List {
            key: "teams",
            name: ["Teams", "Gruppi"],
            one: ["team", "gruppo"],
            many: ["teams", "gruppi"],
            add: ["Add a team", "Aggiungi un gruppo"],
            empty: [
                "Teams are for sites where different people answer different things.",
                "I gruppi servono dove persone diverse rispondono a cose diverse.",
            ],
            initial: "{}",
            fields: &[
                field("name", Kind::Line, ["Name", "Nome"]).needed(),
                id("name"),
            ],
        }),
    ],
};

pub(super) const ROUTING: Section = Section {
    id: "routing",
    name: ["Who gets what", "Chi riceve che cosa"],
    about: [
        "Rules are read from the first to the last. What one decides, a later one does not change; tags add up.",
        "Le regole si leggono dalla prima all'ultima. Quello che una decide, una dopo non cambia; le etichette si sommano.",
    ],
    parts: &[Part::List(List {
        key: "routing",
        name: ["Rules", "Regole"],
        one: ["rule", "regola"],
        many: ["rules", "regole"],
        add: ["Add a rule", "Aggiungi una regola"],
        empty: [
            "Without rules requests go round among everybody.",
            "Senza regole le richieste vanno a turno a tutti.",
        ],
        initial: "{\"when\":{}}",
        fields: &[
            WHEN,
            field(
                "team",
                Kind::One(Source::Teams),
                ["Go to the team", "Vanno al gruppo"],
            ),
            field(
                "owner",
                Kind::One(Source::Agents),
                ["Go to the person", "Vanno alla persona"],
            )
            .help([
                "Empty: the next of the team who is there.",
                "Vuoto: la prossima del gruppo che c'è.",
            ]),
            field(
                "priority",
                Kind::Maybe(PRIORITIES),
                ["Get the priority", "Prendono la priorità"],
            ),
            field(
                "tags",
                Kind::Tags,
                ["Get the tags", "Prendono le etichette"],
            )
            .help(["Short names with commas.", "Nomi brevi con virgole."]),
            field(
                "sla",
                Kind::One(Source::Policies),
                ["Are promised", "Ricevono la promessa"],
            ),
        ],
    })],
};

pub(super) const MACROS: Section = Section {
    id: "macros",
    name: ["Ready answers", "Risposte pronte"],
    about: [
        "Answers the team puts into a reply with two keys, filled in with what is known.",
        "Risposte che il gruppo inserisce con due tasti, già compilate con quello che si sa.",
    ],
    parts: &[Part::List(List {
        key: "macros",
        name: ["Ready answers", "Risposte pronte"],
        one: ["ready answer", "risposta pronta"],
        many: ["ready answers", "risposte pronte"],
        add: ["Write a ready answer", "Scrivi una risposta pronta"],
        empty: [
            "Whatever the team writes for the third time is worth one.",
            "Quello che il gruppo scrive per la terza volta ne merita una.",
        ],
        initial: "{}",
        fields: &[
            field("name", Kind::Line, ["Name for the team", "Nome per il gruppo"]).needed(),
            field("text", Kind::Markdown, ["Text", "Testo"]).needed().help([
                "Filled in are {customer}, {reference}, {agent}, {site}, {topic}, {email} and answers by their short names.",
                "Si compilano {customer}, {reference}, {agent}, {site}, {topic}, {email} e le risposte con il loro nome breve.",
            ]),
            field(
                "status",
                Kind::Maybe(&[
                    ("open", ["Open", "Aperta"]),
                    ("waiting_on_customer", ["Waiting for the customer", "In attesa del cliente"]),
                    ("on_hold", ["Waiting for somebody else", "In attesa di altri"]),
                    ("resolved", ["Solved", "Risolta"]),
                    ("closed", ["Closed", "Chiusa"]),
                ]),
                ["Where the request stands then", "Come resta la richiesta"],
            )
            .help(["Empty: as usual.", "Vuoto: come al solito."]),
            field("tags", Kind::Tags, ["Adds the tags", "Aggiunge le etichette"])
                .help(["Short names with commas.", "Nomi brevi con virgole."]),
            field("topic", Kind::One(Source::Topics), ["Sets the topic", "Mette l'argomento"]),
            id("name"),
        ],
    })],
};
