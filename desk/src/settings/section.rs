//! One section: its forms as they are, its lists as links to each thing in them, and what belongs
//! to this section alone.

use shared::settings::{Control, Form, HoursView, List, Section, say};
use widget::markup::{Tag, tag};

use super::{
    Bar, around,
    controls::{controls, drawn_from, wrong},
    mail::{self, MailView},
    summary,
};
use crate::{
    Shell, icon,
    part::{Tone, button, button_of, card, field, form, hidden, input, link_button, notice},
};

/// A part of a section, as it is shown.
pub enum PartView {
    /// A form.
    Form {
        /// Its description.
        form: &'static Form,
        /// Its controls.
        controls: Vec<Control>,
        /// The digest of what it was drawn from.
        was: String,
        /// What was changed by somebody else meanwhile, in words.
        conflict: Option<String>,
    },
    /// A list.
    List(ListView),
}

/// A list, as it is shown.
pub struct ListView {
    /// Its description.
    pub list: &'static List,
    /// What its things are called, each with what needs mending in it.
    pub entries: Vec<(String, bool)>,
    /// What tells its order from others.
    pub was: String,
    /// Whether whoever is here may change it.
    pub may_change: bool,
}

/// What belongs to one section alone.
#[derive(Default)]
pub enum Extra {
    /// Nothing.
    #[default]
    Nothing,
    /// Searches that found no answer.
    Suggestions(Vec<Advice>),
    /// What customers see at a chosen time.
    Hours {
        /// The time, as the field has it.
        at: String,
        /// What they see; none where the time cannot be read.
        view: Option<HoursView>,
    },
    /// The shades made of the colour: on light, on dark, and whether each is the colour itself.
    Shades([(String, bool); 2]),
    /// How endpoints do.
    Endpoints(Vec<EndpointRow>),
    /// People that can be invited: ids and names.
    Invite(Vec<(String, String)>),
    /// A test mail, and what stands in the domain's records.
    Mail(MailView),
}

/// What an owner may do about searches without an answer.
pub struct Advice {
    /// How it was asked most.
    pub asked: String,
    /// How often.
    pub times: u32,
    /// The FAQ that is nearest: where it stands and its question.
    pub nearest: Option<(usize, String)>,
}

/// How an endpoint does.
pub struct EndpointRow {
    /// Its id.
    pub id: String,
    /// Its address.
    pub url: String,
    /// How it does, in words.
    pub state: String,
    /// Whether it was disabled because it failed.
    pub disabled: bool,
}

/// What the page is drawn from.
pub struct SectionPage {
    /// The section.
    pub section: &'static Section,
    /// What is prepared.
    pub bar: Bar,
    /// What was just done.
    pub done: Option<String>,
    /// Its parts.
    pub parts: Vec<PartView>,
    /// What belongs to it alone.
    pub extra: Extra,
    /// Where the widget is, where it shows what is set here.
    pub preview: Option<String>,
    /// Whether whoever is here may change something.
    pub may_change: bool,
}

/// The page.
pub fn section_page(shell: &Shell<'_>, page: &SectionPage) -> Vec<Tag> {
    let tongue = shell.tongue;
    let section = page.section;
    let mut contents = vec![
        tag("h1").put(say(section.name, tongue)),
        tag("p").put(say(section.about, tongue)),
    ];
    if !page.may_change {
        contents.push(notice(
            Tone::Info,
            shell.say(
                "You can look at this; a lead or an owner changes it.",
                "Puoi guardare; lo cambia chi è responsabile o titolare.",
            ),
        ));
    }
    for part in &page.parts {
        match part {
            PartView::Form {
                form,
                controls,
                was,
                conflict,
            } => contents.push(form_of(
                shell,
                page,
                (form, controls, was),
                conflict.as_deref(),
            )),
            PartView::List(list) => contents.push(list_of(shell, section, list)),
        }
    }
    match &page.extra {
        Extra::Mail(view) => contents.extend(mail::cards(shell, view)),
        other => contents.extend(extra(shell, other, page.may_change)),
    }
    let way = vec![(
        shell.path("settings"),
        shell.say("Settings", "Impostazioni").to_owned(),
    )];
    around(
        shell,
        &page.bar,
        page.done.as_deref(),
        way,
        contents,
        page.preview.as_deref(),
    )
}

