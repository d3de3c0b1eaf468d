//! The built files: the loader, and what the panel is made of. Where the platform serves them
//! itself they never come here; on one's own server they are fetched from the folder.

use worker::{Env, Request, Response, ResponseBuilder, Result};

use crate::reply;
use shared::problem::Code;

/// The folder of this build's files, `/a/{build}/`; its name changes with their contents.
pub const BUILD: &str = match option_env!("PREMURA_BUILD") {
    Some(build) => build,
    None => "dev",
};

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    }
}

/// Serves a built file.
pub async fn serve(request: Request, env: &Env) -> Result<Response> {
    let path = request.path();
    let missing = || {
        reply::fail(
            Code::NotFound,
            "This file is not part of the current build.",
        )
    };
    if path.contains("..") {
        return missing();
    }
    let url = format!("https://assets{path}");
    let found = env.service("ASSETS")?.fetch(url, None).await?;
    if found.status_code() != 200 {
        return missing();
    }
    let (_, body) = found.into_parts();
    // Names below /a/ change with the contents; the loader's never does.
    let cache = match path.starts_with("/a/") {
        true => "public, max-age=31536000, immutable",
        false => "public, max-age=300, stale-while-revalidate=86400",
    };
    Ok(ResponseBuilder::new()
        .with_header("content-type", content_type(&path))?
        .with_header("cache-control", cache)?
        .with_header("x-content-type-options", "nosniff")?
        .with_header("cross-origin-resource-policy", "cross-origin")?
        .with_header("access-control-allow-origin", "*")?
        .body(body))
}
