//! German.

use super::Words;

pub(super) const WORDS: Words = Words {
    lang: "de",
    somebody: "Jemand",
    your_request: "Deine Anfrage",
    request: "Anfrage",
    via: [
        "über das Formular",
        "über die API",
        "per E-Mail",
        "auf der Seite der Anfrage",
    ],
    files: "Zu dieser Antwort gehört: {files}. Du findest es auf der Seite deiner Anfrage.",
    answer_by: ["E-Mail", "ein Anruf", "WhatsApp", "Chat"],
    identity: [
        "von eurer Website bestätigt",
        "eure Website bestätigt „{id}“, nicht die Adresse",
        "gibt sich als „{id}“ aus, ohne Nachweis",
    ],
    priority: ["niedrig", "normal", "hoch", "dringend"],
    answer_kept: "Wenn du auf diese E-Mail antwortest, antwortest du dem Kunden: Was du schreibst, bleibt bei der Anfrage.",
    answer_direct: "Wenn du auf diese E-Mail antwortest, schreibst du direkt an den Kunden.",
    answer_call: "Der Kunde hat keine E-Mail-Adresse hinterlassen: Ruf ihn unter {phone} an.",
    in_care: "{who} kümmert sich darum.",
    we_call_then: "Wir rufen dich unter {phone} an, {window}.",
    we_call: "Wir rufen dich unter {phone} an.",
    we_write: "Wir schreiben dir per WhatsApp an {phone}.",
    window: "{from}, bis {to}",
    yesterday: "gestern um {time} Uhr",
    targets: ["Die erste Antwort", "Die Antwort", "Die Lösung"],
    states: ["Verspätet", "Bald fällig"],
    was_due: "{target} war {due} fällig, vor {late}.",
    is_due: "{target} ist {due} fällig, in {late}.",
    and: " und ",
    moments: "weniger als einer Minute",
    units: [
        "{count} Tag|{count} Tagen",
        "{count} Stunde|{count} Stunden",
        "{count} Minute|{count} Minuten",
    ],
    handed_by: "{who} hat dir diese Anfrage übergeben.",
    handed: "Diese Anfrage ist dir zugewiesen.",
    endpoint: [
        "Fünf Tage lang ist jede Zustellung gescheitert.",
        "Die Antwort war 410: Unter dieser Adresse wartet niemand mehr darauf.",
    ],
};
