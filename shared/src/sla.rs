//! What is due, and when.

use serde::{Deserialize, Serialize};

/// What a policy sets a time for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Target {
    /// The first human answer.
    FirstResponse,
    /// The answer to a later message.
    NextResponse,
    /// The resolution.
    Resolution,
}
