//! Mail that breaks every rule is still read, and nothing makes reading stop or take long.

use std::time::{Duration, Instant};

use shared::inbound::{MESSAGE_LIMIT, Unreadable};

use super::{message, try_read, with};

#[test]
fn only_what_has_nothing_to_read_is_refused() {
    assert_eq!(try_read(b""), Err(Unreadable::Empty));
    assert_eq!(try_read(b" \r\n\r\n\t"), Err(Unreadable::Empty));
    assert_eq!(
        try_read(b"Ciao, dov'\xe8 il pacco?\r\n"),
        Err(Unreadable::NoHeader)
    );
    let large = vec![b'a'; MESSAGE_LIMIT + 1];
    assert_eq!(try_read(&large), Err(Unreadable::TooLarge));
}

#[test]
fn a_body_is_found_whatever_stands_around_it() {
    for (raw, text) in [
        ("From: m@posta.example\n\nCiao", "Ciao"),
        ("From: m@posta.example\r\rCiao\rMarta", "Ciao\nMarta"),
        ("\r\n\r\nFrom: m@posta.example\r\n\r\nCiao", "Ciao"),
        (
            "From m@posta.example Mon Mar  2 10:30:00 2026\nFrom: m@posta.example\n\nCiao",
            "Ciao",
        ),
        // A broken line among the fields.
        (
            "From: m@posta.example\nnonsense here\nSubject: x\n\nCiao",
            "Ciao",
        ),
        // No empty line before the body.
        (
            "From: m@posta.example\nCiao, dove siete?\n",
            "Ciao, dove siete?",
        ),
        ("From: m@posta.example\nSubject: x", ""),
        ("From: m@posta.example\n\n", ""),
        ("From: m@posta.example\n\nCi\0ao\u{1b}[31m", "Ciao[31m"),
        ("From: m@posta.example\nContent-Type: nonsense\n\nCiao", ""),
        ("From: m@posta.example\nContent-Type: text\n\nCiao", "Ciao"),
        (
            "From: m@posta.example\nContent-Type: ; charset\n\nCiao",
            "Ciao",
        ),
        // Declared base64, written plainly; base64 with dirt; quoted-printable with mistakes.
        (
            "From: m@posta.example\nContent-Transfer-Encoding: base64\n\nCiao, dove siete?",
            "Ciao, dove siete?",
        ),
        (
            "From: m@posta.example\nContent-Transfer-Encoding: base64\n\nQ2lh\n bywg\nZG92ZT8",
            "Ciao, dove?",
        ),
        (
            "From: m@posta.example\nContent-Transfer-Encoding: quoted-printable\n\nperch=C3=A9 2=3 =\nsi=",
            "perché 2=3 si",
        ),
    ] {
        assert_eq!(message(raw).text, text, "{raw}");
    }
}

#[test]
fn words_are_read_whatever_encoding_was_declared() {
    for (label, bytes, text) in [
        ("", &b"perch\xc3\xa9"[..], "perché"),
        ("", b"perch\xe9", "perché"),
        ("us-ascii", b"perch\xe9 \x80", "perché €"),
        ("utf-8", b"perch\xe9", "perché"),
        ("utf-8", b"\xef\xbb\xbfperch\xc3\xa9", "perché"),
        (
            "utf-8",
            b"perch\xc3\xa9 cos\xc3\xac \xff",
            "perché così \u{fffd}",
        ),
        ("iso-8859-1", b"\x93perch\xe9\x94", "“perché”"),
        ("iso-8859-1", b"perch\xc3\xa9", "perché"),
        ("iso-8859-15", b"\xa4 5", "€ 5"),
        ("windows-1252", b"\x80 5", "€ 5"),
        ("\"UTF-8\"", b"\xc3\xa8", "è"),
        ("gb18030", b"\xc4\xe3\xba\xc3", "你好"),
        ("shift_jis", b"\x83e\x83X\x83g", "テスト"),
        ("iso-2022-jp", b"\x1b$B%F%9%H\x1b(B", "テスト"),
        ("euc-kr", b"\xbe\xc8\xb3\xe7", "안녕"),
        ("windows-1251", b"\xcf\xf0\xe8\xe2\xe5\xf2", "Привет"),
        ("x-nobody-knows", b"perch\xe9", "perché"),
    ] {
        let mut raw =
            format!("From: m@posta.example\r\nContent-Type: text/plain; charset={label}\r\n\r\n")
                .into_bytes();
        raw.extend(bytes);
        assert_eq!(message(raw).text, text, "{label} {bytes:?}");
    }
    let page = b"From: m@posta.example\r\nContent-Type: text/html\r\n\r\n<meta charset=\"windows-1251\"><p>\xcf\xf0\xe8\xe2\xe5\xf2";
    assert_eq!(message(page).text, "Привет");
}

