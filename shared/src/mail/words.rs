//! Words that only mails need, beside those of their templates. They stand here and not among the
//! interface's texts, which travel to every customer's browser.

mod ar;
mod de;
mod en;
mod es;
mod fr;
mod he;
mod it;
mod pt;

use crate::{
    lang::Locale,
    plural,
    site::Site,
    text::{Formality, fill},
};

/// The words of one language.
pub(super) struct Words {
    /// The language, which decides on the forms of numbers.
    pub lang: &'static str,
    /// A customer without name and address.
    pub somebody: &'static str,
    /// What a request without subject and topic is called, to the customer.
    pub your_request: &'static str,
    /// The same, to the team.
    pub request: &'static str,
    /// How a message came in: form, API, mail, request page.
    pub via: [&'static str; 4],
    /// Files go with an answer: `{files}`, on the request's page.
    pub files: &'static str,
    /// Ways to be answered: email, phone, WhatsApp, chat.
    pub answer_by: [&'static str; 4],
    /// The site vouches for the address; for `{id}`; for nothing, where the page said `{id}`.
    pub identity: [&'static str; 3],
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
    /// Days, hours, minutes: `{count}`, counted; as they stand after “ago” and “in”.
    pub units: [&'static str; 3],
    /// `{who}` passed it on.
    pub handed_by: &'static str,
    /// It was passed on.
    pub handed: &'static str,
    /// An endpoint failed too long; it said 410.
    pub endpoint: [&'static str; 2],
}

impl Words {
    /// The words of a locale, as a site addresses its customers.
    pub fn of_site(site: &Site, locale: Locale) -> &'static Self {
        match (site.formality, locale) {
            (Formality::Formal, Locale::It) => &it::FORMAL,
            _ => Self::of(locale),
        }
    }

    /// The words of a locale.
    pub fn of(locale: Locale) -> &'static Self {
        match locale {
            Locale::It => &it::WORDS,
            Locale::En => &en::WORDS,
            Locale::De => &de::WORDS,
            Locale::Fr => &fr::WORDS,
            Locale::Es => &es::WORDS,
            Locale::Pt => &pt::WORDS,
            Locale::Ar => &ar::WORDS,
            Locale::He => &he::WORDS,
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
            .map(|(count, unit)| {
                let form = plural::form(unit, self.lang, *count);
                fill(form, &[("count", &count.to_string())])
            })
            .collect();
        match said.as_slice() {
            [] => self.moments.to_owned(),
            // Hebrew's “and” is written together with a word, and with a maqaf before a number.
            [one, two] if self.lang == "he" && two.starts_with(|c: char| c.is_ascii_digit()) => {
                format!("{one}{}־{two}", self.and)
            }
            said => said.join(self.and),
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
        for (locale, hours, said) in [
            (Locale::En, 25, "1 day and 1 hour"),
            (Locale::De, 50, "2 Tagen und 2 Stunden"),
            (Locale::He, 50, "יומיים ושעתיים"),
            (Locale::He, 3, "3 שעות"),
            (Locale::He, 27, "יום אחד ו־3 שעות"),
            (Locale::Ar, 50, "يومين وساعتين"),
            (Locale::Ar, 3, "3 ساعات"),
            (Locale::Ar, 11 * 24, "11 يومًا"),
        ] {
            assert_eq!(Words::of(locale).length(hours * 3_600), said);
        }
    }

    #[test]
    fn every_language_counts_and_fills_in_alike() {
        for locale in Locale::ALL {
            let (words, en) = (Words::of(locale), &en::WORDS);
            assert_eq!(words.lang, locale.tag());
            for unit in words.units {
                assert_eq!(unit.split('|').count(), plural::forms(words.lang));
            }
            let sentences = |w: &Words| {
                [
                    w.answer_call,
                    w.in_care,
                    w.we_call_then,
                    w.we_call,
                    w.we_write,
                    w.window,
                    w.yesterday,
                    w.was_due,
                    w.is_due,
                    w.handed_by,
                ]
            };
            for (said, english) in sentences(words).into_iter().zip(sentences(en)) {
                let places = |text: &str| text.matches('{').count();
                let names = english.split('{').skip(1).filter_map(|p| p.split_once('}'));
                for (name, _) in names {
                    assert!(said.contains(&format!("{{{name}}}")), "{said}");
                }
                assert_eq!(places(said), places(english), "{said}");
            }
        }
    }
}
