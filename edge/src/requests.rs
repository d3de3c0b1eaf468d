//! The page of a customer's own request, `/r/{token}`: the token is the key, there is no login
//! and no script. Nothing happens on GET.

use shared::{
    id::SiteId,
    key::RequestToken,
    problem::{Code, Problem},
    request_page::{Attachment, Matter, Notice, Other, RequestPage},
    text::Text,
    ticket::{MAX_MESSAGE, Origin},
};
use worker::{Env, File, Method, Request, Response, Result};

use crate::{
    api::{self, key_for, query},
    chance,
    files::{Incoming, To, keep, link},
    form::Fields,
    page,
    protocol::{Act, Answer, Call, PageFile, ask},
    published::{self, Published},
    reply, request_page,
};

/// Longest comment with a rating, in characters.
const MAX_COMMENT: usize = 2_000;

fn lost() -> Result<Response> {
    page::plain(
        404,
        "This link leads nowhere",
        "It may be cut off or no longer valid. Open the newest mail we sent you and follow the link there.",
    )
}

/// `GET /r/{token}`.
pub async fn show(request: Request, env: &Env, token: &str) -> Result<Response> {
    let Some((id, published)) = site_of(env, token).await? else {
        return lost();
    };
    let Answer::Page(file) = ask(env, &id, &Call::Page { token: token.into() }).await? else {
        return lost();
    };
    let mut page = draft(&id, &published, token, &file);
    page.form.key = format!("{:032x}", chance::long_number()?);
    page.form.score = query(&request, "score").and_then(|score| score.parse().ok());
    page.notice = query(&request, "done").and_then(|done| Notice::parse(&done));
    request_page::draw(&page, 200)
}

async fn site_of(
    env: &Env,
    token: &str,
) -> Result<Option<(SiteId, std::rc::Rc<Published>)>> {
    let Some(parsed) = RequestToken::parse(token) else {
        return Ok(None);
    };
    let id = parsed.site;
    Ok(published::site(env, &id).await?.map(|published| (id, published)))
}

fn draft(id: &SiteId, published: &Published, token: &str, file: &PageFile) -> RequestPage {
    let now = chance::now();
    let links: Vec<String> = file
        .attachments
        .iter()
        .map(|file| link(&published.key, id, &file.id, now.as_second()))
        .collect();
    let attachments: Vec<Attachment<'_>> = file
        .attachments
        .iter()
        .zip(&links)
        .map(|(file, href)| Attachment {
            message_id: &file.message_id,
            name: &file.name,
            bytes: file.size as u64,
            href,
        })
        .collect();
    let token_of = |ticket: &Option<shared::ticket::Ticket>| {
        ticket.as_ref().map(|ticket| {
            let (site, version) = (id.as_str(), ticket.link_version);
            published.key.request_token(site, &ticket.reference, version)
        })
    };
    let (into, follows) = (token_of(&file.merged_into), token_of(&file.follows));
    let other = |ticket: &'_ Option<shared::ticket::Ticket>, token: &'_ Option<String>| {
        ticket.clone().zip(token.clone())
    };
    let (into, follows) = (other(&file.merged_into, &into), other(&file.follows, &follows));
    RequestPage::of(Matter {
        token,
        site_id: id.as_str(),
        site: &published.site,
        ticket: &file.ticket,
        messages: &file.messages,
        attachments: &attachments,
        rated: file.rated,
        merged_into: into.as_ref().map(|(ticket, token)| Other {
            reference: &ticket.reference,
            token,
        }),
        follows: follows.as_ref().map(|(ticket, token)| Other {
            reference: &ticket.reference,
            token,
        }),
        now,
    })
}

