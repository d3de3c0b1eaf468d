//! What stands in the headers, and that nothing anybody writes changes it.

use super::*;

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

/// What stands between `+` and `@`.
fn token(reply_to: &str) -> String {
    let (_, rest) = reply_to.split_once('+').unwrap();
    rest.split_once('@').unwrap().0.to_owned()
}

#[test]
fn answers_come_back_to_the_thread_on_the_side_they_were_sent_to() {
    let key = SiteKey::new([7; 32]);
    for (kind, lang) in all() {
        let case = case(kind, lang);
        let raw = case.raw(kind);
        let id = header(&raw, "Message-ID");
        if !kind.is_about_request() {
            assert_eq!(id, "<dlv_01@bottega.example>");
            assert_eq!(header(&raw, "Reply-To"), "");
            continue;
        }
        let side = match kind.to_customer() {
            true => crate::key::Side::Customer,
            false => crate::key::Side::Team,
        };
        let reply_to = header(&raw, "Reply-To");
        let (reference, found) = key.thread(&token(&reply_to)).unwrap();
        assert_eq!((reference.as_str(), found), ("7K3M-92QX", side), "{kind:?}");
        assert!(reply_to.ends_with("@care.example>"), "{reply_to}");
        // The same token in the Message-ID, for programs that answer elsewhere.
        let plain = id
            .trim_start_matches('<')
            .strip_suffix(".dlv_01@bottega.example>");
        assert_eq!(key.thread(plain.unwrap()).unwrap().1, side, "{id}");
        assert_eq!(
            case.write(kind).unwrap().message_id,
            id.trim_matches(['<', '>'])
        );
    }
}

#[test]
fn without_an_inbound_address_people_write_to_each_other() {
    for (kind, lang) in all() {
        let mut case = case(kind, lang);
        case.site.mail.inbound = None;
        let reply_to = header(&case.raw(kind), "Reply-To");
        match kind {
            MailKind::Acknowledgement | MailKind::Reply => assert_eq!(reply_to, "", "{kind:?}"),
            _ if !kind.is_about_request() => assert_eq!(reply_to, "", "{kind:?}"),
            _ => assert_eq!(reply_to, "\"Anna\" <anna@posta.example>", "{kind:?}"),
        }
    }
}

#[test]
fn a_site_with_a_long_name_is_answered_at_its_plain_address() {
    let mut case = case(MailKind::Reply, "it");
    case.site.mail.inbound =
        EmailAddress::parse("a-shop-with-a-very-long-name-indeed@care.example");
    let reply_to = header(&case.raw(MailKind::Reply), "Reply-To");
    assert!(
        reply_to.ends_with("<a-shop-with-a-very-long-name-indeed@care.example>"),
        "{reply_to}"
    );
}

#[test]
fn mails_carry_the_headers_that_stop_loops() {
    for (kind, lang) in all() {
        let raw = case(kind, lang).raw(kind);
        let expected = match kind {
            MailKind::Acknowledgement => "auto-replied",
            MailKind::Reply => "",
            _ => "auto-generated",
        };
        assert_eq!(header(&raw, "Auto-Submitted"), expected, "{kind:?}");
        let suppressed = if expected.is_empty() { "" } else { "All" };
        assert_eq!(header(&raw, "X-Auto-Response-Suppress"), suppressed);
        assert_eq!(header(&raw, "Content-Language"), lang);
    }
}

#[test]
fn an_answer_comes_from_a_person() {
    let raw = case(MailKind::Reply, "it").raw(MailKind::Reply);
    let parsed = mail_parser::MessageParser::default()
        .parse(raw.as_bytes())
        .unwrap();
    let from = parsed.from().unwrap().first().unwrap();
    assert_eq!(from.name(), Some("Marta · Bottega Lume"));
    assert_eq!(from.address(), Some("ciao@bottega.example"));
    let mut nobody = case(MailKind::Reply, "it");
    nobody.message().agent = None;
    let from = header(&nobody.raw(MailKind::Reply), "From");
    assert_eq!(from, "\"Bottega Lume\" <ciao@bottega.example>");
}

