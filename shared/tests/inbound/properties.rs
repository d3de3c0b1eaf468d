//! For any bytes: an answer. For any text: no word is lost by folding it.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use mail_builder::MessageBuilder;
use mail_parser::{MessageParser, MimeHeaders};
use proptest::prelude::*;
use shared::inbound::{Inbound, candidates, fold};

use super::{message, messages, samples, try_read};

static CORPUS: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    messages(&samples())
        .into_iter()
        .map(|(_, raw)| raw)
        .collect()
});

fn words(text: &str) -> BTreeMap<&str, usize> {
    let mut found = BTreeMap::new();
    for word in text.split_whitespace() {
        *found.entry(word).or_default() += 1;
    }
    found
}

/// What holds of every message that could be read.
fn check(read: &Inbound) {
    let one_line = |text: &str| !text.chars().any(char::is_control);
    assert!(one_line(&read.subject), "{:?}", read.subject);
    for mailbox in read.from.iter().chain(&read.reply_to) {
        assert!(mailbox.name.as_deref().is_none_or(one_line), "{mailbox:?}");
    }
    for text in [&read.text, &read.quoted, &read.signature] {
        assert!(
            !text
                .chars()
                .any(|c| c.is_control() && c != '\n' && c != '\t'),
            "{text:?}"
        );
    }
    for attachment in &read.attachments {
        let name = &attachment.name;
        assert!(
            !name.is_empty() && one_line(name) && !name.contains(['/', '\\']),
            "{name:?}"
        );
        assert!(name != "." && name != "..", "{name:?}");
        assert!(one_line(&attachment.content_type) && attachment.content_type.contains('/'));
    }
    for id in candidates(read) {
        assert!(
            !id.is_empty() && one_line(id) && !id.contains(['<', '>', ' ']),
            "{id:?}"
        );
    }
    assert!(!read.text.is_empty() || read.quoted.is_empty(), "{read:#?}");
}

/// Lines as replies have them, in any order.
fn line() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zà ]{0,30}",
        2 => "> [a-z ]{0,20}",
        1 => "\\PC{0,40}",
        1 => Just(String::new()),
        2 => prop::sample::select(vec![
            "-- ", "--", "________________", "-----Original Message-----", "Inviato da iPhone",
            "On 2 Mar 2026, at 10:12, Marta <marta@posta.example> wrote:", "On Mon, 2 Mar 2026 10:12, Marta",
            "<marta@posta.example> wrote:", "Da: Marta <marta@posta.example>", "Inviato: lunedì", "A: Bottega",
            "Oggetto: Re: x", "This message is confidential and for the intended recipient; an e-mail in error, please delete it.",
            "Marta ha scritto:", "Begin forwarded message:", ">", ">> On 2026 wrote:",
        ]).prop_map(str::to_owned),
    ]
}

#[derive(Clone, Debug)]
enum Change {
    Cut(prop::sample::Index, prop::sample::Index),
    Splice(
        prop::sample::Index,
        prop::sample::Index,
        prop::sample::Index,
    ),
    Flip(prop::sample::Index, u8),
    Put(prop::sample::Index, Vec<u8>),
}

fn change() -> impl Strategy<Value = Change> {
    use Change::*;
    let index = any::<prop::sample::Index>;
    prop_oneof![
        (index(), index()).prop_map(|(a, b)| Cut(a, b)),
        (index(), index(), index()).prop_map(|(a, b, c)| Splice(a, b, c)),
        (index(), any::<u8>()).prop_map(|(a, b)| Flip(a, b)),
        (index(), prop::collection::vec(any::<u8>(), 0..20)).prop_map(|(a, b)| Put(a, b)),
    ]
}

