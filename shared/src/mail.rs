//! Mails: one folder each, one Markdown file a language with the subject as its heading. What is
//! sent, to whom and why comes in as a [`Matter`]; nothing here reads, sends or keeps anything.

mod facts;
mod headers;
mod look;
mod render;
mod template;
mod words;

use jiff::Timestamp;
use mail_builder::{
    MessageBuilder,
    headers::{date::Date, message_id::MessageId, raw::Raw, text::Text as HeaderText},
};

pub use headers::ascii;
pub use template::{MAX_TEMPLATE, faults, lists};

use crate::{
    address::EmailAddress,
    event::Event,
    id::Slug,
    job::MailKind,
    key::SiteKey,
    site::Site,
    sla::Target,
    ticket::{Message, Ticket, Visibility},
};
use facts::Facts;

/// A mail ready to be handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// The envelope's sender.
    pub from: EmailAddress,
    /// The envelope's recipients.
    pub to: Vec<EmailAddress>,
    /// Its Message-ID, without angles: the next mails of the thread refer to it.
    pub message_id: String,
    /// The message, RFC 5322.
    pub raw: Vec<u8>,
}

/// What a mail is written from.
#[derive(Clone, Copy, Debug)]
pub struct Matter<'a> {
    /// The site's id.
    pub site_id: &'a str,
    /// The site that writes.
    pub site: &'a Site,
    /// The site's key: reply addresses, Message-IDs and links are made with it.
    pub key: &'a SiteKey,
    /// The ticket it is about, as it is now; none where it is about none, or is kept no more.
    pub ticket: Option<&'a Ticket>,
    /// The message it is about; the first one for acknowledgement, notification and assignment,
    /// the customer's last one for an alert.
    pub message: Option<&'a Message>,
    /// Why it is written.
    pub event: &'a Event,
    /// The Message-IDs of the thread, oldest first, with or without angles; ours to the other side
    /// are passed over.
    pub earlier: &'a [String],
    /// The origin of our pages, such as `https://care.example`.
    pub own: &'a str,
    /// FAQs that may already help, for an acknowledgement.
    pub suggestions: &'a [Slug],
    /// Names of the files that go with the message.
    pub files: &'a [String],
    /// To whom it goes.
    pub to: &'a EmailAddress,
    /// The delivery's id, the same over all attempts; the Message-ID is made of it.
    pub delivery_id: &'a str,
    /// When it is sent.
    pub now: Timestamp,
}

/// Writes a mail; none where there is nothing to say any more, because the request is erased,
/// turned out to be spam, went to somebody else, or was answered in time after all.
pub fn write(kind: MailKind, matter: Matter<'_>) -> Option<Mail> {
    let Matter { site, now, to, .. } = matter;
    // The customer reads their own language, the team the site's first.
    let asked_in = facts::asked_in(&matter);
    let lang = match (kind.to_customer(), matter.ticket) {
        (true, Some(ticket)) => &ticket.lang,
        (true, None) => asked_in.as_ref().or(site.default_lang())?,
        _ => site.default_lang()?,
    };
    let facts = Facts::new(&matter, kind, lang);
    if !is_due(&facts) {
        return None;
    }
    let template = template::template(site, kind, lang);
    let accent = &site.appearance.accent;
    let written = render::render(
        template.markdown,
        &|name| facts.value(name),
        accent,
        template.dir == "rtl",
    );
    let html = look::document(&look::Page {
        lang: template.lang,
        dir: template.dir,
        accent,
        title: &written.subject,
        site: &site.name,
        body: &written.html,
    });
    let author = facts.author().filter(|_| kind == MailKind::Reply);
    let message_id = headers::message_id(kind, &matter);
    let mut builder = MessageBuilder::new()
        .message_id(message_id.clone())
        .date(Date::new(now.as_second()))
        .from(headers::from(&matter, author))
        .to(headers::address(None, to))
        .subject(HeaderText::new(headers::header_text(&written.subject)))
        .header("Content-Language", Raw::new(template.lang.to_owned()))
        .text_body(written.text)
        .html_body(html);
    if let Some(reply_to) = headers::reply_to(kind, &matter) {
        builder = builder.reply_to(reply_to);
    }
    let references = headers::references(kind, &matter);
    if let Some(last) = references.last() {
        builder = builder
            .in_reply_to(MessageId::new((*last).to_owned()))
            .references(MessageId::new_list(
                references.iter().map(|id| (*id).to_owned()),
            ));
    }
    if let Some(automatic) = headers::auto_submitted(kind) {
        builder = builder
            .header("Auto-Submitted", Raw::new(automatic))
            .header("X-Auto-Response-Suppress", Raw::new("All"));
    }
    Some(Mail {
        from: site.mail.from.address.clone(),
        to: vec![to.clone()],
        message_id,
        raw: builder.write_to_vec().ok()?,
    })
}

/// What a mail to the team would say: subject and text; none where there is nothing to say.
pub fn read(kind: MailKind, matter: Matter<'_>) -> Option<(String, String)> {
    let lang = matter.site.default_lang()?;
    let facts = Facts::new(&matter, kind, lang);
    let template = template::template(matter.site, kind, lang);
    let written = render::render(
        template.markdown,
        &|name| facts.value(name),
        &matter.site.appearance.accent,
        template.dir == "rtl",
    );
    is_due(&facts).then_some((written.subject, written.text))
}

/// Whether there still is something to say.
fn is_due(facts: &Facts<'_>) -> bool {
    let matter = facts.matter;
    if !facts.kind.is_about_request() {
        return true;
    }
    let Some(ticket) = matter.ticket else {
        return false;
    };
    let said = matter.message.filter(|m| !m.text.trim().is_empty());
    match facts.kind {
        // Whoever is erased is not written to.
        MailKind::Acknowledgement => {
            said.is_some() && ticket.email.is_some() && ticket.spam.is_empty()
        }
        MailKind::Notification | MailKind::CustomerReply => {
            said.is_some() && ticket.spam.is_empty()
        }
        // A note among the team never goes out.
        MailKind::Reply => {
            ticket.email.is_some() && said.is_some_and(|m| m.visibility == Visibility::Public)
        }
        MailKind::Assignment => {
            let to = matter
                .event
                .data
                .pointer("/to/owner")
                .and_then(|v| v.as_str());
            to == ticket.owner.as_ref().map(Slug::as_str)
        }
        MailKind::SlaAlert => {
            !ticket.status.is_done()
                && match facts.target() {
                    Some(Target::FirstResponse) => ticket.first_reply_at.is_none(),
                    Some(Target::NextResponse) => ticket.waiting_since.is_some(),
                    Some(Target::Resolution) | None => true,
                }
        }
        MailKind::EndpointDisabled
        | MailKind::RequestLink
        | MailKind::SignIn
        | MailKind::Invitation
        | MailKind::Weekly
        | MailKind::Test => true,
    }
}

#[cfg(test)]
mod tests;
