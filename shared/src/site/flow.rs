//! Guided flows: a small tree of questions an owner writes, which the assistant walks through with
//! a customer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Localized, Site};
use crate::{field::Field, id::Slug, lang::Lang, ticket::Priority};

/// A conversation the assistant leads, from its first step on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Flow {
    /// Its name in this file.
    pub id: Slug,
    /// What customers choose to begin it, at most 80 characters.
    pub title: Localized,
    /// Other ways people ask for it, at most 50 a language.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Vec<String>>"))]
    pub also: BTreeMap<Lang, Vec<String>>,
    /// What is said and asked; it begins with the first, and never comes back to one; at most 30.
    pub steps: Vec<FlowStep>,
}

/// One step: what is said, then exactly one of `choices`, `ask` with `next`, `faq`, `hand_over`,
/// `next` and `end`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FlowStep {
    /// Its name in this flow.
    pub id: Slug,
    /// What the assistant says, Markdown; `{field}` is the answer to a field asked before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub say: Option<Localized>,
    /// A page to open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<FlowLink>,
    /// What the customer can choose from, at most 8.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<FlowChoice>,
    /// A field the customer fills in; `next` says where it goes on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<Field>,
    /// A FAQ that answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub faq: Option<Slug>,
    /// A person takes over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hand_over: Option<HandOver>,
    /// The step it goes on with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Slug>,
    /// What was said answers; nothing comes after it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub end: bool,
}

/// Something a customer can choose in a flow.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FlowChoice {
    /// Its words, at most 80 characters.
    pub label: Localized,
    /// The step it leads to.
    pub next: Slug,
}

/// A page a flow offers to open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FlowLink {
    /// Its words, at most 80 characters.
    pub label: Localized,
    /// Its address, with `https://`; `{field}` is the answer to a field asked before.
    pub url: String,
}

/// How a flow hands over to a person: the form, filled in as far as it goes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HandOver {
    /// What the request is about. Answers to fields of its own are filled in where a field of the
    /// flow has the same id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Slug>,
    /// How urgent the request is, where no routing rule says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// The message to begin with, at most 2,000 characters; `{field}` is the answer to a field
    /// asked before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Localized>,
}

impl Site {
    /// The hand-over a request came by, named as `flow/step`.
    pub fn hand_over(&self, name: &str) -> Option<&HandOver> {
        let (flow, step) = name.split_once('/')?;
        let flow = self.flows.iter().find(|known| known.id.as_str() == flow)?;
        let step = flow.steps.iter().find(|known| known.id.as_str() == step)?;
        step.hand_over.as_ref()
    }
}
