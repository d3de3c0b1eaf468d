//! Endpoints and the delivery log.

use serde_json::json;

use super::at;
use crate::{
    access::Action,
    api::{
        EndpointState, Logged, Since,
        operation::{Access, Operation, Verb, call, done, fixed, list, object, of},
    },
    outbox::State,
    problem::Code,
};

const GROUP: &str = "Webhooks and deliveries";

pub(super) fn operations() -> Vec<Operation> {
    use Verb::{Get, Post};
    let manage = Access::Team(Action::ManageDeliveries);
    let read = Access::Team(Action::ReadDeliveries);
    let replayed = || {
        let count = fixed(json!({ "type": "integer", "minimum": 0 }));
        object(vec![("replayed", count)])
    };
    vec![
        call(
            Get,
            at!("/webhooks"),
            "listWebhooks",
            GROUP,
            "The endpoints and how they are doing",
        )
        .by(read)
        .paged()
        .gives(200, list::<EndpointState>("webhooks")),
        call(
            Post,
            at!("/webhooks/{endpoint}/test"),
            "testWebhook",
            GROUP,
            "Send `endpoint.test`",
        )
        .by(manage)
        .gives(
            202,
            object(vec![("delivery", fixed(json!({ "type": "string" })))]),
        )
        .problem(Code::EndpointNotFound),
        call(
            Post,
            at!("/webhooks/{endpoint}/enable"),
            "enableWebhook",
            GROUP,
            "Enable an endpoint that was disabled",
        )
        .by(manage)
        .gives(200, done())
        .problem(Code::EndpointNotFound),
        call(
            Post,
            at!("/webhooks/{endpoint}/replay"),
            "replayWebhook",
            GROUP,
            "Send again what did not arrive since a moment",
        )
        .by(manage)
        .takes(of::<Since>())
        .example(json!({ "since": "2026-11-22T09:00:00Z" }))
        .gives(202, replayed())
        .problem(Code::EndpointNotFound),
        call(
            Post,
            at!("/agents/{agent}/test-mail"),
            "testMail",
            GROUP,
            "Mail a test to one of the team",
        )
        .about(
            "It goes the way of all mails; `GET …/deliveries/{delivery}` says what became of it.",
        )
        .by(manage)
        .gives(
            202,
            object(vec![("delivery", fixed(json!({ "type": "string" })))]),
        )
        .problem(Code::AgentNotFound),
        call(
            Get,
            at!("/deliveries"),
            "listDeliveries",
            GROUP,
            "The delivery log, newest first",
        )
        .by(read)
        .query(
            "endpoint",
            "Only to this endpoint.",
            fixed(json!({ "type": "string", "maxLength": 200 })),
        )
        .query("state", "Only in this state.", of::<State>())
        .paged()
        .gives(200, list::<Logged>("deliveries")),
        call(
            Get,
            at!("/deliveries/{delivery}"),
            "getDelivery",
            GROUP,
            "One delivery",
        )
        .by(read)
        .gives(200, of::<Logged>())
        .problem(Code::DeliveryNotFound),
        call(
            Post,
            at!("/deliveries/{delivery}/replay"),
            "replayDelivery",
            GROUP,
            "Send one again",
        )
        .by(manage)
        .gives(202, replayed())
        .problem(Code::DeliveryNotFound)
        .problem(Code::ChangeRefused),
    ]
}
