//! The desk's pages: who is at it, what they may see, and one file for each family of pages. A page
//! asks the site's object in the name of its session; the object decides whether it may.

mod account;
mod contacts;
pub mod cookie;
mod door;
mod inbox;
mod live;
mod reports;
mod settings;
mod ticket;
mod tokens;
mod vouched;

use std::{cell::RefCell, rc::Rc};

use desk::{Section, Shell, Tongue};
use shared::{
    access::Who,
    id::SiteId,
    problem::{Code, Problem},
    site::Appearance,
};
use url::Url;
use widget::markup::Tag;
use worker::{Env, Method, Request, Response, Result};

use crate::{
    digest::sha256,
    form::Fields,
    page::{self, Ancestors, Page, Sheet},
    pass::ask_as,
    protocol::{Answer, Call, Pass, door::Ask},
    published::{self, Published},
    reply,
};

/// What ends a page early: an answer of its own, or trouble.
pub enum Stop {
    /// Answer this instead.
    Answer(Response),
    /// The object or the platform failed.
    Trouble(worker::Error),
}

impl From<worker::Error> for Stop {
    fn from(trouble: worker::Error) -> Self {
        Self::Trouble(trouble)
    }
}

impl From<serde_json::Error> for Stop {
    fn from(trouble: serde_json::Error) -> Self {
        Self::Trouble(trouble.into())
    }
}

/// How a page of the desk ends.
pub type Outcome = std::result::Result<Response, Stop>;

/// Somebody's visit to a page of the desk.
pub struct Desk<'a> {
    pub env: &'a Env,
    /// Our origin.
    pub own: &'a str,
    pub id: &'a SiteId,
    pub published: Rc<Published>,
    pub tongue: Tongue,
    /// The page's address.
    pub url: Url,
    /// The digest of the session.
    session: String,
    form_token: String,
    /// What Cloudflare Access said of them.
    access: vouched::Access,
    /// Who it is, once the object said so.
    who: RefCell<Option<Who>>,
}

impl Desk<'_> {
    /// Asks the site's object in the name of whoever is here.
    pub async fn ask(&self, call: Call) -> std::result::Result<Answer, Stop> {
        let pass = Pass::Session(self.session.clone());
        let (who, answer) = ask_as(self.env, self.id, pass, call).await?;
        if who.is_some() {
            self.who.replace(who);
        }
        match answer {
            Answer::Unknown => Err(Stop::Answer(self.sign_in()?)),
            Answer::Forbidden => Err(Stop::Answer(self.forbidden()?)),
            Answer::NoSite => Err(Stop::Answer(no_site(self.tongue)?)),
            answer => Ok(answer),
        }
    }

    /// Who is here.
    pub async fn who(&self) -> std::result::Result<Who, Stop> {
        if let Some(who) = self.who.borrow().as_ref() {
            return Ok(who.clone());
        }
        self.ask(Call::Desk(Ask::Me)).await?;
        let who = self.who.borrow().clone();
        who.ok_or_else(|| Stop::Trouble("the object did not say who asks".into()))
    }

    /// The value of a name in the address.
    pub fn query(&self, name: &str) -> Option<String> {
        let mut pairs = self.url.query_pairs();
        pairs.find(|(n, _)| n == name).map(|(_, v)| v.into_owned())
    }

    /// An address of this desk.
    pub fn path(&self, rest: &str) -> String {
        desk::path(self.id.as_str(), rest)
    }

    /// Goes on to another page of this desk.
    pub fn go(&self, rest: &str) -> Outcome {
        Ok(reply::see_other(&self.path(rest))?)
    }

    /// Draws a page around what `contents` makes for whoever is here.
    pub async fn draw(
        &self,
        status: u16,
        title: &str,
        section: Section,
        contents: impl FnOnce(&Shell<'_>) -> Vec<Tag>,
    ) -> Outcome {
        let who = self.who().await?;
        let shell = self.shell(&who);
        let body = desk::page(&shell, section, contents(&shell));
        let title = format!("{title} – {}", self.published.site.name);
        Ok(draw(
            status,
            self.tongue,
            &title,
            &self.published.site.appearance,
            &body,
        )?)
    }

    /// What a page drawn for somebody knows.
    pub fn shell<'s>(&'s self, who: &'s Who) -> Shell<'s> {
        Shell {
            site_id: self.id.as_str(),
            site_name: &self.published.site.name,
            who,
            tongue: self.tongue,
            form_token: &self.form_token,
        }
    }

    /// A page that says what cannot be done, with the way back.
    pub fn trouble(&self, status: u16, title: &str, hint: &str) -> Result<Response> {
        let way = self.tongue.say("Back to the inbox", "Torna alle richieste");
        let site = &self.published.site;
        let body = desk::trouble(&site.name, title, hint, &self.path(""), way);
        draw(status, self.tongue, title, &site.appearance, &body)
    }

    /// There is nothing at this address.
    pub fn lost(&self) -> Outcome {
        let title = self
            .tongue
            .say("There is nothing here", "Qui non c'è nulla");
        let hint = self.tongue.say(
            "The address may be cut off, or what was here is gone.",
            "L'indirizzo può essere incompleto, o quel che c'era non c'è più.",
        );
        Ok(self.trouble(404, title, hint)?)
    }

    fn forbidden(&self) -> Result<Response> {
        let title = self
            .tongue
            .say("This is not yours to do", "Questo non spetta a te");
        let hint = self.tongue.say(
            "Your role does not include it. An owner of the site can change that under Settings, Team.",
            "Il tuo ruolo non lo comprende. Chi gestisce il sito può cambiarlo in Impostazioni, Squadra.",
        );
        self.trouble(403, title, hint)
    }

    /// Where one signs in, to come back here.
    fn sign_in(&self) -> Result<Response> {
        let mut here = self.url.path().to_owned();
        if let Some(query) = self.url.query() {
            here.push('?');
            here.push_str(query);
        }
        let next: String = url::form_urlencoded::byte_serialize(here.as_bytes()).collect();
        let why = match self.session.is_empty() {
            true => "",
            false => "&ended=1",
        };
        reply::see_other(&self.path(&format!("sign-in?next={next}{why}")))
    }
}

