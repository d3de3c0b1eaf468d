//! What a link to a customer's requests says: where it leads and how long it serves.

use super::{Facts, Matter, Value};
use crate::{key::LINK_MINUTES, lang::Lang};

/// The language the customer asked in, where the event says it.
pub(in crate::mail) fn asked_in(matter: &Matter<'_>) -> Option<Lang> {
    let lang = matter.event.data.get("lang")?.as_str()?;
    Lang::parse(lang)
}

impl Facts<'_> {
    /// The values of a `request_link`. The link is made when the mail is sent, so that it serves
    /// as long however late that is.
    pub(super) fn of_request_link(&self, name: &str) -> Option<Value> {
        let event = self.matter.event;
        Some(match name {
            "link" => {
                let contact = event.data.get("contact_id")?.as_str()?;
                let ends = self
                    .matter
                    .now
                    .as_second()
                    .saturating_add(LINK_MINUTES * 60);
                let link = self.matter.key.requests_link(contact, &event.id, ends);
                let site = self.matter.site_id;
                let (own, lang) = (self.own(), self.lang);
                Value::Link(format!("{own}/p/{site}/requests?lang={lang}&link={link}"))
            }
            "minutes" => Value::Text(LINK_MINUTES.to_string()),
            _ => return None,
        })
    }
}
