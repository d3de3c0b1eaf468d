//! Rows in and out of a site's tables. No rules here, and no waiting: what is written between two
//! waits is written as one.

mod answers;
mod contacts;
mod counts;
mod drafts;
mod files;
mod gates;
mod measures;
mod missed;
mod outbox;
mod outcomes;
mod people;
mod queue;
mod retention;
mod seen;
mod sessions;
mod setups;
mod site;
mod tickets;
mod tokens;

use serde::de::DeserializeOwned;
use serde_json::Value;
use shared::api::Paging;
use worker::{Result, SqlStorage, SqlStorageValue};

pub use measures::Step;
pub use outbox::Due;
pub use sessions::Session;
pub use shared::api::{Attachment, Place};

/// A site's tables.
pub struct Store {
    sql: SqlStorage,
}

impl Store {
    pub fn new(sql: SqlStorage) -> Self {
        Self { sql }
    }

    fn rows<T: DeserializeOwned>(
        &self,
        query: &str,
        values: Vec<SqlStorageValue>,
    ) -> Result<Vec<T>> {
        self.sql.exec(query, values)?.to_array()
    }

    fn row<T: DeserializeOwned>(
        &self,
        query: &str,
        values: Vec<SqlStorageValue>,
    ) -> Result<Option<T>> {
        Ok(self.rows(query, values)?.into_iter().next())
    }

    /// The bytes in the first column of each row.
    fn blobs(&self, query: &str, values: Vec<SqlStorageValue>) -> Result<Vec<Vec<u8>>> {
        let mut found = Vec::new();
        for row in self.sql.exec(query, values)?.raw() {
            if let Some(SqlStorageValue::Blob(bytes)) = row?.into_iter().next() {
                found.push(bytes);
            }
        }
        Ok(found)
    }

    fn run(&self, query: &str, values: Vec<SqlStorageValue>) -> Result<()> {
        self.sql.exec(query, values).map(|_| ())
    }
}

/// How many rows are asked for to know whether there are more than a page of them.
fn more_than(page: &Paging) -> SqlStorageValue {
    i64::from(page.limit).saturating_add(1).into()
}

/// The name a value has in JSON, where it is one word.
pub fn name_of<T: serde::Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

/// A number as SQLite gives it to JavaScript.
fn whole(number: f64) -> i64 {
    number as i64
}
