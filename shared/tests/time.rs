//! Business time, service levels and promises, held against a slow and obvious reference: a walk
//! through every minute of two weeks in which a clock jumps.
#![cfg(feature = "server")]

#[path = "time/calendar.rs"]
mod calendar;
#[path = "time/walk.rs"]
mod walk;

use calendar::{Case, case, never_open};
use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use shared::{
    hours::Status,
    promise::promise,
    site::Site,
    sla::{Clock, Facts, Policy, Target, due},
};
use walk::{MINUTES, Walk};

fn minutes(n: usize) -> SignedDuration {
    SignedDuration::from_mins(i64::try_from(n).unwrap())
}

/// Moments up to the nanosecond, from a year before the case to a year after.
fn moment() -> impl Strategy<Value = i64> {
    let year = 366 * 24 * 3_600 * 1_000_000_000_i64;
    let window = 14 * 24 * 3_600 * 1_000_000_000_i64;
    prop_oneof![3 => 0..window, 1 => -year..year]
}

fn later(start: Timestamp, nanoseconds: i64) -> Timestamp {
    start
        .checked_add(SignedDuration::from_nanos(nanoseconds))
        .unwrap()
}

fn policy(clock: &str, goal: usize, warn_at: u8) -> Policy {
    let json = format!(
        r#"{{"id":"a","first_response":"{goal}m","next_response":"{goal}m","resolution":"{goal}m",
            "clock":"{clock}","warn_at":{warn_at}}}"#
    );
    serde_json::from_str(&json).unwrap()
}

fn site(case: &Case) -> Site {
    let mut site = Site::from_toml(&format!(
        "name = \"Bottega Lume\"\nlanguages = [\"it\"]\ntime_zone = \"{}\"\n\
         [mail]\nfrom = \"ciao@bottega-lume.example\"",
        case.zone_name
    ))
    .unwrap();
    site.hours = case.hours.clone();
    site
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn business_time_is_what_a_walk_through_every_minute_counts(
        case in case(), a in 0..MINUTES, b in 0..MINUTES, span in 1..3_000_usize,
    ) {
        let Case { hours, zone, .. } = &case;
        let walk = Walk::new(&case);
        let (a, b) = (a.min(b), a.max(b));
        let open = hours.between(zone, walk.at(a), walk.at(b));
        prop_assert_eq!(open, minutes(walk.between(a, b)));
        let end = hours.after(zone, walk.at(a), minutes(span));
        match walk.after(a, span, |_| true) {
            Some(minute) => prop_assert_eq!(end, Some(walk.at(minute))),
            None => prop_assert!(end.is_none_or(|end| end > walk.at(MINUTES))),
        }
    }

    #[test]
    fn a_site_is_open_exactly_while_business_time_passes(case in case(), now in 0..MINUTES - 1) {
        let Case { hours, zone, .. } = &case;
        let walk = Walk::new(&case);
        let passing = !hours.between(zone, walk.at(now), walk.at(now + 1)).is_zero();
        let change = walk.change(now).map(|minute| walk.at(minute));
        match hours.status(zone, walk.at(now)) {
            Status::Unstated => prop_assert!(passing),
            Status::Open(until) => {
                prop_assert!(passing);
                // Of an opening longer than a week the end is not looked for.
                let long = until.timestamp().duration_since(walk.at(now)).as_hours() >= 24 * 7;
                prop_assert!(long || change.is_none_or(|end| end == until.timestamp()));
            }
            Status::Closed(from) => {
                prop_assert!(!passing);
                let from = from.map(|from| from.timestamp());
                match change {
                    Some(opening) => prop_assert_eq!(from, Some(opening)),
                    None => prop_assert!(from.is_none_or(|from| from >= walk.at(MINUTES))),
                }
            }
        }
    }

    #[test]
    fn open_time_adds_up(case in case(), a in moment(), b in moment(), c in moment()) {
        let Case { hours, zone, start, .. } = &case;
        let [a, b, c] = [a, b, c].map(|n| later(*start, n));
        let between = |a, b| hours.between(zone, a, b);
        prop_assert_eq!(between(a, b) + between(b, c), between(a, c));
        prop_assert_eq!(between(a, b), -between(b, a));
        prop_assert!(between(a.min(b), a.max(b)) >= SignedDuration::ZERO);
        prop_assert!(between(a, b).abs() <= b.duration_since(a).abs());
    }

    #[test]
    fn after_and_between_undo_each_other(
        case in case(), a in moment(), span in 1..4_000_000_000_000_000_i64, more in 0..9_000_000_000_000_i64,
    ) {
        let Case { hours, zone, start, .. } = &case;
        let a = later(*start, a);
        let (span, more) = (SignedDuration::from_nanos(span), SignedDuration::from_nanos(more));
        let Some(end) = hours.after(zone, a, span) else { return Ok(()) };
        prop_assert_eq!(hours.between(zone, a, end), span);
        prop_assert!(a < end && end < a + SignedDuration::from_hours(3_661 * 24));
        // No earlier moment will do.
        prop_assert!(hours.between(zone, a, later(end, -1)) < span);
        // More time ends no sooner, and time in two parts ends when it does in one.
        let further = hours.after(zone, a, span + more);
        prop_assert!(further.is_none_or(|further| further >= end));
        if let Some(further) = further {
            prop_assert_eq!(hours.after(zone, end, more), Some(further));
        }
    }

    #[test]
    fn clocks_run_out_when_a_walk_that_skips_the_pauses_says(
        case in case(), created in 0..MINUTES, goal in 1..2_000_usize, calendar: bool,
        pauses in prop::collection::vec((0..MINUTES, 0..2_000_usize), 0..5),
    ) {
        let walk = Walk::new(&case);
        let clock = if calendar { "calendar" } else { "business" };
        let facts = Facts {
            created: walk.at(created),
            first_reply: Some(walk.at(created)),
            waiting_since: Some(walk.at(created)),
            paused: pauses.iter().map(|(p, n)| (walk.at(*p), Some(walk.at(p + n)))).collect(),
            resolved: None,
        };
        let runs = |minute: usize| !pauses.iter().any(|(p, n)| (*p..p + n).contains(&minute));
        let walk = if calendar { walk.always() } else { walk };
        let expected = walk.after(created, goal, runs).map(|minute| walk.at(minute));
        let found = due(&policy(clock, goal, 60), &case.hours, &case.zone, &facts);
        for target in [Target::NextResponse, Target::Resolution] {
            let due = found.iter().find(|due| due.target == target);
            match expected {
                Some(moment) => prop_assert_eq!(due.map(|due| due.breach_at), Some(moment)),
                None => prop_assert!(due.is_none_or(|due| due.breach_at > walk.at(MINUTES))),
            }
            prop_assert!(due.is_none_or(|due| facts.created <= due.warn_at && due.warn_at <= due.breach_at));
        }
    }

    #[test]
    fn a_promise_is_kept_by_people_who_are_there(
        case in case(), now in moment(), goal in 1..2_000_usize, calendar: bool,
    ) {
        let Case { hours, zone, start, .. } = &case;
        let now = later(*start, now);
        let policy = policy(if calendar { "calendar" } else { "business" }, goal, 75);
        let computed = policy.clock.after(hours, zone, now, minutes(goal));
        let promise = promise(&site(&case), Some(&policy), None, now);
        prop_assert_eq!(promise.is_some(), computed.is_some());
        let (Some(promise), Some(computed)) = (promise, computed) else { return Ok(()) };
        prop_assert!(promise.by >= computed);
        prop_assert!(promise.by.duration_since(computed) < SignedDuration::from_mins(30));
        let round = promise.by.as_nanosecond() % 300_000_000_000 == 0;
        let there = !hours.between(zone, later(promise.by, -1), promise.by).is_zero();
        let closing = hours.between(zone, promise.by, later(promise.by, 1)).is_zero();
        match policy.clock {
            Clock::Calendar => prop_assert!(round),
            Clock::Business => {
                prop_assert!(there, "{} is outside the opening hours", promise.by);
                prop_assert!(round || closing);
            }
        }
    }

    #[test]
    fn a_site_that_never_opens_promises_nothing_and_is_never_warned(
        case in case(), now in moment(), goal in 1..2_000_usize,
    ) {
        let case = never_open(case);
        let now = later(case.start, now);
        let policy = policy("business", goal, 75);
        let facts = Facts {
            created: now,
            first_reply: None,
            waiting_since: Some(now),
            paused: vec![],
            resolved: None,
        };
        prop_assert_eq!(promise(&site(&case), Some(&policy), None, now), None);
        prop_assert_eq!(due(&policy, &case.hours, &case.zone, &facts), []);
        prop_assert_eq!(case.hours.status(&case.zone, now), Status::Closed(None));
    }
}

