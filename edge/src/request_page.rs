//! The page of a request as a response: for nobody but who has its address, and kept nowhere.

use shared::request_page::RequestPage;
use worker::{Response, Result};

use crate::page::{self, Page};

/// The page with its headers. Its address is all the proof there is, so no other site hears of it
/// and no cache keeps it.
pub fn draw(request: &RequestPage, status: u16) -> Result<Response> {
    let mut response = page::draw::<()>(&Page {
        status,
        lang: &request.lang,
        dir: request.dir,
        title: &request.title(),
        canonical: None,
        looks: &request.looks,
        sheet: match request.embed.as_str() {
            "" => page::Sheet::Request,
            _ => page::Sheet::Visit,
        },
        body: &widget::render_request(request),
        data: None,
        json_ld: None,
        // By itself it is in nobody's frame; in the panel's it is where the panel may be.
        ancestors: match request.embed.as_str() {
            "" => page::Ancestors::Nobody,
            _ => page::Ancestors::Listed(&request.origins),
        },
        turnstile: false,
    })?;
    let headers = response.headers_mut();
    headers.set("cache-control", "private, no-store")?;
    headers.set("referrer-policy", "no-referrer")?;
    headers.set("x-robots-tag", "noindex")?;
    Ok(response)
}
