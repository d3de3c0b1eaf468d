//! What is understood of questions and messages, on the demo shop and on FAQs made up for it.
#![cfg(feature = "server")]

use proptest::prelude::*;
use shared::answers::{Entry, Index, MAX_SUGGESTED, Reply, build, entries};
use shared::lang::Lang;
use shared::site::Site;

fn lang(code: &str) -> Lang {
    Lang::parse(code).unwrap()
}

fn demo(code: &str) -> Index {
    let site = Site::from_toml(include_str!("../../e2e/demo/site.toml")).unwrap();
    let lang = lang(code);
    Index::read(&build(&lang, &entries(&site, &lang))).unwrap()
}

fn faqs(questions: &[(&str, &[&str])]) -> Vec<Entry> {
    let entry = |(place, (question, also)): (usize, &(&str, &[&str]))| Entry {
        id: format!("faq-{place}"),
        question: (*question).to_owned(),
        also: also.iter().map(|text| (*text).to_owned()).collect(),
        ..Entry::default()
    };
    questions.iter().enumerate().map(entry).collect()
}

fn index(code: &str, questions: &[&str]) -> Index {
    let questions: Vec<(&str, &[&str])> = questions.iter().map(|q| (*q, [].as_slice())).collect();
    Index::read(&build(&lang(code), &faqs(&questions))).unwrap()
}

fn first(index: &Index, question: &str) -> Option<(String, f32)> {
    let hit = index.rank(question, 1).first().copied()?;
    Some((index.entries()[hit.entry].id.clone(), hit.score))
}

fn suggested(code: &str, message: &str) -> Vec<String> {
    let index = demo(code);
    let hits = index.suggest(message, MAX_SUGGESTED);
    hits.iter()
        .map(|hit| index.entries()[hit.entry].id.clone())
        .collect()
}

#[test]
fn a_message_that_asks_what_a_faq_asks_gets_it() {
    for (code, message, faq) in [
        (
            "it",
            "Buongiorno, ho sbagliato l'indirizzo di consegna, come posso fare? Grazie",
            "change-order",
        ),
        (
            "it",
            "vorrei annullare il mio ordine BL-12345",
            "change-order",
        ),
        (
            "en",
            "Hello, can I still cancel the order I placed?",
            "change-order",
        ),
        (
            "en",
            "I never got the confirmation email you speak of. Did it go through? I haven't received anything",
            "no-confirmation",
        ),
    ] {
        let found = suggested(code, message);
        assert!(found.iter().any(|f| f == faq), "{message}: {found:?}");
        assert!(found.len() <= MAX_SUGGESTED);
    }
}

#[test]
fn weak_evidence_suggests_nothing() {
    for (code, message) in [
        ("it", ""),
        ("it", "ordine"),
        ("it", "Ciao, grazie mille!"),
        (
            "it",
            "La lampada che ho comprato fa uno strano rumore quando la accendo",
        ),
        ("it", "Siete bravissimi, il vaso è bellissimo"),
        ("en", "The lamp I bought makes a strange noise"),
        ("en", "Who do I talk to about an exhibition in our gallery?"),
        ("de", "Wo ist meine Bestellung?"),
        ("it", "😀 ?? ///"),
    ] {
        assert_eq!(suggested(code, message), [""; 0], "{message}");
    }
}

#[test]
fn the_demo_answers_what_is_asked_in_other_words() {
    for (code, question, faq) in [
        ("it", "come faccio a pagare", "payment-methods"),
        ("it", "tra quanto arriva il rimborso", "refund-time"),
        ("it", "voglio restituire un vaso", "return-how"),
        (
            "it",
            "si possono mettere le tazze in lavastoviglie",
            "cleaning",
        ),
        ("en", "how do i get an invoice for my company", "invoice"),
        ("en", "what bulb fits the lamp", "lamp-bulb"),
        ("en", "my card was declined", "payment-failed"),
        ("en", "i want my money back", "refund-time"),
    ] {
        let found = first(&demo(code), question).unwrap();
        assert_eq!(found.0, faq, "{question}: {found:?}");
        assert_ne!(demo(code).ask(question), Reply::Unknown, "{question}");
    }
}

#[test]
fn what_nothing_answers_is_not_answered() {
    for (code, questions) in [
        (
            "it",
            [
                "ciao",
                "grazie mille",
                "come stai?",
                "che tempo fa a Roma",
                "mi piace il calcio",
            ],
        ),
        (
            "en",
            [
                "hi",
                "thank you",
                "how are you",
                "who won the match",
                "tell me a joke about cats",
            ],
        ),
    ] {
        let index = demo(code);
        for question in questions {
            let reply = index.ask(question);
            assert!(!matches!(reply, Reply::Sure(_)), "{question}: {reply:?}");
        }
    }
}

