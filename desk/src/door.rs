//! Pages for somebody who is not in yet: which desk, by which address, and the link's own page.

use shared::assertion;
use widget::markup::{Tag, tag};

use crate::{
    Tongue,
    part::{Tone, button, field, hidden, input, link_button, notice},
    shell::bare,
};

/// How asking for a link went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// Nothing was asked yet.
    NotYet,
    /// A mail is on its way, if the address is of the team.
    Sent,
    /// The address needs another look.
    Wrong,
    /// Not so often; the sentence says when again.
    Wait(String),
    /// The session is over; what was being done goes on after signing in.
    Ended,
    /// They signed out, and Cloudflare Access still knows them.
    Left,
    /// The session that Cloudflare Access began was ended.
    Over,
    /// The operator set up Cloudflare Access in a way that cannot be; the sentence says how.
    Unclear(String),
}

fn heading(text: impl Into<String>) -> Tag {
    tag("h1").put(text.into())
}

/// Which site's desk.
pub fn choose(tongue: Tongue, given: &str, wrong: bool) -> String {
    let error = wrong.then(|| {
        tongue.say(
            "We know no site by this name.",
            "Non conosciamo un sito con questo nome.",
        )
    });
    let site = field(
        "site",
        tongue.say("Site", "Sito"),
        tongue.say(
            "Its short name, as it stands in the widget's tag: data-site.",
            "Il suo nome breve, come sta nel tag del widget: data-site.",
        ),
        error,
        input("text", "site", given)
            .set("autocapitalize", "none")
            .set("spellcheck", "false")
            .set("required", ""),
    );
    let form = tag("form")
        .class("card")
        .set("action", "/desk")
        .put(site)
        .put(button("primary", tongue.say("Go on", "Avanti")));
    bare(
        "Premura",
        vec![
            heading(tongue.say("Which desk?", "Quale postazione?")),
            form,
        ],
    )
}

/// Asking for a link. `next` is where to go on afterwards.
pub fn sign_in(
    tongue: Tongue,
    site_id: &str,
    site_name: &str,
    email: &str,
    next: &str,
    asked: &Asked,
) -> String {
    let mut contents = vec![heading(tongue.say("Sign in", "Entra"))];
    match asked {
        Asked::Sent => {
            let sent = format!(
                "{} {email}",
                tongue.say(
                    "If this address is of the team, a link is on its way to",
                    "Se l'indirizzo è della squadra, un link è in arrivo a"
                ),
            );
            contents.push(notice(Tone::Done, sent));
            contents.push(tag("p").class("hint").put(tongue.say(
                "It works once, for 10 minutes, in this browser. Nothing there? Look among the spam, or ask an owner whether this is the address they know.",
                "Funziona una volta sola, per 10 minuti, in questo browser. Non arriva? Guarda nello spam, o chiedi a chi gestisce il sito se l'indirizzo è questo.",
            )));
        }
        Asked::Ended => contents.push(notice(
            Tone::Info,
            tongue.say(
                "You were signed out. Sign in again and you go on where you were.",
                "La sessione è finita. Entra di nuovo e riprendi da dov'eri.",
            ),
        )),
        Asked::Wait(text) => contents.push(notice(Tone::Trouble, text.clone())),
        Asked::Left => contents.push(leave_access(
            tongue,
            tongue.say(
                "You are signed out of the desk. Cloudflare Access still knows you on this device.",
                "Sei fuori dalla postazione. Cloudflare Access su questo dispositivo ti conosce ancora.",
            ),
        )),
        Asked::Over => contents.push(leave_access(
            tongue,
            tongue.say(
                "You were signed out here. To come in by Cloudflare Access again, sign out there first, then open the desk.",
                "Qui la sessione è stata chiusa. Per rientrare con Cloudflare Access, esci prima da lì, poi apri la postazione.",
            ),
        )),
        Asked::Unclear(why) => contents.push(notice(
            Tone::Trouble,
            format!(
                "{} {why}.",
                tongue.say(
                    "Cloudflare Access is not set up right, so links are mailed. For whoever runs this server:",
                    "Cloudflare Access non è impostato bene, quindi si entra con un link. Per chi gestisce il server:",
                ),
            ),
        )),
        Asked::NotYet | Asked::Wrong => {}
    }
    let error = (*asked == Asked::Wrong).then(|| {
        tongue.say(
            "Write your email address, such as marta@bottega.example.",
            "Scrivi il tuo indirizzo email, per esempio marta@bottega.example.",
        )
    });
    let address = field(
        "email",
        tongue.say("Your email address", "Il tuo indirizzo email"),
        tongue.say(
            "We send you a link: no password.",
            "Ti mandiamo un link: niente password.",
        ),
        error,
        input("email", "email", email)
            .set("autocomplete", "email")
            .set("required", ""),
    );
    let text = match asked {
        Asked::Sent => tongue.say("Send another", "Mandane un altro"),
        _ => tongue.say("Send me the link", "Mandami il link"),
    };
    contents.push(
        tag("form")
            .class("card")
            .set("method", "post")
            .set("novalidate", "")
            .set("action", format!("/desk/{site_id}/sign-in"))
            .put(hidden("next", next))
            .put(address)
            .put(button("primary", text)),
    );
    bare(site_name, contents)
}

