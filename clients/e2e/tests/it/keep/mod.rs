//! `mirror keep` on a real node: what is due is done, and nothing twice, whatever comes in between.

mod place;

use cosmwasm_std::{coin, Binary};
use mirror_chain::Msg;
use serde_json::{json, Value};

use crate::harness::{execute, hook};
use place::{number, Place};

/// What somebody gives the collector, as fees of mint do.
const FEES: u128 = 5_000_000;
/// What each of three votes with, of the 1,300,000 MIR that the demonstration staked.
const VOTE: u128 = 1_000_000_000_000;

#[test]
fn what_is_due_is_done_and_nothing_twice_whatever_comes_in_between() {
    let mut place = Place::with_a_demonstration();
    let begun = place.premium_measured();
    let mut alice = place.network.wallet("alice");
    let collector = place.at.protocol.contracts.collector.clone();
    alice.sends(&[Msg::Send {
        recipient: collector.clone(),
        coins: vec![coin(FEES, "uusd")],
    }]);

    killed_before_its_record(&mut place);
    place.start(&[]);
    fees_become_mir_of_gov(&place, &collector);
    let poll = a_poll_that_all_are_for(&place);
    let stolen = somebody_else_signs_with_its_key(&place);
    the_node_dies_and_comes_back(&mut place);

    place.wait_for("the poll's end", |place| {
        place.poll(poll)["status"] == "executed"
    });
    place.wait_for("a release", |place| place.released() > 0);
    assert!(place.premium_measured() > begun);
    let (status, health) = place.health().unwrap();
    assert_eq!((status, &health["status"]), (200, &json!("ok")), "{health}");
    let metrics = place.metrics();
    for task in [
        "distribute",
        "premium",
        "convert",
        "collect",
        "snapshot",
        "end",
        "execute",
    ] {
        let line = format!("mirror_keep_calls_total{{task=\"{task}\",outcome=\"done\"}}");
        assert!(metrics.contains(&line), "{line} in\n{metrics}");
    }

    assert_eq!(place.stop(), Some(0));
    let sent = place.settled();
    assert_eq!(place.sequence(), sent + stolen);
}

/// It is killed when its second transaction is in a block and not in its journal; what is open is there
/// to be found.
fn killed_before_its_record(place: &mut Place) {
    place.start(&[("MIRROR_TEST_KILL_BEFORE_RECORD", "1")]);
    assert_eq!(place.ended(), None, "{}", place.log());

    let open = place.open_transaction().unwrap();
    let found = place.network.run(place.network.node.transaction(&open));
    assert!(
        found.unwrap().is_some_and(|found| found.is_success()),
        "{open}"
    );
    assert_eq!((place.settled(), place.sequence()), (1, 2));
}

fn fees_become_mir_of_gov(place: &Place, collector: &str) {
    let gov = place.at.protocol.contracts.gov.clone();
    let mir = place.at.protocol.mirror_token.clone();
    place.wait_for("the fees", |place| {
        let front = &place.network.front;
        front.coins(collector, "uusd") == 0 && front.tokens(&mir, collector) == 0
    });
    // 5 base coins at 2, less a commission of 0.3 %.
    let got = place.asks(&gov, json!({ "state": {} }));
    let left = number(&got["rewards_left"]);
    assert!((2_480_000..=2_500_000).contains(&left), "{got}");
}

/// A poll that changes what buyers of collateral save, for which three vote at once.
fn a_poll_that_all_are_for(place: &Place) -> u64 {
    let protocol = &place.at.protocol;
    let (gov, factory) = (&protocol.contracts.gov, &protocol.contracts.factory);
    let token = &protocol.assets[0].token;
    let update = json!({ "update_asset": { "asset_token": token, "auction_discount": "0.19" } });
    let passed = json!({ "pass_command": {
        "contract_addr": protocol.contracts.mint, "msg": encoded(&update),
    } });
    let poll = json!({ "create_poll": {
        "title": "A smaller discount", "description": "What it does is in its action.",
        "execute_msg": { "contract": factory, "msg": encoded(&passed) },
    } });
    let created =
        place
            .network
            .wallet("alice")
            .sends(&[hook(&protocol.mirror_token, 1_000_000, gov, &poll)]);
    let mut events = created.wasm();
    let id = events.find_map(|event| event.value("poll_id")?.parse().ok());
    let id: u64 = id.unwrap();
    let vote = json!({ "cast_vote": {
        "poll_id": id, "vote": "yes", "amount": VOTE.to_string(),
    } });
    for name in ["alice", "bob", "carol"] {
        place.network.wallet(name).sends(&[execute(gov, &vote)]);
    }
    id
}

/// Somebody else signs with the keeper's key, now and then; answers how often it was first.
fn somebody_else_signs_with_its_key(place: &Place) -> u64 {
    let mut thief = place.network.wallet(place::KEEPER);
    let recipient = place.network.wallet("bob").address().to_string();
    let mut stolen = 0;
    for _ in 0..6 {
        let coins = vec![coin(1, "uluna")];
        let recipient = recipient.clone();
        if thief.tries(&[Msg::Send { recipient, coins }]).is_ok() {
            stolen += 1;
        }
    }
    assert!(stolen > 0);
    let before = place.settled();
    place.wait_for("work after a theft", |place| place.settled() > before);
    stolen
}

/// Nothing can be done while the node is away; the keeper stays up and goes on by itself.
fn the_node_dies_and_comes_back(place: &mut Place) {
    place.kill_node();
    place.wait_for("a problem", |place| {
        let problems = place.health().map(|(_, told)| told["problems"].clone());
        problems.is_some_and(|problems| problems != Value::Array(vec![]))
    });
    assert!(place.is_running());

    place.start_node();
    let before = place.settled();
    place.wait_for("work after an outage", |place| place.settled() > before);
}

fn encoded(message: &Value) -> Binary {
    Binary::from(serde_json::to_vec(message).unwrap())
}
