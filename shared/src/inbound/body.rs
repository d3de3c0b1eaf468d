//! What of a message's parts is its text, and what is attached. It takes no part for lost: what
//! is not text for readers becomes an attachment.

use std::borrow::Cow;

use super::charset::{self, Decode};
use super::content::{safe_name, safe_type};
use super::lines::{self, Flow, Line};
use super::page;
use super::parts::{Body, Part};
use super::quotation::{Folded, fold};

/// The most bytes of text that are folded and kept as text.
pub(super) const TEXT_LIMIT: usize = 200_000;

/// Something attached to a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// A name that is one component of a path, at most 120 characters.
    pub name: String,
    /// The declared type, `type/subtype` in lower case. It is the sender's word, nothing more.
    pub content_type: String,
    /// The content, decoded.
    pub bytes: Vec<u8>,
    /// The id by which the HTML shows it, without angle brackets.
    pub content_id: Option<String>,
    /// Whether it is meant to be shown within the text rather than beside it.
    pub inline: bool,
}

/// A text in one or both of its kinds.
#[derive(Default)]
struct Segment {
    plain: Option<Vec<Line>>,
    html: Option<String>,
}

/// What was gathered from the parts.
#[derive(Default)]
pub(super) struct Harvest {
    segments: Vec<Segment>,
    /// Bytes of plain text and of HTML that are kept as text so far.
    kept: (usize, usize),
    pub attachments: Vec<Attachment>,
    /// The content of `message/delivery-status`.
    pub status: Option<Vec<u8>>,
    /// The original message, or its header, that a report holds.
    pub original: Option<Vec<u8>>,
}

impl Harvest {
    /// Gathers a part and all within it.
    pub fn take(&mut self, part: &Part<'_, '_>, decode: Decode<'_>, related: bool) {
        let Body::Parts(parts) = &part.body else {
            return self.take_leaf(part, decode, related);
        };
        if part.kind.value != "multipart/alternative" {
            let related = part.kind.value == "multipart/related";
            for inner in parts {
                self.take(inner, decode, related);
            }
            return;
        }
        let before = std::mem::take(&mut self.segments);
        let mut both = Segment::default();
        for inner in parts {
            self.take(inner, decode, false);
            let segments = std::mem::take(&mut self.segments);
            if segments.iter().any(|segment| segment.html.is_some()) {
                let html = segments.iter().map(Segment::as_html).collect::<Vec<_>>();
                both.html
                    .get_or_insert_default()
                    .push_str(&html.join("<br>"));
            } else {
                let plain = segments.into_iter().filter_map(|segment| segment.plain);
                for lines in plain {
                    extend(both.plain.get_or_insert_default(), lines);
                }
            }
        }
        self.segments = before;
        self.segments.push(both);
    }

    fn take_leaf(&mut self, part: &Part<'_, '_>, decode: Decode<'_>, related: bool) {
        let kind = part.content_type();
        let name = part
            .disposition
            .text("filename", &part.header, decode)
            .or_else(|| part.kind.text("name", &part.header, decode))
            .filter(|name| !name.trim().is_empty());
        let bytes = part.bytes();
        let readable = matches!(kind, "text/plain" | "text/html" | "text/enriched" | "text");
        if readable && part.disposition.value != "attachment" && name.is_none() {
            self.take_text(&bytes, part, kind == "text/html", decode);
            return;
        }
        match kind {
            "message/delivery-status" | "message/global-delivery-status" => {
                self.status.get_or_insert_with(|| bytes.to_vec());
            }
            "message/rfc822" | "text/rfc822-headers" | "message/global" => {
                self.original.get_or_insert_with(|| {
                    bytes
                        .get(..bytes.len().min(64 * 1024))
                        .unwrap_or_default()
                        .to_vec()
                });
            }
            // The same once more, for watches and for one mail provider.
            "text/watch-html" | "text/x-amp-html" => return,
            _ => {}
        }
        let number = self.attachments.len().saturating_add(1);
        let content_id = part.header.get("content-id").map(|id| {
            let id = id.trim_matches(['<', '>', ' ']);
            id.chars()
                .filter(|c| !c.is_control())
                .take(200)
                .collect::<String>()
        });
        self.attachments.push(Attachment {
            name: safe_name(name.as_deref(), kind, number),
            content_type: safe_type(kind),
            inline: part.disposition.value == "inline" || (related && content_id.is_some()),
            content_id: content_id.filter(|id| !id.is_empty()),
            bytes: bytes.into_owned(),
        });
    }

