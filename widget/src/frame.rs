//! What stands around every view, and the choice of the view.

use shared::{panel::Panel, text::Text};

use crate::{
    ask, faq, home,
    markup::{Markup, Tag, tag},
    sent,
    state::{Place, State},
    write,
};

/// Id of the element the panel is in.
pub(crate) const ROOT: &str = "panel";
/// Id of the live region.
pub(crate) const LIVE: &str = "live";

/// The title of the page, by what is shown first.
pub fn title(panel: &Panel) -> String {
    let (place, search) = Place::of(&panel.view);
    title_of(panel, &place, &search.query)
}

/// The title of the page that shows this.
pub(crate) fn title_of(panel: &Panel, place: &Place, query: &str) -> String {
    let texts = &panel.texts;
    let shown = match place {
        Place::Home if query.is_empty() => texts.get(Text::Questions),
        Place::Home => &texts.fill(Text::ResultsFor, &[("query", query)]),
        Place::Questions => texts.get(Text::AllQuestions),
        Place::Faq(answer) => answer.question.as_str(),
        Place::Write => texts.get(Text::WriteToUs),
        Place::Ask => texts.get(Text::AskTitle),
        Place::Sent(_) => texts.get(Text::Sent),
        Place::Missing => texts.get(Text::NotFound),
    };
    format!("{shown} · {}", panel.name)
}

/// The whole panel.
pub(crate) fn frame(state: State) -> Tag {
    let panel = state.panel();
    // In a page's text, floating above it, or a page of its own.
    let inline = panel.keep.contains("embed=inline");
    let embed = panel
        .embedded
        .then(|| if inline { "inline" } else { "floating" }.to_owned());
    // Inside a page its landmarks stand beside the page's own, and a name tells them apart.
    let landmark =
        |name| tag(name).set_some("aria-label", panel.embedded.then(|| panel.name.clone()));
    tag("div")
        .class("frame")
        .set_some("data-embed", embed)
        .put(landmark("header").put(brand(&panel)))
        .put(landmark("main").made(move || view(state)))
        .put(landmark("footer").put(tag("p").put(state.text(Text::Credit))))
        .put(
            tag("p")
                .class("unseen")
                .set("id", LIVE)
                .set("role", "status")
                // `later.js` says it, wherever the customer is.
                .set("data-offline", state.text(Text::Offline))
                .set("data-trouble", state.text(Text::TroubleWaiting))
                .set("data-sent", state.text(Text::SentLater))
                .set("data-request", state.text(Text::RequestPage)),
        )
}

/// The name, or the owner's logo, which says it too.
fn brand(panel: &Panel) -> Tag {
    let brand = tag("p").class("brand");
    if panel.logo.is_empty() {
        return brand.put(panel.name.clone());
    }
    let logo = tag("img")
        .set("src", panel.logo.clone())
        .set("alt", panel.name.clone())
        .set("height", "28")
        .set("referrerpolicy", "no-referrer");
    brand.put(logo)
}

fn view(state: State) -> Vec<Markup> {
    match state.follow_place() {
        Place::Home => home::home(state, false),
        Place::Missing => home::home(state, true),
        Place::Questions => home::all(state),
        Place::Faq(answer) => faq::faq(state, answer),
        Place::Write => write::write(state),
        Place::Ask => ask::ask(state),
        Place::Sent(receipt) => sent::sent(state, receipt),
    }
}
