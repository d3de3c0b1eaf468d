//! Service levels: how soon a site wants to answer and to be done, and when a request's clocks
//! warn and run out. Pure rules over hours and moments; who keeps timers or is told is elsewhere.

mod goal;
#[cfg(test)]
mod tests;

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

pub use goal::{Goal, Unit};

use crate::{hours::Hours, id::Slug};

/// The time a goal is measured in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Clock {
    /// Time counts only inside the opening hours; where none are stated, all the time.
    #[default]
    Business,
    /// Time counts day and night.
    Calendar,
}

impl Clock {
    /// The first moment by which `span` has passed on this clock; see [`Hours::after`].
    pub fn after(
        self,
        hours: &Hours,
        zone: &TimeZone,
        from: Timestamp,
        span: SignedDuration,
    ) -> Option<Timestamp> {
        match self {
            Self::Business => hours.after(zone, from, span),
            Self::Calendar => from.checked_add(span).ok(),
        }
    }

    /// The time on this clock between two moments; see [`Hours::between`].
    pub fn between(
        self,
        hours: &Hours,
        zone: &TimeZone,
        a: Timestamp,
        b: Timestamp,
    ) -> SignedDuration {
        match self {
            Self::Business => hours.between(zone, a, b),
            Self::Calendar => b.duration_since(a),
        }
    }
}

/// What a site wants to keep to. The first policy holds where a request is given none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Policy {
    /// Its name in this file and in reports.
    pub id: Slug,
    /// From a request to the first answer by a person. Customers are promised this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_response: Option<Goal>,
    /// From any later message of the customer to the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_response: Option<Goal>,
    /// From a request to its solution, without the time spent waiting for the customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resolution: Option<Goal>,
    /// Whether time counts only in opening hours (`business`) or always (`calendar`).
    #[serde(default)]
    pub clock: Clock,
    /// When to warn, in percent of the time, 1 to 99.
    #[serde(default = "default_warn_at")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 99)))]
    pub warn_at: u8,
}

const fn default_warn_at() -> u8 {
    75
}

impl Policy {
    /// The goal for a target, if the policy has one.
    pub fn goal(&self, target: Target) -> Option<Goal> {
        match target {
            Target::FirstResponse => self.first_response,
            Target::NextResponse => self.next_response,
            Target::Resolution => self.resolution,
        }
    }

    /// Whether so much time is within the goal; none where the policy has no goal for it.
    pub fn met(&self, target: Target, elapsed: &Elapsed) -> Option<bool> {
        let goal = self.goal(target)?;
        Some(elapsed.on(self.clock) <= goal.duration())
    }
}

/// What a clock runs towards.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Target {
    /// The first answer by a person. Its clock never pauses.
    FirstResponse,
    /// The answer to a later message.
    NextResponse,
    /// The solution.
    Resolution,
}

impl Target {
    /// Every target, in the order a request meets them.
    pub const ALL: [Self; 3] = [Self::FirstResponse, Self::NextResponse, Self::Resolution];

    /// Its name in events and reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::FirstResponse => "first_response",
            Self::NextResponse => "next_response",
            Self::Resolution => "resolution",
        }
    }
}

/// A stretch in which the clocks of [`Target::NextResponse`] and [`Target::Resolution`] stand
/// still: from when, and until when if it is over.
pub type Pause = (Timestamp, Option<Timestamp>);

/// What has happened to a request, as far as its clocks care.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// When it arrived.
    pub created: Timestamp,
    /// When a person first answered.
    pub first_reply: Option<Timestamp>,
    /// The customer's oldest message that no person has answered.
    pub waiting_since: Option<Timestamp>,
    /// When the request waited for the customer or was on hold, in any order. The time between a
    /// solution and a reopening belongs here too: the clock of the solution goes on where it stood.
    pub paused: Vec<Pause>,
    /// When it was solved or closed; none again once reopened.
    pub resolved: Option<Timestamp>,
}

impl Facts {
    /// Where a target's clock starts, and where it stopped if it has; none where it has not
    /// started. An answer to a later message is not kept here: measure it with [`Elapsed::between`].
    fn course(&self, target: Target) -> Option<(Timestamp, Option<Timestamp>)> {
        match target {
            Target::FirstResponse => Some((self.created, self.first_reply.or(self.resolved))),
            Target::NextResponse => {
                self.first_reply?;
                Some((self.waiting_since?, self.resolved))
            }
            Target::Resolution => Some((self.created, self.resolved)),
        }
    }

