//! A ticket's alarms: kept as rows, rung when they are due.

use std::rc::Rc;

use shared::ticket::{Alarm, Turn, ring};
use worker::Result;

use super::{Loaded, Site, week::WEEKLY};
use crate::{chance, store::Store};

/// Alarms rung in one go.
const AT_ONCE: u32 = 50;

/// Keeps when a turn's ticket rings from now on.
pub fn set(store: &Store, turn: &Turn) -> Result<()> {
    let rows = turn.alarms.iter().map(|alarm| {
        let payload = serde_json::to_string(alarm)?;
        Ok((alarm.name(), alarm.at.as_millisecond(), payload))
    });
    let rows: Vec<_> = rows.collect::<Result<_>>()?;
    store.set_timers(&turn.ticket.id, &rows)
}

impl Site {
    /// Rings every alarm that is due.
    pub(super) fn ring(&self, store: &Store, loaded: &Rc<Loaded>) -> Result<()> {
        let now_ms = chance::now().as_millisecond();
        for timer in store.due_timers(now_ms, AT_ONCE)? {
            if timer.kind == WEEKLY {
                self.end_week(store, loaded)?;
                continue;
            }
            let alarm: Option<Alarm> = serde_json::from_str(&timer.payload).ok();
            let ticket = store.ticket(&timer.ticket_id)?;
            let turn = match (alarm, ticket) {
                (Some(alarm), Some(ticket)) => {
                    let moment = self.moment(store, loaded, Some(&ticket.contact_id))?;
                    let entropy = chance::long_number()?;
                    ring(moment.around(), &ticket, &alarm, entropy)
                }
                _ => None,
            };
            match turn {
                Some(turn) => self.write(store, &turn, now_ms)?,
                // What it was about happened meanwhile.
                None => store.end_timer(&timer)?,
            }
        }
        Ok(())
    }
}
