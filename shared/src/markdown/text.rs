//! An answer as plain text: for mails, structured data and search.

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::blocks::{Blocks, Kind};
use super::{Piece, bounded, links, options, pieces, text_of_html};

/// An answer as plain text. Links read `text (address)`, pictures are their descriptions, lists
/// keep their marks. At most [`MAX_BYTES`](super::MAX_BYTES) are read.
pub fn to_text(source: &str) -> String {
    let mut page = Page {
        addresses: true,
        ..Page::default()
    };
    for event in Parser::new_ext(bounded(source), options()) {
        page.take(event);
    }
    page.flush();
    page.blocks.finish()
}

/// The words of a text in Markdown on one line, without addresses: a heading or question.
pub fn plain(source: &str) -> String {
    let mut page = Page::default();
    for event in Parser::new_ext(bounded(source), options()) {
        page.take(event);
    }
    page.flush();
    page.blocks
        .finish()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// What an agent wrote, for a mail from `own`: line breaks stay.
pub(super) fn to_mail(source: &str, own: &str) -> String {
    let mut page = Page {
        addresses: true,
        mail: Some(own.to_owned()),
        ..Page::default()
    };
    for event in Parser::new_ext(bounded(source), options()) {
        page.take(event);
    }
    page.flush();
    page.blocks.finish()
}

#[derive(Default)]
struct Page {
    blocks: Blocks,
    line: String,
    /// For each open link, where its text begins in `line` and where it leads.
    links: Vec<(usize, Option<String>)>,
    raw_html: Option<String>,
    addresses: bool,
    /// Our origin, where it is for a mail.
    mail: Option<String>,
    cells: usize,
}

impl Page {
    fn flush(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.blocks.write(line.trim());
    }

    fn take(&mut self, event: Event) {
        match event {
            Event::Text(text) | Event::Code(text) => match &mut self.raw_html {
                Some(raw) => raw.push_str(&text),
                None => self.line.push_str(&text),
            },
            Event::SoftBreak if self.mail.is_some() => self.line.push('\n'),
            Event::SoftBreak => self.line.push(' '),
            Event::HardBreak => self.line.push('\n'),
            Event::Html(html) => {
                if let Some(raw) = &mut self.raw_html {
                    raw.push_str(&html);
                }
            }
            Event::InlineHtml(tag) => {
                if matches!(pieces(&tag).first(), Some(Piece::Open { name, .. }) if name == "br") {
                    self.line.push('\n');
                }
            }
            Event::Rule => self.flush(),
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag) {
        match tag {
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let link = links::link(link_type, &dest_url);
                let link = match &self.mail {
                    Some(own) => link.and_then(|link| link.of(own)),
                    None => link,
                };
                self.links
                    .push((self.line.len(), link.map(|link| link.address)));
            }
            Tag::TableHead | Tag::TableRow => self.cells = 0,
            Tag::TableCell => {
                if self.cells > 0 {
                    self.line.push_str(" | ");
                }
                self.cells += 1;
            }
            Tag::HtmlBlock => {
                self.flush();
                self.raw_html = Some(String::new());
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.blocks.open_quote();
            }
            Tag::List(number) => {
                self.flush();
                self.blocks.open_list(number);
            }
            Tag::Item => {
                self.flush();
                self.blocks.open_item();
            }
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Table(_) => {
                self.flush()
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Link => self.end_link(),
            TagEnd::HtmlBlock => {
                let text = self
                    .raw_html
                    .take()
                    .map(|raw| text_of_html(&raw))
                    .unwrap_or_default();
                self.line.push_str(&text);
                self.flush();
            }
            // The rows of a table are the lines of one block.
            TagEnd::TableHead | TagEnd::TableRow => self.line.push('\n'),
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.blocks.close(Kind::Quote);
            }
            TagEnd::List(_) => {
                self.flush();
                self.blocks.close(Kind::List);
            }
            TagEnd::Item => {
                self.flush();
                self.blocks.close(Kind::Item);
            }
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::Table => {
                self.flush()
            }
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let Some((start, Some(address))) = self.links.pop() else {
            return;
        };
        if !self.addresses || address.starts_with('#') {
            return;
        }
        let told = address
            .strip_prefix("mailto:")
            .or_else(|| address.strip_prefix("tel:"));
        let told = told.unwrap_or(&address);
        let text = self.line.get(start..).unwrap_or_default().trim();
        if text.is_empty() {
            self.line.push_str(told);
        } else if text != told && text != address {
            self.line.push_str(&format!(" ({told})"));
        }
    }
}
