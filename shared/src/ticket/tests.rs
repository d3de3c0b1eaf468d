use serde_json::{Value, json};

use super::*;
use crate::{
    event::{Actor, Kind},
    job::{Job, MailKind},
    site::Site,
    team::{Duty, Roster},
};

fn site() -> Site {
    Site::from_toml(
        r##"
        name = "Bottega"
        languages = ["it", "en"]
        time_zone = "Europe/Rome"
        [mail]
        from = "Bottega <ciao@bottega.example>"
        team = ["team@bottega.example"]
        [hours]
        monday = ["09:00-18:00"]
        [form]
        answer_by = ["email", "phone"]
        [[teams]]
        id = "care"
        name = "Care"
        [[teams]]
        id = "returns"
        name = "Returns"
        [[agents]]
        id = "marta"
        name = "Marta"
        email = "marta@bottega.example"
        teams = ["care"]
        [[agents]]
        id = "elio"
        name = "Elio"
        email = "elio@bottega.example"
        teams = ["care", "returns"]
        [[routing]]
        when = { topics = ["order"], fields = { reason = ["broken"] } }
        team = "returns"
        priority = "high"
        tags = ["broken"]
        [[routing]]
        when = { open = false }
        tags = ["night"]
        [[routing]]
        team = "care"
        priority = "low"
        [[topics]]
        id = "order"
        label = { it = "Ordine", en = "Order" }
        [[topics.fields]]
        id = "reason"
        kind = "choice"
        label = { it = "Motivo" }
        choices = [{ id = "broken", label = { it = "Rotto" } }, { id = "late", label = { it = "Tardi" } }]
        [[topics.fields]]
        id = "story"
        kind = "long_text"
        label = { it = "Storia" }
        [[faqs]]
        id = "cost"
        question = { it = "Quanto costa?" }
        answer = { it = "Dipende." }
        [[webhooks]]
        url = "https://a.example/hook"
        secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        [[webhooks]]
        url = "https://b.example/hook"
        secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
        events = ["ticket.created"]
        "##,
    )
    .unwrap()
}

/// Monday at ten in Rome.
fn now() -> Timestamp {
    "2026-11-23T09:00:00Z".parse().unwrap()
}

fn draft() -> Draft {
    Draft {
        email: " anna@posta.example ".into(),
        message: "Dov'è il mio ordine?\r\nGrazie <b>".into(),
        topic: "order".into(),
        faqs_seen: vec!["cost".into(), "none".into()],
        ..Draft::default()
    }
}

fn codes(draft: Draft) -> Vec<(String, String)> {
    match draft.check(&site(), now()) {
        Ok(_) => vec![],
        Err(errors) => errors.into_iter().map(|e| (e.field, e.code)).collect(),
    }
}

struct Desk {
    site: Site,
    roster: Roster,
    now: Timestamp,
    turns: u128,
}

impl Desk {
    fn new() -> Self {
        Self {
            site: site(),
            roster: Roster::new(),
            now: now(),
            turns: 0,
        }
    }

    fn around(&self) -> Around<'_> {
        Around {
            site_id: "demo",
            site: &self.site,
            roster: &self.roster,
            contact_tags: &[],
            now: self.now,
        }
    }

    fn entropy(&mut self) -> u128 {
        self.turns += 1;
        self.turns << 16
    }

    fn open(&mut self, draft: Draft, spam: &[&str]) -> Turn {
        let entropy = self.entropy();
        let arrival = Arrival {
            request: draft.check(&self.site, self.now).unwrap(),
            channel: Origin::Form,
            contact_id: "con_1".into(),
            subject: None,
            folded: None,
            spam: spam.iter().map(|reason| (*reason).to_owned()).collect(),
            follows: None,
            may_acknowledge: true,
            reference: Reference::from_entropy(self.turns as u64),
        };
        let turn = open(self.around(), arrival, entropy);
        if let Some(agent) = &turn.taken_by {
            let duty = Duty {
                away: false,
                assigned_ms: self.turns as i64,
            };
            self.roster.insert(agent.to_string(), duty);
        }
        turn
    }

    fn change(&mut self, ticket: &Ticket, change: Change, by: &Actor) -> Result<Turn, Refusal> {
        let entropy = self.entropy();
        apply(self.around(), ticket, change, by, entropy)
    }
}

