//! What is sent to the team's side of the API, read into named fields.

use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::{
    id::Slug,
    problem::{FieldError, Problem},
};
use worker::{Request, Result};

use super::{sentence, wrong};
use crate::{
    api::{key_of, read_json},
    protocol::Key,
};

/// What somebody of the team asks for.
pub struct Acting {
    pub value: Value,
    /// The agent who acts, where one is named.
    pub by: Option<Slug>,
    pub key: Option<Key>,
}

/// Reads what somebody of the team asks for; who acts is taken out of the fields.
pub async fn read_acting(request: &mut Request) -> Result<std::result::Result<Acting, Problem>> {
    let mut value = match read_json(request).await? {
        Ok(value) => value,
        Err(problem) => return Ok(Err(problem)),
    };
    let key = key_of(request, &value)?;
    let by = match value.as_object_mut().and_then(|fields| fields.remove("by")) {
        None | Some(Value::Null) => None,
        Some(by) => match by.as_str().and_then(|by| Slug::parse(by).ok()) {
            Some(by) => Some(by),
            None => {
                return Ok(Err(wrong(
                    "by",
                    "Write the id of one of the site's agents.",
                )));
            }
        },
    };
    Ok(Ok(Acting { value, by, key }))
}

/// Reads JSON into named fields; what does not fit is said by its name.
pub fn fields<T: DeserializeOwned>(value: Value) -> std::result::Result<T, Problem> {
    // A list would be read as the fields in their order.
    if !value.is_object() {
        return Err(wrong("", "Send an object."));
    }
    serde_path_to_error::deserialize(value).map_err(|error| {
        let field = error.path().to_string();
        wrong(
            if field == "." { "" } else { &field },
            &sentence(&error.inner().to_string()),
        )
    })
}

pub async fn read_fields<T: DeserializeOwned>(
    request: &mut Request,
) -> Result<std::result::Result<(T, Option<Key>), Problem>> {
    let value = match read_json(request).await? {
        Ok(value) => value,
        Err(problem) => return Ok(Err(problem)),
    };
    let key = key_of(request, &value)?;
    Ok(fields(value).map(|read| (read, key)))
}

/// What is checked already, or the field that needs another look.
pub fn checked<T>(
    read: std::result::Result<T, Problem>,
    check: impl FnOnce(T) -> std::result::Result<T, FieldError>,
) -> std::result::Result<T, Problem> {
    check(read?)
        .map_err(|error| Problem::fields("Correct this field and send it again.", vec![error]))
}
