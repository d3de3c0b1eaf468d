use serde_json::{Value, json};

use super::*;

const NEW: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const OLD: &str = "whsec_b2xkZXIgc2VjcmV0IG9mIHRoaXJ0eS10d28gYnl0ZXM=";

fn endpoint(more: Value) -> Endpoint {
    let mut value = json!({ "url": "https://shop.example/hook", "secret": NEW });
    value
        .as_object_mut()
        .unwrap()
        .extend(more.as_object().unwrap().clone());
    serde_json::from_value(value).unwrap()
}

fn keys(endpoint: &Endpoint) -> Vec<String> {
    endpoint
        .findings()
        .into_iter()
        .map(|(key, _)| key)
        .collect()
}

#[test]
fn a_short_endpoint_is_whole() {
    let short = endpoint(json!({}));
    assert_eq!(keys(&short), [] as [&str; 0]);
    assert!(short.enabled && short.format == Format::Standard);
    assert!(short.wants("ticket.created") && short.wants("anything.new"));
    let kept = serde_json::to_value(&short).unwrap();
    assert_eq!(kept["secret"], NEW);
    assert_eq!(serde_json::from_value::<Endpoint>(kept).unwrap(), short);
}

#[test]
fn an_endpoint_without_a_name_is_named_after_its_address() {
    let name = |url: &str| endpoint(json!({ "url": url })).id().to_string();
    assert_eq!(name("https://shop.example/hook"), "shop-example-cc41546b");
    assert_eq!(
        name("https://shop.example/hook"),
        name("https://shop.example/hook")
    );
    assert_ne!(
        name("https://shop.example/hook"),
        name("https://shop.example/hook2")
    );
    assert!(name("http://127.0.0.1:8790/").starts_with("127-0-0-1-"));
    assert!(name("https://[::1]/").starts_with("1-"));
    assert!(name(&format!("https://{}example/", "long.".repeat(40))).len() <= 80);
    assert_eq!(name("").len(), 8);
    let named = endpoint(json!({ "id": "orders" }));
    assert_eq!(named.id().as_str(), "orders");
}

