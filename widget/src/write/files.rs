//! Photos and documents that go with the request. Without script the browser's own control keeps
//! them; with it `files.js` lists them here, and sends them one by one once the request is safe.

use shared::text::Text;

use crate::{
    icon::icon,
    markup::{Tag, tag},
    state::State,
};
/// What can be looked at by the team, and is nobody's program.
const ACCEPT: &str = "image/jpeg,image/png,image/gif,image/webp,image/heic,.heic,.pdf,.txt";

/// The control, and the place of the files chosen so far.
pub(super) fn files(state: State) -> Tag {
    let optional = format!(" ({})", state.text(Text::Optional));
    let label = tag("label")
        .set("for", "file")
        .put(state.text(Text::Files))
        .put(tag("span").class("hint").put(optional));
    let control = tag("input")
        .set("type", "file")
        .set("id", "file")
        .set("name", "file")
        .set("multiple", "")
        .set("accept", ACCEPT)
        .set("aria-describedby", "file-error file-help");
    // Shown where there is script, instead of the control.
    let add = tag("label")
        .class("quiet add")
        .set("for", "file")
        .put(state.text(Text::FilesAdd));
    // Phones have a camera.
    let camera = tag("input")
        .set("type", "file")
        .set("id", "camera")
        .set("class", "unseen")
        .set("accept", "image/*")
        .set("capture", "environment");
    let photo = tag("label")
        .class("quiet add photo")
        .set("for", "camera")
        .put(icon("camera"))
        .put(state.text(Text::FilesPhoto));
    // Each file listed gets one like it.
    let remove = tag("button")
        .set("type", "button")
        .set("hidden", "")
        .set("data-remove", state.text(Text::FilesRemove))
        .put(icon("close"));
    let wrong = tag("p")
        .set("id", "file-error")
        .class("error")
        .set("role", "status")
        .set("data-refused", state.text(Text::FilesRefused));
    // A post that came back lost its files.
    let again = state.read(|values| {
        let errors = &values.form.errors;
        let again = errors.iter().find(|error| error.field == "file");
        again.map(|error| error.message.clone())
    });
    let wrong = match again {
        Some(again) => wrong.put(again),
        None => wrong.set("hidden", ""),
    };
    let help = tag("p")
        .set("id", "file-help")
        .class("hint")
        .put(state.text(Text::FilesHelp));
    tag("div")
        .class("field")
        .put(label)
        .put(control)
        .put(tag("p").class("adds").put(add).put(camera).put(photo))
        .put(tag("ul").class("picked"))
        .put(remove)
        .put(wrong)
        .put(help)
}
