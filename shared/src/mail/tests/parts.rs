//! Text and HTML: that they say the same, lead nowhere but to us, and can be read.

use super::*;
use crate::colour::{Colour, TEXT_CONTRAST};

/// The words of a text, without addresses and the marks of lists, quotations and isolates.
fn words(text: &str) -> Vec<String> {
    text.replace(['\u{2068}', '\u{2069}', '،'], " ")
        .split_whitespace()
        .map(|word| {
            word.trim_start_matches('(')
                .trim_end_matches([')', ':', ',', '.'])
        })
        .filter(|word| !word.starts_with("http"))
        .filter(|word| !["", ">", "-", "--", "1", "2", "3"].contains(word))
        .map(str::to_owned)
        .collect()
}

/// What a reader of the HTML sees in the card.
fn seen(html: &str) -> String {
    let (_, card) = html.split_once("<div class=\"card\">").unwrap();
    let mut text = String::new();
    let mut tag = false;
    for c in card.chars() {
        match c {
            '<' => {
                tag = true;
                text.push(' ');
            }
            '>' => tag = false,
            c if !tag => text.push(c),
            _ => {}
        }
    }
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

fn targets(html: &str) -> Vec<&str> {
    html.split("href=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect()
}

#[test]
fn text_and_html_say_the_same() {
    for (kind, lang) in all() {
        let (text, html) = case(kind, lang).parts(kind);
        let (said, shown) = (words(&text), words(&seen(&html)));
        assert_eq!(said, shown, "{kind:?} {lang}");
        assert!(said.len() > 20);
    }
}

#[test]
fn every_place_is_filled_and_nothing_is_fetched() {
    for (kind, lang) in all() {
        let (text, html) = case(kind, lang).parts(kind);
        let (head, body) = html.split_once("<body>").unwrap();
        let dir = crate::lang::dir(lang);
        for part in [text.as_str(), body] {
            assert!(!part.contains(['{', '}']), "{part}");
        }
        for fetched in [
            "<img", "src=", "url(", "<link", "@import", "<script", "<iframe", "<table",
        ] {
            assert!(!html.contains(fetched), "{fetched} in {kind:?}");
        }
        assert!(
            head.contains(&format!("<html lang=\"{lang}\" dir=\"{dir}\">")),
            "{head}"
        );
    }
}

#[test]
fn links_lead_to_us_or_where_the_agent_meant() {
    for (kind, lang) in all() {
        let (_, html) = case(kind, lang).parts(kind);
        for target in targets(&html) {
            let ours = target.starts_with("https://care.example/");
            let agents =
                kind == MailKind::Reply && target == "https://corriere.example/t/123?a=1&amp;b=2";
            assert!(ours || agents, "{target} in {kind:?}");
        }
        let expected = match kind {
            MailKind::Acknowledgement => 3,
            MailKind::Reply => 3,
            MailKind::Notification
            | MailKind::CustomerReply
            | MailKind::Assignment
            | MailKind::SlaAlert
            | MailKind::RequestLink
            | MailKind::SignIn
            | MailKind::Invitation
            | MailKind::Weekly
            | MailKind::Test => 1,
            MailKind::EndpointDisabled => 0,
        };
        assert_eq!(targets(&html).len(), expected, "{kind:?}");
    }
}

#[test]
fn the_team_is_led_to_the_desk_and_never_by_the_customers_link() {
    for (kind, lang) in all() {
        if kind.to_customer() || !kind.is_about_request() {
            continue;
        }
        let case = case(kind, lang);
        let id = &case.ticket.as_ref().unwrap().id;
        let (text, html) = case.parts(kind);
        let address = format!("https://care.example/desk/shop/t/{id}");
        assert_eq!(targets(&html), [address.as_str()], "{kind:?} {lang}");
        assert!(text.contains(&address) && !text.contains("/r/"), "{text}");
    }
}

#[test]
fn the_link_to_a_request_opens_it() {
    let key = SiteKey::new([7; 32]);
    let mut case = case(MailKind::Acknowledgement, "it");
    case.ticket().link_version = 2;
    let (text, _) = case.parts(MailKind::Acknowledgement);
    let (_, rest) = text.split_once("https://care.example/r/").unwrap();
    let token = rest.split_whitespace().next().unwrap();
    let parsed = crate::key::RequestToken::parse(token).unwrap();
    assert!(key.opens(&parsed, 2) && !key.opens(&parsed, 1));
}

#[test]
fn what_is_not_known_leaves_no_gap() {
    for (kind, lang) in all() {
        let mut case = case(kind, lang);
        if case.ticket.is_none() {
            continue;
        }
        let email = case.ticket().email.clone();
        *case.ticket() = Ticket {
            name: None,
            topic: None,
            lang: Lang::parse(lang).unwrap(),
            owner: Some(slug("marta")),
            page: Page::default(),
            email,
            ..crate::ticket::sample()
        };
        case.ticket().topic = None;
        case.ticket().owner = Some(slug("marta"));
        case.suggestions.clear();
        case.event.data["note"] = serde_json::Value::Null;
        case.site.hours = Default::default();
        let (text, html) = case.parts(kind);
        for (i, line) in text.lines().enumerate() {
            let orphan =
                line.ends_with(':') && text.lines().skip(i + 1).all(|next| next.trim().is_empty());
            assert!(
                !orphan && !line.ends_with(": ") && !line.starts_with(' '),
                "{kind:?}: {text}"
            );
            assert!(line == "-- " || !line.ends_with(' '), "{kind:?}: {line:?}");
        }
        assert!(!text.contains("\n\n\n") && !text.contains("  "), "{text}");
        assert!(
            !html.contains("<p></p>") && !html.contains("<li></li>"),
            "{html}"
        );
    }
    let mut case = case(MailKind::Acknowledgement, "it");
    case.ticket().name = None;
    case.suggestions.clear();
    let (text, _) = case.parts(MailKind::Acknowledgement);
    assert!(text.starts_with("Ciao,\n\n"), "{text}");
    assert!(!text.contains("Forse una"), "{text}");
}

#[test]
fn what_customers_write_stands_as_they_wrote_it() {
    let mut case = case(MailKind::Notification, "it");
    case.message().text =
        "# no\n\n1. **a**\r\n<b>b</b> https://x.example {email}\u{0}\u{1b}".into();
    let (text, html) = case.parts(MailKind::Notification);
    assert!(
        text.contains("> # no\n>\n> 1. **a**\n> <b>b</b> https://x.example {email}\n"),
        "{text}"
    );
    assert!(
        html.contains(
            "# no<br>\n<br>\n1. **a**<br>\n&lt;b&gt;b&lt;/b&gt; https://x.example {email}"
        ),
        "{html}"
    );
}

#[test]
fn what_an_agent_writes_is_markdown_without_pictures() {
    let mut case = case(MailKind::Reply, "it");
    case.message().text =
        "Uno\ndue ![vista](https://a.example/p.gif) <img src=x> [x](javascript:alert(1)) [y](#z)"
            .into();
    let (text, html) = case.parts(MailKind::Reply);
    assert!(text.starts_with("Uno\ndue vista  x y\n"), "{text}");
    assert!(html.contains("Uno<br />\ndue vista  x y</p>"), "{html}");
    // A mail is no Markdown.
    case.message().channel = Origin::Email;
    case.message().text = "Uno\n---\n2 * 3 * 4 <b>".into();
    let (text, html) = case.parts(MailKind::Reply);
    assert!(text.starts_with("Uno\n---\n2 * 3 * 4 <b>\n"), "{text}");
    assert!(
        html.contains("Uno<br>\n---<br>\n2 * 3 * 4 &lt;b&gt;"),
        "{html}"
    );
}

#[test]
fn owners_write_mails_in_their_own_words() {
    let mut case = case(MailKind::Reply, "it");
    case.site.mail.templates = serde_json::from_value(json!({ "reply": {
        "it": "# {about}, {agent}\n\nGentile {name?},\n\n{message}\n\n**{reference}**\n\n[Vedi]({link}) [x]({message}) [y](javascript:alert(1)) [z](https://bottega.example)\n\n<b>x</b>\n\n1. uno\n2. due\n",
    } }))
    .unwrap();
    assert_eq!(case.site.validate(), []);
    let (text, html) = case.parts(MailKind::Reply);
    assert!(text.starts_with("Gentile Anna,\n\nCiao Anna,\n"), "{text}");
    assert!(text.ends_with("1. uno\n2. due\n"), "{text}");
    assert!(
        html.contains("<p class=\"reference\"><strong>7K3M-92QX</strong></p>"),
        "{html}"
    );
    assert!(
        html.contains("x y <a href=\"https://bottega.example\">z</a>"),
        "{html}"
    );
    assert!(!html.contains("<b>"));
    // Another language is not answered in this one.
    case.ticket().lang = Lang::parse("en").unwrap();
    let (text, _) = case.parts(MailKind::Reply);
    assert!(text.contains("Read the whole conversation"), "{text}");
    // A region is.
    case.ticket().lang = Lang::parse("it-ch").unwrap();
    assert!(case.parts(MailKind::Reply).0.starts_with("Gentile"));
}

#[test]
fn what_a_customer_wrote_is_no_address_of_a_link() {
    let mut case = case(MailKind::Notification, "it");
    case.ticket().name = Some("https://evil.example".into());
    case.ticket().page.url = "https://evil.example".into();
    case.site.mail.templates = serde_json::from_value(json!({ "notification": {
        "it": "# {about}\n\n{message}\n\n[a]({name}) [b]({page}) [c](https://bottega.example/{page}) <{page}>",
    } }))
    .unwrap();
    let (text, html) = case.parts(MailKind::Notification);
    assert_eq!(targets(&html), [""; 0]);
    assert!(text.contains("\n\na b c "), "{text}");
}

#[test]
fn a_language_we_have_no_words_in_is_not_claimed() {
    let mut case = case(MailKind::Acknowledgement, "it");
    case.ticket().lang = Lang::parse("ja").unwrap();
    let (_, html) = case.parts(MailKind::Acknowledgement);
    assert!(html.contains("<html lang=\"en\" dir=\"ltr\">"), "{html}");
}

#[test]
fn every_text_is_read_on_its_ground_whatever_the_accent() {
    for accent in [
        "#9a4526", "#0f6b5c", "#ffffff", "#000000", "#ffff00", "#808080", "#ff00ff", "none",
    ] {
        for palette in [look::Palette::light(accent), look::Palette::dark(accent)] {
            let look::Palette {
                ground,
                card,
                quote,
                ink,
                muted,
                accent,
                on_accent,
                ..
            } = palette;
            let pairs: [(Colour, Colour); 9] = [
                (ink, ground),
                (ink, card),
                (ink, quote),
                (muted, ground),
                (muted, card),
                (accent, card),
                (accent, quote),
                (accent, ground),
                (on_accent, accent),
            ];
            for (text, under) in pairs {
                let contrast = text.contrast(under);
                assert!(
                    contrast >= TEXT_CONTRAST,
                    "{} on {}: {contrast}",
                    text.hex(),
                    under.hex()
                );
            }
        }
    }
}

proptest::proptest! {
    #[test]
    fn any_template_and_any_words_give_a_mail(template in ".{0,200}", words in ".{0,80}") {
        let mut case = case(MailKind::Reply, "it");
        let template = format!("# {template}\n\n{template}\n> {{message}} {template}\n- {template}");
        case.site.mail.templates = serde_json::from_value(json!({ "reply": { "it": template } })).unwrap();
        case.message().text = format!("a{words}");
        case.ticket().name = Some(words);
        let (text, html) = case.parts(MailKind::Reply);
        proptest::prop_assert!(text.ends_with('\n') && html.ends_with("</html>\n"));
        let _ = super::super::faults(MailKind::Reply, &template);
    }
}

#[test]
fn an_answer_with_files_says_where_they_are() {
    let mut case = case(MailKind::Reply, "en");
    case.files = vec!["label & <b>.pdf".into()];
    let (text, html) = case.parts(MailKind::Reply);
    let said = "With this answer: label & <b>.pdf. You find it on your request's page.";
    assert!(text.contains(said), "{text}");
    assert!(html.contains("label &amp; &lt;b&gt;.pdf"), "{html}");
}
