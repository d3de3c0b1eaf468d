use proptest::prelude::*;

use super::*;
use crate::webhook::events;

fn created(name: &str, message: &str, page: &str) -> Value {
    json!({
        "site": "demo",
        "ticket": { "reference": "7K3M-92QX", "name": name, "page": { "url": page } },
        "message": { "text": message },
    })
}

fn shown(name: &str, message: &str) -> String {
    text("ticket.created", &created(name, message, ""), Locale::En)
}

#[test]
fn a_new_request_is_told_in_one_sentence_with_what_was_written() {
    let data = created(
        "Marta",
        "Dov'è?\nGrazie",
        "https://bottega.example/lume?a=1&b=2",
    );
    assert_eq!(
        text("ticket.created", &data, Locale::It),
        "Nuova richiesta 7K3M-92QX da Marta\n<https://bottega.example/lume?a=1&amp;b=2|bottega.example>\n> Dov'è?\n> Grazie"
    );
    assert_eq!(
        payload(
            &json!({ "type": "ticket.created", "data": created("", "Hi", "") }).to_string(),
            Locale::En
        ),
        r#"{"text":"New request 7K3M-92QX from –\n> Hi"}"#
    );
}

#[test]
fn every_event_has_a_sentence_in_every_language() {
    let data = json!({});
    for kind in events() {
        for locale in Locale::ALL {
            let text = text(kind, &data, locale);
            assert!(!text.contains(['{', '}']) && !text.contains(kind), "{text}");
        }
        let mut said = Locale::ALL.map(|locale| sentence(kind, locale)).to_vec();
        said.sort_unstable();
        said.dedup();
        assert_eq!(said.len(), Locale::ALL.len(), "{kind}");
    }
    assert_eq!(text("order.paid", &data, Locale::En), "Event: order.paid");
    assert_eq!(payload("[", Locale::It), r#"{"text":"Evento: "}"#);
}

#[test]
fn a_customer_can_ping_nobody_and_hide_nothing() {
    for (written, as_shown) in [
        ("<!channel>", "&lt;\u{200b}!channel&gt;"),
        ("<!here|here>", "&lt;\u{200b}!here|here&gt;"),
        ("<!subteam^S012>", "&lt;\u{200b}!subteam^S012&gt;"),
        ("<@U012AB3CD>", "&lt;\u{200b}@\u{200b}U012AB3CD&gt;"),
        (
            "<@&81384788765712384>",
            "&lt;\u{200b}@\u{200b}&amp;81384788765712384&gt;",
        ),
        ("<#C012|general>", "&lt;\u{200b}#C012|general&gt;"),
        ("&lt;!channel&gt;", "&amp;lt;!channel&amp;gt;"),
        ("@everyone", "@\u{200b}everyone"),
        ("@EVERYONE", "@\u{200b}EVERYONE"),
        ("hi@everyone", "hi@\u{200b}everyone"),
        (
            "@here @channel @all",
            "@\u{200b}here @\u{200b}channel @\u{200b}all",
        ),
        ("(@marta)", "(@\u{200b}marta)"),
        ("@@here", "@\u{200b}@\u{200b}here"),
        ("@\u{200b}here", "@\u{200b}here"),
        ("@\u{2060}everyone", "@\u{200b}everyone"),
        ("@\u{0}here", "@\u{200b} here"),
        ("anna@posta.example", "anna@posta.example"),
        ("anna.b+c@posta.example", "anna.b+c@posta.example"),
        (
            "[pay](https://evil.example)",
            "[pay]\u{200b}(https://evil.example)",
        ),
        (
            "![x](https://evil.example/p.png)",
            "![x]\u{200b}(https://evil.example/p.png)",
        ),
        ("[a][b]", "[a]\u{200b}[b]"),
        (
            "[b]: https://evil.example",
            "[b]\u{200b}: https://evil.example",
        ),
        (
            "<https://evil.example|our bank>",
            "&lt;\u{200b}https://evil.example|our bank&gt;",
        ),
        ("a < b > c & d", "a &lt; b &gt; c &amp; d"),
        ("\u{202e}gnp.exe", "gnp.exe"),
        ("a\tb\rc\u{7}", "a b c "),
        ("\"}, {\"text\": \"x", "\"}, {\"text\": \"x"),
    ] {
        let expected = format!("New request 7K3M-92QX from {as_shown}");
        assert_eq!(shown(written, ""), expected, "{written:?}");
    }
    assert_eq!(
        shown("x\n<!channel>\n> y", ""),
        "New request 7K3M-92QX from x &lt;\u{200b}!channel&gt; &gt; y"
    );
}

#[test]
fn a_link_shows_where_it_leads_and_holds_nothing_else() {
    for (url, as_shown) in [
        (
            "https://shop.example/a|b>c",
            "\n<https://shop.example/a%7Cb%3Ec|shop.example>",
        ),
        (
            "https://good.example@evil.example/",
            "\n<https://good.example%40evil.example/|evil.example>",
        ),
        (
            "https://a.example/@here",
            "\n<https://a.example/%40here|a.example>",
        ),
        ("javascript:alert(1)", ""),
        ("mailto:a@b.example", ""),
        ("not an address", ""),
        ("https://evil.example|good.example/", ""),
    ] {
        let shown = text("ticket.created", &created("A", "", url), Locale::En);
        assert_eq!(
            shown,
            format!("New request 7K3M-92QX from A{as_shown}"),
            "{url}"
        );
    }
}

#[test]
fn a_long_text_is_cut_between_characters_and_says_so() {
    let text = shown("A", &"<".repeat(9_000));
    assert!(text.ends_with("&lt;\u{200b}…"), "{text}");
    assert!(text.chars().count() <= MAX_CHARS);
    assert_eq!(shown(&"è".repeat(9_000), "x").chars().count(), MAX_CHARS);
}

proptest! {
    #[test]
    fn whatever_is_written_stays_a_quotation(name in ".{0,40}", message in "(?s)(.|<!|<@|@here|@|\\]\\(|\n){0,200}") {
        let shown = shown(&name, &message);
        prop_assert!(shown.chars().count() <= MAX_CHARS);
        prop_assert!(!shown.contains('<'), "{}", shown);
        prop_assert!(!shown.contains("]("));
        for word in EVERYBODY {
            let word = format!("@{word}");
            prop_assert!(!shown.to_ascii_lowercase().contains(&word), "{}", shown);
        }
        let lines_all_quoted = shown.lines().skip(1).all(|line| line.starts_with("> "));
        prop_assert!(lines_all_quoted, "{}", shown);
    }
}
