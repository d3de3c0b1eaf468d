//! A shop's past, made up: requests as they come in by weekday and hour, answered as a small team
//! answers, and days on which customers helped themselves. For the demo's desk and for measuring; nobody in it exists.

use std::fs;
use std::io::Write;

use anyhow::{Context, Result, anyhow, bail};
use clap::Args;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use serde_json::Value;
use shared::{
    id::Slug,
    lang::Lang,
    site::Site,
    ticket::{Origin, Past, Status},
};

mod chance;
mod days;
mod lines;

use chance::Chance;
pub use days::make as make_days;
use lines::Words;

use crate::http;
use crate::project::Project;
use crate::stack::DEMO_SITE;

/// Requests or days sent at once.
const BATCH: usize = 200;

/// How much past, and how long.
#[derive(Clone, Copy)]
pub struct Shape {
    /// Requests.
    pub tickets: usize,
    /// Over so many days until now.
    pub days: u32,
    /// Public messages a request, on average.
    pub messages: f64,
}

/// The demo's past: some 400 requests in a quarter.
pub const DEMO: Shape = Shape {
    tickets: 400,
    days: 91,
    messages: 3.6,
};

/// Arguments of `demo-history`.
#[derive(Args)]
pub struct DemoHistory {
    /// How many requests
    #[arg(long, default_value_t = DEMO.tickets)]
    tickets: usize,
    /// Over how many days until now
    #[arg(long, default_value_t = DEMO.days)]
    days: u32,
    /// Public messages a request, on average
    #[arg(long, default_value_t = DEMO.messages)]
    messages: f64,
}

impl DemoHistory {
    /// Runs the command.
    pub fn run(&self, project: &Project) -> Result<()> {
        let shape = Shape {
            tickets: self.tickets,
            days: self.days,
            messages: self.messages,
        };
        let (site, now) = (demo(project)?, Timestamp::now());
        let mut out = std::io::stdout().lock();
        for story in make(&site, shape, now)? {
            serde_json::to_writer(&mut out, &story)?;
            out.write_all(b"\n")?;
        }
        for day in make_days(&site, shape, now)? {
            serde_json::to_writer(&mut out, &day)?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }
}

/// The demo shop.
pub fn demo(project: &Project) -> Result<Site> {
    let text = fs::read_to_string(project.path(DEMO_SITE))?;
    Site::from_toml(&text).map_err(|errors| anyhow!("{DEMO_SITE}: {errors:?}"))
}

/// Relative business by weekday, Monday first.
const WEEK: [f64; 7] = [1.35, 1.15, 1.05, 1.0, 0.95, 0.6, 0.5];
/// Relative business by hour: a morning, a pause, an evening.
const DAY: [f64; 24] = [
    0.3, 0.15, 0.1, 0.05, 0.05, 0.1, 0.3, 0.7, 1.2, 1.9, 2.2, 2.0, 1.5, 1.2, 1.4, 1.6, 1.7, 1.6,
    1.5, 1.4, 1.7, 2.0, 1.5, 0.8,
];
/// How often each topic comes, in the order of the configuration; those beyond come as the last.
const TOPICS: [f64; 6] = [26.0, 31.0, 7.0, 14.0, 15.0, 7.0];

/// Makes up a site's past until `now`, oldest first; the same for the same configuration and shape.
pub fn make(site: &Site, shape: Shape, now: Timestamp) -> Result<Vec<Past>> {
    let zone = TimeZone::get(&site.time_zone).context("the site's time zone")?;
    let now = Timestamp::from_second(now.as_second())?;
    let mut chance = Chance::new(shape.tickets as u64);
    let mut moments: Vec<Timestamp> = Vec::with_capacity(shape.tickets);
    while moments.len() < shape.tickets {
        let back = chance.part() * f64::from(shape.days) * 86_400.0;
        let at = now.checked_sub(SignedDuration::from_secs(back as i64))?;
        let local = at.to_zoned(zone.clone());
        let weekday = usize::try_from(local.weekday().to_monday_zero_offset())?;
        let hour = usize::try_from(local.hour())?;
        let weight = WEEK.get(weekday).unwrap_or(&1.0) * DAY.get(hour).unwrap_or(&1.0);
        if chance.part() * 3.0 < weight {
            moments.push(at);
        }
    }
    moments.sort_unstable();
    let maker = Maker {
        site,
        zone,
        shape,
        now,
        customers: (shape.tickets / 2).max(20),
    };
    moments
        .into_iter()
        .enumerate()
        .map(|(place, at)| maker.ticket(place, at, &mut chance))
        .collect()
}

struct Maker<'a> {
    site: &'a Site,
    zone: TimeZone,
    shape: Shape,
    now: Timestamp,
    customers: usize,
}

