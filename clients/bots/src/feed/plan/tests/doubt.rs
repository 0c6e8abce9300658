//! Which prices are not posted, and what frees them.

use super::*;

fn frozen(price: &str) -> Scene {
    let mut scene = Scene::one(20).quotes(&[(price, 0)]);
    let intents = scene.plan();
    let is_told =
        |intent: &Intent| matches!(intent, Intent::Raise(notice) if notice.kind == FROZEN);
    assert!(intents.iter().any(is_told), "{intents:?}");
    assert!(intents.contains(&Intent::KeepFrozen));
    let is_post = |intent: &Intent| matches!(intent, Intent::Post(_));
    assert!(!intents.iter().any(is_post), "{intents:?}");
    scene
}

fn say(scene: &mut Scene, price: &str, until: u64) {
    scene.seen.answers = Ok(vec![Accept {
        asset: "a".to_string(),
        price: decimal(price),
        until,
        said: T,
    }]);
}

#[test]
fn a_jump_and_a_split_are_frozen() {
    for price in ["130", "70", "200", "50", "1000"] {
        frozen(price);
    }
    let mut scene = Scene::one(20).quotes(&[("119", 0)]);
    assert_eq!(scene.due(), Some(Due::Heartbeat));
}

#[test]
fn a_frozen_price_stays_so_though_the_band_widens_with_time() {
    let mut scene = frozen("130");

    // After a day a price would be allowed to move by 40 %.
    assert_eq!(scene.later(86_400).posts(), []);
    // After a start it is known from the disk.
    let frozen = scene.memory.frozen.clone();
    scene.memory = Memory::with_frozen(frozen);
    assert_eq!(scene.posts(), []);
    // Who was only away may post as much.
    scene.memory = Memory::default();
    assert_eq!(scene.due(), Some(Due::Heartbeat));
}

#[test]
fn a_frozen_price_is_told_as_such_though_its_sources_fall_silent() {
    let mut scene = frozen("130");
    let quotes = std::mem::take(&mut scene.seen.quotes[0]);

    assert_eq!(scene.told(), [crate::feed::notices::NO_QUORUM]);
    scene.seen.quotes[0] = quotes;
    let over = format!("-{}", crate::feed::notices::NO_QUORUM);
    assert_eq!(scene.told(), [over]);
}

#[test]
fn a_price_that_comes_back_is_posted_again() {
    let mut scene = frozen("130");
    scene.seen.quotes[0] = vec![quote("119", 0)];

    let intents = scene.later(1).plan();

    assert_eq!(intents[0], Intent::KeepFrozen);
    assert!(scene.memory.frozen.is_empty());
    assert!(matches!(&intents[1], Intent::Clear { kind, .. } if *kind == FROZEN));
    assert!(matches!(&intents[2], Intent::Post(_)), "{intents:?}");
}

#[test]
fn what_an_operator_says_frees_a_price_near_it_until_its_end() {
    let mut scene = frozen("130");
    say(&mut scene, "131", T + 10);
    assert_eq!(scene.later(9).due(), Some(Due::Heartbeat));

    // Another price than the one that was said is not free.
    let mut scene = frozen("130");
    say(&mut scene, "100", T + 10);
    assert_eq!(scene.posts(), []);
    // And after its end nothing is.
    say(&mut scene, "131", T + 10);
    assert_eq!(scene.later(10).posts(), []);
}

#[test]
fn after_a_split_that_was_accepted_the_new_price_is_what_is_measured_at() {
    let mut scene = frozen("50");
    say(&mut scene, "50", T + 100);
    assert_eq!(scene.due(), Some(Due::Heartbeat));
    scene.post_is_in("50");

    assert_eq!(scene.later(200).due(), Some(Due::Heartbeat));
    assert!(scene.memory.frozen.is_empty());
}

#[test]
fn an_answer_that_can_not_be_read_is_told_and_frees_nothing() {
    let mut scene = frozen("130");
    scene.seen.answers = Err("line 2 is no answer".to_string());

    assert_eq!(scene.told(), [crate::feed::notices::ANSWERS]);
    assert_eq!(scene.posts(), []);
}

#[test]
fn a_price_outside_its_bounds_is_not_posted() {
    for (price, is_posted) in [
        ("89.99", false),
        ("90", true),
        ("110", true),
        ("110.01", false),
    ] {
        let mut scene = Scene::one(20).quotes(&[(price, 0)]);
        scene.limits().min_price = Some(decimal("90"));
        scene.limits().max_price = Some(decimal("110"));
        assert_eq!(scene.due().is_some(), is_posted, "{price}");
    }
    let mut scene = Scene::one(20).quotes(&[("1000000000.1", 0)]);
    assert_eq!(scene.told(), [OUT_OF_BOUNDS]);
}

#[test]
fn one_liar_of_three_sources_moves_nothing() {
    let mut scene = Scene::one(20).quotes(&[("100", 0), ("101", 0), ("0.5", 0)]);
    scene.settings.assets[0].quorum = 2;

    let expected = ("a".to_string(), "100".to_string(), Some(Due::Heartbeat));
    assert_eq!(scene.posts(), [expected]);
}
