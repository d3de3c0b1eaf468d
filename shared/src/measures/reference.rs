//! The measures once more: slowly, straight from their definitions and the whole histories. What
//! the rollups say must be this.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::{
    AGES, Backlog, Count, DayOf, Dimension, Filter, Help, Means, Period, Promised, Rated, Report,
    Row, Share, Spread, Times,
    period::Day,
    world::{Story, World},
};
use crate::{
    event::{Kind, Survey},
    sla::{Clock, Target},
    ticket::{Author, Status, Visibility},
};

fn when(text: &str) -> Timestamp {
    text.parse().unwrap()
}

struct Ticket<'a> {
    story: &'a Story,
    world: &'a World,
}

impl Ticket<'_> {
    fn created(&self) -> Timestamp {
        when(&self.story.ticket.created_at)
    }

    fn day(&self, at: Timestamp) -> Day {
        Day::of(at.to_zoned(self.world.zone.clone()).date())
    }

    fn public(&self) -> impl Iterator<Item = (Author, Timestamp)> {
        let all = self.story.messages.iter();
        all.filter(|m| m.visibility == Visibility::Public && m.author != Author::System)
            .map(|m| (m.author, when(&m.created_at)))
    }

    fn human_replies(&self) -> Vec<Timestamp> {
        self.public()
            .filter(|(by, _)| *by == Author::Agent)
            .map(|(_, at)| at)
            .collect()
    }

    fn first_reply(&self) -> Option<Timestamp> {
        let created = self.created();
        self.human_replies().into_iter().find(|at| *at >= created)
    }

    /// Moment, from, to and whether a customer did it.
    fn changes(&self) -> Vec<(Timestamp, Status, Status, bool)> {
        let all = self.story.events.iter();
        all.filter(|event| event.kind == Kind::TicketStatusChanged)
            .map(|event| {
                let status = |name: &str| serde_json::from_value(event.data[name].clone()).unwrap();
                let by = event.data["by"]["kind"] == "customer";
                let reopened = event.data["reopened"] == true;
                (
                    when(&event.created_at),
                    status("from"),
                    status("to"),
                    by || reopened,
                )
            })
            .collect()
    }

    fn status_at(&self, at: Timestamp) -> Option<Status> {
        let changes = self.changes();
        let last = changes.iter().rfind(|(when, ..)| *when <= at);
        (self.created() <= at).then(|| last.map_or(Status::New, |(_, _, to, _)| *to))
    }

    fn between(&self, clock: Clock, a: Timestamp, b: Timestamp) -> SignedDuration {
        clock.between(&self.world.site.hours, &self.world.zone, a, b)
    }

    fn seconds(&self, clock: Clock, a: Timestamp, b: Timestamp) -> u32 {
        self.between(clock, a, b).as_secs() as u32
    }

    /// Every time it was set to resolved, and whether a customer opened it again after it.
    fn resolutions(&self) -> Vec<(Timestamp, bool)> {
        let changes = self.changes();
        let resolved = changes
            .iter()
            .enumerate()
            .filter(|(_, c)| c.2 == Status::Resolved);
        resolved
            .map(|(place, (at, ..))| {
                let next = changes.get(place + 1);
                let again = next.is_some_and(|(_, _, to, customer)| !to.is_done() && *customer);
                (*at, again)
            })
            .collect()
    }

    fn resolved_in(&self, period: Period) -> Option<Timestamp> {
        let all = self.resolutions().into_iter();
        all.map(|(at, _)| at).rfind(|at| period.has(self.day(*at)))
    }

    fn reopened_in(&self, period: Period) -> bool {
        let mut all = self.resolutions().into_iter();
        all.any(|(at, again)| again && period.has(self.day(at)))
    }

    fn rating(&self) -> Option<(Timestamp, u8)> {
        let all: Vec<_> = self
            .story
            .events
            .iter()
            .filter(|event| event.kind == Kind::SurveySubmitted)
            .collect();
        let at = when(&all.first()?.created_at);
        Some((at, all.last()?.data["score"].as_u64().unwrap() as u8))
    }

    /// The first millisecond at which something that never falls is reached, if by now.
    fn first(&self, reached: impl Fn(Timestamp) -> bool) -> Option<Timestamp> {
        let (mut low, mut high) = (
            self.created().as_millisecond(),
            self.world.now.as_millisecond(),
        );
        let moment = |ms| Timestamp::from_millisecond(ms).unwrap();
        if !reached(moment(high)) {
            return None;
        }
        while low < high {
            let middle = low + (high - low) / 2;
            match reached(moment(middle)) {
                true => high = middle,
                false => low = middle + 1,
            }
        }
        Some(moment(high))
    }

    /// What came due, when, and whether it was kept.
    fn due(&self) -> Vec<(String, Target, Timestamp, bool)> {
        let mut due = Vec::new();
        let ticket = &self.story.ticket;
        let Some(policy) = ticket
            .sla
            .as_ref()
            .and_then(|id| self.world.site.policy(id.as_str()))
        else {
            return due;
        };
        let name = policy.id.to_string();
        let (created, clock, now) = (self.created(), policy.clock, self.world.now);
        if let Some(goal) = policy.first_response {
            let over = |t| self.between(clock, created, t) >= goal.duration();
            let ends = self.first(over);
            let reply = self.first_reply();
            // A site that never opens promises nothing.
            let promised = clock
                .after(
                    &self.world.site.hours,
                    &self.world.zone,
                    created,
                    goal.duration(),
                )
                .is_some();
            match reply {
                Some(at) if promised && ends.is_none_or(|ends| at <= ends) => {
                    due.push((name.clone(), Target::FirstResponse, at, true));
                }
                _ => {
                    if let Some(ends) = ends
                        && self.status_at(ends).is_some_and(|status| !status.is_done())
                    {
                        due.push((name.clone(), Target::FirstResponse, ends, false));
                    }
                }
            }
        }
        if let Some(goal) = policy.resolution {
            let mut edges: Vec<Timestamp> = vec![created];
            edges.extend(self.changes().into_iter().map(|(at, ..)| at));
            let runs = |t| matches!(self.status_at(t), Some(Status::New | Status::Open));
            let elapsed = |t: Timestamp| {
                let mut sum = SignedDuration::ZERO;
                for (place, edge) in edges.iter().enumerate() {
                    let end = edges.get(place + 1).copied().unwrap_or(now).min(t);
                    if *edge < end && runs(*edge) {
                        sum += self.between(clock, *edge, end);
                    }
                }
                sum
            };
            let used_up = self.first(|t| elapsed(t) >= goal.duration());
            // Late at the first moment from then on at which the team still has to act.
            let late = used_up.and_then(|used_up| match runs(used_up) {
                true => Some(used_up),
                false => edges
                    .iter()
                    .copied()
                    .find(|edge| *edge > used_up && runs(*edge)),
            });
            let changes = self.changes();
            let over = changes.iter().rposition(|(_, _, to, _)| !to.is_done());
            let since = over.map_or(0, |place| place + 1);
            let last = changes[since..]
                .iter()
                .rfind(|(_, _, to, _)| *to == Status::Resolved);
            match (late, last) {
                (Some(at), _) => due.push((name, Target::Resolution, at, false)),
                (None, Some((at, ..))) => due.push((name, Target::Resolution, *at, true)),
                (None, None) => {}
            }
        }
        due
    }

    fn mark(&self, dimension: Dimension) -> String {
        let ticket = &self.story.ticket;
        let text = |slug: &Option<crate::id::Slug>| slug.as_ref().map(|s| s.to_string());
        let url = ticket.page.url.strip_prefix("https://bottega.example");
        match dimension {
            Dimension::Topic => text(&ticket.topic).unwrap_or_default(),
            Dimension::Team => text(&ticket.team).unwrap_or_default(),
            Dimension::Agent => text(&ticket.owner).unwrap_or_default(),
            Dimension::Channel => serde_json::to_value(ticket.channel)
                .unwrap()
                .as_str()
                .unwrap()
                .to_owned(),
            Dimension::Lang => ticket.lang.as_str().to_owned(),
            Dimension::Page => url.map_or(String::new(), |rest| {
                let path = rest.split('?').next().unwrap();
                if path.is_empty() {
                    "/".to_owned()
                } else {
                    path.to_owned()
                }
            }),
        }
    }
}

