//! The panel's pages, drawn on the server: each works as it comes, with or without script.

use std::rc::Rc;

use shared::{
    id::{Reference, SiteId},
    lang::{Lang, Locale, negotiate},
    panel::{Answer, Form, Panel, Receipt, View},
    site::Site,
    text::{Catalogue, Text},
    ticket::Draft,
};
use url::form_urlencoded;
use worker::{Env, Request, Response, Result};

use crate::{
    api, body, chance,
    page::{self, Page},
    protocol,
    published::{self, Published},
    reply,
};

/// Longest search looked at, in characters.
const MAX_QUERY: usize = 200;

/// The interface's words for a language asked for, or the site's own.
pub fn texts(site: &Site, wanted: Option<&str>) -> Catalogue {
    let lang = negotiate(&site.languages, wanted, None);
    Catalogue::of(lang.map_or(Locale::En, Locale::of))
}

struct Visit<'a> {
    id: &'a SiteId,
    own: &'a str,
    published: Rc<Published>,
    lang: Lang,
    embedded: bool,
    keep: String,
}

/// What a request for a panel page is about; none where there is no such site.
async fn visit<'a>(
    request: &Request,
    env: &Env,
    own: &'a str,
    id: &'a SiteId,
) -> Result<Option<Visit<'a>>> {
    let Some(published) = published::site(env, id).await? else {
        return Ok(None);
    };
    let Some(lang) = api::lang(request, &published.site) else {
        return Ok(None);
    };
    // `1` in the launcher's frame, `inline` in a place of the page.
    let embed = api::query(request, "embed").filter(|way| matches!(way.as_str(), "1" | "inline"));
    let embedded = embed.is_some();
    let mut keep: Vec<String> = embed
        .map(|way| format!("embed={way}"))
        .into_iter()
        .collect();
    // A language that was chosen stays chosen; one the browser asked for is asked for again.
    if api::query(request, "lang").is_some() {
        keep.push(format!("lang={lang}"));
    }
    let keep = if keep.is_empty() {
        String::new()
    } else {
        format!("?{}", keep.join("&"))
    };
    Ok(Some(Visit {
        id,
        own,
        published,
        lang,
        embedded,
        keep,
    }))
}

impl Visit<'_> {
    fn panel(&self, view: View) -> Panel {
        let site = &self.published.site;
        Panel {
            embedded: self.embedded,
            keep: self.keep.clone(),
            view,
            ..Panel::of_site(self.id.as_str(), site, &self.lang, chance::now())
        }
    }

    fn draw(&self, status: u16, view: View) -> Result<Response> {
        let panel = self.panel(view);
        let is_content = status == 200 && matches!(panel.view, View::Home | View::Faq(_));
        page::draw(&Page {
            status,
            lang: &panel.lang,
            dir: &panel.dir,
            title: &widget::title(&panel),
            canonical: match &panel.view {
                View::Faq(answer) => Some(format!("{}/help/{}/{}", self.own, self.id, answer.id)),
                _ => Some(format!("{}/help/{}", self.own, self.id)),
            }
            .filter(|_| is_content),
            accent: &self.published.site.appearance.accent,
            sheet: page::Sheet::Panel,
            body: &widget::render(&panel),
            data: Some(&panel),
            json_ld: None,
            ancestors: page::Ancestors::Listed(&panel.origins),
        })
    }
}

/// A site that is not there, for a person.
pub fn no_site() -> Result<Response> {
    page::plain(
        404,
        "There is no help page here",
        "The address may be mistyped. Go back to the shop's own site and try from there.",
    )
}

/// `GET /p/{site}`, with `?q=` a search.
pub async fn home(request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let Some(visit) = visit(&request, env, own, id).await? else {
        return no_site();
    };
    let query = api::query(&request, "q").unwrap_or_default();
    let query: String = query.trim().chars().take(MAX_QUERY).collect();
    visit.draw(
        200,
        if query.is_empty() {
            View::Home
        } else {
            View::Search(query)
        },
    )
}

