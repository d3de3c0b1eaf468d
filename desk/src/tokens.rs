//! Programs that may call the API: what each opens, made with a secret shown once, revoked.

use shared::{access::Scope, api::Token};
use widget::markup::{Tag, tag};

use crate::{
    Shell,
    part::{Tone, button, button_of, card, empty, field, form, input, notice},
};

/// What the page is drawn from.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    /// Tokens with when each was last used, in words.
    pub rows: Vec<(Token, String)>,
    /// The secret of the one just made.
    pub secret: Option<String>,
    /// What was typed, where it needs another look.
    pub name: String,
    /// What was ticked.
    pub scopes: Vec<Scope>,
    /// The field that needs another look, with what to do.
    pub trouble: Option<(String, String)>,
    /// What was just done.
    pub done: Option<String>,
}

/// What a scope opens, in words.
fn opens(shell: &Shell<'_>, scope: Scope) -> &'static str {
    match scope {
        Scope::TicketsRead => shell.say(
            "Read requests and their files",
            "Leggere le richieste e i loro file",
        ),
        Scope::TicketsWrite => shell.say(
            "Answer and change requests",
            "Rispondere e modificare le richieste",
        ),
        Scope::ContactsRead => shell.say(
            "Read customers, and take them out as a file",
            "Leggere i clienti ed esportarli",
        ),
        Scope::ContactsWrite => shell.say(
            "Change and erase customers",
            "Modificare e cancellare i clienti",
        ),
        Scope::ReportsRead => shell.say("Read reports", "Leggere i resoconti"),
        Scope::SettingsRead => shell.say("Read settings", "Leggere le impostazioni"),
        Scope::SettingsWrite => shell.say(
            "Change settings and publish",
            "Modificare le impostazioni e pubblicare",
        ),
        Scope::Webhooks => shell.say(
            "Delivery log, test and replay webhooks",
            "Registro degli invii, prove e ripetizioni dei webhook",
        ),
        Scope::Admin => shell.say(
            "Everything else: people, tokens, secrets",
            "Tutto il resto: persone, token, segreti",
        ),
    }
}

fn row(shell: &Shell<'_>, token: &Token, used: &str) -> Tag {
    let scopes = tag("span")
        .class("chips")
        .put_all(token.scopes.iter().map(|scope| {
            let text = tag("span").class("chip").put(scope.name());
            text.set("title", opens(shell, *scope))
        }));
    let made = format!(
        "{} {} · {used}",
        shell.say("Made by", "Creato da"),
        token.created_by
    );
    let text = tag("span")
        .put(tag("strong").put(token.name.clone()))
        .put(tag("span").class("hint").put(made))
        .put(scopes);
    let end = button_of(
        "secondary small",
        "revoke",
        token.id.clone(),
        shell.say("Revoke", "Revoca"),
    );
    let end = end.set(
        "aria-label",
        format!("{} {}", shell.say("Revoke", "Revoca"), token.name),
    );
    tag("li")
        .put(text)
        .put(form(shell, shell.path("account/tokens")).put(end))
}

fn make(shell: &Shell<'_>, page: &Tokens) -> Tag {
    let trouble = |name: &str| {
        let trouble = page.trouble.as_ref().filter(|(field, _)| field == name);
        trouble.map(|(_, text)| text.as_str())
    };
    let name = field(
        "name",
        shell.say("What is it for?", "A cosa serve?"),
        shell.say(
            "So that you know later what stops when you revoke it.",
            "Così saprai cosa si ferma quando lo revochi.",
        ),
        trouble("name"),
        input("text", "name", &page.name)
            .set("maxlength", "80")
            .set("autocomplete", "off"),
    );
    let ticks = Scope::ALL.into_iter().map(|scope| {
        let tick = input("checkbox", "scope", scope.name())
            .set_some("checked", page.scopes.contains(&scope).then(String::new));
        let text = tag("span")
            .put(opens(shell, scope))
            .put(tag("span").class("hint code").put(scope.name()));
        tag("label").class("tick").put(tick).put(text)
    });
    let mut scopes = tag("fieldset")
        .class("form scopes")
        .set_some(
            "aria-describedby",
            trouble("scopes").map(|_| "scopes-error".to_owned()),
        )
        .put(tag("legend").put(shell.say("What may it do?", "Cosa può fare?")))
        .put_all(ticks);
    if let Some(text) = trouble("scopes") {
        let error = tag("p").class("error").set("id", "scopes-error");
        scopes = scopes.put(error.put(crate::icon("alert")).put(text.to_owned()));
    }
    form(shell, shell.path("account/tokens"))
        .class("form")
        .put(name)
        .put(scopes)
        .put(button(
            "primary",
            shell.say("Make the token", "Crea il token"),
        ))
}

/// The page.
pub fn tokens(shell: &Shell<'_>, page: &Tokens) -> Vec<Tag> {
    let back = tag("a").set("href", shell.path("account"));
    let docs = tag("a").set("href", "/v1");
    let mut contents = vec![
        tag("p").put(back.put(shell.say("← Your account", "← Il tuo profilo"))),
        tag("h1").put(shell.say("API tokens", "Token per le API")),
        tag("p")
            .class("hint")
            .put(shell.say(
                "With a token a program of yours acts on this site. ",
                "Con un token un tuo programma agisce su questo sito. ",
            ))
            .put(docs.put(shell.say("What it can call", "Cosa può chiamare"))),
    ];
    if let Some(done) = &page.done {
        contents.push(notice(Tone::Done, done.clone()));
    }
    if let Some(secret) = &page.secret {
        let value = field(
            "secret",
            shell.say("The token", "Il token"),
            shell.say(
                "Copy it now: it is shown this once and kept nowhere. Treat it like a password.",
                "Copialo adesso: si vede solo questa volta e non lo conserviamo. Trattalo come una password.",
            ),
            None,
            input("text", "secret", secret)
                .class("code")
                .set("readonly", "")
                .set("spellcheck", "false"),
        );
        contents.push(card(shell.say("It is made", "È pronto"), vec![value]));
    }
    let list = match page.rows.is_empty() {
        true => empty(
            "key",
            shell.say("No token yet", "Ancora nessun token"),
            shell.say(
                "No program can call the API in this site's name.",
                "Nessun programma può usare le API a nome di questo sito.",
            ),
        ),
        false => tag("ul").class("rows").put_all(
            page.rows
                .iter()
                .map(|(token, used)| row(shell, token, used)),
        ),
    };
    contents.push(card(shell.say("In use", "In uso"), vec![list]));
    contents.push(card(
        shell.say("A new token", "Un nuovo token"),
        vec![make(shell, page)],
    ));
    vec![tag("div").class("column").put_all(contents)]
}
