//! How the made-up shop's customers helped themselves, day by day: what they read and searched for,
//! which channel they chose instead, what they rated. It gets a little better as time goes on.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use jiff::{Timestamp, civil::Date, tz::TimeZone};
use shared::{
    id::Slug,
    lang::Lang,
    measures::{Day, PastDay, PastReading, PastSearch, PastVote},
    site::Site,
};

use super::{Shape, WEEK, chance::Chance};

/// Visits with a question for each request that comes in.
const ASKED: f64 = 6.0;
/// What is searched for in vain, how much of it, by language.
const SEARCHES: [(&str, &str, f64); 9] = [
    ("it", "buono regalo", 0.34),
    ("it", "spedite in svizzera", 0.22),
    ("it", "ritiro in negozio", 0.20),
    ("it", "pagare a rate", 0.14),
    ("it", "riparazione vaso", 0.11),
    ("it", "lista nozze", 0.08),
    ("en", "gift card", 0.12),
    ("en", "ship to norway", 0.08),
    ("en", "pottery class", 0.05),
];
/// The channels people choose beside the form.
const CHANNELS: [(&str, f64); 4] = [
    ("whatsapp", 1.1),
    ("phone", 0.7),
    ("email", 0.4),
    ("instagram", 0.25),
];

/// Every day until yesterday, oldest first; the same for the same configuration and shape.
pub fn make(site: &Site, shape: Shape, now: Timestamp) -> Result<Vec<PastDay>> {
    let zone = TimeZone::get(&site.time_zone).context("the site's time zone")?;
    let today = Day::at(now, &zone);
    let days = i32::try_from(shape.days)?;
    let a_day = shape.tickets as f64 / f64::from(shape.days.max(1));
    let mut chance = Chance::new(shape.tickets as u64 ^ 0xDA75);
    let made = (1..days).rev().map(|back| {
        // From 0 to 1 as it comes nearer.
        let near = 1.0 - f64::from(back) / f64::from(days);
        day(site, today.plus(-back).date(), (a_day, near), &mut chance)
    });
    Ok(made.collect())
}

fn day(site: &Site, date: Date, (a_day, near): (f64, f64), chance: &mut Chance) -> PastDay {
    let weekday = usize::from(date.weekday().to_monday_zero_offset().unsigned_abs());
    let busy = a_day * WEEK.get(weekday).copied().unwrap_or(1.0);
    let asked = some(busy * ASKED, chance);
    let answered = share(asked, 0.66 + 0.10 * near, chance);
    let contacted = share(answered, 0.24 - 0.06 * near, chance);
    let contacts = contacted + share(asked - answered, 0.55, chance);
    PastDay {
        day: date,
        asked,
        answered,
        contacted,
        contacts,
        converted: share(contacts, 0.28, chance),
        channels: CHANNELS
            .iter()
            .map(|(name, often)| ((*name).to_owned(), some(busy * often * 0.4, chance)))
            .filter(|(_, count)| *count > 0)
            .collect::<BTreeMap<_, _>>(),
        faqs: faqs(site, answered, chance),
        searches: SEARCHES
            .iter()
            .filter_map(|(lang, query, often)| {
                let lang = Lang::parse(lang).filter(|lang| site.languages.contains(lang))?;
                let times = some(busy * often * 0.35, chance);
                (times > 0).then(|| PastSearch {
                    query: (*query).to_owned(),
                    lang,
                    times,
                })
            })
            .collect(),
        ratings: ratings(site, answered, near, chance),
    }
}

