//! Whose tokens an operator trusts: a team's address at Cloudflare Access, and the application of
//! it that stands before the desk.

use url::Url;

use crate::relay::is_loopback;

/// Longest audience, in bytes; Cloudflare's have 64.
const MAX_AUDIENCE: usize = 200;

/// A team and an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trust {
    issuer: String,
    audience: String,
}

/// What is not right with what the operator set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unclear {
    /// An audience without an issuer.
    #[error(
        "ACCESS_ISSUER is missing: set both it and ACCESS_AUDIENCE, or neither. It is your team's address, such as https://team.cloudflareaccess.com"
    )]
    NoIssuer,
    /// An issuer without an audience.
    #[error(
        "ACCESS_AUDIENCE is missing: set both it and ACCESS_ISSUER, or neither. It is the Application Audience (AUD) tag of the application before /desk"
    )]
    NoAudience,
    /// Not an address of a team.
    #[error(
        "ACCESS_ISSUER must be your team's address, https:// and a host with nothing behind it, such as https://team.cloudflareaccess.com; http:// is only for this machine"
    )]
    Issuer,
    /// Not one tag.
    #[error(
        "ACCESS_AUDIENCE must be one Application Audience (AUD) tag: letters and digits, such as 32eafc7626e737…"
    )]
    Audience,
}

impl Trust {
    /// Reads the two settings; none where neither is set.
    pub fn read(issuer: &str, audience: &str) -> Result<Option<Self>, Unclear> {
        let (issuer, audience) = (issuer.trim(), audience.trim());
        match (issuer.is_empty(), audience.is_empty()) {
            (true, true) => return Ok(None),
            (true, false) => return Err(Unclear::NoIssuer),
            (false, true) => return Err(Unclear::NoAudience),
            (false, false) => {}
        }
        let url = Url::parse(issuer).map_err(|_| Unclear::Issuer)?;
        let plain = url.path() == "/"
            && url.query().is_none()
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none();
        let is_here = url.host_str().is_some_and(is_loopback);
        let closed = url.scheme() == "https" && url.host().is_some();
        if !plain || !(closed || url.scheme() == "http" && is_here) {
            return Err(Unclear::Issuer);
        }
        let is_tag = |b: u8| b.is_ascii_alphanumeric() || b"-_".contains(&b);
        if audience.len() > MAX_AUDIENCE || !audience.bytes().all(is_tag) {
            return Err(Unclear::Audience);
        }
        Ok(Some(Self {
            issuer: url.origin().ascii_serialization(),
            audience: audience.to_owned(),
        }))
    }

    /// Who issues the tokens, such as `https://team.cloudflareaccess.com`.
    pub fn issuer(&self) -> &str {
        &self.issuer
    }

    /// Whom they are for.
    pub fn audience(&self) -> &str {
        &self.audience
    }

    /// Where the team's keys are.
    pub fn certs(&self) -> String {
        format!("{}/cdn-cgi/access/certs", self.issuer)
    }
}
