use proptest::prelude::*;
use serde_json::json;

use super::*;

const ISSUER: &str = "https://team.cloudflareaccess.com";
const TAG: &str = "32eafc7626e737";
const NOW: i64 = 1_800_000_000;

fn trust() -> Trust {
    Trust::read(ISSUER, TAG).unwrap().unwrap()
}

fn part(value: &Value) -> String {
    URL_SAFE_NO_PAD.encode(value.to_string())
}

fn header() -> Value {
    json!({ "alg": "RS256", "kid": "k1", "typ": "JWT" })
}

fn claims() -> Value {
    json!({
        "iss": ISSUER,
        "aud": [TAG],
        "email": "marta@bottega-lume.example",
        "iat": NOW - 60,
        "nbf": NOW - 60,
        "exp": NOW + 3_600,
        "type": "app",
    })
}

fn token(header: &Value, claims: &Value) -> String {
    let signature = URL_SAFE_NO_PAD.encode([7; 256]);
    format!("{}.{}.{signature}", part(header), part(claims))
}

fn read(token: &str) -> Result<String, Refused> {
    let email = Assertion::parse(token)?.email(&trust(), NOW)?;
    Ok(email.as_str().to_owned())
}

/// The claims with one of them otherwise; null takes it out.
fn with(name: &str, value: Value) -> String {
    let mut claims = claims();
    let all = claims.as_object_mut().unwrap();
    match value {
        Value::Null => all.remove(name),
        value => all.insert(name.to_owned(), value),
    };
    token(&header(), &claims)
}

fn under(header: Value) -> String {
    token(&header, &claims())
}

#[test]
fn a_token_of_our_team_for_our_application_names_who_it_is() {
    let marta = Ok("marta@bottega-lume.example".to_owned());
    assert_eq!(read(&token(&header(), &claims())), marta);
    assert_eq!(read(&with("aud", json!(TAG))), marta);
    assert_eq!(read(&with("aud", json!(["other", TAG]))), marta);
    assert_eq!(read(&with("nbf", Value::Null)), marta);
    assert_eq!(read(&with("exp", json!(NOW as f64 + 0.5))), marta);
    let token = token(&header(), &claims());
    let taken = Assertion::parse(&token).unwrap();
    assert_eq!(taken.kid, "k1");
    assert_eq!(taken.signature, [7; 256]);
    assert!(token.starts_with(taken.signed) && taken.signed.matches('.').count() == 1);
}

#[test]
fn every_other_token_is_refused_for_its_reason() {
    let good = token(&header(), &claims());
    let parts: Vec<&str> = good.split('.').collect();
    for (token, why) in [
        (
            under(json!({ "alg": "none", "kid": "k1" })),
            Refused::Algorithm,
        ),
        (
            under(json!({ "alg": "None", "kid": "k1" })),
            Refused::Algorithm,
        ),
        (
            under(json!({ "alg": "HS256", "kid": "k1" })),
            Refused::Algorithm,
        ),
        (
            under(json!({ "alg": "RS512", "kid": "k1" })),
            Refused::Algorithm,
        ),
        (
            under(json!({ "alg": ["RS256"], "kid": "k1" })),
            Refused::Algorithm,
        ),
        (
            under(json!({ "alg": "RS256", "kid": "k1", "crit": ["exp"] })),
            Refused::Algorithm,
        ),
        (under(json!({ "kid": "k1" })), Refused::Algorithm),
        (under(json!({ "alg": "RS256" })), Refused::Unreadable),
        (
            under(json!({ "alg": "RS256", "kid": "" })),
            Refused::Unreadable,
        ),
        (
            under(json!({ "alg": "RS256", "kid": 1 })),
            Refused::Unreadable,
        ),
        (under(json!(["RS256", "k1"])), Refused::Unreadable),
        (
            with("iss", json!("https://other.cloudflareaccess.com")),
            Refused::Issuer,
        ),
        (with("iss", json!(format!("{ISSUER}/"))), Refused::Issuer),
        (with("iss", Value::Null), Refused::Issuer),
        (with("aud", json!("other")), Refused::Audience),
        (with("aud", json!([])), Refused::Audience),
        (with("aud", json!([[TAG]])), Refused::Audience),
        (with("aud", json!({ TAG: TAG })), Refused::Audience),
        (with("aud", Value::Null), Refused::Audience),
        (with("exp", json!(NOW - LEEWAY_S)), Refused::Expired),
        (with("exp", json!("tomorrow")), Refused::Expired),
        (with("exp", json!(-1e300)), Refused::Expired),
        (with("exp", Value::Null), Refused::Expired),
        (with("nbf", json!(NOW + LEEWAY_S + 1)), Refused::Early),
        (with("nbf", json!("now")), Refused::Early),
        (with("email", Value::Null), Refused::Nobody),
        (with("email", json!("marta")), Refused::Nobody),
        (
            with("email", json!(["marta@bottega-lume.example"])),
            Refused::Nobody,
        ),
        (String::new(), Refused::Unreadable),
        ("..".into(), Refused::Unreadable),
        (format!("{}.{}", parts[0], parts[1]), Refused::Unreadable),
        (format!("{}.{}.", parts[0], parts[1]), Refused::Unreadable),
        (format!("{good}="), Refused::Unreadable),
        (format!("{good}.{}", parts[2]), Refused::Unreadable),
        (format!("Bearer {good}"), Refused::Unreadable),
        (
            with("email", json!("a".repeat(MAX_BYTES))),
            Refused::Unreadable,
        ),
    ] {
        assert_eq!(read(&token), Err(why), "{token}");
    }
}

