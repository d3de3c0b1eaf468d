//! A conversation: what was said on both sides, what is offered now, and how one thing a customer
//! does leads to the next.

use super::{
    Ask, Flow, Found, HandOver, Input, Link, MAX_INPUTS, Step, Then, find::FLOW,
    hand_over::transcript,
};
use crate::{
    html::escape,
    id::Slug,
    panel::{Given, Panel},
    text::{Catalogue, Text},
};

/// What a conversation goes by.
pub struct Around<'a> {
    /// The site and its FAQs.
    pub panel: &'a Panel,
    /// The panel's words, with those of the assistant.
    pub texts: &'a Catalogue,
    /// Its flows.
    pub flows: &'a [Flow],
    /// What is found for a question.
    pub find: &'a dyn Fn(&str) -> Found,
}

/// Something that was said.
#[derive(Clone, Debug, PartialEq)]
pub enum Turn {
    /// By the customer.
    Customer(String),
    /// By us, as text.
    Text(String),
    /// By us, as safe HTML.
    Html(String),
    /// A FAQ we showed.
    Faq {
        /// Its name in addresses.
        id: String,
        /// The question.
        question: String,
    },
    /// A page we offered to open.
    Link(Link),
}

/// Something a customer can choose now.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// Its words.
    pub label: String,
    /// What it does.
    pub act: Act,
}

/// What an offer does.
#[derive(Clone, Debug, PartialEq)]
pub enum Act {
    /// Begins what was found: a FAQ, or a flow after [`FLOW`].
    Show(String),
    /// Goes on in a flow, by its place and the step's.
    Step(usize, usize),
    /// It helped.
    Helped,
    /// It did not, or is not what was asked.
    NotHelped,
    /// Hands over to a person: not a step of the conversation but its end.
    Person,
}

/// A conversation as far as it goes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Talk {
    inputs: Vec<Input>,
    /// What was said.
    pub turns: Vec<Turn>,
    /// What can be chosen now.
    pub offers: Vec<Offer>,
    /// What is to be filled in now.
    pub ask: Option<Ask>,
    /// What is wrong with what was just filled in; may be empty.
    pub error: String,
    /// The FAQ just rated, and whether it helped.
    pub rated: Option<(String, bool)>,
    /// Questions that stayed without an answer.
    pub missed: Vec<String>,
    /// The flow walked.
    flow: usize,
    /// The last question asked.
    question: String,
    /// The FAQ shown last.
    shown: String,
    /// What else may help.
    rest: Vec<String>,
    filled: Vec<(Given, String)>,
    hand: HandOver,
}

impl Talk {
    /// A conversation nobody said anything in yet.
    pub fn begin(around: &Around<'_>) -> Self {
        let mut talk = Self::default();
        talk.say(around, Text::AskHello);
        let flows = around.flows.iter().map(|flow| Offer {
            label: flow.title.clone(),
            act: Act::Show(format!("{FLOW}{}", flow.id)),
        });
        talk.offers = flows.collect();
        talk
    }

    /// The conversation these lines lead to, as [`inputs`](Self::inputs) wrote them; what does not
    /// fit is passed over.
    pub fn replay(around: &Around<'_>, lines: &str) -> Self {
        let inputs = Input::read_all(lines);
        inputs.fold(Self::begin(around), |talk, input| talk.step(around, input))
    }

    /// All of it as lines.
    pub fn inputs(&self) -> String {
        let mut lines = String::new();
        self.inputs.iter().for_each(|input| input.write(&mut lines));
        lines
    }

    /// Whether anything was said or chosen.
    pub fn is_begun(&self) -> bool {
        !self.inputs.is_empty()
    }

    /// The same without what was done last.
    pub fn back(mut self, around: &Around<'_>) -> Self {
        self.inputs.pop();
        let inputs = self.inputs.into_iter();
        inputs.fold(Self::begin(around), |talk, input| talk.step(around, input))
    }

