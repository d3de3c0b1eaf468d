//! What a list is narrowed to: as it is chosen, as it stands in an address, and as it is kept
//! under a name.

use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::{Entry, Sort, View};
use crate::{
    id::Slug,
    lang::Lang,
    ticket::{Origin, Priority, Status},
};

/// Most filters one agent keeps.
pub const MAX_FILTERS: usize = 20;

/// Who has a ticket, seen from whoever looks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Owner {
    /// Whoever looks.
    Me,
    /// Nobody.
    Nobody,
    /// This agent.
    Agent(Slug),
}

impl TryFrom<String> for Owner {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        match text.as_str() {
            "@me" => Ok(Self::Me),
            "@nobody" => Ok(Self::Nobody),
            id => Slug::parse(id)
                .map(Self::Agent)
                .map_err(|_| "an agent, “@me” or “@nobody” is expected"),
        }
    }
}

impl From<Owner> for String {
    fn from(owner: Owner) -> String {
        match owner {
            Owner::Me => "@me".into(),
            Owner::Nobody => "@nobody".into(),
            Owner::Agent(id) => id.into(),
        }
    }
}

/// What a list is narrowed to; nothing named is everything.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// Where it stands.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// How urgent it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// What it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub topic: Option<Slug>,
    /// The team that has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<Slug>,
    /// Who has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<Owner>,
    /// A mark it carries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tag: Option<Slug>,
    /// How it came in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub channel: Option<Origin>,
    /// The customer's language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<Lang>,
}

fn one<T: DeserializeOwned>(value: Option<String>) -> Option<T> {
    serde_json::from_value(Value::String(value.filter(|value| !value.is_empty())?)).ok()
}

fn text<T: Serialize>(value: Option<&T>) -> Option<String> {
    match serde_json::to_value(value?) {
        Ok(Value::String(text)) => Some(text),
        _ => None,
    }
}

impl Filter {
    /// The names of its parts, in addresses and forms.
    pub const NAMES: [&'static str; 8] = [
        "status", "priority", "topic", "team", "owner", "tag", "channel", "lang",
    ];

    /// Reads it from an address or a form. What cannot be read narrows nothing.
    pub fn read(word: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            status: one(word("status")),
            priority: one(word("priority")),
            topic: one(word("topic")),
            team: one(word("team")),
            owner: one(word("owner")),
            tag: one(word("tag").map(|tag| tag.trim().to_lowercase())),
            channel: one(word("channel")),
            lang: one(word("lang")),
        }
    }

    /// The value of one of its parts, as it stands in an address; empty where it is not named.
    pub fn value(&self, name: &str) -> String {
        match name {
            "status" => text(self.status.as_ref()),
            "priority" => text(self.priority.as_ref()),
            "topic" => text(self.topic.as_ref()),
            "team" => text(self.team.as_ref()),
            "owner" => text(self.owner.as_ref()),
            "tag" => text(self.tag.as_ref()),
            "channel" => text(self.channel.as_ref()),
            "lang" => text(self.lang.as_ref()),
            _ => None,
        }
        .unwrap_or_default()
    }

    /// Its parts that are named.
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        Self::NAMES
            .into_iter()
            .map(|name| (name, self.value(name)))
            .filter(|(_, value)| !value.is_empty())
            .collect()
    }

    /// Whether it narrows nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a ticket passes, for whoever looks.
    pub fn lets(&self, entry: &Entry, me: Option<&Slug>) -> bool {
        let named = |wanted: &Option<Slug>, given: &Option<Slug>| {
            wanted.is_none() || wanted.as_ref() == given.as_ref()
        };
        let owner = match &self.owner {
            None => true,
            Some(Owner::Nobody) => entry.owner.is_none(),
            Some(Owner::Me) => entry.owner.is_some() && entry.owner.as_ref() == me,
            Some(Owner::Agent(id)) => entry.owner.as_ref() == Some(id),
        };
        owner
            && self.status.is_none_or(|status| status == entry.status)
            && self.priority.is_none_or(|level| level == entry.priority)
            && named(&self.topic, &entry.topic)
            && named(&self.team, &entry.team)
            && self.tag.as_ref().is_none_or(|tag| entry.tags.contains(tag))
            && self.channel.is_none_or(|way| way == entry.channel)
            && self.lang.as_ref().is_none_or(|lang| *lang == entry.lang)
    }
}

/// A filter kept under a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Its id, `flt_` and a sortable identifier.
    pub id: String,
    /// Its name, at most 60 characters.
    pub name: String,
    /// The view it begins from.
    pub view: View,
    /// What that is narrowed to.
    pub filter: Filter,
    /// What comes first.
    pub sort: Option<Sort>,
}
