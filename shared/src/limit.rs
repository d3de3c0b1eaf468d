//! How much of what one may do: every limited action with its default, its name in an owner's file
//! and its words for customers side by side, and the bucket of tokens they are counted with.

use std::{
    collections::BTreeMap,
    net::{IpAddr, Ipv6Addr},
};

use serde::{Deserialize, Serialize};

use crate::{
    seal::seal,
    text::{Catalogue, Text},
};

/// Something that can be done only so often.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// A request from one address by script or API.
    SubmitFromAddress,
    /// A request from one address by a plain form: fewer, as no proof of work can come along.
    SubmitFromAddressWithoutScript,
    /// A request to the site, from wherever.
    SubmitToSite,
    /// A request in the name of one contact.
    TicketsPerContact,
    /// A file from one address.
    Upload,
    /// A rating from one address.
    Rating,
    /// A step of somebody who helps themselves, from one address.
    Help,
    /// A reply on one request's page.
    RequestPageReply,
    /// A mail of one sender.
    InboundMail,
    /// A look at requests from one address.
    RequestList,
    /// A link to their requests, mailed to one customer.
    RequestLink,
    /// A link into the desk, mailed to one of the team, or asked for from one address.
    SignIn,
}

/// What is known of an action: its default and what is said where it is refused.
struct Rule {
    name: &'static str,
    rate: Rate,
    text: Text,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 12] = [
        Self::SubmitFromAddress,
        Self::SubmitFromAddressWithoutScript,
        Self::SubmitToSite,
        Self::TicketsPerContact,
        Self::Upload,
        Self::Rating,
        Self::Help,
        Self::RequestPageReply,
        Self::InboundMail,
        Self::RequestList,
        Self::RequestLink,
        Self::SignIn,
    ];

    fn rule(self) -> Rule {
        let rule = |name, burst, per_hour, text| Rule {
            name,
            rate: Rate { burst, per_hour },
            text,
        };
        match self {
            Self::SubmitFromAddress => rule("submit_from_address", 5, 20, Text::LimitSending),
            Self::SubmitFromAddressWithoutScript => rule(
                "submit_from_address_without_script",
                2,
                6,
                Text::LimitSending,
            ),
            Self::SubmitToSite => rule("submit_to_site", 300, 3_000, Text::LimitSite),
            Self::TicketsPerContact => rule("tickets_per_contact", 5, 10, Text::LimitSending),
            Self::Upload => rule("upload", 20, 120, Text::LimitOther),
            Self::Rating => rule("rating", 20, 120, Text::LimitOther),
            Self::Help => rule("help", 60, 600, Text::LimitOther),
            Self::RequestPageReply => rule("request_page_reply", 10, 60, Text::LimitSending),
            Self::InboundMail => rule("inbound_mail", 20, 60, Text::LimitSending),
            Self::RequestList => rule("request_list", 120, 1_200, Text::LimitOther),
            Self::RequestLink => rule("request_link", 3, 6, Text::LimitOther),
            Self::SignIn => rule("sign_in", 5, 20, Text::LimitOther),
        }
    }

    /// Its name in files, stores and logs; it never changes.
    pub fn name(self) -> &'static str {
        self.rule().name
    }

    /// The action of this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }

    /// How often it may be done where the owner says nothing.
    pub fn default_rate(self) -> Rate {
        self.rule().rate
    }

    /// The bucket it is counted with.
    pub fn bucket(self, limits: &Limits) -> Bucket {
        let rate = limits.0.get(self.name()).copied();
        rate.unwrap_or(self.default_rate()).bucket()
    }

    /// What is said to a customer who has to wait, in the catalogue's language.
    pub fn message(self, texts: &Catalogue, wait: Wait) -> String {
        let minutes = wait.retry_after_s().saturating_add(59) / 60;
        texts.fill(self.rule().text, &[("minutes", &minutes.to_string())])
    }
}

/// How often something may be done: `{ burst = 5, per_hour = 20 }`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rate {
    /// How many at once, 1–1,000,000.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 1_000_000)))]
    pub burst: u32,
    /// How many an hour in the long run, 1–3,600,000.
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 3_600_000)))]
    pub per_hour: u32,
}

/// An hour, in milliseconds.
const HOUR_MS: u32 = 3_600_000;
/// Largest burst.
const MAX_BURST: u32 = 1_000_000;

impl Rate {
    /// Whether both numbers are within their ranges.
    pub fn is_valid(self) -> bool {
        (1..=MAX_BURST).contains(&self.burst) && (1..=HOUR_MS).contains(&self.per_hour)
    }

    /// The bucket that holds to it. The time for one token is cut to whole milliseconds, in the
    /// customer's favour.
    pub fn bucket(self) -> Bucket {
        Bucket::new(self.burst, HOUR_MS / self.per_hour.clamp(1, HOUR_MS))
    }
}

