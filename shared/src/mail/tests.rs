use super::*;
use crate::{lang::Lang, ticket::Page};

fn site() -> Site {
    Site::from_toml(
        r#"
        name = "Bottega <Lume>"
        languages = ["it", "en"]
        time_zone = "Europe/Rome"
        [mail]
        from = "Bottega Lumè <ciao@bottega.example>"
        team = ["team@bottega.example", "second@bottega.example"]
        [hours]
        monday = ["09:00-18:00"]
        [[topics]]
        id = "order"
        label = { it = "Il mio ordine", en = "My order" }
        "#,
    )
    .unwrap()
}

fn ticket() -> Ticket {
    crate::ticket::sample()
}

fn mail(kind: MailKind, ticket: &Ticket, message: &str) -> String {
    let site = site();
    let now = "2026-11-22T09:00:00Z".parse().unwrap(); // a Sunday
    let matter = Matter {
        site: &site,
        ticket,
        message,
        to: ticket.email.as_ref().unwrap(),
        delivery_id: "dlv_1",
        now,
    };
    String::from_utf8(write(kind, matter).unwrap().raw).unwrap()
}

fn headers(raw: &str) -> Vec<(String, String)> {
    let (head, _) = raw.split_once("\r\n\r\n").unwrap();
    head.replace("\r\n\t", " ")
        .replace("\r\n ", " ")
        .split("\r\n")
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn header(raw: &str, name: &str) -> String {
    let found = headers(raw);
    let mut values = found.iter().filter(|(n, _)| n.eq_ignore_ascii_case(name));
    let value = values.next().map(|(_, v)| v.clone()).unwrap_or_default();
    assert_eq!(values.next(), None, "{name} stands once");
    value
}

/// The text and HTML parts, decoded.
fn parts(kind: MailKind, ticket: &Ticket, message: &str) -> (String, String) {
    let raw = mail(kind, ticket, message);
    let parsed = mail_parser::MessageParser::default()
        .parse(raw.as_bytes())
        .unwrap();
    (
        parsed.body_text(0).unwrap().into_owned(),
        parsed.body_html(0).unwrap().into_owned(),
    )
}

#[test]
fn an_acknowledgement_says_what_happens_next_in_the_customers_language() {
    let (text, html) = parts(MailKind::Acknowledgement, &ticket(), "Dov'è?\nGrazie");
    for part in [&text, &html] {
        assert!(part.contains("Ciao Anna,"), "{part}");
        assert!(
            part.contains("Torniamo domani alle 9:00 e leggiamo la tua richiesta."),
            "{part}"
        );
        assert!(part.contains("7K3M-92QX"), "{part}");
    }
    assert!(
        text.contains("> Dov'è?\r\n> Grazie") || text.contains("> Dov'è?\n> Grazie"),
        "{text}"
    );
    assert!(html.contains("Dov&#39;è?<br>Grazie"), "{html}");
    assert!(html.contains("Bottega &lt;Lume&gt;"), "{html}");
    let english = Ticket {
        lang: Lang::parse("en").unwrap(),
        name: None,
        ..ticket()
    };
    let (text, _) = parts(MailKind::Acknowledgement, &english, "Hello");
    assert!(text.starts_with("Hi,"), "{text}");
}

#[test]
fn mails_carry_the_headers_that_stop_loops_and_thread() {
    let raw = mail(MailKind::Acknowledgement, &ticket(), "Ciao");
    assert_eq!(header(&raw, "To"), "<anna@posta.example>");
    assert_eq!(header(&raw, "Message-ID"), "<dlv_1@bottega.example>");
    assert_eq!(header(&raw, "Auto-Submitted"), "auto-replied");
    assert_eq!(header(&raw, "X-Auto-Response-Suppress"), "All");
    assert_eq!(header(&raw, "Reply-To"), "");
    let raw = mail(MailKind::Notification, &ticket(), "Ciao");
    assert_eq!(header(&raw, "Auto-Submitted"), "auto-generated");
    assert!(header(&raw, "Reply-To").contains("anna@posta.example"));
}

#[test]
fn nothing_a_customer_writes_becomes_a_header_or_markup() {
    for evil in [
        "x\r\nBcc: victim@posta.example",
        "x\nBcc: victim@posta.example\n\n<b>",
        "x\rBcc: victim@posta.example",
        "x\u{0}\u{b}\u{85}\u{2028}Bcc: victim@posta.example",
        "=?utf-8?q?x=0ABcc:_victim?=",
        "\"><script>alert(1)</script>",
        "**{email}** [x](javascript:alert(1)) ![y](https://a.example/p.gif)",
        "a\" <victim@posta.example>, \"b",
    ] {
        let ticket = Ticket {
            name: Some(evil.into()),
            page: Page {
                url: evil.into(),
                title: evil.into(),
                referrer: evil.into(),
            },
            ..ticket()
        };
        for kind in [MailKind::Acknowledgement, MailKind::Notification] {
            let raw = mail(kind, &ticket, evil);
            assert!(
                !headers(&raw)
                    .iter()
                    .any(|(n, _)| n.eq_ignore_ascii_case("bcc")),
                "{raw}"
            );
            let parsed = mail_parser::MessageParser::default()
                .parse(raw.as_bytes())
                .unwrap();
            assert!(parsed.bcc().is_none(), "{raw}");
            assert_eq!(parsed.to().map(|to| to.iter().count()), Some(1));
            let (_, html) = parts(kind, &ticket, evil);
            let (_, body) = html.split_once("<body>").unwrap();
            assert!(
                !body.contains("<script") && !body.contains("<a ") && !body.contains("<img"),
                "{html}"
            );
        }
    }
}

#[test]
fn every_template_is_filled_completely() {
    for lang in ["it", "en"] {
        let ticket = Ticket {
            lang: Lang::parse(lang).unwrap(),
            ..ticket()
        };
        for kind in [MailKind::Acknowledgement, MailKind::Notification] {
            let (text, html) = parts(kind, &ticket, "Ciao");
            let (_, body) = html.split_once("<body>").unwrap();
            assert!(
                !text.contains(['{', '}']) && !body.contains(['{', '}']),
                "{text}"
            );
        }
    }
}
