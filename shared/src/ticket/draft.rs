//! A request as it arrives, and what it becomes once every field is right.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{Device, Page, Priority};
use crate::{
    address::EmailAddress,
    assistant::MAX_TRANSCRIPT,
    contact::{AnswerBy, Phone, Window},
    field::{self, Answer},
    id::Slug,
    identity::{Claim, Identity},
    lang::{Lang, Locale, negotiate},
    problem::FieldError,
    site::Site,
    text::{Catalogue, Text},
};

/// Longest name, in characters.
pub const MAX_NAME: usize = 200;
/// Longest message, in characters.
pub const MAX_MESSAGE: usize = 10_000;
/// Longest page address kept, in characters; longer ones are cut, not refused.
const MAX_PAGE_URL: usize = 1_000;
/// Longest page title kept, in characters; longer ones are cut, not refused.
const MAX_PAGE_TITLE: usize = 300;
/// Longest word about the browser kept, in characters.
const MAX_DEVICE: usize = 60;
/// How many FAQs and searches seen before are kept.
const MAX_SEEN: usize = 50;
/// Longest search kept, in characters.
const MAX_SEARCH: usize = 200;

/// A request as it arrived: nothing is known to be right yet. Empty means not given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// The customer's name.
    pub name: String,
    /// Their email address.
    pub email: String,
    /// Their telephone number.
    pub phone: String,
    /// How they would like to be answered.
    pub answer_by: String,
    /// When a call is welcome, as an interval.
    pub callback: String,
    /// The topic's id.
    pub topic: String,
    /// Answers to the topic's fields.
    pub fields: BTreeMap<String, Vec<String>>,
    /// What it is about, as written.
    pub message: String,
    /// The language the customer reads.
    pub lang: String,
    /// The page it was written on.
    pub page: Page,
    /// What is known of the browser.
    pub device: Device,
    /// FAQs read before.
    pub faqs_seen: Vec<String>,
    /// What was searched for before.
    pub searches: Vec<String>,
    /// Who the page says the customer is.
    pub identity: Claim,
    /// What was said with the assistant before.
    pub transcript: String,
    /// The step of a guided flow that handed over, as `flow/step`.
    pub flow: String,
}

/// Takes fields out of a JSON object and remembers those of a wrong type.
struct Reader<'a> {
    fields: &'a Map<String, Value>,
    wrong: Vec<&'static str>,
}

impl Reader<'_> {
    fn text_of(&mut self, object: &Map<String, Value>, key: &str, name: &'static str) -> String {
        match object.get(key) {
            None | Some(Value::Null) => String::new(),
            Some(Value::String(text)) => text.clone(),
            Some(_) => {
                self.wrong.push(name);
                String::new()
            }
        }
    }

    fn text(&mut self, name: &'static str) -> String {
        self.text_of(self.fields, name, name)
    }

    fn texts(&mut self, name: &'static str) -> Vec<String> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(items)) if items.iter().all(Value::is_string) => {
                let texts = items
                    .iter()
                    .filter_map(|item| item.as_str().map(str::to_owned));
                texts.take(MAX_SEEN).collect()
            }
            Some(_) => {
                self.wrong.push(name);
                Vec::new()
            }
        }
    }

    fn object(&mut self, name: &'static str) -> Map<String, Value> {
        match self.fields.get(name) {
            None | Some(Value::Null) => Map::new(),
            Some(Value::Object(object)) => object.clone(),
            Some(_) => {
                self.wrong.push(name);
                Map::new()
            }
        }
    }
}

