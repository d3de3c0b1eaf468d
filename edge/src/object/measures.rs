//! Measures: tickets are counted into the rollups of their days a little after something happened
//! to them, never while somebody waits; reports are read from the rollups.

use std::{collections::BTreeMap, rc::Rc};

use shared::{
    lang::Lang,
    measures::{
        Changes, Day, Dimension, Filter, History, Names, Period, Report, Rollup, Tally, digest,
        facts,
    },
};
use worker::Result;

use super::{Loaded, Site};
use crate::{
    chance,
    protocol::{
        Answer,
        reports::{Ask, Faqs, Measured, Span, Told},
    },
    store::Store,
};

/// Tickets counted in one go: some milliseconds.
const AT_ONCE: u32 = 100;
/// The same while requests keep coming in.
const AT_ONCE_BUSY: u32 = 30;
/// Tickets counted before a report is told.
pub(super) const BEFORE_REPORT: u32 = 100;
/// How long after counting tickets are counted again, in milliseconds.
const EVERY_MS: i64 = 3_000;
/// With more requests than so many in that time, counting does not hurry.
const BUSY: usize = 30;
/// Reports that are remembered, and for how long at most, in milliseconds: what is about no request
/// is counted without a word to them.
const REMEMBERED: usize = 16;
const REMEMBERED_MS: i64 = 30_000;
/// Searches told without an answer.
const MOST_MISSED: usize = 50;

/// What a report is about.
#[derive(Clone, PartialEq, Eq)]
struct Wanted {
    period: Period,
    filter: Filter,
    by: Option<Dimension>,
}

/// A report that was told, for whoever asks the same before anything in it changed.
pub(super) struct Remembered {
    wanted: Wanted,
    at_ms: i64,
    report: Report,
}

impl Site {
    /// When tickets are to be counted, milliseconds since 1970; none where all are.
    pub(super) fn next_count(&self, store: &Store) -> Result<Option<i64>> {
        Ok(match store.has_uncounted()? {
            true => Some(self.counted_ms.get().saturating_add(EVERY_MS)),
            false => None,
        })
    }

    /// Counts some of the tickets that wait for it, if it is time. Whether to go on at once.
    pub(super) fn count_some(&self, store: &Store, loaded: &Rc<Loaded>) -> Result<bool> {
        let now_ms = chance::now().as_millisecond();
        let since_ms = now_ms.saturating_sub(EVERY_MS);
        if self.counted_ms.get() > since_ms {
            return Ok(false);
        }
        // Where requests keep coming in, the rest waits for its turn.
        let busy = store.submissions_since(since_ms)? > BUSY;
        let full = self.count(store, loaded, if busy { AT_ONCE_BUSY } else { AT_ONCE })?;
        if full && !busy {
            return Ok(true);
        }
        self.counted_ms.set(now_ms);
        Ok(false)
    }

    /// Answers what is asked about measures.
    pub(super) fn reports(&self, store: &Store, loaded: &Rc<Loaded>, ask: Ask) -> Result<Answer> {
        let now_ms = chance::now().as_millisecond();
        // Customers come before reports.
        if store.submissions_since(now_ms.saturating_sub(EVERY_MS))? <= BUSY {
            self.count(store, loaded, BEFORE_REPORT)?;
        }
        let today = Day::at(chance::now(), &loaded.site.zone());
        let told = match ask {
            Ask::Report { span, filter, by } => {
                let wanted = halves(period(span, today), &filter, by);
                let reports = self.remembered(store, loaded, &wanted, now_ms)?;
                let measured = measured_of(store, reports, today)?;
                Told::Report(Box::new(measured))
            }
            Ask::Week => return self.preview_week(store, loaded),
            Ask::Faqs { span } => {
                let period = period(span, today);
                Told::Faqs(Box::new(self.faqs(store, loaded, period)?))
            }
        };
        Ok(Answer::Reports(told))
    }

    /// These reports: what is remembered of them, the rest read in one go.
    fn remembered(
        &self,
        store: &Store,
        loaded: &Loaded,
        wanted: &[Wanted],
        now_ms: i64,
    ) -> Result<Vec<Report>> {
        let mut told = self.told.borrow_mut();
        told.retain(|told| now_ms.saturating_sub(told.at_ms) < REMEMBERED_MS);
        let missing: Vec<Wanted> = wanted
            .iter()
            .filter(|wanted| !told.iter().any(|told| told.wanted == **wanted))
            .cloned()
            .collect();
        let read = reports(store, loaded, &missing)?;
        told.extend(
            missing
                .into_iter()
                .zip(read)
                .map(|(wanted, report)| Remembered {
                    wanted,
                    at_ms: now_ms,
                    report,
                }),
        );
        let known = |wanted: &Wanted| told.iter().find(|told| told.wanted == *wanted);
        let reports = wanted.iter().filter_map(known);
        let reports = reports.map(|told| told.report.clone()).collect();
        let over = told.len().saturating_sub(REMEMBERED);
        told.drain(..over);
        Ok(reports)
    }

    /// Counts so many of the tickets that wait for it; whether there may be more. Reports of days
    /// before all that changed stand as they were told.
    pub(super) fn count(&self, store: &Store, loaded: &Loaded, limit: u32) -> Result<bool> {
        let counted = count(store, loaded, limit)?;
        if let Some(first) = counted.first {
            let stands = |told: &Remembered| told.wanted.period.to < first;
            self.told.borrow_mut().retain(stands);
        }
        Ok(counted.more)
    }

