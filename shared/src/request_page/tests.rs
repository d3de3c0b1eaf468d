use super::*;
use crate::{
    lang::Lang,
    promise::Promise,
    ticket::{self, Author, Origin, Status, Visibility},
};

fn site() -> Site {
    Site::from_toml(
        r#"
        name = "Bottega Lume"
        languages = ["it", "en"]
        time_zone = "Europe/Rome"
        [mail]
        from = "ciao@bottega-lume.example"
        [[agents]]
        id = "marta"
        name = "Marta Prova"
        email = "marta@bottega-lume.example"
        [[topics]]
        id = "order"
        label = { it = "Ordine", en = "Order" }
        "#,
    )
    .unwrap()
}

/// Monday at ten in Rome.
const NOW: &str = "2026-11-23T09:00:00Z";

fn message(id: &str, author: Author, text: &str) -> Message {
    Message {
        id: id.into(),
        ticket_id: "tic_1".into(),
        author,
        agent: (author == Author::Agent).then(|| Slug::parse("marta").unwrap()),
        visibility: Visibility::Public,
        channel: Origin::RequestPage,
        text: text.into(),
        folded: None,
        created_at: "2026-11-22T08:00:00.000Z".into(),
    }
}

/// The page of a request that was changed, in a language.
fn page_in(lang: &str, change: impl FnOnce(&mut Ticket), messages: &[Message]) -> RequestPage {
    let mut ticket = ticket::sample();
    ticket.lang = Lang::parse(lang).unwrap();
    change(&mut ticket);
    RequestPage::of(Matter {
        token: "shop.7k3m92qx.x",
        site_id: "shop",
        site: &site(),
        ticket: &ticket,
        messages,
        attachments: &[],
        rated: None,
        explained: false,
        merged_into: None,
        follows: None,
        now: NOW.parse().unwrap(),
    })
}

fn line(lang: &str, change: impl FnOnce(&mut Ticket)) -> String {
    page_in(lang, change, &[]).standing.line
}

fn at(text: &str) -> Option<Promise> {
    Some(Promise {
        by: text.parse().unwrap(),
        who: Some("Somebody else".into()),
    })
}

fn marta(ticket: &mut Ticket) {
    ticket.owner = Slug::parse("marta").ok();
}

#[test]
fn an_answer_that_was_promised_is_said_with_name_and_time() {
    let tomorrow = "2026-11-24T08:30:00Z";
    assert_eq!(
        line("it", |t| {
            marta(t);
            t.promise = at(tomorrow);
        }),
        "Marta ti risponde entro domani alle 9:30."
    );
    assert_eq!(
        line("en", |t| t.promise = at(tomorrow)),
        "We'll answer by 9:30 am tomorrow."
    );
}

#[test]
fn a_promise_that_was_broken_is_owned_up_to_and_one_that_was_kept_is_over() {
    let late = line("it", |t| t.promise = at("2026-11-23T08:59:00Z"));
    assert!(
        late.starts_with("La nostra risposta è in ritardo"),
        "{late}"
    );
    let later = line("it", |t| {
        marta(t);
        t.status = Status::Open;
        t.promise = at("2026-11-24T08:30:00Z");
        t.first_reply_at = Some("2026-11-22T10:00:00.000Z".into());
    });
    assert_eq!(later, "Marta ti risponde appena può.");
}

#[test]
fn without_a_promise_it_is_said_when_somebody_is_back() {
    let mut site = site();
    site.hours = toml::from_str("monday = [\"14:00-18:00\"]").unwrap();
    let ticket = ticket::sample();
    let page = RequestPage::of(Matter {
        token: "",
        site_id: "shop",
        site: &site,
        ticket: &ticket,
        messages: &[],
        attachments: &[],
        rated: None,
        explained: false,
        merged_into: None,
        follows: None,
        now: NOW.parse().unwrap(),
    });
    assert_eq!(
        page.standing.line,
        "Torniamo oggi alle 14:00 e leggiamo la tua richiesta."
    );
}

