//! One FAQ with its answer, whether it helped, and what to do if it did not.

use shared::{
    lang::{dir, own_name},
    panel::{Answer, Rated},
    text::Text,
};

use crate::{
    contact::{contact, write_about},
    home::links,
    icon::icon,
    markup::{Markup, Tag, tag},
    state::State,
};

/// The way back, on top of every view under the first: to where one was before, else to the first.
pub(crate) fn back(state: State) -> Tag {
    let link = tag("a").set("href", state.panel().href(""));
    tag("p")
        .class("back")
        .put(link.put(icon("arrow-left")).put(state.text(Text::Back)))
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
                .set("dir", dir(&lang))
                .set("lang", lang)
                .put(answer.question),
        )
        .put_all(note)
        .put(trouble)
        .put(html)
        .put(helped(state, &answer.id, answer.rated))
        .put_all(after);
    let related = panel.related(&answer.id);
    let related = (!related.is_empty()).then(|| {
        tag("section")
            .class("questions related")
            .set("aria-labelledby", "related")
            .put(
                tag("h2")
                    .set("id", "related")
                    .put(state.text(Text::Related)),
            )
            .put(tag("ul").class("rows").put_all(links(state, &related)))
    });
    let mut view = vec![back(state).into(), article.into()];
    view.extend(related.map(Markup::from));
    view.push(contact(state, Text::NotSolved, &answer.id).into());
    view
}

/// Whether it helped: one tap says so, and who was not helped may say what was missing or go on to a
/// person. All its steps are in the page, each hidden until its turn; without script the server
/// shows the next one, with it `rate.js` does.
fn helped(state: State, id: &str, rated: Rated) -> Tag {
    let hidden_unless = |tag: Tag, now: bool| tag.set_some("hidden", (!now).then(String::new));
    let button = |value: &str, text| {
        tag("button")
            .class("quiet")
            .set("name", "helpful")
            .set("value", value)
            .put(state.text(text))
    };
    let ask = tag("div")
        .class("ask")
        .set("role", "group")
        .set("aria-labelledby", "helped")
        .put(tag("p").set("id", "helped").put(state.text(Text::Helped)))
        .put(button("yes", Text::HelpedYes))
        .put(button("no", Text::HelpedNo));
    let missing = tag("textarea")
        .set("id", "missing")
        .set("name", "comment")
        .set("rows", "2")
        .set("maxlength", "2000");
    let label = tag("label").set("for", "missing");
    let person = tag("a")
        .class("person")
        .set("href", write_about(state, id))
        .put(state.text(Text::FaqPerson));
    let send = tag("button")
        .class("quiet")
        .set("name", "helpful")
        .set("value", "said")
        .put(state.text(Text::Send));
    let why = tag("div")
        .class("why")
        .put(label.put(state.text(Text::HelpedSorry)))
        .put(missing)
        .put(
            tag("p")
                .class("error")
                .set("role", "alert")
                .set("hidden", "")
                .put(state.text(Text::ServerTrouble)),
        )
        .put(tag("p").class("then").put(send).put(person));
    let said = |text, rating| {
        let thanks = tag("p").class("thanks").set("tabindex", "-1");
        hidden_unless(
            thanks.put(icon("check")).put(state.text(text)),
            rated == rating,
        )
    };
    let action = state.panel().href(&format!("/faq/{id}"));
    tag("form")
        .class("helped")
        .set("method", "post")
        .set("action", action)
        .set("data-faq", id)
        .put(hidden_unless(ask, rated == Rated::NotYet))
        .put(said(Text::HelpedThanks, Rated::Helped))
        .put(hidden_unless(why, rated == Rated::Not))
        .put(said(Text::HelpedNoted, Rated::Said))
}
