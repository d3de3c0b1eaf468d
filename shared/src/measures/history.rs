//! From a ticket's history to its facts, day by day. The definitions stand here, once, as they are
//! worked out; `docs/reports.md` says them to people.

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};
use serde_json::Value;

use super::{Day, Due, Fact, Marks, Name, Names, Resolution, Score, Spell, Time, fact::digest};
use crate::{
    event::{Event, Kind, Survey},
    hours::Hours,
    site::Site,
    sla::{Elapsed, Policy, Target},
    ticket::{Author, Origin, Status, Ticket},
};

/// Longest path of a page that is kept, in characters.
const MAX_PATH: usize = 120;

/// Everything of a ticket that measures look at.
#[derive(Clone, Debug)]
pub struct History<'a> {
    /// The ticket as it is now.
    pub ticket: &'a Ticket,
    /// When who wrote its public messages, oldest first; what nobody wrote is left out.
    pub said: Vec<(Author, Timestamp)>,
    /// What happened, oldest first; only changes of status and ratings are looked at.
    pub events: &'a [Event],
}

/// A status and since when it holds.
#[derive(Clone, Copy, Debug)]
struct Standing {
    since: Timestamp,
    status: Status,
    /// A customer opened it again.
    reopened: bool,
}

/// A ticket's facts by day, still open ones under [`Day::OPEN`]. None of suspected spam, and none
/// of a request that was merged into another: it was told twice, and counts there.
pub fn facts(
    history: &History<'_>,
    site: &Site,
    zone: &TimeZone,
    now: Timestamp,
    names: &mut Names,
) -> BTreeMap<Day, Fact> {
    let mut facts = Facts {
        zone,
        hours: &site.hours,
        ticket: digest(&history.ticket.id),
        marks: marks(history.ticket, names),
        came: 0,
        by_day: BTreeMap::new(),
    };
    let ticket = history.ticket;
    let counts = ticket.spam.is_empty() && ticket.merged_into.is_none();
    let (true, Ok(created)) = (counts, ticket.created_at.parse::<Timestamp>()) else {
        return facts.by_day;
    };
    let weekday = facts.day(created).date().weekday();
    facts.came = u8::try_from(weekday.to_monday_zero_offset()).unwrap_or(0);
    let standings = standings(history, created);
    let first_reply = history
        .said
        .iter()
        .find(|(by, at)| *by == Author::Agent && *at >= created)
        .map(|(_, at)| *at);

    facts.on(created).created = Some(first_reply.is_some());
    if let Some(at) = first_reply {
        facts.on(at).first_reply = Some(facts.time(created, at));
    }
    facts.waits(history);
    let rated = facts.rating(history, names);
    facts.resolutions(history, &standings, created, rated);
    facts.spells(&standings, created);
    let policy = ticket.sla.as_ref();
    if let Some(policy) = policy.and_then(|id| site.policy(id.as_str())) {
        let name = names.place(policy.id.as_str());
        facts.first_due(policy, name, created, first_reply, &standings, now);
        facts.resolution_due(policy, name, &standings, now);
    }
    facts.by_day
}

/// What a ticket is filtered by: as it is now.
fn marks(ticket: &Ticket, names: &mut Names) -> Marks {
    let mut of = |name: Option<&str>| names.place(name.unwrap_or_default());
    Marks {
        topic: of(ticket.topic.as_ref().map(|id| id.as_str())),
        team: of(ticket.team.as_ref().map(|id| id.as_str())),
        agent: of(ticket.owner.as_ref().map(|id| id.as_str())),
        channel: of(Some(&name_of(ticket.channel))),
        lang: of(Some(ticket.lang.as_str())),
        page: of(Some(&path(&ticket.page.url))),
    }
}