fn share(of: usize, among: usize) -> Share {
    Share {
        of: of as u32,
        among: among as u32,
    }
}

fn spread(mut seconds: Vec<u32>) -> Spread {
    seconds.sort_unstable();
    let count = seconds.len();
    if count == 0 {
        return Spread::default();
    }
    let middle = match count % 2 {
        1 => u64::from(seconds[count / 2]),
        _ => (u64::from(seconds[count / 2 - 1]) + u64::from(seconds[count / 2])) / 2,
    };
    let p90 = seconds.iter().find(|candidate| {
        let within = seconds.iter().filter(|s| s <= candidate).count();
        within * 10 >= count * 9
    });
    let sum: u64 = seconds.iter().map(|s| u64::from(*s)).sum();
    Spread {
        count: count as u32,
        median: middle as u32,
        mean: (sum / count as u64) as u32,
        p90: *p90.unwrap(),
    }
}

fn counts(names: impl Iterator<Item = String>) -> Vec<Count> {
    let mut counts: Vec<Count> = vec![];
    for name in names {
        match counts.iter_mut().find(|count| count.name == name) {
            Some(count) => count.count += 1,
            None => counts.push(Count { name, count: 1 }),
        }
    }
    counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.name.cmp(&b.name)));
    counts
}

/// The end of a day, or now.
fn end_of(day: Day, zone: &TimeZone, now: Timestamp) -> Timestamp {
    let tomorrow = day.plus(1).date().to_zoned(zone.clone()).unwrap();
    tomorrow.timestamp().min(now)
}

