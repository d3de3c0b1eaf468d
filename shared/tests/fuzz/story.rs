//! Stories of requests: what customers send, and what the team, rules and time do to it.

use proptest::{collection::vec, prelude::*};
use shared::{
    event::Actor,
    id::Slug,
    ticket::{Change, Draft, Origin, Priority, Status},
};

fn slug(text: &str) -> Option<Slug> {
    Slug::parse(text).ok()
}

/// One thing that happens, before its time.
#[derive(Clone, Debug)]
pub enum Happening {
    Change(Change),
    ClearSpam,
    Ring(usize),
    MergeInto,
}

pub fn happenings(
    words: impl Strategy<Value = String> + Clone + 'static,
) -> impl Strategy<Value = Happening> {
    let status = || prop::sample::select(Status::ALL.to_vec());
    let channel = || {
        prop::sample::select(vec![
            Origin::Form,
            Origin::Api,
            Origin::Email,
            Origin::RequestPage,
        ])
    };
    let name = || {
        let names = vec![
            "care", "returns", "marta", "elio", "order", "nobody", "a", "broken",
        ];
        prop::sample::select(names).prop_map(slug)
    };
    let maybe = || prop_oneof![3 => name(), 1 => Just(None)];
    let note = prop::option::of(words.clone());
    let words = words.boxed();
    let folded = || prop::option::of(words.clone());
    let changes = prop_oneof![
        3 => (words.clone(), folded(), channel())
            .prop_map(|(text, folded, channel)| Change::CustomerWrites { text, folded, channel }),
        3 => (words.clone(), folded(), channel(), prop::option::of(status()))
            .prop_map(|(text, folded, channel, status)| Change::Answer { text, folded, channel, status }),
        1 => words.clone().prop_map(|text| Change::Note { text }),
        2 => (maybe(), maybe(), note)
            .prop_map(|(team, owner, note)| Change::Assign { team, owner, note }),
        3 => status().prop_map(Change::SetStatus),
        1 => prop::sample::select(vec![Priority::Low, Priority::Urgent]).prop_map(Change::SetPriority),
        1 => maybe().prop_map(Change::SetTopic),
        1 => vec(name(), 0..25).prop_map(|tags| Change::SetTags(tags.into_iter().flatten().collect())),
        1 => words.clone().prop_map(Change::MarkSpam),
        1 => Just(Change::RevokeLinks),
    ];
    prop_oneof![
        8 => changes.prop_map(Happening::Change),
        1 => Just(Happening::ClearSpam),
        3 => any::<usize>().prop_map(Happening::Ring),
        1 => Just(Happening::MergeInto),
    ]
}

pub fn actors() -> impl Strategy<Value = Actor> {
    let agent = |id: &str| Actor::Agent {
        id: slug(id).expect("an id"),
        name: id.to_owned(),
    };
    prop::sample::select(vec![
        Actor::Customer,
        Actor::Team,
        Actor::Rule,
        agent("marta"),
        agent("elio"),
        agent("gone"),
    ])
}

pub fn words() -> impl Strategy<Value = String> + Clone {
    prop_oneof![
        "[a-z ]{1,30}",
        "(?s).{0,60}",
        prop::sample::select(vec![
            "Grazie **mille** [qui](javascript:alert(1))\r\nX-Injected: 1\r\n\r\n.",
            "{reference} {link} {{name}} <script>alert(1)</script> =?utf-8?q?=0d=0aBcc:_x?=",
            "| a | b |\n|---|---|\n| 1 | 2 |\n\n> > > x\n1. 2. 3.\n```\n<b>\n",
            "\u{202e}\u{2028}\u{85}\u{feff}İ\u{301}\u{0}",
        ])
        .prop_map(str::to_owned),
        Just("€\"\\\n".repeat(2_500)),
    ]
}

/// A request that is mostly right, its parts anything.
pub fn requests() -> impl Strategy<Value = Draft> {
    let line = || prop_oneof![3 => "[a-zA-Zà ]{0,20}", 1 => "(?s).{0,300}", 1 => words()];
    (
        (
            line(),
            words(),
            prop::sample::select(vec!["", "order"]),
            line(),
            line(),
        ),
        (line(), line(), line(), vec(line(), 0..60)),
        prop::sample::select(vec!["email", "phone", "whatsapp", ""]),
        prop::sample::select(vec!["", "2026-11-24T09:00:00Z/2026-11-24T11:00:00Z", "/"]),
        prop::sample::select(vec!["it", "en", "de", "", "IT-it"]),
    )
        .prop_map(
            |(
                (name, message, topic, story, url),
                (title, referrer, locale, searches),
                answer_by,
                callback,
                lang,
            )| {
                let mut draft = Draft {
                    name: name.chars().take(200).collect(),
                    email: "anna@posta.example".into(),
                    phone: "+39 333 1234567".into(),
                    answer_by: answer_by.into(),
                    callback: callback.into(),
                    topic: topic.into(),
                    message: format!("x{message}").chars().take(10_000).collect(),
                    lang: lang.into(),
                    faqs_seen: vec!["cost".into(), story.clone()],
                    searches,
                    ..Draft::default()
                };
                draft.page.url = url;
                draft.page.title = title;
                draft.page.referrer = referrer;
                draft.device.locale.clone_from(&locale);
                draft.device.time_zone = locale;
                draft
                    .fields
                    .insert("number".into(), vec!["BL-00123".into()]);
                draft.fields.insert("reason".into(), vec!["broken".into()]);
                draft
                    .fields
                    .insert("story".into(), vec![story.chars().take(4_000).collect()]);
                draft
            },
        )
}
