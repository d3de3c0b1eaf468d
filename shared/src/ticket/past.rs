//! Requests that were handled elsewhere: their story is lived again, step by step at the moments
//! it happened, so that everything that is kept of a request is kept of these. Nobody is told.

use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::{
    Around, Arrival, Change, MAX_MESSAGE, MAX_NAME, Origin, Page, Priority, Refusal, Request,
    Status, Turn, apply, open,
};
use crate::{
    address::EmailAddress,
    contact::{AnswerBy, Phone},
    event::{Actor, Event, Kind, Survey, SurveySubmitted},
    id::{Ids, Reference, Slug},
    lang::Lang,
};

/// Most messages and changes of one request.
const MAX_STEPS: usize = 1_000;

/// A request as another help desk gives it: one line of JSON.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Past {
    /// What it was called there, at most 200 characters: a request comes in once, however often it
    /// is sent.
    pub id: String,
    /// How it came in: `form`, `email` or `api`.
    #[serde(default = "Past::channel")]
    pub channel: Origin,
    /// The customer's name.
    #[serde(default)]
    pub name: Option<String>,
    /// The customer's email address; this or a telephone number is needed.
    #[serde(default)]
    pub email: Option<EmailAddress>,
    /// The customer's telephone number.
    #[serde(default)]
    pub phone: Option<Phone>,
    /// The customer's language; the site's first where none is said.
    #[serde(default)]
    pub lang: Option<Lang>,
    /// What it is about, by a topic's id.
    #[serde(default)]
    pub topic: Option<Slug>,
    /// The subject, of a mail.
    #[serde(default)]
    pub subject: Option<String>,
    /// The address of the page it was written on.
    #[serde(default)]
    pub page: Option<String>,
    /// The team that has it; as the site's rules say where none is given.
    #[serde(default)]
    pub team: Option<Slug>,
    /// The agent who has it; as the site's rules say where none is given.
    #[serde(default)]
    pub owner: Option<Slug>,
    /// How urgent it is.
    #[serde(default)]
    pub priority: Option<Priority>,
    /// The team's own marks.
    #[serde(default)]
    pub tags: Vec<Slug>,
    /// What was written, oldest first; the first is the customer's and begins the request.
    pub messages: Vec<Said>,
    /// Where it stood from when on, oldest first.
    #[serde(default)]
    pub statuses: Vec<Stood>,
    /// How the customer rated it.
    #[serde(default)]
    pub rating: Option<Rating>,
}

/// A message.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// When, RFC 3339.
    pub at: Timestamp,
    /// An agent's id; the customer where none is given.
    #[serde(default)]
    pub agent: Option<Slug>,
    /// What.
    pub text: String,
    /// Whether it is a note for the team.
    #[serde(default)]
    pub internal: bool,
}

/// A status.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Stood {
    /// Since when, RFC 3339.
    pub at: Timestamp,
    /// Which.
    pub status: Status,
    /// Whether the customer did it.
    #[serde(default)]
    pub customer: bool,
}

/// A rating.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(deny_unknown_fields)]
pub struct Rating {
    /// When, RFC 3339.
    pub at: Timestamp,
    /// From 1 to 5.
    pub score: u8,
    /// What the customer added.
    #[serde(default)]
    pub comment: String,
}

/// A request that was lived again.
#[derive(Clone, Debug)]
pub struct Lived {
    /// All that is written of it; nothing is owed.
    pub turn: Turn,
    /// The rating: its event, the score and the comment.
    pub rating: Option<(Event, u8, String)>,
}

