//! Tokens of the API, for owners.

use desk::{Section, Tokens};
use shared::{access::Scope, api::NewToken};

use super::{Desk, Outcome, account::ago};
use crate::{
    form::Fields,
    protocol::{
        Answer, Call,
        tokens::{self, Ask},
    },
};

async fn draw(desk: &Desk<'_>, status: u16, mut page: Tokens) -> Outcome {
    let Answer::Tokens(tokens::Answer::List(list)) = desk.ask(Call::Tokens(Ask::List)).await?
    else {
        return super::unexpected();
    };
    page.rows = list
        .into_iter()
        .map(|token| {
            let seen = token.last_used_at.as_deref().and_then(|at| at.parse().ok());
            let used = match seen {
                Some(seen) => {
                    let seen: jiff::Timestamp = seen;
                    let used = desk.tongue.say("last used", "usato l'ultima volta");
                    format!("{used} {}", ago(desk, seen.as_millisecond()))
                }
                None => desk.tongue.say("never used", "mai usato").to_owned(),
            };
            (token, used)
        })
        .collect();
    let title = desk.tongue.say("API tokens", "Token per le API");
    desk.draw(status, title, Section::Account, |shell| {
        desk::tokens(shell, &page)
    })
    .await
}

/// `GET /desk/{site}/account/tokens`.
pub async fn show(desk: &Desk<'_>) -> Outcome {
    let done = desk.query("done").map(|_| {
        let text = desk.tongue.say(
            "Revoked: it opens nothing from now on.",
            "Revocato: da adesso non apre più nulla.",
        );
        text.to_owned()
    });
    let page = Tokens {
        done,
        ..Tokens::default()
    };
    draw(desk, 200, page).await
}

/// `POST /desk/{site}/account/tokens`: makes one, or revokes one.
pub async fn act(desk: &Desk<'_>, fields: &Fields) -> Outcome {
    let id = fields.text("revoke");
    if !id.is_empty() {
        desk.ask(Call::Tokens(Ask::Revoke { id })).await?;
        return desk.go("account/tokens?done=1");
    }
    let chosen = fields.texts().iter().filter(|(name, _)| name == "scope");
    let new = NewToken {
        name: fields.text("name"),
        scopes: chosen.filter_map(|(_, name)| Scope::parse(name)).collect(),
    };
    let mut page = Tokens {
        name: new.name.clone(),
        scopes: new.scopes.clone(),
        ..Tokens::default()
    };
    let new = match new.check() {
        Ok(new) => new,
        Err(error) => {
            let text = match (error.field.as_str(), error.code.as_str()) {
                ("scopes", _) => desk
                    .tongue
                    .say("Tick at least one.", "Spuntane almeno una."),
                (_, "required") => desk.tongue.say(
                    "Say what it is for, such as “Warehouse”.",
                    "Scrivi a cosa serve, per esempio «Magazzino».",
                ),
                _ => desk.tongue.say(
                    "Use at most 80 characters, on one line.",
                    "Usa al massimo 80 caratteri, su una riga.",
                ),
            };
            page.trouble = Some((error.field, text.to_owned()));
            return draw(desk, 422, page).await;
        }
    };
    match desk.ask(Call::Tokens(Ask::Make(new))).await? {
        Answer::Tokens(tokens::Answer::Made { secret, .. }) => {
            let page = Tokens {
                secret: Some(secret),
                ..Tokens::default()
            };
            draw(desk, 201, page).await
        }
        Answer::Refused(_) => {
            let text = desk.tongue.say(
                "There are 100 tokens: revoke one that is not used first.",
                "Ci sono 100 token: prima revocane uno che non serve.",
            );
            page.trouble = Some(("name".into(), text.to_owned()));
            draw(desk, 409, page).await
        }
        _ => super::unexpected(),
    }
}
