//! The blocks to paste into a site's file read back as what was imported.

use shared::import::{Format, Import, ImportedFaq, import, to_toml};

fn faq(id: &str, question: &str, answer: &str) -> ImportedFaq {
    ImportedFaq {
        id: id.to_owned(),
        category: None,
        question: question.to_owned(),
        answer: answer.to_owned(),
        also: Vec::new(),
    }
}

fn read_back(toml: &str, lang: &str) -> Import {
    let table: toml::Table = toml
        .parse()
        .unwrap_or_else(|error| panic!("{error}\n{toml}"));
    let all = |name: &str| {
        table
            .get(name)
            .and_then(|list| list.as_array())
            .cloned()
            .unwrap_or_default()
    };
    let text = |value: Option<&toml::Value>| value.and_then(|v| v.as_str()).map(str::to_owned);
    let told =
        |block: &toml::Value, key: &str| text(block.get(key).and_then(|texts| texts.get(lang)));
    Import {
        categories: all("categories")
            .iter()
            .map(|block| {
                (
                    text(block.get("id")).unwrap(),
                    told(block, "label").unwrap(),
                )
            })
            .collect(),
        faqs: all("faqs")
            .iter()
            .map(|block| ImportedFaq {
                id: text(block.get("id")).unwrap(),
                category: text(block.get("category")),
                question: told(block, "question").unwrap(),
                answer: told(block, "answer").unwrap(),
                also: block
                    .get("also")
                    .and_then(|texts| texts.get(lang)?.as_array())
                    .map(|also| {
                        also.iter()
                            .map(|v| v.as_str().unwrap().to_owned())
                            .collect()
                    })
                    .unwrap_or_default(),
            })
            .collect(),
        notes: Vec::new(),
    }
}

#[test]
fn awkward_texts_survive() {
    let texts = [
        "plain",
        "\"quoted\" and 'quoted'",
        "back\\slash \\n \\u0041",
        "two\nlines",
        "\nleading line",
        "trailing line\n",
        "quotes '''\nin lines",
        "quotes \"\"\"\nin lines '''",
        "ends with a quote\n'",
        "ends with quotes\n''",
        "ends with quotes\n\"\"\"",
        "tab\tand\nlines",
        "control \u{1}\u{7f}\nlines \u{8}",
        "emoji 😀 è ü 漢字\n\u{2028}",
        "```\ncode = '''x'''\n```",
        "",
    ];
    for lang in ["it", "pt-BR", "we\"ird key"] {
        let import = Import {
            categories: texts
                .iter()
                .map(|text| ("id".to_owned(), (*text).to_owned()))
                .collect(),
            faqs: texts
                .iter()
                .map(|text| ImportedFaq {
                    category: Some("id".to_owned()),
                    also: vec![(*text).to_owned(), "b".to_owned()],
                    ..faq("x", text, text)
                })
                .collect(),
            notes: Vec::new(),
        };
        assert_eq!(read_back(&to_toml(&import, lang), lang), import);
    }
}

#[test]
fn answers_of_several_lines_stay_readable() {
    let import = Import {
        faqs: vec![faq("a", "Q?", "One.\n\n- \"two\"")],
        ..Import::default()
    };
    assert_eq!(
        to_toml(&import, "en"),
        "[[faqs]]\nid = \"a\"\nquestion = { en = \"Q?\" }\nanswer = { en = '''\nOne.\n\n- \"two\"''' }\n\n"
    );
}

#[test]
fn what_is_imported_reads_back() {
    let text = "# Orders\n\n## Where's \"it\"?\n\nSee `a\\b`:\n\n1. One\n2. Two's\n\n# Returns\n\n## How?\n\nSo.\n";
    let mut import = import(Format::Markdown, text).unwrap();
    import.notes.clear();
    assert_eq!(import.faqs.len(), 2);
    assert_eq!(read_back(&to_toml(&import, "en"), "en"), import);
}

proptest::proptest! {
    #[test]
    fn any_text_reads_back(question in ".*", answer in "(?s).*") {
        let import = Import { faqs: vec![faq("a", &question, &answer)], ..Import::default() };
        proptest::prop_assert_eq!(read_back(&to_toml(&import, "it"), "it"), import);
    }
}
