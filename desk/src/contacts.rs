//! Customers: the list, one with their history, and the page that asks before erasing somebody.

mod erase;
mod list;
mod one;

use shared::api::Contact;

pub use erase::erase_contact;
pub use list::contacts;
pub use one::contact;

/// What the list is drawn from.
#[derive(Clone, Debug, Default)]
pub struct ContactList {
    /// What was searched for.
    pub query: String,
    /// Customers with when they first wrote, in words.
    pub rows: Vec<(Contact, String)>,
    /// Where the list goes on.
    pub next: Option<String>,
    /// Whether it is not the first page.
    pub later: bool,
    /// What was just done.
    pub done: Option<String>,
}

/// A request of somebody, as a line.
#[derive(Clone, Debug)]
pub struct TicketLine {
    /// Its id.
    pub id: String,
    /// What people quote.
    pub reference: String,
    /// What it is about.
    pub about: String,
    /// Where it stands, in words.
    pub status: &'static str,
    /// When it came, in words.
    pub when: String,
}

/// What somebody agreed to or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GivenConsent {
    /// The field's id.
    pub id: String,
    /// To what.
    pub label: String,
    /// Whether they agree.
    pub given: bool,
    /// When and how that came to be known, in words.
    pub how: String,
}

/// What the page of one is drawn from.
#[derive(Clone, Debug)]
pub struct ContactPage {
    /// The customer.
    pub contact: Contact,
    /// When they first wrote, in words.
    pub since: String,
    /// Their requests, newest first.
    pub tickets: Vec<TicketLine>,
    /// What they agreed to.
    pub consents: Vec<GivenConsent>,
    /// What is known besides, each with its name.
    pub facts: Vec<(&'static str, String)>,
    /// Tags as they were typed.
    pub tags: String,
    /// Notes as they were typed.
    pub notes: String,
    /// The field that needs another look, with what to do.
    pub trouble: Option<(String, String)>,
    /// What was just done.
    pub done: Option<String>,
}

/// What the page that asks before erasing is drawn from.
#[derive(Clone, Debug)]
pub struct ErasePage {
    /// The customer.
    pub contact: Contact,
    /// How many requests they have.
    pub tickets: usize,
    /// What needs another look.
    pub trouble: Option<&'static str>,
}

/// How somebody is called: by name, address, number, or not at all.
fn called(contact: &Contact, nobody: &str) -> String {
    let known = [&contact.name, &contact.email, &contact.phone];
    let mut known = known.into_iter().flatten().filter(|text| !text.is_empty());
    known.next().map_or_else(|| nobody.to_owned(), Clone::clone)
}