#[test]
fn ten_faqs_of_one_phrasing_carry_a_question_by_likeness() {
    for (code, questions, asked) in [
        (
            "de",
            [
                "Wie lange dauert der Versand?",
                "Wie kann ich bezahlen?",
                "Wie sende ich etwas zurück?",
                "Wo finde ich meine Rechnung?",
            ],
            [
                "Versanddauer",
                "Mit was kann man bezahlen",
                "zurücksenden",
                "Ich brauche die Rechnung",
            ],
        ),
        (
            "ja",
            [
                "配送にはどのくらいかかりますか",
                "支払い方法を教えてください",
                "返品できますか",
                "領収書はもらえますか",
            ],
            [
                "配送は何日かかりますか",
                "支払い方法は？",
                "商品を返品したい",
                "領収書が欲しい",
            ],
        ),
        (
            "zh",
            [
                "多久可以送到？",
                "如何付款？",
                "如何退货？",
                "可以开发票吗？",
            ],
            ["几天可以送到", "怎么付款", "我想退货", "发票"],
        ),
        (
            "ar",
            [
                "كم يستغرق التوصيل؟",
                "كيف يمكنني الدفع؟",
                "كيف أرجع الطلب؟",
                "هل يمكنني الحصول على فاتورة؟",
            ],
            [
                "مدة التوصيل",
                "طرق الدفع",
                "أريد أن أرجع المنتج",
                "أحتاج فاتورة",
            ],
        ),
    ] {
        let index = index(code, &questions);
        for (place, question) in asked.iter().enumerate() {
            let found = first(&index, question);
            let (id, _) = found.clone().unwrap_or_default();
            assert_eq!(id, format!("faq-{place}"), "{question}: {found:?}");
            assert_ne!(index.ask(question), Reply::Unknown, "{question}: {found:?}");
        }
    }
}

#[test]
fn twins_are_both_offered() {
    let index = index(
        "en",
        &["How can I pay?", "How can I pay?", "Where are you?"],
    );
    let Reply::Perhaps(hits) = index.ask("how can i pay") else {
        panic!("one twin was preferred");
    };
    let entries: Vec<usize> = hits.iter().map(|hit| hit.entry).collect();
    assert_eq!(entries.get(..2), Some([0, 1].as_slice()));
}

#[test]
fn bad_questions_have_a_defined_answer() {
    let long = "a".repeat(10_000);
    let longer = "where is my order ".repeat(2_000);
    let mixed = "wo ist 配送 الطلب моя заказ";
    let sites = [
        index("it", &[]),
        index("it", &["Come posso pagare?"]),
        index("en", &["", "?!", "😀", "the of and"]),
        demo("it"),
    ];
    for question in [
        "",
        "a",
        "😀",
        "il la di",
        "\u{fffd}\u{0}",
        "؟",
        mixed,
        &long,
        &longer,
    ] {
        for index in &sites {
            for hit in index.rank(question, 5) {
                assert!(hit.score.is_finite() && (0.0..=1.0).contains(&hit.score));
            }
            let _ = (index.ask(question), index.suggest(question, 3));
        }
    }
    assert_eq!(sites[0].ask("come posso pagare"), Reply::Unknown);
    assert!(matches!(sites[1].ask("come posso pagare"), Reply::Sure(_)));
    assert_eq!(sites[3].ask("il la di"), Reply::Unknown);
}

fn words() -> impl Strategy<Value = String> {
    prop::collection::vec("[a-eè]{1,5}|配送|الطلب|the|order", 1..7).prop_map(|w| w.join(" "))
}

fn site() -> impl Strategy<Value = Vec<Entry>> {
    let faq = (words(), prop::collection::vec(words(), 0..5));
    prop::collection::vec(faq, 0..12).prop_map(|faqs| {
        let entry = |(place, (question, also))| Entry {
            id: format!("faq-{place:02}"),
            question,
            also,
            ..Entry::default()
        };
        faqs.into_iter().enumerate().map(entry).collect()
    })
}

proptest! {
    #[test]
    fn the_order_of_faqs_is_nothing(faqs in site(), turn in 0_usize..12) {
        let mut turned = faqs.clone();
        turned.rotate_left(turn.min(faqs.len()));
        turned.reverse();
        prop_assert_eq!(build(&lang("en"), &faqs), build(&lang("en"), &turned));
    }

    #[test]
    fn a_faq_asked_by_its_title_comes_first(faqs in site()) {
        let index = Index::read(&build(&lang("en"), &faqs)).unwrap();
        for faq in &faqs {
            let asked = faq.question.to_uppercase();
            let hits = index.rank(&asked, 12);
            prop_assert_eq!(hits.first().map(|hit| hit.score), Some(1.0));
            let found = hits.iter().find(|hit| index.entries()[hit.entry].id == faq.id);
            prop_assert_eq!(found.map(|hit| hit.score), Some(1.0));
        }
    }

    #[test]
    fn a_damaged_index_is_refused_or_answers(faqs in site(), at in any::<prop::sample::Index>(), to: u8, cut: bool) {
        let mut bytes = build(&lang("en"), &faqs);
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] = to }
        if let Ok(index) = Index::read(&bytes) {
            let _ = (index.ask("the order"), index.suggest("the order of abc. the e", 3));
        }
    }
}
