//! Machines are recognised, so that no machine answers them; bounces say whom they are about.

use shared::inbound::{AUTOMATIC_LIMIT, Automatic, Bounce, candidates, may_answer_automatically};

use super::{message, with};

#[test]
fn a_person_gets_an_answer() {
    for header in [
        "",
        "Auto-Submitted: no\r\n",
        "Precedence: first-class\r\n",
        "X-Auto-Response-Suppress: None\r\n",
        "X-Autoreply: no\r\n",
        "Return-Path: <marta@posta.example>\r\n",
        "Subject: Re: Out of stock\r\n",
        "Subject: I got an automatic reply: why?\r\n",
        "Subject: Risposta\r\n",
        "Sender: <postmistress@posta.example>\r\n",
    ] {
        assert_eq!(with(header, "Ciao").automatic, None, "{header}");
    }
}

#[test]
fn every_mark_of_a_machine_is_known() {
    for (header, reason) in [
        ("Auto-Submitted: auto-replied", Automatic::AutoSubmitted),
        (
            "auto-submitted: Auto-Generated; x=y",
            Automatic::AutoSubmitted,
        ),
        ("Precedence: bulk", Automatic::Bulk),
        ("Precedence: JUNK", Automatic::Bulk),
        ("Precedence: list", Automatic::Bulk),
        ("X-Autoreply: yes", Automatic::Autoresponder),
        ("X-Autorespond: Re: x", Automatic::Autoresponder),
        ("X-Loop: help@altrove.example", Automatic::Loop),
        ("List-Id: <lista.altrove.example>", Automatic::List),
        (
            "List-Unsubscribe: <https://altrove.example/u>",
            Automatic::List,
        ),
        (
            "X-Auto-Response-Suppress: DR, OOF, AutoReply",
            Automatic::Suppressed,
        ),
        ("X-Auto-Response-Suppress: All", Automatic::Suppressed),
        ("Return-Path: <>", Automatic::NoReturn),
        ("Return-Path: < >", Automatic::NoReturn),
        ("Sender: MAILER-DAEMON@posta.example", Automatic::Daemon),
        (
            "Subject: Automatic reply: La sua richiesta",
            Automatic::Absence,
        ),
        (
            "Subject: =?utf-8?Q?R=C3=A9ponse_automatique?= : absent",
            Automatic::Absence,
        ),
        ("Subject: Risposta automatica: ferie", Automatic::Absence),
        (
            "Content-Type: multipart/report; boundary=x",
            Automatic::Report,
        ),
    ] {
        assert_eq!(
            with(&format!("{header}\r\n"), "Ciao").automatic,
            Some(reason),
            "{header}"
        );
    }
    for from in [
        "Postmaster@posta.example",
        "no-reply@posta.example",
        "mailer-daemon@x.posta.example",
    ] {
        let read = message(format!("From: {from}\r\n\r\nCiao"));
        assert_eq!(read.automatic, Some(Automatic::Daemon), "{from}");
    }
}

#[test]
fn our_own_mail_is_not_answered() {
    for from in ["ciao@bottega-lume.example", "Ciao+abc@Bottega-Lume.example"] {
        let read = message(format!("From: Bottega <{from}>\r\n\r\nCiao"));
        assert_eq!(read.automatic, Some(Automatic::Own), "{from}");
    }
}

#[test]
fn a_loop_without_any_mark_ends_after_ten_mails() {
    let sent = (0..1_000)
        .take_while(|sent| may_answer_automatically(*sent))
        .count();
    assert_eq!(sent, AUTOMATIC_LIMIT);
}

fn report(status: &str) -> String {
    format!(
        "Return-Path: <>\r\nFrom: Mail System <MAILER-DAEMON@mx.posta.example>\r\nTo: ciao+abc@bottega-lume.example\r\n\
         Subject: Undelivered Mail Returned to Sender\r\nAuto-Submitted: auto-replied\r\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"r\"\r\n\r\n\
         --r\r\nContent-Type: text/plain\r\n\r\nYour mail could not be delivered.\r\n\
         --r\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.posta.example\r\n\r\n{status}\r\n\
         --r\r\nContent-Type: message/rfc822\r\n\r\nFrom: ciao@bottega-lume.example\r\nMessage-ID: <dlv_7@bottega-lume.example>\r\n\r\nCiao\r\n--r--\r\n"
    )
}

#[test]
fn a_bounce_says_who_why_and_which_mail() {
    let failed = "Final-Recipient: rfc822; Marta@posta.example\r\nAction: failed\r\nStatus: 5.1.1 (unknown)\r\n";
    let read = message(report(failed));
    assert_eq!(read.automatic, Some(Automatic::Bounce));
    let bounce = Bounce {
        recipient: Some("marta@posta.example".into()),
        status: Some("5.1.1".into()),
        permanent: true,
        message_id: Some("dlv_7@bottega-lume.example".into()),
    };
    assert_eq!(read.bounce, Some(bounce));
    assert_eq!(read.text, "Your mail could not be delivered.");
    assert!(candidates(&read).eq(["abc", "dlv_7@bottega-lume.example"]));
}

#[test]
fn a_delay_is_not_permanent_and_a_delivery_is_no_bounce() {
    let delayed =
        "Final-Recipient: rfc822;marta@posta.example\r\nAction: delayed\r\nStatus: 4.4.1\r\n";
    let bounce = message(report(delayed)).bounce.expect("a bounce");
    assert!(!bounce.permanent);
    assert_eq!(bounce.status.as_deref(), Some("4.4.1"));

    let both = format!(
        "{delayed}\r\nOriginal-Recipient: rfc822;x@posta.example\r\nAction: failed\r\nStatus: 5.0.0\r\n"
    );
    let bounce = message(report(&both)).bounce.expect("a bounce");
    assert_eq!(bounce.recipient.as_deref(), Some("x@posta.example"));
    assert!(bounce.permanent);

    let delivered =
        "Final-Recipient: rfc822;marta@posta.example\r\nAction: delivered\r\nStatus: 2.0.0\r\n";
    let read = message(report(delivered));
    assert_eq!(read.bounce, None);
    assert_eq!(read.automatic, Some(Automatic::Report));
}

#[test]
fn a_bounce_in_a_servers_own_words_is_known_too() {
    let read = message(
        "From: Mail Delivery System <mailer-daemon@mx.posta.example>\r\nX-Failed-Recipients: marta@posta.example\r\n\
         Subject: Mail delivery failed: returning message to sender\r\n\r\nThe following address failed:\r\n\r\n  marta@posta.example\r\n\
         \x20   550 5.1.1 unknown user\r\n\r\n------ This is a copy of the message. ------\r\n\r\nMessage-Id: <dlv_7@bottega-lume.example>\r\n",
    );
    let bounce = read.bounce.expect("a bounce");
    assert_eq!(bounce.recipient.as_deref(), Some("marta@posta.example"));
    assert_eq!(bounce.status.as_deref(), Some("5.1.1"));
    assert_eq!(
        bounce.message_id.as_deref(),
        Some("dlv_7@bottega-lume.example")
    );
    assert!(bounce.permanent);

    let person = with(
        "Subject: Undeliverable parcel\r\n",
        "The courier says 5.1.1",
    );
    assert_eq!((person.bounce, person.automatic), (None, None));
}
