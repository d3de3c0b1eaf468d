//! The first steps: what is done by itself is seen in the draft, the rest is said or skipped.

use desk::{
    Section as Place,
    settings::{self, FirstStep, FirstSteps, StepState},
};
use serde_json::Value;
use shared::{access::Action, settings::at};

use super::{
    bench::{Bench, moment},
    preview,
};
use crate::{
    desk::{Desk, Outcome},
    form::Fields,
    protocol::{
        Answer, Call,
        setup::{self, Ask},
    },
};

const STEPS: [&str; 5] = ["name", "faqs", "hours", "tag", "seen"];

/// `GET /desk/{site}/first-steps`.
pub async fn show(desk: &Desk<'_>) -> Outcome {
    let bench = Bench::open(desk).await?;
    let answer = desk.ask(Call::Setup(Ask::Progress)).await?;
    let Answer::Setup(setup::Answer::Progress(known)) = answer else {
        return super::super::unexpected();
    };
    let count = |key: &str| {
        at(&bench.draft, key)
            .and_then(Value::as_array)
            .map_or(0, Vec::len)
    };
    let hours = bench
        .site
        .as_ref()
        .is_some_and(|site| site.hours.is_stated());
    let tongue = desk.tongue;
    let tag = format!(
        "<script src=\"{own}/premura.js\" data-site=\"{id}\" async></script>\n\
         <noscript><a href=\"{own}/p/{id}\">{help}</a></noscript>",
        own = desk.own,
        id = desk.id,
        help = tongue.say("Help and contact", "Aiuto e contatti"),
    );
    let steps = STEPS.into_iter().map(|id| {
        let kept = known.iter().find(|step| step.step == id);
        let by_itself = match id {
            "faqs" => count("faqs") > 0,
            "hours" => hours,
            "seen" => kept.is_some_and(|step| step.state == "seen"),
            _ => false,
        };
        let state = match kept.map(|step| step.state.as_str()) {
            Some("done" | "seen") => StepState::Done,
            Some("skipped") => StepState::Skipped,
            Some("open") => StepState::Open,
            _ if by_itself => StepState::Done,
            _ => StepState::Open,
        };
        let name = at(&bench.draft, "name").and_then(Value::as_str).unwrap_or("");
        let (title, text, way) = match id {
            "name" => (
                tongue.say("Your name and your colour", "Il tuo nome e il tuo colore"),
                tongue.say(
                    format!("Customers read “{name}”. Change it, or go on to the colour."),
                    format!("I clienti leggono «{name}». Cambialo, o passa al colore."),
                ),
                Some(("settings/site", tongue.say("Name", "Nome"))),
            ),
            "faqs" => (
                tongue.say("The questions you answer most", "Le domande a cui rispondi più spesso"),
                match (count("faqs"), tongue.say(false, true)) {
                    (0, false) => "Paste those you have, or fetch your own FAQ page: it takes a minute.".to_owned(),
                    (0, true) => "Incolla quelle che hai, o prendi la tua pagina di domande: basta un minuto.".to_owned(),
                    (n, false) => format!("There are {n}. More can come at any time."),
                    (n, true) => format!("Ce ne sono {n}. Altre possono venire quando vuoi."),
                },
                Some(("settings/faqs/import", tongue.say("Bring them in", "Portale qui"))),
            ),
            "hours" => (
                tongue.say("When somebody is there", "Quando c'è qualcuno"),
                tongue
                    .say(
                        "From your hours we tell customers by when they are answered, and never promise what you cannot keep.",
                        "Dai tuoi orari diciamo ai clienti entro quando avranno risposta, senza promettere quello che non puoi mantenere.",
                    )
                    .to_owned(),
                Some(("settings/hours", tongue.say("Opening hours", "Orari"))),
            ),
            "tag" => (
                tongue.say("The tag on your pages", "Il tag nelle tue pagine"),
                tongue
                    .say(
                        "Copy this to the end of your pages, before </body>. Shop systems have a place for it, often called “custom code”. Publish first what you prepared.",
                        "Copialo in fondo alle tue pagine, prima di </body>. I sistemi per negozi hanno un posto apposta, spesso «codice personalizzato». Prima pubblica quello che hai preparato.",
                    )
                    .to_owned(),
                None,
            ),
            _ => (
                tongue.say("We see your site show the widget", "Vediamo il tuo sito mostrare il widget"),
                match kept.filter(|step| step.state == "seen") {
                    Some(step) => {
                        let when = moment(desk, &step.at);
                        tongue.say(
                            format!("We saw your site load the widget, first at {when}."),
                            format!("Abbiamo visto il tuo sito caricare il widget, la prima volta alle {when}."),
                        )
                    }
                    None => tongue
                        .say(
                            "Open a page of yours and press the help button. Then come back here.",
                            "Apri una tua pagina e premi il pulsante di aiuto. Poi torna qui.",
                        )
                        .to_owned(),
                },
                Some(("first-steps", tongue.say("Look again", "Guarda di nuovo"))),
            ),
        };
        FirstStep {
            id,
            title: title.to_owned(),
            text,
            state,
            way: way
                .filter(|_| !(id == "seen" && state == StepState::Done))
                .map(|(path, text)| (path.to_owned(), text.to_owned())),
            copy: (id == "tag").then(|| tag.clone()),
        }
    });
    let page = FirstSteps {
        steps: steps.collect(),
        bar: bench.bar(desk).await?,
        preview: preview(desk, ""),
        may_change: desk.may(Action::WriteSettings).await?,
    };
    let title = tongue.say("First steps", "Primi passi");
    desk.draw(200, title, Place::Settings, |shell| {
        settings::first_steps(shell, &page)
    })
    .await
}

/// `POST /desk/{site}/first-steps`.
pub async fn act(desk: &Desk<'_>, fields: &Fields) -> Outcome {
    let (step, state) = (fields.text("step"), fields.text("do"));
    if STEPS.contains(&step.as_str()) && ["done", "skipped", "open"].contains(&state.as_str()) {
        desk.ask(Call::Setup(Ask::Step { step, state })).await?;
    }
    desk.go("first-steps")
}
