//! The configuration as people see it: sections with forms, described as data. One description
//! draws a form's controls, reads what is posted into the configuration's JSON, places errors
//! beside fields and names what changed. Nothing here draws, keeps or sends anything.

mod brief;
mod change;
mod check;
mod control;
mod draft;
mod file;
mod hours_view;
mod intake;
mod list;
mod merge;
mod path;
mod posted;
mod read;
mod sections;
mod source;
#[cfg(test)]
mod tests;
mod wording;

pub use brief::{brief, overview, own_title, title};
pub use change::{Change, What, changes};
pub use check::{Checked, Fault, check};
pub use control::{Control, Input, Row, controls};
pub use draft::{Place, apply, digest, find, made};
pub use file::to_toml;
pub use hours_view::{HoursView, WayView, hours_view};
pub use intake::{add_faqs, paste_format};
pub use list::{Order, act};
pub use merge::merge;
pub use path::{at, remove, set};
pub use posted::Posted;
pub use sections::{SECTIONS, section};

use crate::tongue::Tongue;

/// A text of the desk in English and in Italian.
pub type Words = [&'static str; 2];

/// The text in the reader's language.
pub fn say(words: Words, tongue: Tongue) -> &'static str {
    let [en, it] = words;
    tongue.say(en, it)
}

/// A part of the settings with an address of its own.
pub struct Section {
    /// Its name in addresses.
    pub id: &'static str,
    /// Its heading.
    pub name: Words,
    /// What it is for, in one sentence.
    pub about: Words,
    /// What it is made of, in the order shown.
    pub parts: &'static [Part],
}

/// A form or a list of a section.
pub enum Part {
    /// Fields that are there once.
    Form(Form),
    /// Things of which there can be many, each with a form of its own.
    List(List),
}

/// Fields that are saved together.
pub struct Form {
    /// Its name in addresses.
    pub id: &'static str,
    /// Its heading.
    pub name: Words,
    /// The fields, their keys counted from the configuration's root.
    pub fields: &'static [Field],
}

/// Things of which there can be many.
pub struct List {
    /// The key of the list, which is its name in addresses too.
    pub key: &'static str,
    /// Its heading.
    pub name: Words,
    /// What one is called, what many are.
    pub one: Words,
    /// What many are called.
    pub many: Words,
    /// Label of the button that adds one.
    pub add: Words,
    /// What it is good for, shown where there is none.
    pub empty: Words,
    /// What a new one begins with, JSON.
    pub initial: &'static str,
    /// The fields of one, their keys counted from its own root.
    pub fields: &'static [Field],
}

/// One thing to fill in.
pub struct Field {
    /// The key it stands for, with `.` between names.
    pub key: &'static str,
    /// Its label.
    pub label: Words,
    /// One line under the label; may be empty.
    pub help: Words,
    /// Whether it must be filled in.
    pub needed: bool,
    /// What it takes.
    pub kind: Kind,
}

/// A value of a choice, and its words.
pub type Options = &'static [(&'static str, Words)];

/// What a field takes.
pub enum Kind {
    /// One line.
    Line,
    /// Several lines, plain.
    Long,
    /// An email address.
    Email,
    /// An address of a page.
    Address,
    /// A colour.
    Colour,
    /// A day.
    Date,
    /// A day, with or without a time.
    Moment,
    /// A whole number, from and to.
    Whole(i64, i64),
    /// Yes or no.
    Flag,
    /// One of these.
    Choice(Options),
    /// One of these or none. `true` and `false` are yes and no.
    Maybe(Options),
    /// Any of these.
    Ticks(Options),
    /// Some of these, in an order that counts; at most so many.
    Ordered(Source, usize),
    /// A text in each of the site's languages.
    Localized,
    /// A text of several lines in each of the site's languages; Markdown.
    Markdown,
    /// The name in the configuration, made from the field with this key where it is empty.
    Id(&'static str),
    /// The name of one thing, or none.
    One(Source),
    /// The names of any things.
    Any(Source),
    /// One a line.
    Lines,
    /// Some words with commas between them.
    Tags,
    /// Days, one after the other.
    Dates,
    /// One a line, in each of the site's languages.
    Phrasings,
    /// Hours of a day.
    Times,
    /// A length of time; whether days can be said.
    Goal(bool),
    /// `name: value`, one a line.
    Pairs,
    /// `name: value, value`, one a line.
    Lists,
    /// Things in a list, filled in where they stand.
    Rows(&'static Rows),
    /// More fields that are always there.
    Group(&'static [Field]),
    /// More fields that are there or not.
    Part(&'static [Field]),
    /// Nothing to fill in: an action of its own changes it.
    Kept,
    /// The interface's own words, by language and name.
    Texts,
}

/// A list inside a form.
pub struct Rows {
    /// The fields of one, their keys counted from its own root.
    pub fields: &'static [Field],
    /// What one is called.
    pub one: Words,
    /// Label of the button that adds one.
    pub add: Words,
    /// What a new one begins with, JSON.
    pub initial: &'static str,
}

/// Where choices come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// FAQs.
    Faqs,
    /// Categories of FAQs.
    Categories,
    /// Topics.
    Topics,
    /// Teams.
    Teams,
    /// Agents.
    Agents,
    /// Service levels.
    Policies,
    /// The site's languages.
    Languages,
    /// Languages anybody may write in.
    Tongues,
    /// Surveys, the owner's own included.
    Surveys,
    /// Events endpoints may ask for.
    Events,
    /// Ways to be answered.
    AnswerBy,
    /// Steps of the same conversation.
    Steps,
    /// Time zones.
    Zones,
}

const fn field(key: &'static str, kind: Kind, label: Words) -> Field {
    Field {
        key,
        label,
        help: ["", ""],
        needed: false,
        kind,
    }
}

impl Field {
    const fn help(mut self, words: Words) -> Self {
        self.help = words;
        self
    }

    const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }
}
