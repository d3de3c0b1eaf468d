//! What is remembered for a while only: repeated submissions, limits, spent proofs, automatic
//! mails, timers.

use serde::Deserialize;
use shared::limit::Level;
use worker::Result;

use super::{Store, whole};

/// A timer that is due.
#[derive(Deserialize)]
pub struct Timer {
    pub ticket_id: String,
    pub kind: String,
    pub payload: String,
}

#[derive(Deserialize)]
struct Count {
    count: f64,
}

impl Store {
    /// What was answered under a key before, and the digest of what was sent then.
    pub fn submission(&self, key: &str) -> Result<Option<(String, String)>> {
        #[derive(Deserialize)]
        struct Row {
            digest: String,
            answer: String,
        }
        let row: Option<Row> = self.row(
            "SELECT digest, answer FROM submission WHERE key = ?",
            vec![key.into()],
        )?;
        Ok(row.map(|row| (row.digest, row.answer)))
    }

    /// Remembers what was answered under a key.
    pub fn remember(&self, key: &str, digest: &str, answer: &str, now_ms: i64) -> Result<()> {
        self.run(
            "INSERT INTO submission (key, digest, answer, created_ms) VALUES (?, ?, ?, ?)",
            vec![key.into(), digest.into(), answer.into(), now_ms.into()],
        )
    }

    /// Forgets what is remembered for a while only. Nothing is rewritten where nothing is old.
    pub fn forget(&self, submissions_before_ms: i64, now_ms: i64) -> Result<()> {
        let hour_ago = now_ms.saturating_sub(3_600_000);
        for (query, moment) in [
            (
                "DELETE FROM submission WHERE created_ms < ?",
                submissions_before_ms,
            ),
            ("DELETE FROM level WHERE full_at_ms < ?", now_ms),
            ("DELETE FROM spent WHERE expires_ms < ?", now_ms),
            (
                "DELETE FROM automatic WHERE at_ms < ?",
                hour_ago.saturating_sub(3 * 3_600_000),
            ),
        ] {
            self.run(query, vec![moment.into()])?;
        }
        Ok(())
    }

    /// What is left in a bucket.
    pub fn level(&self, key: &str) -> Result<Option<Level>> {
        #[derive(Deserialize)]
        struct Row {
            full_at_ms: f64,
        }
        let row: Option<Row> = self.row(
            "SELECT full_at_ms FROM level WHERE key = ?",
            vec![key.into()],
        )?;
        Ok(row.map(|row| Level {
            full_at_ms: whole(row.full_at_ms),
        }))
    }

    /// Keeps what is left in a bucket.
    pub fn set_level(&self, key: &str, level: Level) -> Result<()> {
        self.run(
            "INSERT OR REPLACE INTO level (key, full_at_ms) VALUES (?, ?)",
            vec![key.into(), level.full_at_ms.into()],
        )
    }

    /// Spends a proof of work; false where it was spent before.
    pub fn spend(&self, proof: &str, expires_ms: i64) -> Result<bool> {
        #[derive(Deserialize)]
        struct Row {
            #[serde(rename = "proof")]
            _proof: String,
        }
        let row: Option<Row> = self.row(
            "INSERT INTO spent (proof, expires_ms) VALUES (?, ?) ON CONFLICT DO NOTHING RETURNING proof",
            vec![proof.into(), expires_ms.into()],
        )?;
        Ok(row.is_some())
    }

    /// Whether this was spent.
    pub fn is_spent(&self, proof: &str) -> Result<bool> {
        let row: Option<Count> = self.row(
            "SELECT COUNT(*) AS count FROM spent WHERE proof = ?",
            vec![proof.into()],
        )?;
        Ok(row.is_some_and(|row| row.count > 0.0))
    }

