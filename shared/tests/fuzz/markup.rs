//! Text that becomes markup: Markdown, HTML of others, files with questions.

use proptest::prelude::*;
use shared::{
    import::{Format, import, text_of, to_toml},
    inbound,
    markdown::{from_html, plain, to_html, to_mail, to_page, to_text},
    site::Site,
};

use super::corpus::{cases, damaged, kept, text, texts};

/// Elements that may stand in what we render.
const ELEMENTS: &[&str] = &[
    "a",
    "b",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
    "div",
    "span",
];
const EMPTY: &[&str] = &["br", "hr", "img"];
/// Attributes that may stand there.
const ATTRIBUTES: &[&str] = &[
    "href",
    "src",
    "alt",
    "title",
    "target",
    "rel",
    "start",
    "style",
    "class",
    "loading",
    "decoding",
    "referrerpolicy",
    "width",
    "height",
    "lang",
    "dir",
    // Headings that can be gone to, and links to videos.
    "id",
    "tabindex",
    "data-host",
];

/// Reads HTML as a browser reads what we may write: every element is a known one and closed where
/// it was opened, every attribute known and quoted, every address harmless.
pub fn check(html: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some((_, after)) = rest.split_once('<') {
        let mut quoted = false;
        let end = after
            .find(|c| {
                quoted ^= c == '"';
                c == '>' && !quoted
            })
            .unwrap_or_else(|| panic!("a tag without an end: {html}"));
        let tag = after[..end].trim_end_matches('/').trim_end();
        rest = &after[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(ELEMENTS.contains(&name), "<{name}>: {html}");
        if !EMPTY.contains(&name) {
            open.push(name);
        }
        check_attributes(attributes, html);
    }
    assert!(open.is_empty(), "{open:?} stay open: {html}");
}

fn check_attributes(attributes: &str, html: &str) {
    let mut rest = attributes.trim();
    while !rest.is_empty() {
        let (name, after) = rest
            .split_once("=\"")
            .unwrap_or_else(|| panic!("{rest}: {html}"));
        assert!(ATTRIBUTES.contains(&name), "{name}: {html}");
        let (value, after) = after.split_once('"').expect("a closed value");
        rest = after.trim_start();
        if name == "href" || name == "src" {
            let value = value.to_ascii_lowercase();
            let scheme = value.split(['/', '?', '#']).next().unwrap_or_default();
            if let Some((scheme, _)) = scheme.split_once(':') {
                assert!(
                    ["http", "https", "mailto", "tel"].contains(&scheme),
                    "{value}: {html}"
                );
            }
            // Nothing that a browser would read a scheme out of.
            assert!(
                !scheme.contains("&#") && !scheme.contains("&colon"),
                "{value}"
            );
            assert!(!value.chars().any(char::is_control), "{value:?}");
        }
    }
}

fn one_markdown(source: &str) {
    check(&to_html(source));
    check(&to_page(source).0);
    let (_, html) = to_mail(source, "https://care.example");
    check(&html);
    assert!(!html.contains("<img"), "{html}");
    let _ = to_text(source);
    let _ = plain(source);
    let _ = inbound::fold(source);
}

/// Foreign HTML ends as Markdown that renders harmlessly.
fn one_page(source: &str) {
    check(&to_html(&from_html(source)));
}

fn one_file(bytes: &[u8]) {
    let Ok(source) = text_of(bytes) else { return };
    for format in [Format::Markdown, Format::Csv, Format::Html] {
        match import(format, &source) {
            Ok(found) => {
                let toml = to_toml(&found, "it");
                // What is printed is for a configuration: it fits into one, but for what an owner
                // is told of.
                let whole = format!(
                    "name = \"x\"\nlanguages = [\"it\"]\ntime_zone = \"Europe/Rome\"\n{toml}\n[mail]\nfrom = \"a@b.example\"\n"
                );
                if let Err(errors) = Site::from_toml(&whole) {
                    assert!(
                        errors.iter().all(|e| !e.key.is_empty()),
                        "{errors:?}\n{whole}"
                    );
                }
                for faq in &found.faqs {
                    check(&to_html(&faq.answer));
                }
            }
            Err(error) => assert!(error.to_string().len() > 15),
        }
    }
}

#[test]
fn everything_kept_is_rendered_or_refused() {
    for kind in ["markdown", "html", "import"] {
        for raw in kept(kind) {
            one_file(&raw);
            let source = text(raw);
            one_markdown(&source);
            one_page(&source);
        }
    }
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn any_markdown_is_harmless(source in texts(kept("markdown"))) {
        one_markdown(&source);
    }

    #[test]
    fn any_page_is_harmless(source in texts(kept("html"))) {
        one_page(&source);
    }

    #[test]
    fn any_file_is_read_or_refused(bytes in damaged(kept("import"), 0..=6)) {
        one_file(&bytes);
    }
}
