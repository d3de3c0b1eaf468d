//! A customer's requests as they see them in a list: status in words, the last message, what is
//! new since they last looked.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::Place;
use crate::{
    lang::Lang,
    markdown, phrase,
    site::Site,
    text::{Catalogue, Text},
    ticket::{Author, Message, Origin, Status, Ticket},
};

/// Most requests looked at in one go.
pub const MAX_TOKENS: usize = 20;
/// Longest piece of a message shown, in characters.
const MAX_EXCERPT: usize = 120;

/// What a row is made from.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Brief {
    /// The token of its page.
    pub token: String,
    /// The request.
    pub ticket: Ticket,
    /// The last message the customer may read.
    pub last: Option<Message>,
    /// How many messages of the team the customer may read.
    pub replies: u32,
}

/// Where a request stands, for the customer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "RequestState"))]
pub enum State {
    /// The team is to act.
    Open,
    /// The customer is to answer.
    YourTurn,
    /// It is solved.
    Solved,
    /// It is closed, or goes on elsewhere.
    Closed,
}

impl State {
    /// The state of a request.
    pub fn of(ticket: &Ticket) -> Self {
        match ticket.status {
            _ if ticket.merged_into.is_some() => Self::Closed,
            Status::New | Status::Open | Status::OnHold => Self::Open,
            Status::WaitingOnCustomer => Self::YourTurn,
            Status::Resolved => Self::Solved,
            Status::Closed => Self::Closed,
        }
    }

    /// It in words.
    pub fn text(self) -> Text {
        match self {
            Self::Open => Text::StateOpen,
            Self::YourTurn => Text::StateYourTurn,
            Self::Solved => Text::StateSolved,
            Self::Closed => Text::StateClosed,
        }
    }
}

/// One request of the list, as the API gives it as well.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "RequestRow"))]
pub struct Row {
    /// The token of its page.
    pub token: String,
    /// The path of its page.
    pub request: String,
    /// What people quote.
    pub reference: String,
    /// What it is about.
    pub topic: Option<String>,
    /// Where it stands.
    pub status: State,
    /// That in words.
    pub status_text: String,
    /// How many messages of the team there are.
    pub replies: u32,
    /// Who wrote the last message: a first name, the site's name, or “you” in the reader's words.
    pub last_by: String,
    /// Its first words.
    pub last_text: String,
    /// When, in words.
    pub last_when: String,
    /// When, RFC 3339 in UTC.
    pub last_at: String,
}

impl Row {
    /// A row in a language.
    pub fn of(brief: &Brief, site: &Site, lang: &Lang, texts: &Catalogue, now: Timestamp) -> Self {
        let ticket = &brief.ticket;
        let topic = ticket.topic.as_ref();
        let topic = topic.and_then(|id| site.topic(id.as_str()));
        let zone = site.zone();
        let last = brief.last.as_ref();
        let at = last.map_or(&ticket.created_at, |message| &message.created_at);
        let status = State::of(ticket);
        Self {
            token: brief.token.clone(),
            request: format!("/r/{}", brief.token),
            reference: ticket.reference.to_string(),
            topic: topic.map(|topic| topic.label.text(lang, &site.languages).to_owned()),
            status,
            status_text: texts.get(status.text()).to_owned(),
            replies: brief.replies,
            last_by: last
                .map(|last| author(last, site, texts))
                .unwrap_or_default(),
            last_text: last.map(|last| excerpt(&plain(last))).unwrap_or_default(),
            last_when: at.parse::<Timestamp>().map_or(String::new(), |moment| {
                phrase::past(&moment.to_zoned(zone), texts, now)
            }),
            last_at: at.clone(),
        }
    }
}

fn author(message: &Message, site: &Site, texts: &Catalogue) -> String {
    if message.author == Author::Customer {
        return texts.get(Text::RequestYou).to_owned();
    }
    let agent = message.agent.as_ref().and_then(|id| site.agent(id));
    let first = agent.and_then(|agent| agent.name.split_whitespace().next());
    first.unwrap_or(&site.name).to_owned()
}

/// A message without marks: agents write Markdown, except where they write a mail.
fn plain(message: &Message) -> String {
    match (message.author, message.channel) {
        (Author::Agent, Origin::Api | Origin::Form | Origin::RequestPage | Origin::Phone) => {
            markdown::plain(&message.text)
        }
        _ => message.text.clone(),
    }
}

/// The first words of a message, on one line.
fn excerpt(text: &str) -> String {
    let mut words = String::new();
    let mut left = MAX_EXCERPT;
    for word in text.split_whitespace() {
        let room = left.saturating_sub(usize::from(!words.is_empty()));
        if !words.is_empty() && room > 0 {
            words.push(' ');
        }
        let long = word.chars().count();
        words.extend(word.chars().take(room));
        if long > room {
            words.push('…');
            break;
        }
        left = room.saturating_sub(long);
    }
    words
}

/// How the customer shows that requests are theirs, and how that went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Proof {
    /// By the tokens this device keeps: the page's script brings them.
    Device,
    /// A link was asked for, for this address; whether there are requests is not said.
    Asked(String),
    /// The address cannot be one.
    NoAddress(String),
    /// Too many links were asked for; what to say.
    Wait(String, String),
    /// A link was followed that shows them, once.
    Link(String),
    /// It was used before, or is too old.
    LinkOver,
    /// The link was used just now.
    Proven,
}

/// The page of a customer's requests.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestsPage {
    /// Where it stands.
    pub place: Place,
    /// How they are proven.
    pub proof: Proof,
    /// The requests, the newest first, each with how many messages of the team were seen.
    pub rows: Vec<(Row, u32)>,
}

impl RequestsPage {
    /// The title of the page.
    pub fn title(&self) -> String {
        let heading = self.place.texts.get(Text::RequestsHeading);
        format!("{heading} · {}", self.place.name)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::ticket;

    #[test]
    fn every_status_has_words_for_the_customer() {
        let mut ticket = ticket::sample();
        for (status, state) in [
            (Status::New, State::Open),
            (Status::OnHold, State::Open),
            (Status::WaitingOnCustomer, State::YourTurn),
            (Status::Resolved, State::Solved),
            (Status::Closed, State::Closed),
        ] {
            ticket.status = status;
            assert_eq!(State::of(&ticket), state);
        }
        ticket.status = Status::Open;
        ticket.merged_into = Some("tic_2".into());
        assert_eq!(State::of(&ticket), State::Closed, "it goes on elsewhere");
    }

    proptest! {
        #[test]
        fn an_excerpt_is_one_short_line(text in "(\\PC|[\n\t ]){0,200}") {
            let words = excerpt(&text);
            prop_assert!(words.chars().count() <= MAX_EXCERPT + 1, "{words}");
            prop_assert!(!words.contains(['\n', '\t']));
            let all: Vec<_> = text.split_whitespace().collect();
            let all = all.join(" ");
            prop_assert!(all.starts_with(words.trim_end_matches('…').trim_end()));
        }
    }
}
