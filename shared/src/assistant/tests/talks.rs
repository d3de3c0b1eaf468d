//! Conversations as customers have them.

use super::{filled, is_person, last, offers, said, with};
use crate::assistant::{Input, Talk, Turn};

const NEITHER: &str = "Su questo non ho una risposta sicura. Ti metto in contatto con una persona?";

#[test]
fn a_sure_answer_is_shown_and_rated() {
    with(&["cost", "time"], true, |around| {
        let talk = Talk::begin(around).step(around, said(" Quanto\ncosta? "));
        assert_eq!(
            talk.turns.get(1),
            Some(&Turn::Customer("Quanto costa?".into()))
        );
        assert!(matches!(&talk.turns[2], Turn::Faq { id, .. } if id == "cost"));
        assert_eq!(last(&talk), "Ti è stato utile?");
        assert_eq!(offers(&talk), ["Sì", "Non ancora"]);
        let helped = talk.clone().step(around, Input::Chose(0));
        assert_eq!(helped.rated, Some(("cost".into(), true)));
        assert!(helped.offers.is_empty() && helped.missed.is_empty());
        // It counts once.
        assert_eq!(helped.step(around, said("Grazie")).rated, None);

        let not = talk.step(around, Input::Chose(1));
        assert_eq!(not.rated, Some(("cost".into(), false)));
        assert_eq!(
            offers(&not),
            ["Quanto dura la spedizione?", "Nessuna di queste"]
        );
        assert!(not.missed.is_empty());
        let next = not
            .step(around, Input::Chose(0))
            .step(around, Input::Chose(1));
        assert_eq!(last(&next), NEITHER);
        assert!(is_person(&next));
        assert_eq!(next.missed, ["Quanto costa?"]);
    });
}

#[test]
fn what_it_does_not_know_it_says_and_offers_a_person() {
    with(&[], false, |around| {
        let talk = Talk::begin(around).step(around, said("Fate gelati?"));
        assert_eq!(last(&talk), NEITHER);
        assert!(is_person(&talk));
        assert_eq!(talk.missed, ["Fate gelati?"]);
        let hand = talk.hand_over(around);
        assert_eq!(hand.message, "Fate gelati?");
        assert!(
            hand.transcript
                .ends_with(&format!("Tu: Fate gelati?\nAssistente: {NEITHER}"))
        );
    });
}

#[test]
fn what_was_found_and_is_gone_is_not_offered() {
    with(&["gone", "flow:gone"], true, |around| {
        let talk = Talk::begin(around).step(around, said("Quanto?"));
        assert_eq!(last(&talk), NEITHER);
    });
}

#[test]
fn a_question_may_begin_a_flow_and_the_flow_hands_over_filled_in() {
    with(&["flow:order-status"], true, |around| {
        let talk = Talk::begin(around).step(around, said("dov'è il mio pacco"));
        assert_eq!(
            talk.ask.as_ref().map(|ask| ask.field.id.as_str()),
            Some("order")
        );
        let wrong = talk.step(around, filled("12"));
        assert_eq!(wrong.error, "Il numero d'ordine è fatto così: BL-12");
        let talk = wrong.step(around, filled(" bl-42 "));
        assert!(talk.error.is_empty() && talk.ask.is_none());
        assert_eq!(talk.turns[4].text(), "Ordine BL-42.");
        assert!(matches!(&talk.turns[5], Turn::Link(link) if link.href.ends_with("?n=BL-42")));
        let talk = talk.step(around, Input::Chose(0));
        assert!(is_person(&talk));
        let hand = talk.hand_over(around);
        assert_eq!(
            (hand.topic.as_str(), hand.flow.as_str()),
            ("order", "order-status/late")
        );
        assert_eq!(hand.message, "L'ordine BL-42 non arriva");
        assert_eq!(hand.fields[0].value, "BL-42");
        // Another question is about something else.
        let other = talk.step(around, said("Altro")).hand_over(around);
        assert_eq!(
            (other.topic.as_str(), other.message.as_str()),
            ("", "Altro")
        );
    });
}

#[test]
fn what_a_customer_fills_in_is_never_markup() {
    with(&["flow:order-status"], true, |around| {
        let site = super::SHOP.replace("pattern = \"BL-##\", ", "");
        let site = crate::site::Site::from_toml(&site).unwrap();
        let it = crate::lang::Lang::parse("it").unwrap();
        let flows = crate::assistant::Flow::of_site(&site, &it);
        let around = crate::assistant::Around {
            panel: around.panel,
            texts: around.texts,
            flows: &flows,
            find: around.find,
        };
        let evil = "<img src=x onerror=alert(1)>&{order}\"'";
        let talk = Talk::begin(&around)
            .step(&around, Input::Chose(0))
            .step(&around, filled(evil));
        let html = talk.turns.iter().find_map(|turn| match turn {
            Turn::Html(html) if html.contains("onerror") => Some(html.as_str()),
            _ => None,
        });
        assert!(html.is_some_and(|html| !html.contains("<img") && html.contains("&lt;img")));
        let href = talk.turns.iter().find_map(|turn| match turn {
            Turn::Link(link) => Some(link.href.as_str()),
            _ => None,
        });
        assert_eq!(
            href,
            Some(
                "https://bottega.example/o?n=%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E%26%7Border%7D%22%27"
            )
        );
        // The team reads what was written.
        assert!(talk.hand_over(&around).transcript.contains(evil));
    });
}

#[test]
fn a_conversation_comes_back_whole_from_its_lines_and_goes_back_a_step() {
    with(&["cost"], false, |around| {
        let talk = Talk::begin(around)
            .step(around, said("Quanto?"))
            .step(around, Input::Chose(0))
            .step(around, Input::Chose(0))
            .step(around, said("E poi?"));
        assert_eq!(Talk::replay(around, &talk.inputs()), talk);
        // A form gives line ends back as two characters.
        assert_eq!(
            Talk::replay(around, &talk.inputs().replace('\n', "\r\n")),
            talk
        );
        let back = talk.back(around);
        assert_eq!(back.inputs(), "sQuanto?\nc0\nc0\n");
        let begin = back.back(around).back(around).back(around).back(around);
        assert_eq!(begin, Talk::begin(around));
        assert!(!begin.is_begun() && begin.hand_over(around).transcript.is_empty());
    });
}

#[test]
fn an_empty_question_is_asked_for_and_what_is_not_offered_changes_nothing() {
    with(&[], false, |around| {
        let talk = Talk::begin(around);
        let empty = talk.clone().step(around, said(" \u{0} "));
        assert_eq!(empty.error, "Qui manca la risposta");
        for nothing in [Input::Chose(7), filled("x")] {
            assert_eq!(talk.clone().step(around, nothing), talk);
        }
    });
}

#[test]
fn a_long_conversation_ends_with_a_person() {
    with(&[], false, |around| {
        let mut talk = Talk::begin(around);
        for n in 0..100 {
            talk = talk.step(around, said(&format!("{n} {}", "x".repeat(2_000))));
        }
        assert!(is_person(&talk) && !talk.error.is_empty());
        assert!(talk.inputs().lines().count() <= crate::assistant::MAX_INPUTS);
        let transcript = talk.hand_over(around).transcript;
        assert!(transcript.chars().count() <= crate::assistant::MAX_TRANSCRIPT + 2);
        // Of a long one the end is kept.
        assert!(transcript.starts_with('…') && transcript.ends_with(NEITHER));
    });
}
