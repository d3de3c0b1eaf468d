//! The tables below the charts: by topic and the like, what was promised, ratings, channels.

use shared::{
    measures::{Dimension, Filter, Report, Share},
    site::ChannelKind,
    sla::Target,
};
use widget::markup::{Tag, tag};

use super::{Reports, encoded, sheet::Sheet, title_of};
use crate::{Shell, Tongue, icon};

fn percent(share: Share) -> String {
    share.percent().map_or(String::new(), |n| n.to_string())
}

fn heads(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_owned()).collect()
}

fn minutes(spread: shared::measures::Spread) -> String {
    match spread.count {
        0 => String::new(),
        _ => (spread.median.saturating_add(30) / 60).to_string(),
    }
}

/// The tables.
pub fn tables(shell: &Shell<'_>, page: &Reports) -> Tag {
    let tongue = shell.tongue;
    let links = Dimension::ALL.into_iter().map(|dimension| {
        let here = dimension == page.by;
        tag("a")
            .class("chip")
            .set(
                "href",
                shell.path(&format!("reports{}#rows", page.query(dimension, ""))),
            )
            .set_some("aria-current", here.then(|| "true".to_owned()))
            .put(title_of(tongue, dimension))
    });
    let by = tag("nav")
        .class("spans")
        .set("aria-label", tongue.say("Compare by", "Confronta per"))
        .put_all(links);
    let rows = rows(tongue, page);
    let narrowed = |place: usize, text: &str| {
        let id = page.now.rows.get(place).map(|row| row.name.as_str());
        let id = id.filter(|id| !id.is_empty()).unwrap_or(Filter::NONE);
        let link = format!("&{}={}", page.by.name(), encoded(id));
        tag("a")
            .set(
                "href",
                shell.path(&format!("reports{}", page.query(page.by, &link))),
            )
            .put(text.to_owned())
    };
    let body = match rows.rows.is_empty() {
        true => tag("p")
            .class("hint")
            .put(tongue.say("Nothing in these days.", "Nulla in questi giorni.")),
        false => rows.draw_with(narrowed),
    };
    let first = tag("section")
        .class("card")
        .set("id", "rows")
        .put(tag("h2").put(rows.title.clone()))
        .put(by)
        .put(body)
        .put(take(shell, page, &rows));
    let others = others(tongue, page)
        .into_iter()
        .filter(|sheet| !sheet.rows.is_empty())
        .map(|sheet| {
            tag("section")
                .class("card")
                .put(tag("h2").put(sheet.title.clone()))
                .put(sheet.draw())
                .put(take(shell, page, &sheet))
        });
    tag("div").class("tables").put(first).put_all(others)
}

fn take(shell: &Shell<'_>, page: &Reports, sheet: &Sheet) -> Tag {
    let query = page.query(page.by, &format!("&table={}", sheet.name));
    tag("a")
        .class("quiet small")
        .set("href", shell.path(&format!("reports/csv{query}")))
        .put(icon("download"))
        .put("CSV")
        .put(
            tag("span")
                .class("unseen")
                .put(format!(" – {}", sheet.title)),
        )
}

/// Every table of the page, to be taken away by its name.
pub fn all(tongue: Tongue, page: &Reports) -> Vec<Sheet> {
    let mut sheets = super::chart::sheets(tongue, &page.now);
    sheets.push(rows(tongue, page));
    sheets.extend(others(tongue, page));
    sheets.push(measures(tongue, &page.now, &page.before));
    sheets
}

fn rows(tongue: Tongue, page: &Reports) -> Sheet {
    let of = title_of(tongue, page.by);
    Sheet {
        name: "rows",
        title: match tongue {
            Tongue::En => format!("By {}", of.to_lowercase()),
            Tongue::It => format!("Per {}", of.to_lowercase()),
        },
        heads: heads(&[
            of,
            tongue.say("Received", "Ricevute"),
            tongue.say("First answer, min", "Prima risposta, min"),
            tongue.say("Resolved after, min", "Risolte dopo, min"),
            tongue.say("Promise kept, %", "Promessa mantenuta, %"),
            tongue.say("Satisfied, %", "Contenti, %"),
            tongue.say("Opened again, %", "Riaperte, %"),
        ]),
        rows: page
            .now
            .rows
            .iter()
            .map(|row| {
                let name = match row.name.as_str() {
                    "" => tongue.say("Without", "Senza"),
                    id => page.name(page.by, id),
                };
                vec![
                    name.to_owned(),
                    row.received.to_string(),
                    minutes(row.first_response),
                    minutes(row.resolution),
                    percent(row.met),
                    percent(row.satisfied),
                    percent(row.reopened),
                ]
            })
            .collect(),
    }
}

