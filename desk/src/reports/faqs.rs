//! How people help themselves: what they read, whether it helped, what they looked for in vain.

use shared::measures::{Share, words};
use widget::markup::{Tag, tag};

use super::{Place, places, sheet::Sheet, spans, unbroken};
use crate::{
    Shell, Tongue, icon,
    part::{empty, link_button},
};

/// One FAQ.
#[derive(Clone, Debug)]
pub struct Faq {
    /// Its question; its id where it is there no more.
    pub question: String,
    /// How often it was read, helped, and did not help.
    pub counts: [u32; 3],
}

/// Something people asked in vain, and what can be done about it.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// In which language.
    pub lang: String,
    /// How it was asked most.
    pub phrasing: String,
    /// How often.
    pub asked: u32,
    /// The question of the nearest FAQ, if one is near.
    pub nearest: Option<String>,
}

/// What the page is drawn from.
#[derive(Clone, Debug)]
pub struct Faqs {
    /// Which period was asked for.
    pub span: String,
    /// The query of the same in an address, `?…` or empty.
    pub query: String,
    /// Sessions that ended on an answer, among those with a question; now and before.
    pub deflected: [Share; 2],
    /// FAQs, those read most first.
    pub faqs: Vec<Faq>,
    /// What was searched for without finding an answer: words, language, how often.
    pub missed: Vec<(String, String, u32)>,
    /// What to do about it.
    pub wanted: Vec<Wanted>,
    /// Whether whoever looks may change the FAQs.
    pub may_edit: bool,
}

impl Faqs {
    /// The tables of the page.
    pub fn sheets(&self, tongue: Tongue) -> [Sheet; 2] {
        let heads = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
        [
            Sheet {
                name: "read",
                title: tongue.say("Answers read", "Risposte lette").to_owned(),
                heads: heads(&[
                    tongue.say("Question", "Domanda"),
                    tongue.say("Read", "Lette"),
                    tongue.say("Helped", "Utile"),
                    tongue.say("Did not", "Non utile"),
                    tongue.say("Helped, %", "Utile, %"),
                ]),
                rows: self
                    .faqs
                    .iter()
                    .map(|faq| {
                        let [read, helped, missed] = faq.counts;
                        let share = Share {
                            of: helped,
                            among: helped.saturating_add(missed),
                        };
                        vec![
                            faq.question.clone(),
                            read.to_string(),
                            helped.to_string(),
                            missed.to_string(),
                            share.percent().map_or(String::new(), |n| n.to_string()),
                        ]
                    })
                    .collect(),
            },
            Sheet {
                name: "missed",
                title: tongue.say("Searched in vain", "Cercate invano").to_owned(),
                heads: heads(&[
                    tongue.say("Words", "Parole"),
                    tongue.say("Language", "Lingua"),
                    tongue.say("How often", "Quante volte"),
                ]),
                rows: self
                    .missed
                    .iter()
                    .map(|(words, lang, times)| {
                        vec![words.clone(), lang.clone(), times.to_string()]
                    })
                    .collect(),
            },
        ]
    }
}

fn headline(tongue: Tongue, page: &Faqs) -> String {
    let [now, before] = page.deflected;
    if now.among == 0 {
        return tongue
            .say(
                "Nobody came with a question in this time.",
                "In questo periodo non è passato nessuno con una domanda.",
            )
            .to_owned();
    }
    let percent = tongue.percent(now);
    let mut text = match tongue {
        Tongue::En => format!(
            "{percent} of the visits with a question ended on an answer, without a message to you"
        ),
        Tongue::It => format!(
            "Il {percent} delle visite con una domanda è finito con una risposta letta, senza scriverci"
        ),
    };
    let change = words::points(tongue, now, before);
    if !change.is_empty() {
        text.push_str(&format!(" ({change})"));
    }
    text.push('.');
    text
}

/// The page.
pub fn faqs(shell: &Shell<'_>, page: &Faqs) -> Vec<Tag> {
    let tongue = shell.tongue;
    let mut contents = vec![
        tag("h1").put(shell.say("Reports", "Resoconti")),
        places(shell, Place::Faqs),
        spans(shell, "reports/faqs", &page.span),
        tag("p")
            .class("headline")
            .put(unbroken(&headline(tongue, page))),
    ];
    if !page.wanted.is_empty() {
        contents.push(wanted(shell, tongue, page));
    }
    let none = [
        tongue.say(
            "No answer was read in these days.",
            "In questi giorni non è stata letta nessuna risposta.",
        ),
        tongue.say(
            "Every search found something.",
            "Ogni ricerca ha trovato qualcosa.",
        ),
    ];
    for (sheet, none) in page.sheets(tongue).iter().zip(none) {
        let csv = match page.query.as_str() {
            "" => format!("reports/faqs/csv?table={}", sheet.name),
            query => format!("reports/faqs/csv{query}&table={}", sheet.name),
        };
        let mut card = tag("section")
            .class("card")
            .put(tag("h2").put(sheet.title.clone()));
        if sheet.rows.is_empty() {
            card = card.put(tag("p").class("hint").put(none));
        } else {
            let take = tag("a")
                .class("quiet small")
                .set("href", shell.path(&csv))
                .put(icon("download"))
                .put("CSV")
                .put(
                    tag("span")
                        .class("unseen")
                        .put(format!(" – {}", sheet.title)),
                );
            card = card.put(sheet.draw()).put(take);
        }
        contents.push(card);
    }
    if page.faqs.is_empty() && page.missed.is_empty() && page.wanted.is_empty() {
        contents.truncate(3);
        contents.push(empty(
            "search",
            tongue.say("Nobody has searched yet", "Nessuno ha ancora cercato"),
            tongue.say(
                "What people read and look for stands here as soon as somebody opens the panel.",
                "Cosa leggono e cercano le persone si vede qui appena qualcuno apre il pannello.",
            ),
        ));
    }
    vec![tag("div").class("wide reports").put_all(contents)]
}

fn wanted(shell: &Shell<'_>, tongue: Tongue, page: &Faqs) -> Tag {
    let rows = page.wanted.iter().map(|wanted| {
        let times = match (tongue, wanted.asked) {
            (Tongue::En, 1) => "asked once".to_owned(),
            (Tongue::En, n) => format!("asked {n} times"),
            (Tongue::It, 1) => "chiesto una volta".to_owned(),
            (Tongue::It, n) => format!("chiesto {n} volte"),
        };
        let advice = match (&wanted.nearest, tongue) {
            (Some(near), Tongue::En) => format!("{times}; add this phrasing to “{near}”"),
            (Some(near), Tongue::It) => format!("{times}; aggiungi questa formulazione a «{near}»"),
            (None, Tongue::En) => format!("{times}; write an answer for it"),
            (None, Tongue::It) => format!("{times}; scrivi una risposta"),
        };
        let text = tag("span")
            .put(
                tag("strong")
                    .set("lang", wanted.lang.clone())
                    .put(format!("“{}”", wanted.phrasing)),
            )
            .put(tag("span").class("hint").put(advice));
        tag("li").put(icon("search")).put(text)
    });
    let card = tag("section")
        .class("card")
        .put(tag("h2").put(tongue.say("What to add", "Cosa aggiungere")))
        .put(tag("ul").class("rows").put_all(rows));
    match page.may_edit {
        true => card.put(tag("p").class("actions").put(link_button(
            "secondary",
            shell.path("settings/faqs"),
            tongue.say("To the answers", "Alle risposte"),
        ))),
        false => card,
    }
}
