//! Tickets: from what a customer sent to what is written down, in one pure step.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{
    address::EmailAddress,
    id::{Reference, Slug, sortable},
    lang::{Lang, Locale, negotiate},
    outbox::{Job, MailKind},
    problem::FieldError,
    site::Site,
    text::{Catalogue, Text, fill},
    webhook::{self, Envelope},
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

/// The page a request was written on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// Its address.
    pub url: String,
    /// Its title.
    pub title: String,
}

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

/// Where a ticket stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Nobody has answered yet.
    New,
    /// The team has to act.
    Open,
    /// The customer has to act.
    WaitingOnCustomer,
    /// Somebody else has to act.
    OnHold,
    /// Answered; a reply opens it again.
    Resolved,
    /// Done for good.
    Closed,
}

/// How a ticket came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// The contact form, with or without script, or the API.
    Form,
}

/// A customer's request, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ticket {
    /// `tic_` and a sortable identifier.
    pub id: String,
    /// What people quote.
    pub reference: Reference,
    /// Where it stands.
    pub status: Status,
    /// How it came in.
    pub channel: Origin,
    /// What it is about.
    pub topic: Option<Slug>,
    /// The customer's language.
    pub lang: Lang,
    /// The customer's name.
    pub name: Option<String>,
    /// Where to answer.
    pub email: EmailAddress,
    /// The page it was written on.
    pub page: Page,
    /// FAQs read before.
    pub faqs_seen: Vec<Slug>,
    /// When it was accepted, RFC 3339 in UTC with milliseconds.
    pub created_at: String,
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The customer.
    Customer,
    /// One of the team.
    Agent,
    /// Nobody.
    System,
}

/// One message of a ticket.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// `msg_` and a sortable identifier.
    pub id: String,
    /// Who wrote it.
    pub author: Author,
    /// The text as written.
    pub text: String,
    /// When it was accepted, RFC 3339 in UTC with milliseconds.
    pub created_at: String,
}

/// Something that happened to a ticket. Events are the record: webhooks, history and measures
/// read them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// `evt_` and a sortable identifier; receivers of webhooks tell repeats by it.
    pub id: String,
    /// What happened, such as `ticket.created`.
    pub kind: String,
    /// The event's data as JSON.
    pub data: Value,
    /// When it happened, RFC 3339 in UTC with milliseconds.
    pub created_at: String,
}

/// Everything that is written when a request is accepted, in one turn.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// The ticket.
    pub ticket: Ticket,
    /// Its first message.
    pub message: Message,
    /// `ticket.created`.
    pub event: Event,
    /// What has to be delivered.
    pub jobs: Vec<Job>,
}

/// Random numbers for one accepted request.
#[derive(Clone, Copy, Debug)]
pub struct Entropy {
    /// For the reference.
    pub reference: u64,
    /// For the identifiers.
    pub ids: u128,
}

/// What a ticket says to the outside, `data` of `ticket.created`.
#[derive(Serialize)]
struct Created<'a> {
    site: &'a str,
    ticket: &'a Ticket,
    message: MessageData<'a>,
}

#[derive(Serialize)]
struct MessageData<'a> {
    id: &'a str,
    author: Author,
    text: &'a str,
    /// Whether the text was cut to keep the body small; the whole is in the API.
    truncated: bool,
    created_at: &'a str,
}

/// Opens a ticket: what is to be written down, and what is to be delivered.
pub fn open(
    site_id: &str,
    site: &Site,
    request: Request,
    now: Timestamp,
    entropy: Entropy,
) -> Opened {
    let now_ms = now.as_millisecond();
    let at = rfc3339(now);
    let ticket = Ticket {
        id: sortable("tic", now_ms, entropy.ids),
        reference: Reference::from_entropy(entropy.reference),
        status: Status::New,
        channel: Origin::Form,
        topic: request.topic,
        lang: request.lang,
        name: request.name,
        email: request.email,
        page: request.page,
        faqs_seen: request.faqs_seen,
        created_at: at.clone(),
    };
    let message = Message {
        id: sortable("msg", now_ms, entropy.ids.rotate_left(41)),
        author: Author::Customer,
        text: request.message,
        created_at: at.clone(),
    };
    let (text, truncated) = webhook::excerpt(&message.text);
    let created = Created {
        site: site_id,
        ticket: &ticket,
        message: MessageData {
            id: &message.id,
            author: message.author,
            text,
            truncated,
            created_at: &message.created_at,
        },
    };
    let data = serde_json::to_value(&created).unwrap_or_default();
    let event = Event {
        id: sortable("evt", now_ms, entropy.ids.rotate_left(83)),
        kind: "ticket.created".into(),
        data: data.clone(),
        created_at: at.clone(),
    };
    let mut jobs = vec![Job::Mail(MailKind::Acknowledgement)];
    if !site.mail.team.is_empty() {
        jobs.push(Job::Mail(MailKind::Notification));
    }
    let envelope = Envelope {
        kind: "ticket.created",
        timestamp: at,
        data,
    };
    let body = serde_json::to_string(&envelope).unwrap_or_default();
    jobs.extend(
        site.webhooks
            .iter()
            .filter(|hook| hook.events.is_empty() || hook.events.contains(&event.kind))
            .map(|hook| Job::Webhook {
                url: hook.url.clone(),
                body: body.clone(),
            }),
    );
    Opened {
        ticket,
        message,
        event,
        jobs,
    }
}

