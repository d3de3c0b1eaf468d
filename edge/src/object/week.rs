//! The weekly mail: on Monday at eight, where the site is, owners and leads read how last week went.

use std::{collections::BTreeMap, rc::Rc};

use jiff::Timestamp;
use serde_json::{Value, json};
use shared::{
    access::Role,
    address::EmailAddress,
    event::{Event, Kind, Occurrence},
    job::MailKind,
    mail::{self, Matter},
    measures::{Day, Dimension, Filter, next_monday, words},
    ticket::rfc3339,
    tongue::Tongue,
};
use worker::Result;

use super::{
    Loaded, Site,
    measures::{BEFORE_REPORT, measured, period},
};
use crate::{
    chance,
    protocol::{
        Answer,
        reports::{Span, Told},
    },
    store::Store,
};

/// The timer's name among those of no ticket.
pub(super) const WEEKLY: &str = "weekly";
/// When it rings, on Mondays.
const HOUR: i8 = 8;
/// How long until it rings again where not all is counted, in milliseconds.
const SOON_MS: i64 = 1_000;

impl Site {
    /// Makes sure the weekly mail is to come.
    pub(super) fn expect_week(&self, store: &Store, loaded: &Loaded) -> Result<()> {
        if !self.week_set.replace(true) && !store.has_timer("", WEEKLY)? {
            set(store, loaded, chance::now())?;
        }
        Ok(())
    }

    /// The week is over: the mail is owed, and the next one expected. What is not counted yet would
    /// be missing in it, so that is counted first.
    pub(super) fn end_week(&self, store: &Store, loaded: &Rc<Loaded>) -> Result<()> {
        let now = chance::now();
        let soon = now.as_millisecond().saturating_add(SOON_MS);
        let soon = [(WEEKLY.to_owned(), soon, "{}".to_owned())];
        self.count(store, loaded, BEFORE_REPORT)?;
        if store.has_uncounted()? {
            return store.set_timers("", &soon);
        }
        let week = said(store, loaded, now)?;
        // What an older version kept is found out as it is read, and counted anew.
        if store.has_uncounted()? {
            return store.set_timers("", &soon);
        }
        set(store, loaded, now)?;
        let readers: Vec<EmailAddress> = loaded
            .site
            .agents
            .iter()
            .filter(|agent| agent.role >= Role::Lead)
            .map(|agent| agent.email.clone())
            .collect();
        // A week without anything is no news.
        if readers.is_empty() || week.is_silent {
            return Ok(());
        }
        let happened = Occurrence::new(
            &loaded.site,
            Kind::WeekReported,
            &week.data,
            Some(MailKind::Weekly),
            &readers,
            now,
            chance::long_number()?,
        );
        store.write_occurrence(&happened, None, now.as_millisecond())
    }

    /// The mail as it would be now.
    pub(super) fn preview_week(&self, store: &Store, loaded: &Loaded) -> Result<Answer> {
        let now = chance::now();
        let week = said(store, loaded, now)?;
        let kind = Kind::WeekReported;
        let event = Event::new(String::new(), kind, None, &week.data, &rfc3339(now), false);
        let read = mail::read(
            MailKind::Weekly,
            Matter {
                site_id: &loaded.id,
                site: &loaded.site,
                key: &loaded.key,
                ticket: None,
                message: None,
                event: &event,
                earlier: &[],
                own: &loaded.origin,
                suggestions: &[],
                files: &[],
                to: &loaded.site.mail.from.address,
                delivery_id: "",
                now,
            },
        );
        let (subject, text) = read.unwrap_or_default();
        Ok(Answer::Reports(Told::Week { subject, text }))
    }
}

/// The next mail is expected on Monday at eight.
fn set(store: &Store, loaded: &Loaded, now: Timestamp) -> Result<()> {
    let timers: Vec<_> = next_monday(now, &loaded.site.zone(), HOUR)
        .map(|at| (WEEKLY.to_owned(), at.as_millisecond(), "{}".to_owned()))
        .into_iter()
        .collect();
    store.set_timers("", &timers)
}

/// What the mail about last week says.
struct Week {
    data: Value,
    /// Nothing happened at all.
    is_silent: bool,
}

/// What the mail about last week says as it is counted now.
fn said(store: &Store, loaded: &Loaded, now: Timestamp) -> Result<Week> {
    let site = &loaded.site;
    let tongue = Tongue::of(site.default_lang());
    let today = Day::at(now, &site.zone());
    let week = period(Span::LastWeek, today);
    let by = Some(Dimension::Topic);
    let measured = measured(store, loaded, week, today, &Filter::default(), by)?;
    let names: BTreeMap<String, String> = match site.default_lang() {
        None => BTreeMap::new(),
        Some(lang) => site
            .topics
            .iter()
            .map(|topic| {
                let label = topic.label.text(lang, &site.languages);
                (topic.id.to_string(), label.to_owned())
            })
            .collect(),
    };
    let (now, before) = (&measured.now, &measured.before);
    let mut missed = Vec::new();
    for lang in &site.languages {
        missed.extend(store.missed(lang.as_str())?);
    }
    let most = missed.into_iter().max_by_key(|asked| asked.times);
    let wanted = most.map_or(String::new(), |asked| {
        tongue.say(
            format!(
                "Most searched in vain: “{}”, {} times.",
                asked.question, asked.times
            ),
            format!(
                "La ricerca più fatta invano: «{}», {} volte.",
                asked.question, asked.times
            ),
        )
    });
    let data = json!({
        "period": words::days(tongue, week),
        "headline": words::headline(now, tongue, &names).trim_end_matches('.'),
        "figures": words::figures(tongue, now, before),
        "wanted": wanted,
    });
    let is_silent =
        now.received == 0 && now.waiting() == 0 && now.first_response.business.count == 0;
    Ok(Week { data, is_silent })
}
