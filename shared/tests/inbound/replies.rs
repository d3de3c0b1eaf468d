//! What a customer newly wrote is told from what their program quoted and added.

use std::path::{Path, PathBuf};

use shared::inbound::fold;

use super::{message, messages, samples, with};

fn beside(folder: &Path, name: &str, ending: &str) -> Option<String> {
    std::fs::read_to_string(folder.join(format!("{name}.{ending}"))).ok()
}

#[test]
fn the_new_words_of_every_client_are_found() {
    let folder = samples();
    let all = messages(&folder);
    assert!(all.len() > 40, "only {} samples", all.len());
    let mut wrong = Vec::new();
    for (name, raw) in all {
        let message = message(raw);
        let reply = beside(&folder, &name, "reply.txt").expect("the reply beside the sample");
        let signature = beside(&folder, &name, "signature.txt").unwrap_or_default();
        if message.text != reply.trim_end() || message.signature != signature.trim_end() {
            wrong.push(format!(
                "{name}: {:?}\n  quoted {:?}\n  signature {:?}",
                message.text, message.quoted, message.signature
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn it_does_not_matter_how_lines_end() {
    for (name, raw) in messages(&samples()) {
        let Ok(text) = String::from_utf8(raw) else {
            continue;
        };
        let read = message(&text);
        for end in ["\r\n", "\r"] {
            let mut other = message(text.replace('\n', end));
            for (ours, theirs) in other.attachments.iter_mut().zip(&read.attachments) {
                ours.bytes.clone_from(&theirs.bytes);
            }
            assert_eq!(other, read, "{name} {end:?}");
        }
    }
}

/// Between quotes an answer may stand; folding any of it would tear it apart.
#[test]
fn an_answer_between_quotes_stays_with_them() {
    let folded = fold("Ciao,\n> Quale colore?\nBianco.\n> Quale misura?\nPiccola.\n> Saluti\n");
    assert_eq!(
        folded.text,
        "Ciao,\n> Quale colore?\nBianco.\n> Quale misura?\nPiccola."
    );
    assert_eq!(folded.quoted, "> Saluti");

    let from_the_top = "Marta ha scritto:\n> Quale colore?\nBianco.\n> Quale misura?\nPiccola.";
    let folded = fold(from_the_top);
    assert_eq!(
        (folded.text.as_str(), folded.quoted.as_str()),
        (from_the_top, "")
    );
}

#[test]
fn an_answer_within_gmails_quotation_is_kept() {
    let html = "<div>Ciao</div><div class=\"gmail_quote\"><div class=\"gmail_attr\">Il giorno … \
        ha scritto:</div><blockquote class=\"gmail_quote\">Quale colore?</blockquote>\
        <div>Bianco.</div><blockquote class=\"gmail_quote\">Saluti</blockquote></div>";
    let message = with("Content-Type: text/html\r\n", html);
    assert!(message.text.contains("Bianco."), "{message:#?}");
    assert_eq!(message.quoted, "> Saluti");
}

#[test]
fn a_mail_that_is_all_signature_or_quotation_stays_text() {
    for text in [
        "Inviato da iPhone",
        "-- \nMarta",
        "> Ciao",
        "On 02/03/2026 10:12, Marta wrote:\n> Ciao",
    ] {
        let folded = fold(text);
        assert_eq!(folded.text, text.replace("-- ", "--"));
        assert_eq!((folded.quoted, folded.signature), Default::default());
    }
}

#[test]
fn a_face_is_no_quotation_and_a_dash_no_signature() {
    let face = "Ancora niente.\n>:(";
    assert_eq!(fold(face).text, face);
    let list: String = (0..12).map(|n| format!("cosa {n}\n")).collect();
    let divided = format!("Ordine:\n--\n{list}");
    assert_eq!(fold(&divided).text, divided.trim_end());
}

/// The HTML of a reply folds as its plain part does.
#[test]
fn the_html_alone_gives_the_same_words() {
    let folder = samples();
    let mut seen = 0;
    for (name, raw) in messages(&folder) {
        let raw = String::from_utf8_lossy(&raw).into_owned();
        let plain = "Content-Type: text/plain; charset=\"UTF-8\"";
        if !name.starts_with("gmail-web-it") && !name.starts_with("yahoo-new") {
            continue;
        }
        let html_only = raw.replace(plain, "Content-Type: text/x-amp-html");
        let reply = beside(&folder, &name, "reply.txt").expect("the reply");
        assert_eq!(message(html_only).text, reply.trim_end(), "{name}");
        seen += 1;
    }
    assert_eq!(seen, 2);
}

/// Real replies, kept outside of the project. Their signatures count as new words there.
#[test]
fn the_new_words_of_real_replies_are_found() {
    let data = std::env::var_os("PREMURA_DATA")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/data"));
    let folder = data.join("eml");
    let all = messages(&folder);
    if all.is_empty() {
        eprintln!("skipped: no mail in {}; set PREMURA_DATA", folder.display());
    }
    for (name, raw) in all {
        let message = message(&raw);
        let expected = beside(&folder, &name, "reply.txt").unwrap_or_else(|| "Hello".to_owned());
        let found = format!("{}\n\n{}", message.text, message.signature);
        assert_eq!(found.trim(), expected.trim(), "{name}: {message:#?}");
        assert!(
            message.quoted.contains("Hi"),
            "{name}: {:?}",
            message.quoted
        );
    }
}
