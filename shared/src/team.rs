//! The people who answer, and whose turn it is.

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::{
    access::Role,
    address::EmailAddress,
    hours::{Hours, Status},
    id::Slug,
    lang::Lang,
    site::Site,
};

/// A group of people who answer the same requests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Team {
    /// Its name in this file.
    pub id: Slug,
    /// Its name for people.
    pub name: String,
}

/// Somebody who answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Agent {
    /// Their name in this file.
    pub id: Slug,
    /// Their name, as customers read it.
    pub name: String,
    /// Where they are told of requests, and write answers from.
    pub email: EmailAddress,
    /// The teams they belong to; none means any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub teams: Vec<Slug>,
    /// The languages they answer in; none means any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<Lang>,
    /// When they work; left out: whenever the site is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hours: Option<Hours>,
    /// What they may do in the desk: `read_only`, `agent`, `lead` or `owner`.
    #[serde(default, skip_serializing_if = "Role::is_default")]
    pub role: Role,
}

/// What is known of an agent besides the configuration.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Duty {
    /// Whether they said they are away.
    pub away: bool,
    /// When they were last given a request, milliseconds since 1970; 0 is never.
    pub assigned_ms: i64,
}

/// Who is on duty, by agent; somebody not in it is there and was never given anything.
pub type Roster = BTreeMap<String, Duty>;

/// Whose turn it is among those who can take a request of this team and language: of those
/// available now, the one who waited longest; where nobody is available now, of those not away.
/// Whoever only reads is given nothing.
/// Ties go by the order of the configuration.
pub fn next<'a>(
    site: &'a Site,
    roster: &Roster,
    team: Option<&Slug>,
    lang: &Lang,
    now: Timestamp,
) -> Option<&'a Agent> {
    let duty = |agent: &Agent| roster.get(agent.id.as_str()).copied().unwrap_or_default();
    let able: Vec<&Agent> = site
        .agents
        .iter()
        .filter(|agent| {
            team.is_none_or(|team| agent.teams.is_empty() || agent.teams.contains(team))
                && (agent.languages.is_empty() || agent.languages.contains(lang))
                && !duty(agent).away
                && agent.role != Role::ReadOnly
        })
        .collect();
    let zone = TimeZone::get(&site.time_zone).ok();
    let at_work = |agent: &&Agent| match (&agent.hours, &zone) {
        (Some(hours), Some(zone)) => !matches!(hours.status(zone, now), Status::Closed(_)),
        _ => true,
    };
    let longest = |agents: &mut dyn Iterator<Item = &'a Agent>| {
        agents.min_by_key(|agent| duty(agent).assigned_ms)
    };
    longest(&mut able.iter().copied().filter(at_work))
        .or_else(|| longest(&mut able.iter().copied()))
}
