//! Mails as they are sent, read back by a parser that is not ours.

mod due;
mod headers;
mod parts;
mod snapshots;

use serde_json::json;

use super::*;
use crate::{
    contact::{AnswerBy, Phone, Window},
    event::Kind,
    field::Answer,
    id::Slug,
    identity::{Identity, Verified},
    lang::{Lang, Locale},
    ticket::{Author, Device, Origin, Page, Priority, Status},
};

/// A Monday, 15:10 in Rome.
const NOW: &str = "2026-11-23T14:10:00Z";

/// Everything a mail is written from, to be changed before it is.
struct Case {
    site: Site,
    ticket: Option<Ticket>,
    message: Option<Message>,
    event: Event,
    earlier: Vec<String>,
    suggestions: Vec<Slug>,
    files: Vec<String>,
    to: EmailAddress,
}

fn slug(text: &str) -> Slug {
    Slug::parse(text).unwrap()
}

fn site() -> Site {
    Site::from_toml(
        r##"
        name = "Bottega Lume"
        languages = ["it", "en"]
        time_zone = "Europe/Rome"
        [appearance]
        accent = "#9a4526"
        [mail]
        from = "Bottega Lume <ciao@bottega.example>"
        team = ["team@bottega.example"]
        inbound = "shop@care.example"
        [hours]
        monday = ["09:00-18:00"]
        [[topics]]
        id = "order"
        label = { it = "Il mio ordine", en = "My order" }
        [[teams]]
        id = "shop"
        name = "Negozio"
        [[agents]]
        id = "marta"
        name = "Marta"
        email = "marta@bottega.example"
        [[faqs]]
        id = "change-order"
        question = { it = "Posso cambiare o annullare un ordine?", en = "Can I change or cancel an order?" }
        answer = { it = "Sì.", en = "Yes." }
        [[faqs]]
        id = "shipping-time"
        question = { it = "Quando arriva il mio ordine?", en = "When will my order arrive?" }
        answer = { it = "In 3 giorni.", en = "Within 3 days." }
        "##,
    )
    .unwrap()
}

fn message(author: Author, text: &str) -> Message {
    Message {
        id: "msg_1".into(),
        ticket_id: "tic_1".into(),
        author,
        agent: (author == Author::Agent).then(|| slug("marta")),
        visibility: Visibility::Public,
        channel: match author {
            Author::Agent => Origin::Api,
            _ => Origin::Form,
        },
        text: text.into(),
        folded: None,
        created_at: "2026-11-23T14:00:00.000Z".into(),
    }
}

