//! Delivering what is owed. Many at a time, each on its own: a slow receiver holds up nobody.

use std::{rc::Rc, time::Duration};

use futures_util::{
    FutureExt, StreamExt,
    future::{Either, LocalBoxFuture, select},
    stream::FuturesUnordered,
};
use shared::{
    lang::Locale,
    mail::{self, Matter},
    outbox::{Attempt, Job, MAX_RESPONSE_BYTES, MailKind, Outcome},
    site::Site,
    ticket::rfc3339,
    webhook::Outgoing,
};
use worker::{
    AbortController, Delay, Env, Fetch, Headers, Method, Request, RequestInit, RequestRedirect,
    Response, Result,
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

/// After its status, a receiver has this long for what it has to say.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(2);

struct Done {
    due: Due,
    attempt: Attempt,
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
        if let Some(Done { due, attempt }) = finished {
            let now = chance::now();
            let verdict = attempt.verdict(due.attempts, chance::number()?);
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
    let began = now_ms();
    match job {
        Job::Webhook { endpoint, body } => {
            let sent = site.endpoint(&endpoint).map(|endpoint| {
                let locale = site.default_lang().map_or(Locale::En, Locale::of);
                let second = chance::now().as_second();
                let outgoing = endpoint.outgoing(&due.event_id, &body, second, locale);
                (endpoint.url.clone(), outgoing)
            });
            async move {
                let attempt = match sent {
                    Some((url, outgoing)) => webhook(&url, outgoing, began).await,
                    None => {
                        let gone = "the endpoint is no longer configured".into();
                        Attempt::ended(began, began, Outcome::Permanent(gone))
                    }
                };
                Done { due, attempt }
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
                let attempt = Attempt::ended(began, now_ms(), outcome);
                Done { due, attempt }
            }
            .boxed_local()
        }
    }
}

fn now_ms() -> i64 {
    chance::now().as_millisecond()
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

async fn webhook(url: &str, outgoing: Outgoing, began: i64) -> Attempt {
    let failed = |trouble: String| Attempt::ended(began, now_ms(), Outcome::Temporary(trouble));
    let request = || -> Result<Request> {
        let headers = Headers::new();
        headers.set("user-agent", concat!("Premura/", env!("CARGO_PKG_VERSION")))?;
        for (name, value) in &outgoing.headers {
            headers.set(name, value)?;
        }
        let mut init = RequestInit::new();
        init.with_method(Method::Post)
            .with_headers(headers)
            .with_body(Some(outgoing.body.into()))
            .with_redirect(RequestRedirect::Manual);
        Request::new_with_init(url, &init)
    };
    let request = match request() {
        Ok(request) => request,
        Err(trouble) => return failed(trouble.to_string()),
    };
    let stop = AbortController::default();
    let signal = stop.signal();
    let fetch = Fetch::Request(request);
    let sending = std::pin::pin!(fetch.send_with_signal(&signal));
    let mut response = match select(sending, Delay::from(WEBHOOK_TIMEOUT)).await {
        Either::Left((Ok(response), _)) => response,
        Either::Left((Err(trouble), _)) => return failed(trouble.to_string()),
        Either::Right(_) => {
            stop.abort();
            return failed("no answer within 15 s".into());
        }
    };
    let ended = now_ms();
    let status = response.status_code();
    let retry_after = response.headers().get("retry-after").ok().flatten();
    let mut said = Vec::new();
    {
        let hearing = std::pin::pin!(beginning(&mut response, &mut said));
        select(hearing, Delay::from(RESPONSE_TIMEOUT)).await;
    }
    stop.abort();
    Attempt::answered(began, ended, status, retry_after.as_deref(), &said)
}

/// Reads the beginning of a response, as much as is kept of it.
async fn beginning(response: &mut Response, said: &mut Vec<u8>) {
    let Ok(mut stream) = response.stream() else {
        return;
    };
    while said.len() < MAX_RESPONSE_BYTES {
        match stream.next().await {
            Some(Ok(bytes)) => said.extend(bytes),
            _ => return,
        }
    }
}
