//! A site with random histories, for tests: whatever can happen to requests happens to these.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use proptest::prelude::*;

use crate::{
    address::EmailAddress,
    event::{Actor, Event, Kind, Occurrence, Survey, SurveySubmitted},
    id::{Ids, Reference, Slug},
    lang::Lang,
    site::Site,
    team::Roster,
    ticket::{
        Around, Arrival, Change, Message, Origin, Request, Status, Ticket, Turn, apply, merge,
        open, ring,
    },
};

/// Something that happens, so many minutes after what happened before.
#[derive(Clone, Debug)]
pub struct Step {
    pub minutes: u32,
    pub what: u8,
    pub which: u8,
    pub how: u8,
}

pub fn steps() -> impl Strategy<Value = Vec<Step>> {
    let minutes = prop_oneof![
        3 => 0_u32..3,
        6 => 1_u32..400,
        3 => 400_u32..3_000,
        1 => 3_000_u32..12_000,
    ];
    let step =
        (minutes, any::<u8>(), any::<u8>(), any::<u8>()).prop_map(|(minutes, what, which, how)| {
            Step {
                minutes,
                what,
                which,
                how,
            }
        });
    prop::collection::vec(step, 1..60)
}

const HOURS: [&str; 4] = [
    "[hours]\nmonday = [\"09:00-13:00\", \"14:30-18:00\"]\ntuesday = [\"09:00-18:00\"]\n\
     friday = [\"22:00-24:00\"]\nsaturday = [\"00:00-03:30\"]\nsunday = [\"01:00-04:00\"]",
    // None stated: every hour counts.
    "",
    // Never open any more.
    "[hours]\nspecial = [{ date = \"2020-01-01\", hours = [\"09:00-10:00\"] }]",
    "[hours]\nmonday = [\"00:00-24:00\"]\nwednesday = [\"08:00-20:00\"]\n\
     closed = [\"2026-03-30\", \"2026-10-26\"]",
];

/// A site's configuration, one of several.
pub fn site(kind: u8) -> Site {
    let zones = ["Europe/Rome", "America/Santiago", "Pacific/Apia"];
    let zone = zones[usize::from(kind / 4) % zones.len()];
    let hours = HOURS[usize::from(kind) % HOURS.len()];
    let clock = if kind.is_multiple_of(3) {
        "calendar"
    } else {
        "business"
    };
    Site::from_toml(&format!(
        "name = \"Bottega\"\nlanguages = [\"it\", \"en\"]\ntime_zone = \"{zone}\"\n\
         [mail]\nfrom = \"ciao@bottega.example\"\n\
         [[sla]]\nid = \"normal\"\nfirst_response = \"4h\"\nresolution = \"10h\"\nclock = \"{clock}\"\n\
         [[sla]]\nid = \"quick\"\nfirst_response = \"30m\"\n\
         [[teams]]\nid = \"care\"\nname = \"Care\"\n\
         [[agents]]\nid = \"marta\"\nname = \"Marta\"\nemail = \"marta@bottega.example\"\nteams = [\"care\"]\n\
         [[agents]]\nid = \"elio\"\nname = \"Elio\"\nemail = \"elio@bottega.example\"\n\
         [[topics]]\nid = \"order\"\nlabel = {{ it = \"Ordine\" }}\n\
         [[topics]]\nid = \"return\"\nlabel = {{ it = \"Reso\" }}\n\
         [[routing]]\nwhen = {{ topics = [\"return\"] }}\nteam = \"care\"\nsla = \"quick\"\n{hours}"
    ))
    .unwrap()
}

/// One request with everything that belongs to it.
#[derive(Clone, Debug)]
pub struct Story {
    pub ticket: Ticket,
    pub messages: Vec<Message>,
    pub events: Vec<Event>,
}

/// A site and its requests.
pub struct World {
    pub site: Site,
    pub zone: TimeZone,
    pub now: Timestamp,
    pub stories: Vec<Story>,
    roster: Roster,
    drawn: u128,
}

impl World {
    pub fn new(kind: u8, begins: &str) -> Self {
        let site = site(kind);
        Self {
            zone: TimeZone::get(&site.time_zone).unwrap(),
            site,
            now: begins.parse().unwrap(),
            stories: vec![],
            roster: Roster::default(),
            drawn: 7,
        }
    }

    fn entropy(&mut self) -> u128 {
        self.drawn = self
            .drawn
            .wrapping_mul(0x2360_ED05_1FC6_5DA4_4385_DF64_9FCC_F645)
            .wrapping_add(0x5851_F42D_4C95_7F2D_1405_7B7E_F767_814F);
        self.drawn ^ (self.drawn >> 64)
    }

