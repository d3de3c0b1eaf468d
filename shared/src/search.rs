//! Finding a FAQ by typed words: every word typed begins a word of the question, of another way
//! to ask it, or of its category; accents, case and punctuation do not count. It runs as people
//! type, in the browser and at the edge alike.

/// A text made comparable once, so that typing costs little.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Folded(String);

/// Words looked at in a query; more are passed over.
const MAX_WORDS: usize = 16;

impl Folded {
    /// Folds texts into one: lower case, without accents, each word after a space.
    pub fn new<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        let mut folded = String::new();
        for text in texts {
            folded.push(' ');
            let mut gap = true;
            for c in text.chars().flat_map(char::to_lowercase) {
                match fold(c) {
                    Some(letters) => {
                        folded.push_str(letters);
                        gap = false;
                    }
                    None if c.is_alphanumeric() => {
                        folded.push(c);
                        gap = false;
                    }
                    // Combining accents vanish; everything else separates words.
                    None if ('\u{300}'..='\u{36f}').contains(&c) => {}
                    None if !gap => {
                        folded.push(' ');
                        gap = true;
                    }
                    None => {}
                }
            }
            if !gap {
                folded.push(' ');
            }
        }
        Self(folded)
    }

    /// Whether every word of `query` begins a word here. An empty query matches everything.
    pub fn matches(&self, query: &Self) -> bool {
        query.0.split_whitespace().take(MAX_WORDS).all(|word| {
            self.0
                .match_indices(word)
                .any(|(at, _)| self.0.as_bytes().get(at.wrapping_sub(1)) == Some(&b' '))
        })
    }

    /// The folded words, in order.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.0.split_whitespace()
    }

    /// Whether nothing is left to look for.
    pub fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }
}

/// The plain letters of an accented Latin letter in lower case.
fn fold(c: char) -> Option<&'static str> {
    Some(match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' | 'ą' | 'ā' => "a",
        'ç' | 'ć' | 'č' => "c",
        'è' | 'é' | 'ê' | 'ë' | 'ę' | 'ě' | 'ē' => "e",
        'ì' | 'í' | 'î' | 'ï' | 'ī' => "i",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' | 'ø' | 'ō' => "o",
        'ù' | 'ú' | 'û' | 'ü' | 'ů' | 'ū' => "u",
        'ý' | 'ÿ' => "y",
        'š' | 'ś' => "s",
        'ž' | 'ź' | 'ż' => "z",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(query: &str, text: &str) -> bool {
        Folded::new([text]).matches(&Folded::new([query]))
    }

    #[test]
    fn every_word_typed_begins_a_word() {
        for (query, text) in [
            ("", "Quanto costa?"),
            ("quan", "Quanto costa?"),
            ("COSTA quanto", "Quanto costa?"),
            ("perche", "Perché è in ritardo?"),
            ("perché", "Perche e in ritardo?"),
            ("perche\u{301}", "Perché"),
            ("ordine", "Dov'è il mio ordine?"),
            ("strasse", "Straße"),
            ("  ?! ", "anything"),
            ("配送", "配送について"),
            ("שלום", "שלום עולם"),
        ] {
            assert!(finds(query, text), "{query} in {text}");
        }
        for (query, text) in [("osta", "Quanto costa?"), ("quanto pesa", "Quanto costa?")] {
            assert!(!finds(query, text), "{query} in {text}");
        }
    }

    #[test]
    fn any_text_is_answered() {
        let long = "a ".repeat(10_000);
        for text in ["", "\u{0}", "\u{1F600}", "\u{300}", "İ", long.as_str()] {
            let folded = Folded::new([text]);
            assert!(folded.matches(&folded), "{text:.20}");
        }
        assert!(Folded::new(["?!"]).is_empty());
    }
}
