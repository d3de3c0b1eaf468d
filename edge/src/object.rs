//! A site's object: everything the site owns is in its tables, and one alarm drives its timers.
//! A request is accepted only once it is on disk: what is written in one turn is written as one,
//! and the answer leaves only after it.

mod access;
mod answering;
mod answers;
mod contacts;
mod delivery;
mod door;
mod files;
mod history;
mod inbox;
mod intake;
mod letters;
mod live;
mod measures;
mod people;
mod receivers;
mod retention;
mod setup;
mod tickets;
mod timers;
mod tokens;
mod visits;
mod week;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use shared::{
    access::{Action, Who},
    answers::Index,
    api::Paging,
    id::{SiteId, Slug},
    identity::{Changes, Secrets},
    key::SiteKey,
    lang::Lang,
    site::Site as Configuration,
    team::Roster,
    ticket::{Around, Turn, rfc3339},
};
use worker::{
    DurableObject, Env, Method, Request, Response, Result, State, WebSocket,
    WebSocketIncomingMessage, durable_object,
};

use crate::{
    chance,
    protocol::{ANSWERS, Answer, Call, Key, LIVE, Pass},
    schema,
    store::Store,
};

/// How long a repeated submission is recognised, in milliseconds.
const REMEMBER_MS: i64 = 48 * 3_600_000;
/// How often what is old is forgotten at the most, in milliseconds.
const FORGET_EVERY_MS: i64 = 60_000;
/// Over how long requests are counted to know how busy a site is, in milliseconds.
const LOAD_MS: i64 = 60_000;

/// One site.
#[durable_object]
pub struct Site {
    state: State,
    env: Env,
    /// Whether the tables are known to be today's.
    ready: Cell<bool>,
    /// When what is remembered for a while only was last forgotten, milliseconds since 1970.
    forgot_ms: Cell<i64>,
    /// When it was last looked whether something is kept long enough, milliseconds since 1970.
    retained_ms: Cell<i64>,
    /// When tickets were last counted, milliseconds since 1970.
    counted_ms: Cell<i64>,
    /// Reports that were told.
    told: RefCell<Vec<measures::Remembered>>,
    /// Whether the weekly mail is known to be expected.
    week_set: Cell<bool>,
    /// The newest configuration, read once.
    loaded: RefCell<Option<Rc<Loaded>>>,
    /// The answers' index in each language it was needed in.
    indexes: RefCell<Vec<(Lang, Rc<Index>)>>,
    /// Whether every language is known to have its index.
    learnt: Cell<bool>,
}

/// A site's own row, read.
pub struct Loaded {
    pub id: String,
    pub site: Configuration,
    pub key: SiteKey,
    /// How often the identity secret was changed.
    pub identity: Changes,
    /// Where we are reached.
    pub origin: String,
}

/// A moment with what decisions are made from.
pub struct Moment {
    pub loaded: Rc<Loaded>,
    pub roster: Roster,
    pub tags: Vec<Slug>,
    pub now: jiff::Timestamp,
}

impl Moment {
    pub fn around(&self) -> Around<'_> {
        Around {
            site_id: &self.loaded.id,
            site: &self.loaded.site,
            roster: &self.roster,
            contact_tags: &self.tags,
            now: self.now,
        }
    }

    pub fn ms(&self) -> i64 {
        self.now.as_millisecond()
    }
}

impl DurableObject for Site {
    fn new(state: State, env: Env) -> Self {
        Self {
            state,
            env,
            ready: Cell::new(false),
            forgot_ms: Cell::new(0),
            retained_ms: Cell::new(0),
            counted_ms: Cell::new(0),
            told: RefCell::default(),
            week_set: Cell::new(false),
            loaded: RefCell::new(None),
            indexes: RefCell::default(),
            learnt: Cell::new(false),
        }
    }

