//! MIR: claimed, released, earned and turned into rewards.

use mirror_merkle::{leaf, Tree};
use serde_json::{json, Value};

use super::super::both::Both;
use super::super::sent::{call, hand};
use super::feeds;

const UNIT: u128 = 1_000_000;

/// Two stages: one that is claimed, one that expires and is taken back.
pub(super) fn airdrop(both: &mut Both) {
    let address = |name: &str| both.names.at(name).to_string();
    let list: Vec<(String, u128)> = ["alice", "bob", "carol"]
        .iter()
        .zip([500, 700, 900])
        .map(|(name, whole)| (address(name), whole * UNIT))
        .collect();
    let leaves = list.iter().map(|(who, amount)| leaf(who, (*amount).into()));
    let tree = Tree::new(leaves.collect()).unwrap();
    let claim = |number: usize, stage: u8, extra: u128| {
        let (who, amount) = &list[number];
        let proof = tree.proof(&leaf(who, (*amount).into())).unwrap();
        let proof: Vec<String> = proof.iter().map(ToString::to_string).collect();
        json!({ "claim": { "stage": stage, "amount": (amount + extra).to_string(), "proof": proof,
            "address": who } })
    };
    let root = tree.root().to_string();
    let end = both.now() + 6;
    let register = |expiration: Value| {
        json!({ "register_merkle_root": { "merkle_root": root, "total_amount": "3000000000",
            "expiration": expiration } })
    };
    let wrong = json!({ "register_merkle_root": { "merkle_root": "abc" } });
    let again = json!({ "update_merkle_root": { "stage": 1, "merkle_root": root } });
    let back = |stage: u8| json!({ "clawback": { "stage": stage, "recipient": "@community" } });
    both.send([
        call("deployer", "airdrop", register(Value::Null)),
        call("deployer", "airdrop", wrong).refused(),
        call("bob", "airdrop", register(Value::Null)).refused(),
        call("deployer", "airdrop", register(json!(end))),
        call("deployer", "airdrop", again.clone()),
        call("bob", "airdrop", again).refused(),
        call("alice", "airdrop", claim(0, 1, 0)),
        call("alice", "airdrop", claim(0, 1, 0)).refused(),
        call("dave", "airdrop", claim(1, 1, 0)),
        call("carol", "airdrop", claim(2, 1, 1)).refused(),
        call("carol", "airdrop", claim(2, 3, 0)).refused(),
        call("deployer", "airdrop", back(1)).refused(),
        call("deployer", "airdrop", back(2)).refused(),
    ]);
    both.passes(7);
    both.send([
        call("alice", "airdrop", claim(0, 2, 0)).refused(),
        call("deployer", "airdrop", back(2)),
        call("deployer", "airdrop", back(2)).refused(),
    ]);
    both.settles();
}

/// LP tokens are staked, MIR is released to them, and fees become a reward.
pub(super) fn rewards(both: &mut Both) {
    let bond = |symbol: &str| json!({ "bond": { "asset_token": format!("@{symbol}") } });
    let unbond = |amount: &str| json!({ "unbond": { "asset_token": "@mAAPL", "amount": amount } });
    let reward =
        json!({ "deposit_reward": { "rewards": [["@mAAPL", "1000000"], ["@MIR", "2000000"]] } });
    let uneven = json!({ "deposit_reward": { "rewards": [["@mAAPL", "1"]] } });
    let premium = json!({ "adjust_premium": { "asset_tokens": ["@mAAPL", "@mTSLB"] } });
    let claim = |asset: Value| json!({ "withdraw": { "asset_token": asset } });
    let convert = |asset: &str| json!({ "convert": { "asset_token": format!("@{asset}") } });
    let distribute = json!({ "distribute": {} });
    // mGOOGL and mTSLA have an end price and no feeder any more.
    feeds::some(both, &[("mAAPL", "101"), ("MIR", "0.51"), ("mTSLB", "200")]);
    both.send([
        hand("alice", "mAAPL-LP", 1_000 * UNIT, "staking", bond("mAAPL")),
        hand("alice", "mAAPL-LP", UNIT, "staking", bond("MIR")).refused(),
        hand("alice", "MIR-LP", 100 * UNIT, "staking", bond("MIR")),
        call("bob", "staking", premium.clone()),
        call("bob", "staking", premium.clone()).either(),
        hand("alice", "MIR", 3_000_000, "staking", reward),
        hand("alice", "MIR", 3_000_000, "staking", uneven).refused(),
    ]);
    both.passes(3);
    both.send([
        call("bob", "staking", premium),
        call("bob", "factory", distribute.clone()).either(),
        call("alice", "staking", claim(json!("@mAAPL"))),
        call("alice", "staking", unbond("500000000")),
        call("alice", "staking", unbond("500000000000")).refused(),
        call("dave", "collector", convert("mAAPL"))
            .gas(4_000_000)
            .either(),
        call("dave", "collector", convert("mGOOGL"))
            .gas(4_000_000)
            .either(),
        call("dave", "collector", convert("MIR"))
            .gas(4_000_000)
            .either(),
        call("dave", "collector", distribute),
    ]);
    both.passes(2);
    both.send([
        call("alice", "staking", claim(Value::Null)),
        call("carol", "staking", claim(Value::Null)).either(),
    ]);
    both.settles();
}
