//! Rows in and out of a site's tables. No rules here, and no waiting: what is written between two
//! waits is written as one.

use serde::{Deserialize, de::DeserializeOwned};
use serde_json::{Value, json};
use shared::{
    id::SiteId,
    outbox::{Job, State, Verdict},
    site::Site,
    ticket::{Event, Message, Opened, Ticket},
};
use worker::{Result, SqlStorage, SqlStorageValue};

use crate::protocol::Accepted;

/// A site's tables.
pub struct Store {
    sql: SqlStorage,
}

/// The configuration as it is kept.
#[derive(Deserialize)]
pub struct Kept {
    pub id: String,
    pub version: i64,
    pub config: String,
    pub published_at: String,
}

/// A delivery that is due.
pub struct Due {
    pub id: String,
    pub ticket_id: String,
    pub event_id: String,
    pub job: Job,
    pub attempts: usize,
}

fn name_of<T: serde::Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

#[derive(Deserialize)]
struct TicketRow {
    id: String,
    reference: String,
    status: String,
    channel: String,
    topic: Option<String>,
    lang: String,
    name: Option<String>,
    email: String,
    context: String,
    created_at: String,
}

impl TicketRow {
    fn ticket(self) -> Result<Ticket> {
        let context: Value = serde_json::from_str(&self.context)?;
        Ok(serde_json::from_value(json!({
            "id": self.id,
            "reference": self.reference,
            "status": self.status,
            "channel": self.channel,
            "topic": self.topic,
            "lang": self.lang,
            "name": self.name,
            "email": self.email,
            "page": context.get("page"),
            "faqs_seen": context.get("faqs_seen"),
            "created_at": self.created_at,
        }))?)
    }
}

#[derive(Deserialize)]
struct EventRow {
    id: String,
    kind: String,
    data: String,
    created_at: String,
}

#[derive(Deserialize)]
struct OutboxRow {
    id: String,
    ticket_id: String,
    event_id: String,
    job: String,
    state: String,
    attempts: usize,
    next_attempt_ms: Option<f64>,
    response: Option<String>,
    created_at: String,
    changed_at: String,
}

impl Store {
    pub fn new(sql: SqlStorage) -> Self {
        Self { sql }
    }

    fn rows<T: DeserializeOwned>(
        &self,
        query: &str,
        values: Vec<SqlStorageValue>,
    ) -> Result<Vec<T>> {
        self.sql.exec(query, values)?.to_array()
    }

    fn run(&self, query: &str, values: Vec<SqlStorageValue>) -> Result<()> {
        self.sql.exec(query, values).map(|_| ())
    }

    /// The newest configuration, as it is kept.
    pub fn kept(&self) -> Result<Option<Kept>> {
        let rows: Vec<Kept> =
            self.rows("SELECT id, version, config, published_at FROM site", vec![])?;
        Ok(rows.into_iter().next())
    }

    /// The site's id and its newest configuration.
    pub fn site(&self) -> Result<Option<(String, Site)>> {
        let Some(kept) = self.kept()? else {
            return Ok(None);
        };
        let site = Site::from_json(&kept.config).map_err(worker::Error::RustError)?;
        Ok(Some((kept.id, site)))
    }

    /// The version of the newest configuration, without reading it.
    pub fn version(&self) -> Result<Option<i64>> {
        #[derive(Deserialize)]
        struct Row {
            version: i64,
        }
        let rows: Vec<Row> = self.rows("SELECT version FROM site", vec![])?;
        Ok(rows.first().map(|row| row.version))
    }

    /// Takes a configuration.
    pub fn publish(&self, id: &SiteId, config: &str, version: i64, at: &str) -> Result<()> {
        self.run(
            "INSERT OR REPLACE INTO site (one, id, version, config, published_at) VALUES (1, ?, ?, ?, ?)",
            vec![
                id.as_str().into(),
                version.into(),
                config.into(),
                at.into(),
            ],
        )
    }

    /// Whether a reference is taken.
    pub fn has_reference(&self, reference: &str) -> Result<bool> {
        let rows: Vec<Value> = self.rows(
            "SELECT 1 AS one FROM ticket WHERE reference = ?",
            vec![reference.into()],
        )?;
        Ok(!rows.is_empty())
    }

