//! Receivers that misbehave by script, and a clock that goes as fast as it can. What is decided
//! (verdict, retry, health, choice) is the product's; here it is only carried out.

use std::collections::BTreeMap;

use serde_json::json;
use shared::{
    lang::Locale,
    outbox::{Attempt, ENDPOINT_SHARE, Outcome, State, THROTTLED_SHARE, Verdict, choose, verdict},
    retry::SCHEDULE,
    webhook::{
        Endpoint, HEADER_ID, HEADER_TIMESTAMP,
        health::{Disabled, Health},
    },
};

pub const SECOND: i64 = 1_000;
pub const MINUTE: i64 = 60 * SECOND;
pub const HOUR: i64 = 60 * MINUTE;
pub const DAY: i64 = 24 * HOUR;
/// Monday, 23 November 2026, 09:00 UTC: every test begins here, and counts from here.
pub const START: i64 = 1_795_424_400_000;

/// How a receiver answers.
#[derive(Clone, Copy)]
pub enum Reply {
    Status(u16),
    /// A status with `Retry-After`.
    Asks(u16, &'static str),
    /// Not at all: the connection is dropped.
    Nothing,
    /// Not within the time there is.
    Silence,
}

/// Where in the ±20 % each wait falls.
#[derive(Clone, Copy, Debug)]
pub enum Jitter {
    Least,
    Middle,
    Most,
}

impl Jitter {
    /// The random number that puts the wait after `attempts` there.
    fn entropy(self, attempts: usize) -> u64 {
        let spread = SCHEDULE.get(attempts).copied().unwrap_or(0) as u64 * 200;
        match self {
            Self::Least => 0,
            Self::Middle => spread,
            Self::Most => 2 * spread,
        }
    }
}

/// Answers at a time, counted from the start, and after how many milliseconds.
type Script = Box<dyn Fn(i64) -> (Reply, i64)>;

pub struct Receiver {
    pub endpoint: Endpoint,
    pub health: Health,
    script: Script,
    /// What it was sent: when, counted from the start, and `webhook-id`.
    pub got: Vec<(i64, String)>,
    /// Of that, what it took.
    pub took: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Delivery {
    pub to: usize,
    pub event: String,
    pub event_ms: i64,
    pub state: State,
    pub attempts: usize,
    pub response: String,
    next_ms: Option<i64>,
    pub log: Vec<Attempt>,
}

pub struct World {
    /// Counted from the start.
    pub now: i64,
    pub jitter: Jitter,
    pub receivers: Vec<Receiver>,
    pub deliveries: Vec<Delivery>,
    /// What the owner was told: when, whom it is about.
    pub told: Vec<(usize, Disabled)>,
    /// The most that were under way at once: over all, and to one endpoint.
    pub most: (usize, usize),
    happenings: Vec<i64>,
    under_way: BTreeMap<(i64, usize), Attempt>,
}

impl World {
    pub fn new(jitter: Jitter) -> Self {
        Self {
            now: 0,
            jitter,
            receivers: Vec::new(),
            deliveries: Vec::new(),
            told: Vec::new(),
            most: (0, 0),
            happenings: Vec::new(),
            under_way: BTreeMap::new(),
        }
    }

