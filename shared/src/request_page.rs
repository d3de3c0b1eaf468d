//! The page of a customer's request: what they see of it and what they can do. It takes only what
//! they may read, so that whoever draws it has nothing else at hand; it draws nothing itself.

mod action;
mod conversation;
mod standing;
#[cfg(test)]
mod tests;

use jiff::{Timestamp, Zoned, tz::TimeZone};

pub use action::{Act, Action, MAX_COMMENT, Notice, score};
pub use conversation::{By, Entry, File, of_plain_text, size};
pub use standing::Standing;

use crate::{
    id::{Reference, Slug},
    lang::Locale,
    phrase,
    problem::FieldError,
    site::{Appearance, Site},
    text::{Catalogue, Text},
    ticket::{Author, Message, Ticket, Visibility},
};

/// What the page is made from.
#[derive(Clone, Copy, Debug)]
pub struct Matter<'a> {
    /// The token in the page's address.
    pub token: &'a str,
    /// The site's id.
    pub site_id: &'a str,
    /// The site.
    pub site: &'a Site,
    /// The request.
    pub ticket: &'a Ticket,
    /// All its messages, the oldest first.
    pub messages: &'a [Message],
    /// The files of its messages.
    pub attachments: &'a [Attachment<'a>],
    /// The rating the customer gave, 1–5.
    pub rated: Option<u8>,
    /// Whether they said why.
    pub explained: bool,
    /// The request this one was merged into.
    pub merged_into: Option<Other<'a>>,
    /// The closed request this one goes on with.
    pub follows: Option<Other<'a>>,
    /// The moment.
    pub now: Timestamp,
}

/// Another request of the same customer, with the token of its page.
#[derive(Clone, Copy, Debug)]
pub struct Other<'a> {
    /// Its reference.
    pub reference: &'a Reference,
    /// The token of its page.
    pub token: &'a str,
}

/// A file of a message.
#[derive(Clone, Copy, Debug)]
pub struct Attachment<'a> {
    /// The message it belongs to.
    pub message_id: &'a str,
    /// Its name, as it was sent.
    pub name: &'a str,
    /// Its size.
    pub bytes: u64,
    /// Where it is served from, for as long as the page may stay open.
    pub href: &'a str,
}

/// The page.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestPage {
    /// The token in its address.
    pub token: String,
    /// The site's id.
    pub site_id: String,
    /// The site's name.
    pub name: String,
    /// The interface's language.
    pub lang: String,
    /// The customer's language, for links to other pages.
    pub asked_in: String,
    /// The direction of its writing.
    pub dir: &'static str,
    /// The interface's texts.
    pub texts: Catalogue,
    /// The owner's colour.
    pub looks: Appearance,
    /// How it stands in a page of the site: `1`, `inline`, or empty where it is a page of its own.
    pub embed: String,
    /// Origins whose pages may show it; none means any.
    pub origins: Vec<String>,
    /// How many messages of the team there are.
    pub replies: u32,
    /// What people quote.
    pub reference: String,
    /// Where it stands, and what happens next.
    pub standing: Standing,
    /// The first name of who has it.
    pub who: Option<String>,
    /// When it was sent, in words.
    pub created: String,
    /// What it is about.
    pub topic: Option<String>,
    /// What else was asked, with the answers.
    pub answers: Vec<(String, String)>,
    /// The conversation, the oldest message first.
    pub messages: Vec<Entry>,
    /// The closed request it goes on with.
    pub follows: Option<Link>,
    /// The rating given, 1–5.
    pub rated: Option<u8>,
    /// What the customer can do.
    pub actions: Vec<Action>,
    /// What they are about to send.
    pub form: Form,
    /// What they just did.
    pub notice: Option<Notice>,
}

/// A link to another request's page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub href: String,
    /// What it says.
    pub text: String,
}

/// The forms as far as they are filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// The reply.
    pub text: String,
    /// The face chosen, 1–5: by an answer in a mail, or before something went wrong.
    pub score: Option<u8>,
    /// Why.
    pub comment: String,
    /// Makes sending twice the same as sending once; each form adds its action, as one key is
    /// for one body.
    pub key: String,
    /// What needs another look.
    pub errors: Vec<FieldError>,
    /// Trouble that is not about a field; may be empty.
    pub trouble: String,
}

