//! Answers are written in Markdown; this turns them into HTML for pages and into plain text for
//! mails, search and structured data. Whatever an answer contains, the HTML holds only the tags
//! and attributes written here: raw HTML never passes, and links go only to known schemes.

mod blocks;
mod from_html;
pub(crate) mod links;
mod page;
mod text;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

pub use from_html::from_html;
pub(crate) use from_html::{
    DROPPED, Piece, is_block, json_ld_scripts, pieces, text_of_html, tokens,
};
pub use page::Heading;
pub use text::{plain, to_text};

/// The most of an answer that is read, in bytes. The rest is cut off.
pub const MAX_BYTES: usize = 64 * 1024;

/// The syntax an answer may use beside CommonMark.
pub(crate) fn options() -> Options {
    Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH
}

fn bounded(source: &str) -> &str {
    source
        .get(..source.floor_char_boundary(MAX_BYTES))
        .unwrap_or(source)
}

/// Renders an answer as HTML that may stand in a page as it is.
///
/// Raw HTML loses its tags and keeps its text. Links lead to `http`, `https`, `mailto`, `tel` or
/// relative addresses, and those that leave the page open in a new tab; any other link is only
/// its text. Images are `https` or relative, else their description is shown. The highest heading
/// becomes `h3`, since the page has its title and the question above it. At most [`MAX_BYTES`]
/// are read.
pub fn to_html(source: &str) -> String {
    written(source, events(source, None))
}

/// Renders an answer like [`to_html`], with headings that can be gone to, which are listed, and
/// links to videos that look like what they are.
pub fn to_page(source: &str) -> (String, Vec<Heading>) {
    let mut events = events(source, None);
    let headings = page::number(&mut events);
    page::mark_videos(&mut events);
    (written(source, events), headings)
}

/// Renders what an agent wrote for a mail, as text and as HTML that say the same. Line breaks are
/// kept as they were typed; pictures are only their descriptions, since a mail must fetch nothing;
/// addresses on our own site become whole ones with `own`, our origin.
pub fn to_mail(source: &str, own: &str) -> (String, String) {
    (
        text::to_mail(source, own),
        written(source, events(source, Some(own))),
    )
}

fn events<'a>(source: &'a str, mail: Option<&'a str>) -> Vec<Event<'a>> {
    let events: Vec<Event> =
        pulldown_cmark::TextMergeStream::new(Parser::new_ext(bounded(source), options())).collect();
    let top = events
        .iter()
        .filter_map(|event| match event {
            Event::Start(Tag::Heading { level, .. }) => Some(*level as u8),
            _ => None,
        })
        .min()
        .unwrap_or(1);
    let mut page = Page {
        top,
        mail,
        ..Page::default()
    };
    for event in events {
        page.take(event);
    }
    page.events
}

fn written(source: &str, events: Vec<Event<'_>>) -> String {
    let mut html = String::with_capacity(source.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    html
}

/// The events of an answer on their way to HTML, and what is open at the moment.
#[derive(Default)]
struct Page<'a> {
    events: Vec<Event<'a>>,
    /// The highest heading level of the answer.
    top: u8,
    /// For each open link, whether it is shown as one.
    links: Vec<bool>,
    /// An image's address and the description gathered so far; images may stand in descriptions.
    image: Option<(Option<String>, String)>,
    images_open: usize,
    raw_html: Option<String>,
    in_code: bool,
    /// Our origin, where it is for a mail.
    mail: Option<&'a str>,
}

