//! A guided flow in one language, as the assistant walks it.

use serde::Serialize;

use crate::panel::Field;

/// A flow; steps are named by their place.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Flow {
    /// Its name in the site's file.
    pub id: String,
    /// What begins it.
    pub title: String,
    /// Its steps, the first first.
    pub steps: Vec<Step>,
}

/// A step.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Step {
    /// Its name in the flow.
    pub id: String,
    /// What is said, as safe HTML; `{field}` is to be filled; may be empty.
    pub html: String,
    /// A page to open.
    pub link: Option<Link>,
    /// What comes then.
    pub then: Then,
}

/// A page to open.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Link {
    /// Its words.
    pub label: String,
    /// Its address; `{field}` is to be filled.
    pub href: String,
}

/// What comes after what is said.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub enum Then {
    /// Nothing: it was answered.
    #[default]
    End,
    /// The step at this place.
    Next(u32),
    /// What the customer chooses.
    Choices(Vec<Way>),
    /// What the customer fills in.
    Ask(Ask),
    /// A FAQ, by its id.
    Faq(String),
    /// A person, with a topic's id and a message to be filled; both may be empty.
    HandOver {
        /// What the request is about.
        topic: String,
        /// What the message begins as.
        message: String,
    },
}

/// Something to choose.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Way {
    /// Its words.
    pub label: String,
    /// The step it leads to.
    pub to: u32,
}

/// Something to fill in.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Ask {
    /// The field; its bounds also where it is a number.
    pub field: Field,
    /// The shape of an order number; may be empty.
    pub pattern: String,
    /// The step after it.
    pub next: u32,
}
