//! Counts that know of nobody: how many an answer helped, and which channels people choose.

use serde::Deserialize;
use shared::helpful::bound;
use worker::Result;

use super::Store;

/// How many of the most helpful FAQs are told.
const MOST: i64 = 12;

impl Store {
    /// So many said that an answer helped, so many that it did not.
    pub fn helped(&self, faq: &str, helped: u32, not: u32) -> Result<()> {
        #[derive(Deserialize)]
        struct Row {
            helped: u32,
            missed: u32,
        }
        let row: Option<Row> = self.row(
            "SELECT helped, missed FROM helpful WHERE faq = ?",
            vec![faq.into()],
        )?;
        let before = row.map_or((0, 0), |row| (row.helped, row.missed));
        let (yes, no) = (
            before.0.saturating_add(helped),
            before.1.saturating_add(not),
        );
        self.run(
            "INSERT OR REPLACE INTO helpful (faq, helped, missed, bound) VALUES (?, ?, ?, ?)",
            vec![
                faq.into(),
                i64::from(yes).into(),
                i64::from(no).into(),
                bound(yes, no).into(),
            ],
        )
    }

    /// The FAQs that helped most, from the best on.
    pub fn most_helpful(&self) -> Result<Vec<String>> {
        #[derive(Deserialize)]
        struct Row {
            faq: String,
        }
        let rows: Vec<Row> = self.rows(
            "SELECT faq FROM helpful WHERE bound > 0 ORDER BY bound DESC, faq LIMIT ?",
            vec![MOST.into()],
        )?;
        Ok(rows.into_iter().map(|row| row.faq).collect())
    }

    /// So many chose a channel on a day, `2026-12-24`.
    pub fn chose(&self, day: &str, channel: &str, times: u32) -> Result<()> {
        self.run(
            "INSERT INTO choice (day, channel, count) VALUES (?, ?, ?)
             ON CONFLICT (day, channel) DO UPDATE SET count = count + excluded.count",
            vec![day.into(), channel.into(), i64::from(times).into()],
        )
    }
}