    /// A receiver, and its number.
    pub fn receiver(&mut self, script: impl Fn(i64) -> (Reply, i64) + 'static) -> usize {
        let n = self.receivers.len();
        let endpoint: Endpoint = serde_json::from_value(json!({
            "url": format!("https://receiver-{n}.example/hook"),
            "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        }))
        .unwrap();
        self.receivers.push(Receiver {
            health: Health::of(&endpoint, None),
            endpoint,
            script: Box::new(script),
            got: Vec::new(),
            took: Vec::new(),
        });
        n
    }

    /// An event for every receiver happens at a time.
    pub fn event(&mut self, at: i64) {
        self.happenings.push(at);
        self.happenings.sort_unstable();
    }

    /// Events happen at regular intervals, `to` not included.
    pub fn events(&mut self, from: i64, to: i64, every: i64) {
        let mut at = from;
        while at < to {
            self.event(at);
            at += every;
        }
    }

    /// Lets time pass up to and with a moment.
    pub fn run(&mut self, until: i64) {
        loop {
            let due = self.deliveries.iter().filter_map(|d| d.next_ms);
            let next = due
                .filter(|at| *at > self.now)
                .chain(self.happenings.first().copied())
                .chain(self.under_way.keys().next().map(|(at, _)| *at))
                .min();
            match next {
                Some(at) if at <= until => self.now = at.max(self.now),
                _ => break,
            }
            self.conclude();
            self.happen();
            self.begin();
        }
        self.now = until;
    }

    /// Somebody enables an endpoint again.
    pub fn enable(&mut self, to: usize) {
        let receiver = &mut self.receivers[to];
        receiver.health = receiver.health.clone().enable();
    }

    /// Somebody replays one delivery.
    pub fn replay(&mut self, n: usize) {
        let delivery = &mut self.deliveries[n];
        assert!(delivery.state.may_replay());
        delivery.state = State::Pending;
        delivery.attempts = 0;
        delivery.next_ms = Some(self.now);
        self.begin();
    }

    /// Somebody replays all that did not arrive at an endpoint since a moment; how many.
    pub fn replay_since(&mut self, to: usize, since: i64) -> usize {
        let chosen: Vec<_> = (0..self.deliveries.len())
            .filter(|n| {
                let delivery = &self.deliveries[*n];
                delivery.to == to && delivery.state.is_recovered(delivery.event_ms, since)
            })
            .collect();
        for n in &chosen {
            self.replay(*n);
        }
        chosen.len()
    }

    /// When a delivery was attempted, in seconds from the start.
    pub fn seconds(&self, n: usize) -> Vec<i64> {
        let log = &self.deliveries[n].log;
        assert!(log.iter().all(|a| (a.at_ms - START) % SECOND == 0));
        log.iter().map(|a| (a.at_ms - START) / SECOND).collect()
    }

    pub fn to(&self, to: usize) -> impl Iterator<Item = &Delivery> {
        self.deliveries.iter().filter(move |d| d.to == to)
    }

    pub fn count(&self, to: usize, state: State) -> usize {
        self.to(to).filter(|d| d.state == state).count()
    }

    fn happen(&mut self) {
        while self.happenings.first().is_some_and(|at| *at <= self.now) {
            let at = self.happenings.remove(0);
            let event = format!("evt_{}", self.deliveries.len());
            for to in 0..self.receivers.len() {
                self.deliveries.push(Delivery {
                    to,
                    event: event.clone(),
                    event_ms: at,
                    state: State::Pending,
                    attempts: 0,
                    response: String::new(),
                    next_ms: Some(at),
                    log: Vec::new(),
                });
            }
        }
    }

    fn begin(&mut self) {
        let mut due: Vec<usize> = (0..self.deliveries.len())
            .filter(|n| self.deliveries[*n].next_ms.is_some_and(|at| at <= self.now))
            .collect();
        due.sort_by_key(|n| self.deliveries[*n].next_ms);
        due.retain(|n| {
            let delivery = &mut self.deliveries[*n];
            let receiver = &self.receivers[delivery.to];
            let Some(why) = receiver.health.bar(&receiver.endpoint) else {
                return true;
            };
            let barred = verdict(Outcome::Permanent(why.into()), delivery.attempts, None, 0);
            settle(delivery, barred, self.now);
            false
        });
        let mut in_flight: BTreeMap<usize, usize> = BTreeMap::new();
        for (_, n) in self.under_way.keys() {
            *in_flight.entry(self.deliveries[*n].to).or_default() += 1;
        }
        let lanes: Vec<usize> = due.iter().map(|n| self.deliveries[*n].to).collect();
        let share = |to: &usize| match self.receivers[*to].health.throttled() {
            true => THROTTLED_SHARE,
            false => ENDPOINT_SHARE,
        };
        let chosen = choose(&lanes, &in_flight, share, self.receivers.len());
        for place in chosen {
            let n = due[place];
            *in_flight.entry(self.deliveries[n].to).or_default() += 1;
            self.attempt(n);
        }
        self.most.0 = self.most.0.max(in_flight.values().sum());
        self.most.1 = self
            .most
            .1
            .max(in_flight.values().copied().max().unwrap_or(0));
    }

    fn attempt(&mut self, n: usize) {
        let delivery = &mut self.deliveries[n];
        delivery.state = State::Delivering;
        delivery.attempts += 1;
        delivery.next_ms = None;
        let receiver = &mut self.receivers[delivery.to];
        let at_ms = START + self.now;
        let sent = receiver.endpoint.outgoing(
            &delivery.event,
            r#"{"type":"ticket.created","data":{}}"#,
            at_ms / SECOND,
            Locale::En,
        );
        let header = |name: &str| {
            let found = sent.headers.iter().find(|(n, _)| n == name).unwrap();
            found.1.clone()
        };
        assert_eq!(header(HEADER_TIMESTAMP), (at_ms / SECOND).to_string());
        receiver.got.push((self.now, header(HEADER_ID)));
        let (reply, latency) = (receiver.script)(self.now);
        let trouble = |what: &str, latency: i64| {
            let outcome = Outcome::Temporary(what.into());
            Attempt::ended(at_ms, at_ms + latency, outcome)
        };
        let answered = |status, asks| {
            Attempt::answered(at_ms, at_ms + latency, status, asks, b"from the receiver")
        };
        let attempt = match reply {
            Reply::Status(status) => answered(status, None),
            Reply::Asks(status, wait) => answered(status, Some(wait)),
            Reply::Nothing => trouble("connection lost", latency),
            Reply::Silence => trouble("no answer within 15 s", 15 * SECOND),
        };
        if attempt.succeeded() {
            receiver.took.push(delivery.event.clone());
        }
        let ends = self.now + attempt.latency_ms;
        self.under_way.insert((ends, n), attempt);
    }

    fn conclude(&mut self) {
        while let Some(entry) = self.under_way.first_entry() {
            if entry.key().0 > self.now {
                break;
            }
            let ((_, n), attempt) = entry.remove_entry();
            let delivery = &mut self.deliveries[n];
            let receiver = &mut self.receivers[delivery.to];
            let (health, disabled) = receiver.health.clone().after(&attempt, START + self.now);
            receiver.health = health;
            self.told.extend(disabled.map(|d| (delivery.to, d)));
            let entropy = self.jitter.entropy(delivery.attempts);
            let verdict = attempt.verdict(delivery.attempts, entropy);
            settle(delivery, verdict, self.now);
            delivery.log.push(attempt);
        }
    }
}

fn settle(delivery: &mut Delivery, verdict: Verdict, now: i64) {
    delivery.state = verdict.state;
    delivery.next_ms = verdict.wait_ms.map(|wait| now + wait);
    delivery.response = verdict.response;
}
