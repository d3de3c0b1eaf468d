//! Answers: JSON, problems, text, and the headers that go with each.

use serde::Serialize;
use shared::problem::{Code, Problem};
use worker::{Headers, Method, Request, Response, ResponseBuilder, Result};

/// JSON with a status.
pub fn json<T: Serialize>(status: u16, value: &T) -> Result<Response> {
    let body = serde_json::to_vec(value)?;
    Ok(ResponseBuilder::new()
        .with_status(status)
        .with_header("content-type", "application/json; charset=utf-8")?
        .with_header("cache-control", "no-store")?
        .with_header("x-content-type-options", "nosniff")?
        .fixed(body))
}

/// A problem, RFC 9457.
pub fn problem(problem: &Problem) -> Result<Response> {
    let mut response = json(problem.status, problem)?;
    let headers = response.headers_mut();
    headers.set("content-type", "application/problem+json; charset=utf-8")?;
    if problem.code == Code::Unauthorized {
        headers.set("www-authenticate", "Bearer")?;
    }
    if problem.code == Code::Unavailable {
        headers.set("retry-after", "5")?;
    }
    Ok(response)
}

/// A problem by its code.
pub fn fail(code: Code, detail: &str) -> Result<Response> {
    problem(&Problem::new(code, detail))
}

/// 429, with how long to wait.
pub fn wait(seconds: i64, message: &str) -> Result<Response> {
    let mut response = fail(Code::TooManyRequests, message)?;
    response
        .headers_mut()
        .set("retry-after", &seconds.to_string())?;
    Ok(response)
}

/// Plain text.
pub fn text(text: &str) -> Result<Response> {
    Ok(ResponseBuilder::new()
        .with_header("content-type", "text/plain; charset=utf-8")?
        .fixed(text.as_bytes().to_vec()))
}

/// Goes on to another page with GET.
pub fn see_other(location: &str) -> Result<Response> {
    Ok(ResponseBuilder::new()
        .with_status(303)
        .with_header("location", location)?
        .with_header("cache-control", "no-store")?
        .empty())
}

fn names(methods: &[Method]) -> String {
    let mut names = vec!["OPTIONS"];
    for method in methods {
        match method {
            Method::Get => names.extend(["GET", "HEAD"]),
            Method::Post => names.push("POST"),
            Method::Put => names.push("PUT"),
            Method::Patch => names.push("PATCH"),
            Method::Delete => names.push("DELETE"),
            _ => {}
        }
    }
    names.join(", ")
}

/// 405 with the methods that are taken.
pub fn method_not_allowed(methods: &[Method]) -> Result<Response> {
    let allow = names(methods);
    let mut response = problem(&Problem::new(
        Code::MethodNotAllowed,
        format!("Use one of these here: {allow}."),
    ))?;
    response.headers_mut().set("allow", &allow)?;
    Ok(response)
}

/// The answer to a preflight or a plain OPTIONS. Which origins may read an answer is decided at
/// the answer itself, where the site is known.
pub fn preflight(methods: &[Method], request: &Request) -> Result<Response> {
    let headers = Headers::new();
    headers.set("allow", &names(methods))?;
    if let Some(origin) = request.headers().get("origin")? {
        headers.set("access-control-allow-origin", &origin)?;
        headers.set("access-control-allow-methods", &names(methods))?;
        headers.set(
            "access-control-allow-headers",
            "authorization, content-type, idempotency-key",
        )?;
        headers.set("access-control-max-age", "600")?;
        headers.set("vary", "origin")?;
    }
    Ok(ResponseBuilder::new()
        .with_status(204)
        .with_headers(headers)
        .empty())
}

/// Lets the page that asked read the answer.
pub fn readable_by(mut response: Response, origin: Option<&str>) -> Result<Response> {
    let headers = response.headers_mut();
    headers.append("vary", "origin")?;
    if let Some(origin) = origin {
        headers.set("access-control-allow-origin", origin)?;
    }
    Ok(response)
}
