//! Macros: answers the team writes often, with places for what differs, and what they set.

use serde::{Deserialize, Serialize};

use super::{Localized, Site};
use crate::{
    id::Slug,
    lang::Lang,
    team::Agent,
    ticket::{Status, Ticket},
};

/// Longest text of a macro, in characters.
pub const MAX_MACRO: usize = 5_000;
/// The places every macro may have; ids of the topics' fields are places too.
pub const PLACES: [&str; 6] = ["customer", "reference", "agent", "site", "topic", "email"];

/// An answer that is written often.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Macro {
    /// Its name in this file.
    pub id: Slug,
    /// Its name for the team, at most 80 characters.
    pub name: String,
    /// What is put in the answer, in Markdown, at most 5,000 characters. Filled in are `{customer}`,
    /// `{reference}`, `{agent}`, `{site}`, `{topic}`, `{email}` and answers to fields by the
    /// field's id, such as `{order-number}`.
    pub text: Localized,
    /// Where the request stands after an answer with it; left out: as usual.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<Status>,
    /// Tags the request gets besides its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Slug>,
    /// What the request is about from then on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topic: Option<Slug>,
}

/// The places of a text: what stands between braces and could be a name.
pub(super) fn places(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| {
        let (name, _) = rest.split_once('}')?;
        let is_name = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
        (!name.is_empty() && name.bytes().all(is_name)).then_some(name)
    })
}

impl Macro {
    /// Its text for a ticket, in the customer's language where it has that, with everything known
    /// in its place. What is not known leaves no gap: the blank before it goes too.
    pub fn filled(&self, site: &Site, ticket: &Ticket, agent: Option<&Agent>) -> String {
        let lang = &ticket.lang;
        let text = self.text.text(lang, &site.languages);
        let mut filled = String::with_capacity(text.len().saturating_add(32));
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let place = after
                .split_once('}')
                .filter(|(name, _)| places(&format!("{{{name}}}")).next() == Some(*name));
            let Some((name, tail)) = place else {
                filled.push('{');
                rest = after;
                continue;
            };
            match value(name, site, ticket, agent, lang) {
                Some(value) => filled.push_str(&value),
                None if filled.ends_with(' ') => {
                    filled.pop();
                }
                None => {}
            }
            rest = tail;
        }
        filled.push_str(rest);
        filled
    }
}

/// What stands in a place; none where it is not known.
fn value(
    name: &str,
    site: &Site,
    ticket: &Ticket,
    agent: Option<&Agent>,
    lang: &Lang,
) -> Option<String> {
    let first = |name: &str| name.split_whitespace().next().map(str::to_owned);
    let value = match name {
        "customer" => ticket.name.as_deref().and_then(first),
        "reference" => Some(ticket.reference.to_string()),
        "agent" => agent.and_then(|agent| first(&agent.name)),
        "site" => Some(site.name.clone()),
        "topic" => {
            let topic = site.topic(ticket.topic.as_ref()?.as_str())?;
            Some(topic.label.text(lang, &site.languages).to_owned())
        }
        "email" => ticket.email.as_ref().map(ToString::to_string),
        field => {
            let answer = ticket.fields.iter().find(|a| a.id.as_str() == field)?;
            Some(answer.text.clone())
        }
    };
    value.filter(|value| !value.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ticket::sample;

    fn shop() -> Site {
        Site::from_toml(
            "name = \"Bottega Lume\"\nlanguages = [\"it\", \"en\"]\ntime_zone = \"Europe/Rome\"\n\
             [mail]\nfrom = \"ciao@bottega.example\"\n\
             [[agents]]\nid = \"marta\"\nname = \"Marta Rossi\"\nemail = \"marta@bottega.example\"\n\
             [[topics]]\nid = \"order\"\nlabel = { it = \"Ordine\" }\n\
             [[topics.fields]]\nid = \"order-number\"\nkind = \"text\"\nlabel = { it = \"Numero\" }\n\
             [[macros]]\nid = \"late\"\nname = \"Pacco in ritardo\"\n\
             text = { it = \"Ciao {customer}, l'ordine {order-number} arriva. {x y} {}\\n{agent}, {site} ({reference})\" }\n",
        )
        .unwrap()
    }

    #[test]
    fn what_is_known_is_in_its_place() {
        let site = shop();
        let agent = site.agents.first();
        let mut ticket = sample();
        ticket.fields = vec![crate::field::Answer {
            id: Slug::parse("order-number").unwrap(),
            label: "Numero".into(),
            value: vec!["{agent}".into()],
            text: "{agent}".into(),
        }];
        let text = site.macros[0].filled(&site, &ticket, agent);
        assert_eq!(
            text,
            "Ciao Anna, l'ordine {agent} arriva. {x y} {}\nMarta, Bottega Lume (7K3M-92QX)"
        );
    }

    #[test]
    fn what_is_not_known_leaves_no_gap() {
        let site = shop();
        let mut ticket = sample();
        ticket.name = None;
        let text = site.macros[0].filled(&site, &ticket, None);
        assert!(text.starts_with("Ciao, l'ordine arriva."), "{text}");
        assert!(text.contains("\n, Bottega Lume"), "{text}");
    }
}
