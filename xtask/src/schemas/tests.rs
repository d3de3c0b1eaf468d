use std::collections::BTreeMap;

use serde_json::{Value, json};
use shared::{
    address::EmailAddress,
    event::{Actor, Kind, schema},
    id::Reference,
    lang::Lang,
    site::Site,
    team::Roster,
    ticket::{Around, Arrival, Change, Origin, Request, Status, Turn, apply, open},
};

use super::{of_api, of_events, of_site};

/// What is written down, by file name.
fn published() -> BTreeMap<String, String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/events");
    let files = std::fs::read_dir(folder).unwrap().flatten();
    let read = |file: std::fs::DirEntry| {
        let name = file.file_name().into_string().unwrap();
        (name, std::fs::read_to_string(file.path()).unwrap())
    };
    files.map(read).collect()
}

#[test]
fn the_published_schema_is_current() {
    let published = include_str!("../../../docs/site.schema.json");
    assert!(
        of_site().is_ok_and(|schema| schema == published),
        "type `cargo xtask schemas`"
    );
}

#[test]
fn the_published_description_of_the_api_is_what_the_types_say() {
    let published = include_str!("../../../docs/openapi.json");
    assert!(
        of_api().is_ok_and(|document| document == published),
        "docs/openapi.json is not what is sent; type `cargo xtask schemas`"
    );
}

#[test]
fn the_published_schemas_of_events_are_what_is_sent() {
    let made: BTreeMap<String, String> = of_events()
        .unwrap()
        .into_iter()
        .map(|(kind, schema)| (format!("{kind}.json"), schema))
        .collect();
    let published = published();
    for (name, schema) in &made {
        assert!(
            published.get(name) == Some(schema),
            "docs/events/{name} is not what is sent; type `cargo xtask schemas`"
        );
    }
    assert!(published.keys().eq(made.keys()), "some event is gone");
}

#[test]
fn every_event_that_is_sent_has_a_schema_and_an_example_that_says_its_name() {
    for kind in Kind::ALL {
        let sent = kind.is_offered() || *kind == Kind::EndpointTest;
        let schema = schema(*kind);
        assert_eq!(schema.is_some(), sent, "{kind:?}");
        let Some(schema) = schema else { continue };
        assert_eq!(schema["examples"][0]["type"], kind.as_str());
        assert_eq!(schema["examples"][0]["data"]["site"], "bottega-lume");
        assert_eq!(schema["title"], kind.as_str());
        assert!(schema["description"].as_str().is_some_and(|d| d.len() > 10));
    }
}

#[test]
fn examples_have_what_their_schemas_describe_and_nothing_else() {
    for kind in Kind::ALL {
        let Some(schema) = schema(*kind) else {
            continue;
        };
        for example in schema["examples"].as_array().unwrap() {
            let wrong = Check { root: &schema }.wrong("", &schema, example);
            assert!(wrong.is_empty(), "{}: {wrong:#?}", kind.as_str());
        }
    }
}

#[test]
fn a_mail_of_which_little_is_known_is_told_as_its_schemas_say_from_first_to_last() {
    let toml = include_str!("../../../shared/src/event/example.toml");
    let site = Site::from_toml(toml).unwrap();
    let roster = Roster::new();
    let around = Around {
        site_id: "bottega-lume",
        site: &site,
        roster: &roster,
        contact_tags: &[],
        now: "2026-11-23T09:00:00Z".parse().unwrap(),
    };
    let (email, lang) = (
        EmailAddress::parse("anna@mail.example").unwrap(),
        Lang::parse("it").unwrap(),
    );
    let arrival = Arrival {
        request: Request::of_mail(None, email, "\u{1f600}\"\n".repeat(9_000), lang),
        channel: Origin::Email,
        contact_id: "con_1".into(),
        subject: Some(String::new()),
        folded: Some("> quoted".into()),
        spam: vec![],
        follows: Some("tic_1".into()),
        may_acknowledge: false,
        reference: Reference::from_entropy(7),
    };
    let mut told = Vec::new();
    let mut keep = |turn: Turn| {
        told.extend(turn.events.into_iter().filter_map(|event| event.body));
        turn.ticket
    };
    let mut ticket = keep(open(around, arrival, 1));
    let write = |text: &str| Change::CustomerWrites {
        text: text.into(),
        folded: None,
        channel: Origin::RequestPage,
    };
    for (change, by) in [
        (Change::Note { text: "-".into() }, Actor::Team),
        (Change::SetStatus(Status::Resolved), Actor::Rule),
        (write(""), Actor::Customer),
        (Change::SetStatus(Status::Closed), Actor::Team),
    ] {
        ticket = keep(apply(around, &ticket, change, &by, 1).unwrap());
    }
    let mut kinds = Vec::new();
    for body in &told {
        let body: Value = serde_json::from_str(body).unwrap();
        let kind = Kind::parse(body["type"].as_str().unwrap()).unwrap();
        let schema = schema(kind).unwrap();
        let wrong = Check { root: &schema }.wrong("", &schema, &body);
        assert!(wrong.is_empty(), "{wrong:#?}");
        kinds.push(kind);
    }
    use Kind::{TicketAssigned, TicketCreated, TicketMessageCreated, TicketStatusChanged};
    let noted = [TicketCreated, TicketAssigned, TicketMessageCreated];
    let after = [TicketStatusChanged, TicketMessageCreated];
    let last = [TicketStatusChanged, TicketStatusChanged];
    assert_eq!(kinds, [&noted[..], &after, &last].concat());
}