    /// What follows when the customer does something. What is not offered changes nothing.
    pub fn step(mut self, around: &Around<'_>, input: Input) -> Self {
        self.error.clear();
        self.rated = None;
        if self.inputs.len() >= MAX_INPUTS {
            self.offers = vec![person(around)];
            self.error = around.texts.get(Text::AskUnknown).to_owned();
            return self;
        }
        let input = input.tidy();
        let taken = match &input {
            Input::Said(text) if text.is_empty() => {
                self.error = around.texts.get(Text::FieldMissing).to_owned();
                false
            }
            Input::Said(text) => {
                self.asked(around, text.clone());
                true
            }
            Input::Chose(place) => self.chosen(around, *place),
            Input::Filled(values) => self.fill(around, values),
        };
        if taken {
            self.inputs.push(input);
        }
        self
    }

    /// What a person is handed.
    pub fn hand_over(&self, around: &Around<'_>) -> HandOver {
        let mut hand = self.hand.clone();
        if hand.message.is_empty() {
            hand.message.clone_from(&self.question);
        }
        hand.fields = self.filled.iter().map(|(given, _)| given.clone()).collect();
        if self.is_begun() {
            hand.transcript = transcript(&self.turns, around.texts);
        }
        hand
    }

    fn say(&mut self, around: &Around<'_>, text: Text) {
        let text = around.texts.get(text).to_owned();
        self.turns.push(Turn::Text(text));
    }

    /// The customer has said something: what was offered before is over.
    fn answered(&mut self, said: String) {
        self.turns.push(Turn::Customer(said));
        self.offers.clear();
        self.ask = None;
    }

    fn asked(&mut self, around: &Around<'_>, question: String) {
        let found = (around.find)(&question);
        self.answered(question.clone());
        self.question = question;
        self.hand = HandOver::default();
        self.shown.clear();
        let mut ids = found
            .ids
            .into_iter()
            .filter(|id| label(around, id).is_some());
        if found.sure
            && let Some(id) = ids.next()
        {
            self.rest = ids.collect();
            self.show(around, &id);
        } else {
            self.rest = ids.collect();
            self.offer_rest(around);
        }
    }

    fn chosen(&mut self, around: &Around<'_>, place: usize) -> bool {
        let Some(Offer { label, act }) = self.offers.get(place).cloned() else {
            return false;
        };
        if act == Act::Person {
            return false;
        }
        self.answered(label);
        match act {
            Act::Show(id) => {
                self.rest.retain(|other| *other != id);
                self.show(around, &id);
            }
            Act::Step(flow, step) => self.walk(around, flow, step),
            Act::Helped => {
                self.rate(true);
                self.rest.clear();
                self.question.clear();
                self.say(around, Text::AskThanks);
            }
            Act::NotHelped => {
                self.rate(false);
                self.offer_rest(around);
            }
            Act::Person => {}
        }
        true
    }

    fn rate(&mut self, helped: bool) {
        if !self.shown.is_empty() {
            self.rated = Some((std::mem::take(&mut self.shown), helped));
        }
    }

    fn fill(&mut self, around: &Around<'_>, values: &[String]) -> bool {
        let Some(ask) = self.ask.clone() else {
            return false;
        };
        match ask.read(values, around.texts) {
            Ok(filled) => {
                let id = ask.field.id;
                self.filled.retain(|(given, _)| given.id != id);
                if !filled.value.is_empty() {
                    let given = Given {
                        id,
                        value: filled.value,
                    };
                    self.filled.push((given, filled.text.clone()));
                }
                self.answered(filled.text);
                self.walk(around, self.flow, ask.next as usize);
                true
            }
            Err(wrong) => {
                self.error = wrong;
                false
            }
        }
    }

    fn show(&mut self, around: &Around<'_>, id: &str) {
        if let Some(flow) = flow_at(around, id) {
            self.walk(around, flow, 0);
        } else if let Some(question) = label(around, id) {
            self.shown = id.to_owned();
            let id = id.to_owned();
            self.turns.push(Turn::Faq { id, question });
            self.did_it_help(around);
        } else {
            self.offer_rest(around);
        }
    }

    /// What else may help; once at most, then a person.
    fn offer_rest(&mut self, around: &Around<'_>) {
        let rest = std::mem::take(&mut self.rest);
        let offers = rest.into_iter().filter_map(|id| {
            let label = label(around, &id)?;
            let act = Act::Show(id);
            Some(Offer { label, act })
        });
        self.offers = offers.collect();
        if self.offers.is_empty() {
            if !self.question.is_empty() && self.missed.last() != Some(&self.question) {
                self.missed.push(self.question.clone());
            }
            self.say(around, Text::AskUnknown);
            self.offers.push(person(around));
        } else {
            self.say(around, Text::AskPerhaps);
            self.offers
                .push(offer(around, Text::AskNone, Act::NotHelped));
        }
    }