#[test]
fn every_status_says_what_happens_next_and_never_how_the_team_calls_it() {
    for lang in ["it", "en"] {
        for status in Status::ALL {
            for (named, waiting) in [(true, true), (true, false), (false, true), (false, false)] {
                let page = page_in(
                    lang,
                    |t| {
                        t.status = status;
                        if named {
                            marta(t);
                        }
                        if !waiting {
                            t.waiting_since = None;
                        }
                    },
                    &[],
                );
                let said = format!("{} {}", page.standing.line, page.standing.hint);
                assert!(!page.standing.line.is_empty(), "{status:?}");
                for word in ["ticket", "{", "Open", "Resolved", "New", "Hold"] {
                    assert!(!said.contains(word), "{said}");
                }
                assert_eq!(page.who.as_deref(), named.then_some("Marta"));
            }
        }
    }
    let line = line("it", |t| {
        t.status = Status::Resolved;
        t.resolved_at = Some("2026-11-22T08:00:00.000Z".into());
    });
    assert_eq!(line, "Risolta ieri alle 9:00.");
}

#[test]
fn each_action_is_offered_exactly_when_it_can_be_done() {
    use Action::{Close, Rate, Reopen, Reply};
    let actions = |status: Status, change: fn(&mut Ticket)| {
        page_in(
            "it",
            |t| {
                t.status = status;
                if status.is_done() {
                    t.resolved_at = Some(NOW.into());
                }
                change(t);
            },
            &[],
        )
        .actions
    };
    for (status, expected) in [
        (Status::New, vec![Reply, Close]),
        (Status::Open, vec![Reply, Close]),
        (Status::WaitingOnCustomer, vec![Reply, Close]),
        (Status::OnHold, vec![Reply, Close]),
        (Status::Resolved, vec![Reply, Reopen, Rate]),
        (Status::Closed, vec![Reply, Rate]),
    ] {
        assert_eq!(actions(status, |_| {}), expected, "{status:?}");
        let merged = actions(status, |t| t.merged_into = Some("tic_2".into()));
        assert_eq!(merged, []);
    }
    let spam = actions(Status::Closed, |t| t.spam = vec!["x".into()]);
    assert_eq!(spam, [Reply]);
    let never_solved = actions(Status::Closed, |t| t.resolved_at = None);
    assert_eq!(never_solved, [Reply]);
    let mut ticket = ticket::sample();
    ticket.status = Status::Resolved;
    ticket.resolved_at = Some(NOW.into());
    assert!(Rate.is_open(&ticket, false, false) && !Rate.is_open(&ticket, true, false));
}

#[test]
fn nothing_internal_is_ever_in_the_page() {
    let secret = "SECRET";
    let mut note = message("msg_1", Author::Agent, secret);
    note.visibility = Visibility::Internal;
    let mut forwarded = message("msg_2", Author::Customer, secret);
    forwarded.visibility = Visibility::Internal;
    let system = message("msg_3", Author::System, secret);
    let mut mail = message("msg_4", Author::Agent, "Ecco.");
    mail.folded = Some(secret.into());
    let page = page_in(
        "it",
        |t| {
            t.tags = vec![Slug::parse("secret").unwrap()];
            t.spam = vec![secret.into()];
            t.searches = vec![secret.into()];
            t.contact_id = secret.into();
            t.page.url = secret.into();
        },
        &[note, forwarded, system, mail],
    );
    assert_eq!(page.messages.len(), 1);
    let all = format!("{page:?}");
    assert!(!all.to_lowercase().contains("secret"), "{all}");
}

#[test]
fn messages_say_who_wrote_when_and_are_safe() {
    let mut gone = message(
        "msg_3",
        Author::Agent,
        "<b>x</b>\n1. uno\nhttps://a.example",
    );
    gone.agent = Slug::parse("nobody").ok();
    gone.channel = Origin::Email;
    let mut mail = message("msg_1", Author::Customer, "**Ciao** <script>x</script>");
    mail.folded = Some("> <i>prima</i>".into());
    let page = page_in(
        "it",
        |_| {},
        &[
            mail,
            message("msg_2", Author::Agent, "**Ecco** <script>x</script>"),
            gone,
        ],
    );
    let [you, agent, site] = page.messages.as_slice() else {
        panic!("{:?}", page.messages);
    };
    assert_eq!((&you.by, you.when.as_str()), (&By::You, "ieri alle 9:00"));
    assert_eq!(you.html, "<p>**Ciao** &lt;script&gt;x&lt;/script&gt;</p>");
    assert_eq!(
        you.folded.as_deref(),
        Some("<p>&gt; &lt;i&gt;prima&lt;/i&gt;</p>")
    );
    assert_eq!(agent.by, By::Agent("Marta".into()));
    assert!(agent.html.contains("<strong>Ecco</strong>") && !agent.html.contains("<script"));
    assert_eq!(site.by, By::Site);
    // A mail is no Markdown.
    assert!(
        site.html
            .starts_with("<p>&lt;b&gt;x&lt;/b&gt;<br>1. uno<br><a href="),
        "{}",
        site.html
    );
}