    async fn fetch(&self, mut request: Request) -> Result<Response> {
        #[cfg(feature = "panic-test")]
        if request.path() == crate::panic_test::ADDRESS {
            return crate::panic_test::in_object(&request, &self.state).await;
        }
        if request.path() != "/" {
            return match (self.open(false).await?, request.method()) {
                (false, _) => Response::error("no site", 404),
                (true, _) if request.path() == LIVE => self.come_in(&request),
                (true, Method::Put) => self.take_file(request).await,
                (true, _) if request.path().starts_with(ANSWERS) => self.give_answers(&request),
                (true, _) => self.give_file(&request).await,
            };
        }
        let text = request.text().await?;
        let answer = match serde_json::from_str(&text) {
            Ok(call) => self.answer(call).await,
            Err(error) => Err(error.into()),
        };
        let answer = answer.unwrap_or_else(|trouble| Answer::Trouble(trouble.to_string()));
        Response::from_json(&answer)
    }

    async fn alarm(&self) -> Result<Response> {
        #[cfg(feature = "panic-test")]
        crate::panic_test::in_alarm();
        // An alarm that fails six times is never called again: trouble is written down instead.
        if let Err(trouble) = self.work().await {
            worker::console_error!("{trouble}");
            self.state.storage().set_alarm(30_000).await?;
        }
        Response::empty()
    }

    async fn websocket_message(
        &self,
        socket: WebSocket,
        message: WebSocketIncomingMessage,
    ) -> Result<()> {
        self.hear_tab(&socket, message);
        Ok(())
    }

    async fn websocket_close(
        &self,
        socket: WebSocket,
        _code: usize,
        _reason: String,
        _was_clean: bool,
    ) -> Result<()> {
        self.lose_tab(&socket);
        Ok(())
    }

    async fn websocket_error(&self, socket: WebSocket, _error: worker::Error) -> Result<()> {
        self.lose_tab(&socket);
        Ok(())
    }
}

impl Site {
    fn store(&self) -> Store {
        Store::new(self.state.storage().sql())
    }

    /// Makes sure the tables are today's; false where nobody published anything.
    async fn open(&self, publishing: bool) -> Result<bool> {
        if self.ready.get() {
            return Ok(true);
        }
        let sql = self.state.storage().sql();
        let is_new = schema::version(&sql)? == 0;
        // An object nobody published to keeps an empty disk, whatever address is asked for.
        if is_new && !publishing {
            return Ok(false);
        }
        schema::migrate(&sql)?;
        self.ready.set(true);
        if !is_new {
            self.arm(None).await?;
        }
        Ok(true)
    }

    /// The newest configuration.
    fn loaded(&self, store: &Store) -> Result<Option<Rc<Loaded>>> {
        if let Some(loaded) = self.loaded.borrow().as_ref() {
            return Ok(Some(loaded.clone()));
        }
        let Some(kept) = store.kept()? else {
            return Ok(None);
        };
        let Some(key) = kept.site_key() else {
            return Err("the site's key cannot be read".into());
        };
        let loaded = Rc::new(Loaded {
            site: Configuration::from_json(&kept.config).map_err(worker::Error::RustError)?,
            identity: kept.changes(),
            id: kept.id,
            key,
            origin: kept.origin,
        });
        *self.loaded.borrow_mut() = Some(loaded.clone());
        Ok(Some(loaded))
    }

    /// This moment, with what is known of a customer.
    fn moment(&self, store: &Store, loaded: &Rc<Loaded>, contact: Option<&str>) -> Result<Moment> {
        let contact = contact.map(|id| store.contact(id)).transpose()?.flatten();
        Ok(Moment {
            loaded: loaded.clone(),
            roster: store.roster()?,
            tags: contact.map(|contact| contact.tags).unwrap_or_default(),
            now: chance::now(),
        })
    }

    /// Writes a turn down, and when its ticket rings from now on.
    fn write(&self, store: &Store, turn: &Turn, now_ms: i64) -> Result<()> {
        store.write(turn, now_ms)?;
        self.tell(&turn.ticket.id, turn.is_new());
        timers::set(store, turn)
    }

