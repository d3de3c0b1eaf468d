//! Sentences about time, put together from a language's texts.

mod past;
#[cfg(test)]
mod tongues;

use jiff::{Timestamp, Zoned, tz::TimeZone};

pub use past::past;

use crate::{
    hours::Status,
    promise::Promise,
    site::Site,
    text::{Catalogue, Text, fill},
    ticket::Ticket,
};

/// Whether somebody is there now, from the site's hours.
pub fn status(site: &Site, now: Timestamp) -> Status {
    match TimeZone::get(&site.time_zone) {
        Ok(zone) => site.hours.status(&zone, now),
        Err(_) => Status::Unstated,
    }
}

/// The greeting for this moment.
pub fn greeting(status: &Status, texts: &Catalogue, now: Timestamp) -> String {
    match status {
        Status::Unstated => texts.get(Text::GreetingPlain).into(),
        Status::Open(_) => texts.get(Text::GreetingOpen).into(),
        Status::Closed(None) => texts.get(Text::GreetingAway).into(),
        Status::Closed(Some(opens)) => {
            texts.fill(Text::GreetingClosed, &[("when", &when(opens, texts, now))])
        }
    }
}

/// What a customer can expect after sending; empty where no hours are stated.
pub fn expectation(status: &Status, texts: &Catalogue, now: Timestamp) -> String {
    match status {
        Status::Unstated | Status::Closed(None) => String::new(),
        Status::Open(_) => texts.get(Text::SentOpen).into(),
        Status::Closed(Some(opens)) => {
            texts.fill(Text::SentClosed, &[("when", &when(opens, texts, now))])
        }
    }
}

/// By when a customer will hear, and from whom: “Marta ti risponde entro oggi alle 17:00 a questo
/// indirizzo: …”. `place` is where the answer goes, left out where empty.
pub fn promise(
    promise: &Promise,
    texts: &Catalogue,
    zone: &TimeZone,
    now: Timestamp,
    place: &str,
) -> String {
    let by = by(&promise.by.to_zoned(zone.clone()), texts, now);
    let sentence = match &promise.who {
        Some(who) => texts.fill(Text::PromiseNamed, &[("who", who), ("when", &by)]),
        None => texts.fill(Text::PromisePlain, &[("when", &by)]),
    };
    if place.is_empty() {
        sentence + "."
    } else {
        texts.fill(Text::PromiseAt, &[("promise", &sentence), ("place", place)])
    }
}

/// A moment by which something happens, in words: “domani alle 9:00”, “9:00 tomorrow”.
pub fn by(moment: &Zoned, texts: &Catalogue, now: Timestamp) -> String {
    const FORMS: [Text; 4] = [
        Text::ByToday,
        Text::ByTomorrow,
        Text::ByWeekday,
        Text::ByDate,
    ];
    said(moment, texts, now, FORMS)
}

/// What a customer can expect of their request: the promise it was given, or what the hours tell.
pub fn promised(site: &Site, ticket: &Ticket, texts: &Catalogue, now: Timestamp) -> String {
    let by_phone = ticket.answer_by.needs_phone();
    let place = match (&ticket.phone, &ticket.email) {
        (Some(phone), email) if by_phone || email.is_none() => phone.as_str(),
        (_, Some(email)) => email.as_str(),
        _ => "",
    };
    let zone = site.zone();
    match &ticket.promise {
        Some(made) => promise(made, texts, &zone, now, place),
        None => expectation(&status(site, now), texts, now),
    }
}

/// A moment to come, in words: “domani alle 9:00”.
pub fn when(moment: &Zoned, texts: &Catalogue, now: Timestamp) -> String {
    const FORMS: [Text; 4] = [Text::Today, Text::Tomorrow, Text::OnWeekday, Text::OnDate];
    said(moment, texts, now, FORMS)
}

/// A stretch of time to come, in words: “domani 9:00–11:00”.
pub fn window(from: &Zoned, to: &Zoned, texts: &Catalogue, now: Timestamp) -> String {
    const FORMS: [Text; 4] = [
        Text::WindowToday,
        Text::WindowTomorrow,
        Text::WindowWeekday,
        Text::WindowDate,
    ];
    let begins = said(from, texts, now, FORMS);
    format!("{begins}–{}", clock(to, texts))
}

/// A moment in words, in one of four forms: today, tomorrow, a day of this week, any date.
fn said(moment: &Zoned, texts: &Catalogue, now: Timestamp, forms: [Text; 4]) -> String {
    let [this_day, next_day, weekday, date] = forms;
    let form = match days_to(moment, now) {
        0 => this_day,
        1 => next_day,
        2..=6 => weekday,
        _ => date,
    };
    filled(form, moment, texts)
}

/// Until when somebody is there, on this day: “Aperto fino alle 13:00”.
pub fn until(moment: &Zoned, texts: &Catalogue) -> String {
    filled(Text::OpenUntil, moment, texts)
}

/// Days from today to the day of a moment, on the calendar of its zone; below 0 for past days.
fn days_to(moment: &Zoned, now: Timestamp) -> i32 {
    let today = now.to_zoned(moment.time_zone().clone()).date();
    today.until(moment.date()).map_or(0, |span| span.get_days())
}

/// A form of saying when, with the moment's parts in their places.
fn filled(form: Text, moment: &Zoned, texts: &Catalogue) -> String {
    let nth = |list: Text, n: i8| {
        let mut names = texts.get(list).split(',');
        names.nth(usize::try_from(n).unwrap_or(0)).unwrap_or("")
    };
    let said = texts.fill(
        form,
        &[
            ("time", &clock(moment, texts)),
            (
                "weekday",
                nth(Text::Weekdays, moment.weekday().to_monday_zero_offset()),
            ),
            ("day", &moment.day().to_string()),
            ("month", nth(Text::Months, moment.month() - 1)),
            ("year", &moment.year().to_string()),
        ],
    );
    elided(said)
}