#[test]
fn while_a_secret_is_changed_both_sign_the_newest_first() {
    let (id, at, body) = ("evt_1", 1_614_265_330, r#"{"type":"ticket.created"}"#);
    let sign = |secret: &str| Secret::parse(secret).unwrap().sign(id, at, body);
    let before = endpoint(json!({ "secret": OLD }));
    let during = endpoint(json!({ "previous_secret": OLD }));
    let after = endpoint(json!({}));
    assert_eq!(before.signatures(id, at, body), sign(OLD));
    assert_eq!(
        during.signatures(id, at, body),
        format!("{} {}", sign(NEW), sign(OLD))
    );
    assert_eq!(after.signatures(id, at, body), sign(NEW));
    assert_ne!(sign(NEW), sign(OLD));
}

#[test]
fn a_request_carries_the_event_signed_and_the_headers_of_its_own() {
    let endpoint = endpoint(json!({ "headers": { "Authorization": "Bearer abc" } }));
    let body = r#"{"type":"ticket.created","data":{}}"#;
    let sent = endpoint.outgoing("evt_1", body, 1_614_265_330, Locale::It);
    assert_eq!(sent.body, body);
    let expected = [
        ("content-type", "application/json"),
        ("webhook-id", "evt_1"),
        ("webhook-timestamp", "1614265330"),
        (
            "webhook-signature",
            &endpoint.signatures("evt_1", 1_614_265_330, body),
        ),
        ("authorization", "Bearer abc"),
    ]
    .map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(sent.headers, expected);
}

#[test]
fn a_channel_gets_a_sentence_and_needs_no_secret() {
    let channel = endpoint(json!({ "secret": null, "format": "slack" }));
    assert_eq!(keys(&channel), [] as [&str; 0]);
    let body = r#"{"type":"survey.submitted","data":{}}"#;
    let sent = channel.outgoing("evt_1", body, 0, Locale::En);
    assert_eq!(sent.body, r#"{"text":"A customer answered the survey"}"#);
    assert!(
        sent.headers
            .iter()
            .all(|(name, _)| name != HEADER_SIGNATURE)
    );
    // With a secret, what is sent is what is signed.
    let signed = endpoint(json!({ "format": "slack" })).outgoing("evt_1", body, 0, Locale::En);
    let signature = Secret::parse(NEW).unwrap().sign("evt_1", 0, &signed.body);
    assert!(
        signed
            .headers
            .contains(&(HEADER_SIGNATURE.into(), signature))
    );
}

#[test]
fn everything_that_does_not_fit_is_named_by_its_key() {
    for (more, key) in [
        (json!({ "url": "shop.example" }), "url"),
        (json!({ "url": "https://me:pw@shop.example/" }), "url"),
        (json!({ "url": "ftp://shop.example/" }), "url"),
        (json!({ "secret": null }), "secret"),
        (json!({ "previous_secret": NEW }), "previous_secret"),
        (
            json!({ "secret": null, "format": "slack", "previous_secret": OLD }),
            "previous_secret",
        ),
        (
            json!({ "events": ["ticket.created", "ticket.lost"] }),
            "events[1]",
        ),
    ] {
        assert_eq!(keys(&endpoint(more.clone())), [key], "{more}");
    }
    for broken in [
        json!({ "url": "https://a.example", "secret": "whsec_short" }),
        json!({ "url": "https://a.example", "secret": "whsec_short", "format": "slack" }),
        json!({ "url": "https://a.example", "format": "teams" }),
        json!({ "url": "https://a.example", "id": "Not a slug" }),
        json!({ "url": "https://a.example", "secrets": [] }),
    ] {
        assert!(serde_json::from_value::<Endpoint>(broken).is_err());
    }
}

#[test]
fn no_header_injects_another_or_replaces_ours() {
    let long = "x".repeat(MAX_HEADER_VALUE + 1);
    for (name, value, key) in [
        ("", "x", "headers"),
        ("a b", "x", "headers"),
        ("a:", "x", "headers"),
        ("a\r\nhost", "x", "headers"),
        ("a\n", "x", "headers"),
        ("a\0", "x", "headers"),
        ("à", "x", "headers"),
        ("a\u{a0}b", "x", "headers"),
        ("(a)", "x", "headers"),
        ("a/b", "x", "headers"),
        (&"n".repeat(101), "x", "headers"),
        ("x-a", "", "headers.x-a"),
        ("x-a", " ", "headers.x-a"),
        ("x-a", " x", "headers.x-a"),
        ("x-a", "x ", "headers.x-a"),
        ("x-a", "x\r\nhost: evil.example", "headers.x-a"),
        ("x-a", "x\nwebhook-id: evt_2", "headers.x-a"),
        ("x-a", "x\r", "headers.x-a"),
        ("x-a", "x\r\n\r\n{}", "headers.x-a"),
        ("x-a", "x\ty", "headers.x-a"),
        ("x-a", "x\0", "headers.x-a"),
        ("x-a", "x\u{7f}", "headers.x-a"),
        ("x-a", "x\u{85}y", "headers.x-a"),
        ("x-a", "x\u{2028}y", "headers.x-a"),
        ("x-a", "č\u{10a}", "headers.x-a"),
        ("x-a", "嘊嘍host: evil.example", "headers.x-a"),
        ("x-a", &long, "headers.x-a"),
        ("Content-Type", "text/html", "headers.Content-Type"),
        ("content-length", "0", "headers.content-length"),
        ("Content-Encoding", "gzip", "headers.Content-Encoding"),
        ("HOST", "evil.example", "headers.HOST"),
        ("User-Agent", "x", "headers.User-Agent"),
        ("Connection", "close", "headers.Connection"),
        ("Transfer-Encoding", "chunked", "headers.Transfer-Encoding"),
        ("te", "trailers", "headers.te"),
        ("Upgrade", "websocket", "headers.Upgrade"),
        ("Cookie", "a=b", "headers.Cookie"),
        ("Expect", "100-continue", "headers.Expect"),
        ("Proxy-Authorization", "x", "headers.Proxy-Authorization"),
        ("Webhook-Id", "evt_2", "headers.Webhook-Id"),
        ("webhook-signature", "v1,x", "headers.webhook-signature"),
        ("webhook-anything", "x", "headers.webhook-anything"),
    ] {
        let endpoint = endpoint(json!({ "headers": { name: value } }));
        assert_eq!(keys(&endpoint), [key], "{name:?}: {value:?}");
        // Even if it were kept, it would not be sent.
        let ours = endpoint
            .outgoing("evt_1", "{}", 0, Locale::It)
            .headers
            .len();
        assert_eq!(ours, 4, "{name:?}: {value:?}");
    }
    for (name, value) in [
        ("Authorization", "Bearer abc.def-123=="),
        ("x-api-key", "k"),
        (
            "X_Odd!#$%&'*+-.^_`|~9",
            "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
        ),
        ("accept", "application/json, text/plain;q=0.5"),
        ("x-a", &"x".repeat(MAX_HEADER_VALUE)),
    ] {
        assert_eq!(
            keys(&endpoint(json!({ "headers": { name: value } }))),
            [] as [&str; 0],
            "{name}"
        );
    }
    assert_eq!(
        keys(&endpoint(json!({ "headers": { "X-A": "1", "x-a": "2" } }))),
        ["headers.x-a"]
    );
    let many: BTreeMap<_, _> = (0..11).map(|n| (format!("x-{n}"), "y")).collect();
    assert_eq!(keys(&endpoint(json!({ "headers": many }))), ["headers"]);
}

#[test]
fn neither_secrets_nor_header_values_are_shown() {
    let endpoint = endpoint(json!({
        "previous_secret": OLD, "headers": { "authorization": "Bearer abc" }
    }));
    let shown = format!("{endpoint:?}");
    assert!(shown.contains("authorization") && shown.contains("shop.example"));
    for hidden in ["Bearer", "whsec", "MfKQ"] {
        assert!(!shown.contains(hidden), "{shown}");
    }
}