    /// How many automatic mails went to an address since a moment.
    pub fn automatic_since(&self, address: &str, since_ms: i64) -> Result<usize> {
        let row: Option<Count> = self.row(
            "SELECT COUNT(*) AS count FROM automatic WHERE address = ? AND at_ms >= ?",
            vec![address.into(), since_ms.into()],
        )?;
        Ok(row.map_or(0, |row| row.count as usize))
    }

    /// An automatic mail goes to an address.
    pub fn automatic(&self, address: &str, at_ms: i64, id: &str) -> Result<()> {
        self.run(
            "INSERT OR IGNORE INTO automatic (address, at_ms, id) VALUES (?, ?, ?)",
            vec![address.into(), at_ms.into(), id.into()],
        )
    }

    /// How many requests came in since a moment, by the keys of their submissions.
    pub fn submissions_since(&self, since_ms: i64) -> Result<usize> {
        let row: Option<Count> = self.row(
            "SELECT COUNT(*) AS count FROM submission WHERE created_ms >= ?",
            vec![since_ms.into()],
        )?;
        Ok(row.map_or(0, |row| row.count as usize))
    }

    /// A ticket's timers are these from now on.
    pub fn set_timers(&self, ticket: &str, timers: &[(String, i64, String)]) -> Result<()> {
        self.run("DELETE FROM timer WHERE ticket_id = ?", vec![ticket.into()])?;
        for (kind, due_ms, payload) in timers {
            self.run(
                "INSERT INTO timer (ticket_id, kind, due_ms, payload) VALUES (?, ?, ?, ?)",
                vec![
                    ticket.into(),
                    kind.as_str().into(),
                    (*due_ms).into(),
                    payload.as_str().into(),
                ],
            )?;
        }
        Ok(())
    }

    /// Timers that are due, the earliest first.
    pub fn due_timers(&self, now_ms: i64, limit: u32) -> Result<Vec<Timer>> {
        self.rows(
            "SELECT ticket_id, kind, payload FROM timer WHERE due_ms <= ? ORDER BY due_ms LIMIT ?",
            vec![now_ms.into(), i64::from(limit).into()],
        )
    }

    /// Whether there is a timer of this kind.
    pub fn has_timer(&self, ticket: &str, kind: &str) -> Result<bool> {
        let row: Option<serde_json::Value> = self.row(
            "SELECT 1 AS one FROM timer WHERE ticket_id = ? AND kind = ?",
            vec![ticket.into(), kind.into()],
        )?;
        Ok(row.is_some())
    }

    /// A timer has done its work.
    pub fn end_timer(&self, timer: &Timer) -> Result<()> {
        self.run(
            "DELETE FROM timer WHERE ticket_id = ? AND kind = ?",
            vec![timer.ticket_id.as_str().into(), timer.kind.as_str().into()],
        )
    }

    /// When the next timer is due.
    pub fn next_timer(&self) -> Result<Option<i64>> {
        #[derive(Deserialize)]
        struct Row {
            due: Option<f64>,
        }
        let row: Option<Row> = self.row("SELECT MIN(due_ms) AS due FROM timer", vec![])?;
        Ok(row.and_then(|row| row.due).map(whole))
    }

    /// A mail went to a side of a ticket, or came from it.
    pub fn thread(&self, ticket: &str, side: &str, message_id: &str) -> Result<()> {
        self.run(
            "INSERT INTO thread (ticket_id, side, message_id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
            vec![ticket.into(), side.into(), message_id.into()],
        )
    }

    /// The Message-IDs of one side of a ticket, oldest first.
    pub fn threads(&self, ticket: &str, side: &str) -> Result<Vec<String>> {
        #[derive(Deserialize)]
        struct Row {
            message_id: String,
        }
        let rows: Vec<Row> = self.rows(
            "SELECT message_id FROM thread WHERE ticket_id = ? AND side = ? ORDER BY n",
            vec![ticket.into(), side.into()],
        )?;
        Ok(rows.into_iter().map(|row| row.message_id).collect())
    }
}
