//! Bringing in questions there are: the owner's own page fetched, a file, a pasted text. Nothing is
//! taken before it was looked at.

use std::time::Duration;

use desk::{
    Section as Place,
    settings::{self, Intake},
};
use futures_util::{
    StreamExt,
    future::{Either, select},
};
use shared::{
    access::Action,
    import::{Format, Import, import, text_of},
    lang::{Lang, own_name},
    settings::{add_faqs, paste_format},
    webhook::address,
};
use worker::{AbortController, Delay, Fetch, Method, Request, RequestInit, RequestRedirect};

use super::bench::{Bench, change};
use crate::{
    config,
    desk::{Desk, Outcome},
    form::Fields,
};

/// The largest page that is read, in bytes.
const MAX_PAGE: usize = 3_000_000;
/// How long a page may take.
const PATIENCE: Duration = Duration::from_secs(10);
/// How often a page may send us on.
const MAX_MOVES: usize = 3;

/// `GET /desk/{site}/settings/faqs/import`.
pub async fn show(desk: &Desk<'_>) -> Outcome {
    let bench = Bench::open(desk).await?;
    draw(desk, &bench, 200, Intake::default()).await
}

async fn draw(desk: &Desk<'_>, bench: &Bench, status: u16, page: Intake) -> Outcome {
    let langs = bench.site.as_ref().map_or(&[][..], |site| &site.languages);
    let named = |lang: &Lang| {
        let tag = lang.to_string();
        (tag.clone(), own_name(&tag).to_owned())
    };
    let page = Intake {
        bar: bench.bar(desk).await?,
        langs: langs.iter().map(named).collect(),
        ..page
    };
    let title = desk.tongue.say("Import", "Importa");
    desk.draw(status, title, Place::Settings, |shell| {
        settings::intake(shell, &page)
    })
    .await
}

/// `POST /desk/{site}/settings/faqs/import`.
pub async fn take(desk: &Desk<'_>, fields: &mut Fields) -> Outcome {
    if !desk.may(Action::WriteSettings).await? {
        return Ok(desk.forbidden()?);
    }
    let bench = Bench::open(desk).await?;
    let default = bench
        .site
        .as_ref()
        .and_then(|site| site.default_lang().cloned());
    let default = default.map(|lang| lang.to_string()).unwrap_or_default();
    let lang = Lang::parse(&fields.text("lang")).map_or(default, |lang| lang.to_string());
    let mut page = Intake {
        lang: lang.clone(),
        url: fields.text("url").trim().to_owned(),
        text: fields.text("text"),
        ..Intake::default()
    };
    let read = match read(desk, &mut page, fields).await {
        Ok(read) => read,
        Err(trouble) => {
            page.trouble = trouble;
            return draw(desk, &bench, 422, page).await;
        }
    };
    if fields.text("do") == "take" {
        change(desk, |bench| Some(add_faqs(&bench.draft, &read, &lang).0)).await?;
        return desk.go("settings/faqs?done=imported");
    }
    let (_, _, known) = add_faqs(&bench.draft, &read, &lang);
    let new = read.faqs.iter().map(|faq| faq.question.clone());
    let new = new.filter(|question| !known.contains(question)).collect();
    let mut notes = read.notes.clone();
    notes.extend(known.iter().map(|question| {
        desk.tongue.say(
            format!("there already, left as it is: {question}"),
            format!("c'è già, resta com'è: {question}"),
        )
    }));
    page.found = Some((new, notes));
    draw(desk, &bench, 200, page).await
}

/// Reads what was given; a file's text and a page's are put where a pasted one stands, so that what
/// was looked at is what is taken.
async fn read(
    desk: &Desk<'_>,
    page: &mut Intake,
    fields: &mut Fields,
) -> std::result::Result<Import, String> {
    let sentence = |trouble: &dyn std::fmt::Display| {
        let text = trouble.to_string();
        desk.tongue.say(
            format!("Nothing could be read: {text}."),
            format!("Non si è potuto leggere nulla: {text}."),
        )
    };
    let mut format = None;
    if let Some(file) = fields.files().into_iter().next() {
        let bytes = file.bytes().await.map_err(|trouble| sentence(&trouble))?;
        page.text = text_of(&bytes).map_err(|trouble| sentence(&trouble))?;
        format = Format::from_path(std::path::Path::new(&file.name())).ok();
    } else if !page.url.is_empty() && page.text.trim().is_empty() {
        let bytes = fetched(desk, &page.url).await?;
        page.text = text_of(&bytes).map_err(|trouble| sentence(&trouble))?;
        format = Some(Format::Html);
    }
    let format = format.unwrap_or_else(|| paste_format(&page.text));
    let read = import(format, &page.text).map_err(|trouble| sentence(&trouble))?;
    if format == Format::Html {
        // A whole page is too much to be sent again: what was found in it is kept instead.
        page.text = as_markdown(&read);
        page.url.clear();
    }
    Ok(read)
}

/// Questions as Markdown, to be read again.
fn as_markdown(read: &Import) -> String {
    let mut text = String::new();
    for faq in &read.faqs {
        text.push_str(&format!("## {}\n\n{}\n\n", faq.question, faq.answer));
    }
    text
}

/// A page of the open web, followed where it moved to; never one of a private network.
async fn fetched(desk: &Desk<'_>, url: &str) -> std::result::Result<Vec<u8>, String> {
    let allowed = config::allowed_addresses(desk.env);
    let unreachable = || {
        desk.tongue
            .say(
                "The page did not answer. Save it as a file and choose that instead.",
                "La pagina non ha risposto. Salvala come file e scegli quello.",
            )
            .to_owned()
    };
    let mut next = url.to_owned();
    for _ in 0..MAX_MOVES {
        let address = address::check(&next, &allowed).map_err(|_| {
            desk.tongue
                .say(
                    "Write the page's whole address with https://; private networks are not read.",
                    "Scrivi l'indirizzo intero con https://; le reti private non si leggono.",
                )
                .to_owned()
        })?;
        let mut init = RequestInit::new();
        init.with_method(Method::Get)
            .with_redirect(RequestRedirect::Manual);
        let request = Request::new_with_init(&address, &init).map_err(|_| unreachable())?;
        let _ = request.headers().set("accept", "text/html");
        let stop = AbortController::default();
        let signal = stop.signal();
        let fetch = Fetch::Request(request);
        let sending = std::pin::pin!(fetch.send_with_signal(&signal));
        let mut response = match select(sending, Delay::from(PATIENCE)).await {
            Either::Left((Ok(response), _)) => response,
            Either::Left((Err(_), _)) => return Err(unreachable()),
            Either::Right(_) => {
                stop.abort();
                return Err(unreachable());
            }
        };
        match response.status_code() {
            200 => {}
            301 | 302 | 303 | 307 | 308 => {
                let to = response.headers().get("location").ok().flatten();
                let base = url::Url::parse(&address).ok();
                let to = to.and_then(|to| base?.join(&to).ok());
                next = to.ok_or_else(unreachable)?.into();
                continue;
            }
            _ => return Err(unreachable()),
        }
        let mut bytes = Vec::new();
        {
            let reading = std::pin::pin!(async {
                let Ok(mut stream) = response.stream() else {
                    return;
                };
                while bytes.len() < MAX_PAGE {
                    match stream.next().await {
                        Some(Ok(chunk)) => bytes.extend(chunk),
                        _ => return,
                    }
                }
            });
            select(reading, Delay::from(PATIENCE)).await;
        }
        stop.abort();
        bytes.truncate(MAX_PAGE);
        return Ok(bytes);
    }
    Err(unreachable())
}
