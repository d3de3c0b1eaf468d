//! One thing that can be called, with everything the documentation says of it. On the host only.

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Value, json};

use crate::{access::Action, problem::Code};

/// A method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verb {
    /// Read.
    Get,
    /// Add or do something.
    Post,
    /// Put in place of what is there.
    Put,
    /// Change a part.
    Patch,
    /// Take away.
    Delete,
}

impl Verb {
    /// Its name, as it is sent.
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Put => "PUT",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// Who may call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Anyone.
    Anyone,
    /// Anyone on an origin the site allows.
    Visitors,
    /// Who may do this.
    Team(Action),
    /// Who has the request's link, or may do this.
    Customer(Action),
    /// Whoever hands in mail, by a token of its own.
    Mail,
}

/// A schema, once it is made.
pub type Shape = Box<dyn Fn(&mut SchemaGenerator) -> Value>;

/// A parameter of an address, or a header.
pub struct Parameter {
    /// `query`, `path` or `header`.
    pub place: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub about: &'static str,
    /// What it can be.
    pub shape: Shape,
}

/// What is sent along.
pub struct Body {
    /// Its type.
    pub media: &'static str,
    /// What it is.
    pub shape: Shape,
    /// An example, for people.
    pub example: Option<Value>,
}

/// One thing that can be called.
pub struct Operation {
    /// The method.
    pub verb: Verb,
    /// The address, with names for what changes.
    pub path: &'static str,
    /// Its name in programs.
    pub id: &'static str,
    /// What it does, in a few words.
    pub summary: &'static str,
    /// More about it.
    pub about: &'static str,
    /// The group it stands in.
    pub group: &'static str,
    /// Who may call it.
    pub access: Access,
    /// Parameters besides those of the path.
    pub parameters: Vec<Parameter>,
    /// What is sent along.
    pub body: Option<Body>,
    /// The status where all is well, with the type and what is answered.
    pub answers: Vec<(u16, &'static str, Shape)>,
    /// What else can be answered, beyond what follows from the rest.
    pub problems: Vec<Code>,
}

/// A type as it is sent or read.
pub fn of<T: JsonSchema + 'static>() -> Shape {
    Box::new(|made| made.subschema_for::<T>().to_value())
}

/// A schema written down as it is.
pub fn fixed(schema: Value) -> Shape {
    Box::new(move |_| schema.clone())
}

/// An object of these fields, all of them there.
pub fn object(fields: Vec<(&'static str, Shape)>) -> Shape {
    Box::new(move |made| {
        let names: Vec<&str> = fields.iter().map(|(name, _)| *name).collect();
        let properties: serde_json::Map<String, Value> = fields
            .iter()
            .map(|(name, shape)| ((*name).to_owned(), shape(made)))
            .collect();
        json!({ "type": "object", "required": names, "properties": properties })
    })
}

/// Some of something.
pub fn array<T: JsonSchema + 'static>() -> Shape {
    Box::new(|made| json!({ "type": "array", "items": made.subschema_for::<T>() }))
}

/// A page of a list.
pub fn list<T: JsonSchema + 'static>(name: &'static str) -> Shape {
    let next = json!({
        "type": ["string", "null"],
        "description": "Where the list goes on: send it as “cursor”. Null on the last page.",
    });
    object(vec![(name, array::<T>()), ("next", fixed(next))])
}

/// That it is done.
pub fn done() -> Shape {
    object(vec![("done", fixed(json!({ "const": true })))])
}

/// A call.
pub fn call(
    verb: Verb,
    path: &'static str,
    id: &'static str,
    group: &'static str,
    summary: &'static str,
) -> Operation {
    Operation {
        verb,
        path,
        id,
        summary,
        about: "",
        group,
        access: Access::Anyone,
        parameters: Vec::new(),
        body: None,
        answers: Vec::new(),
        problems: Vec::new(),
    }
}

