//! What is attached arrives whole, under a name that can do no harm.

use super::{message, with};

fn named(header: &str) -> String {
    let read = with(
        "Content-Type: multipart/mixed; boundary=b\r\n",
        &format!("--b\r\n\r\nCiao\r\n--b\r\n{header}\r\n\r\nxyz\r\n--b--\r\n"),
    );
    assert_eq!(read.text, "Ciao", "{header}");
    let [one] = read.attachments.as_slice() else {
        panic!("{header}: {:?}", read.attachments)
    };
    assert_eq!(one.bytes, b"xyz", "{header}");
    one.name.clone()
}

#[test]
fn names_are_read_in_every_spelling() {
    for (written, name) in [
        (
            "Content-Disposition: attachment; filename=foto.jpg",
            "foto.jpg",
        ),
        (
            "Content-Disposition: attachment; filename=\"la mia; foto.jpg\"",
            "la mia; foto.jpg",
        ),
        (
            "Content-Disposition: attachment; filename*=utf-8''perch%C3%A9.pdf",
            "perché.pdf",
        ),
        (
            "Content-Disposition: attachment; filename*=iso-8859-1'it'perch%E9.pdf",
            "perché.pdf",
        ),
        (
            "Content-Disposition: attachment;\r\n filename*0*=utf-8''per;\r\n filename*1*=ch%C3;\r\n filename*2*=%A9.pdf",
            "perché.pdf",
        ),
        (
            "Content-Disposition: attachment;\r\n filename*0=\"uno\";\r\n filename*1=\"due.pdf\"",
            "unodue.pdf",
        ),
        (
            "Content-Disposition: attachment; filename=\"=?utf-8?Q?perch=C3=A9.pdf?=\"",
            "perché.pdf",
        ),
        (
            "Content-Type: application/pdf; name=fattura.pdf",
            "fattura.pdf",
        ),
        ("Content-Type: application/pdf", "document-1.pdf"),
        (
            "Content-Type: text/calendar; method=REQUEST",
            "invitation-1.ics",
        ),
        ("Content-Type: application/x-odd", "attachment-1"),
    ] {
        assert_eq!(named(written), name, "{written}");
    }
}

#[test]
fn a_name_is_one_component_of_a_path() {
    for (written, name) in [
        ("../../etc/passwd", "passwd"),
        ("C:\\Windows\\x.exe", "x.exe"),
        ("/", "attachment-1"),
        ("..", "attachment-1"),
        (" . ", "attachment-1"),
        (".bashrc", "bashrc"),
        ("a:b*c?.txt", "a_b_c_.txt"),
        ("CON.txt", "_CON.txt"),
        ("lpt1", "_lpt1"),
        ("=?utf-8?Q?a=0D=0Ab=00.txt?=", "a b .txt"),
        ("=?utf-8?B?ZnRv4oCuZ3BqLmV4ZQ==?=", "ftogpj.exe"),
    ] {
        let header =
            format!("Content-Type: x/y\r\nContent-Disposition: attachment; filename=\"{written}\"");
        assert_eq!(named(&header), name, "{written}");
    }
    let long = format!(
        "Content-Disposition: attachment; filename=\"{}.pdf\"",
        "è".repeat(5_000)
    );
    let name = named(&long);
    assert!(
        name.chars().count() <= 120 && name.ends_with("è.pdf"),
        "{name}"
    );
}

#[test]
fn pictures_within_the_text_are_told_from_files() {
    let read = with(
        "Content-Type: multipart/mixed; boundary=m\r\n",
        "--m\r\nContent-Type: multipart/related; boundary=r\r\n\r\n--r\r\nContent-Type: text/html\r\n\r\n<p>Ciao <img src=\"cid:1@x\"></p>\r\n\
         --r\r\nContent-Type: IMAGE/PNG\r\nContent-ID: <1@x>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0K\r\nGgo=\r\n--r--\r\n\
         --m\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\nContent-Transfer-Encoding: BASE64\r\n\r\nJVBERg==\r\n--m--\r\n",
    );
    let [picture, file] = read.attachments.as_slice() else {
        panic!("{:?}", read.attachments)
    };
    assert_eq!(picture.content_type, "image/png");
    assert_eq!(picture.bytes, b"\x89PNG\r\n\x1a\n");
    assert_eq!(
        (picture.content_id.as_deref(), picture.inline),
        (Some("1@x"), true)
    );
    assert_eq!(
        (file.name.as_str(), file.bytes.as_slice(), file.inline),
        ("a.pdf", &b"%PDF"[..], false)
    );
}

#[test]
fn a_mail_within_a_mail_is_kept_as_a_file() {
    let read = with(
        "Content-Type: multipart/mixed; boundary=m\r\n",
        "--m\r\n\r\nCiao\r\n--m\r\nContent-Type: message/rfc822\r\n\r\nFrom: x@y.example\r\n\r\nSegreto\r\n--m--\r\n",
    );
    let [inner] = read.attachments.as_slice() else {
        panic!("{:?}", read.attachments)
    };
    assert_eq!(
        (inner.name.as_str(), inner.content_type.as_str()),
        ("message-1.eml", "message/rfc822")
    );
    assert_eq!(inner.bytes, b"From: x@y.example\r\n\r\nSegreto");
    assert_eq!(read.text, "Ciao");
}

#[test]
fn a_declared_type_cannot_break_a_header() {
    for declared in ["text", "a/b/c\u{7}", "<b>/x", "x"] {
        let read = with(
            &format!("Content-Type: {declared}\r\nContent-Disposition: attachment\r\n"),
            "x",
        );
        let kind = &read.attachments[0].content_type;
        assert!(
            kind == "application/octet-stream" || kind == "text/plain",
            "{declared}: {kind}"
        );
    }
}

#[test]
fn a_file_sent_alone_has_no_text() {
    let read =
        message("From: m@posta.example\r\nContent-Type: application/pdf; name=a.pdf\r\n\r\n%PDF");
    assert_eq!((read.text.as_str(), read.attachments.len()), ("", 1));
}

#[test]
fn what_is_too_long_for_a_text_is_attached_whole() {
    let long = "parola ".repeat(100_000);
    let read = with("", &long);
    assert!(read.text.len() <= 205_000 && read.text.ends_with('…'));
    assert_eq!(read.attachments.len(), 1);
    assert_eq!(read.attachments[0].name, "message.txt");
    assert_eq!(read.attachments[0].bytes, long.as_bytes());

    let page = format!("<p>{}</p>", "x".repeat(3_000_000));
    let read = with("Content-Type: text/html\r\n", &page);
    assert!(read.text.len() <= 205_000);
    assert_eq!(read.attachments[0].name, "message.html");
    assert_eq!(read.attachments[0].bytes, page.as_bytes());
}
