//! The confirmation: what was received, under which reference, and what happens next.

use leptos::prelude::*;
use shared::{panel::Receipt, text::Text};

use crate::{icon::Icon, state::State};

/// Id of the reference.
pub(crate) const REFERENCE: &str = "reference";
/// Id of the button that copies it; there is none without script.
pub(crate) const COPY: &str = "copy";

/// The confirmation.
#[component]
pub(crate) fn Sent(state: State, receipt: Receipt) -> impl IntoView {
    let panel = state.panel();
    let next = match receipt.email.as_str() {
        "" => state.text(Text::SentMail),
        email => panel.texts.fill(Text::SentTo, &[("email", email)]),
    };
    let expectation = (!panel.expectation.is_empty())
        .then(|| view! { <p class="lead">{panel.expectation.clone()}</p> });
    let reference = (!receipt.reference.is_empty()).then(|| {
        view! {
            <div class="reference">
                <p>{state.text(Text::SentReference)}</p>
                <p class="copyable">
                    <strong id=REFERENCE dir="ltr">{receipt.reference}</strong>
                    <button id=COPY type="button">
                        <Icon name="copy"/>
                        <span>{state.text(Text::Copy)}</span>
                    </button>
                </p>
            </div>
        }
    });
    view! {
        <div class="done">
            <span class="badge"><Icon name="check"/></span>
            <h1 tabindex="-1">{state.text(Text::Sent)}</h1>
            {expectation}
            <p>{next}</p>
            {reference}
            <p class="start"><a href=panel.href("")>{state.text(Text::BackToStart)}</a></p>
        </div>
    }
}
