//! A site's flows in one language.

use super::{Ask, FLOW, Flow, Link, Step, Then, Way};
use crate::{
    answers::Entry,
    lang::Lang,
    markdown,
    panel::{Control, field},
    site::{self, Localized, Site},
    text::Catalogue,
};

impl Flow {
    /// The flows of a site, in its order.
    pub fn of_site(site: &Site, lang: &Lang) -> Vec<Self> {
        let texts = Catalogue::of_site(site, lang);
        let say = |text: &Localized| text.text(lang, &site.languages).to_owned();
        let flow = |flow: &site::Flow| Self {
            id: flow.id.to_string(),
            title: say(&flow.title),
            steps: flow
                .steps
                .iter()
                .map(|step| Step {
                    id: step.id.to_string(),
                    html: step
                        .say
                        .as_ref()
                        .map(|text| markdown::to_html(&say(text)))
                        .unwrap_or_default(),
                    link: step.link.as_ref().map(|link| Link {
                        label: say(&link.label),
                        href: link.url.clone(),
                    }),
                    then: then(flow, step, site, lang, &texts),
                })
                .collect(),
        };
        site.flows.iter().map(flow).collect()
    }

    /// The flows of a site as the engine finds them, beside its FAQs.
    pub fn entries(site: &Site, lang: &Lang) -> impl Iterator<Item = Entry> {
        site.flows.iter().filter_map(|flow| {
            let (written_in, title) = flow.title.get(lang, &site.languages)?;
            Some(Entry {
                id: format!("{FLOW}{}", flow.id),
                question: title.to_owned(),
                also: flow.also.get(written_in).cloned().unwrap_or_default(),
                ..Entry::default()
            })
        })
    }
}

fn then(
    flow: &site::Flow,
    step: &site::FlowStep,
    site: &Site,
    lang: &Lang,
    texts: &Catalogue,
) -> Then {
    let place = |id: &crate::id::Slug| {
        let found = flow.steps.iter().position(|step| step.id == *id);
        found.and_then(|place| u32::try_from(place).ok())
    };
    let say = |text: &Localized| text.text(lang, &site.languages).to_owned();
    let next = step.next.as_ref().and_then(place);
    if let (Some(asked), Some(next)) = (&step.ask, next) {
        let mut field = field(asked, site, lang, texts);
        if field.control == Control::Number {
            field.min = asked.min.clone().unwrap_or_default();
            field.max = asked.max.clone().unwrap_or_default();
        }
        Then::Ask(Ask {
            field,
            pattern: asked.pattern.clone().unwrap_or_default(),
            next,
        })
    } else if let Some(next) = next {
        Then::Next(next)
    } else if let Some(faq) = &step.faq {
        Then::Faq(faq.to_string())
    } else if let Some(hand) = &step.hand_over {
        Then::HandOver {
            topic: hand
                .topic
                .as_ref()
                .map(ToString::to_string)
                .unwrap_or_default(),
            message: hand.message.as_ref().map(say).unwrap_or_default(),
        }
    } else if step.choices.is_empty() {
        Then::End
    } else {
        let ways = step.choices.iter().filter_map(|choice| {
            Some(Way {
                label: say(&choice.label),
                to: place(&choice.next)?,
            })
        });
        Then::Choices(ways.collect())
    }
}
