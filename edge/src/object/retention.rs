//! Forgetting in time: requests that are done long enough are emptied of their customer, and what
//! was delivered is known no longer than the site wants.

use worker::Result;

use super::{Loaded, Site};
use crate::{chance, store::Store};

/// How often it is looked for, in milliseconds.
const EVERY_MS: i64 = 3_600_000;
/// Requests emptied at once.
const AT_ONCE: i64 = 50;
const DAY_MS: i64 = 86_400_000;

impl Site {
    /// When something is to be forgotten next, milliseconds since 1970.
    pub(super) fn next_to_forget(&self, store: &Store, loaded: &Loaded) -> Result<Option<i64>> {
        let Some(days) = loaded.site.privacy.keep_days else {
            return Ok(None);
        };
        let oldest = store.oldest_done()?;
        let due = oldest.map(|ms| ms.saturating_add(DAY_MS.saturating_mul(days.into())));
        let next = self.retained_ms.get().saturating_add(EVERY_MS);
        Ok(due.map(|due| due.max(next)))
    }

    /// Forgets what is due. Whether to go on at once.
    pub(super) async fn forget_old(&self, store: &Store, loaded: &Loaded) -> Result<bool> {
        let now_ms = chance::now().as_millisecond();
        if now_ms.saturating_sub(self.retained_ms.get()) < EVERY_MS {
            return Ok(false);
        }
        let privacy = &loaded.site.privacy;
        let before = |days: u16| now_ms.saturating_sub(DAY_MS.saturating_mul(days.into()));
        store.forget_deliveries(before(privacy.keep_log_days))?;
        let Some(days) = privacy.keep_days else {
            self.retained_ms.set(now_ms);
            return Ok(false);
        };
        let due = store.done_before(before(days), AT_ONCE)?;
        let full = i64::try_from(due.len()).is_ok_and(|len| len == AT_ONCE);
        let bucket = self.env.bucket("FILES").ok();
        let mut away = Vec::new();
        for id in &due {
            let Some(ticket) = store.ticket(id)? else {
                continue;
            };
            away.extend(store.files(id)?);
            store.erase_ticket(&ticket)?;
            store.drop_contact_of_nothing(&ticket.contact_id)?;
        }
        if !full {
            self.retained_ms.set(now_ms);
        }
        if let Some(bucket) = bucket {
            for file in away {
                bucket.delete(format!("{}/{}", loaded.id, file.id)).await?;
            }
        }
        Ok(full)
    }
}
