//! Delivering what is owed. Many at a time, each lane with its share: a slow receiver holds up
//! nobody.

use std::{collections::BTreeMap, rc::Rc, time::Duration};

use futures_util::{
    FutureExt, StreamExt,
    future::{Either, LocalBoxFuture, select},
    stream::FuturesUnordered,
};
use shared::{
    event::{EndpointDisabled, Kind, Occurrence},
    id::Slug,
    job::{Job, MailKind},
    lang::Locale,
    mail::{self, Matter},
    outbox::{Attempt, ENDPOINT_SHARE, MAIL_SHARE, Outcome, THROTTLED_SHARE, choose},
    ticket::{Author, Visibility, rfc3339, rfc3339_ms},
    webhook::{Disabled, Health, address},
};
use worker::{Delay, Result};

use super::{Loaded, Site};
use crate::{
    chance, config,
    post::Post,
    store::{Due, Store},
    webhook::deliver,
};

/// How often newly due deliveries are looked for while others are under way.
const LOOK_AGAIN: Duration = Duration::from_millis(100);
/// After this long no new deliveries are begun: the next alarm goes on.
const RUN_MS: i64 = 60_000;
/// How many of each lane are looked at when it is chosen what to begin.
const CANDIDATES: usize = 10;

struct Done {
    due: Due,
    attempt: Attempt,
    /// The Message-ID and the side of a mail.
    threaded: Option<(String, &'static str)>,
}

fn now_ms() -> i64 {
    chance::now().as_millisecond()
}

fn side(kind: MailKind) -> &'static str {
    if kind.to_customer() {
        "customer"
    } else {
        "team"
    }
}

impl Site {
    /// Delivers all that is due, and what becomes due meanwhile; rings what is due to ring.
    pub(super) async fn deliver(&self, store: &Store, loaded: &Rc<Loaded>) -> Result<()> {
        let post = Rc::new(Post::new(&self.env));
        let started = now_ms();
        let mut under_way: FuturesUnordered<LocalBoxFuture<'_, Done>> = FuturesUnordered::new();
        let mut busy: BTreeMap<String, usize> = BTreeMap::new();
        loop {
            // The configuration may be published anew while deliveries are under way.
            let loaded = self.loaded(store)?.unwrap_or_else(|| loaded.clone());
            self.ring(store, &loaded)?;
            self.release(store, &loaded)?;
            if now_ms().saturating_sub(started) < RUN_MS {
                for due in self.begin_next(store, &loaded, &mut busy)? {
                    under_way.push(self.begin(store, &loaded, &post, due));
                }
            }
            if under_way.is_empty() {
                break;
            }
            let finished = match select(under_way.next(), Delay::from(LOOK_AGAIN)).await {
                Either::Left((done, _)) => done,
                Either::Right(_) => continue,
            };
            if let Some(done) = finished {
                if let Some(count) = busy.get_mut(done.due.job.lane()) {
                    *count = count.saturating_sub(1);
                }
                self.conclude(store, &loaded, done)?;
            }
        }
        post.close().await;
        Ok(())
    }

    /// Takes what is to be begun now.
    fn begin_next(
        &self,
        store: &Store,
        loaded: &Loaded,
        busy: &mut BTreeMap<String, usize>,
    ) -> Result<Vec<Due>> {
        let now = chance::now();
        let waiting = store.due(now.as_millisecond(), CANDIDATES)?;
        if waiting.is_empty() {
            return Ok(Vec::new());
        }
        let lanes: Vec<String> = waiting.iter().map(|(_, lane)| lane.clone()).collect();
        let mut shares: BTreeMap<&str, usize> = BTreeMap::new();
        for lane in &lanes {
            if !shares.contains_key(lane.as_str()) {
                shares.insert(lane, share(store, lane)?);
            }
        }
        let share = |lane: &String| shares.get(lane.as_str()).copied().unwrap_or(1);
        let all = loaded.site.webhooks.len().saturating_add(1);
        let mut taken = Vec::new();
        for place in choose(&lanes, busy, share, all) {
            let Some((id, lane)) = waiting.get(place) else {
                continue;
            };
            if let Some(due) = store.take(id, &rfc3339(now))? {
                let count = busy.entry(lane.clone()).or_default();
                *count = count.saturating_add(1);
                taken.push(due);
            }
        }
        Ok(taken)
    }