/// A page of the desk as a response: for nobody but who asked for it, and in nobody's frame.
fn draw(
    status: u16,
    tongue: Tongue,
    title: &str,
    looks: &Appearance,
    body: &str,
) -> Result<Response> {
    let mut response = page::draw::<()>(&Page {
        status,
        lang: tongue.tag(),
        dir: "ltr",
        title,
        canonical: None,
        looks,
        sheet: Sheet::Desk,
        body,
        data: None,
        json_ld: None,
        ancestors: Ancestors::Nobody,
        turnstile: false,
    })?;
    let headers = response.headers_mut();
    headers.set("cache-control", "private, no-store")?;
    headers.set("referrer-policy", "same-origin")?;
    headers.set("x-robots-tag", "noindex")?;
    Ok(response)
}

fn tongue(request: &Request) -> Tongue {
    let accept = request.headers().get("accept-language").ok().flatten();
    Tongue::asked(&accept.unwrap_or_default())
}

fn no_site(tongue: Tongue) -> Result<Response> {
    let title = tongue.say("There is no such site", "Questo sito non c'è");
    let hint = tongue.say(
        "Check its short name, as it stands in the widget's tag.",
        "Controlla il suo nome breve, come sta nel tag del widget.",
    );
    let way = tongue.say("Choose a site", "Scegli un sito");
    let body = desk::trouble("Premura", title, hint, "/desk", way);
    draw(404, tongue, title, &Appearance::default(), &body)
}

/// `GET /desk`: which site's.
pub fn choose(request: &Request) -> Result<Response> {
    let tongue = tongue(request);
    let given = crate::api::query(request, "site").unwrap_or_default();
    let given = given.trim().to_lowercase();
    if let Ok(id) = SiteId::parse(&given) {
        return reply::see_other(&format!("/desk/{id}"));
    }
    let wrong = !given.is_empty();
    let title = tongue.say("Which desk?", "Quale postazione?");
    let body = desk::choose(tongue, &given, wrong);
    let status = if wrong { 422 } else { 200 };
    draw(status, tongue, title, &Appearance::default(), &body)
}