/// An answer to a field: a text, a number, a yes, or a list of texts.
fn values(value: &Value) -> Option<Vec<String>> {
    Some(match value {
        Value::Null | Value::Bool(false) => Vec::new(),
        Value::Bool(true) => vec!["yes".into()],
        Value::String(text) => vec![text.clone()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(items) => {
            let texts = items.iter().map(|item| item.as_str().map(str::to_owned));
            texts.collect::<Option<Vec<_>>>()?
        }
        Value::Object(_) => return None,
    })
}

impl Draft {
    /// Takes a draft out of JSON. Fields of a wrong type are named; unknown ones are passed over,
    /// so that newer widgets can talk to older workers.
    pub fn from_json(value: &Value) -> Result<Self, Vec<&'static str>> {
        let Value::Object(fields) = value else {
            return Err(vec![""]);
        };
        let mut read = Reader {
            fields,
            wrong: Vec::new(),
        };
        let page = read.object("page");
        let device = read.object("device");
        let identity = read.object("identity");
        let mut draft = Self {
            name: read.text("name"),
            email: read.text("email"),
            phone: read.text("phone"),
            answer_by: read.text("answer_by"),
            callback: read.text("callback"),
            topic: read.text("topic"),
            fields: BTreeMap::new(),
            message: read.text("message"),
            lang: read.text("lang"),
            page: Page {
                url: read.text_of(&page, "url", "page.url"),
                title: read.text_of(&page, "title", "page.title"),
                referrer: read.text_of(&page, "referrer", "page.referrer"),
            },
            device: Device {
                locale: read.text_of(&device, "locale", "device.locale"),
                time_zone: read.text_of(&device, "time_zone", "device.time_zone"),
                agent: String::new(),
            },
            faqs_seen: read.texts("faqs_seen"),
            searches: read.texts("searches"),
            identity: Claim {
                email: read.text_of(&identity, "email", "identity.email"),
                external_id: read.text_of(&identity, "external_id", "identity.external_id"),
                hmac: read.text_of(&identity, "hmac", "identity.hmac"),
            },
            transcript: read.text("transcript"),
            flow: read.text("flow"),
        };
        for (id, value) in read.object("fields") {
            match values(&value) {
                Some(values) => _ = draft.fields.insert(id, values),
                None => read.wrong.push("fields"),
            }
        }
        if read.wrong.is_empty() {
            Ok(draft)
        } else {
            Err(read.wrong)
        }
    }

    /// Takes a draft out of the fields of a form post; a topic's own fields are named
    /// `field.{id}` there.
    pub fn from_form(fields: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut draft = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "name" => draft.name = value,
                "email" => draft.email = value,
                "phone" => draft.phone = value,
                "answer_by" => draft.answer_by = value,
                "callback" => draft.callback = value,
                "topic" => draft.topic = value,
                // Browsers send line ends of text areas as CR LF.
                "message" => draft.message = value.replace("\r\n", "\n"),
                "transcript" => draft.transcript = value.replace("\r\n", "\n"),
                "flow" => draft.flow = value,
                "lang" => draft.lang = value,
                "faq" if draft.faqs_seen.len() < MAX_SEEN => draft.faqs_seen.push(value),
                "page_url" => draft.page.url = value,
                "page_title" => draft.page.title = value,
                name => {
                    if let Some(id) = name.strip_prefix("field.") {
                        draft.fields.entry(id.to_owned()).or_default().push(value);
                    }
                }
            }
        }
        draft
    }

    /// The request, if every field is right; else one entry per field that is not, in the
    /// customer's language.
    pub fn check(self, site: &Site, now: Timestamp) -> Result<Request, Vec<FieldError>> {
        let lang = negotiate(&site.languages, Some(&self.lang), None).cloned();
        let texts = match &lang {
            Some(lang) => Catalogue::of_site(site, lang),
            None => Catalogue::of(Locale::En),
        };
        let mut errors = Vec::new();
        let mut fail = |field: &str, code: &str, message: String| {
            errors.push(FieldError {
                field: field.into(),
                code: code.into(),
                message,
            });
        };
        let too_long = |max: usize| texts.fill(Text::TooLong, &[("max", &max.to_string())]);
        let say = |text: Text| texts.get(text).to_owned();

        if self.name.chars().count() > MAX_NAME {
            fail("name", "too_long", too_long(MAX_NAME));
        }
        let answer_by = match self.answer_by.trim() {
            "" => Some(AnswerBy::Email),
            name => AnswerBy::parse(name).filter(|way| site.form.answer_by.contains(way)),
        };
        if answer_by.is_none() {
            fail("answer_by", "unknown", say(Text::ChoiceUnknown));
        }
        let by_phone = answer_by.is_some_and(AnswerBy::needs_phone);
        let email = EmailAddress::parse(&self.email);
        match (&email, self.email.trim().is_empty()) {
            (None, true) if !by_phone => fail("email", "required", say(Text::EmailMissing)),
            (None, false) => fail("email", "invalid", say(Text::EmailInvalid)),
            _ => {}
        }
        let phone = Phone::parse(&self.phone);
        match (&phone, self.phone.trim().is_empty()) {
            (None, true) if by_phone => fail("phone", "required", say(Text::PhoneMissing)),
            (None, false) => fail("phone", "invalid", say(Text::PhoneInvalid)),
            _ => {}
        }
        let callback = Window::parse(&self.callback, now);
        if callback.is_none() && !self.callback.trim().is_empty() {
            fail("callback", "invalid", say(Text::WindowInvalid));
        }
        let topic = match self.topic.as_str() {
            "" => None,
            id => {
                let topic = site.topic(id);
                if topic.is_none() {
                    fail("topic", "unknown", say(Text::TopicUnknown));
                }
                topic
            }
        };
        if self.message.trim().is_empty() {
            fail("message", "required", say(Text::MessageMissing));
        } else if self.message.chars().count() > MAX_MESSAGE {
            fail("message", "too_long", too_long(MAX_MESSAGE));
        }
        let mut answers: Vec<Answer> = Vec::new();
        if let (Some(topic), Some(lang)) = (topic, &lang) {
            match field::check(&topic.fields, &self.fields, lang, &site.languages, &texts) {
                Ok(checked) => answers = checked,
                Err(wrong) => errors.extend(wrong),
            }
        }
        match (errors.is_empty(), lang) {
            (true, Some(lang)) => Ok(Request {
                name: Some(self.name.trim().to_owned()).filter(|name| !name.is_empty()),
                email,
                phone,
                answer_by: answer_by.unwrap_or_default(),
                callback: callback.filter(|_| answer_by == Some(AnswerBy::Phone)),
                topic: topic.map(|topic| topic.id.clone()),
                fields: answers,
                message: self.message,
                lang,
                page: Page {
                    url: cut(&self.page.url, MAX_PAGE_URL),
                    title: cut(&self.page.title, MAX_PAGE_TITLE),
                    referrer: cut(&self.page.referrer, MAX_PAGE_URL),
                },
                device: Device {
                    locale: cut(&self.device.locale, MAX_DEVICE),
                    time_zone: cut(&self.device.time_zone, MAX_DEVICE),
                    agent: cut(&self.device.agent, MAX_DEVICE),
                },
                faqs_seen: self
                    .faqs_seen
                    .into_iter()
                    .take(MAX_SEEN)
                    .filter_map(|id| site.faq(&id).map(|faq| faq.id.clone()))
                    .collect(),
                searches: self
                    .searches
                    .iter()
                    .take(MAX_SEEN)
                    .map(|search| cut(search, MAX_SEARCH))
                    .collect(),
                identity: None,
                transcript: lines(&self.transcript),
                priority: site.hand_over(&self.flow).and_then(|hand| hand.priority),
            }),
            _ => Err(errors),
        }
    }
}

