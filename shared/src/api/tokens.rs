//! Tokens: how programs show who they are. A secret is shown once; what is kept is its digest.

use serde::{Deserialize, Serialize};

use crate::{access::Scope, problem::FieldError};

/// What every secret begins with, so that one that got out is recognised.
pub const SECRET_PREFIX: &str = "pmt_";
/// Longest name, in characters.
const MAX_NAME: usize = 80;

/// A token, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Token {
    /// `tok_` and a sortable identifier.
    pub id: String,
    /// What it is for.
    pub name: String,
    /// What it opens.
    pub scopes: Vec<Scope>,
    /// Who made it.
    pub created_by: String,
    /// When, RFC 3339 in UTC.
    pub created_at: String,
    /// When it was last used, to some minutes.
    pub last_used_at: Option<String>,
}

/// A token that is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NewToken {
    /// What it is for, 1–80 characters.
    #[cfg_attr(feature = "schema", schemars(length(min = 1, max = 80)))]
    pub name: String,
    /// What it is to open.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub scopes: Vec<Scope>,
}

impl NewToken {
    /// The same, each scope once; or which field needs another look.
    pub fn check(mut self) -> Result<Self, FieldError> {
        let wrong = |field: &str, code: &str, message: &str| FieldError {
            field: field.into(),
            code: code.into(),
            message: message.into(),
        };
        self.name = self.name.trim().to_owned();
        if self.name.is_empty() {
            return Err(wrong("name", "required", "Say what the token is for."));
        }
        if self.name.chars().count() > MAX_NAME {
            return Err(wrong("name", "too_long", "Use at most 80 characters."));
        }
        if self.name.chars().any(char::is_control) {
            return Err(wrong("name", "invalid", "Write the name on one line."));
        }
        self.scopes.sort_unstable();
        self.scopes.dedup();
        if self.scopes.is_empty() {
            return Err(wrong("scopes", "required", "Choose at least one scope."));
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_a_name_and_opens_something() {
        let check = |name: &str, scopes: &[Scope]| {
            let new = NewToken {
                name: name.into(),
                scopes: scopes.into(),
            };
            new.check().map_err(|error| (error.field, error.code))
        };
        let both = [Scope::Webhooks, Scope::TicketsRead, Scope::Webhooks];
        let good = check(" till ", &both).unwrap();
        assert_eq!(good.name, "till");
        assert_eq!(good.scopes, [Scope::TicketsRead, Scope::Webhooks]);
        let name = |code: &str| Err(("name".to_owned(), code.to_owned()));
        assert_eq!(check(" ", &both), name("required"));
        assert_eq!(check(&"n".repeat(81), &both), name("too_long"));
        assert_eq!(check("a\nb", &both), name("invalid"));
        let scopes = Err(("scopes".to_owned(), "required".to_owned()));
        assert_eq!(check("till", &[]), scopes);
    }
}
