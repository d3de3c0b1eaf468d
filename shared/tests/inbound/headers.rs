//! What stands in the header: names, subjects and ids in all the ways they are written.

use shared::inbound::{SUBJECT_LIMIT, candidates};

use super::{message, with};

fn subject(written: &str) -> String {
    with(&format!("Subject: {written}\r\n"), "Ciao").subject
}

#[test]
fn subjects_are_decoded() {
    for (written, read) in [
        ("Ordine 7", "Ordine 7"),
        ("=?utf-8?Q?Perch=C3=A9_no=3F?=", "Perché no?"),
        ("=?UTF-8?B?UGVyY2jDqSBubz8=?=", "Perché no?"),
        ("=?iso-8859-1?q?Perch=E9?= no", "Perché no"),
        ("=?windows-1252?q?Costa_=80_5?=", "Costa € 5"),
        ("=?iso-8859-15?q?Costa_=A4_5?=", "Costa € 5"),
        ("=?koi8-r?B?8NLJ18XU?=", "Привет"),
        ("=?iso-2022-jp?B?GyRCJUYlOSVIGyhC?=", "テスト"),
        ("=?shift_jis?B?g2WDWINn?=", "テスト"),
        ("=?gb18030?B?xOO6ww==?=", "你好"),
        ("=?euc-kr?B?vsiz5w==?=", "안녕"),
        // A character cut in two by the end of an encoded word.
        ("=?utf-8?B?UGVyY2jD?= =?utf-8?B?qSBubw==?=", "Perché no"),
        ("=?utf-8?Q?Perch=C3?=\r\n =?utf-8?Q?=A9?=", "Perché"),
        ("=?utf-8?Q?a?= b =?utf-8?Q?c?=", "a b c"),
        ("Re:=?utf-8?Q?_=C3=A8?=!", "Re: è!"),
        ("=?utf-8*it?Q?=C3=A8?=", "è"),
        // Not encoded words, or broken ones.
        ("=?utf-8?X?abc?=", "=?utf-8?X?abc?="),
        ("=?utf-8?Q?never ends", "=?utf-8?Q?never ends"),
        ("2=?3", "2=?3"),
        ("=?nonsense?Q?=E8?=", "è"),
        // Bytes where there should be none.
        ("Perché no", "Perché no"),
    ] {
        assert_eq!(subject(written), read, "{written}");
    }
    let latin = b"From: Marta <marta@posta.example>\r\nSubject: Perch\xe9\r\n\r\nCiao";
    assert_eq!(message(latin).subject, "Perché");
}

#[test]
fn nothing_from_a_header_can_begin_another_line_or_turn_it_round() {
    for (written, read) in [
        ("a\r\n b", "a b"),
        ("=?utf-8?Q?a=0D=0ABcc:_x@y.example?=", "a Bcc: x@y.example"),
        ("=?utf-8?Q?a=0A=0A<script>?=", "a <script>"),
        ("=?utf-8?Q?a=00b=1Bc=7F?=", "a b c"),
        ("=?utf-8?B?YeKAqGLigKlj?=", "a b c"),
        ("=?utf-8?B?YeKArmI=?=", "ab"),
        ("=?utf-8?Q?a=C2=85b?=", "a b"),
        ("a\tb", "a b"),
    ] {
        assert_eq!(subject(written), read, "{written}");
    }
    let name = "From: =?utf-8?Q?Marta=0D=0ABcc:_x@y.example?= <marta@posta.example>\r\n\r\nCiao";
    let from = message(name).from.expect("a sender");
    assert_eq!(from.name.as_deref(), Some("Marta Bcc: x@y.example"));
}

#[test]
fn a_long_subject_is_cut() {
    let read = subject(&"è ".repeat(40_000));
    assert!(read.chars().count() <= SUBJECT_LIMIT + 1, "{}", read.len());
    assert!(read.ends_with('…'));
}

