//! What an answer has on a page and not in a mail: headings that can be gone to, and links to
//! videos that look like what they are. Nothing is asked of a video's host before a click.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Tag, TagEnd};

/// A heading of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its id in the page.
    pub id: String,
    /// Its words.
    pub text: String,
}

/// Hosts of videos.
const HOSTS: [&str; 5] = [
    "youtube.com",
    "youtu.be",
    "youtube-nocookie.com",
    "vimeo.com",
    "player.vimeo.com",
];

/// On a page of its own an answer stands right under the question, which is the page's heading.
fn raised(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 | HeadingLevel::H3 => HeadingLevel::H2,
        HeadingLevel::H4 => HeadingLevel::H3,
        HeadingLevel::H5 => HeadingLevel::H4,
        HeadingLevel::H6 => HeadingLevel::H5,
    }
}

/// Gives each heading an id, and lists them.
pub(super) fn number(events: &mut [Event<'_>]) -> Vec<Heading> {
    let mut headings: Vec<Heading> = Vec::new();
    let mut inside = false;
    for event in events {
        match event {
            Event::Start(Tag::Heading {
                level, id, attrs, ..
            }) => {
                inside = true;
                *level = raised(*level);
                let name = format!("part-{}", headings.len() + 1);
                *id = Some(CowStr::from(name.clone()));
                // A link to it moves the focus too.
                attrs.push(("tabindex".into(), Some("-1".into())));
                let text = String::new();
                headings.push(Heading { id: name, text });
            }
            Event::End(TagEnd::Heading(level)) => {
                inside = false;
                *level = raised(*level);
            }
            Event::Text(text) | Event::Code(text) if inside => {
                if let Some(heading) = headings.last_mut() {
                    heading.text.push_str(text);
                }
            }
            _ => {}
        }
    }
    headings
}

/// Marks the links to videos that are paragraphs of their own.
pub(super) fn mark_videos(events: &mut [Event<'_>]) {
    let mut begun = None;
    for at in 0..events.len() {
        match events.get(at) {
            Some(Event::Start(Tag::Paragraph)) => begun = Some(at),
            Some(Event::End(TagEnd::Paragraph)) => {
                let paragraph = begun.and_then(|begun| events.get_mut(begun + 1..at));
                if let Some(paragraph) = paragraph {
                    mark(paragraph);
                }
                begun = None;
            }
            _ => {}
        }
    }
}

fn mark(paragraph: &mut [Event<'_>]) {
    // What is written out by its address stands between two empty texts.
    let empty =
        |event: &&mut Event<'_>| matches!(event, Event::Text(text) if text.trim().is_empty());
    let mut parts: Vec<&mut Event<'_>> =
        paragraph.iter_mut().filter(|event| !empty(event)).collect();
    let Some((Event::InlineHtml(open), rest)) = parts.split_first_mut() else {
        return;
    };
    let Some((Event::InlineHtml(close), words)) = rest.split_last() else {
        return;
    };
    let alone = words
        .iter()
        .all(|event| !matches!(event, Event::InlineHtml(_)));
    let address = open.strip_prefix("<a href=\"");
    let host = address.and_then(|address| host(address.split('"').next()?));
    if let (true, "</a>", Some(host)) = (alone, &**close, host) {
        let rest = open.strip_prefix("<a ").unwrap_or_default();
        *open = format!("<a class=\"video\" data-host=\"{host}\" {rest}").into();
    }
}

/// The host of a video's address, where it is one.
fn host(address: &str) -> Option<&'static str> {
    let rest = address.strip_prefix("https://")?;
    let host = rest.split('/').next()?;
    let host = host
        .strip_prefix("www.")
        .or(host.strip_prefix("m."))
        .unwrap_or(host);
    HOSTS.into_iter().find(|known| *known == host)
}

#[cfg(test)]
mod tests {
    use super::super::{to_html, to_page};

    #[test]
    fn headings_can_be_gone_to() {
        let (html, headings) = to_page("# One\n\nText\n\n## *Two* `x`\n\n# <b>Three</b> & more");
        assert!(
            html.contains("<h2 id=\"part-1\" tabindex=\"-1\">One</h2>"),
            "{html}"
        );
        assert!(
            html.contains("<h3 id=\"part-2\" tabindex=\"-1\">"),
            "{html}"
        );
        let found: Vec<_> = headings
            .iter()
            .map(|h| (h.id.as_str(), h.text.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("part-1", "One"),
                ("part-2", "Two x"),
                ("part-3", "Three & more")
            ]
        );
        assert!(
            to_html("# One").contains("<h3>One</h3>"),
            "mails and notices have none"
        );
    }

    #[test]
    fn a_video_on_a_line_of_its_own_is_a_card_and_never_an_embed() {
        for card in [
            "[How to mount it](https://www.youtube.com/watch?v=abc)",
            "https://youtu.be/abc",
            "[*Watch*](https://vimeo.com/1)",
        ] {
            let (html, _) = to_page(card);
            assert!(
                html.starts_with("<p><a class=\"video\" data-host=\""),
                "{html}"
            );
            assert!(
                html.contains("rel=\"noopener noreferrer nofollow\" target=\"_blank\""),
                "{html}"
            );
            assert!(!html.contains("<iframe"), "{html}");
        }
        for plain in [
            "See [this](https://youtu.be/abc)",
            "[a](https://youtu.be/abc) [b](https://youtu.be/abd)",
            "[x](https://youtube.com.evil.example/)",
            "[x](http://youtube.com/)",
            "[x](https://shop.example/youtube.com)",
            "![x](https://youtu.be/abc)",
        ] {
            let (html, _) = to_page(plain);
            assert!(!html.contains("class=\"video\""), "{html}");
        }
    }

    #[test]
    fn pictures_come_late_and_tell_nobody_where_they_are_seen() {
        let (html, _) =
            to_page("![A lamp](https://shop.example/lamp.jpg)\n\n![x](http://shop.example/x.jpg)");
        assert!(
            html.contains("loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\""),
            "{html}"
        );
        assert_eq!(html.matches("<img").count(), 1, "{html}");
    }
}
