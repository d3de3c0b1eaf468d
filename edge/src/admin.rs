//! What needs the operator's token: publishing a site, the team's side of tickets, the delivery
//! log, endpoints, agents, contacts.

mod fields;
mod list;

use serde_json::{Value, json};
use shared::{
    access::Action,
    api::{Away, ContactChange, Into, LinkFor, NewToken, Paging, Person, SessionRow, Since, Words},
    event::Kind,
    id::{SiteId, Slug},
    outbox::State,
    problem::{Code, ConfigError, FieldError, Problem},
    site::Site,
    ticket::{MAX_MESSAGE, Ticket, rfc3339_ms},
};
use worker::{Env, Method, Request, Response, Result};

use crate::{
    api, body, chance, config,
    files::link,
    pass::{self, ask_as},
    protocol::{Answer, Call, Pass, Settings, Wish, contacts, door, tokens},
    published, reply,
    route::Api,
    store::name_of,
};
use fields::{Acting, checked, fields, read_acting, read_fields};

/// Largest configuration, in bytes.
const MAX_CONFIG_BYTES: usize = 1_500_000;

pub fn refused() -> Result<Response> {
    reply::fail(
        Code::Unauthorized,
        "Send a token as “Authorization: Bearer …”.",
    )
}

pub fn forbidden() -> Result<Response> {
    reply::fail(
        Code::Forbidden,
        "Use a token with the scope this needs, or ask an owner of the site.",
    )
}

pub fn no_site() -> Result<Response> {
    reply::fail(
        Code::SiteNotFound,
        "Check the site's id, or publish the site first.",
    )
}

pub fn unexpected() -> Result<Response> {
    reply::fail(Code::Unavailable, "Please try again in a moment.")
}

