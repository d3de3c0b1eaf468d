//! The OpenAPI 3.1 document, made from the table of operations and the types that are sent.

use schemars::{SchemaGenerator, generate::SchemaSettings};
use serde_json::{Map, Value, json};

use super::operation::{Access, Operation};
use crate::{
    access::{Action, Role, Scope},
    problem::{Code, Problem},
};

/// What it is about, for people.
const ABOUT: &str = "Everything a site's programs can do. JSON in and out; times are RFC 3339 in \
UTC; errors are problem details (RFC 9457) with a stable `code`; lists come in pages. Fields are \
added without notice: pass over those you do not know.";

/// The table.
pub fn operations() -> Vec<Operation> {
    super::operations::all()
}

/// The scope a token needs, in words.
pub(super) fn scope(action: Action) -> &'static str {
    action.scope().map_or("any", Scope::name)
}

fn generator(inline: bool) -> SchemaGenerator {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/components/schemas".into();
        settings.inline_subschemas = inline;
        settings.meta_schema = None;
    });
    match inline {
        true => settings.for_deserialize().into_generator(),
        false => settings.for_serialize().into_generator(),
    }
}

/// The whole document.
pub fn document() -> Value {
    // What is read is written out in its place, as reading and sending a type may differ.
    let (mut read, mut sent) = (generator(true), generator(false));
    let problem = sent.subschema_for::<Problem>();
    let mut paths: Map<String, Value> = Map::new();
    for operation in operations() {
        let said = describe(&operation, &mut read, &mut sent);
        let path = paths.entry(operation.path).or_insert_with(|| json!({}));
        if let Some(path) = path.as_object_mut() {
            path.insert(operation.verb.name().to_lowercase(), said);
        }
    }
    let mut definitions = sent.take_definitions(true);
    // A problem's code is one of those there are.
    if let Some(code) = definitions.get_mut("Code").and_then(Value::as_object_mut) {
        code.remove("$schema");
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Premura",
            "version": env!("CARGO_PKG_VERSION"),
            "description": ABOUT,
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "tags": groups(),
        "x-actions": actions(),
        "paths": paths,
        "components": {
            "schemas": definitions,
            "responses": troubles(&problem.to_value()),
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "A token made under Your account, API tokens; or the operator's.",
                },
            },
        },
    })
}

/// Who may do what: the least role, and the scope a token needs.
fn actions() -> Value {
    let name = |action: Action| {
        serde_json::to_value(action)
            .ok()?
            .as_str()
            .map(str::to_owned)
    };
    let rule = |action: Action| {
        let role = Role::ALL.into_iter().find(|role| role.may(action));
        let rule =
            json!({ "role": role.map(Role::name), "scope": action.scope().map(Scope::name) });
        Some((name(action)?, rule))
    };
    let rules: Map<String, Value> = Action::ALL.into_iter().filter_map(rule).collect();
    rules.into()
}

/// The groups, in the order of the table.
fn groups() -> Vec<Value> {
    let mut names: Vec<&str> = Vec::new();
    for operation in operations() {
        if !names.contains(&operation.group) {
            names.push(operation.group);
        }
    }
    names.iter().map(|name| json!({ "name": name })).collect()
}

