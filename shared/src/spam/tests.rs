//! What is suspected, what never is, and that stamps cannot be made up.

use proptest::prelude::*;

use super::*;

/// As by default.
const MIN_MS: i64 = 3_000;

const SECRET: &[u8] = b"a secret of a site";
const NOW: i64 = 1_800_000_000_000;

/// A customer who took a minute, in a browser that did its work.
const CUSTOMER: Signs = Signs {
    honeypot_filled: false,
    elapsed_ms: Some(60_000),
    proof: Proof::Solved,
    links: 0,
    repeated_text: false,
    turnstile: None,
};

fn reasons(signs: Signs) -> Vec<Reason> {
    match signs.verdict(MIN_MS) {
        Verdict::Fine => vec![],
        Verdict::Suspected { reasons } => reasons,
    }
}

#[test]
fn honest_ways_of_writing_are_fine() {
    let without_script = Signs {
        proof: Proof::NotAsked,
        ..CUSTOMER
    };
    let without_worker = Signs {
        proof: Proof::Missing,
        ..CUSTOMER
    };
    let by_api = Signs {
        elapsed_ms: None,
        proof: Proof::Missing,
        ..CUSTOMER
    };
    let with_links = Signs {
        links: 9,
        ..CUSTOMER
    };
    let twice = Signs {
        repeated_text: true,
        ..CUSTOMER
    };
    let late = Signs {
        elapsed_ms: None,
        proof: Proof::Invalid,
        ..CUSTOMER
    };
    for signs in [
        CUSTOMER,
        without_script,
        without_worker,
        by_api,
        with_links,
        twice,
        late,
    ] {
        assert_eq!(signs.verdict(MIN_MS), Verdict::Fine, "{signs:?}");
    }
}

#[test]
fn one_sure_sign_is_enough() {
    for (signs, reason) in [
        (
            Signs {
                honeypot_filled: true,
                ..CUSTOMER
            },
            Reason::Honeypot,
        ),
        (
            Signs {
                elapsed_ms: Some(MIN_MS - 1),
                ..CUSTOMER
            },
            Reason::TooFast,
        ),
        (
            Signs {
                proof: Proof::Spent,
                ..CUSTOMER
            },
            Reason::ProofSpent,
        ),
        (
            Signs {
                turnstile: Some(false),
                ..CUSTOMER
            },
            Reason::Turnstile,
        ),
    ] {
        assert_eq!(reasons(signs), [reason]);
    }
    let just_in_time = Signs {
        elapsed_ms: Some(MIN_MS),
        turnstile: Some(true),
        ..CUSTOMER
    };
    assert_eq!(just_in_time.verdict(MIN_MS), Verdict::Fine);
}

#[test]
fn weak_signs_add_up_and_are_all_told() {
    let signs = Signs {
        elapsed_ms: None,
        proof: Proof::Invalid,
        links: MANY_LINKS,
        ..CUSTOMER
    };
    assert_eq!(
        reasons(signs),
        [Reason::ProofInvalid, Reason::ManyLinks, Reason::NoStamp]
    );
    let names = serde_json::to_string(&reasons(signs)).unwrap();
    assert_eq!(names, r#"["proof_invalid","many_links","no_stamp"]"#);
}

#[test]
fn owners_read_every_reason_with_its_weight() {
    let docs = include_str!("../../../docs/owners.md");
    for reason in [
        Reason::Honeypot,
        Reason::TooFast,
        Reason::NoStamp,
        Reason::ProofMissing,
        Reason::ProofInvalid,
        Reason::ProofSpent,
        Reason::Turnstile,
        Reason::ManyLinks,
        Reason::RepeatedText,
    ] {
        let name = serde_json::to_string(&reason).unwrap().replace('"', "`");
        let (start, end) = (format!("| {name} |"), format!("| {} |", reason.weight()));
        assert!(
            docs.lines()
                .any(|line| line.starts_with(&start) && line.ends_with(&end)),
            "{start} … {end}"
        );
    }
}

#[test]
fn links_are_counted_where_words_begin() {
    for (text, count) in [
        ("", 0),
        ("https://a.example", 1),
        ("see HTTP://a.example,https://b.example (www.c.example)", 3),
        ("https://www.a.example/?to=1", 1),
        ("<a href=\"https://a.example\">", 1),
        ("https and www, httpfoo, awww.nice", 0),
        ("è https://a.example\nWWW.b.example", 2),
    ] {
        assert_eq!(links(text), count, "{text}");
    }
}

#[test]
fn a_text_is_known_again_in_other_spaces_and_case() {
    let text = "Cheap lamps for everybody, only today and only here";
    let key = text_key(SECRET, text);
    assert!(key.is_some());
    let spaced = text.to_uppercase().replace(' ', " \n ");
    assert_eq!(text_key(SECRET, &spaced), key);
    assert_ne!(text_key(b"another site", text), key);
    assert_ne!(text_key(SECRET, &format!("{text}!")), key);
    assert_eq!(text_key(SECRET, "Dov'è il mio ordine?"), None);
}

#[test]
fn a_stamp_counts_for_a_day() {
    let text = stamp(SECRET, NOW);
    for (later, expected) in [
        (0, Some(0)),
        (4_200, Some(4_200)),
        (STAMP_MS, Some(STAMP_MS)),
        (STAMP_MS + 1, None),
        (-1, None),
    ] {
        assert_eq!(read_stamp(SECRET, &text, NOW + later), expected);
    }
    assert_eq!(read_stamp(b"another site", &text, NOW), None);
    for extreme in [i64::MIN, i64::MAX] {
        assert_eq!(
            read_stamp(SECRET, &stamp(SECRET, extreme), extreme),
            Some(0)
        );
        assert_eq!(read_stamp(SECRET, &stamp(SECRET, extreme), !extreme), None);
    }
}

proptest! {
    #[test]
    fn a_stamp_with_any_bit_flipped_is_none(opened in 0..NOW, later in 0..STAMP_MS) {
        let text = stamp(SECRET, opened);
        prop_assert_eq!(read_stamp(SECRET, &text, opened + later), Some(later));
        for bit in 0..text.len() * 8 {
            let mut bytes = text.clone().into_bytes();
            bytes[bit / 8] ^= 1 << (bit % 8);
            let flipped = String::from_utf8_lossy(&bytes);
            prop_assert_eq!(read_stamp(SECRET, &flipped, opened + later), None, "{}", flipped);
        }
    }

    #[test]
    fn any_text_may_claim_to_be_a_stamp(text in any::<String>(), now in any::<i64>()) {
        prop_assert_eq!(read_stamp(SECRET, &text, now), None);
        let _ = (links(&text), text_key(SECRET, &text));
    }
}
