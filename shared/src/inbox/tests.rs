//! The inbox's rules, in what people see of them.

use jiff::Timestamp;
use proptest::prelude::*;

use super::*;
use crate::{
    id::Slug,
    sla::Target,
    ticket::{Message, Status, Ticket, Visibility, sample},
    tongue::Tongue,
};

fn now() -> Timestamp {
    "2026-11-23T09:00:00Z".parse().unwrap()
}

fn due(minutes: i64) -> Due {
    let due_ms = now().as_millisecond() + minutes * 60_000;
    Due {
        target: Target::FirstResponse,
        warn_ms: due_ms - 60 * 60_000,
        due_ms,
    }
}

#[test]
fn a_clock_says_how_long_it_still_is() {
    for (minutes, en, it, level) in [
        (25, "due in 25 min", "scade tra 25 min", Level::Soon),
        (60, "due in 1 h", "scade tra 1 h", Level::Soon),
        (85, "due in 1 h 25 min", "scade tra 1 h 25 min", Level::Fine),
        (47 * 60, "due in 47 h", "scade tra 47 h", Level::Fine),
        (
            3 * 24 * 60 + 5,
            "due in 3 days",
            "scade tra 3 giorni",
            Level::Fine,
        ),
        (
            0,
            "due in less than a minute",
            "scade tra meno di un minuto",
            Level::Soon,
        ),
        (-2, "2 min over", "in ritardo di 2 min", Level::Late),
        (-150, "2 h over", "in ritardo di 2 h", Level::Late),
        (
            -5 * 24 * 60,
            "5 days over",
            "in ritardo di 5 giorni",
            Level::Late,
        ),
    ] {
        assert_eq!(due(minutes).words(now(), Tongue::En), en);
        assert_eq!(due(minutes).words(now(), Tongue::It), it);
        assert_eq!(due(minutes).level(now()), level, "{minutes}");
    }
}

#[test]
fn every_ticket_stands_in_one_place() {
    let place = |status, spam: bool, merged: bool| {
        let mut ticket = sample();
        ticket.status = status;
        ticket.spam = if spam { vec!["links".into()] } else { vec![] };
        ticket.merged_into = merged.then(|| "tic_2".into());
        Place::of(&ticket)
    };
    assert_eq!(place(Status::New, false, false), Place::Open);
    assert_eq!(place(Status::OnHold, false, false), Place::Waiting);
    assert_eq!(place(Status::Closed, false, false), Place::Done);
    assert_eq!(place(Status::Closed, true, false), Place::Spam);
    assert_eq!(place(Status::Closed, true, true), Place::Merged);
}

#[test]
fn a_filter_goes_through_an_address_and_back() {
    let words = [
        ("status", "waiting_on_customer"),
        ("priority", "high"),
        ("topic", "order"),
        ("owner", "@me"),
        ("tag", " VIP "),
        ("channel", "email"),
        ("lang", "it"),
        ("team", "Not a team"),
    ];
    let of = |name: &str| {
        let found = words.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| (*value).to_owned())
    };
    let filter = Filter::read(of);
    assert_eq!(filter.owner, Some(Owner::Me));
    assert_eq!(filter.team, None, "what cannot be read narrows nothing");
    let pairs = filter.pairs();
    assert_eq!(pairs.len(), 7);
    let again = Filter::read(|name| {
        let found = pairs.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.clone())
    });
    assert_eq!(again, filter);
    assert!(Filter::read(|_| Some(String::new())).is_empty());
}

fn with_message(text: &str) -> (Ticket, Vec<Message>) {
    let ticket = sample();
    let message = Message {
        id: "msg_1".into(),
        ticket_id: ticket.id.clone(),
        author: crate::ticket::Author::Customer,
        agent: None,
        visibility: Visibility::Public,
        channel: crate::ticket::Origin::Form,
        text: text.into(),
        folded: None,
        created_at: ticket.created_at.clone(),
    };
    (ticket, vec![message])
}

#[test]
fn a_ticket_is_found_by_who_wrote_and_what() {
    let (mut ticket, messages) = with_message("La lampada è arrivata rotta");
    ticket.phone = crate::contact::Phone::parse("+39 0546 123456");
    let text = searched(&ticket, &messages);
    for part in ["7K3M-92QX", "Anna", "anna@posta.example", "rotta"] {
        assert!(text.contains(part), "{part}");
    }
    // The number as people here write it, without the prefix.
    assert!(text.lines().any(|line| line == "0546123456"), "{text}");
}

#[test]
fn what_is_typed_becomes_an_expression() {
    for (typed, expected) in [
        ("lampada rotta", Some("\"lampada\"* AND \"rotta\"*")),
        ("BL-10234", Some("\"BL\" AND \"10234\"*")),
        ("  \"; ' ", None),
        ("c'è", Some("\"c\" AND \"è\"")),
        (
            "0546 123456",
            Some("(\"0546\"* AND \"123456\"*) OR \"0546123456\"*"),
        ),
    ] {
        assert_eq!(expression(typed, false).as_deref(), expected, "{typed}");
    }
}

#[test]
fn a_list_shows_how_a_message_begins() {
    assert_eq!(first_line("\n  \n Ciao,\nvorrei"), "Ciao,");
    let letter = "Buongiorno Marta,\n\nla lampada è arrivata rotta.\nAnna";
    assert_eq!(first_line(letter), "la lampada è arrivata rotta.");
    assert_eq!(first_line(&"a".repeat(200)).chars().count(), MAX_LINE + 1);
    assert_eq!(first_line(""), "");
}

#[test]
fn me_is_nobody_where_nobody_looks() {
    let filter = Filter {
        owner: Some(Owner::Me),
        ..Filter::default()
    };
    let mut entry = entry();
    assert!(!filter.lets(&entry, None));
    entry.owner = Slug::parse("marta").ok();
    assert!(filter.lets(&entry, entry.owner.clone().as_ref()));
    assert!(!filter.lets(&entry, Slug::parse("elio").ok().as_ref()));
}

fn entry() -> Entry {
    let ticket = sample();
    Entry {
        id: ticket.id,
        reference: ticket.reference,
        place: Place::Open,
        status: ticket.status,
        priority: ticket.priority,
        channel: ticket.channel,
        topic: ticket.topic,
        team: None,
        owner: None,
        tags: vec![],
        lang: ticket.lang,
        who: "Anna".into(),
        line: "Ciao".into(),
        due: Some(due(25)),
        created_ms: 0,
        changed_ms: 0,
        news_ms: 0,
        last_by: None,
        call: false,
        unread: false,
        draft: false,
    }
}

proptest! {
    /// Whatever is typed, quotes are balanced and nothing but words stands between them.
    #[test]
    fn nothing_typed_escapes_the_expression(typed in "(\\PC|[\"*()]|AND|OR|NEAR|0){0,40}", whole: bool) {
        if let Some(expression) = expression(&typed, whole) {
            for (n, part) in expression.split('"').enumerate() {
                let good = match n % 2 {
                    0 => ["", "* AND ", " AND ", "*", "(", ") OR ", "*) OR "].contains(&part),
                    _ => part.chars().all(|c| c.is_alphanumeric() || ('\u{300}'..='\u{36f}').contains(&c)),
                };
                prop_assert!(good, "{part:?} of {expression}");
            }
        }
    }

    #[test]
    fn whatever_the_ticket_what_is_searched_is_bounded(text in "\\PC{0,50}", times in 0usize..3_000) {
        let (ticket, messages) = with_message(&text.repeat(times));
        prop_assert!(searched(&ticket, &messages).len() <= MAX_SEARCHED + 200);
    }
}