#[test]
fn clocks_may_be_a_minute_apart() {
    for (exp, nbf, good) in [
        (NOW - LEEWAY_S + 1, NOW, true),
        (NOW - LEEWAY_S, NOW, false),
        (NOW + 1, NOW + LEEWAY_S, true),
        (NOW + 1, NOW + LEEWAY_S + 1, false),
    ] {
        let mut claims = claims();
        claims["exp"] = json!(exp);
        claims["nbf"] = json!(nbf);
        assert_eq!(
            read(&token(&header(), &claims)).is_ok(),
            good,
            "{exp} {nbf}"
        );
    }
}

#[test]
fn an_operator_sets_both_or_neither_and_an_address_that_cannot_be_listened_to() {
    assert_eq!(Trust::read("", " "), Ok(None));
    for issuer in [
        ISSUER,
        "https://team.cloudflareaccess.com/",
        " HTTPS://Team.CloudflareAccess.com ",
    ] {
        let trust = Trust::read(issuer, TAG).unwrap().unwrap();
        assert_eq!(trust.issuer(), ISSUER);
        assert_eq!(trust.certs(), format!("{ISSUER}/cdn-cgi/access/certs"));
    }
    for here in [
        "http://127.0.0.1:8080",
        "http://[::1]:8080",
        "http://localhost:8080",
    ] {
        assert_eq!(Trust::read(here, TAG).unwrap().unwrap().issuer(), here);
    }
    for (issuer, audience, why) in [
        (ISSUER, "", Unclear::NoAudience),
        ("", TAG, Unclear::NoIssuer),
        ("team.cloudflareaccess.com", TAG, Unclear::Issuer),
        ("http://team.cloudflareaccess.com", TAG, Unclear::Issuer),
        ("http://10.0.0.1", TAG, Unclear::Issuer),
        ("http://localhost.example", TAG, Unclear::Issuer),
        ("ftp://team.cloudflareaccess.com", TAG, Unclear::Issuer),
        ("https://me@team.cloudflareaccess.com", TAG, Unclear::Issuer),
        (
            "https://team.cloudflareaccess.com/cdn-cgi",
            TAG,
            Unclear::Issuer,
        ),
        ("https://team.cloudflareaccess.com?x", TAG, Unclear::Issuer),
        ("https://team.cloudflareaccess.com#x", TAG, Unclear::Issuer),
        (ISSUER, "two tags", Unclear::Audience),
        (ISSUER, "one,two", Unclear::Audience),
        (ISSUER, "è", Unclear::Audience),
    ] {
        assert_eq!(
            Trust::read(issuer, audience),
            Err(why),
            "{issuer} {audience}"
        );
    }
}

fn jwk(kid: &str) -> Value {
    let n = URL_SAFE_NO_PAD.encode([9; 256]);
    json!({ "kid": kid, "kty": "RSA", "alg": "RS256", "use": "sig", "e": "AQAB", "n": n })
}

fn set(kids: &[&str]) -> String {
    let keys: Vec<Value> = kids.iter().map(|kid| jwk(kid)).collect();
    json!({ "keys": keys, "public_cert": { "kid": "k1", "cert": "…" } }).to_string()
}

#[test]
fn only_keys_that_rs256_can_be_verified_with_are_taken() {
    assert_eq!(Key::of_set(&set(&["k1", "k2"])).len(), 2);
    for (name, value) in [
        ("kty", json!("EC")),
        ("alg", json!("RS512")),
        ("use", json!("enc")),
        ("kid", Value::Null),
        ("e", json!("")),
        ("e", json!("not base64url")),
        ("n", json!(URL_SAFE_NO_PAD.encode([9; 128]))),
        ("n", json!(URL_SAFE_NO_PAD.encode([9; 2_000]))),
    ] {
        let mut key = jwk("k1");
        key[name] = value.clone();
        let json = json!({ "keys": [key, jwk("k2")] }).to_string();
        let kids: Vec<String> = Key::of_set(&json).into_iter().map(|key| key.kid).collect();
        assert_eq!(kids, ["k2"], "{name} {value}");
    }
    for json in [
        "",
        "[]",
        "{}",
        r#"{"keys":{}}"#,
        r#"{"keys":[null,1,"k1"]}"#,
        "<h1>404</h1>",
    ] {
        assert_eq!(Key::of_set(json), [], "{json}");
    }
}