impl Maker<'_> {
    /// So long after a moment, while somebody is there.
    fn worked(&self, from: Timestamp, minutes: f64) -> Timestamp {
        let span = SignedDuration::from_secs((minutes * 60.0) as i64);
        let at = self.site.hours.after(&self.zone, from, span);
        at.unwrap_or(from).max(from)
    }

    fn ticket(&self, place: usize, created: Timestamp, chance: &mut Chance) -> Result<Past> {
        let italian = chance.often(0.82) || self.site.languages.len() < 2;
        let words = Words::of(italian);
        let topic = self.topic(chance);
        let about = topic.clone();
        let about = about.as_ref().map_or("other", Slug::as_str);
        let (name, email) = words.customer(chance.below(self.customers));
        let owner = self.owner(chance);
        let saturday =
            created.to_zoned(self.zone.clone()).weekday() == jiff::civil::Weekday::Saturday;

        let mut story = Story {
            messages: vec![said(created, None, words.question(about, chance))],
            statuses: Vec::new(),
            at: created,
            now: self.now,
        };
        // On Saturdays one person looks after everything.
        let slow = if saturday { 2.6 } else { 1.0 };
        let wait = chance.around(75.0, 1.05) * slow;
        story.at = self.worked(created, wait.min(6_000.0));
        if chance.often(0.12) {
            let noted = self.worked(created, wait * 0.6).min(story.at);
            story.note(noted, &owner, words.note(chance));
        }
        // Each turn is an answer; the customer writes again in between.
        let turns = ((self.shape.messages - 1.0) / 2.0).max(0.5);
        let mut more = chance.part() * turns * 1.2;
        loop {
            let last = more < 0.75;
            let fate = chance.part();
            let status = match (last, fate) {
                (true, ..0.62) => Some(Status::Resolved),
                (_, 0.92..) => Some(Status::OnHold),
                _ => None,
            };
            let text = match last {
                true => words.solution(about, chance),
                false => words.inquiry(chance),
            };
            story.answer(&owner, text, status);
            if last {
                break;
            }
            more -= 1.0;
            let pause = chance.around(150.0, 1.3).clamp(2.0, 7_000.0);
            story.later(pause);
            story.customer(words.addition(chance));
            let wait = chance.around(100.0, 1.0) * slow;
            story.at = self.worked(story.at, wait.min(5_000.0));
        }
        let mut rating = None;
        // What is old is done, but for a few that everybody forgot.
        let recent = self.now.duration_since(created).as_hours() < 14 * 24;
        if chance.often(if recent { 0.9 } else { 0.996 }) {
            if !story.is_resolved() {
                story.later(chance.around(1_500.0, 0.7).clamp(30.0, 14_000.0));
                story.stand(Status::Resolved, false);
            }
            if chance.often(0.06) {
                story.later(chance.around(900.0, 0.8).clamp(5.0, 9_000.0));
                story.customer(words.complaint(chance));
                story.at = self.worked(story.at, chance.around(120.0, 0.9));
                story.answer(&owner, words.apology(chance), Some(Status::Resolved));
            }
            if chance.often(0.38) {
                let late = if wait > 240.0 { 0.25 } else { 0.0 };
                let score = match chance.part() - late {
                    ..0.05 => 1,
                    ..0.10 => 2,
                    ..0.18 => 3,
                    ..0.45 => 4,
                    _ => 5,
                };
                story.later(chance.around(240.0, 1.0).clamp(1.0, 6_000.0));
                rating = (story.at <= self.now).then(|| {
                    let comment = if chance.often(0.3) {
                        words.comment(score, chance)
                    } else {
                        ""
                    };
                    serde_json::json!({ "at": story.at, "score": score, "comment": comment })
                });
            }
            if chance.often(0.7) {
                story.later(7.0 * 1_440.0);
                story.stand(Status::Closed, false);
            }
        }
        let channel = match chance.part() {
            ..0.70 => Origin::Form,
            ..0.95 => Origin::Email,
            _ => Origin::Api,
        };
        let page = (channel == Origin::Form).then(|| words.page(about, chance));
        let tags = if about == "broken" {
            vec![Slug::parse("broken")?]
        } else {
            Vec::new()
        };
        Ok(Past {
            id: format!("made-{place}"),
            channel,
            name: Some(name),
            email: shared::address::EmailAddress::parse(&email),
            phone: None,
            lang: Lang::parse(if italian { "it" } else { "en" }),
            topic,
            subject: (channel == Origin::Email).then(|| words.subject(about).to_owned()),
            page: page.map(|page| format!("https://bottega-lume.example{page}")),
            team: None,
            owner: Some(owner),
            priority: None,
            tags,
            messages: serde_json::from_value(Value::Array(story.messages))?,
            statuses: serde_json::from_value(Value::Array(story.statuses))?,
            rating: rating.map(serde_json::from_value).transpose()?,
        })
    }

    fn topic(&self, chance: &mut Chance) -> Option<Slug> {
        let topics = &self.site.topics;
        let weights: Vec<f64> = (0..topics.len())
            .map(|place| TOPICS.get(place).copied().unwrap_or(7.0))
            .collect();
        let place = chance.weighted(&weights)?;
        topics.get(place).map(|topic| topic.id.clone())
    }

    fn owner(&self, chance: &mut Chance) -> Slug {
        let agents = &self.site.agents;
        let weights: Vec<f64> = (0..agents.len()).map(|n| 1.0 / (n as f64 + 1.4)).collect();
        let agent = chance
            .weighted(&weights)
            .and_then(|place| agents.get(place));
        agent.map_or_else(|| Slug::made_of("marta"), |agent| agent.id.clone())
    }
}

