//! Imported FAQs into a draft: each gets a name nobody has yet; a question that is there already
//! stays as it is and is told.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::path;
use crate::import::{Format, Import};

/// The kind of file a pasted text is, by its looks.
pub fn paste_format(text: &str) -> Format {
    let start = text.trim_start();
    if start.starts_with('<') || text.contains("application/ld+json") {
        return Format::Html;
    }
    let first = start.lines().next().unwrap_or("");
    let is_table = [',', ';', '\t'].iter().any(|cell| first.contains(*cell))
        && !first.starts_with('#')
        && !text
            .lines()
            .any(|line| line.starts_with("# ") || line.starts_with("## "));
    match is_table {
        true => Format::Csv,
        false => Format::Markdown,
    }
}

/// The draft with the imported questions at its end, how many there are, and the questions left
/// out because they are there already.
pub fn add_faqs(site: &Value, import: &Import, lang: &str) -> (Value, usize, Vec<String>) {
    let mut new = site.clone();
    let mut left_out = Vec::new();
    let mut count = 0_usize;
    let list = |key: &str| path::at(site, key).and_then(Value::as_array).cloned();
    let mut categories = list("categories").unwrap_or_default();
    let mut faqs = list("faqs").unwrap_or_default();
    let text_of = |value: &Value, key: &str| -> Option<String> {
        let text = value.get(key)?.get(lang)?.as_str()?;
        Some(text.trim().to_lowercase())
    };
    let mut ids: BTreeSet<String> = faqs.iter().filter_map(id_of).collect();
    let known: BTreeSet<String> = faqs.iter().filter_map(|f| text_of(f, "question")).collect();
    // A category of the same name is the same.
    let mut named = Vec::new();
    for (id, label) in &import.categories {
        let same = categories
            .iter()
            .find(|one| {
                text_of(one, "label").as_deref() == Some(label.trim().to_lowercase().as_str())
            })
            .and_then(id_of);
        let id_now = match same {
            Some(same) => same,
            None => {
                let taken: BTreeSet<String> = categories.iter().filter_map(id_of).collect();
                let free = free(id, &taken);
                categories.push(json!({ "id": free, "label": { lang: label } }));
                free
            }
        };
        named.push((id, id_now));
    }
    for faq in &import.faqs {
        if known.contains(&faq.question.trim().to_lowercase()) {
            left_out.push(faq.question.clone());
            continue;
        }
        let id = free(&faq.id, &ids);
        ids.insert(id.clone());
        let mut made = json!({
            "id": id,
            "question": { lang: faq.question },
            "answer": { lang: faq.answer },
        });
        let category = faq.category.as_ref();
        let category = category.and_then(|id| named.iter().find(|(known, _)| *known == id));
        if let Some((_, id)) = category {
            path::set(&mut made, "category", Value::from(id.as_str()));
        }
        if !faq.also.is_empty() {
            path::set(&mut made, "also", json!({ lang: faq.also }));
        }
        faqs.push(made);
        count = count.saturating_add(1);
    }
    path::set(&mut new, "categories", Value::Array(categories));
    path::set(&mut new, "faqs", Value::Array(faqs));
    (new, count, left_out)
}

fn id_of(value: &Value) -> Option<String> {
    value.get("id")?.as_str().map(str::to_owned)
}

fn free(id: &str, taken: &BTreeSet<String>) -> String {
    if !taken.contains(id) {
        return id.to_owned();
    }
    let short: String = id.chars().take(74).collect();
    (2..100_000_u32)
        .map(|n| format!("{}-{n}", short.trim_end_matches('-')))
        .find(|id| !taken.contains(id))
        .unwrap_or_else(|| id.to_owned())
}
