//! What each agent has seen of which ticket.

use serde::Deserialize;
use worker::Result;

use super::{Store, whole};

impl Store {
    /// An agent has seen what a ticket had until then.
    pub fn saw(&self, agent: &str, ticket: &str, at_ms: i64) -> Result<()> {
        self.run(
            "INSERT INTO seen (agent, ticket_id, at_ms) VALUES (?, ?, ?)
             ON CONFLICT (agent, ticket_id) DO UPDATE SET at_ms = MAX(at_ms, excluded.at_ms)",
            vec![agent.into(), ticket.into(), at_ms.into()],
        )
    }

    /// Until when an agent had seen a ticket.
    pub fn seen(&self, agent: &str, ticket: &str) -> Result<i64> {
        #[derive(Deserialize)]
        struct Row {
            at_ms: f64,
        }
        let row: Option<Row> = self.row(
            "SELECT at_ms FROM seen WHERE agent = ? AND ticket_id = ?",
            vec![agent.into(), ticket.into()],
        )?;
        Ok(row.map_or(0, |row| whole(row.at_ms)))
    }
}
