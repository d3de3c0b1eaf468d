//! Endpoints and the delivery log: how they are doing, sent again, tested; mail tested.

use std::rc::Rc;

use shared::{
    event::{EndpointTest, Kind, Occurrence},
    id::Slug,
    job::MailKind,
    outbox::State,
    ticket::rfc3339_ms,
    webhook::Health,
};
use worker::Result;

use super::{Loaded, Site};
use crate::{
    chance,
    protocol::{Answer, EndpointState},
    store::Store,
};

impl Site {
    pub(super) async fn replay(&self, store: &Store, id: &str) -> Result<Answer> {
        let Some(delivery) = store.delivery(id)? else {
            return Ok(Answer::Nothing);
        };
        if !delivery.state.may_replay() {
            return Ok(Answer::Refused(
                "This delivery is waiting or under way already.".into(),
            ));
        }
        store.replay(id, chance::now().as_millisecond())?;
        self.arm(Some(0)).await?;
        Ok(Answer::Replayed { count: 1 })
    }

    pub(super) async fn replay_since(
        &self,
        store: &Store,
        loaded: &Loaded,
        endpoint: &Slug,
        since: &str,
    ) -> Result<Answer> {
        if loaded.site.endpoint(endpoint).is_none() {
            return Ok(Answer::Nothing);
        }
        let now_ms = chance::now().as_millisecond();
        let count = store.replay_since(endpoint.as_str(), since, now_ms)?;
        self.arm(Some(0)).await?;
        Ok(Answer::Replayed { count })
    }

    pub(super) fn endpoints(&self, store: &Store, loaded: &Loaded) -> Result<Answer> {
        let state = |endpoint: &shared::webhook::Endpoint| {
            let id = endpoint.id();
            let health = Health::of(endpoint, store.health(id.as_str())?);
            let streak = health.failing();
            Ok(EndpointState {
                url: endpoint.url.clone(),
                enabled: endpoint.enabled,
                disabled: health.disabled().map(|disabled| disabled.reason),
                failing_since: streak.map(|streak| rfc3339_ms(streak.since_ms)),
                failures: streak.map_or(0, |streak| streak.failures),
                id,
            })
        };
        let endpoints: Result<Vec<_>> = loaded.site.webhooks.iter().map(state).collect();
        Ok(Answer::Endpoints(endpoints?))
    }

    pub(super) fn enable(&self, store: &Store, loaded: &Loaded, id: &Slug) -> Result<Answer> {
        let Some(endpoint) = loaded.site.endpoint(id) else {
            return Ok(Answer::Nothing);
        };
        let health = Health::of(endpoint, store.health(id.as_str())?).enable();
        store.set_health(id.as_str(), &health)?;
        Ok(Answer::Done)
    }

    pub(super) async fn test(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        id: &Slug,
    ) -> Result<Answer> {
        if loaded.site.endpoint(id).is_none() {
            return Ok(Answer::Nothing);
        }
        let now = chance::now();
        let data = EndpointTest {
            site: &loaded.id,
            endpoint: id,
        };
        let test = Occurrence::test(id.clone(), &data, now, chance::long_number()?);
        self.send_test(store, &test, now.as_millisecond()).await
    }

    /// A mail to one of the team by the way of all others, to see whether it arrives.
    pub(super) async fn test_mail(
        &self,
        store: &Store,
        loaded: &Loaded,
        agent: Option<&Slug>,
    ) -> Result<Answer> {
        let Some(agent) = agent.and_then(|id| loaded.site.agent(id)) else {
            return Ok(Answer::Nothing);
        };
        let now = chance::now();
        let test = Occurrence::new(
            &loaded.site,
            Kind::MailTested,
            &serde_json::json!({ "agent": agent.id }),
            Some(MailKind::Test),
            std::slice::from_ref(&agent.email),
            now,
            chance::long_number()?,
        );
        self.send_test(store, &test, now.as_millisecond()).await
    }

    async fn send_test(&self, store: &Store, test: &Occurrence, now_ms: i64) -> Result<Answer> {
        store.write_occurrence(test, None, now_ms)?;
        self.arm(Some(0)).await?;
        let delivery = test.owed.first().map(|owed| owed.id.clone());
        Ok(Answer::Testing {
            delivery: delivery.unwrap_or_default(),
        })
    }
}

impl Store {
    /// Writes down what happened to the site, and owes what follows.
    pub fn write_occurrence(
        &self,
        happened: &Occurrence,
        ticket: Option<&str>,
        now_ms: i64,
    ) -> Result<()> {
        self.add_event(&happened.event)?;
        for owed in &happened.owed {
            let at = &happened.event.created_at;
            self.owe(owed, ticket, State::Pending, now_ms, at)?;
        }
        Ok(())
    }
}
