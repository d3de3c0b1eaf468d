//! Bad input is refused with a word on what to do; any text is either read or refused.

use std::path::Path;

use shared::id::Slug;
use shared::import::{Format, ImportError, MAX_BYTES, MAX_QUESTIONS, import, text_of};

use crate::json_ld::page;

#[test]
fn bad_input_is_refused_with_a_word_on_what_to_do() {
    let big = "x".repeat(MAX_BYTES + 1);
    let many = "## A?\na\n".repeat(MAX_QUESTIONS + 1);
    for (format, text, expected) in [
        (Format::Markdown, "", ImportError::Empty),
        (Format::Csv, "\u{feff} \r\n", ImportError::Empty),
        (Format::Html, "\n", ImportError::Empty),
        (Format::Markdown, "PK\u{3}\0\0", ImportError::NotText),
        (
            Format::Markdown,
            big.as_str(),
            ImportError::TooLarge {
                bytes: MAX_BYTES + 1,
            },
        ),
        (
            Format::Markdown,
            many.as_str(),
            ImportError::TooManyQuestions {
                count: MAX_QUESTIONS + 1,
            },
        ),
        (Format::Markdown, "Just a text.", ImportError::NoHeadings),
        (Format::Markdown, "# One\n## Two\n", ImportError::NoHeadings),
        (Format::Csv, "question,answer\n", ImportError::NoRows),
        (Format::Csv, "only one column\nreally", ImportError::NoRows),
        (Format::Html, "<p>Hello</p>", ImportError::NoFaqPage),
        (
            Format::Html,
            &page(r#"{"@type":"WebPage"}"#),
            ImportError::NoFaqPage,
        ),
        (
            Format::Html,
            &page(r#"{"@type":"FAQPage","mainEntity":[]}"#),
            ImportError::NoFaqPage,
        ),
    ] {
        let error = import(format, text).expect_err("refused");
        assert_eq!(error, expected);
        assert!(error.to_string().len() > 15, "{error}");
    }
    let error = import(Format::Html, &page("{\"@type\":\n oops")).expect_err("refused");
    assert!(
        matches!(
            error,
            ImportError::BrokenJson {
                block: 1,
                line: 2,
                ..
            }
        ),
        "{error:?}"
    );
}

#[test]
fn bytes_are_read_as_people_save_them() {
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| {
        [0xFEFF]
            .into_iter()
            .chain(text.encode_utf16())
            .flat_map(bytes)
            .collect::<Vec<u8>>()
    };
    assert_eq!(text_of("## è?".as_bytes()).as_deref(), Ok("## è?"));
    assert_eq!(
        text_of(&utf16("è;a", u16::to_le_bytes)).as_deref(),
        Ok("\u{feff}è;a")
    );
    assert_eq!(
        text_of(&utf16("è;a", u16::to_be_bytes)).as_deref(),
        Ok("\u{feff}è;a")
    );
    assert_eq!(text_of(b"perch\xe9 no?"), Err(ImportError::NotUtf8));
    assert_eq!(
        text_of(b"\x89PNG\r\n\x1a\n\0\0\0"),
        Err(ImportError::NotText)
    );
    assert_eq!(
        text_of(&[0xFF, 0xFE, 0x00, 0xD8]),
        Err(ImportError::NotText)
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "(?s)([#*>|,;\"'<&a\\n -]|[^\\x00]|## |<a href=|\\]\\[|question,answer\\n){0,60}") {
        for format in [Format::Markdown, Format::Csv, Format::Html] {
            if let Ok(import) = import(format, &text) {
                let mut ids = std::collections::HashSet::new();
                for faq in &import.faqs {
                    proptest::prop_assert!(Slug::parse(&faq.id).is_ok());
                    proptest::prop_assert!(ids.insert(faq.id.clone()));
                    proptest::prop_assert!(!faq.question.contains('\n') && !faq.question.is_empty());
                }
            }
        }
    }
}

#[test]
fn names_tell_the_format() {
    for (name, expected) in [
        ("faq.md", Some(Format::Markdown)),
        ("FAQ.MARKDOWN", Some(Format::Markdown)),
        ("a/b.c/x.tsv", Some(Format::Csv)),
        ("x.csv", Some(Format::Csv)),
        ("x.htm", Some(Format::Html)),
        ("faq.docx", None),
        ("faq", None),
    ] {
        assert_eq!(Format::from_path(Path::new(name)).ok(), expected, "{name}");
    }
    assert_eq!("Markdown".parse(), Ok(Format::Markdown));
    assert_eq!("word".parse::<Format>(), Err(ImportError::UnknownFormat));
}

/// What repeats may not cost more the longer it gets: a quadratic reader would not end here.
#[test]
fn large_files_are_read_in_time() {
    for piece in [
        "1. a-b ",
        "<b>x ",
        "</a> ",
        "[x] ",
        "* ",
        "a|",
        "# ",
        "## a\n### b?\n",
        "<p>#",
        "\"",
        "<!--",
        "&lt;",
        "{",
    ] {
        let text = piece.repeat(300_000 / piece.len());
        let _ = import(Format::Markdown, &format!("## Q?\n{text}"));
        let _ = import(Format::Csv, &format!("question,answer\nQ?,<p>{text}"));
        let json = format!(
            r#"{{"@type":"FAQPage","mainEntity":{{"name":"Q?","acceptedAnswer":{text:?}}}}}"#
        );
        let _ = import(Format::Html, &page(&json));
    }
}
