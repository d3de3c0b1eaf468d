//! A mail's Markdown into its subject, its text part and its HTML part.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::{
    colour::{Colour, TEXT_CONTRAST},
    html::escape,
    text::fill,
};

/// A mail in its two forms.
pub(super) struct Written {
    /// The heading.
    pub subject: String,
    /// For readers of plain text.
    pub text: String,
    /// A whole HTML document.
    pub html: String,
}

/// How the HTML part looks.
pub(super) struct Look<'a> {
    /// The language, for `lang`.
    pub lang: &'a str,
    /// The direction of writing, for `dir`.
    pub dir: &'a str,
    /// The site's colour.
    pub accent: &'a str,
}

/// Reads the template and puts the values in.
pub(super) fn render(template: &str, values: &[(&str, &str)], look: &Look<'_>) -> Written {
    let (heading, body) = template.split_once('\n').unwrap_or((template, ""));
    let subject = fill(heading.trim_start_matches('#').trim(), values);
    let mut out = Parts::default();
    for event in Parser::new_ext(body, Options::empty()) {
        out.take(event, values);
    }
    let text = out.text.trim().to_owned() + "\n";
    Written {
        html: document(&subject, &out.html, look),
        subject,
        text,
    }
}

#[derive(Default)]
struct Parts {
    text: String,
    html: String,
    quoted: bool,
    item: bool,
    link: Option<String>,
}

impl Parts {
    fn take(&mut self, event: Event<'_>, values: &[(&str, &str)]) {
        match event {
            Event::Start(tag) => self.open(tag, values),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::Code(text) => self.say(&fill(&text, values)),
            Event::SoftBreak | Event::HardBreak => {
                self.text.push('\n');
                self.html.push_str("<br>");
            }
            _ => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>, values: &[(&str, &str)]) {
        match tag {
            Tag::Paragraph if !self.item => self.html.push_str("<p>"),
            Tag::BlockQuote(_) => {
                self.quoted = true;
                self.html.push_str("<blockquote>");
            }
            Tag::List(_) => self.html.push_str("<ul>"),
            Tag::Item => {
                self.item = true;
                self.text.push_str("- ");
                self.html.push_str("<li>");
            }
            Tag::Strong => self.html.push_str("<strong>"),
            Tag::Link { dest_url, .. } => {
                let url = fill(&dest_url, values);
                self.html
                    .push_str(&format!("<a href=\"{}\">", escape(&url)));
                self.link = Some(url);
            }
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if !self.item => {
                self.text.push_str("\n\n");
                self.html.push_str("</p>\n");
            }
            TagEnd::BlockQuote(_) => {
                self.quoted = false;
                self.html.push_str("</blockquote>\n");
            }
            TagEnd::List(_) => {
                self.text.push('\n');
                self.html.push_str("</ul>\n");
            }
            TagEnd::Item => {
                self.item = false;
                self.text.push('\n');
                self.html.push_str("</li>");
            }
            TagEnd::Strong => self.html.push_str("</strong>"),
            TagEnd::Link => {
                self.html.push_str("</a>");
                if let Some(url) = self.link.take() {
                    self.text.push_str(": ");
                    self.text.push_str(&url);
                }
            }
            _ => {}
        }
    }

    fn say(&mut self, said: &str) {
        let lines = said.trim_end().lines();
        for (i, line) in lines.enumerate() {
            if i > 0 {
                self.text.push('\n');
                self.html.push_str("<br>");
            }
            if self.quoted {
                self.text.push_str("> ");
            }
            self.text.push_str(line);
            self.html.push_str(&escape(line));
        }
        // A text that ends in a space is followed by more on the same line.
        if said.ends_with(' ') {
            self.text.push(' ');
            self.html.push(' ');
        }
    }
}

fn document(subject: &str, body: &str, look: &Look<'_>) -> String {
    let accent = Colour::parse(look.accent).unwrap_or(Colour::INK);
    let light = accent.readable_on(Colour::WHITE, TEXT_CONTRAST).hex();
    let dark = accent.readable_on(Colour::INK, TEXT_CONTRAST).hex();
    let Look { lang, dir, .. } = look;
    let subject = escape(subject);
    format!(
        r#"<!doctype html>
<html lang="{lang}" dir="{dir}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>{subject}</title>
<style>
body{{margin:0;padding:24px 16px;background:#fff;color:#1c1a17;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}}
main{{max-width:560px;margin:0 auto;overflow-wrap:anywhere}}
blockquote{{margin:16px 0;padding:4px 16px;border-inline-start:3px solid {light};color:#57524a}}
blockquote p{{margin:8px 0}}
ul{{padding-inline-start:20px}}
a{{color:{light}}}
@media (prefers-color-scheme:dark){{body{{background:#1c1a17;color:#f3f0ea}}blockquote{{border-color:{dark};color:#c9c3b8}}a{{color:{dark}}}}}
</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"#
    )
}
