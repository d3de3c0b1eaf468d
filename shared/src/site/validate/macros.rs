//! What must hold for macros: every place can be filled, and what they set is there.

use std::collections::BTreeSet;

use super::{Findings, MAX_LIST};
use crate::{
    site::{
        Site,
        macros::{MAX_MACRO, PLACES, places},
    },
    ticket::Status,
};

const MAX_MACROS: usize = 200;

impl Site {
    pub(super) fn macros_fit(&self, found: &mut Findings) {
        found.at_most("macros", self.macros.len(), MAX_MACROS);
        found.unique("macros", ".id", self.macros.iter().map(|m| m.id.as_str()));
        let fields = self.field_ids();
        let topics: BTreeSet<_> = self.topics.iter().map(|topic| &topic.id).collect();
        for (i, one) in self.macros.iter().enumerate() {
            let key = format!("macros[{i}]");
            found.text(format!("{key}.name"), &one.name, 80);
            let text = format!("{key}.text");
            found.localized(&text, &one.text, &self.languages, MAX_MACRO);
            for (lang, words) in &one.text.0 {
                let unknown =
                    places(words).find(|place| !PLACES.contains(place) && !fields.contains(place));
                if let Some(place) = unknown {
                    let known = PLACES.join("}, {");
                    found.add(
                        format!("{text}.{lang}"),
                        format!("Nothing can be put in “{{{place}}}”: use {{{known}}} or the id of a topic's field."),
                    );
                }
            }
            if one.status == Some(Status::New) {
                found.add(format!("{key}.status"), "An answered request is never new.");
            }
            found.at_most(&format!("{key}.tags"), one.tags.len(), MAX_LIST);
            found.known(&format!("{key}.topic"), &one.topic, &topics, "[[topics]]");
        }
    }
}