/// What happens next in a story.
enum Step<'a> {
    Said(&'a Said),
    Stood(&'a Stood),
}

impl Past {
    fn channel() -> Origin {
        Origin::Form
    }

    /// When it began; none where nothing was written.
    pub fn created(&self) -> Option<Timestamp> {
        self.messages.first().map(|first| first.at)
    }

    /// What keeps it from being taken, in a sentence.
    fn trouble(&self, now: Timestamp) -> Option<&'static str> {
        let first = self.messages.first();
        let texts = || self.messages.iter().map(|said| said.text.as_str());
        let moments = || {
            let said = self.messages.iter().map(|said| said.at);
            said.chain(self.statuses.iter().map(|stood| stood.at))
                .chain(self.rating.iter().map(|rating| rating.at))
        };
        let ordered = |moments: &[Timestamp]| moments.is_sorted();
        let said: Vec<Timestamp> = self.messages.iter().map(|said| said.at).collect();
        let stood: Vec<Timestamp> = self.statuses.iter().map(|stood| stood.at).collect();
        let name = self.name.as_deref().unwrap_or_default();
        Some(match first {
            _ if self.id.is_empty() || self.id.len() > 200 => "write 1 to 200 characters in “id”",
            None => "“messages” needs the message it begins with",
            Some(first) if first.agent.is_some() || first.internal => {
                "the first message is the customer's: without “agent”"
            }
            _ if self.email.is_none() && self.phone.is_none() => "“email” or “phone” is needed",
            _ if said.len().saturating_add(stood.len()) > MAX_STEPS => {
                "at most 1,000 messages and statuses fit"
            }
            _ if texts().any(|text| text.trim().is_empty()) => "a message is empty",
            _ if texts().any(|text| text.chars().count() > MAX_MESSAGE) => {
                "a message is longer than 10,000 characters"
            }
            _ if name.chars().count() > MAX_NAME => "the name is too long",
            _ if !ordered(&said) || !ordered(&stood) => {
                "messages and statuses stand in the order in which they happened"
            }
            Some(first) if moments().any(|at| at < first.at) => {
                "nothing happens before the first message"
            }
            _ if moments().any(|at| at > now) => "a moment is still to come",
            _ if self
                .rating
                .as_ref()
                .is_some_and(|r| !(1..=5).contains(&r.score)) =>
            {
                "a rating is from 1 to 5"
            }
            _ => return None,
        })
    }

    fn steps(&self) -> Vec<(Timestamp, Step<'_>)> {
        let said = self.messages.iter().skip(1);
        let stood = self.statuses.iter();
        let mut steps: Vec<(Timestamp, Step<'_>)> = said
            .map(|said| (said.at, Step::Said(said)))
            .chain(stood.map(|stood| (stood.at, Step::Stood(stood))))
            .collect();
        // What was written comes before the status it led to.
        steps.sort_by_key(|(at, _)| *at);
        steps
    }

    /// Lives the story again. `around.now` is the moment it is brought in; what is late by then
    /// rings no more. `entropy` names everything: the same gives the same ids.
    pub fn live(
        &self,
        around: Around<'_>,
        contact_id: String,
        reference: Reference,
        entropy: u128,
    ) -> Result<Lived, String> {
        if let Some(trouble) = self.trouble(around.now) {
            return Err(trouble.to_owned());
        }
        let (Some(first), Some(created)) = (self.messages.first(), self.created()) else {
            return Err("“messages” needs the message it begins with".to_owned());
        };
        let topic = self.topic.as_ref();
        if let Some(topic) = topic.filter(|topic| around.site.topic(topic.as_str()).is_none()) {
            return Err(Refusal::NoTopic(topic.clone()).to_string());
        }
        let arrival = Arrival {
            request: self.request(around, first)?,
            channel: self.channel,
            contact_id,
            subject: self.subject.clone(),
            folded: None,
            spam: Vec::new(),
            follows: None,
            may_acknowledge: false,
            reference,
        };
        let at = |now: Timestamp| Around { now, ..around };
        let mut turn = open(at(created), arrival, entropy);
        let mut drawn = entropy;
        let mut draw = || {
            drawn = drawn.wrapping_add(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
            drawn
        };
        let ticket = &turn.ticket;
        let team = self.team.clone().or_else(|| ticket.team.clone());
        let owner = self.owner.clone().or_else(|| ticket.owner.clone());
        let mut changes = vec![(
            created,
            Change::Assign {
                team,
                owner,
                note: None,
            },
            Actor::Rule,
        )];
        if !self.tags.is_empty() {
            changes.push((created, Change::SetTags(self.tags.clone()), Actor::Rule));
        }
        for (at, step) in self.steps() {
            let (change, by) = match step {
                Step::Said(said) => self.says(around, said)?,
                Step::Stood(stood) if self.led_to(stood) => continue,
                Step::Stood(stood) => {
                    let by = match stood.customer {
                        true => Actor::Customer,
                        false => Actor::Team,
                    };
                    (Change::SetStatus(stood.status), by)
                }
            };
            changes.push((at, change, by));
        }
        let mut last = created;
        for (moment, change, by) in changes {
            // What happens in one millisecond has no order in what is kept.
            let later = last.checked_add(SignedDuration::from_millis(1));
            let moment = moment.max(later.unwrap_or(moment));
            last = moment;
            let next = apply(at(moment), &turn.ticket, change, &by, draw());
            turn.goes_on(next.map_err(|refusal| refusal.to_string())?);
        }
        turn.is_past(around.now);
        let rating = self.rating.as_ref().map(|rating| {
            let happened = rated(around, &turn, rating, draw());
            (happened, rating.score, rating.comment.clone())
        });
        Ok(Lived { turn, rating })
    }

    /// Whether an answer of the same moment led to a status.
    fn led_to(&self, stood: &Stood) -> bool {
        !stood.customer
            && self
                .messages
                .iter()
                .skip(1)
                .any(|said| said.at == stood.at && said.agent.is_some() && !said.internal)
    }

    fn request(&self, around: Around<'_>, first: &Said) -> Result<Request, String> {
        let first_lang = || around.site.languages.first().cloned();
        let lang = self.lang.clone().or_else(first_lang);
        let lang = lang.ok_or("the site has no language")?;
        Ok(Request {
            name: self.name.clone(),
            email: self.email.clone(),
            phone: self.phone.clone(),
            answer_by: match self.email {
                Some(_) => AnswerBy::Email,
                None => AnswerBy::Phone,
            },
            callback: None,
            topic: self.topic.clone(),
            fields: Vec::new(),
            message: first.text.clone(),
            lang,
            page: Page {
                url: self.page.clone().unwrap_or_default(),
                ..Page::default()
            },
            device: super::Device::default(),
            faqs_seen: Vec::new(),
            searches: Vec::new(),
            identity: None,
            transcript: String::new(),
            priority: self.priority,
        })
    }

    fn says(&self, around: Around<'_>, said: &Said) -> Result<(Change, Actor), String> {
        let text = said.text.clone();
        let Some(id) = &said.agent else {
            return Ok((
                Change::CustomerWrites {
                    text,
                    folded: None,
                    channel: self.channel,
                },
                Actor::Customer,
            ));
        };
        let agent = around.agent(Some(id));
        let agent = agent.ok_or_else(|| Refusal::NoAgent(id.clone()).to_string())?;
        let mut statuses = self.statuses.iter();
        let status = statuses.find(|stood| stood.at == said.at && self.led_to(stood));
        let change = match said.internal {
            true => Change::Note { text },
            false => Change::Answer {
                text,
                folded: None,
                channel: Origin::Api,
                status: status.map(|stood| stood.status),
            },
        };
        Ok((change, Actor::of_agent(agent)))
    }
}

fn rated(around: Around<'_>, turn: &Turn, rating: &Rating, entropy: u128) -> Event {
    let id = Ids::new(rating.at.as_millisecond(), entropy).next("evt");
    let data = SurveySubmitted {
        site: around.site_id,
        rating_id: &id,
        survey: Survey::Csat,
        question: None,
        score: rating.score,
        scale: Survey::Csat.ends(),
        faq: None,
        comment: Some(rating.comment.as_str()).filter(|comment| !comment.is_empty()),
        ticket_id: Some(&turn.ticket.id),
        owner: turn.ticket.owner.as_ref(),
    };
    let at = super::rfc3339(rating.at);
    let ticket = Some(turn.ticket.id.as_str());
    Event::new(id.clone(), Kind::SurveySubmitted, ticket, &data, &at, false)
}

impl Turn {
    /// Another turn of the same ticket follows: both are written as one.
    fn goes_on(&mut self, next: Self) {
        self.ticket = next.ticket;
        self.messages.extend(next.messages);
        self.events.extend(next.events);
        self.alarms = next.alarms;
        self.due = next.due;
    }

    /// It happened long ago: nothing is owed for it, nobody's turn is used up, and what is late at
    /// `now` does not ring any more.
    fn is_past(&mut self, now: Timestamp) {
        self.owed.clear();
        self.taken_by = None;
        for event in &mut self.events {
            event.body = None;
        }
        let (late, to_come): (Vec<_>, Vec<_>) =
            self.alarms.drain(..).partition(|alarm| alarm.at <= now);
        self.alarms = to_come;
        self.ticket.rang.extend(late);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{site::Site, team::Roster, ticket::Visibility};

    const SITE: &str = "name = \"Bottega Lume\"\nlanguages = [\"it\"]\ntime_zone = \"Europe/Rome\"\n\
        [mail]\nfrom = \"ciao@bottega-lume.example\"\nteam = [\"team@bottega-lume.example\"]\n\
        [[sla]]\nid = \"normal\"\nfirst_response = \"4h\"\nresolution = \"20h\"\n\
        [[agents]]\nid = \"marta\"\nname = \"Marta\"\nemail = \"marta@bottega-lume.example\"\n\
        [[topics]]\nid = \"order\"\nlabel = { it = \"Ordine\" }\n\
        [[webhooks]]\nurl = \"https://a.example/hook\"\nsecret = \"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\"\n";

    const STORY: &str = r#"{
        "id": "4711", "email": "anna@posta.example", "topic": "order", "owner": "marta",
        "messages": [
            { "at": "2026-11-02T09:00:00Z", "text": "Dov'è il pacco?" },
            { "at": "2026-11-02T10:00:00Z", "agent": "marta", "text": "Parte oggi." },
            { "at": "2026-11-03T10:00:00Z", "text": "Non è partito." },
            { "at": "2026-11-03T11:00:00Z", "agent": "marta", "text": "Sollecitare", "internal": true }
        ],
        "statuses": [{ "at": "2026-11-02T10:00:00Z", "status": "resolved" }],
        "rating": { "at": "2026-11-04T10:00:00Z", "score": 2, "comment": "Lenti" }
    }"#;

    fn live(story: &str) -> Result<Lived, String> {
        let site = Site::from_toml(SITE).unwrap();
        let around = Around {
            site_id: "bottega",
            site: &site,
            roster: &Roster::default(),
            contact_tags: &[],
            now: "2026-11-23T09:00:00Z".parse().unwrap(),
        };
        let past: Past = serde_json::from_str(story).map_err(|error| error.to_string())?;
        past.live(around, "con_1".into(), Reference::from_entropy(5), 5)
    }

    #[test]
    fn a_story_of_another_help_desk_is_lived_again_and_nobody_is_told() {
        let lived = live(STORY).unwrap();
        let ticket = &lived.turn.ticket;
        assert_eq!(ticket.created_at, "2026-11-02T09:00:00.000Z");
        assert_eq!(
            ticket.first_reply_at.as_deref(),
            Some("2026-11-02T10:00:00.000Z")
        );
        // Resolved with the answer, and opened again by what the customer wrote.
        assert_eq!(ticket.status, Status::Open);
        assert_eq!(
            ticket.waiting_since.as_deref(),
            Some("2026-11-03T10:00:00.000Z")
        );
        assert_eq!(ticket.owner.as_ref().map(Slug::as_str), Some("marta"));
        let said = lived.turn.messages.iter();
        let public = said.filter(|message| message.visibility == Visibility::Public);
        assert_eq!((lived.turn.messages.len(), public.count()), (4, 3));
        assert!(lived.turn.owed.is_empty() && lived.turn.alarms.is_empty());
        assert!(lived.turn.events.iter().all(|event| event.body.is_none()));
        let reopened = lived
            .turn
            .events
            .iter()
            .any(|event| event.data["reopened"] == true);
        assert!(reopened);
        assert_eq!(lived.rating.unwrap().1, 2);
        // The same again has the same ids.
        assert_eq!(live(STORY).unwrap().turn.ticket.id, ticket.id);
    }

    #[test]
    fn what_does_not_fit_is_said() {
        for (from, to, trouble) in [
            (
                "\"email\": \"anna@posta.example\", ",
                "",
                "“email” or “phone”",
            ),
            (
                "\"topic\": \"order\"",
                "\"topic\": \"moon\"",
                "no topic “moon”",
            ),
            (
                "\"agent\": \"marta\", \"text\": \"Parte",
                "\"agent\": \"zeno\", \"text\": \"Parte",
                "no agent “zeno”",
            ),
            (
                "2026-11-02T10:00:00Z\", \"agent\"",
                "2026-11-09T10:00:00Z\", \"agent\"",
                "in the order",
            ),
            ("2026-11-04T10", "2027-11-04T10", "still to come"),
            ("\"score\": 2", "\"score\": 6", "from 1 to 5"),
            (
                "\"text\": \"Dov'è il pacco?\"",
                "\"text\": \" \"",
                "is empty",
            ),
            (
                "\"id\": \"4711\"",
                "\"id\": \"4711\", \"colour\": 1",
                "unknown field",
            ),
        ] {
            let story = STORY.replacen(from, to, 1);
            assert_ne!(story, STORY, "{from}");
            let said = live(&story).unwrap_err();
            assert!(said.contains(trouble), "{said} / {trouble}");
        }
    }
}
