//! Endpoints of the site: test, enable, new secret, the delivery log; and inviting people by mail.

use desk::{
    Section as Place,
    settings::{self, Log, LogRow},
};
use serde_json::Value;
use shared::{
    access::Action,
    id::Slug,
    outbox::State,
    settings::{at, set},
    webhook::Endpoint,
};

use super::{
    bench::{Bench, change, moment},
    forms::new_secret,
};
use crate::{
    desk::{Desk, Outcome},
    form::Fields,
    protocol::{Answer, Call, Paging, door},
};

/// Entries on one page of the log.
const PAGE: u32 = 50;

/// `POST /desk/{site}/settings/webhooks` of a button: its verb and the id it is for.
pub async fn act(desk: &Desk<'_>, fields: &Fields) -> Outcome {
    let text = fields.text("do");
    let (verb, id) = text.split_once(':').unwrap_or((&text, ""));
    if verb == "replay" {
        desk.ask(Call::Replay { id: id.to_owned() }).await?;
        let endpoint = fields.text("endpoint");
        return match Slug::parse(&endpoint) {
            Ok(endpoint) => desk.go(&format!(
                "settings/webhooks/log?endpoint={endpoint}&done=replayed"
            )),
            Err(_) => desk.go("settings/webhooks/log?done=replayed"),
        };
    }
    let Ok(endpoint) = Slug::parse(id) else {
        return desk.lost();
    };
    match verb {
        "test" => {
            desk.ask(Call::Test {
                endpoint: endpoint.clone(),
            })
            .await?;
            desk.go(&format!(
                "settings/webhooks/log?endpoint={endpoint}&done=tested"
            ))
        }
        "enable" => {
            desk.ask(Call::Enable { endpoint }).await?;
            desk.go("settings/webhooks?done=enabled")
        }
        "rotate" => rotate(desk, &endpoint).await,
        _ => desk.lost(),
    }
}

/// A new secret in the draft; the one before signs as well.
async fn rotate(desk: &Desk<'_>, endpoint: &Slug) -> Outcome {
    if !desk.may(Action::ManageSecrets).await? {
        return Ok(desk.forbidden()?);
    }
    let secret = new_secret()?;
    let place = |draft: &Value| {
        let all = at(draft, "webhooks")?.as_array()?;
        all.iter().position(|one| {
            serde_json::from_value::<Endpoint>(one.clone()).is_ok_and(|one| one.id() == *endpoint)
        })
    };
    let bench = change(desk, |bench| {
        let n = place(&bench.draft)?;
        let mut new = bench.draft.clone();
        let before = at(&new, &format!("webhooks.{n}.secret")).cloned();
        if let Some(before) = before {
            set(&mut new, &format!("webhooks.{n}.previous_secret"), before);
        }
        set(
            &mut new,
            &format!("webhooks.{n}.secret"),
            secret.as_str().into(),
        );
        Some(new)
    })
    .await?;
    match place(&bench.draft) {
        Some(n) => desk.go(&format!("settings/webhooks/webhooks/{n}?done=rotated")),
        None => desk.lost(),
    }
}

/// `GET /desk/{site}/settings/webhooks/log`.
pub async fn log(desk: &Desk<'_>) -> Outcome {
    let endpoint = desk.query("endpoint").filter(|id| !id.is_empty());
    let call = Call::Deliveries {
        endpoint: endpoint.clone(),
        state: None,
        page: Paging {
            limit: PAGE,
            cursor: desk.query("before"),
        },
    };
    let Answer::Deliveries { deliveries, next } = desk.ask(call).await? else {
        return super::super::unexpected();
    };
    let bench = Bench::open(desk).await?;
    let rows = deliveries.into_iter().map(|delivery| {
        let state = match delivery.state {
            State::Delivered => desk.tongue.say("Arrived", "Arrivata"),
            State::Pending => desk
                .tongue
                .say("Waits for its turn", "Aspetta il suo turno"),
            State::Delivering => desk.tongue.say("On its way", "In viaggio"),
            State::Failed => desk
                .tongue
                .say("Did not arrive, tried again", "Non arrivata, riproviamo"),
            State::Dead => desk.tongue.say("Given up", "Abbiamo rinunciato"),
        };
        let last = delivery.attempts.last();
        let answer = last.map(|last| match last.status {
            Some(status) => format!("{status} {}", last.response),
            None => last.response.clone(),
        });
        LogRow {
            what: desk::delivered(desk.tongue, delivery.to.mail.as_deref(), &delivery.kind),
            when: moment(desk, &delivery.created_at),
            answer: answer.unwrap_or_default().chars().take(120).collect(),
            again: delivery.state.may_replay(),
            state: state.to_owned(),
            id: delivery.id,
        }
    });
    let page = Log {
        bar: bench.bar(desk).await?,
        done: desk.done(),
        endpoint: endpoint.unwrap_or_default(),
        rows: rows.collect(),
        next,
        may_replay: desk.may(Action::ManageDeliveries).await?,
    };
    let title = desk.tongue.say("Delivery log", "Registro delle consegne");
    desk.draw(200, title, Place::Settings, |shell| {
        settings::log(shell, &page)
    })
    .await
}

/// `POST /desk/{site}/settings/team` of an invitation.
pub async fn invite(desk: &Desk<'_>, fields: &Fields) -> Outcome {
    let Ok(agent) = Slug::parse(&fields.text("do")) else {
        return desk.lost();
    };
    match desk.ask(Call::Desk(door::Ask::Invite { agent })).await? {
        Answer::Done => desk.go("settings/team?done=invited"),
        _ => desk.lost(),
    }
}