impl RequestPage {
    /// The page of a request, its forms still empty: who answers sets `form` and `notice`.
    pub fn of(matter: Matter<'_>) -> Self {
        let Matter {
            site, ticket, now, ..
        } = matter;
        let speaker = Speaker {
            site,
            locale: Locale::of(&ticket.lang),
            texts: Catalogue::of_site(site, &ticket.lang),
            zone: site.zone(),
            now,
        };
        let rated = matter.rated.filter(|score| (1..=5).contains(score));
        let link = |other: Option<Other<'_>>, text: Text| other.map(|o| speaker.link(o, text));
        let topic = ticket.topic.as_ref();
        let topic = topic.and_then(|id| site.topic(id.as_str()));
        Self {
            token: matter.token.to_owned(),
            site_id: matter.site_id.to_owned(),
            name: site.name.clone(),
            lang: Locale::shown(&ticket.lang).to_owned(),
            asked_in: ticket.lang.to_string(),
            dir: Locale::of(&ticket.lang).dir(),
            looks: site.appearance.clone(),
            embed: String::new(),
            origins: site.origins.clone(),
            replies: replies(matter.messages),
            reference: ticket.reference.to_string(),
            standing: Standing {
                onward: link(matter.merged_into, Text::RequestGoOn),
                ..standing::of(ticket, &speaker)
            },
            who: speaker.first_name(ticket.owner.as_ref()),
            created: speaker.past(&ticket.created_at),
            topic: topic.map(|topic| topic.label.text(&ticket.lang, &site.languages).to_owned()),
            answers: ticket
                .fields
                .iter()
                .map(|answer| (answer.label.clone(), answer.text.clone()))
                .collect(),
            messages: conversation::of(matter.messages, matter.attachments, &speaker),
            follows: link(matter.follows, Text::RequestFollows),
            rated,
            actions: Action::ALL
                .into_iter()
                .filter(|action| action.is_open(ticket, rated.is_some(), matter.explained))
                .collect(),
            form: Form::default(),
            notice: None,
            texts: speaker.texts,
        }
    }

    /// The page of a request, in the same frame; `query` is empty or `name=value`.
    pub fn address(&self, token: &str, query: &str) -> String {
        let embed = match self.embed.as_str() {
            "" => String::new(),
            embed => format!("embed={embed}"),
        };
        let words = [embed.as_str(), query];
        let words: Vec<_> = words.into_iter().filter(|word| !word.is_empty()).collect();
        match words.is_empty() {
            true => format!("/r/{token}"),
            false => format!("/r/{token}?{}", words.join("&")),
        }
    }

    /// Whether the customer can do this.
    pub fn allows(&self, action: Action) -> bool {
        self.actions.contains(&action)
    }

    /// The title of the page. What just happened comes first, for it is what is read out first.
    pub fn title(&self) -> String {
        let news = match (&self.notice, self.form.is_fine()) {
            (_, false) => Some(self.texts.get(Text::ErrorSummary)),
            (Some(notice), true) => Some(self.notice_text(*notice)),
            (None, true) => None,
        };
        let news = news.map(|news| format!("{} · ", news.trim_end_matches('.')));
        let heading = self.texts.get(Text::RequestHeading);
        let news = news.unwrap_or_default();
        format!("{news}{heading} {} · {}", self.reference, self.name)
    }

    /// What is said after an action.
    pub fn notice_text(&self, notice: Notice) -> &str {
        self.texts.get(match notice {
            Notice::Replied => Text::NoticeReplied,
            Notice::Solved => Text::NoticeSolved,
            Notice::Reopened => Text::NoticeReopened,
            Notice::Rated if self.rated.is_some_and(|score| score < 3) => Text::NoticeRatedLow,
            Notice::Rated => Text::NoticeRated,
            Notice::Followed => Text::NoticeFollowed,
        })
    }
}

impl Form {
    /// Whether there is nothing that needs another look.
    pub fn is_fine(&self) -> bool {
        self.errors.is_empty() && self.trouble.is_empty()
    }
}

/// How many of these messages are the team's, for the customer to read.
pub fn replies(messages: &[Message]) -> u32 {
    let replies = messages.iter().filter(|message| {
        message.author == Author::Agent && message.visibility == Visibility::Public
    });
    u32::try_from(replies.count()).unwrap_or(u32::MAX)
}

/// What every sentence of the page is put together from.
struct Speaker<'a> {
    site: &'a Site,
    locale: Locale,
    texts: Catalogue,
    zone: TimeZone,
    now: Timestamp,
}

impl Speaker<'_> {
    fn say(&self, text: Text) -> String {
        self.texts.get(text).to_owned()
    }

    /// A sentence with a name in it, or the one for where there is none.
    fn say_who(&self, who: Option<&str>, named: Text, plain: Text) -> String {
        match who {
            Some(who) => self.texts.fill(named, &[("who", who)]),
            None => self.say(plain),
        }
    }

    /// A moment on the site's clock.
    fn local(&self, moment: Timestamp) -> Zoned {
        moment.to_zoned(self.zone.clone())
    }

    /// A kept moment in words; empty where it cannot be read.
    fn past(&self, at: &str) -> String {
        at.parse().map_or(String::new(), |moment| {
            phrase::past(&self.local(moment), &self.texts, self.now)
        })
    }

    /// The first name of an agent who is still in the configuration.
    fn first_name(&self, agent: Option<&Slug>) -> Option<String> {
        let id = agent?;
        let agent = self.site.agent(id)?;
        agent.name.split_whitespace().next().map(str::to_owned)
    }

    fn link(&self, other: Other<'_>, text: Text) -> Link {
        Link {
            href: format!("/r/{}", other.token),
            text: self
                .texts
                .fill(text, &[("reference", other.reference.as_str())]),
        }
    }
}
