//! What must hold of hours and service levels.

use super::{Findings, MAX_LIST};
use crate::{
    hours::{Hours, MAX_RANGE_DAYS, overlap},
    site::Site,
    sla::{Clock, Policy, Target, Unit},
};

const MAX_CLOSED: usize = 1_000;
const MAX_SPECIAL: usize = 200;
const MAX_SLA: usize = 20;
const OVERLAP: &str = "Two of this day's hours overlap: join or separate them.";

impl Site {
    pub(super) fn time_fits(&self, found: &mut Findings) {
        self.hours.fits("hours", found);
        found.at_most("sla", self.sla.len(), MAX_SLA);
        found.unique("sla", ".id", self.sla.iter().map(|p| p.id.as_str()));
        for (i, policy) in self.sla.iter().enumerate() {
            policy.fits(&format!("sla[{i}]"), found);
        }
    }
}

impl Hours {
    /// Checks hours that stand under `key`: a site's, or an agent's.
    pub(super) fn fits(&self, key: &str, found: &mut Findings) {
        for day in self.overlaps() {
            found.add(format!("{key}.{day}"), OVERLAP);
        }
        found.at_most(&format!("{key}.closed"), self.closed.len(), MAX_CLOSED);
        found.at_most(&format!("{key}.special"), self.special.len(), MAX_SPECIAL);
        for (i, special) in self.special.iter().enumerate() {
            let key = format!("{key}.special[{i}]");
            match special.days() {
                ..1 => found.add(
                    format!("{key}.to"),
                    "The last date comes before the first: swap them.",
                ),
                days if days > MAX_RANGE_DAYS => found.add(
                    format!("{key}.to"),
                    format!("These are {days} days; at most {MAX_RANGE_DAYS} fit in one entry."),
                ),
                _ => {}
            }
            found.at_most(&format!("{key}.hours"), special.hours.len(), MAX_LIST);
            if overlap(&special.hours) {
                found.add(format!("{key}.hours"), OVERLAP);
            }
        }
    }
}

impl Policy {
    fn fits(&self, key: &str, found: &mut Findings) {
        let goals = Target::ALL.map(|target| (target, self.goal(target)));
        if goals.iter().all(|(_, goal)| goal.is_none()) {
            found.add(
                key,
                "Give at least one of first_response, next_response and resolution.",
            );
        }
        for (target, goal) in goals {
            let in_days = goal.is_some_and(|goal| goal.unit() == Unit::Days);
            if in_days && self.clock == Clock::Business {
                found.add(
                    format!("{key}.{}", target.as_str()),
                    "Opening hours make days of different lengths: write opening hours, such as “8h”, or add clock = \"calendar\".",
                );
            }
        }
        if !(1..=99).contains(&self.warn_at) {
            found.add(format!("{key}.warn_at"), "Use 1 to 99 percent.");
        }
    }
}
