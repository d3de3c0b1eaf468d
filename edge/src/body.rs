//! Reading what was sent: the type first, then no more than the limit.

use futures_util::StreamExt;
use shared::problem::{Code, Problem};
use worker::Request;

/// Largest body of a request, in bytes.
pub const MAX_BYTES: usize = 256 * 1024;

/// The type of a body, without its parameters, in lower case.
pub fn media_type(request: &Request) -> worker::Result<String> {
    let given = request.headers().get("content-type")?.unwrap_or_default();
    let given = given.split(';').next().unwrap_or("").trim();
    Ok(given.to_ascii_lowercase())
}

/// A body is larger than it may be.
pub fn too_large(max: usize) -> Problem {
    let detail = format!("Send at most {} kB.", max / 1024);
    Problem::new(Code::BodyTooLarge, detail)
}

/// The length a body says it has.
pub fn length(request: &Request) -> worker::Result<Option<usize>> {
    let length = request.headers().get("content-length")?;
    Ok(length.and_then(|n| n.parse().ok()))
}

/// Reads a body of one of the given types, at most `max` bytes.
pub async fn read_bytes(
    request: &mut Request,
    types: &[&str],
    max: usize,
) -> worker::Result<Result<Vec<u8>, Problem>> {
    if !types.contains(&media_type(request)?.as_str()) {
        let detail = format!("Send the body as {}.", types.join(" or "));
        return Ok(Err(Problem::new(Code::UnsupportedMediaType, detail)));
    }
    let length = length(request)?;
    if length.is_some_and(|length| length > max) {
        return Ok(Err(too_large(max)));
    }
    let mut bytes = Vec::new();
    if length.is_some() {
        // The runtime holds bodies to their stated length: this one can be taken at once.
        bytes = request.bytes().await?;
        if bytes.len() > max {
            return Ok(Err(too_large(max)));
        }
    } else if request.inner().body().is_some() {
        let mut stream = request.stream()?;
        while let Some(chunk) = stream.next().await {
            let chunk = chunk?;
            if bytes.len().saturating_add(chunk.len()) > max {
                return Ok(Err(too_large(max)));
            }
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(Ok(bytes))
}

/// Reads a body of one of the given types, at most `max` bytes, as UTF-8.
pub async fn read(
    request: &mut Request,
    types: &[&str],
    max: usize,
) -> worker::Result<Result<String, Problem>> {
    let bytes = match read_bytes(request, types, max).await? {
        Ok(bytes) => bytes,
        Err(problem) => return Ok(Err(problem)),
    };
    let given = media_type(request)?;
    Ok(String::from_utf8(bytes).map_err(|_| {
        let code = match given.as_str() {
            "application/x-www-form-urlencoded" => Code::InvalidForm,
            "application/toml" => Code::InvalidConfiguration,
            _ => Code::InvalidJson,
        };
        Problem::new(code, "Encode the body as UTF-8.")
    }))
}
