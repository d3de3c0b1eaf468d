//! Which of the deliveries that are due are begun now, so that one slow receiver holds up nobody.
//! A lane is a receiver: an endpoint, or the mail relay.

use std::collections::BTreeMap;

/// Deliveries under way at once, over all of a site's lanes.
pub const MAX_IN_FLIGHT: usize = 20;
/// Deliveries under way at once to one endpoint.
pub const ENDPOINT_SHARE: usize = 5;
/// Deliveries under way at once to an endpoint that asked for less.
pub const THROTTLED_SHARE: usize = 1;
/// Mails under way at once.
pub const MAIL_SHARE: usize = 10;

/// Chooses from `due` (the lane of each delivery, the longest due first) what to begin, as places
/// in `due`. `in_flight` is how many each lane has under way, `share` how many one may have, and
/// `lanes` how many lanes there are at all, busy or not.
///
/// Lanes take turns. A slot is kept free for every lane that has nothing under way: with no more
/// lanes than [`MAX_IN_FLIGHT`], what is due to an idle one begins at once, however slow all
/// others are.
pub fn choose<L: Ord + Clone>(
    due: &[L],
    in_flight: &BTreeMap<L, usize>,
    share: impl Fn(&L) -> usize,
    lanes: usize,
) -> Vec<usize> {
    let mut busy: BTreeMap<L, usize> = in_flight
        .iter()
        .filter(|(_, n)| **n > 0)
        .map(|(lane, n)| (lane.clone(), *n))
        .collect();
    let mut total = busy.values().fold(0_usize, |sum, n| sum.saturating_add(*n));
    let mut chosen: Vec<usize> = Vec::new();
    let mut waiting: Vec<(usize, &L)> = due.iter().enumerate().collect();
    loop {
        let before = chosen.len();
        let mut served: Vec<&L> = Vec::new();
        waiting.retain(|(place, lane)| {
            let has = busy.get(lane).copied().unwrap_or(0);
            let kept = match has {
                0 => 0,
                _ => lanes.saturating_sub(busy.len()),
            };
            let fits = total.saturating_add(kept) < MAX_IN_FLIGHT && has < share(lane);
            if !fits || served.contains(lane) {
                return true;
            }
            served.push(lane);
            chosen.push(*place);
            busy.insert((*lane).clone(), has.saturating_add(1));
            total = total.saturating_add(1);
            false
        });
        if chosen.len() == before {
            return chosen;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn share(_: &&str) -> usize {
        ENDPOINT_SHARE
    }

    #[test]
    fn one_endpoint_gets_its_share_and_no_more() {
        let due = ["slow"; 30];
        assert_eq!(choose(&due, &BTreeMap::new(), share, 3), [0, 1, 2, 3, 4]);
        let busy = BTreeMap::from([("slow", 5)]);
        assert_eq!(choose(&due, &busy, share, 3), [] as [usize; 0]);
        let busy = BTreeMap::from([("slow", 3)]);
        assert_eq!(choose(&due, &busy, share, 3), [0, 1]);
    }

    #[test]
    fn another_endpoint_is_not_kept_waiting_by_a_slow_one() {
        let mut due = vec!["slow"; 30];
        due.extend(["quick", "quick"]);
        let busy = BTreeMap::from([("slow", 5)]);
        assert_eq!(choose(&due, &busy, share, 2), [30, 31]);
    }

    #[test]
    fn lanes_take_turns() {
        let due = ["a", "a", "a", "b", "c", "b"];
        assert_eq!(choose(&due, &BTreeMap::new(), share, 3), [0, 3, 4, 1, 5, 2]);
    }

    #[test]
    fn slow_endpoints_together_leave_room_for_an_idle_one() {
        let due: Vec<&str> = ["a", "b", "c", "d"].repeat(9);
        let begun = choose(&due, &BTreeMap::new(), share, 11);
        // Twenty less one for each of the seven idle.
        assert_eq!(begun.len(), 13);
        let mut busy: BTreeMap<&str, usize> = BTreeMap::new();
        for place in begun {
            *busy.entry(due[place]).or_default() += 1;
        }
        for idle in ["e", "f", "g", "h", "i", "j", "k"] {
            assert_eq!(choose(&[idle], &busy, share, 11), [0], "{idle}");
            busy.insert(idle, 1);
        }
        assert_eq!(busy.values().sum::<usize>(), MAX_IN_FLIGHT);
    }

    #[test]
    fn a_throttled_endpoint_gets_one_at_a_time() {
        let due = ["hot", "hot", "cool", "cool"];
        let share = |lane: &&str| match *lane {
            "hot" => THROTTLED_SHARE,
            _ => ENDPOINT_SHARE,
        };
        assert_eq!(choose(&due, &BTreeMap::new(), share, 2), [0, 2, 3]);
    }

    proptest! {
        #[test]
        fn never_too_many_never_a_lane_beyond_its_share_never_an_idle_lane_left_out(
            due in prop::collection::vec(0_u8..11, 0..200),
            before in prop::collection::vec(0_u8..11, 0..60),
        ) {
            let share = |_: &u8| ENDPOINT_SHARE;
            let mut busy = BTreeMap::new();
            for place in choose(&before, &BTreeMap::new(), share, 11) {
                *busy.entry(before[place]).or_insert(0_usize) += 1;
            }
            let idle: Vec<u8> = due.iter().filter(|l| !busy.contains_key(*l)).copied().collect();
            let chosen = choose(&due, &busy, share, 11);
            for place in &chosen {
                *busy.entry(due[*place]).or_insert(0) += 1;
            }
            prop_assert!(busy.values().sum::<usize>() <= MAX_IN_FLIGHT);
            prop_assert!(busy.values().all(|n| *n <= ENDPOINT_SHARE));
            for lane in idle {
                prop_assert!(busy.contains_key(&lane), "{lane}");
            }
            let mut once = chosen.clone();
            once.sort_unstable();
            once.dedup();
            prop_assert_eq!(once.len(), chosen.len());
        }
    }
}
