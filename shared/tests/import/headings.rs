//! Markdown pages: which headings are questions, and what becomes of all else.

use shared::id::Slug;
use shared::import::Format;

use crate::{read, told};

#[test]
fn headings_are_questions_on_the_level_the_page_uses() {
    let cases: &[(&str, &str, &[&str])] = &[
        ("one level", "# A?\na\n# B?\nb", &["A? => a", "B? => b"]),
        (
            "title",
            "# FAQ\n## A?\na\n## B?\nb",
            &["A? => a", "B? => b"],
        ),
        (
            "title with text",
            "# FAQ\nHello.\n## A\na\n## B\nb",
            &["A => a", "B => b"],
        ),
        (
            "title, sections, questions",
            "# FAQ\n## One\n### A?\na\n## Two\n### B?\nb",
            &["one: A? => a", "two: B? => b"],
        ),
        (
            "no question marks",
            "# One\n## A\na\n## B\nb\n# Two\n## C\nc",
            &["one: A => a", "one: B => b", "two: C => c"],
        ),
        (
            "sections with an introduction",
            "# One\nAbout one.\n## A?\na\n# Two\nAbout two.\n## B?\nb",
            &["one: A? => a", "two: B? => b"],
        ),
        (
            "headings within answers",
            "## A?\na\n### By card\ncard\n### By bank\nbank\n## B?\nb",
            &["A? => a\n### By card\ncard\n### By bank\nbank", "B? => b"],
        ),
        (
            "an answer of headings only",
            "## A?\n### By card\ncard\n## B?\nb",
            &["A? => ### By card\ncard", "B? => b"],
        ),
        (
            "a section among questions",
            "## A?\na\n## Delivery\n### B?\nb\n### C?\nc\n## D?\nd",
            &[
                "A? => a",
                "delivery: B? => b",
                "delivery: C? => c",
                "D? => d",
            ],
        ),
        (
            "a section with text among questions",
            "## A?\na\n## Delivery\nAll about it.\n### B?\nb\n### C?\nc\n## D?\nd",
            &[
                "A? => a",
                "delivery: B? => b",
                "delivery: C? => c",
                "D? => d",
            ],
        ),
        (
            "a question among sections",
            "# One\n## A?\na\n# B?\nb",
            &["one: A? => a", "B? => b"],
        ),
        (
            "setext",
            "One\n===\n\nA?\n---\na\n\nB?\n---\nb",
            &["A? => a", "B? => b"],
        ),
        (
            "hashes in code",
            "## A?\n```\n# no\n## no?\n```\n## B?\nb",
            &["A? => ```\n# no\n## no?\n```", "B? => b"],
        ),
        (
            "hashes in a quotation",
            "## A?\n> ## no?\n> a\n\n## B?\nb",
            &["A? => > ## no?\n> a", "B? => b"],
        ),
        (
            "yaml in front",
            "---\ntitle: x\n# y\n---\n## A?\na",
            &["A? => a"],
        ),
        (
            "toml in front",
            "+++\ntitle = \"x\"\n+++\n## A?\na",
            &["A? => a"],
        ),
        (
            "a rule in front is not yaml",
            "---\n\n## A?\na\n\n---\n\n## B?\nb",
            &["A? => a", "B? => b"],
        ),
        (
            "a rule within an answer",
            "## A?\na\n\n---\n\nb",
            &["A? => a\n\n---\n\nb"],
        ),
        (
            "anchors and emphasis",
            "## <a id=\"a\">Is *this* `A`</a>? {#a}\na",
            &["Is this A? => a"],
        ),
        (
            "windows lines and byte order mark",
            "\u{feff}## A?\r\na\r\n\r\nb\r\n",
            &["A? => a\n\nb"],
        ),
        (
            "links defined elsewhere",
            "## A?\nSee [this][1], [that] and ![pic][1].\n## B?\nb\n\n[1]: https://a.example/1\n[that]: https://a.example/that \"T\"\n",
            &[
                "A? => See [this](https://a.example/1), [that](https://a.example/that) and ![pic](https://a.example/1).",
                "B? => b",
            ],
        ),
        (
            "html",
            "## A?\na <b>bold</b> <a href=\"https://a.example\" target=_blank>*link*</a><br>x <span>y</span> <a name=z></a><b>z\n\n<p>Hi<br>you * 2</p>\n<ul><li>one<li>two</ul>\n\n<!-- note -->\n## B?\nb",
            &[
                "A? => a **bold** [*link*](https://a.example)\\\nx y z\n\nHi\\\nyou \\* 2\n\n- one\n- two",
                "B? => b",
            ],
        ),
        (
            "unusual question marks",
            "# 配送\n## 何日かかりますか？\n三日\n## 送料は\nなし",
            &["何日かかりますか？ => 三日", "送料は => なし"],
        ),
    ];
    for (name, text, expected) in cases {
        assert_eq!(told(Format::Markdown, text), *expected, "{name}");
    }
}

