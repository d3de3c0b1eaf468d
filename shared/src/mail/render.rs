//! A mail's Markdown into its subject, its text part and its HTML part. Values are put in after
//! the Markdown is read, so that nothing anybody writes in them is taken for markup.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::{
    look,
    template::{Stretch, heading, stretches},
};
use crate::{html::escape, markdown::links};

/// What stands in a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Text, possibly of several lines.
    Text(String),
    /// An address of ours.
    Link(String),
    /// A block of its own.
    Block {
        /// As text, its lines without an end.
        text: String,
        /// As HTML.
        html: String,
    },
}

impl Value {
    fn is_empty(&self) -> bool {
        match self {
            Self::Text(text) | Self::Link(text) | Self::Block { text, .. } => {
                text.trim().is_empty()
            }
        }
    }
}

/// A mail in its two forms.
pub(super) struct Written {
    /// The heading.
    pub subject: String,
    /// For readers of plain text.
    pub text: String,
    /// The content of the HTML document.
    pub html: String,
}

/// Gives the value of a name.
pub(super) type Values<'a> = dyn Fn(&str) -> Option<Value> + 'a;

/// Reads the template and puts the values in.
///
/// A paragraph, list item or quotation whose places are all empty is left out, unless one of them
/// is marked `{name?}`; so is a heading with nothing under it. What is empty takes the space
/// before it along. A paragraph that is one link is a button, one that is strong throughout stands
/// out, and what follows a rule is small.
///
/// In a language written from right to left, `isolate` keeps short values from turning the words
/// around them.
pub(super) fn render(template: &str, values: &Values<'_>, accent: &str, isolate: bool) -> Written {
    let (subject, body) = heading(template);
    let mut out = Parts {
        values,
        accent,
        isolate,
        open: vec![Frame::default()],
    };
    for event in TextMergeStream::new(Parser::new_ext(body, Options::empty())) {
        out.take(event);
    }
    let mut root = Frame::default();
    while let Some(frame) = out.open.pop() {
        root = frame;
    }
    if root.ruled {
        root.html.push_str("</div>\n");
    }
    Written {
        subject: line(subject, values),
        text: root.text.trim().to_owned() + "\n",
        html: root.html,
    }
}

/// Whether a value would be turned around among words written from right to left. A reference or
/// an address is not, and is copied without marks; an isolate does not reach beyond a line.
fn turns(text: &str) -> bool {
    let plain = text.bytes().all(|b| b.is_ascii_graphic()) && !text.starts_with('+');
    !plain && !text.contains('\n')
}

/// A line with its values, without markup.
fn line(template: &str, values: &Values<'_>) -> String {
    let mut line = String::new();
    for stretch in stretches(template) {
        match stretch {
            Stretch::Words(words) => line.push_str(words),
            Stretch::Place(name, _) => match values(name).filter(|value| !value.is_empty()) {
                Some(Value::Text(text) | Value::Link(text) | Value::Block { text, .. }) => {
                    line.push_str(&text);
                }
                None => line.truncate(line.trim_end_matches(' ').len()),
            },
        }
    }
    line
}

/// What is open, and what was written in it so far.
#[derive(Default)]
struct Frame {
    text: String,
    html: String,
    /// A line break that comes before what comes next.
    breaks: bool,
    /// Places that may not be empty, and how many of them are filled.
    places: (usize, usize),
    /// Whether an empty place is no reason to leave it out.
    stays: bool,
    /// A heading that waits for something under it, as text and as HTML.
    heading: Option<(String, String)>,
    /// A rule that waits for something under it; then, that there was one.
    rule: bool,
    ruled: bool,
    /// Inline markup that is open.
    inline: usize,
    /// The number of the next item; none where items have none.
    number: Option<u64>,
    /// The address of the open link.
    link: Option<String>,
}

impl Frame {
    fn is_left_out(&self) -> bool {
        let (places, filled) = self.places;
        (places > 0 && filled == 0 && !self.stays) || self.text.trim().is_empty()
    }

    /// Line breaks come only between things.
    fn breathe(&mut self) {
        if std::mem::take(&mut self.breaks) && !self.text.is_empty() {
            self.text.push('\n');
            self.html.push_str("<br>\n");
        }
    }