fn case(kind: MailKind, lang: &str) -> Case {
    let italian = lang == "it";
    let mut site = site();
    if !italian {
        site.languages.reverse();
    }
    // What the shop wrote itself is in Italian and English only.
    let read = Lang::parse(lang).unwrap();
    if !site.languages.contains(&read) {
        site.languages.insert(0, read);
    }
    let say = |it: &str, en: &str| if italian { it } else { en }.to_owned();
    let asked = say(
        "Buongiorno, la lampada BL-00123 non è ancora arrivata.\n\nPosso cambiare l'indirizzo? Grazie, Anna",
        "Hello, lamp BL-00123 has not arrived yet.\n\nMay I change the address? Thanks, Anna",
    );
    let again = say(
        "Eccolo: via delle Mimose 4, interno 2.",
        "Here it is: 4 Mimosa Street, flat 2.",
    );
    let answered = say(
        "Ciao Anna,\n\nho cambiato l'indirizzo. Il pacco parte **domani**:\n\n- lampada da tavolo\n- due lampadine\n\nLo segui da [qui](https://corriere.example/t/123?a=1&b=2), oppure dalle [domande frequenti](/help/shop/shipping-time).\n\nFammi sapere\nse manca qualcosa.",
        "Hi Anna,\n\nI have changed the address. The parcel leaves **tomorrow**:\n\n- table lamp\n- two bulbs\n\nFollow it [here](https://corriere.example/t/123?a=1&b=2), or read our [answers](/help/shop/shipping-time).\n\nTell me\nif anything is missing.",
    );
    let ticket = Ticket {
        lang: Lang::parse(lang).unwrap(),
        status: Status::Open,
        priority: Priority::High,
        team: Some(slug("shop")),
        owner: Some(slug("marta")),
        phone: Phone::parse("+39 333 1234567"),
        identity: Some(Identity {
            external_id: Some("C-1042".into()),
            verified: Some(Verified::Email),
        }),
        answer_by: match (kind, italian) {
            (MailKind::Acknowledgement, true) => AnswerBy::Email,
            _ => AnswerBy::Phone,
        },
        callback: Window::parse(
            "2026-11-24T09:00:00Z/2026-11-24T11:00:00Z",
            NOW.parse().unwrap(),
        ),
        fields: vec![Answer {
            id: slug("order"),
            label: say("Numero d'ordine", "Order number"),
            value: vec!["BL-00123".into()],
            text: "BL-00123".into(),
        }],
        page: Page {
            url: "https://bottega.example/lampada?ref=1".into(),
            title: say("Lampada da tavolo", "Table lamp"),
            referrer: "https://cerca.example/".into(),
        },
        device: Device {
            locale: if italian { "it-IT" } else { "en-GB" }.into(),
            time_zone: "Europe/Rome".into(),
            agent: "Firefox on Android".into(),
        },
        faqs_seen: vec![slug("shipping-time")],
        searches: vec![say("spedizione", "shipping"), say("indirizzo", "address")],
        transcript: say(
            "Assistente: Da quanti giorni?\nTu: Da più di <due>",
            "Assistant: For how many days?\nYou: More than <two>",
        ),
        promise: Some(crate::promise::Promise {
            by: "2026-11-23T16:00:00Z".parse().unwrap(),
            who: Some("Marta".into()),
        }),
        ..crate::ticket::sample()
    };
    let (event_kind, data, message) = match kind {
        MailKind::Acknowledgement | MailKind::Notification => (
            Kind::TicketCreated,
            json!({}),
            Some(message(Author::Customer, &asked)),
        ),
        MailKind::Reply => (
            Kind::TicketMessageCreated,
            json!({}),
            Some(message(Author::Agent, &answered)),
        ),
        MailKind::CustomerReply => (
            Kind::TicketMessageCreated,
            json!({}),
            Some(Message {
                channel: Origin::RequestPage,
                ..message(Author::Customer, &again)
            }),
        ),
        MailKind::Assignment => (
            Kind::TicketAssigned,
            json!({
                "from": { "team": null, "owner": "luca" },
                "to": { "team": "shop", "owner": "marta" },
                "note": say("Ha già scritto due volte.\nChiamala, per favore.", "She has written twice.\nPlease call her."),
                "by": { "kind": "agent", "id": "luca", "name": "Luca" },
            }),
            Some(message(Author::Customer, &asked)),
        ),
        MailKind::SlaAlert => (
            Kind::TicketSlaBreached,
            json!({ "policy": "normal", "target": "first_response", "due_at": "2026-11-23T12:00:00Z" }),
            Some(message(Author::Customer, &asked)),
        ),
        MailKind::EndpointDisabled => (
            Kind::EndpointDisabled,
            json!({ "site": "shop", "endpoint": "gestionale", "url": "https://hooks.example/T0/secret",
                "reason": "failing", "failing_since": "2026-11-18T08:00:00.000Z" }),
            None,
        ),
        MailKind::RequestLink => (
            Kind::RequestLinkAsked,
            json!({ "contact_id": "con_1", "lang": lang }),
            None,
        ),
        MailKind::SignIn => (
            Kind::SignInAsked,
            json!({ "agent": "marta", "browser": "0123abcd" }),
            None,
        ),
        MailKind::Weekly => (
            Kind::WeekReported,
            json!({
                "headline": say("Avete risposto entro la promessa nel 94 % dei casi; il punto debole è il sabato",
                    "You answered 94 % within your promise; the weak spot is Saturdays"),
                "period": say("16 – 22 nov", "16 – 22 Nov"),
                "figures": [
                    [say("Ricevute", "Received"), "109", say("12 % in più", "12 % more")],
                    [say("Prima risposta, di solito", "First answer, typical"), "1 h 40 min", say("20 min più in fretta", "20 min faster")],
                    [say("Ancora aperte", "Still open"), "7", ""],
                ],
                "wanted": say("La ricerca più fatta invano: «garanzia», 6 volte.", "Most searched in vain: “warranty”, 6 times."),
            }),
            None,
        ),
        MailKind::Test => (Kind::MailTested, json!({ "agent": "marta" }), None),
        MailKind::Invitation => (
            Kind::TeamInvited,
            json!({ "agent": "marta", "by": "Elio" }),
            None,
        ),
    };
    let to = match kind {
        MailKind::Acknowledgement | MailKind::Reply | MailKind::RequestLink => "anna@posta.example",
        MailKind::Assignment
        | MailKind::SignIn
        | MailKind::Invitation
        | MailKind::Weekly
        | MailKind::Test => "marta@bottega.example",
        _ => "team@bottega.example",
    };
    Case {
        site,
        ticket: kind.is_about_request().then_some(ticket),
        message,
        event: Event::new("evt_1".into(), event_kind, Some("tic_1"), &data, NOW, true),
        earlier: match kind {
            MailKind::Acknowledgement | MailKind::Notification => vec![],
            _ if !kind.is_about_request() => vec![],
            _ => vec![
                "<first@bottega.example>".into(),
                "second@posta.example".into(),
            ],
        },
        files: Vec::new(),
        suggestions: match kind {
            MailKind::Acknowledgement => vec![slug("change-order"), slug("shipping-time")],
            _ => vec![],
        },
        to: EmailAddress::parse(to).unwrap(),
    }
}

