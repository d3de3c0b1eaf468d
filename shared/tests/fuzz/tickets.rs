//! Requests from their arrival to the last mail about them: whatever was sent and done in whatever
//! order, statuses go along their transitions, events stand in order, and what is owed can be sent.

use std::sync::LazyLock;

use jiff::{SignedDuration, Timestamp};
use mail_parser::MessageParser;
use proptest::{collection::vec, prelude::*};
use serde_json::Value;
use shared::{
    address::EmailAddress,
    depth::depth_within,
    event::Actor,
    id::Reference,
    job::{Job, MailKind, Owed},
    key::SiteKey,
    lang::Locale,
    mail::{Mail, Matter, write},
    site::Site,
    team::Roster,
    ticket::{
        Around, Arrival, Author, Change, Draft, Message, Origin, Request, Ticket, Turn, apply,
        merge, open, ring,
    },
};

use super::corpus::{cases, kept, text, texts};
use super::story::{Happening, actors, happenings, requests, words};

/// How deep the worker lets JSON be.
const DEPTH: usize = 16;
/// As webhooks are promised to be, in bytes.
const MAX_BODY: usize = 20_000;
const OWN: &str = "https://care.example";

static SITE: LazyLock<Site> = LazyLock::new(|| {
    let toml = include_str!("corpus/configuration/everything.toml");
    Site::from_toml(toml).expect("a site")
});
static NOW: LazyLock<Timestamp> =
    LazyLock::new(|| "2026-11-23T09:00:00Z".parse().expect("a moment"));

fn draft(json: &str) -> Option<Draft> {
    if !depth_within(json, DEPTH) {
        return None;
    }
    let value: Value = serde_json::from_str(json).ok()?;
    Draft::from_json(&value).ok()
}

/// A ticket's life, checked turn by turn.
struct Life {
    site: Site,
    roster: Roster,
    now: Timestamp,
    last_event: String,
    first: Message,
    mails: Vec<String>,
}

impl Life {
    fn around(&self) -> Around<'_> {
        Around {
            site_id: "shop",
            site: &self.site,
            roster: &self.roster,
            contact_tags: &[],
            now: self.now,
        }
    }

    fn check(&mut self, before: Option<&Ticket>, turn: &Turn) {
        let ticket = &turn.ticket;
        if let Some(before) = before {
            let (from, to) = (before.status, ticket.status);
            assert!(from == to || from.may_become(to), "{from:?} to {to:?}");
            assert_eq!(before.id, ticket.id);
        }
        for event in &turn.events {
            assert!(
                event.id > self.last_event,
                "{} after {}",
                event.id,
                self.last_event
            );
            self.last_event.clone_from(&event.id);
            if let Some(body) = &event.body {
                assert!(body.len() < MAX_BODY, "{} bytes: {body}", body.len());
                serde_json::from_str::<Value>(body).expect("a body in JSON");
            }
        }
        let created: Timestamp = ticket.created_at.parse().expect("a moment");
        for alarm in &turn.alarms {
            assert!(alarm.at >= created && alarm.due >= created, "{alarm:?}");
        }
        if !ticket.spam.is_empty() {
            let silent = |owed: &Owed| match &owed.job {
                Job::Webhook { .. } => false,
                Job::Mail { kind, .. } => *kind != MailKind::Acknowledgement,
            };
            assert!(turn.owed.iter().all(silent), "{:?}", turn.owed);
        }
        for (place, owed) in turn.owed.iter().enumerate() {
            assert!(turn.owed[..place].iter().all(|other| other.id != owed.id));
            self.send(turn, owed);
        }
    }

    fn send(&mut self, turn: &Turn, owed: &Owed) {
        let event = turn.events.iter().find(|event| event.id == owed.event_id);
        let event = event.expect("an event for everything owed");
        match &owed.job {
            Job::Webhook { endpoint } => {
                let endpoint = self
                    .site
                    .endpoint(endpoint)
                    .expect("an endpoint that exists");
                let body = event.body.as_deref().expect("a body for who is told");
                for locale in [Locale::It, Locale::En] {
                    let outgoing = endpoint.outgoing(&event.id, body, 1_795_424_400, locale);
                    serde_json::from_str::<Value>(&outgoing.body).expect("a body in JSON");
                    for (name, value) in &outgoing.headers {
                        let plain = |text: &str| text.bytes().all(|b| matches!(b, b' '..=b'~'));
                        assert!(plain(name) && plain(value), "{name}: {value}");
                    }
                }
            }
            Job::Mail { kind, to } => {
                let key = SiteKey::new([7; 32]);
                let message = turn.messages.last().unwrap_or(&self.first);
                let matter = Matter {
                    site_id: "shop",
                    site: &self.site,
                    key: &key,
                    ticket: Some(&turn.ticket),
                    message: Some(message),
                    event,
                    earlier: &self.mails,
                    own: OWN,
                    suggestions: &[],
                    files: &[],
                    to,
                    delivery_id: &owed.id,
                    now: self.now,
                };
                if let Some(mail) = write(*kind, matter) {
                    check_mail(&mail, to);
                    self.mails.push(mail.message_id);
                    // What others' programs make of it.
                    self.mails
                        .push(format!("<{}\r\nX: y>", turn.ticket.page.title));
                }
            }
        }
    }
}