#[test]
fn the_check_of_examples_sees_what_is_wrong() {
    let schema = schema(Kind::EndpointDisabled).unwrap();
    let good = &schema["examples"][0];
    let check = |spoil: fn(&mut Value)| {
        let mut body = good.clone();
        spoil(&mut body);
        Check { root: &schema }.wrong("", &schema, &body)
    };
    assert!(check(|_| {}).is_empty());
    for spoil in [
        (|body| body["type"] = json!("ticket.created")) as fn(&mut Value),
        |body| body["data"]["more"] = json!(1),
        |body| body["data"]["reason"] = json!("tired"),
        |body| body["data"]["url"] = json!(null),
        |body| drop(body["data"].as_object_mut().unwrap().remove("url")),
        |body| drop(body.as_object_mut().unwrap().remove("timestamp")),
    ] {
        assert_eq!(check(spoil).len(), 1);
    }
}

/// Looks whether a value is of a schema, as far as ours go, and stricter than it: fields that are
/// not described are wrong. The whole of JSON Schema is checked end to end.
struct Check<'a> {
    root: &'a Value,
}

impl Check<'_> {
    /// What is wrong, each with its place.
    fn wrong(&self, place: &str, schema: &Value, value: &Value) -> Vec<String> {
        if let Some(name) = schema["$ref"].as_str() {
            let target = self.root.pointer(name.trim_start_matches('#'));
            return self.wrong(place, target.unwrap(), value);
        }
        if let Some(ways) = schema["anyOf"].as_array().or(schema["oneOf"].as_array()) {
            let fits = |way| self.wrong(place, way, value).is_empty();
            return match ways.iter().any(fits) {
                true => vec![],
                false => vec![format!("{place}: {value} is none of {ways:?}")],
            };
        }
        let mut wrong = Vec::new();
        let expected = |key: &str| schema.get(key);
        if expected("const").is_some_and(|only| only != value)
            || expected("enum").is_some_and(|any| !any.as_array().unwrap().contains(value))
            || expected("type").is_some_and(|types| !is_of(types, value))
        {
            wrong.push(format!("{place}: {value} is not {schema}"));
        }
        if let (Some(fields), Some(known)) = (value.as_object(), schema["properties"].as_object()) {
            for name in schema["required"].as_array().into_iter().flatten() {
                if !fields.contains_key(name.as_str().unwrap()) {
                    wrong.push(format!("{place}: {name} is missing"));
                }
            }
            for (name, value) in fields {
                let place = format!("{place}/{name}");
                match known.get(name) {
                    Some(schema) => wrong.extend(self.wrong(&place, schema, value)),
                    None => wrong.push(format!("{place} is not described")),
                }
            }
        }
        if let (Some(items), Some(of)) = (value.as_array(), schema.get("items")) {
            for (i, item) in items.iter().enumerate() {
                wrong.extend(self.wrong(&format!("{place}/{i}"), of, item));
            }
        }
        wrong
    }
}

fn is_of(types: &Value, value: &Value) -> bool {
    let name = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    match types {
        Value::Array(types) => types.iter().any(|one| one == name),
        one => one == name,
    }
}