/// A request while it is made up. What would be still to come is left out.
struct Story {
    messages: Vec<Value>,
    statuses: Vec<Value>,
    at: Timestamp,
    now: Timestamp,
}

fn said(at: Timestamp, agent: Option<&Slug>, text: String) -> Value {
    match agent {
        Some(agent) => serde_json::json!({ "at": at, "agent": agent, "text": text }),
        None => serde_json::json!({ "at": at, "text": text }),
    }
}

impl Story {
    fn is_over(&self) -> bool {
        self.at > self.now
    }

    fn later(&mut self, minutes: f64) {
        let span = SignedDuration::from_secs((minutes * 60.0) as i64 + 1);
        self.at = self.at.checked_add(span).unwrap_or(self.at);
    }

    fn answer(&mut self, by: &Slug, text: String, status: Option<Status>) {
        if self.is_over() {
            return;
        }
        self.messages.push(said(self.at, Some(by), text));
        if let Some(status) = status {
            self.stand(status, false);
        }
    }

    fn note(&mut self, at: Timestamp, by: &Slug, text: String) {
        if at <= self.now {
            let note = serde_json::json!({ "at": at, "agent": by, "text": text, "internal": true });
            self.messages.push(note);
        }
    }

    fn customer(&mut self, text: String) {
        if !self.is_over() {
            self.messages.push(said(self.at, None, text));
        }
    }

    fn stand(&mut self, status: Status, customer: bool) {
        if !self.is_over() {
            let stood =
                serde_json::json!({ "at": self.at, "status": status, "customer": customer });
            self.statuses.push(stood);
        }
    }

    fn is_resolved(&self) -> bool {
        let last = self.statuses.last().and_then(|stood| stood.get("status"));
        last.and_then(Value::as_str) == Some("resolved")
    }
}

/// Brings a past into a worker, some requests or days at a time; `told` hears how many are there.
pub fn bring(
    stories: &[impl serde::Serialize],
    site: &str,
    origin: &str,
    token: &str,
    told: impl Fn(usize),
) -> Result<()> {
    let url = format!("{origin}/v1/sites/{site}/history");
    let mut done = 0;
    for batch in stories.chunks(BATCH) {
        let mut body = String::new();
        for story in batch {
            body.push_str(&serde_json::to_string(story)?);
            body.push('\n');
        }
        let answer = http::post_lines(&url, token, &body)?;
        let said: Value = serde_json::from_str(&answer.body).unwrap_or_default();
        let refused = said.get("refused").and_then(Value::as_array);
        match (answer.status, refused.map(|refused| refused.first())) {
            (200, Some(None)) => {}
            (200, Some(Some(first))) => bail!("The worker refused a piece of history: {first}"),
            _ => bail!("The worker answered {}: {}", answer.status, answer.body),
        }
        done += batch.len();
        told(done);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = include_str!("../../e2e/demo/site.toml");

    #[test]
    fn a_past_is_the_same_each_time_and_only_knows_the_demo() {
        let site = Site::from_toml(SITE).unwrap();
        let now = "2026-11-23T09:00:00Z".parse().unwrap();
        let stories = make(&site, DEMO, now).unwrap();
        assert_eq!(stories.len(), 400);
        assert_eq!(stories, make(&site, DEMO, now).unwrap());
        for story in &stories {
            let email = story.email.as_ref().unwrap().as_str();
            assert!(email.ends_with(".example"), "{email}");
        }
        let messages: usize = stories.iter().map(|story| story.messages.len()).sum();
        assert!((1_000..2_000).contains(&messages), "{messages}");
        let rated = stories
            .iter()
            .filter(|story| story.rating.is_some())
            .count();
        assert!((80..200).contains(&rated), "{rated}");
    }

    #[test]
    fn a_past_can_be_lived() {
        let site = Site::from_toml(SITE).unwrap();
        let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        for (place, story) in make(&site, DEMO, now).unwrap().into_iter().enumerate() {
            let around = shared::ticket::Around {
                site_id: "demo",
                site: &site,
                roster: &shared::team::Roster::default(),
                contact_tags: &[],
                now,
            };
            let reference = shared::id::Reference::from_entropy(place as u64);
            let lived = story.live(around, "con_1".into(), reference, place as u128);
            assert!(lived.is_ok(), "{story:?}: {lived:?}");
        }
    }
}
