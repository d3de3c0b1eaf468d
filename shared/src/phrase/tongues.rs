//! How moments, stretches and promises are said in each language of the interface.

use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

use super::{past, promise, when, window};
use crate::{
    lang::Locale,
    promise::Promise,
    text::{Catalogue, Text},
};

/// A Monday, 10:00 in Rome.
const NOW: &str = "2026-11-23T09:00:00Z";

/// What people see of a text: without the marks that keep its parts apart.
fn seen(text: String) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

fn now() -> Timestamp {
    NOW.parse().unwrap()
}

fn at(local: &str) -> jiff::Zoned {
    let local: DateTime = local.parse().unwrap();
    local
        .to_zoned(TimeZone::get("Europe/Rome").unwrap())
        .unwrap()
}

#[test]
fn moments_to_come_have_their_prepositions_and_clock() {
    const MOMENTS: [&str; 5] = [
        "2026-11-23T17:00",
        "2026-11-24T09:30",
        "2026-11-27T01:05",
        "2026-11-28T12:00",
        "2027-01-01T00:15",
    ];
    for (locale, said) in [
        (
            Locale::It,
            [
                "oggi alle 17:00",
                "domani alle 9:30",
                "venerdì all'1:05",
                "sabato alle 12:00",
                "il 1 gennaio alle 0:15",
            ],
        ),
        (
            Locale::En,
            [
                "today at 5:00 pm",
                "tomorrow at 9:30 am",
                "on Friday at 1:05 am",
                "on Saturday at 12:00 pm",
                "on 1 January at 12:15 am",
            ],
        ),
        (
            Locale::De,
            [
                "heute um 17:00 Uhr",
                "morgen um 9:30 Uhr",
                "am Freitag um 1:05 Uhr",
                "am Samstag um 12:00 Uhr",
                "am 1. Januar um 0:15 Uhr",
            ],
        ),
        (
            Locale::Fr,
            [
                "aujourd'hui à 17h00",
                "demain à 9h30",
                "vendredi à 1h05",
                "samedi à 12h00",
                "le 1er janvier à 0h15",
            ],
        ),
        (
            Locale::Es,
            [
                "hoy a las 17:00",
                "mañana a las 9:30",
                "el viernes a la 1:05",
                "el sábado a las 12:00",
                "el 1 de enero a las 0:15",
            ],
        ),
        (
            Locale::Pt,
            [
                "hoje às 17:00",
                "amanhã às 9:30",
                "sexta-feira à 1:05",
                "sábado às 12:00",
                "em 1 de janeiro às 0:15",
            ],
        ),
        (
            Locale::Ar,
            [
                "اليوم الساعة 5:00 م",
                "غدًا الساعة 9:30 ص",
                "يوم الجمعة الساعة 1:05 ص",
                "يوم السبت الساعة 12:00 م",
                "في 1 يناير الساعة 12:15 ص",
            ],
        ),
        (
            Locale::He,
            [
                "היום בשעה 17:00",
                "מחר בשעה 9:30",
                "ביום שישי בשעה 1:05",
                "בשבת בשעה 12:00",
                "ב־1 בינואר בשעה 0:15",
            ],
        ),
    ] {
        let texts = Catalogue::of(locale);
        for (moment, said) in MOMENTS.iter().zip(said) {
            assert_eq!(seen(when(&at(moment), &texts, now())), said, "{locale:?}");
        }
    }
}

#[test]
fn moments_that_have_passed_are_said_too() {
    for (locale, yesterday, year) in [
        (
            Locale::It,
            "ieri alle 9:05",
            "il 25 dicembre 2025 alle 14:00",
        ),
        (
            Locale::En,
            "yesterday at 9:05 am",
            "on 25 December 2025 at 2:00 pm",
        ),
        (
            Locale::De,
            "gestern um 9:05 Uhr",
            "am 25. Dezember 2025 um 14:00 Uhr",
        ),
        (Locale::Fr, "hier à 9h05", "le 25 décembre 2025 à 14h00"),
        (
            Locale::Es,
            "ayer a las 9:05",
            "el 25 de diciembre de 2025 a las 14:00",
        ),
        (
            Locale::Pt,
            "ontem às 9:05",
            "em 25 de dezembro de 2025 às 14:00",
        ),
        (
            Locale::Ar,
            "أمس الساعة 9:05 ص",
            "في 25 ديسمبر 2025 الساعة 2:00 م",
        ),
        (Locale::He, "אתמול בשעה 9:05", "ב־25 בדצמבר 2025 בשעה 14:00"),
    ] {
        let texts = Catalogue::of(locale);
        for (moment, said) in [("2026-11-22T09:05", yesterday), ("2025-12-25T14:00", year)] {
            assert_eq!(seen(past(&at(moment), &texts, now())), said);
        }
    }
}