/// Answers what only the operator may ask.
pub async fn answer(
    mut request: Request,
    env: &Env,
    own: &str,
    id: &SiteId,
    address: Api,
) -> Result<Response> {
    let Some(pass) = pass::of_api(env, &request) else {
        return refused();
    };
    let method = request.method();
    let page = match list::page(&request) {
        Ok(page) => page,
        Err(problem) => return reply::problem(&problem),
    };
    // What needs nothing but leave.
    let allowed = address == Api::Site;
    let call = match address {
        Api::Site if method == Method::Put => return publish(request, env, own, id, pass).await,
        Api::Site => Call::May {
            action: Action::ReadSettings,
        },
        Api::SignInLinks => match read_fields::<LinkFor>(&mut request).await? {
            Ok((LinkFor { agent }, _)) => Call::Desk(door::Ask::MakeLink { agent }),
            Err(problem) => return reply::problem(&problem),
        },
        Api::Sessions => Call::Desk(door::Ask::Everybody),
        Api::Session(session) => Call::Desk(door::Ask::EndOf { session }),
        Api::Tickets => match list::filter(&request) {
            Ok(filter) => Call::Tickets {
                filter: Box::new(filter),
                page: page.clone(),
            },
            Err(problem) => return reply::problem(&problem),
        },
        Api::Ticket(ticket) if method == Method::Patch => {
            let Acting { value, by, key } = match read_acting(&mut request).await? {
                Ok(acting) => acting,
                Err(problem) => return reply::problem(&problem),
            };
            match fields::<Settings>(value) {
                Ok(settings) => Call::Change {
                    ticket,
                    wish: Wish::Set(Box::new(settings)),
                    by,
                    key,
                },
                Err(problem) => return reply::problem(&problem),
            }
        }
        Api::Ticket(id) => Call::Ticket { id },
        Api::Messages(ticket) => {
            let Acting { value, by, key } = match read_acting(&mut request).await? {
                Ok(acting) => acting,
                Err(problem) => return reply::problem(&problem),
            };
            match fields::<Words>(value).and_then(wish) {
                Ok(wish) => Call::Change {
                    ticket,
                    wish,
                    by,
                    key,
                },
                Err(problem) => return reply::problem(&problem),
            }
        }
        Api::Merge(ticket) => match read_fields::<Into>(&mut request).await? {
            Ok((Into { into }, key)) => Call::Change {
                ticket,
                wish: Wish::Merge { into },
                by: None,
                key,
            },
            Err(problem) => return reply::problem(&problem),
        },
        Api::Deliveries => match (
            list::word(&request, "endpoint"),
            list::one_of::<State>(&request, "state"),
        ) {
            (Ok(endpoint), Ok(state)) => Call::Deliveries {
                endpoint,
                state: state.map(name_of),
                page: page.clone(),
            },
            (Err(problem), _) | (_, Err(problem)) => return reply::problem(&problem),
        },
        Api::Delivery(id) => Call::Delivery { id },
        Api::Replay(id) => Call::Replay { id },
        Api::Endpoints => Call::Endpoints,
        Api::EndpointTest(endpoint) => match Slug::parse(&endpoint) {
            Ok(endpoint) => Call::Test { endpoint },
            Err(_) => return nothing(&Api::Endpoints),
        },
        Api::EndpointEnable(endpoint) => match Slug::parse(&endpoint) {
            Ok(endpoint) => Call::Enable { endpoint },
            Err(_) => return nothing(&Api::Endpoints),
        },
        Api::EndpointReplay(endpoint) => {
            let since = match read_fields::<Since>(&mut request).await? {
                Ok((Since { since }, _)) => since,
                Err(problem) => return reply::problem(&problem),
            };
            let since = since.parse::<jiff::Timestamp>();
            match (Slug::parse(&endpoint), since) {
                (Ok(endpoint), Ok(since)) => Call::ReplaySince {
                    endpoint,
                    since: shared::ticket::rfc3339(since),
                },
                (Err(_), _) => return nothing(&Api::Endpoints),
                (_, Err(_)) => {
                    return reply::problem(&wrong(
                        "since",
                        "Write a moment in RFC 3339, such as “2026-11-22T09:00:00Z”.",
                    ));
                }
            }
        }
        Api::Suggestions => Call::Suggestions,
        Api::IdentitySecret => Call::IdentitySecret {
            change: method == Method::Post,
        },
        Api::Outcomes => Call::Outcomes,
        Api::Agents => Call::Agents,
        Api::Agent(agent) => match (
            Slug::parse(&agent),
            read_fields::<Away>(&mut request).await?,
        ) {
            (Ok(agent), Ok((Away { away }, _))) => Call::SetAway { agent, away },
            (_, Err(problem)) => return reply::problem(&problem),
            (Err(_), _) => return nothing(&Api::Agents),
        },
        Api::AgentTestMail(agent) => match Slug::parse(&agent) {
            Ok(agent) => Call::TestMail { agent: Some(agent) },
            Err(_) => return nothing(&Api::Agents),
        },
        Api::Contacts => match list::word(&request, "q") {
            Ok(query) => Call::Contacts(contacts::Ask::List {
                query: query.unwrap_or_default(),
                page: page.clone(),
            }),
            Err(problem) => return reply::problem(&problem),
        },
        Api::Contact(id) if method == Method::Delete => Call::Contacts(contacts::Ask::Erase { id }),
        Api::Contact(id) if method == Method::Patch => {
            let read = read_fields::<ContactChange>(&mut request).await?;
            match checked(read.map(|(change, _)| change), ContactChange::check) {
                Ok(change) => Call::Contacts(contacts::Ask::Change {
                    id,
                    change: Box::new(change),
                }),
                Err(problem) => return reply::problem(&problem),
            }
        }
        Api::Contact(id) => Call::Contacts(contacts::Ask::Read { id }),
        Api::ContactExport(id) => Call::Contacts(contacts::Ask::Export { id }),
        Api::Tokens if method == Method::Post => {
            let read = read_fields::<NewToken>(&mut request).await?;
            match checked(read.map(|(new, _)| new), NewToken::check) {
                Ok(new) => Call::Tokens(tokens::Ask::Make(new)),
                Err(problem) => return reply::problem(&problem),
            }
        }
        Api::Tokens => Call::Tokens(tokens::Ask::List),
        Api::Token(id) => Call::Tokens(tokens::Ask::Revoke { id }),
        _ => return unexpected(),
    };
    let what = kind_of(&call);
    match (ask_as(env, id, pass, call).await?.1, allowed) {
        (Answer::Done, true) => site(env, id).await,
        (answer, _) => say(env, own, id, answer, what, &page).await,
    }
}

/// What is missing where nothing is found.
#[derive(Clone, Copy)]
enum What {
    Delivery,
    Endpoint,
    Agent,
    Contact,
    Token,
    Session,
}

fn kind_of(call: &Call) -> What {
    match call {
        Call::Desk(door::Ask::EndOf { .. }) => What::Session,
        Call::Desk(_) => What::Agent,
        Call::Tokens(_) => What::Token,
        Call::Enable { .. } | Call::Test { .. } | Call::ReplaySince { .. } => What::Endpoint,
        Call::SetAway { .. } | Call::TestMail { .. } => What::Agent,
        Call::Contacts(_) => What::Contact,
        _ => What::Delivery,
    }
}

