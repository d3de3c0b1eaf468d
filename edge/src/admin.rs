//! What needs the operator's token: publishing a site, reading tickets.

use serde_json::json;
use shared::{
    id::SiteId,
    problem::{Code, Problem},
    site::Site,
};
use worker::{Env, Request, Response, Result};

use crate::{
    api, body, config,
    protocol::{Answer, Call, ask},
    published, reply,
};

/// Largest configuration, in bytes.
const MAX_CONFIG_BYTES: usize = 1_500_000;
/// Tickets on one page of the list.
const PAGE: u32 = 50;

fn refused() -> Result<Response> {
    reply::fail(
        Code::Unauthorized,
        "Send the operator's token as “Authorization: Bearer …”.",
    )
}

pub fn no_site() -> Result<Response> {
    reply::fail(
        Code::SiteNotFound,
        "Check the site's id, or publish the site first.",
    )
}

/// `PUT /v1/sites/{site}`: takes a site's TOML file.
pub async fn publish(mut request: Request, env: &Env, id: &SiteId) -> Result<Response> {
    if !config::is_admin(env, &request) {
        return refused();
    }
    let text = match body::read(&mut request, &["application/toml"], MAX_CONFIG_BYTES).await? {
        Ok(text) => text,
        Err(problem) => return reply::problem(&problem),
    };
    let site = match Site::from_toml(&text) {
        Ok(site) => site,
        Err(errors) => return reply::problem(&Problem::configuration(errors)),
    };
    let call = Call::Publish {
        id: id.clone(),
        config: serde_json::to_string(&site)?,
    };
    let answer = ask(env, id, &call).await?;
    published::forget(id);
    match answer {
        Answer::Published { version } => {
            reply::json(200, &json!({ "site": id, "version": version }))
        }
        _ => unexpected(),
    }
}

/// `GET /v1/sites/{site}`: what is published.
pub async fn site(request: Request, env: &Env, id: &SiteId) -> Result<Response> {
    if !config::is_admin(env, &request) {
        return refused();
    }
    let Some(published) = published::site(env, id).await? else {
        return no_site();
    };
    reply::json(
        200,
        &json!({
            "site": id,
            "version": published.version,
            "published_at": published.published_at,
            "name": published.site.name,
            "languages": published.site.languages,
            "faqs": published.site.faqs.len(),
            "webhooks": published.site.webhooks.iter().map(|hook| &hook.url).collect::<Vec<_>>(),
        }),
    )
}

/// `GET /v1/sites/{site}/tickets`: tickets, newest first; `?before=` goes on.
pub async fn tickets(request: Request, env: &Env, id: &SiteId) -> Result<Response> {
    if !config::is_admin(env, &request) {
        return refused();
    }
    let before = api::query(&request, "before");
    match ask(
        env,
        id,
        &Call::Tickets {
            before,
            limit: PAGE,
        },
    )
    .await?
    {
        Answer::Tickets { tickets, next } => {
            reply::json(200, &json!({ "tickets": tickets, "next": next }))
        }
        Answer::NoSite => no_site(),
        _ => unexpected(),
    }
}

/// `GET /v1/sites/{site}/tickets/{id}`: one ticket with everything that belongs to it.
pub async fn ticket(request: Request, env: &Env, id: &SiteId, ticket: &str) -> Result<Response> {
    if !config::is_admin(env, &request) {
        return refused();
    }
    match ask(
        env,
        id,
        &Call::Ticket {
            id: ticket.to_owned(),
        },
    )
    .await?
    {
        Answer::Ticket(file) => reply::json(200, &file),
        Answer::NoTicket => reply::fail(Code::TicketNotFound, "Check the ticket's id."),
        Answer::NoSite => no_site(),
        _ => unexpected(),
    }
}

pub fn unexpected() -> Result<Response> {
    reply::fail(Code::Unavailable, "Please try again in a moment.")
}
