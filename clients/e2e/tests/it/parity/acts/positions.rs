//! Positions: opened, changed, shorted, sold off and closed.

use serde_json::{json, Value};

use super::super::both::Both;
use super::super::sent::{call, coins, hand, token_info, tokens, Sent};
use super::feeds;
use super::market::opens;

const UNIT: u128 = 1_000_000;

/// Positions 4 to 6.
pub(super) fn life(both: &mut Both) {
    let it = |idx: u64| json!({ "position_idx": idx.to_string() });
    let against = json!({ "open_position": { "asset_info": token_info("mGOOGL"),
        "collateral_ratio": "2.5" } });
    let luna = json!({ "open_position": { "collateral": coins(1_000 * UNIT, "uluna"),
        "asset_info": token_info("mAAPL"), "collateral_ratio": "4" } });
    both.send([
        opens("bob", 1_500 * UNIT, "mAAPL", "1.6", Value::Null),
        opens("bob", 1_500 * UNIT, "mAAPL", "1.4", Value::Null).refused(),
        opens("bob", UNIT, "mAAPL", "0", Value::Null).refused(),
        hand("alice", "mAAPL", 10 * UNIT, "mint", against),
        call("carol", "mint", luna).with(1_000 * UNIT, "uluna"),
        deposit("bob", 100 * UNIT).with(100 * UNIT, "uusd"),
        deposit("bob", 100 * UNIT).with(99 * UNIT, "uusd").refused(),
        deposit("carol", UNIT).with(UNIT, "uusd").refused(),
        hand("alice", "mAAPL", UNIT, "mint", json!({ "deposit": it(5) })),
        withdraw("bob", 50 * UNIT),
        withdraw("bob", 1_500 * UNIT).refused(),
        withdraw("carol", 1).refused(),
        mint(4, 100_000),
        mint(4, 100 * UNIT).refused(),
        mint(99, 1).refused(),
        hand("bob", "mAAPL", 200_000, "mint", json!({ "burn": it(4) })),
        hand("bob", "mAAPL", 1, "mint", json!({ "auction": it(4) })).refused(),
        hand("bob", "mAAPL", 1, "mint", json!({ "nothing": {} })).refused(),
    ]);
    both.settles();
}

/// Collateral for position 4.
fn deposit(who: &str, amount: u128) -> Sent {
    let deposit = json!({ "position_idx": "4", "collateral": coins(amount, "uusd") });
    call(who, "mint", json!({ "deposit": deposit }))
}

/// Collateral of position 4.
fn withdraw(who: &str, amount: u128) -> Sent {
    let withdraw = json!({ "position_idx": "4", "collateral": coins(amount, "uusd") });
    call(who, "mint", json!({ "withdraw": withdraw }))
}

/// More debt of a position of bob's.
fn mint(idx: u64, amount: u128) -> Sent {
    let mint = json!({ "position_idx": idx.to_string(), "asset": tokens(amount, "mAAPL") });
    call("bob", "mint", json!({ "mint": mint }))
}

/// Positions 7 and 8 are short. The price rises, bob's position is sold off, and the short ones close.
pub(super) fn shorts(both: &mut Both) {
    let short = json!({ "belief_price": null, "max_spread": null });
    let tight = json!({ "belief_price": "0.0001", "max_spread": "0.0001" });
    let it = |idx: u64| json!({ "position_idx": idx.to_string() });
    let unlock = |idx: &[&str]| json!({ "unlock_position_funds": { "positions_idx": idx } });
    both.send([
        opens("carol", 2_000 * UNIT, "mAAPL", "2.5", short.clone()),
        opens("alice", 2_000 * UNIT, "mTSLA", "2.5", short),
        opens("carol", 2_000 * UNIT, "mAAPL", "2.5", tight).either(),
        call("carol", "lock", unlock(&["7"])).refused(),
        call("bob", "lock", unlock(&["7"])).refused(),
    ]);
    both.settles();
    both.looks();

    feeds::all(both, "125");
    both.send([
        hand(
            "alice",
            "mAAPL",
            2 * UNIT,
            "mint",
            json!({ "auction": it(4) }),
        ),
        hand("alice", "mAAPL", UNIT, "mint", json!({ "auction": it(1) })).refused(),
    ]);
    both.passes(5);
    feeds::all(both, "100");
    both.send([
        call("carol", "lock", unlock(&["7"])),
        call("carol", "lock", unlock(&["7"])).refused(),
        hand("alice", "mAAPL", 2 * UNIT, "mint", json!({ "burn": it(7) })).either(),
        hand(
            "alice",
            "mAAPL",
            2 * UNIT,
            "mint",
            json!({ "deposit": it(5) }),
        ),
    ]);
    let debt = asked(both, 7);
    both.send([
        hand("alice", "mAAPL", debt, "carol", json!({})).refused(),
        call(
            "alice",
            "mAAPL",
            json!({ "transfer": { "recipient": "@carol",
            "amount": debt.to_string() } }),
        ),
        hand("carol", "mAAPL", debt, "mint", json!({ "burn": it(7) })),
        call(
            "carol",
            "mint",
            json!({ "withdraw": { "position_idx": "7" } }),
        )
        .either(),
    ]);
    both.settles();
}

/// The debt of a position.
fn asked(both: &mut Both, idx: u64) -> u128 {
    both.settles();
    let question = json!({ "position": { "position_idx": idx.to_string() } });
    let answer = both.live.asks(both.names.at("mint"), &question).unwrap();
    answer["asset"]["amount"].as_str().unwrap().parse().unwrap()
}
