//! What visitors send and are told, where the worker reads or writes it piece by piece: as types
//! only for the documentation. Tests hold what is answered to it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A request as it is sent.
#[derive(Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct NewRequest {
    /// Where to answer. Needed unless `answer_by` is `phone` or `whatsapp`.
    email: Option<String>,
    /// What it is about, as written, at most 10,000 characters. Needed.
    message: Option<String>,
    /// The customer's name, at most 200 characters.
    name: Option<String>,
    /// 6 to 15 digits, as people write them. Needed for `phone` and `whatsapp`.
    phone: Option<String>,
    /// How the customer would like to be answered: `email`, `phone`, `whatsapp` or `chat`.
    answer_by: Option<String>,
    /// When a call is welcome, as an ISO 8601 interval.
    callback: Option<String>,
    /// The topic's id.
    topic: Option<String>,
    /// Answers to the topic's own fields: a text, a number, yes or no, or a list of texts.
    fields: Option<BTreeMap<String, Value>>,
    /// The customer's language.
    lang: Option<String>,
    /// The page it was written on.
    page: Option<crate::ticket::Page>,
    /// What is known of the browser: `locale` and `time_zone`.
    device: Option<NewDevice>,
    /// FAQs read before, by id.
    faqs_seen: Option<Vec<String>>,
    /// What was searched for before.
    searches: Option<Vec<String>>,
    /// Who the page says the customer is.
    identity: Option<NewIdentity>,
    /// What was said with the assistant before.
    transcript: Option<String>,
    /// The step of a guided flow that handed over, as `flow/step`.
    flow: Option<String>,
    /// A solved proof of work, in base64.
    proof: Option<String>,
}

/// What is known of the browser.
#[derive(Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
struct NewDevice {
    /// The language and region it is set to, such as `it-IT`.
    locale: String,
    /// The time zone it is set to, by its IANA name.
    time_zone: String,
}

/// Who the page says the customer is.
#[derive(Default, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
struct NewIdentity {
    /// The customer's address.
    email: String,
    /// What the site calls the customer.
    external_id: String,
    /// HMAC-SHA256 of the address, or of the id, under the site's identity secret.
    hmac: String,
}

/// Whether an answer helped.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Rating {
    /// Whether it did.
    helpful: bool,
    /// What was missing, at most 2,000 characters.
    #[serde(default)]
    comment: Option<String>,
    /// What was searched for before.
    #[serde(default)]
    query: Option<String>,
    /// It says more of a rating sent before, and is not counted again.
    #[serde(default)]
    again: Option<bool>,
}

/// A search that found nothing.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Searched {
    /// What was searched for.
    #[schemars(length(min = 1))]
    query: String,
}

/// A channel that was chosen.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Choice {
    /// Its kind.
    channel: Chosen,
}

/// A kind of channel, or being called.
#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
enum Chosen {
    /// One of the site's channels.
    Channel(crate::site::ChannelKind),
    /// Being called.
    Call(Callback),
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Callback {
    /// Being called.
    Callback,
}

/// A score.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Score {
    /// `csat`, `nps`, `ces` or the id of the site's own question.
    survey: String,
    /// 1–5, 0–10 or 1–7.
    #[schemars(range(min = 0, max = 10))]
    score: u8,
    /// What the customer adds, at most 2,000 characters.
    #[serde(default)]
    comment: Option<String>,
    /// The FAQ it came after.
    #[serde(default)]
    faq: Option<String>,
    /// The rating it changes.
    #[serde(default)]
    rating: Option<String>,
}

/// What a score is known by.
#[derive(Serialize, JsonSchema)]
pub struct Shown {
    done: bool,
    /// Sent along with another score, it changes this one.
    rating: String,
}

/// What came of a visit.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Visit {
    /// What it was.
    outcome: super::Outcome,
}

/// What a device knows its requests by.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Tokens {
    /// At most 20.
    #[schemars(length(max = 20))]
    tokens: Vec<String>,
}

/// A question in a list.
#[derive(Serialize, JsonSchema)]
pub struct Found {
    id: String,
    question: String,
    category: Option<String>,
    /// The language it is written in.
    lang: String,
}

/// A file that is kept.
#[derive(Serialize, JsonSchema)]
pub struct Uploaded {
    id: String,
    name: String,
    media_type: String,
    /// In bytes.
    size: u64,
}

/// What is published.
#[derive(Serialize, JsonSchema)]
pub struct Published {
    site: String,
    /// Counts up with every publishing.
    version: i64,
    published_at: String,
    name: String,
    languages: Vec<String>,
    /// How many.
    faqs: usize,
    /// Their addresses.
    webhooks: Vec<String>,
}

/// An event there is.
#[derive(Serialize, JsonSchema)]
pub struct EventKind {
    /// Its name.
    #[serde(rename = "type")]
    kind: String,
    /// Where its schema is.
    schema: String,
}

/// A file of a ticket, with a link to it.
#[derive(Serialize, JsonSchema)]
pub struct LinkedFile {
    #[serde(flatten)]
    file: super::Attachment,
    /// Serves for an hour.
    url: String,
}

/// How somebody helped themselves.
#[derive(Serialize, Deserialize, JsonSchema)]
pub struct Helped {
    /// What they did, at most four.
    #[schemars(length(max = 4))]
    steps: Vec<Step>,
    /// The FAQ that was read.
    #[serde(default)]
    faq: Option<String>,
}

#[derive(Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Step {
    /// A question was asked.
    Asked,
    /// An answer was read.
    Answered,
    /// A request was written after an answer.
    Contacted,
    /// A request was written.
    Contact,
}
