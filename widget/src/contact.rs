//! The ways to reach a person: the form first, then the site's other channels.

use shared::{panel::Contact, text::Text};

use crate::{
    icon::icon,
    markup::{Markup, Tag, tag},
    state::State,
};

/// The form and the channels, under a heading that fits the view.
pub(crate) fn contact(state: State, heading: Text) -> [Markup; 2] {
    let panel = state.panel();
    let channels = (!panel.contacts.is_empty()).then(|| {
        let channels = panel.contacts.iter().map(|contact| channel(state, contact));
        tag("ul").class("channels").put_all(channels)
    });
    let section = tag("section")
        .class("contact")
        .set("aria-labelledby", "contact")
        .put(tag("h2").set("id", "contact").put(state.text(heading)))
        .put(tag("p").class("hint").put(state.text(Text::WriteHint)))
        .put_all(channels);
    let link = tag("a").class("primary").set("href", panel.href("/write"));
    let link = link.put(icon("pencil")).put(state.text(Text::WriteToUs));
    [section.into(), tag("p").class("write").put(link).into()]
}

fn channel(state: State, contact: &Contact) -> Tag {
    let span = |class, text: &str| tag("span").class(class).put(text.to_owned());
    let text = span("label", &contact.label);
    let text = tag("span")
        .class("text")
        .put(text)
        .put_all(
            (!contact.value.is_empty() && contact.value != contact.label)
                .then(|| span("value", &contact.value).set("dir", "auto")),
        )
        .put_all((!contact.note.is_empty()).then(|| span("hint", &contact.note)));
    let link = tag("a")
        .set("href", contact.href.clone())
        .set_some("target", contact.external.then(|| "_blank".to_owned()))
        .set_some("rel", contact.external.then(|| "noopener".to_owned()))
        .put(icon(&contact.kind))
        .put(text);
    let leaves = contact.external.then(|| {
        let hint = format!(" ({})", state.text(Text::OpensNewTab));
        [span("unseen", &hint), icon("leave")]
    });
    tag("li").put(link.put_all(leaves.into_iter().flatten()))
}
