//! What measures tongue, in English or Italian: a headline that can be read out, lengths of time,
//! shares and changes. The team reads them on its pages and in the weekly mail.

use std::collections::BTreeMap;

use jiff::civil::Weekday;

use super::{Day, Period, Report, Share};
use crate::{sla::Target, tongue::Tongue};

impl Tongue {
    /// A length of time: `2 h 15 min`. Business hours make no days, so hours are never made days.
    pub fn span(self, seconds: u32) -> String {
        let minutes = seconds.saturating_add(30) / 60;
        match (minutes / 60, minutes % 60) {
            (0, 0) => self.say("under a minute", "meno di un minuto").to_owned(),
            (0, minutes) => format!("{minutes} min"),
            (hours, 0) => format!("{hours} h"),
            (hours @ 24.., _) => format!("{} h", hours),
            (hours, minutes) => format!("{hours} h {minutes} min"),
        }
    }

    /// A number with its decimals: hundredths as `3.4`.
    pub fn decimal(self, hundredths: u32) -> String {
        let tenths = hundredths.saturating_add(5) / 10;
        let point = self.say('.', ',');
        match tenths % 10 {
            0 => (tenths / 10).to_string(),
            part => format!("{}{point}{part}", tenths / 10),
        }
    }

    /// A share: `94 %`; a dash among none.
    pub fn percent(self, share: Share) -> String {
        match share.percent() {
            None => "–".to_owned(),
            Some(percent) => format!("{percent} %"),
        }
    }

    /// A weekday with what stands before it: `Saturdays`, `il sabato`.
    pub fn weekday(self, day: Weekday) -> &'static str {
        match day {
            Weekday::Monday => self.say("Mondays", "il lunedì"),
            Weekday::Tuesday => self.say("Tuesdays", "il martedì"),
            Weekday::Wednesday => self.say("Wednesdays", "il mercoledì"),
            Weekday::Thursday => self.say("Thursdays", "il giovedì"),
            Weekday::Friday => self.say("Fridays", "il venerdì"),
            Weekday::Saturday => self.say("Saturdays", "il sabato"),
            Weekday::Sunday => self.say("Sundays", "la domenica"),
        }
    }
}

/// The weekday that stands out for the worse: at least three were due, two late, and it is ten
/// points below the whole.
fn weak_day(report: &Report, whole: Share) -> Option<Weekday> {
    let whole = whole.permille()?;
    let late = |share: &Share| share.among.saturating_sub(share.of);
    let weak = report
        .weekdays
        .iter()
        .enumerate()
        .filter(|(_, share)| share.among >= 3 && late(share) >= 2)
        .filter(|(_, share)| {
            share
                .permille()
                .is_some_and(|p| p.saturating_add(100) <= whole)
        })
        .min_by_key(|(_, share)| share.permille())?;
    Weekday::from_monday_zero_offset(i8::try_from(weak.0).ok()?).ok()
}

/// The row that stands out for the worse, by the same measure.
fn weak_row(report: &Report, whole: Share) -> Option<&str> {
    let whole = whole.permille()?;
    let late = |share: &Share| share.among.saturating_sub(share.of);
    let rows = report.rows.iter().filter(|row| !row.name.is_empty());
    let weak = rows
        .filter(|row| row.met.among >= 3 && late(&row.met) >= 2)
        .filter(|row| {
            row.met
                .permille()
                .is_some_and(|p| p.saturating_add(100) <= whole)
        })
        .min_by_key(|row| row.met.permille())?;
    Some(&weak.name)
}

/// The whole period in a sentence or two, the weak spot with its name. `names` gives the words of
/// a topic's id.
pub fn headline(report: &Report, tongue: Tongue, names: &BTreeMap<String, String>) -> String {
    let met = report.met(Target::FirstResponse);
    let received = report.received;
    if met.among == 0 {
        let median = report.first_response.business.median;
        return match (received, report.first_response.business.count) {
            (0, 0) => tongue
                .say(
                    "Nobody wrote in this time.",
                    "In questo periodo non ha scritto nessuno.",
                )
                .to_owned(),
            (_, 0) => match tongue {
                Tongue::En => format!(
                    "{} came in and {} waiting for a first answer.",
                    requests(tongue, received),
                    if received == 1 { "it is" } else { "they are" },
                ),
                Tongue::It => format!(
                    "{}: la prima risposta deve ancora partire.",
                    arrived(received),
                ),
            },
            _ => match tongue {
                Tongue::En => format!(
                    "Half of the first answers took less than {} of opening hours.",
                    tongue.span(median)
                ),
                Tongue::It => format!(
                    "Metà delle prime risposte è partita entro {} di apertura.",
                    tongue.span(median)
                ),
            },
        };
    }
    let percent = tongue.percent(met);
    let said = match tongue {
        Tongue::En => format!("You answered {percent} within your promise"),
        Tongue::It => format!("Avete risposto entro la promessa nel {percent} dei casi"),
    };
    if met.of == met.among {
        return tongue.say(
            format!("{said}: every single one."),
            format!("{said}: sempre."),
        );
    }
    if let Some(day) = weak_day(report, met) {
        let day = tongue.weekday(day);
        return match tongue {
            Tongue::En => format!("{said}; the weak spot is {day}."),
            Tongue::It => format!("{said}; il punto debole è {day}."),
        };
    }
    if let Some(row) = weak_row(report, report.kept()) {
        let row = names.get(row).map_or(row, String::as_str);
        return match tongue {
            Tongue::En => format!("{said}; the weak spot is “{row}”."),
            Tongue::It => format!("{said}; il punto debole è «{row}»."),
        };
    }
    tongue.say(
        format!("{said}; no day stands out."),
        format!("{said}; nessun giorno spicca."),
    )
}