fn marta() -> Actor {
    Actor::Agent {
        id: Slug::parse("marta").unwrap(),
        name: "Marta".into(),
    }
}

fn kinds(turn: &Turn) -> Vec<&'static str> {
    turn.events
        .iter()
        .map(|event| event.kind.as_str())
        .collect()
}

/// The mails owed, with to whom.
fn mails(turn: &Turn) -> Vec<(MailKind, String)> {
    let mails = turn.owed.iter().filter_map(|owed| match &owed.job {
        Job::Mail { kind, to } => Some((*kind, to.to_string())),
        Job::Webhook { .. } => None,
    });
    mails.collect()
}

fn slug(id: &str) -> Option<Slug> {
    Slug::parse(id).ok()
}

fn answer(text: &str) -> Change {
    Change::Answer {
        text: text.into(),
        folded: None,
        channel: Origin::Api,
        status: None,
    }
}

fn customer(text: &str) -> Change {
    Change::CustomerWrites {
        text: text.into(),
        folded: None,
        channel: Origin::RequestPage,
    }
}

#[test]
fn a_good_draft_is_kept_as_written() {
    let request = draft().check(&site(), now()).unwrap();
    assert_eq!(request.message, "Dov'è il mio ordine?\r\nGrazie <b>");
    assert_eq!(request.email.unwrap().as_str(), "anna@posta.example");
    assert_eq!(request.lang.as_str(), "it");
    assert_eq!(request.faqs_seen.len(), 1);
}

#[test]
fn every_field_that_is_wrong_is_named_once() {
    let pair = |field: &str, code: &str| (field.to_owned(), code.to_owned());
    assert_eq!(
        codes(Draft::default()),
        [pair("email", "required"), pair("message", "required")]
    );
    let wrong = Draft {
        name: "n".repeat(MAX_NAME + 1),
        email: "anna".into(),
        answer_by: "pigeon".into(),
        phone: "12".into(),
        callback: "soon".into(),
        topic: "none".into(),
        message: "è".repeat(MAX_MESSAGE + 1),
        ..Draft::default()
    };
    assert_eq!(
        codes(wrong),
        [
            pair("name", "too_long"),
            pair("answer_by", "unknown"),
            pair("email", "invalid"),
            pair("phone", "invalid"),
            pair("callback", "invalid"),
            pair("topic", "unknown"),
            pair("message", "too_long")
        ]
    );
    let errors = Draft {
        lang: "en".into(),
        ..Draft::default()
    }
    .check(&site(), now())
    .unwrap_err();
    assert_eq!(
        errors.first().map(|e| e.message.as_str()),
        Some("We need an address to answer you at")
    );
}

#[test]
fn who_wants_a_call_needs_no_address_but_a_number() {
    let call = |phone: &str| Draft {
        email: String::new(),
        phone: phone.into(),
        answer_by: "phone".into(),
        callback: "2026-11-23T14:00:00Z/2026-11-23T16:00:00Z".into(),
        ..draft()
    };
    assert_eq!(
        codes(call("")),
        [("phone".to_owned(), "required".to_owned())]
    );
    let mut desk = Desk::new();
    let turn = desk.open(call("+39 333 1234567"), &[]);
    assert_eq!(
        kinds(&turn),
        ["ticket.created", "ticket.assigned", "callback.requested"]
    );
    assert!(
        mails(&turn)
            .iter()
            .all(|(kind, _)| *kind != MailKind::Acknowledgement)
    );
    let data = &turn.events[2].data;
    assert_eq!(data["phone"], "+39 333 1234567");
    assert_eq!(data["window"]["from"], "2026-11-23T14:00:00Z");
}

