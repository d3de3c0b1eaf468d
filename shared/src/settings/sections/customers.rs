//! What customers find by themselves: FAQs, topics of the form, notices, conversations.

use super::{ID, PAGES, PRIORITIES, QUESTION, also, id};
use crate::settings::{Field, Form, Kind, List, Part, Rows, Section, Source, field};

pub(super) const FAQS: Section = Section {
    id: "faqs",
    name: ["Questions and answers", "Domande e risposte"],
    about: [
        "What customers can look up by themselves, at any hour.",
        "Quello che i clienti trovano da soli, a qualsiasi ora.",
    ],
    parts: &[
        Part::List(List {
            key: "faqs",
            name: ["Questions", "Domande"],
            one: ["question", "domanda"],
            many: ["questions", "domande"],
            add: ["Write a question", "Scrivi una domanda"],
            empty: [
                "No question yet. Begin with the three you answer most often, or import those you have.",
                "Ancora nessuna domanda. Comincia dalle tre a cui rispondi più spesso, o importa quelle che hai.",
            ],
            initial: "{}",
            fields: &[
                field("question", Kind::Localized, ["Question", "Domanda"])
                    .needed()
                    .help([
                        "As a customer would ask it, at most 300 characters.",
                        "Come la farebbe un cliente, al massimo 300 caratteri.",
                    ]),
                field("answer", Kind::Markdown, ["Answer", "Risposta"])
                    .needed()
                    .help([
                        "**bold**, lists with -, links as [words](https://…).",
                        "**grassetto**, elenchi con -, collegamenti come [parole](https://…).",
                    ]),
                field(
                    "category",
                    Kind::One(Source::Categories),
                    ["Category", "Categoria"],
                ),
                also(),
                field(
                    "pages",
                    Kind::Lines,
                    ["Suggest it on pages", "Proponila nelle pagine"],
                )
                .help([
                    "One a line, such as /cart* – the star stands for anything.",
                    "Una per riga, per esempio /carrello* – l'asterisco vale per qualsiasi cosa.",
                ]),
                id("question"),
            ],
        }),
        Part::List(List {
            key: "categories",
            name: ["Categories", "Categorie"],
            one: ["category", "categoria"],
            many: ["categories", "categorie"],
            add: ["Add a category", "Aggiungi una categoria"],
            empty: [
                "Categories group questions once there are more than ten or so.",
                "Le categorie raggruppano le domande quando sono più di una decina.",
            ],
            initial: "{}",
            fields: &[
                field("label", Kind::Localized, ["Name", "Nome"]).needed(),
                id("label"),
            ],
        }),
        Part::Form(Form {
            id: "home",
            name: ["What comes first", "Che cosa viene prima"],
            fields: &[field(
                "home.faqs",
                Kind::Ordered(Source::Faqs, 5),
                [
                    "Questions of the first view",
                    "Domande della prima schermata",
                ],
            )
            .help([
                "At most five, in this order. What readers found most helpful follows.",
                "Al massimo cinque, in quest'ordine. Seguono quelle che hanno aiutato di più.",
            ])],
        }),
    ],
};

pub(super) const TOPICS: Section = Section {
    id: "topics",
    name: ["Contact form", "Modulo di contatto"],
    about: [
        "What a request can be about, and what you ask besides the message.",
        "Di che cosa può trattare una richiesta, e che cosa chiedi oltre al messaggio.",
    ],
    parts: &[
        Part::List(List {
            key: "topics",
            name: ["Topics", "Argomenti"],
            one: ["topic", "argomento"],
            many: ["topics", "argomenti"],
            add: ["Add a topic", "Aggiungi un argomento"],
            empty: [
                "Without topics the form asks only for the message.",
                "Senza argomenti il modulo chiede solo il messaggio.",
            ],
            initial: "{}",
            fields: &[
                field("label", Kind::Localized, ["Name for customers", "Nome per i clienti"]).needed(),
                field(
                    "fields",
                    Kind::Rows(&Rows {
                        fields: QUESTION,
                        one: ["Question", "Domanda"],
                        add: ["Ask something more", "Chiedi qualcos'altro"],
                        initial: "{\"kind\":\"text\"}",
                    }),
                    ["What you ask besides the message", "Che cosa chiedi oltre al messaggio"],
                )
                .help([
                    "Ask what you need to answer, no more: each field costs you some who give up.",
                    "Chiedi quello che ti serve per rispondere, non di più: a ogni campo qualcuno rinuncia.",
                ]),
                id("label"),
            ],
        }),
        Part::Form(Form {
            id: "form",
            name: ["How to answer", "Come rispondere"],
            fields: &[field(
                "form.answer_by",
                Kind::Ordered(Source::AnswerBy, 4),
                [
                    "Ways customers can ask to be answered by",
                    "Modi in cui i clienti possono chiedere la risposta",
                ],
            )
            .needed()
            .help([
                "The first is chosen for them.",
                "Il primo è già scelto per loro.",
            ])],
        }),
    ],
};

