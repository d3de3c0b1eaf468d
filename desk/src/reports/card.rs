//! The measures as cards: name, value, what changed, and how it is worked out.

use shared::{
    measures::{Report, Share, Spread, words},
    sla::Target,
};
use widget::markup::{Tag, tag};

use super::Reports;
use crate::{Shell, Tongue, icon};

/// Whether a change is for the better.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Turn {
    Better,
    Worse,
    Even,
}

struct Card {
    name: &'static str,
    value: String,
    /// What stands under the value.
    beside: String,
    change: String,
    turn: Turn,
    how: &'static str,
}

impl Card {
    fn draw(self) -> Tag {
        let (class, name) = match self.turn {
            Turn::Better => ("change better", "up"),
            Turn::Worse => ("change worse", "down"),
            Turn::Even => ("change", ""),
        };
        let mut card = tag("li")
            .class("card measure")
            .put(tag("h3").put(self.name))
            .put(tag("p").class("value").put(self.value));
        if !self.beside.is_empty() {
            card = card.put(tag("p").class("hint").put(self.beside));
        }
        if !self.change.is_empty() {
            let mut change = tag("p").class(class);
            if !name.is_empty() {
                change = change.put(icon(name));
            }
            card = card.put(change.put(self.change));
        }
        card
    }
}

/// Which way a change goes, where more is better.
fn turn(now: u64, before: u64) -> Turn {
    match now.cmp(&before) {
        std::cmp::Ordering::Greater => Turn::Better,
        std::cmp::Ordering::Less => Turn::Worse,
        std::cmp::Ordering::Equal => Turn::Even,
    }
}

fn flipped(turn: Turn) -> Turn {
    match turn {
        Turn::Better => Turn::Worse,
        Turn::Worse => Turn::Better,
        Turn::Even => Turn::Even,
    }
}

fn of_share(
    tongue: Tongue,
    name: &'static str,
    [now, before]: [Share; 2],
    more_is_better: bool,
    how: &'static str,
) -> Card {
    let turn = match (now.permille(), before.permille()) {
        (Some(now), Some(before)) if now.abs_diff(before) >= 5 => turn(now.into(), before.into()),
        _ => Turn::Even,
    };
    Card {
        name,
        value: tongue.percent(now),
        beside: match now.among {
            0 => String::new(),
            among => match tongue {
                Tongue::En => format!("{} of {among}", now.of),
                Tongue::It => format!("{} su {among}", now.of),
            },
        },
        change: words::points(tongue, now, before),
        turn: if more_is_better { turn } else { flipped(turn) },
        how,
    }
}

fn of_time(
    tongue: Tongue,
    name: &'static str,
    [now, before]: [Spread; 2],
    calendar: Spread,
    how: &'static str,
) -> Card {
    let known = now.count > 0 && before.count > 0;
    Card {
        name,
        value: match now.count {
            0 => "–".to_owned(),
            _ => tongue.span(now.median),
        },
        beside: match now.count {
            0 => String::new(),
            _ => match tongue {
                Tongue::En => format!(
                    "mean {}, 9 in 10 within {}; by the calendar {}",
                    tongue.span(now.mean),
                    tongue.span(now.p90),
                    tongue.span(calendar.median),
                ),
                Tongue::It => format!(
                    "in media {}, 9 su 10 entro {}; di calendario {}",
                    tongue.span(now.mean),
                    tongue.span(now.p90),
                    tongue.span(calendar.median),
                ),
            },
        },
        change: match known {
            true => words::faster(tongue, now.median, before.median),
            false => String::new(),
        },
        turn: match known && now.median.abs_diff(before.median) >= 60 {
            true => flipped(turn(now.median.into(), before.median.into())),
            false => Turn::Even,
        },
        how,
    }
}

fn count(tongue: Tongue, name: &'static str, value: u32, before: u32, how: &'static str) -> Card {
    Card {
        name,
        value: value.to_string(),
        beside: String::new(),
        change: words::more(tongue, value, before),
        turn: Turn::Even,
        how,
    }
}