impl Operation {
    /// Says more about it.
    pub fn about(mut self, about: &'static str) -> Self {
        self.about = about;
        self
    }

    /// Says who may call it.
    pub fn by(mut self, access: Access) -> Self {
        self.access = access;
        self
    }

    /// Adds a parameter of the query.
    pub fn query(mut self, name: &'static str, about: &'static str, shape: Shape) -> Self {
        self.parameters.push(Parameter {
            place: "query",
            name,
            about,
            shape,
        });
        self
    }

    /// Adds the key that makes a repeated call the same call.
    pub fn keyed(mut self) -> Self {
        self.parameters.push(Parameter {
            place: "header",
            name: "idempotency-key",
            about: "Makes a repeated call the same call, for 48 hours.",
            shape: fixed(json!({ "type": "string" })),
        });
        self.problem(Code::IdempotencyConflict)
    }

    /// Makes it a list in pages.
    pub fn paged(self) -> Self {
        self.query(
            "limit",
            "Entries of a page.",
            fixed(json!({ "type": "integer", "minimum": 1, "maximum": 100, "default": 50 })),
        )
        .query(
            "cursor",
            "`next` of the page before.",
            fixed(json!({ "type": "string", "pattern": "^[A-Za-z0-9_.-]{1,120}$" })),
        )
        .problem(Code::InvalidFields)
    }

    /// Says what JSON is sent along.
    pub fn takes(mut self, shape: Shape) -> Self {
        self.body = Some(Body {
            media: "application/json",
            shape,
            example: None,
        });
        self
    }

    /// Says what else is sent along.
    pub fn takes_raw(mut self, media: &'static str) -> Self {
        self.body = Some(Body {
            media,
            // Bytes are anything, as OpenAPI 3.1 has it.
            shape: fixed(json!({})),
            example: None,
        });
        self
    }

    /// Shows what is sent along.
    pub fn example(mut self, example: Value) -> Self {
        if let Some(body) = &mut self.body {
            body.example = Some(example);
        }
        self
    }

    /// Says what JSON is answered.
    pub fn gives(mut self, status: u16, shape: Shape) -> Self {
        self.answers.push((status, "application/json", shape));
        self
    }

    /// Says what else is answered.
    pub fn gives_raw(mut self, status: u16, media: &'static str, shape: Shape) -> Self {
        self.answers.push((status, media, shape));
        self
    }

    /// Adds what can go wrong.
    pub fn problem(mut self, code: Code) -> Self {
        self.problems.push(code);
        self
    }

    /// Everything that can go wrong, by status.
    pub fn every_problem(&self) -> Vec<Code> {
        let mut codes = self.problems.clone();
        codes.push(Code::Unavailable);
        if self.path.contains('{') {
            codes.push(Code::NotFound);
        }
        if self.path.contains("{site}") {
            codes.push(Code::SiteNotFound);
        }
        match self.access {
            Access::Anyone => {}
            Access::Visitors => codes.push(Code::OriginNotAllowed),
            Access::Mail => codes.push(Code::Unauthorized),
            Access::Team(_) => codes.extend([Code::Unauthorized, Code::Forbidden]),
            Access::Customer(_) => {
                codes.extend([Code::Unauthorized, Code::Forbidden, Code::OriginNotAllowed])
            }
        }
        if let Some(body) = &self.body {
            match body.media {
                "application/json" => codes.extend([
                    Code::InvalidJson,
                    Code::InvalidFields,
                    Code::BodyTooLarge,
                    Code::UnsupportedMediaType,
                ]),
                "application/octet-stream" => {}
                _ => codes.extend([Code::BodyTooLarge, Code::UnsupportedMediaType]),
            }
        }
        codes.sort_by_key(|code| (code.status(), format!("{code:?}")));
        codes.dedup();
        codes
    }

    /// The names in its address.
    pub fn names(&self) -> Vec<&'static str> {
        let parts = self.path.split('/');
        parts
            .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
            .collect()
    }
}