/// `GET /p/{site}/faq/{id}`.
pub async fn faq(
    request: Request,
    env: &Env,
    own: &str,
    id: &SiteId,
    faq: &str,
) -> Result<Response> {
    let Some(visit) = visit(&request, env, own, id).await? else {
        return no_site();
    };
    match Answer::of_site(&visit.published.site, faq, &visit.lang) {
        Some(answer) => visit.draw(200, View::Faq(answer)),
        None => visit.draw(404, View::Missing),
    }
}

/// Anything else below a site's panel.
pub async fn missing(request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let Some(visit) = visit(&request, env, own, id).await? else {
        return no_site();
    };
    visit.draw(404, View::Missing)
}

/// `GET /p/{site}/write`.
pub async fn write(request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let Some(visit) = visit(&request, env, own, id).await? else {
        return no_site();
    };
    let key = format!("{:032x}", chance::long_number()?);
    visit.draw(
        200,
        View::Write(Form {
            key,
            ..Form::default()
        }),
    )
}

/// `GET /p/{site}/sent?r=REFERENCE`.
pub async fn sent(request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let Some(visit) = visit(&request, env, own, id).await? else {
        return no_site();
    };
    let reference = api::query(&request, "r").and_then(|r| Reference::parse(&r));
    let reference = reference.map(String::from).unwrap_or_default();
    visit.draw(
        200,
        View::Sent(Receipt {
            reference,
            email: String::new(),
        }),
    )
}

/// `POST /p/{site}/write`: the form, where there is no script.
pub async fn submit(mut request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let Some(visit) = visit(&request, env, own, id).await? else {
        return no_site();
    };
    if let Err(problem) = api::origin(&request, own, &visit.published.site)? {
        return page::problem(&problem);
    }
    let types = ["application/x-www-form-urlencoded"];
    let text = match body::read(&mut request, &types, body::MAX_BYTES).await? {
        Ok(text) => text,
        Err(problem) => return page::problem(&problem),
    };
    let fields: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes())
        .into_owned()
        .collect();
    let value = |name: &str| {
        let found = fields.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    };
    let form = Form {
        name: value("name"),
        email: value("email"),
        topic: value("topic"),
        message: value("message"),
        key: value("key"),
        ..Form::default()
    };
    let draft = Draft {
        lang: visit.lang.to_string(),
        ..Draft::from_form(fields)
    };
    let signs = api::signs(env, &request, shared::ticket::Origin::Form, false);
    let mut answer = api::send(env, id, draft.clone(), &form.key, signs.clone()).await;
    if matches!(answer, Ok(protocol::Answer::Conflict)) {
        // The page was sent before with other words and came back: this is another request.
        answer = api::send(env, id, draft, "", signs).await;
    }
    match answer {
        Ok(protocol::Answer::Accepted(accepted)) => {
            let and = if visit.keep.is_empty() { "?" } else { "&" };
            reply::see_other(&format!(
                "/p/{id}/sent{}{and}r={}",
                visit.keep, accepted.reference
            ))
        }
        Ok(protocol::Answer::Invalid(errors)) => {
            visit.draw(422, View::Write(Form { errors, ..form }))
        }
        Ok(protocol::Answer::NoSite) => no_site(),
        Ok(_) => visit.trouble(form),
        Err(trouble) => {
            worker::console_error!("{trouble}");
            visit.trouble(form)
        }
    }
}

impl Visit<'_> {
    /// Nothing that was written is thrown away when the request cannot be taken.
    fn trouble(&self, form: Form) -> Result<Response> {
        let texts = Catalogue::of(Locale::of(&self.lang));
        let trouble = texts.get(Text::ServerTrouble).to_owned();
        let mut response = self.draw(503, View::Write(Form { trouble, ..form }))?;
        response.headers_mut().set("retry-after", "5")?;
        Ok(response)
    }
}
