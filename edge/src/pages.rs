//! The panel's pages, drawn on the server: each works as it comes, with or without script.

use std::rc::Rc;

use shared::{
    id::{Reference, SiteId},
    lang::{Lang, Locale, negotiate},
    panel::{Answer, Form, Given, Panel, Rated, Receipt, Search, View},
    phrase,
    problem::FieldError,
    site::{Appearance, Scheme, Site},
    spam,
    text::{Catalogue, Text},
    ticket::{Draft, Origin},
};
use worker::{Env, Request, Response, Result};

use crate::{
    answers, api, chance,
    files::{self, To},
    form::Fields,
    page::{self, Page},
    protocol::{self, Signs},
    published::{self, Published},
    reply,
};

/// Longest search looked at, in characters.
const MAX_QUERY: usize = 200;
/// Longest address of a page looked at, in bytes.
const MAX_PAGE: usize = 2_000;
/// Longest token of a request's page, in characters.
const MAX_TOKEN: usize = 200;

/// The interface's words for a language asked for, or the site's own.
pub fn texts(site: &Site, wanted: Option<&str>) -> Catalogue {
    let lang = negotiate(&site.languages, wanted, None);
    lang.map_or_else(
        || Catalogue::of(Locale::En),
        |lang| Catalogue::of_site(site, lang),
    )
}

/// What a request for a panel page is about.
pub struct Visit<'a> {
    pub id: &'a SiteId,
    own: &'a str,
    pub published: Rc<Published>,
    pub lang: Lang,
    pub embedded: bool,
    pub keep: String,
    /// The page the customer comes from; empty where that is not known, or ours.
    page: String,
    looks: Appearance,
}

/// What a request for a panel page is about; none where there is no such site.
pub async fn visit<'a>(
    request: &Request,
    env: &Env,
    own: &'a str,
    id: &'a SiteId,
) -> Result<Option<Visit<'a>>> {
    let Some(mut published) = published::site(env, id).await? else {
        return Ok(None);
    };
    // Whoever sets the site up sees it as it is prepared.
    let draft = api::query(request, "draft").filter(|pass| {
        let now = chance::now().as_second();
        published.key.shows_draft(pass, now)
    });
    if draft.is_some()
        && let Some(prepared) = published::prepared(env, id, &published).await?
    {
        published = prepared;
    }
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
    keep.extend(draft.iter().map(|pass| format!("draft={pass}")));
    // A language that was chosen stays chosen; one the browser asked for is asked for again.
    if api::query(request, "lang").is_some() {
        keep.push(format!("lang={lang}"));
    }
    let mut looks = published.site.appearance.clone();
    // The page around may know better what it looks like.
    if let Some(scheme) = api::query(request, "scheme").and_then(|name| Scheme::parse(&name)) {
        keep.push(format!("scheme={}", scheme.name()));
        looks.scheme = scheme;
    }
    let keep = if keep.is_empty() {
        String::new()
    } else {
        format!("?{}", keep.join("&"))
    };
    let page = came_from(request, own)?;
    if embedded && draft.is_none() && !page.is_empty() && of_site(&page, &published.site) {
        published::seen(env, id).await;
    }
    Ok(Some(Visit {
        id,
        own,
        published,
        lang,
        embedded,
        keep,
        page,
        looks,
    }))
}

/// The page a customer comes from, as far as their browser tells: often only its origin.
fn came_from(request: &Request, own: &str) -> Result<String> {
    let page = request.headers().get("referer")?.unwrap_or_default();
    let is_ours = page
        .strip_prefix(own)
        .is_some_and(|rest| rest.starts_with('/'));
    let known = !is_ours && page.len() <= MAX_PAGE;
    Ok(if known { page } else { String::new() })
}

/// Whether an address is one of the site's pages.
fn of_site(page: &str, site: &Site) -> bool {
    let url = url::Url::parse(page);
    url.is_ok_and(|url| site.allows_origin(&url.origin().ascii_serialization()))
}

