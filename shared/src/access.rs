//! Who may do what: every action of the team and of programs in one table. What customers do is
//! not here: they prove each request by its own token.

use serde::{Deserialize, Serialize};

use crate::{id::Slug, site::Site};

/// What somebody of the team is trusted with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Role {
    /// Looks on: reads requests and reports, is never given a request.
    ReadOnly,
    /// Answers customers.
    #[default]
    Agent,
    /// Answers, and looks after how the site is set up.
    Lead,
    /// Does everything, people and tokens included.
    Owner,
}

impl Role {
    /// Every role, from the least trusted on.
    pub const ALL: [Self; 4] = [Self::ReadOnly, Self::Agent, Self::Lead, Self::Owner];

    /// Its name in the configuration.
    pub fn name(self) -> &'static str {
        match self {
            Self::ReadOnly => "read_only",
            Self::Agent => "agent",
            Self::Lead => "lead",
            Self::Owner => "owner",
        }
    }

    /// Whether this is the default, which need not be written down.
    pub fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// Whether somebody of this role may do this.
    pub fn may(self, action: Action) -> bool {
        self >= action.rule().0
    }
}

/// What a token of the API opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Scope {
    /// Read requests and their files.
    #[serde(rename = "tickets:read")]
    TicketsRead,
    /// Answer and change requests.
    #[serde(rename = "tickets:write")]
    TicketsWrite,
    /// Read customers, with their requests.
    #[serde(rename = "contacts:read")]
    ContactsRead,
    /// Change and erase customers.
    #[serde(rename = "contacts:write")]
    ContactsWrite,
    /// Read the reports.
    #[serde(rename = "reports:read")]
    ReportsRead,
    /// Read how the site is set up.
    #[serde(rename = "settings:read")]
    SettingsRead,
    /// Change how the site is set up, and publish it.
    #[serde(rename = "settings:write")]
    SettingsWrite,
    /// Read the delivery log, test and replay webhooks.
    #[serde(rename = "webhooks")]
    Webhooks,
    /// Everything else: people, tokens, history of another help desk.
    #[serde(rename = "admin")]
    Admin,
}

impl Scope {
    /// Every scope.
    pub const ALL: [Self; 9] = [
        Self::TicketsRead,
        Self::TicketsWrite,
        Self::ContactsRead,
        Self::ContactsWrite,
        Self::ReportsRead,
        Self::SettingsRead,
        Self::SettingsWrite,
        Self::Webhooks,
        Self::Admin,
    ];

    /// Its name in the API.
    pub fn name(self) -> &'static str {
        match self {
            Self::TicketsRead => "tickets:read",
            Self::TicketsWrite => "tickets:write",
            Self::ContactsRead => "contacts:read",
            Self::ContactsWrite => "contacts:write",
            Self::ReportsRead => "reports:read",
            Self::SettingsRead => "settings:read",
            Self::SettingsWrite => "settings:write",
            Self::Webhooks => "webhooks",
            Self::Admin => "admin",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.name() == name)
    }
}

/// Something only some may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Action {
    /// See oneself: who one is, one's sessions; end them.
    SeeSelf,
    /// Read requests.
    ReadTickets,
    /// Answer, note, assign, change requests.
    WriteTickets,
    /// Say that somebody is away or back.
    SetDuty,
    /// Read customers.
    ReadContacts,
    /// Change what is known of customers.
    WriteContacts,
    /// Take what is known of a customer out as a file.
    ExportContact,
    /// Erase a customer.
    EraseContact,
    /// Read the reports.
    ReadReports,
    /// Read how the site is set up.
    ReadSettings,
    /// Prepare changes to how the site is set up.
    WriteSettings,
    /// Publish them.
    Publish,
    /// Read the delivery log and how endpoints do.
    ReadDeliveries,
    /// Test, enable and replay.
    ManageDeliveries,
    /// See and change secrets.
    ManageSecrets,
    /// Invite people, change roles, end others' sessions.
    ManageTeam,
    /// Make and revoke tokens.
    ManageTokens,
    /// Bring the history of another help desk.
    ImportHistory,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 18] = [
        Self::SeeSelf,
        Self::ReadTickets,
        Self::WriteTickets,
        Self::SetDuty,
        Self::ReadContacts,
        Self::WriteContacts,
        Self::ExportContact,
        Self::EraseContact,
        Self::ReadReports,
        Self::ReadSettings,
        Self::WriteSettings,
        Self::Publish,
        Self::ReadDeliveries,
        Self::ManageDeliveries,
        Self::ManageSecrets,
        Self::ManageTeam,
        Self::ManageTokens,
        Self::ImportHistory,
    ];

    /// The least role that may do it, and the scope a token needs for it; without one every token
    /// may.
    fn rule(self) -> (Role, Option<Scope>) {
        match self {
            Self::SeeSelf => (Role::ReadOnly, None),
            Self::ReadTickets => (Role::ReadOnly, Some(Scope::TicketsRead)),
            Self::WriteTickets => (Role::Agent, Some(Scope::TicketsWrite)),
            Self::SetDuty => (Role::Agent, Some(Scope::TicketsWrite)),
            Self::ReadContacts => (Role::ReadOnly, Some(Scope::ContactsRead)),
            Self::WriteContacts => (Role::Agent, Some(Scope::ContactsWrite)),
            Self::ExportContact => (Role::Lead, Some(Scope::ContactsRead)),
            Self::EraseContact => (Role::Lead, Some(Scope::ContactsWrite)),
            Self::ReadReports => (Role::ReadOnly, Some(Scope::ReportsRead)),
            Self::ReadSettings => (Role::Agent, Some(Scope::SettingsRead)),
            Self::WriteSettings => (Role::Lead, Some(Scope::SettingsWrite)),
            Self::Publish => (Role::Lead, Some(Scope::SettingsWrite)),
            Self::ReadDeliveries => (Role::Lead, Some(Scope::Webhooks)),
            Self::ManageDeliveries => (Role::Lead, Some(Scope::Webhooks)),
            Self::ManageSecrets => (Role::Owner, Some(Scope::Admin)),
            Self::ManageTeam => (Role::Owner, Some(Scope::Admin)),
            Self::ManageTokens => (Role::Owner, Some(Scope::Admin)),
            Self::ImportHistory => (Role::Owner, Some(Scope::Admin)),
        }
    }

    /// The scope a token needs for it, if any.
    pub fn scope(self) -> Option<Scope> {
        self.rule().1
    }
}

