//! Where a request goes: rules an owner writes, read from the first to the last. What one rule
//! decides, a later one does not change; tags add up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{
    id::Slug,
    lang::Lang,
    page::glob,
    ticket::{Origin, Priority, Ticket},
};

/// What must be so for a rule to hold; everything named must be, nothing named always is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct When {
    /// The request is about one of these topics.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub topics: Vec<Slug>,
    /// It is written in one of these languages.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Lang>,
    /// It came in by one of these ways.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub channels: Vec<Origin>,
    /// The address of the page it was written on, `*` for any stretch: `*/lamps/*`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
    /// Answers to the topic's fields, by field: one of the values given, ids for choices.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, Vec<String>>"))]
    pub fields: BTreeMap<Slug, Vec<String>>,
    /// The customer carries one of these tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub contact_tags: Vec<Slug>,
    /// Whether the site is open as it comes in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
}

/// What a rule does.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rule {
    /// When it holds; left out: always.
    #[serde(default)]
    pub when: When,
    /// The team that gets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Slug>,
    /// The agent who gets it; left out: the next available of the team.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Slug>,
    /// How urgent it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// Tags it gets.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Slug>,
    /// The SLA policy that holds for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sla: Option<Slug>,
}

/// What the rules decided.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decision {
    /// The team.
    pub team: Option<Slug>,
    /// The agent.
    pub owner: Option<Slug>,
    /// How urgent it is.
    pub priority: Option<Priority>,
    /// Tags.
    pub tags: Vec<Slug>,
    /// The SLA policy.
    pub sla: Option<Slug>,
}

/// What rules look at besides the ticket.
#[derive(Clone, Copy, Debug, Default)]
pub struct Circumstances<'a> {
    /// The customer's tags.
    pub contact_tags: &'a [Slug],
    /// Whether the site is open now.
    pub open: bool,
}

impl When {
    /// Whether everything named is so.
    pub fn holds(&self, ticket: &Ticket, around: Circumstances<'_>) -> bool {
        let one_of = |wanted: &[Slug], given: &[Slug]| {
            wanted.is_empty() || wanted.iter().any(|w| given.contains(w))
        };
        let answers = |(id, wanted): (&Slug, &Vec<String>)| {
            let given = ticket.fields.iter().find(|answer| answer.id == *id);
            given.is_some_and(|answer| answer.value.iter().any(|v| wanted.contains(v)))
        };
        one_of(&self.topics, ticket.topic.as_slice())
            && (self.languages.is_empty() || self.languages.contains(&ticket.lang))
            && (self.channels.is_empty() || self.channels.contains(&ticket.channel))
            && self
                .page
                .as_deref()
                .is_none_or(|page| glob(page, &ticket.page.url))
            && self.fields.iter().all(answers)
            && one_of(&self.contact_tags, around.contact_tags)
            && self.open.is_none_or(|open| open == around.open)
    }
}

/// What the rules say of a ticket.
pub fn decide(rules: &[Rule], ticket: &Ticket, around: Circumstances<'_>) -> Decision {
    let mut decision = Decision::default();
    for rule in rules.iter().filter(|rule| rule.when.holds(ticket, around)) {
        decision.team = decision.team.or_else(|| rule.team.clone());
        decision.owner = decision.owner.or_else(|| rule.owner.clone());
        decision.priority = decision.priority.or(rule.priority);
        decision.sla = decision.sla.or_else(|| rule.sla.clone());
        for tag in &rule.tags {
            if !decision.tags.contains(tag) {
                decision.tags.push(tag.clone());
            }
        }
    }
    decision
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_named_by_a_pattern() {
        for (pattern, text, fits) in [
            ("*", "", true),
            ("", "", true),
            ("", "x", false),
            ("*/lamps/*", "https://a.example/lamps/1", true),
            ("*/lamps/*", "https://a.example/vases/1", false),
            ("https://a.example/*", "https://a.example/", true),
            ("https://a.example/*", "https://b.example/", false),
            ("*.pdf", "x.pdf", true),
            ("*.pdf", "x.pdf?y", false),
            ("a*a", "a", false),
            ("a*b*c", "a-b-b-c", true),
            ("**", "anything", true),
        ] {
            assert_eq!(glob(pattern, text), fits, "{pattern} {text}");
        }
    }
}
