//! Oneself: presence, sessions, leaving.

use desk::{Account, Row, Section};
use shared::access::Action;

use super::{Desk, Outcome, cookie};
use crate::{
    chance,
    form::Fields,
    protocol::{
        Answer, Call,
        door::{self, Ask},
    },
};

/// How long ago a moment is, in words.
pub fn ago(desk: &Desk<'_>, at_ms: i64) -> String {
    let minutes = chance::now().as_millisecond().saturating_sub(at_ms) / 60_000;
    let (n, unit) = match minutes {
        ..6 => return desk.tongue.say("just now", "adesso").to_owned(),
        6..60 => (minutes, desk.tongue.say("min ago", "min fa")),
        60..2_880 => (minutes / 60, desk.tongue.say("h ago", "h fa")),
        _ => (minutes / 1_440, desk.tongue.say("days ago", "giorni fa")),
    };
    format!("{n} {unit}")
}

/// `GET /desk/{site}/account`.
pub async fn show(desk: &Desk<'_>) -> Outcome {
    let Answer::Desk(door::Answer::Sessions(sessions)) =
        desk.ask(Call::Desk(Ask::Sessions)).await?
    else {
        return super::unexpected();
    };
    let who = desk.who().await?;
    let away = match who.agent() {
        Some(agent) if who.may(Action::SetDuty) => match desk.ask(Call::Agents).await? {
            Answer::Agents(roster) => {
                Some(roster.get(agent.as_str()).is_some_and(|duty| duty.away))
            }
            _ => None,
        },
        _ => None,
    };
    let page = Account {
        sessions: sessions
            .into_iter()
            .map(|session| Row {
                seen: ago(desk, session.seen_ms),
                name: session.name,
                family: session.family,
                is_this: session.is_this,
            })
            .collect(),
        away,
        done: desk
            .query("done")
            .map(|_| desk.tongue.say("Done.", "Fatto.").to_owned()),
    };
    let title = who.name().to_owned();
    desk.draw(200, &title, Section::Account, |shell| {
        desk::account(shell, &page)
    })
    .await
}

/// `POST /desk/{site}/account`.
pub async fn act(desk: &Desk<'_>, fields: &Fields) -> Outcome {
    let end = fields.text("end");
    if !end.is_empty() {
        let session = (end != "others").then_some(end);
        desk.ask(Call::Desk(Ask::End { session })).await?;
    } else if let Some(agent) = desk.who().await?.agent() {
        let away = fields.text("away") == "yes";
        let agent = agent.clone();
        desk.ask(Call::SetAway { agent, away }).await?;
    }
    desk.go("account?done=1")
}

/// `POST /desk/{site}/leave`.
pub async fn leave(desk: &Desk<'_>) -> Outcome {
    desk.ask(Call::Desk(Ask::Leave)).await?;
    let mut response = desk.go("sign-in?left=1")?;
    cookie::set(&mut response, desk, cookie::SESSION, "", 0)?;
    Ok(response)
}
