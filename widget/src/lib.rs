//! The panel: one set of Leptos components, rendered by the worker (`ssr`) and hydrated in the
//! browser (`hydrate`). Without script it is a page of links and a form; nothing in the components
//! listens to events, so that both are the same markup. What the browser adds is in `browser`.

mod ask;
#[cfg(feature = "hydrate")]
mod browser;
mod contact;
#[cfg(feature = "ssr")]
pub mod face;
mod faq;
mod frame;
mod home;
#[cfg(feature = "ssr")]
pub mod icon;
#[cfg(not(feature = "ssr"))]
mod icon;
#[cfg(feature = "ssr")]
pub mod markup;
#[cfg(not(feature = "ssr"))]
mod markup;
#[cfg(feature = "ssr")]
mod request;
mod sent;
mod state;
#[cfg(feature = "ssr")]
mod visit;
mod write;

pub use frame::title;
#[cfg(feature = "ssr")]
pub use request::{NEWS, render_request};
#[cfg(feature = "ssr")]
pub use visit::{render_requests, render_survey};

#[cfg(feature = "hydrate")]
pub use browser::{call, learnt, own_name, start, wake};

/// The panel as HTML, to be put anywhere inside `<body>`. It is the element the browser hydrates.
pub fn render(panel: &shared::panel::Panel) -> String {
    let owner = leptos::prelude::Owner::new();
    let mut html = format!("<div id=\"{}\">", frame::ROOT);
    owner.with(|| frame::frame(state::State::new(panel.clone())).write(&mut html));
    owner.cleanup();
    html.push_str("</div>");
    html
}
