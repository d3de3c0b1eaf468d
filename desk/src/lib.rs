//! The team's side: pages from plain data to markup, drawn by the worker. Links are links and forms
//! post; `desk.js` adds what a keyboard and a live line make quicker.

mod account;
mod contacts;
mod door;
mod icon;
mod inbox;
pub mod part;
pub mod reports;
pub mod settings;
mod shell;
mod ticket;
mod tokens;
mod words;

pub use account::{Account, Row, account};
pub use contacts::{
    ContactList, ContactPage, ErasePage, GivenConsent, TicketLine, contact, contacts, erase_contact,
};
pub use door::{Asked, choose, enter, refused, sign_in, stranger, trouble};
pub use icon::icon;
pub use inbox::{Inbox, inbox, inbox_news};
pub use shared::tongue::Tongue;
pub use shell::{Section, Shell, bare, fragment, page, path};
pub use ticket::{Delivery, Fault, File, Held, Person, TicketPage, Write, ticket, ticket_news};
pub use tokens::{Tokens, tokens};
pub use words::delivered;
