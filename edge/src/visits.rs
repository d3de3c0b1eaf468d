//! Pages a customer comes back to: their requests, and surveys; and the list of requests as JSON.
//! Nothing happens on GET: programs follow the links in mails.

use serde_json::{Value, json};
use shared::{
    address::EmailAddress,
    id::{SiteId, Slug},
    lang::Locale,
    panel::View,
    problem::{Code, FieldError, Problem},
    text::{Catalogue, Text},
    ticket::Origin,
    visit::{Brief, MAX_TOKENS, Place, Proof, RequestsPage, Row, Stage, SurveyPage},
};
use worker::{Env, Request, Response, Result};

use crate::{
    admin::unexpected,
    api::{self, key_for, query},
    chance,
    form::Fields,
    page::{self, Page},
    pages::{self, Visit, no_site},
    protocol::{Answer, Call, Word, ask},
    reply,
    requests::is_ours,
};

/// Longest link of a mail that is looked at, in characters.
const MAX_LINK: usize = 200;
/// Most messages of the team somebody can say they have seen.
const MAX_SEEN: u32 = 1_000_000;

fn place(visit: &Visit<'_>) -> Place {
    let embed = match (visit.embedded, visit.keep.contains("embed=inline")) {
        (false, _) => "",
        (true, true) => "inline",
        (true, false) => "1",
    };
    let (id, site) = (visit.id.as_str(), &visit.published.site);
    Place::new(id, site, &visit.lang, embed.into(), visit.keep.clone())
}

fn draw(place: &Place, status: u16, title: &str, body: &str) -> Result<Response> {
    let mut response = page::draw::<()>(&Page {
        status,
        lang: Locale::shown(&place.lang),
        dir: Locale::of(&place.lang).dir(),
        title,
        canonical: None,
        looks: &place.looks,
        sheet: page::Sheet::Visit,
        body,
        data: None,
        json_ld: None,
        ancestors: page::Ancestors::Listed(&place.origins),
        turnstile: false,
    })?;
    let headers = response.headers_mut();
    headers.set("cache-control", "private, no-store")?;
    Ok(response)
}

fn not_ours() -> Result<Response> {
    page::problem(&Problem::new(
        Code::OriginNotAllowed,
        "Open the page again and try from there.",
    ))
}

fn draw_requests(
    visit: &Visit<'_>,
    status: u16,
    proof: Proof,
    rows: Vec<(Row, u32)>,
) -> Result<Response> {
    let page = RequestsPage {
        place: place(visit),
        proof,
        rows,
    };
    draw(
        &page.place,
        status,
        &page.title(),
        &widget::render_requests(&page),
    )
}

/// `GET /p/{site}/requests`, with `?link=` what a mail brought.
pub async fn requests(request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let Some(visit) = pages::visit(&request, env, own, id).await? else {
        return no_site();
    };
    let proof = match query(&request, "link") {
        None => Proof::Device,
        Some(link) if serves(&visit, &link) => Proof::Link(link),
        Some(_) => Proof::LinkOver,
    };
    draw_requests(&visit, 200, proof, Vec::new())
}

fn serves(visit: &Visit<'_>, link: &str) -> bool {
    let now_s = chance::now().as_second();
    link.len() <= MAX_LINK
        && visit
            .published
            .key
            .read_requests_link(link, now_s)
            .is_some()
}

