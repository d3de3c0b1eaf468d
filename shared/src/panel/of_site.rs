//! The panel of a site, in one language, at one moment.

use jiff::{Timestamp, tz::TimeZone};

use super::{
    Answer, Choice, Contact, Control, Field, Notice, Panel, Question, Rated, Topic, pick::SHOWN,
};
use crate::{
    callback,
    contact::AnswerBy,
    field::{self, Kind},
    html::escape,
    lang::{Lang, Locale},
    markdown, phrase, promise, reach,
    site::{Channel, ChannelKind, Level, Site},
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
        let slots = slots(site, &texts, now);
        let contacts = contacts(site, lang, &texts, &slots, now);
        let panel = Self {
            site: id.to_owned(),
            name: site.name.clone(),
            logo: site.appearance.logo.clone().unwrap_or_default(),
            promise: promised(site, &texts, now),
            notices: notices(site, lang, now),
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
                        pages: faq.pages.clone(),
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
            slots,
            contacts,
            turnstile: site.spam.turnstile_site_key.clone().unwrap_or_default(),
            after_faq: survey(&site.surveys.after_faq, site, lang, &texts),
            after_assistant: survey(&site.surveys.after_assistant, site, lang, &texts),
            origins: site.origins.clone(),
            texts: texts.of_panel(),
            ..Self::default()
        };
        panel.with_useful(site, &[])
    }

    /// The panel with its most useful questions: the owner's first, then those readers found most
    /// helpful, `rated` from the best on, then the others in the order of the file.
    pub fn with_useful(self, site: &Site, rated: &[String]) -> Self {
        let owners = site.home.faqs.iter().map(|id| id.as_str());
        let named = owners.chain(rated.iter().map(String::as_str));
        let place = |id: &str| self.questions.iter().position(|question| question.id == id);
        let mut useful: Vec<u32> = Vec::with_capacity(SHOWN);
        for place in named.filter_map(place).chain(0..self.questions.len()) {
            match u32::try_from(place) {
                _ if useful.len() == SHOWN => break,
                Ok(place) if !useful.contains(&place) => useful.push(place),
                _ => {}
            }
        }
        Self { useful, ..self }
    }
}

impl Answer {
    /// One FAQ with its answer, in `lang` or the nearest there is.
    pub fn of_site(site: &Site, id: &str, lang: &Lang) -> Option<Self> {
        let faq = site.faq(id)?;
        let (written_in, question) = faq.question.get(lang, &site.languages)?;
        let (html, headings) = markdown::to_page(faq.answer.text(written_in, &site.languages));
        Some(Self {
            id: faq.id.to_string(),
            question: question.to_owned(),
            html,
            contents: contents(&headings, &Catalogue::of_site(site, lang)),
            lang: written_in.to_string(),
            rated: Rated::NotYet,
        })
    }
}

/// A list of links to the headings of an answer, where there are enough to need one.
fn contents(headings: &[markdown::Heading], texts: &Catalogue) -> String {
    const FEW: usize = 3;
    if headings.len() < FEW {
        return String::new();
    }
    let label = escape(texts.get(Text::Contents));
    let link = |heading: &markdown::Heading| {
        let text = escape(&heading.text);
        format!("<li><a href=\"#{}\">{text}</a></li>", heading.id)
    };
    let links: String = headings.iter().map(link).collect();
    format!("<nav class=\"contents\" aria-label=\"{label}\"><p>{label}</p><ol>{links}</ol></nav>")
}

/// By when who writes now is answered.
fn promised(site: &Site, texts: &Catalogue, now: Timestamp) -> String {
    let zone = site.zone();
    promise::promise(site, None, None, now)
        .map(|made| phrase::promise(&made, texts, &zone, now, ""))
        .unwrap_or_default()
}

/// The notices of this moment; on which pages is seen later.
fn notices(site: &Site, lang: &Lang, now: Timestamp) -> Vec<Notice> {
    let zone = site.zone();
    let due = site
        .notices
        .iter()
        .filter(|notice| notice.is_due(&zone, now));
    due.map(|notice| Notice {
        html: markdown::to_html(notice.text.text(lang, &site.languages)),
        warns: notice.level == Level::Warning,
        pages: notice.pages.clone(),
    })
    .collect()
}

/// The channels for this language, in the owner's order; after the telephone, or else first, that
/// we call, where there are times for it.
fn contacts(
    site: &Site,
    lang: &Lang,
    texts: &Catalogue,
    slots: &[Choice],
    now: Timestamp,
) -> Vec<Contact> {
    let mut contacts: Vec<Contact> = site
        .channels
        .iter()
        .filter(|channel| channel.languages.is_empty() || channel.languages.contains(lang))
        .filter_map(|channel| contact(channel, site, lang, texts, now))
        .collect();
    if let Some(slot) = slots.first() {
        let phone = contacts.iter().rposition(|contact| contact.kind == "phone");
        let call = Contact {
            kind: "callback".into(),
            label: texts.get(Text::CallMe).into(),
            state: texts.fill(Text::CallMeFrom, &[("when", &slot.label)]),
            href: "/write?answer_by=phone".into(),
            ..Contact::default()
        };
        contacts.insert(phone.map_or(0, |phone| phone + 1), call);
    }
    contacts
}