fn cut(text: &str, max: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(max).collect()
}

/// A transcript as it is kept: longer ones are cut, not refused.
fn lines(text: &str) -> String {
    let text = text.trim().chars().take(MAX_TRANSCRIPT);
    text.filter(|c| *c == '\n' || !c.is_control()).collect()
}

/// A request whose fields are right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The customer's name.
    pub name: Option<String>,
    /// Their email address; there is one, or a telephone number.
    pub email: Option<EmailAddress>,
    /// Their telephone number.
    pub phone: Option<Phone>,
    /// How they would like to be answered.
    pub answer_by: AnswerBy,
    /// When a call is welcome.
    pub callback: Option<Window>,
    /// What it is about.
    pub topic: Option<Slug>,
    /// Answers to the topic's fields.
    pub fields: Vec<Answer>,
    /// The message as written.
    pub message: String,
    /// The customer's language, one of the site's.
    pub lang: Lang,
    /// The page it was written on.
    pub page: Page,
    /// What is known of the browser.
    pub device: Device,
    /// FAQs read before, as far as they exist.
    pub faqs_seen: Vec<Slug>,
    /// What was searched for before.
    pub searches: Vec<String>,
    /// Who the site's page said the customer is; weighed apart, with the site's key.
    pub identity: Option<Identity>,
    /// What was said with the assistant before; may be empty.
    pub transcript: String,
    /// How urgent the flow that handed over says it is.
    pub priority: Option<Priority>,
}
