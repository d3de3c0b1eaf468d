//! What limits promise, for any bucket at any time.

use proptest::prelude::*;

use super::*;
use crate::lang::Locale;

fn buckets() -> impl Strategy<Value = Bucket> {
    prop_oneof![
        (1..10_u32, 1..5_000_u32).prop_map(|(capacity, refill)| Bucket::new(capacity, refill)),
        (any::<u32>(), any::<u32>()).prop_map(|(capacity, refill)| Bucket::new(capacity, refill)),
    ]
}

/// Moments, mostly sensible, the ends of the numbers among them.
fn moments() -> impl Strategy<Value = i64> {
    prop_oneof![
        8 => 0..10_000_000_i64,
        1 => any::<i64>(),
        1 => prop::sample::select(vec![i64::MIN, i64::MAX, MAX_MS, -MAX_MS, 0]),
    ]
}

proptest! {
    #[test]
    fn a_bucket_never_holds_more_than_it_can(
        bucket in buckets(), full_at_ms in any::<i64>(), now in moments(),
    ) {
        let level = Level { full_at_ms };
        prop_assert!(level.tokens(bucket, now) <= bucket.capacity());
        prop_assert_eq!(
            take(Some(level), bucket, now).is_ok(), level.tokens(bucket, now) > 0
        );
    }

    #[test]
    fn a_token_taken_is_gone(bucket in buckets(), full_at_ms in any::<i64>(), now in moments()) {
        let level = Level { full_at_ms };
        if let Ok(after) = take(Some(level), bucket, now) {
            prop_assert_eq!(after.tokens(bucket, now) + 1, level.tokens(bucket, now));
        }
        let first = take(None, bucket, now);
        prop_assert_eq!(first.map(|level| level.tokens(bucket, now) + 1), Ok(bucket.capacity()));
    }

    /// Over any span, no more than the burst and what came back meanwhile.
    #[test]
    fn nothing_is_lent(
        bucket in buckets(), start in 0..1_000_000_i64,
        steps in prop::collection::vec(0..3_000_i64, 1..60),
    ) {
        let (mut now, mut level, mut taken) = (start, None, 0_i64);
        for step in steps {
            now += step;
            if let Ok(after) = take(level, bucket, now) {
                level = Some(after);
                taken += 1;
            }
            let back = (now - start) / i64::from(bucket.refill_ms());
            prop_assert!(taken <= i64::from(bucket.capacity()) + back);
        }
    }

    #[test]
    fn the_wait_is_exact(bucket in buckets(), start in 0..1_000_000_i64, gap in 0..2_000_i64) {
        // Emptied at once, which a large bucket is by its level alone.
        let full_at_ms = start + bucket.span_ms();
        let now = start + gap.min(i64::from(bucket.refill_ms()) - 1);
        let level = Some(Level { full_at_ms });
        let wait = take(level, bucket, now).expect_err("the bucket is empty");
        prop_assert!((1..=i64::from(bucket.refill_ms())).contains(&wait.ms));
        prop_assert!(take(level, bucket, now + wait.ms - 1).is_err());
        prop_assert!(take(level, bucket, now + wait.ms).is_ok());
        prop_assert!(wait.retry_after_s() * 1_000 >= wait.ms);
        prop_assert!((wait.retry_after_s() - 1) * 1_000 < wait.ms);
    }

    /// A clock set back costs nobody more than the wait for one token.
    #[test]
    fn time_going_backwards_neither_locks_out_nor_gives(
        bucket in buckets(), now in 0..1_000_000_i64, back in 0..i64::MAX,
    ) {
        let level = take(None, bucket, now).expect("a full bucket");
        let before = now.saturating_sub(back);
        prop_assert!(level.tokens(bucket, before) < bucket.capacity());
        if let Err(wait) = take(Some(level), bucket, before) {
            prop_assert!(wait.ms <= i64::from(bucket.refill_ms()));
        }
    }

    #[test]
    fn a_level_that_can_be_forgotten_is_a_full_bucket(
        bucket in buckets(), full_at_ms in moments(), now in moments(),
    ) {
        let level = Level { full_at_ms };
        if level.is_full(now) {
            prop_assert_eq!(take(Some(level), bucket, now), take(None, bucket, now));
        }
    }

    #[test]
    fn any_text_may_be_asked_for_its_network(ip in any::<String>(), now in any::<i64>()) {
        prop_assert_eq!(network(&ip).is_some(), address_key(b"secret", &ip, now).is_some());
    }
}

