//! Imports of questions people already have: a real site's pages, and small cases of each format.
#![cfg(feature = "server")]

#[path = "import/headings.rs"]
mod headings;
#[path = "import/input.rs"]
mod input;
#[path = "import/json_ld.rs"]
mod json_ld;
#[path = "import/real.rs"]
mod real;
#[path = "import/sheet.rs"]
mod sheet;
#[path = "import/toml.rs"]
mod toml_blocks;

use shared::import::{Format, Import, import};

fn read(format: Format, text: &str) -> Import {
    import(format, text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// `category: question => answer` for each question, the shortest way to look at an import.
fn told(format: Format, text: &str) -> Vec<String> {
    let import = read(format, text);
    let tell = |faq: &shared::import::ImportedFaq| {
        let category = faq
            .category
            .as_deref()
            .map(|category| format!("{category}: "))
            .unwrap_or_default();
        format!("{category}{} => {}", faq.question, faq.answer)
    };
    import.faqs.iter().map(tell).collect()
}
