//! What the API takes and gives, as types, and the table of everything that can be called. The
//! OpenAPI document is made of both on the host; the worker serves what was written down.

mod contacts;
mod deliveries;
mod people;
mod tickets;
mod tokens;

#[cfg(feature = "schema")]
mod openapi;
#[cfg(feature = "schema")]
mod operation;
#[cfg(feature = "schema")]
mod operations;
#[cfg(feature = "schema")]
mod page;
mod paging;
mod public;
#[cfg(feature = "schema")]
mod sent;

pub use contacts::{Consent, Contact, ContactChange, MAX_NOTES, MAX_TAGS};
pub use deliveries::{AttemptRow, EndpointState, Logged, Since, To};
#[cfg(feature = "schema")]
pub use openapi::{document, operations};
#[cfg(feature = "schema")]
pub use operation::{Access, Operation, Verb};
#[cfg(feature = "schema")]
pub use page::page;
pub use paging::{MAX_PAGE, PAGE, Paging};
pub use people::{Away, LinkFor, Person, SessionRow};
pub use public::{Accepted, Advice, Nearest, Outcome, Outcomes};
pub use tickets::{Attachment, Filter, Into, Place, Settings, TicketFile, Words};
pub use tokens::{NewToken, SECRET_PREFIX, Token};
