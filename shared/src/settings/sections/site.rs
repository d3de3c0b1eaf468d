//! The site itself: name, looks, languages, mail, endpoints, spam and limits.

use crate::settings::{Field, Form, Kind, List, Part, Section, Source, Words, field};

pub(super) const SITE: Section = Section {
    id: "site",
    name: ["Name and domains", "Nome e domini"],
    about: [
        "What customers call you, and which sites may show the widget.",
        "Come ti chiamano i clienti, e quali siti possono mostrare il widget.",
    ],
    parts: &[Part::Form(Form {
        id: "site",
        name: ["Name and domains", "Nome e domini"],
        fields: &[
            field("name", Kind::Line, ["Name", "Nome"])
                .needed()
                .help(["At most 80 characters.", "Al massimo 80 caratteri."]),
            field(
                "origins",
                Kind::Lines,
                [
                    "Sites that may show the widget",
                    "Siti che possono mostrare il widget",
                ],
            )
            .help([
                "One a line, such as https://shop.example. Empty: any.",
                "Uno per riga, per esempio https://shop.example. Vuoto: tutti.",
            ]),
        ],
    })],
};

pub(super) const APPEARANCE: Section = Section {
    id: "appearance",
    name: ["Appearance", "Aspetto"],
    about: [
        "Your colour and logo. Shades that read well are made of your colour.",
        "Il tuo colore e il tuo logo. Dal colore ricaviamo tonalità che si leggono bene.",
    ],
    parts: &[Part::Form(Form {
        id: "appearance",
        name: ["Appearance", "Aspetto"],
        fields: &[
            field("appearance.accent", Kind::Colour, ["Colour", "Colore"]).needed(),
            field(
                "appearance.logo",
                Kind::Address,
                ["Address of the logo", "Indirizzo del logo"],
            )
            .help([
                "With https://. It stands in place of the name, 28 pixels high.",
                "Con https://. Sta al posto del nome, alto 28 pixel.",
            ]),
            field(
                "appearance.shape",
                Kind::Choice(&[
                    ("rounded", ["Round", "Arrotondati"]),
                    ("square", ["Square", "Squadrati"]),
                ]),
                ["Corners", "Angoli"],
            ),
            field(
                "appearance.scheme",
                Kind::Choice(&[
                    (
                        "system",
                        [
                            "As the customer's device is set",
                            "Come il dispositivo del cliente",
                        ],
                    ),
                    ("light", ["Always light", "Sempre chiaro"]),
                    ("dark", ["Always dark", "Sempre scuro"]),
                ]),
                ["Light or dark", "Chiaro o scuro"],
            ),
        ],
    })],
};

pub(super) const LANGUAGES: Section = Section {
    id: "languages",
    name: ["Languages", "Lingue"],
    about: [
        "The languages you write in. Customers get theirs, or the first.",
        "Le lingue in cui scrivi. I clienti leggono la loro, o la prima.",
    ],
    parts: &[Part::Form(Form {
        id: "languages",
        name: ["Languages", "Lingue"],
        fields: &[
            field(
                "languages",
                Kind::Ordered(Source::Tongues, 50),
                ["Languages", "Lingue"],
            )
            .needed()
            .help([
                "The first is the one of customers whose language is not here.",
                "La prima è per i clienti la cui lingua non c'è.",
            ]),
            field(
                "formality",
                Kind::Choice(&[
                    ("informal", ["As to a friend: tu", "Dando del tu"]),
                    ("formal", ["Formally: Lei", "Dando del Lei"]),
                ]),
                [
                    "How Italian addresses customers",
                    "Come l'italiano si rivolge ai clienti",
                ],
            ),
        ],
    })],
};

pub(super) const TEXTS: Section = Section {
    id: "texts",
    name: ["Words of the widget", "Parole del widget"],
    about: [
        "Every text customers read, in your own words where ours do not fit.",
        "Ogni testo che i clienti leggono, con parole tue dove le nostre non vanno.",
    ],
    parts: &[Part::Form(Form {
        id: "texts",
        name: ["Words", "Parole"],
        fields: &[field("texts", Kind::Texts, ["Words", "Parole"])],
    })],
};

