//! Mails: one folder each, one Markdown file a language with the subject as its heading. Values
//! are put in after the Markdown is read, so that nothing a customer writes is taken for markup,
//! and every mail has a text and an HTML part that say the same.

mod render;

use jiff::Timestamp;
use mail_builder::{
    MessageBuilder,
    headers::{address::Address, date::Date, raw::Raw, text::Text as HeaderText},
};

use crate::{
    address::{EmailAddress, Mailbox},
    job::MailKind,
    lang::Locale,
    phrase,
    site::Site,
    text::Catalogue,
    ticket::Ticket,
};

/// A mail ready to be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The envelope's sender.
    pub from: EmailAddress,
    /// The envelope's recipients.
    pub to: Vec<EmailAddress>,
    /// The message, RFC 5322.
    pub raw: Vec<u8>,
}

/// What a mail is written from.
#[derive(Clone, Copy, Debug)]
pub struct Matter<'a> {
    /// The site that writes.
    pub site: &'a Site,
    /// The ticket it is about.
    pub ticket: &'a Ticket,
    /// The customer's first message.
    pub message: &'a str,
    /// To whom it goes.
    pub to: &'a EmailAddress,
    /// The delivery's id, the same over all attempts; the Message-ID is made of it.
    pub delivery_id: &'a str,
    /// When it is sent.
    pub now: Timestamp,
}

fn template(kind: MailKind, locale: Locale) -> &'static str {
    match (kind, locale) {
        (MailKind::Acknowledgement, Locale::It) => include_str!("mail/acknowledgement/it.md"),
        (MailKind::Acknowledgement, Locale::En) => include_str!("mail/acknowledgement/en.md"),
        (_, Locale::It) => include_str!("mail/notification/it.md"),
        (_, Locale::En) => include_str!("mail/notification/en.md"),
    }
}

/// Writes a mail. None where there is nobody to send it to.
pub fn write(kind: MailKind, matter: Matter<'_>) -> Option<Mail> {
    let Matter {
        site,
        ticket,
        message,
        delivery_id,
        now,
        ..
    } = matter;
    let email = ticket.email.as_ref().map_or("", EmailAddress::as_str);
    let to = vec![matter.to.clone()];
    // The customer reads their own language, the team the site's first.
    let lang = match kind {
        MailKind::Acknowledgement => &ticket.lang,
        _ => site.default_lang()?,
    };
    let locale = Locale::of(lang);
    let texts = Catalogue::of(locale);
    let expectation = phrase::expectation(&phrase::status(site, now), &texts, now);
    let name = ticket
        .name
        .as_deref()
        .map(|n| format!(" {n}"))
        .unwrap_or_default();
    let topic = ticket
        .topic
        .as_ref()
        .and_then(|id| site.topic(id.as_str()))
        .map(|topic| format!(" · {}", topic.label.text(lang, &site.languages)))
        .unwrap_or_default();
    let written = render::render(
        template(kind, locale),
        &[
            ("reference", ticket.reference.as_str()),
            ("name", &name),
            ("customer", ticket.name.as_deref().unwrap_or(email)),
            ("email", email),
            ("expectation", &expectation),
            ("message", message),
            ("topic", &topic),
            ("lang", ticket.lang.as_str()),
            (
                "page",
                if ticket.page.url.is_empty() {
                    "–"
                } else {
                    &ticket.page.url
                },
            ),
            ("site", &site.name),
        ],
        &render::Look {
            lang: lang.as_str(),
            dir: lang.dir(),
            accent: &site.appearance.accent,
        },
    );
    let from = &site.mail.from;
    let domain = ascii_domain(from.address.domain());
    let mut builder = MessageBuilder::new()
        .message_id(format!("{delivery_id}@{domain}"))
        .date(Date::new(now.as_second()))
        .from(address(from))
        .to(Address::new_list(
            to.iter()
                .map(|a| Address::new_address(None::<&str>, ascii(a)))
                .collect(),
        ))
        .subject(HeaderText::new(one_line(&written.subject)))
        .header("Auto-Submitted", Raw::new(auto_submitted(kind)))
        .header("X-Auto-Response-Suppress", Raw::new("All"))
        .header("Content-Language", Raw::new(lang.as_str().to_owned()))
        .text_body(written.text)
        .html_body(written.html);
    if let (MailKind::Notification, Some(email)) = (kind, &ticket.email) {
        let name = ticket.name.as_deref().map(one_line);
        builder = builder.reply_to(Address::new_address(name, ascii(email)));
    }
    let raw = builder.write_to_vec().ok()?;
    Some(Mail {
        from: from.address.clone(),
        to,
        raw,
    })
}

/// RFC 3834: an acknowledgement answers a message, a notification answers none.
fn auto_submitted(kind: MailKind) -> &'static str {
    match kind {
        MailKind::Acknowledgement => "auto-replied",
        _ => "auto-generated",
    }
}

fn address(mailbox: &Mailbox) -> Address<'_> {
    Address::new_address(
        mailbox.name.as_deref().map(one_line),
        ascii(&mailbox.address),
    )
}

/// An address as mail servers know it: the domain in its ASCII form (IDNA).
pub fn ascii(address: &EmailAddress) -> String {
    match address.as_str().rsplit_once('@') {
        Some((local, domain)) => format!("{local}@{}", ascii_domain(domain)),
        None => String::new(),
    }
}

/// A header value that stays one line whatever a customer wrote.
fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(500)
        .collect()
}

fn ascii_domain(domain: &str) -> String {
    idna::domain_to_ascii(domain).unwrap_or_else(|_| "invalid".into())
}

#[cfg(test)]
mod tests;
