//! When somebody is there, and the ways to reach them.

use super::{PAGES, WEEK};
use crate::settings::{Form, Kind, List, Part, Section, Source, field};

pub(super) const CHANNELS: Section = Section {
    id: "channels",
    name: ["Channels", "Canali"],
    about: [
        "Other ways to reach a person. Each is offered only while it works.",
        "Altri modi per raggiungere una persona. Ognuno si offre solo quando funziona.",
    ],
    parts: &[Part::List(List {
        key: "channels",
        name: ["Channels", "Canali"],
        one: ["channel", "canale"],
        many: ["channels", "canali"],
        add: ["Add a channel", "Aggiungi un canale"],
        empty: [
            "No channel besides the contact form.",
            "Nessun canale oltre al modulo di contatto.",
        ],
        initial: "{\"kind\":\"phone\"}",
        fields: &[
            field(
                "kind",
                Kind::Choice(&[
                    ("email", ["Email", "Email"]),
                    ("phone", ["Phone", "Telefono"]),
                    ("whatsapp", ["WhatsApp", "WhatsApp"]),
                    ("telegram", ["Telegram", "Telegram"]),
                    ("messenger", ["Messenger", "Messenger"]),
                    ("instagram", ["Instagram", "Instagram"]),
                    ("facebook", ["Facebook", "Facebook"]),
                    ("x", ["X", "X"]),
                    ("linkedin", ["LinkedIn", "LinkedIn"]),
                    ("tiktok", ["TikTok", "TikTok"]),
                    ("link", ["Any other page", "Un'altra pagina"]),
                ]),
                ["What it is", "Che cos'è"],
            )
            .needed(),
            field(
                "value",
                Kind::Line,
                ["Number, address or name", "Numero, indirizzo o nome"],
            )
            .needed()
            .help([
                "Numbers with +39 in front; names without @; pages with https://.",
                "Numeri con +39 davanti; nomi senza @; pagine con https://.",
            ]),
            field(
                "label",
                Kind::Localized,
                ["What it is called", "Come si chiama"],
            )
            .help([
                "Empty: its own name. Pages need one.",
                "Vuoto: il suo nome. Alle pagine serve.",
            ]),
            field("note", Kind::Localized, ["Line under it", "Riga sotto"]).help([
                "Such as what a call costs.",
                "Per esempio quanto costa una chiamata.",
            ]),
            field(
                "replies_within",
                Kind::Goal(false),
                ["Somebody answers within", "Qualcuno risponde entro"],
            ),
            field(
                "hours",
                Kind::Part(&WEEK),
                ["It has hours of its own", "Ha orari suoi"],
            )
            .help([
                "Otherwise a phone works while you are open, everything else always.",
                "Altrimenti il telefono funziona quando siete aperti, il resto sempre.",
            ]),
            field(
                "languages",
                Kind::Any(Source::Languages),
                ["Answered in", "Risponde in"],
            )
            .help(["None ticked: in all.", "Nessuna spuntata: in tutte."]),
            PAGES,
        ],
    })],
};

pub(super) const HOURS: Section = Section {
    id: "hours",
    name: ["Opening hours", "Orari"],
    about: [
        "When somebody is there. Promises to customers are computed from them.",
        "Quando c'è qualcuno. Da qui si calcola quello che promettiamo ai clienti.",
    ],
    parts: &[Part::Form(Form {
        id: "hours",
        name: ["Hours and holidays", "Orari e festività"],
        fields: &[
            field("hours", Kind::Group(&WEEK), ["The week", "La settimana"]).help([
                "A day without hours is closed.",
                "Un giorno senza orari è chiuso.",
            ]),
            field(
                "time_zone",
                Kind::One(Source::Zones),
                ["Time zone", "Fuso orario"],
            )
            .needed()
            .help([
                "By the name of a city in it, such as Europe/Rome.",
                "Con il nome di una sua città, per esempio Europe/Rome.",
            ]),
        ],
    })],
};
