//! How a site is set up, and what can be learnt from it.

use serde_json::json;

use super::at;
use crate::{
    access::Action,
    api::{
        Advice, Outcomes,
        operation::{Access, Operation, Verb, array, call, fixed, object, of},
        sent::Published,
    },
    problem::Code,
};

const GROUP: &str = "Settings and reports";

pub(super) fn operations() -> Vec<Operation> {
    use Verb::{Get, Put};
    let string = || fixed(json!({ "type": "string" }));
    vec![
        call(Get, at!(""), "getSite", GROUP, "What is published")
            .by(Access::Team(Action::ReadSettings))
            .gives(200, of::<Published>()),
        call(Put, at!(""), "publishSite", GROUP, "Publish a site")
            .about(
                "The body is its TOML file, at most 1.5 MB. Who may not manage the team may not \
                 change the people in it either. Only the operator begins a site.",
            )
            .by(Access::Team(Action::Publish))
            .takes_raw("application/toml")
            .gives(
                200,
                object(vec![
                    ("site", string()),
                    ("version", fixed(json!({ "type": "integer" }))),
                ]),
            )
            .problem(Code::InvalidConfiguration),
        call(
            Get,
            at!("/identity-secret"),
            "getIdentitySecret",
            GROUP,
            "What your server signs its customers with",
        )
        .by(Access::Team(Action::ManageSecrets))
        .gives(200, object(vec![("secret", string())])),
        call(
            Get,
            at!("/suggestions"),
            "listSuggestions",
            GROUP,
            "What was asked and not found",
        )
        .about("In the last half year, asked most first.")
        .by(Access::Team(Action::ReadReports))
        .gives(200, object(vec![("suggestions", array::<Advice>())])),
        call(
            Get,
            at!("/outcomes"),
            "listOutcomes",
            GROUP,
            "What came of visits",
        )
        .about("How many of each day, newest first, 400 at most.")
        .by(Access::Team(Action::ReadReports))
        .gives(200, object(vec![("outcomes", array::<Outcomes>())])),
    ]
}
