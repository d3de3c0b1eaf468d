//! What people type while they look for a title they have in mind: its beginning, one of its words,
//! and both with mistakes. Made by rule, so that every run asks the same.

use std::collections::BTreeMap;

use trial::{Faq, Set, Way};

use super::exam::Exam;

/// Queries with the FAQs that are right for each.
type Queries = BTreeMap<String, Vec<String>>;

/// Letters a mistyped one is taken from.
const LETTERS: [char; 26] = [
    'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's',
    't', 'u', 'v', 'w', 'x', 'y', 'z',
];

/// Fewest letters of a word that is typed alone.
const SHORTEST: usize = 3;
/// Fewest letters of a word that is mistyped, and of one that is mistyped twice.
const MISTYPED: (usize, usize) = (4, 8);

/// `NAME/prefix` and `NAME/typo`.
pub fn exams(name: &str, lang: &str, faqs: &[Faq]) -> [Exam; 2] {
    let exam = |what: &str, queries: Queries| {
        let (queries, right): (Vec<_>, Vec<_>) = queries.into_iter().unzip();
        Exam {
            set: Set {
                name: format!("{name}/{what}"),
                lang: lang.to_owned(),
                faqs: faqs.to_vec(),
                queries,
                way: Way::Search,
                limit: faqs.len(),
                rounds: 3,
            },
            right,
        }
    };
    [exam("prefix", prefixes(faqs)), exam("typo", typos(faqs))]
}

/// Beginnings of titles of two words and more, cut in the middle of the last, and beginnings of
/// single words from three letters. Right is every title that goes on like this.
fn prefixes(faqs: &[Faq]) -> Queries {
    let titles: Vec<(&Faq, Vec<String>)> =
        faqs.iter().map(|faq| (faq, words(&faq.question))).collect();
    let mut queries = Queries::new();
    for (_, words) in &titles {
        for (index, word) in words.iter().enumerate() {
            let letters = word.chars().count();
            for length in SHORTEST..=letters {
                queries.entry(cut(word, length)).or_default();
            }
            if index > 0 {
                let before = words.get(..index).unwrap_or_default().join(" ");
                let query = format!("{before} {}", cut(word, letters.div_ceil(2)));
                queries.entry(query).or_default();
            }
        }
    }
    for (query, right) in &mut queries {
        let goes_on = |words: &Vec<String>| {
            words.join(" ").starts_with(query) || words.iter().any(|word| word.starts_with(query))
        };
        let titles = titles.iter().filter(|(_, words)| goes_on(words));
        right.extend(titles.map(|(faq, _)| faq.id.clone()));
    }
    queries
}

/// Words mistyped in four ways, alone (from eight letters on also twice) and in their title, and
/// words with accents typed without.
/// Right is every title with the word.
fn typos(faqs: &[Faq]) -> Queries {
    let mut having: BTreeMap<String, Vec<&Faq>> = BTreeMap::new();
    for faq in faqs {
        for word in words(&faq.question) {
            having.entry(word).or_default().push(faq);
        }
    }
    let mut queries = Queries::new();
    for (word, faqs) in &having {
        let mut wrong: Vec<String> = Vec::new();
        if word.chars().count() >= MISTYPED.0 {
            wrong.extend(Slip::ALL.map(|slip| slip.made(word, 1)));
        }
        if word.chars().count() >= MISTYPED.1 {
            wrong.extend(Slip::ALL.map(|slip| slip.made(word, 2)));
        }
        wrong.push(without_accents(word));
        // A mistake that makes another word asks for that one.
        wrong.retain(|typed| typed != word && !having.contains_key(typed));
        for typed in wrong {
            for faq in faqs {
                add(&mut queries, typed.clone(), &faq.id);
            }
        }
    }
    for faq in faqs {
        let words = words(&faq.question);
        for (place, slip) in Slip::ALL.into_iter().enumerate() {
            // Every fourth long word, each way beginning at another.
            let mut long = 0;
            let typed = words.iter().map(|word| {
                if word.chars().count() < MISTYPED.0 {
                    return word.clone();
                }
                long += 1;
                if long % Slip::ALL.len() == place {
                    slip.made(word, 1)
                } else {
                    word.clone()
                }
            });
            let typed: Vec<String> = typed.collect();
            if typed != words {
                add(&mut queries, typed.join(" "), &faq.id);
            }
        }
    }
    queries
}

