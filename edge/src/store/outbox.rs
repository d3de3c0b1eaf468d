//! What is owed to the outside, and the log of every attempt.

use serde::Deserialize;
use shared::{
    api::{Logged, Paging, To},
    job::{Job, Owed},
    outbox::{Attempt, State, Verdict},
    ticket::rfc3339_ms,
    webhook::Health,
};
use worker::Result;

use super::{Store, more_than, name_of, whole};

/// The lanes in which anything waits, each found by one step through the index.
const LANES: &str = "WITH RECURSIVE lanes (lane) AS (
  SELECT MIN(lane) FROM outbox WHERE next_attempt_ms IS NOT NULL
  UNION ALL
  SELECT (SELECT MIN(lane) FROM outbox WHERE next_attempt_ms IS NOT NULL AND lane > lanes.lane)
  FROM lanes WHERE lanes.lane IS NOT NULL
)";

/// A delivery that is due.
pub struct Due {
    pub id: String,
    pub ticket_id: Option<String>,
    pub event_id: String,
    pub job: Job,
    pub attempts: usize,
}

#[derive(Deserialize)]
struct Row {
    id: String,
    event_id: String,
    ticket_id: Option<String>,
    job: String,
    state: State,
    attempts: usize,
    next_attempt_ms: Option<f64>,
    created_at: String,
    changed_at: String,
}

#[derive(Deserialize)]
struct Waiting {
    id: String,
    lane: String,
}

impl Store {
    /// Owes something. Without a moment it waits to be replayed by hand.
    pub fn owe(
        &self,
        owed: &Owed,
        ticket: Option<&str>,
        state: State,
        now_ms: i64,
        created_at: &str,
    ) -> Result<()> {
        let due = (state == State::Pending).then_some(now_ms);
        self.run(
            "INSERT INTO outbox (id, event_id, ticket_id, lane, job, state, attempts, next_attempt_ms, created_at, changed_at)
             VALUES (?, ?, ?, ?, ?, ?, 0, ?, ?, ?)",
            vec![
                owed.id.as_str().into(),
                owed.event_id.as_str().into(),
                ticket.into(),
                owed.job.lane().into(),
                serde_json::to_string(&owed.job)?.into(),
                name_of(state).into(),
                due.into(),
                created_at.into(),
                created_at.into(),
            ],
        )
    }

    /// Deliveries that were under way when the process ended are due again. They are looked for
    /// among what waits, not among all there ever was.
    pub fn recover(&self, now_ms: i64) -> Result<()> {
        self.run(
            "UPDATE outbox INDEXED BY outbox_due SET state = 'failed', next_attempt_ms = ?
             WHERE next_attempt_ms IS NOT NULL AND state = 'delivering'",
            vec![now_ms.into()],
        )
    }