/// The name a way in has everywhere.
fn name_of(channel: Origin) -> String {
    match serde_json::to_value(channel) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

/// The path of an address, without what may be about a person; empty where it is none.
fn path(url: &str) -> String {
    let Some((_, rest)) = url.split_once("://") else {
        return String::new();
    };
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let path = rest.split_once('/').map_or("", |(_, path)| path);
    let path = path.trim_end_matches('/');
    "/".chars().chain(path.chars()).take(MAX_PATH).collect()
}

/// Where the ticket stood, from its creation on.
fn standings(history: &History<'_>, created: Timestamp) -> Vec<Standing> {
    let mut standings = vec![Standing {
        since: created,
        status: Status::New,
        reopened: false,
    }];
    let changes = history.events.iter();
    for event in changes.filter(|event| event.kind == Kind::TicketStatusChanged) {
        let read = |name: &str| -> Option<Status> {
            serde_json::from_value(event.data.get(name)?.clone()).ok()
        };
        let (Some(from), Some(status), Ok(since)) =
            (read("from"), read("to"), event.created_at.parse())
        else {
            continue;
        };
        let by = event.data.pointer("/by/kind").and_then(Value::as_str);
        let said = event.data.get("reopened").and_then(Value::as_bool);
        standings.push(Standing {
            since,
            status,
            reopened: from == Status::Resolved
                && !status.is_done()
                && (said == Some(true) || by == Some("customer")),
        });
    }
    standings
}

struct Facts<'a> {
    zone: &'a TimeZone,
    hours: &'a Hours,
    ticket: u64,
    marks: Marks,
    /// The weekday it came in on.
    came: u8,
    by_day: BTreeMap<Day, Fact>,
}

