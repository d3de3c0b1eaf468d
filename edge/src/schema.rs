//! The tables of a site's object, and how an older object's tables become today's. A step is
//! never changed once it has been published; a new one is added.

use worker::{Result, SqlStorage};

/// Each step brings the tables from its place in the list to the next version.
const STEPS: [&str; 1] = [include_str!("../schema/1.sql")];

#[derive(serde::Deserialize)]
struct Version {
    version: usize,
}

/// The version of the tables; 0 where there are none.
pub fn version(sql: &SqlStorage) -> Result<usize> {
    let there = sql.exec(
        "SELECT 1 FROM sqlite_master WHERE name = 'schema_version'",
        None,
    )?;
    if there.raw().next().is_none() {
        return Ok(0);
    }
    let rows: Vec<Version> = sql
        .exec("SELECT version FROM schema_version", None)?
        .to_array()?;
    Ok(rows.first().map_or(0, |row| row.version))
}

/// Brings the tables to today's version, in one turn.
pub fn migrate(sql: &SqlStorage) -> Result<()> {
    let from = version(sql)?;
    if from >= STEPS.len() {
        return Ok(());
    }
    if from == 0 {
        sql.exec(
            "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)",
            None,
        )?;
        sql.exec("DELETE FROM schema_version", None)?;
        sql.exec("INSERT INTO schema_version VALUES (0)", None)?;
    }
    for step in STEPS.iter().skip(from) {
        sql.exec(step, None)?;
    }
    let newest = i64::try_from(STEPS.len()).unwrap_or(0);
    sql.exec("UPDATE schema_version SET version = ?", vec![newest.into()])?;
    Ok(())
}
