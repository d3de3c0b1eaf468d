//! What came of visits: a number a day, nothing about anybody.

use serde::Deserialize;
use worker::Result;

use super::{Store, name_of, whole};
use crate::protocol::{Outcome, Outcomes};

/// Days given at once, a little more than a year.
const MAX_DAYS: i64 = 400;

impl Store {
    /// Counts so many visits with an outcome.
    pub fn count_outcome(&self, day: &str, outcome: Outcome, times: u32) -> Result<()> {
        self.run(
            "INSERT INTO outcome (day, outcome, count) VALUES (?, ?, ?)
             ON CONFLICT (day, outcome) DO UPDATE SET count = count + excluded.count",
            vec![day.into(), name_of(outcome).into(), i64::from(times).into()],
        )
    }

    /// What came of visits, newest day first.
    pub fn outcomes(&self) -> Result<Vec<Outcomes>> {
        #[derive(Deserialize)]
        struct Row {
            day: String,
            outcome: Outcome,
            count: f64,
        }
        let rows: Vec<Row> = self.rows(
            "SELECT day, outcome, count FROM outcome ORDER BY day DESC LIMIT ?",
            vec![MAX_DAYS.into()],
        )?;
        let read = |row: Row| Outcomes {
            day: row.day,
            outcome: row.outcome,
            count: u32::try_from(whole(row.count)).unwrap_or(u32::MAX),
        };
        Ok(rows.into_iter().map(read).collect())
    }
}