/// A slip of the finger.
#[derive(Clone, Copy)]
enum Slip {
    Insert,
    Delete,
    Replace,
    Swap,
}

impl Slip {
    const ALL: [Self; 4] = [Self::Insert, Self::Delete, Self::Replace, Self::Swap];

    /// The word with one such slip or two; the first letter stays. Where it happens depends on the
    /// word alone.
    fn made(self, word: &str, slips: usize) -> String {
        let mut letters: Vec<char> = word.chars().collect();
        let sum = letters.iter().map(|c| *c as usize).sum::<usize>();
        let inner = letters.len().saturating_sub(2).max(1);
        for slip in 0..slips {
            // Apart from each other, so that the second does not undo the first.
            let at = 1 + (sum + slip * inner / 2) % inner;
            self.slip(&mut letters, at, sum + slip);
        }
        letters.into_iter().collect()
    }

    fn slip(self, letters: &mut Vec<char>, at: usize, sum: usize) {
        let other = LETTERS.get(sum % LETTERS.len()).copied().unwrap_or('e');
        match self {
            Self::Insert => letters.insert(at.min(letters.len()), other),
            Self::Delete if at < letters.len() => _ = letters.remove(at),
            Self::Replace => {
                if let Some(letter) = letters.get_mut(at) {
                    *letter = if *letter == other { 'x' } else { other };
                }
            }
            Self::Swap if at + 1 < letters.len() => letters.swap(at, at + 1),
            Self::Delete | Self::Swap => {}
        }
    }
}

/// The words of a title as they are typed: in small letters, with the apostrophe of keyboards,
/// without signs at their ends.
fn words(title: &str) -> Vec<String> {
    title
        .replace('’', "'")
        .split_whitespace()
        .map(|word| {
            word.trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase()
        })
        .filter(|word| !word.is_empty())
        .collect()
}

fn cut(word: &str, letters: usize) -> String {
    word.chars().take(letters).collect()
}

/// The accents of the languages there are FAQs in.
fn without_accents(word: &str) -> String {
    let plain = |c: char| match c {
        'à' | 'á' | 'â' | 'ã' | 'ä' | 'å' => 'a',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ò' | 'ó' | 'ô' | 'õ' | 'ö' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        'ç' => 'c',
        'ñ' => 'n',
        other => other,
    };
    word.chars().map(plain).collect()
}

fn add(queries: &mut Queries, query: String, id: &str) {
    let right = queries.entry(query).or_default();
    if !right.iter().any(|known| known == id) {
        right.push(id.to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faq(id: &str, question: &str) -> Faq {
        Faq {
            id: id.to_owned(),
            question: question.to_owned(),
            ..Faq::default()
        }
    }

    #[test]
    fn beginnings_are_right_for_every_title_that_goes_on_like_this() {
        let faqs = [faq("a", "Wann kommt es?"), faq("b", "Wann zahle ich?")];
        let [prefix, _] = exams("shop", "de", &faqs);
        let asked: Vec<(&str, Vec<&str>)> = prefix
            .set
            .queries
            .iter()
            .zip(&prefix.right)
            .map(|(query, right)| (query.as_str(), right.iter().map(String::as_str).collect()))
            .collect();
        assert!(asked.contains(&("wan", vec!["a", "b"])), "{asked:?}");
        assert!(asked.contains(&("kom", vec!["a"])));
        assert!(asked.contains(&("wann kom", vec!["a"])));
        assert!(asked.contains(&("wann kommt e", vec!["a"])));
        assert!(!asked.iter().any(|(query, _)| query.len() < 3));
    }

    #[test]
    fn slips_are_one_edit_away_or_two_in_long_words() {
        for slip in Slip::ALL {
            let short = slip.made("conto", 1);
            assert_ne!(short, "conto");
            assert!(short.starts_with('c') && short.chars().count().abs_diff(5) <= 1);
            let long = slip.made("spedizione", 2);
            assert_ne!(long, "spedizione");
            assert!(long.starts_with('s') && long.chars().count().abs_diff(10) <= 2);
            assert_eq!(long, slip.made("spedizione", 2));
        }
    }

    #[test]
    fn a_word_without_its_accents_asks_for_its_title() {
        let [_, typo] = exams("shop", "fr", &[faq("a", "Où est-il ? Délai")]);
        assert!(typo.set.queries.contains(&"delai".to_owned()));
        assert!(typo.set.queries.contains(&"ou".to_owned()));
    }
}