    fn did_it_help(&mut self, around: &Around<'_>) {
        self.say(around, Text::AskHelped);
        self.offers.push(offer(around, Text::Yes, Act::Helped));
        self.offers.push(offer(around, Text::AskNo, Act::NotHelped));
    }

    /// Goes on in a flow until the customer has to do something. Steps lead only forwards in a
    /// valid site; whatever is given, none is walked twice in a row without end.
    fn walk(&mut self, around: &Around<'_>, flow: usize, mut place: usize) {
        self.flow = flow;
        let Some(walked) = around.flows.get(flow) else {
            return self.offer_rest(around);
        };
        for _ in &walked.steps {
            let Some(step) = walked.steps.get(place) else {
                break;
            };
            self.utter(step);
            match &step.then {
                Then::Next(next) => {
                    place = *next as usize;
                    continue;
                }
                Then::End => self.did_it_help(around),
                Then::Faq(id) => self.show(around, id),
                Then::Ask(ask) => self.ask = Some(ask.clone()),
                Then::Choices(ways) => {
                    let ways = ways.iter().map(|way| Offer {
                        label: way.label.clone(),
                        act: Act::Step(flow, way.to as usize),
                    });
                    self.offers = ways.collect();
                }
                Then::HandOver { topic, message } => {
                    self.hand = HandOver {
                        topic: topic.clone(),
                        message: self.filled(message, |_, text| text.to_owned()),
                        flow: format!("{}/{}", walked.id, step.id),
                        ..HandOver::default()
                    };
                    if !around.panel.expectation.is_empty() {
                        let text = around.panel.expectation.clone();
                        self.turns.push(Turn::Text(text));
                    }
                    self.offers.push(person(around));
                }
            }
            return;
        }
        self.offer_rest(around);
    }

    fn utter(&mut self, step: &Step) {
        if !step.html.is_empty() {
            let html = self.filled(&step.html, |_, text| escape(text));
            self.turns.push(Turn::Html(html));
        }
        if let Some(link) = &step.link {
            let href = self.filled(&link.href, |value, _| encode(value));
            let label = link.label.clone();
            self.turns.push(Turn::Link(Link { label, href }));
        }
    }

    /// A text with what was filled in in its places, each made fit for there. What was not asked
    /// on this way is empty.
    fn filled(&self, text: &str, fit: fn(&str, &str) -> String) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            rest = match after.split_once('}') {
                Some((name, after)) if Slug::parse(name).is_ok() => {
                    let found = self.filled.iter().find(|(given, _)| given.id == name);
                    if let Some((given, text)) = found {
                        out.push_str(&fit(&given.value, text));
                    }
                    after
                }
                _ => {
                    out.push('{');
                    after
                }
            };
        }
        out.push_str(rest);
        out
    }
}

/// What something found is called; none where it is not there any more.
fn label(around: &Around<'_>, id: &str) -> Option<String> {
    if let Some(flow) = flow_at(around, id) {
        return around.flows.get(flow).map(|flow| flow.title.clone());
    }
    let found = around.panel.questions.iter().find(|faq| faq.id == id);
    found.map(|faq| faq.text.clone())
}

fn flow_at(around: &Around<'_>, id: &str) -> Option<usize> {
    let id = id.strip_prefix(FLOW)?;
    around.flows.iter().position(|flow| flow.id == id)
}

fn offer(around: &Around<'_>, text: Text, act: Act) -> Offer {
    let label = around.texts.get(text).to_owned();
    Offer { label, act }
}

fn person(around: &Around<'_>) -> Offer {
    offer(around, Text::AskPerson, Act::Person)
}

/// A value as part of an address.
fn encode(value: &str) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F',
    ];
    let mut encoded = String::new();
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            encoded.push('%');
            for digit in [byte >> 4, byte & 15] {
                encoded.extend(DIGITS.get(usize::from(digit)));
            }
        }
    }
    encoded
}
