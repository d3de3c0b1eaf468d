//! What agents write before it is sent: drafts, answers that can still be taken back, and the
//! filters they keep.

use serde::Deserialize;
use shared::{id::Slug, inbox::Saved, ticket::Status};
use worker::Result;

use super::{Store, name_of, whole};
use crate::protocol::inbox::{DraftKind, Held};

#[derive(Deserialize)]
struct HeldRow {
    id: String,
    ticket_id: String,
    agent: String,
    text: String,
    status: Option<Status>,
    tags: String,
    topic: Option<Slug>,
    due_ms: f64,
}

impl HeldRow {
    fn held(self) -> Held {
        Held {
            id: self.id,
            ticket_id: self.ticket_id,
            agent: self.agent,
            text: self.text,
            status: self.status,
            tags: serde_json::from_str(&self.tags).unwrap_or_default(),
            topic: self.topic,
            due_ms: whole(self.due_ms),
        }
    }
}

impl Store {
    /// Holds an answer; one of the same id is the same answer.
    pub fn hold(&self, held: &Held) -> Result<()> {
        self.run(
            "INSERT OR IGNORE INTO held (id, ticket_id, agent, text, status, tags, topic, due_ms)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            vec![
                held.id.as_str().into(),
                held.ticket_id.as_str().into(),
                held.agent.as_str().into(),
                held.text.as_str().into(),
                held.status.map(name_of).into(),
                serde_json::to_string(&held.tags)?.into(),
                held.topic.as_ref().map(Slug::as_str).into(),
                held.due_ms.into(),
            ],
        )
    }

    /// An answer that is still held.
    pub fn held(&self, id: &str) -> Result<Option<Held>> {
        let row: Option<HeldRow> = self.row("SELECT * FROM held WHERE id = ?", vec![id.into()])?;
        Ok(row.map(HeldRow::held))
    }

    /// A ticket's answers that are still held, oldest first.
    pub fn held_of(&self, ticket: &str) -> Result<Vec<Held>> {
        let rows: Vec<HeldRow> = self.rows(
            "SELECT * FROM held WHERE ticket_id = ? ORDER BY due_ms",
            vec![ticket.into()],
        )?;
        Ok(rows.into_iter().map(HeldRow::held).collect())
    }

    /// An agent's answers that are still held, oldest first.
    pub fn held_by(&self, agent: &str) -> Result<Vec<Held>> {
        let rows: Vec<HeldRow> = self.rows(
            "SELECT * FROM held WHERE agent = ? ORDER BY due_ms LIMIT 5",
            vec![agent.into()],
        )?;
        Ok(rows.into_iter().map(HeldRow::held).collect())
    }

    /// Answers whose time has come.
    pub fn due_held(&self, now_ms: i64) -> Result<Vec<Held>> {
        let rows: Vec<HeldRow> = self.rows(
            "SELECT * FROM held WHERE due_ms <= ? ORDER BY due_ms LIMIT 50",
            vec![now_ms.into()],
        )?;
        Ok(rows.into_iter().map(HeldRow::held).collect())
    }

    /// When the next answer goes out.
    pub fn next_held(&self) -> Result<Option<i64>> {
        #[derive(Deserialize)]
        struct Row {
            due_ms: Option<f64>,
        }
        let row: Option<Row> = self.row("SELECT MIN(due_ms) AS due_ms FROM held", vec![])?;
        Ok(row.and_then(|row| row.due_ms).map(whole))
    }

    /// Whether an answer of this id went out already.
    pub fn was_sent(&self, id: &str) -> Result<bool> {
        Ok(self.submission(id)?.is_some())
    }

    /// An answer went out: for a while it is known as sent.
    pub fn sent(&self, id: &str, now_ms: i64) -> Result<()> {
        self.remember(id, "", "", now_ms)
    }

    /// The files of a held answer belong to the message it became.
    pub fn sent_as(&self, held: &str, message: &str) -> Result<()> {
        self.run(
            "UPDATE attachment SET message_id = ? WHERE message_id = ?",
            vec![message.into(), held.into()],
        )
    }

    /// An answer is held no more.
    pub fn let_go(&self, id: &str) -> Result<()> {
        self.run("DELETE FROM held WHERE id = ?", vec![id.into()])
    }

    /// Keeps what is being written; nothing written forgets it.
    pub fn keep_draft(
        &self,
        agent: &str,
        ticket: &str,
        kind: DraftKind,
        text: &str,
        now_ms: i64,
    ) -> Result<()> {
        if text.trim().is_empty() {
            return self.run(
                "DELETE FROM draft WHERE agent = ? AND ticket_id = ? AND kind = ?",
                vec![agent.into(), ticket.into(), name_of(kind).into()],
            );
        }
        self.run(
            "INSERT OR REPLACE INTO draft (agent, ticket_id, kind, text, changed_ms)
             VALUES (?, ?, ?, ?, ?)",
            vec![
                agent.into(),
                ticket.into(),
                name_of(kind).into(),
                text.into(),
                now_ms.into(),
            ],
        )
    }

    /// What an agent was writing to a ticket.
    pub fn drafts(&self, agent: &str, ticket: &str) -> Result<Vec<(DraftKind, String)>> {
        #[derive(Deserialize)]
        struct Row {
            kind: DraftKind,
            text: String,
        }
        let rows: Vec<Row> = self.rows(
            "SELECT kind, text FROM draft WHERE agent = ? AND ticket_id = ?",
            vec![agent.into(), ticket.into()],
        )?;
        Ok(rows.into_iter().map(|row| (row.kind, row.text)).collect())
    }

    /// The filters an agent keeps, in the order they were kept.
    pub fn filters(&self, agent: &str) -> Result<Vec<Saved>> {
        #[derive(Deserialize)]
        struct Row {
            data: String,
        }
        let rows: Vec<Row> = self.rows(
            "SELECT data FROM filter WHERE agent = ? ORDER BY id",
            vec![agent.into()],
        )?;
        Ok(rows
            .iter()
            .filter_map(|row| serde_json::from_str(&row.data).ok())
            .collect())
    }

    /// Keeps a filter.
    pub fn keep_filter(&self, agent: &str, saved: &Saved) -> Result<()> {
        self.run(
            "INSERT OR REPLACE INTO filter (agent, id, data) VALUES (?, ?, ?)",
            vec![
                agent.into(),
                saved.id.as_str().into(),
                serde_json::to_string(saved)?.into(),
            ],
        )
    }

    /// Forgets a filter.
    pub fn drop_filter(&self, agent: &str, id: &str) -> Result<()> {
        self.run(
            "DELETE FROM filter WHERE agent = ? AND id = ?",
            vec![agent.into(), id.into()],
        )
    }
}