    fn say(&mut self, said: &str) {
        if said.is_empty() {
            return;
        }
        self.breathe();
        for (i, line) in said.split('\n').enumerate() {
            if i > 0 {
                self.text.push('\n');
                self.html.push_str("<br>\n");
            }
            self.text.push_str(line);
            self.html.push_str(&escape(line));
        }
    }

    /// Takes the space before an empty place away.
    fn close_up(&mut self) {
        for part in [&mut self.text, &mut self.html] {
            part.truncate(part.trim_end_matches(' ').len());
        }
    }

    /// Adds a block, and what waited for it.
    fn add(&mut self, text: &str, html: &str) {
        if std::mem::take(&mut self.rule) {
            let first = !std::mem::replace(&mut self.ruled, true);
            self.text.push_str("-- \n");
            self.html.push_str(if first {
                "<div class=\"small\">\n"
            } else {
                "<hr>\n"
            });
        }
        if let Some((text, html)) = self.heading.take() {
            self.text.push_str(&text);
            self.html.push_str(&html);
        }
        self.text.push_str(text);
        self.html.push_str(html);
    }
}

struct Parts<'a> {
    values: &'a Values<'a>,
    accent: &'a str,
    isolate: bool,
    open: Vec<Frame>,
}

impl Parts<'_> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Code(text) => self.fill(&text),
            Event::SoftBreak | Event::HardBreak => {
                if let Some(frame) = self.open.last_mut() {
                    frame.breaks = true;
                }
            }
            Event::Rule if self.open.len() == 1 => {
                if let Some(root) = self.open.last_mut() {
                    root.heading = None;
                    root.rule = true;
                }
            }
            _ => {}
        }
    }

    fn fill(&mut self, words: &str) {
        for stretch in stretches(words) {
            let value = match stretch {
                Stretch::Words(_) => None,
                Stretch::Place(name, _) => (self.values)(name).filter(|value| !value.is_empty()),
            };
            let Some(frame) = self.open.last_mut() else {
                return;
            };
            match stretch {
                Stretch::Words(words) => {
                    frame.say(words);
                    continue;
                }
                Stretch::Place(_, true) => frame.stays = true,
                Stretch::Place(..) => frame.places.0 = frame.places.0.saturating_add(1),
            }
            if value.is_some() {
                frame.places.1 = frame.places.1.saturating_add(1);
            }
            match value {
                Some(Value::Text(text)) if self.isolate && turns(&text) => {
                    frame.say(&format!("\u{2068}{text}\u{2069}"));
                }
                Some(Value::Text(text) | Value::Link(text)) => frame.say(&text),
                Some(Value::Block { text, html }) => self.block(&text, &html),
                None => frame.close_up(),
            }
        }
    }

    /// A block ends the paragraph it stands in; inside other markup it is only its text.
    fn block(&mut self, text: &str, html: &str) {
        let Some(frame) = self.open.last_mut() else {
            return;
        };
        if frame.inline > 0 {
            return frame.say(text);
        }
        let before_text = std::mem::take(&mut frame.text);
        let before_html = std::mem::take(&mut frame.html);
        frame.breaks = false;
        let mut whole = (String::new(), String::new());
        if !before_text.trim().is_empty() {
            whole.0 = format!("{}\n", before_text.trim_end());
            whole.1 = format!("<p>{}</p>\n", before_html.trim_end());
        }
        whole.0.push_str(text);
        whole.0.push_str("\n\n");
        whole.1.push_str(html);
        let depth = self.open.len();
        if let Some(parent) = self.open.get_mut(depth.saturating_sub(2)) {
            parent.add(&whole.0, &whole.1);
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::Heading { .. } | Tag::BlockQuote(_) | Tag::Item => {
                self.open.push(Frame::default());
            }
            Tag::List(number) => self.open.push(Frame {
                number,
                ..Frame::default()
            }),
            Tag::Strong => self.inline("<strong>"),
            Tag::Emphasis => self.inline("<em>"),
            Tag::Link {
                dest_url,
                link_type,
                ..
            } => self.link(&dest_url, link_type),
            _ => {}
        }
    }

    fn inline(&mut self, tag: &str) {
        if let Some(frame) = self.open.last_mut() {
            frame.breathe();
            frame.html.push_str(tag);
            frame.inline = frame.inline.saturating_add(1);
        }
    }

    /// Only our own addresses are put into a link: what a customer wrote leads nowhere.
    fn link(&mut self, address: &str, kind: pulldown_cmark::LinkType) {
        let stretches = stretches(address);
        let address = match stretches.as_slice() {
            [Stretch::Place(name, _)] => match (self.values)(name) {
                Some(Value::Link(address)) => Some(address),
                _ => None,
            },
            [Stretch::Words(words)] => links::link(kind, words).map(|link| link.address),
            _ => None,
        };
        let Some(frame) = self.open.last_mut() else {
            return;
        };
        frame.breathe();
        if matches!(stretches.as_slice(), [Stretch::Place(..)]) {
            let filled = address.as_ref().is_some_and(|address| !address.is_empty());
            frame.places.0 = frame.places.0.saturating_add(1);
            frame.places.1 = frame.places.1.saturating_add(usize::from(filled));
        }
        frame.inline = frame.inline.saturating_add(1);
        if let Some(address) = &address {
            frame
                .html
                .push_str(&format!("<a href=\"{}\">", escape(address)));
        }
        frame.link = address;
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.close_inline("</strong>"),
            TagEnd::Emphasis => self.close_inline("</em>"),
            TagEnd::Link => {
                let Some(frame) = self.open.last_mut() else {
                    return;
                };
                frame.inline = frame.inline.saturating_sub(1);
                if let Some(address) = frame.link.take() {
                    frame.html.push_str("</a>");
                    let told = address.trim_start_matches("mailto:");
                    if !frame.text.ends_with(told) {
                        frame.text = addressed(&frame.text, told);
                    }
                }
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item => self.close(tag),
            _ => {}
        }
    }

    fn close_inline(&mut self, tag: &str) {
        if let Some(frame) = self.open.last_mut() {
            frame.html.push_str(tag);
            frame.inline = frame.inline.saturating_sub(1);
        }
    }

    fn close(&mut self, tag: TagEnd) {
        let Some(frame) = self.open.pop() else {
            return;
        };
        let top = self.open.len() == 1;
        let Some(parent) = self.open.last_mut() else {
            return;
        };
        if frame.is_left_out() {
            return;
        }
        let text = frame.text.trim_end();
        let html = frame.html.trim_end();
        match tag {
            TagEnd::Heading(_) => {
                parent.heading = Some((format!("{text}\n"), format!("<h2>{html}</h2>\n")));
            }
            TagEnd::BlockQuote(_) => {
                let quoted: Vec<String> = text
                    .lines()
                    .map(|line| format!("> {line}").trim_end().to_owned())
                    .collect();
                let quoted = quoted.join("\n") + "\n\n";
                let html = format!("<blockquote dir=\"auto\">{html}</blockquote>\n");
                parent.add(&quoted, &html);
            }
            TagEnd::List(numbered) => {
                let html = match numbered {
                    true => format!("<ol>{html}</ol>\n"),
                    false => format!("<ul class=\"rows\">{html}</ul>\n"),
                };
                parent.add(&format!("{text}\n\n"), &html);
            }
            TagEnd::Item => {
                let mark = match &mut parent.number {
                    Some(number) => {
                        let mark = format!("{number}. ");
                        *number = number.saturating_add(1);
                        mark
                    }
                    None => "- ".to_owned(),
                };
                let indented = text.replace('\n', "\n  ");
                parent.add(&format!("{mark}{indented}\n"), &format!("<li>{html}</li>"));
            }
            _ => {
                let small = parent.rule || parent.ruled;
                let html = if top && !small {
                    standing_out(html, self.accent)
                } else {
                    format!("<p>{html}</p>\n")
                };
                parent.add(&format!("{text}\n\n"), &html);
            }
        }
    }
}

/// Words and the address they lead to, as text.
pub(super) fn addressed(words: &str, address: &str) -> String {
    let ended = words.ends_with(|c: char| c.is_ascii_punctuation());
    format!("{words}{} {address}", if ended { "" } else { ":" })
}

/// A paragraph that is one link is a button; one that is strong throughout is set apart.
fn standing_out(html: &str, accent: &str) -> String {
    let only = |open: &str, close: &str| {
        html.starts_with(open) && html.ends_with(close) && html.matches(open).count() == 1
    };
    if only("<a ", "</a>") {
        let button = html.replacen("<a ", &format!("<a {} ", look::button(accent)), 1);
        format!("<p>{button}</p>\n")
    } else if only("<strong>", "</strong>") {
        format!("<p class=\"reference\">{html}</p>\n")
    } else {
        format!("<p>{html}</p>\n")
    }
}
