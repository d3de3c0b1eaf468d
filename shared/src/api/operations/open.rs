//! What is nobody's site: the worker itself, events, mail that comes in.

use serde_json::json;

use crate::{
    api::{
        operation::{Access, Operation, Verb, array, call, fixed, object},
        sent::EventKind,
    },
    problem::Code,
};

const GROUP: &str = "The worker";

pub(super) fn operations() -> Vec<Operation> {
    use Verb::{Get, Post};
    let string = || fixed(json!({ "type": "string" }));
    let any = || fixed(json!({ "type": "object" }));
    vec![
        call(Get, "/v1", "getReference", GROUP, "This, as a page").gives_raw(
            200,
            "text/html",
            string(),
        ),
        call(
            Get,
            "/v1/openapi.json",
            "getOpenApi",
            GROUP,
            "This, as OpenAPI 3.1",
        )
        .gives(200, any()),
        call(
            Get,
            "/v1/events",
            "listEvents",
            GROUP,
            "The events webhooks can ask for",
        )
        .gives(200, object(vec![("events", array::<EventKind>())])),
        call(
            Get,
            "/v1/events/{type}",
            "getEvent",
            GROUP,
            "The JSON Schema of an event's body",
        )
        .gives_raw(200, "application/schema+json", any()),
        call(
            Post,
            "/v1/inbound/email",
            "handInMail",
            GROUP,
            "Hand in a mail",
        )
        .about(
            "The body is the raw message, at most 40 MB. The token is `INBOUND_TOKEN` or the \
                 operator's. 200 says that it went on with a ticket, 201 that it opened one.",
        )
        .by(Access::Mail)
        .query("to", "The address it was delivered to.", string())
        .query("from", "The envelope's sender.", string())
        .takes_raw("message/rfc822")
        .gives(
            201,
            object(vec![
                ("ticket", string()),
                ("opened", fixed(json!({ "type": "boolean" }))),
            ]),
        )
        .gives(
            200,
            object(vec![
                ("ticket", string()),
                ("opened", fixed(json!({ "type": "boolean" }))),
            ]),
        )
        .problem(Code::SiteNotFound),
        call(
            Get,
            "/v1/health",
            "getHealth",
            GROUP,
            "Whether the worker runs",
        )
        .gives(
            200,
            object(vec![("status", fixed(json!({ "const": "ok" })))]),
        ),
    ]
}
