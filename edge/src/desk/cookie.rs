//! The desk's two cookies: the session, and what ties a link to the browser that asked for it.

use worker::{Request, Response, Result};

use super::Desk;

/// The session.
pub const SESSION: &str = "premura-desk";
/// What only the browser has that asked for a link.
pub const BROWSER: &str = "premura-browser";

/// The value of a cookie.
pub fn read(request: &Request, name: &str) -> Option<String> {
    let all = request.headers().get("cookie").ok().flatten()?;
    all.split(';').find_map(|pair| {
        let (n, value) = pair.split_once('=')?;
        (n.trim() == name && !value.trim().is_empty()).then(|| value.trim().to_owned())
    })
}

/// Gives the browser a cookie for this desk; 0 seconds take it away.
pub fn set(
    response: &mut Response,
    desk: &Desk<'_>,
    name: &str,
    value: &str,
    seconds: i64,
) -> Result<()> {
    let cookie = format!(
        "{name}={value}; Path=/desk/{}; Max-Age={seconds}; HttpOnly; Secure; SameSite=Lax",
        desk.id
    );
    response.headers_mut().append("set-cookie", &cookie)
}
