//! The few HTTP requests made from here.

use std::time::Duration;

use anyhow::{Context, Result};
use ureq::Agent;

const TIMEOUT: Duration = Duration::from_secs(30);

/// An answer, whatever its status.
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The body.
    pub body: String,
}

/// Asks for a page.
pub fn get(url: &str) -> Result<Answer> {
    read(agent().get(url).call(), url)
}

/// Asks for a resource as an administrator.
pub fn get_as(url: &str, token: &str) -> Result<Answer> {
    let request = agent()
        .get(url)
        .header("authorization", format!("Bearer {token}"));
    read(request.call(), url)
}

/// Replaces a resource as an administrator.
pub fn put(url: &str, token: &str, content_type: &str, body: &str) -> Result<Answer> {
    let request = agent()
        .put(url)
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", content_type);
    read(request.send(body), url)
}

/// Sends JSON as an administrator.
pub fn post(url: &str, token: &str, body: &str) -> Result<Answer> {
    let request = agent()
        .post(url)
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/json");
    read(request.send(body), url)
}

/// Sends lines of JSON as an administrator.
pub fn post_lines(url: &str, token: &str, body: &str) -> Result<Answer> {
    let request = agent()
        .post(url)
        .header("authorization", format!("Bearer {token}"))
        .header("content-type", "application/x-ndjson");
    read(request.send(body), url)
}

fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .timeout_global(Some(TIMEOUT))
        .build()
        .new_agent()
}

fn read(
    response: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    url: &str,
) -> Result<Answer> {
    let mut response = response.with_context(|| format!("No answer from {url}"))?;
    let status = response.status().as_u16();
    let body = response
        .body_mut()
        .read_to_string()
        .with_context(|| format!("Unreadable answer from {url}"))?;
    Ok(Answer { status, body })
}
