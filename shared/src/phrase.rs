//! Sentences about time, put together from a language's texts.

use jiff::{Timestamp, Zoned, tz::TimeZone};

use crate::{
    hours::Status,
    site::Site,
    text::{Catalogue, Text},
};

/// Whether somebody is there now, from the site's hours.
pub fn status(site: &Site, now: Timestamp) -> Status {
    match TimeZone::get(&site.time_zone) {
        Ok(zone) => site.hours.status(&zone, now),
        Err(_) => Status::Unstated,
    }
}

/// The greeting for this moment.
pub fn greeting(status: &Status, texts: &Catalogue, now: Timestamp) -> String {
    match status {
        Status::Unstated => texts.get(Text::GreetingPlain).into(),
        Status::Open(_) => texts.get(Text::GreetingOpen).into(),
        Status::Closed(None) => texts.get(Text::GreetingAway).into(),
        Status::Closed(Some(opens)) => {
            texts.fill(Text::GreetingClosed, &[("when", &when(opens, texts, now))])
        }
    }
}

/// What a customer can expect after sending; empty where no hours are stated.
pub fn expectation(status: &Status, texts: &Catalogue, now: Timestamp) -> String {
    match status {
        Status::Unstated | Status::Closed(None) => String::new(),
        Status::Open(_) => texts.get(Text::SentOpen).into(),
        Status::Closed(Some(opens)) => {
            texts.fill(Text::SentClosed, &[("when", &when(opens, texts, now))])
        }
    }
}

/// A moment to come, in words: “domani alle 9:00”.
pub fn when(moment: &Zoned, texts: &Catalogue, now: Timestamp) -> String {
    let today = now.to_zoned(moment.time_zone().clone()).date();
    let days = today.until(moment.date()).map_or(0, |span| span.get_days());
    let time = format!("{}:{:02}", moment.hour(), moment.minute());
    let nth = |list: Text, n: i8| {
        texts
            .get(list)
            .split(',')
            .nth(usize::try_from(n).unwrap_or(0))
            .unwrap_or("")
            .to_owned()
    };
    match days {
        ..=0 => texts.fill(Text::Today, &[("time", &time)]),
        1 => texts.fill(Text::Tomorrow, &[("time", &time)]),
        2..=6 => {
            let weekday = nth(Text::Weekdays, moment.weekday().to_monday_zero_offset());
            texts.fill(Text::OnWeekday, &[("weekday", &weekday), ("time", &time)])
        }
        _ => {
            let month = nth(Text::Months, moment.month() - 1);
            let day = moment.day().to_string();
            texts.fill(
                Text::OnDate,
                &[("day", &day), ("month", &month), ("time", &time)],
            )
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Locale;

    #[test]
    fn moments_are_said_as_people_say_them() {
        let zone = TimeZone::get("Europe/Rome").unwrap();
        let now: Timestamp = "2026-11-22T23:30:00Z".parse().unwrap(); // Monday 0:30 in Rome
        let say = |text: &str, locale| {
            let moment: jiff::civil::DateTime = text.parse().unwrap();
            when(
                &moment.to_zoned(zone.clone()).unwrap(),
                &Catalogue::of(locale),
                now,
            )
        };
        assert_eq!(say("2026-11-23T09:00", Locale::It), "oggi alle 9:00");
        assert_eq!(say("2026-11-24T09:30", Locale::It), "domani alle 9:30");
        assert_eq!(say("2026-11-27T14:05", Locale::It), "venerdì alle 14:05");
        assert_eq!(say("2026-11-27T14:05", Locale::En), "on Friday at 14:05");
        assert_eq!(say("2027-01-07T09:00", Locale::En), "on 7 January at 9:00");
    }
}
