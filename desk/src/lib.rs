//! The team's side: pages from plain data to markup, drawn by the worker. Links are links and forms
//! post; `desk.js` adds what a keyboard and a live line make quicker.

mod account;
mod contacts;
mod door;
mod icon;
pub mod part;
mod shell;
mod tokens;
mod tongue;

pub use account::{Account, Row, account};
pub use contacts::{
    ContactList, ContactPage, ErasePage, GivenConsent, TicketLine, contact, contacts, erase_contact,
};
pub use door::{Asked, choose, enter, refused, sign_in, trouble};
pub use icon::icon;
pub use shell::{Section, Shell, bare, page};
pub use tokens::{Tokens, tokens};
pub use tongue::Tongue;