/// A time as every API of ours writes it.
pub fn rfc3339(time: Timestamp) -> String {
    format!("{time:.3}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn site() -> Site {
        Site::from_toml(
            r#"
            name = "Bottega"
            languages = ["it", "en"]
            time_zone = "Europe/Rome"
            [mail]
            from = "Bottega <ciao@bottega.example>"
            team = ["team@bottega.example"]
            [[topics]]
            id = "order"
            label = { it = "Ordine", en = "Order" }
            [[faqs]]
            id = "cost"
            question = { it = "Quanto costa?" }
            answer = { it = "Dipende." }
            [[webhooks]]
            url = "https://a.example/hook"
            secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            [[webhooks]]
            url = "https://b.example/hook"
            secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
            events = ["ticket.created"]
            "#,
        )
        .unwrap()
    }

    fn draft() -> Draft {
        Draft {
            email: " anna@posta.example ".into(),
            message: "Dov'è il mio ordine?\r\nGrazie <b>".into(),
            topic: "order".into(),
            faqs_seen: vec!["cost".into(), "none".into()],
            ..Draft::default()
        }
    }

    fn codes(draft: Draft) -> Vec<(String, String)> {
        match draft.check(&site()) {
            Ok(_) => vec![],
            Err(errors) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
        }
    }

    #[test]
    fn a_good_draft_is_kept_as_written() {
        let request = draft().check(&site()).unwrap();
        assert_eq!(request.message, "Dov'è il mio ordine?\r\nGrazie <b>");
        assert_eq!(request.email.as_str(), "anna@posta.example");
        assert_eq!(request.lang.as_str(), "it");
        assert_eq!(request.faqs_seen.len(), 1);
    }

    #[test]
    fn every_field_that_is_wrong_is_named_once() {
        let pair = |field: &str, code: &str| (field.to_owned(), code.to_owned());
        assert_eq!(
            codes(Draft::default()),
            [pair("email", "required"), pair("message", "required")]
        );
        let wrong = Draft {
            name: "n".repeat(MAX_NAME + 1),
            email: "anna".into(),
            topic: "none".into(),
            message: "è".repeat(MAX_MESSAGE + 1),
            ..Draft::default()
        };
        assert_eq!(
            codes(wrong),
            [
                pair("name", "too_long"),
                pair("email", "invalid"),
                pair("topic", "unknown"),
                pair("message", "too_long")
            ]
        );
        let errors = Draft {
            lang: "en".into(),
            ..Draft::default()
        }
        .check(&site())
        .unwrap_err();
        assert_eq!(
            errors.first().map(|e| e.message.as_str()),
            Some("We need an address to answer you at")
        );
    }

    #[test]
    fn json_of_any_shape_is_read_or_named() {
        assert_eq!(Draft::from_json(&json!([])), Err(vec![""]));
        assert_eq!(
            Draft::from_json(&json!({"email": null, "new": 1})),
            Ok(Draft::default())
        );
        assert_eq!(
            Draft::from_json(&json!({"email": 1, "message": [], "page": "x", "faqs_seen": [1]})),
            Err(vec!["email", "message", "page", "faqs_seen"])
        );
        assert_eq!(
            Draft::from_json(&json!({"page": {"url": {}}})),
            Err(vec!["page.url"])
        );
    }

    #[test]
    fn opening_writes_ticket_message_event_and_every_delivery() {
        let request = draft().check(&site()).unwrap();
        let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        let entropy = Entropy {
            reference: 7,
            ids: 0x0123_4567_89AB_CDEF_0123_4567_89AB_CDEF,
        };
        let opened = open("demo", &site(), request, now, entropy);
        assert_eq!(opened.ticket.created_at, "2026-11-23T09:00:00.000Z");
        let ids = [&opened.ticket.id, &opened.message.id, &opened.event.id];
        assert!(ids.iter().all(|id| id.len() == 30));
        assert_ne!(
            opened.ticket.id.get(14..),
            opened.event.id.get(14..),
            "random parts differ"
        );
        assert_eq!(opened.jobs.len(), 4);
        let Some(Job::Webhook { body, .. }) = opened.jobs.last() else {
            panic!()
        };
        let body: Value = serde_json::from_str(body).unwrap();
        assert_eq!(body["type"], "ticket.created");
        assert_eq!(body["timestamp"], "2026-11-23T09:00:00.000Z");
        assert_eq!(body["data"]["ticket"]["reference"], "0000-0007");
        assert_eq!(body["data"]["message"]["truncated"], false);
        assert_eq!(body["data"], opened.event.data);
    }

    #[test]
    fn a_webhook_of_the_longest_message_stays_under_20_kb() {
        let mut long = draft();
        long.message = "\u{1F600}".repeat(MAX_MESSAGE);
        long.name = "\u{1}".repeat(MAX_NAME);
        long.faqs_seen = vec!["cost".into(); 99];
        long.page = Page {
            url: "è".repeat(9_000),
            title: "t".repeat(9_000),
        };
        let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        let request = long.check(&site()).unwrap();
        let opened = open(
            "demo",
            &site(),
            request,
            now,
            Entropy {
                reference: 0,
                ids: 0,
            },
        );
        let Some(Job::Webhook { body, .. }) = opened.jobs.last() else {
            panic!()
        };
        assert!(body.len() < 20_000, "{}", body.len());
        assert_eq!(
            opened.message.text.chars().count(),
            MAX_MESSAGE,
            "kept whole"
        );
    }
}