    /// What was answered to the same submission before: that, a conflict, or none.
    fn earlier(&self, store: &Store, key: Option<&Key>) -> Result<Option<Answer>> {
        let Some(Key { key, digest }) = key else {
            return Ok(None);
        };
        Ok(match store.submission(key)? {
            None => None,
            Some((earlier, answer)) if earlier == *digest => Some(serde_json::from_str(&answer)?),
            Some(_) => Some(Answer::Conflict),
        })
    }

    /// Remembers what is answered to a submission.
    fn remember(
        &self,
        store: &Store,
        key: Option<&Key>,
        answer: &Answer,
        now_ms: i64,
    ) -> Result<()> {
        match key {
            None => Ok(()),
            Some(Key { key, digest }) => {
                store.remember(key, digest, &serde_json::to_string(answer)?, now_ms)
            }
        }
    }

    /// Finds out who asks and whether they may, then does it.
    async fn answer(&self, call: Call) -> Result<Answer> {
        let (pass, call) = match call {
            Call::As { pass, call } => (Some(pass), *call),
            call => (None, call),
        };
        let first = matches!((&pass, &call), (Some(Pass::Operator), Call::Publish { .. }));
        if !self.open(first).await? {
            return Ok(Answer::NoSite);
        }
        let store = self.store();
        let loaded = self.loaded(&store)?;
        let who = match (&pass, &loaded) {
            (None, _) => None,
            (Some(Pass::Operator), None) => Some(Who::Operator),
            (Some(_), None) => return Ok(Answer::NoSite),
            (Some(pass), Some(loaded)) => match self.who(&store, loaded, pass)? {
                Some(who) => Some(who),
                None => return Ok(Answer::Unknown),
            },
        };
        match (access::action_of(&call), &who) {
            (Some(_), None) => return Ok(Answer::Unknown),
            (Some(action), Some(who)) if !who.may(action) => return Ok(Answer::Forbidden),
            _ => {}
        }
        let answer = match (call, loaded) {
            (Call::Publish { id, config, origin }, before) => {
                let (before, who) = (before.as_deref(), who.as_ref());
                self.publish(&store, id, config, origin, before, who, setup::Way::File)
                    .await?
            }
            (_, None) => Answer::NoSite,
            (Call::Desk(ask), Some(loaded)) => {
                self.at_door(&store, &loaded, ask, who.as_ref(), pass.as_ref())
                    .await?
            }
            (Call::Setup(ask), Some(loaded)) => {
                self.set_up(&store, &loaded, ask, who.as_ref()).await?
            }
            (call, Some(loaded)) => self.do_call(call, &store, &loaded, who.as_ref()).await?,
        };
        Ok(match who {
            None => answer,
            Some(who) => Answer::As {
                who,
                answer: Box::new(answer),
            },
        })
    }

    #[allow(clippy::too_many_arguments)]
    async fn publish(
        &self,
        store: &Store,
        id: SiteId,
        config: String,
        origin: String,
        before: Option<&Loaded>,
        who: Option<&Who>,
        way: setup::Way,
    ) -> Result<Answer> {
        // A configuration names people and what they may do: not everybody may change that.
        if let (Some(before), Some(who)) = (before, who)
            && !who.may(Action::ManageTeam)
        {
            let after = Configuration::from_json(&config).map_err(worker::Error::RustError)?;
            if !access::same_people(&before.site, &after) {
                return Ok(Answer::Forbidden);
            }
        }
        let version = store.version()?.unwrap_or(0).saturating_add(1);
        let at = rfc3339(chance::now());
        store.publish(&id, &config, version, &origin, &chance::site_key()?, &at)?;
        self.keep_history(store, before, &config, (version, way, who, &at))?;
        store.drop_answers()?;
        *self.loaded.borrow_mut() = None;
        self.indexes.borrow_mut().clear();
        self.learnt.set(false);
        self.told.borrow_mut().clear();
        if let (Some(before), Some(after)) = (before, self.loaded(store)?)
            && before.site.time_zone != after.site.time_zone
        {
            // Days begin and end elsewhere.
            store.uncount_all()?;
            store.set_timers("", &[])?;
            self.week_set.set(false);
        }
        // What is published can be read at once; the answers are learnt next.
        self.arm(Some(0)).await?;
        Ok(Answer::Published { version })
    }