#[test]
fn senders_are_found_however_they_are_written() {
    for (written, name, address) in [
        ("marta@posta.example", None, "marta@posta.example"),
        ("<marta@posta.example>", None, "marta@posta.example"),
        (
            "Marta <marta@posta.example>",
            Some("Marta"),
            "marta@posta.example",
        ),
        (
            "\"Bianchi, Marta\" <marta@posta.example>",
            Some("Bianchi, Marta"),
            "marta@posta.example",
        ),
        (
            "\"Marta \\\"M\\\" B\" <marta@posta.example>",
            Some("Marta \"M\" B"),
            "marta@posta.example",
        ),
        (
            "=?utf-8?Q?Nicol=C3=B2?= <n@posta.example>",
            Some("Nicolò"),
            "n@posta.example",
        ),
        (
            "\"=?utf-8?Q?Nicol=C3=B2?=\" <n@posta.example>",
            Some("Nicolò"),
            "n@posta.example",
        ),
        (
            "=?utf-8?Q?Bianchi,_Nicol=C3=B2?= <n@posta.example>",
            Some("Bianchi, Nicolò"),
            "n@posta.example",
        ),
        (
            "n@posta.example (Nicolo)",
            Some("Nicolo"),
            "n@posta.example",
        ),
        (
            "Bianchi, Marta <marta@posta.example>",
            Some("Marta"),
            "marta@posta.example",
        ),
        (
            "'Marta' <mailto:marta@posta.example>",
            Some("Marta"),
            "marta@posta.example",
        ),
        (
            "\"marta@altrove.example\" <marta@posta.example>",
            Some("marta@altrove.example"),
            "marta@posta.example",
        ),
        (
            "Team: a@posta.example, b@posta.example;",
            None,
            "a@posta.example",
        ),
        ("not an address, b@posta.example", None, "b@posta.example"),
        (
            "Marta <marta@posta.example",
            Some("Marta"),
            "marta@posta.example",
        ),
    ] {
        let from = message(format!("From: {written}\r\n\r\nCiao")).from;
        let from = from.unwrap_or_else(|| panic!("nobody in {written}"));
        assert_eq!(from.address.as_str(), address, "{written}");
        assert_eq!(from.name.as_deref(), name, "{written}");
    }
    let several =
        message("From: nobody\r\nFrom: a@posta.example\r\nFrom: b@posta.example\r\n\r\nCiao");
    assert_eq!(
        several.from.expect("a sender").address.as_str(),
        "a@posta.example"
    );
    assert_eq!(message("From: undisclosed:;\r\n\r\nCiao").from, None);
}

#[test]
fn recipients_are_gathered_from_every_field() {
    let message = with(
        "To: Bottega <Ciao+Abc@Bottega-Lume.example>, \"x, y\" <x@y.example>\r\nCc: ciao+abc@bottega-lume.example\r\n\
         Delivered-To: inbox@bottega-lume.example\r\nX-Original-To: ciao+tag2@bottega-lume.example\r\n",
        "Ciao",
    );
    let expected = [
        "ciao+abc@bottega-lume.example",
        "x@y.example",
        "inbox@bottega-lume.example",
        "ciao+tag2@bottega-lume.example",
    ];
    assert_eq!(message.to, expected);
}

#[test]
fn tags_come_before_ids_and_the_newest_id_first() {
    let message = with(
        "To: ciao+abc@bottega-lume.example\r\nSubject: Re: T-42\r\nMessage-ID: <own@posta.example>\r\n\
         References: <first@b.example>\r\n <second@b.example>\r\n\t<third@b.example>\r\n\
         In-Reply-To: Your message of Monday <fourth@b.example>\r\n",
        "Ciao",
    );
    assert_eq!(message.message_id.as_deref(), Some("own@posta.example"));
    let found: Vec<&str> = candidates(&message).collect();
    let ids = [
        "abc",
        "fourth@b.example",
        "third@b.example",
        "second@b.example",
        "first@b.example",
    ];
    assert_eq!(found, ids);
}

#[test]
fn of_many_ids_the_first_and_the_newest_are_kept() {
    let ids: String = (0..3_000).map(|n| format!("<{n}@b.example> ")).collect();
    let message = with(&format!("References: {ids}\r\n"), "Ciao");
    assert_eq!(message.references.len(), 50);
    assert_eq!(
        message.references.first().map(String::as_str),
        Some("0@b.example")
    );
    assert_eq!(
        message.references.last().map(String::as_str),
        Some("1999@b.example")
    );
}

#[test]
fn the_language_is_a_hint() {
    assert_eq!(
        with("Content-Language: pt-BR, en\r\n", "x")
            .language
            .as_deref(),
        Some("pt-br")
    );
    assert_eq!(with("Content-Language: <b>\r\n", "x").language, None);
    assert_eq!(with("", "x").language, None);
}
