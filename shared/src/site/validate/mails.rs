//! What must hold of the owner's own mails.

use super::Findings;
use crate::{mail, site::Site};

impl Site {
    pub(super) fn mails_fit(&self, found: &mut Findings) {
        for (kind, own) in &self.mail.templates {
            for (lang, markdown) in &own.0 {
                let key = format!("mail.templates.{}.{lang}", kind.name());
                if !self.languages.contains(lang) {
                    found.add(
                        &key,
                        format!("Add “{lang}” to the site's languages, or leave it out here."),
                    );
                }
                for fault in mail::faults(*kind, markdown) {
                    found.add(&key, fault);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = r#"
name = "Bottega"
languages = ["it"]
time_zone = "Europe/Rome"

[mail]
from = "Bottega <ciao@bottega.example>"

[mail.templates.reply]
it = """
# Re: {about} ({reference})

{message}
"""
"#;

    #[test]
    fn a_template_is_checked_when_it_is_published() {
        assert!(Site::from_toml(SITE).is_ok());
        for (from, to, line, says) in [
            (
                "{about}",
                "{abuot}",
                10,
                "There is no {abuot} here; there are {site}",
            ),
            ("{message}", "ciao", 10, "Without {message}"),
            ("# Re:", "Re:", 10, "Begin with the subject"),
            (
                "it = \"\"\"",
                "en = \"\"\"",
                10,
                "Add “en” to the site's languages",
            ),
            (
                "templates.reply",
                "templates.replies",
                9,
                "Unknown variant `replies`",
            ),
        ] {
            let broken = SITE.replacen(from, to, 1);
            let errors = Site::from_toml(&broken).unwrap_err();
            assert_eq!(errors.len(), 1, "{errors:?}");
            assert!(errors[0].message.starts_with(says), "{errors:?}");
            assert!(errors[0].line.abs_diff(line) <= 1, "{errors:?}");
        }
    }
}
