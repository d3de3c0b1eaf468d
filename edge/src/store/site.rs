//! The site's own row: its configuration, its key, where it is reached.

use base64::{Engine, engine::general_purpose::STANDARD};
use serde::Deserialize;
use shared::{id::SiteId, identity::Changes, key::SiteKey};
use worker::Result;

use super::{Store, whole};

/// The configuration as it is kept.
#[derive(Deserialize)]
pub struct Kept {
    pub id: String,
    pub version: i64,
    pub config: String,
    pub origin: String,
    pub key: String,
    pub published_at: String,
    pub identity_changes: u32,
    pub identity_changed_ms: f64,
}

impl Kept {
    /// How often the identity secret was changed.
    pub fn changes(&self) -> Changes {
        Changes {
            count: self.identity_changes,
            last_ms: whole(self.identity_changed_ms),
        }
    }

    /// The site's key.
    pub fn site_key(&self) -> Option<SiteKey> {
        let bytes = STANDARD.decode(&self.key).ok()?;
        Some(SiteKey::new(bytes.try_into().ok()?))
    }
}

impl Store {
    /// The newest configuration, as it is kept.
    pub fn kept(&self) -> Result<Option<Kept>> {
        self.row("SELECT * FROM site", vec![])
    }

    /// The version of the newest configuration, without reading it.
    pub fn version(&self) -> Result<Option<i64>> {
        #[derive(Deserialize)]
        struct Row {
            version: i64,
        }
        let row: Option<Row> = self.row("SELECT version FROM site", vec![])?;
        Ok(row.map(|row| row.version))
    }

    /// Changes the identity secret.
    pub fn change_identity_secret(&self, now_ms: i64) -> Result<()> {
        self.run(
            "UPDATE site SET identity_changes = identity_changes + 1, identity_changed_ms = ?",
            vec![now_ms.into()],
        )
    }

    /// Takes a configuration. The key stays what it was the first time.
    pub fn publish(
        &self,
        id: &SiteId,
        config: &str,
        version: i64,
        origin: &str,
        new_key: &SiteKey,
        at: &str,
    ) -> Result<()> {
        self.run(
            "INSERT INTO site (one, id, version, config, origin, key, published_at)
             VALUES (1, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (one) DO UPDATE SET version = excluded.version, config = excluded.config,
               origin = excluded.origin, published_at = excluded.published_at",
            vec![
                id.as_str().into(),
                version.into(),
                config.into(),
                origin.into(),
                STANDARD.encode(new_key.bytes()).into(),
                at.into(),
            ],
        )
    }
}
