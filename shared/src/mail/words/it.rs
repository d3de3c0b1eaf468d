//! Italian.

use super::Words;

pub(super) const WORDS: Words = Words {
    lang: "it",
    somebody: "Una persona",
    your_request: "La tua richiesta",
    request: "Richiesta",
    via: [
        "dal modulo",
        "tramite l'API",
        "per email",
        "dalla pagina della richiesta",
    ],
    files: "Con questa risposta: {files}. Lo trovi sulla pagina della tua richiesta.",
    answer_by: ["email", "una telefonata", "WhatsApp", "chat"],
    identity: [
        "garantita dal vostro sito",
        "il vostro sito garantisce “{id}”, non l'indirizzo",
        "dice di essere “{id}”, senza prova",
    ],
    priority: ["bassa", "normale", "alta", "urgente"],
    answer_kept: "Rispondendo a questa email rispondi al cliente: quello che scrivi resta nella richiesta.",
    answer_direct: "Rispondendo a questa email scrivi direttamente al cliente.",
    answer_call: "Il cliente non ha lasciato un indirizzo email: chiamalo al {phone}.",
    in_care: "Se ne occupa {who}.",
    we_call_then: "Ti chiamiamo al {phone}, {window}.",
    we_call: "Ti chiamiamo al {phone}.",
    we_write: "Ti scriviamo su WhatsApp al {phone}.",
    window: "{from}, fino alle {to}",
    yesterday: "ieri alle {time}",
    targets: ["La prima risposta", "La risposta", "La soluzione"],
    states: ["In ritardo", "Manca poco"],
    was_due: "{target} era attesa {due}, {late} fa.",
    is_due: "{target} è attesa {due}, tra {late}.",
    and: " e ",
    moments: "meno di un minuto",
    units: [
        "{count} giorno|{count} giorni",
        "{count} ora|{count} ore",
        "{count} minuto|{count} minuti",
    ],
    handed_by: "{who} ti ha affidato questa richiesta.",
    handed: "Questa richiesta è stata affidata a te.",
    endpoint: [
        "Per cinque giorni ogni consegna è fallita.",
        "Ha risposto 410: a quell'indirizzo non aspetta più nessuno.",
    ],
};

/// With *Lei*, where customers read them.
pub(super) const FORMAL: Words = Words {
    your_request: "La sua richiesta",
    we_call_then: "La chiamiamo al {phone}, {window}.",
    we_call: "La chiamiamo al {phone}.",
    we_write: "Le scriviamo su WhatsApp al {phone}.",
    ..WORDS
};
