//! Words that only mails need, beside those of their templates. They stand here and not among the
//! interface's texts, which travel to every customer's browser.

use crate::lang::Locale;

/// The words of one language.
pub(super) struct Words {
    /// A customer without name and address.
    pub somebody: &'static str,
    /// What a request without subject and topic is called, to the customer.
    pub your_request: &'static str,
    /// The same, to the team.
    pub request: &'static str,
    /// How a message came in: form, API, mail, request page.
    pub via: [&'static str; 4],
    /// Ways to be answered: email, phone, WhatsApp, chat.
    pub answer_by: [&'static str; 4],
    /// Priorities from low to urgent.
    pub priority: [&'static str; 4],
    /// Answering this mail answers the customer, and is kept.
    pub answer_kept: &'static str,
    /// Answering this mail writes to the customer's own address.
    pub answer_direct: &'static str,
    /// The customer left no address: `{phone}`.
    pub answer_call: &'static str,
    /// `{who}` has it.
    pub in_care: &'static str,
    /// We call: `{phone}`, `{window}`.
    pub we_call_then: &'static str,
    /// We call: `{phone}`.
    pub we_call: &'static str,
    /// We write by WhatsApp: `{phone}`.
    pub we_write: &'static str,
    /// `{from}`, `{to}`
    pub window: &'static str,
    /// `{time}`
    pub yesterday: &'static str,
    /// First response, next response, resolution.
    pub targets: [&'static str; 3],
    /// Something is late; something soon will be.
    pub states: [&'static str; 2],
    /// `{target}`, `{due}`, `{late}`: it was due.
    pub was_due: &'static str,
    /// `{target}`, `{due}`, `{late}`: it is due.
    pub is_due: &'static str,
    /// Two lengths of time together.
    pub and: &'static str,
    /// Less than a minute.
    pub moments: &'static str,
    /// One and several: days, hours, minutes.
    pub units: [(&'static str, &'static str); 3],
    /// `{who}` passed it on.
    pub handed_by: &'static str,
    /// It was passed on.
    pub handed: &'static str,
    /// An endpoint failed too long; it said 410.
    pub endpoint: [&'static str; 2],
}

const IT: Words = Words {
    somebody: "Una persona",
    your_request: "La tua richiesta",
    request: "Richiesta",
    via: [
        "dal modulo",
        "tramite l'API",
        "per email",
        "dalla pagina della richiesta",
    ],
    answer_by: ["email", "una telefonata", "WhatsApp", "chat"],
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
    units: [("giorno", "giorni"), ("ora", "ore"), ("minuto", "minuti")],
    handed_by: "{who} ti ha affidato questa richiesta.",
    handed: "Questa richiesta è stata affidata a te.",
    endpoint: [
        "Per cinque giorni ogni consegna è fallita.",
        "Ha risposto 410: a quell'indirizzo non aspetta più nessuno.",
    ],
};

const EN: Words = Words {
    somebody: "Somebody",
    your_request: "Your request",
    request: "Request",
    via: [
        "through the form",
        "through the API",
        "by email",
        "on the page of the request",
    ],
    answer_by: ["email", "a phone call", "WhatsApp", "chat"],
    priority: ["low", "normal", "high", "urgent"],
    answer_kept: "Answering this email answers the customer: what you write is kept with the request.",
    answer_direct: "Answering this email writes directly to the customer.",
    answer_call: "The customer left no email address: call {phone}.",
    in_care: "{who} is looking after it.",
    we_call_then: "We'll call you at {phone}, {window}.",
    we_call: "We'll call you at {phone}.",
    we_write: "We'll write to you on WhatsApp at {phone}.",
    window: "{from}, until {to}",
    yesterday: "yesterday at {time}",
    targets: ["The first answer", "The answer", "The solution"],
    states: ["Late", "Due soon"],
    was_due: "{target} was due {due}, {late} ago.",
    is_due: "{target} is due {due}, in {late}.",
    and: " and ",
    moments: "less than a minute",
    units: [("day", "days"), ("hour", "hours"), ("minute", "minutes")],
    handed_by: "{who} has passed this request on to you.",
    handed: "This request has been assigned to you.",
    endpoint: [
        "For five days every delivery failed.",
        "It answered 410: nobody expects them at that address any more.",
    ],
};

impl Words {
    /// The words of a locale.
    pub fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::It => &IT,
            Locale::En => &EN,
        }
    }

    /// A length of time in its two largest units; at least a minute is said in minutes.
    pub fn length(&self, seconds: i64) -> String {
        let minutes = seconds.unsigned_abs() / 60;
        let counts = [minutes / 1_440, minutes / 60 % 24, minutes % 60];
        let said: Vec<String> = counts
            .iter()
            .zip(self.units)
            .skip_while(|(count, _)| **count == 0)
            .take(2)
            .filter(|(count, _)| **count > 0)
            .map(|(count, (one, many))| format!("{count} {}", if *count == 1 { one } else { many }))
            .collect();
        if said.is_empty() {
            self.moments.to_owned()
        } else {
            said.join(self.and)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_said_in_two_units_at_most() {
        for (seconds, it) in [
            (0, "meno di un minuto"),
            (59, "meno di un minuto"),
            (60, "1 minuto"),
            (2 * 3_600 + 600, "2 ore e 10 minuti"),
            (-3_600, "1 ora"),
            (26 * 3_600 + 59, "1 giorno e 2 ore"),
            (24 * 3_600 + 120, "1 giorno"),
            (i64::MIN, "106751991167300 giorni e 15 ore"),
        ] {
            assert_eq!(Words::of(Locale::It).length(seconds), it);
        }
    }
}
