//! The same table as a page for people, without script: drawn once, at the build.

use serde_json::Value;

use super::{
    openapi::{self, name_of, scope},
    operation::{Access, Operation, Verb},
};
use crate::{access::Scope, html::escape, problem::Code};

/// How it looks; colours are those of everything else.
const STYLE: &str = include_str!("page.css");
const TOKENS: &str = include_str!("../../../widget/tokens.css");

/// The page as a whole document.
pub fn page() -> String {
    let document = openapi::document();
    let operations = openapi::operations();
    let mut groups: Vec<&str> = Vec::new();
    for operation in &operations {
        if !groups.contains(&operation.group) {
            groups.push(operation.group);
        }
    }
    let mut contents = String::new();
    let mut sections = String::new();
    for group in groups {
        let anchor = group.to_lowercase().replace(' ', "-");
        contents.push_str(&format!(
            "<li><a href=\"#{anchor}\">{}</a><ul>",
            escape(group)
        ));
        sections.push_str(&format!(
            "<section><h2 id=\"{anchor}\">{}</h2>",
            escape(group)
        ));
        for operation in operations.iter().filter(|one| one.group == group) {
            contents.push_str(&format!(
                "<li><a href=\"#{}\">{}</a></li>",
                operation.id,
                code(operation.summary)
            ));
            sections.push_str(&section(operation, &document));
        }
        contents.push_str("</ul></li>");
        sections.push_str("</section>");
    }
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <meta name=\"color-scheme\" content=\"light dark\"><title>Premura’s API</title>\
         <link rel=\"icon\" href=\"data:,\"><style>{TOKENS}{STYLE}</style></head><body>\
         <nav aria-label=\"Contents\"><p class=\"brand\"><a href=\"#top\">Premura’s API</a></p><ul>{contents}</ul></nav>\
         <main id=\"top\"><h1>Premura’s API</h1>{}{sections}</main></body></html>\n",
        intro()
    )
}

fn intro() -> String {
    let scopes: String = Scope::ALL
        .iter()
        .map(|scope| format!("<li><code>{}</code></li>", scope.name()))
        .collect();
    format!(
        "<p>JSON in and out; times are RFC 3339 in UTC. For programs the same is written as \
         <a href=\"/v1/openapi.json\">OpenAPI 3.1</a>.</p>\
         <h2 id=\"tokens\">Tokens</h2><p>An owner makes tokens in the desk, under <em>Your account, API \
         tokens</em>, each with the scopes it needs, and revokes them there. Send one as \
         <code>Authorization: Bearer pmt_…</code>.</p><ul class=\"scopes\">{scopes}</ul>\
         <h2 id=\"pages\">Lists</h2><p>Lists come in pages of <code>limit</code> entries, 50 where nothing is said \
         and 100 at the most. <code>next</code> says where the list goes on: send it as <code>cursor</code>. On the \
         last page it is <code>null</code>.</p>\
         <h2 id=\"errors\">Errors</h2><p>Errors are <code>application/problem+json</code> (RFC 9457): \
         <code>code</code> is stable, <code>detail</code> says what to do next, <code>errors</code> has one entry \
         for each field that needs another look. With 429 and 503, <code>Retry-After</code> says when to try \
         again.</p>\
         <h2 id=\"keys\">Once only</h2><p>Where <code>Idempotency-Key</code> is taken, a call that comes again with \
         the same key and body is the same call, for 48 hours: it is answered as before.</p>"
    )
}

/// Text whose backticks are code.
fn code(text: &str) -> String {
    let parts = text.split('`').enumerate();
    parts
        .map(|(n, part)| match n % 2 {
            1 => format!("<code>{}</code>", escape(part)),
            _ => escape(part).to_string(),
        })
        .collect()
}

fn section(operation: &Operation, document: &Value) -> String {
    let verb = operation.verb.name();
    let who = match operation.access {
        Access::Anyone => "Anyone".to_owned(),
        Access::Visitors => "Anyone on an origin the site allows".to_owned(),
        Access::Team(action) => format!("Token with <code>{}</code>", scope(action)),
        Access::Customer(action) => format!(
            "Who has the request’s link, or a token with <code>{}</code>",
            scope(action)
        ),
        Access::Mail => "The token for incoming mail".to_owned(),
    };
    let about = match operation.about {
        "" => String::new(),
        about => format!("<p>{}</p>", code(about)),
    };
    let method = operation.verb.name().to_lowercase();
    let said = &document["paths"][operation.path][method.as_str()];
    let mut rows = String::new();
    for name in operation.names() {
        rows.push_str(&row(name, "in the address", name_of(name)));
    }
    for parameter in said["parameters"].as_array().into_iter().flatten() {
        let text = |key: &str| parameter[key].as_str().unwrap_or_default();
        if text("in") != "path" {
            let kind = format!("{}, {}", text("in"), kind(&parameter["schema"]));
            rows.push_str(&row(text("name"), &kind, text("description")));
        }
    }
    let mut body = String::new();
    if let Some(sent) = &operation.body {
        let content = &said["requestBody"]["content"][sent.media];
        let fields = fields(&content["schema"], document);
        rows.push_str(&fields);
        if fields.is_empty() {
            body = format!("<p>Body: <code>{}</code></p>", sent.media);
        }
        if let Some(example) = &sent.example {
            let text = serde_json::to_string_pretty(example).unwrap_or_default();
            body.push_str(&format!(
                "<pre tabindex=\"0\"><code>{}</code></pre>",
                escape(&text)
            ));
        }
    }
    if !rows.is_empty() {
        rows = format!(
            "<div class=\"scroll\"><table><thead><tr><th scope=\"col\">Name</th><th scope=\"col\">What</th>\
             <th scope=\"col\">About</th></tr></thead><tbody>{rows}</tbody></table></div>"
        );
    }
    format!(
        "<article id=\"{}\"><h3>{}</h3><p class=\"call\"><b class=\"{}\">{verb}</b> <code>{}</code></p>\
         <p class=\"who\">{who}</p>{about}{rows}{body}{}</article>",
        operation.id,
        code(operation.summary),
        verb_class(operation.verb),
        escape(operation.path).replace('/', "/<wbr>"),
        answers(operation, said, document)
    )
}