/// `POST /p/{site}/requests`: with `t` the tokens a device keeps, with `link` what a mail brought,
/// with `email` where a link is to go.
pub async fn requests_posted(
    mut request: Request,
    env: &Env,
    own: &str,
    id: &SiteId,
) -> Result<Response> {
    let Some(visit) = pages::visit(&request, env, own, id).await? else {
        return no_site();
    };
    if !is_ours(&request, own)? {
        return not_ours();
    }
    let fields = match Fields::read(&mut request).await? {
        Ok(fields) => fields,
        Err(problem) => return page::problem(&problem),
    };
    let signs = api::signs(env, &request, Origin::RequestPage, true);
    let link = fields.text("link");
    if !link.is_empty() {
        return match ask(env, id, &Call::UseLink { link }).await? {
            Answer::Briefs(briefs) => {
                draw_requests(&visit, 200, Proof::Proven, rows(&visit, &briefs, &[]))
            }
            _ => draw_requests(&visit, 410, Proof::LinkOver, Vec::new()),
        };
    }
    // Each token with how many messages of the team were seen: `token~2`.
    let kept = fields.texts().iter().filter(|(name, _)| name == "t");
    let kept: Vec<(String, u32)> = kept
        .take(MAX_TOKENS)
        .map(|(_, value)| {
            let (token, seen) = value.split_once('~').unwrap_or((value, ""));
            (token.to_owned(), seen.parse().unwrap_or(0).min(MAX_SEEN))
        })
        .collect();
    if !kept.is_empty() {
        let tokens = kept.iter().map(|(token, _)| token.clone()).collect();
        return match ask(env, id, &Call::Briefs { tokens, signs }).await? {
            Answer::Briefs(briefs) => {
                draw_requests(&visit, 200, Proof::Device, rows(&visit, &briefs, &kept))
            }
            Answer::Wait { seconds, message } => reply::wait(seconds, &message),
            _ => unexpected(),
        };
    }
    let given = fields.text("email").trim().to_owned();
    let Some(email) = EmailAddress::parse(&given) else {
        return draw_requests(&visit, 422, Proof::NoAddress(given), Vec::new());
    };
    let call = Call::SendLink {
        email,
        lang: visit.lang.to_string(),
        signs,
    };
    match ask(env, id, &call).await? {
        Answer::Done => draw_requests(&visit, 200, Proof::Asked(given), Vec::new()),
        Answer::Wait { seconds, message } => {
            let proof = Proof::Wait(given, message);
            let mut response = draw_requests(&visit, 429, proof, Vec::new())?;
            let headers = response.headers_mut();
            headers.set("retry-after", &seconds.to_string())?;
            Ok(response)
        }
        _ => unexpected(),
    }
}

fn rows(visit: &Visit<'_>, briefs: &[Brief], kept: &[(String, u32)]) -> Vec<(Row, u32)> {
    let texts = Catalogue::of_site(&visit.published.site, &visit.lang);
    let site = &visit.published.site;
    let now = chance::now();
    briefs
        .iter()
        .map(|brief| {
            let seen = kept.iter().find(|(token, _)| *token == brief.token);
            // A mailed link knows nothing of what was seen, so nothing is called new.
            let seen = seen.map_or(brief.replies, |(_, seen)| *seen);
            (Row::of(brief, site, &visit.lang, &texts, now), seen)
        })
        .collect()
}

/// `POST /v1/sites/{site}/requests`: `{ "tokens": [...] }`, at most 20. Tokens that open nothing are
/// left out.
pub async fn list(mut request: Request, env: &Env, own: &str, id: &SiteId) -> Result<Response> {
    let (published, origin) = match api::enter(&request, env, own, id).await? {
        Ok(entered) => entered,
        Err(refusal) => return Ok(refusal),
    };
    let value = match api::read_json(&mut request).await? {
        Ok(value) => value,
        Err(problem) => return reply::problem(&problem),
    };
    let tokens = value.get("tokens").and_then(Value::as_array);
    let tokens: Option<Vec<String>> =
        tokens
            .filter(|tokens| tokens.len() <= MAX_TOKENS)
            .and_then(|tokens| {
                tokens
                    .iter()
                    .map(|t| t.as_str().map(str::to_owned))
                    .collect()
            });
    let response = match (tokens, api::lang(&request, &published.site)) {
        (None, _) => reply::problem(&Problem::fields(
            "Correct this field and send it again.",
            vec![FieldError {
                field: "tokens".into(),
                code: "invalid".into(),
                message: format!("Send a list of at most {MAX_TOKENS} tokens."),
            }],
        )),
        (Some(tokens), Some(lang)) => {
            let signs = api::signs(env, &request, Origin::Api, true);
            match ask(env, id, &Call::Briefs { tokens, signs }).await? {
                Answer::Briefs(briefs) => {
                    let (texts, now) = (Catalogue::of_site(&published.site, &lang), chance::now());
                    let row = |brief| Row::of(brief, &published.site, &lang, &texts, now);
                    let rows: Vec<Row> = briefs.iter().map(row).collect();
                    reply::json(200, &json!({ "requests": rows }))
                }
                Answer::Wait { seconds, message } => reply::wait(seconds, &message),
                _ => unexpected(),
            }
        }
        (_, None) => unexpected(),
    }?;
    reply::readable_by(response, origin.as_deref())
}