    async fn do_call(
        &self,
        call: Call,
        store: &Store,
        loaded: &Rc<Loaded>,
        who: Option<&Who>,
    ) -> Result<Answer> {
        match call {
            Call::Publish { .. } | Call::As { .. } | Call::Desk(_) | Call::Setup(_) => {
                Ok(Answer::NoSite)
            }
            Call::May { .. } => Ok(Answer::Done),
            Call::Read { known } => self.read(store, known),
            Call::Submit { draft, key, signs } => {
                let signs = signs.vouched_by(who);
                self.submit(store, loaded, *draft, key, &signs).await
            }
            Call::Tickets { filter, page } => {
                let mut tickets = store.tickets(&filter, &page)?;
                let next = next(&mut tickets, &page, |ticket| &ticket.id);
                Ok(Answer::Tickets { tickets, next })
            }
            Call::Ticket { id } => self.ticket(store, &id),
            Call::Change {
                ticket,
                wish,
                by,
                key,
            } => {
                // A person acts in their own name; programs say in whose.
                let by = who.and_then(Who::agent).cloned().or(by);
                self.change(store, loaded, &ticket, wish, by, key).await
            }
            Call::Page { token } => self.page(store, loaded, &token),
            Call::Act {
                token,
                act,
                key,
                signs,
            } => self.act(store, loaded, &token, act, key, &signs).await,
            Call::Briefs { tokens, signs } => self.briefs(store, loaded, &tokens, &signs),
            Call::SendLink { email, lang, signs } => {
                self.send_link(store, loaded, &email, &lang, &signs).await
            }
            Call::UseLink { link } => self.use_link(store, loaded, &link),
            Call::Mail { letter, key } => self.mail(store, loaded, *letter, key).await,
            Call::Deliveries {
                endpoint,
                state,
                page,
            } => {
                let (lane, state) = (endpoint.as_deref(), state.as_deref());
                let mut deliveries = store.deliveries(lane, state, &page)?;
                let next = next(&mut deliveries, &page, |delivery| &delivery.id);
                Ok(Answer::Deliveries { deliveries, next })
            }
            Call::Delivery { id } => Ok(match store.delivery(&id)? {
                Some(delivery) => Answer::Delivery(Box::new(delivery)),
                None => Answer::Nothing,
            }),
            Call::Replay { id } => self.replay(store, &id).await,
            Call::ReplaySince { endpoint, since } => {
                self.replay_since(store, loaded, &endpoint, &since).await
            }
            Call::Endpoints => self.endpoints(store, loaded),
            Call::Enable { endpoint } => self.enable(store, loaded, &endpoint),
            Call::Test { endpoint } => self.test(store, loaded, &endpoint).await,
            Call::TestMail { agent } => {
                let agent = agent.or_else(|| who.and_then(Who::agent).cloned());
                self.test_mail(store, loaded, agent.as_ref()).await
            }
            Call::Agents => Ok(Answer::Agents(store.roster()?)),
            Call::SetAway { agent, away } => {
                if loaded.site.agent(&agent).is_none() {
                    return Ok(Answer::Nothing);
                }
                store.set_away(agent.as_str(), away)?;
                Ok(Answer::Done)
            }
            Call::Contacts(ask) => self.contacts(store, loaded, ask, who).await,
            Call::Tokens(ask) => self.tokens(store, ask, who),
            Call::Suggestions => self.suggestions_to_owner(store, loaded),
            Call::Hear { word, key, signs } => self.hear(store, loaded, word, key, &signs).await,
            Call::History(stories) => self.take_history(store, loaded, stories).await,
            Call::Reports(ask) => self.reports(store, loaded, ask),
            Call::Outcomes => Ok(Answer::Outcomes(store.outcomes()?)),
            Call::Inbox(ask) => {
                self.inbox(store, loaded, *ask, who.and_then(Who::agent))
                    .await
            }
            Call::IdentitySecret { change } => self.identity_secret(store, loaded, change),
            Call::AllowUpload { signs } => self.allow_upload(store, loaded, &signs),
        }
    }

