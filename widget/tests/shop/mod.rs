//! A small shop's panel, with what real ones have and what breaks careless markup.

use shared::{
    lang::{Lang, Locale},
    panel::{Choice, Contact, Control, Field, Notice, Panel, Question, Topic, View},
    text::Catalogue,
};

/// A question that would be markup if it were not escaped.
#[allow(dead_code, reason = "each test file uses its part")]
pub const NASTY: &str = "Can I write <script>alert(\"1\")</script> & 'more'?";

fn question(id: &str, category: Option<u32>, text: &str) -> Question {
    Question {
        id: id.into(),
        category,
        text: text.into(),
        lang: None,
        pages: Vec::new(),
    }
}

/// A time for a call.
#[allow(dead_code, reason = "each test file uses its part")]
pub const SLOT: &str = "2026-11-24T08:00:00Z/2026-11-24T10:00:00Z";

fn choice(id: &str, label: &str) -> Choice {
    Choice {
        id: id.into(),
        label: label.into(),
    }
}

/// A field of every kind.
pub fn fields() -> Vec<Field> {
    let field = |id: &str, control, required, choices: &[(&str, &str)]| Field {
        id: id.into(),
        control,
        label: format!("The {id}"),
        help: format!("About the {id}"),
        required,
        choices: choices
            .iter()
            .map(|(id, label)| choice(id, label))
            .collect(),
        min: String::new(),
        max: String::new(),
    };
    let few = [("late", "Late"), ("broken", "Broken & <sad>")];
    let many = [("a", "A"), ("b", "B"), ("c", "C"), ("d", "D"), ("e", "E")];
    let mut day = field("day", Control::Date, false, &[]);
    day.min = "2026-01-01".into();
    day.help.clear();
    vec![
        field("number", Control::Code, true, &[]),
        field("story", Control::Lines, false, &[]),
        field("line", Control::Line, false, &[]),
        field("piece", Control::Product, false, &[]),
        field("count", Control::Number, false, &[]),
        day,
        field("reason", Control::One, true, &few),
        field("size", Control::One, false, &many),
        field("parts", Control::Any, false, &few),
        field("consent", Control::Tick, true, &[]),
    ]
}

/// The panel in a language, `it` or `en`, showing a view.
pub fn panel(lang: &str, view: View) -> Panel {
    let tag = Lang::parse(lang).expect("a language tag");
    Panel {
        after_assistant: None,
        after_faq: None,
        turnstile: String::new(),
        site: "demo".into(),
        name: "Lume & Co".into(),
        lang: lang.into(),
        dir: "ltr".into(),
        texts: Catalogue::of(Locale::of(&tag)).of_panel(),
        greeting: "We're closed right now. Write to us.".into(),
        expectation: "We're back on Monday.".into(),
        answers: String::new(),
        promise: "We'll answer by 5:00 pm today.".into(),
        logo: String::new(),
        page: String::new(),
        notices: vec![Notice {
            html: "<p>Parcels are <strong>late</strong>.</p>".into(),
            warns: true,
            pages: Vec::new(),
        }],
        useful: vec![1, 0, 2],
        categories: vec!["Shipping".into(), "Nobody asks".into()],
        questions: vec![
            question("cost", Some(0), "What does shipping cost?"),
            question("when", Some(0), "When will it arrive?"),
            question("nasty", None, NASTY),
        ],
        topics: vec![
            Topic {
                id: "order".into(),
                label: "My order".into(),
                fields: fields(),
            },
            Topic {
                id: "other".into(),
                label: "Something else".into(),
                fields: Vec::new(),
            },
        ],
        answer_by: vec![
            choice("email", "By email"),
            choice("phone", "With a phone call"),
            choice("whatsapp", "On WhatsApp"),
        ],
        slots: vec![choice(SLOT, "tomorrow 9:00 am–11:00 am")],
        stamp: "of-the-page".into(),
        contacts: vec![
            Contact {
                kind: "phone".into(),
                label: "Phone".into(),
                value: "+39 02 0000000".into(),
                href: "tel:+39020000000".into(),
                note: "Weekdays".into(),
                state: "Open until 13:00".into(),
                ..Contact::default()
            },
            Contact {
                kind: "callback".into(),
                label: "We call you".into(),
                state: "Earliest: tomorrow 9:00 am–11:00 am".into(),
                href: "/write?answer_by=phone".into(),
                ..Contact::default()
            },
            Contact {
                kind: "telegram".into(),
                label: "Telegram".into(),
                value: "lume".into(),
                state: "Opens on Monday at 9:00 am".into(),
                pages: vec!["/lamps/*".into()],
                ..Contact::default()
            },
            Contact {
                kind: "whatsapp".into(),
                label: "WhatsApp".into(),
                value: "+39 333 0000000".into(),
                href: "https://wa.me/393330000000".into(),
                text: "Hi, I'm writing about: {about}".into(),
                external: true,
                ..Contact::default()
            },
        ],
        origins: Vec::new(),
        embedded: false,
        keep: format!("?lang={lang}"),
        view,
    }
}
