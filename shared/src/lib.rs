//! The domain of Premura: pure functions and types. Nothing here does I/O, reads a clock,
//! touches a DOM or knows of Workers; time and randomness come in as arguments.

pub mod address;
pub mod colour;
#[cfg(feature = "server")]
pub mod hours;
#[cfg(feature = "server")]
pub mod html;
pub mod id;
#[cfg(feature = "server")]
pub mod import;
#[cfg(feature = "server")]
pub mod inbound;
pub mod lang;
#[cfg(feature = "server")]
pub mod mail;
#[cfg(feature = "server")]
pub mod markdown;
#[cfg(feature = "server")]
pub mod outbox;
pub mod panel;
#[cfg(feature = "server")]
pub mod phrase;
pub mod problem;
#[cfg(feature = "server")]
pub mod relay;
#[cfg(feature = "server")]
pub mod retry;
pub mod search;
#[cfg(feature = "server")]
pub mod site;
pub mod text;
#[cfg(feature = "server")]
pub mod ticket;
#[cfg(feature = "server")]
pub mod webhook;
