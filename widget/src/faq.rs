//! One FAQ with its answer, and what to do if it did not help.

use leptos::prelude::*;
use shared::{panel::Answer, text::Text};

use crate::{contact::Contact, icon::Icon, state::State};

/// The link to the list, on top of every view under it.
#[component]
pub(crate) fn Back(state: State) -> impl IntoView {
    view! {
        <p class="back">
            <a href=state.panel().href("")>
                <Icon name="arrow-left"/>
                {state.text(Text::AllQuestions)}
            </a>
        </p>
    }
}

/// One FAQ. Its answer may still be on its way.
#[component]
pub(crate) fn Faq(state: State, answer: Answer) -> impl IntoView {
    let panel = state.panel();
    let foreign = (answer.lang != panel.lang).then_some(answer.lang);
    let note = foreign.clone().map(|lang| {
        view! { <p class="note">{panel.texts.fill(Text::OtherLanguage, &[("language", &lang)])}</p> }
    });
    view! {
        <Back state/>
        <article>
            <h1 tabindex="-1" lang=foreign.clone()>{answer.question}</h1>
            {note}
            <p class="trouble" role="alert" hidden=move || state.trouble.with(String::is_empty)>
                {move || state.trouble.get()}
            </p>
            <div class="answer" lang=foreign inner_html=move || state.answer.get()></div>
        </article>
        {view! { <Contact state heading=Text::NotSolved/> }.into_any()}
    }
}
