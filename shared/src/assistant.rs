//! The assistant: a short conversation over a site's FAQs and its guided flows. A pure state
//! machine: what a customer did so far decides what is shown, in the browser and at the edge
//! alike. No clock, no randomness, no engine: what was found for a question is asked of the caller.

mod field;
mod find;
mod flow;
mod hand_over;
mod input;
#[cfg(feature = "server")]
mod of_site;
mod talk;
#[cfg(all(test, feature = "server"))]
mod tests;

pub use find::{FLOW, Found};
pub use flow::{Ask, Flow, Link, Step, Then, Way};
pub use hand_over::{HandOver, MAX_TRANSCRIPT};
pub use input::{Input, MAX_INPUTS};
pub use talk::{Act, Around, Offer, Talk, Turn};
