//! Setting a site up: its draft, publishing and what was published before, the first steps.

use shared::{access::Who, settings::changes, ticket::rfc3339};
use worker::Result;

use super::{Loaded, Site};
use crate::{
    chance,
    protocol::{
        Answer,
        setup::{self, Ask, Draft, Entry, State, Step},
    },
    store::Store,
};

/// Most changes of a version told one by one.
const MAX_CHANGES: usize = 60;
/// The step that is a page of the site showing the panel.
const SEEN: &str = "seen";

/// How a configuration came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// As a file, by the API.
    File,
    /// From the desk.
    Desk,
}

impl Site {
    pub(super) async fn set_up(
        &self,
        store: &Store,
        loaded: &Loaded,
        ask: Ask,
        who: Option<&Who>,
    ) -> Result<Answer> {
        let at = rfc3339(chance::now());
        let by = who.map_or("", Who::name).to_owned();
        Ok(Answer::Setup(match ask {
            Ask::State => {
                let Some(kept) = store.kept()? else {
                    return Ok(Answer::NoSite);
                };
                let (way, by) = store.version_entry(kept.version)?.unwrap_or_default();
                let draft = store.setup_draft()?;
                let older = draft.as_ref().map(|draft| draft.based_on);
                let older = older.filter(|n| *n != kept.version);
                let base = older.map(|n| store.version_config(n)).transpose()?;
                setup::Answer::State(Box::new(State {
                    config: kept.config,
                    version: kept.version,
                    at: kept.published_at,
                    by,
                    way,
                    draft,
                    base: base.flatten(),
                }))
            }
            Ask::Preview => {
                let draft = store.setup_draft()?.map(|draft| draft.config);
                let config = match draft {
                    Some(config) => Some(config),
                    None => store.kept()?.map(|kept| kept.config),
                };
                match config {
                    Some(config) => setup::Answer::Preview(config),
                    None => return Ok(Answer::NoSite),
                }
            }
            Ask::Keep {
                config,
                based_on,
                revision,
            } => {
                let before = store.setup_draft()?.map_or(0, |draft| draft.revision);
                if before != revision {
                    return Ok(Answer::Setup(setup::Answer::Stale));
                }
                // Never the same twice, so that a draft thrown away is not taken for a new one.
                let now_ms = chance::now().as_millisecond();
                let revision = before.saturating_add(1).max(now_ms);
                store.keep_setup_draft(&Draft {
                    config,
                    based_on,
                    revision,
                    by,
                    at,
                })?;
                setup::Answer::Kept { revision }
            }
            Ask::Discard => {
                store.drop_setup_draft()?;
                return Ok(Answer::Done);
            }
            Ask::Publish {
                id,
                config,
                version,
                revision,
                origin,
            } => {
                let draft = store.setup_draft()?.map_or(0, |draft| draft.revision);
                if draft != revision || store.version()? != Some(version) {
                    return Ok(Answer::Setup(setup::Answer::Stale));
                }
                let answer = self
                    .publish(store, id, config, origin, Some(loaded), who, Way::Desk)
                    .await?;
                if matches!(answer, Answer::Published { .. }) {
                    store.drop_setup_draft()?;
                }
                return Ok(answer);
            }
            Ask::History => setup::Answer::History(store.versions()?),
            Ask::Version { n } => match store.version_config(n)? {
                Some(config) => setup::Answer::Version(config),
                None => return Ok(Answer::Nothing),
            },
            Ask::Progress => setup::Answer::Progress(store.progress()?),
            Ask::Step { step, state } => {
                if step != SEEN {
                    store.keep_step(&Step { step, state, at }, false)?;
                }
                return Ok(Answer::Done);
            }
            Ask::Seen => {
                let step = Step {
                    step: SEEN.into(),
                    state: SEEN.into(),
                    at,
                };
                store.keep_step(&step, true)?;
                return Ok(Answer::Done);
            }
        }))
    }

    /// Writes down what is published, by whom, and what is another than before.
    pub(super) fn keep_history(
        &self,
        store: &Store,
        before: Option<&Loaded>,
        config: &str,
        entry: (i64, Way, Option<&Who>, &str),
    ) -> Result<()> {
        let (n, way, who, at) = entry;
        let mut changed = match before {
            Some(before) => changes(
                &serde_json::to_value(&before.site)?,
                &serde_json::from_str(config)?,
            ),
            None => Vec::new(),
        };
        changed.truncate(MAX_CHANGES);
        let way = match way {
            Way::File => "file",
            Way::Desk => "desk",
        };
        let entry = Entry {
            n,
            way: way.into(),
            by: who.map_or("", Who::name).to_owned(),
            at: at.to_owned(),
            changes: changed,
        };
        store.keep_version(&entry, config)
    }
}
