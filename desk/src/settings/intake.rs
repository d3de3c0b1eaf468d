//! Questions that are there already, brought in: pasted, as a file, or from the owner's page.

use widget::markup::{Tag, tag};

use super::{Bar, around};
use crate::{
    Shell,
    part::{Tone, button, button_of, field, form, input, notice, select, textarea},
};

/// What the page is drawn from.
#[derive(Default)]
pub struct Intake {
    /// What is prepared.
    pub bar: Bar,
    /// The languages they can be in: tags and names.
    pub langs: Vec<(String, String)>,
    /// The language chosen.
    pub lang: String,
    /// The address typed.
    pub url: String,
    /// The text pasted.
    pub text: String,
    /// Why nothing was brought in.
    pub trouble: String,
    /// What was found, before it is taken: how many, and notes.
    pub found: Option<(Vec<String>, Vec<String>)>,
}

/// The page.
pub fn intake(shell: &Shell<'_>, page: &Intake) -> Vec<Tag> {
    let trouble = (!page.trouble.is_empty()).then(|| notice(Tone::Trouble, page.trouble.clone()));
    let lang = (page.langs.len() > 1).then(|| {
        let label = shell.say("They are written in", "Sono scritte in");
        field(
            "lang",
            label,
            "",
            None,
            select("lang", &page.langs, &page.lang),
        )
    });
    let url = field(
        "url",
        shell.say(
            "Address of your FAQ page",
            "Indirizzo della tua pagina di domande",
        ),
        shell.say(
            "We read the questions it tells search engines (FAQPage).",
            "Leggiamo le domande che dice ai motori di ricerca (FAQPage).",
        ),
        None,
        input("text", "url", &page.url)
            .set("inputmode", "url")
            .set("placeholder", "https://"),
    );
    let file = field(
        "file",
        shell.say("or a file", "oppure un file"),
        shell.say("Markdown, CSV or HTML", "Markdown, CSV o HTML"),
        None,
        input("file", "file", "").set("accept", ".md,.markdown,.csv,.tsv,.html,.htm,.txt,text/*"),
    );
    let text = field(
        "text",
        shell.say("or paste them", "oppure incollale"),
        shell.say(
            "Each question as a heading (## How much is shipping?) with its answer below; or rows from a spreadsheet.",
            "Ogni domanda come titolo (## Quanto costa la spedizione?) con la risposta sotto; o righe di un foglio di calcolo.",
        ),
        None,
        textarea("text", &page.text, 10),
    );
    let mut drawn = form(shell, shell.path("settings/faqs/import"))
        .class("card")
        .set("enctype", "multipart/form-data")
        .put_all(trouble);
    if let Some((questions, notes)) = &page.found {
        let title = match (questions.len(), shell.say(false, true)) {
            (1, false) => "1 question found".to_owned(),
            (1, true) => "1 domanda trovata".to_owned(),
            (n, false) => format!("{n} questions found"),
            (n, true) => format!("{n} domande trovate"),
        };
        let list = questions
            .iter()
            .map(|question| tag("li").put(question.clone()));
        let notes = notes.iter().map(|note| tag("li").put(note.clone()));
        drawn = drawn.put(
            tag("div").class("notice").set("role", "status").put(
                tag("div")
                    .put(tag("p").put(tag("strong").put(title)))
                    .put(tag("ul").class("changes").put_all(list))
                    .put(tag("ul").class("changes hint").put_all(notes)),
            ),
        );
        drawn = drawn.put(button_of(
            "primary",
            "do",
            "take",
            shell.say("Take them into the draft", "Portale nella bozza"),
        ));
    }
    let look = shell.say("Look what is in it", "Guarda che cosa contiene");
    drawn = drawn.put_all(lang).put(url).put(file).put(text).put(
        button(
            if page.found.is_some() {
                "secondary"
            } else {
                "primary"
            },
            look,
        )
        .set("name", "do")
        .set("value", "look"),
    );
    let way = vec![
        (
            shell.path("settings"),
            shell.say("Settings", "Impostazioni").to_owned(),
        ),
        (
            shell.path("settings/faqs"),
            shell
                .say("Questions and answers", "Domande e risposte")
                .to_owned(),
        ),
    ];
    let title = shell.say(
        "Bring in questions you have",
        "Porta qui le domande che hai",
    );
    let contents = vec![tag("h1").put(title), drawn];
    around(shell, &page.bar, None, way, contents, None)
}
