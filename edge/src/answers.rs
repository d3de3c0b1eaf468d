//! The answers' index at the worker: given to panels as it is, and read for pages that are searched
//! without script.

use std::rc::Rc;

use shared::{
    answers::{Index, VERSION},
    id::SiteId,
    lang::Lang,
    problem::Code,
};
use worker::{Env, Method, Request, Response, ResponseBuilder, Result};

use crate::{
    api,
    pages::no_site,
    protocol::{ANSWERS, forward},
    published::{self, Published},
    reply,
};

/// What an index is named by: the configuration's version and the format's.
fn version(published: &Published) -> String {
    format!("{}.{VERSION}", published.version)
}

/// Where the index in one language is.
pub fn address(id: &SiteId, published: &Published, lang: &Lang) -> String {
    format!("/p/{id}/answers?lang={lang}&v={}", version(published))
}

async fn bytes(env: &Env, id: &SiteId, lang: &Lang) -> Result<Vec<u8>> {
    let inner = format!("https://site{ANSWERS}{lang}");
    let mut response = forward(env, id, Request::new(&inner, Method::Get)?).await?;
    match response.status_code() {
        200 => response.bytes().await,
        status => Err(format!("no answers in “{lang}”: {status}").into()),
    }
}

/// `GET /p/{site}/answers?lang=…&v=…`: the index in one language.
pub async fn serve(request: Request, env: &Env, id: &SiteId) -> Result<Response> {
    let Some(published) = published::site(env, id).await? else {
        return no_site();
    };
    let Some(lang) = api::lang(&request, &published.site) else {
        return reply::fail(Code::NotFound, "Check the language.");
    };
    // Under its version's name it never changes.
    let cache = match api::query(&request, "v") == Some(version(&published)) {
        true => "public, max-age=31536000, immutable",
        false => "no-store",
    };
    let accepts = request.headers().get("accept-encoding")?;
    let accepts = accepts.unwrap_or_default();
    let mut builder = ResponseBuilder::new()
        .with_header("content-type", "application/octet-stream")?
        .with_header("cache-control", cache)?
        .with_header("vary", "accept-encoding")?
        .with_header("x-content-type-options", "nosniff")?;
    // The runtime encodes as this says.
    if let Some(way) = ["br", "gzip"].into_iter().find(|way| accepts.contains(way)) {
        builder = builder.with_header("content-encoding", way)?;
    }
    Ok(builder.fixed(bytes(env, id, &lang).await?))
}

/// The index in one language, read; none where the site's object cannot be reached now.
pub async fn index(
    env: &Env,
    id: &SiteId,
    published: &Published,
    lang: &Lang,
) -> Option<Rc<Index>> {
    if let Some(index) = published.index(lang) {
        return Some(index);
    }
    let read = match bytes(env, id, lang).await {
        Ok(bytes) => Index::read(&bytes).map_err(|trouble| trouble.to_string()),
        Err(trouble) => Err(trouble.to_string()),
    };
    match read {
        Ok(index) => Some(published.keep_index(lang, index)),
        Err(trouble) => {
            worker::console_error!("{trouble}");
            None
        }
    }
}
