//! What a site keeps of a customer, in the words customers read: one Markdown file a language.

use crate::lang::Locale;

/// The page's text, Markdown.
pub fn text(locale: Locale) -> &'static str {
    match locale {
        Locale::It => include_str!("privacy/it.md"),
        Locale::En => include_str!("privacy/en.md"),
    }
}