impl Visit<'_> {
    fn panel(&self, view: View) -> Panel {
        Panel {
            embedded: self.embedded,
            keep: self.keep.clone(),
            answers: answers::address(self.id, &self.published, &self.lang),
            page: self.page.clone(),
            stamp: spam::stamp(self.published.key.bytes(), chance::now().as_millisecond()),
            view,
            ..Panel::clone(&self.published.panel(self.id, &self.lang))
        }
    }

    pub fn draw(&self, status: u16, view: View) -> Result<Response> {
        let panel = self.panel(view);
        let is_content = status == 200 && matches!(panel.view, View::Home | View::Faq(_));
        page::draw(&Page {
            status,
            lang: Locale::shown(&self.lang),
            dir: &panel.dir,
            title: &widget::title(&panel),
            canonical: match &panel.view {
                View::Faq(answer) => Some(format!("{}/help/{}/{}", self.own, self.id, answer.id)),
                _ => Some(format!("{}/help/{}", self.own, self.id)),
            }
            .filter(|_| is_content),
            looks: &self.looks,
            sheet: page::Sheet::Panel,
            body: &widget::render(&panel),
            data: Some(&panel),
            json_ld: None,
            ancestors: page::Ancestors::Listed(&panel.origins),
            turnstile: !panel.turnstile.is_empty(),
        })
    }
}

/// What an address searches for; empty where it does not.
pub fn searched(request: &Request) -> String {
    let query = api::query(request, "q").unwrap_or_default();
    query.trim().chars().take(MAX_QUERY).collect()
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
    let query = searched(&request);
    if query.is_empty() {
        return visit.draw(200, View::Home);
    }
    let Some(index) = answers::index(env, id, &visit.published, &visit.lang).await else {
        return visit.draw(503, View::Home);
    };
    let questions = &visit.published.panel(id, &visit.lang).questions;
    visit.draw(200, View::Search(Search::of(&index, questions, &query)))
}

/// `GET /p/{site}/questions`.
pub async fn questions(request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    match visit(&request, env, own, id).await? {
        Some(visit) => visit.draw(200, View::Questions),
        None => no_site(),
    }
}

/// `GET /p/{site}/faq/{id}`, with `?rated=` what the reader said of it.
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
        Some(answer) => {
            let rated = api::query(&request, "rated").unwrap_or_default();
            let rated = Rated::parse(&rated);
            visit.draw(200, View::Faq(Answer { rated, ..answer }))
        }
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

/// `GET /p/{site}/write`, with `?topic=` one of the topics, `?answer_by=` one of the ways to be
/// answered, and `?faq=` the one that did not help.
pub async fn write(request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let Some(visit) = visit(&request, env, own, id).await? else {
        return no_site();
    };
    let key = format!("{:032x}", chance::long_number()?);
    let topic = api::query(&request, "topic").unwrap_or_default();
    let site = &visit.published.site;
    let topic = site.topic(&topic);
    let way = api::query(&request, "answer_by").unwrap_or_default();
    let mut ways = site.form.answer_by.iter().map(|way| way.name());
    let faq = api::query(&request, "faq").unwrap_or_default();
    // After a rating the team should know which.
    let survey = api::query(&request, "survey").unwrap_or_default();
    let rated = site.survey(&survey).and_then(|asked| {
        let score = asked.score(&api::query(&request, "score")?)?;
        let texts = Catalogue::of_site(site, &visit.lang);
        Some(asked.context(score, site, &visit.lang, &texts))
    });
    visit.draw(
        200,
        View::Write(Form {
            key,
            message: rated.unwrap_or_default(),
            topic: topic.map(|topic| topic.id.to_string()).unwrap_or_default(),
            answer_by: ways.find(|known| *known == way).unwrap_or_default().into(),
            faq: site
                .faq(&faq)
                .map(|faq| faq.id.to_string())
                .unwrap_or_default(),
            ..Form::default()
        }),
    )
}

