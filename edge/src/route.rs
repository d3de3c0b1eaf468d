//! Every address the worker answers at, and the methods each takes: one table, one reading.

use shared::id::{SiteId, Slug};

use super::Method;

/// An address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Route {
    Root,
    Health,
    /// The loader and what goes with it.
    Loader,
    Asset,
    /// The list of events.
    Events,
    /// The schema of one.
    Event(String),
    /// What can be called, for people.
    Reference,
    /// The same, for programs.
    OpenApi,
    Home(SiteId),
    /// All questions.
    Questions(SiteId),
    Faq(SiteId, String),
    Write(SiteId),
    /// The assistant.
    Ask(SiteId),
    /// What it goes by in the browser.
    Flows(SiteId),
    Sent(SiteId),
    /// A customer's requests.
    Requests(SiteId),
    /// A survey, by its id.
    Survey(SiteId, String),
    Privacy(SiteId),
    /// The answers' index.
    Answers(SiteId),
    /// Below a site's panel, but nothing is there.
    Lost(SiteId),
    Help(SiteId),
    HelpFaq(SiteId, String),
    Sitemap(SiteId),
    /// A customer's request, by its token.
    Request(String),
    /// A file, by a link that ends.
    File(SiteId),
    InboundMail,
    /// Where a team member says which site's desk they want.
    Desks,
    /// Below a site's desk.
    Desk(SiteId, Vec<String>),
    /// Below a site's API.
    Site(SiteId, Api),
}

/// An address of a site's API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Api {
    Site,
    Faqs,
    Faq(String),
    FaqRating(String),
    Searches,
    Choices,
    Surveys,
    /// How people help themselves.
    Help,
    /// Measures.
    Reports,
    /// Requests that were handled elsewhere.
    History,
    /// What came of visits.
    Outcomes,
    /// The secret a site's server signs its customers' names with.
    IdentitySecret,
    /// Links into the desk.
    SignInLinks,
    Requests,
    Challenge,
    Tickets,
    Ticket(String),
    Messages(String),
    Merge(String),
    Attachments(String),
    Deliveries,
    Delivery(String),
    Replay(String),
    Endpoints,
    EndpointTest(String),
    EndpointEnable(String),
    EndpointReplay(String),
    Suggestions,
    Agents,
    Agent(String),
    AgentTestMail(String),
    Contacts,
    Contact(String),
    ContactExport(String),
    /// Programs that may call the API.
    Tokens,
    Token(String),
    /// Where people are signed in.
    Sessions,
    Session(String),
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
            ["premura.js" | "premura-api.js" | "premura.d.ts"] => Self::Loader,
            ["a", ..] => Self::Asset,
            ["p", id] => Self::Home(site(id)?),
            ["p", id, "questions"] => Self::Questions(site(id)?),
            ["p", id, "faq", name] => match faq(name) {
                Some(name) => Self::Faq(site(id)?, name),
                None => Self::Lost(site(id)?),
            },
            ["p", id, "write"] => Self::Write(site(id)?),
            ["p", id, "ask"] => Self::Ask(site(id)?),
            ["p", id, "flows"] => Self::Flows(site(id)?),
            ["p", id, "sent"] => Self::Sent(site(id)?),
            ["p", id, "answers"] => Self::Answers(site(id)?),
            ["p", id, "requests"] => Self::Requests(site(id)?),
            ["p", id, "survey", name] => match faq(name) {
                Some(name) => Self::Survey(site(id)?, name),
                None => Self::Lost(site(id)?),
            },
            ["p", id, ..] => Self::Lost(site(id)?),
            ["privacy", id] => Self::Privacy(site(id)?),
            ["help", id] => Self::Help(site(id)?),
            ["help", id, "sitemap.xml"] => Self::Sitemap(site(id)?),
            ["help", id, name] => Self::HelpFaq(site(id)?, faq(name)?),
            ["r", token] => Self::Request((*token).to_owned()),
            ["f", id, _] => Self::File(site(id)?),
            ["desk"] => Self::Desks,
            ["desk", id, rest @ ..] => Self::Desk(
                site(id)?,
                rest.iter().map(|part| (*part).to_owned()).collect(),
            ),
            ["v1"] => Self::Reference,
            ["v1", "openapi.json"] => Self::OpenApi,
            ["v1", "health"] => Self::Health,
            ["v1", "events"] => Self::Events,
            ["v1", "events", kind] => Self::Event((*kind).to_owned()),
            ["v1", "inbound", "email"] => Self::InboundMail,
            ["v1", "sites", id, rest @ ..] => Self::Site(site(id)?, Api::of(rest)?),
            _ => return None,
        })
    }

    /// The methods it takes; HEAD goes with GET.
    pub fn methods(&self) -> &'static [Method] {
        use Method::{Delete, Get, Patch, Post, Put};
        match self {
            Self::Desk(..)
            | Self::Write(_)
            | Self::Ask(_)
            | Self::Faq(..)
            | Self::Request(_)
            | Self::Requests(_)
            | Self::Survey(..) => &[Get, Post],
            Self::InboundMail => &[Post],
            Self::Site(_, api) => match api {
                Api::Site => &[Get, Put],
                Api::Tickets | Api::Outcomes | Api::IdentitySecret | Api::Tokens => &[Get, Post],
                Api::Ticket(_) => &[Get, Patch],
                Api::Agent(_) => &[Patch],
                Api::Token(_) | Api::Session(_) => &[Delete],
                Api::Contact(_) => &[Get, Patch, Delete],
                Api::FaqRating(_)
                | Api::Searches
                | Api::Choices
                | Api::Help
                | Api::History
                | Api::Surveys
                | Api::Requests
                | Api::SignInLinks
                | Api::Messages(_)
                | Api::Merge(_)
                | Api::Attachments(_)
                | Api::Replay(_)
                | Api::EndpointTest(_)
                | Api::AgentTestMail(_)
                | Api::EndpointEnable(_)
                | Api::EndpointReplay(_) => &[Post],
                Api::Faqs
                | Api::Faq(_)
                | Api::Challenge
                | Api::Deliveries
                | Api::Delivery(_)
                | Api::Endpoints
                | Api::Reports
                | Api::Suggestions
                | Api::Agents
                | Api::Contacts
                | Api::ContactExport(_)
                | Api::Sessions => &[Get],
            },
            _ => &[Get],
        }
    }
}

