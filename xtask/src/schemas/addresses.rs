//! Holds the documented API to the addresses the worker answers at: its own table is read here as
//! it stands there.

use std::collections::{BTreeMap, BTreeSet};

use shared::api::{Verb, operations};

/// The worker's methods, as its table of addresses names them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

impl Method {
    fn verb(self) -> Verb {
        match self {
            Self::Get => Verb::Get,
            Self::Post => Verb::Post,
            Self::Put => Verb::Put,
            Self::Patch => Verb::Patch,
            Self::Delete => Verb::Delete,
        }
    }
}

#[path = "../../../edge/src/route.rs"]
#[allow(dead_code)]
mod route;

use route::{Api, Route};

/// Every address of the API. A variant that is missing here does not compile; what it is called
/// here must be documented.
macro_rules! addresses {
    ($name:ident, $of:ident, $($variant:pat => $path:literal,)*) => {
        fn $name(address: &$of) -> &'static str {
            match address { $($variant => $path,)* }
        }

        impl $of {
            const PATHS: &'static [&'static str] = &[$($path,)*];
        }
    };
}

addresses! { of_site, Api,
    Api::Site => "",
    Api::Faqs => "/faqs",
    Api::Faq(_) => "/faqs/{faq}",
    Api::FaqRating(_) => "/faqs/{faq}/rating",
    Api::Searches => "/searches",
    Api::Choices => "/choices",
    Api::Surveys => "/surveys",
    Api::Help => "/help",
    Api::Reports => "/reports",
    Api::History => "/history",
    Api::Outcomes => "/outcomes",
    Api::IdentitySecret => "/identity-secret",
    Api::SignInLinks => "/sign-in-links",
    Api::Requests => "/requests",
    Api::Challenge => "/challenge",
    Api::Tickets => "/tickets",
    Api::Ticket(_) => "/tickets/{ticket}",
    Api::Messages(_) => "/tickets/{ticket}/messages",
    Api::Merge(_) => "/tickets/{ticket}/merge",
    Api::Attachments(_) => "/tickets/{ticket}/attachments",
    Api::Deliveries => "/deliveries",
    Api::Delivery(_) => "/deliveries/{delivery}",
    Api::Replay(_) => "/deliveries/{delivery}/replay",
    Api::Endpoints => "/webhooks",
    Api::EndpointTest(_) => "/webhooks/{endpoint}/test",
    Api::EndpointEnable(_) => "/webhooks/{endpoint}/enable",
    Api::EndpointReplay(_) => "/webhooks/{endpoint}/replay",
    Api::Suggestions => "/suggestions",
    Api::Agents => "/agents",
    Api::Agent(_) => "/agents/{agent}",
    Api::AgentTestMail(_) => "/agents/{agent}/test-mail",
    Api::Contacts => "/contacts",
    Api::Contact(_) => "/contacts/{contact}",
    Api::ContactExport(_) => "/contacts/{contact}/export",
    Api::Tokens => "/tokens",
    Api::Token(_) => "/tokens/{token}",
    Api::Sessions => "/sessions",
    Api::Session(_) => "/sessions/{session}",
}

/// The rest of the worker's addresses; empty for pages and files, which are no API.
fn of_worker(route: &Route) -> &'static str {
    match route {
        Route::Events => "/v1/events",
        Route::Event(_) => "/v1/events/{type}",
        Route::Reference => "/v1",
        Route::OpenApi => "/v1/openapi.json",
        Route::Health => "/v1/health",
        Route::InboundMail => "/v1/inbound/email",
        Route::Site(_, address) => of_site(address),
        Route::Root
        | Route::Loader
        | Route::Asset
        | Route::Home(_)
        | Route::Questions(_)
        | Route::Faq(..)
        | Route::Write(_)
        | Route::Ask(_)
        | Route::Flows(_)
        | Route::Sent(_)
        | Route::Requests(_)
        | Route::Survey(..)
        | Route::Privacy(_)
        | Route::Answers(_)
        | Route::Lost(_)
        | Route::Help(_)
        | Route::HelpFaq(..)
        | Route::Sitemap(_)
        | Route::Request(_)
        | Route::File(_)
        | Route::Desks
        | Route::Desk(..) => "",
    }
}

const OF_WORKER: [&str; 6] = [
    "/v1/events",
    "/v1/events/{type}",
    "/v1",
    "/v1/openapi.json",
    "/v1/health",
    "/v1/inbound/email",
];

/// What is documented: the methods of each address.
fn documented() -> BTreeMap<&'static str, BTreeSet<Verb>> {
    let mut documented: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for operation in operations() {
        let verbs = documented.entry(operation.path).or_default();
        assert!(verbs.insert(operation.verb), "{} twice", operation.id);
    }
    documented
}

#[test]
fn every_method_of_every_address_is_documented_and_nothing_else() {
    let documented = documented();
    let of_sites = Api::PATHS
        .iter()
        .map(|path| format!("/v1/sites/{{site}}{path}"));
    let all: BTreeSet<String> = of_sites.chain(OF_WORKER.map(str::to_owned)).collect();
    for path in &all {
        let real = path
            .split('/')
            .map(|part| if part.starts_with('{') { "a" } else { part })
            .collect::<Vec<_>>()
            .join("/");
        let route = Route::of(&real).unwrap_or_else(|| panic!("{path} leads nowhere"));
        let rest = path.strip_prefix("/v1/sites/{site}").unwrap_or(path);
        assert_eq!(of_worker(&route), rest, "{path} is another's");
        let methods: BTreeSet<Verb> = route.methods().iter().map(|m| m.verb()).collect();
        assert_eq!(documented.get(path.as_str()), Some(&methods), "{path}");
    }
    let known: BTreeSet<String> = documented.keys().map(|path| (*path).to_owned()).collect();
    assert_eq!(known, all);
}

#[test]
fn operations_have_a_name_of_their_own_and_say_what_they_do() {
    let mut names = BTreeSet::new();
    for operation in operations() {
        assert!(names.insert(operation.id), "{} twice", operation.id);
        assert!(!operation.summary.is_empty() && !operation.answers.is_empty());
        assert!(!operation.summary.ends_with('.'), "{}", operation.summary);
        if operation.body.is_none() && operation.verb == Verb::Put {
            panic!("{} takes nothing", operation.id);
        }
    }
}
