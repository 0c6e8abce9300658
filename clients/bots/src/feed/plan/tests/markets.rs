//! What counts as a price, and when a market is open.

use super::*;

#[test]
fn a_price_counts_until_it_is_thirty_seconds_old_and_not_before_it_is_made() {
    for (age, is_posted) in [(0, true), (30, true), (31, false)] {
        let mut scene = Scene::one(20).quotes(&[("100", age)]);
        assert_eq!(scene.due().is_some(), is_posted, "{age}");
    }
    for (ahead, is_posted) in [(5, true), (6, false)] {
        let mut scene = Scene::one(20);
        scene.seen.quotes[0][0].last.as_mut().unwrap().observed_at = T + ahead;
        assert_eq!(scene.due().is_some(), is_posted, "{ahead}");
    }
}

#[test]
fn fewer_sources_than_the_quorum_post_nothing_and_are_told() {
    let mut scene = Scene::one(5).quotes(&[("100", 0), ("100", 31), ("100", 0)]);
    scene.seen.quotes[0][1].fault = Some("it is down".to_string());
    scene.settings.assets[0].quorum = 2;
    assert_eq!(scene.told(), Vec::<String>::new());
    scene.settings.assets[0].quorum = 3;

    let intents = scene.later(20).plan();

    let Intent::Raise(notice) = &intents[0] else {
        panic!("{intents:?}");
    };
    assert_eq!(notice.kind, NO_QUORUM);
    let expected = "2 of 3 sources of a have a fresh price, and 3 must (it is down).";
    assert_eq!(notice.words, expected);
    assert_eq!(intents.len(), 1);
}

/// New York opens at 09:30, five and a half hours before T.
const OPENS: u64 = T - 19_800;

fn stock(clock: u64) -> Scene {
    let mut scene = Scene::one(20);
    scene.settings.assets[0].calendar = Calendar::us_equities().unwrap();
    scene.seen.clock = clock;
    scene.seen.at.time = clock;
    // The last post was at the close of the day before.
    scene.chain().time = OPENS - 63_000;
    scene.chain().anchor = Some((decimal("100"), OPENS - 63_000));
    scene.memory.posted.clear();
    scene.memory.begun = Some(OPENS - 100_000);
    scene.seen.quotes[0][0].last.as_mut().unwrap().observed_at = clock;
    scene
}

#[test]
fn a_closed_market_posts_nothing_and_nothing_is_wrong() {
    for clock in [OPENS - 1, OPENS + 23_400] {
        assert_eq!(stock(clock).plan(), []);
    }
    assert_eq!(stock(OPENS + 23_399).due(), Some(Due::Heartbeat));
}

#[test]
fn at_the_open_the_first_print_of_the_day_is_waited_for() {
    let mut scene = stock(OPENS + 10);
    // The source still gives what was traded before the open.
    scene.seen.quotes[0][0].last.as_mut().unwrap().observed_at = OPENS - 1;
    assert_eq!(scene.plan(), []);
    scene.seen.quotes[0][0].last.as_mut().unwrap().observed_at = OPENS;
    assert_eq!(scene.due(), Some(Due::Heartbeat));
}

#[test]
fn a_market_without_a_first_print_is_told_after_five_minutes() {
    for (after, expected) in [(299, vec![]), (300, vec![NO_QUORUM, LATE])] {
        let mut scene = stock(OPENS + after);
        scene.seen.quotes[0][0].last.as_mut().unwrap().observed_at = OPENS - 1;
        assert_eq!(scene.told(), expected, "{after}");
    }
}

#[test]
fn a_gap_over_night_is_allowed_more_than_a_jump_within_the_day() {
    // 63,010 s after the last post a price may move by 34.58 %.
    let mut scene = stock(OPENS + 10);
    scene.seen.quotes[0][0].last.as_mut().unwrap().price = decimal("134");
    assert_eq!(scene.due(), Some(Due::Heartbeat));
    scene.seen.quotes[0][0].last.as_mut().unwrap().price = decimal("135");
    assert_eq!(scene.told(), [FROZEN]);
}
