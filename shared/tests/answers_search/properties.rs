//! What holds for all FAQs and everything typed, and how long it may take.

use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;
use shared::answers::{Entry, Index};

use super::{found, index, marked, read};

const LANGS: [&str; 9] = ["it", "en", "de", "fr", "es", "pt", "ar", "he", "xx"];

/// Words of a shop, damaged words, anything at all.
fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        4 => prop::sample::select(vec![
            "ordine", "spedizione", "Versandkosten", "l'adresse", "don't", "größe", "配送料",
            "طلب", "הזמנה", "📦", "e\u{301}", "ﬁ", "İ", "s", "?", "a-b",
        ]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => any::<String>(),
    ];
    vec(word, 0..6).prop_map(|words| words.join(" "))
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let entry = (text(), vec(text(), 0..3), text(), text());
    vec(entry, 0..8).prop_map(|entries| {
        let entries = entries.into_iter().enumerate();
        let entry = |(at, (question, also, category, answer))| Entry {
            id: format!("faq-{at}"),
            question,
            also,
            category,
            answer,
        };
        entries.map(entry).collect()
    })
}

fn cases() -> ProptestConfig {
    ProptestConfig {
        cases: 128,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

fn ids(index: &Index, typed: &str) -> Vec<String> {
    let hits = index.search(typed, usize::MAX);
    let ids = hits.iter().map(|hit| index.entries()[hit.entry].id.clone());
    ids.collect()
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn whatever_is_typed_is_answered_in_order(
        entries in entries(), typed in text(), lang in prop::sample::select(&LANGS[..]),
    ) {
        let index = read(lang, &entries);
        let hits = index.search(&typed, usize::MAX);
        for pair in hits.windows(2) {
            let tie = pair[0].score == pair[1].score && pair[0].entry < pair[1].entry;
            prop_assert!(pair[0].score > pair[1].score || tie, "{hits:?}");
        }
        for hit in &hits {
            prop_assert!(hit.entry < index.entries().len() && hit.score > 0.0);
        }
        prop_assert_eq!(&hits, &index.search(&typed, usize::MAX));
        let few = index.search(&typed, 2);
        prop_assert_eq!(&few[..], &hits[..hits.len().min(2)]);
    }

    #[test]
    fn marks_are_parts_of_the_text_in_order_and_apart(
        entries in entries(), typed in text(), shown in text(),
        lang in prop::sample::select(&LANGS[..]),
    ) {
        let index = read(lang, &entries);
        let marks = index.marks(&typed, &shown);
        for mark in &marks {
            prop_assert!(mark.start < mark.end);
            prop_assert!(shown.get(mark.clone()).is_some(), "{mark:?} of {shown:?}");
        }
        for pair in marks.windows(2) {
            prop_assert!(pair[0].end < pair[1].start);
        }
        let unmarked = marked(&index, &typed, &shown).replace(['[', ']'], "");
        prop_assert_eq!(unmarked, shown.replace(['[', ']'], ""));
    }

    #[test]
    fn a_question_typed_as_it_is_written_comes_first(
        mut entries in entries(), question in text(),
        lang in prop::sample::select(&LANGS[..]),
    ) {
        prop_assume!(question.chars().any(|c| c.is_ascii_alphanumeric()));
        entries.retain(|entry| entry.question.trim() != question.trim());
        entries.push(Entry { id: "it".to_owned(), question: question.clone(), ..Entry::default() });
        let index = read(lang, &entries);
        prop_assert_eq!(found(&index, &question).first().copied(), Some(question.as_str()));
    }

    #[test]
    fn the_order_in_which_faqs_come_does_not_matter(
        entries in entries(), typed in text(), by in 0_usize..8,
    ) {
        let mut turned = entries.clone();
        turned.rotate_left(by.min(entries.len()));
        turned.reverse();
        prop_assert_eq!(ids(&read("it", &entries), &typed), ids(&read("it", &turned), &typed));
    }
}

/// What people and machines send that is no question.
fn bad_input() -> Vec<String> {
    vec![
        String::new(),
        "a".to_owned(),
        "😡😡😡 👨‍👩‍👧‍👦 🇮🇹".to_owned(),
        "x".repeat(10_000),
        "ordine ".repeat(1_500),
        "ß".repeat(50_000),
        "配送料".repeat(4_000),
        (0..10_000_u32)
            .filter_map(|n| char::from_u32(0x1000 + n))
            .collect(),
        (0..3_000).map(|n| format!("w{n} ")).collect(),
        String::from_utf16_lossy(&[0xd800, 0x61, 0xdfff, 0xd83d]),
        "il la di che e".to_owned(),
        "заказ order 注文 طلب".to_owned(),
        "\u{0}\u{202e}\u{feff}\u{fffd}".to_owned(),
        "'''''' l' ' d'".to_owned(),
    ]
}

#[test]
fn bad_input_is_answered_in_time_by_every_size_of_site() {
    let many: Vec<Entry> = (0..5_000_u32)
        .map(|at| Entry {
            id: format!("faq-{at}"),
            question: format!("Dov'è il mio ordine {}?", at % 2_500),
            also: vec![format!("parola{} consegna{}", at % 997, at % 31)],
            ..Entry::default()
        })
        .collect();
    let sites = [
        index("it", &[]),
        index("it", &["Dov'è il mio ordine?"]),
        index("it", &["Dov'è il mio ordine?", "Dov'è il mio ordine?"]),
        index("it", &["", "?!", "\u{300}"]),
        read("it", &many),
    ];
    // Far above what it takes: without optimisation, on a busy machine.
    let bound = Duration::from_secs(5);
    for site in &sites {
        for typed in bad_input() {
            let begun = Instant::now();
            let hits = site.search(&typed, 20);
            assert!(hits.len() <= 20);
            for text in bad_input().iter().skip(3).step_by(3) {
                let _ = site.marks(&typed, text);
            }
            let took = begun.elapsed();
            assert!(took < bound, "{took:?} for {typed:.40}");
        }
    }
    // Two questions that are the same both come, in their order.
    let twice: Vec<usize> = sites[2]
        .search("dov'è il mio ordine", 9)
        .iter()
        .map(|hit| hit.entry)
        .collect();
    assert_eq!(twice, [0, 1]);
}
