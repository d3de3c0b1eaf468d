//! Pages that carry FAQPage JSON-LD, as found in the wild.

use shared::import::Format;

use crate::{read, told};

pub fn page(json: &str) -> String {
    format!(
        "<!doctype html><html><head><title>x</title><script>var a = '<script type=\"application/ld+json\">';</script>\
         <script type='application/ld+json'>{json}</script></head><body><p>Hi</p></body></html>"
    )
}

#[test]
fn pages_tell_their_questions_to_search_engines() {
    let cases: &[(&str, &str, &[&str])] = &[
        (
            "as documented",
            r#"{"@context":"https://schema.org","@type":"FAQPage","mainEntity":[
                {"@type":"Question","name":"A?","acceptedAnswer":{"@type":"Answer","text":"a"}},
                {"@type":"Question","name":"B?","acceptedAnswer":{"@type":"Answer","text":"b"}}]}"#,
            &["A? => a", "B? => b"],
        ),
        (
            "a single question",
            r#"{"@type":["WebPage","FAQPage"],"mainEntity":{"@type":"Question","name":"A?","acceptedAnswer":"a"}}"#,
            &["A? => a"],
        ),
        (
            "several answers, or suggested ones",
            r#"[{"@type":"https://schema.org/FAQPage","mainEntity":[
                {"@type":"Question","name":"A?","acceptedAnswer":[{"text":"a"},{"text":"b"}]},
                {"@type":"Question","name":"B?","suggestedAnswer":{"text":["c"]}}]}]"#,
            &["A? => a\n\nb", "B? => c"],
        ),
        (
            "a graph with references",
            r##"{"@graph":[{"@type":"WebPage","@id":"#p"},
                {"@type":"FAQPage","@id":"#f","isPartOf":{"@id":"#p"},"mainEntity":[{"@id":"#q1"},{"@id":"#q2"},{"@id":"#none"}]},
                {"@type":"Question","@id":"#q1","name":"A?","acceptedAnswer":{"@id":"#a1"}},
                {"@type":"Question","@id":"#q2","name":"B?","acceptedAnswer":{"text":"b"}},
                {"@type":"Answer","@id":"#a1","text":"a"}]}"##,
            &["A? => a", "B? => b"],
        ),
        (
            "references in a circle",
            r##"{"@type":"FAQPage","@id":"#f","mainEntity":[{"@id":"#f"},{"@id":"#l"},{"@type":"Question","name":"A?","acceptedAnswer":"a"}],
                "x":{"@type":"ItemList","@id":"#l","itemListElement":[{"@id":"#l"}]}}"##,
            &["A? => a"],
        ),
        (
            "html and entities",
            r#"{"@type":"FAQPage","mainEntity":[
                {"@type":"Question","name":"What&#39;s <b>A</b> &amp; B?","acceptedAnswer":{"text":"<p>See <a href=\"https://a.example/x\">here</a>.<br />5 &lt; 6</p><ol><li>one</li><li><strong>two</strong></li></ol>"}},
                {"@type":"Question","name":"C?","acceptedAnswer":{"text":"&lt;p&gt;c &amp;amp; d&lt;/p&gt;"}},
                {"@type":"Question","name":"D?","acceptedAnswer":{"text":"one\ntwo * three"}}]}"#,
            &[
                "What's A & B? => See [here](https://a.example/x).\\\n5 < 6\n\n1. one\n2. **two**",
                "C? => c & d",
                "D? => one\\\ntwo \\* three",
            ],
        ),
        (
            "wrapped",
            "//<![CDATA[\n{\"@type\":\"FAQPage\",\"mainEntity\":{\"name\":\"A?\",\"acceptedAnswer\":\"a\"}}\n//]]>",
            &["A? => a"],
        ),
        (
            "raw line breaks in texts",
            "{\"@type\":\"FAQPage\",\"mainEntity\":{\"name\":\"A\n?\",\"acceptedAnswer\":\"a\tb\"}}",
            &["A ? => a b"],
        ),
    ];
    for (name, json, expected) in cases {
        assert_eq!(told(Format::Html, &page(json)), *expected, "{name}");
    }
}

#[test]
fn one_broken_block_does_not_hide_the_others() {
    let good = r#"{"@type":"FAQPage","mainEntity":{"name":"A?","acceptedAnswer":"a"}}"#;
    let text = format!("{}{}", page("{\"@type\":\n  oops}"), page(good));
    let import = read(Format::Html, &text);
    assert_eq!(import.faqs.len(), 1);
    assert!(
        import.notes[0].starts_with("JSON-LD block 1 of the page is broken at its line 2, column"),
        "{:?}",
        import.notes
    );
}

#[test]
fn answers_bring_no_scripts_along() {
    let text = page(
        r#"{"@type":"FAQPage","mainEntity":{"name":"A?","acceptedAnswer":"<script>alert(1)<\/script><p onclick=x>a <a href=\"javascript:alert(1)\">b</a> <img src=data:x alt=c></p><style>p{}</style>"}}"#,
    );
    assert_eq!(told(Format::Html, &text), ["A? => a b c"]);
}