#[test]
fn subjects_do_not_pile_up() {
    for (subject, expected) in [
        (Some("Lampada rotta"), "Re: Lampada rotta (7K3M-92QX)"),
        (
            Some("Re: R: RIF: Lampada rotta (7K3M-92QX)"),
            "Re: Lampada rotta (7K3M-92QX)",
        ),
        (Some("Fwd: Re: Lampada"), "Re: Lampada (7K3M-92QX)"),
        (Some("Ordine: dov'è?"), "Re: Ordine: dov'è? (7K3M-92QX)"),
        (Some("Re: (7K3M-92QX)"), "Re: Il mio ordine (7K3M-92QX)"),
        (Some(""), "Re: Il mio ordine (7K3M-92QX)"),
        (None, "Re: Il mio ordine (7K3M-92QX)"),
    ] {
        let mut case = case(MailKind::Reply, "it");
        case.ticket().subject = subject.map(str::to_owned);
        let raw = case.raw(MailKind::Reply);
        let parsed = mail_parser::MessageParser::default()
            .parse(raw.as_bytes())
            .unwrap();
        assert_eq!(parsed.subject(), Some(expected));
    }
    let mut case = case(MailKind::Reply, "it");
    case.ticket().topic = None;
    let raw = case.raw(MailKind::Reply);
    let parsed = mail_parser::MessageParser::default()
        .parse(raw.as_bytes())
        .unwrap();
    assert_eq!(parsed.subject(), Some("Re: La tua richiesta (7K3M-92QX)"));
}

#[test]
fn a_thread_is_told_by_its_first_and_last_messages() {
    let mut case = case(MailKind::Reply, "it");
    let raw = case.raw(MailKind::Reply);
    assert_eq!(header(&raw, "In-Reply-To"), "<second@posta.example>");
    assert_eq!(
        header(&raw, "References"),
        "<first@bottega.example> <second@posta.example>"
    );
    case.earlier = (0..200)
        .map(|n| format!("<message-{n:03}@posta.example>"))
        .collect();
    let raw = case.raw(MailKind::Reply);
    let references = header(&raw, "References");
    assert!(
        references.len() <= 1_500 && references.len() > 1_400,
        "{}",
        references.len()
    );
    assert!(references.starts_with("<message-000@"), "{references}");
    assert!(references.ends_with("<message-199@posta.example>"));
    assert!(!references.contains("message-100@"));
    assert!(raw.lines().all(|line| line.len() <= 998));
    case.earlier = [
        "<a@b.example>\r\nBcc: victim@posta.example",
        "no address",
        "a b@c.example",
        "<é@c.example>",
        "",
        "<>",
        "<good@c.example>",
        "<good@c.example>",
        "x@y>,<z@w.example",
    ]
    .map(str::to_owned)
    .to_vec();
    case.earlier
        .push(format!("{}@c.example", "x".repeat(10_000)));
    let raw = case.raw(MailKind::Reply);
    assert_eq!(header(&raw, "References"), "<good@c.example>");
    case.earlier.clear();
    let raw = case.raw(MailKind::Reply);
    assert_eq!(
        header(&raw, "References") + &header(&raw, "In-Reply-To"),
        ""
    );
}

#[test]
fn the_teams_token_never_reaches_the_customer() {
    let to_team = case(MailKind::Notification, "it").write(MailKind::Notification);
    let to_customer = case(MailKind::Acknowledgement, "it").write(MailKind::Acknowledgement);
    let (team, customer) = (to_team.unwrap().message_id, to_customer.unwrap().message_id);
    for (kind, kept, dropped) in [
        (MailKind::Reply, &customer, &team),
        (MailKind::CustomerReply, &team, &customer),
    ] {
        let mut case = case(kind, "it");
        case.earlier = vec![
            customer.clone(),
            format!("<{}>", team.to_uppercase()),
            team.clone(),
        ];
        let raw = case.raw(kind).to_lowercase();
        assert!(raw.contains(&kept.to_lowercase()), "{raw}");
        assert!(!raw.contains(&dropped.to_lowercase()), "{raw}");
    }
}

const NASTY: [&str; 22] = [
    "x\r\nBcc: victim@posta.example",
    "x\nBcc: victim@posta.example\n\n<b>",
    "x\rBcc: victim@posta.example",
    "x\r\n\r\nbody",
    "x\u{0}\u{b}\u{c}Bcc: victim@posta.example",
    "x\u{85}Bcc: victim@posta.example",
    "x\u{2028}Bcc: victim@posta.example",
    "x\u{2029}Bcc: victim@posta.example",
    "=?utf-8?q?x=0ABcc:_victim?=",
    "=?utf-8?B?Cg==?= Bcc: victim@posta.example",
    "=?us-ascii?Q?=0D=0ABcc:=20v?=",
    "\"><script>alert(1)</script>",
    "**{email}** [x](javascript:alert(1)) ![y](https://a.example/p.gif)",
    "{link} {message} {reference}",
    "a\" <victim@posta.example>, \"b",
    "a, b; c: d <e>",
    "victim@posta.example",
    "(comment) \\ \"quoted\\\" \\",
    "\u{202e}elpmaxe.live\u{202c}",
    "è\u{301}\u{feff}\u{200d}😀 日本語 שלום",
    "Re: Re: Re: Re:",
    "",
];