fn form_of(
    shell: &Shell<'_>,
    page: &SectionPage,
    (of, all, was): (&Form, &[Control], &str),
    conflict: Option<&str>,
) -> Tag {
    let mut faults = Vec::new();
    wrong(all, &mut faults);
    let many = page.parts.len() > 1;
    let heading = many.then(|| tag("h2").put(say(of.name, shell.tongue)));
    let conflict = conflict.map(|text| notice(Tone::Trouble, text));
    let mut drawn = form(shell, shell.path(&format!("settings/{}", page.section.id)))
        .class("card")
        .set("data-keep", "")
        .put_all(heading)
        .put_all(conflict)
        .put_all(summary(shell, &faults))
        .put(hidden("part", of.id))
        .put(drawn_from(was));
    // Enter in a field keeps; the first button of a form is what it presses.
    drawn = drawn.put(first_button(shell));
    drawn = drawn.put_all(controls(shell, all));
    if page.may_change {
        drawn = drawn.put(tag("div").class("actions").put(button_of(
            "primary",
            "do",
            "save",
            shell.say("Keep in the draft", "Tieni nella bozza"),
        )));
    }
    drawn
}

/// What Enter presses: never a button that moves rows about.
pub(crate) fn first_button(shell: &Shell<'_>) -> Tag {
    button_of("unseen", "do", "save", shell.say("Keep", "Tieni"))
        .set("tabindex", "-1")
        .set("aria-hidden", "true")
}

fn list_of(shell: &Shell<'_>, section: &Section, view: &ListView) -> Tag {
    let tongue = shell.tongue;
    let list = view.list;
    let base = format!("settings/{}/{}", section.id, list.key);
    let count = view.entries.len();
    let rows = view.entries.iter().enumerate().map(|(n, (title, faulty))| {
        let link = tag("a")
            .set("href", shell.path(&format!("{base}/{n}")))
            .put(title.clone());
        let faulty = faulty.then(|| {
            let text = shell.say("to mend", "da sistemare");
            tag("span").class("warn").put(icon("alert")).put(text)
        });
        let can_move = view.may_change && count > 1;
        // Seen where there is a script to drag by it.
        let handle = can_move.then(|| {
            let handle = tag("i")
                .class("handle")
                .set("aria-hidden", "true")
                .put(icon("grip"));
            handle.set("title", shell.say("Drag", "Trascina"))
        });
        let row = tag("li")
            .put_all(handle)
            .put(tag("span").put(link).put_all(faulty));
        if !can_move {
            return row;
        }
        let move_ = |verb: &str, icon_name: &str, text: &str| {
            button_of("quiet small", "do", format!("{verb}:{n}"), "")
                .set("aria-label", format!("{text}: {title}"))
                .set("title", text.to_owned())
                .put(icon(icon_name))
        };
        let up = (n > 0).then(|| move_("up", "up", shell.say("Move up", "Sposta su")));
        let down = (n.saturating_add(1) < count)
            .then(|| move_("down", "down", shell.say("Move down", "Sposta giù")));
        row.put_all(up).put_all(down)
    });
    let rows = tag("ul").class("rows order").put_all(rows);
    let mut head = tag("div")
        .class("head")
        .put(tag("h2").put(say(list.name, tongue)));
    if view.may_change {
        let mut actions = tag("div").class("actions");
        if list.key == "faqs" {
            actions = actions.put(link_button(
                "secondary small",
                shell.path("settings/faqs/import"),
                shell.say("Import", "Importa"),
            ));
        }
        actions = actions.put(
            link_button("primary small", shell.path(&format!("{base}/new")), "")
                .put(icon("plus"))
                .put(say(list.add, tongue)),
        );
        head = head.put(actions);
    }
    let card = tag("section").class("card").put(head);
    if count == 0 {
        return card.put(tag("p").class("hint").put(say(list.empty, tongue)));
    }
    let filter = (count > 8).then(|| {
        let label = shell.say(
            "Show only those with these words",
            "Mostra solo quelle con queste parole",
        );
        input("search", "", "")
            .set("data-filter", "")
            .set("aria-label", label)
            .set("placeholder", label)
            .set("hidden", "")
    });
    let order = form(shell, shell.path(&format!("settings/{}", section.id)))
        .class("order-form")
        .set(
            "data-moved",
            shell.say(
                "“{what}” is number {n} of {all}.",
                "«{what}» è al posto {n} di {all}.",
            ),
        )
        .set(
            "data-failed",
            shell.say(
                "This order could not be kept. Please try again.",
                "Non è stato possibile tenere quest'ordine. Prova di nuovo.",
            ),
        )
        .put(hidden("part", list.key))
        .put(drawn_from(&view.was))
        .put(rows);
    card.put_all(filter).put(order)
}

