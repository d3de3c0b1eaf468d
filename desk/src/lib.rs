//! The team's side: pages from plain data to markup, drawn by the worker. Links are links and forms
//! post; `desk.js` adds what a keyboard and a live line make quicker.

mod account;
mod door;
mod icon;
pub mod part;
pub mod settings;
mod shell;
mod tongue;

pub use account::{Account, Row, account};
pub use door::{Asked, choose, enter, refused, sign_in, trouble};
pub use icon::icon;
pub use shell::{Section, Shell, bare, page};
pub use tongue::Tongue;