fn changed(mut raw: Vec<u8>, changes: &[Change]) -> Vec<u8> {
    for change in changes {
        let length = raw.len() + 1;
        match change {
            Change::Cut(from, to) => {
                let (from, to) = (from.index(length), to.index(length));
                raw.drain(from.min(to)..from.max(to).min(from.min(to) + 200));
            }
            Change::Splice(other, from, to) => {
                let other = &CORPUS[other.index(CORPUS.len())];
                let end = other[from.index(other.len())..].to_vec();
                let at = to.index(length);
                raw.splice(at..at, end);
            }
            Change::Flip(at, bits) if !raw.is_empty() => {
                let at = at.index(raw.len());
                raw[at] ^= bits;
            }
            Change::Flip(..) => {}
            Change::Put(at, bytes) => {
                let at = at.index(length);
                raw.splice(at..at, bytes.iter().copied());
            }
        }
    }
    raw
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_get_an_answer(raw in prop::collection::vec(any::<u8>(), 0..3_000)) {
        if let Ok(read) = try_read(&raw) {
            check(&read);
        }
    }

    #[test]
    fn any_bytes_after_a_header_are_read(
        kind in prop::sample::select(vec!["text/plain", "text/html", "multipart/mixed; boundary=b", "multipart/report", "x/y"]),
        encoding in prop::sample::select(vec!["7bit", "base64", "quoted-printable"]),
        body in prop::collection::vec(any::<u8>(), 0..3_000),
    ) {
        let mut raw = format!("From: m@posta.example\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n").into_bytes();
        raw.extend(body);
        check(&message(raw));
    }

    #[test]
    fn any_damage_to_a_real_message_is_put_up_with(
        sample in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..8),
    ) {
        let raw = changed(CORPUS[sample.index(CORPUS.len())].clone(), &changes);
        if let Ok(read) = try_read(&raw) {
            check(&read);
        }
    }

    #[test]
    fn folding_never_loses_a_word(lines in prop::collection::vec(line(), 0..30)) {
        let text = lines.join("\n");
        let folded = fold(&text);
        let all = [folded.text.as_str(), &folded.quoted, &folded.signature].join("\n");
        let text: String = text.chars().filter(|c| c.is_whitespace() || !c.is_control()).collect();
        prop_assert_eq!(words(&all), words(&text));
        prop_assert!(!folded.text.is_empty() || text.trim().is_empty());
    }

    /// Messages as a good program builds them are read as another reader reads them.
    #[test]
    fn another_reader_reads_the_same(
        subject in "[a-zA-Zàéß€你ж]{1,8}( [a-zA-Zàéß€你ж]{1,40}){0,5}",
        name in "[a-zà]{1,8}( [A-Zé.,]{1,9}){0,2}",
        text in "[a-zàé€ж]{1,9}([ \n]{1,2}[a-z=.à]{1,60}){0,20}",
        file in "[a-zàж]{1,60}\\.pdf",
        bytes in prop::collection::vec(any::<u8>(), 0..600),
        html in any::<bool>(),
    ) {
        let mut builder = MessageBuilder::new()
            .from((name.as_str(), "m@posta.example"))
            .to("ciao@bottega-lume.example")
            .subject(subject.as_str())
            .message_id("a.b@posta.example")
            .date(mail_builder::headers::date::Date::new(0))
            .text_body(text.as_str())
            .attachment("application/pdf", file.as_str(), bytes.as_slice());
        if html {
            builder = builder.html_body(format!("<p>{text}</p>"));
        }
        let raw = builder.write_to_vec().expect("a message");
        let theirs = MessageParser::default().parse(&raw).expect("a message");
        let ours = message(&raw);
        prop_assert_eq!(Some(ours.subject.as_str()), theirs.subject());
        let from = theirs.from().and_then(|from| from.first()).expect("a sender");
        let ours_from = ours.from.expect("a sender");
        prop_assert_eq!(ours_from.name.as_deref(), from.name());
        prop_assert_eq!(ours.message_id.as_deref(), theirs.message_id());
        let body = theirs.body_text(0).expect("a body");
        prop_assert_eq!(words(&ours.text), words(&body));
        let attached = theirs.attachments().next().expect("an attachment");
        prop_assert_eq!(ours.attachments.len(), 1);
        prop_assert_eq!(Some(ours.attachments[0].name.as_str()), attached.attachment_name());
        prop_assert_eq!(&ours.attachments[0].bytes, &bytes);
    }
}
