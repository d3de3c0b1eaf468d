//! Customers, as the API shows and changes them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{id::Slug, problem::FieldError};

/// Longest notes about a customer, in characters.
pub const MAX_NOTES: usize = 5_000;
/// Most tags of a customer.
pub const MAX_TAGS: usize = 50;
/// Most consents a customer can have.
const MAX_CONSENTS: usize = 50;

/// A customer.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contact {
    /// `con_` and a sortable identifier.
    pub id: String,
    /// Their address, in lower case.
    pub email: Option<String>,
    /// Their telephone number, as written.
    pub phone: Option<String>,
    /// Their name, as they wrote it first.
    pub name: Option<String>,
    /// The team's own marks.
    pub tags: Vec<Slug>,
    /// What the team wants to remember of them.
    pub notes: String,
    /// What they agreed to or not, by the id of the form's field: what the team wrote down. What
    /// they ticked in forms stands in their tickets' `fields`.
    pub consents: BTreeMap<Slug, Consent>,
    /// When they first wrote, RFC 3339 in UTC.
    pub created_at: String,
}

/// Whether a customer agrees to something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Consent {
    /// Whether they do.
    pub given: bool,
    /// When it was written down, RFC 3339 in UTC.
    pub at: String,
    /// Who wrote it down.
    pub by: String,
}

/// What of a customer can be changed; what is not given stays.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ContactChange {
    /// The team's own marks, all of them.
    #[cfg_attr(feature = "schema", schemars(length(max = 50)))]
    pub tags: Option<Vec<Slug>>,
    /// What the team wants to remember, at most 5,000 characters.
    #[cfg_attr(feature = "schema", schemars(length(max = 5_000)))]
    pub notes: Option<String>,
    /// What they agree to now, or no more, by the id of the form's field.
    pub consents: Option<BTreeMap<Slug, bool>>,
}

impl ContactChange {
    /// The same, each tag once; or which field needs another look.
    pub fn check(mut self) -> Result<Self, FieldError> {
        let long = |field: &str, message: &str| FieldError {
            field: field.into(),
            code: "too_long".into(),
            message: message.into(),
        };
        if let Some(tags) = &mut self.tags {
            let mut seen = std::collections::BTreeSet::new();
            tags.retain(|tag| seen.insert(tag.clone()));
            if tags.len() > MAX_TAGS {
                return Err(long("tags", "Use at most 50 tags."));
            }
        }
        if let Some(notes) = &mut self.notes {
            *notes = notes.trim().to_owned();
            if notes.chars().count() > MAX_NOTES {
                return Err(long("notes", "Use at most 5,000 characters."));
            }
        }
        if self
            .consents
            .as_ref()
            .is_some_and(|c| c.len() > MAX_CONSENTS)
        {
            return Err(long("consents", "Send at most 50 consents."));
        }
        Ok(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_names_each_tag_once_and_stays_within_bounds() {
        let tag = |name: &str| Slug::parse(name).unwrap();
        let change = ContactChange {
            tags: Some(vec![tag("vip"), tag("b2b"), tag("vip")]),
            notes: Some("  Prefers mornings.\n".into()),
            consents: None,
        };
        let change = change.check().unwrap();
        assert_eq!(change.tags.unwrap(), [tag("vip"), tag("b2b")]);
        assert_eq!(change.notes.unwrap(), "Prefers mornings.");
        let long = ContactChange {
            notes: Some("n".repeat(MAX_NOTES + 1)),
            ..ContactChange::default()
        };
        assert_eq!(long.check().unwrap_err().field, "notes");
        let many = ContactChange {
            tags: Some((0..=MAX_TAGS).map(|n| tag(&format!("t{n}"))).collect()),
            ..ContactChange::default()
        };
        assert_eq!(many.check().unwrap_err().field, "tags");
    }
}
