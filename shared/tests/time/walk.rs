//! The reference: two weeks as a list of minutes, each open or not, and counting by walking. It
//! reads spans from their text and shares no code with what it checks.

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use shared::hours::{Hours, Span};

use crate::calendar::Case;

/// Days walked.
const DAYS: usize = 14;

/// Minutes walked.
pub const MINUTES: usize = DAYS * 24 * 60;

pub struct Walk {
    start: Timestamp,
    open: Vec<bool>,
}

impl Walk {
    pub fn new(case: &Case) -> Self {
        let mut walk = Self {
            start: case.start,
            open: vec![!stated(&case.hours); MINUTES],
        };
        let first = case.zone.to_datetime(case.start).date();
        let mut date = first.yesterday().unwrap().yesterday().unwrap();
        for _ in 0..DAYS + 5 {
            for span in spans(&case.hours, date) {
                if let Some((from, to)) = minutes(&case.zone, date, *span) {
                    walk.paint(from, to);
                }
            }
            date = date.tomorrow().unwrap();
        }
        walk
    }

    /// The same two weeks, open day and night.
    pub fn always(self) -> Self {
        Self {
            open: vec![true; MINUTES],
            ..self
        }
    }

    fn paint(&mut self, from: Timestamp, to: Timestamp) {
        let index = |moment: Timestamp| {
            let minute = moment.duration_since(self.start).as_mins();
            minute.clamp(0, MINUTES as i64) as usize
        };
        let painted = index(from)..index(to);
        self.open[painted].fill(true);
    }

    pub fn at(&self, minute: usize) -> Timestamp {
        self.start + SignedDuration::from_mins(minute as i64)
    }

    pub fn between(&self, a: usize, b: usize) -> usize {
        self.open[a..b].iter().filter(|open| **open).count()
    }

    /// When so many open minutes for which `runs` holds have passed.
    pub fn after(&self, from: usize, span: usize, runs: impl Fn(usize) -> bool) -> Option<usize> {
        let mut left = span;
        for minute in from..MINUTES {
            if self.open[minute] && runs(minute) {
                left -= 1;
                if left == 0 {
                    return Some(minute + 1);
                }
            }
        }
        None
    }

    /// The next minute at which open becomes closed or closed open.
    pub fn change(&self, now: usize) -> Option<usize> {
        (now..MINUTES).find(|minute| self.open[*minute] != self.open[now])
    }
}

fn stated(hours: &Hours) -> bool {
    hours.week().iter().any(|day| !day.is_empty())
        || hours.special.iter().any(|day| !day.hours.is_empty())
}

fn spans(hours: &Hours, date: Date) -> &[Span] {
    if hours.closed.contains(&date) {
        return &[];
    }
    let mut spans = hours.week()[date.weekday().to_monday_zero_offset() as usize];
    for special in &hours.special {
        if special.first <= date && date <= special.last {
            spans = &special.hours;
        }
    }
    spans
}

/// On most days, so many minutes after midnight; on a day the clock jumps, by what it shows.
fn minutes(zone: &TimeZone, date: Date, span: Span) -> Option<(Timestamp, Timestamp)> {
    let text = span.to_string();
    let (from, to) = text.split_once('-').unwrap();
    let [from, to] = [from, to].map(|time| {
        let (hour, minute) = time.split_once(':').unwrap();
        hour.parse::<i64>().unwrap() * 60 + minute.parse::<i64>().unwrap()
    });
    let midnight = |date: Date| date.to_zoned(zone.clone()).unwrap().timestamp();
    let (start, end) = (midnight(date), midnight(date.tomorrow().unwrap()));
    let before = start - SignedDuration::from_secs(1);
    let jump = zone.following(before).next();
    let whole = end.duration_since(start) == SignedDuration::from_hours(24);
    if whole && jump.is_none_or(|jump| jump.timestamp() >= end) {
        let at = |minute| start + SignedDuration::from_mins(minute);
        return Some((at(from), at(to)));
    }
    let shown = |minute: i64| match minute {
        1_440 => end,
        _ => {
            let time = date.at((minute / 60) as i8, (minute % 60) as i8, 0, 0);
            time.to_zoned(zone.clone()).unwrap().timestamp()
        }
    };
    // A day the zone leaves out, and times that would move to the next date with it.
    let same_date = zone.to_datetime(shown(from)).date() == date;
    (same_date && shown(from) < shown(to)).then(|| (shown(from), shown(to)))
}