#[test]
fn promises_name_person_time_and_place() {
    let zone = TimeZone::get("Europe/Rome").unwrap();
    for (locale, today, friday, date) in [
        (
            Locale::It,
            "Marta ti risponde entro oggi alle 17:00 a questo indirizzo: a@b.example.",
            "Ti rispondiamo entro venerdì alle 13:00.",
            "Ti rispondiamo entro il 7 gennaio alle 9:00.",
        ),
        (
            Locale::En,
            "Marta will answer by 5:00 pm today at a@b.example.",
            "We'll answer by 1:00 pm on Friday.",
            "We'll answer by 9:00 am on 7 January.",
        ),
        (
            Locale::De,
            "Marta antwortet dir bis heute 17:00 Uhr, und zwar hier: a@b.example.",
            "Wir antworten dir bis Freitag, 13:00 Uhr.",
            "Wir antworten dir bis zum 7. Januar, 9:00 Uhr.",
        ),
        (
            Locale::Fr,
            "Marta vous répond aujourd'hui avant 17h00, ici\u{a0}: a@b.example.",
            "Nous vous répondons vendredi avant 13h00.",
            "Nous vous répondons le 7 janvier avant 9h00.",
        ),
        (
            Locale::Es,
            "Marta te responde antes de las 17:00 de hoy, aquí: a@b.example.",
            "Te respondemos antes de las 13:00 del viernes.",
            "Te respondemos antes de las 9:00 del 7 de enero.",
        ),
        (
            Locale::Pt,
            "Marta responde até hoje às 17:00, aqui: a@b.example.",
            "Respondemos até sexta-feira às 13:00.",
            "Respondemos até 7 de janeiro às 9:00.",
        ),
        (
            Locale::Ar,
            "سيصلك ردّ من Marta قبل الساعة 5:00 م اليوم، هنا: a@b.example.",
            "سنردّ عليك قبل الساعة 1:00 م يوم الجمعة.",
            "سنردّ عليك قبل الساعة 9:00 ص في 7 يناير.",
        ),
        (
            Locale::He,
            "תשובה מאת Marta תגיע אליך עד השעה 17:00 היום, כאן: a@b.example.",
            "נענה לך עד השעה 13:00 ביום שישי.",
            "נענה לך עד השעה 9:00 ב־7 בינואר.",
        ),
    ] {
        let texts = Catalogue::of(locale);
        let say = |by: &str, who: Option<&str>, place| {
            let made = Promise {
                by: at(by).timestamp(),
                who: who.map(str::to_owned),
            };
            seen(promise(&made, &texts, &zone, now(), place))
        };
        assert_eq!(say("2026-11-23T17:00", Some("Marta"), "a@b.example"), today);
        assert_eq!(say("2026-11-27T13:00", None, ""), friday);
        assert_eq!(say("2027-01-07T09:00", None, ""), date);
    }
}

#[test]
fn stretches_run_from_a_time_to_a_time() {
    for (locale, tomorrow, date) in [
        (Locale::De, "morgen 9:00–11:00", "7. Dezember 14:00–16:00"),
        (Locale::Fr, "demain 9h00–11h00", "7 décembre 14h00–16h00"),
        (
            Locale::Es,
            "mañana 9:00–11:00",
            "7 de diciembre 14:00–16:00",
        ),
        (Locale::Pt, "amanhã 9:00–11:00", "7 de dezembro 14:00–16:00"),
        (Locale::Ar, "غدًا 9:00 ص–11:00 ص", "7 ديسمبر 2:00 م–4:00 م"),
        (Locale::He, "מחר 9:00–11:00", "7 בדצמבר 14:00–16:00"),
    ] {
        let texts = Catalogue::of(locale);
        let say = |from: &str, to: &str| seen(window(&at(from), &at(to), &texts, now()));
        assert_eq!(say("2026-11-24T09:00", "2026-11-24T11:00"), tomorrow);
        assert_eq!(say("2026-12-07T14:00", "2026-12-07T16:00"), date);
    }
}

/// A clock of twelve hours where people have one, by CLDR's first choice.
#[test]
fn only_english_and_arabic_count_to_twelve() {
    for locale in Locale::ALL {
        let twelve = Catalogue::of(locale).get(Text::Clock).contains('|');
        assert_eq!(twelve, matches!(locale, Locale::En | Locale::Ar));
    }
}
