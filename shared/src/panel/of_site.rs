//! The panel of a site, in one language, at one moment.

use jiff::{Timestamp, tz::TimeZone};

use super::{Answer, Choice, Contact, Control, Field, Panel, Question, Topic};
use crate::{
    callback,
    contact::AnswerBy,
    field::{self, Kind},
    lang::{Lang, Locale},
    markdown, phrase,
    site::{Channel, ChannelKind, Site},
    text::{Catalogue, Text},
};

impl Panel {
    /// The panel of a site. Its view is the home page until another is set.
    pub fn of_site(id: &str, site: &Site, lang: &Lang, now: Timestamp) -> Self {
        let texts = Catalogue::of_site(site, lang);
        let shown = Locale::shown(lang);
        let status = phrase::status(site, now);
        let place = |category: &crate::id::Slug| {
            let found = site.categories.iter().position(|c| c.id == *category);
            found.and_then(|place| u32::try_from(place).ok())
        };
        Self {
            site: id.to_owned(),
            name: site.name.clone(),
            lang: lang.to_string(),
            dir: Locale::of(lang).dir().to_owned(),
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
                        lang: (written_in.as_str() != shown).then(|| written_in.to_string()),
                    }
                })
                .collect(),
            topics: site
                .topics
                .iter()
                .map(|topic| Topic {
                    id: topic.id.to_string(),
                    label: topic.label.text(lang, &site.languages).to_owned(),
                    fields: topic
                        .fields
                        .iter()
                        .map(|asked| field(asked, site, lang, &texts))
                        .collect(),
                })
                .collect(),
            answer_by: site
                .form
                .answer_by
                .iter()
                .map(|way| Choice {
                    id: way.name().to_owned(),
                    label: texts.get(words(*way)).to_owned(),
                })
                .collect(),
            slots: slots(site, &texts, now),
            contacts: site
                .channels
                .iter()
                .filter_map(|channel| contact(channel, site, lang, &texts))
                .collect(),
            turnstile: site.spam.turnstile_site_key.clone().unwrap_or_default(),
            origins: site.origins.clone(),
            texts: texts.of_panel(),
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

fn words(way: AnswerBy) -> Text {
    match way {
        AnswerBy::Email => Text::WayEmail,
        AnswerBy::Phone => Text::WayPhone,
        AnswerBy::Whatsapp => Text::WayWhatsapp,
        AnswerBy::Chat => Text::WayChat,
    }
}

/// The times for a call, where calls are offered.
fn slots(site: &Site, texts: &Catalogue, now: Timestamp) -> Vec<Choice> {
    let (true, Ok(zone)) = (
        site.form.answer_by.contains(&AnswerBy::Phone),
        TimeZone::get(&site.time_zone),
    ) else {
        return Vec::new();
    };
    let local = |moment: Timestamp| moment.to_zoned(zone.clone());
    callback::slots(site, now)
        .into_iter()
        .map(|window| Choice {
            id: window.interval(),
            label: phrase::window(&local(window.from), &local(window.to), texts, now),
        })
        .collect()
}

fn field(asked: &field::Field, site: &Site, lang: &Lang, texts: &Catalogue) -> Field {
    let say = |text: &crate::site::Localized| text.text(lang, &site.languages).to_owned();
    let control = match asked.kind {
        Kind::Text => Control::Line,
        Kind::LongText => Control::Lines,
        Kind::OrderNumber => Control::Code,
        Kind::Product if asked.choices.is_empty() => Control::Product,
        Kind::Choice | Kind::Product => Control::One,
        Kind::Choices => Control::Any,
        Kind::Number => Control::Number,
        Kind::Date => Control::Date,
        Kind::Consent => Control::Tick,
    };
    let example = asked.pattern.as_ref().map(|pattern| {
        let example = field::example(pattern);
        texts.fill(Text::Example, &[("example", &example)])
    });
    let help = [asked.help.as_ref().map(say), example];
    let bound = |bound: &Option<String>| match control {
        Control::Date => bound.clone().unwrap_or_default(),
        _ => String::new(),
    };
    Field {
        id: asked.id.to_string(),
        control,
        label: say(&asked.label),
        help: help.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        required: asked.required,
        choices: asked
            .choices
            .iter()
            .map(|choice| Choice {
                id: choice.id.to_string(),
                label: say(&choice.label),
            })
            .collect(),
        min: bound(&asked.min),
        max: bound(&asked.max),
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
            .map(|q| (q.text.as_str(), q.category, q.lang.as_deref()))
            .collect();
        assert_eq!(
            questions,
            [
                ("How much is it?", Some(0), None),
                ("Dove siete?", None, Some("it"))
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

    #[test]
    fn a_topic_brings_what_it_asks_and_calls_bring_their_times() {
        let site = Site::from_toml(
            r##"
            name = "Bottega"
            languages = ["it", "en"]
            time_zone = "Europe/Rome"
            [mail]
            from = "ciao@bottega.example"
            [hours]
            thursday = ["09:00-10:00"]
            [form]
            answer_by = ["email", "phone"]
            [[topics]]
            id = "order"
            label = { it = "Ordine", en = "Order" }
            [[topics.fields]]
            id = "number"
            kind = "order_number"
            label = { it = "Numero", en = "Number" }
            help = { it = "È nella mail", en = "It is in the mail" }
            pattern = "BL-###"
            required = true
            [[topics.fields]]
            id = "piece"
            kind = "product"
            label = { it = "Pezzo", en = "Piece" }
            [[topics.fields]]
            id = "why"
            kind = "choice"
            label = { it = "Motivo", en = "Reason" }
            choices = [{ id = "broken", label = { it = "Rotto" } }]
            [[topics.fields]]
            id = "when"
            kind = "date"
            label = { it = "Quando", en = "When" }
            min = "2026-01-01"
            "##,
        )
        .unwrap();
        let lang = Lang::parse("en").unwrap();
        let panel = Panel::of_site("demo", &site, &lang, Timestamp::UNIX_EPOCH);
        let fields = &panel.topics.first().unwrap().fields;
        let read: Vec<_> = fields
            .iter()
            .map(|f| (f.control, f.label.as_str(), f.help.as_str(), f.required))
            .collect();
        assert_eq!(
            read,
            [
                (
                    Control::Code,
                    "Number",
                    "It is in the mail · For example BL-123",
                    true
                ),
                (Control::Product, "Piece", "", false),
                (Control::One, "Reason", "", false),
                (Control::Date, "When", "", false),
            ]
        );
        let choice = fields.iter().find_map(|f| f.choices.first()).unwrap();
        assert_eq!(
            (choice.id.as_str(), choice.label.as_str()),
            ("broken", "Rotto")
        );
        assert_eq!(
            fields.iter().map(|f| f.min.as_str()).max(),
            Some("2026-01-01")
        );
        let ways: Vec<_> = panel
            .answer_by
            .iter()
            .map(|way| way.label.as_str())
            .collect();
        assert_eq!(ways, ["By email", "With a phone call"]);
        // The first of January 1970 was a Thursday, and it is one o'clock in Rome.
        let slots: Vec<_> = panel.slots.iter().map(|slot| slot.label.as_str()).collect();
        assert_eq!(
            slots,
            ["today 9:00 am–10:00 am", "8 January 9:00 am–10:00 am"]
        );
        assert!(panel.slots.iter().all(|slot| slot.id.contains("Z/")));
    }
}
