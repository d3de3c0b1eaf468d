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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Promise {
    /// The latest moment, on a round five, fifteen or thirty minutes or when the site closes.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
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

#[cfg(test)]
mod tests {
    use jiff::civil::DateTime;

    use super::*;

    /// Open 9–13 and 14:30–17:50 on weekdays, with an answer promised within so much time.
    fn shop(goal: &str) -> Site {
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday"]
            .map(|day| format!("{day} = [\"09:00-13:00\", \"14:30-17:50\"]\n"))
            .concat();
        let text = format!(
            "name = \"Bottega Lume\"\nlanguages = [\"it\"]\ntime_zone = \"Europe/Rome\"\n\
             [mail]\nfrom = \"ciao@bottega-lume.example\"\n[hours]\n{days}{goal}"
        );
        Site::from_toml(&text).unwrap()
    }

    fn sla(goal: &str) -> String {
        format!("[[sla]]\nid = \"normal\"\n{goal}\n")
    }

    /// What is promised to who writes at a moment of November 2026 in Rome, there.
    fn promised(site: &Site, now: &str) -> Option<String> {
        let now: DateTime = format!("2026-11-{now}").parse().unwrap();
        let now = now.in_tz("Europe/Rome").unwrap().timestamp();
        let zone = TimeZone::get("Europe/Rome").unwrap();
        let by = promise(site, None, None, now)?.by;
        Some(zone.to_datetime(by).strftime("%d %H:%M").to_string())
    }

    #[test]
    fn a_promise_is_a_round_time_at_which_somebody_is_there() {
        let site = shop(&sla("first_response = \"4h\""));
        for (now, expected) in [
            ("23T09:00", "23 13:00"),      // Monday: exactly at the closing
            ("23T08:00", "23 13:00"),      // before opening
            ("23T09:20:01", "23 15:00"),   // computed 14:50:01, within half an hour
            ("23T13:00", "24 10:00"),      // 3 h 20 today, 40 min tomorrow: 9:40
            ("23T12:20", "23 17:50"),      // computed 17:50, the closing
            ("23T12:19", "23 17:50"),      // computed 17:49: 18:00 would be too late
            ("27T17:50", "30 13:00"),      // Friday evening: Monday
            ("23T09:00:00.5", "23 15:00"), // half a second over the break
        ] {
            assert_eq!(promised(&site, now).as_deref(), Some(expected), "{now}");
        }
    }

    #[test]
    fn the_sooner_the_answer_the_finer_the_time() {
        for (goal, expected) in [("17m", "23 09:20"), ("67m", "23 10:15"), ("3h", "23 12:15")] {
            let site = shop(&sla(&format!("first_response = \"{goal}\"")));
            let found = promised(&site, "23T09:01");
            assert_eq!(found.as_deref(), Some(expected), "{goal}");
        }
        let calendar = shop(&sla("first_response = \"1d\"\nclock = \"calendar\""));
        assert_eq!(promised(&calendar, "28T22:10").as_deref(), Some("29 22:30"));
    }

    #[test]
    fn without_a_goal_nothing_is_promised() {
        assert_eq!(promised(&shop(""), "23T09:00"), None);
        let site = shop(&sla("resolution = \"4h\""));
        assert_eq!(promised(&site, "23T09:00"), None);
    }

    #[test]
    fn the_policy_given_goes_before_the_first() {
        let both =
            sla("first_response = \"4h\"") + "[[sla]]\nid = \"urgent\"\nfirst_response = \"30m\"\n";
        let site = shop(&both);
        let now: Timestamp = "2026-11-23T08:00:00Z".parse().unwrap(); // Monday 9:00 in Rome
        let found = promise(&site, site.policy("urgent"), Some(" Marta "), now).unwrap();
        assert_eq!(found.by, "2026-11-23T08:30:00Z".parse().unwrap());
        assert_eq!(found.who.as_deref(), Some("Marta"));
        assert_eq!(promise(&site, None, Some(" "), now).unwrap().who, None);
    }
}
