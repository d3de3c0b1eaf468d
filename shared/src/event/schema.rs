//! The published JSON Schema of each event, made from the types that are sent, with an example.
//! On the host only: the worker serves what is written down here as files.

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings};
use serde_json::{Value, json};

use super::{
    CallbackRequested, ContactErased, EndpointDisabled, EndpointTest, FaqRated, FaqSearchMissed,
    Kind, SurveySubmitted, TicketAssigned, TicketCreated, TicketMessageCreated, TicketSla,
    TicketStatusChanged, example,
};

/// The schema of a webhook's body, JSON Schema 2020-12. None for what goes into a ticket's history
/// only.
pub fn schema(kind: Kind) -> Option<Value> {
    // What is sent is described, not what would be read: fields that are always there are required.
    let mut made = SchemaSettings::draft2020_12()
        .for_serialize()
        .into_generator();
    let data = data(kind, &mut made)?;
    let definitions = made.take_definitions(true);
    Some(json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": kind.as_str(),
        "description": kind.description(),
        "type": "object",
        "required": ["type", "timestamp", "data"],
        "properties": {
            "type": { "const": kind.as_str() },
            "timestamp": {
                "type": "string",
                "format": "date-time",
                "description": "When it happened, RFC 3339 in UTC with milliseconds.",
            },
            "data": data,
        },
        "$defs": definitions,
        "examples": example::body(kind).into_iter().collect::<Vec<_>>(),
    }))
}

fn data(kind: Kind, made: &mut SchemaGenerator) -> Option<Schema> {
    fn of<T: JsonSchema>(made: &mut SchemaGenerator) -> Option<Schema> {
        Some(made.subschema_for::<T>())
    }
    match kind {
        Kind::TicketCreated => of::<TicketCreated<'_>>(made),
        Kind::TicketMessageCreated => of::<TicketMessageCreated<'_>>(made),
        Kind::TicketAssigned => of::<TicketAssigned<'_>>(made),
        Kind::TicketStatusChanged => of::<TicketStatusChanged<'_>>(made),
        Kind::TicketSlaWarning | Kind::TicketSlaBreached => of::<TicketSla<'_>>(made),
        Kind::SurveySubmitted => of::<SurveySubmitted<'_>>(made),
        Kind::FaqRated => of::<FaqRated<'_>>(made),
        Kind::FaqSearchMissed => of::<FaqSearchMissed<'_>>(made),
        Kind::CallbackRequested => of::<CallbackRequested<'_>>(made),
        Kind::ContactErased => of::<ContactErased<'_>>(made),
        Kind::EndpointDisabled => of::<EndpointDisabled<'_>>(made),
        Kind::EndpointTest => of::<EndpointTest<'_>>(made),
        Kind::SignInAsked | Kind::TeamInvited | Kind::MailTested | Kind::WeekReported => None,
        Kind::RequestLinkAsked | Kind::TicketUpdated | Kind::TicketMerged => None,
    }
}
