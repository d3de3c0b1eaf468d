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
        "" => state.text(Text::SentMail),
        email => panel.texts.fill(Text::SentTo, &[("email", email)]),
    };
    let expectation = Some(panel.expectation.clone()).filter(|text| !text.is_empty());
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
        .put_all(expectation.map(|text| tag("p").class("lead").put(text)))
        .put(tag("p").put(next))
        .put_all(reference)
        .put(tag("p").class("start").put(start));
    vec![done.into()]
}