pub(super) const MAIL: Section = Section {
    id: "mail",
    name: ["Email", "Email"],
    about: [
        "Who writes to customers, and who is told of new requests.",
        "Chi scrive ai clienti, e chi è avvisato delle nuove richieste.",
    ],
    parts: &[Part::Form(Form {
        id: "mail",
        name: ["Addresses", "Indirizzi"],
        fields: &[
            field("mail.from", Kind::Line, ["Sender", "Mittente"]).needed().help([
                "Name and address: Bottega Lume <ciao@bottega-lume.example>",
                "Nome e indirizzo: Bottega Lume <ciao@bottega-lume.example>",
            ]),
            field("mail.team", Kind::Lines, ["Who is told of new requests", "Chi è avvisato delle nuove richieste"])
                .help(["One address a line, at most 20.", "Un indirizzo per riga, al massimo 20."]),
            field("mail.inbound", Kind::Email, ["Where answers to our mails arrive", "Dove arrivano le risposte alle nostre email"]).help([
                "Only if your operator has set it up: your site's id before the @.",
                "Solo se chi gestisce il servizio l'ha predisposto: l'id del tuo sito prima della @.",
            ]),
        ],
    })],
};

const fn template(key: &'static str, label: Words) -> Field {
    field(key, Kind::Markdown, label)
}

pub(super) const MAILS: Section = Section {
    id: "mails",
    name: ["Words of the mails", "Parole delle email"],
    about: [
        "Mails in your own words, in Markdown, with the subject as the heading. Empty: ours.",
        "Le email con parole tue, in Markdown, con l'oggetto come titolo. Vuoto: le nostre.",
    ],
    parts: &[Part::Form(Form {
        id: "mails",
        name: ["Mails", "Email"],
        fields: &[
            template(
                "mail.templates.acknowledgement",
                ["To the customer: we have it", "Al cliente: ricevuto"],
            ),
            template(
                "mail.templates.reply",
                ["To the customer: an answer", "Al cliente: una risposta"],
            ),
            template(
                "mail.templates.request_link",
                [
                    "To the customer: the link to their requests",
                    "Al cliente: il collegamento alle sue richieste",
                ],
            ),
            template(
                "mail.templates.notification",
                [
                    "To the team: a new request",
                    "Al gruppo: una nuova richiesta",
                ],
            ),
            template(
                "mail.templates.customer_reply",
                [
                    "To the team: the customer wrote again",
                    "Al gruppo: il cliente ha riscritto",
                ],
            ),
            template(
                "mail.templates.assignment",
                ["To a person: this is yours now", "A una persona: ora è tua"],
            ),
            template(
                "mail.templates.sla_alert",
                [
                    "To the team: a request waits too long",
                    "Al gruppo: una richiesta aspetta troppo",
                ],
            ),
            template(
                "mail.templates.weekly",
                [
                    "To owners and leads: the week",
                    "A titolari e responsabili: la settimana",
                ],
            ),
            template(
                "mail.templates.sign_in",
                [
                    "To a person: the link to sign in",
                    "A una persona: il link per entrare",
                ],
            ),
            template(
                "mail.templates.invitation",
                [
                    "To a person: invited to the desk",
                    "A una persona: invito alla postazione",
                ],
            ),
            template(
                "mail.templates.test",
                ["To a person: a test", "A una persona: una prova"],
            ),
            template(
                "mail.templates.endpoint_disabled",
                [
                    "To the team: an endpoint was disabled",
                    "Al gruppo: un webhook è stato sospeso",
                ],
            ),
        ],
    })],
};

pub(super) const WEBHOOKS: Section = Section {
    id: "webhooks",
    name: ["Webhooks", "Webhook"],
    about: [
        "Addresses of yours that are told what happens, signed.",
        "Indirizzi tuoi che avvisiamo di quello che succede, con firma.",
    ],
    parts: &[Part::List(List {
        key: "webhooks",
        name: ["Endpoints", "Indirizzi"],
        one: ["endpoint", "indirizzo"],
        many: ["endpoints", "indirizzi"],
        add: ["Add an endpoint", "Aggiungi un indirizzo"],
        empty: [
            "Nobody is told. Your shop, your chat or your spreadsheet could be.",
            "Nessuno è avvisato. Potrebbe esserlo il tuo negozio, la tua chat o un foglio di calcolo.",
        ],
        initial: "{\"enabled\":true,\"format\":\"standard\"}",
        fields: &[
            field("url", Kind::Line, ["Address", "Indirizzo"])
                .needed()
                .help(["With https://", "Con https://"]),
            field("id", Kind::Line, ["Short name", "Nome breve"]).help([
                "It stands in the log. Empty: made from the address.",
                "Compare nel registro. Vuoto: ricavato dall'indirizzo.",
            ]),
            field(
                "format",
                Kind::Choice(&[
                    (
                        "standard",
                        ["Standard Webhooks, signed", "Standard Webhooks, con firma"],
                    ),
                    (
                        "slack",
                        [
                            "A sentence for Slack, Mattermost or Discord",
                            "Una frase per Slack, Mattermost o Discord",
                        ],
                    ),
                ]),
                ["What is sent", "Che cosa si manda"],
            ),
            field(
                "events",
                Kind::Any(Source::Events),
                ["What it is told of", "Di che cosa è avvisato"],
            )
            .help(["None ticked: of everything.", "Nessuna spuntata: di tutto."]),
            field(
                "headers",
                Kind::Pairs,
                ["Headers of every request", "Intestazioni di ogni richiesta"],
            )
            .help(["One a line: name: value", "Una per riga: nome: valore"]),
            field("enabled", Kind::Flag, ["Send", "Invia"]).help([
                "While not, what happens is kept and can be sent later.",
                "Se no, quello che succede è conservato e si può mandare dopo.",
            ]),
            field("secret", Kind::Kept, ["Secret", "Segreto"]),
            field(
                "previous_secret",
                Kind::Kept,
                ["Secret before", "Segreto di prima"],
            ),
        ],
    })],
};

