//! The card of a customer who wants a call: number, time, and that it was done.

use widget::markup::{Tag, tag};

use super::{TicketPage, side::tel};
use crate::{
    Shell, icon,
    part::{button_of, card, field, form, textarea},
};

/// The customer wants a call.
pub(super) fn call(shell: &Shell<'_>, page: &TicketPage<'_>) -> Tag {
    let ticket = page.ticket;
    let number = ticket.phone.as_ref().map(|phone| {
        tag("p").put(icon("phone")).put(
            tag("a")
                .set("href", tel(phone))
                .put(phone.as_str().to_owned()),
        )
    });
    let window = ticket.callback.map(|window| {
        let zone = page.site.zone();
        let texts = shared::text::Catalogue::of(shell.tongue.locale());
        let (from, to) = (window.from.to_zoned(zone.clone()), window.to.to_zoned(zone));
        tag("p")
            .put(icon("clock"))
            .put(tag("span").put(shared::phrase::window(&from, &to, &texts, page.now)))
    });
    let said = field(
        "called",
        shell.say("What was said", "Che cosa si è detto"),
        shell.say(
            "The customer can read it on the request's page.",
            "Il cliente può leggerlo sulla pagina della richiesta.",
        ),
        page.fault("called"),
        textarea("text", "", 2),
    );
    let done = form(shell, page.path(shell, "called"))
        .class("form")
        .put(said)
        .put(
            tag("div")
                .class("actions")
                .put(button_of(
                    "secondary small",
                    "status",
                    "resolved",
                    shell.say("Called, resolved", "Chiamato, risolta"),
                ))
                .put(button_of(
                    "secondary small",
                    "status",
                    "open",
                    shell.say("Called, still open", "Chiamato, resta aperta"),
                )),
        );
    let numbers = tag("div").class("lines-of").put_all(number).put_all(window);
    card(
        shell.say("Wants a call", "Vuole essere chiamato"),
        vec![numbers, done],
    )
}
