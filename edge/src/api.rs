//! The public API: FAQs out, requests in.

use std::rc::Rc;

use serde_json::{Value, json};
use shared::{
    agent,
    depth::depth_within,
    id::{SiteId, Slug},
    lang::negotiate,
    panel::Answer as FaqAnswer,
    problem::{Code, FieldError, Problem},
    proof,
    site::{ChannelKind, Site},
    text::{Catalogue, Text},
    ticket::{Draft, Origin},
    turnstile,
};
use url::form_urlencoded;
use worker::{Env, Fetch, Headers, Method, Request, RequestInit, Response, Result};

use crate::{
    admin::{no_site, refused, unexpected},
    body, chance, config,
    digest::sha256,
    pages,
    pass::{self, ask_as},
    protocol::{Answer, Call, Key, Pass, Signs, Word, ask},
    published::{self, Published},
    reply,
    route::Api,
};

/// How deep JSON may be nested.
const MAX_DEPTH: usize = 16;

/// The origin of the page that asks, where it may; a problem where it may not.
pub fn origin(
    request: &Request,
    own: &str,
    site: &Site,
) -> Result<std::result::Result<Option<String>, Problem>> {
    let origin = request.headers().get("origin")?;
    Ok(match origin {
        Some(origin) if origin != own && !site.allows_origin(&origin) => Err(Problem::new(
            Code::OriginNotAllowed,
            "Add this page's origin to the site's “origins”, or leave that list empty.",
        )),
        origin => Ok(origin),
    })
}

/// What every public call begins with: the site, and the origin of the page that asks; or what is
/// answered where there is no such site or the page may not ask.
pub async fn enter(
    request: &Request,
    env: &Env,
    own: &str,
    id: &SiteId,
) -> Result<std::result::Result<(Rc<Published>, Option<String>), Response>> {
    let Some(published) = published::site(env, id).await? else {
        return no_site().map(Err);
    };
    Ok(match origin(request, own, &published.site)? {
        Ok(origin) => Ok((published, origin)),
        Err(problem) => Err(reply::problem(&problem)?),
    })
}

/// A word of a request's query.
pub fn query(request: &Request, name: &str) -> Option<String> {
    let url = request.url().ok()?;
    url.query_pairs()
        .find(|(n, _)| n == name)
        .map(|(_, value)| value.into_owned())
}

/// The language to answer in: asked for in the address, else by the browser.
pub fn lang(request: &Request, site: &Site) -> Option<shared::lang::Lang> {
    let accept = request.headers().get("accept-language").ok().flatten();
    negotiate(
        &site.languages,
        query(request, "lang").as_deref(),
        accept.as_deref(),
    )
    .cloned()
}

/// `GET /v1/sites/{site}/faqs`: the questions in one language.
pub async fn faqs(request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let (published, origin) = match enter(&request, env, own, id).await? {
        Ok(entered) => entered,
        Err(refusal) => return Ok(refusal),
    };
    let site = &published.site;
    let Some(lang) = lang(&request, site) else {
        return unexpected();
    };
    let faqs: Vec<Value> = site
        .faqs
        .iter()
        .map(|faq| {
            let (written_in, question) =
                faq.question.get(&lang, &site.languages).unwrap_or((&lang, ""));
            json!({ "id": faq.id, "question": question, "category": faq.category, "lang": written_in })
        })
        .collect();
    let body = json!({ "lang": lang, "version": published.version, "faqs": faqs });
    reply::readable_by(reply::json(200, &body)?, origin.as_deref())
}

/// `GET /v1/sites/{site}/faqs/{id}`: one FAQ with its answer as safe HTML.
pub async fn faq(
    request: Request,
    env: &Env,
    own: &str,
    id: &SiteId,
    faq: &str,
) -> Result<Response> {
    let (published, origin) = match enter(&request, env, own, id).await? {
        Ok(entered) => entered,
        Err(refusal) => return Ok(refusal),
    };
    let site = &published.site;
    let Some(lang) = lang(&request, site) else {
        return unexpected();
    };
    let response = match FaqAnswer::of_site(site, faq, &lang) {
        Some(answer) => reply::json(200, &answer)?,
        None => reply::fail(Code::FaqNotFound, "Check the FAQ's id.")?,
    };
    reply::readable_by(response, origin.as_deref())
}

