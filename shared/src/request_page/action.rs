//! What a customer can do on the page of their request, when, and how what they send is read.
//! Doing it is the matter of `ticket`.

use serde::{Deserialize, Serialize};

use super::FieldError;
use crate::{
    text::{Catalogue, Text},
    ticket::{MAX_MESSAGE, Status, Ticket},
};

/// Longest comment of a rating, in characters.
pub const MAX_COMMENT: usize = 2_000;

/// Something a customer can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Write; to a solved request that opens it again, to a closed one it begins another.
    Reply,
    /// Say that it is solved.
    Close,
    /// Say that it is not solved.
    Reopen,
    /// Rate how it went.
    Rate,
    /// Say why, after rating.
    Comment,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 5] = [
        Self::Reply,
        Self::Close,
        Self::Reopen,
        Self::Rate,
        Self::Comment,
    ];

    /// Its name in forms.
    pub fn name(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Close => "close",
            Self::Reopen => "reopen",
            Self::Rate => "rate",
            Self::Comment => "comment",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.name() == name)
    }

    /// Whether it can be done to a request that was `rated` or not, and that rating `explained`.
    pub fn is_open(self, ticket: &Ticket, rated: bool, explained: bool) -> bool {
        if ticket.merged_into.is_some() {
            return false;
        }
        match self {
            Self::Reply => true,
            Self::Comment => rated && !explained,
            Self::Close => !ticket.status.is_done(),
            Self::Reopen => ticket.status == Status::Resolved,
            Self::Rate => {
                ticket.status.is_done()
                    && ticket.resolved_at.is_some()
                    && ticket.spam.is_empty()
                    && !rated
            }
        }
    }
}

/// What a customer sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// A message; empty only where files came with it.
    Reply {
        /// What they wrote.
        text: String,
    },
    /// It is solved.
    Close,
    /// It is not solved.
    Reopen,
    /// How it went.
    Rate {
        /// 1–5, 5 the best.
        score: u8,
        /// Why; may be empty.
        comment: String,
    },
    /// Why it went as it was rated.
    Comment {
        /// What they wrote.
        text: String,
    },
}

impl Act {
    /// Reads the fields of a form: what is to be done, or one entry per field that needs another
    /// look, in the customer's language. `field` gives a field's value, empty where it is missing.
    pub fn read(
        action: Action,
        field: impl Fn(&str) -> String,
        has_files: bool,
        texts: &Catalogue,
    ) -> Result<Self, FieldError> {
        let error = |field: &str, code: &str, message: String| FieldError {
            field: field.into(),
            code: code.into(),
            message,
        };
        let within = |name: &str, max: usize| {
            // Browsers send line ends of text areas as CR LF.
            let text = field(name).replace("\r\n", "\n");
            if text.chars().count() > max {
                let message = texts.fill(Text::TooLong, &[("max", &max.to_string())]);
                return Err(error(name, "too_long", message));
            }
            Ok(text)
        };
        Ok(match action {
            Action::Reply => {
                let text = within("text", MAX_MESSAGE)?;
                if text.trim().is_empty() && !has_files {
                    let message = texts.get(Text::MessageMissing).to_owned();
                    return Err(error("text", "required", message));
                }
                Self::Reply { text }
            }
            Action::Close => Self::Close,
            Action::Reopen => Self::Reopen,
            Action::Rate => {
                let Some(score) = score(&field("score")) else {
                    let message = texts.get(Text::SurveyMissing).to_owned();
                    return Err(error("score", "required", message));
                };
                let comment = within("comment", MAX_COMMENT)?;
                Self::Rate { score, comment }
            }
            Action::Comment => {
                let text = within("comment", MAX_COMMENT)?;
                if text.trim().is_empty() {
                    let message = texts.get(Text::MessageMissing).to_owned();
                    return Err(error("comment", "required", message));
                }
                Self::Comment { text }
            }
        })
    }
}

/// Reads a score, 1–5: of a form, or of the address a mail leads to.
pub fn score(text: &str) -> Option<u8> {
    text.parse().ok().filter(|score| (1..=5).contains(score))
}

/// What a customer just did, said on the page they come back to with `?done=`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// They wrote.
    Replied,
    /// They said it is solved.
    Solved,
    /// They opened it again.
    Reopened,
    /// They rated it.
    Rated,
    /// They wrote to a closed request, and this is the one that goes on with it.
    Followed,
}

impl Notice {
    const ALL: [Self; 5] = [
        Self::Replied,
        Self::Solved,
        Self::Reopened,
        Self::Rated,
        Self::Followed,
    ];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Replied => "replied",
            Self::Solved => "solved",
            Self::Reopened => "reopened",
            Self::Rated => "rated",
            Self::Followed => "followed",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|notice| notice.name() == name)
    }
}
