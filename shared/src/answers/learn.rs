//! What customers asked and did not find, as suggestions to the owner: questions asked alike are
//! one, and each stands beside the FAQ that is nearest. Nothing changes by itself.

use super::{Index, Reply, fold::tokens, stem::Stemmer};

/// Most different questions looked at, those asked most first.
pub const MAX_ASKED: usize = 2_000;
/// Most suggestions made.
pub const MAX_SUGGESTIONS: usize = 50;
/// Most other wordings shown with a suggestion.
const MAX_EXAMPLES: usize = 5;
/// From this share of words in common two questions are one, between 0 and 1 (Jaccard, 1901).
const ALIKE: f32 = 0.5;

/// A question that found no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// In the customer's words.
    pub question: String,
    /// How often.
    pub times: u32,
}

/// What an owner may do about questions that found no answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    /// How often it was asked.
    pub asked: u32,
    /// How it was asked most: to be added to the nearest FAQ, or to begin a new one.
    pub phrasing: String,
    /// Other ways it was asked, at most five.
    pub examples: Vec<String>,
    /// The place in [`Index::entries`] of the FAQ that is nearest; none where nothing is near.
    pub nearest: Option<usize>,
    /// How sure the engine is of that one, between 0 and 1.
    pub confidence: f32,
}

struct Group {
    words: Vec<String>,
    suggestion: Suggestion,
}

/// Suggestions in one language, asked most first. What the FAQs answer by now is left out.
pub fn learn(index: &Index, asked: &[Asked]) -> Vec<Suggestion> {
    let stemmer = Stemmer::of(&index.lang);
    let mut asked: Vec<&Asked> = asked.iter().collect();
    asked.sort_by(|a, b| (b.times, &a.question).cmp(&(a.times, &b.question)));
    asked.truncate(MAX_ASKED);
    let mut groups: Vec<Group> = Vec::new();
    for Asked { question, times } in asked {
        let mut words: Vec<String> = tokens(question)
            .iter()
            .map(|token| stemmer.stem(&token.word).into_owned())
            .collect();
        words.sort();
        words.dedup();
        if words.is_empty() {
            continue;
        }
        let alike = groups
            .iter_mut()
            .find(|g| likeness(&g.words, &words) >= ALIKE);
        match alike {
            Some(Group { suggestion, .. }) => {
                suggestion.asked = suggestion.asked.saturating_add(*times);
                if suggestion.examples.len() < MAX_EXAMPLES {
                    suggestion.examples.push(question.clone());
                }
            }
            None => groups.push(Group {
                words,
                suggestion: Suggestion {
                    asked: *times,
                    phrasing: question.clone(),
                    examples: Vec::new(),
                    nearest: None,
                    confidence: 0.0,
                },
            }),
        }
    }
    let mut suggestions: Vec<Suggestion> = groups.into_iter().map(|g| g.suggestion).collect();
    // The order among those asked as often stays the one above.
    suggestions.sort_by_key(|suggestion| std::cmp::Reverse(suggestion.asked));
    let open = suggestions.into_iter().filter_map(|mut suggestion| {
        if let Reply::Sure(_) = index.ask(&suggestion.phrasing) {
            return None;
        }
        let nearest = index.rank(&suggestion.phrasing, 1).into_iter().next();
        if let Some(hit) = nearest.filter(|hit| hit.score > 0.0) {
            suggestion.nearest = Some(hit.entry);
            suggestion.confidence = hit.score;
        }
        Some(suggestion)
    });
    open.take(MAX_SUGGESTIONS).collect()
}

/// Words in common ÷ words in either; both are sorted.
fn likeness(a: &[String], b: &[String]) -> f32 {
    let common = a
        .iter()
        .filter(|word| b.binary_search(word).is_ok())
        .count();
    let either = a.len().saturating_add(b.len()).saturating_sub(common);
    match either {
        0 => 0.0,
        either => common as f32 / either as f32,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        answers::{Entry, build},
        lang::Lang,
    };

    fn learnt(asked: &[(&str, u32)]) -> Vec<(u32, String, usize, Option<String>)> {
        let lang = Lang::parse("it").unwrap();
        let faq = |id: &str, question: &str| Entry {
            id: id.into(),
            question: question.into(),
            ..Entry::default()
        };
        let entries = [
            faq("resi", "Come faccio a rendere un prodotto?"),
            faq("spedizione", "Quanto costa la spedizione?"),
            faq("regali", "Fate pacchi regalo?"),
        ];
        let index = Index::read(&build(&lang, &entries)).unwrap();
        let asked: Vec<Asked> = asked
            .iter()
            .map(|(question, times)| Asked {
                question: (*question).into(),
                times: *times,
            })
            .collect();
        let id = |at: usize| index.entries()[at].id.clone();
        learn(&index, &asked)
            .into_iter()
            .map(|s| (s.asked, s.phrasing, s.examples.len(), s.nearest.map(id)))
            .collect()
    }

    #[test]
    fn questions_asked_alike_are_one_with_the_nearest_faq_beside_it() {
        let found = learnt(&[
            ("cambio taglia prodotto", 2),
            ("cambio taglia prodotti", 9),
            ("Cambio taglia del prodotto?", 3),
            ("fatture", 4),
        ]);
        assert_eq!(found.len(), 2, "{found:?}");
        let (asked, phrasing, examples, nearest) = &found[0];
        assert_eq!(
            (*asked, phrasing.as_str(), *examples),
            (14, "cambio taglia prodotti", 2)
        );
        assert_eq!(nearest.as_deref(), Some("resi"));
        assert_eq!((found[1].0, found[1].1.as_str()), (4, "fatture"));
    }

    #[test]
    fn what_is_answered_by_now_is_left_out() {
        let found = learnt(&[("Quanto costa la spedizione?", 30), ("?!", 8), ("", 2)]);
        assert_eq!(found, []);
    }
}
