//! What is put into a mail, name by name: the names of `template` meet the matter here. A value
//! is worked out when a template asks for it, and is text, never markup.

use jiff::{Timestamp, tz::TimeZone};

use super::{
    Matter,
    headers::{lines, one_line},
    render::{Value, addressed},
    words::Words,
};
use crate::{
    contact::AnswerBy,
    event::Kind,
    html::escape,
    id::{Reference, Slug},
    job::MailKind,
    lang::{Lang, Locale},
    markdown, phrase,
    promise::Promise,
    sla::Target,
    text::{Catalogue, fill},
    ticket::{Origin, Priority, Ticket},
};

/// Longest text that stands for a subject, in characters.
const MAX_ABOUT: usize = 70;
/// What mail programs put before a subject when answering and forwarding.
const REPLY_MARKS: [&str; 9] = ["re", "r", "rif", "aw", "sv", "antw", "fwd", "fw", "i"];

/// A mail's matter with the words of its language.
pub(super) struct Facts<'a> {
    pub matter: &'a Matter<'a>,
    pub kind: MailKind,
    /// The reader's language.
    pub lang: &'a Lang,
    words: &'static Words,
    texts: Catalogue,
    zone: TimeZone,
}

impl<'a> Facts<'a> {
    pub fn new(matter: &'a Matter<'a>, kind: MailKind, lang: &'a Lang) -> Self {
        let locale = Locale::of(lang);
        Self {
            matter,
            kind,
            lang,
            words: Words::of(locale),
            texts: Catalogue::of(locale),
            zone: TimeZone::get(&matter.site.time_zone).unwrap_or(TimeZone::UTC),
        }
    }

    /// The value of a name; none where there is no such name in any mail.
    pub fn value(&self, name: &str) -> Option<Value> {
        if name == "site" {
            return Some(Value::Text(one_line(&self.matter.site.name)));
        }
        if self.kind == MailKind::EndpointDisabled {
            return self.of_endpoint(name).map(Value::Text);
        }
        let ticket = self.matter.ticket?;
        let block = match name {
            "message" => self.message(),
            "fields" => rows(ticket.fields.iter().map(|answer| {
                let (label, text) = (one_line(&answer.label), lines(&answer.text));
                let html = escape(&text).replace('\n', "<br>\n");
                (
                    format!("{label}: {text}"),
                    format!("{}: {html}", escape(&label)),
                )
            })),
            "faqs" => self.faqs(),
            "link" => Value::Link(self.page(ticket)),
            _ => {
                let text = self
                    .of_ticket(name, ticket)
                    .or_else(|| self.of_event(name))?;
                Value::Text(text)
            }
        };
        Some(block)
    }