    fn pauses(&self, target: Target) -> &[Pause] {
        match target {
            Target::FirstResponse => &[],
            Target::NextResponse | Target::Resolution => &self.paused,
        }
    }

    /// The time a target has taken, until it was reached or else until `now`; none where its clock
    /// has not started.
    pub fn elapsed(
        &self,
        target: Target,
        hours: &Hours,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Option<Elapsed> {
        let (from, to) = self.course(target)?;
        let to = to.unwrap_or(now);
        Some(Elapsed::between(hours, zone, from, to, self.pauses(target)))
    }
}

/// When a running clock warns and when it runs out. An answer at the very moment is in time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// What for.
    pub target: Target,
    /// When the team is warned, never after `breach_at`.
    pub warn_at: Timestamp,
    /// After when it is late.
    pub breach_at: Timestamp,
}

/// The clocks that are running, in the order of [`Target::ALL`]. Left out are those that have
/// stopped, stand still in a pause that is not over, have no goal, or would never run out because
/// the site never opens.
pub fn due(policy: &Policy, hours: &Hours, zone: &TimeZone, facts: &Facts) -> Vec<Due> {
    let running = |target| {
        let goal = policy.goal(target)?;
        let (from, None) = facts.course(target)? else {
            return None;
        };
        let stretches = stretches(from, facts.pauses(target));
        let moment = |span| reached(policy.clock, hours, zone, &stretches, span);
        Some(Due {
            target,
            warn_at: moment(goal.share(policy.warn_at))?,
            breach_at: moment(goal.duration())?,
        })
    };
    Target::ALL.into_iter().filter_map(running).collect()
}

/// Time taken, on both clocks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elapsed {
    /// Inside the opening hours.
    pub business: SignedDuration,
    /// Day and night.
    pub calendar: SignedDuration,
}

impl Elapsed {
    /// The time from one moment to another without the pauses; zero where `to` is not later.
    pub fn between(
        hours: &Hours,
        zone: &TimeZone,
        from: Timestamp,
        to: Timestamp,
        paused: &[Pause],
    ) -> Self {
        let mut elapsed = Self::default();
        for (start, end) in stretches(from, paused) {
            let end = end.map_or(to, |end| end.min(to));
            if start < end {
                let add = |sum: SignedDuration, clock: Clock| {
                    sum.saturating_add(clock.between(hours, zone, start, end))
                };
                elapsed.business = add(elapsed.business, Clock::Business);
                elapsed.calendar = add(elapsed.calendar, Clock::Calendar);
            }
        }
        elapsed
    }

    /// The time on one clock.
    pub fn on(&self, clock: Clock) -> SignedDuration {
        match clock {
            Clock::Business => self.business,
            Clock::Calendar => self.calendar,
        }
    }
}

/// What the pauses leave of the time from `from` on, in order. The last has no end, unless a pause
/// is not over.
fn stretches(from: Timestamp, paused: &[Pause]) -> Vec<(Timestamp, Option<Timestamp>)> {
    let mut paused = paused.to_vec();
    paused.sort_unstable();
    let (mut stretches, mut from) = (vec![], from);
    for (start, end) in paused {
        if end.is_some_and(|end| end <= from.max(start)) {
            continue;
        }
        if from < start {
            stretches.push((from, Some(start)));
        }
        match end {
            Some(end) => from = end,
            None => return stretches,
        }
    }
    stretches.push((from, None));
    stretches
}

/// The first moment by which `span` has passed in the stretches.
fn reached(
    clock: Clock,
    hours: &Hours,
    zone: &TimeZone,
    stretches: &[(Timestamp, Option<Timestamp>)],
    span: SignedDuration,
) -> Option<Timestamp> {
    let mut left = span;
    for (from, to) in stretches {
        if let Some(to) = to {
            let passed = clock.between(hours, zone, *from, *to);
            if passed < left {
                left = left.saturating_sub(passed);
                continue;
            }
        }
        return clock.after(hours, zone, *from, left);
    }
    None
}