/// What an owner sets otherwise than by default, by the name of what is limited.
// By name, so that validation can say which one is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(extend("propertyNames" = serde_json::json!({ "enum": Action::ALL }))))]
pub struct Limits(pub BTreeMap<String, Rate>);

/// A bucket of tokens: each action takes one, and one comes back every so often.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bucket {
    capacity: u32,
    refill_ms: u32,
}

impl Bucket {
    /// A bucket of 1–1,000,000 tokens, one of which comes back every 1–3,600,000 ms. Numbers
    /// beyond are brought to the nearest within.
    pub const fn new(capacity: u32, refill_ms: u32) -> Self {
        const fn within(number: u32, max: u32) -> u32 {
            match number {
                0 => 1,
                number if number > max => max,
                number => number,
            }
        }
        Self {
            capacity: within(capacity, MAX_BURST),
            refill_ms: within(refill_ms, HOUR_MS),
        }
    }

    /// How many tokens it holds.
    pub const fn capacity(self) -> u32 {
        self.capacity
    }

    /// How long one token takes to come back, in milliseconds.
    pub const fn refill_ms(self) -> u32 {
        self.refill_ms
    }

    /// How long all of them take, in milliseconds: at most 3.6 × 10¹².
    fn span_ms(self) -> i64 {
        i64::from(self.capacity) * i64::from(self.refill_ms)
    }
}

/// How full a bucket is, kept as the moment at which it will be full again (the generic cell rate
/// algorithm, ITU-T I.371): one whole number that is exact to the millisecond, and tells when it
/// can be forgotten.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Level {
    /// When it is full, in milliseconds since 1970.
    pub full_at_ms: i64,
}

/// How long to wait for a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wait {
    /// In milliseconds, from 1 to the bucket's refill.
    pub ms: i64,
}

impl Wait {
    /// For `Retry-After`: whole seconds, at least 1, never too few.
    pub fn retry_after_s(self) -> i64 {
        (self.ms.max(1).saturating_add(999)) / 1_000
    }
}

/// The moments dates can name in a browser, in milliseconds to either side of 1970; within them
/// no sum here overflows.
const MAX_MS: i64 = 8_640_000_000_000_000;

impl Level {
    /// How long the bucket still takes to fill, in milliseconds. A level from a time that is now
    /// in the future (a clock was set back, a bucket made smaller) counts as an empty bucket.
    fn missing_ms(self, bucket: Bucket, now_ms: i64) -> i64 {
        let (full_at, now) = (self.full_at_ms.clamp(-MAX_MS, 2 * MAX_MS), moment(now_ms));
        (full_at - now).clamp(0, bucket.span_ms())
    }

    /// The tokens in the bucket.
    pub fn tokens(self, bucket: Bucket, now_ms: i64) -> u32 {
        let free = bucket.span_ms() - self.missing_ms(bucket, now_ms);
        u32::try_from(free / i64::from(bucket.refill_ms)).unwrap_or(bucket.capacity)
    }

    /// Whether it says no more than a level that is not there, so that it can be forgotten.
    pub fn is_full(self, now_ms: i64) -> bool {
        self.full_at_ms <= moment(now_ms)
    }
}

fn moment(ms: i64) -> i64 {
    ms.clamp(-MAX_MS, MAX_MS)
}

/// Takes a token: the level to keep, or how long to wait for one, in which case the level stays
/// what it was. Without a level the bucket is full. Times beyond those of [`Level`] are brought to
/// the nearest within, where no token comes back any more.
pub fn take(level: Option<Level>, bucket: Bucket, now_ms: i64) -> Result<Level, Wait> {
    let missing = level.map_or(0, |level| level.missing_ms(bucket, now_ms));
    let after = missing + i64::from(bucket.refill_ms);
    match after - bucket.span_ms() {
        wait @ 1.. => Err(Wait { ms: wait }),
        _ => Ok(Level {
            full_at_ms: moment(now_ms) + after,
        }),
    }
}

/// The network an IP address stands for: itself, or the /64 of IPv6 that one household or machine
/// commands. None where the text is no address.
pub fn network(ip: &str) -> Option<String> {
    // Link-local addresses may name their interface after `%`.
    let ip = ip.split('%').next().unwrap_or(ip).trim();
    Some(match ip.parse::<IpAddr>().ok()?.to_canonical() {
        IpAddr::V4(ip) => ip.to_string(),
        IpAddr::V6(ip) => {
            let prefix = ip.to_bits() >> 64 << 64;
            format!("{}/64", Ipv6Addr::from_bits(prefix))
        }
    })
}

/// What an address is counted under on one day. Addresses are never kept: this is a keyed digest
/// of its [`network`] that changes every day, after which nobody can say whether two were the
/// same. None where the text is no address.
pub fn address_key(secret: &[u8], ip: &str, now_ms: i64) -> Option<String> {
    let day = now_ms.div_euclid(86_400_000);
    Some(seal(secret, "address", &format!("{day} {}", network(ip)?)))
}

#[cfg(test)]
#[path = "limit/tests.rs"]
mod tests;
