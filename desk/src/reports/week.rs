//! The weekly mail as it will come on Monday, and who gets it.

use widget::markup::{Tag, tag};

use super::{Place, places};
use crate::{
    Shell,
    part::{Tone, notice},
};

/// What the page is drawn from.
#[derive(Clone, Debug)]
pub struct Week {
    /// The mail's subject.
    pub subject: String,
    /// The mail, as text.
    pub text: String,
    /// Who gets it.
    pub readers: Vec<String>,
}

/// The page.
pub fn week(shell: &Shell<'_>, page: &Week) -> Vec<Tag> {
    let readers = match page.readers.is_empty() {
        true => shell
            .say(
                "Nobody: it goes to owners and leads, and the team has neither.",
                "Nessuno: va a titolari e responsabili, e la squadra non ne ha.",
            )
            .to_owned(),
        false => {
            shell.say("It goes to", "Arriva a").to_owned() + " " + &page.readers.join(", ") + "."
        }
    };
    let contents = vec![
        tag("h1").put(shell.say("Reports", "Resoconti")),
        places(shell, Place::Week),
        notice(
            Tone::Info,
            shell.say(
                "This is what comes by email on Monday at eight, about the week before.",
                "È quel che arriva per email il lunedì alle otto, sulla settimana passata.",
            ),
        ),
        tag("p").put(readers),
        tag("section")
            .class("card letter")
            .put(tag("h2").put(page.subject.clone()))
            .put(tag("p").class("as-written").put(page.text.clone())),
    ];
    vec![tag("div").class("column reports").put_all(contents)]
}
