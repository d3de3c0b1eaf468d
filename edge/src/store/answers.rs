//! The index of answers in each language, in pieces small enough for a row.

use worker::{Result, SqlStorageValue};

use super::Store;

/// Bytes of a piece: well below what a value may hold.
const PIECE: usize = 512 * 1024;

impl Store {
    /// Keeps the index of a language in place of the one before.
    pub fn keep_answers(&self, lang: &str, index: &[u8]) -> Result<()> {
        self.run("DELETE FROM answers WHERE lang = ?", vec![lang.into()])?;
        for (n, piece) in (0_i64..).zip(index.chunks(PIECE)) {
            self.run(
                "INSERT INTO answers (lang, n, bytes) VALUES (?, ?, ?)",
                vec![lang.into(), n.into(), SqlStorageValue::Blob(piece.to_vec())],
            )?;
        }
        Ok(())
    }

    /// Forgets every index: they are made anew when they are asked for.
    pub fn drop_answers(&self) -> Result<()> {
        self.run("DELETE FROM answers", vec![])
    }

    /// Whether a language has an index that begins like this.
    pub fn has_answers(&self, lang: &str, first: u8) -> Result<bool> {
        let found = self.blobs(
            "SELECT substr(bytes, 1, 1) FROM answers WHERE lang = ? AND n = 0",
            vec![lang.into()],
        )?;
        Ok(found.first().and_then(|bytes| bytes.first()) == Some(&first))
    }

    /// The index of a language; empty where there is none.
    pub fn answers(&self, lang: &str) -> Result<Vec<u8>> {
        let pieces = self.blobs(
            "SELECT bytes FROM answers WHERE lang = ? ORDER BY n",
            vec![lang.into()],
        )?;
        Ok(pieces.concat())
    }
}
