//! Customers.

use serde_json::json;

use super::at;
use crate::{
    access::Action,
    api::{
        Contact, ContactChange,
        operation::{Access, Operation, Shape, Verb, array, call, fixed, list, object, of},
    },
    problem::Code,
    ticket::Ticket,
};

const GROUP: &str = "Contacts";

fn one() -> Shape {
    object(vec![
        ("contact", of::<Contact>()),
        ("tickets", array::<Ticket>()),
    ])
}

pub(super) fn operations() -> Vec<Operation> {
    use Verb::{Delete, Get, Patch};
    vec![
        call(
            Get,
            at!("/contacts"),
            "listContacts",
            GROUP,
            "Customers, newest first",
        )
        .by(Access::Team(Action::ReadContacts))
        .query(
            "q",
            "Words that stand in the name, the address or the number.",
            fixed(json!({ "type": "string", "maxLength": 200 })),
        )
        .paged()
        .gives(200, list::<Contact>("contacts")),
        call(
            Get,
            at!("/contacts/{contact}"),
            "getContact",
            GROUP,
            "One customer",
        )
        .about("With their 100 newest tickets, spam among them; `GET …/tickets?contact=` has all.")
        .by(Access::Team(Action::ReadContacts))
        .gives(200, one())
        .problem(Code::ContactNotFound),
        call(
            Patch,
            at!("/contacts/{contact}"),
            "updateContact",
            GROUP,
            "Change a customer",
        )
        .about("What is not given stays.")
        .by(Access::Team(Action::WriteContacts))
        .takes(of::<ContactChange>())
        .example(json!({ "tags": ["vip"], "consents": { "newsletter": false } }))
        .gives(200, one())
        .problem(Code::ContactNotFound),
        call(
            Get,
            at!("/contacts/{contact}/export"),
            "exportContact",
            GROUP,
            "Everything that is kept of a customer",
        )
        .about("For somebody who asks what is known of them.")
        .by(Access::Team(Action::ExportContact))
        .gives(
            200,
            object(vec![
                (
                    "exported_at",
                    fixed(json!({ "type": "string", "format": "date-time" })),
                ),
                ("contact", of::<Contact>()),
                (
                    "tickets",
                    fixed(json!({ "type": "array", "items": { "type": "object" } })),
                ),
            ]),
        )
        .problem(Code::ContactNotFound),
        call(
            Delete,
            at!("/contacts/{contact}"),
            "eraseContact",
            GROUP,
            "Erase a customer",
        )
        .about(
            "Removes the person everywhere, with what is owed and was sent and the log of it, \
                 and keeps the counts. `contact.erased` is sent to the endpoints. There is no way \
                 back.",
        )
        .by(Access::Team(Action::EraseContact))
        .gives(
            200,
            object(vec![
                ("done", fixed(json!({ "const": true }))),
                ("tickets", fixed(json!({ "type": "integer", "minimum": 0 }))),
            ]),
        )
        .problem(Code::ContactNotFound),
    ]
}
