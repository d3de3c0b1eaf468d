//! What changes while the panel is open, and what it is drawn from. Rules only: no DOM.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    panel::{Answer, Form, Panel, Receipt, View},
    search::Folded,
    text::Text,
};

/// Handles to all of it; as small as a number, so every component takes one.
#[derive(Clone, Copy)]
pub(crate) struct State {
    panel: StoredValue<Arc<Panel>>,
    folded: StoredValue<Arc<[Folded]>>,
    /// What is shown.
    pub place: RwSignal<Place>,
    /// What is searched for.
    pub query: RwSignal<String>,
    /// The answer shown, as HTML; empty while it is on its way.
    pub answer: RwSignal<String>,
    /// The form as far as it is filled in, and what is wrong with it.
    pub form: RwSignal<Form>,
    /// Trouble that is not about a field.
    pub trouble: RwSignal<String>,
    /// Whether the form is on its way.
    pub sending: RwSignal<bool>,
}

/// A view without what may still be on its way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    /// The list, searched or not.
    Home,
    /// One FAQ, without its HTML: that is in [`State::answer`].
    Faq(Answer),
    /// The form.
    Write,
    /// A request was sent.
    Sent(Receipt),
    /// Nothing is at the address.
    Missing,
}

impl Place {
    /// What a view shows, and what it searches for.
    pub fn of(view: &View) -> (Self, String) {
        let place = match view {
            View::Home | View::Search(_) => Self::Home,
            View::Faq(answer) => Self::Faq(Answer { html: String::new(), ..answer.clone() }),
            View::Write(_) => Self::Write,
            View::Sent(receipt) => Self::Sent(receipt.clone()),
            View::Missing => Self::Missing,
        };
        match view {
            View::Search(query) => (place, query.clone()),
            _ => (place, String::new()),
        }
    }
}

impl State {
    /// The state a panel begins with.
    pub fn new(panel: Panel) -> Self {
        let (place, query) = Place::of(&panel.view);
        let (answer, form) = match &panel.view {
            View::Faq(answer) => (answer.html.clone(), Form::default()),
            View::Write(form) => (String::new(), form.clone()),
            _ => <_>::default(),
        };
        // Pages that search nothing are most of what the worker renders.
        let folded = if cfg!(feature = "hydrate") || !query.is_empty() { fold(&panel) } else { Vec::new() };
        Self {
            panel: StoredValue::new(Arc::new(panel)),
            folded: StoredValue::new(folded.into()),
            place: RwSignal::new(place),
            query: RwSignal::new(query),
            answer: RwSignal::new(answer),
            trouble: RwSignal::new(form.trouble.clone()),
            form: RwSignal::new(form),
            sending: RwSignal::new(false),
        }
    }

    /// What the panel is drawn from.
    pub fn panel(self) -> Arc<Panel> {
        self.panel.get_value()
    }

    /// One text of the interface.
    pub fn text(self, text: Text) -> String {
        self.panel.with_value(|panel| panel.texts.get(text).to_owned())
    }

    /// Whether the search leaves this question in the list. Follows what is typed.
    pub fn finds(self, question: usize) -> bool {
        self.query.with(|query| {
            query.is_empty()
                || self.folded.with_value(|folded| {
                    folded.get(question).is_some_and(|text| text.matches(&Folded::new([query.as_str()])))
                })
        })
    }

    /// How many questions the search leaves. Follows what is typed.
    pub fn found(self) -> usize {
        let all = self.panel.with_value(|panel| panel.questions.len());
        (0..all).filter(|question| self.finds(*question)).count()
    }

    /// How many there are in words; empty where nothing is searched for. Follows what is typed.
    pub fn count(self) -> String {
        let query = self.query.get();
        if query.is_empty() {
            return String::new();
        }
        let panel = self.panel();
        match self.found() {
            0 => panel.texts.fill(Text::ResultsNone, &[("query", &query)]),
            1 => panel.texts.get(Text::ResultsOne).to_owned(),
            many => panel.texts.fill(Text::ResultsMany, &[("count", &many.to_string())]),
        }
    }
}

fn fold(panel: &Panel) -> Vec<Folded> {
    let category = |place: Option<u32>| place.and_then(|place| panel.categories.get(place as usize));
    panel
        .questions
        .iter()
        .map(|question| {
            let also = question.also.iter().chain(category(question.category));
            Folded::new(also.chain([&question.text]).map(String::as_str))
        })
        .collect()
}
