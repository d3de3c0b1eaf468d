//! FAQs in the numbers that times and sizes are promised for: real sentences, as far as they go,
//! then the same with other words.

use std::collections::HashMap;

use trial::{Faq, Set, Way};

use super::exam::Exam;
use super::hint3::Bot;

/// Ways to ask each FAQ.
const PHRASINGS: usize = 10;
/// Sentences of a real answer each FAQ gets.
const ANSWER: usize = 3;
/// A word that occurs as often keeps its form: every shop uses it.
const COMMON: usize = 20;

/// The index that is weighed.
pub const SMALL: &str = "50 x 10";
/// What is built at publishing.
pub const MEDIUM: &str = "200 x 10";
/// What is asked as a question, and as one types.
pub const LARGE: [&str; 2] = ["500 x 10/ask", "500 x 10/search"];

/// Whether only ours is tried on a set: the others would take minutes.
pub fn is_ours_alone(set: &str) -> bool {
    set == MEDIUM || LARGE.contains(&set)
}

/// The four sets.
pub fn exams(bot: &Bot, answers: &[Faq]) -> Vec<Exam> {
    let faqs = faqs(bot, answers, 500);
    if faqs.is_empty() {
        return Vec::new();
    }
    let questions: Vec<String> = bot
        .train
        .iter()
        .map(|s| s.text.clone())
        .step_by(5)
        .collect();
    // As far as one has typed it at four moments.
    let typed = |sentence: &String| {
        let letters: Vec<char> = sentence.chars().collect();
        [1, 2, 3, 4].map(|part| {
            letters
                .iter()
                .take(letters.len() * part / 4)
                .collect::<String>()
        })
    };
    let beginnings: Vec<String> = questions.iter().step_by(2).flat_map(typed).collect();
    let exam = |name: &str, count: usize, way, queries: &[String]| Exam {
        set: Set {
            name: name.to_owned(),
            lang: "en".to_owned(),
            faqs: faqs.iter().take(count).cloned().collect(),
            queries: queries.to_vec(),
            way,
            limit: PHRASINGS,
            rounds: 3,
        },
        right: Vec::new(),
    };
    vec![
        exam(SMALL, 50, Way::Rank, &questions),
        exam(MEDIUM, 200, Way::Rank, &questions),
        exam(LARGE[0], 500, Way::Rank, &questions),
        exam(LARGE[1], 500, Way::Search, &beginnings),
    ]
}

/// Ten sentences of one label in a row are a FAQ; those left over are put together. When all are
/// used they come again, their rarer words spelled differently each time, so that the vocabulary
/// grows as it would.
fn faqs(bot: &Bot, answers: &[Faq], count: usize) -> Vec<Faq> {
    let mut labelled: Vec<(&str, &str)> = bot
        .train
        .iter()
        .filter_map(|s| Some((s.label.as_deref()?, s.text.as_str())))
        .collect();
    labelled.sort_by_key(|(label, _)| *label);
    let (mut groups, mut rest): (Vec<Vec<&str>>, Vec<&str>) = (Vec::new(), Vec::new());
    for label in labelled.chunk_by(|a, b| a.0 == b.0) {
        let texts: Vec<&str> = label.iter().map(|(_, text)| *text).collect();
        let tens = texts.chunks_exact(PHRASINGS);
        rest.extend(tens.remainder());
        groups.extend(tens.map(<[_]>::to_vec));
    }
    groups.extend(rest.chunks_exact(PHRASINGS).map(<[_]>::to_vec));
    let sentences: Vec<&str> = answers
        .iter()
        .flat_map(|faq| faq.answer.split_inclusive(". "))
        .collect();
    let mut often: HashMap<String, usize> = HashMap::new();
    for sentence in &bot.train {
        for word in sentence.text.to_lowercase().split_whitespace() {
            *often.entry(word.to_owned()).or_default() += 1;
        }
    }
    let groups_count = groups.len().max(1);
    groups
        .iter()
        .cycle()
        .take(if groups.is_empty() { 0 } else { count })
        .enumerate()
        .map(|(place, group)| {
            let said = |text: &&str| respelled(text, place / groups_count, &often);
            let mut texts = group.iter().map(said);
            let answer = sentences
                .iter()
                .cycle()
                .skip(place * ANSWER % sentences.len().max(1));
            Faq {
                id: format!("faq-{place}"),
                question: texts.next().unwrap_or_default(),
                also: texts.collect(),
                category: String::new(),
                answer: answer.take(ANSWER).map(said).collect::<Vec<_>>().join(" "),
            }
        })
        .collect()
}

/// The sentence with other vowels in its rarer words: the same for one round, different for each.
fn respelled(text: &str, round: usize, often: &HashMap<String, usize>) -> String {
    const VOWELS: [char; 5] = ['a', 'e', 'i', 'o', 'u'];
    let word = |word: &str| {
        let common = often
            .get(&word.to_lowercase())
            .is_some_and(|n| *n >= COMMON);
        if round == 0 || common {
            return word.to_owned();
        }
        let mut turn = round;
        let letter = |c: char| match VOWELS.iter().position(|vowel| *vowel == c) {
            Some(place) => {
                let other = VOWELS.get((place + turn) % VOWELS.len());
                turn = turn / VOWELS.len() + round;
                other.copied().unwrap_or(c)
            }
            None => c,
        };
        word.chars().map(letter).collect()
    };
    let words: Vec<String> = text.split_whitespace().map(word).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::answers::hint3::Sentence;

    #[test]
    fn sentences_come_ten_at_a_time_and_again_with_other_words() {
        let train = (0..25).map(|n| Sentence {
            text: format!("where is parcel number {n}"),
            label: Some(if n < 15 { "a" } else { "b" }.to_owned()),
        });
        let bot = Bot {
            name: "shop".to_owned(),
            train: train.collect(),
            test: Vec::new(),
        };
        let faqs = faqs(&bot, &[], 5);
        assert!(faqs.iter().all(|faq| faq.also.len() == PHRASINGS - 1));
        assert_eq!(faqs.len(), 5);
        let first = |n: usize| faqs.get(n).map(|faq| faq.question.clone());
        assert_eq!(first(0).as_deref(), Some("where is parcel number 0"));
        assert_eq!(first(1).as_deref(), Some("where is parcel number 15"));
        assert!(first(2).is_some_and(|text| text.starts_with("where is parcel")));
    }
}