/// Who does something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Who {
    /// Whoever runs the worker: may do everything.
    Operator,
    /// One of the configuration's people.
    Agent {
        /// Their id.
        id: Slug,
        /// Their name.
        name: String,
        /// What they are trusted with.
        role: Role,
    },
    /// A program, by its token.
    Token {
        /// The token's name.
        name: String,
        /// What it opens.
        scopes: Vec<Scope>,
    },
}

impl Who {
    /// One of the people of a site, as the configuration has them now.
    pub fn of_site(site: &Site, id: &Slug) -> Option<Self> {
        let agent = site.agent(id)?;
        Some(Self::Agent {
            id: agent.id.clone(),
            name: agent.name.clone(),
            role: agent.role,
        })
    }

    /// Whether they may do this.
    pub fn may(&self, action: Action) -> bool {
        match self {
            Self::Operator => true,
            Self::Agent { role, .. } => role.may(action),
            Self::Token { scopes, .. } => {
                action.scope().is_none_or(|scope| scopes.contains(&scope))
            }
        }
    }

    /// The agent, where it is one.
    pub fn agent(&self) -> Option<&Slug> {
        match self {
            Self::Agent { id, .. } => Some(id),
            _ => None,
        }
    }

    /// What they are trusted with on pages.
    pub fn role(&self) -> Role {
        match self {
            Self::Operator => Role::Owner,
            Self::Agent { role, .. } => *role,
            Self::Token { .. } => Role::ReadOnly,
        }
    }

    /// How they are called.
    pub fn name(&self) -> &str {
        match self {
            Self::Operator => "Operator",
            Self::Agent { name, .. } | Self::Token { name, .. } => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table, as it is documented: a change here is a change for everybody's trust.
    #[test]
    fn every_role_may_do_just_this() {
        let table = [
            (Action::SeeSelf, "rale"),
            (Action::ReadTickets, "rale"),
            (Action::WriteTickets, "-ale"),
            (Action::SetDuty, "-ale"),
            (Action::ReadContacts, "rale"),
            (Action::WriteContacts, "-ale"),
            (Action::ExportContact, "--le"),
            (Action::EraseContact, "--le"),
            (Action::ReadReports, "rale"),
            (Action::ReadSettings, "-ale"),
            (Action::WriteSettings, "--le"),
            (Action::Publish, "--le"),
            (Action::ReadDeliveries, "--le"),
            (Action::ManageDeliveries, "--le"),
            (Action::ManageSecrets, "---e"),
            (Action::ManageTeam, "---e"),
            (Action::ManageTokens, "---e"),
            (Action::ImportHistory, "---e"),
        ];
        assert_eq!(table.map(|(action, _)| action), Action::ALL);
        for (action, expected) in table {
            let may: String = Role::ALL
                .into_iter()
                .zip(['r', 'a', 'l', 'e'])
                .map(|(role, letter)| if role.may(action) { letter } else { '-' })
                .collect();
            assert_eq!(may, expected, "{action:?}");
        }
    }

    #[test]
    fn a_token_opens_what_its_scopes_say_and_no_more() {
        for scope in Scope::ALL {
            assert_eq!(Scope::parse(scope.name()), Some(scope));
            let who = Who::Token {
                name: "till".into(),
                scopes: vec![scope],
            };
            for action in Action::ALL {
                let expected = action.scope().is_none_or(|needed| needed == scope);
                assert_eq!(who.may(action), expected, "{scope:?} {action:?}");
            }
        }
        assert!(
            Action::ALL
                .into_iter()
                .all(|action| Who::Operator.may(action))
        );
    }
}
