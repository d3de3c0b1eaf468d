//! The messages of a request, the oldest first; of a long conversation the older part is folded.

use shared::{
    request_page::{By, Entry, RequestPage},
    text::Text,
};

use super::section;
use crate::{
    icon::icon,
    markup::{Tag, tag},
};

/// How many of the last messages are always open.
const OPEN: usize = 20;
/// Fewer than this are not worth folding away.
const FOLD: usize = 5;

/// The messages, if there are any to be read.
pub(super) fn messages(page: &RequestPage) -> Option<Tag> {
    if page.messages.is_empty() {
        return None;
    }
    let older = page.messages.len().saturating_sub(OPEN);
    let older = if older < FOLD { 0 } else { older };
    let (older, last) = page.messages.split_at_checked(older)?;
    let list = |entries: &[Entry]| {
        let items = entries.iter().map(|e| tag("li").put(entry(page, e)));
        tag("ol").class("messages").put_all(items)
    };
    let folded = (!older.is_empty()).then(|| {
        let label = page.texts.count(Text::RequestEarlier, older.len());
        tag("details")
            .put(tag("summary").put(label))
            .put(list(older))
    });
    let heading = page.texts.get(Text::RequestMessages).to_owned();
    Some(section("messages", heading).put_all(folded).put(list(last)))
}

fn entry(page: &RequestPage, entry: &Entry) -> Tag {
    let say = |text: Text| page.texts.get(text).to_owned();
    let (who, class) = match &entry.by {
        By::You => (say(Text::RequestYou), "message yours"),
        By::Agent(name) => (name.clone(), "message"),
        By::Site => (page.name.clone(), "message"),
    };
    let time = tag("time")
        .class("hint")
        .set("datetime", &entry.at)
        .put(entry.when.clone());
    let name = tag("span").put(who);
    let written = (!entry.html.is_empty()).then(|| html("answer", &entry.html));
    let folded = entry.folded.as_ref().map(|folded| {
        tag("details")
            .put(tag("summary").put(say(Text::RequestFolded)))
            .put(html("answer folded", folded))
    });
    let files = (!entry.files.is_empty()).then(|| {
        let links = entry.files.iter().map(|file| {
            let name = tag("span").set("dir", "auto").put(file.name.clone());
            let size = tag("span")
                .class("hint")
                .set("dir", "ltr")
                .put(file.size.clone());
            let link = tag("a").set("href", &file.href);
            tag("li").put(link.put(icon("file")).put(name).put(size))
        });
        tag("ul")
            .class("files")
            .set("aria-label", say(Text::RequestFiles))
            .put_all(links)
    });
    tag("article")
        .class(class)
        .put(tag("h3").put(name).put(time))
        .put_all(written)
        .put_all(folded)
        .put_all(files)
}

/// What is known to be safe HTML. Its direction is that of what was written.
fn html(class: &'static str, html: &str) -> Tag {
    let html = html.to_owned();
    tag("div")
        .class(class)
        .set("dir", "auto")
        .html(move || html.clone())
}