/// All cards, and their definitions on demand.
pub fn cards(shell: &Shell<'_>, page: &Reports) -> Tag {
    let tongue = shell.tongue;
    let cards = all(tongue, &page.now, &page.before);
    let terms = cards
        .iter()
        .flat_map(|card| [tag("dt").put(card.name), tag("dd").put(card.how)]);
    let terms = tag("dl").class("terms").put_all(terms);
    let how = tag("details")
        .class("choose")
        .put(
            tag("summary")
                .put(icon("info"))
                .put(tongue.say("How each is worked out", "Come si calcola ognuna")),
        )
        .put(terms);
    tag("section")
        .put(
            tag("h2")
                .class("unseen")
                .put(tongue.say("Measures", "Misure")),
        )
        .put(
            tag("ul")
                .class("measures")
                .put_all(cards.into_iter().map(Card::draw)),
        )
        .put(how)
}

fn all(tongue: Tongue, now: &Report, before: &Report) -> Vec<Card> {
    let mut received = count(
        tongue,
        tongue.say("Received", "Ricevute"),
        now.received,
        before.received,
        tongue.say(
            "Requests that came in. Suspected spam does not count, and a request merged into another counts with that one.",
            "Richieste arrivate. Lo spam sospetto non conta; una richiesta unita a un'altra conta con quella.",
        ),
    );
    received.beside = match tongue {
        Tongue::En => format!("{} a day", tongue.decimal(now.a_day())),
        Tongue::It => format!("{} al giorno", tongue.decimal(now.a_day())),
    };
    let mut waiting = count(
        tongue,
        tongue.say("Still open", "Ancora aperte"),
        now.waiting(),
        before.waiting(),
        tongue.say(
            "Requests neither resolved nor closed when the last day ended.",
            "Richieste né risolte né chiuse alla fine dell'ultimo giorno.",
        ),
    );
    waiting.turn = flipped(turn(now.waiting().into(), before.waiting().into()));
    let first = |report: &Report| report.first_response.business;
    let resolution = |report: &Report| report.resolution.business;
    let mut cards = vec![
        received,
        of_share(
            tongue,
            tongue.say("Answered by a person", "Con una risposta"),
            [now.replied, before.replied],
            true,
            tongue.say(
                "Of the requests that came in, those a person has answered, at any time. Automatic mails do not count.",
                "Delle richieste arrivate, quelle a cui una persona ha risposto, in qualunque momento. Le mail automatiche non contano.",
            ),
        ),
        of_time(
            tongue,
            tongue.say("First answer, median", "Prima risposta, mediana"),
            [first(now), first(before)],
            now.first_response.calendar,
            tongue.say(
                "From a request to the first answer by a person, of first answers given in these days, inside the opening hours. Half took less.",
                "Da una richiesta alla prima risposta di una persona, delle prime risposte date in questi giorni, nelle ore di apertura. Metà ha richiesto meno.",
            ),
        ),
        mean_reply(tongue, now, before),
        of_time(
            tongue,
            tongue.say("Until resolved, median", "Fino alla soluzione, mediana"),
            [resolution(now), resolution(before)],
            now.resolution.calendar,
            tongue.say(
                "From a request to the last time it was set to resolved in these days, inside the opening hours.",
                "Da una richiesta all'ultima volta che in questi giorni è stata segnata come risolta, nelle ore di apertura.",
            ),
        ),
        of_share(
            tongue,
            tongue.say("Resolved", "Risolte"),
            [now.resolved, before.resolved],
            true,
            tongue.say(
                "Requests resolved in these days for each that came in. Above 100 % what had piled up gets less.",
                "Richieste risolte in questi giorni per ognuna arrivata. Sopra il 100 % l'arretrato cala.",
            ),
        ),
        waiting,
    ];
    for (target, name) in [
        (
            Target::FirstResponse,
            tongue.say("First answer in time", "Prima risposta puntuale"),
        ),
        (
            Target::Resolution,
            tongue.say("Resolved in time", "Risolte puntuali"),
        ),
    ] {
        let met = [now.met(target), before.met(target)];
        if met.iter().any(|met| met.among > 0) {
            cards.push(of_share(tongue, name, met, true, tongue.say(
                "What was promised and came due in these days: kept, or its time ran out. The time is that of the request's policy.",
                "Quanto era promesso ed è arrivato a scadenza in questi giorni: mantenuto, o fuori tempo. Vale il tempo previsto per quella richiesta.",
            )));
        }
    }
    cards.push(of_share(
        tongue,
        tongue.say("Satisfied", "Contenti"),
        [now.satisfied(), before.satisfied()],
        true,
        tongue.say(
            "Ratings of 4 or 5, of all on the five-step scale given in these days.",
            "Voti 4 o 5, di tutti quelli su cinque gradini dati in questi giorni.",
        ),
    ));
    cards.push(of_share(
        tongue,
        tongue.say("Rated at all", "Hanno votato"),
        [now.surveyed, before.surveyed],
        true,
        tongue.say(
            "Of the requests resolved in these days, those whose customer left a rating.",
            "Delle richieste risolte in questi giorni, quelle con un voto del cliente.",
        ),
    ));
    cards.extend(recommend(tongue, now, before));
    cards.extend(ease(tongue, now, before));
    cards.push(interactions(tongue, now, before));
    cards.push(of_share(
        tongue,
        tongue.say("Resolved with one answer", "Risolte con una risposta"),
        [now.one_touch, before.one_touch],
        true,
        tongue.say(
            "Of the requests resolved, those that took exactly one answer by a person.",
            "Delle richieste risolte, quelle a cui è bastata una sola risposta di una persona.",
        ),
    ));
    cards.push(of_share(
        tongue,
        tongue.say("Opened again", "Riaperte"),
        [now.reopened, before.reopened],
        false,
        tongue.say(
            "Of the requests resolved in these days, those a customer opened again afterwards.",
            "Delle richieste risolte in questi giorni, quelle che poi un cliente ha riaperto.",
        ),
    ));
    if now.help.asked > 0 || before.help.asked > 0 {
        cards.push(of_share(
            tongue,
            tongue.say("Helped themselves", "Hanno fatto da sé"),
            [now.help.deflected(), before.help.deflected()],
            true,
            tongue.say(
                "Of the visits with a question, those that ended on an answer without a message to you. Only numbers are kept, of the whole site.",
                "Delle visite con una domanda, quelle finite con una risposta letta e senza scriverci. Si tengono solo i numeri, di tutto il sito.",
            ),
        ));
    }
    if now.converted.among > 0 || before.converted.among > 0 {
        cards.push(of_share(
            tongue,
            tongue.say("Bought after contact", "Acquisti dopo un contatto"),
            [now.converted, before.converted],
            true,
            tongue.say(
                "Of the visits in which somebody wrote to you, those your page reported as converted.",
                "Delle visite in cui qualcuno vi ha scritto, quelle che la vostra pagina ha segnalato come andate a buon fine.",
            ),
        ));
    }
    cards
}

