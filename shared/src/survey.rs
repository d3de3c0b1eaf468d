//! Surveys: what customers are asked to rate. Three are there by themselves, by their names; an
//! owner adds questions of their own, each answered on one of the same three scales.

use serde::{Deserialize, Serialize};

use crate::{
    event::Survey,
    id::Slug,
    lang::Lang,
    site::{Localized, Site},
    text::{Catalogue, Text},
};

/// Most questions of an owner.
pub const MAX_OWN: usize = 3;
/// Longest question, in characters.
pub const MAX_QUESTION: usize = 200;
/// Longest word at an end of a scale, in characters.
pub const MAX_END: usize = 40;

/// What customers are asked to rate, besides a request that is solved, and when. A survey is named
/// by its id: `csat`, `nps`, `ces`, or that of a question under `own`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Surveys {
    /// The survey offered under each answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_faq: Option<Slug>,
    /// The survey offered when a conversation with the assistant ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after_assistant: Option<Slug>,
    /// Questions of the owner's own; at most 3.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own: Vec<Question>,
}

/// A question of the owner's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Question {
    /// Its name in addresses, the API and events.
    pub id: Slug,
    /// How it is answered: `csat` with five faces, `nps` from 0 to 10, `ces` from 1 to 7.
    pub scale: Survey,
    /// The question, at most 200 characters.
    pub question: Localized,
    /// What the lowest number means, at most 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<Localized>,
    /// What the highest number means, at most 40 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<Localized>,
}

/// A survey as it is asked.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// How it is answered.
    pub scale: Survey,
    /// The owner's question, where it is one.
    pub own: Option<&'a Question>,
}

impl Site {
    /// The survey with this id.
    pub fn survey(&self, id: &str) -> Option<Asked<'_>> {
        if let Some(scale) = Survey::parse(id) {
            return Some(Asked { scale, own: None });
        }
        let own = self.surveys.own.iter().find(|own| own.id.as_str() == id)?;
        Some(Asked {
            scale: own.scale,
            own: Some(own),
        })
    }
}

impl<'a> Asked<'a> {
    /// Its id.
    pub fn id(&self) -> &'a str {
        self.own.map_or(self.scale.name(), |own| own.id.as_str())
    }

    /// The question, in `lang` or the nearest there is.
    pub fn question(&self, site: &Site, lang: &Lang, texts: &Catalogue) -> String {
        match (self.own, self.scale) {
            (Some(own), _) => own.question.text(lang, &site.languages).to_owned(),
            (None, Survey::Csat) => texts.get(Text::SurveyHeading).to_owned(),
            (None, Survey::Nps) => texts.fill(Text::SurveyRecommend, &[("site", &site.name)]),
            (None, Survey::Ces) => texts.get(Text::SurveyEasy).to_owned(),
        }
    }

    /// What the lowest and the highest number mean; empty where nobody says it.
    pub fn ends(&self, site: &Site, lang: &Lang, texts: &Catalogue) -> [String; 2] {
        let say = |text: &Option<Localized>| {
            let text = text.as_ref();
            text.map_or("", |text| text.text(lang, &site.languages))
                .to_owned()
        };
        let of = |text: Text| {
            let (low, high) = texts.get(text).split_once(',').unwrap_or_default();
            [low.to_owned(), high.to_owned()]
        };
        match (self.own, self.scale) {
            (Some(own), _) => [say(&own.low), say(&own.high)],
            (None, Survey::Nps) => of(Text::SurveyRecommendEnds),
            (None, Survey::Ces) => of(Text::SurveyEasyEnds),
            (None, Survey::Csat) => Default::default(),
        }
    }

    /// Reads a score on its scale.
    pub fn score(&self, text: &str) -> Option<u8> {
        let score = text.parse().ok()?;
        self.scale.range().contains(&score).then_some(score)
    }

    /// What a request that follows a rating begins with.
    pub fn context(&self, score: u8, site: &Site, lang: &Lang, texts: &Catalogue) -> String {
        let [_, highest] = self.scale.ends();
        let question = self.question(site, lang, texts);
        let values = [
            ("score", score.to_string()),
            ("max", highest.to_string()),
            ("question", question),
        ];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        format!("{}\n\n", texts.fill(Text::SurveyContext, &values))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Locale;

    const SITE: &str = r#"
        name = "Bottega Lume"
        languages = ["it", "en"]
        time_zone = "Europe/Rome"
        [mail]
        from = "ciao@bottega-lume.example"
        [surveys]
        after_faq = "ces"
        [[surveys.own]]
        id = "packaging"
        scale = "ces"
        question = { it = "Com'era l'imballaggio?" }
        high = { it = "Perfetto" }
    "#;

    #[test]
    fn every_survey_has_its_question_scale_and_ends() {
        let site = Site::from_toml(SITE).unwrap();
        let (lang, texts) = (Lang::parse("en").unwrap(), Catalogue::of(Locale::En));
        let asked = |id| site.survey(id).unwrap();
        assert_eq!(
            asked("csat").question(&site, &lang, &texts),
            "How did we do?"
        );
        assert!(
            asked("nps")
                .question(&site, &lang, &texts)
                .contains("Bottega Lume")
        );
        assert_eq!(
            asked("ces").ends(&site, &lang, &texts),
            ["Very hard", "Very easy"]
        );
        let own = asked("packaging");
        assert_eq!(own.question(&site, &lang, &texts), "Com'era l'imballaggio?");
        assert_eq!(own.ends(&site, &lang, &texts), ["", "Perfetto"]);
        assert!(site.survey("mood").is_none());
        for (id, good, bad) in [
            ("csat", ["1", "5"], ["0", "6"]),
            ("nps", ["0", "10"], ["-1", "11"]),
            ("ces", ["1", "7"], ["0", "8"]),
            ("packaging", ["1", "7"], ["", "256"]),
        ] {
            for score in good {
                assert_eq!(
                    asked(id).score(score).map(|s| s.to_string()).as_deref(),
                    Some(score)
                );
            }
            for score in bad {
                assert_eq!(asked(id).score(score), None, "{id} {score}");
            }
        }
        assert_eq!(
            asked("csat").context(2, &site, &lang, &texts),
            "My rating: 2 out of 5. How did we do?\n\n"
        );
    }

    #[test]
    fn what_does_not_fit_is_named() {
        for (from, to, key) in [
            (
                "\"ces\"\n        [[",
                "\"mood\"\n        [[",
                "surveys.after_faq",
            ),
            ("id = \"packaging\"", "id = \"nps\"", "surveys.own[0].id"),
            (
                "{ it = \"Perfetto\" }",
                "{ de = \"Perfekt\" }",
                "surveys.own[0].high.de",
            ),
            ("Com'era l'imballaggio?", " ", "surveys.own[0].question.it"),
        ] {
            let broken = SITE.replacen(from, to, 1);
            assert_ne!(broken, SITE, "{from}");
            let found = Site::from_toml(&broken).unwrap_err();
            let keys: Vec<_> = found.iter().map(|error| error.key.as_str()).collect();
            assert_eq!(keys, [key]);
        }
    }
}