/// `GET /v1/sites/{site}/challenge`: a proof of work to go with a request.
pub async fn challenge(request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let (published, origin) = match enter(&request, env, own, id).await? {
        Ok(entered) => entered,
        Err(refusal) => return Ok(refusal),
    };
    let hard = proof::difficulty(published.load.get(), proof::BASE);
    let now_ms = chance::now().as_millisecond();
    let key = published.key.bytes();
    let challenge = proof::challenge(key, hard, now_ms, chance::long_number()?);
    reply::readable_by(reply::json(200, &challenge)?, origin.as_deref())
}

/// `POST /v1/sites/{site}/tickets`: takes a request.
pub async fn submit(mut request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let (published, origin) = match enter(&request, env, own, id).await? {
        Ok(entered) => entered,
        Err(refusal) => return Ok(refusal),
    };
    let response = take(&mut request, env, id, &published.site).await?;
    reply::readable_by(response, origin.as_deref())
}

/// Reads a body of JSON: not too large, not too deep.
pub async fn read_json(request: &mut Request) -> Result<std::result::Result<Value, Problem>> {
    let text = match body::read(request, &["application/json"], body::MAX_BYTES).await? {
        Ok(text) => text,
        Err(problem) => return Ok(Err(problem)),
    };
    if !depth_within(&text, MAX_DEPTH) {
        return Ok(Err(Problem::new(
            Code::InvalidJson,
            format!("Nest arrays and objects at most {MAX_DEPTH} deep."),
        )));
    }
    Ok(serde_json::from_str(&text).map_err(|error| {
        let (line, column) = (error.line(), error.column());
        let detail = format!("Correct the JSON at line {line}, column {column}.");
        Problem::new(Code::InvalidJson, detail)
    }))
}

/// What makes a repeated call the same call: the client's key, and a digest of what was sent.
pub fn key_of(request: &Request, value: &Value) -> Result<Option<Key>> {
    let key = request.headers().get("idempotency-key")?;
    Ok(key_for(&key.unwrap_or_default(), &value.to_string()))
}

/// A key with what was sent. An empty key is none.
pub fn key_for(key: &str, sent: &str) -> Option<Key> {
    match key.trim() {
        "" => None,
        key => Some(Key {
            key: sha256(key),
            digest: sha256(sent),
        }),
    }
}

/// What is known of a request besides its contents.
pub fn signs(env: &Env, request: &Request, channel: Origin, script: bool) -> Signs {
    Signs {
        channel,
        script,
        trusted: config::is_admin(env, request),
        address: config::client_address(env, request),
        honeypot: false,
        stamp: String::new(),
        proof: String::new(),
        turnstile: None,
    }
}

/// The family of a request's browser.
pub fn agent(request: &Request) -> String {
    let agent = request.headers().get("user-agent").ok().flatten();
    agent::family(&agent.unwrap_or_default())
}

pub fn conflict() -> Result<Response> {
    reply::fail(
        Code::IdempotencyConflict,
        "Use a new idempotency key for a new request.",
    )
}

