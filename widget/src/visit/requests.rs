//! A customer's requests: those this device keeps, or those a mailed link shows.

use shared::{
    key::LINK_MINUTES,
    text::Text,
    visit::{Proof, RequestsPage, Row},
};

use super::{back, button, form, heading, hidden, news, say};
use crate::markup::{Tag, tag};

pub(super) fn content(page: &RequestsPage) -> Tag {
    let place = &page.place;
    let said = match &page.proof {
        Proof::Device | Proof::Link(_) | Proof::Proven => None,
        Proof::Asked(email) => {
            let minutes = LINK_MINUTES.to_string();
            let values = [("email", email.as_str()), ("minutes", minutes.as_str())];
            Some(news(
                false,
                place.texts.fill(Text::RequestsLinkSent, &values),
            ))
        }
        Proof::NoAddress(_) => Some(news(true, say(place, Text::EmailInvalid))),
        Proof::Wait(_, message) => Some(news(true, message.clone())),
        Proof::LinkOver => Some(news(true, say(place, Text::RequestsLinkOver))),
    };
    let body = match &page.proof {
        Proof::Link(link) => vec![open(page, link)],
        _ => vec![list(page), elsewhere(page)],
    };
    tag("main")
        .set("id", "content")
        .put(back(place.href(""), say(place, Text::Back)))
        .put(heading(say(place, Text::RequestsHeading)))
        .put_all(said)
        .put_all(body)
}

/// The button that uses a link: nothing happens on GET, as programs follow links in mails.
fn open(page: &RequestsPage, link: &str) -> Tag {
    let place = &page.place;
    form(place.href("/requests"))
        .put(
            tag("p")
                .class("lead")
                .put(say(place, Text::RequestsLinkHint)),
        )
        .put(hidden("link", link.to_owned()))
        .put(button("primary", say(place, Text::RequestsLinkOpen)))
}

/// The list; the script puts what this device keeps in its place.
fn list(page: &RequestsPage) -> Tag {
    let list = tag("div").set("id", "list");
    if page.rows.is_empty() {
        let none = say(&page.place, Text::RequestsNone);
        return list.put(tag("p").class("lead").put(none));
    }
    let rows = page.rows.iter().map(|(row, seen)| entry(page, row, *seen));
    list.put(tag("ul").class("rows requests").put_all(rows))
}

fn entry(page: &RequestsPage, row: &Row, seen: u32) -> Tag {
    let place = &page.place;
    let topic = row.topic.clone();
    let topic = topic.unwrap_or_else(|| say(place, Text::RequestHeading));
    let unread = row.replies.saturating_sub(seen);
    let unread = (unread > 0).then(|| {
        let count = unread.to_string();
        let text = place.texts.fill(Text::RequestsUnread, &[("count", &count)]);
        tag("span").class("new").put(text)
    });
    let last = (!row.last_text.is_empty()).then(|| {
        let text = format!("{}: {}", row.last_by, row.last_text);
        tag("span").class("last").set("dir", "auto").put(text)
    });
    let part = |text: &str| tag("span").put(text.to_owned());
    let facts = tag("span")
        .class("hint facts")
        .put(part(&row.status_text).class("state"))
        .put(part(&row.reference).set("dir", "ltr"))
        .put(part(&row.last_when));
    let first = tag("span")
        .class("first")
        .put(tag("strong").put(topic))
        .put_all(unread);
    let link = tag("a")
        .set("href", place.request(&row.token))
        .set("data-token", &row.token)
        .set("data-replies", row.replies.to_string());
    let text = tag("span").class("text").put(first);
    tag("li").put(link.put(text.put_all(last).put(facts)))
}

/// The way to requests that were sent from another device, or by mail.
fn elsewhere(page: &RequestsPage) -> Tag {
    let place = &page.place;
    let given = match &page.proof {
        Proof::NoAddress(email) | Proof::Wait(email, _) => email.as_str(),
        _ => "",
    };
    let wrong = matches!(page.proof, Proof::NoAddress(_));
    let field = tag("div")
        .class("field")
        .put(
            tag("label")
                .set("for", "email")
                .put(say(place, Text::Email)),
        )
        .put(
            tag("input")
                .set("type", "email")
                .set("id", "email")
                .set("name", "email")
                .set("autocomplete", "email")
                .set("required", "")
                .set_some("aria-invalid", wrong.then(|| "true".to_owned()))
                .set("value", given),
        );
    let form = form(place.href("/requests"))
        .put(field)
        .put(button("secondary", say(place, Text::RequestsSendLink)));
    let hint = say(place, Text::RequestsElsewhereHint);
    tag("section")
        .set("id", "elsewhere")
        .set("aria-labelledby", "elsewhere-heading")
        .put(
            tag("h2")
                .set("id", "elsewhere-heading")
                .put(say(place, Text::RequestsElsewhere)),
        )
        .put(tag("p").class("hint").put(hint))
        .put(form)
}
