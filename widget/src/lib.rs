//! The panel: one set of Leptos components, rendered by the worker (`ssr`) and hydrated in the
//! browser (`hydrate`).

use leptos::prelude::*;

/// The panel.
#[component]
pub fn Panel() -> impl IntoView {
    let count = RwSignal::new(0);
    view! { <button on:click=move |_| count.update(|n| *n += 1)>{move || count.get()}</button> }
}

/// Starts the panel in the browser.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    leptos::mount::hydrate_body(Panel);
}
