//! Writes imported questions as blocks of a site's configuration, to be pasted into it.

use std::fmt::Write;

use toml_writer::{ToTomlKey, ToTomlValue, TomlKeyBuilder, TomlStringBuilder};

use super::Import;

/// The `[[categories]]` and `[[faqs]]` blocks of a site's file, with all texts under `lang`.
pub fn to_toml(import: &Import, lang: &str) -> String {
    let key = TomlKeyBuilder::new(lang);
    let lang = key
        .as_unquoted()
        .unwrap_or_else(|| key.as_basic())
        .to_toml_key();
    let mut toml = String::new();
    for (id, label) in &import.categories {
        toml.push_str("[[categories]]\n");
        entry(&mut toml, "id", &line(id));
        entry(
            &mut toml,
            "label",
            &format!("{{ {lang} = {} }}", line(label)),
        );
        toml.push('\n');
    }
    for faq in &import.faqs {
        toml.push_str("[[faqs]]\n");
        entry(&mut toml, "id", &line(&faq.id));
        if let Some(category) = &faq.category {
            entry(&mut toml, "category", &line(category));
        }
        entry(
            &mut toml,
            "question",
            &format!("{{ {lang} = {} }}", line(&faq.question)),
        );
        entry(
            &mut toml,
            "answer",
            &format!("{{ {lang} = {} }}", text(&faq.answer)),
        );
        if !faq.also.is_empty() {
            let also: Vec<String> = faq.also.iter().map(|also| line(also)).collect();
            entry(
                &mut toml,
                "also",
                &format!("{{ {lang} = [{}] }}", also.join(", ")),
            );
        }
        toml.push('\n');
    }
    toml
}

fn entry(toml: &mut String, key: &str, value: &str) {
    // Writing to a String cannot fail.
    let _ = writeln!(toml, "{key} = {value}");
}

fn line(value: &str) -> String {
    TomlStringBuilder::new(value).as_basic().to_toml_value()
}

/// Answers of several lines stand as they are, between `'''`, where TOML allows that.
fn text(value: &str) -> String {
    if !value.contains('\n') {
        return line(value);
    }
    let builder = TomlStringBuilder::new(value);
    builder
        .as_ml_literal()
        .unwrap_or_else(|| builder.as_ml_basic())
        .to_toml_value()
}
