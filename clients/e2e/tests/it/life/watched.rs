//! The whole story, looked at again block by block by `mirror watch`.

use std::collections::BTreeSet;

use serde_json::Value;

use super::story::Story;

/// What a watcher has to tell of this story: prices that jump, polls that list, delist and upgrade, the code
/// that one of them gives, and a feeder that posts only when the story needs it.
const EXPECTED: [&str; 8] = [
    "code",
    "feeder_late",
    "poll",
    "poll_done",
    "poll_ends",
    "poll_passed",
    "price_gap",
    "price_jump",
];

pub(super) fn no_rule_was_broken_in_any_block(story: &Story) {
    let first = story.at.block_height.to_string();
    let ran = story
        .network
        .runs(&["watch", "--once", "--json", "--from", &first]);

    assert_eq!(ran.code, Some(1), "{}{}", ran.stdout, ran.stderr);
    let mut told = BTreeSet::new();
    for line in ran.stdout.lines() {
        let alert: Value = serde_json::from_str(line).unwrap();
        let kind = alert["kind"].as_str().unwrap().to_string();
        assert!(EXPECTED.contains(&kind.as_str()), "{alert:#}");
        told.insert(kind);
    }
    assert!(told.contains("poll") && told.contains("code"), "{told:?}");
}
