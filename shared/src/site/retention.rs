//! How long a site keeps what it knows of people and of deliveries.

use serde::{Deserialize, Serialize};

/// The longest that can be asked for, in days: ten years.
pub const MAX_DAYS: u16 = 3_650;

/// How long things are kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Retention {
    /// Days after which a request that is done is emptied of its customer and its words, as by
    /// erasure; left out: never. At most 3,650.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 3_650)))]
    pub keep_days: Option<u16>,
    /// Days after which the delivery log and the bodies of events are forgotten. At most 3,650.
    #[serde(default = "log_days")]
    #[cfg_attr(feature = "schema", schemars(range(min = 1, max = 3_650)))]
    pub keep_log_days: u16,
}

const fn log_days() -> u16 {
    90
}

impl Default for Retention {
    fn default() -> Self {
        Self {
            keep_days: None,
            keep_log_days: log_days(),
        }
    }
}

impl Retention {
    /// The faults of it: a key and a sentence each.
    pub(super) fn faults(&self) -> impl Iterator<Item = (&'static str, String)> {
        let days = [
            ("keep_days", self.keep_days),
            ("keep_log_days", Some(self.keep_log_days)),
        ];
        let wrong = days
            .into_iter()
            .filter(|(_, days)| days.is_some_and(|days| !(1..=MAX_DAYS).contains(&days)));
        wrong.map(|(key, _)| (key, format!("Use 1 to {MAX_DAYS} days.")))
    }
}
