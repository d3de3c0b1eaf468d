//! A report: every measure of a period, as it is drawn, written down and told.

use serde::{Deserialize, Serialize};

use super::{Period, Spread};
use crate::{event::Survey, sla::Target};

/// The first day of each age of waiting requests, in days since they were created.
pub const AGES: [i32; 5] = [0, 1, 3, 7, 30];

/// Open requests by age, as in [`AGES`].
pub type Ages = [u32; 5];

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Share {
    /// How many.
    pub of: u32,
    /// Among how many.
    pub among: u32,
}

impl Share {
    /// In thousandths, rounded; none among none.
    pub fn permille(self) -> Option<u32> {
        let among = u64::from(self.among);
        let half = among / 2;
        let thousands = u64::from(self.of)
            .saturating_mul(1_000)
            .saturating_add(half);
        let permille = thousands.checked_div(among)?;
        Some(u32::try_from(permille).unwrap_or(u32::MAX))
    }

    /// In hundredths, rounded; none among none. Nearly all is not all.
    pub fn percent(self) -> Option<u32> {
        let among = u64::from(self.among);
        let hundreds = u64::from(self.of).saturating_mul(100);
        let percent = hundreds.saturating_add(among / 2).checked_div(among)?;
        let percent = u32::try_from(percent).unwrap_or(u32::MAX);
        Some(match self.of < self.among {
            true => percent.min(99),
            false => percent,
        })
    }

    /// Counts one more, and whether it is one of those.
    pub(super) fn count(&mut self, is: bool) {
        self.among = self.among.saturating_add(1);
        self.of = self.of.saturating_add(u32::from(is));
    }

    /// Both together.
    pub fn and(self, other: Self) -> Self {
        Self {
            of: self.of.saturating_add(other.of),
            among: self.among.saturating_add(other.among),
        }
    }
}

/// A name and how many.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ReportCount"))]
pub struct Count {
    /// Of what.
    pub name: String,
    /// How many.
    pub count: u32,
}

/// How long something took, on both clocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Times {
    /// Inside the opening hours.
    pub business: Spread,
    /// Day and night.
    pub calendar: Spread,
}

/// Mean of waits, in seconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Means {
    /// How many.
    pub count: u32,
    /// Inside the opening hours.
    pub business: u32,
    /// Day and night.
    pub calendar: u32,
}

/// What waited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Backlog {
    /// At the end of each day of the period.
    pub each: Vec<u32>,
    /// How old those at its end are.
    pub ages: Ages,
}

/// What a policy promised, and how much of it was kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Promised {
    /// The policy's id.
    pub policy: String,
    /// What.
    pub target: Target,
    /// Kept, among what was due.
    pub met: Share,
}

/// Ratings of one question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ReportRated"))]
pub struct Rated {
    /// The survey's id: `csat`, `nps`, `ces`, or that of an owner's question.
    pub id: String,
    /// How it is answered.
    pub survey: Survey,
    /// How often each score was given, from the lowest there is on.
    pub scores: Vec<u32>,
}

impl Rated {
    /// How many ratings.
    pub fn count(&self) -> u32 {
        self.scores.iter().fold(0, |sum, n| sum.saturating_add(*n))
    }

    fn between(&self, from: u8, to: u8) -> u32 {
        let lowest = usize::from(*self.survey.range().start());
        let place = |score: u8| usize::from(score).saturating_sub(lowest);
        let scores = self.scores.get(place(from)..=place(to)).unwrap_or_default();
        scores.iter().fold(0, |sum, n| sum.saturating_add(*n))
    }

    /// Ratings of 4 or 5, among those of one to five.
    pub fn satisfied(&self) -> Share {
        Share {
            of: self.between(4, 5),
            among: self.count(),
        }
    }

    /// % 9–10 − % 0–6, in tenths of a percent; none without ratings.
    pub fn nps(&self) -> Option<i32> {
        let (up, down) = (self.between(9, 10), self.between(0, 6));
        let count = i64::from(self.count());
        let thousands = (i64::from(up) - i64::from(down)).saturating_mul(1_000);
        let half = count / 2 * thousands.signum();
        let tenths = thousands.saturating_add(half).checked_div(count)?;
        i32::try_from(tenths).ok()
    }

    /// The mean score in hundredths; none without ratings.
    pub fn mean(&self) -> Option<u32> {
        let range = self.survey.range();
        let sum: u64 = range
            .zip(&self.scores)
            .map(|(score, n)| u64::from(score).saturating_mul((*n).into()))
            .sum();
        let count = u64::from(self.count());
        let mean = sum
            .saturating_mul(100)
            .saturating_add(count / 2)
            .checked_div(count)?;
        u32::try_from(mean).ok()
    }
}

/// What people did to help themselves: sessions, whose they were is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ReportHelp"))]
pub struct Help {
    /// With a question.
    pub asked: u32,
    /// In which an answer to it was read.
    pub answered: u32,
    /// In which somebody wrote to us after that all the same.
    pub contacted: u32,
}

impl Help {
    /// Those that ended on an answer, among those with a question.
    pub fn deflected(self) -> Share {
        Share {
            of: self.answered.saturating_sub(self.contacted).min(self.asked),
            among: self.asked,
        }
    }
}

/// What is counted day by day and is about no request.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ReportCounted"))]
pub struct Counted {
    /// Channels people chose, by kind.
    pub choices: Vec<Count>,
    /// How people helped themselves.
    pub help: Help,
    /// Sessions reported as converted after contact, among sessions with contact.
    pub converted: Share,
    /// Ratings about no request.
    pub rated: Vec<Rated>,
}

