//! What the assistant promises: it never panics, always has a person, and every flow ends.

mod flows;
mod talks;
mod whatever;

use super::{Act, Around, Flow, Found, Input, Talk, Turn};
use crate::{
    lang::{Lang, Locale},
    panel::Panel,
    site::Site,
    text::Catalogue,
};

/// A shop with FAQs and a flow of every kind of step.
pub(super) const SHOP: &str = r##"
name = "Bottega"
languages = ["it", "en"]
time_zone = "Europe/Rome"
[mail]
from = "Bottega <ciao@bottega.example>"

[[faqs]]
id = "cost"
question = { it = "Quanto costa la spedizione?" }
answer = { it = "Dipende dal **peso**." }
[[faqs]]
id = "time"
question = { it = "Quanto dura la spedizione?" }
answer = { it = "Due giorni." }

[[topics]]
id = "order"
label = { it = "Ordine" }

[[flows]]
id = "order-status"
title = { it = "Dov'è il mio ordine?", en = "Where is my order?" }
also = { it = ["stato ordine"] }

[[flows.steps]]
id = "number"
say = { it = "Certo. **Dimmi il numero**." }
ask = { id = "order", kind = "order_number", pattern = "BL-##", required = true, label = { it = "Numero" } }
next = "seen"

[[flows.steps]]
id = "seen"
say = { it = "Ordine {order}." }
link = { label = { it = "Segui {order}" }, url = "https://bottega.example/o?n={order}" }
next = "what"

[[flows.steps]]
id = "what"
choices = [
  { label = { it = "Non arriva" }, next = "late" },
  { label = { it = "Quanto costa?" }, next = "cost" },
  { label = { it = "Niente" }, next = "fine" },
]

[[flows.steps]]
id = "late"
hand_over = { topic = "order", priority = "high", message = { it = "L'ordine {order} non arriva" } }
[[flows.steps]]
id = "cost"
faq = "cost"
[[flows.steps]]
id = "fine"
say = { it = "Bene." }
end = true
"##;

pub(super) fn shop() -> Site {
    Site::from_toml(SHOP).unwrap()
}

/// Walks one conversation: inputs as lines, what is found for whatever is asked beforehand.
pub(super) fn with<T>(found: &[&str], sure: bool, act: impl FnOnce(&Around<'_>) -> T) -> T {
    let (site, it) = (shop(), Lang::parse("it").unwrap());
    let now = "2026-11-23T09:00:00Z".parse().unwrap();
    let panel = Panel::of_site("demo", &site, &it, now);
    let mut texts = panel.texts.clone();
    texts.0.extend(Catalogue::of(Locale::It).of_assistant().0);
    let flows = Flow::of_site(&site, &it);
    let found = Found {
        sure,
        ids: found.iter().map(|id| (*id).to_owned()).collect(),
    };
    act(&Around {
        panel: &panel,
        texts: &texts,
        flows: &flows,
        find: &|_| found.clone(),
    })
}

/// The last words, ours or theirs.
pub(super) fn last(talk: &Talk) -> String {
    talk.turns.last().map(Turn::text).unwrap_or_default()
}

pub(super) fn offers(talk: &Talk) -> Vec<&str> {
    talk.offers
        .iter()
        .map(|offer| offer.label.as_str())
        .collect()
}

pub(super) fn said(text: &str) -> Input {
    Input::Said(text.to_owned())
}

pub(super) fn filled(text: &str) -> Input {
    Input::Filled(vec![text.to_owned()])
}

pub(super) fn is_person(talk: &Talk) -> bool {
    talk.offers.iter().any(|offer| offer.act == Act::Person)
}
