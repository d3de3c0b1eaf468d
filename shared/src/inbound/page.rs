//! HTML mail as lines of text: what is hidden, drawn or run is left out, links keep their address,
//! and what mail programs mark as quotation or signature is remembered for folding.

use std::collections::BTreeMap;

use html5gum::{StartTag, Token};

use super::lines::{Line, Mark, kept};
use crate::markdown::{DROPPED, is_block, tokens};

/// The most bytes of HTML that are read of a message.
pub(super) const HTML_LIMIT: usize = 2 * 1024 * 1024;
/// The most elements that are remembered as open.
const DEPTH_LIMIT: usize = 200;
/// The longest address that is shown beside a link's words.
const LINK_LIMIT: usize = 1_000;

const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Classes and ids of elements that hold a quotation, or what introduces one.
const QUOTING: [&str; 24] = [
    "gmail_quote",
    "gmail_attr",
    "gmail_extra_quote",
    "yahoo_quoted",
    "yahooquoted",
    "moz-cite-prefix",
    "moz-forward-container",
    "protonmail_quote",
    "tutanota_quote",
    "zmail_extra",
    "olk_src_body_section",
    "mail-editor-reference-message-container",
    "ms-outlook-mobile-reference-message",
    "quoted_body",
    "reply-intro",
    "wmquote",
    "uikit_blockquote",
    "gwquoted",
    "freebirdquote",
    "qt",
    "replyblock",
    "mailbox_quote",
    "cafequote",
    "hmquote",
];

/// Ids of elements after which all is quotation.
const BEFORE_QUOTE: [&str; 6] = [
    "appendonsend",
    "divrplyfwdmsg",
    "stopspelling",
    "zwchr",
    "ms-outlook-mobile-body-separator-line",
    "isforwardcontent",
];

/// Classes and ids of elements that hold a signature.
const SIGNING: [&str; 8] = [
    "gmail_signature",
    "moz-signature",
    "signature",
    "ms-outlook-mobile-signature",
    "protonmail_signature_block",
    "applemailsignature",
    "bloop_sign",
    "yahoo_signature",
];

