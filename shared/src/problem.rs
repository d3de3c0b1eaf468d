//! Errors as the outside sees them: RFC 9457 problem details with stable codes, and one entry per
//! field where fields are wrong. Codes and field codes are part of the API and never change meaning.

use serde::{Deserialize, Serialize};

/// What went wrong, by its stable code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Code {
    /// 400: the body is not JSON.
    InvalidJson,
    /// 400: the body is not a form.
    InvalidForm,
    /// 401: the bearer token is missing or wrong.
    Unauthorized,
    /// 403: whoever asks may not do this.
    Forbidden,
    /// 403: the site does not list the page's origin.
    OriginNotAllowed,
    /// 404: no such address.
    NotFound,
    /// 404: no such site.
    SiteNotFound,
    /// 404: no such FAQ.
    FaqNotFound,
    /// 404: no such ticket.
    TicketNotFound,
    /// 404: no such delivery.
    DeliveryNotFound,
    /// 404: no such endpoint.
    EndpointNotFound,
    /// 404: no such agent.
    AgentNotFound,
    /// 404: no such contact.
    ContactNotFound,
    /// 404: no such token.
    TokenNotFound,
    /// 404: no such session.
    SessionNotFound,
    /// 405: the address does not know this method.
    MethodNotAllowed,
    /// 409: the idempotency key was used with another body.
    IdempotencyConflict,
    /// 409: the ticket stands where this cannot be done.
    ChangeRefused,
    /// 409: a message has as many files as fit.
    TooManyFiles,
    /// 413: a file is over the limit.
    FileTooLarge,
    /// 413: the body is over the limit.
    BodyTooLarge,
    /// 415: the file is none of the types that are taken.
    FileTypeNotAllowed,
    /// 415: the body is of another type than the address takes.
    UnsupportedMediaType,
    /// 422: one or more fields are not valid.
    InvalidFields,
    /// 422: the site's configuration is not valid.
    InvalidConfiguration,
    /// 429: too much in too short a time; `Retry-After` says when again.
    TooManyRequests,
    /// 503: the site cannot be reached at the moment.
    Unavailable,
}

impl Code {
    /// The HTTP status that goes with it.
    pub fn status(self) -> u16 {
        match self {
            Self::InvalidJson | Self::InvalidForm => 400,
            Self::Unauthorized => 401,
            Self::Forbidden | Self::OriginNotAllowed => 403,
            Self::NotFound | Self::SiteNotFound | Self::FaqNotFound | Self::TicketNotFound => 404,
            Self::DeliveryNotFound
            | Self::EndpointNotFound
            | Self::AgentNotFound
            | Self::ContactNotFound
            | Self::TokenNotFound
            | Self::SessionNotFound => 404,
            Self::MethodNotAllowed => 405,
            Self::IdempotencyConflict | Self::ChangeRefused | Self::TooManyFiles => 409,
            Self::FileTooLarge | Self::BodyTooLarge => 413,
            Self::FileTypeNotAllowed | Self::UnsupportedMediaType => 415,
            Self::InvalidFields | Self::InvalidConfiguration => 422,
            Self::TooManyRequests => 429,
            Self::Unavailable => 503,
        }
    }

    /// The kind of problem in a few words, the same every time.
    pub fn title(self) -> &'static str {
        match self {
            Self::InvalidJson => "The body is not valid JSON",
            Self::InvalidForm => "The body is not a valid form",
            Self::Unauthorized => "A valid token is needed",
            Self::Forbidden => "Your role or token does not allow this",
            Self::OriginNotAllowed => "This origin may not use the site",
            Self::NotFound => "There is nothing at this address",
            Self::SiteNotFound => "There is no such site",
            Self::FaqNotFound => "There is no such FAQ",
            Self::TicketNotFound => "There is no such ticket",
            Self::DeliveryNotFound => "There is no such delivery",
            Self::EndpointNotFound => "There is no such endpoint",
            Self::AgentNotFound => "There is no such agent",
            Self::ContactNotFound => "There is no such contact",
            Self::TokenNotFound => "There is no such token",
            Self::SessionNotFound => "There is no such session",
            Self::ChangeRefused => "This cannot be done as things stand",
            Self::TooManyFiles => "There are as many files as fit",
            Self::FileTooLarge => "The file is too large",
            Self::FileTypeNotAllowed => "Files of this type are not taken",
            Self::MethodNotAllowed => "The method is not allowed here",
            Self::IdempotencyConflict => "The idempotency key was used for something else",
            Self::BodyTooLarge => "The body is too large",
            Self::UnsupportedMediaType => "The content type is not supported",
            Self::InvalidFields => "Some fields need another look",
            Self::InvalidConfiguration => "The site's configuration needs another look",
            Self::TooManyRequests => "Too much in too short a time",
            Self::Unavailable => "The site cannot be reached at the moment",
        }
    }
}

/// One field that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldError {
    /// The field's name in the request.
    pub field: String,
    /// A stable code: `required`, `invalid`, `too_long`, `unknown`.
    pub code: String,
    /// One sentence that says what to do, in the request's language.
    pub message: String,
}

/// One place of a configuration that is not as it must be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ConfigError {
    /// The line in the file, from 1.
    pub line: usize,
    /// The key, such as `faqs[3].question.it`; empty where the file itself cannot be read.
    pub key: String,
    /// One sentence that says what to do.
    pub message: String,
}

/// The entries under `errors`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Errors {
    /// Of a request.
    Fields(Vec<FieldError>),
    /// Of a configuration.
    Config(Vec<ConfigError>),
}

/// A problem, as it is sent with `application/problem+json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Problem {
    /// `about:blank`: `code` tells the kinds apart (RFC 9457, section 4.2.1).
    #[serde(rename = "type")]
    pub kind: String,
    /// The kind of problem in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// The stable code.
    pub code: Code,
    /// One sentence on this occurrence that says what to do next.
    pub detail: String,
    /// One entry per field or key that is wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub errors: Option<Errors>,
}

impl Problem {
    /// A problem of a kind, with what to do about it.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self {
            kind: "about:blank".into(),
            title: code.title().into(),
            status: code.status(),
            code,
            detail: detail.into(),
            errors: None,
        }
    }

    /// A request whose fields are not all valid.
    pub fn fields(detail: impl Into<String>, errors: Vec<FieldError>) -> Self {
        Self {
            errors: Some(Errors::Fields(errors)),
            ..Self::new(Code::InvalidFields, detail)
        }
    }

    /// A configuration that is not valid.
    pub fn configuration(errors: Vec<ConfigError>) -> Self {
        let detail = match errors.as_slice() {
            [one] => format!("Correct line {} and apply the file again.", one.line),
            many => format!(
                "Correct these {} places and apply the file again.",
                many.len()
            ),
        };
        Self {
            errors: Some(Errors::Config(errors)),
            ..Self::new(Code::InvalidConfiguration, detail)
        }
    }
}