#[test]
fn what_is_left_out_is_told() {
    for (text, note) in [
        (
            "Hello *you*\n\n## A?\na",
            "the text before the first heading was left out: “Hello you”",
        ),
        ("# FAQ\n## A?\na", "“FAQ” was taken as the page's title"),
        (
            "## A?\na\n## B?",
            "“B?” has no text below it and was left out",
        ),
        (
            "# One\nIntro.\n## A?\na\n# Two\n## B?\nb",
            "the text below the heading “One” was left out: “Intro.”",
        ),
        (
            "## A?\na\n### b\nb",
            "headings below the questions that stayed inside their answers: 1",
        ),
        (
            "## A?\n[x](/y) [z](#w) <a@b.example> [u](https://u.example)",
            "complete those in the answers: 1",
        ),
        (
            "## A?\na\n## a?\nb",
            "the question “a?” is there more than once; all are kept",
        ),
    ] {
        let notes = read(Format::Markdown, text).notes;
        assert!(
            notes.iter().any(|told| told.contains(note)),
            "{text:?} gave {notes:?}"
        );
    }
}

#[test]
fn questions_asked_twice_are_both_kept() {
    let import = read(Format::Markdown, "## A?\na\n## A?\nb\n## A?\nc");
    let ids: Vec<&str> = import.faqs.iter().map(|faq| faq.id.as_str()).collect();
    assert_eq!(ids, ["a", "a-2", "a-3"]);
    assert_eq!(import.notes.len(), 1);
}

#[test]
fn sections_of_the_same_name_are_one_category() {
    let import = read(
        Format::Markdown,
        "# One\n## A?\na\n# Two\n## B?\nb\n# one\n## C?\nc",
    );
    let categories =
        [("one", "One"), ("two", "Two")].map(|(id, label)| (id.to_owned(), label.to_owned()));
    assert_eq!(import.categories, categories);
    assert_eq!(import.faqs[2].category.as_deref(), Some("one"));
}

#[test]
fn ids_can_be_read_in_an_address() {
    let long = "word ".repeat(30);
    let unbroken = "x".repeat(200);
    for (question, id) in [
        ("How long does it take?", "how-long-does-it-take"),
        (
            "Dov'è l’ordine, perché non c'è?",
            "dov-e-l-ordine-perche-non-c-e",
        ),
        (
            "What's Let’s Encrypt, don't you?",
            "whats-lets-encrypt-dont-you",
        ),
        (
            "Größe & Maß: Łódź, smørrebrød, œuvre, ﬁn",
            "grosse-mass-lodz-smorrebrod-oeuvre-n",
        ),
        ("¿Cuánto cuesta?", "cuanto-cuesta"),
        ("  -- 24/7? --", "24-7"),
        ("送料はいくらですか？", "faq-1"),
        ("Сколько стоит доставка DHL?", "faq-1"),
        ("Ποιο;", "faq-1"),
        ("???", "faq-1"),
        (
            long.as_str(),
            "word-word-word-word-word-word-word-word-word-word-word-word",
        ),
        (unbroken.as_str(), &"x".repeat(60)),
    ] {
        let import = read(Format::Markdown, &format!("## {question}\na"));
        assert_eq!(import.faqs[0].id, id, "{question}");
        assert!(Slug::parse(id).is_ok(), "{id}");
    }
}

#[test]
fn a_number_is_not_given_to_two_questions() {
    let import = read(
        Format::Markdown,
        "## A 2?\na\n## A?\nb\n## A?\nc\n## faq 5\nd\n## 何？\ne",
    );
    let ids: Vec<&str> = import.faqs.iter().map(|faq| faq.id.as_str()).collect();
    assert_eq!(ids, ["a-2", "a", "a-3", "faq-5", "faq-5-2"]);
}
