//! What visitors and their programs are told.

use serde::{Deserialize, Serialize};

use crate::{contact::AnswerBy, id::Reference, lang::Lang};

/// What the sender of an accepted request is told.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Accepted {
    /// The ticket's id.
    pub id: String,
    /// What people quote.
    pub reference: Reference,
    /// When it was accepted.
    pub created_at: String,
    /// By when whom the customer hears from, as a sentence; empty where nothing is promised.
    pub promise: String,
    /// The way to be answered by.
    pub answer_by: AnswerBy,
    /// The path of the request's page.
    pub request: String,
}

/// What can come of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Outcome {
    /// The customer did what the site hopes for; bought, mostly.
    Converted,
}

/// How many visits of a day had an outcome.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Outcomes {
    /// The day in the site's time zone, `2026-11-23`.
    pub day: String,
    /// What came of it.
    pub outcome: Outcome,
    /// How many.
    pub count: u32,
}

/// What an owner may do about questions that found no answer.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Advice {
    /// The language it was asked in.
    pub lang: Lang,
    /// How often.
    pub asked: u32,
    /// How it was asked most.
    pub phrasing: String,
    /// Other ways it was asked.
    pub examples: Vec<String>,
    /// The FAQ that is nearest.
    pub nearest: Option<Nearest>,
}

/// The FAQ that is nearest to a question.
#[derive(Debug, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Nearest {
    /// Its id.
    pub faq: String,
    /// Its question.
    pub question: String,
    /// How sure the engine is of it, between 0 and 1.
    pub confidence: f32,
}
