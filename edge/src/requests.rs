//! The page of a customer's own request, `/r/{token}`: the token is the key, there is no login
//! and no script, but in the panel's frame. Nothing happens on GET.

use std::rc::Rc;

use shared::{
    id::SiteId,
    key::RequestToken,
    problem::{Code, Problem},
    request_page::{Act, Action, Attachment, Matter, Notice, Other, RequestPage, score},
    text::{Catalogue, Text},
    ticket::{Origin, Ticket},
};
use worker::{Env, Request, Response, Result};

use crate::{
    api::{self, key_for, query},
    chance,
    files::{self, To, link},
    form::Fields,
    page,
    pass::ask_as,
    protocol::{Answer, Call, PageFile, Pass, ask},
    published::{self, Published},
    reply, request_page,
};

fn lost() -> Result<Response> {
    page::plain(
        404,
        "This link leads nowhere",
        "It may be cut off or no longer valid. Open the newest mail we sent you and follow the link there.",
    )
}

/// `GET /r/{token}`.
pub async fn show(request: Request, env: &Env, token: &str) -> Result<Response> {
    let Some((id, published, file)) = opened(env, token).await? else {
        return lost();
    };
    let mut page = draft(&id, &published, token, &file);
    page.embed = embed(&request);
    page.form.key = format!("{:032x}", chance::long_number()?);
    page.form.score = query(&request, "score").and_then(|text| score(&text));
    page.notice = query(&request, "done").and_then(|done| Notice::parse(&done));
    request_page::draw(&page, 200)
}

/// How the page stands in a frame, if it does.
fn embed(request: &Request) -> String {
    let embed = query(request, "embed").filter(|way| matches!(way.as_str(), "1" | "inline"));
    embed.unwrap_or_default()
}

/// What a token opens: the site, and what its page is drawn from.
async fn opened(env: &Env, token: &str) -> Result<Option<(SiteId, Rc<Published>, Box<PageFile>)>> {
    let Some(RequestToken { site: id, .. }) = RequestToken::parse(token) else {
        return Ok(None);
    };
    let Some(published) = published::site(env, &id).await? else {
        return Ok(None);
    };
    let token = token.to_owned();
    Ok(match ask(env, &id, &Call::Page { token }).await? {
        Answer::Page(file) => Some((id, published, file)),
        _ => None,
    })
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
    // Each with the token of its page, which must outlive what borrows it.
    let with_token = |ticket: &'_ Option<Ticket>| {
        let token = ticket
            .as_ref()
            .map(|t| published.key.token_of(id.as_str(), t));
        token.unwrap_or_default()
    };
    let (into, follows) = (with_token(&file.merged_into), with_token(&file.follows));
    fn other<'a>(ticket: &'a Option<Ticket>, token: &'a str) -> Option<Other<'a>> {
        let reference = &ticket.as_ref()?.reference;
        Some(Other { reference, token })
    }
    RequestPage::of(Matter {
        token,
        site_id: id.as_str(),
        site: &published.site,
        ticket: &file.ticket,
        messages: &file.messages,
        attachments: &attachments,
        rated: file.rated,
        explained: file.explained,
        merged_into: other(&file.merged_into, &into),
        follows: other(&file.follows, &follows),
        now,
    })
}

