//! What changes while the panel is open, and what it is drawn from. Rules only: no DOM.

use std::sync::Arc;

use leptos::prelude::*;
use shared::{
    assistant::Talk,
    panel::{Answer, Chat, Form, Panel, Receipt, Search, Topic, View},
    problem::FieldError,
    text::Text,
};
#[cfg(feature = "hydrate")]
use shared::{
    assistant::{self, Around, Flow},
    text::Catalogue,
};

/// A handle to all of it, so small that everything has one. The values lie in one place and what
/// follows them is told by triggers: a signal per value would be code per type of value.
#[derive(Clone, Copy)]
pub(crate) struct State {
    values: StoredValue<Values>,
    moved: Trigger,
    searched: Trigger,
    suggested: Trigger,
    travelled: Trigger,
    chosen: Trigger,
    changed: Trigger,
    talked: Trigger,
}

/// All values.
pub(crate) struct Values {
    panel: Arc<Panel>,
    place: Place,
    pub search: Search,
    /// How many FAQs it found.
    found: usize,
    /// Whether the search waits for what answers on this device.
    waits: bool,
    /// FAQs that may answer what is being written, by their places.
    suggested: Vec<usize>,
    /// The page the customer is on, as far as it is known.
    page: String,
    /// FAQs its script wants first, by their places.
    asked: Vec<usize>,
    /// The answer shown, as HTML; empty while it is on its way.
    pub answer: String,
    /// The form as far as it is filled in, what is wrong with it, and any other trouble.
    pub form: Form,
    /// Whether the form is on its way.
    pub sending: bool,
    /// The conversation with the assistant; none while its flows are on their way.
    pub talk: Option<Talk>,
    /// What the conversation goes by.
    #[cfg(feature = "hydrate")]
    pub flows: Vec<Flow>,
    #[cfg(feature = "hydrate")]
    texts: Catalogue,
    /// The FAQs shown in it, as far as they have come.
    pub answers: Vec<Answer>,
}

/// A view without what may still be on its way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Place {
    /// The list, searched or not.
    Home,
    /// All questions.
    Questions,
    /// One FAQ, without its HTML: that is in [`Values::answer`].
    Faq(Answer),
    /// The form.
    Write,
    /// The assistant.
    Ask,
    /// A request was sent.
    Sent(Receipt),
    /// Nothing is at the address.
    Missing,
}

impl Values {
    /// Takes what the assistant goes by: flows, and words after the panel's own.
    #[cfg(feature = "hydrate")]
    pub fn learn(&mut self, flows: Vec<Flow>, texts: Vec<String>) {
        self.flows = flows;
        self.texts.0.clone_from(&self.panel.texts.0);
        self.texts.0.extend(texts);
    }

    /// The topic chosen.
    pub fn topic(&self) -> Option<&Topic> {
        match self.panel.topics.as_slice() {
            [only] => Some(only),
            topics => topics.iter().find(|topic| topic.id == self.form.topic),
        }
    }
}

impl Place {
    /// What a view shows, and what it searches for.
    pub fn of(view: &View) -> (Self, Search) {
        let place = match view {
            View::Home | View::Search(_) => Self::Home,
            View::Questions => Self::Questions,
            View::Faq(answer) => Self::Faq(Answer {
                html: String::new(),
                contents: String::new(),
                ..answer.clone()
            }),
            View::Write(_) => Self::Write,
            View::Ask(_) => Self::Ask,
            View::Sent(receipt) => Self::Sent(receipt.clone()),
            View::Missing => Self::Missing,
        };
        match view {
            View::Search(search) => (place, search.clone()),
            _ => (place, Search::default()),
        }
    }
}

impl State {
    /// The state a panel begins with.
    pub fn new(panel: Panel) -> Self {
        let (place, search) = Place::of(&panel.view);
        let (answer, form) = match &panel.view {
            View::Faq(answer) => (
                format!("{}{}", answer.contents, answer.html),
                Form::default(),
            ),
            View::Write(form) => (String::new(), form.clone()),
            View::Ask(chat) => (String::new(), wrong(chat)),
            _ => <_>::default(),
        };
        let (talk, answers) = match &panel.view {
            // The browser goes on with it once it has the flows.
            View::Ask(chat) if cfg!(not(feature = "hydrate")) => {
                (Some(chat.talk.clone()), chat.answers.clone())
            }
            _ => <_>::default(),
        };
        let panel = Arc::new(panel);
        let values = Values {
            page: panel.page.clone(),
            asked: Vec::new(),
            panel,
            place,
            found: search.found.len(),
            search,
            waits: false,
            suggested: Vec::new(),
            answer,
            form,
            sending: false,
            talk,
            #[cfg(feature = "hydrate")]
            flows: Vec::new(),
            #[cfg(feature = "hydrate")]
            texts: <_>::default(),
            answers,
        };
        Self {
            values: StoredValue::new(values),
            moved: Trigger::new(),
            searched: Trigger::new(),
            suggested: Trigger::new(),
            travelled: Trigger::new(),
            chosen: Trigger::new(),
            changed: Trigger::new(),
            talked: Trigger::new(),
        }
    }

    /// What the panel is drawn from.
    pub fn panel(self) -> Arc<Panel> {
        self.values.with_value(|values| values.panel.clone())
    }

    /// One text of the interface.
    pub fn text(self, text: Text) -> String {
        self.panel().texts.get(text).to_owned()
    }

    /// Looks at answer and form as they are now.
    pub fn read<T>(self, look: impl FnOnce(&Values) -> T) -> T {
        self.values.with_value(look)
    }

    /// Looks at answer and form, now and whenever they change.
    pub fn follow<T>(self, look: impl FnOnce(&Values) -> T) -> T {
        self.changed.track();
        self.read(look)
    }

