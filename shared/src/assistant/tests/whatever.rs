//! Whatever comes: no panic, a person, and an end.

use proptest::prelude::*;

use super::{is_person, with};
use crate::assistant::{Around, Ask, Input, MAX_TRANSCRIPT, Talk};
use crate::panel::{Choice, Control, Field};

fn input() -> impl Strategy<Value = Input> {
    prop_oneof![
        any::<String>().prop_map(Input::Said),
        (0_usize..9).prop_map(Input::Chose),
        prop::collection::vec(any::<String>(), 0..3).prop_map(Input::Filled),
        Just(Input::Filled(vec!["BL-42".into()])),
    ]
}

/// What holds of every conversation.
fn holds(around: &Around<'_>, talk: &Talk) {
    let hand = talk.hand_over(around);
    assert!(hand.transcript.chars().count() <= MAX_TRANSCRIPT + 2);
    assert!(talk.error.is_empty() || !talk.inputs().contains('\r'));
    assert_eq!(hand.transcript.is_empty(), !talk.is_begun());
    // Either a question is open, or anything can be asked.
    assert!(talk.ask.is_none() || talk.offers.is_empty());
}

proptest! {
    #[test]
    fn any_conversation_goes_on_and_comes_back_the_same(
        inputs in prop::collection::vec(input(), 0..12),
        found in prop::sample::subsequence(vec!["cost", "time", "gone", "flow:order-status"], 0..4),
        sure: bool,
    ) {
        with(&found, sure, |around| {
            let mut talk = Talk::begin(around);
            for input in inputs {
                talk = talk.step(around, input);
                holds(around, &talk);
                let mut again = Talk::replay(around, &talk.inputs());
                // What did not fit was said once, and is not kept.
                again.error.clone_from(&talk.error);
                again.rated.clone_from(&talk.rated);
                assert_eq!(again, talk);
            }
            // Whoever helped nobody ends with a person.
            for _ in 0..40 {
                if talk.ask.is_some() {
                    talk = talk.step(around, Input::Filled(vec!["BL-42".into()]));
                }
                let last = talk.offers.len().wrapping_sub(1);
                if is_person(&talk) || talk.offers.is_empty() {
                    break;
                }
                talk = talk.step(around, Input::Chose(last));
            }
            assert!(is_person(&talk) || talk.offers.is_empty());
        });
    }

    #[test]
    fn any_lines_are_a_conversation(lines: String) {
        with(&["cost"], true, |around| holds(around, &Talk::replay(around, &lines)));
    }

    #[test]
    fn any_lines_of_the_right_kind_are_a_conversation(lines in "([scf][0-9 a-zA-Z\u{2028}\u{2029}<&{}-]{0,9}\n){0,80}") {
        with(&["flow:order-status"], false, |around| holds(around, &Talk::replay(around, &lines)));
    }

    #[test]
    fn any_value_of_any_field_is_taken_or_answered(
        control in 0_usize..9, required: bool, min in "[0-9.,-]{0,9}", max: String,
        pattern in "[#@*A-]{0,5}", values in prop::collection::vec(any::<String>(), 0..3),
    ) {
        const CONTROLS: [Control; 9] = [
            Control::Line, Control::Lines, Control::Code, Control::Product, Control::Number,
            Control::Date, Control::One, Control::Any, Control::Tick,
        ];
        let choices = vec![Choice { id: "a".into(), label: "A".into() }];
        let ask = Ask {
            field: Field {
                id: "x".into(), control: CONTROLS[control], required, min, max, choices,
                ..Field::default()
            },
            pattern,
            next: 0,
        };
        with(&[], false, |around| {
            if let Err(wrong) = ask.read(&values, around.texts) {
                assert!(!wrong.is_empty());
            }
        });
    }
}

#[test]
fn numbers_and_dates_are_kept_within_their_bounds() {
    let ask = |control, min: &str, max: &str| Ask {
        field: Field {
            control,
            min: min.into(),
            max: max.into(),
            ..Field::default()
        },
        ..Ask::default()
    };
    with(&[], false, |around| {
        let fits = |ask: &Ask, value: &str| ask.read(&[value.into()], around.texts).is_ok();
        let number = ask(Control::Number, "-1.5", "10");
        for (value, good) in [
            ("2", true),
            ("2,5", true),
            ("-1.5", true),
            ("10.000", true),
            ("0.001", true),
            ("-1.501", false),
            ("10.001", false),
            ("1e3", false),
            ("", true),
            ("-", false),
            (".", false),
            ("1.", true),
            ("1.2.3", false),
            ("99999999999999999999", false),
        ] {
            assert_eq!(fits(&number, value), good, "{value}");
        }
        let date = ask(Control::Date, "2024-01-01", "2026-12-31");
        for (value, good) in [
            ("2024-02-29", true),
            ("2025-02-29", false),
            ("2026-12-31", true),
            ("2027-01-01", false),
            ("2026-13-01", false),
            ("2026-00-10", false),
            ("2026-04-31", false),
            ("26-04-01", false),
        ] {
            assert_eq!(fits(&date, value), good, "{value}");
        }
    });
}
