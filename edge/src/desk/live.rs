//! A tab's live line: passed through to the site's object, which lets it in by its session.

use worker::{Headers, Method, Request, RequestInit, Response};

use super::{Desk, Outcome, Stop};
use crate::protocol::{LIVE, SESSION, forward};

/// `GET /desk/{site}/live`, as a WebSocket.
pub async fn join(desk: &Desk<'_>, request: &Request) -> Outcome {
    let wanted = request.headers().get("upgrade")?.unwrap_or_default();
    let here = request.headers().get("origin")?;
    // Another site's page may open a socket with our cookie: it must not.
    if !wanted.eq_ignore_ascii_case("websocket") || here.is_none_or(|origin| origin != desk.own) {
        return Err(Stop::Answer(Response::error(
            "This address is for the desk's own pages.",
            426,
        )?));
    }
    let headers = Headers::new();
    headers.set("upgrade", "websocket")?;
    headers.set(SESSION, &desk.session)?;
    let mut init = RequestInit::new();
    init.with_method(Method::Get).with_headers(headers);
    let inner = Request::new_with_init(&format!("https://site{LIVE}"), &init)?;
    Ok(forward(desk.env, desk.id, inner).await?)
}
