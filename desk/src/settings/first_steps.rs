//! The way from nothing to a widget customers see: five steps, each of which can be skipped.

use widget::markup::{Tag, tag};

use super::{Bar, around};
use crate::{
    Shell, icon,
    part::{button_of, form, hidden, link_button},
};

/// How far a step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Still to do.
    Open,
    /// Done.
    Done,
    /// Left for later.
    Skipped,
}

/// A step.
pub struct FirstStep {
    /// Its name.
    pub id: &'static str,
    /// Its heading.
    pub title: String,
    /// What it is about, or how it stands.
    pub text: String,
    /// How far it is.
    pub state: StepState,
    /// Where it is done: a page of the desk and the link's words.
    pub way: Option<(String, String)>,
    /// What is copied.
    pub copy: Option<String>,
}

/// What the page is drawn from.
pub struct FirstSteps {
    /// What is prepared.
    pub bar: Bar,
    /// The steps, in their order.
    pub steps: Vec<FirstStep>,
    /// Where the widget is.
    pub preview: String,
    /// Whether whoever is here may change something.
    pub may_change: bool,
}

/// The page.
pub fn first_steps(shell: &Shell<'_>, page: &FirstSteps) -> Vec<Tag> {
    let now = page
        .steps
        .iter()
        .position(|step| step.state == StepState::Open);
    let done = page
        .steps
        .iter()
        .filter(|step| step.state == StepState::Done)
        .count();
    let all = page.steps.len();
    let far = match shell.say(false, true) {
        false => format!("{done} of {all} done"),
        true => format!("{done} di {all} fatti"),
    };
    let steps = page.steps.iter().enumerate().map(|(n, step)| {
        let is_now = now == Some(n);
        let (mark, state) = match step.state {
            StepState::Done => (icon("check"), shell.say("Done", "Fatto")),
            StepState::Skipped => (icon("clock"), shell.say("Left for later", "Rimandato")),
            StepState::Open => (icon("pencil"), shell.say("To do", "Da fare")),
        };
        let way = step.way.as_ref().map(|(path, text)| {
            let class = if is_now { "primary" } else { "secondary" };
            link_button(class, shell.path(path), text.clone())
        });
        let copy = step.copy.as_ref().map(|text| {
            tag("pre")
                .set("tabindex", "0")
                .set("data-copy", shell.say("Copy", "Copia"))
                .put(tag("code").put(text.clone()))
        });
        let turn = page.may_change.then(|| {
            let set = form(shell, shell.path("first-steps")).put(hidden("step", step.id));
            match step.state {
                StepState::Open => {
                    let done =
                        button_of("secondary", "do", "done", shell.say("It is done", "Fatto"));
                    let skip = button_of("quiet", "do", "skipped", shell.say("Later", "Più tardi"));
                    set.class("actions").put(done).put(skip)
                }
                _ => set.class("actions").put(button_of(
                    "quiet",
                    "do",
                    "open",
                    shell.say("Not done yet", "Non ancora fatto"),
                )),
            }
        });
        // What we see by ourselves nobody has to say.
        let turn = turn.filter(|_| step.id != "seen" || step.state != StepState::Done);
        let number = n.saturating_add(1);
        let class = if is_now { "card step now" } else { "card step" };
        tag("li")
            .class(class)
            .set_some("aria-current", is_now.then(|| "step".to_owned()))
            .put(
                tag("h2")
                    .put(format!("{number}. {}", step.title))
                    .put(tag("span").class("chip").put(mark).put(state)),
            )
            .put(tag("p").put(step.text.clone()))
            .put_all(copy)
            .put(tag("div").class("actions").put_all(way).put_all(turn))
    });
    let contents = vec![
        tag("h1").put(shell.say("First steps", "Primi passi")),
        tag("p").class("hint").put(far),
        tag("ol").class("past").put_all(steps),
    ];
    let way = vec![(
        shell.path("settings"),
        shell.say("Settings", "Impostazioni").to_owned(),
    )];
    around(shell, &page.bar, None, way, contents, Some(&page.preview))
}