#[test]
fn json_of_any_shape_is_read_or_named() {
    assert_eq!(Draft::from_json(&json!([])), Err(vec![""]));
    assert_eq!(
        Draft::from_json(&json!({"email": null, "new": 1})),
        Ok(Draft::default())
    );
    assert_eq!(
        Draft::from_json(
            &json!({"email": 1, "message": [], "page": "x", "faqs_seen": [1], "fields": {"a": {}}})
        ),
        Err(vec!["page", "email", "message", "faqs_seen", "fields"])
    );
    assert_eq!(
        Draft::from_json(&json!({"page": {"url": {}}})),
        Err(vec!["page.url"])
    );
    let fields = json!({"fields": {"a": "x", "b": ["y", "z"], "c": true, "d": 2, "e": null}});
    let draft = Draft::from_json(&fields).unwrap();
    let lengths: Vec<usize> = draft.fields.values().map(Vec::len).collect();
    assert_eq!(lengths, [1, 2, 1, 1, 0]);
}

#[test]
fn opening_writes_ticket_message_events_and_every_delivery() {
    let mut desk = Desk::new();
    let turn = desk.open(draft(), &[]);
    assert_eq!(turn.ticket.created_at, "2026-11-23T09:00:00.000Z");
    assert_eq!(
        turn.ticket.waiting_since,
        Some(turn.ticket.created_at.clone())
    );
    let ids = [&turn.ticket.id, &turn.messages[0].id, &turn.events[0].id];
    assert!(ids.iter().all(|id| id.len() == 30));
    assert_eq!(kinds(&turn), ["ticket.created", "ticket.assigned"]);
    assert_eq!(
        mails(&turn),
        [
            (MailKind::Acknowledgement, "anna@posta.example".into()),
            (MailKind::Notification, "marta@bottega.example".into()),
            (MailKind::Notification, "team@bottega.example".into()),
        ]
    );
    // Two endpoints hear of the request, one of them of the assignment too.
    assert_eq!(turn.owed.len(), 3 + 2 + 1);
    let body: Value = serde_json::from_str(turn.events[0].body.as_ref().unwrap()).unwrap();
    assert_eq!(body["type"], "ticket.created");
    assert_eq!(body["timestamp"], "2026-11-23T09:00:00.000Z");
    assert_eq!(body["data"]["ticket"]["reference"], "0000-0001");
    assert_eq!(body["data"]["message"]["truncated"], false);
}

#[test]
fn rules_send_a_request_where_it_belongs() {
    let mut desk = Desk::new();
    let mut broken = draft();
    broken.fields.insert("reason".into(), vec!["broken".into()]);
    let ticket = desk.open(broken, &[]).ticket;
    assert_eq!((ticket.team, ticket.owner), (slug("returns"), slug("elio")));
    assert_eq!(ticket.priority, Priority::High);
    assert_eq!(ticket.tags, [Slug::parse("broken").unwrap()]);
    desk.now = "2026-11-22T09:00:00Z".parse().unwrap(); // a Sunday
    let ticket = desk.open(draft(), &[]).ticket;
    assert_eq!(
        (ticket.team, ticket.priority),
        (slug("care"), Priority::Low)
    );
    assert_eq!(ticket.tags, [Slug::parse("night").unwrap()]);
}

#[test]
fn those_available_take_turns() {
    let mut desk = Desk::new();
    let mut owners = Vec::new();
    for _ in 0..4 {
        owners.push(desk.open(draft(), &[]).ticket.owner.unwrap().to_string());
    }
    assert_eq!(owners, ["marta", "elio", "marta", "elio"]);
    desk.roster.insert(
        "marta".into(),
        Duty {
            away: true,
            assigned_ms: 0,
        },
    );
    assert_eq!(desk.open(draft(), &[]).ticket.owner, slug("elio"));
    desk.roster.insert(
        "elio".into(),
        Duty {
            away: true,
            assigned_ms: 0,
        },
    );
    let nobody = desk.open(draft(), &[]);
    assert_eq!(nobody.ticket.owner, None);
    assert_eq!(nobody.ticket.team, slug("care"), "the team still has it");
}

#[test]
fn statuses_go_only_where_they_may() {
    let mut desk = Desk::new();
    let mut ticket = desk.open(draft(), &[]).ticket;
    for from in Status::ALL {
        for to in Status::ALL {
            ticket.status = from;
            let done = desk.change(&ticket, Change::SetStatus(to), &marta());
            let allowed = from == to || from.may_become(to);
            assert_eq!(done.is_ok(), allowed, "{from:?} {to:?}");
            let events = done.map_or(0, |turn| turn.events.len());
            assert_eq!(events, usize::from(allowed && from != to));
        }
    }
    assert!(!Status::Closed.may_become(Status::Open) && !Status::Open.may_become(Status::New));
}