fn mean_reply(tongue: Tongue, now: &Report, before: &Report) -> Card {
    let known = now.reply.count > 0 && before.reply.count > 0;
    Card {
        name: tongue.say("Each answer, mean", "Ogni risposta, in media"),
        value: match now.reply.count {
            0 => "–".to_owned(),
            _ => tongue.span(now.reply.business),
        },
        beside: match (now.reply.count, tongue) {
            (0, _) => String::new(),
            (n, Tongue::En) => format!(
                "{n} messages answered; by the calendar {}",
                tongue.span(now.reply.calendar)
            ),
            (n, Tongue::It) => format!(
                "{n} messaggi con risposta; di calendario {}",
                tongue.span(now.reply.calendar)
            ),
        },
        change: match known {
            true => words::faster(tongue, now.reply.business, before.reply.business),
            false => String::new(),
        },
        turn: match known && now.reply.business.abs_diff(before.reply.business) >= 60 {
            true => flipped(turn(now.reply.business.into(), before.reply.business.into())),
            false => Turn::Even,
        },
        how: tongue.say(
            "The wait of every message of a customer until the next answer by a person, of those answered in these days, inside the opening hours.",
            "L'attesa di ogni messaggio di un cliente fino alla risposta di una persona, di quelli con risposta in questi giorni, nelle ore di apertura.",
        ),
    }
}

