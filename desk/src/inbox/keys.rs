//! What keys do at the desk, in a dialog that a script opens.

use widget::markup::{Tag, tag};

use crate::Shell;

/// What keys do, in a dialog that a script opens.
pub fn help(shell: &Shell<'_>) -> Tag {
    let keys = [
        (
            "j / k",
            shell.say("Next, previous", "Successiva, precedente"),
        ),
        ("Enter", shell.say("Open", "Apri")),
        ("x", shell.say("Tick", "Spunta")),
        ("r", shell.say("Answer", "Rispondi")),
        ("n", shell.say("Note", "Nota")),
        ("a", shell.say("Assign", "Affida")),
        ("e", shell.say("Resolve", "Risolvi")),
        ("u", shell.say("Back to the inbox", "Torna alle richieste")),
        ("/", shell.say("Search", "Cerca")),
        ("Ctrl Enter", shell.say("Send", "Invia")),
        ("?", shell.say("This help", "Questo aiuto")),
    ];
    let rows = keys.into_iter().map(|(key, what)| {
        tag("div")
            .put(tag("dt").put(tag("kbd").put(key)))
            .put(tag("dd").put(what))
    });
    tag("dialog")
        .set("id", "keys")
        .set("aria-labelledby", "keys-title")
        .put(
            tag("h2")
                .set("id", "keys-title")
                .put(shell.say("Keyboard", "Tastiera")),
        )
        .put(tag("dl").put_all(rows))
        .put(
            tag("form").set("method", "dialog").put(
                tag("button")
                    .class("secondary")
                    .put(shell.say("Close", "Chiudi")),
            ),
        )
}
