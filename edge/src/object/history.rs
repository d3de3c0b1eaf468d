//! The history of another help desk: its requests are lived again and written like any other.

use std::rc::Rc;

use sha2::{Digest, Sha256};
use shared::{
    id::{Ids, Reference},
    ticket::{Past, rfc3339},
};
use worker::Result;

use super::{Loaded, Site, timers};
use crate::{
    protocol::{Answer, reports::Told},
    store::Store,
};

impl Site {
    /// Takes requests that were handled elsewhere. Those that are there already are passed over;
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
        for (place, story) in (0_u32..).zip(&stories) {
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
        self.arm(None).await?;
        Ok(Answer::Reports(Told::Taken {
            taken,
            known,
            refused,
        }))
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
