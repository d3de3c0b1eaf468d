//! What must hold for guided flows: every step is there and reached, and every way through one
//! ends in an answer, with a person, or by saying so.

use std::collections::BTreeSet;

use super::Findings;
use crate::site::{Flow, FlowStep, Localized, Site};

/// Most flows.
const MAX_FLOWS: usize = 20;
/// Most steps of a flow.
const MAX_STEPS: usize = 30;
/// Most choices of a step.
const MAX_CHOICES: usize = 8;
/// Longest thing said, in characters.
const MAX_SAY: usize = 2_000;

impl Site {
    pub(super) fn flows_fit(&self, found: &mut Findings) {
        found.at_most("flows", self.flows.len(), MAX_FLOWS);
        found.unique("flows", ".id", self.flows.iter().map(|f| f.id.as_str()));
        for (i, flow) in self.flows.iter().take(MAX_FLOWS).enumerate() {
            let key = format!("flows[{i}]");
            found.localized(&format!("{key}.title"), &flow.title, &self.languages, 80);
            self.phrasings_fit(&format!("{key}.also"), &flow.also, found);
            let list = format!("{key}.steps");
            found.at_most(&list, flow.steps.len(), MAX_STEPS);
            found.unique(&list, ".id", flow.steps.iter().map(|s| s.id.as_str()));
            if flow.steps.is_empty() {
                found.add(&key, "Add at least one step under [[flows.steps]].");
            }
            // What follows walks through them.
            if flow.steps.len() <= MAX_STEPS {
                for (j, step) in flow.steps.iter().enumerate() {
                    self.step_fits(&format!("{list}[{j}]"), flow, step, found);
                }
                flow.ends(&list, found);
            }
        }
    }

    fn step_fits(&self, key: &str, flow: &Flow, step: &FlowStep, found: &mut Findings) {
        let langs = &self.languages;
        // A field stands at its first step only where it is asked before.
        let asked: BTreeSet<&str> = flow
            .steps
            .iter()
            .filter_map(|step| step.ask.as_ref())
            .map(|field| field.id.as_str())
            .collect();
        let said = |key: String, text: &Localized, max: usize, found: &mut Findings| {
            found.localized(&key, text, langs, max);
            for (lang, text) in &text.0 {
                places(text, &asked, format!("{key}.{lang}"), found);
            }
        };
        if let Some(say) = &step.say {
            said(format!("{key}.say"), say, MAX_SAY, found);
        }
        if let Some(hand) = &step.hand_over {
            if let Some(message) = &hand.message {
                said(format!("{key}.hand_over.message"), message, MAX_SAY, found);
            }
            let topic = hand.topic.as_ref();
            if topic.is_some_and(|topic| self.topic(topic.as_str()).is_none()) {
                let key = format!("{key}.hand_over.topic");
                found.add(key, "Add this topic under [[topics]] first.");
            }
        }
        if let Some(link) = &step.link {
            found.localized(&format!("{key}.link.label"), &link.label, langs, 80);
            let key = format!("{key}.link.url");
            let host = link.url.strip_prefix("https://").unwrap_or_default();
            let bare = link.url.contains(char::is_whitespace) || link.url.chars().count() > 500;
            if host.is_empty() || host.starts_with(['/', '{']) || bare {
                found.add(&key, "Write a whole address with “https://”.");
            }
            places(&link.url, &asked, key, found);
        }
        if let Some(field) = &step.ask {
            field.fits(&format!("{key}.ask"), langs, found);
        }
        if step
            .faq
            .as_ref()
            .is_some_and(|faq| self.faq(faq.as_str()).is_none())
        {
            found.add(format!("{key}.faq"), "Add this FAQ under [[faqs]] first.");
        }
        let list = format!("{key}.choices");
        found.at_most(&list, step.choices.len(), MAX_CHOICES);
        for (i, choice) in step.choices.iter().enumerate() {
            found.localized(&format!("{list}[{i}].label"), &choice.label, langs, 80);
        }
        step.goes_on(key, found);
    }
}

/// Names in braces must be asked somewhere in the flow.
fn places(text: &str, asked: &BTreeSet<&str>, key: String, found: &mut Findings) {
    let named = text
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'));
    for (name, _) in named.filter(|(name, _)| !asked.contains(name)) {
        found.add(
            key.clone(),
            format!("“{{{name}}}” is asked nowhere in this flow: add a step that asks a field with this id."),
        );
    }
}

impl FlowStep {
    /// The steps it leads to, by the keys that name them.
    fn leads(&self) -> impl Iterator<Item = (String, &str)> {
        let choices = self.choices.iter().enumerate();
        let choices = choices.map(|(i, one)| (format!(".choices[{i}].next"), one.next.as_str()));
        let next = self.next.iter().map(|next| (".next".into(), next.as_str()));
        choices.chain(next)
    }

    /// Exactly one thing comes after what is said.
    fn goes_on(&self, key: &str, found: &mut Findings) {
        let after = [
            !self.choices.is_empty(),
            self.faq.is_some(),
            self.hand_over.is_some(),
            self.next.is_some() || self.ask.is_some(),
            self.end,
        ];
        match after.into_iter().filter(|given| *given).count() {
            0 => found.add(
                key,
                "This leads nowhere: give it choices, ask, faq, hand_over or next, or write “end = true”.",
            ),
            1 => {}
            _ => found.add(
                key,
                "Only one of choices, ask, faq, hand_over, next and end may come after what is said.",
            ),
        }
        if self.ask.is_some() && self.next.is_none() {
            found.add(key, "Say with “next” where it goes on after the answer.");
        }
        if self.end && self.say.is_none() && self.link.is_none() {
            found.add(format!("{key}.end"), "Say something before the end.");
        }
    }
}

impl Flow {
    /// Every step is there and reached, and none comes back to one before: so every way ends.
    fn ends(&self, list: &str, found: &mut Findings) {
        let place = |id: &str| self.steps.iter().position(|step| step.id.as_str() == id);
        let mut after: Vec<Vec<usize>> = Vec::new();
        for (j, step) in self.steps.iter().enumerate() {
            let mut leads = Vec::new();
            for (key, id) in step.leads() {
                match place(id) {
                    Some(to) => leads.push(to),
                    None => found.add(
                        format!("{list}[{j}]{key}"),
                        format!("There is no step “{id}” in this flow."),
                    ),
                }
            }
            after.push(leads);
        }
        // The steps reached from one, itself only where a way leads back.
        let from = |start: usize| {
            let mut seen = BTreeSet::new();
            let mut open: Vec<usize> = after.get(start).cloned().unwrap_or_default();
            while let Some(step) = open.pop() {
                if seen.insert(step) {
                    open.extend(after.get(step).into_iter().flatten());
                }
            }
            seen
        };
        let reached = from(0);
        for (j, step) in self.steps.iter().enumerate() {
            let id = &step.id;
            if from(j).contains(&j) {
                found.add(
                    format!("{list}[{j}]"),
                    format!("A way from “{id}” leads back to it and might never end: customers go back by themselves."),
                );
            } else if j != 0 && !reached.contains(&j) {
                found.add(
                    format!("{list}[{j}]"),
                    format!("No way from the first step leads to “{id}”."),
                );
            }
        }
    }
}
