//! Which form of a counted text a number takes: CLDR's rules for cardinal integers in the
//! languages of the interface. A text with forms has them in CLDR's order, parted by `|`.

use crate::lang::base;

/// CLDR's plural categories, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plural {
    /// Nothing, where that has a form of its own.
    Zero,
    /// One, and what is said like it.
    One,
    /// A pair.
    Two,
    /// A few.
    Few,
    /// Many.
    Many,
    /// Everything else.
    Other,
}

/// The category of a whole number in a language, by CLDR 45; of a language that is not the
/// interface's, English's.
pub fn plural(lang: &str, n: u64) -> Plural {
    use Plural::{Few, Many, One, Other, Two, Zero};
    // A round number of millions takes a “de”: “1 000 000 de personnes”.
    let millions = n != 0 && n.is_multiple_of(1_000_000);
    match (base(lang), n) {
        ("ar", _) => match (n, n % 100) {
            (0, _) => Zero,
            (1, _) => One,
            (2, _) => Two,
            (_, 3..=10) => Few,
            (_, 11..=99) => Many,
            _ => Other,
        },
        ("he" | "iw", 2) => Two,
        ("fr" | "pt", 0) | (_, 1) => One,
        ("it" | "es" | "fr" | "pt", _) if millions => Many,
        _ => Other,
    }
}

/// The form of a text for a number. A text has as many forms as its language needs: two (one,
/// other), three with a dual (Hebrew), or six (Arabic). Where it has fewer, the last stands for
/// those it lacks; millions, which we never count, are said like the rest.
pub fn form<'a>(text: &'a str, lang: &str, n: u64) -> &'a str {
    let forms = text.split('|').count();
    let place = match (plural(lang, n), forms) {
        (Plural::One, 2 | 3) => 0,
        (Plural::Two, 3) => 1,
        (category, 6..) => category as usize,
        _ => forms.saturating_sub(1),
    };
    text.split('|').nth(place).unwrap_or(text)
}

/// How many forms a counted text has in a language.
#[cfg(feature = "server")]
pub fn forms(lang: &str) -> usize {
    match base(lang) {
        "ar" => 6,
        "he" | "iw" => 3,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `Intl.PluralRules` answers; `e2e/languages.spec.ts` asks a browser.
    #[test]
    fn numbers_take_the_category_cldr_gives_them() {
        use Plural::{Few, Many, One, Other, Two, Zero};
        for (langs, cases) in [
            (
                &["en", "de", "ja"][..],
                &[(0, Other), (1, One), (2, Other), (1_000_000, Other)][..],
            ),
            (
                &["it", "es"],
                &[(0, Other), (1, One), (2, Other), (1_000_000, Many)],
            ),
            (
                &["fr", "pt", "pt-br"],
                &[(0, One), (1, One), (2, Other), (2_000_000, Many)],
            ),
            (
                &["he"],
                &[(0, Other), (1, One), (2, Two), (3, Other), (20, Other)],
            ),
            (
                &["ar"],
                &[
                    (0, Zero),
                    (1, One),
                    (2, Two),
                    (3, Few),
                    (10, Few),
                    (11, Many),
                    (99, Many),
                    (100, Other),
                    (102, Other),
                    (103, Few),
                    (111, Many),
                    (1_000_000, Other),
                ],
            ),
        ] {
            for lang in langs {
                for (n, category) in cases {
                    assert_eq!(plural(lang, *n), *category, "{lang} {n}");
                }
            }
        }
    }

    #[test]
    fn a_text_gives_the_form_for_a_number() {
        assert_eq!(form("one|more", "en", 1), "one");
        assert_eq!(form("one|more", "fr", 0), "one");
        assert_eq!(form("one|more", "it", 1_000_000), "more");
        assert_eq!(form("one|two|more", "he", 2), "two");
        assert_eq!(form("z|o|t|f|m|x", "ar", 11), "m");
        // An owner's text for a language without plurals.
        assert_eq!(form("件", "ja", 1), "件");
        assert_eq!(form("", "ar", 3), "");
    }
}
