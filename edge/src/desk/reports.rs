//! Reports: measures, how people help themselves, the weekly mail as it will come, and every table
//! to be taken away.

use desk::{
    Section,
    reports::{self, Choices, Faq, Faqs, Reports, Sheet, Wanted, Week},
};
use shared::{
    access::{Action, Role},
    id::Slug,
    measures::Dimension,
};
use worker::{Response, Result};

use super::{Desk, Outcome, unexpected};
use crate::{
    protocol::{
        Answer, Call,
        reports::{Ask, Measured, Span, Told},
    },
    reports::{filter, span},
};

/// Which days are asked for, what the page calls them, and what was wrong with them.
fn asked(desk: &Desk<'_>) -> (Span, String, Option<String>) {
    match span(|name| desk.query(name)) {
        Some(span @ Span::LastWeek) => (span, "week".to_owned(), None),
        Some(span @ Span::Last(days)) => (span, days.to_string(), None),
        Some(span @ Span::Between(..)) => (span, String::new(), None),
        None => {
            let trouble = desk.tongue.say(
                "These days could not be read: write them as 2026-11-23. Here is last week.",
                "Queste date non si leggono: scrivile come 2026-11-23. Ecco la settimana scorsa.",
            );
            (Span::LastWeek, "week".to_owned(), Some(trouble.to_owned()))
        }
    }
}

async fn measured(desk: &Desk<'_>) -> std::result::Result<Option<Reports>, super::Stop> {
    let (span, name, trouble) = asked(desk);
    let by = desk.query("by").as_deref().and_then(Dimension::parse);
    let by = by.unwrap_or(Dimension::Topic);
    let filter = filter(|name| desk.query(name));
    let ask = Ask::Report {
        span,
        filter: filter.clone(),
        by: Some(by),
    };
    let Answer::Reports(Told::Report(measured)) = desk.ask(Call::Reports(ask)).await? else {
        return Ok(None);
    };
    let Measured {
        now,
        before,
        first,
        uncounted,
        ..
    } = *measured;
    Ok(Some(Reports {
        now,
        before,
        span: name,
        filter,
        by,
        choices: choices(desk),
        questions: questions(desk),
        uncounted,
        any: first.is_some() || uncounted > 0,
        trouble,
    }))
}

/// The site's own questions, in the desk's language.
fn questions(desk: &Desk<'_>) -> Choices {
    let site = &desk.published.site;
    let words = |text| desk.tongue.read(text, site).to_owned();
    let own = site.surveys.own.iter();
    own.map(|one| (one.id.to_string(), words(&one.question)))
        .collect()
}

/// What can be filtered by, with its names.
fn choices(desk: &Desk<'_>) -> Vec<(Dimension, Choices)> {
    let site = &desk.published.site;
    let said = |text| desk.tongue.read(text, site).to_owned();
    let own = |id: &Slug, name: String| (id.to_string(), name);
    let channels = [
        ("form", desk.tongue.say("Form", "Modulo")),
        ("email", "Email"),
        ("api", "API"),
        ("phone", desk.tongue.say("Phone", "Telefono")),
    ];
    vec![
        (
            Dimension::Topic,
            site.topics
                .iter()
                .map(|topic| own(&topic.id, said(&topic.label)))
                .collect(),
        ),
        (
            Dimension::Team,
            site.teams
                .iter()
                .map(|team| own(&team.id, team.name.clone()))
                .collect(),
        ),
        (
            Dimension::Agent,
            site.agents
                .iter()
                .map(|agent| own(&agent.id, agent.name.clone()))
                .collect(),
        ),
        (
            Dimension::Channel,
            channels
                .map(|(id, name)| (id.to_owned(), name.to_owned()))
                .into(),
        ),
        (
            Dimension::Lang,
            site.languages
                .iter()
                .map(|lang| (lang.to_string(), lang.to_string()))
                .collect(),
        ),
    ]
}

/// `GET /desk/{site}/reports`.
pub async fn show(desk: &Desk<'_>) -> Outcome {
    let Some(page) = measured(desk).await? else {
        return unexpected();
    };
    let status = if page.trouble.is_some() { 422 } else { 200 };
    let title = desk.tongue.say("Reports", "Resoconti");
    desk.draw(status, title, Section::Reports, |shell| {
        reports::reports(shell, &page)
    })
    .await
}

