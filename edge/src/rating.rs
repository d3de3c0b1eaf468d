//! Whether an answer helped, said by a plain form: the answer's page comes back with what is next.

use shared::{
    id::{SiteId, Slug},
    panel::Rated,
};
use worker::{Env, Request, Response, Result};

use crate::{api, form::Fields, page, pages::no_site, protocol::Word, published, reply};

/// `POST /p/{site}/faq/{id}`.
pub async fn rate(
    mut request: Request,
    env: &Env,
    own: &str,
    id: &SiteId,
    faq: &str,
) -> Result<Response> {
    let Some(published) = published::site(env, id).await? else {
        return no_site();
    };
    if let Err(problem) = api::origin(&request, own, &published.site)? {
        return page::problem(&problem);
    }
    let fields = match Fields::read(&mut request).await? {
        Ok(fields) => fields,
        Err(problem) => return page::problem(&problem),
    };
    let (rated, comment) = (
        Rated::parse(&fields.text("helpful")),
        fields.text("comment"),
    );
    let empty = rated == Rated::Said && comment.trim().is_empty();
    if let (Ok(faq), false, false) = (Slug::parse(faq), rated.is_not_yet(), empty) {
        let word = Word::Faq {
            faq,
            helpful: rated == Rated::Helped,
            comment,
            query: String::new(),
            lang: api::lang(&request, &published.site)
                .map(String::from)
                .unwrap_or_default(),
            again: rated == Rated::Said,
        };
        api::pass_on(env, &request, id, word).await;
    }
    let url = request.url()?;
    let query = url.query().unwrap_or_default();
    let and = if query.is_empty() { "" } else { "&" };
    reply::see_other(&format!(
        "/p/{id}/faq/{faq}?{query}{and}rated={}#helped",
        rated.name()
    ))
}