#[test]
fn multiparts_are_read_though_cut_short_or_mislabelled() {
    let part = "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\nQ2lhbw==\r\n";
    for (kind, body) in [
        (
            "multipart/mixed; boundary=b",
            format!("--b\r\n{part}--b--\r\n"),
        ),
        ("multipart/mixed; boundary=b", format!("--b\r\n{part}")),
        (
            "multipart/mixed; boundary=b",
            format!("preamble\r\n--b  \r\n{part}\r\n--b--  \r\nepilogue"),
        ),
        (
            "multipart/mixed; boundary=\"b b\"",
            format!("--b b\r\n{part}"),
        ),
        ("multipart/mixed", format!("--b\r\n{part}--b--")),
        (
            "multipart/mixed; boundary=wrong",
            format!("--b\r\n{part}--b--"),
        ),
        (
            "multipart/nonsense; boundary=b",
            format!("--b\r\n{part}--b--"),
        ),
        (
            "multipart/mixed; boundary=b",
            "--b\r\n\r\nCiao\r\n--b--".to_owned(),
        ),
        (
            "multipart/mixed; boundary=b",
            "--b\r\nCiao\r\n--b--".to_owned(),
        ),
        ("multipart/mixed; boundary=b", "Ciao".to_owned()),
        ("multipart/mixed", "Ciao".to_owned()),
        // The outer boundary ends an inner one that has no end.
        (
            "multipart/mixed; boundary=b",
            format!(
                "--b\r\nContent-Type: multipart/alternative; boundary=c\r\n\r\n--c\r\n{part}--b--\r\n"
            ),
        ),
    ] {
        let read = with(&format!("Content-Type: {kind}\r\n"), &body);
        assert_eq!(read.text, "Ciao", "{kind}\n{body}");
    }
}

fn nested(depth: usize, inner: &str) -> String {
    let mut body = inner.to_owned();
    for level in (0..depth).rev() {
        body = format!(
            "Content-Type: multipart/mixed; boundary=b{level}\r\n\r\n--b{level}\r\n{body}\r\n--b{level}--\r\n"
        );
    }
    body
}

#[test]
fn fifty_multiparts_within_each_other_are_read() {
    let raw = format!(
        "From: m@posta.example\r\n{}",
        nested(50, "Content-Type: text/plain\r\n\r\nCiao")
    );
    assert_eq!(message(raw).text, "Ciao");
}

#[test]
fn what_is_nested_too_deep_is_kept_whole() {
    let raw = format!(
        "From: m@posta.example\r\n{}",
        nested(200, "Content-Type: text/plain\r\n\r\nCiao")
    );
    let read = message(raw);
    let kept = String::from_utf8_lossy(&read.attachments[0].bytes).into_owned();
    assert!(kept.contains("Ciao"), "{kept}");
}

#[test]
fn of_too_many_parts_the_last_holds_the_rest() {
    let parts: String = (0..2_000)
        .map(|n| format!("--b\r\n\r\nparola{n}\r\n"))
        .collect();
    let read = with("Content-Type: multipart/mixed; boundary=b\r\n", &parts);
    assert!(read.text.contains("parola0\n") && read.text.contains("parola1999"));
}