    fn of_ticket(&self, name: &str, ticket: &Ticket) -> Option<String> {
        let pick =
            |words: &[&'static str], i: usize| words.get(i).copied().unwrap_or("").to_owned();
        let faq = |id: &Slug| match self.matter.site.faq(id.as_str()) {
            Some(faq) => faq
                .question
                .text(self.lang, &self.matter.site.languages)
                .to_owned(),
            None => id.to_string(),
        };
        Some(match name {
            "reference" => ticket.reference.to_string(),
            "about" => self.about(ticket),
            "topic" => self.topic(ticket),
            "name" => one_line(ticket.name.as_deref().unwrap_or("")),
            "customer" => self.customer(ticket),
            "promise" => self.promise(ticket),
            "care" => self.care(ticket),
            "how" => self.how(ticket),
            "who" => self.who(ticket),
            "agent" => self.author().unwrap_or_default().to_owned(),
            "via" => {
                let channel = self.matter.message.map_or(ticket.channel, |m| m.channel);
                let place = match channel {
                    Origin::Form => 0,
                    Origin::Api => 1,
                    Origin::Email => 2,
                    Origin::RequestPage => 3,
                };
                pick(&self.words.via, place)
            }
            "answerby" => {
                let way = match ticket.answer_by {
                    AnswerBy::Email => 0,
                    AnswerBy::Phone => 1,
                    AnswerBy::Whatsapp => 2,
                    AnswerBy::Chat => 3,
                };
                pick(&self.words.answer_by, way)
            }
            "window" => self.window(ticket),
            "email" => ticket
                .email
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            "phone" => ticket
                .phone
                .as_ref()
                .map_or("", |phone| phone.as_str())
                .to_owned(),
            "priority" => {
                let rank = match ticket.priority {
                    Priority::Low => 0,
                    Priority::Normal => 1,
                    Priority::High => 2,
                    Priority::Urgent => 3,
                };
                pick(&self.words.priority, rank)
            }
            "team" => self.team(ticket).unwrap_or_default().to_owned(),
            "owner" => self
                .agent(ticket.owner.as_ref())
                .unwrap_or_default()
                .to_owned(),
            "promised" => ticket
                .promise
                .as_ref()
                .map(|promise| self.moment(promise.by))
                .unwrap_or_default(),
            "page" => one_line(&ticket.page.url),
            "title" => one_line(&ticket.page.title),
            "referrer" => one_line(&ticket.page.referrer),
            "read" => ticket
                .faqs_seen
                .iter()
                .map(faq)
                .collect::<Vec<_>>()
                .join(" · "),
            "searches" => {
                let quoted = ticket.searches.iter().map(|s| format!("“{}”", one_line(s)));
                quoted.collect::<Vec<_>>().join(" · ")
            }
            "language" => ticket.lang.to_string(),
            "locale" => one_line(&ticket.device.locale),
            "timezone" => one_line(&ticket.device.time_zone),
            "browser" => one_line(&ticket.device.agent),
            "hint" => self.hint(ticket),
            _ => return None,
        })
    }

    /// What the event says besides the ticket.
    fn of_event(&self, name: &str) -> Option<String> {
        let data = &self.matter.event.data;
        let text = |pointer: &str| data.pointer(pointer).and_then(|v| v.as_str()).unwrap_or("");
        let due = text("/due_at").parse::<Timestamp>().ok();
        let left = due.map_or(0, |due| {
            due.as_second().saturating_sub(self.matter.now.as_second())
        });
        let target = || {
            let [first, next, resolution] = self.words.targets;
            match self.target() {
                Some(Target::FirstResponse) | None => first,
                Some(Target::NextResponse) => next,
                Some(Target::Resolution) => resolution,
            }
            .to_owned()
        };
        let is_late = left <= 0 || self.matter.event.kind == Kind::TicketSlaBreached;
        Some(match name {
            "note" => lines(text("/note")),
            "handover" => match text("/by/name") {
                "" => self.words.handed.to_owned(),
                who => fill(self.words.handed_by, &[("who", &one_line(who))]),
            },
            "state" => {
                let [late, soon] = self.words.states;
                if is_late { late } else { soon }.to_owned()
            }
            "target" => target(),
            "due" => due.map(|due| self.moment(due)).unwrap_or_default(),
            "late" => self.words.length(left),
            "alert" => {
                let sentence = if is_late {
                    self.words.was_due
                } else {
                    self.words.is_due
                };
                let due = due.unwrap_or(self.matter.now);
                fill(
                    sentence,
                    &[
                        ("target", &target()),
                        ("due", &self.moment(due)),
                        ("late", &self.words.length(left)),
                    ],
                )
            }
            _ => return None,
        })
    }

    fn of_endpoint(&self, name: &str) -> Option<String> {
        let data = &self.matter.event.data;
        let text = |key: &str| data.get(key).and_then(|v| v.as_str()).unwrap_or("");
        Some(match name {
            "endpoint" => one_line(text("endpoint")),
            // The path of such an address is often a secret of its own.
            "address" => url::Url::parse(text("url"))
                .ok()
                .map(|url| format!("{}/…", url.origin().ascii_serialization()))
                .unwrap_or_default(),
            "why" => {
                let [failing, gone] = self.words.endpoint;
                if text("reason") == "gone" {
                    gone
                } else {
                    failing
                }
                .to_owned()
            }
            "since" => text("failing_since")
                .parse::<Timestamp>()
                .map(|since| self.moment(since))
                .unwrap_or_default(),
            _ => return None,
        })
    }

    /// What is due, of an alert.
    pub fn target(&self) -> Option<Target> {
        let target = self.matter.event.data.get("target")?;
        serde_json::from_value(target.clone()).ok()
    }

    /// When the customer will hear: the promise that was made, while it can be kept; else what
    /// the hours tell. Nothing where they chose when to be called.
    fn promise(&self, ticket: &Ticket) -> String {
        if ticket.answer_by == AnswerBy::Phone && ticket.callback.is_some() {
            return String::new();
        }
        let now = self.matter.now;
        match self.promised(ticket) {
            Some(promise) => phrase::promise(promise, &self.texts, &self.zone, now, ""),
            None => phrase::expectation(&phrase::status(self.matter.site, now), &self.texts, now),
        }
    }

    fn promised<'t>(&self, ticket: &'t Ticket) -> Option<&'t Promise> {
        let now = self.matter.now;
        ticket.promise.as_ref().filter(|promise| promise.by > now)
    }

    /// Whose it is, where the promise does not say so already.
    fn care(&self, ticket: &Ticket) -> String {
        let who = self.who(ticket);
        let named = self
            .promised(ticket)
            .is_some_and(|p| p.who.as_ref() == Some(&who));
        match named && !self.promise(ticket).is_empty() {
            true => String::new(),
            false => fill(self.words.in_care, &[("who", &who)]),
        }
    }

    fn how(&self, ticket: &Ticket) -> String {
        let Some(phone) = &ticket.phone else {
            return String::new();
        };
        let window = self.window(ticket);
        let sentence = match (ticket.answer_by, window.is_empty()) {
            (AnswerBy::Phone, false) => self.words.we_call_then,
            (AnswerBy::Phone, true) => self.words.we_call,
            (AnswerBy::Whatsapp, _) => self.words.we_write,
            (AnswerBy::Email | AnswerBy::Chat, _) => "",
        };
        fill(sentence, &[("phone", phone.as_str()), ("window", &window)])
    }

    fn window(&self, ticket: &Ticket) -> String {
        let Some(window) = ticket.callback else {
            return String::new();
        };
        let (from, to) = (
            window.from.to_zoned(self.zone.clone()),
            window.to.to_zoned(self.zone.clone()),
        );
        let until = match from.date() == to.date() {
            true => format!("{}:{:02}", to.hour(), to.minute()),
            false => phrase::when(&to, &self.texts, self.matter.now),
        };
        let from = phrase::when(&from, &self.texts, self.matter.now);
        fill(self.words.window, &[("from", &from), ("to", &until)])
    }

    /// A moment past or to come, in words.
    fn moment(&self, at: Timestamp) -> String {
        let at = at.to_zoned(self.zone.clone());
        let today = self.matter.now.to_zoned(self.zone.clone()).date();
        let time = format!("{}:{:02}", at.hour(), at.minute());
        if at.date().tomorrow().is_ok_and(|day| day == today) {
            return fill(self.words.yesterday, &[("time", &time)]);
        }
        phrase::when(&at, &self.texts, self.matter.now)
    }

    /// What the request is about: the subject it came with, its topic, or what it begins with.
    fn about(&self, ticket: &Ticket) -> String {
        let subject = ticket
            .subject
            .as_deref()
            .map(|s| bare_subject(s, &ticket.reference));
        if let Some(subject) = subject.filter(|subject| !subject.is_empty()) {
            return subject;
        }
        let topic = self.topic(ticket);
        if !topic.is_empty() {
            return topic;
        }
        if self.kind.to_customer() {
            return self.words.your_request.to_owned();
        }
        let text = self.matter.message.map_or("", |message| &message.text);
        match beginning(text) {
            begins if begins.is_empty() => self.words.request.to_owned(),
            begins => begins,
        }
    }

    fn topic(&self, ticket: &Ticket) -> String {
        let site = self.matter.site;
        let topic = ticket.topic.as_ref().and_then(|id| site.topic(id.as_str()));
        topic
            .map_or("", |t| t.label.text(self.lang, &site.languages))
            .to_owned()
    }

    fn customer(&self, ticket: &Ticket) -> String {
        let name = ticket
            .name
            .as_deref()
            .map(one_line)
            .filter(|n| !n.trim().is_empty());
        name.or_else(|| ticket.email.as_ref().map(ToString::to_string))
            .or_else(|| ticket.phone.as_ref().map(|p| p.as_str().to_owned()))
            .unwrap_or_else(|| self.words.somebody.to_owned())
    }

    fn agent(&self, id: Option<&Slug>) -> Option<&'a str> {
        let agents = &self.matter.site.agents;
        let agent = agents.iter().find(|agent| Some(&agent.id) == id);
        agent.map(|agent| agent.name.as_str())
    }

    fn team(&self, ticket: &Ticket) -> Option<&'a str> {
        let teams = &self.matter.site.teams;
        let team = teams
            .iter()
            .find(|team| Some(&team.id) == ticket.team.as_ref());
        team.map(|team| team.name.as_str())
    }

    /// The name of who answers: a person where one has it.
    fn who(&self, ticket: &Ticket) -> String {
        let site = || self.matter.site.name.as_str();
        let name = self
            .agent(ticket.owner.as_ref())
            .or_else(|| self.team(ticket));
        one_line(name.unwrap_or_else(site))
    }

    /// The agent who wrote the message.
    pub fn author(&self) -> Option<&'a str> {
        self.agent(
            self.matter
                .message
                .and_then(|message| message.agent.as_ref()),
        )
    }

    fn hint(&self, ticket: &Ticket) -> String {
        let phone = ticket.phone.as_ref().map_or("", |phone| phone.as_str());
        match (&self.matter.site.mail.inbound, &ticket.email) {
            (Some(_), Some(_)) => self.words.answer_kept.to_owned(),
            (None, Some(_)) => self.words.answer_direct.to_owned(),
            (_, None) if !phone.is_empty() => fill(self.words.answer_call, &[("phone", phone)]),
            (_, None) => String::new(),
        }
    }

    fn own(&self) -> &'a str {
        self.matter.own.trim_end_matches('/')
    }

    /// The address of the request's own page.
    fn page(&self, ticket: &Ticket) -> String {
        let Matter { site_id, key, .. } = self.matter;
        let token = key.request_token(site_id, &ticket.reference, ticket.link_version);
        format!("{}/r/{token}", self.own())
    }

    /// Customers' words and mails stand as they were written; what an agent writes is Markdown.
    fn message(&self) -> Value {
        match self.matter.message {
            None => Value::Text(String::new()),
            Some(message) if self.kind == MailKind::Reply && message.channel != Origin::Email => {
                let (text, html) = markdown::to_mail(&message.text, self.own());
                Value::Block {
                    text: lines(&text),
                    html: format!("<div class=\"written\">{html}</div>\n"),
                }
            }
            Some(message) => Value::Text(lines(&message.text)),
        }
    }

    fn faqs(&self) -> Value {
        let Matter { site, site_id, .. } = self.matter;
        let (own, lang) = (self.own(), self.lang);
        rows(self.matter.suggestions.iter().filter_map(|id| {
            let faq = site.faq(id.as_str())?;
            let question = one_line(faq.question.text(lang, &site.languages));
            let address = format!("{own}/help/{site_id}/{id}?lang={lang}");
            let link = format!("<a href=\"{}\">{}</a>", escape(&address), escape(&question));
            Some((addressed(&question, &address), link))
        }))
    }
}