impl Api {
    fn of(parts: &[&str]) -> Option<Self> {
        let text = |id: &str| id.to_owned();
        let slug = |id: &str| Slug::parse(id).ok().map(String::from);
        Some(match parts {
            [] => Self::Site,
            ["faqs"] => Self::Faqs,
            ["faqs", id] => Self::Faq(slug(id)?),
            ["faqs", id, "rating"] => Self::FaqRating(slug(id)?),
            ["searches"] => Self::Searches,
            ["choices"] => Self::Choices,
            ["surveys"] => Self::Surveys,
            ["help"] => Self::Help,
            ["reports"] => Self::Reports,
            ["history"] => Self::History,
            ["outcomes"] => Self::Outcomes,
            ["sign-in-links"] => Self::SignInLinks,
            ["identity-secret"] => Self::IdentitySecret,
            ["requests"] => Self::Requests,
            ["challenge"] => Self::Challenge,
            ["tickets"] => Self::Tickets,
            ["tickets", id] => Self::Ticket(text(id)),
            ["tickets", id, "messages"] => Self::Messages(text(id)),
            ["tickets", id, "merge"] => Self::Merge(text(id)),
            ["tickets", id, "attachments"] => Self::Attachments(text(id)),
            ["deliveries"] => Self::Deliveries,
            ["deliveries", id] => Self::Delivery(text(id)),
            ["deliveries", id, "replay"] => Self::Replay(text(id)),
            ["webhooks"] => Self::Endpoints,
            ["webhooks", id, "test"] => Self::EndpointTest(slug(id)?),
            ["webhooks", id, "enable"] => Self::EndpointEnable(slug(id)?),
            ["webhooks", id, "replay"] => Self::EndpointReplay(slug(id)?),
            ["suggestions"] => Self::Suggestions,
            ["agents"] => Self::Agents,
            ["agents", id] => Self::Agent(slug(id)?),
            ["agents", id, "test-mail"] => Self::AgentTestMail(slug(id)?),
            ["contacts"] => Self::Contacts,
            ["contacts", id] => Self::Contact(text(id)),
            ["contacts", id, "export"] => Self::ContactExport(text(id)),
            ["tokens"] => Self::Tokens,
            ["tokens", id] => Self::Token(text(id)),
            ["sessions"] => Self::Sessions,
            ["sessions", id] => Self::Session(text(id)),
            _ => return None,
        })
    }
}
