//! What an owner may write, and what is said where it does not fit.

use super::SHOP;
use crate::{answers, lang::Lang, site::Site, ticket::Priority};

/// Key and sentence of each finding.
fn findings(text: &str) -> Vec<(String, String)> {
    match Site::from_toml(text) {
        Ok(_) => vec![],
        Err(errors) => errors.into_iter().map(|e| (e.key, e.message)).collect(),
    }
}

#[test]
fn every_error_names_its_place_and_what_to_write() {
    assert_eq!(findings(SHOP), []);
    for (from, to, key, says) in [
        (
            "next = \"seen\"",
            "next = \"see\"",
            "flows[0].steps[0].next",
            "no step “see”",
        ),
        ("next = \"seen\"", "", "flows[0].steps[0]", "“next”"),
        (
            "next = \"what\"",
            "next = \"number\"",
            "flows[0].steps[0]",
            "leads back",
        ),
        (
            "next = \"what\"",
            "next = \"fine\"",
            "flows[0].steps[2]",
            "leads to “what”",
        ),
        ("next = \"what\"", "", "flows[0].steps[1]", "leads nowhere"),
        (
            "next = \"fine\"",
            "next = \"none\"",
            "flows[0].steps[2].choices[2].next",
            "no step “none”",
        ),
        (
            "end = true",
            "end = true\nfaq = \"cost\"",
            "flows[0].steps[5]",
            "Only one",
        ),
        (
            "say = { it = \"Bene.\" }\n",
            "",
            "flows[0].steps[5].end",
            "before the end",
        ),
        (
            "faq = \"cost\"",
            "faq = \"costs\"",
            "flows[0].steps[4].faq",
            "[[faqs]]",
        ),
        (
            "topic = \"order\"",
            "topic = \"orders\"",
            "flows[0].steps[3].hand_over.topic",
            "[[topics]]",
        ),
        (
            "Ordine {order}.",
            "Ordine {ordre}.",
            "flows[0].steps[1].say.it",
            "“{ordre}” is asked nowhere",
        ),
        (
            "url = \"https://",
            "url = \"http://",
            "flows[0].steps[1].link.url",
            "https://",
        ),
        (
            "bottega.example/o",
            "{order}.example/ o",
            "flows[0].steps[1].link.url",
            "https://",
        ),
        (
            "pattern = \"BL-##\"",
            "pattern = \"BL\"",
            "flows[0].steps[0].ask.pattern",
            "“BL-#####”",
        ),
        (
            "id = \"fine\"",
            "id = \"late\"",
            "flows[0].steps[5].id",
            "used twice",
        ),
        (
            "{ it = \"Niente\" }",
            "{ de = \"Nichts\" }",
            "flows[0].steps[2].choices[2].label.de",
            "languages",
        ),
        (
            "priority = \"high\"",
            "priority = \"huge\"",
            "flows[0].steps[3].hand_over.priority",
            "high",
        ),
        ("title = { it", "titel = { it", "flows[0].titel", "title"),
    ] {
        let broken = SHOP.replacen(from, to, 1);
        assert_ne!(broken, SHOP, "{from}");
        let found = findings(&broken);
        let told = found
            .iter()
            .any(|(k, message)| k == key && message.contains(says));
        assert!(told, "{to}: expected {key} “{says}”, got {found:?}");
    }
}

#[test]
fn there_is_an_end_to_how_many_there_may_be() {
    let step = "[[flows.steps]]\nid = \"sN\"\nsay = { it = \"x\" }\nnext = \"sM\"\n";
    let mut many = SHOP.to_owned();
    for n in 0..40 {
        many.push_str(
            &step
                .replace('N', &n.to_string())
                .replace('M', &(n + 1).to_string()),
        );
    }
    assert_eq!(findings(&many)[0].0, "flows[0].steps");
    let mut many = SHOP.to_owned();
    for n in 0..20 {
        many.push_str(&format!(
            "[[flows]]\nid = \"f{n}\"\ntitle = {{ it = \"x\" }}\n[[flows.steps]]\nid = \"a\"\nsay = {{ it = \"x\" }}\nend = true\n"
        ));
    }
    assert_eq!(
        findings(&many),
        [("flows".into(), "There are 21 here; at most 20 fit.".into())]
    );
}

#[test]
fn the_engine_finds_a_flow_as_it_finds_a_faq() {
    let entries = answers::entries(&super::shop(), &Lang::parse("en").unwrap());
    let flow = entries.iter().find(|entry| entry.id == "flow:order-status");
    assert_eq!(
        flow.map(|flow| flow.question.as_str()),
        Some("Where is my order?")
    );
}

#[test]
fn a_hand_over_is_known_by_its_flow_and_step() {
    let site = super::shop();
    let priority = |name| site.hand_over(name).and_then(|hand| hand.priority);
    assert_eq!(priority("order-status/late"), Some(Priority::High));
    for nothing in [
        "",
        "/",
        "order-status",
        "order-status/fine",
        "x/late",
        "order-status/late/x",
    ] {
        assert_eq!(priority(nothing), None, "{nothing}");
    }
}