/// The days of a period, short: `16 – 22 Nov`.
pub fn days(tongue: Tongue, period: Period) -> String {
    let (from, to) = (period.from.date(), period.to.date());
    let last = day(tongue, period.to);
    match () {
        () if from == to => last,
        () if (from.year(), from.month()) == (to.year(), to.month()) => {
            format!("{} – {last}", from.day())
        }
        () => format!("{} – {last}", day(tongue, period.from)),
    }
}

/// A day, short: `16 Nov`.
pub fn day(tongue: Tongue, day: Day) -> String {
    const EN: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    const IT: [&str; 12] = [
        "gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic",
    ];
    let date = day.date();
    let month = usize::try_from(date.month()).unwrap_or(1).saturating_sub(1);
    let month = tongue.say(EN, IT).get(month).copied().unwrap_or_default();
    format!("{} {month}", date.day())
}

/// So many requests: `1 request`, `12 requests`.
pub fn requests(tongue: Tongue, count: u32) -> String {
    match (tongue, count) {
        (Tongue::En, 1) => "1 request".to_owned(),
        (Tongue::En, n) => format!("{n} requests"),
        (Tongue::It, 1) => "1 richiesta".to_owned(),
        (Tongue::It, n) => format!("{n} richieste"),
    }
}

fn arrived(count: u32) -> String {
    match count {
        1 => "È arrivata 1 richiesta".to_owned(),
        n => format!("Sono arrivate {n} richieste"),
    }
}

/// How a number changed against the period before: `12 % more`, `24 times as many`, `as before`.
pub fn more(tongue: Tongue, now: u32, before: u32) -> String {
    if before == 0 {
        return match now {
            0 => tongue.say("as before", "come prima").to_owned(),
            _ => tongue.say("none before", "prima nessuna").to_owned(),
        };
    }
    let (high, low) = (u64::from(now.max(before)), u64::from(now.min(before)));
    let percent = high
        .saturating_sub(low)
        .saturating_mul(100)
        .saturating_add(u64::from(before) / 2)
        / u64::from(before);
    match (percent, now > before) {
        (0, _) => tongue.say("as before", "come prima").to_owned(),
        (400.., true) => match (tongue, high / low.max(1)) {
            (Tongue::En, times) => format!("{times} times as many"),
            (Tongue::It, times) => format!("{times} volte tante"),
        },
        (percent, true) => match tongue {
            Tongue::En => format!("{percent} % more"),
            Tongue::It => format!("{percent} % in più"),
        },
        (percent, false) => match tongue {
            Tongue::En => format!("{percent} % fewer"),
            Tongue::It => format!("{percent} % in meno"),
        },
    }
}

/// How a time changed: `20 min faster`.
pub fn faster(tongue: Tongue, now: u32, before: u32) -> String {
    let apart = now.abs_diff(before);
    if apart < 60 {
        return tongue.say("as before", "come prima").to_owned();
    }
    let span = tongue.span(apart);
    match (tongue, now < before) {
        (Tongue::En, true) => format!("{span} faster"),
        (Tongue::En, false) => format!("{span} slower"),
        (Tongue::It, true) => format!("{span} più in fretta"),
        (Tongue::It, false) => format!("{span} più lenti"),
    }
}

/// How a share changed, in points: `3 points up`. Empty where one of them is among none.
pub fn points(tongue: Tongue, now: Share, before: Share) -> String {
    let (Some(now), Some(before)) = (now.permille(), before.permille()) else {
        return String::new();
    };
    let points = now.abs_diff(before).saturating_add(5) / 10;
    match (tongue, points, now > before) {
        (_, 0, _) => tongue.say("as before", "come prima").to_owned(),
        (Tongue::En, 1, true) => "1 point up".to_owned(),
        (Tongue::En, 1, false) => "1 point down".to_owned(),
        (Tongue::En, n, true) => format!("{n} points up"),
        (Tongue::En, n, false) => format!("{n} points down"),
        (Tongue::It, 1, true) => "1 punto in più".to_owned(),
        (Tongue::It, 1, false) => "1 punto in meno".to_owned(),
        (Tongue::It, n, true) => format!("{n} punti in più"),
        (Tongue::It, n, false) => format!("{n} punti in meno"),
    }
}

