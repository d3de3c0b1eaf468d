//! A request of a small shop, as it is kept.

use serde_json::{Value, json};
use shared::{
    id::Reference,
    request_page::{Attachment, Matter, Other, RequestPage},
    site::Site,
    ticket::{Message, Ticket},
};

/// The request's page, with what is given instead of the usual.
pub struct Kept {
    pub site: Site,
    pub ticket: Ticket,
    pub messages: Vec<Message>,
    pub rated: Option<u8>,
    pub other: bool,
}

/// A message of `customer`, `agent` or `system`.
pub fn message(author: &str, text: &str) -> Message {
    let agent = (author == "agent").then_some("marta");
    serde_json::from_value(json!({
        "id": "msg_1", "ticket_id": "tic_1", "author": author, "agent": agent,
        "visibility": "public", "channel": "request_page", "text": text,
        "created_at": "2026-11-22T08:00:00.000Z",
    }))
    .expect("a message")
}

impl Kept {
    /// A request in a language and a status, with other fields as given.
    pub fn new(lang: &str, status: &str, with: Value) -> Self {
        let mut ticket = json!({
            "id": "tic_1", "reference": "7K3M-92QX", "status": status, "priority": "normal",
            "channel": "form", "topic": "order", "team": null, "owner": "marta", "tags": [],
            "sla": null, "lang": lang, "contact_id": "con_1", "name": "Anna",
            "email": "anna@posta.example", "phone": null, "answer_by": "email", "callback": null,
            "subject": null,
            "fields": [{ "id": "number", "label": "Numero d'ordine", "value": ["BL-12345"], "text": "BL-12345" }],
            "page": {}, "device": {}, "faqs_seen": [], "searches": [], "spam": [],
            "promise": { "by": "2026-11-24T08:30:00Z", "who": "Marta" }, "merged_into": null, "follows": null,
            "created_at": "2026-11-22T08:00:00.000Z", "changed_at": "2026-11-22T08:00:00.000Z",
            "first_reply_at": null, "waiting_since": "2026-11-22T08:00:00.000Z",
            "resolved_at": (status == "resolved" || status == "closed").then_some("2026-11-22T15:00:00.000Z"),
        });
        for (key, value) in with.as_object().expect("an object") {
            ticket[key] = value.clone();
        }
        let site = Site::from_toml(
            r##"
            name = "Bottega Lume"
            languages = ["it", "en", "ar"]
            time_zone = "Europe/Rome"
            [appearance]
            accent = "#9a4526"
            [mail]
            from = "ciao@bottega-lume.example"
            [[agents]]
            id = "marta"
            name = "Marta Prova"
            email = "marta@bottega-lume.example"
            [[topics]]
            id = "order"
            label = { it = "Ordine", en = "Order" }
            "##,
        );
        Self {
            site: site.expect("a site"),
            ticket: serde_json::from_value(ticket).expect("a ticket"),
            messages: vec![
                message(
                    "customer",
                    "Buongiorno,\nla lampada è arrivata con il paralume rotto.\n\nVi mando una foto. L'ho presa qui: https://bottega-lume.example/lampada-lucciola",
                ),
                message(
                    "agent",
                    "Ciao Anna, ci dispiace. Puoi scegliere:\n\n- **un paralume nuovo**, parte oggi;\n- il rimborso.\n\nCome preferisci?",
                ),
            ],
            rated: None,
            other: false,
        }
    }

    /// Its page on Monday at ten in Rome.
    pub fn page(&self) -> RequestPage {
        let reference = Reference::parse("8K3M-92QX").expect("a reference");
        let other = self.other.then_some(Other {
            reference: &reference,
            token: "demo.8k3m92qx.b",
        });
        let file = Attachment {
            message_id: "msg_1",
            name: "foto \"uno\" <1>.jpg",
            bytes: 1_234_567,
            href: "/f/demo/att_1?e=1&p=2",
        };
        let mut page = RequestPage::of(Matter {
            token: "demo.7k3m92qx.a",
            site_id: "demo",
            site: &self.site,
            ticket: &self.ticket,
            messages: &self.messages,
            attachments: &[file],
            rated: self.rated,
            explained: false,
            merged_into: other.filter(|_| self.ticket.merged_into.is_some()),
            follows: other.filter(|_| self.ticket.follows.is_some()),
            now: "2026-11-23T09:00:00Z".parse().expect("a moment"),
        });
        page.form.key = "0123".into();
        page
    }
}
