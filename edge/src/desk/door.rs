//! Signing in: a link by mail, single use, for the browser that asked.

use desk::Asked;
use shared::{address::EmailAddress, agent, ticket::Origin};
use worker::{Request, Response, Result};

use super::{
    Desk, Outcome, Stop, cookie, draw,
    vouched::{self, Access},
};
use crate::{
    api, chance,
    protocol::{
        Answer, Call, ask,
        door::{self, Ask},
    },
    reply,
};

/// How long the browser remembers that it asked, in seconds; a little longer than a link serves.
const ASKED_S: i64 = 15 * 60;
/// How long the browser keeps the session, in seconds: 90 days. The object may end it sooner.
pub const SESSION_S: i64 = 90 * 86_400;
/// Longest address that is gone on to, in characters.
const MAX_NEXT: usize = 500;

/// Where to go on, if that is a page of this desk.
fn next(desk: &Desk<'_>, given: &str) -> String {
    let base = desk.path("");
    let rest = given.strip_prefix(&base);
    let ours = given.len() <= MAX_NEXT
        && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
        && !given.contains(['\\', '\n', '\r']);
    if ours { given.to_owned() } else { base }
}

fn page(desk: &Desk<'_>, status: u16, email: &str, next: &str, asked: &Asked) -> Result<Response> {
    let site = &desk.published.site;
    let body = desk::sign_in(
        desk.tongue,
        desk.id.as_str(),
        &site.name,
        email,
        next,
        asked,
    );
    let title = format!("{} – {}", desk.tongue.say("Sign in", "Entra"), site.name);
    draw(status, desk.tongue, &title, &site.appearance, &body)
}

/// `GET /desk/{site}/sign-in`.
pub fn sign_in(desk: &Desk<'_>) -> Outcome {
    let given = desk.query("next").unwrap_or_default();
    let asked = match &desk.access {
        Access::In(_) => return Ok(reply::see_other(&next(desk, &given))?),
        Access::Over => Asked::Over,
        Access::Unclear(why) => Asked::Unclear(why.clone()),
        Access::Nothing if desk.query("left").is_some() && vouched::is_set(desk) => Asked::Left,
        Access::Nothing if desk.query("ended").is_some() => Asked::Ended,
        Access::Nothing => Asked::NotYet,
    };
    let email = desk.query("email").unwrap_or_default();
    Ok(page(desk, 200, &email, &given, &asked)?)
}

/// `POST /desk/{site}/sign-in`: mails a link.
pub async fn asked(desk: &Desk<'_>, request: &Request, fields: &crate::form::Fields) -> Outcome {
    let (given, next) = (fields.text("email"), fields.text("next"));
    let Some(email) = EmailAddress::parse(given.trim()) else {
        return Ok(page(desk, 422, &given, &next, &Asked::Wrong)?);
    };
    let browser = format!("{:032x}", chance::long_number()?);
    let call = Call::Desk(Ask::SendLink {
        email,
        browser: browser_digest(&browser),
        signs: api::signs(desk.env, request, Origin::Form, true),
    });
    Ok(match ask(desk.env, desk.id, &call).await? {
        Answer::Done => {
            let mut response = page(desk, 200, given.trim(), &next, &Asked::Sent)?;
            cookie::set(&mut response, desk, cookie::BROWSER, &browser, ASKED_S)?;
            response
        }
        Answer::Wait { seconds, message } => {
            let mut response = page(desk, 429, &given, &next, &Asked::Wait(message))?;
            let wait = seconds.to_string();
            response.headers_mut().set("retry-after", &wait)?;
            response
        }
        _ => return super::unexpected(),
    })
}

/// What the link carries of the browser: hexadecimal digits, so that it stands in an address.
fn browser_digest(browser: &str) -> String {
    shared::seal::seal(browser.as_bytes(), "browser", "")
}

/// `GET /desk/{site}/enter`: the button.
pub fn link(desk: &Desk<'_>, request: &Request) -> Outcome {
    let link = desk.query("link").unwrap_or_default();
    let browser = cookie::read(request, cookie::BROWSER).map(|b| browser_digest(&b));
    let read = desk
        .published
        .key
        .read_sign_in_link(&link, chance::now().as_second());
    let Some(read) = read else {
        return refused(desk, false);
    };
    if !read.browser.is_empty() && browser.as_deref() != Some(read.browser) {
        return refused(desk, true);
    }
    let next = desk.query("next").unwrap_or_default();
    let site = &desk.published.site;
    let body = desk::enter(desk.tongue, desk.id.as_str(), &site.name, &link, &next);
    let title = desk.tongue.say("Sign in", "Entra");
    Ok(draw(200, desk.tongue, title, &site.appearance, &body)?)
}

fn refused(desk: &Desk<'_>, other_browser: bool) -> Outcome {
    let site = &desk.published.site;
    let body = desk::refused(desk.tongue, desk.id.as_str(), &site.name, other_browser);
    let title = desk
        .tongue
        .say("This link opens nothing", "Questo link non apre nulla");
    Ok(draw(403, desk.tongue, title, &site.appearance, &body)?)
}

/// `POST /desk/{site}/enter`: in.
pub async fn enter(desk: &Desk<'_>, request: &Request, fields: &crate::form::Fields) -> Outcome {
    let headers = request.headers();
    let user_agent = headers.get("user-agent")?.unwrap_or_default();
    let browser = cookie::read(request, cookie::BROWSER)
        .map(|browser| browser_digest(&browser))
        .unwrap_or_default();
    let call = Call::Desk(Ask::Enter {
        link: fields.text("link"),
        browser,
        family: agent::family(&user_agent),
    });
    match ask(desk.env, desk.id, &call).await? {
        Answer::Desk(door::Answer::Entered { session }) => {
            let mut response = reply::see_other(&next(desk, &fields.text("next")))?;
            cookie::set(&mut response, desk, cookie::SESSION, &session, SESSION_S)?;
            cookie::set(&mut response, desk, cookie::BROWSER, "", 0)?;
            Ok(response)
        }
        Answer::Desk(door::Answer::OtherBrowser) => refused(desk, true),
        Answer::Desk(_) => refused(desk, false),
        _ => Err(Stop::Trouble(
            "the object did not answer at the door".into(),
        )),
    }
}
