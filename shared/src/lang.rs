//! Languages: a site's content may be in any, the interface in those of [`Locale`].

use std::fmt;

use serde::{Deserialize, Serialize};

/// A language tag such as `it`, `en` or `pt-br`, lower case.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Lang(String);

impl Lang {
    /// Reads a language tag of the shape `xx` or `xx-yyyy`, in any case.
    pub fn parse(text: &str) -> Option<Self> {
        let tag = text.trim().to_ascii_lowercase().replace('_', "-");
        let (language, rest) = tag.split_once('-').unwrap_or((&tag, "x"));
        let good = matches!(language.len(), 2 | 3)
            && language.bytes().all(|b| b.is_ascii_lowercase())
            && (1..=16).contains(&rest.len())
            && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        good.then_some(Self(tag))
    }

    /// The tag as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The language without its region or script: `pt` of `pt-br`.
    pub fn base(&self) -> &str {
        base(&self.0)
    }

    /// The direction of its writing, as the HTML attribute `dir` wants it.
    pub fn dir(&self) -> &'static str {
        dir(&self.0)
    }
}

impl TryFrom<String> for Lang {
    type Error = &'static str;
    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("a language tag such as “it”, “en” or “pt-br” is expected")
    }
}

impl From<Lang> for String {
    fn from(lang: Lang) -> String {
        lang.0
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The direction a language is written in, by its tag.
pub fn dir(tag: &str) -> &'static str {
    match base(tag) {
        "ar" | "he" | "iw" | "fa" | "ur" | "yi" | "ps" | "sd" | "dv" | "ug" | "ckb" => "rtl",
        _ => "ltr",
    }
}

/// What the speakers of a language call it; of one that is not the interface's, its tag.
pub fn own_name(tag: &str) -> &str {
    match base(tag) {
        "it" => "italiano",
        "en" => "English",
        "de" => "Deutsch",
        "fr" => "français",
        "es" => "español",
        "pt" => "português",
        "ar" => "العربية",
        "he" => "עברית",
        _ => tag,
    }
}

pub(crate) fn base(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The languages of the interface.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Locale {
    /// Italian.
    It,
    /// English.
    En,
    /// German.
    De,
    /// French.
    Fr,
    /// Spanish.
    Es,
    /// Portuguese, in words that Brazil and Portugal share.
    Pt,
    /// Arabic.
    Ar,
    /// Hebrew.
    He,
}

impl Locale {
    /// Every one.
    pub const ALL: [Self; 8] = [
        Self::It,
        Self::En,
        Self::De,
        Self::Fr,
        Self::Es,
        Self::Pt,
        Self::Ar,
        Self::He,
    ];

    /// The interface's language for a content language: its own, or English.
    pub fn of(lang: &Lang) -> Self {
        match lang.base() {
            "it" => Self::It,
            "de" => Self::De,
            "fr" => Self::Fr,
            "es" => Self::Es,
            "pt" => Self::Pt,
            "ar" => Self::Ar,
            "he" | "iw" => Self::He,
            _ => Self::En,
        }
    }

    /// The tag of the language the interface is read in where the content is in `lang`: that
    /// with its region, or English's.
    pub fn shown(lang: &Lang) -> &str {
        let locale = Self::of(lang);
        match locale.tag() == lang.base() || locale == Self::He {
            true => lang.as_str(),
            false => locale.tag(),
        }
    }

    /// Its tag.
    pub fn tag(self) -> &'static str {
        match self {
            Self::It => "it",
            Self::En => "en",
            Self::De => "de",
            Self::Fr => "fr",
            Self::Es => "es",
            Self::Pt => "pt",
            Self::Ar => "ar",
            Self::He => "he",
        }
    }

    /// The direction of its writing, as the HTML attribute `dir` wants it.
    pub fn dir(self) -> &'static str {
        dir(self.tag())
    }
}

