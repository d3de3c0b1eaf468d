//! Escalation: what an owner wants done by itself when a request waits too long.

use serde::{Deserialize, Serialize};

use crate::{
    address::EmailAddress,
    id::Slug,
    routing::When,
    sla::{Goal, Target},
    ticket::Priority,
};

/// What sets an escalation off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Trigger {
    /// Something is due soon.
    SlaWarning,
    /// Something is late.
    SlaBreached,
}

/// A rule for requests that wait too long; every one that holds is followed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Escalation {
    /// What sets it off.
    pub on: Trigger,
    /// What is due; left out: anything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<Target>,
    /// How long after that, if the request still waits: `30m`, `4h`, on the policy's clock.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Goal>,
    /// Which requests it is for; left out: all.
    #[serde(default)]
    pub when: When,
    /// The team that gets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub team: Option<Slug>,
    /// The agent who gets it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Slug>,
    /// How urgent it becomes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub priority: Option<Priority>,
    /// Tags it gets besides its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Slug>,
    /// Who else is told by mail.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notify: Vec<EmailAddress>,
}
