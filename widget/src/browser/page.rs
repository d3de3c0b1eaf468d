//! The page's elements: finding, focusing, announcing.

use leptos::prelude::{document, window};
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use crate::frame::LIVE;

/// An element by its id.
pub(super) fn element(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Moves the focus to what a selector finds. `still` leaves the page where it is scrolled to.
pub(super) fn focus(selector: &str, still: bool) -> bool {
    focus_on(document().query_selector(selector).ok().flatten(), still)
}

/// Moves the focus to an element, if it is there.
pub(super) fn focus_on(found: Option<Element>, still: bool) -> bool {
    let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) else {
        return false;
    };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(still);
    found.focus_with_options(&options).is_ok()
}

/// Says something to those who do not see it.
pub(super) fn announce(text: &str) {
    if let Some(live) = element(LIVE) {
        live.set_text_content(Some(text));
    }
}

/// Scrolls to a height.
pub(super) fn scroll(to: f64) {
    window().scroll_to_with_x_and_y(0.0, to);
}
