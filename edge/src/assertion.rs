//! Tokens of Cloudflare Access: whether one that a request brings was signed by the team the
//! operator trusts. Its keys are asked for and remembered here, for this isolate.

use std::{cell::RefCell, time::Duration};

use futures_util::{
    StreamExt,
    future::{Either, select},
};
use shared::{
    address::EmailAddress,
    assertion::{Assertion, COOKIE, HEADER, Key, Look, PATIENCE_MS, Ring, Trust},
};
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use worker::{
    AbortController, Delay, Fetch, Method, Request, RequestInit, RequestRedirect, Response,
};

use crate::chance;

/// Largest set of keys that is read, in bytes.
const MAX_SET: usize = 64 * 1024;
/// How long to wait before looking again for keys another request asks for.
const MOMENT: Duration = Duration::from_millis(50);

thread_local! {
    static RING: RefCell<Ring> = const { RefCell::new(Ring::new()) };
}

// A key is imported for each token: an object of the runtime belongs to the request it was made in.
#[wasm_bindgen(inline_js = r#"
export async function verifies(n, e, signature, signed) {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
  const key = await crypto.subtle.importKey("jwk", { kty: "RSA", n, e }, algorithm, false, ["verify"]);
  return crypto.subtle.verify(algorithm, key, signature, new TextEncoder().encode(signed));
}
"#)]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn verifies(
        n: &str,
        e: &str,
        signature: Vec<u8>,
        signed: &str,
    ) -> Result<JsValue, JsValue>;
}

/// What a token that holds says.
pub struct Vouched {
    /// Who it is.
    pub email: EmailAddress,
    /// What was signed: it tells this token from others.
    pub signed: String,
}

/// Who a request is vouched for, if it brings a token and that holds. Why one does not is in the
/// log.
pub async fn vouched(request: &Request, trust: &Trust) -> Option<Vouched> {
    let token = brought(request)?;
    match weighed(&token, trust).await {
        Ok(vouched) => Some(vouched),
        Err(why) => {
            worker::console_warn!("a token of Cloudflare Access is not trusted: {why}");
            None
        }
    }
}

/// The token a request brings.
fn brought(request: &Request) -> Option<String> {
    let header = request.headers().get(HEADER).ok().flatten();
    header
        .filter(|token| !token.is_empty())
        .or_else(|| crate::desk::cookie::read(request, COOKIE))
}

async fn weighed(token: &str, trust: &Trust) -> Result<Vouched, String> {
    let assertion = Assertion::parse(token).map_err(|why| why.to_string())?;
    // Keys are not asked for on account of what would not be trusted anyway.
    let email = assertion
        .email(trust, chance::now().as_second())
        .map_err(|why| why.to_string())?;
    let key = key(trust, &assertion.kid)
        .await
        .ok_or("its key is not among those of the team")?;
    let signed = assertion.signed;
    match verifies(&key.n, &key.e, assertion.signature, signed).await {
        Ok(holds) if holds.is_truthy() => Ok(Vouched {
            email,
            signed: signed.to_owned(),
        }),
        _ => Err("its signature does not hold".into()),
    }
}

/// The key of this id. Keys are asked for once, whoever else waits for them.
async fn key(trust: &Trust, kid: &str) -> Option<Key> {
    loop {
        let now_ms = chance::now().as_millisecond();
        match RING.with_borrow_mut(|ring| ring.look(kid, now_ms)) {
            Look::Key(key) => return Some(key),
            Look::Unknown => return None,
            Look::Wait => Delay::from(MOMENT).await,
            Look::Ask => {
                let set = published(&trust.certs()).await;
                if set.is_none() {
                    worker::console_error!("{} did not answer with keys", trust.certs());
                }
                let now_ms = chance::now().as_millisecond();
                RING.with_borrow_mut(|ring| ring.answered(set.as_deref(), now_ms));
            }
        }
    }
}

/// The keys as their team publishes them.
async fn published(url: &str) -> Option<String> {
    let mut init = RequestInit::new();
    init.with_method(Method::Get)
        .with_redirect(RequestRedirect::Manual);
    let request = Request::new_with_init(url, &init).ok()?;
    let stop = AbortController::default();
    let signal = stop.signal();
    let fetch = Fetch::Request(request);
    let reading = std::pin::pin!(async {
        let mut response = fetch.send_with_signal(&signal).await.ok()?;
        match response.status_code() {
            200 => whole(&mut response).await,
            _ => None,
        }
    });
    let patience = Duration::from_millis(u64::try_from(PATIENCE_MS).unwrap_or(0));
    let set = match select(reading, Delay::from(patience)).await {
        Either::Left((set, _)) => set,
        Either::Right(_) => None,
    };
    stop.abort();
    set
}

/// The body of a response, unless it is too large.
async fn whole(response: &mut Response) -> Option<String> {
    let mut bytes = Vec::new();
    let mut stream = response.stream().ok()?;
    while let Some(chunk) = stream.next().await {
        bytes.extend(chunk.ok()?);
        if bytes.len() > MAX_SET {
            return None;
        }
    }
    String::from_utf8(bytes).ok()
}
