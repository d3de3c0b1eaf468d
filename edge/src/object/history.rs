//! The history of another help desk: its requests are lived again and written like any other, and
//! what it counted by the day is added.

use std::rc::Rc;

use sha2::{Digest, Sha256};
use shared::{
    event::{Event, Kind, SurveySubmitted},
    id::{Ids, Reference},
    measures::{Day, PastDay},
    ticket::{rfc3339, rfc3339_ms},
};
use worker::Result;

use super::{Loaded, Site, timers};
use crate::{
    protocol::{
        Answer, Outcome,
        reports::{Past, Told},
    },
    store::{Step, Store},
};

impl Site {
    /// Takes requests and days of elsewhere. Those that are there already are passed over;
    /// of those that do not fit it is said why, by their place.
    pub(super) async fn take_history(
        &self,
        store: &Store,
        loaded: &Rc<Loaded>,
        stories: Vec<Past>,
    ) -> Result<Answer> {
        let (mut taken, mut known) = (0_u32, 0_u32);
        let mut refused: Vec<(u32, String)> = Vec::new();
        let moment = self.moment(store, loaded, None)?;
        for (place, past) in (0_u32..).zip(&stories) {
            let story = match past {
                Past::Request(story) => story,
                Past::Day(day) => {
                    match self.take_day(store, loaded, day, moment.now)? {
                        Ok(true) => taken = taken.saturating_add(1),
                        Ok(false) => known = known.saturating_add(1),
                        Err(why) => refused.push((place, why)),
                    }
                    continue;
                }
            };
            // The same story is the same request.
            let entropy = entropy(loaded, &story.id);
            let created = story.created().unwrap_or(moment.now);
            let id = Ids::new(created.as_millisecond(), entropy).next("tic");
            if store.ticket(&id)?.is_some() {
                known = known.saturating_add(1);
                continue;
            }
            let mut number = entropy as u64;
            let reference = loop {
                let reference = Reference::from_entropy(number);
                if !store.has_reference(reference.as_str())? {
                    break reference;
                }
                number = number.wrapping_add(1);
            };
            let contact = store.contact_of(story.email.as_ref(), story.phone.as_ref())?;
            let contact_id = match &contact {
                Some(contact) => contact.id.clone(),
                None => Ids::new(created.as_millisecond(), entropy).next("con"),
            };
            let lived = match story.live(moment.around(), contact_id.clone(), reference, entropy) {
                Ok(lived) => lived,
                Err(why) => {
                    refused.push((place, why));
                    continue;
                }
            };
            if contact.is_none() {
                let (email, phone) = (story.email.as_ref(), story.phone.as_ref());
                let at = rfc3339(created);
                store.add_contact(&contact_id, email, phone, story.name.as_deref(), &at)?;
            }
            store.write(&lived.turn, moment.ms())?;
            timers::set(store, &lived.turn)?;
            if let Some((event, score, comment)) = &lived.rating {
                store.add_event(event)?;
                let ticket = Some(lived.turn.ticket.id.as_str());
                store.rate(event, ticket, "csat", *score, comment)?;
            }
            taken = taken.saturating_add(1);
        }
        self.told.borrow_mut().clear();
        self.arm(None).await?;
        Ok(Answer::Reports(Told::Taken {
            taken,
            known,
            refused,
        }))
    }

    /// Adds what was counted on a day; false where the day is counted already, by us or by the same
    /// line. Else why not.
    fn take_day(
        &self,
        store: &Store,
        loaded: &Loaded,
        past: &PastDay,
        now: jiff::Timestamp,
    ) -> Result<std::result::Result<bool, String>> {
        let site = &loaded.site;
        let zone = site.zone();
        if let Some(why) = past.trouble(site, Day::at(now, &zone)) {
            return Ok(Err(why));
        }
        let day = past.day.to_string();
        if store.has_help(&day)? {
            return Ok(Ok(false));
        }
        // The first stands there for every day that was brought, be it with 0.
        store.count_step(&day, Step::Asked, past.asked)?;
        let steps = [
            (Step::Answered, past.answered),
            (Step::Contacted, past.contacted),
            (Step::Contact, past.contacts),
        ];
        for (step, times) in steps.into_iter().filter(|(_, times)| *times > 0) {
            store.count_step(&day, step, times)?;
        }
        if past.converted > 0 {
            store.count_outcome(&day, Outcome::Converted, past.converted)?;
        }
        for (channel, times) in past.channels.iter().filter(|(_, times)| **times > 0) {
            store.chose(&day, channel, *times)?;
        }
        for row in &past.faqs {
            let faq = row.faq.as_str();
            let counts = [
                ("opened", row.opened),
                ("helped", row.helped),
                ("missed", row.missed),
            ];
            for (what, times) in counts.into_iter().filter(|(_, times)| *times > 0) {
                store.count_reading(&day, faq, what, times)?;
            }
            if row.helped > 0 || row.missed > 0 {
                store.helped(faq, row.helped, row.missed)?;
            }
        }
        // Of a rating only the day is known: it stands at noon.
        let noon = past.day.at(12, 0, 0, 0).to_zoned(zone);
        let noon = noon.map_or(now, |noon| noon.timestamp()).as_millisecond();
        for row in past.searches.iter().filter(|row| row.times > 0) {
            store.miss(row.lang.as_str(), row.query.trim(), row.times, noon)?;
        }
        let mut ids = Ids::new(noon, entropy(loaded, &format!("day {day}")));
        for vote in &past.ratings {
            let Some(asked) = vote.asked(site) else {
                continue;
            };
            let rating = ids.next("evt");
            let data = SurveySubmitted {
                site: &loaded.id,
                rating_id: &rating,
                survey: asked.scale,
                question: asked.own.map(|own| &own.id),
                score: vote.score,
                scale: asked.scale.ends(),
                faq: None,
                comment: Some(vote.comment.as_str()).filter(|comment| !comment.is_empty()),
                ticket_id: None,
                owner: None,
            };
            let at = rfc3339_ms(noon);
            let kind = Kind::SurveySubmitted;
            let event = Event::new(rating.clone(), kind, None, &data, &at, false);
            store.add_event(&event)?;
            store.rate(&event, None, asked.id(), vote.score, &vote.comment)?;
        }
        Ok(Ok(true))
    }
}

fn entropy(loaded: &Loaded, id: &str) -> u128 {
    let mut digest = Sha256::new();
    digest.update(b"history ");
    digest.update(loaded.key.bytes());
    digest.update(id.as_bytes());
    let bytes = digest.finalize();
    let bytes = bytes.first_chunk().copied().unwrap_or_default();
    u128::from_le_bytes(bytes)
}
