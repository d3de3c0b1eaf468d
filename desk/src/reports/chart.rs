//! Charts: few, from zero, labelled where they are read, each with its number in words and its
//! table. They are drawn as shapes only; the words around them keep their size on a phone.

use shared::measures::{AGES, Day, DayOf, Report, words};
use widget::markup::{Tag, tag};

use super::{Reports, sheet::Sheet};
use crate::{Shell, Tongue, icon};
use words::day as date;

/// The chart's own measures: it is stretched to where it stands.
const WIDTH: u32 = 1_000;
const HEIGHT: u32 = 200;

/// One series of numbers.
struct Series {
    name: String,
    values: Vec<Option<u32>>,
    /// How it is drawn.
    line: bool,
}

/// The charts.
pub fn charts(shell: &Shell<'_>, page: &Reports) -> Tag {
    let tongue = shell.tongue;
    let now = &page.now;
    let csv = |table: &str| {
        let query = page.query(page.by, &format!("&table={table}"));
        shell.path(&format!("reports/csv{query}"))
    };
    let figures = [
        came_and_went(tongue, now),
        first_answers(tongue, now),
        backlog(tongue, now),
        promises(tongue, now),
    ];
    tag("section")
        .class("charts")
        .put(
            tag("h2")
                .class("unseen")
                .put(tongue.say("Charts", "Grafici")),
        )
        .put_all(
            figures
                .into_iter()
                .map(|figure| figure.draw(tongue, &csv(figure.sheet.name))),
        )
}

/// The tables of the charts.
pub(super) fn sheets(tongue: Tongue, now: &Report) -> Vec<Sheet> {
    let figures = [
        came_and_went(tongue, now),
        first_answers(tongue, now),
        backlog(tongue, now),
        promises(tongue, now),
    ];
    let mut sheets: Vec<Sheet> = figures.into_iter().map(|figure| figure.sheet).collect();
    sheets.push(ages(tongue, now));
    sheets
}

struct Figure {
    title: &'static str,
    words: String,
    series: Vec<Series>,
    /// The texts under the first, the middle and the last.
    under: Vec<String>,
    /// What the highest is called.
    top: Box<dyn Fn(u32) -> String>,
    sheet: Sheet,
    /// A table that stands with it.
    beside: Option<Sheet>,
}

impl Figure {
    fn draw(&self, tongue: Tongue, csv: &str) -> Tag {
        let values = self.series.iter().flat_map(|series| &series.values);
        let highest = values.flatten().copied().max().unwrap_or(0);
        let mut figure = tag("figure")
            .class("card chart")
            .put(tag("h3").put(self.title))
            .put(tag("figcaption").put(self.words.clone()));
        if highest > 0 {
            if self.series.len() > 1 {
                let names = self.series.iter().map(|series| {
                    tag("li")
                        .class(if series.line { "of-line" } else { "of-bars" })
                        .put(series.name.clone())
                });
                figure = figure.put(tag("ul").class("key").put_all(names));
            }
            let top = tag("p").class("top").set("aria-hidden", "true");
            figure = figure
                .put(top.put((self.top)(highest)))
                .put(self.shapes(highest))
                .put(
                    tag("p")
                        .class("under")
                        .set("aria-hidden", "true")
                        .put_all(self.under.iter().map(|text| tag("span").put(text.clone()))),
                );
        }
        let take = tag("a")
            .class("quiet small")
            .set("href", csv)
            .put(icon("download"))
            .put("CSV")
            .put(
                tag("span")
                    .class("unseen")
                    .put(format!(" – {}", self.title)),
            );
        let mut table = tag("details")
            .put(tag("summary").put(tongue.say("As a table", "Come tabella")))
            .put(self.sheet.draw());
        if let Some(beside) = &self.beside {
            table = table.put(beside.draw());
        }
        figure.put(table).put(take)
    }

    fn shapes(&self, highest: u32) -> Tag {
        let mut svg = tag("svg")
            .set("viewBox", format!("0 0 {WIDTH} {HEIGHT}"))
            .set("preserveAspectRatio", "none")
            .set("role", "img")
            .set("aria-label", format!("{}. {}", self.title, self.words));
        let y = |value: u32| {
            let part = u64::from(value).saturating_mul(HEIGHT.into()) / u64::from(highest.max(1));
            u64::from(HEIGHT).saturating_sub(part)
        };
        for series in &self.series {
            let count = u64::try_from(series.values.len()).unwrap_or(1).max(1);
            let step = |place: u64| place.saturating_mul(WIDTH.into()) / count;
            let middle = |place: u64| step(place).saturating_add(step(place.saturating_add(1))) / 2;
            let values = (0_u64..).zip(&series.values);
            if series.line {
                // Where nothing is known the line is broken.
                let mut path = String::new();
                let mut down = false;
                for (place, value) in values {
                    match value {
                        None => down = false,
                        Some(value) => {
                            let to = if down { 'L' } else { 'M' };
                            path.push_str(&format!("{to}{} {}", middle(place), y(*value)));
                            if !down {
                                // A single day is a dot.
                                path.push_str("h0");
                            }
                            down = true;
                        }
                    }
                }
                svg = svg.put(tag("path").class("line").set("d", path));
            } else {
                let mut path = String::new();
                for (place, value) in values {
                    let Some(value) = value.filter(|value| *value > 0) else {
                        continue;
                    };
                    let gap = (u64::from(WIDTH) / count / 6).max(1);
                    let left = step(place).saturating_add(gap / 2);
                    let right = step(place.saturating_add(1)).saturating_sub(gap / 2);
                    path.push_str(&format!("M{left} {HEIGHT}V{}H{right}V{HEIGHT}Z", y(value)));
                }
                svg = svg.put(tag("path").class("bars").set("d", path));
            }
        }
        svg.put(
            tag("path")
                .class("zero")
                .set("d", format!("M0 {HEIGHT}H{WIDTH}")),
        )
    }
}