fn nothing(near: &Api) -> Result<Response> {
    missing(match near {
        Api::Agents => What::Agent,
        _ => What::Endpoint,
    })
}

fn missing(what: What) -> Result<Response> {
    match what {
        What::Delivery => reply::fail(Code::DeliveryNotFound, "Check the delivery's id."),
        What::Endpoint => reply::fail(
            Code::EndpointNotFound,
            "Check the endpoint's id: “GET …/webhooks” lists them.",
        ),
        What::Agent => reply::fail(Code::AgentNotFound, "Check the agent's id."),
        What::Contact => reply::fail(Code::ContactNotFound, "Check the contact's id."),
        What::Token => reply::fail(
            Code::TokenNotFound,
            "Check the token's id: “GET …/tokens” lists them.",
        ),
        What::Session => reply::fail(
            Code::SessionNotFound,
            "Check the session's id: “GET …/sessions” lists them.",
        ),
    }
}

async fn say(
    env: &Env,
    own: &str,
    id: &SiteId,
    answer: Answer,
    what: What,
    page: &Paging,
) -> Result<Response> {
    match answer {
        Answer::Tickets { tickets, next } => {
            let tickets = shown(tickets);
            reply::json(200, &json!({ "tickets": tickets, "next": next }))
        }
        Answer::Ticket(mut file) => {
            file.ticket = file.ticket.shown();
            let Some(published) = published::site(env, id).await? else {
                return no_site();
            };
            let mut said = serde_json::to_value(&file)?;
            let links = file.attachments.iter().map(|file| {
                let path = link(&published.key, id, &file.id, chance::now().as_second());
                format!("{own}{path}")
            });
            if let Some(Value::Array(files)) = said.get_mut("attachments") {
                for (file, url) in files.iter_mut().zip(links) {
                    if let Some(file) = file.as_object_mut() {
                        file.insert("url".into(), url.into());
                    }
                }
            }
            reply::json(200, &said)
        }
        Answer::Deliveries { deliveries, next } => {
            reply::json(200, &json!({ "deliveries": deliveries, "next": next }))
        }
        Answer::Delivery(delivery) => reply::json(200, &delivery),
        Answer::Replayed { count } => reply::json(202, &json!({ "replayed": count })),
        Answer::Testing { delivery } => reply::json(202, &json!({ "delivery": delivery })),
        Answer::Endpoints(endpoints) => list::paged(page, "webhooks", endpoints, |endpoint| {
            endpoint.id.to_string()
        }),
        Answer::Suggestions(advice) => reply::json(200, &json!({ "suggestions": advice })),
        Answer::IdentitySecret(secrets) => reply::json(200, &secrets),
        Answer::Outcomes(outcomes) => reply::json(200, &json!({ "outcomes": outcomes })),
        Answer::Agents(roster) => match published::site(env, id).await? {
            Some(published) => {
                let people = Person::all(&published.site, &roster);
                list::paged(page, "agents", people, |person| person.id.to_string())
            }
            None => no_site(),
        },
        Answer::Contacts(answer) => match answer {
            contacts::Answer::List { contacts, next } => {
                reply::json(200, &json!({ "contacts": contacts, "next": next }))
            }
            contacts::Answer::One {
                contact, tickets, ..
            } => {
                let tickets = shown(tickets);
                reply::json(200, &json!({ "contact": contact, "tickets": tickets }))
            }
            contacts::Answer::Export(everything) => reply::json(200, &everything),
            contacts::Answer::Erased { tickets } => {
                reply::json(200, &json!({ "done": true, "tickets": tickets }))
            }
        },
        Answer::Tokens(tokens::Answer::List(tokens)) => {
            list::paged(page, "tokens", tokens, |token| token.id.clone())
        }
        Answer::Tokens(tokens::Answer::Made { secret, token }) => {
            reply::json(201, &json!({ "secret": secret, "token": token }))
        }
        Answer::Desk(door::Answer::Sessions(sessions)) => {
            let row = |session: door::Session| SessionRow {
                id: session.name,
                agent: Some(session.agent).filter(|agent| !agent.is_empty()),
                browser: session.family,
                created_at: rfc3339_ms(session.created_ms),
                last_used_at: rfc3339_ms(session.seen_ms),
            };
            let rows: Vec<SessionRow> = sessions.into_iter().map(row).collect();
            list::paged(page, "sessions", rows, |row| row.id.clone())
        }
        Answer::Done => reply::json(200, &json!({ "done": true })),
        Answer::Refused(why) => reply::fail(Code::ChangeRefused, &sentence(&why)),
        Answer::Conflict => api::conflict(),
        Answer::NoTicket => reply::fail(Code::TicketNotFound, "Check the ticket's id."),
        Answer::Nothing => missing(what),
        Answer::Desk(door::Answer::Link(path)) => {
            reply::json(201, &json!({ "url": format!("{own}{path}") }))
        }
        Answer::Unknown => refused(),
        Answer::Forbidden => forbidden(),
        Answer::NoSite => no_site(),
        _ => unexpected(),
    }
}

