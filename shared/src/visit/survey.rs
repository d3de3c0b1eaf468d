//! A survey as a customer meets it: one question whose answer is one tap, then thanks that fit it.

use super::Place;
use crate::{event::Survey, site::Site, survey::Asked, text::Text};

/// Something to tap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its score.
    pub score: u8,
    /// Its word; empty where the number is all.
    pub word: String,
}

/// How far a survey is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stage {
    /// It is asked; a mail may have chosen for the customer to confirm.
    Asked {
        /// What a mail chose.
        chosen: Option<u8>,
        /// Trouble with what was sent; may be empty.
        trouble: String,
    },
    /// It was answered.
    Rated {
        /// With this.
        score: u8,
        /// The rating, to say why; empty where that is not known.
        rating: String,
        /// Whether they said why.
        told: bool,
    },
}

/// The page of a survey.
#[derive(Clone, Debug, PartialEq)]
pub struct SurveyPage {
    /// Where it stands.
    pub place: Place,
    /// The survey's id.
    pub id: String,
    /// How it is answered.
    pub scale: Survey,
    /// The question.
    pub question: String,
    /// What the lowest and the highest number mean; may be empty.
    pub ends: [String; 2],
    /// The FAQ it is asked after; may be empty.
    pub faq: String,
    /// Whether the site calls back.
    pub calls: bool,
    /// Makes tapping twice the same as tapping once.
    pub key: String,
    /// How far it is.
    pub stage: Stage,
}

impl SurveyPage {
    /// The page of a survey.
    pub fn of(place: Place, site: &Site, asked: Asked<'_>, stage: Stage) -> Self {
        Self {
            id: asked.id().to_owned(),
            scale: asked.scale,
            question: asked.question(site, &place.lang, &place.texts),
            ends: asked.ends(site, &place.lang, &place.texts),
            faq: String::new(),
            calls: site
                .form
                .answer_by
                .contains(&crate::contact::AnswerBy::Phone),
            key: String::new(),
            stage,
            place,
        }
    }

    /// What can be tapped, from the lowest to the highest.
    pub fn choices(&self) -> Vec<Choice> {
        let words = match self.scale {
            Survey::Csat => self.place.texts.get(Text::SurveyScores),
            Survey::Nps | Survey::Ces => "",
        };
        let mut words = words.split(',');
        let mut choice = |score| Choice {
            score,
            word: words.next().unwrap_or("").to_owned(),
        };
        self.scale.range().map(&mut choice).collect()
    }

    /// Its path inside the panel.
    pub fn path(&self) -> String {
        format!("/survey/{}", self.id)
    }

    /// The title of the page.
    pub fn title(&self) -> String {
        format!("{} · {}", self.question, self.place.name)
    }
}
