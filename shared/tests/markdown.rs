//! Answers as pages and mails show them: what is kept, and what never gets through.
#![cfg(feature = "server")]

use proptest::prelude::*;
use shared::markdown::{MAX_BYTES, from_html, plain, to_html, to_page, to_text};

#[test]
fn answers_are_shown_as_html() {
    for (markdown, html) in [
        ("Hello *you*", "<p>Hello <em>you</em></p>\n"),
        (
            "# A\n## B\n###### C",
            "<h3>A</h3>\n<h4>B</h4>\n<h6>C</h6>\n",
        ),
        ("#### A\n##### B", "<h3>A</h3>\n<h4>B</h4>\n"),
        ("### A", "<h3>A</h3>\n"),
        (
            "1. one\n2. two",
            "<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n",
        ),
        (
            "[out](https://a.example/?a=1&b=2 \"title\")",
            "<p><a href=\"https://a.example/?a=1&amp;b=2\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">out</a></p>\n",
        ),
        ("[in](/returns)", "<p><a href=\"/returns\">in</a></p>\n"),
        (
            "<a@b.example>",
            "<p><a href=\"mailto:a@b.example\">a@b.example</a></p>\n",
        ),
        (
            "[call](tel:+3902)",
            "<p><a href=\"tel:+3902\">call</a></p>\n",
        ),
        (
            "See https://a.example/x_y_z.",
            "<p>See <a href=\"https://a.example/x_y_z\" rel=\"noopener noreferrer nofollow\" target=\"_blank\">https://a.example/x_y_z</a>.</p>\n",
        ),
        (
            "`https://a.example`",
            "<p><code>https://a.example</code></p>\n",
        ),
        (
            "![a *b* \"c\"](https://a.example/x.png)",
            "<p><img src=\"https://a.example/x.png\" alt=\"a b &quot;c&quot;\" loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\" /></p>\n",
        ),
        (
            "![a](http://a.example/x.png) ![b](data:x) ![c](x.png)",
            "<p>a b <img src=\"x.png\" alt=\"c\" loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\" /></p>\n",
        ),
        (
            "![a ![b](b.png) c](a.png) d",
            "<p><img src=\"a.png\" alt=\"a b c\" loading=\"lazy\" decoding=\"async\" referrerpolicy=\"no-referrer\" /> d</p>\n",
        ),
        (
            "[x](javascript:alert(1)) [y](JaVa&#x53;cript:1) [z](data:text/html,1)",
            "<p>x y z</p>\n",
        ),
        (
            "a <b onclick=\"x()\">b</b><br>c<script>d</script>",
            "<p>a b<br />\ncd</p>\n",
        ),
        (
            "<div onclick=x>a <b>b</b></div>\n\n<script>\nalert(1)\n</script>\n\nc",
            "<p>a b</p>\n<p>c</p>\n",
        ),
        ("<!-- note -->\n\na", "<p>a</p>\n"),
        (
            "```js\"onclick=\n<script>\n```",
            "<pre><code>&lt;script&gt;\n</code></pre>\n",
        ),
        (
            "| a | b |\n|--:|---|\n| 1 | 2 |",
            "<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody>\n<tr><td>1</td><td>2</td></tr>\n</tbody></table>\n",
        ),
        ("", ""),
    ] {
        assert_eq!(to_html(markdown), html, "{markdown}");
    }
}

#[test]
fn answers_are_told_as_text() {
    for (markdown, text) in [
        (
            "# A\n\nHello *you*,\nthere\\\nyes",
            "A\n\nHello you, there\nyes",
        ),
        (
            "See [here](https://a.example/x) or <https://b.example>.",
            "See here (https://a.example/x) or https://b.example.",
        ),
        (
            "[Write](mailto:a@b.example), <a@b.example>, [below](#x), [bad](javascript:x)",
            "Write (a@b.example), a@b.example, below, bad",
        ),
        (
            "Do:\n\n1. one\n2. two\n   - inner\n   - more\n\n> said\n>\n> twice",
            "Do:\n\n1. one\n2. two\n   - inner\n   - more\n\n> said\n>\n> twice",
        ),
        ("- a\n\n  b\n- c", "- a\n\n  b\n- c"),
        (
            "| a | b |\n|---|---|\n| 1 | [x](https://x.example) |",
            "a | b\n1 | x (https://x.example)",
        ),
        ("```\nlet a;\n  b\n```", "let a;\n  b"),
        ("![a cat](cat.png) <b>x</b> &amp; y", "a cat x & y"),
        ("<p>a</p>\n\nb", "a\n\nb"),
        ("", ""),
    ] {
        assert_eq!(to_text(markdown), text, "{markdown}");
    }
    assert_eq!(
        plain("Is *this* [a\nlink](https://a.example)?"),
        "Is this a link?"
    );
}