#[test]
fn a_long_pause_fills_the_bucket_and_no_more() {
    let bucket = Bucket::new(3, 1_000);
    let mut level = None;
    for _ in 0..3 {
        level = take(level, bucket, 0).ok();
    }
    assert_eq!(take(level, bucket, 0), Err(Wait { ms: 1_000 }));
    for now in [3_000, i64::MAX] {
        assert_eq!(level.map(|level| level.tokens(bucket, now)), Some(3));
    }
}

#[test]
fn every_action_has_a_name_that_files_use_and_a_rate_within_its_range() {
    for action in Action::ALL {
        let name = serde_json::to_value(action).unwrap();
        assert_eq!(name.as_str(), Some(action.name()));
        assert_eq!(Action::of(action.name()), Some(action));
        assert!(action.default_rate().is_valid());
        for locale in Locale::ALL {
            let message = action.message(&Catalogue::of(locale), Wait { ms: 60_001 });
            let plain = message.replace(['\u{2068}', '\u{2069}'], "");
            assert!(plain.contains(" 2 "), "{message}");
        }
    }
    let [scripted, plain] = [
        Action::SubmitFromAddress,
        Action::SubmitFromAddressWithoutScript,
    ]
    .map(Action::default_rate);
    assert!(
        plain.burst < scripted.burst && plain.burst > 0,
        "harder, but not a wall"
    );
}

#[test]
fn an_owner_sets_some_and_leaves_the_rest() {
    let limits: Limits =
        serde_json::from_str(r#"{"submit_from_address":{"burst":2,"per_hour":30}}"#).unwrap();
    let bucket = Action::SubmitFromAddress.bucket(&limits);
    assert_eq!((bucket.capacity(), bucket.refill_ms()), (2, 120_000));
    assert_eq!(
        Action::Upload.bucket(&limits),
        Action::Upload.default_rate().bucket()
    );
}

#[test]
fn addresses_of_one_household_are_one_network() {
    for (ip, expected) in [
        ("192.0.2.7", Some("192.0.2.7")),
        (" 192.0.2.7 ", Some("192.0.2.7")),
        ("::ffff:192.0.2.7", Some("192.0.2.7")),
        ("2001:db8:1:2:3:4:5:6", Some("2001:db8:1:2::/64")),
        ("2001:0DB8:1:2::1", Some("2001:db8:1:2::/64")),
        ("fe80::1%eth0", Some("fe80::/64")),
        ("::1", Some("::/64")),
        ("192.0.2.07", None),
        ("192.0.2", None),
        ("[::1]", None),
        ("unknown", None),
        ("", None),
    ] {
        assert_eq!(network(ip).as_deref(), expected, "{ip}");
    }
}

#[test]
fn an_address_is_counted_under_another_key_every_day_and_at_every_site() {
    const DAY: i64 = 86_400_000;
    let key = |secret: &str, ip, now| address_key(secret.as_bytes(), ip, now).unwrap();
    let today = key("one", "192.0.2.7", 5 * DAY);
    assert_eq!(today, key("one", "::ffff:192.0.2.7", 6 * DAY - 1));
    assert_ne!(today, key("one", "192.0.2.7", 6 * DAY));
    assert_ne!(today, key("two", "192.0.2.7", 5 * DAY));
    assert_ne!(today, key("one", "192.0.2.8", 5 * DAY));
    assert!(!today.contains("192"), "nothing of the address is in it");
}

#[test]
fn owners_read_the_defaults_that_hold() {
    let docs = include_str!("../../../docs/owners.md").replace(',', "");
    for action in Action::ALL {
        let Rate { burst, per_hour } = action.default_rate();
        let (start, end) = (
            format!("| `{}` |", action.name()),
            format!("| {burst} | {per_hour} |"),
        );
        assert!(
            docs.lines()
                .any(|line| line.starts_with(&start) && line.ends_with(&end)),
            "{start} … {end}"
        );
    }
}
