//! What an operator sets: a token for the admin API, a mail relay, a public address.

use shared::{
    assertion::{Trust, Unclear},
    relay::{Relay, RelayError},
    webhook::address::Allowed,
};
use subtle::ConstantTimeEq;
use worker::{Env, Request};

/// A variable or secret; empty where it is not set. Plain workerd binds what is not set to null,
/// which is no binding to the library.
fn text(env: &Env, name: &str) -> String {
    let value = js_sys::Reflect::get(env.as_ref(), &name.into());
    value
        .ok()
        .and_then(|value| value.as_string())
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

/// Hosts webhooks may go to although they are private: `WEBHOOK_HOSTS`. A list that cannot be read
/// allows nothing.
pub fn allowed_addresses(env: &Env) -> Allowed {
    let list = text(env, "WEBHOOK_HOSTS");
    Allowed::parse(&list).unwrap_or_else(|trouble| {
        worker::console_error!("WEBHOOK_HOSTS: {trouble}");
        Allowed::default()
    })
}

/// Where a request came from, as the header says that `CLIENT_IP_HEADER` names; by default the
/// one Cloudflare sets.
pub fn client_address(env: &Env, request: &Request) -> String {
    let name = text(env, "CLIENT_IP_HEADER");
    let name = if name.is_empty() {
        "cf-connecting-ip"
    } else {
        &name
    };
    let given = request.headers().get(name).ok().flatten();
    // Of a list, such as X-Forwarded-For, the last was added by the nearest proxy.
    let given = given.unwrap_or_default();
    given.rsplit(',').next().unwrap_or("").trim().to_owned()
}

/// The secret of Turnstile, if it is used.
pub fn turnstile_secret(env: &Env) -> Option<String> {
    Some(text(env, "TURNSTILE_SECRET")).filter(|secret| !secret.is_empty())
}

/// Whose tokens of Cloudflare Access are trusted at the desk, if anybody's.
pub fn access_trust(env: &Env) -> Result<Option<Trust>, Unclear> {
    Trust::read(&text(env, "ACCESS_ISSUER"), &text(env, "ACCESS_AUDIENCE"))
}

/// Whether a request carries the operator's token. Without a token set, nothing is allowed.
pub fn is_admin(env: &Env, request: &Request) -> bool {
    bears(request, &text(env, "ADMIN_TOKEN"))
}

/// Whether a request may hand in mail: by a token of its own, or the operator's.
pub fn may_hand_in_mail(env: &Env, request: &Request) -> bool {
    bears(request, &text(env, "INBOUND_TOKEN")) || is_admin(env, request)
}

/// The bearer token a request carries.
pub fn bearer(request: &Request) -> Option<String> {
    let given = request.headers().get("authorization").ok().flatten()?;
    let (scheme, given) = given.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| given.trim().to_owned())
        .filter(|given| !given.is_empty())
}

fn bears(request: &Request, token: &str) -> bool {
    let Some(given) = bearer(request) else {
        return false;
    };
    !token.is_empty() && bool::from(token.as_bytes().ct_eq(given.as_bytes()))
}
