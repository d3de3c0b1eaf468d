//! Signing in by Cloudflare Access: whoever it lets through, and is of the team, is in.

use shared::agent;
use worker::{Request, Response};

use super::{Desk, Stop, draw};
use crate::{
    assertion, config,
    digest::sha256,
    protocol::{
        Answer, Call, ask,
        door::{self, Ask},
    },
};

/// What came of the token of Cloudflare Access, for the sign-in page to say.
#[derive(Clone, Debug, Default)]
pub enum Access {
    /// It is not used, or there was no token that holds.
    #[default]
    Nothing,
    /// It let somebody in: the new session.
    In(String),
    /// Its session was ended here.
    Over,
    /// The operator set it up in a way that cannot be.
    Unclear(String),
}

/// Looks at the token a request for a page brings, where nobody is in yet. Whoever is in by it is
/// so for this very page.
pub async fn look(desk: &mut Desk<'_>, request: &Request, parts: &[&str]) -> Result<(), Stop> {
    let at_sign_in = parts == ["sign-in"];
    // A session that is over is asked about nowhere but where one signs in.
    let has_ended = at_sign_in && desk.query("ended").is_some();
    let is_in = !desk.session.is_empty() && !has_ended;
    let other_way = matches!(parts, ["enter"] | ["live"])
        || at_sign_in && (desk.query("left").is_some() || desk.query("by").is_some());
    if is_in || other_way {
        return Ok(());
    }
    let trust = match config::access_trust(desk.env) {
        Ok(Some(trust)) => trust,
        Ok(None) => return Ok(()),
        Err(unclear) => {
            worker::console_error!("{unclear}");
            desk.access = Access::Unclear(unclear.to_string());
            return Ok(());
        }
    };
    let Some(vouched) = assertion::vouched(request, &trust).await else {
        return Ok(());
    };
    let session = desk.published.key.vouched_session(&vouched.signed);
    let user_agent = request.headers().get("user-agent")?.unwrap_or_default();
    let call = Call::Desk(Ask::Vouched {
        email: vouched.email.clone(),
        session: sha256(&session),
        family: agent::family(&user_agent),
    });
    match ask(desk.env, desk.id, &call).await? {
        Answer::Done => {
            desk.session = sha256(&session);
            desk.form_token = desk.published.key.form_token(&desk.session);
            desk.access = Access::In(session);
            Ok(())
        }
        Answer::Desk(door::Answer::Over) => {
            desk.access = Access::Over;
            Ok(())
        }
        Answer::Nothing => Err(Stop::Answer(stranger(desk, vouched.email.as_str())?)),
        _ => Err(Stop::Trouble(
            "the object did not answer at the door".into(),
        )),
    }
}

/// Somebody Access lets through who is not of the team.
fn stranger(desk: &Desk<'_>, email: &str) -> worker::Result<Response> {
    let site = &desk.published.site;
    let title = desk.tongue.say(
        "You are not of this team yet",
        "Non sei ancora della squadra",
    );
    let body = desk::stranger(desk.tongue, desk.id.as_str(), &site.name, title, email);
    draw(403, desk.tongue, title, &site.appearance, &body)
}

/// Whether Cloudflare Access stands before the desk.
pub fn is_set(desk: &Desk<'_>) -> bool {
    matches!(config::access_trust(desk.env), Ok(Some(_)))
}
