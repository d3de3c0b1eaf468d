//! The built files: the loader, what the panel is made of, the events' schemas. Where the platform serves them
//! itself they never come here; on one's own server they are fetched from the folder.

use worker::{Env, Request, Response, ResponseBuilder, Result};

use crate::reply;
use shared::{event::Kind, problem::Code};

/// The folder of this build's files, `/a/{build}/`; its name changes with their contents.
pub const BUILD: &str = match option_env!("PREMURA_BUILD") {
    Some(build) => build,
    None => "dev",
};

/// The panel's style sheet.
pub const SHEET: &str = match option_env!("PREMURA_SHEET") {
    Some(sheet) => sheet,
    None => "",
};

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        // Declarations are for people and their editors.
        Some("ts") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Serves a built file.
pub async fn serve(request: Request, env: &Env) -> Result<Response> {
    let path = request.path();
    // Names below /a/ change with the contents; the loader's never does.
    let cache = match path.starts_with("/a/") {
        true => "public, max-age=31536000, immutable",
        false => "public, max-age=300, stale-while-revalidate=86400",
    };
    let missing = "This file is not part of the current build.";
    if path.contains("..") {
        return reply::fail(Code::NotFound, missing);
    }
    file(env, &path, content_type(&path), cache, missing).await
}

/// Serves the JSON Schema of an event's body.
pub async fn schema(env: &Env, kind: &str) -> Result<Response> {
    let missing = "“GET /v1/events” lists the events there are.";
    // The folder is asked for names of events only.
    let Some(kind) = Kind::parse(kind) else {
        return reply::fail(Code::NotFound, missing);
    };
    let path = format!("/v1/events/{}", kind.as_str());
    let cache = "public, max-age=3600";
    file(env, &path, "application/schema+json", cache, missing).await
}

/// Serves the description of everything that can be called, OpenAPI 3.1.
pub async fn open_api(env: &Env) -> Result<Response> {
    let kind = "application/json; charset=utf-8";
    let missing = "This build has no description of the API.";
    file(env, "/v1/openapi", kind, "public, max-age=300", missing).await
}

/// Serves the same as a page.
pub async fn reference(env: &Env) -> Result<Response> {
    let kind = "text/html; charset=utf-8";
    let missing = "This build has no page on the API.";
    let mut response = file(env, "/v1/reference", kind, "public, max-age=300", missing).await?;
    // It has a style of its own, and nothing in it that anybody wrote.
    let policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; \
                  form-action 'none'; frame-ancestors 'none'";
    let headers = response.headers_mut();
    headers.set("content-security-policy", policy)?;
    Ok(response)
}

async fn file(
    env: &Env,
    path: &str,
    content_type: &str,
    cache: &str,
    missing: &str,
) -> Result<Response> {
    let url = format!("https://assets{path}");
    let found = env.service("ASSETS")?.fetch(url, None).await?;
    if found.status_code() != 200 {
        return reply::fail(Code::NotFound, missing);
    }
    let (_, body) = found.into_parts();
    Ok(ResponseBuilder::new()
        .with_header("content-type", content_type)?
        .with_header("cache-control", cache)?
        .with_header("x-content-type-options", "nosniff")?
        .with_header("cross-origin-resource-policy", "cross-origin")?
        .with_header("access-control-allow-origin", "*")?
        .body(body))
}