fn draw_survey(
    visit: &Visit<'_>,
    id: &str,
    faq: &str,
    status: u16,
    stage: impl FnOnce(&shared::survey::Asked<'_>) -> Stage,
) -> Result<Response> {
    let site = &visit.published.site;
    let Some(asked) = site.survey(id) else {
        return visit.draw(404, View::Missing);
    };
    let stage = stage(&asked);
    let mut page = SurveyPage::of(place(visit), site, asked, stage);
    page.key = format!("{:032x}", chance::long_number()?);
    page.faq = site
        .faq(faq)
        .map(|faq| faq.id.to_string())
        .unwrap_or_default();
    draw(
        &page.place,
        status,
        &page.title(),
        &widget::render_survey(&page),
    )
}

/// `GET /p/{site}/survey/{id}`, with `?score=` what a mail chose, and `?rating=` once it is given.
pub async fn survey(
    request: Request,
    env: &Env,
    own: &str,
    site: &SiteId,
    id: &str,
) -> Result<Response> {
    let Some(visit) = pages::visit(&request, env, own, site).await? else {
        return no_site();
    };
    let word = |name: &str| query(&request, name).unwrap_or_default();
    draw_survey(&visit, id, &word("faq"), 200, |asked| {
        let score = asked.score(&word("score"));
        match (score, query(&request, "rating").filter(|id| is_plain(id))) {
            (Some(score), Some(rating)) => Stage::Rated {
                score,
                rating,
                told: !word("told").is_empty(),
            },
            (chosen, _) => Stage::Asked {
                chosen,
                trouble: String::new(),
            },
        }
    })
}

fn is_plain(id: &str) -> bool {
    id.len() <= 40 && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_')
}

/// `POST /p/{site}/survey/{id}`: a tap, or why.
pub async fn rated(
    mut request: Request,
    env: &Env,
    own: &str,
    id: &SiteId,
    survey: &str,
) -> Result<Response> {
    let Some(visit) = pages::visit(&request, env, own, id).await? else {
        return no_site();
    };
    if !is_ours(&request, own)? {
        return not_ours();
    }
    let fields = match Fields::read(&mut request).await? {
        Ok(fields) => fields,
        Err(problem) => return page::problem(&problem),
    };
    let site = &visit.published.site;
    let Some(asked) = site.survey(survey) else {
        return visit.draw(404, View::Missing);
    };
    let faq = fields.text("faq");
    let texts = Catalogue::of_site(&visit.published.site, &visit.lang);
    let trouble = |status, trouble: &str| {
        draw_survey(&visit, survey, &faq, status, |_| Stage::Asked {
            chosen: None,
            trouble: trouble.to_owned(),
        })
    };
    let Some(score) = asked.score(&fields.text("score")) else {
        return trouble(422, texts.get(Text::FieldMissing));
    };
    let rating = fields.text("rating");
    let told = !rating.is_empty();
    let word = Word::Survey {
        survey: asked.scale,
        question: asked.own.map(|own| own.id.clone()),
        score,
        comment: fields.text("comment"),
        faq: Slug::parse(&faq)
            .ok()
            .filter(|faq| site.faq(faq.as_str()).is_some()),
        rating,
    };
    // One key serves all buttons of a page: another button pressed is another answer.
    let key = fields.text("key");
    let key = key_for(
        &format!("survey {key} {score}"),
        &serde_json::to_string(&word)?,
    )
    .filter(|_| !key.is_empty());
    let signs = api::signs(env, &request, Origin::Form, false);
    match ask(env, id, &Call::Hear { word, key, signs }).await? {
        Answer::Rated { rating } => {
            let told = if told { "&told=1" } else { "" };
            let to = place(&visit).href_with(
                &format!("/survey/{}", asked.id()),
                &format!("score={score}&rating={rating}{told}"),
            );
            reply::see_other(&to)
        }
        Answer::Wait { seconds, message } => {
            let mut response = trouble(429, &message)?;
            let headers = response.headers_mut();
            headers.set("retry-after", &seconds.to_string())?;
            Ok(response)
        }
        _ => trouble(503, texts.get(Text::ServerTrouble)),
    }
}
