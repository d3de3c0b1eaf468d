//! What must hold for surveys: each that is named is there, and an owner's questions are whole.

use super::Findings;
use crate::{
    event::Survey,
    site::Site,
    survey::{MAX_END, MAX_OWN, MAX_QUESTION},
};

impl Site {
    pub(super) fn surveys_fit(&self, found: &mut Findings) {
        let surveys = &self.surveys;
        let langs = &self.languages;
        for (key, id) in [
            ("surveys.after_faq", &surveys.after_faq),
            ("surveys.after_assistant", &surveys.after_assistant),
        ] {
            if id
                .as_ref()
                .is_some_and(|id| self.survey(id.as_str()).is_none())
            {
                found.add(
                    key,
                    "Write csat, nps, ces, or the id of a question under [[surveys.own]].",
                );
            }
        }
        found.at_most("surveys.own", surveys.own.len(), MAX_OWN);
        found.unique(
            "surveys.own",
            ".id",
            surveys.own.iter().map(|own| own.id.as_str()),
        );
        for (i, own) in surveys.own.iter().enumerate() {
            let key = format!("surveys.own[{i}]");
            if Survey::parse(own.id.as_str()).is_some() {
                found.add(
                    format!("{key}.id"),
                    "csat, nps and ces are there already: choose another id.",
                );
            }
            found.localized(
                &format!("{key}.question"),
                &own.question,
                langs,
                MAX_QUESTION,
            );
            for (end, text) in [("low", &own.low), ("high", &own.high)] {
                if let Some(text) = text {
                    found.localized(&format!("{key}.{end}"), text, langs, MAX_END);
                }
            }
        }
    }
}
