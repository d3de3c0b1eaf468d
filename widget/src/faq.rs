//! One FAQ with its answer, and what to do if it did not help.

use shared::{
    lang::{dir, own_name},
    panel::Answer,
    text::Text,
};

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
    let lang = answer.lang;
    let note = (lang != panel.lang).then(|| {
        let said = [("language", own_name(&lang))];
        let note = panel.texts.fill(Text::OtherLanguage, &said);
        tag("p").class("note").put(note)
    });
    let trouble = tag("p")
        .class("trouble")
        .set("role", "alert")
        .hidden_if(move || state.follow(|values| values.form.trouble.is_empty()))
        .text(move || state.follow(|values| values.form.trouble.clone()));
    let html = tag("div")
        .class("answer")
        .set("lang", lang.clone())
        .set("dir", dir(&lang))
        .html(move || state.follow(|values| values.answer.clone()));
    let article = tag("article")
        .put(
            tag("h1")
                .set("tabindex", "-1")
                .set("dir", dir(&lang))
                .set("lang", lang)
                .put(answer.question),
        )
        .put_all(note)
        .put(trouble)
        .put(html);
    let mut view = vec![back(state).into(), article.into()];
    view.extend(contact(state, Text::NotSolved));
    view
}
