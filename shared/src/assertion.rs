//! What Cloudflare Access says of whoever is let through: a signed token that names an address.
//! Here it is taken apart and weighed; whether its signature holds is for the worker to find out.
//! <https://developers.cloudflare.com/cloudflare-one/access-controls/applications/http-apps/authorization-cookie/validating-json/>

mod keys;
mod trust;

pub use keys::{FRESH_MS, Key, Look, PATIENCE_MS, Ring, TRY_EVERY_MS};
pub use trust::{Trust, Unclear};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;

use crate::address::EmailAddress;

/// The header Access puts the token into.
pub const HEADER: &str = "cf-access-jwt-assertion";
/// The cookie that carries the same one.
pub const COOKIE: &str = "CF_Authorization";
/// Where whoever is let through takes leave of Access, on every host it stands before.
pub const LEAVE: &str = "/cdn-cgi/access/logout";
/// Longest token that is looked at, in bytes.
pub const MAX_BYTES: usize = 16_384;
/// How far clocks may be apart, in seconds.
pub const LEEWAY_S: i64 = 60;
/// Longest id of a key, in bytes.
const MAX_KID: usize = 200;

/// Why a token is not trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// Not three parts of base64url with JSON in the first two.
    #[error("it cannot be read")]
    Unreadable,
    /// Signed in another way than RS256, or in none.
    #[error("it is not signed with RS256")]
    Algorithm,
    /// By another team.
    #[error("another team issued it")]
    Issuer,
    /// For another application.
    #[error("it is for another application")]
    Audience,
    /// Its time is over.
    #[error("it has expired")]
    Expired,
    /// Its time has not come.
    #[error("it is not valid yet")]
    Early,
    /// It names no address: a program's, say.
    #[error("it names no email address")]
    Nobody,
}

/// A token taken apart. Nothing in it is known to be true before its signature was verified.
#[derive(Clone, Debug, PartialEq)]
pub struct Assertion<'a> {
    /// The key it says it was signed with.
    pub kid: String,
    /// What was signed.
    pub signed: &'a str,
    /// The signature over it.
    pub signature: Vec<u8>,
    claims: Value,
}

impl<'a> Assertion<'a> {
    /// Takes a token apart.
    pub fn parse(token: &'a str) -> Result<Self, Refused> {
        if token.len() > MAX_BYTES {
            return Err(Refused::Unreadable);
        }
        let (signed, signature) = token.rsplit_once('.').ok_or(Refused::Unreadable)?;
        let (header, claims) = signed.split_once('.').ok_or(Refused::Unreadable)?;
        let header = object(header).ok_or(Refused::Unreadable)?;
        let claims = object(claims).ok_or(Refused::Unreadable)?;
        // Whoever writes a token chooses what stands here: only the one way we expect is taken.
        let word = |name: &str| header.get(name).and_then(Value::as_str);
        if word("alg") != Some("RS256") || header.get("crit").is_some() {
            return Err(Refused::Algorithm);
        }
        let kid = word("kid").filter(|kid| (1..=MAX_KID).contains(&kid.len()));
        Ok(Self {
            kid: kid.ok_or(Refused::Unreadable)?.to_owned(),
            signed,
            signature: URL_SAFE_NO_PAD
                .decode(signature)
                .ok()
                .filter(|bytes| !bytes.is_empty())
                .ok_or(Refused::Unreadable)?,
            claims,
        })
    }

    /// The address it names, if it is by the team we trust, for us, and for now; `now_s` in
    /// seconds since 1970.
    pub fn email(&self, trust: &Trust, now_s: i64) -> Result<EmailAddress, Refused> {
        let claim = |name: &str| self.claims.get(name);
        if claim("iss").and_then(Value::as_str) != Some(trust.issuer()) {
            return Err(Refused::Issuer);
        }
        let is_ours = |value: &Value| value.as_str() == Some(trust.audience());
        let for_us = match claim("aud") {
            Some(Value::Array(all)) => all.iter().any(is_ours),
            Some(one) => is_ours(one),
            None => false,
        };
        if !for_us {
            return Err(Refused::Audience);
        }
        let ends = claim("exp").and_then(moment).ok_or(Refused::Expired)?;
        if now_s.saturating_sub(LEEWAY_S) >= ends {
            return Err(Refused::Expired);
        }
        if let Some(begins) = claim("nbf") {
            let begins = moment(begins).ok_or(Refused::Early)?;
            if now_s.saturating_add(LEEWAY_S) < begins {
                return Err(Refused::Early);
            }
        }
        claim("email")
            .and_then(Value::as_str)
            .and_then(EmailAddress::parse)
            .ok_or(Refused::Nobody)
    }
}

/// A part of a token: a JSON object in base64url.
fn object(part: &str) -> Option<Value> {
    let bytes = URL_SAFE_NO_PAD.decode(part).ok()?;
    let value: Value = serde_json::from_slice(&bytes).ok()?;
    value.is_object().then_some(value)
}

/// A moment in seconds since 1970, whole or not.
fn moment(value: &Value) -> Option<i64> {
    // A float beyond what fits becomes the last moment that does.
    value
        .as_i64()
        .or_else(|| value.as_f64().map(|seconds| seconds.floor() as i64))
}

#[cfg(test)]
mod tests;
