//! What the measures say of histories, and that rollups say what the histories do.

use std::collections::{BTreeMap, BTreeSet};

use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::{
    Changes, Day, Dimension, Fact, Filter, History, Names, Period, Report, Rollup, Samples, Share,
    Tally, facts, reference,
    world::{Step, Story, World, steps},
};
use crate::ticket::{Author, Visibility};

/// Rollups as a site keeps them: bytes by day, and the days each ticket stands in.
#[derive(Default)]
struct Kept {
    rollups: BTreeMap<Day, Vec<u8>>,
    days: BTreeMap<u64, Vec<Day>>,
}

fn history(story: &Story) -> History<'_> {
    let public = story
        .messages
        .iter()
        .filter(|m| m.visibility == Visibility::Public && m.author != Author::System);
    History {
        ticket: &story.ticket,
        said: public
            .map(|m| (m.author, m.created_at.parse().unwrap()))
            .collect(),
        events: &story.events,
    }
}

fn facts_of(world: &World, story: &Story, names: &mut Names) -> BTreeMap<Day, Fact> {
    facts(&history(story), &world.site, &world.zone, world.now, names)
}

impl Kept {
    /// What is kept of a ticket is worked out anew.
    fn renew(&mut self, world: &World, story: &Story) {
        let mut names = Names::default();
        let facts = facts_of(world, story, &mut names);
        let ticket = super::fact::digest(&story.ticket.id);
        let now: Vec<Day> = facts.keys().copied().collect();
        let before = self.days.insert(ticket, now.clone()).unwrap_or_default();
        let days: BTreeSet<Day> = before.into_iter().chain(now).collect();
        for day in days {
            let bytes = self
                .rollups
                .get(&day)
                .map(Vec::as_slice)
                .unwrap_or_default();
            let mut rollup = Rollup::from_bytes(bytes).unwrap();
            let changes = Changes {
                tickets: [ticket].into(),
                facts: facts.get(&day).cloned().into_iter().collect(),
            };
            rollup.change(&changes, &names);
            self.rollups.insert(day, rollup.to_bytes());
        }
    }

    fn report(&self, period: Period, filter: &Filter, by: Dimension) -> Report {
        let mut tally = Tally::new(period, filter.clone(), Some(by));
        for (day, bytes) in self.rollups.range(period.from..) {
            assert!(tally.take(*day, bytes));
        }
        tally.report()
    }
}

