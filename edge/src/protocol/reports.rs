//! What is asked about how well a site answers, and what is told.

use serde::{Deserialize, Serialize};
use shared::{
    measures::{Day, Dimension, Filter, PastDay, Report, Share},
    ticket,
};

use super::Advice;

/// Which days.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Span {
    /// The last week from Monday to Sunday that is over.
    #[default]
    LastWeek,
    /// So many days until today.
    Last(i32),
    /// From one day to another.
    Between(Day, Day),
}

/// What is asked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Ask {
    /// Every measure, and those of as many days before.
    Report {
        span: Span,
        filter: Filter,
        /// What the rows are by.
        by: Option<Dimension>,
    },
    /// How people help themselves.
    Faqs { span: Span },
    /// The mail about last week, as it is now.
    Week,
}

/// A piece of the history of another help desk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Past {
    /// A request.
    Request(Box<ticket::Past>),
    /// What was counted on a day.
    Day(Box<PastDay>),
}

/// What is told.
#[derive(Debug, Serialize, Deserialize)]
pub enum Told {
    /// Measures.
    Report(Box<Measured>),
    /// How people help themselves.
    Faqs(Box<Faqs>),
    /// A mail.
    Week { subject: String, text: String },
    /// How many requests and days of another help desk were taken, how many were there already, and which
    /// were not taken, by their place, and why.
    Taken {
        taken: u32,
        known: u32,
        refused: Vec<(u32, String)>,
    },
}

/// Measures of a period and of the one before.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Measured {
    pub now: Report,
    pub before: Report,
    /// The day it is at the site.
    pub today: Day,
    /// The first day anything is known of.
    pub first: Option<Day>,
    /// Requests that are not counted yet.
    pub uncounted: u32,
}

/// How people help themselves.
#[derive(Debug, Serialize, Deserialize)]
pub struct Faqs {
    pub from: Day,
    pub to: Day,
    /// Sessions that ended on an answer, among those with a question; now and before.
    pub deflected: [Share; 2],
    /// FAQ, how often it was read, helped, and did not help.
    pub read: Vec<(String, [u32; 3])>,
    /// What was searched for without finding an answer, made most first: language, words, times.
    pub missed: Vec<(String, String, u32)>,
    /// What the owner may do about it.
    pub advice: Vec<Advice>,
}