    fn take_text(&mut self, bytes: &[u8], part: &Part<'_, '_>, html: bool, decode: Decode<'_>) {
        let declared = part.kind.get("charset").unwrap_or_default();
        let found = if html && declared.is_empty() {
            meta_charset(bytes)
        } else {
            None
        };
        let text = charset::decode(bytes, found.as_deref().unwrap_or(declared), decode);
        let start = text
            .trim_start()
            .get(..14)
            .unwrap_or_default()
            .to_ascii_lowercase();
        let html = html || start.starts_with("<html") || start == "<!doctype html";
        let (used, limit) = match html {
            true => (&mut self.kept.1, page::HTML_LIMIT),
            false => (&mut self.kept.0, TEXT_LIMIT),
        };
        let left = limit.saturating_sub(*used);
        *used = used.saturating_add(text.len());
        // Lines cost more memory than text: what is too long is not even taken apart.
        let text = if text.len() > left {
            let cut = text
                .get(..text.floor_char_boundary(left))
                .unwrap_or_default();
            let cut = format!("{cut}…");
            self.attach_text(text, html);
            cut
        } else {
            text
        };
        let flow = match (part.kind.get("format"), part.kind.get("delsp")) {
            (Some(format), delsp) if format.eq_ignore_ascii_case("flowed") => match delsp {
                Some(yes) if yes.eq_ignore_ascii_case("yes") => Flow::FlowedWithoutSpace,
                _ => Flow::Flowed,
            },
            _ => Flow::Fixed,
        };
        self.segments.push(match html {
            true => Segment {
                plain: None,
                html: Some(text),
            },
            false => Segment {
                plain: Some(lines::plain(&text, flow)),
                html: None,
            },
        });
    }

    fn attach_text(&mut self, text: String, html: bool) {
        let (name, content_type) = match html {
            true => ("message.html", "text/html"),
            false => ("message.txt", "text/plain"),
        };
        self.attachments.push(Attachment {
            name: name.to_owned(),
            content_type: content_type.to_owned(),
            bytes: text.into_bytes(),
            content_id: None,
            inline: false,
        });
    }

    /// The text, folded. What is over the limit is attached whole.
    pub fn fold(&mut self) -> Folded {
        let plain = self.lines(|segment| match &segment.plain {
            Some(lines) if !says_see_html(lines) || segment.html.is_none() => Cow::Borrowed(lines),
            _ => Cow::Owned(segment.html_lines()),
        });
        let folded = fold(&self.within_limit(plain));
        // Some plain parts have lost what tells quotation from words; their HTML has not.
        let both = |segment: &Segment| segment.plain.is_some() && segment.html.is_some();
        if folded.quoted.is_empty() && self.segments.iter().any(both) {
            let attached = self.attachments.len();
            let html = self.lines(|segment| match (&segment.html, &segment.plain) {
                (None, Some(lines)) => Cow::Borrowed(lines),
                _ => Cow::Owned(segment.html_lines()),
            });
            let html = fold(&self.within_limit(html));
            self.attachments.truncate(attached);
            if !html.quoted.is_empty() && !html.text.is_empty() {
                return html;
            }
        }
        folded
    }

    fn lines<'s>(&'s self, of: impl Fn(&'s Segment) -> Cow<'s, [Line]>) -> Vec<Line> {
        let mut all = Vec::new();
        for segment in &self.segments {
            extend(&mut all, of(segment).into_owned());
        }
        all
    }

    fn within_limit(&mut self, mut lines: Vec<Line>) -> Vec<Line> {
        // A little more than what was cut already, with the marks of where.
        let mut left = TEXT_LIMIT.saturating_add(4_000);
        let mut full = 0_usize;
        for line in &lines {
            if line.text.len() >= left {
                break;
            }
            left = left.saturating_sub(line.text.len()).saturating_sub(1);
            full = full.saturating_add(1);
        }
        if full == lines.len() {
            return lines;
        }
        self.attach_text(lines::joined(&lines), false);
        lines.truncate(full.saturating_add(1));
        if let Some(last) = lines.last_mut() {
            last.text.truncate(last.text.floor_char_boundary(left));
            last.text.push('…');
        }
        lines
    }
}

impl Segment {
    fn html_lines(&self) -> Vec<Line> {
        self.html.as_deref().map(page::lines).unwrap_or_default()
    }

    fn as_html(&self) -> Cow<'_, str> {
        match (&self.html, &self.plain) {
            (Some(html), _) => Cow::Borrowed(html),
            (None, Some(lines)) => {
                let lines = lines.iter().map(|line| crate::html::escape(&line.text));
                Cow::Owned(lines.collect::<Vec<_>>().join("<br>"))
            }
            (None, None) => Cow::Borrowed(""),
        }
    }
}

fn extend(all: &mut Vec<Line>, more: Vec<Line>) {
    if !all.is_empty() {
        all.push(Line::new(""));
    }
    all.extend(more);
}

/// Whether a plain part is empty or only says that there is HTML.
fn says_see_html(lines: &[Line]) -> bool {
    let text = lines::joined(lines).to_lowercase();
    let said = |words: &[&str]| words.iter().any(|word| text.contains(word));
    text.is_empty()
        || (text.len() < 400
            && said(&["html", "browser"])
            && said(&[
                "view",
                "support",
                "visualizz",
                "compatibil",
                "anzeig",
                "affich",
                "navegador",
                "ver este",
                "abilit",
            ]))
}

/// The encoding an HTML page names itself.
fn meta_charset(bytes: &[u8]) -> Option<String> {
    let head = bytes.get(..bytes.len().min(2_048))?;
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let (_, after) = head.split_once("charset=")?;
    let name = after.trim_start_matches(['"', '\'', ' ']);
    let name = name
        .split(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)))
        .next()?;
    (!name.is_empty()).then(|| name.to_owned())
}