/// Headers are lines of names we write, each once; another parser reads what we meant.
fn check_mail(mail: &Mail, to: &EmailAddress) {
    let raw = String::from_utf8(mail.raw.clone()).expect("a mail in UTF-8 or less");
    let (header, _) = raw.split_once("\r\n\r\n").expect("a body");
    let mut names: Vec<&str> = Vec::new();
    for line in header.split("\r\n") {
        assert!(
            line.len() < 998 && !line.contains(['\r', '\n', '\0']),
            "{line:?}"
        );
        assert!(!line.trim().is_empty(), "{header}");
        if line.starts_with([' ', '\t']) {
            continue;
        }
        let (name, _) = line
            .split_once(':')
            .unwrap_or_else(|| panic!("{line:?} in {header}"));
        assert!(!names.contains(&name), "{name} twice: {header}");
        names.push(name);
    }
    for name in &names {
        let ours = [
            "From",
            "To",
            "Reply-To",
            "Subject",
            "Date",
            "Message-ID",
            "In-Reply-To",
            "References",
            "MIME-Version",
            "Content-Type",
            "Content-Language",
            "Auto-Submitted",
            "Importance",
            "X-Auto-Response-Suppress",
            "Precedence",
            "Content-Transfer-Encoding",
            "X-Priority",
        ];
        assert!(ours.contains(name), "{name}: {header}");
    }
    let read = MessageParser::default()
        .parse(&mail.raw)
        .expect("a mail that can be read");
    let recipients: Vec<_> = read.to().expect("a recipient").iter().collect();
    assert_eq!(recipients.len(), 1, "{header}");
    assert!(recipients[0].address().is_some());
    assert_eq!(mail.to, std::slice::from_ref(to));
    assert_eq!(read.message_id(), Some(mail.message_id.as_str()));
    let html = read
        .body_html(0)
        .expect("an HTML part")
        .to_ascii_lowercase();
    for never in ["<script", "javascript:alert(1)\"", "<img"] {
        assert!(!html.contains(never), "{never}: {html}");
    }
    assert!(read.body_text(0).is_some());
}