    fn around(&self) -> Around<'_> {
        Around {
            site_id: "bottega",
            site: &self.site,
            roster: &self.roster,
            contact_tags: &[],
            now: self.now,
        }
    }

    /// What happens; the requests it happened to, by their place.
    pub fn step(&mut self, step: &Step) -> Vec<usize> {
        let minutes = SignedDuration::from_mins(step.minutes.into());
        self.now = self.now.checked_add(minutes).unwrap();
        let entropy = self.entropy();
        if self.stories.is_empty() || step.what < 60 {
            self.opens(step, entropy);
            return vec![self.stories.len() - 1];
        }
        let place = usize::from(step.which) % self.stories.len();
        let ticket = self.stories[place].ticket.clone();
        let slug = |id: &str| Slug::parse(id).unwrap();
        let agent = |how: u8| {
            let agents = &self.site.agents;
            Actor::of_agent(&agents[usize::from(how) % agents.len()])
        };
        let status = Status::ALL[usize::from(step.how) % Status::ALL.len()];
        let (change, by) = match step.what {
            60..110 => (
                Change::CustomerWrites {
                    text: "Allora?".into(),
                    folded: None,
                    channel: Origin::Email,
                },
                Actor::Customer,
            ),
            110..160 => (
                Change::Answer {
                    text: "Ecco".into(),
                    folded: None,
                    channel: Origin::Api,
                    status: step.how.is_multiple_of(3).then_some(Status::Resolved),
                },
                agent(step.how),
            ),
            160..165 => (
                Change::Note {
                    text: "Nota".into(),
                },
                agent(step.how),
            ),
            165..205 => (Change::SetStatus(status), agent(step.how)),
            205..212 => (Change::SetStatus(Status::Open), Actor::Customer),
            212..218 => (
                Change::SetTopic(step.how.is_multiple_of(2).then(|| slug("order"))),
                Actor::Team,
            ),
            218..221 => (Change::MarkSpam("marked".into()), Actor::Team),
            221..226 => {
                let Some(first) = self.stories[place].messages.first().cloned() else {
                    return vec![place];
                };
                let first = Box::new(first);
                (Change::ClearSpam { first }, Actor::Team)
            }
            226..236 => return self.merges(place, step.how, entropy),
            236..244 => return self.rings(place, entropy),
            _ => return self.rates(place, step.how, entropy),
        };
        if let Ok(turn) = apply(self.around(), &ticket, change, &by, entropy) {
            self.write(place, turn);
        }
        vec![place]
    }

    fn opens(&mut self, step: &Step, entropy: u128) {
        let email = EmailAddress::parse("anna@posta.example").unwrap();
        let lang = Lang::parse(["it", "en"][usize::from(step.how) % 2]).unwrap();
        let mut request = Request::of_mail(None, email, "Dov'è?".into(), lang);
        let topics = [None, Some("order"), Some("return")];
        let topic = topics[usize::from(step.which) % 3];
        request.topic = topic.map(|topic| Slug::parse(topic).unwrap());
        request.page.url = match step.how % 4 {
            0 => String::new(),
            1 => "https://bottega.example".into(),
            _ => format!("https://bottega.example/lampada/{}?a=b#c", step.how % 5),
        };
        let arrival = Arrival {
            request,
            channel: [Origin::Form, Origin::Email, Origin::Api][usize::from(step.how) % 3],
            contact_id: "con_1".into(),
            subject: None,
            folded: None,
            spam: vec!["links".to_owned(); usize::from(step.which.is_multiple_of(16))],
            follows: None,
            may_acknowledge: true,
            reference: Reference::from_entropy(entropy as u64),
        };
        let turn = open(self.around(), arrival, entropy);
        self.stories.push(Story {
            ticket: turn.ticket,
            messages: turn.messages,
            events: turn.events,
        });
    }

    fn write(&mut self, place: usize, turn: Turn) {
        let story = &mut self.stories[place];
        story.ticket = turn.ticket;
        story.messages.extend(turn.messages);
        story.events.extend(turn.events);
    }

    fn merges(&mut self, place: usize, how: u8, entropy: u128) -> Vec<usize> {
        let into = usize::from(how) % self.stories.len();
        let (from, other) = (&self.stories[place].ticket, &self.stories[into].ticket);
        let Ok((ended, other)) = merge(self.around(), from, other, &Actor::Team, entropy) else {
            return vec![place];
        };
        let moved = std::mem::take(&mut self.stories[place].messages);
        self.stories[into].messages.extend(moved);
        let order = |message: &Message| (message.created_at.clone(), message.id.clone());
        self.stories[into].messages.sort_by_key(order);
        self.write(place, ended);
        self.write(into, other);
        vec![place, into]
    }

    fn rings(&mut self, place: usize, entropy: u128) -> Vec<usize> {
        let ticket = self.stories[place].ticket.clone();
        let due = crate::ticket::alarms(self.around(), &ticket)
            .into_iter()
            .find(|alarm| alarm.at <= self.now);
        let turn = due.and_then(|alarm| ring(self.around(), &ticket, &alarm, entropy));
        if let Some(turn) = turn {
            self.write(place, turn);
        }
        vec![place]
    }

    fn rates(&mut self, place: usize, how: u8, entropy: u128) -> Vec<usize> {
        let ticket = &self.stories[place].ticket;
        let mut told = self.stories[place].events.iter();
        let before = told.rfind(|e| e.kind == Kind::SurveySubmitted);
        let rating = match before {
            Some(event) => event.data["rating_id"].as_str().unwrap().to_owned(),
            None => Ids::new(self.now.as_millisecond(), entropy).next("evt"),
        };
        let data = SurveySubmitted {
            site: "bottega",
            rating_id: &rating,
            survey: Survey::Csat,
            question: None,
            score: how % 5 + 1,
            scale: Survey::Csat.ends(),
            faq: None,
            comment: None,
            ticket_id: Some(&ticket.id),
            owner: None,
        };
        let kind = Kind::SurveySubmitted;
        let happened = Occurrence::new(&self.site, kind, &data, None, &[], self.now, entropy);
        self.stories[place].events.push(happened.event);
        vec![place]
    }
}