fn days(report: &Report) -> impl Iterator<Item = (Day, &DayOf)> {
    report.period.each().zip(&report.days)
}

/// The first day, the middle one, the last one.
fn under(tongue: Tongue, report: &Report) -> Vec<String> {
    let period = report.period;
    let all = match period.days() {
        1 => vec![period.from],
        2 => vec![period.from, period.to],
        days => vec![period.from, period.from.plus(days / 2), period.to],
    };
    all.into_iter().map(|day| date(tongue, day)).collect()
}

fn came_and_went(tongue: Tongue, report: &Report) -> Figure {
    let busiest = days(report).max_by_key(|(_, of)| of.received);
    let words = match busiest.filter(|(_, of)| of.received > 0) {
        None => tongue
            .say("Nothing came in.", "Non è arrivato nulla.")
            .to_owned(),
        Some((day, of)) => match tongue {
            Tongue::En => format!(
                "{} came in and {} were resolved; the busiest day was {} with {}.",
                report.received,
                report.resolved.of,
                date(tongue, day),
                of.received
            ),
            Tongue::It => format!(
                "{} arrivate e {} risolte; il giorno più pieno è stato il {} con {}.",
                report.received,
                report.resolved.of,
                date(tongue, day),
                of.received
            ),
        },
    };
    let [received, resolved] = [
        tongue.say("Received", "Ricevute"),
        tongue.say("Resolved", "Risolte"),
    ];
    Figure {
        title: tongue.say("Received and resolved", "Ricevute e risolte"),
        words,
        series: vec![
            Series {
                name: received.to_owned(),
                values: days(report).map(|(_, of)| Some(of.received)).collect(),
                line: false,
            },
            Series {
                name: resolved.to_owned(),
                values: days(report).map(|(_, of)| Some(of.resolved)).collect(),
                line: true,
            },
        ],
        under: under(tongue, report),
        top: Box::new(|n| n.to_string()),
        sheet: Sheet {
            name: "days",
            title: tongue
                .say(
                    "Received and resolved, day by day",
                    "Ricevute e risolte, giorno per giorno",
                )
                .to_owned(),
            heads: heads(&[tongue.say("Day", "Giorno"), received, resolved]),
            rows: days(report)
                .map(|(day, of)| {
                    vec![
                        day.to_string(),
                        of.received.to_string(),
                        of.resolved.to_string(),
                    ]
                })
                .collect(),
        },
        beside: None,
    }
}

