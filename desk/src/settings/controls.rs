//! Controls of a form as markup: each with label, help and errors, and names the form posts.

use shared::{
    lang::own_name,
    settings::{Control, Input, Row},
};
use widget::markup::{Tag, tag};

use crate::{
    Shell, icon,
    part::{button_of, field, hidden, input, select, textarea, tick},
};

/// The controls, one under the other.
pub fn controls(shell: &Shell<'_>, all: &[Control]) -> Vec<Tag> {
    all.iter().map(|control| draw(shell, control)).collect()
}

/// What is wrong in these controls and inside them: names and messages.
pub(crate) fn wrong(all: &[Control], found: &mut Vec<(String, String)>) {
    for control in all {
        let here = control.errors.iter();
        found.extend(here.map(|error| {
            let error = match control.label.len() {
                0..=3 => error.clone(),
                _ => format!("{}: {error}", control.label),
            };
            (control.name.clone(), error)
        }));
        match &control.input {
            Input::Langs(inside) | Input::Group(inside) | Input::Part(_, inside) => {
                wrong(inside, found);
            }
            Input::Rows { rows, .. } => rows.iter().for_each(|row| wrong(&row.controls, found)),
            _ => {}
        }
    }
}

fn first(control: &Control) -> Option<&str> {
    control.errors.first().map(String::as_str)
}

/// A group of controls with a legend.
fn group_of(control: &Control, class: &'static str) -> Tag {
    let name = &control.name;
    let mut set = tag("fieldset").class(class).set("id", name.clone());
    let mut about = Vec::new();
    if !control.help.is_empty() {
        about.push(format!("{name}-help"));
    }
    if !control.errors.is_empty() {
        about.push(format!("{name}-error"));
    }
    let about = (!about.is_empty()).then(|| about.join(" "));
    set = set.set_some("aria-describedby", about);
    set = set.put(tag("legend").put(control.label.clone()));
    if !control.help.is_empty() {
        let help = tag("p").class("hint").set("id", format!("{name}-help"));
        set = set.put(help.put(control.help.clone()));
    }
    if let Some(error) = first(control) {
        let text = tag("p").class("error").set("id", format!("{name}-error"));
        set = set.put(text.put(icon("alert")).put(error.to_owned()));
    }
    set
}

fn group(control: &Control) -> Tag {
    group_of(control, "field")
}

/// A control whose name is read out only.
fn named(control: Tag, label: String) -> Tag {
    control.set("aria-label", label)
}

fn simple(control: &Control, input: Tag) -> Tag {
    field(
        &control.name,
        &control.label,
        &control.help,
        first(control),
        input,
    )
}