    /// Looks at the conversation, now and whenever it goes on.
    pub fn follow_talk<T>(self, look: impl FnOnce(&Values) -> T) -> T {
        self.talked.track();
        self.read(look)
    }

    /// Lets the conversation go on; it is drawn anew where it is to be `shown`.
    #[cfg(feature = "hydrate")]
    pub fn talk(
        self,
        shown: bool,
        ask: &dyn Fn(&str) -> assistant::Found,
        go_on: &mut dyn FnMut(Talk, &Around<'_>) -> Talk,
    ) {
        self.values.update_value(|values| {
            let talk = values.talk.take().unwrap_or_default();
            let around = Around {
                panel: &values.panel,
                texts: &values.texts,
                flows: &values.flows,
                find: ask,
            };
            values.talk = Some(go_on(talk, &around));
        });
        if shown {
            self.talked.notify();
        }
    }

    /// Looks at the topic chosen, now and whenever another is; where there is one only, it is that.
    pub fn follow_topic<T: Default>(self, look: impl FnOnce(&Topic, &Form) -> T) -> T {
        self.chosen.track();
        self.read(|values| {
            let topic = values.topic();
            topic.map_or_else(T::default, |topic| look(topic, &values.form))
        })
    }

    /// Chooses a topic; what it asks is shown.
    #[cfg(feature = "hydrate")]
    pub fn choose(self, topic: String) {
        if self.read(|values| values.form.topic != topic) {
            self.values.update_value(|values| values.form.topic = topic);
            self.chosen.notify();
        }
    }

    /// Changes answer or form; what is shown follows.
    #[cfg(feature = "hydrate")]
    pub fn change(self, change: impl FnOnce(&mut Values)) {
        self.values.update_value(change);
        self.changed.notify();
    }

    /// Changes what is shown nowhere.
    #[cfg(feature = "hydrate")]
    pub fn keep<T>(self, change: impl FnOnce(&mut Values) -> T) -> Option<T> {
        self.values.try_update_value(change)
    }

    /// What is shown now.
    pub fn place(self) -> Place {
        self.read(|values| values.place.clone())
    }

    /// What is shown, now and later.
    pub fn follow_place(self) -> Place {
        self.moved.track();
        self.place()
    }

    /// Goes somewhere else.
    #[cfg(feature = "hydrate")]
    pub fn go(self, place: Place) {
        self.values.update_value(|values| values.place = place);
        self.moved.notify();
    }

    /// What is searched for now.
    pub fn query(self) -> String {
        self.read(|values| values.search.query.clone())
    }

    /// Searches for something else; without what that found the search has to wait.
    #[cfg(feature = "hydrate")]
    pub fn search(self, query: String, found: Option<usize>) {
        self.values.update_value(|values| {
            values.waits = found.is_none();
            values.search.query = query;
            values.found = found.unwrap_or_default();
        });
        self.searched.notify();
    }

    /// The page the customer is on, now and later.
    pub fn follow_page(self) -> String {
        self.travelled.track();
        self.read(|values| values.page.clone())
    }

    /// The places of the questions that come first, now and later.
    pub fn follow_first(self) -> Vec<usize> {
        self.travelled.track();
        self.read(|values| values.panel.first(&values.asked, &values.page))
    }

    /// The page's script wants these FAQs first.
    #[cfg(feature = "hydrate")]
    pub fn put_first(self, asked: Vec<usize>) {
        self.values.update_value(|values| values.asked = asked);
        self.travelled.notify();
    }

    /// The customer is on this page now.
    #[cfg(feature = "hydrate")]
    pub fn travel(self, page: String) {
        let alike = self.read(|values| values.panel.shows_alike(&values.page, &page));
        self.values.update_value(|values| values.page = page);
        if !alike {
            self.travelled.notify();
        }
    }

    /// The places of FAQs that may answer what is being written, now and later.
    pub fn follow_suggested(self) -> Vec<usize> {
        self.suggested.track();
        self.read(|values| values.suggested.clone())
    }

    /// Suggests these FAQs for what is being written.
    #[cfg(feature = "hydrate")]
    pub fn suggest(self, found: Vec<usize>) {
        if self.read(|values| values.suggested != found) {
            self.values.update_value(|values| values.suggested = found);
            self.suggested.notify();
        }
    }

    /// Whether all questions are shown: nothing is searched for, or the search has to wait.
    pub fn follow_idle(self) -> bool {
        self.searched.track();
        self.read(|values| values.waits || values.search.query.is_empty())
    }

    /// Follows what is searched for.
    #[cfg(feature = "hydrate")]
    pub fn follow_search(self) {
        self.searched.track();
    }

    /// How many FAQs the search found, now and later.
    pub fn found(self) -> usize {
        self.searched.track();
        self.read(|values| values.found)
    }

    /// How many there are in words, now and later; empty where nothing is searched for.
    pub fn count(self) -> String {
        let (panel, query, found) = (self.panel(), self.query(), self.found());
        match found {
            _ if self.follow_idle() => String::new(),
            0 => panel.texts.fill(Text::ResultsNone, &[("query", &query)]),
            found => panel.texts.count(Text::ResultsCount, found),
        }
    }
}

/// What is wrong with what the assistant's field was filled in with, as the form says it.
fn wrong(chat: &Chat) -> Form {
    let mut form = Form::default();
    if let (Some(ask), false) = (&chat.talk.ask, chat.talk.error.is_empty()) {
        form.errors.push(FieldError {
            field: format!("fields.{}", ask.field.id),
            code: "invalid".to_owned(),
            message: chat.talk.error.clone(),
        });
    }
    form
}
