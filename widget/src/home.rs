//! The first view: greeting, search, FAQs by category, and the ways to reach a person.

use leptos::prelude::*;
use shared::{panel::Panel, text::Text};

use crate::{contact::Contact, icon::Icon, state::State};

/// Id of the search field.
pub(crate) const SEARCH: &str = "q";

/// The list; where `missing`, under a notice that the address leads nowhere.
#[component]
pub(crate) fn Home(state: State, missing: bool) -> impl IntoView {
    let panel = state.panel();
    let (heading, more) = match missing {
        true => (state.text(Text::NotFound), state.text(Text::NotFoundHint)),
        false => first_sentence(&panel.greeting),
    };
    view! {
        <div class="hello">
            <h1 tabindex="-1">{heading}</h1>
            {(!more.is_empty()).then(|| view! { <p class="lead">{more}</p> })}
            {view! { <Search state/> }.into_any()}
        </div>
        {view! { <Questions state/> }.into_any()}
        {view! { <Contact state heading=Text::Contact/> }.into_any()}
    }
}

/// The greeting's first sentence is the heading, the rest stands under it.
fn first_sentence(greeting: &str) -> (String, String) {
    match greeting.split_once(". ") {
        Some((first, rest)) => (format!("{first}."), rest.to_owned()),
        None => (greeting.to_owned(), String::new()),
    }
}

#[component]
fn Search(state: State) -> impl IntoView {
    let panel = state.panel();
    // A form sent by GET drops the query of its address: what must stay goes along as fields.
    let kept: Vec<_> = panel
        .keep
        .trim_start_matches('?')
        .split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| {
            view! { <input type="hidden" name=name.to_owned() value=value.to_owned()/> }
        })
        .collect();
    view! {
        <form class="search" role="search" method="get" action=panel.href("")>
            {kept}
            <label class="unseen" for=SEARCH>{state.text(Text::Search)}</label>
            <Icon name="search"/>
            <input
                id=SEARCH
                name="q"
                type="search"
                autocomplete="off"
                enterkeyhint="search"
                placeholder=state.text(Text::Search)
                value=state.query.get_untracked()
            />
            <button type="submit">{state.text(Text::SearchButton)}</button>
        </form>
    }
}

#[component]
fn Questions(state: State) -> impl IntoView {
    let panel = state.panel();
    let heading = move || {
        let query = state.query.get();
        match query.is_empty() {
            true => state.text(Text::Questions),
            false => state.panel().texts.fill(Text::ResultsFor, &[("query", &query)]),
        }
    };
    let searched = move || !state.query.with(String::is_empty);
    let groups: Vec<_> = groups(&panel)
        .into_iter()
        .map(|(name, members)| {
            let members: std::sync::Arc<[usize]> = members.into();
            let shown = members.clone();
            view! {
                <section hidden=move || !shown.iter().any(|question| state.finds(*question))>
                    {name.map(|name| view! { <h3>{name}</h3> })}
                    <ul class="rows">
                        {members.iter().map(|question| item(state, &panel, *question)).collect::<Vec<_>>()}
                    </ul>
                </section>
            }
        })
        .collect();
    let none = groups.is_empty().then(|| view! { <p class="hint">{state.text(Text::NoQuestions)}</p> });
    view! {
        <section class="questions" aria-labelledby="questions">
            <h2 id="questions">{heading}</h2>
            <p class="count" hidden=move || !searched()>
                <span>{move || state.count()}</span>
                " "
                <a href=panel.href("")>{state.text(Text::ClearSearch)}</a>
            </p>
            <p class="hint" hidden=move || !searched() || state.found() != 0>
                {state.text(Text::ResultsNoneHint)}
            </p>
            {groups}
            {none}
        </section>
    }
}

fn item(state: State, panel: &Panel, place: usize) -> impl IntoView + use<> {
    panel.questions.get(place).map(|question| {
        view! {
            <li hidden=move || !state.finds(place)>
                <a href=panel.href(&format!("/faq/{}", question.id)) lang=question.lang.clone()>
                    {question.text.clone()}
                </a>
            </li>
        }
    })
}

/// The questions by category, in the site's order; those without one come last, and need a heading
/// only where others have one.
fn groups(panel: &Panel) -> Vec<(Option<String>, Vec<usize>)> {
    let of = |category: Option<u32>| -> Vec<usize> {
        let member = |(place, question): (usize, &shared::panel::Question)| {
            let named = question.category.filter(|c| (*c as usize) < panel.categories.len());
            (named == category).then_some(place)
        };
        panel.questions.iter().enumerate().filter_map(member).collect()
    };
    let mut groups: Vec<_> = panel
        .categories
        .iter()
        .zip(0..)
        .map(|(name, category)| (Some(name.clone()), of(Some(category))))
        .filter(|(_, members)| !members.is_empty())
        .collect();
    let others = of(None);
    if !others.is_empty() {
        let name = (!groups.is_empty()).then(|| panel.texts.get(Text::OtherQuestions).to_owned());
        groups.push((name, others));
    }
    groups
}
