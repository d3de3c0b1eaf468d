//! The promise: by when a customer will hear, and from whom. It is made once, from the site's
//! service level and hours, and kept with the request; how it is said is in `phrase`.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{
    hours::{Hours, Status},
    site::Site,
    sla::{Clock, Policy},
};

/// By when a customer will hear.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// The latest moment, on a round five, fifteen or thirty minutes or when the site closes.
    pub by: Timestamp,
    /// The name of who will answer, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
}

/// What can be promised to who writes at `now`: the policy's first response, or that of the site's
/// first policy where none is given. None where there is no such goal or the site never opens:
/// then [`phrase::expectation`](crate::phrase::expectation) says what the hours tell.
///
/// The moment is rounded up for people, to five minutes within the hour, a quarter within four and
/// half an hour beyond, but in business time never past the end of that opening.
pub fn promise(
    site: &Site,
    policy: Option<&Policy>,
    who: Option<&str>,
    now: Timestamp,
) -> Option<Promise> {
    let policy = policy.or(site.sla.first())?;
    let goal = policy.first_response?;
    let zone = TimeZone::get(&site.time_zone).ok()?;
    let due = policy
        .clock
        .after(&site.hours, &zone, now, goal.duration())?;
    let round = rounded(&zone, now, due).unwrap_or(due);
    let by = match policy.clock {
        Clock::Business => round.min(closing(&site.hours, &zone, due).unwrap_or(round)),
        Clock::Calendar => round,
    };
    let who = who.map(str::trim).filter(|name| !name.is_empty());
    Some(Promise {
        by,
        who: who.map(str::to_owned),
    })
}

/// `due` or the next round time after it on the clock of the zone.
fn rounded(zone: &TimeZone, now: Timestamp, due: Timestamp) -> Option<Timestamp> {
    let minutes: i64 = match due.duration_since(now).as_hours() {
        ..1 => 5,
        1..4 => 15,
        _ => 30,
    };
    let time = zone.to_datetime(due).time();
    let past = i64::from(time.minute()) % minutes * 60 + i64::from(time.second());
    let past = SignedDuration::new(past, time.subsec_nanosecond());
    if past.is_zero() {
        return Some(due);
    }
    let step = SignedDuration::from_secs(minutes * 60).checked_sub(past)?;
    due.checked_add(step).ok()
}

/// When the opening ends in which the moment lies, the moment of closing included.
fn closing(hours: &Hours, zone: &TimeZone, due: Timestamp) -> Option<Timestamp> {
    let before = due.checked_sub(SignedDuration::from_nanos(1)).ok()?;
    match hours.status(zone, before) {
        Status::Open(end) => Some(end.timestamp()),
        Status::Closed(_) | Status::Unstated => None,
    }
}
