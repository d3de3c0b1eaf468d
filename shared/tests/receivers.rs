//! A month of receivers in trouble, under a simulated clock: what is tried when, who is disabled,
//! who is told, and that everything arrives in the end.
#![cfg(feature = "server")]

#[path = "receivers/simulator.rs"]
mod simulator;

use shared::{
    outbox::State,
    webhook::health::{Disabled, Reason},
};
use simulator::{DAY, HOUR, Jitter, MINUTE, Reply, SECOND, START, World};

/// Answers at once.
fn at_once(reply: Reply) -> (Reply, i64) {
    (reply, 0)
}

/// Down until a moment, fine from then on.
fn down_until(moment: i64) -> impl Fn(i64) -> (Reply, i64) {
    move |now| {
        at_once(match now < moment {
            true => Reply::Nothing,
            false => Reply::Status(204),
        })
    }
}

/// Each event taken exactly once.
fn took_each_once(world: &World, to: usize) {
    let mut took = world.receivers[to].took.clone();
    took.sort_unstable();
    let mut events: Vec<_> = world.to(to).map(|d| d.event.clone()).collect();
    events.sort_unstable();
    assert_eq!(took, events);
}

#[test]
fn the_schedule_is_kept_to_the_second_at_both_ends_of_the_jitter_and_in_its_middle() {
    for (jitter, seconds) in [
        (
            Jitter::Least,
            [0, 4, 244, 1_684, 7_444, 21_844, 50_644, 79_444],
        ),
        (
            Jitter::Middle,
            [0, 5, 305, 2_105, 9_305, 27_305, 63_305, 99_305],
        ),
        (
            Jitter::Most,
            [0, 6, 366, 2_526, 11_166, 32_766, 75_966, 119_166],
        ),
    ] {
        let mut world = World::new(jitter);
        world.receiver(|_| at_once(Reply::Status(500)));
        world.event(0);
        world.run(30 * DAY);
        assert_eq!(world.seconds(0), seconds, "{jitter:?}");
        assert_eq!(world.deliveries[0].state, State::Dead);
        assert_eq!(world.deliveries[0].response, "HTTP 500");
        assert_eq!(world.told, [], "one event is never enough to disable");
    }
}

#[test]
fn the_wait_counts_from_the_end_of_an_attempt() {
    let mut world = World::new(Jitter::Middle);
    world.receiver(|_| at_once(Reply::Silence));
    world.event(0);
    world.run(HOUR);
    assert_eq!(world.seconds(0), [0, 20, 335, 2_150]);
    assert_eq!(world.deliveries[0].log[0].latency_ms, 15 * SECOND);
}

#[test]
fn down_for_three_hours_everything_arrives_by_itself() {
    let mut world = World::new(Jitter::Middle);
    let shop = world.receiver(down_until(3 * HOUR));
    world.events(0, 6 * HOUR, 10 * MINUTE);
    world.run(DAY);
    assert_eq!(world.count(shop, State::Delivered), 36);
    took_each_once(&world, shop);
    // The first: the fifth attempt at 2 h 35 min 5 s was too early, the sixth at 7 h 35 min 5 s.
    assert_eq!(world.seconds(0), [0, 5, 305, 2_105, 9_305, 27_305]);
    // One of 2 h 50 min: 5 s and 5 min were too early, half an hour later was not.
    assert_eq!(world.seconds(17), [10_200, 10_205, 10_505, 12_305]);
    assert_eq!(world.receivers[shop].health.failing(), None);
    assert_eq!(world.told, []);
}

#[test]
fn down_for_four_days_is_not_disabled_and_one_replay_brings_the_rest() {
    let mut world = World::new(Jitter::Middle);
    let shop = world.receiver(down_until(4 * DAY));
    world.events(0, 10 * DAY, HOUR);
    world.run(7 * DAY);
    assert_eq!(world.told, []);
    // Given up after 27 h 35 min 5 s: those of the first 68 h (and the one of hour 68, whose last
    // attempt was at 95 h 35 min).
    let dead = world.count(shop, State::Dead);
    assert_eq!(dead, 69);
    assert!(
        world
            .to(shop)
            .all(|d| d.state == State::Dead || d.state == State::Delivered)
    );

    // One of them, then all since the third day.
    world.replay(5);
    world.run(world.now + SECOND);
    assert_eq!(world.deliveries[5].state, State::Delivered);
    assert_eq!(world.seconds(5).last(), Some(&(7 * DAY / SECOND)));
    assert_eq!(world.deliveries[5].log.len(), 9, "the log stays");
    assert_eq!(world.replay_since(shop, 2 * DAY), 69 - 48);
    world.run(world.now + SECOND);
    assert_eq!(world.count(shop, State::Dead), 47);
    assert_eq!(world.replay_since(shop, 0), 47);
    assert_eq!(world.replay_since(shop, 0), 0, "nothing twice");
    world.run(11 * DAY);
    took_each_once(&world, shop);
}

