//! The page of a customer's request: a conversation and a few forms, drawn on the server. There is
//! no script in it, and nothing is asked of the browser but to post a form.

mod conversation;
mod forms;

use shared::{
    request_page::{Action, Link, RequestPage},
    text::Text,
};

use crate::{
    face::face,
    icon::icon,
    markup::{Tag, tag},
    visit::{back, embedded},
};

/// Id of what was just done or needs another look: where a reader of the page begins.
pub const NEWS: &str = "news";

/// The page as HTML, to be put into `<body>` as it is.
pub fn render_request(page: &RequestPage) -> String {
    let mut html = String::new();
    frame(page).write(&mut html);
    html
}

fn frame(page: &RequestPage) -> Tag {
    let say = |text: Text| page.texts.get(text).to_owned();
    let skip = tag("a").class("skip").set("href", "#content");
    let help = tag("a")
        .set("href", format!("/help/{}", page.site_id))
        .put(say(Text::AllQuestions));
    let mine = format!(
        "/p/{}/requests?embed={}&lang={}",
        page.site_id, page.embed, page.asked_in
    );
    let mine = (!page.embed.is_empty()).then(|| back(mine, say(Text::RequestsHeading)));
    let root = tag("div").class("frame");
    // What the script reads, in a frame of the panel: there is none on the page by itself.
    let root = match page.embed.is_empty() {
        true => root,
        false => root
            .set("data-visit", "request")
            .set("data-site", &page.site_id)
            .set("data-origins", page.origins.join(" "))
            .set(
                "data-home",
                format!(
                    "/p/{}?embed={}&lang={}",
                    page.site_id, page.embed, page.asked_in
                ),
            )
            .set("data-token", &page.token)
            .set("data-replies", page.replies.to_string()),
    };
    embedded(root, &page.embed)
        .put(skip.put(say(Text::SkipToContent)))
        .put(tag("header").put(tag("p").class("brand").put(page.name.clone())))
        .put(content(page, mine))
        .put(
            tag("footer")
                .put(tag("p").put(help))
                .put(tag("p").put(say(Text::Credit))),
        )
}

fn content(page: &RequestPage, back: Option<Tag>) -> Tag {
    let say = |text: Text| page.texts.get(text).to_owned();
    let reference = tag("strong").set("dir", "ltr").put(page.reference.clone());
    let follows = page
        .follows
        .as_ref()
        .map(|link| tag("p").put(inside(page, link)));
    tag("main")
        .set("id", "content")
        .put_all(back)
        .put_all(news(page))
        .put(tag("h1").put(say(Text::RequestHeading)))
        .put(
            tag("p")
                .class("lead")
                .put(format!("{} ", say(Text::RequestReference)))
                .put(reference),
        )
        .put_all(follows)
        .put(standing(page))
        .put_all(page.allows(Action::Rate).then(|| forms::survey(page)))
        .put_all(page.rated.map(|score| rated(page, score)))
        .put_all(page.allows(Action::Comment).then(|| forms::why(page)))
        .put(summary(page))
        .put_all(conversation::messages(page))
        .put_all(page.allows(Action::Reply).then(|| forms::reply(page)))
        .put_all(page.allows(Action::Reopen).then(|| forms::reopen(page)))
        .put_all(page.allows(Action::Close).then(|| forms::close(page)))
}

/// What was just done, or what needs another look, with links to the fields.
fn news(page: &RequestPage) -> Option<Tag> {
    let form = &page.form;
    let box_of = |class: &'static str, name: &str| {
        tag("div")
            .set("id", NEWS)
            .class(class)
            .set("tabindex", "-1")
            .set("autofocus", "")
            .put(icon(name))
    };
    if form.is_fine() {
        let notice = page.notice?;
        let said = tag("p").put(page.notice_text(notice).to_owned());
        return Some(box_of("notice", "check").set("role", "status").put(said));
    }
    let links = form.errors.iter().map(|error| {
        let link = tag("a").set("href", format!("#{}", forms::id_of(&error.field)));
        tag("li").put(link.put(error.message.clone()))
    });
    let trouble = Some(&form.trouble).filter(|trouble| !trouble.is_empty());
    let trouble = trouble.map(|trouble| tag("p").put(trouble.clone()));
    let list = (!form.errors.is_empty()).then(|| tag("ul").put_all(links));
    let heading = list
        .is_some()
        .then(|| tag("p").put(page.texts.get(Text::ErrorSummary).to_owned()));
    let all = tag("div").set("id", "wrong").put_all(trouble);
    Some(
        box_of("summary", "alert")
            .set("role", "group")
            .set("aria-labelledby", "wrong")
            .put(all.put_all(heading).put_all(list)),
    )
}

/// A link to another request, in the same frame.
fn inside(page: &RequestPage, link: &Link) -> Tag {
    let token = link.href.trim_start_matches("/r/");
    let href = page.address(token, "");
    tag("a").set("href", href).put(link.text.clone())
}

/// A part of the page with its heading.
fn section(id: &'static str, heading: String) -> Tag {
    tag("section")
        .set("id", id)
        .set("aria-labelledby", format!("{id}-heading"))
        .put(tag("h2").set("id", format!("{id}-heading")).put(heading))
}

/// Where it stands and what happens next, and the way to the reply.
fn standing(page: &RequestPage) -> Tag {
    let standing = &page.standing;
    let hint = Some(&standing.hint).filter(|hint| !hint.is_empty());
    let onward = standing
        .onward
        .as_ref()
        .map(|link| tag("p").put(inside(page, link)));
    let reply = page.allows(Action::Reply).then(|| {
        let link = tag("a").set("href", "#reply");
        tag("p").put(link.put(page.texts.get(Text::RequestReply).to_owned()))
    });
    let heading = page.texts.get(Text::RequestStanding).to_owned();
    section("standing", heading)
        .put(tag("p").class("next").put(standing.line.clone()))
        .put_all(hint.map(|hint| tag("p").class("hint").put(hint.clone())))
        .put_all(onward)
        .put_all(reply)
}

/// The rating that was given.
fn rated(page: &RequestPage, score: u8) -> Tag {
    let word = forms::word(page, score);
    let said = page.texts.fill(Text::SurveyRated, &[("score", &word)]);
    let face = face(score);
    tag("p").class("rated").put(face).put(tag("span").put(said))
}

/// What was asked: when, about what, and the answers to the topic's own questions.
fn summary(page: &RequestPage) -> Tag {
    let say = |text: Text| page.texts.get(text).to_owned();
    let created = (say(Text::RequestCreated), page.created.clone());
    let topic = page
        .topic
        .clone()
        .map(|topic| (say(Text::RequestTopic), topic));
    let rows = [Some(created), topic].into_iter().flatten();
    let rows = rows
        .chain(page.answers.iter().cloned())
        .map(|(name, value)| {
            tag("div")
                .put(tag("dt").put(name))
                .put(tag("dd").put(value))
        });
    section("brief", say(Text::RequestSummary)).put(tag("dl").put_all(rows))
}
