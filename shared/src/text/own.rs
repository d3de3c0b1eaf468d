//! The owner's own words for texts of the interface, `[texts.it]` in the site's file: by the name
//! of a text in snake_case. What is wrong with one is told before it is published.

use std::collections::BTreeMap;

use super::{Catalogue, Text, isolated};
use crate::{
    lang::{Lang, Locale},
    plural,
};

/// The owner's texts, by language and name.
pub type Own = BTreeMap<Lang, BTreeMap<String, String>>;

/// Longest text, in characters.
const MAX_TEXT: usize = 400;
/// How many names are offered for one nobody knows.
const NEAR: usize = 3;

impl Text {
    /// Its name in a site's file: `write_to_us`.
    pub fn name(self) -> String {
        let mut name = String::new();
        let own = Self::NAMES.lines().nth(self as usize).unwrap_or("");
        for c in own.chars() {
            if c.is_ascii_uppercase() && !name.is_empty() {
                name.push('_');
            }
            name.push(c.to_ascii_lowercase());
        }
        name
    }

    /// The text of this name. The tongue is not an owner's to change.
    fn named(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|text| text.name() == name && *text != Self::Tongue)
    }

    /// How many entries a list has, parted by commas; none where it is no list.
    fn entries(self) -> Option<usize> {
        match self {
            Self::Weekdays => Some(7),
            Self::Months => Some(12),
            Self::SurveyScores => Some(5),
            Self::ShortUnits | Self::SurveyRecommendEnds | Self::SurveyEasyEnds => Some(2),
            _ => None,
        }
    }
}

/// Puts a site's own texts in the place of ours: those for the very language, or for its base.
pub(super) fn put(catalogue: &mut Catalogue, own: &Own, lang: &Lang) {
    let near = || own.iter().find(|(l, _)| l.base() == lang.base());
    let Some((_, texts)) = own.get_key_value(lang).or_else(near) else {
        return;
    };
    for (text, place) in Text::ALL.iter().zip(&mut catalogue.0) {
        if let Some(words) = texts.get(&text.name()) {
            *place = match lang.dir() == "rtl" && *text != Text::Clock {
                true => isolated(words),
                false => words.clone(),
            };
        }
    }
}

/// What is wrong with an owner's text, one sentence each.
pub fn faults(lang: &Lang, name: &str, words: &str) -> Vec<String> {
    let Some(text) = Text::named(name) else {
        let near = near(name).join("”, “");
        return vec![format!(
            "There is no text of this name; near it are “{near}”."
        )];
    };
    let mut faults = Vec::new();
    let ours = Catalogue::of(Locale::of(lang));
    let ours = ours.get(text);
    if words.trim().is_empty() {
        faults.push("Write the text, or leave the line out to keep ours.".to_owned());
    }
    if words.chars().count() > MAX_TEXT {
        faults.push(format!("Use at most {MAX_TEXT} characters."));
    }
    let (known, given) = (places(ours), places(words));
    for place in known.iter().filter(|place| !given.contains(place)) {
        // A form such as “one answer” may do without its number.
        faults.push(format!("Keep {{{place}}}: it is filled in there."));
    }
    for place in given.iter().filter(|place| !known.contains(place)) {
        faults.push(match known.as_slice() {
            [] => format!("Nothing is filled in here: leave {{{place}}} out."),
            known => format!(
                "There is no {{{place}}} here; there is {{{}}}.",
                known.join("}, {")
            ),
        });
    }
    if let Some(entries) = text.entries()
        && words.split(',').filter(|e| !e.trim().is_empty()).count() != entries
    {
        faults.push(format!("Write {entries} entries with commas between them."));
    }
    let forms = words.split('|').count();
    let most = match text {
        Text::Clock => 2,
        _ if Text::COUNTED.contains(&text) => plural::forms(lang.as_str()),
        _ => 1,
    };
    if forms > 1 && forms != most {
        faults.push(match most {
            1 => "Leave out “|”: this text has one form.".to_owned(),
            _ => format!("Write one form, or {most} with “|” between them."),
        });
    }
    faults
}

/// The names in braces, each once, in order.
pub(super) fn places(text: &str) -> Vec<&str> {
    let parts = text.split('{').skip(1);
    let mut names: Vec<&str> = parts
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The names nearest to one nobody knows, the nearest first.
fn near(name: &str) -> Vec<String> {
    // More than a name could be is not looked at.
    let name: String = name.chars().take(60).collect();
    let mut all: Vec<(usize, String)> = Text::ALL
        .iter()
        .filter(|text| **text != Text::Tongue)
        .map(|text| text.name())
        .map(|known| (distance(&name, &known), known))
        .collect();
    all.sort();
    all.into_iter().take(NEAR).map(|(_, name)| name).collect()
}

/// How many letters are to be put in, taken out or changed to make one word of the other.
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (i, a) in from.chars().enumerate() {
        let mut corner = i;
        let mut left = i.saturating_add(1);
        if let Some(first) = row.first_mut() {
            *first = left;
        }
        for (b, cell) in to.chars().zip(row.iter_mut().skip(1)) {
            let changed = corner.saturating_add(usize::from(a != b));
            corner = *cell;
            left = changed.min(left.min(*cell).saturating_add(1));
            *cell = left;
        }
    }
    row.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lang(tag: &str) -> Lang {
        Lang::parse(tag).unwrap()
    }

    #[test]
    fn every_text_can_be_named() {
        for text in Text::ALL {
            let named = Text::named(&text.name());
            assert_eq!(named, (*text != Text::Tongue).then_some(*text));
        }
        assert_eq!(Text::WriteToUs.name(), "write_to_us");
    }

    #[test]
    fn our_own_texts_would_be_accepted() {
        for locale in Locale::ALL {
            let lang = lang(locale.tag());
            for text in Text::ALL.iter().filter(|text| **text != Text::Tongue) {
                let words = Catalogue::of(locale).get(*text).to_owned();
                assert_eq!(faults(&lang, &text.name(), &words), [""; 0], "{words}");
            }
        }
    }

    #[test]
    fn what_is_wrong_with_a_text_is_told() {
        for (tag, name, words, told) in [
            ("it", "serach", "Cerca", "near it are “search”"),
            ("it", "tongue", "en", "There is no text of this name"),
            ("it", "search", " ", "Write the text"),
            ("it", "results_for", "Risposte", "Keep {query}"),
            ("it", "search", "Cerca {q}", "leave {q} out"),
            ("it", "results_for", "{query} {q}", "there is {query}"),
            ("it", "weekdays", "lun,mar", "7 entries"),
            ("it", "search", "a|b", "Leave out “|”"),
            ("ar", "results_count", "{count}|{count}", "or 6 with “|”"),
            ("it", "search", &"è".repeat(401), "at most 400"),
        ] {
            let found = faults(&lang(tag), name, words).join(" ");
            assert!(found.contains(told), "{name} {words}: {found}");
        }
        assert_eq!(faults(&lang("en"), "clock", "{hour}:{minute}"), [""; 0]);
        assert_eq!(faults(&lang("ja"), "results_count", "{count}件"), [""; 0]);
    }

    #[test]
    fn near_names_are_found_by_their_letters() {
        for (from, to, letters) in [("", "abc", 3), ("abc", "", 3), ("kitten", "sitting", 3)] {
            assert_eq!(distance(from, to), letters);
        }
        assert_eq!(near("write_us").first().unwrap(), "write_to_us");
    }
}