pub(super) const NOTICES: Section = Section {
    id: "notices",
    name: ["Notices", "Avvisi"],
    about: [
        "What customers should know before they have to ask.",
        "Quello che i clienti dovrebbero sapere prima di doverlo chiedere.",
    ],
    parts: &[Part::List(List {
        key: "notices",
        name: ["Notices", "Avvisi"],
        one: ["notice", "avviso"],
        many: ["notices", "avvisi"],
        add: ["Write a notice", "Scrivi un avviso"],
        empty: [
            "No notice. Write one as soon as something does not go as it should.",
            "Nessun avviso. Scrivine uno appena qualcosa non va come dovrebbe.",
        ],
        initial: "{\"level\":\"info\"}",
        fields: &[
            field("text", Kind::Markdown, ["What is said", "Che cosa dici"])
                .needed()
                .help(["At most 500 characters.", "Al massimo 500 caratteri."]),
            field(
                "level",
                Kind::Choice(&[
                    ("info", ["Good to know", "Utile da sapere"]),
                    ("warning", ["Something goes wrong", "Qualcosa non va"]),
                ]),
                ["How much it matters", "Quanto conta"],
            ),
            field("from", Kind::Moment, ["From", "Da"])
                .help(["Empty: from now on.", "Vuoto: da subito."]),
            field("until", Kind::Moment, ["Until", "Fino a"]).help([
                "Without a time: to the end of that day. Empty: until you take it out.",
                "Senza ora: fino alla fine di quel giorno. Vuoto: finché non lo togli.",
            ]),
            PAGES,
        ],
    })],
};

const STEP: &[Field] = &[
    field("id", Kind::Id("say"), ["Short name", "Nome breve"]).help(ID),
    field(
        "say",
        Kind::Markdown,
        ["What the assistant says", "Che cosa dice l'assistente"],
    )
    .help([
        "{order-number} stands for the answer to the question with that short name.",
        "{order-number} sta per la risposta alla domanda con quel nome breve.",
    ]),
    field(
        "choices",
        Kind::Rows(&Rows {
            fields: &[
                field("label", Kind::Localized, ["Words", "Parole"]).needed(),
                field("next", Kind::One(Source::Steps), ["Leads to", "Porta a"]).needed(),
            ],
            one: ["Button", "Pulsante"],
            add: ["Add a button", "Aggiungi un pulsante"],
            initial: "{}",
        }),
        ["Buttons to choose from", "Pulsanti fra cui scegliere"],
    ),
    field(
        "ask",
        Kind::Part(QUESTION),
        ["A question to fill in", "Una domanda da compilare"],
    ),
    field(
        "next",
        Kind::One(Source::Steps),
        ["Goes on with", "Continua con"],
    )
    .help([
        "After a question, or where nothing is asked.",
        "Dopo una domanda, o dove non si chiede nulla.",
    ]),
    field(
        "faq",
        Kind::One(Source::Faqs),
        ["Answers with", "Risponde con"],
    ),
    field(
        "hand_over",
        Kind::Part(&[
            field("topic", Kind::One(Source::Topics), ["Topic", "Argomento"]),
            field(
                "priority",
                Kind::Maybe(PRIORITIES),
                ["Priority", "Priorità"],
            ),
            field(
                "message",
                Kind::Markdown,
                ["The message begins with", "Il messaggio comincia con"],
            ),
        ]),
        ["A person takes over", "Passa a una persona"],
    ),
    field(
        "link",
        Kind::Part(&[
            field("label", Kind::Localized, ["Words", "Parole"]).needed(),
            field("url", Kind::Line, ["Address", "Indirizzo"])
                .needed()
                .help(["With https://", "Con https://"]),
        ]),
        ["Offers a page", "Propone una pagina"],
    ),
    field("end", Kind::Flag, ["Ends here", "Finisce qui"]),
];

pub(super) const ASSISTANT: Section = Section {
    id: "assistant",
    name: ["Assistant", "Assistente"],
    about: [
        "Conversations with buttons and questions, for answers that depend on something.",
        "Conversazioni con pulsanti e domande, per le risposte che dipendono da qualcosa.",
    ],
    parts: &[Part::List(List {
        key: "flows",
        name: ["Conversations", "Conversazioni"],
        one: ["conversation", "conversazione"],
        many: ["conversations", "conversazioni"],
        add: ["Add a conversation", "Aggiungi una conversazione"],
        empty: [
            "Without conversations the assistant answers from your questions alone, which is enough for most.",
            "Senza conversazioni l'assistente risponde solo con le tue domande, e di solito basta.",
        ],
        initial: "{\"steps\":[{}]}",
        fields: &[
            field("title", Kind::Localized, ["Title", "Titolo"])
                .needed()
                .help([
                    "What customers choose to begin it.",
                    "Quello che i clienti scelgono per iniziarla.",
                ]),
            also(),
            field(
                "steps",
                Kind::Rows(&Rows {
                    fields: STEP,
                    one: ["Step", "Passo"],
                    add: ["Add a step", "Aggiungi un passo"],
                    initial: "{}",
                }),
                ["Steps", "Passi"],
            )
            .needed()
            .help([
                "It begins with the first. Each says something, then does one thing: buttons, a question, an answer, a person, another step, or the end.",
                "Comincia dal primo. Ognuno dice qualcosa, poi fa una sola cosa: pulsanti, una domanda, una risposta, una persona, un altro passo o la fine.",
            ]),
            id("title"),
        ],
    })],
};