async fn take(request: &mut Request, env: &Env, id: &SiteId, site: &Site) -> Result<Response> {
    let value = match read_json(request).await? {
        Ok(value) => value,
        Err(problem) => return reply::problem(&problem),
    };
    let word = |name: &str| {
        let word = value.get(name).and_then(Value::as_str);
        word.unwrap_or_default().to_owned()
    };
    let wanted = value.get("lang").and_then(Value::as_str).map(str::to_owned);
    let texts = pages::texts(site, wanted.as_deref());
    let mut draft = match Draft::from_json(&value) {
        Ok(draft) => draft,
        Err(wrong) => {
            let message = texts.get(Text::Unreadable);
            let errors = wrong.into_iter().map(|field| FieldError {
                field: field.to_owned(),
                code: "invalid".into(),
                message: message.to_owned(),
            });
            return reply::problem(&invalid(&texts, errors.collect()));
        }
    };
    if draft.lang.is_empty() {
        draft.lang = lang(request, site).map(String::from).unwrap_or_default();
    }
    draft.device.agent = agent(request);
    // The panel says when its form was opened; whoever calls the API has no form.
    let stamp = word("stamp");
    let channel = if stamp.is_empty() {
        Origin::Api
    } else {
        Origin::Form
    };
    let signs = Signs {
        honeypot: !word("website").is_empty(),
        proof: word("proof"),
        // It is asked of the form's visitors, not of programs.
        turnstile: match stamp.is_empty() {
            true => None,
            false => turnstile(env, site, &word("turnstile")).await,
        },
        stamp,
        ..signs(env, request, channel, true)
    };
    let key = request
        .headers()
        .get("idempotency-key")?
        .unwrap_or_default();
    // A program's token makes it trusted; whether it serves is known to the object.
    let pass = pass::of_token(request);
    match send_as(env, id, pass, draft, &key, signs).await? {
        Answer::Unknown => refused(),
        Answer::Accepted(accepted) => reply::json(201, &accepted),
        Answer::Invalid(errors) => reply::problem(&invalid(&texts, errors)),
        Answer::Conflict => conflict(),
        Answer::Wait { seconds, message } => reply::wait(seconds, &message),
        Answer::NoSite => no_site(),
        _ => unexpected(),
    }
}

/// What Turnstile says of a token; none where the site does not use it or it does not answer.
pub async fn turnstile(env: &Env, site: &Site, token: &str) -> Option<bool> {
    site.spam.turnstile_site_key.as_ref()?;
    let secret = config::turnstile_secret(env)?;
    if token.is_empty() || token.len() > turnstile::MAX_TOKEN {
        return Some(false);
    }
    let body = form_urlencoded::Serializer::new(String::new())
        .append_pair("secret", &secret)
        .append_pair("response", token)
        .finish();
    let headers = Headers::new();
    headers
        .set("content-type", "application/x-www-form-urlencoded")
        .ok()?;
    let mut init = RequestInit::new();
    init.with_method(Method::Post)
        .with_headers(headers)
        .with_body(Some(body.into()));
    let request = Request::new_with_init(turnstile::SITEVERIFY, &init).ok()?;
    let mut response = Fetch::Request(request).send().await.ok()?;
    turnstile::verdict(&response.text().await.ok()?)
}

pub fn invalid(texts: &Catalogue, errors: Vec<FieldError>) -> Problem {
    Problem::fields(texts.get(Text::ErrorSummary), errors)
}

/// Hands a draft to the site's object. An empty key is none.
pub async fn send(env: &Env, id: &SiteId, draft: Draft, key: &str, signs: Signs) -> Result<Answer> {
    send_as(env, id, None, draft, key, signs).await
}

async fn send_as(
    env: &Env,
    id: &SiteId,
    pass: Option<Pass>,
    draft: Draft,
    key: &str,
    signs: Signs,
) -> Result<Answer> {
    let key = key_for(key, &serde_json::to_string(&draft)?);
    let draft = Box::new(draft);
    let call = Call::Submit { draft, key, signs };
    match pass {
        None => ask(env, id, &call).await,
        Some(pass) => Ok(ask_as(env, id, pass, call).await?.1),
    }
}

/// Passes on what somebody let us know by a page without script. It is a favour: what they see is
/// the same whatever becomes of it.
pub async fn pass_on(env: &Env, request: &Request, id: &SiteId, word: Word) {
    let call = Call::Hear {
        word,
        key: None,
        signs: signs(env, request, Origin::Form, false),
    };
    if let Err(trouble) = ask(env, id, &call).await {
        worker::console_error!("{trouble}");
    }
}

