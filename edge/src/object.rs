//! A site's object: everything the site owns is in its tables, and one alarm drives its timers.
//! A request is accepted only once it is on disk: what is written in one turn is written as one,
//! and the answer leaves only after it.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use shared::ticket::{self, rfc3339};
use worker::{DurableObject, Env, Request, Response, Result, State, durable_object};

use crate::{
    chance, delivery,
    protocol::{Accepted, Answer, Call, Key, TicketFile},
    schema,
    store::Store,
};

/// How long a repeated submission is recognised, in milliseconds.
const REMEMBER_MS: i64 = 48 * 3_600_000;

/// One site.
#[durable_object(alarm)]
pub struct Site {
    state: State,
    env: Env,
    /// Whether the tables are known to be today's.
    ready: Cell<bool>,
    /// The newest configuration with the site's id, once it was read.
    site: RefCell<Option<Rc<(String, shared::site::Site)>>>,
}

impl DurableObject for Site {
    fn new(state: State, env: Env) -> Self {
        Self {
            state,
            env,
            ready: Cell::new(false),
            site: RefCell::new(None),
        }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        let text = request.text().await?;
        let answer = match serde_json::from_str(&text) {
            Ok(call) => self.answer(call).await,
            Err(error) => Err(error.into()),
        };
        let answer = answer.unwrap_or_else(|trouble| Answer::Trouble(trouble.to_string()));
        Response::from_json(&answer)
    }

    async fn alarm(&self) -> Result<Response> {
        // An alarm that fails six times is never called again: trouble is written down instead.
        if let Err(trouble) = self.work().await {
            worker::console_error!("{trouble}");
            self.state.storage().set_alarm(30_000).await?;
        }
        Response::empty()
    }
}

impl Site {
    fn store(&self) -> Store {
        Store::new(self.state.storage().sql())
    }

    /// The newest configuration, read from its table once.
    fn site(&self, store: &Store) -> Result<Option<Rc<(String, shared::site::Site)>>> {
        let known = self.site.borrow().clone();
        if known.is_some() {
            return Ok(known);
        }
        let read = store.site()?.map(Rc::new);
        self.site.replace(read.clone());
        Ok(read)
    }

    async fn answer(&self, call: Call) -> Result<Answer> {
        let sql = self.state.storage().sql();
        if !self.ready.get() {
            let is_new = schema::version(&sql)? == 0;
            // An object nobody published to keeps an empty disk, whatever address is asked for.
            if is_new && !matches!(call, Call::Publish { .. }) {
                return Ok(Answer::NoSite);
            }
            schema::migrate(&sql)?;
            self.ready.set(true);
            if !is_new {
                self.arm(None).await?;
            }
        }
        let store = self.store();
        match call {
            Call::Publish { id, config } => {
                let version = store.version()?.unwrap_or(0).saturating_add(1);
                store.publish(&id, &config, version, &rfc3339(chance::now()))?;
                self.site.replace(None);
                Ok(Answer::Published { version })
            }
            Call::Read { known } => match store.version()? {
                None => Ok(Answer::NoSite),
                version if version == known => Ok(Answer::Unchanged),
                Some(_) => Ok(store.kept()?.map_or(Answer::NoSite, |kept| Answer::Site {
                    version: kept.version,
                    published_at: kept.published_at,
                    config: kept.config,
                })),
            },
            Call::Submit { draft, key } => match self.site(&store)? {
                None => Ok(Answer::NoSite),
                Some(site) => self.submit(&store, &site.0, &site.1, draft, key).await,
            },
            Call::Tickets { before, limit } => {
                let tickets = store.tickets(before.as_deref(), limit)?;
                let full = u32::try_from(tickets.len()).is_ok_and(|len| len == limit);
                let next = tickets
                    .last()
                    .filter(|_| full)
                    .map(|ticket| ticket.id.clone());
                Ok(Answer::Tickets { tickets, next })
            }
            Call::Ticket { id } => match store.ticket(&id)? {
                None => Ok(Answer::NoTicket),
                Some(ticket) => Ok(Answer::Ticket(Box::new(TicketFile {
                    messages: store.messages(&id)?,
                    events: store.events(&id)?,
                    deliveries: store.deliveries(&id)?,
                    ticket,
                }))),
            },
        }
    }

    async fn submit(
        &self,
        store: &Store,
        id: &str,
        site: &shared::site::Site,
        draft: ticket::Draft,
        key: Option<Key>,
    ) -> Result<Answer> {
        if let Some(Key { key, digest }) = &key
            && let Some((earlier, accepted)) = store.submission(key)?
        {
            let same = earlier == *digest;
            return Ok(if same {
                Answer::Accepted(accepted)
            } else {
                Answer::Conflict
            });
        }
        let request = match draft.check(site) {
            Ok(request) => request,
            Err(errors) => return Ok(Answer::Invalid(errors)),
        };
        let now = chance::now();
        let now_ms = now.as_millisecond();
        let mut entropy = chance::entropy()?;
        while store
            .has_reference(shared::id::Reference::from_entropy(entropy.reference).as_str())?
        {
            entropy = chance::entropy()?;
        }
        let opened = ticket::open(id, site, request, now, entropy);
        let key = key.as_ref().map(|k| (k.key.as_str(), k.digest.as_str()));
        store.accept(&opened, key, now_ms)?;
        self.arm(Some(0)).await?;
        Ok(Answer::Accepted(Accepted {
            id: opened.ticket.id,
            reference: opened.ticket.reference,
            created_at: opened.ticket.created_at,
        }))
    }

    async fn work(&self) -> Result<()> {
        schema::migrate(&self.state.storage().sql())?;
        self.ready.set(true);
        let store = self.store();
        let now_ms = chance::now().as_millisecond();
        store.forget_submissions(now_ms.saturating_sub(REMEMBER_MS))?;
        store.recover(now_ms)?;
        delivery::run(&store, &self.env).await?;
        self.arm(None).await
    }

    /// Sets the alarm to the earliest moment something is due. `wait_ms` is given where that is
    /// known without looking.
    async fn arm(&self, wait_ms: Option<i64>) -> Result<()> {
        let wait = match wait_ms {
            Some(wait) => Some(wait),
            None => {
                let now = chance::now().as_millisecond();
                self.store()
                    .next_due()?
                    .map(|due| due.saturating_sub(now).max(0))
            }
        };
        match wait {
            Some(wait) => self.state.storage().set_alarm(wait).await,
            None => Ok(()),
        }
    }
}
