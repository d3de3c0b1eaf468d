//! The language of the desk: English or Italian, as the browser asks. Both stand side by side where
//! they are used.

/// A language of the desk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tongue {
    /// English.
    #[default]
    En,
    /// Italian.
    It,
}

impl Tongue {
    /// What a browser's `Accept-Language` asks for: the one of the two that is named first.
    pub fn asked(accept: &str) -> Self {
        let mut asked = accept.split(',').map(|part| {
            let tag = part.split(';').next().unwrap_or("").trim();
            tag.split('-').next().unwrap_or("").to_ascii_lowercase()
        });
        match asked.find(|tag| tag == "it" || tag == "en").as_deref() {
            Some("it") => Self::It,
            _ => Self::En,
        }
    }

    /// Its tag, for `lang`.
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::It => "it",
        }
    }

    /// The text of the two that is in this language.
    pub fn say<T>(self, en: T, it: T) -> T {
        match self {
            Self::En => en,
            Self::It => it,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_language_it_names_first_of_those_there_are() {
        for (accept, expected) in [
            ("", Tongue::En),
            ("it-IT,it;q=0.9,en;q=0.8", Tongue::It),
            ("de,it;q=0.5,en;q=0.4", Tongue::It),
            ("en-GB,it", Tongue::En),
            ("fr", Tongue::En),
            (";;,,", Tongue::En),
        ] {
            assert_eq!(Tongue::asked(accept), expected, "{accept}");
        }
    }
}