/// The figures of a week as they stand in its mail, one a line: name, value, change.
pub fn figures(
    tongue: Tongue,
    now: &Report,
    before: &Report,
) -> Vec<(&'static str, String, String)> {
    let mut rows = vec![(
        tongue.say("Received", "Ricevute"),
        now.received.to_string(),
        more(tongue, now.received, before.received),
    )];
    let mut share = |name, of: Share, earlier: Share| {
        if of.among > 0 {
            let change = points(tongue, of, earlier);
            rows.push((name, tongue.percent(of), change));
        }
    };
    share(
        tongue.say("Answered by a person", "Con una risposta"),
        now.replied,
        before.replied,
    );
    share(
        tongue.say("First answer in time", "Prima risposta puntuale"),
        now.met(Target::FirstResponse),
        before.met(Target::FirstResponse),
    );
    share(
        tongue.say("Satisfied", "Contenti"),
        now.satisfied(),
        before.satisfied(),
    );
    share(
        tongue.say("Opened again", "Riaperte"),
        now.reopened,
        before.reopened,
    );
    share(
        tongue.say("Helped themselves", "Hanno fatto da sé"),
        now.help.deflected(),
        before.help.deflected(),
    );
    for (name, of, earlier) in [
        (
            tongue.say("First answer, typical", "Prima risposta, di solito"),
            now.first_response.business,
            before.first_response.business,
        ),
        (
            tongue.say("Until resolved, typical", "Fino alla soluzione, di solito"),
            now.resolution.business,
            before.resolution.business,
        ),
    ] {
        if of.count > 0 {
            let change = match earlier.count {
                0 => String::new(),
                _ => faster(tongue, of.median, earlier.median),
            };
            rows.push((name, tongue.span(of.median), change));
        }
    }
    rows.push((
        tongue.say("Still open", "Ancora aperte"),
        now.waiting().to_string(),
        more(tongue, now.waiting(), before.waiting()),
    ));
    rows
}

#[cfg(test)]
mod tests {
    use super::super::{Filter, Promised, Tally};
    use super::*;

    /// A report of the week of 16 November 2026 with these first responses a day, Monday first.
    fn week(days: [(u32, u32); 7]) -> Report {
        let sunday = Day::of("2026-11-22".parse().unwrap());
        let mut report = Tally::new(Period::last(7, sunday), Filter::default(), None).report();
        let mut whole = Share::default();
        for (share, (of, among)) in report.weekdays.iter_mut().zip(days) {
            *share = Share { of, among };
            whole = whole.and(*share);
        }
        report.received = whole.among;
        report.promised = vec![Promised {
            policy: "normal".into(),
            target: Target::FirstResponse,
            met: whole,
        }];
        report
    }

    #[test]
    fn a_week_is_said_in_a_sentence_and_its_weak_spot_by_name() {
        let names = BTreeMap::new();
        let good = (20, 20);
        for (days, en, it) in [
            (
                [good, good, good, good, good, (3, 9), (0, 0)],
                "You answered 94 % within your promise; the weak spot is Saturdays.",
                "Avete risposto entro la promessa nel 94 % dei casi; il punto debole è il sabato.",
            ),
            (
                [good; 7],
                "You answered 100 % within your promise: every single one.",
                "Avete risposto entro la promessa nel 100 % dei casi: sempre.",
            ),
            (
                [(18, 20); 7],
                "You answered 90 % within your promise; no day stands out.",
                "Avete risposto entro la promessa nel 90 % dei casi; nessun giorno spicca.",
            ),
            (
                [(0, 0); 7],
                "Nobody wrote in this time.",
                "In questo periodo non ha scritto nessuno.",
            ),
        ] {
            let report = week(days);
            assert_eq!(headline(&report, Tongue::En, &names), en);
            assert_eq!(headline(&report, Tongue::It, &names), it);
        }
    }

    #[test]
    fn nearly_all_is_not_all() {
        let share = |of, among| Tongue::En.percent(Share { of, among });
        assert_eq!(share(999, 1_000), "99 %");
        assert_eq!(share(1_000, 1_000), "100 %");
        assert_eq!(share(0, 0), "–");
        assert_eq!(share(1, 3), "33 %");
    }

    #[test]
    fn times_and_changes_are_said_in_words() {
        assert_eq!(Tongue::En.span(20), "under a minute");
        assert_eq!(Tongue::En.span(8_100), "2 h 15 min");
        assert_eq!(Tongue::It.decimal(345), "3,5");
        assert_eq!(more(Tongue::En, 56, 50), "12 % more");
        assert_eq!(more(Tongue::En, 499, 100), "399 % more");
        assert_eq!(more(Tongue::En, 2_460, 100), "24 times as many");
        assert_eq!(more(Tongue::It, 0, 0), "come prima");
        assert_eq!(faster(Tongue::En, 3_600, 4_800), "20 min faster");
        let (now, before) = (Share { of: 9, among: 10 }, Share { of: 6, among: 10 });
        assert_eq!(points(Tongue::It, now, before), "30 punti in più");
    }
}
