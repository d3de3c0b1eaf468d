//! The confirmation: what was received, under which reference, and what happens next.

use shared::{panel::Receipt, text::Text};

use crate::{
    icon::icon,
    markup::{Markup, tag},
    state::State,
};

/// Id of the reference.
pub(crate) const REFERENCE: &str = "reference";
/// Id of the button that copies it; the style sheet hides it where there is no script.
pub(crate) const COPY: &str = "copy";

/// The confirmation.
pub(crate) fn sent(state: State, receipt: Receipt) -> Vec<Markup> {
    let panel = state.panel();
    let next = match receipt.email.as_str() {
        "" if receipt.mailed => state.text(Text::SentMail),
        "" => String::new(),
        email => panel.texts.fill(Text::SentTo, &[("email", email)]),
    };
    let then = match receipt.promise.is_empty() {
        true => panel.expectation.clone(),
        false => receipt.promise,
    };
    let said = |class, text: String| (!text.is_empty()).then(|| tag("p").class(class).put(text));
    let page = (!receipt.request.is_empty()).then(|| {
        let frame = if panel.keep.contains("embed=inline") {
            "inline"
        } else {
            "1"
        };
        let embed = panel.embedded.then(|| format!("?embed={frame}"));
        let href = format!("{}{}", receipt.request, embed.unwrap_or_default());
        let link = tag("a")
            .set("href", href)
            .put(state.text(Text::RequestPage));
        tag("p").put(link)
    });
    // `files.js` says here how they get on.
    let files = tag("p")
        .set("id", "files")
        .set("role", "status")
        .set("hidden", "")
        .set("data-sending", state.text(Text::FilesSending))
        .set("data-sent", state.text(Text::FilesSent))
        .set("data-failed", state.text(Text::FilesFailed));
    let copy = tag("button")
        .set("id", COPY)
        .set("type", "button")
        .put(icon("copy"));
    let copy = copy.put(tag("span").put(state.text(Text::Copy)));
    let reference = (!receipt.reference.is_empty()).then(|| {
        let value = tag("strong")
            .set("id", REFERENCE)
            .set("dir", "ltr")
            .put(receipt.reference);
        tag("div")
            .class("reference")
            .put(tag("p").put(state.text(Text::SentReference)))
            .put(tag("p").class("copyable").put(value).put(copy))
    });
    let start = tag("a")
        .set("href", panel.href(""))
        .put(state.text(Text::BackToStart));
    let done = tag("div")
        .class("done")
        .put(tag("span").class("badge").put(icon("check")))
        .put(tag("h1").set("tabindex", "-1").put(state.text(Text::Sent)))
        .put_all(said("lead", then))
        .put_all(said("next", next))
        .put(files)
        .put_all(reference)
        .put_all(page)
        .put(tag("p").class("start").put(start));
    vec![done.into()]
}
