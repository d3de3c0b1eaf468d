//! Makes Markdown from elsewhere stand on its own: raw HTML becomes Markdown (it would be dropped
//! when shown), and links whose address stands elsewhere in the file carry it themselves (a file
//! is cut into answers). All else stays as it was written.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, Tag, TagEnd};

use crate::markdown::{Piece, from_html, links, options, pieces};

/// A document's events with their places in it.
pub(super) type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

/// Reads a document, and finds where its link addresses are defined.
pub(super) fn parse(source: &str) -> (Events<'_>, Vec<Range<usize>>) {
    let parser = Parser::new_ext(source, options() | Options::ENABLE_HEADING_ATTRIBUTES);
    let definitions = parser
        .reference_definitions()
        .iter()
        .map(|(_, found)| found.span.clone());
    let definitions = definitions.collect();
    (parser.into_offset_iter().collect(), definitions)
}

/// Whether a single line break in the source is one for readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineBreaks {
    /// Lines are joined, as Markdown does.
    Join,
    /// Lines stay apart: in a spreadsheet's cell nobody breaks a line for the source's sake.
    Keep,
}

/// The most tags open at once in a paragraph; more are not meant for readers.
const MAX_OPEN: usize = 16;

/// The changes to a document, none within another.
#[derive(Debug, Default)]
pub(super) struct Rewrite {
    changes: Vec<(Range<usize>, String)>,
}

/// A tag or link that is open, and where the change at its beginning is recorded.
enum Open {
    Html {
        name: String,
        change: usize,
        signs: (&'static str, String),
    },
    Reference {
        content_end: usize,
        address: String,
    },
    Other,
}

impl Rewrite {
    pub fn of(
        source: &str,
        events: &Events,
        definitions: &[Range<usize>],
        breaks: LineBreaks,
    ) -> Self {
        let mut rewrite = Self::default();
        rewrite.changes.extend(
            definitions
                .iter()
                .map(|place| (place.clone(), String::new())),
        );
        let mut html: Vec<Open> = Vec::new();
        let mut marked: Vec<Open> = Vec::new();
        let mut depth = 0_usize;
        let mut in_table = false;
        for (event, place) in events {
            if let Some(Open::Reference { content_end, .. }) = marked.last_mut()
                && !matches!(event, Event::End(TagEnd::Link | TagEnd::Image))
            {
                *content_end = place.end.max(*content_end);
            }
            match event {
                Event::Start(Tag::HtmlBlock) => {
                    let raw = source.get(place.clone()).unwrap_or_default();
                    let markdown = from_html(raw);
                    let markdown = if depth > 0 {
                        markdown.replace('\n', " ")
                    } else {
                        markdown
                    };
                    let end = if raw.ends_with('\n') { "\n" } else { "" };
                    rewrite.change(place, format!("{markdown}{end}"));
                }
                Event::Start(
                    Tag::Link {
                        link_type,
                        dest_url,
                        ..
                    }
                    | Tag::Image {
                        link_type,
                        dest_url,
                        ..
                    },
                ) => {
                    let address = match link_type {
                        LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => Some(
                            links::safe(dest_url)
                                .map(|link| link.address)
                                .unwrap_or_default(),
                        ),
                        _ => None,
                    };
                    marked.push(match address {
                        Some(address) => Open::Reference {
                            content_end: place.start,
                            address,
                        },
                        None => Open::Other,
                    });
                }
                Event::End(TagEnd::Link | TagEnd::Image) => {
                    if let Some(Open::Reference {
                        content_end,
                        address,
                    }) = marked.pop()
                        && content_end > place.start
                    {
                        rewrite.change(&(content_end..place.end), format!("]({address})"));
                    }
                    if let Some(Open::Reference { content_end, .. }) = marked.last_mut() {
                        *content_end = place.end.max(*content_end);
                    }
                }
                Event::InlineHtml(tag) => rewrite.inline_html(tag, place, in_table, &mut html),
                Event::SoftBreak if breaks == LineBreaks::Keep => {
                    rewrite.change(place, "\\\n".to_owned());
                }
                Event::Start(Tag::Table(_)) => in_table = true,
                Event::End(TagEnd::Table) => in_table = false,
                Event::Start(Tag::BlockQuote(_) | Tag::List(_) | Tag::Item) => depth += 1,
                Event::End(TagEnd::BlockQuote(_) | TagEnd::List(_)) => {
                    depth = depth.saturating_sub(1)
                }
                Event::End(TagEnd::Item) => {
                    depth = depth.saturating_sub(1);
                    html.clear();
                }
                Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell) => {
                    html.clear()
                }
                _ => {}
            }
        }
        rewrite
    }