/// `POST /r/{token}`.
pub async fn act(mut request: Request, env: &Env, token: &str) -> Result<Response> {
    let Some((id, published)) = site_of(env, token).await? else {
        return lost();
    };
    // The page sends no referrer, and so no origin: browsers say in their own words where a form
    // was. The token is the proof.
    let site = request.headers().get("sec-fetch-site")?;
    if site.is_some_and(|site| site == "cross-site") {
        return page::problem(&Problem::new(
            Code::OriginNotAllowed,
            "Open the link from our mail and try again there.",
        ));
    }
    let fields = match Fields::read(&mut request).await? {
        Ok(fields) => fields,
        Err(problem) => return page::problem(&problem),
    };
    let text = fields.text("text").replace("\r\n", "\n");
    let comment: String = fields.text("comment").chars().take(MAX_COMMENT).collect();
    let score = fields.text("score").parse::<u8>().ok();
    let files = fields.files("file");
    let (what, act) = match fields.text("action").as_str() {
        "close" => ("closed", Act::Close),
        "reopen" if text.trim().is_empty() => ("reopened", Act::Reopen),
        "rate" => match score.filter(|score| (1..=5).contains(score)) {
            Some(score) => ("rated", Act::Rate { score, comment }),
            None => return again(env, &id, &published, token, &fields, Text::RateMissing).await,
        },
        _ if text.trim().is_empty() && files.is_empty() => {
            return again(env, &id, &published, token, &fields, Text::MessageMissing).await;
        }
        _ if text.chars().count() > MAX_MESSAGE => {
            return again(env, &id, &published, token, &fields, Text::TooLong).await;
        }
        _ => {
            let text = if text.trim().is_empty() {
                "–".to_owned()
            } else {
                text
            };
            ("sent", Act::Reply { text })
        }
    };
    let key = fields.text("key");
    let sent = serde_json::to_string(&act)?;
    let call = |key: &str| Call::Act {
        token: token.into(),
        act: act.clone(),
        key: key_for(&format!("{token} {key}"), &sent).filter(|_| !key.is_empty()),
        signs: api::signs(env, &request, Origin::RequestPage, false),
    };
    let mut answer = ask(env, &id, &call(&key)).await?;
    if matches!(answer, Answer::Conflict) {
        // The page was sent before with other words and came back: this is another message.
        answer = ask(env, &id, &call("")).await?;
    }
    match answer {
        Answer::Kept {
            ticket,
            message,
            opened,
        } => {
            let lost_files = keep_files(env, &id, &ticket, &message, files).await;
            let what = if lost_files { "file-missing" } else { what };
            if opened {
                return new_request(env, &id, &published, &ticket, what).await;
            }
            reply::see_other(&format!("/r/{token}?done={what}"))
        }
        Answer::Done => reply::see_other(&format!("/r/{token}?done={what}")),
        Answer::Wait { message, .. } => {
            trouble(env, &id, &published, token, &fields, 429, message).await
        }
        Answer::Refused(_) => reply::see_other(&format!("/r/{token}")),
        Answer::NoTicket | Answer::NoSite => lost(),
        _ => {
            let texts = crate::pages::texts(&published.site, None);
            let message = texts.get(Text::ServerTrouble).to_owned();
            trouble(env, &id, &published, token, &fields, 503, message).await
        }
    }
}

/// Keeps the files of a form; gives whether any was not taken.
pub async fn keep_files(
    env: &Env,
    id: &SiteId,
    ticket: &str,
    message: &str,
    files: Vec<File>,
) -> bool {
    let mut any_lost = false;
    for file in files {
        let Ok(bytes) = file.bytes().await else {
            any_lost = true;
            continue;
        };
        let to = To::Message {
            ticket,
            message,
            anything: false,
        };
        let incoming = Incoming {
            name: &file.name(),
            media_type: "",
            length: Some(bytes.len()),
            body: js_sys::Uint8Array::from(bytes.as_slice()).into(),
        };
        let kept = keep(env, id, to, incoming).await;
        any_lost |= kept.map_or(true, |response| response.status_code() != 201);
    }
    any_lost
}

/// What was written to a closed request began another: its page goes on.
async fn new_request(
    env: &Env,
    id: &SiteId,
    published: &Published,
    ticket: &str,
    what: &str,
) -> Result<Response> {
    match ask(env, id, &Call::Ticket { id: ticket.into() }).await? {
        Answer::Ticket(file) => {
            let ticket = &file.ticket;
            let (site, version) = (id.as_str(), ticket.link_version);
            let token = published.key.request_token(site, &ticket.reference, version);
            reply::see_other(&format!("/r/{token}?done={what}"))
        }
        _ => lost(),
    }
}

/// The page again, with what was typed and what is missing.
async fn again(
    env: &Env,
    id: &SiteId,
    published: &Published,
    token: &str,
    fields: &Fields,
    text: Text,
) -> Result<Response> {
    let Answer::Page(file) = ask(env, id, &Call::Page { token: token.into() }).await? else {
        return lost();
    };
    let mut page = filled(id, published, token, &file, fields);
    let field = if text == Text::RateMissing { "score" } else { "text" };
    let max = MAX_MESSAGE.to_string();
    page.form.errors = vec![shared::problem::FieldError {
        field: field.into(),
        code: "required".into(),
        message: page.texts.fill(text, &[("max", &max)]),
    }];
    request_page::draw(&page, 422)
}

async fn trouble(
    env: &Env,
    id: &SiteId,
    published: &Published,
    token: &str,
    fields: &Fields,
    status: u16,
    message: String,
) -> Result<Response> {
    let Answer::Page(file) = ask(env, id, &Call::Page { token: token.into() }).await? else {
        return lost();
    };
    let mut page = filled(id, published, token, &file, fields);
    page.form.trouble = message;
    request_page::draw(&page, status)
}

fn filled(
    id: &SiteId,
    published: &Published,
    token: &str,
    file: &PageFile,
    fields: &Fields,
) -> RequestPage {
    let mut page = draft(id, published, token, file);
    page.form.text = fields.text("text");
    page.form.comment = fields.text("comment");
    page.form.score = fields.text("score").parse().ok();
    page.form.key = fields.text("key");
    page
}
