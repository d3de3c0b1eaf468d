//! What customers searched for and did not find, counted.

use serde::Deserialize;
use shared::answers::{Asked, MAX_ASKED};
use worker::Result;

use super::{Store, whole};

/// How long a search is remembered after it was last made, in milliseconds: half a year.
const REMEMBER_MS: i64 = 182 * 86_400_000;

impl Store {
    /// Counts so often a search that did not help. However it is spaced or capitalised, it is one.
    pub fn miss(&self, lang: &str, query: &str, times: u32, at_ms: i64) -> Result<()> {
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        self.run(
            "INSERT INTO missed (lang, query, times, last_ms) VALUES (?, ?, ?, ?)
             ON CONFLICT (lang, query) DO UPDATE
             SET times = times + excluded.times, last_ms = MAX(last_ms, excluded.last_ms)",
            vec![
                lang.into(),
                words.join(" ").into(),
                i64::from(times).into(),
                at_ms.into(),
            ],
        )
    }

    /// A search counts once less: whoever made it is forgotten.
    pub fn unmiss(&self, lang: &str, query: &str) -> Result<()> {
        let words: Vec<String> = query.split_whitespace().map(str::to_lowercase).collect();
        let words = words.join(" ");
        self.run(
            "UPDATE missed SET times = times - 1 WHERE lang = ? AND query = ?",
            vec![lang.into(), words.as_str().into()],
        )?;
        self.run(
            "DELETE FROM missed WHERE lang = ? AND query = ? AND times < 1",
            vec![lang.into(), words.into()],
        )
    }

    /// Searches in a language, those made most first.
    pub fn missed(&self, lang: &str) -> Result<Vec<Asked>> {
        #[derive(Deserialize)]
        struct Row {
            query: String,
            times: f64,
        }
        let rows: Vec<Row> = self.rows(
            "SELECT query, times FROM missed WHERE lang = ? ORDER BY times DESC, last_ms DESC LIMIT ?",
            vec![lang.into(), i64::try_from(MAX_ASKED).unwrap_or(0).into()],
        )?;
        let asked = rows.into_iter().map(|row| Asked {
            question: row.query,
            times: u32::try_from(whole(row.times)).unwrap_or(u32::MAX),
        });
        Ok(asked.collect())
    }

    /// Forgets searches nobody made for long.
    pub fn forget_missed(&self, now_ms: i64) -> Result<()> {
        let before = now_ms.saturating_sub(REMEMBER_MS);
        self.run("DELETE FROM missed WHERE last_ms < ?", vec![before.into()])
    }
}