#[test]
fn down_for_six_days_is_disabled_when_five_are_complete_and_the_owner_is_told_once() {
    for jitter in [Jitter::Least, Jitter::Middle, Jitter::Most] {
        let mut world = World::new(jitter);
        let shop = world.receiver(down_until(6 * DAY));
        // Of these none but the first has an attempt that falls on a whole hour.
        world.events(0, 7 * DAY, HOUR);
        world.run(5 * DAY - 1);
        assert_eq!(world.told, [], "{jitter:?}: a millisecond before");
        world.run(5 * DAY);
        let disabled = Disabled {
            at_ms: START + 5 * DAY,
            reason: Reason::Failing,
        };
        assert_eq!(world.told, [(shop, disabled)]);
        let tried = world.receivers[shop].got.len();
        world.run(7 * DAY);
        assert_eq!(world.receivers[shop].got.len(), tried, "left in peace");
        assert_eq!(world.told.len(), 1);
        assert_eq!(world.count(shop, State::Dead), 7 * 24, "kept, every one");
        let last = world.to(shop).last().unwrap();
        assert!(last.log.is_empty() && last.response.contains("five days"));

        // Replayed while disabled: still nothing is sent. Enabled and replayed: all arrives.
        world.replay_since(shop, 0);
        world.run(world.now + HOUR);
        assert_eq!(world.receivers[shop].got.len(), tried);
        world.enable(shop);
        assert_eq!(world.replay_since(shop, 0), 7 * 24);
        world.run(8 * DAY);
        took_each_once(&world, shop);
        assert_eq!(world.told.len(), 1);
    }
}

#[test]
fn a_quiet_shop_is_disabled_at_the_first_failure_after_five_days() {
    let mut world = World::new(Jitter::Middle);
    let shop = world.receiver(|_| at_once(Reply::Status(404)));
    world.events(0, 9 * DAY, 2 * DAY);
    world.run(10 * DAY);
    // Events at 0, 48, 96, 144 h; the third's last attempt is at 123 h 35 min 5 s, the one before
    // it at 113 h 35 min 5 s.
    assert_eq!(world.told.len(), 1);
    assert_eq!(world.told[0].0, shop);
    assert_eq!(world.told[0].1.at_ms - START, 96 * HOUR + 99_305 * SECOND);
}

#[test]
fn a_flapping_receiver_is_never_disabled_and_gets_everything() {
    let mut world = World::new(Jitter::Middle);
    let shop = world.receiver(|now| {
        at_once(match now / (2 * HOUR) % 2 {
            0 => Reply::Status(500),
            _ => Reply::Status(200),
        })
    });
    world.events(0, 30 * DAY, 20 * MINUTE);
    world.run(33 * DAY);
    assert_eq!(world.told, []);
    assert_eq!(world.count(shop, State::Delivered), 30 * 24 * 3);
    took_each_once(&world, shop);
}

#[test]
fn gone_disables_at_once_and_what_follows_is_kept() {
    let mut world = World::new(Jitter::Middle);
    let shop = world.receiver(|now| {
        at_once(match now < DAY {
            true => Reply::Status(200),
            false => Reply::Status(410),
        })
    });
    world.events(0, 2 * DAY, HOUR);
    world.run(3 * DAY);
    let disabled = Disabled {
        at_ms: START + DAY,
        reason: Reason::Gone,
    };
    assert_eq!(world.told, [(shop, disabled)]);
    assert_eq!(world.receivers[shop].got.len(), 25);
    assert_eq!(world.count(shop, State::Dead), 24);
}

#[test]
fn retry_after_is_waited_for_up_to_a_day_but_never_brings_an_attempt_forward() {
    for (asks, second) in [
        ("3600", 3_600),
        ("1", 5),
        ("172800", 86_400),
        ("Mon, 23 Nov 2026 11:00:00 GMT", 7_200),
        ("Mon, 23 Nov 2026 08:00:00 GMT", 5),
        ("later", 5),
    ] {
        let mut world = World::new(Jitter::Middle);
        world.receiver(move |now| {
            at_once(match now {
                0 => Reply::Asks(429, asks),
                _ => Reply::Status(204),
            })
        });
        world.event(0);
        world.run(2 * DAY);
        assert_eq!(world.seconds(0), [0, second], "{asks}");
        assert_eq!(world.deliveries[0].state, State::Delivered);
    }
}