fn heads(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn minutes(seconds: u32) -> String {
    (seconds.saturating_add(30) / 60).to_string()
}

fn first_answers(tongue: Tongue, report: &Report) -> Figure {
    let whole = report.first_response.business;
    let slowest = days(report)
        .filter(|(_, of)| of.first_response.count > 0)
        .max_by_key(|(_, of)| of.first_response.median);
    let words = match slowest {
        None => tongue
            .say(
                "No first answer was given.",
                "Non è partita nessuna prima risposta.",
            )
            .to_owned(),
        Some((day, of)) => match tongue {
            Tongue::En => format!(
                "Half took less than {} of opening hours; slowest was {} with {}.",
                tongue.span(whole.median),
                date(tongue, day),
                tongue.span(of.first_response.median)
            ),
            Tongue::It => format!(
                "Metà entro {} di apertura; il più lento è stato il {} con {}.",
                tongue.span(whole.median),
                date(tongue, day),
                tongue.span(of.first_response.median)
            ),
        },
    };
    let known = |of: &DayOf| (of.first_response.count > 0).then_some(of.first_response.median);
    Figure {
        title: tongue.say("First answer, median", "Prima risposta, mediana"),
        words,
        series: vec![Series {
            name: String::new(),
            values: days(report).map(|(_, of)| known(of)).collect(),
            line: false,
        }],
        under: under(tongue, report),
        top: Box::new(move |n| tongue.span(n)),
        sheet: Sheet {
            name: "first",
            title: tongue
                .say(
                    "First answers in minutes of opening hours, day by day",
                    "Prime risposte in minuti di apertura, giorno per giorno",
                )
                .to_owned(),
            heads: heads(&[
                tongue.say("Day", "Giorno"),
                tongue.say("Answers", "Risposte"),
                tongue.say("Median", "Mediana"),
                tongue.say("Mean", "Media"),
                tongue.say("9 in 10 within", "9 su 10 entro"),
            ]),
            rows: days(report)
                .map(|(day, of)| {
                    let first = of.first_response;
                    let cell = |seconds| match first.count {
                        0 => String::new(),
                        _ => minutes(seconds),
                    };
                    vec![
                        day.to_string(),
                        first.count.to_string(),
                        cell(first.median),
                        cell(first.mean),
                        cell(first.p90),
                    ]
                })
                .collect(),
        },
        beside: None,
    }
}

fn backlog(tongue: Tongue, report: &Report) -> Figure {
    let each = &report.backlog.each;
    let last = report.waiting();
    let old = report.backlog.ages.iter().skip(3).sum::<u32>();
    let words = match tongue {
        Tongue::En => format!("{last} open at the end; {old} of them older than a week."),
        Tongue::It => format!("{last} aperte alla fine; {old} da più di una settimana."),
    };
    let open = tongue.say("Open at the end of the day", "Aperte a fine giornata");
    Figure {
        title: tongue.say("Still open", "Ancora aperte"),
        words,
        series: vec![Series {
            name: String::new(),
            values: each.iter().map(|n| Some(*n)).collect(),
            line: true,
        }],
        under: under(tongue, report),
        top: Box::new(|n| n.to_string()),
        sheet: Sheet {
            name: "backlog",
            title: open.to_owned(),
            heads: heads(&[tongue.say("Day", "Giorno"), open]),
            rows: report
                .period
                .each()
                .zip(each)
                .map(|(day, n)| vec![day.to_string(), n.to_string()])
                .collect(),
        },
        beside: Some(ages(tongue, report)),
    }
}

fn ages(tongue: Tongue, report: &Report) -> Sheet {
    let names = [
        tongue.say("Created that day", "Create quel giorno"),
        tongue.say("1–2 days old", "Da 1–2 giorni"),
        tongue.say("3–6 days old", "Da 3–6 giorni"),
        tongue.say("7–29 days old", "Da 7–29 giorni"),
        tongue.say("30 days and older", "Da 30 giorni e più"),
    ];
    debug_assert_eq!(names.len(), AGES.len());
    Sheet {
        name: "ages",
        title: tongue
            .say("Open at the end, by age", "Aperte alla fine, per età")
            .to_owned(),
        heads: heads(&[tongue.say("Age", "Età"), tongue.say("Open", "Aperte")]),
        rows: names
            .into_iter()
            .zip(report.backlog.ages)
            .map(|(name, n)| vec![name.to_owned(), n.to_string()])
            .collect(),
    }
}

fn promises(tongue: Tongue, report: &Report) -> Figure {
    let shares = report.weekdays;
    let names = [
        tongue.say("Mon", "lun"),
        tongue.say("Tue", "mar"),
        tongue.say("Wed", "mer"),
        tongue.say("Thu", "gio"),
        tongue.say("Fri", "ven"),
        tongue.say("Sat", "sab"),
        tongue.say("Sun", "dom"),
    ];
    let known = |share: &shared::measures::Share| share.permille();
    let worst = names
        .iter()
        .zip(&shares)
        .filter_map(|(name, share)| Some((name, share, known(share)?)))
        .min_by_key(|(.., permille)| *permille);
    let words = match worst {
        None => tongue
            .say(
                "Nothing promised came due.",
                "Nulla di promesso è arrivato a scadenza.",
            )
            .to_owned(),
        Some((_, _, 1_000)) => tongue
            .say(
                "Every first answer was in time.",
                "Ogni prima risposta è stata puntuale.",
            )
            .to_owned(),
        Some((name, share, _)) => match tongue {
            Tongue::En => format!(
                "Lowest for requests of {name}: {} of first answers in time.",
                tongue.percent(*share)
            ),
            Tongue::It => format!(
                "Il più basso è {name}: {} di prime risposte puntuali.",
                tongue.percent(*share)
            ),
        },
    };
    Figure {
        title: tongue.say(
            "First answer in time, by the day it came in",
            "Prima risposta puntuale, per giorno di arrivo",
        ),
        words,
        series: vec![Series {
            name: String::new(),
            values: shares.iter().map(|share| share.percent()).collect(),
            line: false,
        }],
        under: names.iter().map(|name| (*name).to_owned()).collect(),
        top: Box::new(|n| format!("{n} %")),
        sheet: Sheet {
            name: "weekdays",
            title: tongue
                .say(
                    "First answers in time, by the weekday a request came in",
                    "Prime risposte puntuali, per giorno di arrivo",
                )
                .to_owned(),
            heads: heads(&[
                tongue.say("Weekday", "Giorno"),
                tongue.say("Due", "A scadenza"),
                tongue.say("In time", "Puntuali"),
                "%",
            ]),
            rows: names
                .iter()
                .zip(&shares)
                .map(|(name, share)| {
                    let percent = share.percent().map_or(String::new(), |n| n.to_string());
                    vec![
                        (*name).to_owned(),
                        share.among.to_string(),
                        share.of.to_string(),
                        percent,
                    ]
                })
                .collect(),
        },
        beside: None,
    }
}