impl Facts<'_> {
    fn day(&self, at: Timestamp) -> Day {
        Day::at(at, self.zone)
    }

    fn of(&mut self, day: Day) -> &mut Fact {
        let (ticket, marks) = (self.ticket, self.marks);
        self.by_day
            .entry(day)
            .or_insert_with(|| Fact::new(ticket, marks))
    }

    fn on(&mut self, at: Timestamp) -> &mut Fact {
        let day = self.day(at);
        self.of(day)
    }

    fn time(&self, from: Timestamp, to: Timestamp) -> Time {
        Elapsed::between(self.hours, self.zone, from, to, &[]).into()
    }

    /// Each message of the customer waits until the next reply of a person.
    fn waits(&mut self, history: &History<'_>) {
        let mut waiting: Vec<Timestamp> = Vec::new();
        for (by, at) in &history.said {
            match by {
                Author::Customer => waiting.push(*at),
                Author::System => {}
                Author::Agent => {
                    for since in waiting.drain(..) {
                        let time = self.time(since, *at);
                        let waits = &mut self.on(*at).waits;
                        waits.count = waits.count.saturating_add(1);
                        waits.business = waits.business.saturating_add(time.business.into());
                        waits.calendar = waits.calendar.saturating_add(time.calendar.into());
                    }
                }
            }
        }
    }

    /// The customer's rating, on the day it was given, as it was left. Whether there is one on how
    /// the request was handled.
    fn rating(&mut self, history: &History<'_>, names: &mut Names) -> bool {
        let mut first: Option<(Timestamp, &str)> = None;
        let mut rated = false;
        let told = history.events.iter();
        for event in told.filter(|event| event.kind == Kind::SurveySubmitted) {
            let text = |name: &str| event.data.get(name).and_then(Value::as_str);
            let survey = text("survey").and_then(Survey::parse);
            let score = event.data.get("score").and_then(Value::as_u64);
            let score = score.and_then(|score| u8::try_from(score).ok());
            let (Some(survey), Some(score), Ok(at)) = (survey, score, event.created_at.parse())
            else {
                continue;
            };
            let id = text("rating_id").unwrap_or(&event.id);
            // A request is rated once; what follows under the same name changes it.
            let (at, known) = *first.get_or_insert((at, id));
            if known != id {
                continue;
            }
            let question = names.place(text("question").unwrap_or_default());
            rated = survey == Survey::Csat && question == 0;
            self.on(at).score = Some(Score {
                survey,
                question,
                score,
            });
        }
        rated
    }

    /// Each day on which it was set to resolved, by the last time that day.
    fn resolutions(
        &mut self,
        history: &History<'_>,
        standings: &[Standing],
        created: Timestamp,
        rated: bool,
    ) {
        let mut days: Vec<(Day, Resolution)> = Vec::new();
        let mut last: Option<Day> = None;
        let mut reopened = None;
        for standing in standings {
            if standing.reopened {
                reopened = last.or(reopened);
                if let Some((_, resolution)) = days.last_mut() {
                    resolution.reopened = reopened;
                }
            }
            if standing.status != Status::Resolved {
                continue;
            }
            let (at, day) = (standing.since, self.day(standing.since));
            last = Some(day);
            let count = |counts: fn(Author) -> bool| {
                let said = history.said.iter();
                let count = said.filter(|(by, said)| *said <= at && counts(*by)).count();
                u32::try_from(count).unwrap_or(u32::MAX)
            };
            let resolution = Resolution {
                time: self.time(created, at),
                again: None,
                replies: count(|by| by == Author::Agent),
                messages: count(|by| by != Author::System),
                reopened,
                rated,
            };
            match days.last_mut() {
                Some((same, known)) if *same == day => *known = resolution,
                Some((_, before)) => {
                    before.again = Some(day);
                    days.push((day, resolution));
                }
                None => days.push((day, resolution)),
            }
        }
        for (day, resolution) in days {
            self.of(day).resolution = Some(resolution);
        }
    }

    /// Ends of days on which it was neither resolved nor closed.
    fn spells(&mut self, standings: &[Standing], created: Timestamp) {
        let created = self.day(created);
        let mut since: Option<Day> = None;
        for standing in standings {
            let day = self.day(standing.since);
            match (since, standing.status.is_done()) {
                (None, false) => since = Some(day),
                (Some(from), true) => {
                    since = None;
                    if from < day {
                        self.of(day).spell = Some(Spell { from, created });
                    }
                }
                _ => {}
            }
        }
        if let Some(from) = since {
            self.of(Day::OPEN).spell = Some(Spell { from, created });
        }
    }

    fn due(&mut self, at: Timestamp, policy: Name, target: Target, met: bool) {
        let due = Due {
            policy,
            target,
            met,
            came: self.came,
        };
        let [first, second] = &mut self.on(at).due;
        *match target {
            Target::Resolution => second,
            _ => first,
        } = Some(due);
    }

    /// A first response counts as due when it was given in time, or when its time ran out on a
    /// request that was still open.
    fn first_due(
        &mut self,
        policy: &Policy,
        name: Name,
        created: Timestamp,
        first_reply: Option<Timestamp>,
        standings: &[Standing],
        now: Timestamp,
    ) {
        let target = Target::FirstResponse;
        let Some(goal) = policy.goal(target) else {
            return;
        };
        let ends = policy
            .clock
            .after(self.hours, self.zone, created, goal.duration());
        let Some(ends) = ends else { return };
        match first_reply {
            Some(at) if at <= ends => self.due(at, name, target, true),
            _ => {
                let mut before = standings.iter().filter(|standing| standing.since <= ends);
                let done = before.next_back().is_some_and(|last| last.status.is_done());
                if ends <= now && !done {
                    self.due(ends, name, target, false);
                }
            }
        }
    }

    /// A resolution counts as due when the request was set to resolved in time and stayed so, or
    /// when its time ran out. Its clock runs while the team has to act.
    fn resolution_due(
        &mut self,
        policy: &Policy,
        name: Name,
        standings: &[Standing],
        now: Timestamp,
    ) {
        let target = Target::Resolution;
        let Some(goal) = policy.goal(target) else {
            return;
        };
        let (hours, zone) = (self.hours, self.zone);
        let mut left = goal.duration();
        let mut resolved: Option<Timestamp> = None;
        let mut standings = standings.iter().peekable();
        while let Some(standing) = standings.next() {
            let from = standing.since;
            match standing.status {
                Status::New | Status::Open => {
                    let ends = policy.clock.after(hours, zone, from, left);
                    let stopped = standings.peek().map(|next| next.since);
                    // Stopped at the very moment it is in time.
                    let late = |ends: &Timestamp| match stopped {
                        Some(stopped) => *ends < stopped,
                        None => *ends <= now,
                    };
                    if let Some(ends) = ends.filter(late) {
                        return self.due(ends, name, target, false);
                    }
                    if let Some(stopped) = stopped {
                        let passed = policy.clock.between(hours, zone, from, stopped);
                        left = left.saturating_sub(passed);
                    }
                }
                _ => {}
            }
            match standing.status {
                Status::Resolved => resolved = Some(from),
                Status::Closed => {}
                _ => resolved = None,
            }
        }
        if let Some(at) = resolved {
            self.due(at, name, target, true);
        }
    }
}