#[test]
fn a_conversation_goes_back_and_forth() {
    let mut desk = Desk::new();
    let opened = desk.open(draft(), &[]).ticket;
    let answered = desk
        .change(&opened, answer("Arriva domani."), &marta())
        .unwrap();
    assert_eq!(
        kinds(&answered),
        ["ticket.message_created", "ticket.status_changed"]
    );
    assert_eq!(
        mails(&answered),
        [(MailKind::Reply, "anna@posta.example".into())]
    );
    let ticket = answered.ticket;
    assert_eq!(ticket.status, Status::WaitingOnCustomer);
    assert!(ticket.first_reply_at.is_some() && ticket.waiting_since.is_none());

    let resolved = desk
        .change(&ticket, Change::SetStatus(Status::Resolved), &marta())
        .unwrap();
    let again = desk
        .change(
            &resolved.ticket,
            customer("Non è arrivato."),
            &Actor::Customer,
        )
        .unwrap();
    assert_eq!(
        kinds(&again),
        ["ticket.message_created", "ticket.status_changed"]
    );
    assert_eq!(again.events[1].data["reopened"], true);
    assert_eq!(again.ticket.status, Status::Open);
    assert!(again.ticket.waiting_since.is_some());
    assert!(mails(&again).contains(&(MailKind::CustomerReply, "marta@bottega.example".into())));

    let closed = desk
        .change(&again.ticket, Change::SetStatus(Status::Closed), &marta())
        .unwrap();
    let late = desk.change(&closed.ticket, customer("Ancora io."), &Actor::Customer);
    assert_eq!(late.unwrap_err(), Refusal::Closed);
}

#[test]
fn handing_over_needs_a_note() {
    let mut desk = Desk::new();
    let ticket = desk.open(draft(), &[]).ticket;
    let assign = |owner: &str, note: Option<&str>| Change::Assign {
        team: slug("care"),
        owner: slug(owner),
        note: note.map(str::to_owned),
    };
    let without = desk.change(&ticket, assign("elio", Some(" ")), &marta());
    assert_eq!(without.unwrap_err(), Refusal::NoteMissing);
    let with = desk
        .change(
            &ticket,
            assign("elio", Some("È tuo, lo conosci.")),
            &marta(),
        )
        .unwrap();
    assert_eq!(kinds(&with), ["ticket.assigned"]);
    assert_eq!(with.messages[0].visibility, Visibility::Internal);
    assert_eq!(
        mails(&with),
        [(MailKind::Assignment, "elio@bottega.example".into())]
    );
    let nobody = desk.change(&ticket, assign("nobody", None), &marta());
    assert_eq!(
        nobody.unwrap_err(),
        Refusal::NoAgent(Slug::parse("nobody").unwrap())
    );
}

#[test]
fn who_answers_a_request_nobody_has_takes_it() {
    let mut desk = Desk::new();
    let mut ticket = desk.open(draft(), &[]).ticket;
    ticket.owner = None;
    let turn = desk.change(&ticket, answer("Eccomi."), &marta()).unwrap();
    assert_eq!(turn.ticket.owner, slug("marta"));
    assert!(
        mails(&turn)
            .iter()
            .all(|(kind, _)| *kind != MailKind::Assignment)
    );
}

#[test]
fn a_call_answers_and_no_mail_repeats_it() {
    let mut desk = Desk::new();
    let ticket = desk.open(draft(), &[]).ticket;
    let called = Change::Called {
        text: "Ci siamo sentiti al telefono.".into(),
        status: Some(Status::Resolved),
    };
    let turn = desk.change(&ticket, called, &marta()).unwrap();
    assert_eq!(turn.ticket.status, Status::Resolved);
    assert!(turn.ticket.first_reply_at.is_some() && turn.ticket.waiting_since.is_none());
    assert_eq!(turn.messages[0].channel, Origin::Phone);
    assert!(
        mails(&turn)
            .iter()
            .all(|(kind, _)| *kind != MailKind::Reply)
    );
}

