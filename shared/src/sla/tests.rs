//! Clocks of a request, told as a shop would live them. The shop is open 9–13 and 14:30–18 on
//! weekdays, in Rome; 23 November 2026 is a Monday.

use jiff::civil::DateTime;

use super::*;
use crate::site::Site;

const SHOP: &str = r#"
name = "Bottega Lume"
languages = ["it"]
time_zone = "Europe/Rome"
[mail]
from = "ciao@bottega-lume.example"
[hours]
monday = ["09:00-13:00", "14:30-18:00"]
tuesday = ["09:00-13:00", "14:30-18:00"]
wednesday = ["09:00-13:00", "14:30-18:00"]
thursday = ["09:00-13:00", "14:30-18:00"]
friday = ["09:00-13:00", "14:30-18:00"]
"#;

const GOALS: &str = r#"
[[sla]]
id = "normal"
first_response = "4h"
next_response = "8h"
resolution = "15h"
[[sla]]
id = "urgent"
first_response = "30m"
resolution = "2d"
clock = "calendar"
warn_at = 50
"#;

fn shop() -> (Site, TimeZone) {
    let site = Site::from_toml(&format!("{SHOP}{GOALS}")).unwrap();
    let zone = TimeZone::get(&site.time_zone).unwrap();
    (site, zone)
}

/// A moment of November 2026 in Rome: `23T09:00`.
fn at(text: &str) -> Timestamp {
    let local: DateTime = format!("2026-11-{text}").parse().unwrap();
    local.in_tz("Europe/Rome").unwrap().timestamp()
}

fn facts(created: &str) -> Facts {
    Facts {
        created: at(created),
        first_reply: None,
        waiting_since: Some(at(created)),
        paused: vec![],
        resolved: None,
    }
}

/// What is due under a policy: target, warning and breach, as `day hour:minute` in Rome.
fn told(policy: &str, facts: &Facts) -> Vec<String> {
    let (site, zone) = shop();
    let say = |moment: Timestamp| zone.to_datetime(moment).strftime("%d %H:%M").to_string();
    due(site.policy(policy).unwrap(), &site.hours, &zone, facts)
        .iter()
        .map(|d| {
            format!(
                "{} {} {}",
                d.target.as_str(),
                say(d.warn_at),
                say(d.breach_at)
            )
        })
        .collect()
}

#[test]
fn a_request_in_the_evening_is_due_in_the_morning() {
    assert_eq!(
        told("normal", &facts("23T22:00")),
        [
            "first_response 24 12:00 24 13:00",
            "resolution 25 12:45 25 18:00" // 7.5 h a day: 15 h are two days
        ]
    );
    assert_eq!(
        told("urgent", &facts("23T22:00")),
        [
            "first_response 23 22:15 23 22:30",
            "resolution 24 22:00 25 22:00"
        ]
    );
}

#[test]
fn an_answer_stops_the_first_clock_and_the_next_message_starts_another() {
    let mut facts = facts("23T09:00");
    facts.first_reply = Some(at("23T10:00"));
    facts.waiting_since = None;
    assert_eq!(
        told("normal", &facts),
        ["resolution 24 12:45 24 18:00"],
        "nobody waits for an answer"
    );
    facts.waiting_since = Some(at("23T17:00"));
    assert_eq!(
        told("normal", &facts),
        [
            "next_response 24 15:30 24 17:30",
            "resolution 24 12:45 24 18:00"
        ]
    );
}

#[test]
fn waiting_for_the_customer_stops_every_clock_but_the_first() {
    let mut facts = facts("23T09:00");
    facts.paused = vec![(at("23T10:00"), None)];
    assert_eq!(
        told("normal", &facts),
        ["first_response 23 12:00 23 13:00"],
        "the solution waits without an end"
    );
    // Monday 10–12 and, listed before it, Monday 11 to Tuesday 9: a day but an hour, counted once.
    facts.paused = vec![
        (at("23T11:00"), Some(at("24T09:00"))),
        (at("23T10:00"), Some(at("23T12:00"))),
        (at("23T10:30"), Some(at("23T10:30"))),
    ];
    assert_eq!(
        told("normal", &facts),
        [
            "first_response 23 12:00 23 13:00",
            "resolution 25 11:45 25 17:00"
        ]
    );
}

#[test]
fn a_solution_stops_the_clocks_and_a_reopening_goes_on_with_what_was_left() {
    let mut facts = facts("23T09:00");
    facts.first_reply = Some(at("23T10:00"));
    facts.waiting_since = None;
    facts.resolved = Some(at("23T11:00"));
    assert!(told("normal", &facts).is_empty());
    // Reopened on Thursday morning by a message: 13 of 15 hours are left, and 8 for the answer.
    facts.resolved = None;
    facts.paused = vec![(at("23T11:00"), Some(at("26T09:00")))];
    facts.waiting_since = Some(at("26T09:00"));
    assert_eq!(
        told("normal", &facts),
        [
            "next_response 26 16:30 27 09:30",
            "resolution 27 10:45 27 16:00"
        ]
    );
}

#[test]
fn a_clock_that_ran_out_before_a_pause_stays_run_out() {
    let mut facts = facts("23T09:00");
    facts.first_reply = Some(at("23T10:00"));
    facts.waiting_since = None;
    facts.paused = vec![(at("27T09:00"), None)];
    assert_eq!(told("normal", &facts), ["resolution 24 12:45 24 18:00"]);
}