    fn begin<'a>(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        post: &Rc<Post>,
        due: Due,
    ) -> LocalBoxFuture<'a, Done> {
        let began = now_ms();
        match due.job.clone() {
            Job::Webhook { endpoint } => {
                let sending = self.write_webhook(store, loaded, &due, &endpoint);
                async move {
                    let attempt = match sending {
                        Ok(Ok((url, outgoing))) => deliver(&url, outgoing, began).await,
                        Ok(Err(why)) => Attempt::ended(began, began, Outcome::Permanent(why)),
                        Err(trouble) => {
                            Attempt::ended(began, began, Outcome::Temporary(trouble.to_string()))
                        }
                    };
                    Done {
                        due,
                        attempt,
                        threaded: None,
                    }
                }
                .boxed_local()
            }
            Job::Mail { kind, .. } => {
                let written = self.write_mail(store, loaded, &due);
                let post = post.clone();
                async move {
                    let mut threaded = None;
                    let outcome = match written {
                        Ok(Some(mail)) => {
                            threaded = Some((mail.message_id.clone(), side(kind)));
                            post.send(mail).await
                        }
                        Ok(None) => Outcome::Permanent("There is nothing to say any more.".into()),
                        Err(trouble) => Outcome::Temporary(trouble.to_string()),
                    };
                    Done {
                        due,
                        attempt: Attempt::ended(began, now_ms(), outcome),
                        threaded,
                    }
                }
                .boxed_local()
            }
        }
    }

    /// Where a webhook goes and what is sent, or why it is not.
    fn write_webhook(
        &self,
        store: &Store,
        loaded: &Loaded,
        due: &Due,
        id: &Slug,
    ) -> Result<std::result::Result<(String, shared::webhook::Outgoing), String>> {
        let Some(endpoint) = loaded.site.endpoint(id) else {
            return Ok(Err("The endpoint is no longer configured.".into()));
        };
        let health = Health::of(endpoint, store.health(id.as_str())?);
        // A test is asked for by a person, also of an endpoint that is disabled.
        let event = store.event(&due.event_id)?;
        let is_test = event
            .as_ref()
            .is_some_and(|event| event.kind == Kind::EndpointTest);
        if let Some(why) = health.bar(endpoint).filter(|_| !is_test) {
            return Ok(Err(why.into()));
        }
        let Some(body) = event.and_then(|event| event.body) else {
            return Ok(Err("What was to be sent was erased.".into()));
        };
        let allowed = config::allowed_addresses(&self.env);
        let url = match address::check(&endpoint.url, &allowed) {
            Ok(url) => url,
            Err(refused) => return Ok(Err(refused.to_string())),
        };
        let locale = loaded.site.default_lang().map_or(Locale::En, Locale::of);
        let now_s = chance::now().as_second();
        Ok(Ok((
            url,
            endpoint.outgoing(&due.event_id, &body, now_s, locale),
        )))
    }

    fn write_mail(&self, store: &Store, loaded: &Loaded, due: &Due) -> Result<Option<mail::Mail>> {
        let Job::Mail { kind, to } = &due.job else {
            return Ok(None);
        };
        let Some(event) = store.event(&due.event_id)? else {
            return Ok(None);
        };
        let ticket = match &due.ticket_id {
            // That mail hangs on a request only to be erased with it.
            Some(id) if *kind != MailKind::RequestLink => store.ticket(id)?,
            _ => None,
        };
        let mut message = None;
        let mut earlier = Vec::new();
        let mut suggestions = Vec::new();
        let mut files = Vec::new();
        if let Some(ticket) = &ticket {
            let messages = store.messages(&ticket.id)?;
            let named = event.data.pointer("/message/id").and_then(|id| id.as_str());
            message = match (named, kind) {
                (Some(id), _) => messages.iter().find(|message| message.id == id).cloned(),
                (None, MailKind::SlaAlert) => {
                    let from_customer = |message: &&shared::ticket::Message| {
                        message.author == Author::Customer
                            && message.visibility == Visibility::Public
                    };
                    messages.iter().rev().find(from_customer).cloned()
                }
                (None, _) => messages.first().cloned(),
            };
            earlier = store.threads(&ticket.id, side(*kind))?;
            if let (MailKind::Reply, Some(message)) = (kind, &message) {
                let with_it = store.files(&ticket.id)?.into_iter();
                let with_it = with_it.filter(|file| file.message_id == message.id);
                files.extend(with_it.map(|file| file.name));
            }
            if let (MailKind::Acknowledgement, Some(message)) = (kind, &message) {
                suggestions = self.suggestions(store, loaded, ticket, &message.text);
            }
        }
        Ok(mail::write(
            *kind,
            Matter {
                site_id: &loaded.id,
                site: &loaded.site,
                key: &loaded.key,
                ticket: ticket.as_ref(),
                message: message.as_ref(),
                event: &event,
                earlier: &earlier,
                own: &loaded.origin,
                suggestions: &suggestions,
                files: &files,
                to,
                delivery_id: &due.id,
                now: chance::now(),
            },
        ))
    }

    /// Writes down what became of an attempt, and of the endpoint by it.
    fn conclude(&self, store: &Store, loaded: &Loaded, done: Done) -> Result<()> {
        let Done {
            due,
            attempt,
            threaded,
        } = done;
        let now_ms = now_ms();
        let verdict = attempt.verdict(due.attempts, chance::number()?);
        store.conclude(&due, &attempt, &verdict, now_ms)?;
        if let (false, Some(ticket)) = (attempt.succeeded(), &due.ticket_id) {
            self.tell(ticket, false);
        }
        if let (Some((message_id, side)), Some(ticket), true) =
            (threaded, &due.ticket_id, attempt.succeeded())
        {
            store.thread(ticket, side, &message_id)?;
        }
        let Job::Webhook { endpoint: id } = &due.job else {
            return Ok(());
        };
        // What was never sent says nothing about the receiver.
        let was_sent = attempt.status.is_some() || matches!(attempt.outcome, Outcome::Temporary(_));
        let Some(endpoint) = loaded.site.endpoint(id).filter(|_| was_sent) else {
            return Ok(());
        };
        let before = Health::of(endpoint, store.health(id.as_str())?);
        let (after, disabled) = before.clone().after(&attempt, now_ms);
        if after != before {
            store.set_health(id.as_str(), &after)?;
        }
        if let Some(Disabled { reason, .. }) = disabled {
            let since = after.failing().map(|streak| rfc3339_ms(streak.since_ms));
            let data = EndpointDisabled {
                site: &loaded.id,
                endpoint: id,
                url: &endpoint.url,
                reason,
                failing_since: since.as_deref(),
            };
            let happened = Occurrence::new(
                &loaded.site,
                Kind::EndpointDisabled,
                &data,
                Some(MailKind::EndpointDisabled),
                &loaded.site.mail.team,
                chance::now(),
                chance::long_number()?,
            );
            store.write_occurrence(&happened, None, now_ms)?;
        }
        Ok(())
    }
}

/// How many of a lane may be under way at once.
fn share(store: &Store, lane: &str) -> Result<usize> {
    if lane == "mail" {
        return Ok(MAIL_SHARE);
    }
    let throttled = store.health(lane)?.is_some_and(|health| health.throttled());
    Ok(if throttled {
        THROTTLED_SHARE
    } else {
        ENDPOINT_SHARE
    })
}
