//! The first view: greeting, notices, search, the most useful FAQs, and the ways to reach a person.
//! All FAQs, by category, are behind it.

#[cfg(not(feature = "hydrate"))]
use shared::panel::Found;
use shared::{
    lang::own_name,
    panel::{Panel, Question, SHOWN},
    text::Text,
};

use crate::{
    ask,
    contact::contact,
    faq::back,
    icon::icon,
    markup::{Markup, Tag, tag},
    state::State,
};

/// Id of the search field.
pub(crate) const SEARCH: &str = "q";

/// The list; where `missing`, under a notice that the address leads nowhere.
pub(crate) fn home(state: State, missing: bool) -> Vec<Markup> {
    let (heading, more) = match missing {
        true => (state.text(Text::NotFound), state.text(Text::NotFoundHint)),
        false => first_sentence(&state.panel().greeting),
    };
    let hello = tag("div")
        .class("hello")
        .put(tag("h1").set("tabindex", "-1").put(heading))
        .put_all((!more.is_empty()).then(|| tag("p").class("lead").put(more)))
        .put(notices(state))
        .put(search(state))
        .put(ask::entry(state));
    let home = tag("div").class("home").put(questions(state));
    vec![
        hello.into(),
        home.put(contact(state, Text::Contact, "")).into(),
    ]
}

/// All questions by category, as a view of their own.
pub(crate) fn all(state: State) -> Vec<Markup> {
    let heading = tag("h1").set("tabindex", "-1");
    let groups = groups(&state.panel()).into_iter();
    let groups = groups.map(|(name, members)| group(state, name, &members));
    vec![
        back(state).into(),
        heading.put(state.text(Text::AllQuestions)).into(),
        tag("div").class("questions").put_all(groups).into(),
        contact(state, Text::NotSolved, "").into(),
    ]
}

/// What customers should know before they ask.
fn notices(state: State) -> Tag {
    tag("div").class("notices").made(move || {
        let panel = state.panel();
        let page = state.follow_page();
        let notices = panel.notices_on(&page).map(|notice| {
            let html = notice.html.clone();
            let (class, name) = match notice.warns {
                true => ("notice warns", "alert"),
                false => ("notice", "info"),
            };
            tag("div")
                .class(class)
                .put(icon(name))
                .put(tag("div").html(move || html.clone()))
                .into()
        });
        notices.collect()
    })
}

/// The questions that come first, and the way to all of them.
fn first(state: State) -> [Tag; 2] {
    let panel = state.panel();
    let count = panel.questions.len();
    if count == 0 {
        let none = tag("p").class("hint").put(state.text(Text::NoQuestions));
        return [none, tag("div")];
    }
    let list = tag("ul").class("rows").made(move || {
        links(state, &state.follow_first())
            .into_iter()
            .map(Markup::from)
            .collect()
    });
    let more = tag("p").class("more").put_all((count > SHOWN).then(|| {
        tag("a")
            .set("href", panel.href("/questions"))
            .put(state.text(Text::AllQuestions))
            .put(tag("span").class("hint").put(format!(" ({count})")))
    }));
    [list, more]
}

/// The greeting's first sentence is the heading, the rest stands under it.
fn first_sentence(greeting: &str) -> (String, String) {
    // The last, as a date may have a full stop of its own: “am 7. Januar”.
    match greeting.rsplit_once(". ") {
        Some((first, rest)) => (format!("{first}."), rest.to_owned()),
        None => (greeting.to_owned(), String::new()),
    }
}

fn search(state: State) -> Tag {
    let panel = state.panel();
    // A form sent by GET drops the query of its address: what must stay goes along as fields.
    let kept = panel
        .keep
        .trim_start_matches('?')
        .split('&')
        .filter_map(|pair| pair.split_once('='));
    let kept = kept.map(|(name, value)| {
        tag("input")
            .set("type", "hidden")
            .set("name", name)
            .set("value", value)
    });
    let label = state.text(Text::Search);
    tag("form")
        .class("search")
        .set("role", "search")
        .set("action", panel.href(""))
        .put_all(kept)
        .put(
            tag("label")
                .class("unseen")
                .set("for", SEARCH)
                .put(label.clone()),
        )
        .put(icon("search"))
        .put(
            tag("input")
                .set("id", SEARCH)
                .set("name", "q")
                .set("type", "search")
                .set("autocomplete", "off")
                .set("enterkeyhint", "search")
                .set("placeholder", label)
                .set("value", state.query()),
        )
        .put(tag("button").put(state.text(Text::SearchButton)))
}

