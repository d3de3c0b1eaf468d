//! Reports over the API, and the history of another help desk on its way in.

use serde::{Deserialize, de::IgnoredAny};
use serde_json::json;
use shared::{
    id::SiteId,
    measures::{Day, Dimension, Filter},
    problem::{Code, FieldError, Problem},
};
use worker::{Env, Request, Response, Result};

use crate::{
    admin::{forbidden, no_site, refused, unexpected},
    api::query,
    body,
    pass::{self, ask_as},
    protocol::{
        Answer, Call,
        reports::{Ask, Past, Span, Told},
    },
    reply,
};

/// Most requests and days of another help desk in one go.
const MAX_STORIES: usize = 500;
/// Largest body they come in, in bytes.
const MAX_BYTES: usize = 4 * 1024 * 1024;

/// The days an address asks for: `days`, or `from` and `to`; last week where it says nothing.
/// None where it cannot be read.
pub fn span(value: impl Fn(&str) -> Option<String>) -> Option<Span> {
    let value = |name: &str| value(name).filter(|text| !text.is_empty());
    let day = |name: &str| match value(name) {
        None => Some(None),
        Some(text) => text.parse().ok().map(|date| Some(Day::of(date))),
    };
    match (day("from")?, day("to")?, value("days")) {
        (Some(from), to, _) => Some(Span::Between(from, to.unwrap_or(from.plus(i32::MAX)))),
        (None, Some(to), _) => Some(Span::Between(to.plus(-6), to)),
        (None, None, None) => Some(Span::LastWeek),
        (None, None, Some(days)) => match days.parse() {
            Ok(days @ 1..=400) => Some(Span::Last(days)),
            _ => None,
        },
    }
}

/// What an address filters by.
pub fn filter(value: impl Fn(&str) -> Option<String>) -> Filter {
    let asked = |dimension: Dimension| {
        let name = value(dimension.name()).filter(|name| !name.is_empty())?;
        Some((dimension, name.chars().take(200).collect()))
    };
    Filter(Dimension::ALL.into_iter().filter_map(asked).collect())
}

/// `GET /v1/sites/{site}/reports`: every measure of a period.
pub async fn report(request: Request, env: &Env, id: &SiteId) -> Result<Response> {
    let Some(pass) = pass::of_api(env, &request) else {
        return refused();
    };
    let value = |name: &str| query(&request, name);
    let Some(span) = span(value) else {
        let error = FieldError {
            field: "days".into(),
            code: "invalid".into(),
            message: "Write “days” from 1 to 400, or “from” and “to” such as “2026-11-23”.".into(),
        };
        let problem = Problem::fields("Correct this and ask again.", vec![error]);
        return reply::problem(&problem);
    };
    let ask = Ask::Report {
        span,
        filter: filter(value),
        by: value("by").as_deref().and_then(Dimension::parse),
    };
    let (_, answer) = ask_as(env, id, pass, Call::Reports(ask)).await?;
    said(answer)
}

/// Reads a line: what was counted on a day where it names one, else a request.
fn past(line: &str) -> std::result::Result<Past, String> {
    #[derive(Deserialize)]
    struct Kind {
        day: Option<IgnoredAny>,
    }
    let is_day = serde_json::from_str::<Kind>(line).is_ok_and(|kind| kind.day.is_some());
    let mut reader = serde_json::Deserializer::from_str(line);
    let read = match is_day {
        true => serde_path_to_error::deserialize(&mut reader).map(Past::Day),
        false => serde_path_to_error::deserialize(&mut reader).map(Past::Request),
    };
    read.map_err(|error| format!("{}: {}", error.path(), error.inner()))
}

/// `POST /v1/sites/{site}/history`: what was handled and counted elsewhere, one a line.
pub async fn take(mut request: Request, env: &Env, id: &SiteId) -> Result<Response> {
    let Some(pass) = pass::of_api(env, &request) else {
        return refused();
    };
    let text = match body::read(&mut request, &["application/x-ndjson"], MAX_BYTES).await? {
        Ok(text) => text,
        Err(problem) => return reply::problem(&problem),
    };
    let mut stories: Vec<Past> = Vec::new();
    let mut lines: Vec<usize> = Vec::new();
    let mut wrong: Vec<(usize, String)> = Vec::new();
    for (line, text) in (1..).zip(text.lines()) {
        if text.trim().is_empty() {
            continue;
        }
        match past(text) {
            Ok(past) => {
                stories.push(past);
                lines.push(line);
            }
            Err(why) => wrong.push((line, why)),
        }
    }
    if stories.len() > MAX_STORIES {
        return reply::fail(Code::BodyTooLarge, "Send at most 500 lines at once.");
    }
    let (_, answer) = ask_as(env, id, pass, Call::History(stories)).await?;
    let Answer::Reports(Told::Taken {
        taken,
        known,
        refused,
    }) = answer
    else {
        return said(answer);
    };
    let line = |place: u32| {
        let place = usize::try_from(place).ok()?;
        lines.get(place).copied()
    };
    wrong.extend(
        refused
            .into_iter()
            .map(|(place, why)| (line(place).unwrap_or(0), why)),
    );
    wrong.sort();
    let wrong = wrong
        .iter()
        .map(|(line, why)| json!({ "line": line, "why": why }));
    reply::json(
        200,
        &json!({ "taken": taken, "known": known, "refused": wrong.collect::<Vec<_>>() }),
    )
}

fn said(answer: Answer) -> Result<Response> {
    match answer {
        Answer::Reports(Told::Report(measured)) => reply::json(
            200,
            &json!({
                "from": measured.now.period.from.to_string(),
                "to": measured.now.period.to.to_string(),
                "report": measured.now,
                "before": measured.before,
                "uncounted": measured.uncounted,
            }),
        ),
        Answer::Unknown => refused(),
        Answer::Forbidden => forbidden(),
        Answer::NoSite => no_site(),
        _ => unexpected(),
    }
}
