//! Who is at the desk: sessions by their digests.

use serde::Deserialize;
use worker::Result;

use super::{Store, whole};

/// A session as it is kept.
#[derive(Deserialize)]
pub struct Session {
    pub digest: String,
    /// Empty for the operator.
    pub agent: String,
    pub family: String,
    created_ms: f64,
    seen_ms: f64,
}

impl Session {
    /// When it began.
    pub fn created_ms(&self) -> i64 {
        whole(self.created_ms)
    }

    /// When it was last used.
    pub fn seen_ms(&self) -> i64 {
        whole(self.seen_ms)
    }
}

impl Store {
    /// A session.
    pub fn session(&self, digest: &str) -> Result<Option<Session>> {
        self.row(
            "SELECT * FROM session WHERE digest = ?",
            vec![digest.into()],
        )
    }

    /// Begins one.
    pub fn begin_session(
        &self,
        digest: &str,
        agent: &str,
        family: &str,
        now_ms: i64,
    ) -> Result<()> {
        self.run(
            "INSERT INTO session (digest, agent, family, created_ms, seen_ms)
             VALUES (?, ?, ?, ?, ?)",
            vec![
                digest.into(),
                agent.into(),
                family.into(),
                now_ms.into(),
                now_ms.into(),
            ],
        )
    }

    /// It was used.
    pub fn see_session(&self, digest: &str, now_ms: i64) -> Result<()> {
        self.run(
            "UPDATE session SET seen_ms = ? WHERE digest = ?",
            vec![now_ms.into(), digest.into()],
        )
    }

    /// The sessions of somebody, the one seen last first.
    pub fn sessions_of(&self, agent: &str) -> Result<Vec<Session>> {
        self.rows(
            "SELECT * FROM session WHERE agent = ? ORDER BY seen_ms DESC, digest",
            vec![agent.into()],
        )
    }

    /// All sessions, the one begun last first.
    pub fn sessions(&self) -> Result<Vec<Session>> {
        self.rows(
            "SELECT * FROM session ORDER BY created_ms DESC, digest",
            vec![],
        )
    }

    /// Ends a session.
    pub fn end_session(&self, digest: &str) -> Result<()> {
        self.run("DELETE FROM session WHERE digest = ?", vec![digest.into()])
    }

    /// Ends those nobody used since a moment, and those that began before another.
    pub fn end_old_sessions(&self, idle_ms: i64, begun_ms: i64) -> Result<()> {
        self.run(
            "DELETE FROM session WHERE seen_ms < ? OR created_ms < ?",
            vec![idle_ms.into(), begun_ms.into()],
        )
    }
}
