//! Markup written as HTML.

use super::{Content, Markup, Tag, Value};

/// Elements that hold nothing and have no end tag.
const VOID: [&str; 4] = ["input", "img", "br", "hr"];

impl Tag {
    /// Writes the element and what is in it.
    pub fn write(self, html: &mut String) {
        html.push('<');
        html.push_str(self.name);
        for (name, value) in self.attributes {
            let value = match value {
                Value::Fixed(value) => value,
                Value::Live(value) => value(),
            };
            let Some(value) = value else { continue };
            html.push(' ');
            html.push_str(name);
            if !value.is_empty() {
                html.push_str("=\"");
                escape(html, &value);
                html.push('"');
            }
        }
        html.push('>');
        if VOID.contains(&self.name) {
            return;
        }
        // The parser drops a line end right after this tag: one for it, so that the customer's stays.
        if self.name == "textarea" {
            html.push('\n');
        }
        match self.content {
            Content::Fixed(children) => write_all(children, html),
            Content::Text(text) => escape(html, &text()),
            Content::Html(content) => html.push_str(&content()),
            #[cfg(feature = "hydrate")]
            Content::Drawn(_) => {}
            Content::Made(make) => write_all(make(), html),
        }
        html.push_str("</");
        html.push_str(self.name);
        html.push('>');
    }
}

fn write_all(children: Vec<Markup>, html: &mut String) {
    for child in children {
        match child {
            Markup::Tag(tag) => tag.write(html),
            Markup::Text(text) => escape(html, &text),
        }
    }
}

/// Writes a text so that it stays one, in content and in double quotes.
fn escape(html: &mut String, text: &str) {
    let mut rest = text;
    // What is between two such characters is most of the text: it is copied at once.
    while let Some(at) = rest.find(['&', '<', '>', '"']) {
        let (before, special) = rest.split_at(at);
        html.push_str(before);
        html.push_str(match special.as_bytes().first() {
            Some(b'&') => "&amp;",
            Some(b'<') => "&lt;",
            Some(b'>') => "&gt;",
            _ => "&quot;",
        });
        rest = special.get(1..).unwrap_or("");
    }
    html.push_str(rest);
}