fn interactions(tongue: Tongue, now: &Report, before: &Report) -> Card {
    let (value, earlier) = (now.interactions(), before.interactions());
    Card {
        name: tongue.say("Messages until resolved", "Messaggi fino alla soluzione"),
        value: value.map_or("–".to_owned(), |n| tongue.decimal(n)),
        beside: String::new(),
        change: match (value, earlier) {
            (Some(_), Some(earlier)) => match tongue {
                Tongue::En => format!("{} before", tongue.decimal(earlier)),
                Tongue::It => format!("prima {}", tongue.decimal(earlier)),
            },
            _ => String::new(),
        },
        turn: Turn::Even,
        how: tongue.say(
            "Messages of both sides until a request was resolved, notes not counted; the mean.",
            "Messaggi delle due parti fino alla soluzione, note escluse; in media.",
        ),
    }
}

fn recommend(tongue: Tongue, now: &Report, before: &Report) -> Option<Card> {
    let rated = now.rated("nps")?;
    let value = rated.nps()?;
    let tenths = |n: i32| {
        format!(
            "{}{}",
            if n > 0 { "+" } else { "" },
            n.saturating_add(5 * n.signum()) / 10
        )
    };
    let earlier = before.rated("nps").and_then(|rated| rated.nps());
    Some(Card {
        name: "NPS",
        value: tenths(value),
        beside: match tongue {
            Tongue::En => format!("{} ratings", rated.count()),
            Tongue::It => format!("{} voti", rated.count()),
        },
        change: earlier.map_or(String::new(), |n| match tongue {
            Tongue::En => format!("{} before", tenths(n)),
            Tongue::It => format!("prima {}", tenths(n)),
        }),
        turn: earlier.map_or(Turn::Even, |n| match value.cmp(&n) {
            std::cmp::Ordering::Greater => Turn::Better,
            std::cmp::Ordering::Less => Turn::Worse,
            std::cmp::Ordering::Equal => Turn::Even,
        }),
        how: tongue.say(
            "How likely people are to recommend you: the share of 9 and 10 less that of 0 to 6.",
            "Quanto vi consiglierebbero: la quota di 9 e 10 meno quella da 0 a 6.",
        ),
    })
}

fn ease(tongue: Tongue, now: &Report, before: &Report) -> Option<Card> {
    let rated = now.rated("ces")?;
    let value = rated.mean()?;
    let earlier = before.rated("ces").and_then(|rated| rated.mean());
    Some(Card {
        name: tongue.say("Ease", "Facilità"),
        value: match tongue {
            Tongue::En => format!("{} of 7", tongue.decimal(value)),
            Tongue::It => format!("{} su 7", tongue.decimal(value)),
        },
        beside: match tongue {
            Tongue::En => format!("{} ratings", rated.count()),
            Tongue::It => format!("{} voti", rated.count()),
        },
        change: earlier.map_or(String::new(), |n| match tongue {
            Tongue::En => format!("{} before", tongue.decimal(n)),
            Tongue::It => format!("prima {}", tongue.decimal(n)),
        }),
        turn: earlier.map_or(Turn::Even, |n| turn(value.into(), n.into())),
        how: tongue.say(
            "How easy it was (CES), from 1 to 7; the mean.",
            "Quanto è stato facile (CES), da 1 a 7; in media.",
        ),
    })
}
