//! What is kept long enough: requests that are done, by age, and deliveries.

use serde::Deserialize;
use shared::id::sortable;
use worker::Result;

use super::{Store, whole};

/// Rows forgotten at once.
const AT_ONCE: i64 = 1_000;

impl Store {
    /// When the request that is done longest, and still has its customer, was changed last,
    /// milliseconds since 1970.
    pub fn oldest_done(&self) -> Result<Option<i64>> {
        #[derive(Deserialize)]
        struct Row {
            ms: Option<f64>,
        }
        let row: Option<Row> = self.row(
            "SELECT MIN(changed_ms) AS ms FROM queue WHERE place = 'done' AND line <> ''",
            vec![],
        )?;
        Ok(row.and_then(|row| row.ms).map(whole))
    }

    /// Requests that are done, changed last before a moment, and still have their customer.
    pub fn done_before(&self, before_ms: i64, limit: i64) -> Result<Vec<String>> {
        #[derive(Deserialize)]
        struct Row {
            ticket_id: String,
        }
        let rows: Vec<Row> = self.rows(
            "SELECT ticket_id FROM queue
             WHERE place = 'done' AND line <> '' AND changed_ms < ? ORDER BY changed_ms LIMIT ?",
            vec![before_ms.into(), limit.into()],
        )?;
        Ok(rows.into_iter().map(|row| row.ticket_id).collect())
    }

    /// Forgets what was delivered or given up before a moment, and the bodies of events.
    pub fn forget_deliveries(&self, before_ms: i64) -> Result<()> {
        let old = "SELECT id FROM outbox WHERE id < ? AND next_attempt_ms IS NULL LIMIT ?";
        let bounds = || vec![sortable("dlv", before_ms, 0).into(), AT_ONCE.into()];
        self.run(
            &format!("DELETE FROM attempt WHERE outbox_id IN ({old})"),
            bounds(),
        )?;
        self.run(&format!("DELETE FROM outbox WHERE id IN ({old})"), bounds())?;
        self.run(
            "UPDATE event SET body = NULL WHERE id IN (
               SELECT id FROM event WHERE id < ? AND body IS NOT NULL LIMIT ?)",
            vec![sortable("evt", before_ms, 0).into(), AT_ONCE.into()],
        )
    }

    /// Removes a person none of whose requests is left.
    pub fn drop_contact_of_nothing(&self, contact: &str) -> Result<()> {
        self.run(
            "DELETE FROM contact WHERE id = ?1 AND NOT EXISTS (
               SELECT 1 FROM ticket JOIN queue ON queue.ticket_id = ticket.id
               WHERE ticket.contact_id = ?1 AND queue.line <> '')",
            vec![contact.into()],
        )
    }
}