fn way_out(tongue: Tongue) -> &'static str {
    tongue.say("Sign out of Cloudflare Access", "Esci da Cloudflare Access")
}

/// What happened, with the way out of Cloudflare Access.
fn leave_access(tongue: Tongue, text: &'static str) -> Tag {
    let link = tag("a").set("href", assertion::LEAVE).put(way_out(tongue));
    let text = tag("span").put(text).put(" ").put(link);
    notice(Tone::Info, text)
}

/// Somebody Cloudflare Access lets through whose address nobody of the team has.
pub fn stranger(
    tongue: Tongue,
    site_id: &str,
    site_name: &str,
    title: &str,
    email: &str,
) -> String {
    let known = format!(
        "{} {email}.",
        tongue.say(
            "Cloudflare Access knows you as",
            "Cloudflare Access ti conosce come"
        )
    );
    let hint = tongue.say(
        "Nobody of this team has that address. Ask an owner to add it under Settings, Team: then open this page again.",
        "Nessuno della squadra ha questo indirizzo. Chiedi a chi gestisce il sito di aggiungerlo in Impostazioni, Squadra: poi riapri questa pagina.",
    );
    let mail = link_button(
        "secondary",
        format!("/desk/{site_id}/sign-in?by=mail"),
        tongue.say("I have another address here", "Qui ho un altro indirizzo"),
    );
    let leave = link_button("quiet", assertion::LEAVE, way_out(tongue));
    bare(
        site_name,
        vec![
            heading(title),
            tag("p").put(known),
            tag("p").put(hint),
            tag("div").class("actions").put(mail).put(leave),
        ],
    )
}

/// The page a link leads to: nothing happens before the button, as programs follow links in mails.
pub fn enter(tongue: Tongue, site_id: &str, site_name: &str, link: &str, next: &str) -> String {
    let form = tag("form")
        .class("card")
        .set("method", "post")
        .set("action", format!("/desk/{site_id}/enter"))
        .put(hidden("link", link))
        .put(hidden("next", next))
        .put(tag("p").put(tongue.say("One step left.", "Manca solo un passo.")))
        .put(button(
            "primary",
            tongue.say("Enter the desk", "Entra nella postazione"),
        ));
    bare(
        site_name,
        vec![heading(tongue.say("Almost there", "Ci siamo quasi")), form],
    )
}

/// A link that lets nobody in, with the way to another.
pub fn refused(tongue: Tongue, site_id: &str, site_name: &str, other_browser: bool) -> String {
    let text = match other_browser {
        true => tongue.say(
            "This link was asked for in another browser. Open it there, or ask for one here.",
            "Questo link è stato chiesto in un altro browser. Aprilo lì, o chiedine uno qui.",
        ),
        false => tongue.say(
            "This link was used or is older than 10 minutes. Ask for a new one: it takes a moment.",
            "Questo link è già stato usato o ha più di 10 minuti. Chiedine uno nuovo: basta un momento.",
        ),
    };
    bare(
        site_name,
        vec![
            heading(tongue.say("This link opens nothing", "Questo link non apre nulla")),
            tag("p").put(text),
            link_button(
                "primary",
                format!("/desk/{site_id}/sign-in"),
                tongue.say("Ask for a link", "Chiedi un link"),
            ),
        ],
    )
}

/// What cannot be done, said to somebody, with the way on.
pub fn trouble(brand: &str, title: &str, hint: &str, href: &str, way: &str) -> String {
    bare(
        brand,
        vec![
            heading(title),
            tag("p").put(hint.to_owned()),
            link_button("primary", href, way),
        ],
    )
}