pub fn report(world: &World, period: Period, filter: &Filter, by: Dimension) -> Report {
    let all: Vec<Ticket<'_>> = world
        .stories
        .iter()
        .map(|story| Ticket { story, world })
        .filter(|t| t.story.ticket.spam.is_empty() && t.story.ticket.merged_into.is_none())
        .filter(|t| {
            let has = |(dimension, name): &(Dimension, String)| {
                let wanted = if name == Filter::NONE { "" } else { name };
                t.mark(*dimension) == wanted
            };
            filter.0.iter().all(has)
        })
        .collect();
    let of = |tickets: &[&Ticket<'_>], period: Period| measures(world, tickets, period);
    let refs: Vec<&Ticket<'_>> = all.iter().collect();
    let mut whole = of(&refs, period);
    whole.days = period
        .each()
        .map(|day| {
            let one = of(&refs, Period::new(day, day));
            let last = refs
                .iter()
                .filter_map(|t| t.resolved_in(period).map(|at| t.day(at)));
            DayOf {
                received: one.received,
                resolved: last.filter(|at| *at == day).count() as u32,
                first_response: one.first_response.business,
                first_met: one.met(Target::FirstResponse),
                met: one.kept(),
            }
        })
        .collect();
    let mut names: Vec<String> = all.iter().map(|t| t.mark(by)).collect();
    names.sort();
    names.dedup();
    for name in names {
        let some: Vec<&Ticket<'_>> = all.iter().filter(|t| t.mark(by) == name).collect();
        let one = of(&some, period);
        let row = Row {
            name,
            received: one.received,
            first_response: one.first_response.business,
            resolution: one.resolution.business,
            met: one.kept(),
            satisfied: one.satisfied(),
            reopened: one.reopened,
        };
        if !row.is_empty() {
            whole.rows.push(row);
        }
    }
    whole
        .rows
        .sort_by_key(|row| std::cmp::Reverse(row.received));
    whole
}

fn measures(world: &World, all: &[&Ticket<'_>], period: Period) -> Report {
    let within = |t: &Ticket<'_>, at: Timestamp| period.has(t.day(at));
    let created: Vec<_> = all.iter().filter(|t| within(t, t.created())).collect();
    let times = |pairs: &[(&Ticket<'_>, Timestamp, Timestamp)]| {
        let on = |clock| {
            spread(
                pairs
                    .iter()
                    .map(|(t, a, b)| t.seconds(clock, *a, *b))
                    .collect(),
            )
        };
        Times {
            business: on(Clock::Business),
            calendar: on(Clock::Calendar),
        }
    };
    let first: Vec<_> = all
        .iter()
        .filter_map(|t| Some((*t, t.created(), t.first_reply()?)))
        .filter(|(t, _, at)| within(t, *at))
        .collect();
    let mut waits: Vec<(&Ticket<'_>, Timestamp, Timestamp)> = vec![];
    for t in all {
        let said: Vec<_> = t.public().collect();
        for (place, (by, at)) in said.iter().enumerate() {
            let reply = said[place..].iter().find(|(by, _)| *by == Author::Agent);
            if let (Author::Customer, Some((_, reply))) = (by, reply)
                && within(t, *reply)
            {
                waits.push((*t, *at, *reply));
            }
        }
    }
    let mean = |clock| {
        let sum: u64 = waits
            .iter()
            .map(|(t, a, b)| u64::from(t.seconds(clock, *a, *b)))
            .sum();
        (sum / waits.len().max(1) as u64) as u32
    };
    let resolved: Vec<_> = all
        .iter()
        .filter_map(|t| Some((*t, t.created(), t.resolved_in(period)?)))
        .collect();
    let messages = resolved
        .iter()
        .map(|(t, _, at)| t.public().filter(|(_, m)| m <= at).count());
    let one_touch = resolved.iter().filter(|(t, _, at)| {
        t.human_replies()
            .iter()
            .filter(|reply| *reply <= at)
            .count()
            == 1
    });
    let mut promised: Vec<Promised> = vec![];
    for t in all {
        for (policy, target, at, kept) in t.due() {
            if !within(t, at) {
                continue;
            }
            let same = |row: &&mut Promised| row.policy == policy && row.target == target;
            let row = match promised.iter_mut().find(same) {
                Some(row) => row,
                None => {
                    promised.push(Promised {
                        policy,
                        target,
                        met: Share::default(),
                    });
                    promised.last_mut().unwrap()
                }
            };
            row.met.of += u32::from(kept);
            row.met.among += 1;
        }
    }
    let mut weekdays = [Share::default(); 7];
    for t in all {
        let came = t.created().to_zoned(world.zone.clone()).weekday();
        let share = &mut weekdays[came.to_monday_zero_offset() as usize];
        for (_, target, at, kept) in t.due() {
            if target == Target::FirstResponse && within(t, at) {
                share.of += u32::from(kept);
                share.among += 1;
            }
        }
    }
    promised.sort_by_key(|row| (row.policy.clone(), row.target.as_str()));
    let scores: Vec<u8> = all
        .iter()
        .filter_map(|t| t.rating().filter(|(at, _)| within(t, *at)))
        .map(|(_, score)| score)
        .collect();
    let rated = Rated {
        id: "csat".into(),
        survey: Survey::Csat,
        scores: (1..=5)
            .map(|score| scores.iter().filter(|s| **s == score).count() as u32)
            .collect(),
    };
    let waiting = |day: Day| {
        let end = end_of(day, &world.zone, world.now);
        all.iter().filter(move |t| {
            // The end of a day is the first moment of the next: what happens then is too late.
            let last = match end == world.now {
                true => end,
                false => end - SignedDuration::from_millis(1),
            };
            t.status_at(last).is_some_and(|status| !status.is_done())
        })
    };
    let mut ages = [0; 5];
    for t in waiting(period.to) {
        let age = period.to.since(t.day(t.created()));
        ages[AGES.iter().rposition(|first| age >= *first).unwrap()] += 1;
    }
    Report {
        period,
        received: created.len() as u32,
        channels: counts(created.iter().map(|t| t.mark(Dimension::Channel))),
        replied: share(
            created.iter().filter(|t| t.first_reply().is_some()).count(),
            created.len(),
        ),
        first_response: times(&first),
        reply: Means {
            count: waits.len() as u32,
            business: mean(Clock::Business),
            calendar: mean(Clock::Calendar),
        },
        resolution: times(&resolved),
        resolved: share(resolved.len(), created.len()),
        backlog: Backlog {
            each: period
                .each()
                .map(|day| waiting(day).count() as u32)
                .collect(),
            ages,
        },
        messages: messages.sum::<usize>() as u64,
        one_touch: share(one_touch.count(), resolved.len()),
        promised,
        weekdays,
        surveyed: share(
            resolved
                .iter()
                .filter(|(t, ..)| t.rating().is_some())
                .count(),
            resolved.len(),
        ),
        rated: vec![rated]
            .into_iter()
            .filter(|rated| rated.count() > 0)
            .collect(),
        reopened: share(
            resolved
                .iter()
                .filter(|(t, ..)| t.reopened_in(period))
                .count(),
            resolved.len(),
        ),
        choices: vec![],
        help: Help::default(),
        converted: Share::default(),
        days: vec![],
        rows: vec![],
    }
}
