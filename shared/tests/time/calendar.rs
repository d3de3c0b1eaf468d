//! Calendars to try: any week with its exceptions, in zones and at dates where clocks jump.

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use proptest::{prelude::*, sample::select};
use shared::hours::{Hours, Span, Special};

/// Zones and dates: an hour on and back, at night, at midnight and across it; half an hour; a quarter; back
/// for Ramadan; a whole day left out.
const JUMPS: [(&str, &str); 17] = [
    ("Europe/Rome", "2026-10-25"),
    ("Europe/Rome", "2027-03-28"),
    ("America/New_York", "2026-11-01"),
    ("America/New_York", "2027-03-14"),
    ("Australia/Lord_Howe", "2026-10-04"),
    ("Australia/Lord_Howe", "2027-04-04"),
    ("Africa/Casablanca", "2026-02-15"),
    ("Africa/Casablanca", "2026-03-22"),
    ("Asia/Kathmandu", "2026-06-01"),
    ("Asia/Kathmandu", "1986-01-01"),
    ("Pacific/Apia", "2011-12-30"),
    ("Asia/Beirut", "2026-03-29"),
    ("Asia/Beirut", "2026-10-25"),
    ("America/Havana", "2026-03-08"),
    ("America/Goose_Bay", "2010-11-07"),
    ("America/Goose_Bay", "2011-03-13"),
    ("America/Toronto", "1919-03-31"),
];

#[derive(Clone, Debug)]
pub struct Case {
    pub zone_name: &'static str,
    pub zone: TimeZone,
    /// A local midnight six days before the clock jumps.
    pub start: Timestamp,
    pub hours: Hours,
}

fn date(first: Date, days: i64) -> Date {
    first
        .checked_add(jiff::Span::new().days(days))
        .unwrap_or(first)
}

fn span(from: u16, to: u16) -> Span {
    let text = format!(
        "{:02}:{:02}-{:02}:{:02}",
        from / 60,
        from % 60,
        to / 60,
        to % 60
    );
    Span::try_from(text).unwrap()
}

/// Spans of one day that do not overlap, in any order; often at night, where clocks jump.
fn day() -> impl Strategy<Value = Vec<Span>> {
    let night = (0..=24_u16).prop_map(|ten| ten * 10);
    let time = prop_oneof![
        1 => night.clone(),
        2 => (0..=96_u16).prop_map(|quarter| quarter * 15),
        1 => 0..=1_440_u16,
        1 => Just(0_u16),
        1 => Just(1_440_u16),
    ];
    let times = prop_oneof![
        2 => prop::collection::vec(time, 0..7),
        1 => prop::collection::vec(night, 2..9),
    ];
    (times, any::<bool>()).prop_map(|(mut times, backwards)| {
        times.sort_unstable();
        let spans = times.chunks_exact(2).filter(|pair| pair[0] < pair[1]);
        let mut spans: Vec<_> = spans.map(|pair| span(pair[0], pair[1])).collect();
        if backwards {
            spans.reverse();
        }
        spans
    })
}

fn week(days: [Vec<Span>; 7]) -> Hours {
    let [
        monday,
        tuesday,
        wednesday,
        thursday,
        friday,
        saturday,
        sunday,
    ] = days;
    Hours {
        monday,
        tuesday,
        wednesday,
        thursday,
        friday,
        saturday,
        sunday,
        closed: vec![],
        special: vec![],
    }
}

fn weeks() -> impl Strategy<Value = Hours> {
    let always = week([(); 7].map(|()| vec![span(0, 1_440)]));
    prop_oneof![
        8 => prop::array::uniform7(day()).prop_map(week),
        1 => Just(always),
        1 => Just(Hours::default()),
    ]
}

pub fn case() -> impl Strategy<Value = Case> {
    let special = (0..14_i64, 0..4_i64, day());
    (
        select(&JUMPS[..]),
        weeks(),
        prop::collection::vec(0..14_i64, 0..3),
        prop::collection::vec(special, 0..3),
    )
        .prop_map(|((zone_name, jump), mut hours, closed, special)| {
            let zone = TimeZone::get(zone_name).unwrap();
            let first = date(jump.parse().unwrap(), -6);
            hours.closed = closed.into_iter().map(|n| date(first, n)).collect();
            hours.special = special
                .into_iter()
                .map(|(n, length, hours)| Special {
                    first: date(first, n),
                    last: date(first, n + length),
                    hours,
                })
                .collect();
            let start = first.to_zoned(zone.clone()).unwrap().timestamp();
            Case {
                zone_name,
                zone,
                start,
                hours,
            }
        })
}

/// The same site, closed for five years around the case.
pub fn never_open(mut case: Case) -> Case {
    let first = case.zone.to_datetime(case.start).date();
    if case.hours == Hours::default() || !case.hours.is_stated() {
        case.hours.monday = vec![span(540, 1_080)];
    }
    let years = (-2..3).map(|year| Special {
        first: date(first, year * 365),
        last: date(first, year * 365 + 365),
        hours: vec![],
    });
    case.hours.special.extend(years);
    case
}

/// A shop as there are many.
pub fn ordinary() -> Case {
    let weekday = vec![span(540, 780), span(870, 1_080)];
    let mut days = [(); 7].map(|()| weekday.clone());
    days[6] = vec![];
    let zone = TimeZone::get("Europe/Rome").unwrap();
    let start: Timestamp = "2017-01-01T00:00:00Z".parse().unwrap();
    Case {
        zone_name: "Europe/Rome",
        zone,
        start,
        hours: week(days),
    }
}
