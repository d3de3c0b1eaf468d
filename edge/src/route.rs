//! Every address the worker answers at, and the methods each takes: one table, one reading.

use shared::id::{SiteId, Slug};
use worker::Method;

/// An address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Root,
    Health,
    Loader,
    Asset,
    Home(SiteId),
    Faq(SiteId, String),
    Write(SiteId),
    Sent(SiteId),
    /// Below a site's panel, but nothing is there.
    Lost(SiteId),
    Help(SiteId),
    HelpFaq(SiteId, String),
    Sitemap(SiteId),
    Site(SiteId),
    Faqs(SiteId),
    FaqJson(SiteId, String),
    Tickets(SiteId),
    Ticket(SiteId, String),
}

impl Route {
    /// Reads an address's path.
    pub fn of(path: &str) -> Option<Self> {
        let parts: Vec<&str> = path
            .split('/')
            .filter(|part| !part.is_empty())
            .take(8)
            .collect();
        let site = |id: &str| SiteId::parse(id).ok();
        let faq = |id: &str| Slug::parse(id).ok().map(String::from);
        Some(match parts.as_slice() {
            [] => Self::Root,
            ["premura.js"] => Self::Loader,
            ["a", ..] => Self::Asset,
            ["p", id] => Self::Home(site(id)?),
            ["p", id, "faq", name] => match faq(name) {
                Some(name) => Self::Faq(site(id)?, name),
                None => Self::Lost(site(id)?),
            },
            ["p", id, "write"] => Self::Write(site(id)?),
            ["p", id, "sent"] => Self::Sent(site(id)?),
            ["p", id, ..] => Self::Lost(site(id)?),
            ["help", id] => Self::Help(site(id)?),
            ["help", id, "sitemap.xml"] => Self::Sitemap(site(id)?),
            ["help", id, name] => Self::HelpFaq(site(id)?, faq(name)?),
            ["v1", "health"] => Self::Health,
            ["v1", "sites", id] => Self::Site(site(id)?),
            ["v1", "sites", id, "faqs"] => Self::Faqs(site(id)?),
            ["v1", "sites", id, "faqs", name] => Self::FaqJson(site(id)?, faq(name)?),
            ["v1", "sites", id, "tickets"] => Self::Tickets(site(id)?),
            ["v1", "sites", id, "tickets", ticket] => Self::Ticket(site(id)?, (*ticket).to_owned()),
            _ => return None,
        })
    }

    /// The methods it takes; HEAD goes with GET.
    pub fn methods(&self) -> &'static [Method] {
        match self {
            Self::Write(_) | Self::Tickets(_) => &[Method::Get, Method::Post],
            Self::Site(_) => &[Method::Get, Method::Put],
            _ => &[Method::Get],
        }
    }
}
