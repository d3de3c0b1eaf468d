//! Mails that are not sent, since there is nothing to say any more.

use super::*;

type Alters = fn(&mut Case);

#[test]
fn what_is_no_longer_so_is_not_said() {
    let cases: [(MailKind, Alters); 12] = [
        (MailKind::Acknowledgement, |c| c.ticket = None),
        (MailKind::Acknowledgement, |c| c.ticket().email = None),
        (MailKind::Acknowledgement, |c| {
            c.ticket().spam = vec!["x".into()]
        }),
        (MailKind::Notification, |c| c.message = None),
        (MailKind::Notification, |c| {
            c.ticket().spam = vec!["x".into()]
        }),
        (MailKind::Reply, |c| {
            c.message().visibility = Visibility::Internal
        }),
        (MailKind::Reply, |c| c.message().text = " \n".into()),
        (MailKind::Reply, |c| c.ticket().email = None),
        (MailKind::CustomerReply, |c| c.message = None),
        (MailKind::Assignment, |c| {
            c.ticket().owner = Some(slug("luca"))
        }),
        (MailKind::SlaAlert, |c| {
            c.ticket().first_reply_at = Some(NOW.into())
        }),
        (MailKind::SlaAlert, |c| c.ticket().status = Status::Resolved),
    ];
    for (i, (kind, alter)) in cases.into_iter().enumerate() {
        let mut case = case(kind, "it");
        assert!(case.write(kind).is_some(), "{i}");
        alter(&mut case);
        assert_eq!(case.write(kind), None, "{i} {kind:?}");
    }
}

#[test]
fn an_alert_says_what_is_due_and_when() {
    for (due, kind, target, expected) in [
        (
            "2026-11-23T12:00:00Z",
            Kind::TicketSlaBreached,
            "first_response",
            "La prima risposta era attesa oggi alle 13:00, 2 ore e 10 minuti fa.",
        ),
        (
            "2026-11-23T14:50:00Z",
            Kind::TicketSlaWarning,
            "first_response",
            "La prima risposta è attesa oggi alle 15:50, tra 40 minuti.",
        ),
        (
            "2026-11-23T14:09:00Z",
            Kind::TicketSlaWarning,
            "next_response",
            "La risposta era attesa oggi alle 15:09, 1 minuto fa.",
        ),
        (
            "2026-11-22T14:00:00Z",
            Kind::TicketSlaBreached,
            "resolution",
            "La soluzione era attesa ieri alle 15:00, 1 giorno fa.",
        ),
        (
            "2026-11-02T14:00:00Z",
            Kind::TicketSlaBreached,
            "resolution",
            "La soluzione era attesa il 2 novembre alle 15:00, 21 giorni fa.",
        ),
    ] {
        let mut case = case(MailKind::SlaAlert, "it");
        case.event.kind = kind;
        case.event.data = json!({ "target": target, "due_at": due });
        let (text, _) = case.parts(MailKind::SlaAlert);
        assert!(text.starts_with(expected), "{text}");
    }
}

#[test]
fn a_promise_names_who_answers_and_is_not_made_twice() {
    let kind = MailKind::Acknowledgement;
    let cases: [(Alters, &str); 4] = [
        (|_| (), "Marta ti risponde entro oggi alle 17:00.\n"),
        (
            |c| {
                c.ticket().owner = None;
                c.ticket().promise.as_mut().unwrap().who = None;
            },
            "Ti rispondiamo entro oggi alle 17:00. Se ne occupa Negozio.\n",
        ),
        // Too late for it: the mail was held up.
        (
            |c| c.ticket().promise.as_mut().unwrap().by = NOW.parse().unwrap(),
            "Siamo aperti: una persona legge la tua richiesta e ti risponde appena può. Se ne occupa Marta.\n",
        ),
        (
            |c| c.ticket().answer_by = AnswerBy::Phone,
            "Se ne occupa Marta. Ti chiamiamo al +39 333 1234567, domani alle 10:00, fino alle 12:00.\n",
        ),
    ];
    for (alter, expected) in cases {
        let mut case = case(kind, "it");
        alter(&mut case);
        let (text, _) = case.parts(kind);
        assert!(text.contains(&format!("è arrivata. {expected}")), "{text}");
    }
}
