//! Files at the worker: signed links out, uploads in. The bytes pass through to the site's object.

use js_sys::Uint8Array;
use shared::{access::Action, id::SiteId, key::SiteKey, problem::Code, ticket::Origin};
use url::form_urlencoded;
use wasm_bindgen::JsValue;
use worker::{Env, File, Method, Request, RequestInit, Response, ResponseBuilder, Result};

use crate::{
    admin::{forbidden, no_site, refused, unexpected},
    api,
    pass::{self, ask_as},
    protocol::{Answer, Call, ask, forward},
    reply,
};

/// How long a link to a file serves, in seconds: as long as a page stays open.
const LINK_S: i64 = 3_600;

/// The path of a link to a file that serves for an hour.
pub fn link(key: &SiteKey, site: &SiteId, file: &str, now_s: i64) -> String {
    let expires = now_s.saturating_add(LINK_S);
    let proof = key.file_proof(file, expires);
    format!("/f/{site}/{file}?e={expires}&s={proof}")
}

/// `GET /f/{site}/{file}?e=…&s=…`: a file, to whoever holds a link that still serves.
pub async fn serve(request: Request, env: &Env, site: &SiteId) -> Result<Response> {
    let url = request.url()?;
    let file = url.path().rsplit('/').next().unwrap_or("");
    let inner = format!("https://site/file/{file}?{}", url.query().unwrap_or(""));
    forward(env, site, Request::new(&inner, Method::Get)?).await
}

/// For whom a file is.
pub enum To<'a> {
    /// For the request this token opens.
    Token(&'a str),
    /// For this ticket and message; the worker vouches for the sender.
    Message {
        ticket: &'a str,
        message: &'a str,
        /// Whether any type is taken: mails carry anything.
        anything: bool,
    },
}

/// A file to be kept.
pub struct Incoming<'a> {
    pub name: &'a str,
    pub media_type: &'a str,
    pub length: Option<usize>,
    pub body: JsValue,
}

/// Hands a file to the site's object, as a stream where it comes as one.
pub async fn keep(env: &Env, site: &SiteId, to: To<'_>, file: Incoming<'_>) -> Result<Response> {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("name", file.name);
    query.append_pair("type", file.media_type);
    match to {
        To::Token(token) => _ = query.append_pair("token", token),
        To::Message {
            ticket,
            message,
            anything,
        } => {
            query.append_pair("ticket", ticket);
            query.append_pair("message", message);
            if anything {
                query.append_pair("anything", "1");
            }
        }
    }
    let mut init = RequestInit::new();
    let headers = worker::Headers::new();
    if let Some(length) = file.length {
        headers.set("content-length", &length.to_string())?;
    }
    init.with_method(Method::Put)
        .with_headers(headers)
        .with_body(Some(file.body));
    let inner = format!("https://site/file?{}", query.finish());
    forward(env, site, Request::new_with_init(&inner, &init)?).await
}

/// Keeps the files of a form; gives whether any was not taken.
pub async fn keep_all<'a>(
    env: &Env,
    site: &SiteId,
    to: impl Fn() -> To<'a>,
    files: Vec<File>,
) -> bool {
    let mut any_lost = false;
    for file in files {
        let Ok(bytes) = file.bytes().await else {
            any_lost = true;
            continue;
        };
        let incoming = Incoming {
            name: &file.name(),
            media_type: "",
            length: Some(bytes.len()),
            body: Uint8Array::from(bytes.as_slice()).into(),
        };
        let kept = keep(env, site, to(), incoming).await;
        any_lost |= kept.map_or(true, |response| response.status_code() >= 300);
    }
    any_lost
}

/// `POST /v1/sites/{site}/tickets/{id}/attachments?name=`: takes a file from the customer, who
/// proves with `Authorization: Request {token}` that the request is theirs, or from the team.
pub async fn upload(
    request: Request,
    env: &Env,
    own: &str,
    id: &SiteId,
    ticket: &str,
) -> Result<Response> {
    let origin = match api::enter(&request, env, own, id).await? {
        Ok((_, origin)) => origin,
        Err(refusal) => return Ok(refusal),
    };
    let mut kept = take(request, env, id, ticket).await?;
    // What the object answered can be read, but its headers belong to it.
    let kind = kept.headers().get("content-type")?.unwrap_or_default();
    let mut response = ResponseBuilder::new()
        .with_status(kept.status_code())
        .with_header("content-type", &kind)?
        .with_header("cache-control", "no-store")?;
    for name in ["www-authenticate", "retry-after"] {
        if let Some(value) = kept.headers().get(name)? {
            response = response.with_header(name, &value)?;
        }
    }
    let response = response.fixed(kept.bytes().await?);
    reply::readable_by(response, origin.as_deref())
}

async fn take(request: Request, env: &Env, id: &SiteId, ticket: &str) -> Result<Response> {
    let given = request.headers().get("authorization")?.unwrap_or_default();
    let mut trusted = false;
    let token = match given.split_once(' ') {
        Some((scheme, token)) if scheme.eq_ignore_ascii_case("request") => token.trim().to_owned(),
        _ => {
            // Somebody of the team, by a token.
            let action = Action::WriteTickets;
            match pass::of_api(env, &request) {
                Some(pass) => match ask_as(env, id, pass, Call::May { action }).await?.1 {
                    Answer::Done => trusted = true,
                    Answer::Unknown => return refused(),
                    Answer::Forbidden => return forbidden(),
                    Answer::NoSite => return no_site(),
                    _ => return unexpected(),
                },
                None => {
                    return reply::fail(
                        Code::Unauthorized,
                        "Send the last part of the request's address as “Authorization: Request …”.",
                    );
                }
            }
            String::new()
        }
    };
    let mut signs = api::signs(env, &request, Origin::Api, true);
    signs.trusted |= trusted;
    match ask(env, id, &Call::AllowUpload { signs }).await? {
        Answer::Done => {}
        Answer::Wait { seconds, message } => return reply::wait(seconds, &message),
        Answer::NoSite => return no_site(),
        _ => return unexpected(),
    }
    let name = api::query(&request, "name").unwrap_or_default();
    let message = api::query(&request, "message").unwrap_or_default();
    let length = request
        .headers()
        .get("content-length")?
        .and_then(|length| length.parse().ok());
    let Some(body) = request.inner().body() else {
        return reply::fail(Code::FileTypeNotAllowed, "Send the file as the body.");
    };
    let to = match token.as_str() {
        "" => To::Message {
            ticket,
            message: &message,
            anything: false,
        },
        token => To::Token(token),
    };
    let file = Incoming {
        name: &name,
        media_type: "",
        length,
        body: body.into(),
    };
    keep(env, id, to, file).await
}
