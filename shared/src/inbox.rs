//! The inbox: where a ticket stands for the team, what is due first, and what is looked for. Rules
//! only: which tickets there are is kept elsewhere, and a list is drawn elsewhere.

mod due;
mod entry;
mod filter;
mod search;
#[cfg(test)]
mod tests;
mod view;

pub use due::{Due, Level};
pub use entry::{Entry, MAX_LINE, first_line};
pub use filter::{Filter, MAX_FILTERS, Owner, Saved};
pub use search::{MAX_SEARCHED, expression, searched};
pub use view::{Place, Sort, View};
