//! The team, as the API shows it: who is on duty, where people are signed in, links into the desk.

use serde::{Deserialize, Serialize};

use crate::{access::Role, id::Slug, site::Site, team::Roster, ticket::rfc3339_ms};

/// One of the team.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Person {
    /// Their id in the configuration.
    pub id: Slug,
    /// Their name, as customers read it.
    pub name: String,
    /// What they are trusted with.
    pub role: Role,
    /// The teams they belong to; none means any.
    pub teams: Vec<Slug>,
    /// Whether they said they are away.
    pub away: bool,
    /// When they were last given a request, RFC 3339 in UTC.
    pub assigned_at: Option<String>,
}

impl Person {
    /// The team in the order of the configuration.
    pub fn all(site: &Site, roster: &Roster) -> Vec<Self> {
        let person = |agent: &crate::team::Agent| {
            let duty = roster.get(agent.id.as_str()).copied().unwrap_or_default();
            Self {
                id: agent.id.clone(),
                name: agent.name.clone(),
                role: agent.role,
                teams: agent.teams.clone(),
                away: duty.away,
                assigned_at: (duty.assigned_ms > 0).then(|| rfc3339_ms(duty.assigned_ms)),
            }
        };
        site.agents.iter().map(person).collect()
    }
}

/// Whether somebody is away.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Away {
    /// Nothing new comes to them while they are.
    pub away: bool,
}

/// Whom a link into the desk is for.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LinkFor {
    /// One of the team; left out: whoever runs the worker.
    #[serde(default)]
    pub agent: Option<Slug>,
}

/// Where somebody is signed in.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SessionRow {
    /// What it is called; never what the browser keeps.
    pub id: String,
    /// Who; null for whoever runs the worker.
    pub agent: Option<String>,
    /// The browser's family, such as `Firefox on Android`.
    pub browser: String,
    /// When it began, RFC 3339 in UTC.
    pub created_at: String,
    /// When it was last used, to some minutes.
    pub last_used_at: String,
}