/// `GET /desk/{site}/reports/csv`: one of its tables.
pub async fn take(desk: &Desk<'_>) -> Outcome {
    let Some(page) = measured(desk).await? else {
        return unexpected();
    };
    sheet(desk, reports::sheets(desk.tongue, &page))
}

fn sheet(desk: &Desk<'_>, sheets: impl IntoIterator<Item = Sheet>) -> Outcome {
    let wanted = desk.query("table").unwrap_or_default();
    match sheets.into_iter().find(|sheet| sheet.name == wanted) {
        Some(sheet) => Ok(file(desk, &sheet)?),
        None => desk.lost(),
    }
}

fn file(desk: &Desk<'_>, sheet: &Sheet) -> Result<Response> {
    let response = Response::ok(reports::csv(sheet))?;
    let headers = response.headers();
    headers.set("content-type", "text/csv; charset=utf-8")?;
    let name = format!("attachment; filename=\"{}-{}.csv\"", desk.id, sheet.name);
    headers.set("content-disposition", &name)?;
    headers.set("cache-control", "private, no-store")?;
    headers.set("x-content-type-options", "nosniff")?;
    Ok(response)
}

async fn helped(desk: &Desk<'_>) -> std::result::Result<Option<Faqs>, super::Stop> {
    let (span, name, _) = asked(desk);
    let Answer::Reports(Told::Faqs(told)) = desk.ask(Call::Reports(Ask::Faqs { span })).await?
    else {
        return Ok(None);
    };
    let site = &desk.published.site;
    let question = |id: &str| {
        let words = site
            .faq(id)
            .map(|faq| desk.tongue.read(&faq.question, site));
        words.unwrap_or(id).to_owned()
    };
    let who = desk.who().await?;
    Ok(Some(Faqs {
        span: name,
        query: match desk.url.query() {
            None | Some("") => String::new(),
            Some(query) => format!("?{query}"),
        },
        deflected: told.deflected,
        faqs: told
            .read
            .into_iter()
            .map(|(id, counts)| Faq {
                question: question(&id),
                counts,
            })
            .collect(),
        missed: told
            .missed
            .into_iter()
            .map(|(lang, words, times)| (words, lang, times))
            .collect(),
        wanted: told
            .advice
            .into_iter()
            .map(|advice| Wanted {
                lang: advice.lang.to_string(),
                phrasing: advice.phrasing,
                asked: advice.asked,
                nearest: advice.nearest.map(|near| near.question),
            })
            .collect(),
        may_edit: who.may(Action::WriteSettings),
    }))
}

/// `GET /desk/{site}/reports/faqs`.
pub async fn faqs(desk: &Desk<'_>) -> Outcome {
    let Some(page) = helped(desk).await? else {
        return unexpected();
    };
    let title = desk.tongue.say("Self-service", "Fai da te");
    desk.draw(200, title, Section::Reports, |shell| {
        reports::faqs(shell, &page)
    })
    .await
}

/// `GET /desk/{site}/reports/faqs/csv`: one of its tables.
pub async fn take_faqs(desk: &Desk<'_>) -> Outcome {
    let Some(page) = helped(desk).await? else {
        return unexpected();
    };
    sheet(desk, page.sheets(desk.tongue))
}

/// `GET /desk/{site}/reports/week`: the mail of last week.
pub async fn week(desk: &Desk<'_>) -> Outcome {
    let Answer::Reports(Told::Week { subject, text }) = desk.ask(Call::Reports(Ask::Week)).await?
    else {
        return unexpected();
    };
    let agents = desk.published.site.agents.iter();
    let page = Week {
        subject,
        text,
        readers: agents
            .filter(|agent| agent.role >= Role::Lead)
            .map(|agent| agent.name.clone())
            .collect(),
    };
    let title = desk.tongue.say("Weekly mail", "Mail della settimana");
    desk.draw(200, title, Section::Reports, |shell| {
        reports::week(shell, &page)
    })
    .await
}
