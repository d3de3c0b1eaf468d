//! From a draft to what customers see, and back: review, publish, discard, bring up to date, what
//! was published before, the file.

use desk::{
    Section as Place,
    settings::{self, Past},
};
use serde_json::Value;
use shared::{
    access::Action,
    settings::{Change, Fault, Part, SECTIONS, at, merge, own_title, say, section, to_toml},
};

use worker::ResponseBuilder;

use super::bench::{Bench, moment};
use crate::{
    desk::{Desk, Outcome, Stop},
    form::Fields,
    protocol::{
        Answer, Call,
        setup::{self, Ask},
    },
    published,
};

/// Where a change is looked at: its section, or the entry itself.
fn place_of(bench: &Bench, change: &Change) -> String {
    let here = format!("settings/{}", change.section);
    let all = at(&bench.draft, &change.key).and_then(Value::as_array);
    let list = section(&change.section).and_then(|section| {
        section.parts.iter().find_map(|part| match part {
            Part::List(list) if list.key == change.key => Some(list),
            _ => None,
        })
    });
    let (Some(all), Some(list)) = (all, list) else {
        return here;
    };
    let named = |entry: &Value| own_title(list.fields, entry, &bench.draft) == change.title;
    match all.iter().position(named) {
        Some(n) => format!("{here}/{}/{n}", change.key),
        None => here,
    }
}

/// Where a fault is mended.
fn place_of_fault(fault: &Fault) -> String {
    for section in SECTIONS {
        for part in section.parts {
            match part {
                Part::List(list) => {
                    let rest = fault.key.strip_prefix(list.key);
                    if let Some(rest) = rest.and_then(|rest| rest.strip_prefix('.')) {
                        let n = rest.split('.').next().unwrap_or("0");
                        return format!("settings/{}/{}/{n}", section.id, list.key);
                    }
                }
                Part::Form(form) => {
                    if form
                        .fields
                        .iter()
                        .any(|field| fault.key.starts_with(field.key))
                    {
                        return format!("settings/{}", section.id);
                    }
                }
            }
        }
    }
    "settings".to_owned()
}

/// `GET /desk/{site}/settings/review`.
pub async fn review(desk: &Desk<'_>) -> Outcome {
    let bench = Bench::open(desk).await?;
    draw_review(desk, &bench, 200).await
}

async fn draw_review(desk: &Desk<'_>, bench: &Bench, status: u16) -> Outcome {
    let tongue = desk.tongue;
    let changes: Vec<_> = bench
        .changes()
        .iter()
        .map(|change| (place_of(bench, change), change.words(tongue)))
        .collect();
    let faults: Vec<_> = bench
        .faults
        .iter()
        .map(|fault| {
            let place = place_of_fault(fault);
            let of = place.split('/').nth(1).and_then(section);
            let name = of.map_or("", |section| say(section.name, tongue));
            (place, format!("{name}: {}", fault.message))
        })
        .collect();
    let bar = bench.bar(desk).await?;
    let may = desk.may(Action::WriteSettings).await?;
    let done = desk.done().filter(|_| status == 200);
    let title = desk
        .tongue
        .say("Not published yet", "Non ancora pubblicato");
    desk.draw(status, title, Place::Settings, |shell| {
        settings::review(shell, &bar, done.as_deref(), &changes, &faults, may)
    })
    .await
}

/// `POST /desk/{site}/settings/publish`: what was seen, or nothing.
pub async fn publish(desk: &Desk<'_>, fields: &Fields) -> Outcome {
    // Whoever may not publish is not told that somebody was quicker.
    let action = Action::Publish;
    desk.ask(Call::May { action }).await?;
    let number = |name: &str| fields.text(name).parse::<i64>().unwrap_or(-1);
    let bench = Bench::open(desk).await?;
    let (version, revision) = (number("version"), number("revision"));
    let seen = version == bench.state.version && revision == bench.revision();
    let site = bench.site.as_ref().filter(|_| bench.faults.is_empty());
    let Some(site) = site.filter(|_| seen && !bench.is_behind()) else {
        // Somebody was quicker, or something is to be mended: the page says which.
        return draw_review(desk, &bench, 409).await;
    };
    let ask = Ask::Publish {
        id: desk.id.clone(),
        config: serde_json::to_string(site)?,
        version,
        revision,
        origin: desk.own.to_owned(),
    };
    let answer = desk.ask(Call::Setup(ask)).await?;
    published::forget(desk.id);
    match answer {
        Answer::Published { .. } => desk.go("settings?done=published"),
        _ => {
            let bench = Bench::open(desk).await?;
            draw_review(desk, &bench, 409).await
        }
    }
}

