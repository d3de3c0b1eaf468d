//! Moments that have passed, in words.

use jiff::{Timestamp, Zoned};

use super::{days_to, filled};
use crate::text::{Catalogue, Text};

/// A moment that has passed, in words: “ieri alle 9:00”, “il 3 marzo alle 14:05”; with its year
/// where that is another than now.
pub fn past(moment: &Zoned, texts: &Catalogue, now: Timestamp) -> String {
    let year = now.to_zoned(moment.time_zone().clone()).year();
    let form = match days_to(moment, now) {
        -1 => Text::Yesterday,
        // A moment a little ahead of this clock is still of today.
        0.. => Text::Today,
        -6..=-2 => Text::OnWeekday,
        _ if moment.year() == year => Text::OnDate,
        _ => Text::OnDateOfYear,
    };
    filled(form, moment, texts)
}

#[cfg(test)]
mod tests {
    use jiff::{civil::DateTime, tz::TimeZone};

    use super::*;
    use crate::lang::Locale;

    #[test]
    fn what_has_been_is_said_as_people_say_it() {
        let zone = TimeZone::get("Europe/Rome").unwrap();
        let now: Timestamp = "2026-11-22T23:30:00Z".parse().unwrap(); // Monday 0:30 in Rome
        let say = |text: &str, locale| {
            let moment: DateTime = text.parse().unwrap();
            let moment = moment.to_zoned(zone.clone()).unwrap();
            past(&moment, &Catalogue::of(locale), now)
        };
        for (moment, it, en) in [
            ("2026-11-23T00:10", "oggi alle 0:10", "today at 12:10 am"),
            ("2026-11-22T09:00", "ieri alle 9:00", "yesterday at 9:00 am"),
            (
                "2026-11-17T14:05",
                "martedì alle 14:05",
                "on Tuesday at 2:05 pm",
            ),
            (
                "2026-11-16T14:05",
                "il 16 novembre alle 14:05",
                "on 16 November at 2:05 pm",
            ),
            (
                "2026-03-03T01:05",
                "il 3 marzo all'1:05",
                "on 3 March at 1:05 am",
            ),
            (
                "2025-12-08T11:05",
                "l'8 dicembre 2025 alle 11:05",
                "on 8 December 2025 at 11:05 am",
            ),
            ("2026-11-23T00:31", "oggi alle 0:31", "today at 12:31 am"),
        ] {
            assert_eq!(say(moment, Locale::It), it);
            assert_eq!(say(moment, Locale::En), en);
        }
    }
}
