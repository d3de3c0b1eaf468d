//! A request as it arrives, and what it becomes once every field is right.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::Page;
use crate::{
    address::EmailAddress,
    id::Slug,
    lang::{Lang, Locale, negotiate},
    problem::FieldError,
    site::Site,
    text::{Catalogue, Text, fill},
};

/// Longest name, in characters.
pub const MAX_NAME: usize = 200;
/// Longest message, in characters.
pub const MAX_MESSAGE: usize = 10_000;
/// Longest page address kept, in characters; longer ones are cut, not refused.
const MAX_PAGE_URL: usize = 1_000;
/// Longest page title kept, in characters; longer ones are cut, not refused.
const MAX_PAGE_TITLE: usize = 300;
/// How many FAQs seen before are kept.
const MAX_FAQS_SEEN: usize = 50;

/// A request as it arrived: nothing is known to be right yet. Empty means not given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The customer's name.
    pub name: String,
    /// Where to answer.
    pub email: String,
    /// The topic's id.
    pub topic: String,
    /// What it is about, as written.
    pub message: String,
    /// The language the customer reads.
    pub lang: String,
    /// The page it was written on.
    pub page: Page,
    /// FAQs read before.
    pub faqs_seen: Vec<String>,
}

impl Draft {
    /// Takes a draft out of JSON. Fields of a wrong type are named; unknown ones are passed over,
    /// so that newer widgets can talk to older workers.
    pub fn from_json(value: &Value) -> Result<Self, Vec<&'static str>> {
        let Value::Object(fields) = value else {
            return Err(vec![""]);
        };
        let mut wrong = Vec::new();
        let mut text =
            |object: &Map<String, Value>, key: &'static str, name: &'static str| match object
                .get(key)
            {
                None | Some(Value::Null) => String::new(),
                Some(Value::String(text)) => text.clone(),
                Some(_) => {
                    wrong.push(name);
                    String::new()
                }
            };
        let none = Map::new();
        let page = fields
            .get("page")
            .and_then(Value::as_object)
            .unwrap_or(&none);
        let mut draft = Self {
            name: text(fields, "name", "name"),
            email: text(fields, "email", "email"),
            topic: text(fields, "topic", "topic"),
            message: text(fields, "message", "message"),
            lang: text(fields, "lang", "lang"),
            page: Page {
                url: text(page, "url", "page.url"),
                title: text(page, "title", "page.title"),
            },
            faqs_seen: Vec::new(),
        };
        if !matches!(
            fields.get("page"),
            None | Some(Value::Null | Value::Object(_))
        ) {
            wrong.push("page");
        }
        match fields.get("faqs_seen") {
            None | Some(Value::Null) => {}
            Some(Value::Array(ids)) if ids.iter().all(Value::is_string) => {
                draft.faqs_seen = ids
                    .iter()
                    .filter_map(|id| id.as_str().map(str::to_owned))
                    .collect();
            }
            Some(_) => wrong.push("faqs_seen"),
        }
        if wrong.is_empty() {
            Ok(draft)
        } else {
            Err(wrong)
        }
    }

    /// Takes a draft out of the fields of a form post.
    pub fn from_form(fields: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut draft = Self::default();
        for (name, value) in fields {
            match name.as_str() {
                "name" => draft.name = value,
                "email" => draft.email = value,
                "topic" => draft.topic = value,
                // Browsers send line ends of text areas as CR LF.
                "message" => draft.message = value.replace("\r\n", "\n"),
                "lang" => draft.lang = value,
                "page_url" => draft.page.url = value,
                "page_title" => draft.page.title = value,
                _ => {}
            }
        }
        draft
    }

    /// The request, if every field is right; else one entry per field that is not, in the
    /// customer's language.
    pub fn check(self, site: &Site) -> Result<Request, Vec<FieldError>> {
        let lang = negotiate(&site.languages, Some(&self.lang), None).cloned();
        let texts = Catalogue::of(lang.as_ref().map_or(Locale::En, Locale::of));
        let mut errors = Vec::new();
        let mut fail = |field: &str, code: &str, message: String| {
            errors.push(FieldError {
                field: field.into(),
                code: code.into(),
                message,
            });
        };
        let too_long = |max: usize| fill(texts.get(Text::TooLong), &[("max", &max.to_string())]);

        if self.name.chars().count() > MAX_NAME {
            fail("name", "too_long", too_long(MAX_NAME));
        }
        let email = EmailAddress::parse(&self.email);
        match &email {
            Some(_) => {}
            None if self.email.trim().is_empty() => {
                fail("email", "required", texts.get(Text::EmailMissing).into());
            }
            None => fail("email", "invalid", texts.get(Text::EmailInvalid).into()),
        }
        let topic = match self.topic.as_str() {
            "" => None,
            id => {
                let topic = site.topic(id).map(|topic| topic.id.clone());
                if topic.is_none() {
                    fail("topic", "unknown", texts.get(Text::TopicUnknown).into());
                }
                topic
            }
        };
        if self.message.trim().is_empty() {
            fail(
                "message",
                "required",
                texts.get(Text::MessageMissing).into(),
            );
        } else if self.message.chars().count() > MAX_MESSAGE {
            fail("message", "too_long", too_long(MAX_MESSAGE));
        }
        match (errors.is_empty(), email, lang) {
            (true, Some(email), Some(lang)) => Ok(Request {
                name: Some(self.name.trim().to_owned()).filter(|name| !name.is_empty()),
                email,
                topic,
                message: self.message,
                lang,
                page: Page {
                    url: cut(&self.page.url, MAX_PAGE_URL),
                    title: cut(&self.page.title, MAX_PAGE_TITLE),
                },
                faqs_seen: self
                    .faqs_seen
                    .into_iter()
                    .take(MAX_FAQS_SEEN)
                    .filter_map(|id| site.faq(&id).map(|faq| faq.id.clone()))
                    .collect(),
            }),
            _ => Err(errors),
        }
    }
}

fn cut(text: &str, max: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(max).collect()
}

/// A request whose fields are right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The customer's name.
    pub name: Option<String>,
    /// Where to answer.
    pub email: EmailAddress,
    /// What it is about.
    pub topic: Option<Slug>,
    /// The message as written.
    pub message: String,
    /// The customer's language, one of the site's.
    pub lang: Lang,
    /// The page it was written on.
    pub page: Page,
    /// FAQs read before, as far as they exist.
    pub faqs_seen: Vec<Slug>,
}
