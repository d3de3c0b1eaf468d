//! Which addresses an answer may link to or show pictures from. Addresses are cleaned the way
//! browsers read them, so that what is checked is what would be followed.

use pulldown_cmark::LinkType;

/// An address that may be linked.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// The address, without control characters and safe to stand in Markdown parentheses.
    pub address: String,
    /// Whether it leaves the page.
    pub external: bool,
}

impl Link {
    /// The link as a mail from `own`, our origin, can carry it: none where it leads to a part of
    /// the page it stands on.
    pub fn of(self, own: &str) -> Option<Self> {
        match scheme(&self.address) {
            Some(_) => Some(self),
            None if self.address.starts_with('/') => Some(Self {
                address: format!("{own}{}", self.address),
                external: true,
            }),
            None => None,
        }
    }
}

/// Browsers drop control characters in addresses, so `java\nscript:` is a scheme to them; and a
/// backslash is a slash to them, so `/\host` leads away.
fn cleaned(address: &str) -> String {
    let mut clean = String::with_capacity(address.len());
    for c in address.trim().chars().filter(|c| !c.is_control()) {
        match c {
            ' ' => clean.push_str("%20"),
            '(' => clean.push_str("%28"),
            ')' => clean.push_str("%29"),
            '<' => clean.push_str("%3C"),
            '>' => clean.push_str("%3E"),
            '"' => clean.push_str("%22"),
            '`' => clean.push_str("%60"),
            '\\' => clean.push('/'),
            c => clean.push(c),
        }
    }
    match clean.starts_with("//") {
        true => format!("https:{clean}"),
        false => clean,
    }
}

fn scheme(address: &str) -> Option<String> {
    let end = address.find([':', '/', '?', '#'])?;
    let (scheme, rest) = address.split_at_checked(end)?;
    rest.starts_with(':').then(|| scheme.to_ascii_lowercase())
}

/// The link, if its scheme is one of `http`, `https`, `mailto`, `tel`, or it is relative.
pub(crate) fn safe(address: &str) -> Option<Link> {
    let address = cleaned(address);
    let external = match scheme(&address).as_deref() {
        Some("http" | "https") => true,
        Some("mailto" | "tel") | None => false,
        Some(_) => return None,
    };
    (!address.is_empty()).then_some(Link { address, external })
}

/// A link as the Markdown parser gives it: `<a@b.example>` comes without its scheme.
pub(crate) fn link(kind: LinkType, address: &str) -> Option<Link> {
    match kind {
        LinkType::Email => safe(&format!("mailto:{address}")),
        _ => safe(address),
    }
}

/// A picture's address, if it is `https` or relative.
pub(crate) fn image(address: &str) -> Option<String> {
    let address = cleaned(address);
    match scheme(&address).as_deref() {
        Some("https") | None => (!address.is_empty()).then_some(address),
        Some(_) => None,
    }
}

/// The first web address written out in a text, with what stands before and after it. Punctuation
/// that ends the sentence does not belong to the address.
pub(crate) fn bare_address(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let rest = text.get(from..)?;
        let start = from + rest.find("http")?;
        let tail = text.get(start..)?;
        let alone = !text.get(..start)?.ends_with(|c: char| c.is_alphanumeric());
        let host = tail
            .strip_prefix("https://")
            .or_else(|| tail.strip_prefix("http://"));
        if alone && host.is_some_and(|host| host.starts_with(|c: char| c.is_alphanumeric())) {
            let end = tail
                .find(|c: char| {
                    c.is_whitespace() || c.is_control() || "<>\"«»“”()[]{}|".contains(c)
                })
                .unwrap_or(tail.len());
            let address = tail
                .get(..end)?
                .trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '’', '*', '_']);
            let after = start + address.len();
            return Some((text.get(..start)?, address, text.get(after..)?));
        }
        from = start + "http".len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_schemes_are_linked() {
        for (address, expected) in [
            ("https://a.example/x", Some(("https://a.example/x", true))),
            ("HTTP://a.example", Some(("HTTP://a.example", true))),
            ("mailto:a@b.example", Some(("mailto:a@b.example", false))),
            ("tel:+39020000", Some(("tel:+39020000", false))),
            ("/returns#how", Some(("/returns#how", false))),
            ("page?at=10:30", Some(("page?at=10:30", false))),
            ("#part", Some(("#part", false))),
            ("//evil.example", Some(("https://evil.example", true))),
            ("/\\evil.example", Some(("https://evil.example", true))),
            ("a b(c)", Some(("a%20b%28c%29", false))),
            ("javascript:alert(1)", None),
            (" \u{1}JavaScript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("java\tscript:alert(1)", None),
            ("data:text/html,x", None),
            ("vbscript:x", None),
            ("file:///etc/passwd", None),
            ("", None),
        ] {
            let link = safe(address);
            let got = link
                .as_ref()
                .map(|link| (link.address.as_str(), link.external));
            assert_eq!(got, expected, "{address:?}");
        }
    }

    #[test]
    fn pictures_come_over_https_or_from_the_same_place() {
        assert_eq!(
            image("https://a.example/x.png").as_deref(),
            Some("https://a.example/x.png")
        );
        assert_eq!(image("/x.png").as_deref(), Some("/x.png"));
        assert_eq!(
            image("//a.example/x.png").as_deref(),
            Some("https://a.example/x.png")
        );
        for bad in [
            "http://a.example/x.png",
            "data:image/png;base64,AA",
            "mailto:x",
            "",
        ] {
            assert_eq!(image(bad), None, "{bad}");
        }
    }

    #[test]
    fn an_address_in_a_text_ends_before_the_sentence_does() {
        for (text, expected) in [
            (
                "See https://a.example/x_y.",
                Some(("See ", "https://a.example/x_y", ".")),
            ),
            ("(http://a.example)", Some(("(", "http://a.example", ")"))),
            (
                "è https://a.example/è è",
                Some(("è ", "https://a.example/è", " è")),
            ),
            ("xhttps://a.example", None),
            ("http and https://", None),
        ] {
            assert_eq!(bare_address(text), expected, "{text}");
        }
    }
}
