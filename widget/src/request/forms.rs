//! What a customer can do: each a form of its own that posts to the page's own address. Labels
//! above, help below, errors beside their field.

use shared::{
    file::{MAX_BYTES, MAX_FILES},
    problem::FieldError,
    request_page::{Action, RequestPage},
    text::Text,
};

use super::section;
use crate::{
    face::face,
    markup::{Tag, tag},
};

/// The element a field's error leads to. Of the faces it is the first: they are one field.
pub(super) fn id_of(field: &str) -> &str {
    match field {
        "score" => "score-1",
        field => field,
    }
}

/// The word of a score, 1–5.
pub(super) fn word(page: &RequestPage, score: u8) -> String {
    let mut words = page.texts.get(Text::SurveyScores).split(',');
    let place = usize::from(score.saturating_sub(1));
    words.nth(place).unwrap_or("").to_owned()
}

fn form(page: &RequestPage, action: Action) -> Tag {
    let hidden = |name: &str, value: String| {
        tag("input")
            .set("type", "hidden")
            .set("name", name)
            .set("value", value)
    };
    let key = format!("{}-{}", page.form.key, action.name());
    // What is wrong is said by us, in the customer's language.
    tag("form")
        .class("letter")
        .set("method", "post")
        .set("action", page.address(&page.token, ""))
        .set("enctype", "multipart/form-data")
        .set("novalidate", "")
        .put(hidden("action", action.name().to_owned()))
        .put(hidden("key", key))
}

fn button(page: &RequestPage, class: &'static str, text: Text) -> Tag {
    let button = tag("button").class(class);
    let button = button.put(page.texts.get(text).to_owned());
    tag("p").class("send").put(button)
}

fn error_of<'a>(page: &'a RequestPage, field: &str) -> Option<&'a FieldError> {
    page.form.errors.iter().find(|error| error.field == field)
}

fn error(page: &RequestPage, field: &str) -> Option<Tag> {
    error_of(page, field).map(|error| {
        tag("p")
            .set("id", format!("{field}-error"))
            .class("error")
            .put(error.message.clone())
    })
}

/// A control with its label, error and help.
fn field(
    page: &RequestPage,
    name: &'static str,
    label: Text,
    optional: bool,
    help: Option<String>,
    control: Tag,
) -> Tag {
    let wrong = error_of(page, name).is_some();
    let ids = [(wrong, "error"), (help.is_some(), "help")];
    let ids = ids.into_iter().filter(|(is, _)| *is);
    let ids: Vec<String> = ids.map(|(_, what)| format!("{name}-{what}")).collect();
    let described = (!ids.is_empty()).then(|| ids.join(" "));
    let optional = optional.then(|| {
        let text = format!(" ({})", page.texts.get(Text::Optional));
        tag("span").class("hint").put(text)
    });
    let label = tag("label")
        .set("for", name)
        .put(page.texts.get(label).to_owned())
        .put_all(optional);
    let control = control
        .set("id", name)
        .set("name", name)
        .set_some("aria-describedby", described)
        .set_some("aria-invalid", wrong.then(|| "true".to_owned()));
    let help = help.map(|help| {
        tag("p")
            .set("id", format!("{name}-help"))
            .class("hint")
            .put(help)
    });
    tag("div")
        .class("field")
        .put(label)
        .put(control)
        .put_all(error(page, name))
        .put_all(help)
}

fn written(rows: &str, text: &str) -> Tag {
    let text = text.to_owned();
    tag("textarea")
        .set("rows", rows)
        .set("dir", "auto")
        .text(move || text.clone())
}

/// The reply, with files. What sending does to a finished request is said on the button.
pub(super) fn reply(page: &RequestPage) -> Tag {
    let again = page.allows(Action::Reopen);
    let open = page.allows(Action::Close);
    let (heading, send) = match (again, open) {
        (true, _) => (Text::RequestReplyAgain, Text::RequestSendAgain),
        (_, true) => (Text::RequestReply, Text::Send),
        _ => (Text::RequestReplyNew, Text::Send),
    };
    let help = page.texts.fill(
        Text::RequestAttachHelp,
        &[
            ("count", &MAX_FILES.to_string()),
            ("size", &(MAX_BYTES / (1024 * 1024)).to_string()),
        ],
    );
    let text = written("5", &page.form.text).set("required", "");
    let files = tag("input")
        .set("type", "file")
        .set("multiple", "")
        .set("accept", "image/*,application/pdf,text/plain");
    let form = form(page, Action::Reply)
        .put(field(page, "text", Text::Message, false, None, text))
        .put(field(
            page,
            "file",
            Text::RequestAttach,
            true,
            Some(help),
            files,
        ))
        .put(button(page, "primary", send));
    section("reply", page.texts.get(heading).to_owned()).put(form)
}

/// It is solved.
pub(super) fn close(page: &RequestPage) -> Tag {
    let hint = page.texts.get(Text::RequestCloseHint).to_owned();
    section("close", page.texts.get(Text::RequestClose).to_owned())
        .put(tag("p").class("hint").put(hint))
        .put(form(page, Action::Close).put(button(page, "secondary", Text::RequestCloseButton)))
}

/// It is not solved, and nothing is to be added.
pub(super) fn reopen(page: &RequestPage) -> Tag {
    form(page, Action::Reopen).put(button(page, "secondary", Text::RequestReopenButton))
}

/// Five faces with their words, each a button: one tap is an answer. What a mail chose is to be
/// confirmed, as following a link is no answer yet.
pub(super) fn survey(page: &RequestPage) -> Tag {
    let chosen = page.form.score;
    let wrong = error_of(page, "score").is_some();
    let choices = (1..=5).map(|score: u8| {
        let current = (chosen == Some(score)).then(|| "true".to_owned());
        tag("button")
            .class("choice")
            .set("id", format!("score-{score}"))
            .set("name", "score")
            .set("value", score.to_string())
            .set_some("aria-current", current)
            .set_some("aria-describedby", wrong.then(|| "score-error".to_owned()))
            .put(face(score))
            .put(tag("span").put(word(page, score)))
    });
    // The heading names the part; the same words as a legend name the group of faces.
    let heading = page.texts.get(Text::SurveyHeading).to_owned();
    let legend = tag("legend").class("unseen").put(heading.clone());
    let faces = tag("fieldset")
        .put(legend)
        .put(tag("div").class("faces").put_all(choices))
        .put_all(error(page, "score"));
    let confirm = chosen.map(|score| {
        let value = tag("input")
            .set("type", "hidden")
            .set("name", "score")
            .set("value", score.to_string());
        form(page, Action::Rate)
            .put(value)
            .put(super::rated(page, score))
            .put(button(page, "primary", Text::SurveySend))
    });
    section("survey", heading)
        .put_all(confirm)
        .put(form(page, Action::Rate).put(faces))
}

/// Room to say why, once it is rated.
pub(super) fn why(page: &RequestPage) -> Tag {
    let comment = written("2", &page.form.comment).set("required", "");
    let comment = field(page, "comment", Text::SurveyComment, true, None, comment);
    form(page, Action::Comment)
        .put(comment)
        .put(button(page, "secondary", Text::Send))
}
