//! MIR is staked, gov takes over, and polls decide.

use serde_json::{json, Value};

use super::super::both::Both;
use super::super::profile::{DELAY, EXPIRATION, SNAPSHOT, STAKE_TO_TAKE_OVER};
use super::super::sent::{call, hand, Sent};
use super::feeds;

const UNIT: u128 = 1_000_000;
/// A third each of a little more than the hundredth of all MIR.
const STAKE: u128 = 1_250_000 * UNIT;
const VOTERS: [&str; 3] = ["alice", "bob", "carol"];
/// The gas of what polls do.
const POLL_GAS: u64 = 10_000_000;

/// Three stake, and gov takes over.
pub(super) fn stakes(both: &mut Both) {
    let stake = || json!({ "stake_voting_tokens": {} });
    both.send(VOTERS.map(|who| hand(who, "MIR", STAKE, "gov", stake())));
    both.sends(hand("bob", "mAAPL", 1_000, "gov", stake()).refused());
    both.sends(hand(
        "alice",
        "MIR",
        UNIT,
        "gov",
        json!({ "deposit_reward": {} }),
    ));
    both.passes(2);
    both.hands_over(STAKE_TO_TAKE_OVER);
    both.passes(2);
    both.sends(call("deployer", "factory", json!({ "update_config": {} })).refused());
    both.settles();
}

/// What each poll would do, from 1 on, and how it is decided.
fn proposals(both: &Both) -> Vec<(u128, Value, &'static str)> {
    let execute = |to: &str, msg: Value| json!({ "execute_msg": { "contract": format!("@{to}"), "msg": { "#": msg } } });
    let admin = |action: Value| json!({ "admin_action": action });
    let grant = json!({ "spend": { "recipient": "@dave", "amount": "5000000" } });
    let weight = json!({ "update_weight": { "asset_token": "@mAAPL", "weight": 40 } });
    let too_heavy = json!({ "update_weight": { "asset_token": "@mAAPL", "weight": 4000 } });
    let terms = json!({ "auction_discount": "0.2", "min_collateral_ratio": "1.5" });
    let list = json!({ "whitelist": { "name": "By a poll", "symbol": "mPOLL",
        "oracle_feeder": "@feeder", "params": terms } });
    let codes = &both.deployment.code_ids;
    let migrations = json!([["@oracle", codes.oracle, { "#": {} }],
        ["@airdrop", codes.airdrop, { "#": {} }]]);
    let update = json!({ "owner": null, "snapshot_period": 2 });
    let messages = json!([{ "contract": "@community",
        "msg": { "#": { "update_config": { "spend_limit": "900000000000" } } } }]);
    vec![
        (UNIT, json!({}), "yes"),
        (UNIT, execute("community", grant), "yes"),
        (UNIT, execute("factory", weight), "yes"),
        (UNIT, execute("factory", too_heavy), "yes"),
        (UNIT, execute("factory", list), "yes"),
        (
            2 * UNIT,
            admin(json!({ "execute_migrations": { "migrations": migrations } })),
            "yes",
        ),
        (
            3 * UNIT,
            admin(json!({ "authorize_claim": { "authorized_addr": "@dave" } })),
            "yes",
        ),
        (3 * UNIT, admin(json!({ "update_config": update })), "yes"),
        (
            3 * UNIT,
            admin(json!({ "execute": { "msgs": messages } })),
            "yes",
        ),
        (UNIT, json!({}), "no"),
        (UNIT, json!({}), "abstain"),
    ]
}

/// The message that creates a poll.
fn create(deposit: u128, what: &Value) -> Sent {
    let mut fields = json!({ "title": "A proposal", "description": "What it does is in it." });
    let more = what.as_object().unwrap().clone();
    fields.as_object_mut().unwrap().extend(more);
    hand(
        "alice",
        "MIR",
        deposit,
        "gov",
        json!({ "create_poll": fields }),
    )
    .gas(3_000_000)
}