/// Each of these costs a careless reader time that grows with the square of its size, or its
/// stack.
#[test]
fn nothing_takes_long() {
    const SIZE: usize = 500_000;
    let fill = |piece: &str| piece.repeat(SIZE / piece.len());
    let from = "From: m@posta.example\r\n";
    let mixed = "Content-Type: multipart/mixed; boundary=b\r\n\r\n";
    let page = "Content-Type: text/html\r\n\r\n";
    for (what, raw) in [
        (
            "parts without an end",
            format!(
                "{from}{mixed}{}",
                fill("--b\r\nContent-Type: multipart/mixed; boundary=absent\r\n\r\nx\r\n")
            ),
        ),
        (
            "mails in mails",
            format!("{from}{}", fill("Content-Type: message/rfc822\r\n\r\n")),
        ),
        (
            "multiparts in multiparts",
            format!(
                "{from}{}",
                fill("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n")
            ),
        ),
        ("dashes", format!("{from}{mixed}{}", fill("--"))),
        (
            "lines of dashes",
            format!(
                "{from}Content-Type: multipart/mixed\r\n\r\n{}",
                fill("--x\r\n")
            ),
        ),
        (
            "a header of this size",
            format!("{from}Subject: {}\r\n\r\nCiao", fill("x")),
        ),
        (
            "a folded header",
            format!("{from}Subject: {}\r\n\r\nCiao", fill("x\r\n ")),
        ),
        (
            "many headers",
            format!("{from}{}\r\n\r\nCiao", fill("X-A: b\r\n")),
        ),
        (
            "lines that are no headers",
            format!("{from}{}", fill("x\r\n")),
        ),
        (
            "encoded words",
            format!("{from}Subject: {}\r\n\r\n", fill("=?utf-8?Q?x")),
        ),
        (
            "recipients",
            format!("{from}To: {}\r\n\r\n", fill("a@b.example,")),
        ),
        ("parentheses", format!("{from}To: {}\r\n\r\n", fill("("))),
        (
            "references",
            format!("{from}References: {}\r\n\r\n", fill("<a@b> <")),
        ),
        (
            "parameters",
            format!("{from}Content-Type: a/b; {}\r\n\r\n", fill("x=y;")),
        ),
        ("open elements", format!("{from}{page}{}", fill("<div><b>"))),
        (
            "closed elements",
            format!("{from}{page}{}{}", "<i>".repeat(400), fill("</div>")),
        ),
        (
            "quotations",
            format!("{from}{page}{}", fill("<blockquote>x")),
        ),
        ("open tags", format!("{from}{page}{}", fill("<a href="))),
        ("comments", format!("{from}{page}{}", fill("<!--"))),
        ("entities", format!("{from}{page}{}", fill("&amp"))),
        ("quotes", format!("{from}\r\n{}", fill("> x\r\n"))),
        ("turns", format!("{from}\r\n{}", fill("> x\r\ny\r\n"))),
        (
            "colons",
            format!("{from}\r\n{}", fill("On 2026 10:30 a@b wrote:x:\r\n")),
        ),
        ("delimiters", format!("{from}\r\n{}", fill("-- \r\n"))),
        ("small headers", format!("{from}\r\n{}", fill("From:\r\n"))),
        (
            "equals signs",
            format!(
                "{from}Content-Transfer-Encoding: quoted-printable\r\n\r\n{}",
                fill("= ")
            ),
        ),
        ("empty lines", format!("{from}\r\n{}", fill("\r\n"))),
        ("one line", format!("{from}\r\n{}", fill("è"))),
    ] {
        let start = Instant::now();
        message(raw);
        let took = start.elapsed();
        assert!(took < Duration::from_secs(10), "{what}: {took:?}");
        println!("{took:?} {what}");
    }
}
