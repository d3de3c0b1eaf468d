//! Openings as stretches of real time, and the business time that passes in them. A span of the
//! day starts and ends where the zone puts its wall-clock times: a time the clock repeats is the
//! first of the two, a time it skips is as much later as the clock jumps, and a day the zone leaves
//! out altogether has no hours.

use jiff::{
    SignedDuration, Timestamp,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

use super::{Hours, Span, Status};

/// How far ahead the next opening is looked for, in days: past any holiday season.
const HORIZON_DAYS: usize = 400;

/// How far ahead business time is counted, in days: ten years.
const MAX_DAYS: usize = 3_660;

/// From when and until when somebody is there.
type Opening = (Timestamp, Timestamp);

impl Hours {
    /// Whether the site is open at `now`, and until or from when.
    pub fn status(&self, zone: &TimeZone, now: Timestamp) -> Status {
        if !self.is_stated() {
            return Status::Unstated;
        }
        let openings = dates(zone, now)
            .take(HORIZON_DAYS + 1)
            .flat_map(|date| self.openings(zone, date))
            .filter(|(_, to)| *to > now);
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

    /// The first moment by which `span` of open time has passed since `from`: `from` itself for no
    /// time at all. None where the site does not open for 400 days on end, or the time has not
    /// passed within ten years. A site that states no hours counts every hour.
    pub fn after(
        &self,
        zone: &TimeZone,
        from: Timestamp,
        span: SignedDuration,
    ) -> Option<Timestamp> {
        if span <= SignedDuration::ZERO {
            return Some(from);
        }
        if !self.is_stated() {
            return from.checked_add(span).ok();
        }
        let (mut left, mut counted, mut idle) = (span, from, 0_usize);
        for date in dates(zone, from).take(MAX_DAYS) {
            idle = idle.saturating_add(1);
            for (start, end) in self.openings(zone, date) {
                let start = start.max(counted);
                if start >= end {
                    continue;
                }
                let open = end.duration_since(start);
                if open >= left {
                    return start.checked_add(left).ok();
                }
                left = left.saturating_sub(open);
                counted = end;
                idle = 0;
            }
            if idle > HORIZON_DAYS {
                break;
            }
        }
        None
    }

    /// The open time between two moments; below zero where `b` is before `a`. A site that states
    /// no hours counts every hour. Takes time in proportion to the days between.
    pub fn between(&self, zone: &TimeZone, a: Timestamp, b: Timestamp) -> SignedDuration {
        if !self.is_stated() {
            return b.duration_since(a);
        }
        if b < a {
            return SignedDuration::ZERO.saturating_sub(self.between(zone, b, a));
        }
        // A clock put back across midnight shows the day before again: the next may have begun.
        let last = b.to_zoned(zone.clone()).date();
        let last = last.tomorrow().unwrap_or(last);
        let (mut open, mut counted) = (SignedDuration::ZERO, a);
        for date in dates(zone, a).take_while(|date| *date <= last) {
            for (start, end) in self.openings(zone, date) {
                let (start, end) = (start.max(counted), end.min(b));
                if start < end {
                    open = open.saturating_add(end.duration_since(start));
                    counted = end;
                }
            }
        }
        open
    }

    /// The openings of a date, in order of time. Where the clock jumps, two may overlap.
    fn openings(&self, zone: &TimeZone, date: Date) -> Vec<Opening> {
        let spans = self.on(date).iter();
        let mut openings: Vec<Opening> = spans
            .filter_map(|span| opening(zone, date, *span))
            .collect();
        openings.sort_unstable();
        openings
    }
}

/// The dates from the day before `from`, whose last hours may not be over, on.
fn dates(zone: &TimeZone, from: Timestamp) -> impl Iterator<Item = Date> {
    let today = from.to_zoned(zone.clone()).date();
    let first = today.yesterday().unwrap_or(today);
    std::iter::successors(Some(first), |date| date.tomorrow().ok())
}

fn opening(zone: &TimeZone, date: Date, span: Span) -> Option<Opening> {
    let moment = |minute: i16| {
        let midnight = DateTime::from_parts(date, Time::midnight());
        let local = match Time::new(i8::try_from(minute / 60).ok()?, (minute % 60) as i8, 0, 0) {
            Ok(time) => DateTime::from_parts(date, time),
            Err(_) => midnight.tomorrow().ok()?,
        };
        zone.to_ambiguous_timestamp(local).compatible().ok()
    };
    let (from, to) = (moment(span.from)?, moment(span.to)?);
    let takes_place = from < to && zone.to_datetime(from).date() == date;
    takes_place.then_some((from, to))
}
