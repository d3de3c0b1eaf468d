//! One attempt at a webhook: no redirects, a time limit, and the beginning of what is answered.

use std::time::Duration;

use futures_util::{
    StreamExt,
    future::{Either, select},
};
use shared::{
    outbox::{Attempt, MAX_RESPONSE_BYTES, Outcome},
    webhook::Outgoing,
};
use worker::{
    AbortController, Delay, Fetch, Headers, Method, Request, RequestInit, RequestRedirect,
    Response, Result,
};

use crate::chance;

/// A receiver has this long to answer.
const WEBHOOK_TIMEOUT: Duration = Duration::from_secs(15);
/// After its status, a receiver has this long for what it has to say.
const RESPONSE_TIMEOUT: Duration = Duration::from_secs(2);

fn now_ms() -> i64 {
    chance::now().as_millisecond()
}

/// Posts to an endpoint. `began` is when the attempt began, in milliseconds since 1970.
pub async fn deliver(url: &str, outgoing: Outgoing, began: i64) -> Attempt {
    let failed = |trouble: String| Attempt::ended(began, now_ms(), Outcome::Temporary(trouble));
    let request = || -> Result<Request> {
        let headers = Headers::new();
        headers.set("user-agent", concat!("Premura/", env!("CARGO_PKG_VERSION")))?;
        for (name, value) in &outgoing.headers {
            headers.set(name, value)?;
        }
        let mut init = RequestInit::new();
        init.with_method(Method::Post)
            .with_headers(headers)
            .with_body(Some(outgoing.body.into()))
            .with_redirect(RequestRedirect::Manual);
        Request::new_with_init(url, &init)
    };
    let request = match request() {
        Ok(request) => request,
        Err(trouble) => return failed(trouble.to_string()),
    };
    let stop = AbortController::default();
    let signal = stop.signal();
    let fetch = Fetch::Request(request);
    let sending = std::pin::pin!(fetch.send_with_signal(&signal));
    let mut response = match select(sending, Delay::from(WEBHOOK_TIMEOUT)).await {
        Either::Left((Ok(response), _)) => response,
        Either::Left((Err(trouble), _)) => return failed(trouble.to_string()),
        Either::Right(_) => {
            stop.abort();
            return failed("no answer within 15 s".into());
        }
    };
    let ended = now_ms();
    let status = response.status_code();
    let retry_after = response.headers().get("retry-after").ok().flatten();
    let mut said = Vec::new();
    {
        let hearing = std::pin::pin!(beginning(&mut response, &mut said));
        select(hearing, Delay::from(RESPONSE_TIMEOUT)).await;
    }
    stop.abort();
    Attempt::answered(began, ended, status, retry_after.as_deref(), &said)
}

/// Reads the beginning of a response, as much as is kept of it.
async fn beginning(response: &mut Response, said: &mut Vec<u8>) {
    let Ok(mut stream) = response.stream() else {
        return;
    };
    while said.len() < MAX_RESPONSE_BYTES {
        match stream.next().await {
            Some(Ok(bytes)) => said.extend(bytes),
            _ => return,
        }
    }
}