/// `GET /p/{site}/sent?r=REFERENCE`, with `m=1` where a confirmation was sent by mail and `t=` the
/// token of the request's page.
pub async fn sent(request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let Some(visit) = visit(&request, env, own, id).await? else {
        return no_site();
    };
    let reference = api::query(&request, "r").and_then(|r| Reference::parse(&r));
    let reference = reference.map(String::from).unwrap_or_default();
    let token = api::query(&request, "t").filter(|token| {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_.".contains(&b);
        !token.is_empty() && token.len() <= MAX_TOKEN && token.bytes().all(plain)
    });
    let mut promise = String::new();
    if let Some(token) = &token
        && let Ok(protocol::Answer::Page(file)) = protocol::ask(
            env,
            id,
            &protocol::Call::Page {
                token: token.clone(),
            },
        )
        .await
    {
        let texts = Catalogue::of_site(&visit.published.site, &visit.lang);
        let site = &visit.published.site;
        promise = phrase::promised(site, &file.ticket, &texts, chance::now());
        if api::query(&request, "f").is_some() {
            promise = format!("{promise} {}", texts.get(Text::FileLost));
        }
    }
    visit.draw(
        200,
        View::Sent(Receipt {
            reference,
            promise,
            request: token.map(|token| format!("/r/{token}")).unwrap_or_default(),
            mailed: api::query(&request, "m").is_some(),
            ..Receipt::default()
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
    let mut fields = match Fields::read(&mut request).await? {
        Ok(fields) => fields,
        Err(problem) => return page::problem(&problem),
    };
    let uploads = fields.files();
    let form = filled_in(&fields);
    if !fields.text("step").is_empty() {
        // Another topic was chosen: what it asks is shown, and nothing is sent yet.
        return visit.draw(200, View::Write(form));
    }
    let mut draft = Draft {
        lang: visit.lang.to_string(),
        ..Draft::from_form(fields.texts().to_vec())
    };
    draft.device.agent = api::agent(&request);
    let signs = Signs {
        honeypot: !form.website.is_empty(),
        stamp: form.stamp.clone(),
        ..api::signs(env, &request, Origin::Form, false)
    };
    let mut answer = api::send(env, id, draft.clone(), &form.key, signs.clone()).await;
    if matches!(answer, Ok(protocol::Answer::Conflict)) {
        // The page was sent before with other words and came back: this is another request.
        answer = api::send(env, id, draft, "", signs).await;
    }
    match answer {
        Ok(protocol::Answer::Accepted(accepted)) => {
            let token = accepted.request.rsplit('/').next().unwrap_or_default();
            // The request stands with or without its files.
            let any_lost = files::keep_all(env, id, || To::Token(token), uploads).await;
            let and = if visit.keep.is_empty() { "?" } else { "&" };
            let lost = if any_lost { "&f=1" } else { "" };
            let mailed = if form.email.is_empty() { "" } else { "&m=1" };
            reply::see_other(&format!(
                "/p/{id}/sent{}{and}r={}&t={token}{mailed}{lost}",
                visit.keep, accepted.reference
            ))
        }
        Ok(protocol::Answer::Invalid(mut errors)) => {
            if !uploads.is_empty() {
                // No page can put files back into their control.
                let texts = Catalogue::of_site(&visit.published.site, &visit.lang);
                errors.push(FieldError {
                    field: "file".into(),
                    code: "required".into(),
                    message: texts.get(Text::FilesAgain).to_owned(),
                });
            }
            visit.draw(422, View::Write(Form { errors, ..form }))
        }
        Ok(protocol::Answer::NoSite) => no_site(),
        Ok(protocol::Answer::Wait { seconds, message }) => {
            visit.trouble(429, seconds, message, form)
        }
        Ok(_) => visit.unavailable(form),
        Err(trouble) => {
            worker::console_error!("{trouble}");
            visit.unavailable(form)
        }
    }
}

/// The form as a post filled it in, to be shown again.
fn filled_in(fields: &Fields) -> Form {
    let value = |name: &str| fields.text(name);
    let given = fields.texts().iter().filter_map(|(name, value)| {
        Some(Given {
            id: name.strip_prefix("field.")?.to_owned(),
            value: value.clone(),
        })
    });
    Form {
        name: value("name"),
        email: value("email"),
        phone: value("phone"),
        answer_by: value("answer_by"),
        callback: value("callback"),
        topic: value("topic"),
        fields: given.collect(),
        message: value("message"),
        transcript: value("transcript"),
        flow: value("flow"),
        faq: value("faq"),
        website: value("website"),
        key: value("key"),
        stamp: value("stamp"),
        ..Form::default()
    }
}

impl Visit<'_> {
    /// Nothing that was written is thrown away when the request cannot be taken.
    fn trouble(&self, status: u16, seconds: i64, said: String, form: Form) -> Result<Response> {
        let form = Form {
            trouble: said,
            ..form
        };
        let mut response = self.draw(status, View::Write(form))?;
        let headers = response.headers_mut();
        headers.set("retry-after", &seconds.to_string())?;
        Ok(response)
    }

    fn unavailable(&self, form: Form) -> Result<Response> {
        let texts = Catalogue::of_site(&self.published.site, &self.lang);
        let said = texts.get(Text::ServerTrouble).to_owned();
        self.trouble(503, 5, said, form)
    }
}
