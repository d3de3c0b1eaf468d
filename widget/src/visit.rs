//! Pages a customer comes back to inside the panel, drawn by the server alone: their requests, and
//! surveys. Each works by links and forms; `visits.js` adds what this device knows.

mod requests;
mod survey;

use shared::{
    text::Text,
    visit::{Place, RequestsPage, SurveyPage},
};

use crate::{
    icon::icon,
    markup::{Tag, tag},
};

/// The page of a customer's requests as HTML, to be put into `<body>` as it is.
pub fn render_requests(page: &RequestsPage) -> String {
    written(frame(&page.place, "requests").put(requests::content(page)))
}

/// The page of a survey as HTML, to be put into `<body>` as it is.
pub fn render_survey(page: &SurveyPage) -> String {
    written(frame(&page.place, "survey").put(survey::content(page)))
}

fn written(frame: Tag) -> String {
    let mut html = String::new();
    frame.write(&mut html);
    html
}

/// What stands around every such page but its content; the script reads from it where it is.
fn frame(place: &Place, visit: &'static str) -> Tag {
    let frame = tag("div")
        .class("frame")
        .set("data-visit", visit)
        .set("data-site", &place.site_id)
        .set("data-origins", place.origins.join(" "))
        .set("data-home", place.href(""));
    let header = tag("header").put(tag("p").class("brand").put(place.name.clone()));
    embedded(frame, &place.embed).put(header)
}

/// Tells the style sheet how the page stands in another.
pub(crate) fn embedded(frame: Tag, embed: &str) -> Tag {
    let way = match embed {
        "" => None,
        "inline" => Some("inline"),
        _ => Some("floating"),
    };
    frame.set_some("data-embed", way.map(str::to_owned))
}

/// The way back.
pub(crate) fn back(href: String, text: String) -> Tag {
    let link = tag("a").set("href", href).put(icon("arrow-left"));
    tag("p").class("back").put(link.put(text))
}

fn say(place: &Place, text: Text) -> String {
    place.texts.get(text).to_owned()
}

fn heading(text: String) -> Tag {
    tag("h1").set("tabindex", "-1").put(text)
}

/// A form that posts to a page of the panel.
fn form(action: String) -> Tag {
    tag("form")
        .class("letter")
        .set("method", "post")
        .set("novalidate", "")
        .set("action", action)
}

fn hidden(name: &'static str, value: String) -> Tag {
    tag("input")
        .set("type", "hidden")
        .set("name", name)
        .set("value", value)
}

fn button(class: &'static str, text: String) -> Tag {
    let button = tag("button").class(class).put(text);
    tag("p").class("send").put(button)
}

/// What was just done, or what needs another look: where a reader of the page begins.
fn news(is_trouble: bool, text: String) -> Tag {
    let (class, name) = match is_trouble {
        true => ("summary", "alert"),
        false => ("notice", "check"),
    };
    tag("div")
        .class(class)
        .set("role", "status")
        .put(icon(name))
        .put(tag("p").put(text))
}