/// The best of `available` (never empty in a valid site; its first is the default) for what was
/// asked: first an explicit choice, then the browser's `Accept-Language`.
pub fn negotiate<'a>(
    available: &'a [Lang],
    chosen: Option<&str>,
    accept: Option<&str>,
) -> Option<&'a Lang> {
    let find = |tag: &str| {
        let wanted = Lang::parse(tag)?;
        available
            .iter()
            .find(|lang| **lang == wanted)
            .or_else(|| available.iter().find(|lang| lang.base() == wanted.base()))
    };
    chosen
        .and_then(find)
        .or_else(|| by_preference(accept.unwrap_or("")).find_map(find))
        .or_else(|| available.first())
}

/// The tags of an `Accept-Language` value, most wanted first (RFC 9110, section 12.5.4).
fn by_preference(accept: &str) -> impl Iterator<Item = &str> {
    let mut tags: Vec<(&str, f32)> = accept
        .split(',')
        .take(32)
        .filter_map(|entry| {
            let mut parts = entry.split(';');
            let tag = parts.next()?.trim();
            let quality = parts
                .find_map(|p| p.trim().strip_prefix("q="))
                .map_or(1.0, |q| q.trim().parse().unwrap_or(0.0));
            (!tag.is_empty() && quality > 0.0).then_some((tag, quality))
        })
        .collect();
    tags.sort_by(|a, b| b.1.total_cmp(&a.1));
    tags.into_iter().map(|(tag, _)| tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn langs(tags: &[&str]) -> Vec<Lang> {
        tags.iter().filter_map(|t| Lang::parse(t)).collect()
    }

    #[test]
    fn the_attribute_wins_over_the_browser_and_the_first_is_the_default() {
        let site = langs(&["it", "en", "pt-br"]);
        let pick = |chosen, accept| negotiate(&site, chosen, accept).map(Lang::as_str);
        assert_eq!(pick(Some("en"), Some("it")), Some("en"));
        assert_eq!(pick(Some("xx"), Some("de, en;q=0.5")), Some("en"));
        assert_eq!(pick(None, Some("it;q=0.2, en-GB;q=0.9")), Some("en"));
        assert_eq!(pick(None, Some("pt")), Some("pt-br"));
        assert_eq!(pick(None, Some("en;q=0, *")), Some("it"));
        assert_eq!(pick(None, None), Some("it"));
        assert_eq!(pick(Some("\u{0}"), Some(";;;,,,q=")), Some("it"));
        assert_eq!(negotiate(&[], None, None), None);
    }

    #[test]
    fn tags_are_read_and_refused() {
        assert_eq!(Lang::parse("PT_br").map(String::from), Some("pt-br".into()));
        for bad in ["", "i", "italiano", "it-", "12", "it/", "è"] {
            assert_eq!(Lang::parse(bad), None, "{bad}");
        }
        assert_eq!(Lang::parse("he-IL").map(|l| l.dir()), Some("rtl"));
    }

    #[test]
    fn the_interface_speaks_eight_languages_and_else_english() {
        for locale in Locale::ALL {
            let lang = Lang::parse(locale.tag()).unwrap();
            assert_eq!(Locale::of(&lang), locale);
            assert_eq!(lang.dir(), locale.dir());
            assert_ne!(own_name(locale.tag()), locale.tag());
        }
        let of = |tag| Lang::parse(tag).map(|lang| Locale::of(&lang));
        assert_eq!(of("pt-br"), Some(Locale::Pt));
        assert_eq!(of("ja"), Some(Locale::En));
        let shown = |tag| Lang::parse(tag).map(|lang| Locale::shown(&lang).to_owned());
        for (tag, said) in [("pt-br", "pt-br"), ("iw", "iw"), ("en", "en"), ("fa", "en")] {
            assert_eq!(shown(tag).as_deref(), Some(said));
        }
        assert_eq!((own_name("de-at"), own_name("ja")), ("Deutsch", "ja"));
    }
}