#[test]
fn ten_years_count_the_same_at_once_and_year_by_year() {
    let case = calendar::ordinary();
    let at = |n: i64| case.start + SignedDuration::from_hours(24 * n);
    let between = |a, b| case.hours.between(&case.zone, a, b);
    let years = (0..10).map(|n| between(at(n * 365), at(n * 365 + 365)));
    let sum = years.fold(SignedDuration::ZERO, |sum, year| sum + year);
    assert_eq!(between(at(0), at(3_650)), sum);
}

#[test]
fn the_demo_shop_answers_within_four_hours_of_work_even_over_christmas() {
    let demo = Site::from_toml(include_str!("../../e2e/demo/site.toml")).unwrap();
    let by = |now: &str| promise(&demo, None, None, now.parse().unwrap()).unwrap().by;
    // Thursday 24 December 2026, 11:00 in Rome: two hours that day, two on Monday 28.
    let expected: Timestamp = "2026-12-28T10:00:00Z".parse().unwrap();
    assert_eq!(by("2026-12-24T10:00:00Z"), expected);
}

#[test]
fn the_examples_for_owners_are_sites() {
    let guide = include_str!("../../docs/owners.md");
    let (_, section) = guide.split_once("## Hours, and what you promise").unwrap();
    let (section, _) = section.split_once("\n## ").unwrap();
    let blocks = section.split("```toml\n").skip(1);
    let examples: Vec<_> = blocks
        .filter_map(|block| block.split("```").next())
        .collect();
    assert_eq!(examples.len(), 2);
    let site = Site::from_toml(&format!(
        "name = \"Bottega Lume\"\nlanguages = [\"it\"]\ntime_zone = \"Europe/Rome\"\n\
         [mail]\nfrom = \"ciao@bottega-lume.example\"\n{}",
        examples.concat()
    ));
    assert!(site.is_ok(), "{site:?}");
}