/// A world in which these things happened, and its rollups as they were kept up to date.
fn lived(kind: u8, begins: &str, steps: &[Step]) -> (World, Kept) {
    let (mut world, mut kept) = (World::new(kind, begins), Kept::default());
    for step in steps {
        for place in world.step(step) {
            let story = world.stories[place].clone();
            kept.renew(&world, &story);
        }
    }
    // What ran out since is noted when the alarm rings.
    for story in world.stories.clone() {
        kept.renew(&world, &story);
    }
    (world, kept)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn rollups_say_what_the_whole_histories_say(
        kind: u8,
        season in 0_usize..3,
        steps in steps(),
        from in 0_i32..40,
        days in 1_i32..40,
        by in 0_usize..6,
        filter in prop::option::of((0_usize..6, 0_usize..8)),
    ) {
        // Shortly before the clock goes forward, before it goes back, and when it stays.
        let begins = ["2026-03-20T22:10:00Z", "2026-10-17T09:00:30Z", "2026-06-30T23:59:59Z"];
        let (world, kept) = lived(kind, begins[season], &steps);
        let first = Day::at(begins[season].parse().unwrap(), &world.zone);
        let today = Day::at(world.now, &world.zone);
        let from = first.plus(from - 3).min(today);
        let period = Period::new(from, from.plus(days - 1).min(today));
        let values = ["order", "return", "care", "marta", "elio", "form", "it", Filter::NONE];
        let filter = filter.map(|(dimension, value)| {
            (Dimension::ALL[dimension], values[value].to_owned())
        });
        let filter = Filter(filter.into_iter().collect());
        let by = Dimension::ALL[by];
        for period in [period, period.before()] {
            let expected = reference::report(&world, period, &filter, by);
            prop_assert_eq!(kept.report(period, &filter, by), expected);
        }
    }

    #[test]
    fn bytes_of_a_day_are_read_as_they_were_written(kind: u8, steps in steps()) {
        let (_, kept) = lived(kind, "2026-06-01T08:00:00Z", &steps);
        for bytes in kept.rollups.values() {
            let rollup = Rollup::from_bytes(bytes).unwrap();
            prop_assert_eq!(&rollup.to_bytes(), bytes);
        }
    }

    #[test]
    fn no_bytes_break_the_reader(bytes: Vec<u8>, cut in 0_usize..400) {
        let _ = Rollup::from_bytes(&bytes);
        let steps: Vec<Step> = (0..20)
            .map(|n| Step { minutes: 50, what: n * 12, which: n, how: n * 7 })
            .collect();
        let (_, kept) = lived(1, "2026-06-01T08:00:00Z", &steps);
        for whole in kept.rollups.values() {
            let cut = cut.min(whole.len());
            let _ = Rollup::from_bytes(&whole[..cut]);
            let mut bent = whole.clone();
            if let Some(byte) = bent.get_mut(cut) {
                *byte ^= 0x55;
            }
            let _ = Rollup::from_bytes(&bent);
        }
    }

    #[test]
    fn percentiles_are_those_of_sorted_numbers(numbers in prop::collection::vec(0_u32..9_000_000, 1..60)) {
        let mut samples = Samples::default();
        for number in &numbers {
            samples.add(*number);
        }
        let spread = samples.spread();
        let below = numbers.iter().filter(|n| **n <= spread.p90).count();
        prop_assert!(below * 10 >= numbers.len() * 9);
        prop_assert!(numbers.contains(&spread.p90));
        let lower = numbers.iter().filter(|n| **n <= spread.median).count();
        prop_assert!(lower * 2 >= numbers.len());
        prop_assert_eq!(spread.count as usize, numbers.len());
    }
}

#[test]
fn a_day_ends_when_the_next_begins_where_the_site_is() {
    let zone = TimeZone::get("Europe/Rome").unwrap();
    let day = |at: &str| Day::at(at.parse().unwrap(), &zone).to_string();
    assert_eq!(day("2026-03-28T22:59:59Z"), "2026-03-28");
    assert_eq!(day("2026-03-28T23:00:00Z"), "2026-03-29");
    // The clock went forward: the day has 23 hours.
    assert_eq!(day("2026-03-29T22:00:00Z"), "2026-03-30");
}

#[test]
fn the_weekly_mail_comes_on_mondays_at_eight_where_the_site_is() {
    let zone = TimeZone::get("Europe/Rome").unwrap();
    for (now, next) in [
        ("2026-11-23T06:59:59Z", "2026-11-23T07:00:00Z"),
        ("2026-11-23T07:00:00Z", "2026-11-30T07:00:00Z"),
        // The clock goes forward on the Sunday between.
        ("2026-03-28T12:00:00Z", "2026-03-30T06:00:00Z"),
        ("2026-12-31T23:30:00Z", "2027-01-04T07:00:00Z"),
    ] {
        let found = super::next_monday(now.parse().unwrap(), &zone, 8).unwrap();
        assert_eq!(found, next.parse().unwrap(), "{now}");
    }
}

#[test]
fn a_period_is_compared_with_as_many_days_before_it() {
    let day = |text: &str| Day::of(text.parse().unwrap());
    let period = Period::last(7, day("2026-11-22"));
    assert_eq!(period.from.to_string(), "2026-11-16");
    assert_eq!(period.before().from.to_string(), "2026-11-09");
    assert_eq!(period.before().to.to_string(), "2026-11-15");
    assert_eq!(
        Period::new(day("2026-11-22"), day("2020-01-01")).days(),
        400
    );
}

#[test]
fn shares_are_rounded_and_none_is_not_nothing() {
    assert_eq!(Share { of: 2, among: 3 }.permille(), Some(667));
    assert_eq!(Share { of: 0, among: 3 }.permille(), Some(0));
    assert_eq!(Share::default().permille(), None);
}
