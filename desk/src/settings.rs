//! Setting a site up: sections with forms and lists, the bar of what is prepared, history, the
//! first steps. Controls come from `shared::settings`; how they look is here.

mod controls;
mod entry;
mod first_steps;
mod history;
mod intake;
mod log;
mod mail;
mod overview;
mod section;

use widget::markup::{Tag, tag};

pub use controls::controls;
pub use entry::{Entry, entry};
pub use first_steps::{FirstStep, FirstSteps, StepState, first_steps};
pub use history::{Past, history, review};
pub use intake::{Intake, intake};
pub use log::{Log, LogRow, log};
pub use mail::{MailView, TestMail, Tester};
pub use overview::{Tile, overview};
pub use section::{Advice, EndpointRow, Extra, ListView, PartView, SectionPage, section_page};

use crate::{
    Shell, icon,
    part::{Tone, button, form, hidden, link_button, notice},
};

/// What is prepared, on top of every page of the settings.
#[derive(Clone, Debug, Default)]
pub struct Bar {
    /// How many things differ from what is published.
    pub changes: usize,
    /// Who changed something last, and when, in words.
    pub touched: String,
    /// What must be mended before it can be published.
    pub faults: usize,
    /// That something else was published meanwhile, in words.
    pub newer: Option<String>,
    /// Whether whoever is here may publish.
    pub may_publish: bool,
    /// The version that is published.
    pub version: i64,
    /// The draft's revision.
    pub revision: i64,
}

impl Bar {
    fn count(&self, shell: &Shell<'_>) -> String {
        match (self.changes, shell.say(false, true)) {
            (1, false) => "1 change not published".to_owned(),
            (1, true) => "1 modifica non pubblicata".to_owned(),
            (n, false) => format!("{n} changes not published"),
            (n, true) => format!("{n} modifiche non pubblicate"),
        }
    }
}

/// The bar; an empty place where nothing is prepared.
pub fn bar(shell: &Shell<'_>, bar: &Bar) -> Tag {
    let place = tag("div").set("id", "draft").class("draft");
    if bar.changes == 0 {
        return place;
    }
    let mut words = tag("div").put(tag("strong").put(bar.count(shell)));
    if !bar.touched.is_empty() {
        words = words.put(tag("span").class("hint").put(bar.touched.clone()));
    }
    if let Some(newer) = &bar.newer {
        words = words.put(
            tag("span")
                .class("warn")
                .put(icon("alert"))
                .put(newer.clone()),
        );
    }
    if bar.faults > 0 {
        let text = match shell.say(false, true) {
            false => format!("{} to mend before publishing", bar.faults),
            true => format!("{} da sistemare prima di pubblicare", bar.faults),
        };
        words = words.put(tag("span").class("warn").put(icon("alert")).put(text));
    }
    let see = link_button(
        "secondary small",
        shell.path("settings/review"),
        shell.say("See them", "Vedile"),
    );
    let ready = bar.faults == 0 && bar.newer.is_none() && bar.may_publish;
    let publish = ready.then(|| publish(shell, bar, "primary small"));
    place
        .set("role", "region")
        .set(
            "aria-label",
            shell.say("Not published yet", "Non ancora pubblicato"),
        )
        .put(icon("note"))
        .put(words)
        .put(tag("div").class("actions").put(see).put_all(publish))
}

fn publish(shell: &Shell<'_>, bar: &Bar, class: &'static str) -> Tag {
    form(shell, shell.path("settings/publish"))
        .put(hidden("version", bar.version.to_string()))
        .put(hidden("revision", bar.revision.to_string()))
        .put(button(class, shell.say("Publish", "Pubblica")))
}

/// What stands around every page of the settings: what was just done, the bar, the widget.
pub(crate) fn around(
    shell: &Shell<'_>,
    state: &Bar,
    done: Option<&str>,
    way: Vec<(String, String)>,
    contents: Vec<Tag>,
    preview: Option<&str>,
) -> Vec<Tag> {
    let mut main = tag("div").class("setup-main");
    if !way.is_empty() {
        let steps = way
            .into_iter()
            .map(|(href, text)| tag("li").put(tag("a").set("href", href).put(text)));
        let list = tag("ol").put_all(steps);
        let name = shell.say("Where you are", "Dove sei");
        main = main.put(tag("nav").class("way").set("aria-label", name).put(list));
    }
    main = main.put_all(done.map(|done| notice(Tone::Done, done)));
    main = main.put_all(contents);
    let class = match preview {
        Some(_) => "setup with-widget",
        None => "setup",
    };
    let frame = preview.map(|src| widget_frame(shell, src));
    vec![
        bar(shell, state),
        tag("div").class(class).put(main).put_all(frame),
    ]
}

/// The widget as it is prepared; on a phone behind a button.
fn widget_frame(shell: &Shell<'_>, src: &str) -> Tag {
    let name = shell.say("The widget, as prepared", "Il widget, com'è preparato");
    let frame = tag("iframe")
        .set("id", "widget")
        .set("src", src)
        .set("title", name)
        .set("loading", "lazy");
    let shown = tag("details")
        .set("open", "")
        .put(tag("summary").put(icon("eye")).put(tag("span").put(name)))
        .put(frame);
    tag("aside")
        .class("widget")
        .set("aria-label", name)
        .put(shown)
}

/// What is wrong, on top of a form, with links to the fields.
pub(crate) fn summary(shell: &Shell<'_>, wrong: &[(String, String)]) -> Option<Tag> {
    if wrong.is_empty() {
        return None;
    }
    let links = wrong.iter().map(|(name, message)| {
        let text = message.clone();
        match name.as_str() {
            "" => tag("li").put(text),
            name => tag("li").put(tag("a").set("href", format!("#{name}")).put(text)),
        }
    });
    let title = shell.say(
        "Not kept yet: have another look at this",
        "Non ancora salvato: dai un'altra occhiata a questo",
    );
    Some(
        tag("div")
            .class("notice trouble")
            .set("role", "alert")
            .set("tabindex", "-1")
            .put(icon("alert"))
            .put(
                tag("div")
                    .put(tag("p").put(tag("strong").put(title)))
                    .put(tag("ul").put_all(links)),
            ),
    )
}
