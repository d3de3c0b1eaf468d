//! The ways to reach a person: the form first, then the site's other channels, each with its state
//! now. A channel that does not work now is no link.

use shared::{panel::Contact, text::Text};

use crate::{
    icon::icon,
    markup::{Markup, Tag, tag},
    state::State,
};

/// The form and the channels, under a heading that fits the view. `about` is the FAQ that did not
/// help; may be empty.
pub(crate) fn contact(state: State, heading: Text, about: &str) -> Tag {
    let panel = state.panel();
    let channels = (!panel.contacts.is_empty()).then(|| {
        tag("ul").class("channels").made(move || {
            let (panel, page) = (state.panel(), state.follow_page());
            let channels = panel.contacts_on(&page);
            channels.map(|contact| channel(state, contact)).collect()
        })
    });
    let hint = match panel.promise.is_empty() {
        true => state.text(Text::WriteHint),
        false => panel.promise.clone(),
    };
    let requests = tag("a")
        .set("href", panel.href("/requests"))
        .put(state.text(Text::RequestsHeading));
    let section = tag("section")
        .class("contact")
        .set("aria-labelledby", "contact")
        .put(tag("h2").set("id", "contact").put(state.text(heading)))
        .put(tag("p").class("hint").put(hint))
        .put_all(channels)
        .put(tag("p").class("more").put(requests));
    let link = tag("a")
        .class("primary")
        .set("href", write_about(state, about));
    let link = link.put(icon("pencil")).put(state.text(Text::WriteToUs));
    tag("div")
        .class("reach")
        .put(section)
        .put(tag("p").class("write").put(link))
}

/// The address of the form; it knows of a FAQ that did not help.
pub(crate) fn write_about(state: State, faq: &str) -> String {
    let href = state.panel().href("/write");
    match faq {
        "" => href,
        faq => with(href, &format!("faq={faq}")),
    }
}

/// An address with one more word of a query.
fn with(href: String, word: &str) -> String {
    let mark = if href.contains('?') { '&' } else { '?' };
    format!("{href}{mark}{word}")
}

fn channel(state: State, contact: &Contact) -> Markup {
    let span = |class, text: &str| tag("span").class(class).put(text.to_owned());
    let line = |class, text: &str| (!text.is_empty()).then(|| span(class, text));
    let works = !contact.href.is_empty();
    let value = Some(&contact.value).filter(|value| **value != contact.label);
    let text = tag("span")
        .class("text")
        .put_all(line("label", &contact.label))
        .put_all(value.and_then(|value| Some(line("value", value)?.set("dir", "auto"))))
        .put_all(line(
            if works { "state works" } else { "state" },
            &contact.state,
        ))
        .put_all(line("hint", &contact.note));
    if !works {
        let row = tag("div").class("row");
        return tag("li").put(row.put(icon(&contact.kind)).put(text)).into();
    }
    // What is ours keeps the query every link inside the panel keeps.
    let href = match contact.href.strip_prefix("/write?") {
        Some(word) => with(state.panel().href("/write"), word),
        None => contact.href.clone(),
    };
    let link = tag("a")
        .class("row")
        .set("href", href)
        .set("data-channel", contact.kind.clone())
        .set_some("data-text", some(&contact.text))
        .set_some("target", contact.external.then(|| "_blank".to_owned()))
        .set_some("rel", contact.external.then(|| "noopener".to_owned()))
        .put(icon(&contact.kind))
        .put(text);
    let leaves = contact.external.then(|| {
        let hint = format!(" ({})", state.text(Text::OpensNewTab));
        [span("unseen", &hint), icon("leave")]
    });
    tag("li")
        .put(link.put_all(leaves.into_iter().flatten()))
        .into()
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}
