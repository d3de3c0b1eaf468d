//! The worker: HTTP and mail in, one Durable Object per site, deliveries out. Thin by intent:
//! every rule is in `shared`. Nothing here may panic, for a panic resets the instance under its
//! neighbours.

mod admin;
mod answers;
mod api;
mod assertion;
mod assets;
mod assistant;
mod body;
mod chance;
mod config;
mod desk;
mod digest;
mod files;
mod form;
mod help;
mod inbound;
mod object;
mod page;
mod pages;
#[cfg(feature = "panic-test")]
mod panic_test;
mod pass;
mod post;
mod protocol;
mod published;
mod rating;
mod reply;
mod reports;
mod request_page;
mod requests;
mod route;
mod schema;
mod store;
mod visits;
mod webhook;

use shared::problem::{Code, Problem};
use worker::{Context, Env, ForwardableEmailMessage, Method, Request, Response, Result, event};

use route::{Api, Route};

/// The methods that are anything to us, as they are written.
const KNOWN: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response> {
    #[cfg(feature = "panic-test")]
    if request.path() == panic_test::ADDRESS {
        return panic_test::answer(&request, &env).await;
    }
    let own = config::own_origin(&env, &request);
    let answer = answer(request, &env, &own).await;
    answer.or_else(|trouble| {
        worker::console_error!("{trouble}");
        reply::problem(&Problem::new(
            Code::Unavailable,
            "Please try again in a moment.",
        ))
    })
}

/// Mail that Cloudflare received for us. What cannot be kept now is refused, so that whoever sent
/// it is told, or tries again.
#[event(email)]
async fn email(message: ForwardableEmailMessage, env: Env, _context: Context) -> Result<()> {
    let kept = match message.raw_bytes().await {
        Ok(raw) => inbound::take(&env, &message.to(), &message.from(), &raw).await,
        Err(trouble) => Err(trouble),
    };
    match kept {
        Ok(inbound::Kept::On { .. }) => {}
        Ok(inbound::Kept::Nobody(why)) => message.set_reject(why),
        Ok(inbound::Kept::Later) => message.set_reject("Please try again later."),
        Err(trouble) => {
            worker::console_error!("{trouble}");
            message.set_reject("Please try again later.");
        }
    }
    // An error here would panic: everything was said above.
    Ok(())
}

async fn answer(request: Request, env: &Env, own: &str) -> Result<Response> {
    let Some(route) = Route::of(&request.path()) else {
        return reply::problem(&Problem::new(
            Code::NotFound,
            "Check the address, or begin at the site's own page.",
        ));
    };
    let allowed = route.methods();
    // A method nobody knows would be read as GET.
    if !KNOWN.contains(&request.inner().method().as_str()) {
        return reply::method_not_allowed(allowed);
    }
    let method = request.method();
    if method == Method::Options {
        return reply::preflight(allowed, &request);
    }
    // A HEAD is a GET whose body the runtime leaves out.
    let method = if method == Method::Head {
        Method::Get
    } else {
        method
    };
    if !allowed.contains(&method) {
        return reply::method_not_allowed(allowed);
    }
    match route {
        Route::Root => reply::text("Premura is running.\n"),
        Route::Health => reply::json(200, &serde_json::json!({ "status": "ok" })),
        Route::Loader | Route::Asset => assets::serve(request, env).await,
        Route::Events => admin::events(own),
        Route::Event(kind) => assets::schema(env, &kind).await,
        Route::Reference => assets::reference(env).await,
        Route::OpenApi => assets::open_api(env).await,
        Route::Home(site) => pages::home(request, env, own, &site).await,
        Route::Questions(site) => pages::questions(request, env, own, &site).await,
        Route::Faq(site, faq) if method == Method::Post => {
            rating::rate(request, env, own, &site, &faq).await
        }
        Route::Faq(site, faq) => pages::faq(request, env, own, &site, &faq).await,
        Route::Write(site) if method == Method::Post => {
            pages::submit(request, env, own, &site).await
        }
        Route::Write(site) => pages::write(request, env, own, &site).await,
        Route::Ask(site) if method == Method::Post => {
            assistant::go_on(request, env, own, &site).await
        }
        Route::Ask(site) => assistant::show(request, env, own, &site).await,
        Route::Flows(site) => assistant::flows(request, env, own, &site).await,
        Route::Sent(site) => pages::sent(request, env, own, &site).await,
        Route::Requests(site) if method == Method::Post => {
            visits::requests_posted(request, env, own, &site).await
        }
        Route::Requests(site) => visits::requests(request, env, own, &site).await,
        Route::Survey(site, id) if method == Method::Post => {
            visits::rated(request, env, own, &site, &id).await
        }
        Route::Survey(site, id) => visits::survey(request, env, own, &site, &id).await,
        Route::Privacy(site) => help::privacy(request, env, own, &site).await,
        Route::Answers(site) => answers::serve(request, env, &site).await,
        Route::Lost(site) => pages::missing(request, env, own, &site).await,
        Route::Help(site) => help::home(request, env, own, &site).await,
        Route::HelpFaq(site, faq) => help::faq(request, env, own, &site, &faq).await,
        Route::Sitemap(site) => help::sitemap(env, own, &site).await,
        Route::Request(token) if method == Method::Post => {
            requests::act(request, env, own, &token).await
        }
        Route::Request(token) => requests::show(request, env, &token).await,
        Route::Desks => desk::choose(&request),
        Route::Desk(site, path) => desk::answer(request, env, own, &site, &path).await,
        Route::File(site) => files::serve(request, env, &site).await,
        Route::InboundMail => inbound::hand_in(request, env).await,
        Route::Site(site, address) => match address {
            Api::Faqs => api::faqs(request, env, own, &site).await,
            Api::Faq(faq) => api::faq(request, env, own, &site, &faq).await,
            Api::Reports => reports::report(request, env, &site).await,
            Api::History => reports::take(request, env, &site).await,
            Api::Challenge => api::challenge(request, env, own, &site).await,
            Api::FaqRating(_) | Api::Searches | Api::Choices | Api::Surveys | Api::Help => {
                api::hear(request, env, own, &site, address).await
            }
            Api::Outcomes if method == Method::Post => {
                api::hear(request, env, own, &site, address).await
            }
            Api::Requests => visits::list(request, env, own, &site).await,
            Api::Tickets if method == Method::Post => api::submit(request, env, own, &site).await,
            Api::Attachments(ticket) => files::upload(request, env, own, &site, &ticket).await,
            address => admin::answer(request, env, own, &site, address).await,
        },
    }
}
