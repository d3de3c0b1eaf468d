use serde_json::json;

use super::*;

fn site() -> Site {
    Site::from_toml(
        r#"
        name = "Bottega"
        languages = ["it", "en"]
        time_zone = "Europe/Rome"
        [mail]
        from = "Bottega <ciao@bottega.example>"
        team = ["team@bottega.example"]
        [[topics]]
        id = "order"
        label = { it = "Ordine", en = "Order" }
        [[faqs]]
        id = "cost"
        question = { it = "Quanto costa?" }
        answer = { it = "Dipende." }
        [[webhooks]]
        url = "https://a.example/hook"
        secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        [[webhooks]]
        url = "https://b.example/hook"
        secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        events = ["ticket.created"]
        "#,
    )
    .unwrap()
}

fn draft() -> Draft {
    Draft {
        email: " anna@posta.example ".into(),
        message: "Dov'è il mio ordine?\r\nGrazie <b>".into(),
        topic: "order".into(),
        faqs_seen: vec!["cost".into(), "none".into()],
        ..Draft::default()
    }
}

fn codes(draft: Draft) -> Vec<(String, String)> {
    match draft.check(&site()) {
        Ok(_) => vec![],
        Err(errors) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
    }
}

#[test]
fn a_good_draft_is_kept_as_written() {
    let request = draft().check(&site()).unwrap();
    assert_eq!(request.message, "Dov'è il mio ordine?\r\nGrazie <b>");
    assert_eq!(request.email.as_str(), "anna@posta.example");
    assert_eq!(request.lang.as_str(), "it");
    assert_eq!(request.faqs_seen.len(), 1);
}

#[test]
fn every_field_that_is_wrong_is_named_once() {
    let pair = |field: &str, code: &str| (field.to_owned(), code.to_owned());
    assert_eq!(
        codes(Draft::default()),
        [pair("email", "required"), pair("message", "required")]
    );
    let wrong = Draft {
        name: "n".repeat(MAX_NAME + 1),
        email: "anna".into(),
        topic: "none".into(),
        message: "è".repeat(MAX_MESSAGE + 1),
        ..Draft::default()
    };
    assert_eq!(
        codes(wrong),
        [
            pair("name", "too_long"),
            pair("email", "invalid"),
            pair("topic", "unknown"),
            pair("message", "too_long")
        ]
    );
    let errors = Draft {
        lang: "en".into(),
        ..Draft::default()
    }
    .check(&site())
    .unwrap_err();
    assert_eq!(
        errors.first().map(|e| e.message.as_str()),
        Some("We need an address to answer you at")
    );
}

#[test]
fn json_of_any_shape_is_read_or_named() {
    assert_eq!(Draft::from_json(&json!([])), Err(vec![""]));
    assert_eq!(
        Draft::from_json(&json!({"email": null, "new": 1})),
        Ok(Draft::default())
    );
    assert_eq!(
        Draft::from_json(&json!({"email": 1, "message": [], "page": "x", "faqs_seen": [1]})),
        Err(vec!["email", "message", "page", "faqs_seen"])
    );
    assert_eq!(
        Draft::from_json(&json!({"page": {"url": {}}})),
        Err(vec!["page.url"])
    );
}

#[test]
fn opening_writes_ticket_message_event_and_every_delivery() {
    let request = draft().check(&site()).unwrap();
    let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
    let entropy = Entropy {
        reference: 7,
        ids: 0x0123_4567_89AB_CDEF_0123_4567_89AB_CDEF,
    };
    let opened = open("demo", &site(), request, now, entropy);
    assert_eq!(opened.ticket.created_at, "2026-11-23T09:00:00.000Z");
    let ids = [&opened.ticket.id, &opened.message.id, &opened.event.id];
    assert!(ids.iter().all(|id| id.len() == 30));
    assert_ne!(
        opened.ticket.id.get(14..),
        opened.event.id.get(14..),
        "random parts differ"
    );
    assert_eq!(opened.jobs.len(), 4);
    let Some(Job::Webhook { body, .. }) = opened.jobs.last() else {
        panic!()
    };
    let body: Value = serde_json::from_str(body).unwrap();
    assert_eq!(body["type"], "ticket.created");
    assert_eq!(body["timestamp"], "2026-11-23T09:00:00.000Z");
    assert_eq!(body["data"]["ticket"]["reference"], "0000-0007");
    assert_eq!(body["data"]["message"]["truncated"], false);
    assert_eq!(body["data"], opened.event.data);
}

#[test]
fn a_webhook_of_the_longest_message_stays_under_20_kb() {
    let mut long = draft();
    long.message = "\u{1F600}".repeat(MAX_MESSAGE);
    long.name = "\u{1}".repeat(MAX_NAME);
    long.faqs_seen = vec!["cost".into(); 99];
    long.page = Page {
        url: "è".repeat(9_000),
        title: "t".repeat(9_000),
    };
    let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
    let request = long.check(&site()).unwrap();
    let opened = open(
        "demo",
        &site(),
        request,
        now,
        Entropy {
            reference: 0,
            ids: 0,
        },
    );
    let Some(Job::Webhook { body, .. }) = opened.jobs.last() else {
        panic!()
    };
    assert!(body.len() < 20_000, "{}", body.len());
    assert_eq!(
        opened.message.text.chars().count(),
        MAX_MESSAGE,
        "kept whole"
    );
}
