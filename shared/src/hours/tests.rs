//! Hours as owners write them and customers meet them.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::*;

fn day(spans: &[&str]) -> Vec<Span> {
    let span = |s: &&str| Span::try_from((*s).to_owned()).unwrap();
    spans.iter().map(span).collect()
}

fn hours() -> Hours {
    let weekday = day(&["14:30-18:00", "09:00-13:00"]);
    Hours {
        monday: weekday.clone(),
        tuesday: weekday.clone(),
        wednesday: weekday.clone(),
        thursday: weekday.clone(),
        friday: weekday,
        saturday: day(&["10:00-12:00"]),
        sunday: vec![],
        closed: vec![civil::date(2026, 12, 25)],
        special: vec![],
    }
}

fn at(text: &str) -> (TimeZone, Timestamp) {
    let zone = TimeZone::get("Europe/Rome").unwrap();
    let local: civil::DateTime = text.parse().unwrap();
    let now = zone.to_ambiguous_timestamp(local).compatible().unwrap();
    (zone, now)
}

fn says(hours: &Hours, local: &str) -> String {
    let (zone, now) = at(local);
    match hours.status(&zone, now) {
        Status::Unstated => "unstated".into(),
        Status::Open(until) => format!("open until {}", until.datetime()),
        Status::Closed(Some(from)) => format!("closed until {}", from.datetime()),
        Status::Closed(None) => "closed".into(),
    }
}

#[test]
fn knows_when_somebody_is_there() {
    for (now, expected) in [
        ("2026-11-23T08:59", "closed until 2026-11-23T09:00:00"), // Monday
        ("2026-11-23T09:00", "open until 2026-11-23T13:00:00"),
        ("2026-11-23T13:00", "closed until 2026-11-23T14:30:00"),
        ("2026-11-23T17:59", "open until 2026-11-23T18:00:00"),
        ("2026-11-28T12:00", "closed until 2026-11-30T09:00:00"), // Saturday noon
        ("2026-12-24T18:00", "closed until 2026-12-26T10:00:00"), // Christmas is closed
    ] {
        assert_eq!(says(&hours(), now), expected, "{now}");
    }
}

#[test]
fn an_hour_that_the_clock_skips_or_repeats_is_no_trouble() {
    let night: Vec<Span> = vec![Span::try_from("02:30-03:30".to_owned()).unwrap()];
    let hours = Hours {
        sunday: night,
        ..Hours::default()
    };
    // 2027-03-28: 02:00 becomes 03:00, so 02:30 opens at 03:30, when it closes: skipped.
    assert_eq!(
        says(&hours, "2027-03-28T01:00"),
        "closed until 2027-04-04T02:30:00"
    );
    // 2026-10-25: 02:00–03:00 happens twice; the first counts.
    assert_eq!(
        says(&hours, "2026-10-25T01:00"),
        "closed until 2026-10-25T02:30:00"
    );
}

#[test]
fn always_open_never_open_and_unstated() {
    let all = vec![Span::try_from("00:00-24:00".to_owned()).unwrap()];
    let always = Hours {
        monday: all.clone(),
        tuesday: all.clone(),
        wednesday: all.clone(),
        thursday: all.clone(),
        friday: all.clone(),
        saturday: all.clone(),
        sunday: all,
        ..Hours::default()
    };
    assert!(says(&always, "2026-11-23T08:59").starts_with("open until 2026-"));
    assert_eq!(says(&Hours::default(), "2026-11-23T08:59"), "unstated");
    let closed = (0..800)
        .filter_map(|n| {
            civil::date(2026, 11, 1)
                .checked_add(jiff::Span::new().days(n))
                .ok()
        })
        .collect();
    assert_eq!(
        says(&Hours { closed, ..hours() }, "2026-11-23T08:59"),
        "closed"
    );
}

#[test]
fn hours_are_written_in_one_way() {
    let read = |text: &str| Span::try_from(text.to_owned()).map(String::from);
    assert_eq!(read("9:00-13:00"), Ok("09:00-13:00".into()));
    assert_eq!(read("00:00-24:00"), Ok("00:00-24:00".into()));
    for bad in [
        "",
        "9-13",
        "13:00-09:00",
        "09:00-09:00",
        "24:01-25:00",
        "09:60-10:00",
        "é-é",
    ] {
        assert!(read(bad).is_err(), "{bad}");
    }
    let two = |a: &str, b: &str| overlap(&day(&[a, b]));
    assert!(two("14:00-18:00", "09:00-14:30"));
    assert!(!two("14:00-18:00", "09:00-14:00"));
}