/// Tickets as the outside is shown them.
fn shown(tickets: Vec<Ticket>) -> Vec<Ticket> {
    tickets.into_iter().map(Ticket::shown).collect()
}

/// A reason as a sentence.
fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    let mut sentence: String = chars
        .next()
        .map(char::to_uppercase)
        .into_iter()
        .flatten()
        .collect();
    sentence.extend(chars);
    if !sentence.ends_with('.') {
        sentence.push('.');
    }
    sentence
}

/// What is said, as a wish.
fn wish(words: Words) -> std::result::Result<Wish, Problem> {
    if words.text.trim().is_empty() {
        return Err(wrong("text", "Write something."));
    }
    if words.text.chars().count() > MAX_MESSAGE {
        return Err(wrong("text", "Use at most 10,000 characters."));
    }
    Ok(match words.internal {
        true => Wish::Note { text: words.text },
        false => Wish::Answer {
            text: words.text,
            status: words.status,
        },
    })
}

fn wrong(field: &str, message: &str) -> Problem {
    let error = FieldError {
        field: field.into(),
        code: "invalid".into(),
        message: message.into(),
    };
    Problem::fields("Correct this field and send it again.", vec![error])
}

/// `PUT /v1/sites/{site}`: takes a site's TOML file.
async fn publish(
    mut request: Request,
    env: &Env,
    own: &str,
    id: &SiteId,
    pass: Pass,
) -> Result<Response> {
    let text = match body::read(&mut request, &["application/toml"], MAX_CONFIG_BYTES).await? {
        Ok(text) => text,
        Err(problem) => return reply::problem(&problem),
    };
    let site = match Site::from_toml_allowing(&text, &config::allowed_addresses(env)) {
        Ok(site) => site,
        Err(errors) => return reply::problem(&Problem::configuration(errors)),
    };
    let local = site.mail.inbound.as_ref().map(|address| {
        let local = address.as_str().split('@').next().unwrap_or("");
        local.to_owned()
    });
    if local.is_some_and(|local| local != id.as_str()) {
        return reply::problem(&Problem::configuration(vec![ConfigError {
            line: 1,
            key: "mail.inbound".into(),
            message: format!("Before the “@” must stand the site's id, “{id}”."),
        }]));
    }
    let call = Call::Publish {
        id: id.clone(),
        config: serde_json::to_string(&site)?,
        origin: own.to_owned(),
    };
    let (_, answer) = ask_as(env, id, pass, call).await?;
    published::forget(id);
    match answer {
        Answer::Unknown => refused(),
        Answer::Forbidden => forbidden(),
        // Only the operator begins a site.
        Answer::NoSite => refused(),
        Answer::Published { version } => {
            reply::json(200, &json!({ "site": id, "version": version }))
        }
        _ => unexpected(),
    }
}

/// `GET /v1/sites/{site}`: what is published.
async fn site(env: &Env, id: &SiteId) -> Result<Response> {
    let Some(published) = published::site(env, id).await? else {
        return no_site();
    };
    let site = &published.site;
    reply::json(
        200,
        &json!({
            "site": id,
            "version": published.version,
            "published_at": published.published_at,
            "name": site.name,
            "languages": site.languages,
            "faqs": site.faqs.len(),
            "webhooks": site.webhooks.iter().map(|hook| &hook.url).collect::<Vec<_>>(),
        }),
    )
}

/// `GET /v1/events`: the events there are, each with where its schema is.
pub fn events(own: &str) -> Result<Response> {
    let list: Vec<Value> = Kind::ALL
        .iter()
        .filter(|kind| kind.is_offered())
        .map(|kind| json!({ "type": kind.as_str(), "schema": format!("{own}/v1/events/{}", kind.as_str()) }))
        .collect();
    reply::json(200, &json!({ "events": list }))
}
