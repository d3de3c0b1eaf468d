//! Mail that comes in: by Cloudflare's email event, or handed in by another provider. It is
//! accepted only once it is kept, with all its files; until then its sender tries again.

use js_sys::Uint8Array;
use serde_json::json;
use shared::{
    address::{EmailAddress, Mailbox},
    id::SiteId,
    inbound::{self, Inbound, MESSAGE_LIMIT},
    problem::{Code, Problem},
};
use worker::{Env, Request, Response, Result};

use crate::{
    api::query,
    body, config,
    digest::sha256_bytes,
    files::{Incoming, To, keep},
    protocol::{Answer, Call, Key, Letter, ask},
    published, reply,
};

/// What became of a mail.
pub enum Kept {
    /// It stands on a ticket.
    On { ticket: String, opened: bool },
    /// It is nobody's: no such site, or nothing to keep.
    Nobody(&'static str),
    /// It could not be kept; the sender may try again.
    Later,
}

/// Decodes what is neither UTF-8 nor of western Europe.
fn decode(label: &str, bytes: &[u8]) -> Option<String> {
    let decoder = web_sys::TextDecoder::new_with_label(label).ok()?;
    decoder.decode_with_u8_array(bytes).ok()
}

/// The site an address belongs to: what stands before `@` and `+`.
fn site_of(address: &str) -> Option<SiteId> {
    let local = address.split('@').next()?;
    SiteId::parse(&local.split('+').next()?.to_lowercase()).ok()
}

/// `POST /v1/inbound/email`: takes a raw message. `?to=` is the address it was delivered to,
/// `?from=` the envelope's sender.
pub async fn hand_in(mut request: Request, env: &Env) -> Result<Response> {
    if !config::may_hand_in_mail(env, &request) {
        return reply::fail(
            Code::Unauthorized,
            "Send the token for incoming mail as “Authorization: Bearer …”.",
        );
    }
    let to = query(&request, "to").unwrap_or_default();
    let from = query(&request, "from").unwrap_or_default();
    let raw = match body::read_bytes(&mut request, &["message/rfc822"], MESSAGE_LIMIT).await? {
        Ok(raw) => raw,
        Err(problem) => return reply::problem(&problem),
    };
    match take(env, &to, &from, &raw).await? {
        Kept::On { ticket, opened } => {
            let status = if opened { 201 } else { 200 };
            reply::json(status, &json!({ "ticket": ticket, "opened": opened }))
        }
        Kept::Nobody(why) => reply::problem(&Problem::new(Code::SiteNotFound, why)),
        Kept::Later => reply::fail(Code::Unavailable, "Please hand it in again in a moment."),
    }
}

/// Takes a raw message.
pub async fn take(env: &Env, to: &str, from: &str, raw: &[u8]) -> Result<Kept> {
    const NO_SITE: &str = "Before the “+” or “@” of the address must stand a site's id.";
    // The first of the addresses that names a site of ours.
    let mut read = None;
    let mut found = None;
    let mut addresses = vec![to.to_lowercase()];
    for pass in 0..2 {
        for address in &addresses {
            let Some(id) = site_of(address) else { continue };
            if let Some(published) = published::site(env, &id).await? {
                found = Some((id, published));
                break;
            }
        }
        if found.is_some() || pass == 1 || !to.is_empty() {
            break;
        }
        if let Ok(mail) = inbound::read(raw, &[], &decode) {
            addresses = mail.to.iter().take(10).cloned().collect();
        }
    }
    let Some((id, published)) = found else {
        return Ok(Kept::Nobody(NO_SITE));
    };
    let site = &published.site;
    let mut own = vec![site.mail.from.address.clone()];
    own.extend(site.mail.inbound.clone());
    let mut why = None;
    match inbound::read(raw, &own, &decode) {
        Ok(mut mail) => {
            // The envelope says where it went, whatever its header says.
            if !to.is_empty() && !mail.to.iter().any(|known| known == to) {
                mail.to.insert(0, to.to_lowercase());
            }
            read = Some(mail);
        }
        Err(trouble) => why = Some(trouble.to_string()),
    }
    let sender = read
        .as_ref()
        .and_then(|mail| mail.from.clone())
        .or_else(|| Mailbox::try_from(from.to_owned()).ok())
        .or_else(|| {
            let address = EmailAddress::parse(&format!("unknown@{}.invalid", id.as_str()))?;
            Some(Mailbox {
                name: None,
                address,
            })
        });
    let Some(sender) = sender else {
        return Ok(Kept::Nobody("The message names nobody who sent it."));
    };
    let digest = sha256_bytes(raw);
    // The same message may come twice with other stamps of its way on it.
    let name = read.as_ref().and_then(|mail| mail.message_id.clone());
    let key = name.map_or(digest, |id| sha256_bytes(id.as_bytes()));
    let key = Key {
        key: format!("mail {key}"),
        digest: String::new(),
    };
    let letter = Box::new(letter(read.as_ref(), sender, why));
    let (ticket, message, opened) = match ask(env, &id, &Call::Mail { letter, key }).await? {
        Answer::Kept {
            ticket,
            message,
            opened,
        } => (ticket, message, opened),
        Answer::NoSite => return Ok(Kept::Nobody(NO_SITE)),
        Answer::Ignored(_) => return Ok(Kept::Nobody("There is nothing in it to keep.")),
        _ => return Ok(Kept::Later),
    };
    let whole = read.is_some();
    let files = read.map(|mail| mail.attachments).unwrap_or_default();
    let to = || To::Message {
        ticket: &ticket,
        message: &message,
        anything: true,
    };
    for file in &files {
        let incoming = Incoming {
            name: file.name.as_str(),
            media_type: &file.content_type,
            length: Some(file.bytes.len()),
            body: Uint8Array::from(file.bytes.as_slice()).into(),
        };
        if !is_kept(keep(env, &id, to(), incoming).await?) {
            return Ok(Kept::Later);
        }
    }
    if !whole {
        let original = Incoming {
            name: "original.eml",
            media_type: "message/rfc822",
            length: Some(raw.len()),
            body: Uint8Array::from(raw).into(),
        };
        if !is_kept(keep(env, &id, to(), original).await?) {
            return Ok(Kept::Later);
        }
    }
    Ok(Kept::On { ticket, opened })
}

/// Whether a file is kept, or will never be: an empty one, or one too many.
fn is_kept(response: Response) -> bool {
    response.status_code() < 500
}

fn letter(mail: Option<&Inbound>, from: Mailbox, why: Option<String>) -> Letter {
    let Some(mail) = mail else {
        let why = why.unwrap_or_default();
        return Letter {
            from,
            lang: None,
            subject: String::new(),
            text: format!("This mail could not be read ({why}). The original is attached."),
            folded: String::new(),
            candidates: Vec::new(),
            automatic: None,
            bounce: None,
        };
    };
    let name = |automatic: &inbound::Automatic| format!("{automatic:?}").to_lowercase();
    let folded = [mail.quoted.as_str(), mail.signature.as_str()];
    let folded: Vec<&str> = folded.into_iter().filter(|part| !part.is_empty()).collect();
    Letter {
        lang: mail.language.clone(),
        subject: mail.subject.clone(),
        text: mail.text.clone(),
        folded: folded.join("\n\n"),
        candidates: inbound::candidates(mail).map(str::to_owned).collect(),
        automatic: mail.automatic.as_ref().map(name),
        bounce: mail.bounce.as_ref().map(|bounce| {
            let who = bounce.recipient.as_ref().map(ToString::to_string);
            let status = bounce.status.clone().unwrap_or_default();
            let why = format!("{} {status}", who.unwrap_or_default());
            (bounce.permanent, why.trim().to_owned())
        }),
        from,
    }
}
