//! One FAQ with its answer, and what to do if it did not help.

use shared::{panel::Answer, text::Text};

use crate::{
    contact::contact,
    icon::icon,
    markup::{Markup, Tag, tag},
    state::State,
};

/// The link to the list, on top of every view under it.
pub(crate) fn back(state: State) -> Tag {
    let link = tag("a").set("href", state.panel().href(""));
    tag("p").class("back").put(
        link.put(icon("arrow-left"))
            .put(state.text(Text::AllQuestions)),
    )
}

/// One FAQ. Its answer may still be on its way.
pub(crate) fn faq(state: State, answer: Answer) -> Vec<Markup> {
    let panel = state.panel();
    let foreign = (answer.lang != panel.lang).then_some(answer.lang);
    let note = foreign.as_ref().map(|lang| {
        let note = panel.texts.fill(Text::OtherLanguage, &[("language", lang)]);
        tag("p").class("note").put(note)
    });
    let trouble = tag("p")
        .class("trouble")
        .set("role", "alert")
        .hidden_if(move || state.follow(|values| values.form.trouble.is_empty()))
        .text(move || state.follow(|values| values.form.trouble.clone()));
    let html = tag("div")
        .class("answer")
        .set_some("lang", foreign.clone())
        .html(move || state.follow(|values| values.answer.clone()));
    let after = panel.after_faq.as_ref().map(|survey| {
        let path = panel.href(&format!("/survey/{}", survey.id));
        let mark = if path.contains('?') { '&' } else { '?' };
        let link = tag("a").set("href", format!("{path}{mark}faq={}", answer.id));
        tag("p").class("after").put(link.put(survey.label.clone()))
    });
    let article = tag("article")
        .put(
            tag("h1")
                .set("tabindex", "-1")
                .set_some("lang", foreign)
                .put(answer.question),
        )
        .put_all(note)
        .put(trouble)
        .put(html)
        .put_all(after);
    let mut view = vec![back(state).into(), article.into()];
    view.extend(contact(state, Text::NotSolved));
    view
}