/// Everything below `/desk/{site}`.
pub async fn answer(
    mut request: Request,
    env: &Env,
    own: &str,
    id: &SiteId,
    path: &[String],
) -> Result<Response> {
    let tongue = tongue(&request);
    let Some(published) = published::site(env, id).await? else {
        return no_site(tongue);
    };
    let session = cookie::read(&request, cookie::SESSION)
        .map(|session| sha256(&session))
        .unwrap_or_default();
    let mut desk = Desk {
        env,
        own,
        id,
        tongue,
        url: request.url()?,
        form_token: published.key.form_token(&session),
        published,
        session,
        access: vouched::Access::default(),
        who: RefCell::default(),
    };
    let fields = if request.method() == Method::Post {
        match Fields::read(&mut request).await? {
            Ok(fields) => Some(fields),
            Err(problem) => return page::problem(&problem),
        }
    } else {
        None
    };
    let parts: Vec<&str> = path.iter().map(String::as_str).collect();
    let looked = match &fields {
        None => vouched::look(&mut desk, &request, &parts).await,
        Some(_) => Ok(()),
    };
    let outcome = match looked {
        Ok(()) => open(&desk, request, &parts, fields).await,
        Err(stop) => Err(stop),
    };
    let mut response = match outcome {
        Ok(response) | Err(Stop::Answer(response)) => response,
        Err(Stop::Trouble(trouble)) => {
            worker::console_error!("{trouble}");
            let title = tongue.say(
                "This did not work just now",
                "In questo momento non ha funzionato",
            );
            let hint = tongue.say(
                "Nothing you wrote is lost if you go back. Please try again in a moment.",
                "Se torni indietro, quel che hai scritto c'è ancora. Riprova tra un momento.",
            );
            desk.trouble(503, title, hint)?
        }
    };
    if let vouched::Access::In(session) = &desk.access {
        let seconds = door::SESSION_S;
        cookie::set(&mut response, &desk, cookie::SESSION, session, seconds)?;
    }
    Ok(response)
}

/// Finds the page of an address. What is posted is looked at here, before any page: it must come
/// from a page of this session.
async fn open(
    desk: &Desk<'_>,
    request: Request,
    parts: &[&str],
    fields: Option<Fields>,
) -> Outcome {
    match (parts, &fields) {
        (["sign-in"], None) => return door::sign_in(desk),
        (["sign-in"], Some(fields)) => return door::asked(desk, &request, fields).await,
        (["enter"], None) => return door::link(desk, &request),
        (["enter"], Some(fields)) => return door::enter(desk, &request, fields).await,
        _ => {}
    }
    let Some(mut fields) = fields else {
        return match parts {
            [] => inbox::show(desk).await,
            ["t", id, rest @ ..] => ticket::show(desk, id, rest).await,
            ["live"] => live::join(desk, &request).await,
            ["account"] => account::show(desk).await,
            ["reports"] => reports::show(desk).await,
            ["reports", "csv"] => reports::take(desk).await,
            ["reports", "faqs"] => reports::faqs(desk).await,
            ["reports", "faqs", "csv"] => reports::take_faqs(desk).await,
            ["reports", "week"] => reports::week(desk).await,
            ["settings", rest @ ..] => settings::show(desk, rest).await,
            ["first-steps"] => settings::first_steps(desk).await,
            ["account", "tokens"] => tokens::show(desk).await,
            ["contacts", rest @ ..] => contacts::show(desk, rest).await,
            _ => {
                desk.who().await?;
                desk.lost()
            }
        };
    };
    let ours = desk
        .published
        .key
        .is_form_token(&desk.session, &fields.text("csrf"));
    if desk.session.is_empty() || !ours {
        return Err(Stop::Answer(not_from_here(desk)?));
    }
    match parts {
        ["account"] => account::act(desk, &fields).await,
        ["account", "tokens"] => tokens::act(desk, &fields).await,
        ["contacts", rest @ ..] => contacts::act(desk, rest, &fields).await,
        ["leave"] => account::leave(desk).await,
        ["t", id, rest @ ..] => ticket::act(desk, id, rest, fields).await,
        ["undo"] => ticket::undo(desk, &fields).await,
        ["bulk"] => inbox::bulk(desk, &fields).await,
        ["filters"] => inbox::filters(desk, &fields).await,
        ["settings", rest @ ..] => settings::act(desk, rest, &mut fields).await,
        ["first-steps"] => settings::step(desk, &fields).await,
        _ => {
            desk.who().await?;
            desk.lost()
        }
    }
}

/// What was posted was not written on a page of this session.
fn not_from_here(desk: &Desk<'_>) -> Result<Response> {
    if desk.session.is_empty() {
        return desk.sign_in();
    }
    let title = desk.tongue.say("Please try again", "Prova di nuovo");
    let hint = desk.tongue.say(
        "The page was older than your session. Go back, load it again, and send once more.",
        "La pagina era più vecchia della tua sessione. Torna indietro, ricaricala e invia di nuovo.",
    );
    desk.trouble(403, title, hint)
}

/// A problem on a page of the desk.
pub fn problem(problem: &Problem) -> Outcome {
    Ok(page::problem(problem)?)
}

/// Something that cannot be answered as it was asked.
pub fn unexpected() -> Outcome {
    problem(&Problem::new(
        Code::Unavailable,
        "Please try again in a moment.",
    ))
}
