//! When a call can be asked for: stretches of a site's opening hours to come, short enough to wait
//! by the phone. Rules only; what was chosen is checked by `contact::Window`.

use jiff::{Span, Timestamp, Unit, Zoned, ZonedRound, tz::TimeZone};

use crate::{contact::Window, hours::Status, site::Site};

/// Longest window, in minutes.
const LENGTH_MIN: i64 = 120;
/// A shorter rest of an opening is no window of its own, in minutes.
const SHORTEST_MIN: i64 = 30;
/// The team needs this long to see that somebody waits for a call, in minutes.
const NOTICE_MIN: i64 = 30;
/// Windows that have begun are offered from the next full half hour on.
const STEP_MIN: i64 = 30;
/// On how many opening days windows are offered.
const DAYS: usize = 5;
/// Most windows offered.
const MAX_WINDOWS: usize = 12;

/// The windows a customer can choose from, in order: at most 12 of at most two hours each, on at
/// most five opening days, none beginning within half an hour. A site that states no hours has none.
pub fn slots(site: &Site, now: Timestamp) -> Vec<Window> {
    let Ok(zone) = TimeZone::get(&site.time_zone) else {
        return Vec::new();
    };
    let mut windows = Vec::new();
    let mut days = Vec::new();
    let earliest = now.to_zoned(zone.clone()).checked_add(minutes(NOTICE_MIN));
    let mut cursor = earliest.and_then(|at| at.round(half_hours())).ok();
    // Each turn leaves an opening behind or comes to one: far more turns than days are not needed.
    for _ in 0..8 * DAYS {
        let Some(at) = cursor else { break };
        cursor = match site.hours.status(&zone, at.timestamp()) {
            Status::Unstated | Status::Closed(None) => None,
            Status::Closed(Some(opens)) => Some(opens).filter(|opens| *opens > at),
            Status::Open(closes) => {
                if !fill(&mut windows, &mut days, at, &closes, now) {
                    return windows;
                }
                Some(closes)
            }
        };
    }
    windows
}

/// Cuts an opening into windows; `false` once there are enough.
fn fill(
    windows: &mut Vec<Window>,
    days: &mut Vec<jiff::civil::Date>,
    mut from: Zoned,
    closes: &Zoned,
    now: Timestamp,
) -> bool {
    while from < *closes {
        let end = from.checked_add(minutes(LENGTH_MIN));
        let Some(to) = end.ok().map(|end| end.min(closes.clone())) else {
            return false;
        };
        if !days.contains(&from.date()) {
            days.push(from.date());
        }
        if days.len() > DAYS || windows.len() >= MAX_WINDOWS {
            return false;
        }
        let window = Window {
            from: from.timestamp(),
            to: to.timestamp(),
        };
        // What could not be asked for is not offered.
        if Window::parse(&window.interval(), now).is_none() {
            return false;
        }
        if to.duration_since(&from).as_mins() >= SHORTEST_MIN {
            windows.push(window);
        }
        from = to;
    }
    true
}

fn minutes(minutes: i64) -> Span {
    Span::new().minutes(minutes)
}

fn half_hours() -> ZonedRound {
    ZonedRound::new()
        .smallest(Unit::Minute)
        .increment(STEP_MIN)
        .mode(jiff::RoundMode::Ceil)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn site(hours: &str) -> Site {
        let toml = format!(
            "name = \"Bottega\"\nlanguages = [\"it\"]\ntime_zone = \"Europe/Rome\"\n\
             [mail]\nfrom = \"ciao@bottega.example\"\n[hours]\n{hours}"
        );
        Site::from_toml(&toml).unwrap()
    }

    fn weekdays() -> Site {
        let days = ["monday", "tuesday", "wednesday", "thursday", "friday"];
        let days = days.map(|day| format!("{day} = [\"09:00-13:00\", \"14:30-18:00\"]\n"));
        site(&days.concat())
    }

    fn read(site: &Site, local: &str) -> Vec<String> {
        let zone = TimeZone::get(&site.time_zone).unwrap();
        let now: jiff::civil::DateTime = local.parse().unwrap();
        let now = now.to_zoned(zone.clone()).unwrap().timestamp();
        let said = |window: Window| {
            let (from, to) = (
                window.from.to_zoned(zone.clone()),
                window.to.to_zoned(zone.clone()),
            );
            format!(
                "{} {}-{}",
                from.strftime("%a"),
                from.strftime("%H:%M"),
                to.strftime("%H:%M")
            )
        };
        slots(site, now).into_iter().map(said).collect()
    }

    #[test]
    fn windows_lie_inside_opening_hours() {
        let read = read(&weekdays(), "2026-11-23T08:00"); // Monday
        assert_eq!(read.len(), MAX_WINDOWS);
        assert_eq!(
            read.get(..5).unwrap(),
            [
                "Mon 09:00-11:00",
                "Mon 11:00-13:00",
                "Mon 14:30-16:30",
                "Mon 16:30-18:00",
                "Tue 09:00-11:00"
            ]
        );
    }

    #[test]
    fn the_team_has_half_an_hour_to_see_it() {
        for (now, first) in [
            ("2026-11-23T09:00", "Mon 09:30-11:30"),
            ("2026-11-23T10:10", "Mon 11:00-13:00"),
            ("2026-11-23T12:01", "Mon 14:30-16:30"), // From 13:00 on nobody is there.
            ("2026-11-23T17:10", "Tue 09:00-11:00"),
            ("2026-11-27T17:40", "Mon 09:00-11:00"), // Friday evening
        ] {
            assert_eq!(
                read(&weekdays(), now).first().map(String::as_str),
                Some(first),
                "{now}"
            );
        }
    }

    #[test]
    fn nothing_is_offered_too_late_too_short_or_without_hours() {
        let short = site("monday = [\"09:00-10:00\"]\ntuesday = [\"09:00-09:20\"]");
        let days = read(&short, "2026-11-21T12:00");
        // The third Monday is more than two weeks away.
        assert_eq!(days, ["Mon 09:00-10:00", "Mon 09:00-10:00"]);
        assert_eq!(read(&site(""), "2026-11-23T09:00"), Vec::<String>::new());
    }

    proptest! {
        /// Around changes of the clock too: two Sundays of the year stand among these moments.
        #[test]
        fn every_window_can_be_chosen(minute in 0i64..600_000, always in any::<bool>()) {
            let start: Timestamp = "2026-03-01T00:00:00Z".parse().unwrap();
            let now = start.checked_add(minutes(minute)).unwrap();
            let days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
            let site = match always {
                true => site(&days.map(|day| format!("{day} = [\"00:00-24:00\"]\n")).concat()),
                false => weekdays(),
            };
            let zone = TimeZone::get("Europe/Rome").unwrap();
            let windows = slots(&site, now);
            prop_assert!(!windows.is_empty() && windows.len() <= MAX_WINDOWS);
            let mut before = now.checked_add(minutes(NOTICE_MIN)).unwrap();
            for window in windows {
                let length = window.to.duration_since(window.from).as_mins();
                prop_assert!((SHORTEST_MIN..=LENGTH_MIN).contains(&length));
                prop_assert!(window.from >= before);
                before = window.to;
                prop_assert!(matches!(site.hours.status(&zone, window.from), Status::Open(end) if end.timestamp() >= window.to));
                prop_assert_eq!(Window::parse(&window.interval(), now), Some(window));
            }
        }
    }
}
