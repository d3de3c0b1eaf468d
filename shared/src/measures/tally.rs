//! From rollups to reports: facts are gone through once, filtered, and added up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{
    Day, Fact, Marks, Name, Names, Period, Report, Samples,
    report::{
        AGES, Ages, Backlog, Count, DayOf, Help, Means, Promised, Rated, Row, Share, Times,
        add_rated,
    },
    rollup::Packed,
};
use crate::{event::Survey, sla::Target};

/// What requests can be told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dimension {
    /// What they are about.
    Topic,
    /// The team that has them.
    Team,
    /// The agent who has them.
    Agent,
    /// How they came in.
    Channel,
    /// The customer's language.
    Lang,
    /// The page they were written on.
    Page,
}

impl Dimension {
    /// Every dimension.
    pub const ALL: [Self; 6] = [
        Self::Topic,
        Self::Team,
        Self::Agent,
        Self::Channel,
        Self::Lang,
        Self::Page,
    ];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Topic => "topic",
            Self::Team => "team",
            Self::Agent => "agent",
            Self::Channel => "channel",
            Self::Lang => "lang",
            Self::Page => "page",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|known| known.name() == name)
    }

    fn of(self, marks: &Marks) -> Name {
        match self {
            Self::Topic => marks.topic,
            Self::Team => marks.team,
            Self::Agent => marks.agent,
            Self::Channel => marks.channel,
            Self::Lang => marks.lang,
            Self::Page => marks.page,
        }
    }
}

/// Which requests count: those that have all of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Filter(pub Vec<(Dimension, String)>);

impl Filter {
    /// What is written for a request that has none.
    pub const NONE: &str = "-";

    /// Whether every request counts.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is asked of a dimension, if anything.
    pub fn get(&self, dimension: Dimension) -> Option<&str> {
        let asked = self.0.iter().find(|(known, _)| *known == dimension);
        asked.map(|(_, name)| name.as_str())
    }

    /// The same as places in a list of names; none where no fact can be one of them.
    fn places(&self, names: &Names) -> Option<Vec<(Dimension, Name)>> {
        let place = |(dimension, name): &(Dimension, String)| match name.as_str() {
            Self::NONE => Some((*dimension, 0)),
            name => Some((*dimension, names.find(name)?)),
        };
        self.0.iter().map(place).collect()
    }
}

/// What is added up of all, or of one row.
#[derive(Default)]
struct Sum {
    received: Share,
    first: [Samples; 2],
    resolution: [Samples; 2],
    resolved: u32,
    met: Share,
    satisfied: Share,
    reopened: Share,
}

impl Sum {
    fn add(&mut self, fact: &Fact, period: Period) {
        if let Some(replied) = fact.created {
            self.received.count(replied);
        }
        let [business, calendar] = &mut self.first;
        if let Some(time) = fact.first_reply {
            business.add(time.business);
            calendar.add(time.calendar);
        }
        let [business, calendar] = &mut self.resolution;
        if let Some(last) = last_in(fact, period) {
            business.add(last.time.business);
            calendar.add(last.time.calendar);
            self.resolved = self.resolved.saturating_add(1);
            let reopened = last.reopened.is_some_and(|day| day >= period.from);
            self.reopened.count(reopened);
        }
        for due in fact.due.iter().flatten() {
            self.met.count(due.met);
        }
        if let Some(score) = fact.score.filter(is_csat) {
            self.satisfied.count(score.score >= 4);
        }
    }

    fn row(self, name: String) -> Row {
        let [first_response, _] = self.first.map(Samples::spread);
        let [resolution, _] = self.resolution.map(Samples::spread);
        Row {
            name,
            received: self.received.among,
            first_response,
            resolution,
            met: self.met,
            satisfied: self.satisfied,
            reopened: self.reopened,
        }
    }
}

fn is_csat(score: &super::Score) -> bool {
    score.survey == Survey::Csat && score.question == 0
}

/// The resolution of this day, where the period has no later one.
fn last_in(fact: &Fact, period: Period) -> Option<super::Resolution> {
    let last =
        |resolution: &super::Resolution| resolution.again.is_none_or(|again| !period.has(again));
    fact.resolution.filter(last)
}

/// What is added up of a day.
#[derive(Default)]
struct DaySum {
    received: u32,
    resolved: u32,
    first: Samples,
    first_met: Share,
    met: Share,
}

