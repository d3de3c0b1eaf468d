//! The conversation as the customer may read it: public messages of people, as safe HTML.
//! Notes, messages of the system and what agents' mails quote never get in here.

use super::{Attachment, Speaker};
use crate::{
    html::escape,
    lang::Locale,
    markdown::{self, links},
    ticket::{Author, Message, Origin, Visibility},
};

/// Who wrote a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum By {
    /// The customer.
    You,
    /// An agent, by first name.
    Agent(String),
    /// Somebody of the team whose name is not known.
    Site,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Who wrote it.
    pub by: By,
    /// When, in words.
    pub when: String,
    /// When, RFC 3339 in UTC.
    pub at: String,
    /// What, as HTML that may stand in a page as it is.
    pub html: String,
    /// What the customer's mail quoted, as such HTML.
    pub folded: Option<String>,
    /// Its files.
    pub files: Vec<File>,
}

/// A file of a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its name.
    pub name: String,
    /// Its size in words: “1,2 MB”.
    pub size: String,
    /// Where it is served from.
    pub href: String,
}

/// What of these messages the customer may read.
pub(super) fn of(
    messages: &[Message],
    attachments: &[Attachment<'_>],
    speaker: &Speaker<'_>,
) -> Vec<Entry> {
    let entry = |message: &Message| {
        let by = match (message.visibility, message.author) {
            (Visibility::Internal, _) | (_, Author::System) => return None,
            (Visibility::Public, Author::Customer) => By::You,
            (Visibility::Public, Author::Agent) => speaker
                .first_name(message.agent.as_ref())
                .map_or(By::Site, By::Agent),
        };
        // Agents write Markdown, except where they write a mail.
        let html = match (&by, message.channel) {
            (By::You, _) | (_, Origin::Email) => of_plain_text(&message.text),
            _ => markdown::to_html(&message.text),
        };
        let folded = message.folded.as_deref().filter(|_| by == By::You);
        Some(Entry {
            when: speaker.past(&message.created_at),
            at: message.created_at.clone(),
            html,
            folded: folded.map(of_plain_text),
            files: attachments
                .iter()
                .filter(|file| file.message_id == message.id)
                .map(|file| File {
                    name: file.name.to_owned(),
                    size: size(file.bytes, speaker.locale),
                    href: file.href.to_owned(),
                })
                .collect(),
            by,
        })
    };
    messages.iter().filter_map(entry).collect()
}

/// Text as HTML: paragraphs, line ends and web addresses stay what they were meant as, all else
/// is text.
pub fn of_plain_text(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 32);
    let mut open = false;
    for line in text.trim().lines() {
        match (line.trim().is_empty(), open) {
            (true, true) => html.push_str("</p>"),
            (true, false) => continue,
            (false, true) => html.push_str("<br>"),
            (false, false) => html.push_str("<p>"),
        }
        open = !line.trim().is_empty();
        linked(line, &mut html);
    }
    if open {
        html.push_str("</p>");
    }
    html
}

fn linked(line: &str, html: &mut String) {
    let mut rest = line;
    while let Some((before, address, after)) = links::bare_address(rest) {
        html.push_str(&escape(before));
        match links::safe(address) {
            Some(link) => html.push_str(&format!(
                r#"<a href="{}" rel="noopener noreferrer nofollow" target="_blank">{}</a>"#,
                escape(&link.address),
                escape(address)
            )),
            None => html.push_str(&escape(address)),
        }
        rest = after;
    }
    html.push_str(&escape(rest));
}

/// A size as people read it: whole kilobytes, from a megabyte on with a tenth.
pub fn size(bytes: u64, locale: Locale) -> String {
    let tenths = bytes / 100_000;
    let point = match locale {
        Locale::It | Locale::De | Locale::Fr | Locale::Es | Locale::Pt => ',',
        Locale::En | Locale::Ar | Locale::He => '.',
    };
    match bytes {
        ..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{}{point}{} MB", tenths / 10, tenths % 10),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn text_keeps_its_lines_and_addresses_and_nothing_else() {
        assert_eq!(
            of_plain_text("\nUno\ndue & <b>\n\n\n tre https://a.example/x?a=1&b=\"2. Fine\n"),
            "<p>Uno<br>due &amp; &lt;b&gt;</p><p> tre <a href=\"https://a.example/x?a=1&amp;b=\" \
             rel=\"noopener noreferrer nofollow\" target=\"_blank\">https://a.example/x?a=1&amp;b=</a>\
             &quot;2. Fine</p>"
        );
        assert_eq!(of_plain_text(" \n "), "");
    }

    #[test]
    fn sizes_are_rounded_for_people() {
        for (bytes, it, en) in [
            (0, "0 kB", "0 kB"),
            (1, "1 kB", "1 kB"),
            (999_000, "999 kB", "999 kB"),
            (1_250_000, "1,2 MB", "1.2 MB"),
            (10_000_000, "10,0 MB", "10.0 MB"),
        ] {
            assert_eq!(size(bytes, Locale::It), it);
            assert_eq!(size(bytes, Locale::En), en);
        }
    }

    proptest! {
        #[test]
        fn whatever_is_written_only_our_tags_come_out(text in "(\\PC|[\n<>&\"']|https://a|java){0,80}") {
            let mut html = of_plain_text(&text);
            for tag in ["<p>", "</p>", "<br>", "</a>"] {
                html = html.replace(tag, "");
            }
            for part in html.split('<').skip(1) {
                prop_assert!(part.starts_with("a href=\"http"), "{part}");
            }
        }
    }
}
