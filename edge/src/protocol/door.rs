//! What is said at the desk's door: signing in, sessions, invitations.

use serde::{Deserialize, Serialize};
use shared::{address::EmailAddress, id::Slug};

use super::Signs;

/// What the worker asks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Ask {
    /// Mail a link to whoever of the team has this address; `browser` is the digest of what only
    /// the browser has that asked.
    SendLink {
        email: EmailAddress,
        browser: String,
        signs: Signs,
    },
    /// Use such a link.
    Enter {
        link: String,
        browser: String,
        /// The browser's family.
        family: String,
    },
    /// Let in whoever Cloudflare Access vouches for; the worker looked at the token. `session` is
    /// the digest of the session that belongs to it.
    Vouched {
        email: EmailAddress,
        session: String,
        /// The browser's family.
        family: String,
    },
    /// A link that serves in any browser, for one of the team or, where none is named, the
    /// operator.
    MakeLink { agent: Option<Slug> },
    /// Who asks.
    Me,
    /// The sessions of whoever asks.
    Sessions,
    /// End one of them by its name, or all but this one.
    End { session: Option<String> },
    /// End the session that asks.
    Leave,
    /// End all sessions of somebody.
    EndAll { agent: Slug },
    /// The sessions of everybody.
    Everybody,
    /// End any session, by its name.
    EndOf { session: String },
    /// Mail somebody of the team where the desk is.
    Invite { agent: Slug },
}

/// What the object answers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Answer {
    /// In: what the browser keeps, and nobody else.
    Entered { session: String },
    /// The link or the token serves no more, or never did.
    Over,
    /// The link was asked for from another browser.
    OtherBrowser,
    /// A link, without the origin.
    Link(String),
    /// Sessions, the one seen last first.
    Sessions(Vec<Session>),
}

/// A session, as whoever has it sees it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    /// Its name.
    pub name: String,
    /// The browser's family, such as `Firefox on Android`.
    pub family: String,
    /// When it began, milliseconds since 1970.
    pub created_ms: i64,
    /// When it was last used, to some minutes.
    pub seen_ms: i64,
    /// Whether it is the one that asks.
    pub is_this: bool,
    /// Whose it is; empty for the operator.
    pub agent: String,
}
