//! What the panel is drawn from. The worker makes it from a site's configuration, draws the page
//! with it and sends it along, so that the browser goes on with the very same values.

#[cfg(feature = "server")]
mod of_site;
mod pick;

#[cfg(feature = "server")]
pub(crate) use of_site::field;

pub use pick::{RELATED, SHOWN};
use serde::{Deserialize, Serialize};

use crate::{answers::Index, assistant::Talk, problem::FieldError, text::Catalogue};

/// Most FAQs a search shows: who does not see it among these types another word.
pub const MAX_FOUND: usize = 20;

/// Everything the panel knows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    /// The site's id.
    pub site: String,
    /// The site's name.
    pub name: String,
    /// The language of the content.
    pub lang: String,
    /// The direction of the interface's writing.
    pub dir: String,
    /// The interface's words, in that language or in English.
    pub texts: Catalogue,
    /// The sentence for this moment.
    pub greeting: String,
    /// What to expect after sending; may be empty.
    pub expectation: String,
    /// Where the answers' index is.
    pub answers: String,
    /// By when who writes now is answered, as a sentence; may be empty.
    pub promise: String,
    /// The address of the owner's logo; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub logo: String,
    /// The page the customer is on, as far as it is known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// What customers should know before they ask.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Notice>,
    /// The most useful questions, by their places in [`Panel::questions`].
    pub useful: Vec<u32>,
    /// Names of the categories.
    pub categories: Vec<String>,
    /// The FAQs, without their answers.
    pub questions: Vec<Question>,
    /// What requests can be about.
    pub topics: Vec<Topic>,
    /// The ways to be answered, the first preselected.
    pub answer_by: Vec<Choice>,
    /// When a call can be asked for; an id is the interval.
    pub slots: Vec<Choice>,
    /// When the page was drawn, sealed; goes along with what is sent.
    pub stamp: String,
    /// The key of Cloudflare's Turnstile, where the owner wants it; empty where not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub turnstile: String,
    /// Other ways to reach a person.
    pub contacts: Vec<Contact>,
    /// The survey offered under an answer: its id and its question.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_faq: Option<Choice>,
    /// The survey offered when a conversation with the assistant ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_assistant: Option<Choice>,
    /// Origins whose pages may talk to the panel; none means any.
    pub origins: Vec<String>,
    /// Whether it is shown inside a page of the site.
    pub embedded: bool,
    /// The query every link inside the panel keeps: empty or `?embed=1&lang=it`.
    pub keep: String,
    /// What is shown first.
    pub view: View,
}

impl Panel {
    /// A link inside the panel: `path` is empty or begins with `/`.
    pub fn href(&self, path: &str) -> String {
        format!("/p/{}{path}{}", self.site, self.keep)
    }
}

/// A FAQ in the list.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Its name in addresses.
    pub id: String,
    /// Its category, by its place in [`Panel::categories`].
    pub category: Option<u32>,
    /// The question.
    pub text: String,
    /// The question's language where it is not the interface's.
    pub lang: Option<String>,
    /// The pages it is suggested on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<String>,
}

/// Something customers should know.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Notice {
    /// What is said, as safe HTML.
    pub html: String,
    /// Whether something does not go as it should.
    pub warns: bool,
    /// The pages it is shown on; none means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<String>,
}

/// An entry of a list of choices.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Its name in the API.
    pub id: String,
    /// Its name for people.
    pub label: String,
}

/// What a request can be about, and what is asked then.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Topic {
    /// Its name in the API.
    pub id: String,
    /// Its name for people.
    pub label: String,
    /// What is asked besides the message.
    pub fields: Vec<Field>,
}

impl Topic {
    /// The topic as an entry of a list.
    pub fn choice(&self) -> Choice {
        Choice {
            id: self.id.clone(),
            label: self.label.clone(),
        }
    }
}

/// What a topic asks besides the message.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// Its name in the API.
    pub id: String,
    /// What it is answered with.
    pub control: Control,
    /// What it asks.
    pub label: String,
    /// One line under it; may be empty.
    pub help: String,
    /// Whether it must be answered.
    pub required: bool,
    /// What can be chosen.
    pub choices: Vec<Choice>,
    /// The earliest date; empty where there is none.
    pub min: String,
    /// The latest date; empty where there is none.
    pub max: String,
}

/// What a field is answered with.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Control {
    /// One line.
    #[default]
    Line,
    /// Several lines.
    Lines,
    /// A line in capitals, such as an order number.
    Code,
    /// A line that begins as the title of the page the customer is on.
    Product,
    /// A number.
    Number,
    /// A date.
    Date,
    /// One of the choices.
    One,
    /// Any of the choices.
    Any,
    /// A box to tick.
    Tick,
}

impl Control {
    /// Every one, by the name it has in JSON.
    const ALL: [(&'static str, Self); 9] = [
        ("Line", Self::Line),
        ("Lines", Self::Lines),
        ("Code", Self::Code),
        ("Product", Self::Product),
        ("Number", Self::Number),
        ("Date", Self::Date),
        ("One", Self::One),
        ("Any", Self::Any),
        ("Tick", Self::Tick),
    ];

    /// Reads a name; one nobody knows is a line.
    pub fn parse(name: &str) -> Self {
        let found = Self::ALL.iter().find(|(known, _)| *known == name);
        found.map_or(Self::Line, |(_, control)| *control)
    }
}

/// A way to reach a person.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Contact {
    /// The kind, such as `phone`; picks the icon.
    pub kind: String,
    /// What it is called.
    pub label: String,
    /// The address, number or name as people read it.
    pub value: String,
    /// What a click opens; empty while it does not work.
    pub href: String,
    /// When it opens, how soon somebody answers; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub state: String,
    /// One short line; may be empty.
    pub note: String,
    /// What the customer may send with it: `{about}` is what they were looking at. May be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Whether it leaves for another site, in a new tab.
    pub external: bool,
    /// The pages it is shown on; none means all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<String>,
}