/// A report in the making.
pub struct Tally {
    period: Period,
    filter: Filter,
    by: Option<Dimension>,
    total: Sum,
    rows: BTreeMap<String, Sum>,
    days: Vec<DaySum>,
    channels: BTreeMap<String, u32>,
    waits: super::Waits,
    messages: u64,
    one_touch: u32,
    surveyed: u32,
    promised: BTreeMap<(String, &'static str), (Target, Share)>,
    weekdays: [Share; 7],
    rated: Vec<Rated>,
    /// How many more wait at the end of each day than the day before.
    waiting: Vec<i64>,
    ages: Ages,
}

impl Tally {
    /// Nothing yet of a period; `by` is the dimension of the rows.
    pub fn new(period: Period, filter: Filter, by: Option<Dimension>) -> Self {
        let days = usize::try_from(period.days()).unwrap_or(1);
        Self {
            period,
            filter,
            by,
            total: Sum::default(),
            rows: BTreeMap::new(),
            days: std::iter::repeat_with(DaySum::default).take(days).collect(),
            channels: BTreeMap::new(),
            waits: super::Waits::default(),
            messages: 0,
            one_touch: 0,
            surveyed: 0,
            promised: BTreeMap::new(),
            weekdays: [Share::default(); 7],
            rated: Vec::new(),
            waiting: vec![0; days.saturating_add(1)],
            ages: Ages::default(),
        }
    }

    /// Takes the rollup of a day. All are needed from the first day of the period on, also those
    /// after it and that of what is open: what waited stands where it ended. False where the bytes
    /// are not ours.
    pub fn take(&mut self, day: Day, bytes: &[u8]) -> bool {
        Self::take_all(std::slice::from_mut(self), day, bytes)
    }

    /// The same for several periods that are filtered alike, read once.
    pub fn take_all(tallies: &mut [Self], day: Day, bytes: &[u8]) -> bool {
        let Some(mut packed) = Packed::open(bytes) else {
            return false;
        };
        let names = std::mem::take(&mut packed.names);
        let filter = tallies.first().map(|tally| tally.filter.places(&names));
        let Some(Some(filter)) = filter else {
            return true;
        };
        let mut locals: Vec<Local> = Vec::new();
        locals.resize_with(tallies.len(), Local::default);
        for fact in packed.by_ref() {
            let fits = |(dimension, name): &(Dimension, Name)| dimension.of(&fact.marks) == *name;
            if !filter.iter().all(fits) {
                continue;
            }
            for (tally, local) in tallies.iter_mut().zip(&mut locals) {
                tally.spell(day, &fact);
                if tally.period.has(day) {
                    tally.add(day, &fact, &names, local);
                }
            }
        }
        for (tally, local) in tallies.iter_mut().zip(locals) {
            tally.settle(&names, local);
        }
        packed.is_read()
    }

    fn day(&mut self, day: Day) -> Option<&mut DaySum> {
        let place = usize::try_from(day.since(self.period.from)).ok()?;
        self.days.get_mut(place)
    }

    fn add(&mut self, day: Day, fact: &Fact, names: &Names, local: &mut Local) {
        let period = self.period;
        self.total.add(fact, period);
        if let Some(by) = self.by {
            let name = names.name(by.of(&fact.marks));
            match self.rows.get_mut(name) {
                Some(row) => row.add(fact, period),
                None => self
                    .rows
                    .entry(name.to_owned())
                    .or_default()
                    .add(fact, period),
            }
        }
        if fact.created.is_some() {
            local.channel(fact.marks.channel);
        }
        let waits = &mut self.waits;
        waits.count = waits.count.saturating_add(fact.waits.count);
        waits.business = waits.business.saturating_add(fact.waits.business);
        waits.calendar = waits.calendar.saturating_add(fact.waits.calendar);
        let last = last_in(fact, period);
        if let Some(last) = last {
            self.messages = self.messages.saturating_add(last.messages.into());
            self.one_touch = self.one_touch.saturating_add(u32::from(last.replies == 1));
            self.surveyed = self.surveyed.saturating_add(u32::from(last.rated));
        }
        for due in fact.due.iter().flatten() {
            local.due(due.policy, due.target, due.met);
            if due.target == Target::FirstResponse
                && let Some(share) = self.weekdays.get_mut(usize::from(due.came))
            {
                share.count(due.met);
            }
        }
        if let Some(score) = fact.score {
            let id = match names.name(score.question) {
                "" => score.survey.name(),
                own => own,
            };
            let rated = Rated::of(id, score.survey, [(score.score, 1)]);
            add_rated(&mut self.rated, rated);
        }
        if let Some(sum) = self.day(day) {
            sum.received = sum
                .received
                .saturating_add(u32::from(fact.created.is_some()));
            sum.resolved = sum.resolved.saturating_add(u32::from(last.is_some()));
            if let Some(time) = fact.first_reply {
                sum.first.add(time.business);
            }
            for due in fact.due.iter().flatten() {
                sum.met.count(due.met);
                if due.target == Target::FirstResponse {
                    sum.first_met.count(due.met);
                }
            }
        }
    }