#[test]
fn suspected_spam_is_kept_quietly_until_somebody_says_it_is_none() {
    let mut desk = Desk::new();
    let turn = desk.open(draft(), &["honeypot"]);
    assert_eq!(kinds(&turn), ["ticket.created", "ticket.assigned"]);
    assert!(turn.owed.is_empty(), "nobody is told");
    assert_eq!(turn.ticket.owner, None);
    let first = Box::new(turn.messages[0].clone());
    let cleared = desk
        .change(&turn.ticket, Change::ClearSpam { first }, &marta())
        .unwrap();
    assert!(cleared.ticket.spam.is_empty() && cleared.ticket.owner.is_some());
    assert_eq!(mails(&cleared).len(), 3);
}

#[test]
fn merging_moves_the_story_and_keeps_the_longest_wait() {
    let mut desk = Desk::new();
    let first = desk.open(draft(), &[]).ticket;
    desk.now = "2026-11-23T10:00:00Z".parse().unwrap();
    let second = desk.open(draft(), &[]).ticket;
    let answered = desk.change(&second, answer("?"), &marta()).unwrap().ticket;
    let (ended, other) = merge(desk.around(), &first, &answered, &marta(), 99 << 16).unwrap();
    assert_eq!(ended.ticket.status, Status::Closed);
    assert_eq!(
        ended.ticket.merged_into.as_deref(),
        Some(second.id.as_str())
    );
    assert_eq!(other.ticket.status, Status::Open);
    assert_eq!(other.ticket.waiting_since, first.waiting_since);
    for (a, b) in [
        (&first, &first),
        (&ended.ticket, &second),
        (&second, &ended.ticket),
    ] {
        assert!(merge(desk.around(), a, b, &marta(), 1).is_err());
    }
}

#[test]
fn a_webhook_of_the_longest_request_stays_under_20_kb() {
    let mut long = draft();
    long.message = "\u{1F600}".repeat(MAX_MESSAGE);
    long.name = "\u{1F600}".repeat(MAX_NAME);
    long.fields
        .insert("story".into(), vec!["\u{1F600}".repeat(4_000)]);
    long.faqs_seen = vec!["cost".into(); 99];
    long.searches = vec!["\"".repeat(300); 99];
    long.transcript = "\"\u{1F600}".repeat(9_000);
    long.page = Page {
        url: "è".repeat(9_000),
        title: "t".repeat(9_000),
        referrer: "è".repeat(9_000),
    };
    let mut desk = Desk::new();
    let turn = desk.open(long, &[]);
    for event in &turn.events {
        let body = event.body.as_ref().unwrap();
        assert!(body.len() < 20_000, "{}", body.len());
        assert!(body.contains("\"abridged\":true"));
    }
    assert_eq!(
        turn.messages[0].text.chars().count(),
        MAX_MESSAGE,
        "kept whole"
    );
    assert_eq!(turn.ticket.searches.len(), 50);
    assert_eq!(turn.ticket.transcript.chars().count(), 8_000);
}

#[test]
fn what_was_said_with_the_assistant_comes_along_and_its_flow_sets_the_priority() {
    let mut desk = Desk::new();
    let flow = r#"
        [[flows]]
        id = "status"
        title = { it = "Dov'è?" }
        [[flows.steps]]
        id = "late"
        hand_over = { priority = "high" }
    "#;
    desk.site.flows = toml::from_str::<std::collections::BTreeMap<String, Vec<_>>>(flow)
        .unwrap()
        .remove("flows")
        .unwrap();
    let handed = |flow: &str| Draft {
        transcript: " Tu: Dov'è?\u{0}\nAssistente: Ecco\n".into(),
        flow: flow.into(),
        ..draft()
    };
    let rules = std::mem::take(&mut desk.site.routing);
    let turn = desk.open(handed("status/late"), &[]);
    assert_eq!(turn.ticket.transcript, "Tu: Dov'è?\nAssistente: Ecco");
    assert_eq!(turn.ticket.priority, Priority::High);
    let turn = desk.open(handed("status/never"), &[]);
    assert_eq!(turn.ticket.priority, Priority::Normal);
    // The owner's rules come first.
    desk.site.routing = rules;
    let turn = desk.open(handed("status/late"), &[]);
    assert_eq!(turn.ticket.priority, Priority::Low);
}

