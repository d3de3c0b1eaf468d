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
    identity::Secrets,
    measures::Report,
    problem::Code,
};

const GROUP: &str = "Settings and reports";

pub(super) fn operations() -> Vec<Operation> {
    use Verb::{Get, Post, Put};
    let string = || fixed(json!({ "type": "string" }));
    let date = || fixed(json!({ "type": "string", "format": "date" }));
    let uncounted = || fixed(json!({ "type": "integer", "minimum": 0 }));
    let day = || fixed(json!({ "type": "string", "pattern": r"^(\d{4}-\d{2}-\d{2})?$" }));
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
        .about("For a day after a change the one before serves as well.")
        .by(Access::Team(Action::ManageSecrets))
        .gives(200, of::<Secrets>()),
        call(
            Post,
            at!("/identity-secret"),
            "changeIdentitySecret",
            GROUP,
            "Change it",
        )
        .by(Access::Team(Action::ManageSecrets))
        .gives(200, of::<Secrets>()),
        call(
            Get,
            at!("/reports"),
            "getReport",
            GROUP,
            "Every measure of a period and of the one before",
        )
        .about(
            "Last week where nothing is said. It can be narrowed by each of `topic`, `team`, \
             `agent`, `channel`, `lang` and `page`, and told apart by one of them. Times are in \
             seconds, on both clocks.",
        )
        .by(Access::Team(Action::ReadReports))
        .query(
            "days",
            "The last so many days.",
            fixed(json!({ "anyOf": [
                { "type": "integer", "minimum": 1, "maximum": 400 }, { "const": "" },
            ] })),
        )
        .query("from", "The first day; empty: not given.", day())
        .query("to", "The last day; empty: not given.", day())
        .query(
            "by",
            "One of these; anything else is passed over.",
            string(),
        )
        .problem(Code::InvalidFields)
        .gives(
            200,
            object(vec![
                ("from", date()),
                ("to", date()),
                ("report", of::<Report>()),
                ("before", of::<Report>()),
                ("uncounted", uncounted()),
            ]),
        ),
        call(
            Post,
            at!("/history"),
            "importHistory",
            GROUP,
            "Bring what was handled and counted elsewhere",
        )
        .about(
            "The body is JSON, one request or one day of counts a line, at most 500 of them and 4 MB. \
             What was brought before is not brought again. What cannot be taken is said by its \
             line, and why.",
        )
        .by(Access::Team(Action::ImportHistory))
        .takes_raw("application/x-ndjson")
        .gives(
            200,
            object(vec![
                ("taken", fixed(json!({ "type": "integer", "minimum": 0 }))),
                ("known", fixed(json!({ "type": "integer", "minimum": 0 }))),
                (
                    "refused",
                    fixed(json!({ "type": "array", "items": {
                        "type": "object",
                        "required": ["line", "why"],
                        "properties": {
                            "line": { "type": "integer" }, "why": { "type": "string" },
                        },
                    } })),
                ),
            ]),
        ),
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
