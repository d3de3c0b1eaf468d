//! What is said about setting a site up: its draft, what was published when, the first steps.

use serde::{Deserialize, Serialize};
use shared::{id::SiteId, settings::Change};

/// What the worker asks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Ask {
    /// What is published and what is prepared.
    State,
    /// What is prepared, for whoever has a proof of the worker's.
    Preview,
    /// Keep this draft, unless somebody kept another after revision `revision`.
    Keep {
        config: String,
        based_on: i64,
        revision: i64,
    },
    /// Throw the draft away.
    Discard,
    /// Publish this, unless draft or site are no more those that were seen.
    Publish {
        id: SiteId,
        config: String,
        version: i64,
        revision: i64,
        origin: String,
    },
    /// What was published, the newest first.
    History,
    /// What was published as this version.
    Version { n: i64 },
    /// How far the first steps are.
    Progress,
    /// A step was done, or skipped.
    Step { step: String, state: String },
    /// A page of the site showed the panel.
    Seen,
}

/// What the object answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Answer {
    /// What is published and what is prepared.
    State(Box<State>),
    /// The draft, or what is published.
    Preview(String),
    /// Kept, as this revision.
    Kept { revision: i64 },
    /// Somebody was quicker.
    Stale,
    /// What was published, the newest first.
    History(Vec<Entry>),
    /// A configuration of before.
    Version(String),
    /// Steps and their state.
    Progress(Vec<Step>),
}

/// What is published and what is prepared.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct State {
    /// What is published.
    pub config: String,
    /// Its version.
    pub version: i64,
    /// When, RFC 3339.
    pub at: String,
    /// By whom, as far as it is known.
    pub by: String,
    /// `file` or `desk`.
    pub way: String,
    /// What is prepared.
    pub draft: Option<Draft>,
    /// What was published when the draft was begun, if that is another and still kept.
    pub base: Option<String>,
}

/// Changes that are not published yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// The configuration it makes.
    pub config: String,
    /// The version it was begun on.
    pub based_on: i64,
    /// Counts up with each change.
    pub revision: i64,
    /// Who changed it last.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
}

/// Something that was published.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Entry {
    /// Its version.
    pub n: i64,
    /// `file` or `desk`.
    pub way: String,
    /// By whom.
    pub by: String,
    /// When, RFC 3339.
    pub at: String,
    /// What changed.
    pub changes: Vec<Change>,
}

/// A first step.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Step {
    /// Its name.
    pub step: String,
    /// `done`, `skipped` or `seen`.
    pub state: String,
    /// When, RFC 3339.
    pub at: String,
}