#[test]
fn files_stand_under_their_message_and_other_requests_are_linked() {
    let reference = Reference::parse("8K3M-92QX").unwrap();
    let other = Other {
        reference: &reference,
        token: "shop.8k3m92qx.y",
    };
    let file = Attachment {
        message_id: "msg_2",
        name: "foto <1>.jpg",
        bytes: 1_234_567,
        href: "/f/1",
    };
    let mut ticket = ticket::sample();
    ticket.merged_into = Some("tic_2".into());
    let page = RequestPage::of(Matter {
        token: "shop.7k3m92qx.x",
        site_id: "shop",
        site: &site(),
        ticket: &ticket,
        messages: &[
            message("msg_1", Author::Customer, "Uno"),
            message("msg_2", Author::Customer, "Due"),
        ],
        attachments: &[file],
        rated: Some(9),
        explained: false,
        merged_into: Some(other),
        follows: Some(other),
        now: NOW.parse().unwrap(),
    });
    let files: Vec<usize> = page.messages.iter().map(|m| m.files.len()).collect();
    assert_eq!(files, [0, 1]);
    assert_eq!(page.messages[1].files[0].size, "1,2 MB");
    let onward = page.standing.onward.unwrap();
    assert_eq!(onward.href, "/r/shop.8k3m92qx.y");
    assert_eq!(onward.text, "Vai alla richiesta 8K3M-92QX");
    assert!(page.follows.unwrap().text.contains("8K3M-92QX"));
    // A rating that cannot be is none.
    assert_eq!(page.rated, None);
}

#[test]
fn a_form_is_read_or_says_what_is_missing() {
    let texts = Catalogue::of(Locale::It);
    let read = |action, text: &str, score: &str, files| {
        let field = |name: &str| match name {
            "score" => score.to_owned(),
            _ => text.to_owned(),
        };
        Act::read(action, field, files, &texts).map_err(|error| (error.field, error.code))
    };
    let wrong = |field: &str, code: &str| Err((field.to_owned(), code.to_owned()));
    assert_eq!(
        read(Action::Reply, "a\r\nb", "", false),
        Ok(Act::Reply {
            text: "a\nb".into()
        })
    );
    assert_eq!(
        read(Action::Reply, " \r\n", "", false),
        wrong("text", "required")
    );
    assert!(read(Action::Reply, " ", "", true).is_ok());
    let long = "x".repeat(10_001);
    assert_eq!(
        read(Action::Reply, &long, "", false),
        wrong("text", "too_long")
    );
    assert_eq!(
        read(Action::Rate, &long, "5", false),
        wrong("comment", "too_long")
    );
    for score in ["", "0", "6", "five", "-1", "4.5"] {
        assert_eq!(
            read(Action::Rate, "", score, false),
            wrong("score", "required")
        );
    }
    let why = |text| read(Action::Comment, text, "", false);
    assert_eq!(why("  "), wrong("comment", "required"));
    assert_eq!(
        why("bene"),
        Ok(Act::Comment {
            text: "bene".into()
        })
    );
    let rated = read(Action::Rate, "bene", "4", false);
    assert_eq!(
        rated,
        Ok(Act::Rate {
            score: 4,
            comment: "bene".into()
        })
    );
    for action in Action::ALL {
        assert_eq!(Action::parse(action.name()), Some(action));
    }
    assert_eq!(Action::parse("delete"), None);
    assert_eq!(
        Notice::parse(Notice::Followed.name()),
        Some(Notice::Followed)
    );
}

#[test]
fn the_title_says_first_what_just_happened() {
    let mut page = page_in("en", |_| {}, &[]);
    assert_eq!(page.title(), "Your request 7K3M-92QX · Bottega Lume");
    page.notice = Some(Notice::Rated);
    assert!(page.title().starts_with("Thank you"));
    page.rated = Some(1);
    assert!(page.notice_text(Notice::Rated).contains("We're sorry"));
    page.form.trouble = "x".into();
    assert!(page.title().starts_with("Something is still missing · "));
}