/// `POST /desk/{site}/settings/discard`.
pub async fn discard(desk: &Desk<'_>) -> Outcome {
    desk.ask(Call::Setup(Ask::Discard)).await?;
    desk.go("settings?done=discarded")
}

/// `POST /desk/{site}/settings/refresh`: the draft's changes onto what was published meanwhile.
pub async fn refresh(desk: &Desk<'_>) -> Outcome {
    let action = Action::WriteSettings;
    desk.ask(Call::May { action }).await?;
    let bench = Bench::open(desk).await?;
    if bench.is_behind() {
        let base = bench.state.base.as_deref().map(serde_json::from_str);
        let base: Option<Value> = base.transpose()?;
        // Where the beginning is forgotten, the draft stays as it is.
        let (merged, _) = match base {
            Some(base) => merge(&base, &bench.draft, &bench.published),
            None => (bench.draft.clone(), Vec::new()),
        };
        bench.keep(desk, &merged, Some(bench.state.version)).await?;
    }
    desk.go("settings/review?done=refreshed")
}

/// `GET /desk/{site}/settings/history`.
pub async fn history(desk: &Desk<'_>) -> Outcome {
    let bench = Bench::open(desk).await?;
    let Answer::Setup(setup::Answer::History(all)) = desk.ask(Call::Setup(Ask::History)).await?
    else {
        return super::super::unexpected();
    };
    let tongue = desk.tongue;
    let past = all.into_iter().map(|entry| {
        let when = moment(desk, &entry.at);
        let by = match entry.by.as_str() {
            "" | "Operator" => desk.tongue.say("the operator", "il gestore"),
            by => by,
        };
        let line = match (entry.way.as_str(), desk.tongue.say(false, true)) {
            ("file", false) => format!("{when}, by file, {by}"),
            ("file", true) => format!("{when}, con un file, {by}"),
            _ => format!("{when}, {by}"),
        };
        Past {
            n: entry.n,
            line,
            changes: entry
                .changes
                .iter()
                .map(|change| change.words(tongue))
                .collect(),
            is_now: entry.n == bench.state.version,
        }
    });
    let past: Vec<_> = past.collect();
    let bar = bench.bar(desk).await?;
    let may = desk.may(Action::WriteSettings).await?;
    let title = desk
        .tongue
        .say("What was published", "Che cosa è stato pubblicato");
    desk.draw(200, title, Place::Settings, |shell| {
        settings::history(shell, &bar, &past, may)
    })
    .await
}

/// `POST /desk/{site}/settings/restore`: what was published before becomes the draft.
pub async fn restore(desk: &Desk<'_>, fields: &Fields) -> Outcome {
    let n = fields.text("n").parse().unwrap_or(0);
    let answer = desk.ask(Call::Setup(Ask::Version { n })).await?;
    let Answer::Setup(setup::Answer::Version(config)) = answer else {
        return desk.lost();
    };
    let bench = Bench::open(desk).await?;
    let old: Value = serde_json::from_str(&config)?;
    if !bench.keep(desk, &old, Some(bench.state.version)).await? {
        return Err(Stop::Trouble("the draft is changed too often".into()));
    }
    desk.go("settings/review?done=restored")
}

/// `GET /desk/{site}/settings/file`: what is published, as the file an owner could have written.
pub async fn file(desk: &Desk<'_>) -> Outcome {
    let bench = Bench::open(desk).await?;
    let mut site = bench.published.clone();
    let mut head = String::new();
    if !desk.may(Action::ManageSecrets).await? {
        let hooks = site.get_mut("webhooks").and_then(Value::as_array_mut);
        for hook in hooks.into_iter().flatten().filter_map(Value::as_object_mut) {
            let hidden = ["secret", "previous_secret"].map(|name| hook.remove(name));
            if hidden.iter().any(Option::is_some) {
                head = "# Secrets are left out: an owner of the site gets them.\n".to_owned();
            }
        }
    }
    let text = format!("{head}{}", to_toml(&site));
    let name = format!("attachment; filename=\"{}.toml\"", desk.id);
    Ok(ResponseBuilder::new()
        .with_header("content-type", "application/toml; charset=utf-8")?
        .with_header("content-disposition", &name)?
        .with_header("cache-control", "private, no-store")?
        .with_header("x-content-type-options", "nosniff")?
        .fixed(text.into_bytes()))
}
