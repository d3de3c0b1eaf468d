//! What counts as a solution, against an independent implementation and against whoever forges.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;

const SECRET: &[u8] = b"a secret of a site";
const NOW: i64 = 1_800_000_000_000;

fn vectors() -> Value {
    serde_json::from_str(include_str!("vectors.json")).unwrap()
}

/// As a browser would.
fn solve(challenge: &Challenge) -> String {
    let number = (0..=challenge.maxnumber)
        .find(|number| sha256(&format!("{}{number}", challenge.salt)) == challenge.challenge)
        .expect("every challenge can be solved");
    payload(challenge, number)
}

fn payload(challenge: &Challenge, number: u32) -> String {
    let mut payload = serde_json::to_value(challenge).unwrap();
    let fields = payload.as_object_mut().unwrap();
    fields.remove("maxnumber");
    fields.insert("number".into(), number.into());
    STANDARD.encode(payload.to_string())
}

#[test]
fn what_altcha_lib_made_and_solved_is_right_here() {
    let vectors = vectors();
    let secret = vectors["secret"].as_str().unwrap().as_bytes();
    let now = vectors["now_ms"].as_i64().unwrap();
    let payloads = vectors["altcha"].as_array().unwrap();
    assert_eq!(payloads.len(), 3);
    for text in payloads {
        let text = text.as_str().unwrap();
        let solution = verify(secret, text, now).expect("a right solution");
        assert_eq!(solution.expires_s, 4_000_003_600);
        assert_eq!(digest(&read(text).unwrap()), solution.digest);
        assert_eq!(verify(b"another", text, now), Err(Refusal::Wrong));
    }
}

/// `e2e/proof.spec.ts` has altcha-lib solve and verify these.
#[test]
fn the_challenges_altcha_lib_is_given_are_ours() {
    let vectors = vectors();
    let secret = vectors["secret"].as_str().unwrap().as_bytes();
    let now = vectors["now_ms"].as_i64().unwrap();
    let made: Vec<_> = [(0, 0_u128), (5_000, u128::MAX / 3), (5_000, u128::MAX)]
        .map(|(maxnumber, entropy)| challenge(secret, maxnumber, now, entropy))
        .into();
    assert_eq!(json!(made), vectors["ours"], "{}", json!(made));
}

#[test]
fn a_solution_counts_until_it_expires() {
    let text = solve(&challenge(SECRET, 500, NOW, 1 << 40 | 77 << 24));
    let expires = NOW + LIFETIME_S * 1_000;
    for now in [NOW, expires, expires + 999] {
        assert!(verify(SECRET, &text, now).is_ok());
    }
    for now in [expires + 1_000, i64::MAX] {
        assert_eq!(verify(SECRET, &text, now), Err(Refusal::Expired));
    }
}

/// CVE-2025-68113: digits of the number read as digits of the time make an expired one new.
#[test]
fn digits_cannot_move_from_the_number_into_the_salt() {
    let challenge = challenge(SECRET, 4_711, NOW, 0xFFFF_FFFF);
    for salt in [
        format!("{}4", challenge.salt),
        challenge.salt.trim_end_matches('&').into(),
        challenge.salt.replace('&', ""),
        challenge.salt.replace("expires", "x"),
        challenge.salt.replace("=1", "=+1"),
        String::new(),
        "è".repeat(24),
    ] {
        let moved = Challenge {
            salt,
            ..challenge.clone()
        };
        for number in [4_711, 711] {
            assert_eq!(
                verify(SECRET, &payload(&moved, number), NOW),
                Err(Refusal::Wrong)
            );
        }
    }
    assert!(verify(SECRET, &payload(&challenge, 4_711), NOW).is_ok());
}

#[test]
fn challenges_differ_and_stay_within_their_numbers() {
    let [one, other] = [1 << 33, 2 << 33].map(|entropy| challenge(SECRET, 9, NOW, entropy));
    assert_ne!(one.challenge, other.challenge);
    let top = challenge(SECRET, u32::MAX, NOW, u128::MAX);
    assert!(verify(SECRET, &payload(&top, u32::MAX), NOW).is_ok());
    for now in [i64::MIN, i64::MAX] {
        assert!(verify(SECRET, &solve(&challenge(SECRET, 3, now, 5)), now).is_ok());
    }
}

#[test]
fn more_is_asked_the_more_comes_in() {
    assert_eq!(difficulty(0, BASE), BASE);
    assert_eq!(difficulty(QUIET_PER_MINUTE, BASE), BASE);
    assert_eq!(difficulty(60, BASE), 10 * BASE);
    assert_eq!(difficulty(u32::MAX, BASE), CAP);
    assert_eq!(difficulty(u32::MAX, 0), 0, "a site that asks nothing");
    assert_eq!(difficulty(u32::MAX, u32::MAX), u32::MAX);
    let asked: Vec<_> = (0..500).map(|load| difficulty(load, BASE)).collect();
    assert!(asked.is_sorted());
}

proptest! {
    // Each of them tries some 5,000 bits.
    #![proptest_config(ProptestConfig::with_cases(8))]
    #[test]
    fn a_solution_with_any_bit_flipped_is_refused(entropy in any::<u128>()) {
        let text = solve(&challenge(SECRET, 50, NOW, entropy));
        prop_assert!(verify(SECRET, &text, NOW).is_ok());
        let json = STANDARD.decode(&text).unwrap();
        for bit in 0..json.len() * 8 {
            let mut flipped = json.clone();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let flipped = STANDARD.encode(flipped);
            prop_assert!(verify(SECRET, &flipped, NOW).is_err(), "bit {}", bit);
        }
        for bit in 0..text.len() * 8 {
            let mut flipped = text.clone().into_bytes();
            flipped[bit / 8] ^= 1 << (bit % 8);
            let flipped = String::from_utf8_lossy(&flipped);
            prop_assert!(verify(SECRET, &flipped, NOW).is_err(), "bit {}", bit);
        }
    }

}

proptest! {
    #[test]
    fn anything_at_all_may_claim_to_be_a_solution(
        text in any::<String>(), bytes in prop::collection::vec(any::<u8>(), 0..400),
        now in any::<i64>(),
    ) {
        prop_assert_eq!(verify(SECRET, &STANDARD.encode(&bytes), now).is_ok(), false);
        prop_assert_eq!(verify(SECRET, &text, now).is_ok(), false);
    }

    #[test]
    fn fields_of_any_kind_are_refused(
        algorithm in "SHA-256|SHA-1|", challenge in "[0-9a-f]{0,70}|\\PC*",
        number in prop_oneof![
            any::<i64>().prop_map(Value::from), any::<f64>().prop_map(Value::from),
            "\\PC*".prop_map(Value::from), Just(Value::Null),
        ],
        salt in "[0-9a-f]{24}\\?expires=[0-9]{1,30}&|\\PC*", signature in "[0-9a-f]{64}|\\PC*",
    ) {
        let payload = json!({
            "algorithm": algorithm, "challenge": challenge, "number": number,
            "salt": salt, "signature": signature,
        });
        let text = STANDARD.encode(payload.to_string());
        prop_assert!(verify(SECRET, &text, NOW).is_err());
    }
}

#[test]
fn a_long_text_is_not_read() {
    let text = solve(&challenge(SECRET, 50, NOW, 9));
    let mut json = STANDARD.decode(text).unwrap();
    json.resize(MAX_PAYLOAD / 4 * 3, b' ');
    assert!(verify(SECRET, &STANDARD.encode(&json), NOW).is_ok());
    json.push(b' ');
    assert_eq!(read(&STANDARD.encode(&json)), Err(Refusal::Unreadable));
}