#[test]
fn nothing_anybody_writes_becomes_a_header_or_markup() {
    let long = "x\r\nBcc: victim@posta.example ".repeat(400);
    assert!(long.len() > 10_000);
    for evil in NASTY.into_iter().chain([long.as_str()]) {
        for (kind, lang) in all() {
            let mut case = case(kind, lang);
            if let Some(ticket) = &mut case.ticket {
                ticket.name = Some(evil.into());
                ticket.subject = Some(evil.into());
                ticket.page = Page {
                    url: evil.into(),
                    title: evil.into(),
                    referrer: evil.into(),
                };
                ticket.device.agent = evil.into();
                ticket.device.locale = evil.into();
                ticket.searches = vec![evil.into()];
                for answer in &mut ticket.fields {
                    answer.label = evil.into();
                    answer.text = evil.into();
                }
            }
            case.event.data["note"] = evil.into();
            case.event.data["by"] = json!({ "kind": "agent", "id": "x", "name": evil });
            case.event.data["endpoint"] = evil.into();
            if let Some(message) = case.message.as_mut().filter(|_| kind != MailKind::Reply) {
                message.text = format!("a {evil}");
            }
            case.site.name = format!("a {evil}");
            case.site.agents[0].name = evil.into();
            let raw = case.raw(kind);
            let known = [
                "Message-ID",
                "Date",
                "From",
                "To",
                "Subject",
                "Reply-To",
                "In-Reply-To",
                "References",
                "Auto-Submitted",
                "X-Auto-Response-Suppress",
                "Content-Language",
                "MIME-Version",
                "Content-Type",
            ];
            for (name, value) in headers(&raw) {
                assert!(known.contains(&name.as_str()), "{name} in {raw}");
                assert!(value.is_ascii(), "{value}");
            }
            assert!(raw.lines().all(|line| line.len() <= 998));
            let parsed = mail_parser::MessageParser::default()
                .parse(raw.as_bytes())
                .unwrap();
            assert!(parsed.bcc().is_none() && parsed.cc().is_none(), "{raw}");
            for list in [parsed.to(), parsed.from()] {
                assert_eq!(list.map(|list| list.iter().count()), Some(1), "{raw}");
            }
            assert_eq!(
                parsed.to().unwrap().first().unwrap().address(),
                Some(case.to.as_str())
            );
            assert!(
                parsed
                    .reply_to()
                    .is_none_or(|list| list.iter().count() == 1)
            );
            let subject = parsed.subject().unwrap();
            assert!(
                !subject.chars().any(|c| c.is_control() || c == '\u{2028}')
                    && subject.len() < 2_500,
                "{subject}"
            );
            let (_, html) = parts_of(&raw);
            let (_, body) = html.split_once("<body>").unwrap();
            assert!(
                !body.contains("<script") && !body.contains("<img"),
                "{body}"
            );
            assert!(!body.contains("href=\"javascript"), "{body}");
        }
    }
}

#[test]
fn a_subject_that_looks_encoded_is_shown_as_it_was_written() {
    for nasty in [
        "=?utf-8?q?x=0ABcc:_victim?=",
        "=?utf-8?B?Cg==?= x",
        "a\" <b@c>, \"d",
    ] {
        let mut case = case(MailKind::Notification, "it");
        case.ticket().name = Some(nasty.into());
        case.site.mail.inbound = None;
        let raw = case.raw(MailKind::Notification);
        let parsed = mail_parser::MessageParser::default()
            .parse(raw.as_bytes())
            .unwrap();
        let shown = |text: &str| text.replace('\u{2060}', "");
        let subject = shown(parsed.subject().unwrap());
        assert!(subject.starts_with(nasty), "{subject}");
        let name = parsed.reply_to().unwrap().first().unwrap().name();
        assert_eq!(shown(name.unwrap()), nasty);
    }
}
