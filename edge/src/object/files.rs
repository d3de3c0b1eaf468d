//! Files in and out of the site's object: streamed to the bucket where there is one, else kept
//! here in chunks.

use futures_util::{StreamExt, stream};
use shared::{
    file::{self, MAX_BYTES, MAX_FILES, SNIFFED},
    id::Ids,
    limit::Action,
    problem::{Code, Problem},
    ticket::{Author, Ticket, rfc3339, rfc3339_ms},
};
use worker::{Bucket, FixedLengthStream, Request, Response, ResponseBuilder, Result};

use super::{Loaded, Site, intake::refused};
use crate::{
    api::query,
    chance,
    protocol::{Answer, Signs},
    reply,
    store::{Attachment, Place, Store},
};

/// Bytes of a chunk: well below what a value may hold.
const CHUNK: usize = 512 * 1024;
/// How ids of answers begin that are written but not sent.
pub const HELD: &str = "hld_";
/// A file that did not arrive within this is dropped, in milliseconds.
const ABANDONED_MS: i64 = 3_600_000;

fn too_large() -> Result<Response> {
    reply::fail(
        Code::FileTooLarge,
        "Send files of at most 10 MB each, or a smaller copy of this one.",
    )
}

impl Site {
    /// Whether a file may come from here now.
    pub(super) fn allow_upload(
        &self,
        store: &Store,
        loaded: &Loaded,
        signs: &Signs,
    ) -> Result<Answer> {
        let texts = super::intake::texts(loaded, "");
        Ok(
            match self.take_of_address(store, loaded, Action::Upload, signs)? {
                Some(wait) => refused(wait, &texts),
                None => Answer::Done,
            },
        )
    }

    /// `PUT /file?token=…&name=…`: takes a file for a ticket. The worker names the ticket by the
    /// token of its page, or by `ticket` where it vouches for the sender.
    pub(super) async fn take_file(&self, mut request: Request) -> Result<Response> {
        let store = self.store();
        let Some(loaded) = self.loaded(&store)? else {
            return reply::fail(Code::SiteNotFound, "Check the site's id.");
        };
        let word = |name: &str| query(&request, name).unwrap_or_default();
        let ticket = match word("token") {
            token if !token.is_empty() => self.opened(&store, &loaded, &token)?,
            _ => store.ticket(&word("ticket"))?,
        };
        let wanted = query(&request, "id");
        let Some(ticket) = ticket.filter(|t| wanted.as_ref().is_none_or(|id| *id == t.id)) else {
            return reply::fail(Code::TicketNotFound, "Check the request's address.");
        };
        let anything = word("anything") == "1";
        let vouched = word("token").is_empty();
        let Some(message_id) = self.message_for(&store, &ticket, &word("message"), vouched)? else {
            return reply::fail(Code::TicketNotFound, "Check the message's id.");
        };
        let most = if anything { 50 } else { MAX_FILES };
        if store.count_files(&message_id)? >= i64::try_from(most).unwrap_or(0) {
            return reply::fail(
                Code::TooManyFiles,
                "Five files fit a message: write another for more.",
            );
        }
        let length = request
            .headers()
            .get("content-length")?
            .and_then(|length| length.parse::<usize>().ok());
        let max = if anything {
            MAX_BYTES.saturating_mul(4)
        } else {
            MAX_BYTES
        };
        if length.is_some_and(|length| length > max) {
            // Heard to its end, where that is near: who is cut off while talking never learns why.
            let mut body = request.stream()?;
            let mut heard = 0_usize;
            while let Some(Ok(chunk)) = body.next().await {
                heard = heard.saturating_add(chunk.len());
                if heard > MAX_BYTES.saturating_mul(4) {
                    break;
                }
            }
            return too_large();
        }
        let now = chance::now();
        let mut file = Attachment {
            id: Ids::new(now.as_millisecond(), chance::long_number()?).next("att"),
            ticket_id: ticket.id.clone(),
            message_id,
            name: word("name"),
            media_type: word("type"),
            size: 0.0,
            place: Place::Here,
            created_at: rfc3339(now),
        };
        self.drop_abandoned(&store, now.as_millisecond()).await?;
        let mut body = request.stream()?;
        // The beginning tells the type, before anything is kept.
        let mut head = Vec::new();
        let mut whole = false;
        while head.len() < SNIFFED && !whole {
            match body.next().await {
                Some(chunk) => head.extend(chunk?),
                None => whole = true,
            }
        }
        let looked_at = head.get(..SNIFFED.min(head.len())).unwrap_or(&head);
        match file::sniff(looked_at, whole && head.len() <= SNIFFED) {
            Some(media_type) => file.media_type = media_type.to_owned(),
            None if anything && !head.is_empty() => {
                if !is_media_type(&file.media_type) {
                    file.media_type = "application/octet-stream".into();
                }
            }
            None => {
                return reply::fail(
                    Code::FileTypeNotAllowed,
                    "Send a picture (JPEG, PNG, GIF, WebP, HEIC), a PDF or a text.",
                );
            }
        }
        file.name = file::name(&file.name, &file.media_type);
        if let Some(length) = length
            && let Some(same) = store.same_file(&file, length)?
        {
            // A form sent twice, or a mail handed in again.
            return reply::json(200, &described(&same));
        }
        let rest = stream::once(async move { Ok(head) }).chain(body);
        let bucket = self.env.bucket("FILES").ok();
        let kept = match (bucket, length) {
            (Some(bucket), Some(length)) => {
                file.place = Place::Bucket;
                store.begin_file(&file)?;
                let key = format!("{}/{}", loaded.id, file.id);
                let measured = FixedLengthStream::wrap(rest, u64::try_from(length).unwrap_or(0));
                bucket
                    .put(&key, measured)
                    .execute()
                    .await
                    .map(|_| Some(length))
            }
            _ => {
                store.begin_file(&file)?;
                keep(&store, &file.id, rest, max).await
            }
        };
        match kept {
            Ok(Some(size)) => {
                store.finish_file(&file.id, i64::try_from(size).unwrap_or(0))?;
                file.size = size as f64;
                reply::json(201, &described(&file))
            }
            Ok(None) => {
                store.drop_file(&file.id)?;
                too_large()
            }
            Err(trouble) => {
                store.drop_file(&file.id)?;
                worker::console_error!("{trouble}");
                reply::problem(&Problem::new(
                    Code::Unavailable,
                    "The file did not arrive whole: please send it again.",
                ))
            }
        }
    }