#[test]
fn an_event_carries_its_kind_by_name() {
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.as_str()), Some(*kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
    }
    assert_eq!(Kind::parse("ticket.deleted"), None);
}

const SLA: &str = r#"
    [[sla]]
    id = "standard"
    first_response = "4h"
    next_response = "2h"
    [[escalations]]
    on = "sla_breached"
    target = "first_response"
    priority = "urgent"
    tags = ["late"]
    notify = ["lead@bottega.example"]
    [[escalations]]
    on = "sla_breached"
    after = "1h"
    owner = "elio"
"#;

fn desk_with_sla() -> Desk {
    let mut desk = Desk::new();
    let with: Site = toml::from_str::<toml::Value>(SLA)
        .map(|sla| {
            let mut site = serde_json::to_value(&desk.site).unwrap();
            for key in ["sla", "escalations"] {
                site[key] = serde_json::to_value(&sla[key]).unwrap();
            }
            Site::from_json(&site.to_string()).unwrap()
        })
        .unwrap();
    desk.site = with;
    desk
}

/// The names of the alarms and their local times, Monday in Rome.
fn rings(alarms: &[Alarm]) -> Vec<String> {
    let local = |at: Timestamp| at.to_zoned(jiff::tz::TimeZone::get("Europe/Rome").unwrap());
    alarms
        .iter()
        .map(|a| format!("{} {}", a.name(), local(a.at).strftime("%a %H:%M")))
        .collect()
}

#[test]
fn a_request_that_waits_rings_warns_is_late_and_goes_up() {
    let mut desk = desk_with_sla();
    let opened = desk.open(draft(), &[]);
    assert_eq!(
        opened.ticket.promise.as_ref().unwrap().who.as_deref(),
        Some("Marta")
    );
    // Open on Mondays from nine to six; it came at ten.
    assert_eq!(
        rings(&opened.alarms),
        [
            "warning.first_response Mon 13:00",
            "breach.first_response Mon 14:00",
            "escalation-1.first_response Mon 15:00"
        ]
    );
    let alarm = opened.alarms[0];
    desk.now = alarm.at;
    let warned = ring(desk.around(), &opened.ticket, &alarm, 900 << 16).unwrap();
    assert_eq!(kinds(&warned), ["ticket.sla_warning"]);
    assert_eq!(mails(&warned).len(), 2);
    assert_eq!(warned.alarms.len(), 2);
    assert!(
        ring(desk.around(), &warned.ticket, &alarm, 1).is_none(),
        "once"
    );

    let alarm = warned.alarms[0];
    desk.now = alarm.at;
    let late = ring(desk.around(), &warned.ticket, &alarm, 901 << 16).unwrap();
    assert_eq!(kinds(&late), ["ticket.sla_breached", "ticket.updated"]);
    assert_eq!(late.ticket.priority, Priority::Urgent);
    assert!(late.ticket.tags.contains(&Slug::parse("late").unwrap()));
    assert!(mails(&late).contains(&(MailKind::SlaAlert, "lead@bottega.example".into())));

    let alarm = late.alarms[0];
    desk.now = alarm.at;
    let up = ring(desk.around(), &late.ticket, &alarm, 902 << 16).unwrap();
    assert_eq!(up.ticket.owner, slug("elio"));
    assert!(up.alarms.is_empty());

    // An answer stops the clock of the first response; what rings afterwards finds nothing to do.
    let answered = desk
        .change(&warned.ticket, answer("Eccomi."), &marta())
        .unwrap();
    assert!(answered.alarms.is_empty());
    assert!(ring(desk.around(), &answered.ticket, &warned.alarms[0], 1).is_none());
    let again = desk
        .change(&answered.ticket, customer("E poi?"), &Actor::Customer)
        .unwrap();
    assert_eq!(again.alarms.len(), 3, "the next response has its own clock");
    let resolved = desk.change(&again.ticket, Change::SetStatus(Status::Resolved), &marta());
    assert!(resolved.unwrap().alarms.is_empty());
}

#[test]
fn spam_never_rings() {
    let mut desk = desk_with_sla();
    assert!(desk.open(draft(), &["honeypot"]).alarms.is_empty());
}