#[test]
fn a_receiver_that_asks_for_less_gets_one_at_a_time_until_it_is_well() {
    let mut world = World::new(Jitter::Middle);
    let shop = world.receiver(|now| match now < MINUTE {
        true => (Reply::Asks(429, "60"), 0),
        false => (Reply::Status(200), SECOND),
    });
    for _ in 0..12 {
        world.event(0);
    }
    world.run(30 * SECOND);
    assert_eq!(world.receivers[shop].got.len(), 12);
    world.run(HOUR);
    let again: Vec<i64> = world.receivers[shop].got[12..]
        .iter()
        .map(|(at, _)| *at / SECOND)
        .collect();
    // One; when it has arrived, five at a time.
    assert_eq!(again, [60, 61, 61, 61, 61, 61, 62, 62, 62, 62, 62, 63]);
    took_each_once(&world, shop);
}

#[test]
fn a_slow_receiver_delays_no_other() {
    let mut world = World::new(Jitter::Middle);
    let slow: Vec<_> = (0..4)
        .map(|_| world.receiver(|_| (Reply::Status(200), 14 * SECOND)))
        .collect();
    let silent = world.receiver(|_| at_once(Reply::Silence));
    let quick = world.receiver(|_| (Reply::Status(200), 100));
    for n in 0..100 {
        world.event(n * SECOND);
    }
    world.run(3 * HOUR);
    assert!(
        world
            .to(quick)
            .all(|d| d.log[0].at_ms - START == d.event_ms)
    );
    assert_eq!(world.count(quick, State::Delivered), 100);
    for slow in slow {
        assert_eq!(world.count(slow, State::Delivered), 100);
    }
    assert_eq!(world.count(silent, State::Delivered), 0);
    assert!(world.most.0 <= 20 && world.most.1 <= 5, "{:?}", world.most);
}

#[test]
fn a_redirect_is_a_failure_whichever_it_is() {
    for status in [300, 301, 302, 303, 304, 307, 308] {
        let mut world = World::new(Jitter::Middle);
        world.receiver(move |_| at_once(Reply::Status(status)));
        world.event(0);
        world.run(2 * DAY);
        assert_eq!(world.deliveries[0].log.len(), 8, "{status}");
        assert_eq!(world.deliveries[0].state, State::Dead);
    }
}

#[test]
fn in_a_month_of_all_troubles_at_once_nothing_is_lost_and_each_is_told_once() {
    let mut world = World::new(Jitter::Most);
    let well = world.receiver(|_| (Reply::Status(204), 300));
    let hours = world.receiver(down_until(3 * HOUR));
    let days = world.receiver(down_until(4 * DAY));
    let week = world.receiver(down_until(6 * DAY));
    let flapping = world.receiver(|now| {
        let fine = now / (2 * HOUR) % 2 == 1;
        (Reply::Status(if fine { 200 } else { 502 }), SECOND)
    });
    let gone = world.receiver(|now| at_once(Reply::Status(if now < 9 * DAY { 200 } else { 410 })));
    let busy = world.receiver(|now| match now / HOUR % 3 {
        0 => at_once(Reply::Asks(429, "1800")),
        _ => at_once(Reply::Status(200)),
    });
    let moved = world.receiver(|_| at_once(Reply::Status(308)));
    let slow = world.receiver(|_| (Reply::Status(200), 14_900));
    let silent = world.receiver(|now| match now < 2 * DAY {
        true => at_once(Reply::Silence),
        false => (Reply::Status(200), 5 * SECOND),
    });
    world.events(0, 30 * DAY, 30 * MINUTE);
    world.run(33 * DAY);

    let told: Vec<_> = world.told.iter().map(|(to, d)| (*to, d.reason)).collect();
    assert_eq!(
        told,
        [
            (week, Reason::Failing),
            (moved, Reason::Failing),
            (gone, Reason::Gone)
        ]
    );
    for (to, told) in &world.told[..2] {
        let late = told.at_ms - START - 5 * DAY;
        assert!((0..=SECOND).contains(&late), "{to}: {late} ms");
    }
    for to in [well, hours, flapping, busy, slow] {
        assert_eq!(world.count(to, State::Delivered), 30 * 48, "{to}");
        took_each_once(&world, to);
    }
    // A month later all are well: enabled and replayed, every event has arrived everywhere.
    world.receivers[moved] = {
        let mut mended = World::new(Jitter::Most);
        mended.receiver(|_| at_once(Reply::Status(200)));
        let mut receiver = mended.receivers.remove(0);
        receiver.took.clone_from(&world.receivers[moved].took);
        receiver
    };
    for to in [days, week, moved, silent] {
        world.enable(to);
        world.replay_since(to, 0);
    }
    world.run(40 * DAY);
    for to in [days, week, moved, silent] {
        assert_eq!(world.count(to, State::Delivered), 30 * 48, "{to}");
        took_each_once(&world, to);
    }
    assert_eq!(world.count(gone, State::Delivered), 9 * 48);
    assert_eq!(world.count(gone, State::Dead), 21 * 48, "kept");
    assert!(world.most.0 <= 20 && world.most.1 <= 5, "{:?}", world.most);
}
