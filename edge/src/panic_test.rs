//! An address that panics, for the test that shows what becomes of the others then. Compiled with
//! the feature `panic-test` only, which no release has.

use std::sync::atomic::{AtomicBool, Ordering};

use shared::id::SiteId;
use worker::{Env, Request, Response, Result, State};

/// `POST /v1/panic?where=worker|object|alarm&site={id}`, at the worker and at an object.
pub const ADDRESS: &str = "/v1/panic";

/// Whether the next alarm panics. The instance it stands in is gone after that.
static ALARM: AtomicBool = AtomicBool::new(false);

fn query(request: &Request, name: &str) -> Result<String> {
    let url = request.url()?;
    let mut pairs = url.query_pairs();
    Ok(pairs
        .find_map(|(key, value)| (key == name).then(|| value.into_owned()))
        .unwrap_or_default())
}

#[allow(clippy::panic)]
fn panic() -> ! {
    panic!("a test asked for it")
}

/// Panics in the worker, or passes it on to the site's object.
pub async fn answer(request: &Request, env: &Env) -> Result<Response> {
    if query(request, "where")? == "worker" {
        panic();
    }
    let Ok(site) = SiteId::parse(&query(request, "site")?) else {
        return Response::error("no site", 404);
    };
    let stub = env.durable_object("SITES")?.get_by_name(site.as_str())?;
    stub.fetch_with_request(request.clone()?).await
}

/// Panics in the object, or has its next alarm panic and calls it.
pub async fn in_object(request: &Request, state: &State) -> Result<Response> {
    if query(request, "where")? == "object" {
        panic();
    }
    ALARM.store(true, Ordering::Relaxed);
    state.storage().set_alarm(0).await?;
    Response::ok("soon")
}

/// Panics where an alarm was to.
pub fn in_alarm() {
    if ALARM.swap(false, Ordering::Relaxed) {
        panic();
    }
}