fn questions(state: State) -> Tag {
    let panel = state.panel();
    let heading = move || {
        let query = state.query();
        match state.follow_idle() {
            true => state.text(Text::HomeQuestions),
            false => state
                .panel()
                .texts
                .fill(Text::ResultsFor, &[("query", &query)]),
        }
    };
    let idle = move || state.follow_idle();
    let found = tag("ol")
        .class("rows found")
        .hidden_if(move || idle() || state.found() == 0);
    // In the browser `found.js` draws them: in WebAssembly the same lines weigh five times as much.
    #[cfg(not(feature = "hydrate"))]
    let found = found.put_all(results(state));
    #[cfg(feature = "hydrate")]
    let found = found.drawn(move |list| {
        state.follow_search();
        crate::browser::draw(list);
    });
    tag("section")
        .class("questions")
        .set("aria-labelledby", "questions")
        .put(tag("h2").set("id", "questions").text(heading))
        .put(
            tag("p")
                .class("count")
                .hidden_if(idle)
                .put(tag("span").text(move || state.count()))
                .put(" ".to_owned())
                .put(
                    tag("a")
                        .set("href", panel.href(""))
                        .put(state.text(Text::ClearSearch)),
                ),
        )
        .put(
            tag("p")
                .class("hint")
                .hidden_if(move || idle() || state.found() != 0)
                .put(state.text(Text::ResultsNoneHint)),
        )
        .put(found)
        .put(
            tag("div")
                .class("all")
                .hidden_if(move || !idle())
                .put_all(first(state)),
        )
}

/// What the search found, with what was searched for marked.
#[cfg(not(feature = "hydrate"))]
fn results(state: State) -> Vec<Tag> {
    let panel = state.panel();
    let row = |found: Found| {
        let question = panel.questions.get(found.question)?;
        let category = question
            .category
            .and_then(|at| panel.categories.get(at as usize));
        // In one piece: the row's own layout would set its parts apart.
        let words = tag("span")
            .set_some("dir", question.lang.as_ref().map(|_| "auto".to_owned()))
            .put_many(marked(&question.text, &found.marks));
        let words = tag("span")
            .put(words)
            .put_all(written_in(&panel, question))
            .put_all(category.map(|name| tag("small").put(name.clone())));
        Some(tag("li").put(link(state, question).put(words)))
    };
    let found = state.read(|values| values.search.found.clone());
    found.into_iter().filter_map(row).collect()
}

#[cfg(not(feature = "hydrate"))]
/// A text in pieces, those marked in their element.
fn marked(text: &str, marks: &[usize]) -> Vec<Markup> {
    let mut pieces = Vec::new();
    let mut from = 0;
    let ends = marks.iter().copied().chain([text.len()]);
    for (n, to) in ends.enumerate() {
        let piece = text.get(from..to).unwrap_or_default();
        from = to;
        if piece.is_empty() {
            continue;
        }
        pieces.push(match n % 2 {
            0 => piece.to_owned().into(),
            _ => tag("mark").put(piece.to_owned()).into(),
        });
    }
    pieces
}

/// A link to an answer, with nothing in it.
fn link(state: State, question: &Question) -> Tag {
    let href = state.panel().href(&format!("/faq/{}", question.id));
    tag("a")
        .set("href", href)
        .set_some("lang", question.lang.clone())
}

/// Links to the answers of some questions, by their places.
pub(crate) fn links(state: State, places: &[usize]) -> Vec<Tag> {
    let panel = state.panel();
    let questions = places
        .iter()
        .filter_map(|place| panel.questions.get(*place));
    questions
        .map(|question| {
            let link = link(state, question);
            let text = question.text.clone();
            tag("li").put(match &question.lang {
                None => link.put(text),
                // It may be written the other way.
                Some(_) => link.put(
                    tag("span")
                        .put(tag("span").set("dir", "auto").put(text))
                        .put_all(written_in(&panel, question)),
                ),
            })
        })
        .collect()
}

/// The mark of a question that is there only in another language: that language's name.
fn written_in(panel: &Panel, question: &Question) -> Option<Tag> {
    let lang = question.lang.as_ref().filter(|lang| **lang != panel.lang)?;
    Some(tag("small").put(own_name(lang).to_owned()))
}

fn group(state: State, name: Option<String>, members: &[usize]) -> Tag {
    tag("section")
        .put_all(name.map(|name| tag("h2").put(name)))
        .put(tag("ul").class("rows").put_all(links(state, members)))
}

/// The questions by category, in the site's order; those without one come last, and need a heading
/// only where others have one.
fn groups(panel: &Panel) -> Vec<(Option<String>, Vec<usize>)> {
    let of = |category: Option<u32>| -> Vec<usize> {
        let member = |(place, question): (usize, &Question)| {
            let named = question
                .category
                .filter(|c| (*c as usize) < panel.categories.len());
            (named == category).then_some(place)
        };
        panel
            .questions
            .iter()
            .enumerate()
            .filter_map(member)
            .collect()
    };
    let mut groups: Vec<_> = panel
        .categories
        .iter()
        .zip(0..)
        .map(|(name, category)| (Some(name.clone()), of(Some(category))))
        .filter(|(_, members)| !members.is_empty())
        .collect();
    let others = of(None);
    if !others.is_empty() {
        let name = (!groups.is_empty()).then(|| panel.texts.get(Text::OtherQuestions).to_owned());
        groups.push((name, others));
    }
    groups
}