    /// What is due, by id and lane, the longest due first: so many of each lane, that a backlog in
    /// one hides nothing of another.
    pub fn due(&self, now_ms: i64, of_each: usize) -> Result<Vec<(String, String)>> {
        let of_each = i64::try_from(of_each).unwrap_or(0);
        let rows: Vec<Waiting> = self.rows(
            &format!(
                "{LANES} SELECT o.id, o.lane FROM lanes JOIN outbox o ON o.id IN (
                   SELECT id FROM outbox WHERE lane = lanes.lane AND next_attempt_ms <= ?
                     AND state <> 'delivering' ORDER BY next_attempt_ms LIMIT ?)
                 ORDER BY o.next_attempt_ms"
            ),
            vec![now_ms.into(), of_each.into()],
        )?;
        Ok(rows.into_iter().map(|row| (row.id, row.lane)).collect())
    }

    /// Takes a delivery and marks it as under way.
    pub fn take(&self, id: &str, at: &str) -> Result<Option<Due>> {
        let row: Option<Row> = self.row("SELECT * FROM outbox WHERE id = ?", vec![id.into()])?;
        let Some(row) = row else { return Ok(None) };
        self.run(
            "UPDATE outbox SET state = 'delivering', attempts = attempts + 1, changed_at = ? WHERE id = ?",
            vec![at.into(), id.into()],
        )?;
        Ok(Some(Due {
            job: serde_json::from_str(&row.job)?,
            id: row.id,
            ticket_id: row.ticket_id,
            event_id: row.event_id,
            attempts: row.attempts.saturating_add(1),
        }))
    }

    /// Writes down an attempt and what became of the delivery by it.
    pub fn conclude(
        &self,
        due: &Due,
        attempt: &Attempt,
        verdict: &Verdict,
        now_ms: i64,
    ) -> Result<()> {
        let next = verdict.wait_ms.map(|wait| now_ms.saturating_add(wait));
        self.run(
            "UPDATE outbox SET state = ?, next_attempt_ms = ?, changed_at = ? WHERE id = ?",
            vec![
                name_of(verdict.state).into(),
                next.into(),
                rfc3339_ms(now_ms).into(),
                due.id.as_str().into(),
            ],
        )?;
        // The number goes on where a delivery was replayed: the log keeps what was before.
        self.run(
            "INSERT INTO attempt (outbox_id, n, at, latency_ms, outcome, status, response)
             VALUES (?, (SELECT COUNT(*) + 1 FROM attempt WHERE outbox_id = ?), ?, ?, ?, ?, ?)",
            vec![
                due.id.as_str().into(),
                due.id.as_str().into(),
                rfc3339_ms(attempt.at_ms).into(),
                attempt.latency_ms.into(),
                attempt.outcome.name().into(),
                attempt.status.map(i64::from).into(),
                verdict.response.as_str().into(),
            ],
        )
    }

    /// When the next delivery is due; those under way count at once.
    pub fn next_delivery(&self) -> Result<Option<i64>> {
        #[derive(Deserialize)]
        struct Row {
            due: Option<f64>,
        }
        let row: Option<Row> =
            self.row("SELECT MIN(next_attempt_ms) AS due FROM outbox", vec![])?;
        Ok(row.and_then(|row| row.due).map(whole))
    }

    /// A ticket's deliveries with every attempt.
    pub fn deliveries_of(&self, ticket: &str) -> Result<Vec<Logged>> {
        let rows: Vec<Row> = self.rows(
            "SELECT * FROM outbox WHERE ticket_id = ? ORDER BY id",
            vec![ticket.into()],
        )?;
        rows.into_iter().map(|row| self.logged(row)).collect()
    }

    /// One delivery with every attempt.
    pub fn delivery(&self, id: &str) -> Result<Option<Logged>> {
        let row: Option<Row> = self.row("SELECT * FROM outbox WHERE id = ?", vec![id.into()])?;
        row.map(|row| self.logged(row)).transpose()
    }

    /// Deliveries, newest first, older than the one with this id; of one lane and in one state
    /// where they are named.
    pub fn deliveries(
        &self,
        lane: Option<&str>,
        state: Option<&str>,
        page: &Paging,
    ) -> Result<Vec<Logged>> {
        let rows: Vec<Row> = self.rows(
            "SELECT * FROM outbox WHERE id < ? AND lane = coalesce(?, lane) AND state = coalesce(?, state)
             ORDER BY id DESC LIMIT ?",
            vec![
                page.cursor.as_deref().unwrap_or("e").into(),
                lane.into(),
                state.into(),
                more_than(page),
            ],
        )?;
        rows.into_iter().map(|row| self.logged(row)).collect()
    }

    fn logged(&self, row: Row) -> Result<Logged> {
        #[derive(Deserialize)]
        struct Kind {
            kind: String,
        }
        let kind: Option<Kind> = self.row(
            "SELECT kind FROM event WHERE id = ?",
            vec![row.event_id.as_str().into()],
        )?;
        let to = match serde_json::from_str(&row.job)? {
            Job::Mail { kind, to } => To {
                mail: Some(kind.name().to_owned()),
                address: Some(to.to_string()),
                webhook: None,
            },
            Job::Webhook { endpoint } => To {
                webhook: Some(endpoint.to_string()),
                ..To::default()
            },
        };
        Ok(Logged {
            attempts: self.rows(
                "SELECT n, at, latency_ms, outcome, status, response FROM attempt
                 WHERE outbox_id = ? ORDER BY n",
                vec![row.id.as_str().into()],
            )?,
            id: row.id,
            event_id: row.event_id,
            kind: kind.map(|row| row.kind).unwrap_or_default(),
            ticket_id: row.ticket_id,
            to,
            state: row.state,
            next_attempt_at: row.next_attempt_ms.map(|ms| rfc3339_ms(whole(ms))),
            created_at: row.created_at,
            changed_at: row.changed_at,
        })
    }

    /// A delivery is due again, with the whole schedule before it and the same ids.
    pub fn replay(&self, id: &str, now_ms: i64) -> Result<()> {
        self.run(
            "UPDATE outbox SET state = 'pending', attempts = 0, next_attempt_ms = ?, changed_at = ?
             WHERE id = ? AND state IN ('delivered', 'failed', 'dead')",
            vec![now_ms.into(), rfc3339_ms(now_ms).into(), id.into()],
        )
    }

    /// What did not arrive at one endpoint since a moment is due again; gives how many.
    pub fn replay_since(&self, endpoint: &str, since: &str, now_ms: i64) -> Result<u32> {
        #[derive(Deserialize)]
        struct Id {
            #[serde(rename = "id")]
            _id: String,
        }
        let rows: Vec<Id> = self.rows(
            "UPDATE outbox SET state = 'pending', attempts = 0, next_attempt_ms = ?, changed_at = ?
             WHERE lane = ? AND created_at >= ? AND state IN ('failed', 'dead') RETURNING id",
            vec![
                now_ms.into(),
                rfc3339_ms(now_ms).into(),
                endpoint.into(),
                since.into(),
            ],
        )?;
        Ok(u32::try_from(rows.len()).unwrap_or(u32::MAX))
    }

    /// What is known of an endpoint.
    pub fn health(&self, endpoint: &str) -> Result<Option<Health>> {
        #[derive(Deserialize)]
        struct Row {
            health: String,
        }
        let row: Option<Row> = self.row(
            "SELECT health FROM endpoint WHERE id = ?",
            vec![endpoint.into()],
        )?;
        Ok(row.and_then(|row| serde_json::from_str(&row.health).ok()))
    }

    /// Keeps what is known of an endpoint.
    pub fn set_health(&self, endpoint: &str, health: &Health) -> Result<()> {
        self.run(
            "INSERT OR REPLACE INTO endpoint (id, health) VALUES (?, ?)",
            vec![endpoint.into(), serde_json::to_string(health)?.into()],
        )
    }
}
