//! The public API: FAQs out, requests in.

use serde_json::{Value, json};
use shared::{
    id::SiteId,
    lang::negotiate,
    panel::Answer as FaqAnswer,
    problem::{Code, FieldError, Problem},
    site::Site,
    text::{Catalogue, Text},
    ticket::Draft,
};
use worker::{Env, Request, Response, Result};

use crate::{
    admin::{no_site, unexpected},
    body,
    digest::sha256,
    pages,
    protocol::{Answer, Call, Key, ask},
    published, reply,
};

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
    let Some(published) = published::site(env, id).await? else {
        return no_site();
    };
    let site = &published.site;
    let origin = match origin(&request, own, site)? {
        Ok(origin) => origin,
        Err(problem) => return reply::problem(&problem),
    };
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
    let Some(published) = published::site(env, id).await? else {
        return no_site();
    };
    let site = &published.site;
    let origin = match origin(&request, own, site)? {
        Ok(origin) => origin,
        Err(problem) => return reply::problem(&problem),
    };
    let Some(lang) = lang(&request, site) else {
        return unexpected();
    };
    let response = match FaqAnswer::of_site(site, faq, &lang) {
        Some(answer) => reply::json(200, &answer)?,
        None => reply::fail(Code::FaqNotFound, "Check the FAQ's id.")?,
    };
    reply::readable_by(response, origin.as_deref())
}

/// `POST /v1/sites/{site}/tickets`: takes a request.
pub async fn submit(mut request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let Some(published) = published::site(env, id).await? else {
        return no_site();
    };
    let origin = match origin(&request, own, &published.site)? {
        Ok(origin) => origin,
        Err(problem) => return reply::problem(&problem),
    };
    let response = take(&mut request, env, id, &published.site).await?;
    reply::readable_by(response, origin.as_deref())
}

async fn take(request: &mut Request, env: &Env, id: &SiteId, site: &Site) -> Result<Response> {
    let text = match body::read(request, &["application/json"], body::MAX_BYTES).await? {
        Ok(text) => text,
        Err(problem) => return reply::problem(&problem),
    };
    let value: Value = match serde_json::from_str(&text) {
        Ok(value) => value,
        Err(error) => {
            return reply::fail(
                Code::InvalidJson,
                &format!(
                    "Correct the JSON at line {}, column {}.",
                    error.line(),
                    error.column()
                ),
            );
        }
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
    let key = request
        .headers()
        .get("idempotency-key")?
        .unwrap_or_default();
    match send(env, id, draft, &key).await? {
        Answer::Accepted(accepted) => reply::json(201, &accepted),
        Answer::Invalid(errors) => reply::problem(&invalid(&texts, errors)),
        Answer::Conflict => reply::fail(
            Code::IdempotencyConflict,
            "Use a new idempotency key for a new request.",
        ),
        Answer::NoSite => no_site(),
        _ => unexpected(),
    }
}

fn invalid(texts: &Catalogue, errors: Vec<FieldError>) -> Problem {
    Problem::fields(texts.get(Text::ErrorSummary), errors)
}

/// Hands a draft to the site's object. An empty key is none.
pub async fn send(env: &Env, id: &SiteId, draft: Draft, key: &str) -> Result<Answer> {
    let key = match key.trim() {
        "" => None,
        key => Some(Key {
            key: sha256(key),
            digest: sha256(&serde_json::to_string(&draft)?),
        }),
    };
    ask(env, id, &Call::Submit { draft, key }).await
}