fn survey(
    id: &Option<crate::id::Slug>,
    site: &Site,
    lang: &Lang,
    texts: &Catalogue,
) -> Option<Choice> {
    let asked = site.survey(id.as_ref()?.as_str())?;
    Some(Choice {
        id: asked.id().to_owned(),
        label: asked.question(site, lang, texts),
    })
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

/// A topic's field, or a flow's, in one language.
pub(crate) fn field(asked: &field::Field, site: &Site, lang: &Lang, texts: &Catalogue) -> Field {
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

fn contact(
    channel: &Channel,
    site: &Site,
    lang: &Lang,
    texts: &Catalogue,
    now: Timestamp,
) -> Option<Contact> {
    let href = channel.href().ok()?;
    let zone = site.zone();
    let say = |text: &crate::site::Localized| text.text(lang, &site.languages).to_owned();
    let label = channel.label.as_ref().map(say);
    let label = label
        .or_else(|| channel.kind.brand().map(str::to_owned))
        .or(match channel.kind {
            ChannelKind::Email => Some(texts.get(Text::ChannelEmail).to_owned()),
            ChannelKind::Phone => Some(texts.get(Text::ChannelPhone).to_owned()),
            _ => None,
        })?;
    let works = reach::reach(channel, site, &zone, now).is_now();
    let text = match works && channel.kind.takes_text() {
        true => texts.get(Text::Prefill).to_owned(),
        false => String::new(),
    };
    Some(Contact {
        kind: channel.kind.name().into(),
        label,
        value: match channel.kind {
            ChannelKind::Link => String::new(),
            _ => channel.value.trim().to_owned(),
        },
        state: reach::state(channel, site, texts, &zone, now),
        external: works && href.starts_with("https:"),
        href: if works { href } else { String::new() },
        note: channel.note.as_ref().map(say).unwrap_or_default(),
        text,
        pages: channel.pages.clone(),
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

    #[test]
    fn the_first_view_knows_the_moment_and_what_helped() {
        let faqs: String = ["a", "b", "c", "d", "e", "f"]
            .map(|id| {
                format!(
                    "[[faqs]]\nid = \"{id}\"\nquestion = {{ it = \"{id}\" }}\nanswer = {{ it = \"{id}\" }}\n"
                )
            })
            .concat();
        let site = Site::from_toml(&format!(
            "name = \"Bottega\"\nlanguages = [\"it\", \"en\"]\ntime_zone = \"Europe/Rome\"\n\
             [mail]\nfrom = \"ciao@bottega.example\"\n\
             [hours]\nthursday = [\"09:00-13:00\"]\n\
             [home]\nfaqs = [\"c\"]\n[form]\nanswer_by = [\"email\", \"phone\"]\n\
             [[sla]]\nid = \"normal\"\nfirst_response = \"1h\"\n\
             [[notices]]\ntext = {{ en = \"**Late**\" }}\nlevel = \"warning\"\nuntil = \"1970-01-01\"\n\
             [[notices]]\ntext = {{ it = \"Domani\" }}\nfrom = \"1970-01-02\"\n\
             {faqs}\
             [[channels]]\nkind = \"whatsapp\"\nvalue = \"+39 0546 000001\"\n\
             [[channels]]\nkind = \"phone\"\nvalue = \"+39 0546 000000\"\n\
             [[channels]]\nkind = \"telegram\"\nvalue = \"bottega\"\nlanguages = [\"it\"]\n"
        ))
        .unwrap();
        let lang = Lang::parse("en").unwrap();
        // One o'clock in the night of a Thursday, in Rome.
        let panel = Panel::of_site("demo", &site, &lang, Timestamp::UNIX_EPOCH);
        assert_eq!(panel.useful, [2, 0, 1, 3, 4]);
        assert_eq!(panel.promise, "We'll answer by 10:00 am today.");
        let notices: Vec<_> = panel
            .notices
            .iter()
            .map(|n| (n.html.as_str(), n.warns))
            .collect();
        assert_eq!(notices, [("<p><strong>Late</strong></p>\n", true)]);
        let contacts: Vec<_> = panel
            .contacts
            .iter()
            .map(|c| (c.kind.as_str(), c.href.as_str(), c.state.as_str()))
            .collect();
        assert_eq!(
            contacts,
            [
                ("whatsapp", "https://wa.me/390546000001", ""),
                ("phone", "", "Opens today at 9:00 am"),
                (
                    "callback",
                    "/write?answer_by=phone",
                    "Earliest: today 9:00 am–11:00 am"
                ),
            ]
        );
        let rated = ["none", "f", "c", "e"].map(str::to_owned);
        let panel = panel.with_useful(&site, &rated);
        assert_eq!(panel.useful, [2, 5, 4, 0, 1]);
    }

    #[test]
    fn an_answer_with_three_headings_begins_with_what_is_in_it() {
        let answer = |markdown: &str| {
            let site = Site::from_toml(&format!(
                "name = \"B\"\nlanguages = [\"it\"]\ntime_zone = \"Europe/Rome\"\n\
                 [mail]\nfrom = \"a@b.example\"\n[[faqs]]\nid = \"a\"\n\
                 question = {{ it = \"A\" }}\nanswer = {{ it = '''{markdown}''' }}\n"
            ));
            Answer::of_site(&site.unwrap(), "a", &Lang::parse("it").unwrap()).unwrap()
        };
        assert_eq!(answer("# A\n\n# B\n").contents, "");
        let contents = answer("# A\n\n# <i>B</i> & C\n\n## D\n").contents;
        assert!(
            contents.contains("<a href=\"#part-2\">B &amp; C</a>"),
            "{contents}"
        );
        assert!(
            contents.contains("aria-label=\"In questa risposta\""),
            "{contents}"
        );
    }
}