/// Rows, each as text and as HTML.
fn rows(rows: impl Iterator<Item = (String, String)>) -> Value {
    let mut text = Vec::new();
    let mut items = String::new();
    for (row, item) in rows {
        text.push(format!("- {}", row.replace('\n', "\n  ")));
        items.push_str(&format!("<li>{item}</li>"));
    }
    Value::Block {
        text: text.join("\n"),
        html: format!("<ul class=\"rows\">{items}</ul>\n"),
    }
}

/// How a text begins: the first words of its first line.
fn beginning(text: &str) -> String {
    let first = text
        .lines()
        .find(|line| !line.trim().is_empty())
        .unwrap_or("");
    let first = one_line(first.trim());
    if first.chars().count() <= MAX_ABOUT {
        return first;
    }
    let cut: String = first.chars().take(MAX_ABOUT).collect();
    let words = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{words}…")
}

/// A subject without the marks of answers and without our own reference, so that neither piles up.
fn bare_subject(subject: &str, reference: &Reference) -> String {
    let mut rest = subject.trim();
    loop {
        let marked = rest.split_once(':').filter(|(mark, _)| {
            let mark = mark.trim().to_ascii_lowercase();
            REPLY_MARKS.contains(&mark.as_str())
        });
        let ended = rest.strip_suffix(&format!("({reference})"));
        rest = match (marked, ended) {
            (Some((_, subject)), _) => subject.trim(),
            (None, Some(subject)) => subject.trim(),
            (None, None) => return one_line(rest),
        };
    }
}
