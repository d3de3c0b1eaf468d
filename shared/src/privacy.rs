//! What a site keeps of a customer, in the words customers read: one Markdown file a language.
//! Lines marked `[turnstile]` or `[plain]` stand only where Turnstile is asked, or is not.

use crate::lang::Locale;

/// The page's text, Markdown.
pub fn text(locale: Locale, turnstile: bool) -> String {
    let text = match locale {
        Locale::It => include_str!("privacy/it.md"),
        Locale::En => include_str!("privacy/en.md"),
        Locale::De => include_str!("privacy/de.md"),
        Locale::Fr => include_str!("privacy/fr.md"),
        Locale::Es => include_str!("privacy/es.md"),
        Locale::Pt => include_str!("privacy/pt.md"),
        Locale::Ar => include_str!("privacy/ar.md"),
        Locale::He => include_str!("privacy/he.md"),
    };
    let (ours, others) = if turnstile {
        ("- [turnstile] ", "- [plain] ")
    } else {
        ("- [plain] ", "- [turnstile] ")
    };
    let lines = text.lines().filter(|line| !line.starts_with(others));
    let lines: Vec<String> = lines.map(|line| line.replacen(ours, "- ", 1)).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The same facts everywhere: as many headings, points and paragraphs, in the same order.
    #[test]
    fn every_language_says_as_much() {
        let shape = |locale, asked| -> Vec<String> {
            let mark = |line: &str| line.chars().take_while(|c| "#-* ".contains(*c)).collect();
            text(locale, asked).lines().map(mark).collect()
        };
        for locale in Locale::ALL {
            for asked in [true, false] {
                assert_eq!(shape(locale, asked), shape(Locale::En, asked), "{locale:?}");
            }
        }
    }

    #[test]
    fn a_third_party_is_named_exactly_where_one_is_asked() {
        for locale in Locale::ALL {
            let (plain, asked) = (text(locale, false), text(locale, true));
            assert!(asked.contains("Cloudflare") && !plain.contains("Cloudflare"));
            assert!(!plain.contains('[') && !asked.contains('['));
        }
    }
}
