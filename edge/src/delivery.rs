//! Delivering what is owed. Many at a time, each on its own: a slow receiver holds up nobody.

use std::{rc::Rc, time::Duration};

use futures_util::{
    FutureExt, StreamExt,
    future::{Either, LocalBoxFuture, select},
    stream::FuturesUnordered,
};
use shared::{
    mail::{self, Matter},
    outbox::{self, Job, MailKind, Outcome},
    site::Site,
    ticket::rfc3339,
    webhook::{HEADER_ID, HEADER_SIGNATURE, HEADER_TIMESTAMP, Secret},
};
use worker::{
    AbortController, Delay, Env, Fetch, Headers, Method, Request, RequestInit, RequestRedirect,
    Result,
};

use crate::{
    chance, config,
    smtp::Post,
    store::{Due, Store},
};

/// Deliveries under way at once.
const MAX_IN_FLIGHT: usize = 20;
/// A webhook receiver has this long to answer.
const WEBHOOK_TIMEOUT: Duration = Duration::from_secs(15);
/// How often newly due deliveries are looked for while others are under way.
const LOOK_AGAIN: Duration = Duration::from_millis(100);
/// After this long no new deliveries are begun: the next alarm goes on.
const RUN_MS: i64 = 60_000;

struct Done {
    due: Due,
    outcome: Outcome,
}

/// Delivers all that is due, and what becomes due meanwhile.
pub async fn run(store: &Store, env: &Env) -> Result<()> {
    let Some((_, site)) = store.site()? else {
        return Ok(());
    };
    let site = Rc::new(site);
    let post = Rc::new(Post::new(config::relay(env)));
    let started = chance::now().as_millisecond();
    let mut under_way: FuturesUnordered<LocalBoxFuture<'_, Done>> = FuturesUnordered::new();
    loop {
        let now = chance::now();
        let now_ms = now.as_millisecond();
        if now_ms.saturating_sub(started) < RUN_MS {
            let room = MAX_IN_FLIGHT.saturating_sub(under_way.len());
            for due in store.take_due(now_ms, room, &rfc3339(now))? {
                under_way.push(begin(store, &site, &post, due));
            }
        }
        if under_way.is_empty() {
            break;
        }
        let finished = match select(under_way.next(), Delay::from(LOOK_AGAIN)).await {
            Either::Left((done, _)) => done,
            Either::Right(_) => continue,
        };
        if let Some(Done { due, outcome }) = finished {
            let now = chance::now();
            let verdict = outbox::verdict(outcome, due.attempts, chance::number()?);
            store.conclude(&due.id, &verdict, now.as_millisecond(), &rfc3339(now))?;
        }
    }
    post.close().await;
    Ok(())
}

fn begin<'a>(
    store: &Store,
    site: &Rc<Site>,
    post: &Rc<Post>,
    due: Due,
) -> LocalBoxFuture<'a, Done> {
    let job = due.job.clone();
    match job {
        Job::Webhook { url, body } => {
            let secret = site
                .webhooks
                .iter()
                .find(|hook| hook.url == url)
                .map(|h| h.secret.clone());
            async move {
                let outcome = match secret.as_deref().and_then(Secret::parse) {
                    Some(secret) => webhook(&url, &secret, &due.event_id, body).await,
                    None => Outcome::Permanent("the endpoint is no longer configured".into()),
                };
                Done { due, outcome }
            }
            .boxed_local()
        }
        Job::Mail(kind) => {
            let written = write_mail(store, site, &due, kind);
            let post = post.clone();
            async move {
                let outcome = match written {
                    Ok(Some(mail)) => post.send(mail).await,
                    Ok(None) => Outcome::Permanent("there is nobody to write to".into()),
                    Err(trouble) => Outcome::Temporary(trouble.to_string()),
                };
                Done { due, outcome }
            }
            .boxed_local()
        }
    }
}

fn write_mail(store: &Store, site: &Site, due: &Due, kind: MailKind) -> Result<Option<mail::Mail>> {
    let Some(ticket) = store.ticket(&due.ticket_id)? else {
        return Ok(None);
    };
    let messages = store.messages(&due.ticket_id)?;
    let matter = Matter {
        site,
        ticket: &ticket,
        message: messages.first().map_or("", |message| &message.text),
        delivery_id: &due.id,
        now: chance::now(),
    };
    Ok(mail::write(kind, matter))
}

async fn webhook(url: &str, secret: &Secret, event_id: &str, body: String) -> Outcome {
    let timestamp = chance::now().as_second();
    let signature = secret.sign(event_id, timestamp, &body);
    let request = || -> Result<Request> {
        let headers = Headers::new();
        headers.set("content-type", "application/json")?;
        headers.set("user-agent", concat!("Premura/", env!("CARGO_PKG_VERSION")))?;
        headers.set(HEADER_ID, event_id)?;
        headers.set(HEADER_TIMESTAMP, &timestamp.to_string())?;
        headers.set(HEADER_SIGNATURE, &signature)?;
        let mut init = RequestInit::new();
        init.with_method(Method::Post)
            .with_headers(headers)
            .with_body(Some(body.into()))
            .with_redirect(RequestRedirect::Manual);
        Request::new_with_init(url, &init)
    };
    let request = match request() {
        Ok(request) => request,
        Err(trouble) => return Outcome::Temporary(trouble.to_string()),
    };
    let stop = AbortController::default();
    let signal = stop.signal();
    let fetch = Fetch::Request(request);
    let sending = std::pin::pin!(fetch.send_with_signal(&signal));
    match select(sending, Delay::from(WEBHOOK_TIMEOUT)).await {
        Either::Left((Ok(response), _)) => Outcome::of_webhook(response.status_code()),
        Either::Left((Err(trouble), _)) => Outcome::Temporary(trouble.to_string()),
        Either::Right(_) => {
            stop.abort();
            Outcome::Temporary("no answer within 15 s".into())
        }
    }
}
