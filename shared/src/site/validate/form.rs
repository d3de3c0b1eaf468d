//! What must hold for topics, their fields, and the ways to be answered.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::{Findings, MAX_LIST};
use crate::{
    field::{Choice, Field, Kind, MAX_FIELDS, number},
    lang::Lang,
    site::Site,
};

/// Most choices of a field.
const MAX_CHOICES: usize = 50;
/// Longest pattern of an order number, in characters.
const MAX_PATTERN: usize = 40;

impl Site {
    pub(super) fn form_fits(&self, found: &mut Findings) {
        let langs = &self.languages;
        found.at_most("topics", self.topics.len(), MAX_LIST);
        found.unique("topics", ".id", self.topics.iter().map(|t| t.id.as_str()));
        for (i, topic) in self.topics.iter().enumerate() {
            let key = format!("topics[{i}]");
            found.localized(&format!("{key}.label"), &topic.label, langs, 80);
            let list = format!("{key}.fields");
            found.at_most(&list, topic.fields.len(), MAX_FIELDS);
            found.unique(&list, ".id", topic.fields.iter().map(|f| f.id.as_str()));
            for (j, field) in topic.fields.iter().enumerate() {
                field.fits(&format!("{list}[{j}]"), langs, found);
            }
        }
        if self.form.answer_by.is_empty() {
            found.add(
                "form.answer_by",
                "Name at least one way, such as [\"email\"].",
            );
        }
        let ways = self.form.answer_by.iter().map(|way| way.name());
        found.unique("form.answer_by", "", ways);
    }
}

impl Field {
    pub(super) fn fits(&self, key: &str, langs: &[Lang], found: &mut Findings) {
        // A consent may need a whole sentence.
        found.localized(&format!("{key}.label"), &self.label, langs, 300);
        if let Some(help) = &self.help {
            found.localized(&format!("{key}.help"), help, langs, 200);
        }
        self.choices_fit(key, langs, found);
        match (&self.pattern, self.kind) {
            (None, _) => {}
            (Some(pattern), Kind::OrderNumber) => {
                let shaped = pattern.contains(['#', '@', '*']);
                if !shaped || pattern.chars().count() > MAX_PATTERN {
                    found.add(
                        format!("{key}.pattern"),
                        format!("Use at most {MAX_PATTERN} characters, among them # for a digit, @ for a letter or * for either: “BL-#####”."),
                    );
                }
            }
            (Some(_), _) => found.add(
                format!("{key}.pattern"),
                "Only fields of kind “order_number” have a pattern: leave it out here.",
            ),
        }
        self.bounds_fit(key, found);
    }

    fn choices_fit(&self, key: &str, langs: &[Lang], found: &mut Findings) {
        let list = format!("{key}.choices");
        let may = matches!(self.kind, Kind::Choice | Kind::Choices | Kind::Product);
        match (may, self.choices.is_empty()) {
            (false, false) => found.add(
                &list,
                "Only fields of kind “choice”, “choices” and “product” have choices: leave them out here.",
            ),
            (true, true) if self.kind != Kind::Product => {
                found.add(&list, "Give at least one choice: { id = \"…\", label = { … } }.");
            }
            _ => {}
        }
        found.at_most(&list, self.choices.len(), MAX_CHOICES);
        found.unique(&list, ".id", self.choices.iter().map(|c| c.id.as_str()));
        for (i, Choice { label, .. }) in self.choices.iter().enumerate() {
            found.localized(&format!("{list}[{i}].label"), label, langs, 120);
        }
    }

    fn bounds_fit(&self, key: &str, found: &mut Findings) {
        // Compared as numbers: a date by its distance from the first there is.
        let value = |text: &str| match self.kind {
            Kind::Number => number(text).map(|(value, _)| value),
            Kind::Date => {
                let date: Date = text.parse().ok()?;
                Some(date.duration_since(Date::MIN).as_secs_f64())
            }
            _ => None,
        };
        let shape = match self.kind {
            Kind::Number => "Use a number such as \"1\" or \"2.5\".",
            Kind::Date => "Use a date such as \"2026-12-24\".",
            _ => "Only fields of kind “number” and “date” have bounds: leave them out here.",
        };
        let mut ends = Vec::new();
        for (name, bound) in [("min", &self.min), ("max", &self.max)] {
            let Some(bound) = bound else { continue };
            match value(bound) {
                Some(value) => ends.push(value),
                None => found.add(format!("{key}.{name}"), shape),
            }
        }
        if matches!(ends.as_slice(), [min, max] if min > max) {
            found.add(format!("{key}.max"), "Use a value that is not below “min”.");
        }
    }
}

impl Site {
    /// The ids of all fields of all topics.
    pub(super) fn field_ids(&self) -> BTreeSet<&str> {
        let fields = self.topics.iter().flat_map(|topic| &topic.fields);
        fields.map(|field| field.id.as_str()).collect()
    }
}
