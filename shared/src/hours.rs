//! Opening hours: when somebody is there, in the site's own time zone. Time comes in as an argument.

use std::fmt;

use jiff::{Timestamp, Zoned, civil, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// How far ahead the next opening is looked for, in days: past any holiday season.
const HORIZON_DAYS: i64 = 400;

/// A stretch of one day, in minutes after midnight; written `09:00-13:00`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Span {
    from: i16,
    to: i16,
}

impl TryFrom<String> for Span {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        const SHAPE: &str = "hours are written “09:00-13:00”, the end after the start";
        let (from, to) = text.split_once(['-', '–']).ok_or(SHAPE)?;
        let (from, to) = (minutes(from).ok_or(SHAPE)?, minutes(to).ok_or(SHAPE)?);
        if from < to {
            Ok(Self { from, to })
        } else {
            Err(SHAPE)
        }
    }
}

fn minutes(text: &str) -> Option<i16> {
    let (hour, minute) = text.trim().split_once(':')?;
    if hour.len() > 2 || minute.len() != 2 {
        return None;
    }
    let (hour, minute): (i16, i16) = (hour.parse().ok()?, minute.parse().ok()?);
    let in_day = (0..24).contains(&hour) && (0..60).contains(&minute) || (hour, minute) == (24, 0);
    in_day.then_some(hour * 60 + minute)
}

impl From<Span> for String {
    fn from(span: Span) -> String {
        span.to_string()
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { from, to } = self;
        write!(
            f,
            "{:02}:{:02}-{:02}:{:02}",
            from / 60,
            from % 60,
            to / 60,
            to % 60
        )
    }
}

/// A week of opening hours and the dates on which they do not hold.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Hours {
    /// Hours of each Monday; none means closed.
    pub monday: Vec<Span>,
    /// Hours of each Tuesday.
    pub tuesday: Vec<Span>,
    /// Hours of each Wednesday.
    pub wednesday: Vec<Span>,
    /// Hours of each Thursday.
    pub thursday: Vec<Span>,
    /// Hours of each Friday.
    pub friday: Vec<Span>,
    /// Hours of each Saturday.
    pub saturday: Vec<Span>,
    /// Hours of each Sunday.
    pub sunday: Vec<Span>,
    /// Dates on which the site is closed all day, `2026-12-25`.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub closed: Vec<civil::Date>,
}

/// Whether somebody is there.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// The site states no hours.
    Unstated,
    /// Somebody is there, until then.
    Open(Zoned),
    /// Nobody is there; the next opening, if there is one within 400 days.
    Closed(Option<Zoned>),
}

impl Hours {
    /// The week, Monday first.
    pub fn week(&self) -> [&[Span]; 7] {
        [
            &self.monday,
            &self.tuesday,
            &self.wednesday,
            &self.thursday,
            &self.friday,
            &self.saturday,
            &self.sunday,
        ]
    }

    /// Whether any hours are stated at all.
    pub fn is_stated(&self) -> bool {
        self.week().iter().any(|day| !day.is_empty())
    }

    /// Whether two spans of one day overlap; gives the day's name.
    pub fn overlap(&self) -> Option<&'static str> {
        const NAMES: [&str; 7] = [
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
        ];
        let overlaps = |day: &[Span]| {
            let mut spans = day.to_vec();
            spans.sort_by_key(|s| s.from);
            spans
                .windows(2)
                .any(|pair| matches!(pair, [a, b] if b.from < a.to))
        };
        let week = self.week();
        NAMES
            .into_iter()
            .zip(week)
            .find_map(|(name, day)| overlaps(day).then_some(name))
    }

    /// Whether the site is open at `now`, and until or from when.
    pub fn status(&self, zone: &TimeZone, now: Timestamp) -> Status {
        if !self.is_stated() {
            return Status::Unstated;
        }
        let openings = self.openings(zone, now);
        let mut until: Option<Timestamp> = None;
        for (from, to) in openings {
            match until {
                // Spans that touch (… -24:00, 00:00- …) are one opening to a customer.
                Some(end) if from <= end => until = Some(to.max(end)),
                Some(_) => break,
                None if from <= now => until = Some(to),
                None => return Status::Closed(Some(from.to_zoned(zone.clone()))),
            }
            // An always-open site has no end worth naming beyond a week.
            if until.is_some_and(|end| end.duration_since(now).as_hours() > 24 * 7) {
                break;
            }
        }
        match until {
            Some(end) => Status::Open(end.to_zoned(zone.clone())),
            None => Status::Closed(None),
        }
    }

    /// Openings that end after `now`, in order.
    fn openings(
        &self,
        zone: &TimeZone,
        now: Timestamp,
    ) -> impl Iterator<Item = (Timestamp, Timestamp)> {
        let today = now.to_zoned(zone.clone()).date();
        let instant = move |date: civil::Date, minute: i16| {
            let midnight = date.to_datetime(civil::Time::midnight());
            let local = midnight
                .checked_add(jiff::Span::new().minutes(minute))
                .ok()?;
            zone.to_ambiguous_timestamp(local).compatible().ok()
        };
        (-1..HORIZON_DAYS)
            .filter_map(move |ahead| today.checked_add(jiff::Span::new().days(ahead)).ok())
            .filter(|date| !self.closed.contains(date))
            .flat_map(move |date| {
                let index = date.weekday().to_monday_zero_offset();
                let mut spans = self
                    .week()
                    .get(usize::try_from(index).unwrap_or(0))
                    .map_or(vec![], |d| d.to_vec());
                spans.sort_by_key(|s| s.from);
                spans.into_iter().map(move |span| (date, span))
            })
            .filter_map(move |(date, span)| {
                Some((instant(date, span.from)?, instant(date, span.to)?))
            })
            .filter(move |(from, to)| *to > now && from < to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours() -> Hours {
        let day = |spans: &[&str]| -> Vec<Span> {
            spans
                .iter()
                .map(|s| Span::try_from((*s).to_owned()).unwrap())
                .collect()
        };
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
            closed: vec![],
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
        let two = |a: &str, b: &str| Hours {
            friday: vec![
                Span::try_from(a.to_owned()).unwrap(),
                Span::try_from(b.to_owned()).unwrap(),
            ],
            ..Hours::default()
        };
        assert_eq!(two("14:00-18:00", "09:00-14:30").overlap(), Some("friday"));
        assert_eq!(two("14:00-18:00", "09:00-14:00").overlap(), None);
    }
}
