//! A survey: every answer is a button that posts, so that one tap is enough, script or not.

use shared::{
    event::Survey,
    text::Text,
    visit::{Choice, Stage, SurveyPage},
};

use super::{back, button, form, heading, hidden, news, say};
use crate::{
    face::face,
    markup::{Tag, tag},
};

pub(super) fn content(page: &SurveyPage) -> Tag {
    let place = &page.place;
    let main = tag("main")
        .set("id", "content")
        .put(back(place.href(""), say(place, Text::Back)));
    match &page.stage {
        Stage::Asked { chosen, trouble } => main
            .put_all((!trouble.is_empty()).then(|| news(true, trouble.clone())))
            .put(heading(page.question.clone()))
            .put_all(chosen.map(|score| confirm(page, score)))
            .put(ask(page, *chosen)),
        Stage::Rated {
            score,
            rating,
            told,
        } => {
            let low = page.scale.is_low(*score);
            let thanks = match low {
                true => Text::SurveyLow,
                false => Text::NoticeRated,
            };
            main.put(heading(say(place, Text::SurveyThanks)))
                .put(given(page, *score))
                .put(tag("p").class("lead").put(say(place, thanks)))
                .put_all(low.then(|| person(page, *score)))
                .put_all(told.then(|| news(false, say(place, Text::NoticeReplied))))
                .put_all((!told && !rating.is_empty()).then(|| why(page, *score, rating)))
        }
    }
}

/// The form around whatever is tapped.
fn posting(page: &SurveyPage) -> Tag {
    form(page.place.href(&page.path()))
        .put(hidden("key", page.key.clone()))
        .put_all((!page.faq.is_empty()).then(|| hidden("faq", page.faq.clone())))
}

/// What a mail chose, to be confirmed: following a link is no answer yet.
fn confirm(page: &SurveyPage, score: u8) -> Tag {
    posting(page)
        .put(hidden("score", score.to_string()))
        .put(given(page, score))
        .put(button("primary", say(&page.place, Text::SurveySend)))
}

fn ask(page: &SurveyPage, chosen: Option<u8>) -> Tag {
    let faces = page.scale == Survey::Csat;
    let tap = |choice: Choice| {
        let button = tag("button")
            .class("choice")
            .set("name", "score")
            .set("value", choice.score.to_string())
            .set_some(
                "aria-current",
                (chosen == Some(choice.score)).then(|| "true".to_owned()),
            );
        match faces {
            true => button
                .put(face(choice.score))
                .put(tag("span").put(choice.word)),
            false => button.put(choice.score.to_string()),
        }
    };
    let ends = page.ends.iter().any(|end| !end.is_empty()).then(|| {
        let ends = page.ends.iter().map(|end| tag("span").put(end.clone()));
        tag("p").class("hint ends").set("id", "ends").put_all(ends)
    });
    let legend = tag("legend").class("unseen").put(page.question.clone());
    let choices = tag("div").class(if faces { "faces" } else { "numbers" });
    let described = ends.is_some().then(|| "ends".to_owned());
    posting(page).put(
        tag("fieldset")
            .set_some("aria-describedby", described)
            .put(legend)
            .put(choices.put_all(page.choices().into_iter().map(tap)))
            .put_all(ends),
    )
}

/// The answer that was given, or is about to be.
fn given(page: &SurveyPage, score: u8) -> Tag {
    let choice = page.choices().into_iter().find(|c| c.score == score);
    let word = choice.map(|choice| choice.word).unwrap_or_default();
    let word = match word.is_empty() {
        true => score.to_string(),
        false => word,
    };
    let face = (page.scale == Survey::Csat).then(|| face(score));
    let said = page
        .place
        .texts
        .fill(Text::SurveyRated, &[("score", &word)]);
    tag("p")
        .class("rated")
        .put_all(face)
        .put(tag("span").put(said))
}

/// The ways to a person, who then knows what it is about.
fn person(page: &SurveyPage, score: u8) -> Tag {
    let place = &page.place;
    let about = format!("survey={}&score={score}", page.id);
    let link = |class, about: &str, text| {
        tag("a")
            .class(class)
            .set("href", place.href_with("/write", about))
            .put(say(place, text))
    };
    let call = page.calls.then(|| {
        link(
            "secondary",
            &format!("{about}&answer_by=phone"),
            Text::SurveyCall,
        )
    });
    tag("p")
        .class("ways")
        .put(link("primary", &about, Text::WriteToUs))
        .put_all(call)
}

/// Room to say why; it is added to the rating that was given.
fn why(page: &SurveyPage, score: u8, rating: &str) -> Tag {
    let label = tag("label")
        .set("for", "comment")
        .put(say(&page.place, Text::SurveyComment))
        .put(
            tag("span")
                .class("hint")
                .put(format!(" ({})", say(&page.place, Text::Optional))),
        );
    let comment = tag("textarea")
        .set("id", "comment")
        .set("name", "comment")
        .set("rows", "3")
        .set("maxlength", "2000")
        .set("required", "")
        .set("dir", "auto");
    posting(page)
        .put(hidden("rating", rating.to_owned()))
        .put(hidden("score", score.to_string()))
        .put(tag("div").class("field").put(label).put(comment))
        .put(button("secondary", say(&page.place, Text::Send)))
}
