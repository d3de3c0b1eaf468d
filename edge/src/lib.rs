//! The worker: HTTP in, one Durable Object per site, deliveries out. Thin by intent: every rule
//! is in `shared`. Nothing here may panic, for a panic resets the instance under its neighbours.

mod admin;
mod api;
mod assets;
mod body;
mod chance;
mod config;
mod delivery;
mod digest;
mod help;
mod object;
mod page;
mod pages;
mod protocol;
mod published;
mod reply;
mod request_page;
mod route;
mod schema;
mod smtp;
mod store;

use shared::problem::{Code, Problem};
use worker::{Context, Env, Method, Request, Response, Result, event};

use route::Route;

#[event(fetch)]
async fn fetch(request: Request, env: Env, _context: Context) -> Result<Response> {
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

async fn answer(request: Request, env: &Env, own: &str) -> Result<Response> {
    let Some(route) = Route::of(&request.path()) else {
        return reply::problem(&Problem::new(
            Code::NotFound,
            "Check the address, or begin at the site's own page.",
        ));
    };
    let method = request.method();
    let allowed = route.methods();
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
        Route::Home(site) => pages::home(request, env, own, &site).await,
        Route::Faq(site, faq) => pages::faq(request, env, own, &site, &faq).await,
        Route::Write(site) if method == Method::Post => {
            pages::submit(request, env, own, &site).await
        }
        Route::Write(site) => pages::write(request, env, own, &site).await,
        Route::Sent(site) => pages::sent(request, env, own, &site).await,
        Route::Lost(site) => pages::missing(request, env, own, &site).await,
        Route::Help(site) => help::home(request, env, own, &site).await,
        Route::HelpFaq(site, faq) => help::faq(request, env, own, &site, &faq).await,
        Route::Sitemap(site) => help::sitemap(env, own, &site).await,
        Route::Faqs(site) => api::faqs(request, env, own, &site).await,
        Route::FaqJson(site, faq) => api::faq(request, env, own, &site, &faq).await,
        Route::Site(site) if method == Method::Put => admin::publish(request, env, &site).await,
        Route::Site(site) => admin::site(request, env, &site).await,
        Route::Tickets(site) if method == Method::Post => {
            api::submit(request, env, own, &site).await
        }
        Route::Tickets(site) => admin::tickets(request, env, &site).await,
        Route::Ticket(site, id) => admin::ticket(request, env, &site, &id).await,
    }
}