#[test]
fn html_becomes_markdown() {
    for (html, markdown) in [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("one<br>two<br/><br/>three<br>", "one\\\ntwo\n\nthree"),
        ("<h2>A <br> b</h2>c", "## A b\n\nc"),
        (
            "<p>Do:</p><ul><li>one</li><li><p>two</p><p>more</p><ol><li>x<li>y</ol></li></ul>z",
            "Do:\n\n- one\n- two\n\n  more\n  1. x\n  2. y\n\nz",
        ),
        (
            "<blockquote><p>a</p><p>b</p></blockquote><blockquote>c</blockquote>",
            "> a\n>\n> b\n\n> c",
        ),
        (
            "a <b> bold </b>and <i>it<b>al</i>ic</b>",
            "a **bold** and *it**al***ic",
        ),
        (
            "<b>Price:</b>10 <b>Hi!<br></b>x",
            "**Price:** 10 **Hi!**\\\nx",
        ),
        ("<b><p>a</p><p>b</p></b>", "**a**\n\n**b**"),
        ("<b></b> <i> </i>x", "x"),
        ("Look!<a href=\"/a (b)\">x</a>", "Look\\![x](/a%20%28b%29)"),
        (
            "<a href=\"javascript:x\">x</a> <a name=y>y</a> <a href=https://z.example>z",
            "x y [z](https://z.example)",
        ),
        ("<code>a*b`c</code> <code>`x`</code>", "``a*b`c`` `` `x` ``"),
        (
            "<pre><code>a\n  &lt;b&gt;\n</code></pre>",
            "```\na\n  <b>\n```",
        ),
        (
            "<table><tr><th>a<th>b|c</tr><tr><td>1</tr></table>",
            "| a | b\\|c |\n| --- | --- |\n| 1 |  |",
        ),
        (
            "<table><tr><td><p>a</p></td></tr><tr><td>b</td></tr></table>",
            "a\n\nb",
        ),
        (
            "2 * 3 _a_ b_c [x] <b>#</b> `y` ~z \\ &amp;amp; a &lt;b&gt;",
            "2 \\* 3 \\_a\\_ b_c \\[x\\] **#** \\`y\\` \\~z \\\\ \\&amp; a \\<b>",
        ),
        (
            "<p># a</p><p>1. b</p><p>- c</p><p>&gt; d</p>",
            "\\# a\n\n1\\. b\n\n\\- c\n\n\\> d",
        ),
        (
            "<img src=\"https://a.example/x.png\" alt=\"a ] b\"><img src=data:x alt=y>",
            "![a \\] b](https://a.example/x.png)y",
        ),
        (
            "<script>x</script><style>y</style><svg><title>z</title></svg>a",
            "a",
        ),
    ] {
        assert_eq!(from_html(html), markdown, "{html}");
    }
}

#[test]
fn long_answers_are_cut_between_letters() {
    let long = "è".repeat(MAX_BYTES);
    let html = to_html(&format!("x{long}"));
    assert_eq!(html.trim_end().len(), "<p>x</p>".len() + MAX_BYTES - 2);
    assert_eq!(to_text(&long).len(), MAX_BYTES);
}

/// Nesting is where a renderer's time or stack goes.
#[test]
fn hostile_nesting_is_survived() {
    for piece in [
        "> ",
        "- ",
        "[",
        "![",
        "*",
        "**a ",
        "<b>",
        "<ul><li>",
        "<table><tr><td>",
        "| a ",
        "`",
        "# ",
        "<div>\n\n",
        "[a](",
        "<a href=x>",
    ] {
        let text = piece.repeat(MAX_BYTES / piece.len());
        let _ = (to_html(&text), to_text(&text));
        let markdown = from_html(&text);
        assert!(
            markdown.len() < text.len() * 20,
            "{piece} grew to {}",
            markdown.len()
        );
    }
}

