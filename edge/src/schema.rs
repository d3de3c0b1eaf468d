//! The tables of a site's object, and how an older object's tables become today's. A step is
//! never changed once it has been published; a new one is added.

use worker::{Result, SqlStorage};

/// Each step brings the tables from its place in the list to the next version.
const STEPS: [&str; 1] = ["
CREATE TABLE site (
  one          INTEGER PRIMARY KEY CHECK (one = 1),
  id           TEXT    NOT NULL,
  version      INTEGER NOT NULL,
  config       TEXT    NOT NULL,
  published_at TEXT    NOT NULL
);
CREATE TABLE ticket (
  id         TEXT PRIMARY KEY,
  reference  TEXT NOT NULL UNIQUE,
  status     TEXT NOT NULL,
  channel    TEXT NOT NULL,
  topic      TEXT,
  lang       TEXT NOT NULL,
  name       TEXT,
  email      TEXT NOT NULL,
  context    TEXT NOT NULL,
  created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE message (
  id         TEXT PRIMARY KEY,
  ticket_id  TEXT NOT NULL REFERENCES ticket (id),
  author     TEXT NOT NULL,
  text       TEXT NOT NULL,
  created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX message_of_ticket ON message (ticket_id, id);
CREATE TABLE event (
  id         TEXT PRIMARY KEY,
  ticket_id  TEXT NOT NULL REFERENCES ticket (id),
  kind       TEXT NOT NULL,
  data       TEXT NOT NULL,
  created_at TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX event_of_ticket ON event (ticket_id, id);
CREATE TABLE outbox (
  id              TEXT PRIMARY KEY,
  ticket_id       TEXT NOT NULL REFERENCES ticket (id),
  event_id        TEXT NOT NULL REFERENCES event (id),
  job             TEXT NOT NULL,
  state           TEXT NOT NULL,
  attempts        INTEGER NOT NULL,
  next_attempt_ms INTEGER,
  response        TEXT,
  created_at      TEXT NOT NULL,
  changed_at      TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX outbox_due ON outbox (next_attempt_ms) WHERE next_attempt_ms IS NOT NULL;
CREATE INDEX outbox_of_ticket ON outbox (ticket_id, id);
CREATE TABLE submission (
  key        TEXT PRIMARY KEY,
  digest     TEXT NOT NULL,
  ticket_id  TEXT NOT NULL REFERENCES ticket (id),
  created_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX submission_age ON submission (created_ms);
"];

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
