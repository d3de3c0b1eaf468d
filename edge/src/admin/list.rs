//! Which part of a list an address asks for, and what it narrows it to.

use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::{
    api::{Filter, Paging},
    problem::Problem,
};
use worker::{Request, Response, Result};

use super::wrong;
use crate::{api::query, reply};

/// Longest word of a query that is looked at, in characters.
const MAX_WORD: usize = 200;

/// The page an address asks for.
pub fn page(request: &Request) -> std::result::Result<Paging, Problem> {
    let word = |name: &str| query(request, name);
    let read = Paging::read(word("limit").as_deref(), word("cursor").as_deref());
    read.map_err(|error| wrong(&error.field, &error.message))
}

/// A word of a query, where it is given and not too long.
pub fn word(request: &Request, name: &str) -> std::result::Result<Option<String>, Problem> {
    match query(request, name) {
        Some(word) if word.chars().count() > MAX_WORD => {
            Err(wrong(name, "Use at most 200 characters."))
        }
        word => Ok(word),
    }
}

/// A word of a query that is one of a few.
pub fn one_of<T: DeserializeOwned>(
    request: &Request,
    name: &str,
) -> std::result::Result<Option<T>, Problem> {
    match query(request, name) {
        None => Ok(None),
        Some(word) => serde_json::from_value(Value::String(word))
            .map(Some)
            .map_err(|_| wrong(name, "Use one of the names the documentation lists.")),
    }
}

/// Whose tickets, in which state.
pub fn filter(request: &Request) -> std::result::Result<Filter, Problem> {
    let moment = |name: &str| match query(request, name) {
        None => Ok(None),
        Some(text) => text
            .parse::<Timestamp>()
            .map(|moment| Some(moment.as_millisecond()))
            .map_err(|_| {
                wrong(
                    name,
                    "Write a moment in RFC 3339, such as “2026-11-22T09:00:00Z”.",
                )
            }),
    };
    let spam = match query(request, "view").as_deref() {
        None => false,
        Some("spam") => true,
        Some(_) => return Err(wrong("view", "Write “spam”, or leave it out.")),
    };
    Ok(Filter {
        spam,
        status: one_of(request, "status")?,
        owner: word(request, "owner")?,
        team: word(request, "team")?,
        topic: word(request, "topic")?,
        tag: word(request, "tag")?,
        channel: one_of(request, "channel")?,
        contact: word(request, "contact")?,
        after_ms: moment("created_after")?,
        before_ms: moment("created_before")?,
    })
}

/// A page of a list that is at hand as a whole.
pub fn paged<T: serde::Serialize>(
    page: &Paging,
    what: &str,
    items: Vec<T>,
    name: impl Fn(&T) -> String,
) -> Result<Response> {
    let (items, next) = page.of(items, name);
    reply::json(200, &json!({ what: items, "next": next }))
}
