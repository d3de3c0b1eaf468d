//! An example of each event's body, for the published schemas: what an imaginary shop would send,
//! made by the same functions that make the real ones. The moment and the entropy are fixed.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use super::{
    Actor, ContactErased, EndpointDisabled, EndpointTest, Event, FaqRated, FaqSearchMissed, Kind,
    Occurrence, Survey, SurveySubmitted,
};
use crate::{
    id::{Reference, Slug},
    site::Site,
    team::Roster,
    ticket::{
        Around, Arrival, Change, Device, Draft, Origin, Page, Stage, Turn, apply, open, ring,
    },
    webhook::Reason,
};

const SITE: &str = include_str!("example.toml");
const SITE_ID: &str = "bottega-lume";
const CONTACT: &str = "con_01KANQ7W80D1J3TZ0G5V9R2M4C";
/// A Monday at ten in Rome, when the shop is open.
const NOW: &str = "2026-11-23T09:00:00Z";
/// Any number; the examples' identifiers are made of it.
const ENTROPY: u128 = 0x0005_1CA9_4C4D_7F1B_83E2_66A0_2D91_0000;

/// The body of the example, none for what is not sent.
pub fn body(kind: Kind) -> Option<Value> {
    let shop = Shop {
        site: Site::from_toml(SITE).ok()?,
        roster: Roster::new(),
        now: NOW.parse().ok()?,
    };
    let event = shop.event(kind)?;
    serde_json::from_str(event.body.as_deref()?).ok()
}

struct Shop {
    site: Site,
    roster: Roster,
    now: Timestamp,
}

impl Shop {
    fn event(&self, kind: Kind) -> Option<Event> {
        let endpoint = Slug::parse("orders").ok()?;
        match kind {
            Kind::TicketCreated => of(self.opened("email")?, kind),
            Kind::CallbackRequested => of(self.opened("phone")?, kind),
            Kind::TicketMessageCreated | Kind::TicketStatusChanged => {
                let answer = Change::Answer {
                    text: "It left this morning and arrives tomorrow.".into(),
                    folded: None,
                    channel: Origin::Api,
                    status: None,
                };
                of(self.changed(answer)?, kind)
            }
            Kind::TicketAssigned => {
                let hand_over = Change::Assign {
                    team: Slug::parse("workshop").ok(),
                    owner: Slug::parse("marta").ok(),
                    note: Some("The shade is being made again.".into()),
                };
                of(self.changed(hand_over)?, kind)
            }
            Kind::TicketSlaWarning => of(self.rung(Stage::Warning)?, kind),
            Kind::TicketSlaBreached => of(self.rung(Stage::Breach)?, kind),
            Kind::SurveySubmitted => {
                let ticket = self.opened("email")?.ticket;
                self.occurred(
                    kind,
                    &SurveySubmitted {
                        site: SITE_ID,
                        rating_id: "evt_01KANQ7W80000WJKAMSH6MQWC3",
                        survey: Survey::Csat,
                        question: None,
                        score: 5,
                        scale: Survey::Csat.ends(),
                        faq: None,
                        comment: Some("Quick and kind."),
                        ticket_id: Some(&ticket.id),
                        owner: ticket.owner.as_ref(),
                    },
                )
            }
            Kind::FaqRated => self.occurred(
                kind,
                &FaqRated {
                    site: SITE_ID,
                    faq: &Slug::parse("shipping-cost").ok()?,
                    helpful: false,
                    comment: Some("And to Switzerland?"),
                    lang: "en",
                    again: true,
                },
            ),
            Kind::FaqSearchMissed => self.occurred(
                kind,
                &FaqSearchMissed {
                    site: SITE_ID,
                    query: "gift wrapping",
                    lang: "en",
                },
            ),
            Kind::ContactErased => self.occurred(
                kind,
                &ContactErased {
                    site: SITE_ID,
                    contact_id: CONTACT,
                    tickets: 2,
                },
            ),
            Kind::EndpointDisabled => self.occurred(
                kind,
                &EndpointDisabled {
                    site: SITE_ID,
                    endpoint: &endpoint,
                    url: &self.site.endpoint(&endpoint)?.url,
                    reason: Reason::Failing,
                    failing_since: Some("2026-11-18T08:12:30.000Z"),
                },
            ),
            Kind::EndpointTest => {
                let data = EndpointTest {
                    site: SITE_ID,
                    endpoint: &endpoint,
                };
                Some(Occurrence::test(endpoint.clone(), &data, self.now, ENTROPY).event)
            }
            Kind::SignInAsked | Kind::TeamInvited | Kind::MailTested | Kind::WeekReported => None,
            Kind::RequestLinkAsked | Kind::TicketUpdated | Kind::TicketMerged => None,
        }
    }

    fn around(&self, now: Timestamp) -> Around<'_> {
        Around {
            site_id: SITE_ID,
            site: &self.site,
            roster: &self.roster,
            contact_tags: &[],
            now,
        }
    }

    fn opened(&self, answer_by: &str) -> Option<Turn> {
        let draft = Draft {
            name: "Anna".into(),
            email: "anna@mail.example".into(),
            phone: "+39 011 5550123".into(),
            answer_by: answer_by.into(),
            callback: "2026-11-23T13:00:00Z/2026-11-23T15:00:00Z".into(),
            topic: "order".into(),
            fields: BTreeMap::from([("order-number".into(), vec!["BL-10274".into()])]),
            message: "Where is my order?".into(),
            lang: "en".into(),
            page: Page {
                url: "https://bottega-lume.example/lamp".into(),
                title: "Lamp".into(),
                referrer: "https://bottega-lume.example/".into(),
            },
            device: Device {
                locale: "en-GB".into(),
                time_zone: "Europe/Rome".into(),
                agent: "Firefox on Android".into(),
            },
            faqs_seen: vec!["shipping-cost".into()],
            searches: vec!["delivery".into()],
            identity: Default::default(),
            transcript: "You: Where is my order?".into(),
            flow: String::new(),
        };
        let arrival = Arrival {
            request: draft.check(&self.site, self.now).ok()?,
            channel: Origin::Form,
            contact_id: CONTACT.into(),
            subject: None,
            folded: None,
            spam: Vec::new(),
            follows: None,
            may_acknowledge: true,
            reference: Reference::parse("7K3M-92QX")?,
        };
        Some(open(self.around(self.now), arrival, ENTROPY))
    }

    /// A quarter of an hour after it was opened.
    fn changed(&self, change: Change) -> Option<Turn> {
        let opened = self.opened("email")?;
        let agent = self.site.agents.first()?;
        let later = self
            .now
            .checked_add(jiff::SignedDuration::from_mins(15))
            .ok()?;
        let by = Actor::of_agent(agent);
        apply(self.around(later), &opened.ticket, change, &by, ENTROPY).ok()
    }

    fn rung(&self, stage: Stage) -> Option<Turn> {
        let opened = self.opened("email")?;
        let alarm = opened.alarms.iter().find(|alarm| alarm.stage == stage)?;
        ring(self.around(alarm.at), &opened.ticket, alarm, ENTROPY)
    }

    fn occurred<T: Serialize>(&self, kind: Kind, data: &T) -> Option<Event> {
        Some(Occurrence::new(&self.site, kind, data, None, &[], self.now, ENTROPY).event)
    }
}

fn of(turn: Turn, kind: Kind) -> Option<Event> {
    turn.events.into_iter().find(|event| event.kind == kind)
}
