//! Reading what was sent: the type first, then no more than the limit.

use futures_util::StreamExt;
use shared::problem::{Code, Problem};
use worker::Request;

/// Largest body of a request, in bytes.
pub const MAX_BYTES: usize = 256 * 1024;

/// Reads a body of one of the given types, at most `max` bytes, as UTF-8.
pub async fn read(
    request: &mut Request,
    types: &[&str],
    max: usize,
) -> worker::Result<Result<String, Problem>> {
    let given = request.headers().get("content-type")?.unwrap_or_default();
    let given = given
        .split(';')
        .next()
        .unwrap_or("")
        .trim()
        .to_ascii_lowercase();
    if !types.contains(&given.as_str()) {
        let detail = format!("Send the body as {}.", types.join(" or "));
        return Ok(Err(Problem::new(Code::UnsupportedMediaType, detail)));
    }
    let too_large = || {
        let detail = format!("Send at most {} kB.", max / 1024);
        Ok(Err(Problem::new(Code::BodyTooLarge, detail)))
    };
    let length = request
        .headers()
        .get("content-length")?
        .and_then(|n| n.parse::<usize>().ok());
    if length.is_some_and(|length| length > max) {
        return too_large();
    }
    let mut bytes = Vec::new();
    if length.is_some() {
        // The runtime holds bodies to their stated length: this one can be taken at once.
        bytes = request.bytes().await?;
        if bytes.len() > max {
            return too_large();
        }
    } else if request.inner().body().is_some() {
        let mut stream = request.stream()?;
        while let Some(chunk) = stream.next().await {
            let chunk = chunk?;
            if bytes.len().saturating_add(chunk.len()) > max {
                return too_large();
            }
            bytes.extend_from_slice(&chunk);
        }
    }
    Ok(String::from_utf8(bytes).map_err(|_| {
        let code = match given.as_str() {
            "application/x-www-form-urlencoded" => Code::InvalidForm,
            "application/toml" => Code::InvalidConfiguration,
            _ => Code::InvalidJson,
        };
        Problem::new(code, "Encode the body as UTF-8.")
    }))
}