/// What was read: a few answers most of it, and most of those who say something are helped.
fn faqs(site: &Site, answered: u32, chance: &mut Chance) -> Vec<PastReading> {
    // Those that shops are asked most, where the site has them; the rest in its order.
    let weight = |place: usize, id: &Slug| match id.as_str() {
        "shipping-time" => 9.0,
        "shipping-cost" => 8.0,
        "track-order" => 7.0,
        "return-how" => 5.0,
        "broken-on-arrival" => 4.0,
        _ => 6.0 / (place as f64 + 3.0),
    };
    let weights: Vec<f64> = site
        .faqs
        .iter()
        .enumerate()
        .map(|(place, faq)| weight(place, &faq.id))
        .collect();
    let mut opened = vec![0_u32; weights.len()];
    for _ in 0..answered + answered / 3 {
        if let Some(count) = chance
            .weighted(&weights)
            .and_then(|place| opened.get_mut(place))
        {
            *count += 1;
        }
    }
    let read = site.faqs.iter().zip(opened).enumerate();
    read.filter(|(_, (_, opened))| *opened > 0)
        .map(|(place, (faq, opened))| {
            let said = share(opened, 0.3, chance);
            // Every fifth answer could be written better.
            let good = if place % 5 == 3 { 0.52 } else { 0.86 };
            let helped = share(said, good, chance);
            PastReading {
                faq: faq.id.clone(),
                opened,
                helped,
                missed: said - helped,
            }
        })
        .collect()
}

/// What was rated besides requests: how easy it was, how likely one is to recommend, the site's own
/// questions.
fn ratings(site: &Site, answered: u32, near: f64, chance: &mut Chance) -> Vec<PastVote> {
    let own = site.surveys.own.iter().map(|own| own.id.as_str());
    let asked = ["ces", "nps"].into_iter().chain(own);
    let mut votes = Vec::new();
    for (place, id) in asked.enumerate() {
        let Some(survey) = site.survey(id) else {
            continue;
        };
        let often = if place == 0 { 0.09 } else { 0.05 };
        let [low, high] = survey.scale.ends().map(f64::from);
        for _ in 0..share(answered, often, chance) {
            // Most are content, some are not, few stand between.
            let part = match chance.part() {
                ..0.62 => 0.9 + 0.1 * chance.part(),
                ..0.88 => 0.7 + 0.2 * chance.part(),
                _ => (0.5 + 0.2 * near) * chance.part(),
            };
            votes.push(PastVote {
                survey: id.to_owned(),
                score: (low + (high - low) * part).round() as u8,
                comment: String::new(),
            });
        }
    }
    votes
}

/// A count around a middle.
fn some(middle: f64, chance: &mut Chance) -> u32 {
    // The part behind the comma is a chance of one more.
    let count = chance.around(middle, 0.18);
    count as u32 + u32::from(chance.often(count.fract()))
}

/// How many of so many, each by chance.
fn share(of: u32, often: f64, chance: &mut Chance) -> u32 {
    (0..of).filter(|_| chance.often(often)).count() as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::DEMO;

    #[test]
    fn days_can_be_taken_and_are_the_same_each_time() {
        let site = Site::from_toml(include_str!("../../../e2e/demo/site.toml")).unwrap();
        let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        let days = make(&site, DEMO, now).unwrap();
        assert_eq!(days, make(&site, DEMO, now).unwrap());
        assert_eq!(days.len(), 90);
        let today = Day::of("2026-11-23".parse().unwrap());
        for day in &days {
            assert_eq!(day.trouble(&site, today), None, "{day:?}");
        }
        let sum = |count: fn(&PastDay) -> u32| days.iter().map(count).sum::<u32>();
        let (asked, answered) = (sum(|day| day.asked), sum(|day| day.answered));
        let deflected = f64::from(answered - sum(|day| day.contacted)) / f64::from(asked);
        assert!((0.45..0.70).contains(&deflected), "{deflected}");
        for survey in ["ces", "nps", "packaging"] {
            let votes = days.iter().flat_map(|day| &day.ratings);
            let votes = votes.filter(|vote| vote.survey == survey).count();
            assert!(votes >= 30, "{survey}: {votes}");
        }
        assert!(sum(|day| day.searches.len() as u32) > 30);
        assert!(days.iter().all(|day| !day.faqs.is_empty()));
    }
}