    fn spell(&mut self, day: Day, fact: &Fact) {
        let Some(spell) = fact.spell else { return };
        let from = spell.from.max(self.period.from);
        let to = day.plus(-1).min(self.period.to);
        if from > to {
            return;
        }
        let place = |day: Day| usize::try_from(day.since(self.period.from)).ok();
        if let Some(more) = place(from).and_then(|place| self.waiting.get_mut(place)) {
            *more = more.saturating_add(1);
        }
        if let Some(less) = place(to.plus(1)).and_then(|place| self.waiting.get_mut(place)) {
            *less = less.saturating_sub(1);
        }
        if to == self.period.to {
            let age = self.period.to.since(spell.created);
            let older = AGES.iter().rposition(|first| age >= *first).unwrap_or(0);
            if let Some(count) = self.ages.get_mut(older) {
                *count = count.saturating_add(1);
            }
        }
    }

    /// What was counted by places of names is counted by names.
    fn settle(&mut self, names: &Names, local: Local) {
        for (name, count) in local.channels {
            let sum = self
                .channels
                .entry(names.name(name).to_owned())
                .or_default();
            *sum = sum.saturating_add(count);
        }
        for (policy, target, share) in local.due {
            let key = (names.name(policy).to_owned(), target.as_str());
            let (_, sum) = self
                .promised
                .entry(key)
                .or_insert((target, Share::default()));
            *sum = sum.and(share);
        }
    }

    /// The report, without what is about no request.
    pub fn report(self) -> Report {
        let [first_business, first_calendar] = self.total.first.map(Samples::spread);
        let [business, calendar] = self.total.resolution.map(Samples::spread);
        let resolved = self.total.resolved;
        let among_resolved = |of| Share {
            of,
            among: resolved,
        };
        let mean = |sum: u64| {
            let mean = sum.checked_div(self.waits.count.into()).unwrap_or(0);
            u32::try_from(mean).unwrap_or(u32::MAX)
        };
        let mut waiting = 0_i64;
        let each = self.waiting.iter().take(self.days.len()).map(|more| {
            waiting = waiting.saturating_add(*more);
            u32::try_from(waiting).unwrap_or(0)
        });
        let rows = self.rows.into_iter();
        let mut rows: Vec<Row> = rows.map(|(name, sum)| sum.row(name)).collect();
        rows.retain(|row| !row.is_empty());
        rows.sort_by_key(|row| std::cmp::Reverse(row.received));
        let mut channels: Vec<Count> = self
            .channels
            .into_iter()
            .map(|(name, count)| Count { name, count })
            .collect();
        channels.sort_by_key(|row| std::cmp::Reverse(row.count));
        let mut rated = self.rated;
        rated.sort_by(|a, b| a.id.cmp(&b.id));
        Report {
            period: self.period,
            received: self.total.received.among,
            channels,
            replied: self.total.received,
            first_response: Times {
                business: first_business,
                calendar: first_calendar,
            },
            reply: Means {
                count: self.waits.count,
                business: mean(self.waits.business),
                calendar: mean(self.waits.calendar),
            },
            resolution: Times { business, calendar },
            resolved: Share {
                of: resolved,
                among: self.total.received.among,
            },
            backlog: Backlog {
                each: each.collect(),
                ages: self.ages,
            },
            messages: self.messages,
            one_touch: among_resolved(self.one_touch),
            promised: self
                .promised
                .into_iter()
                .map(|((policy, _), (target, met))| Promised {
                    policy,
                    target,
                    met,
                })
                .collect(),
            weekdays: self.weekdays,
            rated,
            surveyed: among_resolved(self.surveyed),
            reopened: self.total.reopened,
            choices: Vec::new(),
            help: Help::default(),
            converted: Share::default(),
            days: self
                .days
                .into_iter()
                .map(|day| DayOf {
                    received: day.received,
                    resolved: day.resolved,
                    first_response: day.first.spread(),
                    first_met: day.first_met,
                    met: day.met,
                })
                .collect(),
            rows,
        }
    }
}

/// What is counted by places of names, while one rollup is read.
#[derive(Default)]
struct Local {
    channels: Vec<(Name, u32)>,
    due: Vec<(Name, Target, Share)>,
}

impl Local {
    fn channel(&mut self, name: Name) {
        match self.channels.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => self.channels.push((name, 1)),
        }
    }

    fn due(&mut self, policy: Name, target: Target, met: bool) {
        let same = |(known, of, _): &&mut (Name, Target, Share)| *known == policy && *of == target;
        match self.due.iter_mut().find(same) {
            Some((_, _, share)) => share.count(met),
            None => {
                let mut share = Share::default();
                share.count(met);
                self.due.push((policy, target, share));
            }
        }
    }
}