/// All are created and decided at the same time.
pub(super) fn polls(both: &mut Both) {
    feeds::some(both, &[("mAAPL", "102"), ("MIR", "0.51")]);
    let proposals = proposals(both);
    for (deposit, what, _) in &proposals {
        both.sends(create(*deposit, what));
    }
    both.sends(create(1, &json!({})).refused());
    for (number, (_, _, how)) in (1..).zip(&proposals) {
        both.sends(vote("alice", number, how, 1_000_000 * UNIT));
        both.sends(vote("bob", number, how, 1_000_000 * UNIT));
    }
    let everything = json!({ "amount": STAKE.to_string() });
    let reward = json!({ "deposit_reward": {} });
    both.send([
        vote("carol", 1, "no", 5 * UNIT),
        vote("carol", 1, "yes", 5 * UNIT).refused(),
        vote("carol", 2, "yes", 9_000_000 * UNIT).refused(),
        vote("dave", 2, "yes", 1).refused(),
        call("carol", "gov", one("end_poll", 1)).refused(),
        call(
            "alice",
            "gov",
            json!({ "withdraw_voting_tokens": everything }),
        )
        .refused(),
        hand("carol", "MIR", 2 * UNIT, "gov", reward),
    ]);
    are_over(both, proposals.len() as u64);
    executed(both);
}

/// A vote with a part of somebody's stake.
fn vote(who: &str, poll: u64, vote: &str, amount: u128) -> Sent {
    let vote = json!({ "poll_id": poll, "vote": vote, "amount": amount.to_string() });
    call(who, "gov", json!({ "cast_vote": vote }))
}

/// A message about one poll.
fn one(what: &str, poll: u64) -> Value {
    json!({ what: { "poll_id": poll } })
}

/// A poll's stake is noted, all end, and what passed has waited.
fn are_over(both: &mut Both, last: u64) {
    let (end, all_end) = (ends(both, 2), ends(both, last));
    both.live.wait_until(end - SNAPSHOT + 1);
    both.sends(call("bob", "gov", one("snapshot_poll", 2)));
    both.settles();
    both.live.wait_until(all_end);
    both.send((1..=last).map(|number| call("carol", "gov", one("end_poll", number))));
    both.sends(call("carol", "gov", one("execute_poll", 2)).either());
    both.looks();
    both.passes(DELAY + 1);
}

/// When a poll's votes are over.
fn ends(both: &mut Both, poll: u64) -> u64 {
    both.settles();
    let question = json!({ "poll": { "poll_id": poll } });
    let answer = both.live.asks(both.names.at("gov"), &question).unwrap();
    answer["end_time"].as_u64().unwrap()
}

fn executed(both: &mut Both) {
    feeds::some(both, &[("mAAPL", "102"), ("MIR", "0.51")]);
    for number in 2..=8 {
        let execute = call("carol", "gov", one("execute_poll", number));
        both.sends(execute.gas(POLL_GAS));
        if number == 5 {
            both.settles();
        }
    }
    let claim = |contract: &str| json!({ "claim_admin": { "contract": contract } });
    let rewards = |what: &str, poll: Value| json!({ what: { "poll_id": poll } });
    both.send([
        call("carol", "gov", one("execute_poll", 2)).refused(),
        call("carol", "gov", one("execute_poll", 10)).refused(),
        call("bob", "admin_manager", claim("@lock")).refused(),
        call("dave", "admin_manager", claim("@lock")),
        call("alice", "gov", rewards("withdraw_voting_rewards", json!(2))),
        call("alice", "gov", rewards("stake_voting_rewards", json!(3))),
        call(
            "bob",
            "gov",
            rewards("withdraw_voting_rewards", Value::Null),
        ),
        call(
            "bob",
            "gov",
            json!({ "withdraw_voting_tokens": { "amount": "1000000" } }),
        ),
        call("carol", "gov", json!({ "withdraw_voting_tokens": {} })).either(),
    ]);
    both.passes(EXPIRATION + 1);
    both.send([
        call("carol", "gov", one("execute_poll", 9))
            .gas(POLL_GAS)
            .refused(),
        call("carol", "gov", one("expire_poll", 9)),
        call("carol", "gov", one("expire_poll", 2)).refused(),
    ]);
    both.settles();
}

/// A minute after the start MIR is released for the first time.
pub(super) fn release(both: &mut Both) {
    both.settles();
    let factory = both.names.at("factory");
    let question = json!({ "distribution_info": {} });
    let answer = both.live.asks(factory, &question).unwrap();
    let last = answer["last_distributed"].as_u64().unwrap();
    both.live.wait_until(last + 60);
    let distribute = || json!({ "distribute": {} });
    both.send([
        call("bob", "factory", distribute()).gas(POLL_GAS),
        call("bob", "factory", distribute()).gas(POLL_GAS).refused(),
        call("alice", "staking", json!({ "withdraw": {} })).gas(POLL_GAS),
    ]);
    both.settles();
}
