//! What is put into a mail, name by name: the names of `template` meet the matter here. A value
//! is worked out when a template asks for it, and is text, never markup.

mod about;
mod desk;
mod event;
mod request_link;
mod time;
mod week;

use jiff::tz::TimeZone;

use super::{
    Matter,
    headers::{lines, one_line},
    render::{Value, addressed},
    words::Words,
};
use crate::{
    contact::AnswerBy,
    html::escape,
    id::Slug,
    identity::Verified,
    job::MailKind,
    lang::{Lang, Locale},
    markdown,
    text::{Catalogue, fill},
    ticket::{Origin, Priority, Ticket},
};

pub(super) use request_link::asked_in;

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
            words: Words::of_site(matter.site, locale),
            texts: Catalogue::of_site(matter.site, lang),
            zone: matter.site.zone(),
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
        if self.kind == MailKind::RequestLink {
            return self.of_request_link(name);
        }
        if matches!(
            self.kind,
            MailKind::SignIn | MailKind::Invitation | MailKind::Test
        ) {
            return self.of_desk(name);
        }
        if self.kind == MailKind::Weekly {
            return self.of_week(name);
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
            "link" if self.kind.to_customer() => Value::Link(self.page(ticket)),
            "link" => Value::Link(self.on_desk(ticket)),
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
                    Origin::Phone => 4,
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
            "identity" => self.identity(ticket),
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
            "transcript" => ticket.transcript.clone(),
            "language" => ticket.lang.to_string(),
            "locale" => one_line(&ticket.device.locale),
            "timezone" => one_line(&ticket.device.time_zone),
            "browser" => one_line(&ticket.device.agent),
            "hint" => self.hint(ticket),
            _ => return None,
        })
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

    /// Whether the site's own server vouches for the customer.
    fn identity(&self, ticket: &Ticket) -> String {
        let Some(identity) = &ticket.identity else {
            return String::new();
        };
        let id = identity.external_id.as_deref().map(one_line);
        let [address, of_id, nothing] = self.words.identity;
        match (identity.verified, id) {
            (Some(Verified::Email), None) => address.to_owned(),
            (Some(Verified::Email), Some(id)) => format!("{address} · {id}"),
            (Some(Verified::ExternalId), id) => fill(of_id, &[("id", &id.unwrap_or_default())]),
            (None, Some(id)) => fill(nothing, &[("id", &id)]),
            (None, None) => String::new(),
        }
    }

    fn agent(&self, id: Option<&Slug>) -> Option<&'a str> {
        let agent = self.matter.site.agent(id?)?;
        Some(agent.name.as_str())
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
        format!("{}/r/{}", self.own(), key.token_of(site_id, ticket))
    }

    /// The address of the request on the desk: who opens it signs in.
    fn on_desk(&self, ticket: &Ticket) -> String {
        format!(
            "{}/desk/{}/t/{}",
            self.own(),
            self.matter.site_id,
            ticket.id
        )
    }

    /// Customers' words and mails stand as they were written; what an agent writes is Markdown.
    fn message(&self) -> Value {
        match self.matter.message {
            None => Value::Text(String::new()),
            Some(message) if self.kind == MailKind::Reply && message.channel != Origin::Email => {
                let (mut text, mut html) = markdown::to_mail(&message.text, self.own());
                if !self.matter.files.is_empty() {
                    let names: Vec<String> = self
                        .matter
                        .files
                        .iter()
                        .map(|name| one_line(name))
                        .collect();
                    let said = fill(self.words.files, &[("files", &names.join(", "))]);
                    html.push_str(&format!("<p>{}</p>\n", escape(&said)));
                    text = format!("{}\n\n{said}", text.trim_end());
                }
                Value::Block {
                    text: lines(&text),
                    html: format!("<div class=\"written\" dir=\"auto\">{html}</div>\n"),
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
