//! Requests, as the team sees them.

use serde_json::{Value, json};

use super::at;
use crate::{
    access::Action,
    api::{
        Into, Settings, Words,
        deliveries::Logged,
        operation::{Access, Operation, Shape, Verb, array, call, fixed, list, object, of},
        sent::LinkedFile,
    },
    event::Event,
    problem::Code,
    ticket::{Message, Origin, Status, Ticket},
};

const GROUP: &str = "Tickets";

/// The same, with who of the team acts.
fn with_by(shape: Shape) -> Shape {
    Box::new(move |made| {
        let mut schema = shape(made);
        if let Some(properties) = schema.get_mut("properties").and_then(Value::as_object_mut) {
            let by = json!({
                "type": ["string", "null"],
                "description": "The agent who acts, by id; left out, it is the team.",
            });
            properties.insert("by".into(), by);
        }
        schema
    })
}

/// A ticket with everything that belongs to it.
fn file() -> Shape {
    object(vec![
        ("ticket", of::<Ticket>()),
        ("messages", array::<Message>()),
        ("events", array::<Event>()),
        ("attachments", array::<LinkedFile>()),
        ("deliveries", array::<Logged>()),
    ])
}

/// What changes a ticket.
fn change(operation: Operation) -> Operation {
    operation
        .by(Access::Team(Action::WriteTickets))
        .keyed()
        .gives(200, file())
        .problem(Code::TicketNotFound)
        .problem(Code::ChangeRefused)
}

pub(super) fn operations() -> Vec<Operation> {
    use Verb::{Get, Patch, Post};
    let name = || fixed(json!({ "type": "string", "maxLength": 200 }));
    let moment = || fixed(json!({ "type": "string", "format": "date-time" }));
    vec![
        call(
            Get,
            at!("/tickets"),
            "listTickets",
            GROUP,
            "Tickets, newest first",
        )
        .by(Access::Team(Action::ReadTickets))
        .query(
            "view",
            "`spam`: only what is suspected to be; else everything but.",
            fixed(json!({ "type": "string", "enum": ["spam"] })),
        )
        .query("status", "Where they stand.", of::<Status>())
        .query("owner", "Who has them; empty: nobody.", name())
        .query("team", "Which team has them; empty: none.", name())
        .query("topic", "What they are about; empty: nothing.", name())
        .query("tag", "A tag they have.", name())
        .query("channel", "How they came in.", of::<Origin>())
        .query("contact", "Whose they are, by the contact's id.", name())
        .query("created_after", "Accepted after this moment.", moment())
        .query("created_before", "Accepted before this moment.", moment())
        .paged()
        .gives(200, list::<Ticket>("tickets")),
        call(
            Get,
            at!("/tickets/{ticket}"),
            "getTicket",
            GROUP,
            "One ticket with all of it",
        )
        .about("Messages, events, attachments (their `url` serves for an hour), deliveries.")
        .by(Access::Team(Action::ReadTickets))
        .gives(200, file())
        .problem(Code::TicketNotFound),
        change(call(
            Patch,
            at!("/tickets/{ticket}"),
            "updateTicket",
            GROUP,
            "Change a ticket",
        ))
        .about("What is not given stays. All changes are made, or none.")
        .takes(with_by(of::<Settings>()))
        .example(json!({ "status": "resolved", "tags": ["refund"], "by": "marta" })),
        change(call(
            Post,
            at!("/tickets/{ticket}/messages"),
            "addMessage",
            GROUP,
            "Answer the customer, or note something",
        ))
        .takes(with_by(of::<Words>()))
        .example(json!({ "text": "It left today.", "status": "resolved", "by": "marta" })),
        change(call(
            Post,
            at!("/tickets/{ticket}/merge"),
            "mergeTicket",
            GROUP,
            "Merge a ticket into another",
        ))
        .takes(of::<Into>())
        .example(json!({ "into": "tic_01KDXA0000000000000000000A" })),
    ]
}
