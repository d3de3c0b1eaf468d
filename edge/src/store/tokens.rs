//! Tokens of the API, by the digests of their secrets.

use serde::Deserialize;
use shared::{access::Scope, api::Token, ticket::rfc3339_ms};
use worker::Result;

use super::{Store, whole};

#[derive(Deserialize)]
struct Row {
    id: String,
    name: String,
    scopes: String,
    created_by: String,
    created_ms: f64,
    seen_ms: f64,
}

impl Row {
    fn token(self) -> Token {
        // A scope that is gone opens nothing.
        let scopes = self.scopes.split(' ').filter_map(Scope::parse).collect();
        Token {
            scopes,
            last_used_at: (self.seen_ms > 0.0).then(|| rfc3339_ms(whole(self.seen_ms))),
            created_at: rfc3339_ms(whole(self.created_ms)),
            id: self.id,
            name: self.name,
            created_by: self.created_by,
        }
    }
}

impl Store {
    /// The token with this digest, and when it was last used, milliseconds since 1970.
    pub fn token(&self, digest: &str) -> Result<Option<(Token, i64)>> {
        let query = "SELECT * FROM token WHERE digest = ?";
        let row: Option<Row> = self.row(query, vec![digest.into()])?;
        Ok(row.map(|row| {
            let seen_ms = whole(row.seen_ms);
            (row.token(), seen_ms)
        }))
    }

    /// All tokens, newest first.
    pub fn tokens(&self) -> Result<Vec<Token>> {
        let rows: Vec<Row> = self.rows("SELECT * FROM token ORDER BY id DESC", vec![])?;
        Ok(rows.into_iter().map(Row::token).collect())
    }

    /// Keeps a token.
    pub fn add_token(&self, token: &Token, digest: &str, now_ms: i64) -> Result<()> {
        let scopes: Vec<&str> = token.scopes.iter().map(|scope| scope.name()).collect();
        self.run(
            "INSERT INTO token (id, digest, name, scopes, created_by, created_ms) VALUES (?, ?, ?, ?, ?, ?)",
            vec![
                token.id.as_str().into(),
                digest.into(),
                token.name.as_str().into(),
                scopes.join(" ").into(),
                token.created_by.as_str().into(),
                now_ms.into(),
            ],
        )
    }

    /// It was used.
    pub fn see_token(&self, id: &str, now_ms: i64) -> Result<()> {
        self.run(
            "UPDATE token SET seen_ms = ? WHERE id = ?",
            vec![now_ms.into(), id.into()],
        )
    }

    /// It is gone; false where there was none.
    pub fn drop_token(&self, id: &str) -> Result<bool> {
        #[derive(Deserialize)]
        struct Gone {
            #[serde(rename = "id")]
            _id: String,
        }
        let query = "DELETE FROM token WHERE id = ? RETURNING id";
        let gone: Option<Gone> = self.row(query, vec![id.into()])?;
        Ok(gone.is_some())
    }
}
