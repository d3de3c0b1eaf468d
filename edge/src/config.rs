//! What an operator sets: a token for the admin API, a mail relay, a public address.

use shared::relay::{Relay, RelayError};
use subtle::ConstantTimeEq;
use worker::{Env, Request};

fn text(env: &Env, name: &str) -> String {
    let secret = env.secret(name).map(|s| s.to_string());
    secret
        .or_else(|_| env.var(name).map(|v| v.to_string()))
        .unwrap_or_default()
}

/// The origin customers reach us at: `PUBLIC_URL` where a proxy stands before us, else the
/// request's own.
pub fn own_origin(env: &Env, request: &Request) -> String {
    let public = text(env, "PUBLIC_URL");
    let url = if public.is_empty() {
        request.url().ok()
    } else {
        url::Url::parse(&public).ok()
    };
    url.map(|u| u.origin().ascii_serialization())
        .unwrap_or_default()
}

/// The mail relay.
pub fn relay(env: &Env) -> Result<Relay, RelayError> {
    Relay::parse(&text(env, "SMTP_URL"))
}

/// Whether a request carries the operator's token. Without a token set, nothing is allowed.
pub fn is_admin(env: &Env, request: &Request) -> bool {
    let token = text(env, "ADMIN_TOKEN");
    let given = request
        .headers()
        .get("authorization")
        .ok()
        .flatten()
        .unwrap_or_default();
    let given = match given.split_once(' ') {
        Some((scheme, given)) if scheme.eq_ignore_ascii_case("bearer") => given.trim(),
        _ => return false,
    };
    !token.is_empty() && bool::from(token.as_bytes().ct_eq(given.as_bytes()))
}