    /// The message a file goes with: the one named, else the customer's last.
    fn message_for(
        &self,
        store: &Store,
        ticket: &Ticket,
        named: &str,
        vouched: bool,
    ) -> Result<Option<String>> {
        // Files of an answer come before it.
        if vouched && named.starts_with(HELD) {
            return Ok(Some(named.to_owned()));
        }
        let messages = store.messages(&ticket.id)?;
        let mut found = messages.iter().rev().filter(|message| {
            if named.is_empty() {
                message.author == Author::Customer
            } else {
                message.id == named
            }
        });
        Ok(found.next().map(|message| message.id.clone()))
    }

    async fn drop_abandoned(&self, store: &Store, now_ms: i64) -> Result<()> {
        let before = rfc3339_ms(now_ms.saturating_sub(ABANDONED_MS));
        for file in store.abandoned_files(&before)? {
            store.drop_file(&file.id)?;
        }
        Ok(())
    }

    /// `GET /file/{id}?e=…&s=…`: gives a file to whoever holds a link that still serves.
    pub(super) async fn give_file(&self, request: &Request) -> Result<Response> {
        let store = self.store();
        let Some(loaded) = self.loaded(&store)? else {
            return reply::fail(Code::SiteNotFound, "Check the site's id.");
        };
        let path = request.path();
        let id = path.rsplit('/').next().unwrap_or("");
        let word = |name: &str| query(request, name).unwrap_or_default();
        let expires = word("e").parse().unwrap_or(0);
        let now_s = chance::now().as_second();
        let file = match loaded.key.serves_file(id, expires, &word("s"), now_s) {
            true => store.file(id)?,
            false => None,
        };
        let Some(file) = file else {
            return reply::fail(
                Code::NotFound,
                "This link has ended: open the request again and follow the link there.",
            );
        };
        let builder = ResponseBuilder::new()
            .with_header("content-type", &file.media_type)?
            .with_header("content-disposition", &file::disposition(&file.name))?
            .with_header("content-length", &format!("{}", file.size))?
            .with_header("x-content-type-options", "nosniff")?
            .with_header("content-security-policy", "default-src 'none'; sandbox")?
            .with_header("referrer-policy", "no-referrer")?
            .with_header("cache-control", "private, no-store")?;
        match file.place {
            Place::Bucket => {
                let bucket: Bucket = self.env.bucket("FILES")?;
                let object = bucket
                    .get(format!("{}/{}", loaded.id, file.id))
                    .execute()
                    .await?;
                match object.as_ref().and_then(|object| object.body()) {
                    Some(body) => Ok(builder.body(body.response_body()?)),
                    None => reply::fail(Code::NotFound, "This file is no longer kept."),
                }
            }
            Place::Here => {
                let id = file.id;
                let chunks = stream::unfold((store, id, 0_i64), |(store, id, n)| async move {
                    match store.chunk(&id, n) {
                        Ok(Some(bytes)) => Some((Ok(bytes), (store, id, n.saturating_add(1)))),
                        Ok(None) => None,
                        Err(trouble) => Some((Err(trouble), (store, id, i64::MAX))),
                    }
                });
                builder.from_stream(chunks)
            }
        }
    }
}

/// What the sender of a file is told.
fn described(file: &Attachment) -> serde_json::Value {
    serde_json::json!({
        "id": file.id, "name": file.name, "media_type": file.media_type, "size": file.size as u64,
    })
}

/// Keeps a file here; none where it is larger than allowed.
async fn keep<S>(store: &Store, id: &str, body: S, max: usize) -> Result<Option<usize>>
where
    S: futures_util::Stream<Item = Result<Vec<u8>>>,
{
    let mut body = std::pin::pin!(body);
    let (mut size, mut n) = (0_usize, 0_i64);
    let mut chunk: Vec<u8> = Vec::with_capacity(CHUNK);
    while let Some(bytes) = body.next().await {
        let bytes = bytes?;
        size = size.saturating_add(bytes.len());
        if size > max {
            return Ok(None);
        }
        let mut rest = bytes.as_slice();
        while !rest.is_empty() {
            let room = CHUNK.saturating_sub(chunk.len()).min(rest.len());
            let (now, later) = rest.split_at_checked(room).unwrap_or((rest, &[]));
            chunk.extend_from_slice(now);
            rest = later;
            if chunk.len() >= CHUNK {
                store.add_chunk(id, n, std::mem::take(&mut chunk))?;
                n = n.saturating_add(1);
            }
        }
    }
    if !chunk.is_empty() {
        store.add_chunk(id, n, chunk)?;
    }
    Ok(Some(size))
}

fn is_media_type(text: &str) -> bool {
    text.split_once('/').is_some_and(|(kind, sub)| {
        [kind, sub].iter().all(|part| {
            (1..=60).contains(&part.len())
                && part
                    .bytes()
                    .all(|b| b.is_ascii_alphanumeric() || b"+.-".contains(&b))
        })
    })
}
