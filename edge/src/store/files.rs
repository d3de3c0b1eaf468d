//! Files customers send along. The bytes are here in chunks, or in a bucket where there is one.

use serde::Deserialize;
use shared::api::Attachment;
use worker::{Result, SqlStorageValue};

use super::{Store, name_of, whole};

impl Store {
    /// Begins a file: until it is finished it is not shown.
    pub fn begin_file(&self, file: &Attachment) -> Result<()> {
        self.run(
            "INSERT INTO attachment (id, ticket_id, message_id, name, media_type, size, place, state, created_at)
             VALUES (?, ?, ?, ?, ?, 0, ?, 'arriving', ?)",
            vec![
                file.id.as_str().into(),
                file.ticket_id.as_str().into(),
                file.message_id.as_str().into(),
                file.name.as_str().into(),
                file.media_type.as_str().into(),
                name_of(file.place).into(),
                file.created_at.as_str().into(),
            ],
        )
    }

    /// Adds a chunk of a file that is kept here.
    pub fn add_chunk(&self, file: &str, n: i64, bytes: Vec<u8>) -> Result<()> {
        self.run(
            "INSERT INTO chunk (attachment_id, n, bytes) VALUES (?, ?, ?)",
            vec![file.into(), n.into(), SqlStorageValue::Blob(bytes)],
        )
    }

    /// The file is whole.
    pub fn finish_file(&self, file: &str, size: i64) -> Result<()> {
        self.run(
            "UPDATE attachment SET state = 'kept', size = ? WHERE id = ?",
            vec![size.into(), file.into()],
        )
    }

    /// The file and its chunks are gone.
    pub fn drop_file(&self, file: &str) -> Result<()> {
        self.run(
            "DELETE FROM chunk WHERE attachment_id = ?",
            vec![file.into()],
        )?;
        self.run("DELETE FROM attachment WHERE id = ?", vec![file.into()])
    }

    /// A whole file.
    pub fn file(&self, id: &str) -> Result<Option<Attachment>> {
        self.row(
            "SELECT * FROM attachment WHERE id = ? AND state = 'kept'",
            vec![id.into()],
        )
    }

    /// A ticket's whole files, oldest first.
    pub fn files(&self, ticket: &str) -> Result<Vec<Attachment>> {
        self.rows(
            "SELECT * FROM attachment WHERE ticket_id = ? AND state = 'kept' ORDER BY id",
            vec![ticket.into()],
        )
    }

    /// A whole file of the same message, name and size.
    pub fn same_file(&self, file: &Attachment, size: usize) -> Result<Option<Attachment>> {
        self.row(
            "SELECT * FROM attachment
             WHERE ticket_id = ? AND message_id = ? AND name = ? AND size = ? AND state = 'kept'",
            vec![
                file.ticket_id.as_str().into(),
                file.message_id.as_str().into(),
                file.name.as_str().into(),
                i64::try_from(size).unwrap_or(0).into(),
            ],
        )
    }

    /// How many files a message has, those arriving included.
    pub fn count_files(&self, message: &str) -> Result<i64> {
        #[derive(Deserialize)]
        struct Row {
            count: f64,
        }
        let row: Option<Row> = self.row(
            "SELECT COUNT(*) AS count FROM attachment WHERE message_id = ?",
            vec![message.into()],
        )?;
        Ok(row.map_or(0, |row| whole(row.count)))
    }

    /// One chunk of a file that is kept here.
    pub fn chunk(&self, file: &str, n: i64) -> Result<Option<Vec<u8>>> {
        let found = self.blobs(
            "SELECT bytes FROM chunk WHERE attachment_id = ? AND n = ?",
            vec![file.into(), n.into()],
        )?;
        Ok(found.into_iter().next())
    }

    /// Files that began to arrive before a moment and never were whole.
    pub fn abandoned_files(&self, before: &str) -> Result<Vec<Attachment>> {
        self.rows(
            "SELECT * FROM attachment WHERE state = 'arriving' AND created_at < ?",
            vec![before.into()],
        )
    }
}