fn draw(shell: &Shell<'_>, control: &Control) -> Tag {
    let name = &control.name;
    match &control.input {
        Input::Line {
            kind,
            value,
            options,
            placeholder,
        } => {
            // Browsers would keep what they cannot read to themselves.
            let kind = match *kind {
                "number" | "email" | "url" if !control.errors.is_empty() => "text",
                kind => kind,
            };
            let line = input(kind, name, value);
            let line = match placeholder.is_empty() {
                true => line,
                false => line.set("placeholder", placeholder.clone()),
            };
            let line = match options.is_empty() {
                true => line,
                false => line.set("list", format!("{name}-list")),
            };
            let list = (!options.is_empty()).then(|| {
                let all = options
                    .iter()
                    .map(|(value, _)| tag("option").set("value", value.clone()));
                tag("datalist")
                    .set("id", format!("{name}-list"))
                    .put_all(all)
            });
            simple(control, line).put_all(list)
        }
        Input::Area { value, lines, .. } => simple(control, area(name, value, *lines)),
        Input::Select { value, options } => simple(control, select(name, options, value)),
        Input::Flag(on) => {
            let mut box_ = tag("div").class("field").set("id", name.clone());
            box_ = box_.put(tick(name, "on", &control.label, *on));
            if !control.help.is_empty() {
                box_ = box_.put(tag("p").class("hint").put(control.help.clone()));
            }
            box_
        }
        Input::Ticks { values, options } => {
            let ticks = options
                .iter()
                .map(|(value, text)| tick(name, value, text, values.contains(value)));
            let none = options.is_empty().then(|| {
                let text = shell.say("There are none yet.", "Non ce ne sono ancora.");
                tag("p").class("hint").put(text)
            });
            group(control).put(tag("div").class("ticks").put_all(ticks).put_all(none))
        }
        Input::Ordered { values, options } => {
            let mut all = vec![(String::new(), "–".to_owned())];
            all.extend(options.iter().cloned());
            let selects = values.iter().enumerate().map(|(n, value)| {
                let number = n.saturating_add(1);
                let label = format!("{} {number}", control.label);
                tag("li").put(named(select(name, &all, value), label))
            });
            group(control).put(tag("ol").class("ordered").put_all(selects))
        }
        Input::Langs(all) => match all.as_slice() {
            [one] => {
                let control = Control {
                    label: control.label.clone(),
                    help: control.help.clone(),
                    errors: one.errors.iter().chain(&control.errors).cloned().collect(),
                    ..one.clone()
                };
                draw(shell, &control)
            }
            all => {
                let inside = all.iter().map(|one| {
                    let lang = one.label.clone();
                    let one = Control {
                        label: own_name(&lang).to_owned(),
                        ..one.clone()
                    };
                    draw(shell, &one).set("lang", lang)
                });
                group(control).put(tag("div").class("langs").put_all(inside))
            }
        },
        Input::Times(spans) => {
            let pair = |n: usize, from: &str, to: &str| {
                let part = |end: &str, value: &str, word: &str| {
                    let kind = if is_time(value) { "time" } else { "text" };
                    let label = format!("{} {word}", control.label);
                    named(input(kind, &format!("{name}.{n}.{end}"), value), label)
                };
                tag("span")
                    .class("span")
                    .put(part("from", from, shell.say("from", "dalle")))
                    .put("–")
                    .put(part("to", to, shell.say("until", "alle")))
            };
            let pairs = spans.iter().enumerate().map(|(n, (from, to))| {
                let pair = pair(n, from, to);
                // Few days open a third time.
                match n > 1 && from.is_empty() && to.is_empty() {
                    false => pair,
                    true => tag("details")
                        .class("third")
                        .put(tag("summary").put(shell.say("More", "Altro")))
                        .put(pair),
                }
            });
            group(control)
                .set("data-times", "")
                .put(tag("div").class("times").put_all(pairs))
        }
        Input::Dates(days) => {
            let days = days.iter().enumerate().map(|(n, day)| {
                let kind = if is_date(day) { "date" } else { "text" };
                let label = format!("{} {}", control.label, n.saturating_add(1));
                named(input(kind, name, day), label)
            });
            group(control).put(tag("div").class("dates").put_all(days))
        }
        Input::Moment { day, time } => {
            let kind = if is_date(day) { "date" } else { "text" };
            let label = |word: &str| format!("{}: {word}", control.label);
            let date = input(kind, &format!("{name}.day"), day);
            let clock = input("time", &format!("{name}.time"), time);
            let both = tag("span")
                .class("span")
                .put(named(date, label(shell.say("day", "giorno"))))
                .put(named(clock, label(shell.say("time", "ora"))));
            group(control).put(both)
        }
        Input::Goal { count, unit, units } => {
            let number = input("text", name, count).set("inputmode", "numeric");
            let unit = select(&format!("{name}.unit"), units, unit);
            let both = tag("span")
                .class("span")
                .put(named(number, control.label.clone()))
                .put(named(unit, shell.say("Unit", "Unità").to_owned()));
            group(control).put(both)
        }
        Input::Rows { rows, add } => {
            let count = rows.len();
            let all = rows
                .iter()
                .enumerate()
                .map(|(n, one)| row(shell, one, n, count));
            group_of(control, "field rows-of")
                .put(count_of(name, count))
                .put(tag("div").class("rows-in").put_all(all))
                .put(
                    button_of("secondary small", "do", format!("add:{name}"), add.clone())
                        .put(icon("plus")),
                )
        }
        Input::Group(inside) => group_of(control, "field inside")
            .put(tag("div").class("form").put_all(controls(shell, inside))),
        Input::Part(there, inside) => {
            let switch = tick(&format!("{name}.there"), "on", &control.label, *there);
            let help = (!control.help.is_empty())
                .then(|| tag("p").class("hint").put(control.help.clone()));
            let error = first(control).map(|error| {
                tag("p")
                    .class("error")
                    .put(icon("alert"))
                    .put(error.to_owned())
            });
            let inside = tag("div")
                .class("form part-in")
                .put_all(controls(shell, inside));
            tag("div")
                .class("field part")
                .set("id", name.clone())
                .set("role", "group")
                .set("aria-label", control.label.clone())
                .put(switch)
                .put_all(help)
                .put_all(error)
                .put(inside)
        }
    }
}

fn count_of(name: &str, count: usize) -> Tag {
    tag("input")
        .set("type", "hidden")
        .set("name", format!("{name}.rows"))
        .set("value", count.to_string())
}

fn row(shell: &Shell<'_>, row: &Row, n: usize, count: usize) -> Tag {
    let mut faults = Vec::new();
    wrong(&row.controls, &mut faults);
    let open = (!faults.is_empty() || row.is_new || count == 1).then(String::new);
    let act = |verb: &str, icon_name: &str, text: &str| {
        button_of("quiet small", "do", format!("{verb}:{}", row.key), "")
            .set("aria-label", format!("{text}: {}", row.title))
            .set("title", text.to_owned())
            .put(icon(icon_name))
    };
    let up = (n > 0).then(|| act("up", "up", shell.say("Move up", "Sposta su")));
    let down = (n.saturating_add(1) < count)
        .then(|| act("down", "down", shell.say("Move down", "Sposta giù")));
    let actions = tag("div")
        .class("actions")
        .put_all(up)
        .put_all(down)
        .put(act("remove", "trash", shell.say("Take out", "Togli")));
    tag("details")
        .class("row")
        .set_some("open", open)
        .put(tag("summary").put(row.title.clone()))
        .put(
            tag("div")
                .class("form")
                .put_all(controls(shell, &row.controls))
                .put(actions),
        )
}

fn area(name: &str, value: &str, lines: usize) -> Tag {
    textarea(name, value, u8::try_from(lines).unwrap_or(4))
}

/// Whether an input of type `time` shows it.
fn is_time(text: &str) -> bool {
    text.is_empty()
        || text.len() == 5
            && text.split_once(':').is_some_and(|(hour, minute)| {
                hour.parse::<u8>().is_ok_and(|hour| hour < 24)
                    && minute.parse::<u8>().is_ok_and(|minute| minute < 60)
            })
}

/// Whether an input of type `date` shows it.
fn is_date(text: &str) -> bool {
    text.is_empty() || text.len() == 10 && text.bytes().filter(|b| *b == b'-').count() == 2
}

/// What a form says of the value it was drawn from.
pub(crate) fn drawn_from(was: &str) -> Tag {
    hidden("was", was)
}