fn verb_class(verb: Verb) -> &'static str {
    match verb {
        Verb::Get => "get",
        Verb::Delete => "delete",
        Verb::Post | Verb::Put | Verb::Patch => "change",
    }
}

fn row(name: &str, kind: &str, about: &str) -> String {
    format!(
        "<tr><th scope=\"row\"><code>{}</code></th><td>{}</td><td>{}</td></tr>",
        escape(name),
        escape(kind),
        code(about)
    )
}

/// What a schema refers to.
fn resolved<'a>(schema: &'a Value, document: &'a Value) -> &'a Value {
    match schema["$ref"].as_str() {
        Some(name) => document
            .pointer(name.trim_start_matches('#'))
            .unwrap_or(schema),
        None => schema,
    }
}

/// The fields of an object, a row each.
fn fields(schema: &Value, document: &Value) -> String {
    let schema = resolved(schema, document);
    let Some(properties) = schema["properties"].as_object() else {
        return String::new();
    };
    let needed = |name: &str| {
        let required = schema["required"].as_array();
        required.is_some_and(|names| names.iter().any(|needed| needed == name))
    };
    let field = |(name, schema): (&String, &Value)| {
        let mut kind = kind(schema);
        if needed(name) {
            kind.push_str(", needed");
        }
        row(
            name,
            &kind,
            schema["description"].as_str().unwrap_or_default(),
        )
    };
    properties.iter().map(field).collect()
}

/// What a value can be, in words.
fn kind(schema: &Value) -> String {
    if let Some(name) = schema["$ref"].as_str() {
        return name.rsplit('/').next().unwrap_or_default().to_owned();
    }
    if let Some(only) = schema.get("const") {
        return only.to_string();
    }
    let ways = schema["oneOf"].as_array().or(schema["anyOf"].as_array());
    if let Some(ways) = ways {
        let ways: Vec<String> = ways.iter().map(kind).collect();
        return ways.join(" or ");
    }
    if let Some(names) = schema["enum"].as_array() {
        let names: Vec<String> = names
            .iter()
            .map(|name| {
                name.as_str()
                    .map_or_else(|| name.to_string(), str::to_owned)
            })
            .collect();
        return names.join(", ");
    }
    let one = |name: &str| match name {
        "array" => format!("list of {}", kind(&schema["items"])),
        name => match (name, schema["format"].as_str()) {
            ("string", Some(format)) => format.to_owned(),
            _ => name.to_owned(),
        },
    };
    match &schema["type"] {
        Value::String(name) => one(name),
        Value::Array(names) => {
            let names: Vec<String> = names.iter().filter_map(Value::as_str).map(one).collect();
            names.join(" or ")
        }
        _ => "anything".to_owned(),
    }
}

fn answers(operation: &Operation, said: &Value, document: &Value) -> String {
    let mut rows = String::new();
    for (status, media, _) in &operation.answers {
        let schema = &said["responses"][status.to_string()]["content"][*media]["schema"];
        let inner = resolved(schema, document);
        let names = inner["properties"].as_object();
        let what = match names {
            Some(names) if names.len() <= 12 => {
                let names: Vec<String> = names
                    .keys()
                    .map(|name| format!("<code>{}</code>", escape(name)))
                    .collect();
                names.join(" ")
            }
            _ => match schema["$ref"].as_str() {
                Some(name) => {
                    let name = name.rsplit('/').next().unwrap_or_default();
                    format!("<code>{}</code>", escape(name))
                }
                None => format!("<code>{}</code>", escape(media)),
            },
        };
        rows.push_str(&format!("<li><b>{status}</b> {what}</li>"));
    }
    let codes = operation.every_problem();
    let named = |code: &Code| {
        let name = serde_json::to_value(code).ok();
        let name = name.as_ref().and_then(Value::as_str).unwrap_or_default();
        format!("<code>{}</code>", escape(name))
    };
    let mut statuses: Vec<u16> = codes.iter().map(|code| code.status()).collect();
    statuses.dedup();
    for status in statuses {
        let of = codes.iter().filter(|code| code.status() == status);
        let names: Vec<String> = of.map(named).collect();
        rows.push_str(&format!("<li><b>{status}</b> {}</li>", names.join(" ")));
    }
    format!("<details><summary>Answers</summary><ul class=\"answers\">{rows}</ul></details>")
}
