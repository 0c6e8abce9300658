//! `mirror watch` on a live protocol: nothing alarms it, then four faults are planted, and each is told
//! within two blocks, in words; and what its looks by hand and those of `mirror status` say of them.

mod listener;
mod looks;
mod plants;
mod puppet;
mod watcher;

use crate::harness::Network;
use listener::Listener;
use watcher::Watcher;

/// From a fault to its alarm, in blocks.
const WITHIN: u64 = 2;

#[test]
fn four_planted_faults_are_told_within_two_blocks_and_nothing_before() {
    let network = Network::start();
    let deployed = ["deploy", "--profile", "local", "--demo", "--yes", "--json"];
    network.runs(&deployed).done();
    let mut plants = plants::Plants::prepare(&network);
    looks::nothing_alarms(&network);

    let listener = Listener::start();
    let mut watcher = Watcher::start(&network, &listener);
    watcher.looks_at(&network, 3);
    let told = listener.told();
    assert!(told.is_empty(), "{told:#?}\n{}", watcher.log());

    let price = plants.a_wrong_price();
    let alert = listener.waits_for("price_jump", "mAAPL", &watcher);
    told_in_time(&alert, price);
    let words = "The price of mAAPL jumped from 150 to 225, by 50 % (limit 20 %).";
    assert_eq!(alert["words"], words);
    let alert = listener.waits_for("price_gap", "mAAPL", &watcher);
    told_in_time(&alert, price);

    let poll = plants.a_poll_that_pays_out();
    let alert = listener.waits_for("poll", "poll 1", &watcher);
    told_in_time(&alert, poll);
    let words = alert["words"].as_str().unwrap();
    let does =
        "Poll 1 would move money. What it does: community: spend: amount 250,000 MIR, recipient";
    assert!(words.starts_with(does), "{words}");

    let supply = plants.a_supply_jump();
    let alert = listener.waits_for("supply_jump", "mAAPL at ", &watcher);
    told_in_time(&alert, supply);
    let words = alert["words"].as_str().unwrap();
    assert!(
        words.contains("1,000 more than mint told of (0)"),
        "{words}"
    );
    let owed = "I-02 mAAPL there are, owed or written off";
    told_in_time(&listener.waits_for("rule", owed, &watcher), supply);

    let lock = plants.a_lock_that_owes_more_than_it_has();
    let alert = listener.waits_for("lock_short", "lock", &watcher);
    told_in_time(&alert, lock);
    let words = alert["words"].as_str().unwrap();
    assert!(words.contains("so 1 USD are missing"), "{words}");

    watcher.stops();
    looks::the_faults_are_found_block_by_block(&network, [price, poll, supply, lock]);
    looks::a_status_shows_them(&network, supply);
}

/// An alert is of a block that is not much later than the fault.
#[track_caller]
fn told_in_time(alert: &serde_json::Value, planted: u64) {
    let height = alert["height"].as_u64().unwrap();
    assert!(
        (planted..=planted + WITHIN).contains(&height),
        "planted at {planted}: {alert}"
    );
    assert_eq!(alert["state"], "raised");
    assert!(!alert["what_to_do"].as_str().unwrap().is_empty());
}