const RATE: &[Field] = &[
    field(
        "burst",
        Kind::Whole(1, 1_000_000),
        ["At once", "In una volta"],
    )
    .needed(),
    field(
        "per_hour",
        Kind::Whole(1, 3_600_000),
        ["An hour", "All'ora"],
    )
    .needed(),
];

const fn limit(key: &'static str, label: Words) -> Field {
    field(key, Kind::Part(RATE), label)
}

pub(super) const SPAM: Section = Section {
    id: "spam",
    name: ["Spam and limits", "Spam e limiti"],
    about: [
        "How spam is recognised, and how often something may be done. The defaults are good for most.",
        "Come si riconosce lo spam, e quanto spesso si può fare qualcosa. Di solito va bene com'è.",
    ],
    parts: &[
        Part::Form(Form {
            id: "spam",
            name: ["Spam", "Spam"],
            fields: &[
                field("spam.min_seconds", Kind::Whole(0, 255), ["Suspect what is sent sooner than, in seconds", "Sospetta quello inviato prima di, in secondi"])
                    .needed(),
                field("spam.turnstile_site_key", Kind::Line, ["Site key of Cloudflare Turnstile", "Chiave del sito di Cloudflare Turnstile"]).help([
                    "A request to a third party that nobody needs. Your operator sets its secret.",
                    "Una richiesta a terzi che di solito non serve. Il segreto lo imposta chi gestisce il servizio.",
                ]),
            ],
        }),
        Part::Form(Form {
            id: "limits",
            name: ["Limits of your own", "Limiti tuoi"],
            fields: &[
                limit("limits.submit_from_address", ["Requests from one address", "Richieste da un indirizzo"]),
                limit("limits.submit_from_address_without_script", ["Requests from one address, without script", "Richieste da un indirizzo, senza script"]),
                limit("limits.submit_to_site", ["Requests to the whole site", "Richieste a tutto il sito"]),
                limit("limits.tickets_per_contact", ["Requests of one customer", "Richieste di un cliente"]),
                limit("limits.upload", ["Files from one address", "File da un indirizzo"]),
                limit("limits.rating", ["Ratings from one address", "Valutazioni da un indirizzo"]),
                limit("limits.help", ["Steps of self-help from one address", "Passi di chi si aiuta da sé, da un indirizzo"]),
                limit("limits.request_page_reply", ["Answers on a request's page", "Risposte sulla pagina di una richiesta"]),
                limit("limits.inbound_mail", ["Mails from one sender", "Email da un mittente"]),
                limit("limits.request_list", ["Looks at the list of requests", "Visite all'elenco delle richieste"]),
                limit("limits.request_link", ["Links asked for by mail", "Collegamenti chiesti per email"]),
                limit("limits.sign_in", ["Links to sign in to the desk", "Link per entrare nella postazione"]),
            ],
        }),
    ],
};

pub(super) const PRIVACY: Section = Section {
    id: "privacy",
    name: ["Privacy", "Privacy"],
    about: [
        "How long you keep what you know of people. Counts for the reports stay.",
        "Per quanto tieni quello che sai delle persone. I conteggi per i resoconti restano.",
    ],
    parts: &[Part::Form(Form {
        id: "privacy",
        name: ["Privacy", "Privacy"],
        fields: &[
            field(
                "privacy.keep_days",
                Kind::Whole(1, 3_650),
                [
                    "Days after which a finished request is emptied",
                    "Giorni dopo i quali una richiesta conclusa è svuotata",
                ],
            )
            .help([
                "Name, addresses, words and files are gone then, for good. Empty: never.",
                "Nome, indirizzi, parole e file spariscono, per sempre. Vuoto: mai.",
            ]),
            field(
                "privacy.keep_log_days",
                Kind::Whole(1, 3_650),
                [
                    "Days the delivery log is kept",
                    "Giorni per cui si tiene il registro delle consegne",
                ],
            )
            .needed(),
        ],
    })],
};