impl Case {
    fn write(&self, kind: MailKind) -> Option<Mail> {
        write(
            kind,
            Matter {
                site_id: "shop",
                site: &self.site,
                key: &SiteKey::new([7; 32]),
                ticket: self.ticket.as_ref(),
                message: self.message.as_ref(),
                event: &self.event,
                earlier: &self.earlier,
                own: "https://care.example",
                suggestions: &self.suggestions,
                files: &self.files,
                to: &self.to,
                delivery_id: "dlv_01",
                now: NOW.parse().unwrap(),
            },
        )
    }

    fn raw(&self, kind: MailKind) -> String {
        String::from_utf8(self.write(kind).unwrap().raw).unwrap()
    }

    fn ticket(&mut self) -> &mut Ticket {
        self.ticket.as_mut().unwrap()
    }

    fn message(&mut self) -> &mut Message {
        self.message.as_mut().unwrap()
    }

    /// The text and HTML parts, decoded.
    fn parts(&self, kind: MailKind) -> (String, String) {
        parts_of(&self.raw(kind))
    }
}

fn parts_of(raw: &str) -> (String, String) {
    let parsed = mail_parser::MessageParser::default()
        .parse(raw.as_bytes())
        .unwrap();
    (
        parsed.body_text(0).unwrap().replace("\r\n", "\n"),
        parsed.body_html(0).unwrap().replace("\r\n", "\n"),
    )
}

/// Every kind in both languages.
fn all() -> impl Iterator<Item = (MailKind, &'static str)> {
    MailKind::ALL
        .into_iter()
        .flat_map(|kind| Locale::ALL.map(|locale| (kind, locale.tag())))
        // The team's measures are said in two languages.
        .filter(|(kind, lang)| *kind != MailKind::Weekly || ["it", "en"].contains(lang))
}