fn live(request: Request, spam: Vec<String>, story: Vec<(Happening, Actor, u32)>, entropy: u128) {
    let mut life = Life {
        site: SITE.clone(),
        roster: Roster::new(),
        now: *NOW,
        last_event: String::new(),
        first: message(""),
        mails: Vec::new(),
    };
    let arrival = Arrival {
        request,
        channel: Origin::Api,
        contact_id: "con_1".into(),
        subject: None,
        folded: None,
        spam,
        follows: None,
        may_acknowledge: true,
        reference: Reference::from_entropy(entropy as u64),
    };
    let turn = open(life.around(), arrival, entropy);
    assert!(
        turn.ticket.spam.is_empty() || turn.owed.is_empty(),
        "spam owes nothing"
    );
    life.first = turn.messages.first().expect("a message").clone();
    life.check(None, &turn);
    let (mut ticket, mut alarms) = (turn.ticket.clone(), turn.alarms.clone());
    for (place, (happening, by, seconds)) in story.into_iter().enumerate() {
        let later = SignedDuration::from_millis(i64::from(seconds) * 10 + 1);
        life.now = life.now.checked_add(later).expect("a moment");
        let entropy = entropy.rotate_left(u32::try_from(place).unwrap_or(0) * 7 + 1);
        let turn = match happening {
            Happening::Change(change) => apply(life.around(), &ticket, change, &by, entropy).ok(),
            Happening::ClearSpam => {
                let first = Box::new(life.first.clone());
                apply(
                    life.around(),
                    &ticket,
                    Change::ClearSpam { first },
                    &by,
                    entropy,
                )
                .ok()
            }
            Happening::Ring(which) if !alarms.is_empty() => {
                let alarm = alarms[which % alarms.len()];
                life.now = life.now.max(alarm.at + SignedDuration::from_millis(1));
                ring(life.around(), &ticket, &alarm, entropy)
            }
            Happening::Ring(_) => None,
            Happening::MergeInto => {
                let mut other = ticket.clone();
                other.id = "tic_other".into();
                let merged = merge(life.around(), &ticket, &other, &by, entropy).ok();
                merged.map(|(ended, _)| ended)
            }
        };
        let Some(turn) = turn else { continue };
        life.check(Some(&ticket), &turn);
        ticket = turn.ticket.clone();
        alarms = turn.alarms.clone();
        let json = serde_json::to_string(&ticket).expect("a ticket as JSON");
        assert_eq!(
            serde_json::from_str::<Ticket>(&json).expect("kept as it was"),
            ticket
        );
    }
}

fn message(text: &str) -> Message {
    Message {
        id: "msg_0".into(),
        ticket_id: "tic_0".into(),
        author: Author::Customer,
        agent: None,
        visibility: shared::ticket::Visibility::Public,
        channel: Origin::Api,
        text: text.into(),
        folded: None,
        created_at: "2026-11-23T09:00:00.000Z".into(),
    }
}

#[test]
fn every_kept_request_is_taken_or_refused() {
    let mut taken = 0;
    for raw in kept("request") {
        let Some(draft) = draft(&text(raw)) else {
            continue;
        };
        match draft.check(&SITE, *NOW) {
            Ok(request) => {
                taken += 1;
                let ring = || (Happening::Ring(0), Actor::Rule, 1);
                let story = (0..12).map(|_| ring()).collect();
                live(request, Vec::new(), story, 5);
            }
            Err(errors) => assert!(!errors.is_empty()),
        }
    }
    assert!(taken >= 3, "some are good");
}

proptest! {
    #![proptest_config(cases(150))]

    #[test]
    fn any_json_is_taken_or_refused(json in texts(kept("request")), entropy in any::<u128>()) {
        if let Some(draft) = draft(&json) {
            match draft.check(&SITE, *NOW) {
                Ok(request) => live(request, Vec::new(), Vec::new(), entropy),
                Err(errors) => prop_assert!(errors.iter().all(|e| !e.message.is_empty())),
            }
        }
    }

    #[test]
    fn any_form_is_taken_or_refused(
        fields in vec((
            prop::sample::select(vec!["name", "email", "phone", "answer_by", "callback", "topic", "message", "lang", "page_url", "field.number", "field.", "field.story", "x"]),
            prop_oneof!["(?s).{0,40}", words(), Just("order".to_owned()), Just("a@b.example".to_owned()), Just("BL-00001".to_owned())],
        ), 0..20),
    ) {
        let fields = fields.into_iter().map(|(name, value)| (name.to_owned(), value));
        if let Ok(request) = Draft::from_form(fields).check(&SITE, *NOW) {
            live(request, Vec::new(), Vec::new(), 3);
        }
    }

    #[test]
    fn any_story_keeps_its_order(
        draft in requests(),
        spam in prop_oneof![4 => Just(Vec::new()), 1 => Just(vec!["honeypot".to_owned()])],
        story in vec((happenings(words()), actors(), 0..100_000_000_u32), 0..14),
        entropy in any::<u128>(),
    ) {
        if let Ok(request) = draft.check(&SITE, *NOW) {
            live(request, spam, story, entropy);
        }
    }
}