fn others(tongue: Tongue, page: &Reports) -> Vec<Sheet> {
    let now = &page.now;
    let target = |target: Target| match target {
        Target::FirstResponse => tongue.say("First answer", "Prima risposta"),
        Target::NextResponse => tongue.say("Next answer", "Risposta seguente"),
        Target::Resolution => tongue.say("Resolution", "Soluzione"),
    };
    let promised = now.promised.iter().map(|row| {
        vec![
            format!("{}: {}", row.policy, target(row.target)),
            row.met.among.to_string(),
            row.met.of.to_string(),
            percent(row.met),
        ]
    });
    let ratings = now.rated.iter().map(|rated| {
        vec![
            match rated.id.as_str() {
                "csat" => tongue
                    .say("How it went (1–5)", "Com'è andata (1–5)")
                    .to_owned(),
                "nps" => tongue
                    .say("Would recommend (0–10)", "Consiglierebbe (0–10)")
                    .to_owned(),
                "ces" => tongue
                    .say("How easy (1–7)", "Quanto è facile (1–7)")
                    .to_owned(),
                own => page
                    .questions
                    .iter()
                    .find(|(id, _)| id == own)
                    .map_or(own, |(_, words)| words)
                    .to_owned(),
            },
            rated.count().to_string(),
            rated
                .mean()
                .map_or(String::new(), |mean| tongue.decimal(mean)),
        ]
    });
    vec![
        Sheet {
            name: "promises",
            title: tongue
                .say("What was promised", "Quanto era promesso")
                .to_owned(),
            heads: heads(&[
                tongue.say("Promise", "Promessa"),
                tongue.say("Due", "A scadenza"),
                tongue.say("Kept", "Mantenute"),
                "%",
            ]),
            rows: promised.collect(),
        },
        Sheet {
            name: "ratings",
            title: tongue.say("Ratings", "Voti").to_owned(),
            heads: heads(&[
                tongue.say("Question", "Domanda"),
                tongue.say("Ratings", "Voti"),
                tongue.say("Mean", "Media"),
            ]),
            rows: ratings.collect(),
        },
        channels(tongue, page),
    ]
}

/// How requests came in, and which ways of reaching the shop people chose.
fn channels(tongue: Tongue, page: &Reports) -> Sheet {
    let now = &page.now;
    let chosen = now
        .choices
        .iter()
        .fold(0_u32, |sum, row| sum.saturating_add(row.count));
    let rows = now
        .channels
        .iter()
        .map(|row| (tongue.say("Request", "Richiesta"), row, now.received))
        .chain(
            now.choices
                .iter()
                .map(|row| (tongue.say("Chosen", "Scelto"), row, chosen)),
        );
    Sheet {
        name: "channels",
        title: tongue
            .say("Preferred channels", "Canali preferiti")
            .to_owned(),
        heads: heads(&[
            tongue.say("Channel", "Canale"),
            tongue.say("How often", "Quante volte"),
            "%",
        ]),
        rows: rows
            .map(|(kind, row, among)| {
                let share = Share {
                    of: row.count,
                    among,
                };
                let known = serde_json::from_value::<ChannelKind>(row.name.as_str().into());
                let brand = known.ok().and_then(ChannelKind::brand);
                let name = match (row.name.as_str(), brand) {
                    (_, Some(brand)) => brand,
                    ("callback", _) => tongue.say("Being called", "Essere richiamati"),
                    ("link", _) => tongue.say("Another link", "Un altro link"),
                    (name, None) => page.name(Dimension::Channel, name),
                };
                vec![
                    format!("{kind}: {name}"),
                    row.count.to_string(),
                    percent(share),
                ]
            })
            .collect(),
    }
}

/// Every measure with the period before, in plain numbers: seconds, counts, percent.
fn measures(tongue: Tongue, now: &Report, before: &Report) -> Sheet {
    let row = |name: &str, now: String, before: String| vec![name.to_owned(), now, before];
    let count =
        |name, of: fn(&Report) -> u32| row(name, of(now).to_string(), of(before).to_string());
    let share = |name, of: fn(&Report) -> Share| row(name, percent(of(now)), percent(of(before)));
    Sheet {
        name: "measures",
        title: tongue.say("All measures", "Tutte le misure").to_owned(),
        heads: heads(&[
            tongue.say("Measure", "Misura"),
            tongue.say("These days", "Questi giorni"),
            tongue.say("Before", "Prima"),
        ]),
        rows: vec![
            count("received", |r| r.received),
            share("response_rate_percent", |r| r.replied),
            count("first_response_median_seconds", |r| {
                r.first_response.business.median
            }),
            count("first_response_mean_seconds", |r| {
                r.first_response.business.mean
            }),
            count("first_response_p90_seconds", |r| {
                r.first_response.business.p90
            }),
            count("first_response_median_calendar_seconds", |r| {
                r.first_response.calendar.median
            }),
            count("first_response_mean_calendar_seconds", |r| {
                r.first_response.calendar.mean
            }),
            count("first_response_p90_calendar_seconds", |r| {
                r.first_response.calendar.p90
            }),
            count("reply_mean_seconds", |r| r.reply.business),
            count("reply_mean_calendar_seconds", |r| r.reply.calendar),
            count("resolution_median_seconds", |r| {
                r.resolution.business.median
            }),
            count("resolution_mean_seconds", |r| r.resolution.business.mean),
            count("resolution_p90_seconds", |r| r.resolution.business.p90),
            count("resolution_median_calendar_seconds", |r| {
                r.resolution.calendar.median
            }),
            count("resolution_mean_calendar_seconds", |r| {
                r.resolution.calendar.mean
            }),
            count("resolution_p90_calendar_seconds", |r| {
                r.resolution.calendar.p90
            }),
            count("resolved", |r| r.resolved.of),
            share("resolution_rate_percent", |r| r.resolved),
            count("backlog_at_the_end", Report::waiting),
            share("one_touch_percent", |r| r.one_touch),
            share("first_response_in_time_percent", |r| {
                r.met(Target::FirstResponse)
            }),
            share("resolution_in_time_percent", |r| r.met(Target::Resolution)),
            share("csat_percent", Report::satisfied),
            share("survey_response_percent", |r| r.surveyed),
            share("reopened_percent", |r| r.reopened),
            share("deflection_percent", |r| r.help.deflected()),
            share("conversion_percent", |r| r.converted),
        ],
    }
}
