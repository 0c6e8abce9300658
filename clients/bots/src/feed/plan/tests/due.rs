//! When a price is posted.

use super::*;

#[test]
fn a_price_is_posted_when_it_is_old_or_has_moved() {
    for (age, price, expected) in [
        (5, "100", None),
        (19, "100", None),
        (20, "100", Some(Due::Heartbeat)),
        (5, "100.49", None),
        (5, "100.5", Some(Due::Deviation)),
        (5, "99.5", Some(Due::Deviation)),
        (5, "99.51", None),
    ] {
        let mut scene = Scene::one(age).quotes(&[(price, 0)]);
        assert_eq!(scene.due(), expected, "{price} after {age} s");
    }
}

#[test]
fn an_asset_is_posted_once_in_a_block() {
    // Ours is in the last block, at which a simulation stands.
    let mut scene = Scene::one(0).quotes(&[("110", 0)]);
    assert_eq!(scene.due(), None);
    // Somebody with the same key posted in it.
    let mut scene = Scene::one(20).quotes(&[("110", 0)]);
    scene.chain().time = T;
    assert_eq!(scene.due(), None);
    assert_eq!(scene.later(1).due(), Some(Due::Deviation));
}

#[test]
fn what_was_never_posted_is_posted_whatever_it_is() {
    let mut scene = Scene::one(0).quotes(&[("7", 0)]);
    scene.memory.posted.clear();
    *scene.chain() = OnChain {
        price: Decimal::zero(),
        time: 0,
        anchor: None,
        ..on_chain(0)
    };

    assert_eq!(scene.due(), Some(Due::Heartbeat));
}

#[test]
fn a_halted_asset_is_fed_all_the_same() {
    let mut scene = Scene::one(20);
    scene.chain().time = 0;
    scene.chain().halted_until = Some(T + 100);

    assert_eq!(scene.due(), Some(Due::Heartbeat));
    let posted = Posted {
        height: H - 5,
        time: T - 5,
    };
    scene.memory.posted.insert("a".to_string(), posted);
    assert_eq!(scene.due(), None);
}

#[test]
fn who_was_away_takes_its_assets_back_at_once() {
    // A standby posted five seconds ago.
    let mut scene = Scene::one(100);
    scene.chain().time = T - 5;

    assert_eq!(scene.due(), Some(Due::TakeBack));
    scene.post_is_in("100");
    assert_eq!(scene.later(5).due(), None);
}

#[test]
fn a_standby_posts_what_nobody_else_does_and_gives_it_back() {
    let mut scene = Scene::one(45);
    scene.settings.is_standby = true;
    scene.memory.posted.clear();
    assert_eq!(scene.due(), None);
    assert_eq!(scene.later(1).due(), Some(Due::TakeOver));

    // From then on it goes by the heartbeat.
    scene.post_is_in("100");
    assert_eq!(scene.later(19).due(), None);
    assert_eq!(scene.later(1).due(), Some(Due::Heartbeat));
    scene.post_is_in("100");

    // The main one posts again.
    scene.later(7);
    let time = scene.seen.at.time;
    scene.chain().time = time;
    assert_eq!(scene.due(), None);
    assert_eq!(scene.later(45).due(), None);
    assert_eq!(scene.later(1).due(), Some(Due::TakeOver));
}

#[test]
fn a_standby_takes_over_what_is_not_usable_for_too_long() {
    let mut scene = Scene::one(5);
    scene.settings.is_standby = true;
    scene.memory.posted.clear();
    scene.chain().time = 0;

    assert_eq!(scene.due(), None);
    assert_eq!(scene.later(45).due(), None);
    assert_eq!(scene.later(1).due(), Some(Due::TakeOver));
}

/// Band 5 %, 110 posted and held back; the confirmation takes 60 s.
fn held() -> Scene {
    let mut scene = Scene::one(5).quotes(&[("110", 0)]);
    let chain = scene.chain();
    chain.band = Some(Decimal::percent(5));
    chain.time = 0;
    chain.pending = Some((decimal("110"), T - 5));
    chain.anchor = Some((decimal("100"), T - 5));
    scene
}

#[test]
fn a_price_that_the_oracle_holds_back_is_confirmed_when_its_time_is_over() {
    let mut scene = held();

    assert_eq!(scene.told(), [PENDING]);
    assert_eq!(scene.due(), None);
    assert_eq!(scene.later(54).due(), None);
    assert_eq!(scene.later(1).due(), Some(Due::Confirm));
    scene.post_is_in("110");
    assert_eq!(scene.told(), [format!("-{PENDING}")]);
}

#[test]
fn a_price_that_moves_while_it_is_held_back_is_posted_anew() {
    // Within a tenth of 110 it still confirms it.
    assert_eq!(held().quotes(&[("119", 0)]).due(), None);
    // Beyond it is another one; 105 and 95 are inside the band.
    for price in ["98", "105", "95", "90"] {
        assert_eq!(
            held().quotes(&[(price, 0)]).due(),
            Some(Due::Anew),
            "{price}"
        );
    }
    // The anchor moves to the last accepted price when it is older than the confirmation takes.
    let mut scene = held().quotes(&[("95", 0)]);
    scene.chain().anchor = Some((decimal("200"), T - 61));
    assert_eq!(scene.due(), Some(Due::Anew));
    let mut scene = held().quotes(&[("106", 0)]);
    scene.chain().anchor = Some((decimal("106"), T - 61));
    assert_eq!(scene.due(), None);
}

#[test]
fn a_feeder_may_leave_what_is_held_back_to_people() {
    let mut scene = held();
    scene.limits().on_pending = OnPending::Stop;

    assert_eq!(scene.told(), [PENDING]);
    assert_eq!(scene.later(55).due(), None);
    let mut scene = held().quotes(&[("104", 0)]);
    scene.limits().on_pending = OnPending::Stop;
    assert_eq!(scene.due(), Some(Due::Anew));
}