fn extra(shell: &Shell<'_>, extra: &Extra, may_change: bool) -> Option<Tag> {
    Some(match extra {
        Extra::Nothing | Extra::Mail(_) => return None,
        Extra::Suggestions(all) => {
            let title = shell.say("Searched without an answer", "Cercato senza risposta");
            if all.is_empty() {
                let text = shell.say(
                    "Every search of the last weeks found something.",
                    "Ogni ricerca delle ultime settimane ha trovato qualcosa.",
                );
                return Some(card(title, vec![tag("p").class("hint").put(text)]));
            }
            let rows = all.iter().map(|advice| {
                let times = match shell.say(false, true) {
                    false => format!("asked {} times", advice.times),
                    true => format!("chiesto {} volte", advice.times),
                };
                let text = tag("span")
                    .put(tag("strong").put(format!("“{}”", advice.asked)))
                    .put(tag("span").class("hint").put(times));
                let row = tag("li").put(text);
                if !may_change {
                    return row;
                }
                let query: String = encoded(&advice.asked);
                let new = shell.path(&format!("settings/faqs/faqs/new?ask={query}"));
                let near = advice.nearest.as_ref().map(|(n, question)| {
                    let path = format!("settings/faqs/faqs/{n}?also={query}");
                    let text = shell.say("Another way to ask: ", "Un altro modo di chiedere: ");
                    link_button(
                        "quiet small",
                        shell.path(&path),
                        format!("{text}{question}"),
                    )
                });
                row.put_all(near).put(link_button(
                    "secondary small",
                    new,
                    shell.say("Write the answer", "Scrivi la risposta"),
                ))
            });
            card(title, vec![tag("ul").class("rows").put_all(rows)])
        }
        Extra::Hours { at, view } => {
            let title = shell.say(
                "What a customer would see at a time you choose",
                "Che cosa vedrebbe un cliente a un'ora scelta da te",
            );
            let label = shell.say(
                "Day and time on your clocks",
                "Giorno e ora dei tuoi orologi",
            );
            let chooser = tag("form")
                .class("inline")
                .set("action", shell.path("settings/hours"))
                .put(field(
                    "at",
                    label,
                    "",
                    None,
                    input("datetime-local", "at", at),
                ))
                .put(button("secondary", shell.say("Show", "Mostra")));
            let seen = match view {
                None => tag("p")
                    .class("hint")
                    .put(shell.say("Choose a day and a time.", "Scegli un giorno e un'ora.")),
                Some(view) => {
                    let lines = [&view.greeting, &view.expectation, &view.promise];
                    let lines = lines.into_iter().filter(|line| !line.is_empty());
                    let ways = view.ways.iter().map(|way| {
                        let name = if way.works { "check" } else { "clock" };
                        let state = match (way.state.is_empty(), way.works) {
                            (false, _) => way.state.clone(),
                            (true, true) => shell.say("At any hour", "A ogni ora").to_owned(),
                            (true, false) => shell.say("Closed", "Chiuso").to_owned(),
                        };
                        let text = tag("span")
                            .put(tag("strong").put(way.label.clone()))
                            .put(tag("span").class("hint").put(state));
                        tag("li").put(icon(name)).put(text)
                    });
                    tag("div")
                        .class("seen")
                        .put_all(lines.map(|line| tag("p").put(line.clone())))
                        .put(tag("ul").class("rows").put_all(ways))
                }
            };
            card(title, vec![chooser, seen])
        }
        Extra::Shades(shades) => {
            let title = shell.say("As customers see it", "Come la vedono i clienti");
            let grounds = [
                (shell.say("On light", "Su chiaro"), "shade light"),
                (shell.say("On dark", "Su scuro"), "shade dark"),
            ];
            let drawn = shades
                .iter()
                .zip(grounds)
                .map(|((hex, same), (ground, class))| {
                    let words = match same {
                        true => shell.say("your colour itself", "proprio il tuo colore"),
                        false => {
                            shell.say("moved so that it can be read", "spostato perché si legga")
                        }
                    };
                    let square = tag("svg")
                        .set("viewBox", "0 0 24 24")
                        .set("aria-hidden", "true")
                        .put(
                            tag("rect")
                                .set("width", "24")
                                .set("height", "24")
                                .set("rx", "4")
                                .set("fill", hex.clone())
                                .set("stroke", "none"),
                        );
                    let text = tag("span")
                        .put(tag("strong").put(format!("{ground}: {hex}")))
                        .put(tag("span").class("hint").put(words));
                    tag("li").class(class).put(square).put(text)
                });
            card(title, vec![tag("ul").class("rows").put_all(drawn)])
        }
        Extra::Endpoints(all) => endpoints(shell, all, may_change),
        Extra::Invite(people) => {
            let rows = people.iter().map(|(id, name)| {
                let invite = form(shell, shell.path("settings/team")).put(hidden("part", "invite"));
                tag("li")
                    .put(tag("span").put(name.clone()))
                    .put(invite.put(button_of(
                        "secondary small",
                        "do",
                        id.clone(),
                        shell.say("Send the invitation", "Manda l'invito"),
                    )))
            });
            let hint = shell.say(
                "A mail says where the desk is and how to get in. People you have just added get it once they are published.",
                "Un'email dice dov'è la postazione e come si entra. Chi hai appena aggiunto la riceve dopo la pubblicazione.",
            );
            card(
                shell.say("Invite by mail", "Invita per email"),
                vec![
                    tag("p").class("hint").put(hint),
                    tag("ul").class("rows").put_all(rows),
                ],
            )
        }
    })
}

