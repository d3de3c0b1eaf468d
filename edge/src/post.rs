//! The way out for mail: Cloudflare's own, where it is bound, or a relay over the socket API. One
//! connection serves one delivery run; trouble with the connection is never held against a
//! message, a refusal of the message is.

use std::time::Duration;

use async_smtp::{
    EmailAddress, Envelope, SendableEmail, SmtpClient, SmtpTransport,
    authentication::{Credentials, Mechanism},
    error::Error as SmtpError,
    extension::ClientId,
};
use futures_util::{
    future::{Either, select},
    lock::Mutex,
};
use shared::{
    mail::{Mail, ascii},
    outbox::Outcome,
    relay::{Relay, RelayError, Security},
};
use tokio::io::BufStream;
use wasm_bindgen::{JsValue, prelude::wasm_bindgen};
use worker::{Delay, Env, SecureTransport, SendEmail, Socket};

use crate::config;

/// One mail has this long, connection included.
const TIMEOUT: Duration = Duration::from_secs(30);

type Transport = SmtpTransport<BufStream<Socket>>;

/// The way out for mail, for one delivery run.
pub struct Post {
    way: Way,
    open: Mutex<Option<Transport>>,
}

enum Way {
    Relay(Result<Relay, RelayError>),
    Cloudflare(SendEmail),
}

impl Post {
    /// The relay of `SMTP_URL`; where none is set, the binding `EMAIL`.
    pub fn new(env: &Env) -> Self {
        let relay = config::relay(env);
        let way = match (&relay, env.send_email("EMAIL")) {
            (Err(RelayError::Unset), Ok(binding)) => Way::Cloudflare(binding),
            _ => Way::Relay(relay),
        };
        Self {
            way,
            open: Mutex::new(None),
        }
    }

    /// Sends one mail; several wait for each other and share a connection.
    pub async fn send(&self, mail: Mail) -> Outcome {
        let relay = match &self.way {
            Way::Relay(Ok(relay)) => relay,
            Way::Relay(Err(trouble)) => return Outcome::Temporary(trouble.to_string()),
            Way::Cloudflare(binding) => return hand_over(binding, &mail).await,
        };
        let mut open = self.open.lock().await;
        let kept = open.take();
        let was_kept = kept.is_some();
        let (outcome, transport) = within(relay, kept, &mail).await;
        let (outcome, transport) = match outcome {
            // A connection kept open may have been closed by the other side meanwhile.
            Attempt::Lost(_) if was_kept => within(relay, None, &mail).await,
            outcome => (outcome, transport),
        };
        *open = transport;
        match outcome {
            Attempt::Decided(outcome) => outcome,
            Attempt::Lost(trouble) => Outcome::Temporary(trouble),
        }
    }

    /// Takes leave of the relay.
    pub async fn close(&self) {
        if let Some(mut transport) = self.open.lock().await.take() {
            let quit = std::pin::pin!(transport.quit());
            select(quit, Delay::from(Duration::from_secs(2))).await;
        }
    }
}

// The module is Cloudflare's alone: it is looked for only where it is used, so that the worker
// starts on plain workerd.
#[wasm_bindgen(inline_js = r#"
export async function send(binding, from, to, raw) {
  const { EmailMessage } = await import("cloudflare:email");
  await binding.send(new EmailMessage(from, to, raw));
}
"#)]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn send(binding: &SendEmail, from: &str, to: &str, raw: &str) -> Result<(), JsValue>;
}

/// Sends by Cloudflare. What it refuses for good it says by a code; all else may work later.
async fn hand_over(binding: &SendEmail, mail: &Mail) -> Outcome {
    const FOR_GOOD: [&str; 5] = [
        "E_VALIDATION_ERROR",
        "E_FIELD_MISSING",
        "E_RECIPIENT_NOT_ALLOWED",
        "E_RECIPIENT_SUPPRESSED",
        "E_CONTENT_TOO_LARGE",
    ];
    let (Some(to), Ok(raw)) = (mail.to.first(), std::str::from_utf8(&mail.raw)) else {
        return Outcome::Permanent("There is no address to send to.".into());
    };
    match send(binding, &ascii(&mail.from), &ascii(to), raw).await {
        Ok(()) => Outcome::Accepted("Taken by Cloudflare.".into()),
        Err(trouble) => {
            let said = worker::Error::from(trouble).to_string();
            match FOR_GOOD.iter().any(|code| said.contains(code)) {
                true => Outcome::Permanent(said),
                false => Outcome::Temporary(said),
            }
        }
    }
}