/// What visitors tell us without writing a request: whether an answer helped, a search that found
/// nothing, a channel, a survey, what came of a visit.
pub async fn hear(
    mut request: Request,
    env: &Env,
    own: &str,
    id: &SiteId,
    address: Api,
) -> Result<Response> {
    let (published, origin) = match enter(&request, env, own, id).await? {
        Ok(entered) => entered,
        Err(refusal) => return Ok(refusal),
    };
    let lang = lang(&request, &published.site)
        .map(String::from)
        .unwrap_or_default();
    let value = match read_json(&mut request).await? {
        Ok(value) => value,
        Err(problem) => return reply::problem(&problem),
    };
    let response = match word(&published.site, &value, address, lang) {
        Err(field) => {
            let error = FieldError {
                field: field.into(),
                code: "invalid".into(),
                message: "Correct this field.".into(),
            };
            reply::problem(&Problem::fields(
                "Correct this field and send it again.",
                vec![error],
            ))
        }
        Ok(word) => {
            let key = key_of(&request, &value)?;
            let signs = signs(env, &request, Origin::Api, true);
            match ask(env, id, &Call::Hear { word, key, signs }).await? {
                Answer::Conflict => conflict(),
                Answer::Done => reply::json(202, &json!({ "done": true })),
                Answer::Rated { rating } => {
                    reply::json(202, &json!({ "done": true, "rating": rating }))
                }
                Answer::Nothing => reply::fail(Code::FaqNotFound, "Check the FAQ's id."),
                Answer::Wait { seconds, message } => reply::wait(seconds, &message),
                Answer::NoSite => no_site(),
                _ => unexpected(),
            }
        }
    }?;
    reply::readable_by(response, origin.as_deref())
}

fn word(
    site: &Site,
    value: &Value,
    address: Api,
    lang: String,
) -> std::result::Result<Word, &'static str> {
    let text = |name: &'static str| match value.get(name) {
        None | Some(Value::Null) => Ok(String::new()),
        Some(Value::String(text)) => Ok(text.clone()),
        Some(_) => Err(name),
    };
    let yes = |name: &'static str| match value.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Bool(yes)) => Ok(Some(*yes)),
        Some(_) => Err(name),
    };
    Ok(match address {
        Api::FaqRating(faq) => Word::Faq {
            faq: Slug::parse(&faq).map_err(|_| "faq")?,
            helpful: yes("helpful")?.ok_or("helpful")?,
            comment: text("comment")?,
            query: text("query")?,
            lang,
            again: yes("again")? == Some(true),
        },
        Api::Choices => Word::Choice {
            channel: channel(&text("channel")?).ok_or("channel")?,
        },
        Api::Searches => Word::Missed {
            query: Some(text("query")?)
                .filter(|query| !query.trim().is_empty())
                .ok_or("query")?,
            lang,
        },
        Api::Help => {
            let steps = value.get("steps").cloned().unwrap_or_default();
            let steps: Vec<_> = serde_json::from_value(steps).map_err(|_| "steps")?;
            Word::Help {
                steps: Some(steps)
                    .filter(|steps| steps.len() <= 4)
                    .ok_or("steps")?,
                faq: Slug::parse(&text("faq")).ok(),
            }
        }
        Api::Outcomes => {
            let outcome = value.get("outcome").cloned().unwrap_or_default();
            Word::Outcome(serde_json::from_value(outcome).map_err(|_| "outcome")?)
        }
        _ => {
            let id = text("survey")?;
            let asked = site.survey(&id).ok_or("survey")?;
            let score = value.get("score").and_then(Value::as_u64);
            let score = score.and_then(|score| u8::try_from(score).ok());
            Word::Survey {
                survey: asked.scale,
                question: asked.own.map(|own| own.id.clone()),
                score: score
                    .filter(|score| asked.scale.range().contains(score))
                    .ok_or("score")?,
                comment: text("comment")?,
                faq: Slug::parse(&text("faq")?)
                    .ok()
                    .filter(|faq| site.faq(faq.as_str()).is_some()),
                rating: text("rating")?,
            }
        }
    })
}

/// The name of a kind of channel, or that of being called.
fn channel(name: &str) -> Option<String> {
    let known =
        name == "callback" || serde_json::from_value::<ChannelKind>(Value::from(name)).is_ok();
    known.then(|| name.to_owned())
}