#[test]
fn keys_are_remembered_and_asked_for_again_for_one_nobody_knows() {
    let mut ring = Ring::new();
    let found = |look| matches!(look, Look::Key(_));
    assert_eq!(ring.look("k1", NOW), Look::Ask);
    assert_eq!(ring.look("k1", NOW + 1), Look::Wait);
    ring.answered(Some(&set(&["k1"])), NOW + 2);
    assert!(found(ring.look("k1", NOW + 3)));
    assert!(found(ring.look("k1", NOW + 2 + FRESH_MS - 1)));

    // The team changes its keys.
    let later = NOW + TRY_EVERY_MS;
    assert_eq!(ring.look("k2", later - 1), Look::Unknown);
    assert_eq!(ring.look("k2", later), Look::Ask);
    ring.answered(Some(&set(&["k2"])), later);
    assert!(found(ring.look("k2", later)));
    assert_eq!(
        ring.look("k1", later),
        Look::Unknown,
        "one that was withdrawn"
    );
    assert_eq!(ring.look("k2", later + FRESH_MS), Look::Ask);
}

#[test]
fn keys_are_never_asked_for_more_than_once_a_minute() {
    let mut ring = Ring::new();
    let mut asked = Vec::new();
    for now_ms in (0..600_000).step_by(500) {
        if ring.look(&format!("k{now_ms}"), now_ms) == Look::Ask {
            asked.push(now_ms);
            // Sometimes with keys, sometimes without, sometimes never.
            match asked.len() % 3 {
                0 => ring.answered(None, now_ms),
                1 => ring.answered(Some(&set(&["other"])), now_ms),
                _ => {}
            }
        }
    }
    assert_eq!(asked.len(), 10);
    assert!(
        asked
            .windows(2)
            .all(|pair| pair[1] - pair[0] >= TRY_EVERY_MS)
    );
}

#[test]
fn an_answer_without_keys_takes_none_away_and_nobody_waits_for_ever() {
    let mut ring = Ring::new();
    ring.look("k1", NOW);
    ring.answered(Some(&set(&["k1"])), NOW);
    assert_eq!(ring.look("k2", NOW + TRY_EVERY_MS), Look::Ask);
    ring.answered(Some("<h1>502</h1>"), NOW + TRY_EVERY_MS);
    assert!(matches!(ring.look("k1", NOW + TRY_EVERY_MS), Look::Key(_)));
    // Whoever asked is gone.
    let later = NOW + 2 * TRY_EVERY_MS;
    assert_eq!(ring.look("k2", later), Look::Ask);
    assert_eq!(ring.look("k2", later + PATIENCE_MS - 1), Look::Wait);
    assert_eq!(ring.look("k2", later + PATIENCE_MS), Look::Unknown);
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
        Just(json!("RS256")),
        Just(json!(ISSUER)),
        Just(json!(TAG)),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        let name = prop_oneof![
            any::<String>(),
            Just("alg".to_owned()),
            Just("keys".to_owned()),
            Just("exp".to_owned()),
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(name, inner, 0..4)
                .prop_map(|all| Value::Object(all.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn any_text_is_refused_and_never_more(text in any::<String>(), now in any::<i64>()) {
        prop_assert!(read(&text).is_err());
        let _ = Trust::read(&text, &text);
        let mut ring = Ring::new();
        ring.look(&text, now);
        ring.answered(Some(&text), now);
        prop_assert!(!matches!(ring.look(&text, now), Look::Key(_)));
    }

    #[test]
    fn any_part_that_is_cut_off_or_put_together_otherwise_is_refused(
        at in 0_usize..800, header_of in any_json(), set_of in any_json(),
    ) {
        let good = token(&header(), &claims());
        // A signature that is cut in the middle of it can be read: it does not hold.
        let signature = good.rfind('.').unwrap() + 1;
        if at <= signature {
            prop_assert!(read(&good[..at]).is_err());
        }
        prop_assert!(read(&token(&header_of, &claims())).is_err());
        Key::of_set(&set_of.to_string());
    }

    #[test]
    fn no_claim_of_another_shape_lets_anybody_in(
        name in prop::sample::select(vec!["iss", "aud", "exp", "email"]), value in any_json(), now in any::<i64>(),
    ) {
        let token = with(name, value.clone());
        let taken = Assertion::parse(&token).unwrap();
        let _ = taken.email(&trust(), now);
        let lets_in = match name {
            "iss" => value == json!(ISSUER),
            "aud" => value == json!(TAG) || value.as_array().is_some_and(|all| all.contains(&json!(TAG))),
            "exp" => value.as_f64().is_some_and(|exp| exp.floor() + LEEWAY_S as f64 > NOW as f64),
            _ => value.as_str().is_some_and(|text| EmailAddress::parse(text).is_some()),
        };
        prop_assert_eq!(taken.email(&trust(), NOW).is_ok(), lets_in);
    }
}
