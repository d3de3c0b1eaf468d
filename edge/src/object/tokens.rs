//! Tokens of the API: made, shown once, revoked, and known again.

use shared::{
    access::Who,
    api::{SECRET_PREFIX, Token},
    id::Ids,
    ticket::rfc3339,
};
use worker::Result;

use super::{Site, access::SEEN_EVERY_MS};
use crate::{
    chance,
    digest::sha256,
    protocol::{
        Answer,
        tokens::{self, Ask},
    },
    store::Store,
};

/// Most tokens of a site.
const MAX_TOKENS: usize = 100;

impl Site {
    pub(super) fn tokens(&self, store: &Store, ask: Ask, who: Option<&Who>) -> Result<Answer> {
        Ok(match ask {
            Ask::List => Answer::Tokens(tokens::Answer::List(store.tokens()?)),
            Ask::Revoke { id } => match store.drop_token(&id)? {
                true => Answer::Done,
                false => Answer::Nothing,
            },
            Ask::Make(new) => {
                // A program hands on no more than it has.
                if let Some(Who::Token { scopes, .. }) = who
                    && !new.scopes.iter().all(|scope| scopes.contains(scope))
                {
                    return Ok(Answer::Forbidden);
                }
                if store.tokens()?.len() >= MAX_TOKENS {
                    let why = "a site has at most 100 tokens: revoke one that is not used";
                    return Ok(Answer::Refused(why.into()));
                }
                let (now, entropy) = (chance::now(), chance::long_number()?);
                let secret = format!(
                    "{SECRET_PREFIX}{:032x}{:032x}",
                    chance::long_number()?,
                    chance::long_number()?
                );
                let token = Token {
                    id: Ids::new(now.as_millisecond(), entropy).next("tok"),
                    name: new.name,
                    scopes: new.scopes,
                    created_by: who.map(|who| who.name().to_owned()).unwrap_or_default(),
                    created_at: rfc3339(now),
                    last_used_at: None,
                };
                store.add_token(&token, &sha256(&secret), now.as_millisecond())?;
                Answer::Tokens(tokens::Answer::Made { secret, token })
            }
        })
    }

    /// The program that shows a token, if there is one.
    pub(super) fn program(&self, store: &Store, digest: &str) -> Result<Option<Who>> {
        let Some((token, seen_ms)) = store.token(digest)? else {
            return Ok(None);
        };
        let now_ms = chance::now().as_millisecond();
        if now_ms.saturating_sub(seen_ms) > SEEN_EVERY_MS {
            store.see_token(&token.id, now_ms)?;
        }
        Ok(Some(Who::Token {
            name: token.name,
            scopes: token.scopes,
        }))
    }
}