enum Attempt {
    /// The relay said yes or no.
    Decided(Outcome),
    /// The connection failed.
    Lost(String),
}

async fn within(
    relay: &Relay,
    kept: Option<Transport>,
    mail: &Mail,
) -> (Attempt, Option<Transport>) {
    let attempt = std::pin::pin!(attempt(relay, kept, mail));
    match select(attempt, Delay::from(TIMEOUT)).await {
        Either::Left((done, _)) => done,
        Either::Right(_) => (
            Attempt::Lost("no answer from the mail server within 30 s".into()),
            None,
        ),
    }
}

async fn attempt(
    relay: &Relay,
    kept: Option<Transport>,
    mail: &Mail,
) -> (Attempt, Option<Transport>) {
    let mut transport = match kept {
        Some(transport) => transport,
        None => match connect(relay, mail.from.domain()).await {
            Ok(transport) => transport,
            Err(trouble) => return (Attempt::Lost(trouble), None),
        },
    };
    let address = |a| EmailAddress::new(ascii(a)).ok();
    let to: Vec<_> = mail.to.iter().filter_map(address).collect();
    let Ok(envelope) = Envelope::new(address(&mail.from), to) else {
        return (
            Attempt::Decided(Outcome::Permanent("no address to send to".into())),
            Some(transport),
        );
    };
    match transport
        .send(SendableEmail::new(envelope, mail.raw.clone()))
        .await
    {
        Ok(response) => {
            let said = response.message.join(" ");
            (
                Attempt::Decided(Outcome::Accepted(format!("250 {said}"))),
                Some(transport),
            )
        }
        // After a refusal the conversation begins anew: the next mail gets a new connection.
        Err(SmtpError::Permanent(response)) => {
            let said = format!("{} {}", response.code, response.message.join(" "));
            (Attempt::Decided(Outcome::Permanent(said)), None)
        }
        Err(SmtpError::Transient(response)) => {
            let said = format!("{} {}", response.code, response.message.join(" "));
            (Attempt::Decided(Outcome::Temporary(said)), None)
        }
        Err(trouble) => (Attempt::Lost(trouble.to_string()), None),
    }
}

async fn connect(relay: &Relay, domain: &str) -> Result<Transport, String> {
    let say = |trouble: SmtpError| format!("the mail server did not let us in: {trouble}");
    let secure = match relay.security {
        Security::Implicit => SecureTransport::On,
        Security::StartTls => SecureTransport::StartTls,
        Security::Plain => SecureTransport::Off,
    };
    let host = relay.host.trim_matches(['[', ']']);
    let socket = Socket::builder()
        .secure_transport(secure)
        .connect(host, relay.port)
        .map_err(|e| e.to_string())?;
    let client = || {
        SmtpClient::new()
            .pipelining(false)
            .hello_name(ClientId::new(domain.to_owned()))
    };
    let mut transport = SmtpTransport::new(client(), BufStream::new(socket))
        .await
        .map_err(say)?;
    if relay.security == Security::StartTls {
        let socket = transport
            .starttls()
            .await
            .map_err(say)?
            .into_inner()
            .start_tls();
        transport = SmtpTransport::new(client().without_greeting(), BufStream::new(socket))
            .await
            .map_err(say)?;
    }
    if let Some((user, password)) = &relay.login {
        let credentials = Credentials::new(user.clone(), password.clone());
        let mut refused = None;
        for mechanism in [Mechanism::Plain, Mechanism::Login] {
            match transport.auth(mechanism, &credentials).await {
                Ok(_) => return Ok(transport),
                Err(trouble) => refused = Some(say(trouble)),
            }
        }
        return Err(refused.unwrap_or_default());
    }
    Ok(transport)
}
