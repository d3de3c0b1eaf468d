//! The table of everything that can be called: one line for each method of each address. A test
//! holds it to the addresses the worker answers at.

mod contacts;
mod open;
mod settings;
mod team;
mod tickets;
mod visitors;
mod webhooks;

use super::operation::Operation;

/// All of it, in the order it is shown.
pub fn all() -> Vec<Operation> {
    let groups = [
        visitors::operations(),
        tickets::operations(),
        contacts::operations(),
        team::operations(),
        webhooks::operations(),
        settings::operations(),
        open::operations(),
    ];
    groups.into_iter().flatten().collect()
}

/// A site's part of the API.
macro_rules! at {
    ($path:literal) => {
        concat!("/v1/sites/{site}", $path)
    };
}
use at;
