//! The ways to reach a person: the form first, then the site's other channels.

use leptos::prelude::*;
use shared::{panel, text::Text};

use crate::{icon::Icon, state::State};

/// The form and the channels, under a heading that fits the view.
#[component]
pub(crate) fn Contact(state: State, heading: Text) -> impl IntoView {
    let panel = state.panel();
    let channels: Vec<_> = panel.contacts.iter().map(|contact| channel(state, contact)).collect();
    let list = (!channels.is_empty()).then(|| view! { <ul class="channels">{channels}</ul> });
    view! {
        <section class="contact" aria-labelledby="contact">
            <h2 id="contact">{state.text(heading)}</h2>
            <p class="hint">{state.text(Text::WriteHint)}</p>
            {list}
        </section>
        <p class="write">
            <a class="primary" href=panel.href("/write")>
                <Icon name="pencil"/>
                {state.text(Text::WriteToUs)}
            </a>
        </p>
    }
}

fn channel(state: State, contact: &panel::Contact) -> impl IntoView + use<> {
    let panel::Contact { kind, label, value, href, note, external } = contact.clone();
    let (target, rel) = external.then_some(("_blank", "noopener")).unzip();
    let leaves = external.then(|| {
        view! {
            <span class="unseen">{format!("({})", state.text(Text::OpensNewTab))}</span>
            <Icon name="leave"/>
        }
    });
    let value = (value != label).then(|| view! { <span class="value" dir="auto">{value}</span> });
    let note = (!note.is_empty()).then(|| view! { <span class="hint">{note}</span> });
    view! {
        <li>
            <a href=href target=target rel=rel>
                <Icon name=kind/>
                <span class="text">
                    <span class="label">{label}</span>
                    {value}
                    {note}
                </span>
                {leaves}
            </a>
        </li>
    }
}
