//! What is said about tokens of the API.

use serde::{Deserialize, Serialize};
use shared::api::{NewToken, Token};

/// What the worker asks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Ask {
    /// All tokens, newest first.
    List,
    /// Make one; it was checked.
    Make(NewToken),
    /// It opens nothing from now on.
    Revoke { id: String },
}

/// What the object answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Answer {
    /// Tokens, newest first.
    List(Vec<Token>),
    /// A new one; the secret is kept nowhere.
    Made { secret: String, token: Token },
}
