//! Asking a site's object in somebody's name. Whether they may is decided there, in one place.

use shared::{access::Who, api::SECRET_PREFIX, id::SiteId};
use worker::{Env, Request, Result};

use crate::{
    config,
    digest::sha256,
    protocol::{Answer, Call, Pass, ask},
};

/// What a request to the API shows: the operator's token, or one of the site's. None where it
/// shows nothing.
pub fn of_api(env: &Env, request: &Request) -> Option<Pass> {
    if config::is_admin(env, request) {
        return Some(Pass::Operator);
    }
    config::bearer(request).map(|token| Pass::Token(sha256(&token)))
}

/// One of the site's tokens, where a request shows what looks like one.
pub fn of_token(request: &Request) -> Option<Pass> {
    config::bearer(request)
        .filter(|token| token.starts_with(SECRET_PREFIX))
        .map(|token| Pass::Token(sha256(&token)))
}

/// Asks in somebody's name: who that is, and what is answered.
pub async fn ask_as(
    env: &Env,
    site: &SiteId,
    pass: Pass,
    call: Call,
) -> Result<(Option<Who>, Answer)> {
    let call = Call::As {
        pass,
        call: Box::new(call),
    };
    Ok(match ask(env, site, &call).await? {
        Answer::As { who, answer } => (Some(who), *answer),
        answer => (None, answer),
    })
}