#[test]
fn a_site_that_never_opens_is_never_warned() {
    let (mut site, zone) = shop();
    let years = ["2026", "2027", "2028"].map(|year| {
        let json = format!(r#"{{"from":"{year}-01-01","to":"{year}-12-31","hours":[]}}"#);
        serde_json::from_str(&json).unwrap()
    });
    site.hours.special = years.into();
    let policy = site.policy("normal").unwrap();
    assert_eq!(due(policy, &site.hours, &zone, &facts("23T09:00")), []);
}

#[test]
fn reports_know_both_clocks_and_whether_a_goal_was_met() {
    let (site, zone) = shop();
    let now = at("27T18:00");
    let mut facts = facts("23T17:00");
    facts.first_reply = Some(at("24T12:00"));
    facts.waiting_since = None;
    facts.paused = vec![(at("24T12:00"), Some(at("25T12:00")))];
    facts.resolved = Some(at("25T13:00"));
    let elapsed = |target| facts.elapsed(target, &site.hours, &zone, now);
    let first = elapsed(Target::FirstResponse).unwrap();
    assert_eq!(first.business, SignedDuration::from_hours(4));
    assert_eq!(first.calendar, SignedDuration::from_hours(19));
    let solved = elapsed(Target::Resolution).unwrap();
    assert_eq!(solved.business, SignedDuration::from_hours(5));
    assert_eq!(solved.calendar, SignedDuration::from_hours(20));
    assert_eq!(elapsed(Target::NextResponse), None);
    let met = |policy: &str, target, elapsed| site.policy(policy).unwrap().met(target, elapsed);
    assert_eq!(met("normal", Target::FirstResponse, &first), Some(true));
    assert_eq!(met("urgent", Target::FirstResponse, &first), Some(false));
    assert_eq!(met("urgent", Target::NextResponse, &first), None);
}

#[test]
fn a_goal_is_a_number_and_a_unit() {
    let read = |text: &str| Goal::try_from(text.to_owned()).map(|g| (g.to_string(), g.duration()));
    for (text, minutes) in [("1m", 1), ("90m", 90), ("4h", 240), (" 2d ", 2_880)] {
        let duration = SignedDuration::from_mins(minutes);
        assert_eq!(read(text), Ok((text.trim().into(), duration)));
    }
    for bad in [
        "",
        "m",
        "4",
        "0m",
        "0d",
        "+4h",
        "-4h",
        "4.5h",
        "4 h",
        "4H",
        "91d",
        "2161h",
        "129601m",
        "99999999999m",
        "4294967295d",
        "٤h",
        "4hé",
    ] {
        assert!(read(bad).is_err(), "{bad}");
    }
    assert!(read("90d").is_ok() && read("2160h").is_ok());
}

#[test]
fn mistakes_in_hours_and_service_levels_are_named_by_key() {
    let special = |body: &str| format!("{SHOP}[[hours.special]]\n{body}\n");
    let sla = |body: &str| format!("{SHOP}[[sla]]\nid = \"a\"\n{body}\n");
    for (text, key) in [
        (
            special("date = \"2026-12-24\"\nhours = [\"9:00-12:00\", \"11:00-13:00\"]"),
            "hours.special[0].hours",
        ),
        (
            special("date = \"2026-12-24\"\nhours = [\"9-12\"]"),
            "hours.special[0].hours[0]",
        ),
        (special("date = \"2026-12-24\""), "hours.special[0]"),
        (special("hours = []"), "hours.special[0]"),
        (
            special("from = \"2026-12-24\"\nhours = []"),
            "hours.special[0]",
        ),
        (
            special("date = \"2026-12-24\"\nto = \"2026-12-26\"\nhours = []"),
            "hours.special[0]",
        ),
        (
            special("from = \"2026-12-24\"\nto = \"2026-12-23\"\nhours = []"),
            "hours.special[0].to",
        ),
        (
            special("from = \"2026-01-01\"\nto = \"2027-01-02\"\nhours = []"),
            "hours.special[0].to",
        ),
        (sla(""), "sla[0]"),
        (sla("first_response = \"4 hours\""), "sla[0].first_response"),
        (sla("first_response = \"2d\""), "sla[0].first_response"),
        (sla("resolution = \"4h\"\nwarn_at = 0"), "sla[0].warn_at"),
        (sla("resolution = \"4h\"\nwarn_at = 100"), "sla[0].warn_at"),
        (sla("resolution = \"4h\"\nclock = \"moon\""), "sla[0].clock"),
        (
            sla("resolution = \"4h\"\n[[sla]]\nid = \"a\"\nresolution = \"4h\""),
            "sla[1].id",
        ),
    ] {
        let found = Site::from_toml(&text).map(|_| ());
        let keys: Vec<_> = found
            .unwrap_err()
            .into_iter()
            .map(|error| error.key)
            .collect();
        assert_eq!(keys, [key], "{text}");
    }
    let year = "from = 2026-01-01\nto = 2027-01-01\nhours = []"; // 366 days, as TOML's own dates
    assert!(Site::from_toml(&special(year)).is_ok());
}

#[test]
fn a_site_reads_back_as_it_is_kept() {
    let text = format!(
        "{SHOP}[[hours.special]]\ndate = \"2026-12-24\"\nhours = [\"9:00-12:00\"]\n\
         [[hours.special]]\nfrom = \"2026-12-27\"\nto = \"2026-12-31\"\nhours = []\n{GOALS}"
    );
    let site = Site::from_toml(&text).unwrap();
    let json = serde_json::to_string(&site).unwrap();
    assert_eq!(Site::from_json(&json), Ok(site));
}
