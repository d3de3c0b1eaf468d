//! A small shop's panel, with what real ones have and what breaks careless markup.

use shared::{
    lang::{Lang, Locale},
    panel::{Choice, Contact, Panel, Question, View},
    text::Catalogue,
};

/// A question that would be markup if it were not escaped.
#[allow(dead_code, reason = "each test file uses its part")]
pub const NASTY: &str = "Can I write <script>alert(\"1\")</script> & 'more'?";

fn question(id: &str, category: Option<u32>, text: &str, also: &[&str]) -> Question {
    Question {
        id: id.into(),
        category,
        text: text.into(),
        also: also.iter().map(|also| (*also).into()).collect(),
        lang: None,
    }
}

/// The panel in a language, `it` or `en`, showing a view.
pub fn panel(lang: &str, view: View) -> Panel {
    let tag = Lang::parse(lang).expect("a language tag");
    Panel {
        site: "demo".into(),
        name: "Lume & Co".into(),
        lang: lang.into(),
        dir: "ltr".into(),
        texts: Catalogue::of(Locale::of(&tag)),
        greeting: "We're closed right now. Write to us.".into(),
        expectation: "We're back on Monday.".into(),
        categories: vec!["Shipping".into(), "Nobody asks".into()],
        questions: vec![
            question(
                "cost",
                Some(0),
                "What does shipping cost?",
                &["how much is delivery"],
            ),
            question("when", Some(0), "When will it arrive?", &[]),
            question("nasty", None, NASTY, &[]),
        ],
        topics: vec![
            Choice {
                id: "order".into(),
                label: "My order".into(),
            },
            Choice {
                id: "other".into(),
                label: "Something else".into(),
            },
        ],
        contacts: vec![
            Contact {
                kind: "phone".into(),
                label: "Phone".into(),
                value: "+39 02 0000000".into(),
                href: "tel:+39020000000".into(),
                note: "Weekdays".into(),
                external: false,
            },
            Contact {
                kind: "whatsapp".into(),
                label: "WhatsApp".into(),
                value: "+39 333 0000000".into(),
                href: "https://wa.me/393330000000".into(),
                note: String::new(),
                external: true,
            },
        ],
        origins: Vec::new(),
        embedded: false,
        keep: format!("?lang={lang}"),
        view,
    }
}