/// The only tags and attributes an answer may put into a page.
fn allowed(tag: &html5gum::StartTag<()>) -> bool {
    const TAGS: &[&[u8]] = &[
        b"p",
        b"h2",
        b"h3",
        b"h4",
        b"h5",
        b"h6",
        b"ul",
        b"ol",
        b"li",
        b"blockquote",
        b"pre",
        b"code",
        b"em",
        b"strong",
        b"del",
        b"br",
        b"hr",
        b"a",
        b"img",
        b"table",
        b"thead",
        b"tbody",
        b"tr",
        b"th",
        b"td",
    ];
    let attribute = |name: &[u8], value: &[u8]| match (tag.name.as_slice(), name) {
        (b"a", b"href") => {
            let address = String::from_utf8_lossy(value).to_lowercase();
            let scheme = address
                .split(['/', '?', '#'])
                .next()
                .unwrap_or_default()
                .to_owned();
            !address.contains(|c: char| c.is_control())
                && (!scheme.contains(':')
                    || ["http:", "https:", "mailto:", "tel:"]
                        .iter()
                        .any(|ok| scheme.starts_with(ok)))
        }
        (b"a", b"rel") => value == b"noopener noreferrer nofollow",
        (b"a", b"target") => value == b"_blank",
        (b"img", b"src") => {
            !value.starts_with(b"http:")
                && !value.starts_with(b"data:")
                && !value.starts_with(b"javascript:")
        }
        (b"img", b"alt") => true,
        (b"img", b"loading") => value == b"lazy",
        (b"img", b"decoding") => value == b"async",
        (b"img", b"referrerpolicy") => value == b"no-referrer",
        (b"a", b"class") => value == b"video",
        (b"a", b"data-host") => value
            .iter()
            .all(|c| c.is_ascii_alphanumeric() || b".-".contains(c)),
        (b"h2" | b"h3" | b"h4" | b"h5", b"id") => value.starts_with(b"part-"),
        (b"h2" | b"h3" | b"h4" | b"h5", b"tabindex") => value == b"-1",
        (b"ol", b"start") => value.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    TAGS.contains(&tag.name.as_slice())
        && tag
            .attributes
            .iter()
            .all(|(name, value)| attribute(name, value))
}

fn assert_harmless(html: &str) {
    assert!(!html.to_lowercase().contains("<script"), "{html}");
    for token in html5gum::Tokenizer::new(html).flatten() {
        match token {
            html5gum::Token::StartTag(tag) => assert!(allowed(&tag), "{tag:?} in {html}"),
            html5gum::Token::Comment(_) | html5gum::Token::Doctype(_) => panic!("{html}"),
            _ => {}
        }
    }
}

/// Texts made of what has meaning in Markdown and HTML.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => prop::sample::select(vec![
            "<script>", "</script>", "<img src=x onerror=alert(1)>", "<a href=\"javascript:alert(1)\">", "</a>", "[x](javascript:alert(1))",
            "[x](", ")", "![", "](", "]", "[", "<", ">", "\"", "'", "&", "&#106;avascript:", "&colon;", "java\tscript:", "data:text/html,<b>",
            "<svg/onload=alert(1)>", "<!--", "-->", "<![CDATA[", "]]>", "<?x", "<div onclick=x>", "\n", "\n\n", "    ", "> ", "- ", "1. ",
            "# ", "###### ", "|", "\n|---|---|\n", "`", "```", "~~", "*", "**", "_", "\\", "https://a.example/", "<https://", "[r]: javascript:x\n",
            "[r]", "\"onmouseover=\"x", "' onclick='x", "on", "=", ":", "//", "\u{0}", "\u{202e}", "è", "<style>", "<textarea>", "<plaintext>",
        ]).prop_map(str::to_owned),
        1 => any::<String>(),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_answer_harms_the_page(source in hostile()) {
        assert_harmless(&to_html(&source));
        assert_harmless(&to_page(&source).0);
        let _ = (to_text(&source), plain(&source));
    }

    #[test]
    fn no_imported_html_harms_the_page(source in hostile()) {
        assert_harmless(&to_html(&from_html(&source)));
    }

    /// What reads as text in HTML reads the same after it went through Markdown.
    #[test]
    fn text_survives_the_way_through_markdown(words in "([ -~è\\n]|[*_#>`\\[\\]()!&<~|+=.:1 -]){0,40}") {
        let escaped = words.replace('&', "&amp;").replace('<', "&lt;");
        let joined = words.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(to_text(&from_html(&format!("<p>{escaped}</p>"))), joined.clone());
        prop_assert_eq!(to_text(&from_html(&format!("<ul><li>{escaped}</li></ul>"))), if joined.is_empty() { joined } else { format!("- {joined}") });
    }
}