/// `POST /r/{token}`.
pub async fn act(mut request: Request, env: &Env, own: &str, token: &str) -> Result<Response> {
    let Some((id, published, file)) = opened(env, token).await? else {
        return lost();
    };
    if !is_ours(&request, own)? {
        return page::problem(&Problem::new(
            Code::OriginNotAllowed,
            "Open the link from our mail and try again there.",
        ));
    }
    let mut fields = match Fields::read(&mut request).await? {
        Ok(fields) => fields,
        Err(problem) => return page::problem(&problem),
    };
    let uploads = fields.files();
    let embed = embed(&request);
    let goes_on = |token: &str, notice: Option<Notice>| {
        let done = notice.map(|notice| format!("done={}#news", notice.name()));
        let embed = Some(&embed).filter(|embed| !embed.is_empty());
        let embed = embed.map(|embed| format!("embed={embed}"));
        let words: Vec<String> = [embed, done].into_iter().flatten().collect();
        match words.is_empty() {
            true => format!("/r/{token}"),
            false => format!("/r/{token}?{}", words.join("&")),
        }
    };
    let action = Action::parse(&fields.text("action")).unwrap_or(Action::Reply);
    if !action.is_open(&file.ticket, file.rated.is_some(), file.explained) {
        // It was done already, in another window or by the team: the page says how things stand.
        return reply::see_other(&goes_on(token, None));
    }
    let filled = || RequestPage {
        embed: embed.clone(),
        ..filled(&id, &published, token, &file, &fields)
    };
    let texts = Catalogue::of_site(&published.site, &file.ticket.lang);
    let act = match Act::read(
        action,
        |name| fields.text(name),
        !uploads.is_empty(),
        &texts,
    ) {
        Ok(act) => act,
        Err(error) => {
            let mut page = filled();
            page.form.errors = vec![error];
            return request_page::draw(&page, 422);
        }
    };
    let trouble = |status, message| {
        let mut page = filled();
        page.form.trouble = message;
        request_page::draw(&page, status)
    };
    let notice = match act {
        Act::Reply { .. } | Act::Comment { .. } => Notice::Replied,
        Act::Close => Notice::Solved,
        Act::Reopen => Notice::Reopened,
        Act::Rate { .. } => Notice::Rated,
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
            let to = || To::Message {
                ticket: &ticket,
                message: &message,
                anything: false,
            };
            if files::keep_all(env, &id, to, uploads).await {
                // The words are kept; the page says that a file is missing.
                return trouble(422, texts.get(Text::FileLost).to_owned());
            }
            if opened {
                return new_request(env, &id, &published, &ticket, goes_on).await;
            }
            reply::see_other(&goes_on(token, Some(notice)))
        }
        Answer::Done => reply::see_other(&goes_on(token, Some(notice))),
        Answer::Wait { seconds, message } => {
            let mut response = trouble(429, message)?;
            let headers = response.headers_mut();
            headers.set("retry-after", &seconds.to_string())?;
            Ok(response)
        }
        Answer::Refused(_) => reply::see_other(&goes_on(token, None)),
        Answer::NoTicket | Answer::NoSite => lost(),
        _ => trouble(503, texts.get(Text::ServerTrouble).to_owned()),
    }
}

/// Whether a form was posted from our own page. It sends no referrer, and so no origin: browsers
/// that say where a request comes from say it in `Sec-Fetch-Site`. The token is the proof; this
/// keeps another site from pressing buttons with one it learned.
pub fn is_ours(request: &Request, own: &str) -> Result<bool> {
    let headers = request.headers();
    Ok(match headers.get("sec-fetch-site")? {
        Some(site) => site == "same-origin",
        None => headers
            .get("origin")?
            .is_none_or(|origin| origin == "null" || origin == own),
    })
}

/// What was written to a closed request began another: its page goes on.
async fn new_request(
    env: &Env,
    id: &SiteId,
    published: &Published,
    ticket: &str,
    goes_on: impl Fn(&str, Option<Notice>) -> String,
) -> Result<Response> {
    // The customer's own: their token opened the one it goes on with.
    let call = Call::Ticket { id: ticket.into() };
    match ask_as(env, id, Pass::Operator, call).await?.1 {
        Answer::Ticket(file) => {
            let token = published.key.token_of(id.as_str(), &file.ticket);
            reply::see_other(&goes_on(&token, Some(Notice::Followed)))
        }
        _ => lost(),
    }
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
    page.form.score = score(&fields.text("score"));
    page.form.key = fields.text("key");
    page
}
