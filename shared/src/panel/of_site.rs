//! The panel of a site, in one language, at one moment.

use jiff::Timestamp;

use super::{Answer, Choice, Contact, Panel, Question};
use crate::{
    lang::{Lang, Locale},
    markdown, phrase,
    site::{Channel, ChannelKind, Site},
    text::{Catalogue, Text},
};

impl Panel {
    /// The panel of a site. Its view is the home page until another is set.
    pub fn of_site(id: &str, site: &Site, lang: &Lang, now: Timestamp) -> Self {
        let texts = Catalogue::of_panel(Locale::of(lang));
        let status = phrase::status(site, now);
        let place = |category: &crate::id::Slug| {
            let found = site.categories.iter().position(|c| c.id == *category);
            found.and_then(|place| u32::try_from(place).ok())
        };
        Self {
            site: id.to_owned(),
            name: site.name.clone(),
            lang: lang.to_string(),
            dir: lang.dir().to_owned(),
            greeting: phrase::greeting(&status, &texts, now),
            expectation: phrase::expectation(&status, &texts, now),
            categories: site
                .categories
                .iter()
                .map(|category| category.label.text(lang, &site.languages).to_owned())
                .collect(),
            questions: site
                .faqs
                .iter()
                .map(|faq| {
                    let (written_in, text) = faq
                        .question
                        .get(lang, &site.languages)
                        .unwrap_or((lang, ""));
                    Question {
                        id: faq.id.to_string(),
                        category: faq.category.as_ref().and_then(place),
                        text: text.to_owned(),
                        also: faq.also.get(written_in).cloned().unwrap_or_default(),
                        lang: (written_in != lang).then(|| written_in.to_string()),
                    }
                })
                .collect(),
            topics: site
                .topics
                .iter()
                .map(|topic| Choice {
                    id: topic.id.to_string(),
                    label: topic.label.text(lang, &site.languages).to_owned(),
                })
                .collect(),
            contacts: site
                .channels
                .iter()
                .filter_map(|channel| contact(channel, site, lang, &texts))
                .collect(),
            origins: site.origins.clone(),
            texts,
            ..Self::default()
        }
    }
}

impl Answer {
    /// One FAQ with its answer, in `lang` or the nearest there is.
    pub fn of_site(site: &Site, id: &str, lang: &Lang) -> Option<Self> {
        let faq = site.faq(id)?;
        let (written_in, question) = faq.question.get(lang, &site.languages)?;
        Some(Self {
            id: faq.id.to_string(),
            question: question.to_owned(),
            html: markdown::to_html(faq.answer.text(written_in, &site.languages)),
            lang: written_in.to_string(),
        })
    }
}

fn contact(channel: &Channel, site: &Site, lang: &Lang, texts: &Catalogue) -> Option<Contact> {
    let href = channel.href().ok()?;
    let label = channel
        .label
        .as_ref()
        .map(|l| l.text(lang, &site.languages).to_owned());
    let label = label
        .or_else(|| channel.kind.brand().map(str::to_owned))
        .or(match channel.kind {
            ChannelKind::Email => Some(texts.get(Text::ChannelEmail).to_owned()),
            ChannelKind::Phone => Some(texts.get(Text::ChannelPhone).to_owned()),
            _ => None,
        })?;
    let kind = serde_json::to_value(channel.kind)
        .ok()?
        .as_str()?
        .to_owned();
    Some(Contact {
        kind,
        label,
        value: match channel.kind {
            ChannelKind::Link => String::new(),
            _ => channel.value.trim().to_owned(),
        },
        external: href.starts_with("https:"),
        href,
        note: channel
            .note
            .as_ref()
            .map(|note| note.text(lang, &site.languages).to_owned())
            .unwrap_or_default(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panel_speaks_one_language_and_marks_what_it_has_only_in_another() {
        let site = Site::from_toml(
            r#"
            name = "Bottega"
            languages = ["it", "en"]
            time_zone = "Europe/Rome"
            [mail]
            from = "ciao@bottega.example"
            [[categories]]
            id = "cost"
            label = { it = "Costi", en = "Costs" }
            [[faqs]]
            id = "how-much"
            category = "cost"
            question = { it = "Quanto costa?", en = "How much is it?" }
            answer = { it = "**Dipende.**", en = "**It depends.**" }
            also = { en = ["price"] }
            [[faqs]]
            id = "only-italian"
            question = { it = "Dove siete?" }
            answer = { it = "A Torino." }
            [[channels]]
            kind = "phone"
            value = "+39 011 1234567"
            [[channels]]
            kind = "telegram"
            value = "bottega"
            "#,
        )
        .unwrap();
        let lang = Lang::parse("en").unwrap();
        let panel = Panel::of_site("demo", &site, &lang, Timestamp::UNIX_EPOCH);
        let questions: Vec<_> = panel
            .questions
            .iter()
            .map(|q| (q.text.as_str(), q.category, q.lang.as_deref(), q.also.len()))
            .collect();
        assert_eq!(
            questions,
            [
                ("How much is it?", Some(0), None, 1),
                ("Dove siete?", None, Some("it"), 0)
            ]
        );
        let contacts: Vec<_> = panel
            .contacts
            .iter()
            .map(|c| (c.label.as_str(), c.href.as_str(), c.external))
            .collect();
        assert_eq!(
            contacts,
            [
                ("Phone", "tel:+390111234567", false),
                ("Telegram", "https://t.me/bottega", true)
            ]
        );
        let answer = Answer::of_site(&site, "how-much", &lang).unwrap();
        assert!(
            answer.html.contains("<strong>It depends.</strong>"),
            "{}",
            answer.html
        );
        assert_eq!(
            Answer::of_site(&site, "only-italian", &lang).unwrap().lang,
            "it"
        );
        assert_eq!(Answer::of_site(&site, "none", &lang), None);
    }
}