fn endpoints(shell: &Shell<'_>, all: &[EndpointRow], may_change: bool) -> Tag {
    let title = shell.say("How they do", "Come vanno");
    if all.is_empty() {
        let text = shell.say(
            "Once an endpoint is published you can test it here.",
            "Quando un indirizzo è pubblicato puoi provarlo qui.",
        );
        return card(title, vec![tag("p").class("hint").put(text)]);
    }
    let rows = all.iter().map(|endpoint| {
        let text = tag("span")
            .put(tag("strong").put(endpoint.url.clone()))
            .put(tag("span").class("hint").put(endpoint.state.clone()));
        let path = format!("settings/webhooks/log?endpoint={}", endpoint.id);
        let log = link_button(
            "quiet small",
            shell.path(&path),
            shell.say("Log", "Registro"),
        );
        let row = tag("li").put(text).put(log);
        if !may_change {
            return row;
        }
        let act = |verb: &str, words: &str| {
            button_of(
                "secondary small",
                "do",
                format!("{verb}:{}", endpoint.id),
                words,
            )
        };
        let enable = endpoint
            .disabled
            .then(|| act("enable", shell.say("Enable again", "Riattiva")));
        let acts = form(shell, shell.path("settings/webhooks"))
            .class("actions")
            .put(hidden("part", "endpoint"))
            .put_all(enable)
            .put(act("test", shell.say("Send a test", "Manda una prova")))
            .put(act("rotate", shell.say("New secret", "Nuovo segreto")));
        row.put(acts)
    });
    card(title, vec![tag("ul").class("rows endpoints").put_all(rows)])
}

fn encoded(text: &str) -> String {
    let mut all = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => all.push(byte.into()),
            byte => all.push_str(&format!("%{byte:02X}")),
        }
    }
    all
}