fn describe(
    operation: &Operation,
    read: &mut SchemaGenerator,
    sent: &mut SchemaGenerator,
) -> Value {
    let mut said = json!({
        "operationId": operation.id,
        "summary": operation.summary,
        "tags": [operation.group],
        "responses": responses(operation, sent),
    });
    let Some(fields) = said.as_object_mut() else {
        return said;
    };
    let mut about = operation.about.to_owned();
    let (security, needs) = match operation.access {
        Access::Anyone | Access::Visitors => (json!([]), None),
        Access::Team(action) => (json!([{ "token": [] }]), Some(action)),
        // The request's own token goes with a scheme of ours, which OpenAPI has no name for.
        Access::Customer(action) => (json!([{}, { "token": [] }]), Some(action)),
        Access::Mail => (json!([{ "token": [] }]), None),
    };
    if let Some(action) = needs {
        if !about.is_empty() {
            about.push_str("\n\n");
        }
        about.push_str(&format!("Scope: `{}`.", scope(action)));
        fields.insert("x-action".into(), json!(action));
    }
    if operation.access == Access::Visitors {
        about.push_str(match about.is_empty() {
            true => "For pages on the origins the site allows.",
            false => "\n\nFor pages on the origins the site allows.",
        });
    }
    fields.insert("security".into(), security);
    if !about.is_empty() {
        fields.insert("description".into(), about.into());
    }
    let mut parameters: Vec<Value> = operation
        .names()
        .into_iter()
        .map(|name| {
            json!({
                "in": "path", "name": name, "required": true,
                "description": name_of(name), "schema": { "type": "string" },
            })
        })
        .collect();
    parameters.extend(operation.parameters.iter().map(|parameter| {
        json!({
            "in": parameter.place, "name": parameter.name, "required": false,
            "description": parameter.about, "schema": (parameter.shape)(read),
        })
    }));
    if !parameters.is_empty() {
        fields.insert("parameters".into(), parameters.into());
    }
    if let Some(body) = &operation.body {
        let mut content = json!({ "schema": (body.shape)(read) });
        if let (Some(example), Some(content)) = (&body.example, content.as_object_mut()) {
            content.insert("example".into(), example.clone());
        }
        let body = json!({ "required": true, "content": { body.media: content } });
        fields.insert("requestBody".into(), body);
    }
    said
}

/// What a name in an address stands for.
pub(super) fn name_of(name: &str) -> &'static str {
    match name {
        "site" => "The site's id.",
        "ticket" => "The ticket's id, `tic_…`.",
        "delivery" => "The delivery's id, `dlv_…`.",
        "contact" => "The contact's id, `con_…`.",
        "agent" => "The agent's id in the configuration.",
        "endpoint" => "The endpoint's id in the configuration.",
        "faq" => "The FAQ's id.",
        "token" => "The token's id, `tok_…`.",
        "session" => "The session's id.",
        "type" => "The event's type, such as `ticket.created`.",
        _ => "",
    }
}

fn responses(operation: &Operation, sent: &mut SchemaGenerator) -> Value {
    let mut responses = Map::new();
    for (status, media, shape) in &operation.answers {
        let schema = shape(sent);
        let description = match status {
            201 => "Made",
            202 => "Taken",
            _ => "Here it is",
        };
        let said = json!({
            "description": description,
            "content": { *media: { "schema": schema } },
        });
        responses.insert(status.to_string(), said);
    }
    for (status, codes) in by_status(operation) {
        let name = component(&codes);
        responses.insert(
            status.to_string(),
            json!({ "$ref": format!("#/components/responses/{name}") }),
        );
    }
    responses.into()
}

/// What can go wrong, grouped by the status it has.
fn by_status(operation: &Operation) -> Vec<(u16, Vec<Code>)> {
    let mut groups: Vec<(u16, Vec<Code>)> = Vec::new();
    for code in operation.every_problem() {
        match groups
            .last_mut()
            .filter(|(status, _)| *status == code.status())
        {
            Some((_, codes)) => codes.push(code),
            None => groups.push((code.status(), vec![code])),
        }
    }
    groups
}

/// What an answer of just these codes is called.
fn component(codes: &[Code]) -> String {
    let name = |code: &Code| serde_json::to_value(code).ok()?.as_str().map(str::to_owned);
    let names: Vec<String> = codes.iter().filter_map(name).collect();
    names.join("-")
}

/// Every answer that says what went wrong, by what it is called.
fn troubles(problem: &Value) -> Map<String, Value> {
    let mut troubles = Map::new();
    for operation in operations() {
        for (status, codes) in by_status(&operation) {
            let titles: Vec<&str> = codes.iter().map(|code| code.title()).collect();
            let schema = json!({
                "allOf": [problem, {
                    "properties": { "code": { "enum": codes }, "status": { "const": status } },
                }],
            });
            let mut said = json!({
                "description": titles.join("; "),
                "content": { "application/problem+json": { "schema": schema } },
            });
            if matches!(status, 429 | 503)
                && let Some(said) = said.as_object_mut()
            {
                let wait = json!({ "retry-after": {
                    "description": "Seconds to wait.", "schema": { "type": "integer" },
                } });
                said.insert("headers".into(), wait);
            }
            troubles.insert(component(&codes), said);
        }
    }
    troubles
}