/// A time of the day as the language writes it: “17:00”, “5:00 pm”.
pub fn clock(moment: &Zoned, texts: &Catalogue) -> String {
    let hour = moment.hour();
    let (form, hour) = match texts.get(Text::Clock).split_once('|') {
        None => (texts.get(Text::Clock), hour),
        Some((before_noon, after)) => (
            if hour < 12 { before_noon } else { after },
            match hour % 12 {
                0 => 12,
                hour => hour,
            },
        ),
    };
    fill(
        form,
        &[
            ("hour", &hour.to_string()),
            ("minute", &format!("{:02}", moment.minute())),
        ],
    )
}

/// What changes before some numbers: Italian drops a vowel, one o'clock is singular in Spanish and
/// Portuguese, the first of a month is an ordinal in French. No other language of ours says what
/// is looked for here.
fn elided(said: String) -> String {
    [
        ("il 8 ", "l'8 "),
        ("il 11 ", "l'11 "),
        ("alle 1:", "all'1:"),
        (" las 1:", " la 1:"),
        (" às 1:", " à 1:"),
        ("le 1 ", "le 1er "),
    ]
    .into_iter()
    .fold(said, |said, (full, short)| said.replace(full, short))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Locale;

    #[test]
    fn moments_are_said_as_people_say_them() {
        let zone = TimeZone::get("Europe/Rome").unwrap();
        let now: Timestamp = "2026-11-22T23:30:00Z".parse().unwrap(); // Monday 0:30 in Rome
        let say = |text: &str, locale| {
            let moment: jiff::civil::DateTime = text.parse().unwrap();
            when(
                &moment.to_zoned(zone.clone()).unwrap(),
                &Catalogue::of(locale),
                now,
            )
        };
        assert_eq!(say("2026-11-23T09:00", Locale::It), "oggi alle 9:00");
        assert_eq!(say("2026-11-24T09:30", Locale::It), "domani alle 9:30");
        assert_eq!(say("2026-11-27T14:05", Locale::It), "venerdì alle 14:05");
        assert_eq!(say("2026-11-27T14:05", Locale::En), "on Friday at 2:05 pm");
        assert_eq!(
            say("2027-01-07T09:00", Locale::En),
            "on 7 January at 9:00 am"
        );
        assert_eq!(say("2027-01-08T01:05", Locale::It), "l'8 gennaio all'1:05");
        assert_eq!(
            say("2027-01-28T11:05", Locale::It),
            "il 28 gennaio alle 11:05"
        );
    }

    #[test]
    fn a_promise_says_who_answers_when_and_where() {
        let zone = TimeZone::get("Europe/Rome").unwrap();
        let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap(); // Monday 10:00 in Rome
        let say = |local: &str, who: Option<&str>, locale, place| {
            let by: jiff::civil::DateTime = local.parse().unwrap();
            let promised = Promise {
                by: by.to_zoned(zone.clone()).unwrap().timestamp(),
                who: who.map(str::to_owned),
            };
            promise(&promised, &Catalogue::of(locale), &zone, now, place)
        };
        let (marta, place) = (Some("Marta"), "anna@posta.example");
        for (local, who, locale, place, expected) in [
            (
                "2026-11-23T17:00",
                marta,
                Locale::It,
                place,
                "Marta ti risponde entro oggi alle 17:00 a questo indirizzo: anna@posta.example.",
            ),
            (
                "2026-11-23T17:00",
                marta,
                Locale::En,
                place,
                "Marta will answer by 5:00 pm today at anna@posta.example.",
            ),
            (
                "2026-11-24T09:30",
                None,
                Locale::It,
                "",
                "Ti rispondiamo entro domani alle 9:30.",
            ),
            (
                "2026-11-24T09:30",
                None,
                Locale::En,
                "",
                "We'll answer by 9:30 am tomorrow.",
            ),
            (
                "2026-11-27T13:00",
                None,
                Locale::En,
                place,
                "We'll answer by 1:00 pm on Friday at anna@posta.example.",
            ),
            (
                "2027-01-07T13:00",
                None,
                Locale::It,
                "",
                "Ti rispondiamo entro il 7 gennaio alle 13:00.",
            ),
            // Read again the day after: not “today”.
            (
                "2026-11-22T17:00",
                marta,
                Locale::En,
                "",
                "Marta will answer by 5:00 pm on 22 November.",
            ),
        ] {
            assert_eq!(say(local, who, locale, place), expected);
        }
    }

    #[test]
    fn stretches_are_said_by_day_beginning_and_end() {
        let zone = TimeZone::get("Europe/Rome").unwrap();
        let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap(); // Monday 10:00 in Rome
        let at = |text: &str| {
            let local: jiff::civil::DateTime = text.parse().unwrap();
            local.to_zoned(zone.clone()).unwrap()
        };
        for (from, to, locale, said) in [
            (
                "2026-11-23T11:00",
                "2026-11-23T13:00",
                Locale::It,
                "oggi 11:00–13:00",
            ),
            (
                "2026-11-24T09:00",
                "2026-11-24T11:00",
                Locale::It,
                "domani 9:00–11:00",
            ),
            (
                "2026-11-25T14:30",
                "2026-11-25T16:30",
                Locale::En,
                "Wednesday 2:30 pm–4:30 pm",
            ),
            (
                "2026-12-07T09:00",
                "2026-12-07T11:00",
                Locale::En,
                "7 December 9:00 am–11:00 am",
            ),
        ] {
            assert_eq!(
                window(&at(from), &at(to), &Catalogue::of(locale), now),
                said
            );
        }
    }
}
