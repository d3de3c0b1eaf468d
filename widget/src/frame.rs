//! What stands around every view, and the choice of the view.

use leptos::prelude::*;
use shared::{panel::Panel, text::Text};

use crate::{
    faq::Faq,
    home::Home,
    sent::Sent,
    state::{Place, State},
    write::Write,
};

/// Id of the element the panel is in.
pub(crate) const ROOT: &str = "panel";
/// Id of the live region.
pub(crate) const LIVE: &str = "live";

/// The title of the page, by what is shown first.
pub fn title(panel: &Panel) -> String {
    let (place, query) = Place::of(&panel.view);
    title_of(panel, &place, &query)
}

/// The title of the page that shows this.
pub(crate) fn title_of(panel: &Panel, place: &Place, query: &str) -> String {
    let texts = &panel.texts;
    let shown = match place {
        Place::Home if query.is_empty() => return panel.name.clone(),
        Place::Home => &texts.fill(Text::ResultsFor, &[("query", query)]),
        Place::Faq(answer) => answer.question.as_str(),
        Place::Write => texts.get(Text::WriteToUs),
        Place::Sent(_) => texts.get(Text::Sent),
        Place::Missing => texts.get(Text::NotFound),
    };
    format!("{shown} · {}", panel.name)
}

/// The whole panel.
pub(crate) fn frame(state: State) -> impl IntoView {
    let panel = state.panel();
    let embed = embedding(&panel);
    view! {
        <div class="frame" data-embed=embed>
            <header>
                <p class="brand">{panel.name.clone()}</p>
            </header>
            <main>
                {move || match state.place.get() {
                    Place::Home => view! { <Home state missing=false/> }.into_any(),
                    Place::Missing => view! { <Home state missing=true/> }.into_any(),
                    Place::Faq(answer) => view! { <Faq state answer/> }.into_any(),
                    Place::Write => view! { <Write state/> }.into_any(),
                    Place::Sent(receipt) => view! { <Sent state receipt/> }.into_any(),
                }}
            </main>
            <footer>
                <p>{state.text(Text::Credit)}</p>
            </footer>
            <p id=LIVE class="unseen" role="status"></p>
        </div>
    }
}

/// How the panel is shown: in a page's text, floating above it, or as a page.
fn embedding(panel: &Panel) -> Option<&'static str> {
    panel.embedded.then(|| if panel.keep.contains("embed=inline") { "inline" } else { "floating" })
}