fn special(first: &str, last: &str, hours: &[&str]) -> Special {
    Special {
        first: first.parse().unwrap(),
        last: last.parse().unwrap(),
        hours: day(hours),
    }
}

#[test]
fn a_special_day_replaces_the_week_the_last_entry_wins_and_closed_stays_closed() {
    let hours = Hours {
        special: vec![
            special("2026-12-14", "2026-12-31", &["09:00-20:00"]),
            special("2026-12-24", "2026-12-24", &["09:00-11:00"]),
            special("2026-12-28", "2026-12-29", &[]),
        ],
        ..hours()
    };
    for (now, expected) in [
        ("2026-12-11T18:30", "closed until 2026-12-12T10:00:00"), // the Friday before
        ("2026-12-14T13:30", "open until 2026-12-14T20:00:00"),
        ("2026-12-20T10:00", "open until 2026-12-20T20:00:00"), // a Sunday
        ("2026-12-24T10:00", "open until 2026-12-24T11:00:00"),
        ("2026-12-24T11:00", "closed until 2026-12-26T09:00:00"), // closed on the 25th
        ("2026-12-27T20:00", "closed until 2026-12-30T09:00:00"),
        ("2026-12-31T20:00", "closed until 2027-01-01T09:00:00"), // the week again
    ] {
        assert_eq!(says(&hours, now), expected, "{now}");
    }
}

#[test]
fn special_days_alone_are_hours_too() {
    let hours = Hours {
        special: vec![special("2026-12-24", "2026-12-24", &["09:00-13:00"])],
        ..Hours::default()
    };
    assert_eq!(
        says(&hours, "2026-12-01T10:00"),
        "closed until 2026-12-24T09:00:00"
    );
    assert_eq!(says(&hours, "2026-12-24T13:00"), "closed");
}

#[test]
fn business_time_passes_only_while_somebody_is_there() {
    let hours = hours();
    for (from, minutes, expected) in [
        ("2026-11-23T09:00", 30, "2026-11-23T09:30"),
        ("2026-11-23T08:00", 30, "2026-11-23T09:30"),
        ("2026-11-23T12:30", 30, "2026-11-23T13:00"), // at the very closing
        ("2026-11-23T12:30", 31, "2026-11-23T14:31"),
        ("2026-11-27T17:00", 240, "2026-11-30T10:00"), // 1 h Friday, 2 h Saturday, 1 h Monday
        ("2026-12-24T17:30", 60, "2026-12-26T10:30"),  // not on Christmas Day
        ("2026-11-23T03:00", 0, "2026-11-23T03:00"),
    ] {
        let (zone, start) = at(from);
        let span = SignedDuration::from_mins(minutes);
        let end = hours.after(&zone, start, span).unwrap();
        assert_eq!(end, at(expected).1, "{from} + {minutes} min");
        assert_eq!(hours.between(&zone, start, end), span);
        assert_eq!(hours.between(&zone, end, start), -span);
    }
}

#[test]
fn a_site_without_hours_counts_day_and_night_and_a_closed_one_never() {
    let (zone, now) = at("2026-11-23T22:00");
    let span = SignedDuration::from_hours(5);
    let later = now.checked_add(span).unwrap();
    assert_eq!(Hours::default().after(&zone, now, span), Some(later));
    assert_eq!(Hours::default().between(&zone, now, later), span);
    let never = Hours {
        special: vec![
            special("2026-11-01", "2027-10-31", &[]),
            special("2027-11-01", "2028-10-31", &[]),
        ],
        ..hours()
    };
    assert_eq!(never.after(&zone, now, span), None);
    assert_eq!(never.between(&zone, now, later), SignedDuration::ZERO);
}

#[test]
fn a_year_of_waiting_is_counted_to_the_hour() {
    let (zone, from) = at("2027-01-01T00:00");
    let to = at("2028-01-01T00:00").1;
    // 2027 has 261 weekdays of 7.5 h and 52 Saturdays of 2 h, and none of them is in `closed`.
    let open = SignedDuration::from_mins(261 * 450 + 52 * 120);
    assert_eq!(hours().between(&zone, from, to), open);
}

#[test]
fn a_day_the_zone_leaves_out_has_no_hours() {
    // Samoa went from Thursday 29 to Saturday 31 December 2011.
    let zone = TimeZone::get("Pacific/Apia").unwrap();
    let hours = Hours {
        friday: day(&["09:00-17:00"]),
        ..Hours::default()
    };
    let from: Timestamp = "2011-12-29T00:00:00Z".parse().unwrap();
    let until: Timestamp = "2012-01-05T00:00:00Z".parse().unwrap();
    assert_eq!(hours.between(&zone, from, until), SignedDuration::ZERO);
}