    /// What was accepted under a key before, and the digest of what was sent then.
    pub fn submission(&self, key: &str) -> Result<Option<(String, Accepted)>> {
        #[derive(Deserialize)]
        struct Row {
            digest: String,
            #[serde(flatten)]
            accepted: Accepted,
        }
        let rows: Vec<Row> = self.rows(
            "SELECT s.digest, t.id, t.reference, t.created_at
             FROM submission s JOIN ticket t ON t.id = s.ticket_id WHERE s.key = ?",
            vec![key.into()],
        )?;
        Ok(rows
            .into_iter()
            .next()
            .map(|row| (row.digest, row.accepted)))
    }

    /// Writes an accepted request: ticket, message, event and what is owed, all at once.
    pub fn accept(&self, opened: &Opened, key: Option<(&str, &str)>, now_ms: i64) -> Result<()> {
        let Opened {
            ticket,
            message,
            event,
            jobs,
        } = opened;
        let context = json!({ "page": ticket.page, "faqs_seen": ticket.faqs_seen }).to_string();
        self.run(
            "INSERT INTO ticket (id, reference, status, channel, topic, lang, name, email, context, created_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            vec![
                ticket.id.as_str().into(),
                ticket.reference.as_str().into(),
                name_of(ticket.status).into(),
                name_of(ticket.channel).into(),
                ticket.topic.as_ref().map(|topic| topic.as_str()).into(),
                ticket.lang.as_str().into(),
                ticket.name.as_deref().into(),
                ticket.email.as_str().into(),
                context.into(),
                ticket.created_at.as_str().into(),
            ],
        )?;
        self.run(
            "INSERT INTO message (id, ticket_id, author, text, created_at) VALUES (?, ?, ?, ?, ?)",
            vec![
                message.id.as_str().into(),
                ticket.id.as_str().into(),
                name_of(message.author).into(),
                message.text.as_str().into(),
                message.created_at.as_str().into(),
            ],
        )?;
        self.run(
            "INSERT INTO event (id, ticket_id, kind, data, created_at) VALUES (?, ?, ?, ?, ?)",
            vec![
                event.id.as_str().into(),
                ticket.id.as_str().into(),
                event.kind.as_str().into(),
                event.data.to_string().into(),
                event.created_at.as_str().into(),
            ],
        )?;
        for (n, job) in jobs.iter().enumerate() {
            // One delivery of an event to one receiver: its id follows from both.
            let id = format!("{}_{n}", event.id.replacen("evt", "dlv", 1));
            self.run(
                "INSERT INTO outbox (id, ticket_id, event_id, job, state, attempts, next_attempt_ms, created_at, changed_at)
                 VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?)",
                vec![
                    id.into(),
                    ticket.id.as_str().into(),
                    event.id.as_str().into(),
                    serde_json::to_string(job)?.into(),
                    name_of(State::Pending).into(),
                    now_ms.into(),
                    event.created_at.as_str().into(),
                    event.created_at.as_str().into(),
                ],
            )?;
        }
        if let Some((key, digest)) = key {
            self.run(
                "INSERT INTO submission (key, digest, ticket_id, created_ms) VALUES (?, ?, ?, ?)",
                vec![
                    key.into(),
                    digest.into(),
                    ticket.id.as_str().into(),
                    now_ms.into(),
                ],
            )?;
        }
        Ok(())
    }

    /// Forgets keys of submissions made before a moment.
    pub fn forget_submissions(&self, before_ms: i64) -> Result<()> {
        self.run(
            "DELETE FROM submission WHERE created_ms < ?",
            vec![before_ms.into()],
        )
    }

    /// Deliveries that were under way when the process ended are due again.
    pub fn recover(&self, now_ms: i64) -> Result<()> {
        self.run(
            "UPDATE outbox SET state = 'failed', next_attempt_ms = ? WHERE state = 'delivering'",
            vec![now_ms.into()],
        )
    }

    /// Takes deliveries that are due and marks them as under way.
    pub fn take_due(&self, now_ms: i64, limit: usize, at: &str) -> Result<Vec<Due>> {
        let limit = i64::try_from(limit).unwrap_or(0);
        let rows: Vec<OutboxRow> = self.rows(
            "SELECT * FROM outbox WHERE next_attempt_ms <= ? AND state <> 'delivering'
             ORDER BY next_attempt_ms LIMIT ?",
            vec![now_ms.into(), limit.into()],
        )?;
        let mut due = Vec::with_capacity(rows.len());
        for row in rows {
            self.run(
                "UPDATE outbox SET state = 'delivering', attempts = attempts + 1, changed_at = ? WHERE id = ?",
                vec![at.into(), row.id.as_str().into()],
            )?;
            due.push(Due {
                job: serde_json::from_str(&row.job)?,
                id: row.id,
                ticket_id: row.ticket_id,
                event_id: row.event_id,
                attempts: row.attempts.saturating_add(1),
            });
        }
        Ok(due)
    }

    /// Writes down what became of an attempt.
    pub fn conclude(&self, id: &str, verdict: &Verdict, now_ms: i64, at: &str) -> Result<()> {
        let next = verdict.wait_ms.map(|wait| now_ms.saturating_add(wait));
        self.run(
            "UPDATE outbox SET state = ?, next_attempt_ms = ?, response = ?, changed_at = ? WHERE id = ?",
            vec![
                name_of(verdict.state).into(),
                next.into(),
                verdict.response.as_str().into(),
                at.into(),
                id.into(),
            ],
        )
    }

    /// When the next delivery is due; those under way count at once.
    pub fn next_due(&self) -> Result<Option<i64>> {
        #[derive(Deserialize)]
        struct Row {
            due: Option<f64>,
        }
        let rows: Vec<Row> = self.rows("SELECT MIN(next_attempt_ms) AS due FROM outbox", vec![])?;
        Ok(rows.first().and_then(|row| row.due).map(|due| due as i64))
    }

    /// Tickets, newest first.
    pub fn tickets(&self, before: Option<&str>, limit: u32) -> Result<Vec<Ticket>> {
        let rows: Vec<TicketRow> = self.rows(
            "SELECT * FROM ticket WHERE id < ? ORDER BY id DESC LIMIT ?",
            vec![before.unwrap_or("u").into(), i64::from(limit).into()],
        )?;
        rows.into_iter().map(TicketRow::ticket).collect()
    }

    /// One ticket.
    pub fn ticket(&self, id: &str) -> Result<Option<Ticket>> {
        let rows: Vec<TicketRow> =
            self.rows("SELECT * FROM ticket WHERE id = ?", vec![id.into()])?;
        rows.into_iter().next().map(TicketRow::ticket).transpose()
    }

    /// A ticket's messages, oldest first.
    pub fn messages(&self, ticket: &str) -> Result<Vec<Message>> {
        self.rows(
            "SELECT id, author, text, created_at FROM message WHERE ticket_id = ? ORDER BY id",
            vec![ticket.into()],
        )
    }

    /// A ticket's events, oldest first.
    pub fn events(&self, ticket: &str) -> Result<Vec<Event>> {
        let rows: Vec<EventRow> = self.rows(
            "SELECT id, kind, data, created_at FROM event WHERE ticket_id = ? ORDER BY id",
            vec![ticket.into()],
        )?;
        rows.into_iter()
            .map(|row| {
                Ok(Event {
                    id: row.id,
                    kind: row.kind,
                    data: serde_json::from_str(&row.data)?,
                    created_at: row.created_at,
                })
            })
            .collect()
    }

    /// A ticket's deliveries, without the bodies.
    pub fn deliveries(&self, ticket: &str) -> Result<Vec<Value>> {
        let rows: Vec<OutboxRow> = self.rows(
            "SELECT * FROM outbox WHERE ticket_id = ? ORDER BY id",
            vec![ticket.into()],
        )?;
        rows.into_iter()
            .map(|row| {
                let what = match serde_json::from_str(&row.job)? {
                    Job::Mail(kind) => json!({ "mail": kind }),
                    Job::Webhook { endpoint, .. } => json!({ "webhook": endpoint }),
                };
                Ok(json!({
                    "id": row.id,
                    "event_id": row.event_id,
                    "to": what,
                    "state": row.state,
                    "attempts": row.attempts,
                    "next_attempt_ms": row.next_attempt_ms,
                    "response": row.response,
                    "created_at": row.created_at,
                    "changed_at": row.changed_at,
                }))
            })
            .collect()
    }
}