/// One day of a report.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DayOf {
    /// Requests received.
    pub received: u32,
    /// Requests that were set to resolved and not again later in the period.
    pub resolved: u32,
    /// First answers given, in business time.
    pub first_response: Spread,
    /// First responses kept, among those due.
    pub first_met: Share,
    /// Everything kept, among what was due.
    pub met: Share,
}

/// One row of a comparison: a topic, a team, an agent, a channel, a language or a page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "ReportRow"))]
pub struct Row {
    /// Its id; empty for those without one.
    pub name: String,
    /// Requests received.
    pub received: u32,
    /// First answers, in business time.
    pub first_response: Spread,
    /// Resolutions, in business time.
    pub resolution: Spread,
    /// Everything kept, among what was due.
    pub met: Share,
    /// Ratings of 4 or 5, among ratings.
    pub satisfied: Share,
    /// Requests a customer opened again, among those resolved.
    pub reopened: Share,
}

impl Row {
    /// Whether the period brought nothing of it.
    pub fn is_empty(&self) -> bool {
        let nothing = Self {
            name: self.name.clone(),
            ..Self::default()
        };
        *self == nothing
    }
}

/// Every measure of a period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Report {
    /// The period.
    pub period: Period,
    /// Requests received.
    pub received: u32,
    /// The same, by how they came in.
    pub channels: Vec<Count>,
    /// Those with a human reply, among those received.
    pub replied: Share,
    /// Creation to the first human reply, by first replies of the period.
    pub first_response: Times,
    /// The waits of customers' messages, by replies of the period.
    pub reply: Means,
    /// Creation to the last time it was set to resolved in the period.
    pub resolution: Times,
    /// Requests resolved, among as many as were received; may be more.
    pub resolved: Share,
    /// What waited.
    pub backlog: Backlog,
    /// Public messages of both sides until resolution, over all resolved requests.
    pub messages: u64,
    /// Resolved with exactly one human reply, among those resolved.
    pub one_touch: Share,
    /// What was promised, by policy.
    pub promised: Vec<Promised>,
    /// First responses kept, among those due, by the weekday on which the request came in, Monday
    /// first.
    pub weekdays: [Share; 7],
    /// Ratings, by question.
    pub rated: Vec<Rated>,
    /// Resolved requests with a rating, among those resolved.
    pub surveyed: Share,
    /// Requests a customer opened again, among those resolved.
    pub reopened: Share,
    /// Channels people chose.
    pub choices: Vec<Count>,
    /// How people helped themselves.
    pub help: Help,
    /// Sessions that converted after contact, among those with contact.
    pub converted: Share,
    /// Day by day.
    pub days: Vec<DayOf>,
    /// By one of the dimensions, most received first.
    pub rows: Vec<Row>,
}

impl Report {
    /// Requests received a day, in hundredths.
    pub fn a_day(&self) -> u32 {
        let days = u32::try_from(self.period.days()).unwrap_or(1).max(1);
        self.received.saturating_mul(100).saturating_add(days / 2) / days
    }

    /// Public messages a resolved request took, in hundredths; none without one.
    pub fn interactions(&self) -> Option<u32> {
        let resolved = u64::from(self.resolved.of);
        let hundreds = self
            .messages
            .saturating_mul(100)
            .saturating_add(resolved / 2);
        u32::try_from(hundreds.checked_div(resolved)?).ok()
    }

    /// What was promised for one target, over all policies.
    pub fn met(&self, target: Target) -> Share {
        let of = self.promised.iter().filter(|row| row.target == target);
        of.fold(Share::default(), |sum, row| sum.and(row.met))
    }

    /// Everything that was promised.
    pub fn kept(&self) -> Share {
        let all = self.promised.iter();
        all.fold(Share::default(), |sum, row| sum.and(row.met))
    }

    /// The ratings of a survey.
    pub fn rated(&self, id: &str) -> Option<&Rated> {
        self.rated.iter().find(|rated| rated.id == id)
    }

    /// Ratings of 4 or 5, among those of how it went.
    pub fn satisfied(&self) -> Share {
        self.rated("csat").map(Rated::satisfied).unwrap_or_default()
    }

    /// What waits at the end of the period.
    pub fn waiting(&self) -> u32 {
        self.backlog.each.last().copied().unwrap_or(0)
    }

    /// Adds what is counted day by day and is about no request.
    pub fn add(&mut self, counted: Counted) {
        self.choices = counted.choices;
        self.help = counted.help;
        self.converted = counted.converted;
        for rated in counted.rated {
            add_rated(&mut self.rated, rated);
        }
        self.rated.sort_by(|a, b| a.id.cmp(&b.id));
    }
}

pub(super) fn add_rated(all: &mut Vec<Rated>, more: Rated) {
    match all.iter_mut().find(|rated| rated.id == more.id) {
        None => all.push(more),
        Some(rated) => {
            for (sum, n) in rated.scores.iter_mut().zip(&more.scores) {
                *sum = sum.saturating_add(*n);
            }
        }
    }
}

/// No ratings yet of a survey.
pub(super) fn unrated(id: &str, survey: Survey) -> Rated {
    Rated {
        id: id.to_owned(),
        survey,
        scores: vec![0; survey.range().count()],
    }
}

impl Rated {
    /// Ratings as they were counted: score and how often.
    pub fn of(id: &str, survey: Survey, counts: impl IntoIterator<Item = (u8, u32)>) -> Self {
        let mut rated = unrated(id, survey);
        let lowest = *survey.range().start();
        for (score, n) in counts {
            let place = score.checked_sub(lowest).map(usize::from);
            if let Some(sum) = place.and_then(|place| rated.scores.get_mut(place)) {
                *sum = sum.saturating_add(n);
            }
        }
        rated
    }
}
