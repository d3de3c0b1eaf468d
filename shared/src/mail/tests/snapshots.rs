//! The mails as people read them, in `tests/mails`. `PREMURA_WRITE=1` writes them anew.

use super::*;

#[test]
fn mails_read_as_they_were_agreed() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mails");
    let write = std::env::var_os("PREMURA_WRITE").is_some();
    for (kind, lang) in all() {
        let raw = case(kind, lang).raw(kind);
        let (text, html) = parts_of(&raw);
        let parsed = mail_parser::MessageParser::default()
            .parse(raw.as_bytes())
            .unwrap();
        let subject = parsed.subject().unwrap();
        for (ending, content) in [("txt", format!("{subject}\n\n{text}")), ("html", html)] {
            let path = folder.join(format!("{}.{lang}.{ending}", kind.name()));
            if write {
                std::fs::write(&path, content).unwrap();
            } else {
                let kept = std::fs::read_to_string(&path).unwrap_or_default();
                assert!(
                    kept == content,
                    "{} differs: run with PREMURA_WRITE=1 and read it\n{content}",
                    path.display()
                );
            }
        }
    }
}