    /// The identity secrets; the one before still serves for a while after a change.
    fn identity_secret(&self, store: &Store, loaded: &Loaded, change: bool) -> Result<Answer> {
        let now_ms = chance::now().as_millisecond();
        let mut changes = loaded.identity;
        if change {
            store.change_identity_secret(now_ms)?;
            *self.loaded.borrow_mut() = None;
            changes = Changes {
                count: changes.count.saturating_add(1),
                last_ms: now_ms,
            };
        }
        let secrets = Secrets::of(&loaded.key, changes, now_ms);
        Ok(Answer::IdentitySecret(secrets))
    }

    fn read(&self, store: &Store, known: Option<i64>) -> Result<Answer> {
        let since = chance::now().as_millisecond().saturating_sub(LOAD_MS);
        let load = u32::try_from(store.submissions_since(since)?).unwrap_or(u32::MAX);
        let helpful = store.most_helpful()?;
        Ok(match store.version()? {
            None => Answer::NoSite,
            version if version == known => Answer::Unchanged { load, helpful },
            Some(_) => store.kept()?.map_or(Answer::NoSite, |kept| Answer::Site {
                version: kept.version,
                published_at: kept.published_at,
                config: kept.config,
                key: kept.key,
                load,
                helpful,
            }),
        })
    }

    async fn work(&self) -> Result<()> {
        schema::migrate(&self.state.storage().sql())?;
        self.ready.set(true);
        let store = self.store();
        let now_ms = chance::now().as_millisecond();
        // Every request sets off an alarm, and forgetting reads whole tables.
        if now_ms.saturating_sub(self.forgot_ms.get()) >= FORGET_EVERY_MS {
            store.forget(now_ms.saturating_sub(REMEMBER_MS), now_ms)?;
            store.forget_missed(now_ms)?;
            store.end_old_sessions(
                now_ms.saturating_sub(access::IDLE_MS),
                now_ms.saturating_sub(access::AGE_MS),
            )?;
            self.forgot_ms.set(now_ms);
        }
        store.recover(now_ms)?;
        let mut more = false;
        if let Some(loaded) = self.loaded(&store)? {
            more = self.learn(&store, &loaded)?;
            self.expect_week(&store, &loaded)?;
            self.deliver(&store, &loaded).await?;
            more |= self.count_some(&store, &loaded)?;
            more |= self.forget_old(&store, &loaded).await?;
        }
        self.arm(more.then_some(0)).await
    }

    /// Sets the alarm to the earliest moment something is due. `wait_ms` is given where that is
    /// known without looking.
    async fn arm(&self, wait_ms: Option<i64>) -> Result<()> {
        let wait = match wait_ms {
            Some(wait) => Some(wait),
            None => {
                let store = self.store();
                let kept = match self.loaded(&store)? {
                    Some(loaded) => self.next_to_forget(&store, &loaded)?,
                    None => None,
                };
                let due = [
                    kept,
                    store.next_delivery()?,
                    store.next_timer()?,
                    store.next_held()?,
                    self.next_count(&store)?,
                ];
                let now = chance::now().as_millisecond();
                let due = due.into_iter().flatten().min();
                due.map(|due| due.saturating_sub(now).max(0))
            }
        };
        match wait {
            Some(wait) => self.state.storage().set_alarm(wait).await,
            None => Ok(()),
        }
    }
}

/// Where a list goes on, if it does: what was asked for beyond the page is taken off.
fn next<T>(list: &mut Vec<T>, page: &Paging, id: impl Fn(&T) -> &String) -> Option<String> {
    let limit = usize::try_from(page.limit).unwrap_or(usize::MAX);
    if list.len() <= limit {
        return None;
    }
    list.truncate(limit);
    list.last().map(|last| id(last).clone())
}
