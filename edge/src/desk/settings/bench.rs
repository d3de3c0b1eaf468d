//! What is published and what is prepared, side by side, and the one way to change the latter.

use desk::settings::Bar;
use serde_json::Value;
use shared::{
    access::Action,
    settings::{Change, Fault, check},
    site::Site,
};

use crate::{
    config,
    desk::{Desk, Stop},
    protocol::{
        Answer, Call,
        setup::{self, Ask, State},
    },
};

/// How often a change is tried anew where somebody was quicker.
const TRIES: usize = 3;

/// What is published and what is prepared.
pub struct Bench {
    pub state: State,
    /// What is published.
    pub published: Value,
    /// What is prepared; what is published where nothing is.
    pub draft: Value,
    /// The site the draft says.
    pub site: Option<Site>,
    /// What does not fit in it.
    pub faults: Vec<Fault>,
}

type Found<T> = std::result::Result<T, Stop>;

impl Bench {
    /// Fetches both and looks at them.
    pub async fn open(desk: &Desk<'_>) -> Found<Self> {
        let Answer::Setup(setup::Answer::State(state)) = desk.ask(Call::Setup(Ask::State)).await?
        else {
            return Err(Stop::Trouble(
                "the object did not say how it is set up".into(),
            ));
        };
        let published: Value = serde_json::from_str(&state.config)?;
        let draft = match &state.draft {
            Some(draft) => serde_json::from_str(&draft.config)?,
            None => published.clone(),
        };
        let (draft, site, faults) = looked_at(desk, draft);
        Ok(Self {
            state: *state,
            published,
            draft,
            site,
            faults,
        })
    }

    /// What differs from what is published.
    pub fn changes(&self) -> Vec<Change> {
        match self.state.draft {
            Some(_) => shared::settings::changes(&self.published, &self.draft),
            None => Vec::new(),
        }
    }

    /// Whether something else was published since the draft was begun.
    pub fn is_behind(&self) -> bool {
        let draft = self.state.draft.as_ref();
        draft.is_some_and(|draft| draft.based_on != self.state.version)
    }

    pub fn revision(&self) -> i64 {
        self.state.draft.as_ref().map_or(0, |draft| draft.revision)
    }

    /// The bar on top of the pages.
    pub async fn bar(&self, desk: &Desk<'_>) -> Found<Bar> {
        let draft = self.state.draft.as_ref();
        let by = |by: &str| match by {
            "" | "Operator" => desk.tongue.say("the operator", "il gestore").to_owned(),
            by => by.to_owned(),
        };
        let touched = draft.map(|draft| {
            let when = moment(desk, &draft.at);
            format!("{}, {when}", by(&draft.by))
        });
        let newer = self.is_behind().then(|| {
            let when = moment(desk, &self.state.at);
            let who = by(&self.state.by);
            match (self.state.way.as_str(), desk.tongue.say(false, true)) {
                ("file", false) => {
                    format!("Published by file at {when}, by {who}, after this draft was begun.")
                }
                ("file", true) => format!(
                    "Pubblicato con un file alle {when}, da {who}, dopo l'inizio di questa bozza."
                ),
                (_, false) => format!("Published at {when}, by {who}, after this draft was begun."),
                (_, true) => {
                    format!("Pubblicato alle {when}, da {who}, dopo l'inizio di questa bozza.")
                }
            }
        });
        Ok(Bar {
            changes: self.changes().len(),
            touched: touched.unwrap_or_default(),
            faults: self.faults.len(),
            newer,
            may_publish: desk.who().await?.may(Action::Publish),
            version: self.state.version,
            revision: self.revision(),
        })
    }

    /// Keeps a draft. False where somebody was quicker.
    pub async fn keep(&self, desk: &Desk<'_>, draft: &Value, based_on: Option<i64>) -> Found<bool> {
        let before = self.state.draft.as_ref().map(|draft| draft.based_on);
        let based_on = based_on.or(before).unwrap_or(self.state.version);
        // What is as published is no draft any more.
        if *draft == self.published && based_on == self.state.version {
            desk.ask(Call::Setup(Ask::Discard)).await?;
            return Ok(true);
        }
        let ask = Ask::Keep {
            config: draft.to_string(),
            based_on,
            revision: self.revision(),
        };
        match desk.ask(Call::Setup(ask)).await? {
            Answer::Setup(setup::Answer::Kept { .. }) => Ok(true),
            Answer::Setup(setup::Answer::Stale) => Ok(false),
            _ => Err(Stop::Trouble("the object did not keep the draft".into())),
        }
    }
}

/// Changes the draft by a function of it, anew where somebody was quicker. The function gives none
/// where there is nothing to keep.
pub async fn change(desk: &Desk<'_>, edit: impl Fn(&Bench) -> Option<Value>) -> Found<Bench> {
    for _ in 0..TRIES {
        let bench = Bench::open(desk).await?;
        let Some(new) = edit(&bench) else {
            return Ok(bench);
        };
        let (new, ..) = looked_at(desk, new);
        if bench.keep(desk, &new, None).await? {
            return Bench::open(desk).await;
        }
    }
    Err(Stop::Trouble("the draft is changed too often".into()))
}

/// The configuration as it is kept, the site it says, and what does not fit here.
pub fn looked_at(desk: &Desk<'_>, value: Value) -> (Value, Option<Site>, Vec<Fault>) {
    let checked = check(value, desk.tongue);
    let mut faults = checked.faults;
    if let Some(site) = &checked.site {
        let refused = site.unreachable(&config::allowed_addresses(desk.env));
        faults.extend(refused.into_iter().map(|(key, message)| Fault {
            key: key.replace('[', ".").replace(']', ""),
            message,
        }));
        let inbound = site.mail.inbound.as_ref();
        let local = inbound.and_then(|address| address.as_str().split('@').next());
        if local.is_some_and(|local| local != desk.id.as_str()) {
            let id = desk.id.as_str();
            faults.push(Fault {
                key: "mail.inbound".into(),
                message: desk.tongue.say(
                    format!("Before the “@” must stand the site's id, “{id}”."),
                    format!("Prima della «@» deve stare l'id del sito, «{id}»."),
                ),
            });
        }
    }
    (checked.value, checked.site, faults)
}

/// A moment on the site's clocks: the time today, else the day too.
pub fn moment(desk: &Desk<'_>, at: &str) -> String {
    let zone = jiff::tz::TimeZone::get(&desk.published.site.time_zone);
    let zone = zone.unwrap_or(jiff::tz::TimeZone::UTC);
    let Ok(at) = at.parse::<jiff::Timestamp>() else {
        return at.to_owned();
    };
    let (at, now) = (
        at.to_zoned(zone.clone()),
        crate::chance::now().to_zoned(zone),
    );
    let time = at.strftime("%H:%M").to_string();
    match at.date() == now.date() {
        true => time,
        false => format!(
            "{} {time}",
            at.strftime(desk.tongue.say("%Y-%m-%d", "%d/%m/%Y"))
        ),
    }
}