impl<'a> Page<'a> {
    fn take(&mut self, event: Event<'a>) {
        if self.image.is_some() {
            return self.describe_image(event);
        }
        match event {
            Event::Start(Tag::HtmlBlock) => self.raw_html = Some(String::new()),
            Event::Html(html) => {
                if let Some(raw) = &mut self.raw_html {
                    raw.push_str(&html);
                }
            }
            Event::End(TagEnd::HtmlBlock) => {
                let text = self
                    .raw_html
                    .take()
                    .map(|raw| text_of_html(&raw))
                    .unwrap_or_default();
                if !text.is_empty() {
                    self.events.push(Event::Start(Tag::Paragraph));
                    self.events.push(Event::Text(text.into()));
                    self.events.push(Event::End(TagEnd::Paragraph));
                }
            }
            Event::InlineHtml(tag) => {
                if matches!(pieces(&tag).first(), Some(Piece::Open { name, .. }) if name == "br") {
                    self.events.push(Event::HardBreak);
                }
            }
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                ..
            }) => {
                let link = links::link(link_type, &dest_url);
                let link = match self.mail {
                    Some(own) => link.and_then(|link| link.of(own)),
                    None => link,
                };
                self.links.push(link.is_some());
                if let Some(link) = link {
                    self.events.push(Event::InlineHtml(opening(&link).into()));
                }
            }
            Event::End(TagEnd::Link) => {
                if self.links.pop() == Some(true) {
                    self.events.push(Event::InlineHtml("</a>".into()));
                }
            }
            Event::Start(Tag::Image { dest_url, .. }) => {
                self.images_open = 1;
                let address = links::image(&dest_url).filter(|_| self.mail.is_none());
                self.image = Some((address, String::new()));
            }
            Event::Start(Tag::Heading { level, .. }) => {
                self.events.push(Event::Start(Tag::Heading {
                    level: self.demoted(level),
                    id: None,
                    classes: Vec::new(),
                    attrs: Vec::new(),
                }))
            }
            Event::End(TagEnd::Heading(level)) => {
                self.events
                    .push(Event::End(TagEnd::Heading(self.demoted(level))));
            }
            // Alignment would be written as a style attribute, which strict policies refuse.
            Event::Start(Tag::Table(columns)) => self.events.push(Event::Start(Tag::Table(
                columns
                    .iter()
                    .map(|_| pulldown_cmark::Alignment::None)
                    .collect(),
            ))),
            Event::Start(Tag::CodeBlock(_)) => {
                self.in_code = true;
                self.events
                    .push(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)));
            }
            Event::End(TagEnd::CodeBlock) => {
                self.in_code = false;
                self.events.push(Event::End(TagEnd::CodeBlock));
            }
            Event::SoftBreak if self.mail.is_some() => self.events.push(Event::HardBreak),
            Event::Text(text) if !self.in_code && self.links.is_empty() => self.link_bare(text),
            event => self.events.push(event),
        }
    }

    fn demoted(&self, level: HeadingLevel) -> HeadingLevel {
        match (level as u8).saturating_sub(self.top) {
            0 => HeadingLevel::H3,
            1 => HeadingLevel::H4,
            2 => HeadingLevel::H5,
            _ => HeadingLevel::H6,
        }
    }

    /// Inside an image every text belongs to its description.
    fn describe_image(&mut self, event: Event<'a>) {
        let Some((_, description)) = &mut self.image else {
            return;
        };
        match event {
            Event::Start(Tag::Image { .. }) => self.images_open += 1,
            Event::End(TagEnd::Image) => {
                self.images_open = self.images_open.saturating_sub(1);
                if self.images_open > 0 {
                    return;
                }
                match self.image.take() {
                    Some((Some(address), description)) => {
                        let tag = format!(
                            r#"<img src="{}" alt="{}" loading="lazy" decoding="async" referrerpolicy="no-referrer" />"#,
                            escaped(&address),
                            escaped(&description)
                        );
                        self.events.push(Event::InlineHtml(tag.into()));
                    }
                    Some((None, description)) => self.events.push(Event::Text(description.into())),
                    None => {}
                }
            }
            Event::Text(text) | Event::Code(text) => description.push_str(&text),
            Event::SoftBreak | Event::HardBreak => description.push(' '),
            _ => {}
        }
    }

    /// Addresses written out in the text are links too: that is how people paste them.
    fn link_bare(&mut self, text: pulldown_cmark::CowStr<'a>) {
        let mut rest: &str = &text;
        let mut found = false;
        while let Some((before, address, after)) = links::bare_address(rest) {
            found = true;
            let Some(link) = links::safe(address) else {
                break;
            };
            self.events.push(Event::Text(before.to_owned().into()));
            self.events.push(Event::InlineHtml(opening(&link).into()));
            self.events.push(Event::Text(address.to_owned().into()));
            self.events.push(Event::InlineHtml("</a>".into()));
            rest = after;
        }
        if found {
            let rest = rest.to_owned();
            self.events.push(Event::Text(rest.into()));
        } else {
            self.events.push(Event::Text(text));
        }
    }
}

fn opening(link: &links::Link) -> String {
    let leaves = match link.external {
        true => r#" rel="noopener noreferrer nofollow" target="_blank""#,
        false => "",
    };
    format!(r#"<a href="{}"{leaves}>"#, escaped(&link.address))
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            c => safe.push(c),
        }
    }
    safe
}