/// What is shown. There is one at a time, so its size is nobody's cost.
#[allow(clippy::large_enum_variant)]
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum View {
    /// Greeting, search, FAQs and ways to reach a person.
    #[default]
    Home,
    /// The same, searched.
    Search(Search),
    /// All questions by category.
    Questions,
    /// One FAQ with its answer.
    Faq(Answer),
    /// The form.
    Write(Form),
    /// The assistant.
    Ask(Chat),
    /// A request was sent.
    Sent(Receipt),
    /// Nothing is at the address.
    Missing,
}

/// A search with what it found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Search {
    /// What is searched for.
    pub query: String,
    /// The FAQs found, best first.
    pub found: Vec<Found>,
}

impl Search {
    /// Searches what a panel shows.
    pub fn of(index: &Index, questions: &[Question], query: &str) -> Self {
        let place = |id: &str| questions.iter().position(|question| question.id == id);
        let found = index
            .search(query, MAX_FOUND)
            .into_iter()
            .filter_map(|hit| {
                let place = place(&index.entries().get(hit.entry)?.id)?;
                let text = &questions.get(place)?.text;
                let ends = index.marks(query, text).into_iter();
                Some(Found {
                    question: place,
                    marks: ends.flat_map(|range| [range.start, range.end]).collect(),
                })
            });
        Self {
            query: query.to_owned(),
            found: found.collect(),
        }
    }
}

/// A FAQ that was found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Its place in [`Panel::questions`].
    pub question: usize,
    /// Where its question says what was searched for: each beginning and end, in bytes.
    pub marks: Vec<usize>,
}

/// One FAQ with its answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "FaqAnswer"))]
pub struct Answer {
    /// Its name in addresses.
    pub id: String,
    /// The question.
    pub question: String,
    /// The answer as safe HTML.
    pub html: String,
    /// What is in it, as safe HTML with links to its headings; empty where it is short.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contents: String,
    /// The language of both.
    pub lang: String,
    /// What the reader said of it, where there is no script.
    #[serde(default, skip_serializing_if = "Rated::is_not_yet")]
    pub rated: Rated,
}

/// What a reader said of an answer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub enum Rated {
    /// Nothing yet.
    #[default]
    NotYet,
    /// It helped.
    Helped,
    /// It did not.
    Not,
    /// It did not, and what was missing.
    Said,
}

impl Rated {
    /// Whether nothing was said yet.
    pub fn is_not_yet(&self) -> bool {
        *self == Self::NotYet
    }

    /// Its name in addresses; empty for nothing.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotYet => "",
            Self::Helped => "yes",
            Self::Not => "no",
            Self::Said => "said",
        }
    }

    /// Reads a name; one nobody knows is nothing.
    pub fn parse(name: &str) -> Self {
        let all = [Self::Helped, Self::Not, Self::Said];
        let found = all.into_iter().find(|rated| rated.name() == name);
        found.unwrap_or_default()
    }
}

/// A conversation with the assistant. A browser goes on from what stands in the page, with
/// flows and answers it asks for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Chat {
    /// What was said.
    #[serde(skip)]
    pub talk: Talk,
    /// The FAQs shown in it.
    #[serde(skip)]
    pub answers: Vec<Answer>,
}

/// The form as far as it is filled in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// The customer's name.
    pub name: String,
    /// Where to answer.
    pub email: String,
    /// The telephone number.
    pub phone: String,
    /// The way to be answered, by its id; empty is the first.
    pub answer_by: String,
    /// When a call is welcome, as an interval.
    pub callback: String,
    /// The topic's id.
    pub topic: String,
    /// Answers to topics' fields, also to those of a topic left again.
    pub fields: Vec<Given>,
    /// The message.
    pub message: String,
    /// What was said with the assistant before; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub transcript: String,
    /// The flow's step that handed over; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub flow: String,
    /// The FAQ that did not help, by its id; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub faq: String,
    /// What only robots fill in.
    pub website: String,
    /// Makes sending twice the same as sending once.
    pub key: String,
    /// The stamp of the page it was begun on; empty where that is this one.
    pub stamp: String,
    /// What needs another look.
    pub errors: Vec<FieldError>,
    /// Trouble that is not about a field; may be empty.
    pub trouble: String,
}

/// A value given to a topic's field; a field with several choices has several.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Given {
    /// The field's id.
    pub id: String,
    /// The value.
    pub value: String,
}

/// What a customer keeps.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// The reference; empty where it is not known.
    pub reference: String,
    /// The customer's address; empty where it is not known.
    pub email: String,
    /// Who answers by when, as a ready sentence; empty where nothing is promised.
    pub promise: String,
    /// The address of the request's page, `/r/…`; empty where it is not known.
    pub request: String,
    /// Whether a confirmation was sent by mail, as far as it is known.
    pub mailed: bool,
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use super::*;

    #[test]
    fn every_control_is_read_by_the_name_it_is_sent_with() {
        for (name, control) in Control::ALL {
            assert_eq!(serde_json::to_value(control).unwrap(), name);
            assert_eq!(Control::parse(name), control);
        }
        assert_eq!(Control::parse("of tomorrow"), Control::Line);
    }
}
