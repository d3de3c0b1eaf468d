//! A site's configuration: what an owner writes in one TOML file. Types here hold only what is
//! well formed; what must fit together is checked in [`validate`](mod@validate), and both name
//! line and key of what does not.

mod appearance;
mod channel;
mod flow;
mod macros;
mod notice;
mod retention;
mod toml_file;
pub mod validate;

use std::collections::BTreeMap;

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

pub use appearance::{Appearance, Scheme, Shape};
pub use channel::{Channel, ChannelKind};
pub use flow::{Flow, FlowChoice, FlowLink, FlowStep, HandOver};
pub use macros::{MAX_MACRO, Macro};
pub use notice::{Level, Moment, Notice};
pub use retention::Retention;

use crate::{
    address::{EmailAddress, Mailbox},
    contact::AnswerBy,
    escalation::Escalation,
    field::Field,
    hours::Hours,
    id::Slug,
    job::MailKind,
    lang::Lang,
    limit::Limits,
    routing::Rule,
    sla::Policy,
    survey::Surveys,
    team::{Agent, Team},
    text,
    webhook::Endpoint,
};

/// A text in one or more languages: `{ it = "Spedizioni", en = "Shipping" }`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, String>"))]
pub struct Localized(pub BTreeMap<Lang, String>);

impl Localized {
    /// The text in `lang`, else in the first of `languages` that has it, else in any.
    /// The language it is in comes along.
    pub fn get(&self, lang: &Lang, languages: &[Lang]) -> Option<(&Lang, &str)> {
        std::iter::once(lang)
            .chain(languages)
            .find_map(|l| self.0.get_key_value(l))
            .or_else(|| self.0.iter().next())
            .map(|(lang, text)| (lang, text.as_str()))
    }

    /// The text alone, empty where there is none.
    pub fn text(&self, lang: &Lang, languages: &[Lang]) -> &str {
        self.get(lang, languages).map_or("", |(_, text)| text)
    }
}

/// Everything an owner configures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Site {
    /// The name customers know, at most 80 characters.
    pub name: String,
    /// Languages of the content, the default first.
    pub languages: Vec<Lang>,
    /// The time zone of the hours, by its IANA name: `Europe/Rome`.
    pub time_zone: String,
    /// Origins whose pages may show the widget and call the API, such as
    /// `https://bottega.example`; none means any.
    #[serde(default)]
    pub origins: Vec<String>,
    /// How it looks.
    #[serde(default)]
    pub appearance: Appearance,
    /// How customers are addressed; so far Italian has a choice.
    #[serde(default, skip_serializing_if = "text::Formality::is_usual")]
    pub formality: text::Formality,
    /// Texts of the interface in the owner's own words, by language and by the text's name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "BTreeMap<String, BTreeMap<String, String>>")
    )]
    pub texts: text::Own,
    /// Who writes to customers and who is told.
    pub mail: Mail,
    /// When somebody is there.
    #[serde(default)]
    pub hours: Hours,
    /// How soon requests are answered and solved; the first policy holds where a request is given
    /// no other; at most 20.
    #[serde(default)]
    pub sla: Vec<Policy>,
    /// Groups of FAQs, in the order shown.
    #[serde(default)]
    pub categories: Vec<Category>,
    /// Questions with their answers, in the order shown; at most 5,000.
    #[serde(default)]
    pub faqs: Vec<Faq>,
    /// Conversations the assistant leads, in the order offered; at most 20.
    #[serde(default)]
    pub flows: Vec<Flow>,
    /// What the first view shows.
    #[serde(default)]
    pub home: Home,
    /// What customers should know before they ask; at most 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// What requests are about, in the order shown.
    #[serde(default)]
    pub topics: Vec<Topic>,
    /// How the form asks for an answer.
    #[serde(default)]
    pub form: Form,
    /// Other ways to reach a person.
    #[serde(default)]
    pub channels: Vec<Channel>,
    /// Groups of people who answer; at most 50.
    #[serde(default)]
    pub teams: Vec<Team>,
    /// The people who answer; at most 200.
    #[serde(default)]
    pub agents: Vec<Agent>,
    /// Where requests go, read from the first to the last; at most 50.
    #[serde(default)]
    pub routing: Vec<Rule>,
    /// What is done by itself when a request waits too long; at most 50.
    #[serde(default)]
    pub escalations: Vec<Escalation>,
    /// Answers the team writes often, in the order shown; at most 200.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub macros: Vec<Macro>,
    /// Where events are sent; at most 10.
    #[serde(default)]
    pub webhooks: Vec<Endpoint>,
    /// What customers are asked to rate, and when.
    #[serde(default)]
    pub surveys: Surveys,
    /// How spam is recognised.
    #[serde(default)]
    pub spam: Spam,
    /// How long things are kept.
    #[serde(default)]
    pub privacy: Retention,
    /// How often something may be done, where not by default.
    #[serde(default)]
    pub limits: Limits,
}

