//! The draft of a configuration, what was published before, and the first steps.

use serde::Deserialize;
use worker::Result;

use super::{Store, whole};
use crate::protocol::setup::{Draft, Entry, Step};

/// Most published versions kept.
const MAX_VERSIONS: i64 = 100;
/// Most characters of them all together; the newest two are kept whatever they weigh.
const MAX_CHARACTERS: i64 = 30_000_000;

#[derive(Deserialize)]
struct DraftRow {
    config: String,
    based_on: f64,
    revision: f64,
    by: String,
    at: String,
}

#[derive(Deserialize)]
struct VersionRow {
    n: f64,
    way: String,
    by: String,
    at: String,
    changes: String,
}

#[derive(Deserialize)]
struct ConfigRow {
    config: String,
}

impl Store {
    /// The draft, if there is one.
    pub fn setup_draft(&self) -> Result<Option<Draft>> {
        let row: Option<DraftRow> = self.row("SELECT * FROM setup_draft", vec![])?;
        Ok(row.map(|row| Draft {
            config: row.config,
            based_on: whole(row.based_on),
            revision: whole(row.revision),
            by: row.by,
            at: row.at,
        }))
    }

    /// Keeps a draft in the place of the one before.
    pub fn keep_setup_draft(&self, draft: &Draft) -> Result<()> {
        self.run(
            "INSERT OR REPLACE INTO setup_draft (one, config, based_on, revision, by, at)
             VALUES (1, ?, ?, ?, ?, ?)",
            vec![
                draft.config.as_str().into(),
                draft.based_on.into(),
                draft.revision.into(),
                draft.by.as_str().into(),
                draft.at.as_str().into(),
            ],
        )
    }

    /// Throws the draft away.
    pub fn drop_setup_draft(&self) -> Result<()> {
        self.run("DELETE FROM setup_draft", vec![])
    }

    /// Writes down what is published, and forgets what was published long before.
    pub fn keep_version(&self, entry: &Entry, config: &str) -> Result<()> {
        self.run(
            "INSERT OR REPLACE INTO version (n, config, way, by, at, changes)
             VALUES (?, ?, ?, ?, ?, ?)",
            vec![
                entry.n.into(),
                config.into(),
                entry.way.as_str().into(),
                entry.by.as_str().into(),
                entry.at.as_str().into(),
                serde_json::to_string(&entry.changes)?.into(),
            ],
        )?;
        self.run(
            "DELETE FROM version WHERE n <= ?1 - ?2 OR n < ?1 - 1 AND n <= (
               SELECT n FROM (
                 SELECT n, sum(length(config)) OVER (ORDER BY n DESC) AS weight FROM version)
               WHERE weight > ?3 ORDER BY n DESC LIMIT 1)",
            vec![entry.n.into(), MAX_VERSIONS.into(), MAX_CHARACTERS.into()],
        )
    }

    /// What was published, the newest first.
    pub fn versions(&self) -> Result<Vec<Entry>> {
        let rows: Vec<VersionRow> = self.rows(
            "SELECT n, way, by, at, changes FROM version ORDER BY n DESC",
            vec![],
        )?;
        let entries = rows.into_iter().map(|row| Entry {
            n: whole(row.n),
            way: row.way,
            by: row.by,
            at: row.at,
            changes: serde_json::from_str(&row.changes).unwrap_or_default(),
        });
        Ok(entries.collect())
    }

    /// Who published a version and how; none where that is not kept.
    pub fn version_entry(&self, n: i64) -> Result<Option<(String, String)>> {
        #[derive(Deserialize)]
        struct Row {
            way: String,
            by: String,
        }
        let row: Option<Row> =
            self.row("SELECT way, by FROM version WHERE n = ?", vec![n.into()])?;
        Ok(row.map(|row| (row.way, row.by)))
    }

    /// The configuration published as a version.
    pub fn version_config(&self, n: i64) -> Result<Option<String>> {
        let row: Option<ConfigRow> =
            self.row("SELECT config FROM version WHERE n = ?", vec![n.into()])?;
        Ok(row.map(|row| row.config))
    }

    /// How far the first steps are.
    pub fn progress(&self) -> Result<Vec<Step>> {
        #[derive(Deserialize)]
        struct Row {
            step: String,
            state: String,
            at: String,
        }
        let rows: Vec<Row> = self.rows("SELECT * FROM progress", vec![])?;
        let steps = rows.into_iter().map(|row| Step {
            step: row.step,
            state: row.state,
            at: row.at,
        });
        Ok(steps.collect())
    }

    /// Writes a step down; one that is never taken back keeps its first moment.
    pub fn keep_step(&self, step: &Step, once: bool) -> Result<()> {
        let verb = if once { "IGNORE" } else { "REPLACE" };
        self.run(
            &format!("INSERT OR {verb} INTO progress (step, state, at) VALUES (?, ?, ?)"),
            vec![
                step.step.as_str().into(),
                step.state.as_str().into(),
                step.at.as_str().into(),
            ],
        )
    }
}
