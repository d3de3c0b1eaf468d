//! What the panel is drawn from. The worker makes it from a site's configuration, draws the page
//! with it and sends it along, so that the browser goes on with the very same values.

#[cfg(feature = "server")]
mod of_site;

use serde::{Deserialize, Serialize};

use crate::{problem::FieldError, text::Catalogue};

/// Everything the panel knows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Panel {
    /// The site's id.
    pub site: String,
    /// The site's name.
    pub name: String,
    /// The language shown.
    pub lang: String,
    /// The direction of its writing.
    pub dir: String,
    /// The interface's words in that language.
    pub texts: Catalogue,
    /// The sentence for this moment.
    pub greeting: String,
    /// What to expect after sending; may be empty.
    pub expectation: String,
    /// Names of the categories.
    pub categories: Vec<String>,
    /// The FAQs, without their answers.
    pub questions: Vec<Question>,
    /// What requests can be about.
    pub topics: Vec<Choice>,
    /// Other ways to reach a person.
    pub contacts: Vec<Contact>,
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
    /// Other ways people ask it.
    pub also: Vec<String>,
    /// The question's language where it is not the one shown.
    pub lang: Option<String>,
}

/// An entry of a list of choices.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Its name in the API.
    pub id: String,
    /// Its name for people.
    pub label: String,
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
    /// What a click opens.
    pub href: String,
    /// One short line; may be empty.
    pub note: String,
    /// Whether it leaves for another site, in a new tab.
    pub external: bool,
}

/// What is shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum View {
    /// Greeting, search, FAQs and ways to reach a person.
    #[default]
    Home,
    /// The same, searched for these words.
    Search(String),
    /// One FAQ with its answer.
    Faq(Answer),
    /// The form.
    Write(Form),
    /// A request was sent.
    Sent(Receipt),
    /// Nothing is at the address.
    Missing,
}

/// One FAQ with its answer.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// Its name in addresses.
    pub id: String,
    /// The question.
    pub question: String,
    /// The answer as safe HTML.
    pub html: String,
    /// The language of both.
    pub lang: String,
}

/// The form as far as it is filled in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Form {
    /// The customer's name.
    pub name: String,
    /// Where to answer.
    pub email: String,
    /// The topic's id.
    pub topic: String,
    /// The message.
    pub message: String,
    /// Makes sending twice the same as sending once.
    pub key: String,
    /// What needs another look.
    pub errors: Vec<FieldError>,
    /// Trouble that is not about a field; may be empty.
    pub trouble: String,
}

/// What a customer keeps.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Receipt {
    /// The reference; empty where it is not known.
    pub reference: String,
    /// Where the answer will go; empty where it is not known.
    pub email: String,
}