impl Site {
    /// The default language.
    pub fn default_lang(&self) -> Option<&Lang> {
        self.languages.first()
    }

    /// Its time zone; UTC where there is no such zone, as there is in any that was published.
    pub fn zone(&self) -> TimeZone {
        TimeZone::get(&self.time_zone).unwrap_or(TimeZone::UTC)
    }

    /// The FAQ with this id.
    pub fn faq(&self, id: &str) -> Option<&Faq> {
        self.faqs.iter().find(|faq| faq.id.as_str() == id)
    }

    /// The topic with this id.
    pub fn topic(&self, id: &str) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id.as_str() == id)
    }

    /// The service level with this id.
    pub fn policy(&self, id: &str) -> Option<&Policy> {
        self.sla.iter().find(|policy| policy.id.as_str() == id)
    }

    /// The agent with this id.
    pub fn agent(&self, id: &Slug) -> Option<&Agent> {
        self.agents.iter().find(|agent| agent.id == *id)
    }

    /// The endpoint a delivery names.
    pub fn endpoint(&self, id: &Slug) -> Option<&Endpoint> {
        self.webhooks.iter().find(|endpoint| endpoint.id() == *id)
    }

    /// Whether a page of this origin may use the site.
    pub fn allows_origin(&self, origin: &str) -> bool {
        self.origins.is_empty() || self.origins.iter().any(|o| o.eq_ignore_ascii_case(origin))
    }
}

/// Addresses for mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Mail {
    /// Who writes to customers: `Bottega Lume <ciao@bottega-lume.example>`.
    pub from: Mailbox,
    /// Who is told of new requests; at most 20.
    #[serde(default)]
    pub team: Vec<EmailAddress>,
    /// Where answers to our mails arrive, if the worker receives them: its local part is the
    /// site's id, `shop@care.example`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub inbound: Option<EmailAddress>,
    /// Mails in the owner's own words, by mail and language: Markdown, the subject as its heading.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(
        feature = "schema",
        schemars(with = "BTreeMap<String, BTreeMap<String, String>>")
    )]
    pub templates: BTreeMap<MailKind, Localized>,
}

/// A group of FAQs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Category {
    /// Its name in this file.
    pub id: Slug,
    /// Its name for customers.
    pub label: Localized,
}

/// A question people ask, with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Faq {
    /// Its name in addresses.
    pub id: Slug,
    /// The category it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Slug>,
    /// The question, at most 300 characters.
    pub question: Localized,
    /// The answer in Markdown, at most 20,000 characters.
    pub answer: Localized,
    /// Other ways people ask it, at most 50 a language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Vec<String>>"))]
    pub also: BTreeMap<Lang, Vec<String>>,
    /// The pages it is suggested on, such as `/checkout/*`; at most 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<String>,
}

/// What the first view shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Home {
    /// Ids of the FAQs that come first, in this order; those found most helpful follow. At most 5.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faqs: Vec<Slug>,
}

/// What a request can be about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Topic {
    /// Its name in the API.
    pub id: Slug,
    /// Its name for customers.
    pub label: Localized,
    /// What is asked besides the message; at most 20.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fields: Vec<Field>,
}

const fn min_seconds() -> u8 {
    3
}

impl Default for Spam {
    fn default() -> Self {
        Self {
            min_seconds: min_seconds(),
            turnstile_site_key: None,
        }
    }
}

/// How spam is recognised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Spam {
    /// What is sent sooner after the form was opened is suspected, in seconds.
    #[serde(default = "min_seconds")]
    pub min_seconds: u8,
    /// The site key of a Cloudflare Turnstile widget, which then also asks visitors' browsers; a
    /// request to a third party that nobody needs. Its secret is the operator's to set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub turnstile_site_key: Option<String>,
}

/// How the form asks for an answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Form {
    /// The ways a customer can ask to be answered by, the first preselected.
    #[serde(default = "by_email")]
    pub answer_by: Vec<AnswerBy>,
}

fn by_email() -> Vec<AnswerBy> {
    vec![AnswerBy::Email]
}

impl Default for Form {
    fn default() -> Self {
        Self {
            answer_by: by_email(),
        }
    }
}