    fn change(&mut self, place: &Range<usize>, text: String) {
        self.changes.push((place.clone(), text));
    }

    /// Takes a part out.
    pub fn remove(&mut self, place: &Range<usize>) {
        self.change(place, String::new());
    }

    /// An element becomes Markdown once its end is found; a tag without its partner is dropped.
    fn inline_html(
        &mut self,
        tag: &str,
        place: &Range<usize>,
        in_table: bool,
        open: &mut Vec<Open>,
    ) {
        let change = self.changes.len();
        self.remove(place);
        match pieces(tag).into_iter().next() {
            Some(Piece::Open { name, .. }) if name == "br" => {
                self.set(change, if in_table { " " } else { "\\\n" });
            }
            Some(Piece::Open { name, .. }) if name == "img" => self.set(change, &from_html(tag)),
            Some(Piece::Open { name, attributes }) => {
                let signs = match name.as_str() {
                    "strong" | "b" => Some(("**", "**".to_owned())),
                    "em" | "i" => Some(("*", "*".to_owned())),
                    "code" | "kbd" => Some(("`", "`".to_owned())),
                    "a" => attributes
                        .get("href")
                        .and_then(|address| links::safe(address))
                        .map(|link| ("[", format!("]({})", link.address))),
                    _ => None,
                };
                if let Some(signs) = signs
                    && open.len() < MAX_OPEN
                {
                    open.push(Open::Html {
                        name,
                        change,
                        signs,
                    });
                }
            }
            Some(Piece::Close(closing)) => {
                let at = open
                    .iter()
                    .rposition(|open| matches!(open, Open::Html { name, .. } if *name == closing));
                if let Some(at) = at {
                    let partner = open.drain(at..).next();
                    if let Some(Open::Html {
                        change: begin,
                        signs: (before, after),
                        ..
                    }) = partner
                    {
                        self.set(begin, before);
                        self.set(change, &after);
                    }
                }
            }
            _ => {}
        }
    }

    fn set(&mut self, change: usize, text: &str) {
        if let Some((_, replacement)) = self.changes.get_mut(change) {
            text.clone_into(replacement);
        }
    }

    /// Puts the changes in order; to be called before the first [`apply`](Self::apply).
    pub fn sorted(mut self) -> Self {
        self.changes
            .sort_by_key(|(place, _)| (place.start, place.end));
        self
    }

    /// A part of the document with its changes made, without blank lines around it.
    pub fn apply(&self, source: &str, part: Range<usize>) -> String {
        let mut text = String::with_capacity(part.len());
        let mut at = part.start;
        let first = self
            .changes
            .partition_point(|(place, _)| place.start < part.start);
        for (place, replacement) in self.changes.get(first..).unwrap_or_default() {
            if place.end > part.end {
                break;
            }
            if place.start < at {
                continue;
            }
            text.push_str(source.get(at..place.start).unwrap_or_default());
            text.push_str(replacement);
            at = place.end;
        }
        text.push_str(source.get(at..part.end).unwrap_or_default());
        without_blank_edges(&text)
    }
}

/// Blank lines go, an indented first line stays: it may be code.
fn without_blank_edges(text: &str) -> String {
    let mut text = text.trim_end();
    while let Some((line, rest)) = text.split_once('\n')
        && line.trim().is_empty()
    {
        text = rest;
    }
    text.to_owned()
}

/// A whole answer, from a place where lines are broken for readers.
pub(super) fn tidy(answer: &str) -> String {
    let (events, definitions) = parse(answer);
    Rewrite::of(answer, &events, &definitions, LineBreaks::Keep)
        .sorted()
        .apply(answer, 0..answer.len())
}

/// How many links and pictures of an answer have an address without a site.
pub(super) fn relative_links(answer: &str) -> usize {
    let relative = |address: &str| {
        links::safe(address).is_some_and(|link| {
            let address = link.address;
            !link.external
                && !address.starts_with('#')
                && !address.starts_with("mailto:")
                && !address.starts_with("tel:")
        })
    };
    let links = Parser::new_ext(answer, options()).filter(|event| match event {
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            ..
        }) => *link_type != LinkType::Email && relative(dest_url),
        Event::Start(Tag::Image { dest_url, .. }) => relative(dest_url),
        _ => false,
    });
    links.count()
}