/// The lines of an HTML text.
pub(super) fn lines(html: &str) -> Vec<Line> {
    let mut page = Page::default();
    for token in tokens(html) {
        match token {
            Token::StartTag(tag) => page.open(&tag),
            Token::EndTag(tag) => page.close(&String::from_utf8_lossy(&tag.name)),
            Token::String(words) => page.text(&String::from_utf8_lossy(&words)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    page.end_link();
    page.flush();
    page.lines
}

#[derive(Default)]
struct Element {
    name: String,
    hidden: bool,
    pre: bool,
    cited: bool,
    signing: bool,
    /// A quotation that holds no `blockquote` so far. What follows such a one within the element
    /// may be an answer written between the quotes.
    quoting: bool,
    /// The number of the next item of an ordered list.
    item: Option<u32>,
}

#[derive(Default)]
struct Page {
    lines: Vec<Line>,
    line: String,
    space: bool,
    mark: Mark,
    rest: bool,
    open: Vec<Element>,
    link: Option<(String, String)>,
}

/// Ids and classes as lower-case words, less what Outlook puts before those of others.
fn words(attributes: &BTreeMap<String, String>, name: &str) -> Vec<String> {
    let value = attributes.get(name).map(String::as_str).unwrap_or_default();
    let word = |word: &str| {
        let word = word.to_ascii_lowercase();
        word.trim_start_matches("x_").to_owned()
    };
    value.split_whitespace().take(20).map(word).collect()
}

impl Page {
    fn open(&mut self, tag: &StartTag<()>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        let attributes: BTreeMap<String, String> = tag
            .attributes
            .iter()
            .filter(|(_, value)| value.len() <= 4 * LINK_LIMIT)
            .map(|(name, value)| {
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                (text(name), text(value))
            })
            .collect();
        if matches!(name.as_str(), "p" | "li" | "td" | "th" | "tr")
            && self.open.last().is_some_and(|top| top.name == name)
        {
            self.close(&name);
        }
        let mut element = self.element(&name, &attributes);
        if element.quoting || element.signing || element.cited || is_block(&name) {
            self.paragraph(&name);
        }
        if element.cited {
            for outer in &mut self.open {
                outer.quoting = false;
            }
        }
        match name.as_str() {
            "a" => {
                self.end_link();
                self.link = attributes.get("href").map(|href| {
                    let href: String = href.chars().filter(|c| kept(*c)).collect();
                    (href.trim().to_owned(), String::new())
                });
            }
            "img" => self.image(&attributes),
            "hr" => {
                self.push("----------");
                self.flush();
            }
            "li" => {
                let list = self
                    .open
                    .iter_mut()
                    .rev()
                    .find(|e| e.name == "ol" || e.name == "ul");
                let sign = match list.and_then(|list| list.item.as_mut()) {
                    Some(number) => {
                        let sign = format!("{number}. ");
                        *number = number.saturating_add(1);
                        sign
                    }
                    None => "- ".to_owned(),
                };
                self.push(&sign);
            }
            "td" | "th" => self.space = true,
            _ => {}
        }
        if VOID.contains(&name.as_str())
            || (tag.self_closing && (name.contains(':') || name == "svg" || name == "math"))
        {
            return;
        }
        if self.open.len() < DEPTH_LIMIT {
            element.name = name;
            self.open.push(element);
        }
    }

    fn element(&mut self, name: &str, attributes: &BTreeMap<String, String>) -> Element {
        let classes = words(attributes, "class");
        let ids = words(attributes, "id");
        let has = |list: &[&str]| {
            let mut names = classes.iter().chain(&ids);
            names.any(|name| list.contains(&name.as_str()))
        };
        let style: String = attributes
            .get("style")
            .map(|style| style.to_ascii_lowercase())
            .unwrap_or_default()
            .split_whitespace()
            .collect();
        let outlook_line =
            style.contains("border-top:solid#b5c4df") || style.contains("border-top:solid#e1e1e1");
        if outlook_line || ids.iter().any(|id| BEFORE_QUOTE.contains(&id.as_str())) {
            self.flush();
            self.rest = true;
        }
        // Gmail indents a paragraph with a blockquote that has no border.
        let indents = style.contains("border:none")
            && !style.contains("border-left")
            && !attributes.contains_key("type")
            && classes.is_empty();
        Element {
            hidden: DROPPED.contains(&name)
                || attributes.contains_key("hidden")
                || style.contains("display:none")
                || style.contains("visibility:hidden")
                || style.contains("mso-hide:all"),
            pre: name == "pre",
            cited: name == "blockquote" && !indents,
            quoting: name != "blockquote" && has(&QUOTING),
            signing: has(&SIGNING),
            item: (name == "ol").then_some(1),
            name: String::new(),
        }
    }

    fn close(&mut self, name: &str) {
        if name == "a" {
            self.end_link();
        }
        // A cell's content closes nothing outside of the cell.
        let cell = |e: &Element| matches!(e.name.as_str(), "td" | "th" | "table");
        let table = matches!(
            name,
            "table" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot"
        );
        let mut found = None;
        for (at, element) in self.open.iter().enumerate().rev() {
            if element.name == name {
                found = Some(at);
                break;
            }
            if cell(element) && (!table || element.name == "table") {
                break;
            }
        }
        let marked = found
            .and_then(|at| self.open.get(at..))
            .is_some_and(|closed| closed.iter().any(|e| e.quoting || e.signing || e.cited));
        if marked || is_block(name) {
            self.paragraph(name);
        }
        if let Some(at) = found {
            self.open.truncate(at);
        }
    }

    /// Ends the line where there is one, and leaves an empty one around paragraphs.
    fn paragraph(&mut self, name: &str) {
        let had = !self.line.is_empty();
        if had || name == "br" {
            self.flush();
        }
        let apart = matches!(
            name,
            "p" | "blockquote"
                | "ul"
                | "ol"
                | "table"
                | "pre"
                | "h1"
                | "h2"
                | "h3"
                | "h4"
                | "h5"
                | "h6"
        );
        if apart && self.lines.last().is_some_and(|last| !last.is_blank()) {
            let mark = self.lines.last().map(|last| last.mark).unwrap_or_default();
            let mark = if mark == Mark::Rest { Mark::None } else { mark };
            self.lines.push(Line {
                text: String::new(),
                mark,
            });
        }
        self.space = false;
    }

    fn image(&mut self, attributes: &BTreeMap<String, String>) {
        let alt = attributes
            .get("alt")
            .map(|alt| alt.trim())
            .unwrap_or_default();
        if !alt.is_empty() {
            self.text(&format!("[{alt}]"));
        }
    }

    fn end_link(&mut self) {
        let Some((href, words)) = self.link.take() else {
            return;
        };
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown = |href: &str| {
            let bare = |text: &str| {
                let text = text.trim_end_matches('/').to_lowercase();
                let text = text
                    .strip_prefix("https://")
                    .or(text.strip_prefix("http://"))
                    .map(str::to_owned)
                    .unwrap_or(text);
                text.strip_prefix("www.").map(str::to_owned).unwrap_or(text)
            };
            bare(&words).contains(&bare(href))
        };
        let address = match href.split_once(':') {
            Some((scheme, _))
                if scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https") =>
            {
                href.as_str()
            }
            Some((scheme, address))
                if scheme.eq_ignore_ascii_case("mailto") || scheme.eq_ignore_ascii_case("tel") =>
            {
                address.split('?').next().unwrap_or_default()
            }
            _ => return,
        };
        if words.is_empty() || address.is_empty() || address.len() > LINK_LIMIT || shown(address) {
            return;
        }
        let space = std::mem::replace(&mut self.space, false);
        self.push(&format!(" ({address})"));
        self.space = space;
    }

    fn text(&mut self, text: &str) {
        if self.open.iter().any(|element| element.hidden) {
            return;
        }
        if let Some((_, words)) = &mut self.link {
            words.push_str(text);
        }
        let pre = self.open.iter().any(|element| element.pre);
        for c in text.chars() {
            if pre && c == '\n' {
                self.flush();
            } else if c.is_whitespace() && !(pre && c == ' ' && self.space) {
                self.space = true;
            } else if kept(c) {
                if self.space && !self.line.is_empty() && !self.line.ends_with(' ') {
                    self.line.push(' ');
                }
                self.space = false;
                self.begin();
                self.line.push(c);
            }
        }
    }

    fn push(&mut self, text: &str) {
        if self.open.iter().any(|element| element.hidden) {
            return;
        }
        self.begin();
        self.line.push_str(text);
    }

    /// What the markup says of the line whose first character comes.
    fn begin(&mut self) {
        if !self.line.is_empty() {
            return;
        }
        self.mark = if std::mem::take(&mut self.rest) {
            Mark::Rest
        } else if self.open.iter().any(|e| e.cited || e.quoting) {
            Mark::Quoted
        } else if self.open.iter().any(|e| e.signing) {
            Mark::Signature
        } else {
            Mark::None
        };
        let depth = self.open.iter().filter(|e| e.cited).count().min(20);
        self.line.push_str(&"> ".repeat(depth));
    }

    fn flush(&mut self) {
        self.space = false;
        let text = std::mem::take(&mut self.line);
        let mark = std::mem::take(&mut self.mark);
        self.lines.push(Line { text, mark });
    }
}