    fn faqs(&self, store: &Store, loaded: &Rc<Loaded>, period: Period) -> Result<Faqs> {
        let site = &loaded.site;
        let deflected =
            |period| -> Result<_> { Ok(store.about_nobody(period, site)?.help.deflected()) };
        let mut missed = Vec::new();
        for lang in site.languages.iter().map(Lang::as_str) {
            let asked = store.missed(lang)?.into_iter();
            missed.extend(asked.map(|asked| (lang.to_owned(), asked.question, asked.times)));
        }
        missed.sort_by_key(|(_, _, times)| std::cmp::Reverse(*times));
        missed.truncate(MOST_MISSED);
        let advice = match self.suggestions_to_owner(store, loaded)? {
            Answer::Suggestions(advice) => advice,
            _ => Vec::new(),
        };
        let read = store.readings(period)?;
        Ok(Faqs {
            from: period.from,
            to: period.to,
            deflected: [deflected(period)?, deflected(period.before())?],
            read: read
                .iter()
                .map(|read| (read.faq.clone(), read.counts()))
                .collect(),
            missed,
            advice,
        })
    }
}

/// The days of a span. Nothing is known of days to come.
pub(super) fn period(span: Span, today: Day) -> Period {
    match span {
        Span::LastWeek => {
            let weekday = today.date().weekday().to_monday_zero_offset();
            let sunday = today.plus(i32::from(weekday).saturating_neg().saturating_sub(1));
            Period::last(7, sunday)
        }
        Span::Last(days) => Period::last(days.clamp(1, Period::MAX_DAYS), today),
        Span::Between(a, b) => Period::new(a.min(today), b.min(today)),
    }
}

/// A period, and as many days before it.
fn halves(period: Period, filter: &Filter, by: Option<Dimension>) -> [Wanted; 2] {
    [(period, by), (period.before(), None)].map(|(period, by)| Wanted {
        period,
        filter: filter.clone(),
        by,
    })
}

/// Every measure of a period and of the one before it.
pub(super) fn measured(
    store: &Store,
    loaded: &Loaded,
    period: Period,
    today: Day,
    filter: &Filter,
    by: Option<Dimension>,
) -> Result<Measured> {
    let reports = reports(store, loaded, &halves(period, filter, by))?;
    measured_of(store, reports, today)
}

fn measured_of(store: &Store, reports: Vec<Report>, today: Day) -> Result<Measured> {
    let Ok([now, mut before]) = <[Report; 2]>::try_from(reports) else {
        return Err(worker::Error::RustError("a report was not read".into()));
    };
    // Nobody reads its days.
    before.days.clear();
    before
        .backlog
        .each
        .drain(..before.backlog.each.len().saturating_sub(1));
    Ok(Measured {
        now,
        before,
        today,
        first: store.first_day()?,
        uncounted: store.count_uncounted()?,
    })
}

/// These reports, which are filtered alike, read in one go.
fn reports(store: &Store, loaded: &Loaded, wanted: &[Wanted]) -> Result<Vec<Report>> {
    let Some(first) = wanted.iter().map(|wanted| wanted.period.from).min() else {
        return Ok(Vec::new());
    };
    let tally = |wanted: &Wanted| Tally::new(wanted.period, wanted.filter.clone(), wanted.by);
    let mut tallies: Vec<Tally> = wanted.iter().map(tally).collect();
    let mut readable = true;
    store.each_rollup(first, |day, bytes| {
        readable &= Tally::take_all(&mut tallies, day, bytes);
    })?;
    if !readable {
        // Kept by an older version: all is counted anew.
        store.uncount_all()?;
    }
    let whole = |(tally, wanted): (Tally, &Wanted)| -> Result<Report> {
        let mut report = tally.report();
        // What is about no request cannot be told apart.
        if wanted.filter.is_empty() {
            report.add(store.about_nobody(wanted.period, &loaded.site)?);
        }
        Ok(report)
    };
    tallies.into_iter().zip(wanted).map(whole).collect()
}

/// What came of counting.
struct Counted {
    /// Whether there may be more to count.
    more: bool,
    /// The first day in which anything changed.
    first: Option<Day>,
}

/// Counts so many of the tickets that wait for it.
fn count(store: &Store, loaded: &Loaded, limit: u32) -> Result<Counted> {
    let waiting = store.uncounted(limit)?;
    let (site, zone, now) = (&loaded.site, loaded.site.zone(), chance::now());
    let mut names = Names::default();
    let mut changes: BTreeMap<Day, Changes> = BTreeMap::new();
    for id in &waiting {
        let digest = digest(id);
        for day in store.days_of(id)? {
            changes.entry(day).or_default().tickets.insert(digest);
        }
        let mut days = Vec::new();
        if let Some(ticket) = store.ticket(id)? {
            let history = History {
                ticket: &ticket,
                said: store.said(id)?,
                events: &store.turns_of(id)?,
            };
            for (day, fact) in facts(&history, site, &zone, now, &mut names) {
                changes.entry(day).or_default().facts.push(fact);
                days.push(day);
            }
        }
        store.count_in(id, &days)?;
    }
    for (day, changes) in &changes {
        let Some(mut rollup) = Rollup::from_bytes(&store.rollup(*day)?) else {
            // Kept by an older version: all is counted anew.
            store.uncount_all()?;
            return Ok(Counted {
                more: true,
                first: Some(Day(i32::MIN)),
            });
        };
        rollup.change(changes, &names);
        store.keep_rollup(*day, &rollup.to_bytes())?;
    }
    Ok(Counted {
        more: u32::try_from(waiting.len()).is_ok_and(|len| len == limit),
        first: changes.keys().next().copied(),
    })
}
