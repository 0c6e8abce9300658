//! Every contract's main questions, and what is answered right after a birth.

use std::collections::BTreeSet;

use serde_json::{json, Value};

use crate::life::say::{base_asset, native_info, token_asset, token_info};
use crate::life::story::{number, Story};

/// Ask, and compare what is named with what is expected.
#[track_caller]
fn check(story: &Story, contract: &str, question: Value, expected: Value) {
    let answer = story.asks(contract, question.clone());
    for (key, value) in expected.as_object().unwrap() {
        assert_eq!(&answer[key], value, "{key} of {question}: {answer}");
    }
}

pub(super) fn every_contract_answers(story: &Story) {
    the_factory_and_what_it_owns(story);
    positions_and_prices(story);
    governance(story);
    money(story);
    the_market(story);
    tokens(story);
}

fn the_factory_and_what_it_owns(story: &Story) {
    let at = story.contracts();
    let deployer = story.deployer.address();
    let config = json!({ "config": {} });
    let own = |contract: &str, expected: Value| check(story, contract, config.clone(), expected);
    own(
        &at.factory,
        json!({ "owner": deployer, "mint_contract": at.mint, "base_denom": "uusd" }),
    );
    own(
        &at.mint,
        json!({ "owner": at.factory, "lock": at.lock, "protocol_fee_rate": "0.015" }),
    );
    own(
        &at.oracle,
        json!({ "owner": at.factory, "base_asset": "uusd", "guardian": deployer }),
    );
    own(
        &at.collateral_oracle,
        json!({ "owner": at.factory, "mirror_oracle": at.oracle }),
    );
    own(
        &at.lock,
        json!({ "owner": at.factory, "mint_contract": at.mint, "lockup_period": 20 }),
    );
    own(
        &at.staking,
        json!({ "owner": at.factory, "premium_min_update_interval": 5 }),
    );
    own(
        &at.collector,
        json!({ "owner": at.factory, "distribution_contract": at.gov }),
    );
    own(
        &at.gov,
        json!({ "owner": deployer, "mirror_token": story.mir() }),
    );
    own(
        &at.community,
        json!({ "owner": deployer, "spend_limit": "1000000000000" }),
    );
    own(
        &at.admin_manager,
        json!({ "owner": deployer, "admin_claim_period": 60 }),
    );
    own(
        &at.airdrop,
        json!({ "owner": deployer, "mirror_token": story.mir() }),
    );
    own(
        &at.uni_airdrop,
        json!({ "owner": deployer, "mirror_token": story.mir() }),
    );
    own(&at.swap_factory, json!({ "owner": deployer }));
    own(&at.router, json!({ "terraswap_factory": at.swap_factory }));

    let listed = story.asks(&at.factory, json!({ "distribution_info": {} }));
    let weights = listed["weights"].as_array().unwrap();
    for (token, weight) in [(story.listed("mTSLA").token, 100), (story.mir(), 300)] {
        assert!(weights.contains(&json!([token, weight])), "{listed}");
    }
    assert_eq!(weights.len(), 4);
}

fn positions_and_prices(story: &Story) {
    let at = story.contracts();
    let token = story.listed("mAAPL").token;
    let asset = json!({ "asset_token": token });
    let ask = |name: &str| json!({ name: asset });
    check(
        story,
        &at.mint,
        ask("asset_config"),
        json!({
            "token": token, "auction_discount": "0.2", "min_collateral_ratio": "1.5", "end_price": null,
        }),
    );
    check(
        story,
        &at.mint,
        ask("asset_status"),
        json!({ "status": "open", "price": "100" }),
    );
    check(story, &at.mint, ask("bad_debt"), json!({ "amount": "0" }));
    check(
        story,
        &at.mint,
        json!({ "next_position_idx": {} }),
        json!({ "next_position_idx": "36" }),
    );
    check(
        story,
        &at.mint,
        json!({ "position": { "position_idx": "1" } }),
        json!({
            "idx": "1",
            "owner": story.alice.address(),
            "collateral": base_asset(201_000_000),
            "asset": token_asset(&token, 1_005_000),
            "is_short": false,
        }),
    );
    let feeder = story.feeder.address();
    check(
        story,
        &at.oracle,
        ask("feeder"),
        json!({ "feeder": feeder, "anchor_price": "100" }),
    );
    let pair = json!({ "price": { "base_asset": token, "quote_asset": story.mir() } });
    check(story, &at.oracle, pair, json!({ "rate": "50" }));
    let prices = story.asks(&at.oracle, json!({ "prices": {} }));
    assert_eq!(prices["prices"].as_array().unwrap().len(), 4, "{prices}");
    let price = |asset: &str| json!({ "collateral_price": { "asset": asset } });
    check(
        story,
        &at.collateral_oracle,
        price("uusd"),
        json!({ "rate": "1", "is_revoked": false }),
    );
    check(
        story,
        &at.collateral_oracle,
        price(&token),
        json!({
            "rate": "100", "multiplier": "1", "value_cap": "250000000000",
        }),
    );
    let info = json!({ "collateral_asset_info": { "asset": token } });
    check(
        story,
        &at.collateral_oracle,
        info,
        json!({ "source_type": "mirror_oracle" }),
    );
    let all = story.asks(
        &at.collateral_oracle,
        json!({ "collateral_asset_infos": {} }),
    );
    let all = all["collaterals"].as_array().unwrap();
    assert!(all.iter().any(|one| one["asset"] == token));
}

fn governance(story: &Story) {
    let at = story.contracts();
    let alice = story.alice.address();
    check(
        story,
        &at.gov,
        json!({ "state": {} }),
        json!({
            "poll_count": 0, "total_share": "0", "total_staked": "0", "pending_voting_rewards": "0",
        }),
    );
    check(
        story,
        &at.gov,
        json!({ "staker": { "address": alice } }),
        json!({ "balance": "0" }),
    );
    check(
        story,
        &at.gov,
        json!({ "polls": {} }),
        json!({ "polls": [] }),
    );
    check(
        story,
        &at.gov,
        json!({ "shares": {} }),
        json!({ "stakers": [] }),
    );
    check(
        story,
        &at.gov,
        json!({ "reward_history": {} }),
        json!({ "days": [] }),
    );
    for (kind, deposit) in [
        ("default", "1000000"),
        ("migration", "2000000"),
        ("execute", "3000000"),
    ] {
        let question = json!({ "poll_deposit": { "kind": kind } });
        check(story, &at.gov, question, json!({ "deposit": deposit }));
    }
    let records = json!({ "records": [] });
    check(
        story,
        &at.admin_manager,
        json!({ "migration_records": {} }),
        records.clone(),
    );
    check(
        story,
        &at.admin_manager,
        json!({ "auth_records": {} }),
        records,
    );
    check(
        story,
        &at.community,
        json!({ "spend_info": {} }),
        json!({
            "spent": "0", "available": "1000000000000", "pending": null,
        }),
    );
}

fn money(story: &Story) {
    let at = story.contracts();
    let (alice, token) = (story.alice.address(), story.listed("mAAPL").token);
    check(
        story,
        &at.staking,
        json!({ "pool_info": { "asset_token": token } }),
        json!({
            "staking_token": story.listed("mAAPL").lp_token,
            "total_bond_amount": "0",
            "premium_rate": "0",
        }),
    );
    let info = json!({ "reward_info": { "staker_addr": alice } });
    check(
        story,
        &at.staking,
        info,
        json!({ "staker_addr": alice, "reward_infos": [] }),
    );
    let weight = json!({ "short_reward_weight": { "premium_rate": "0.05" } });
    check(
        story,
        &at.short_reward,
        weight,
        json!({ "short_reward_weight": "0.798920081574695924" }),
    );
    check(
        story,
        &at.collector,
        json!({ "routes": {} }),
        json!({ "routes": [] }),
    );
    check(
        story,
        &at.limit_order,
        json!({ "last_order_id": {} }),
        json!({ "last_order_id": 36 }),
    );
    check(
        story,
        &at.limit_order,
        json!({ "order": { "order_id": 1 } }),
        json!({
            "bidder_addr": alice,
            "offer_asset": base_asset(1_000_000),
            "ask_asset": token_asset(&token, 10_000),
            "filled_offer_amount": "0",
        }),
    );
    for airdrop in [&at.airdrop, &at.uni_airdrop] {
        check(
            story,
            airdrop,
            json!({ "latest_stage": {} }),
            json!({ "latest_stage": 0 }),
        );
        let claimed = json!({ "is_claimed": { "stage": 1, "address": alice } });
        check(story, airdrop, claimed, json!({ "is_claimed": false }));
    }
}

fn the_market(story: &Story) {
    let at = story.contracts();
    let listed = story.listed("mAAPL");
    let infos = [native_info("uusd"), token_info(&listed.token)];
    let known = json!({
        "contract_addr": listed.pair, "liquidity_token": listed.lp_token, "asset_decimals": [6, 6],
    });
    let pair = json!({ "pair": { "asset_infos": infos } });
    check(story, &at.swap_factory, pair, known.clone());
    let [one, other] = infos.clone();
    let reversed = json!({ "pair": { "asset_infos": [other, one] } });
    check(story, &at.swap_factory, reversed, known.clone());
    let pairs = story.asks(&at.swap_factory, json!({ "pairs": {} }));
    assert_eq!(pairs["pairs"].as_array().unwrap().len(), 4, "{pairs}");
    let decimals = json!({ "native_token_decimals": { "denom": "uusd" } });
    check(story, &at.swap_factory, decimals, json!({ "decimals": 6 }));
    check(story, &listed.pair, json!({ "pair": {} }), known);
    check(
        story,
        &listed.pair,
        json!({ "pool": {} }),
        json!({ "total_share": "0" }),
    );
    let price = json!({ "simulation": { "offer_asset": base_asset(1) } });
    let empty = story.network.front.asks(&listed.pair, &price);
    let message = empty.body["message"].as_str().unwrap();
    assert!(message.contains("pool is empty"), "{message}");
}

fn tokens(story: &Story) {
    let token = story.listed("mAAPL").token;
    let minted: u128 = (1..=35).map(|number| super::collateral(number) / 200).sum();
    check(
        story,
        &token,
        json!({ "token_info": {} }),
        json!({
            "name": "Apple Inc.", "symbol": "mAAPL", "decimals": 6, "total_supply": minted.to_string(),
        }),
    );
    check(
        story,
        &token,
        json!({ "minter": {} }),
        json!({ "minter": story.contracts().mint }),
    );
    let cap = json!({ "minter": story.contracts().factory, "cap": "370575000000000" });
    check(story, &story.mir(), json!({ "minter": {} }), cap);
    let alice = story.alice.address();
    let balance = story.asks(&token, json!({ "balance": { "address": alice } }));
    assert_eq!(number(&balance["balance"]), minted);
    let allowance = json!({ "allowance": { "owner": alice, "spender": story.bob.address() } });
    check(story, &token, allowance, json!({ "allowance": "0" }));
}

/// What the questions above reach: each role of the deployment file, a pair and a token.
pub(super) fn no_contract_is_left_out(story: &Story) {
    let all = serde_json::to_value(story.contracts()).unwrap();
    let asked = story.network.front.asked();
    let asked: BTreeSet<&str> = asked.iter().map(String::as_str).collect();
    for (role, address) in all.as_object().unwrap() {
        assert!(
            asked.contains(address.as_str().unwrap()),
            "{role} was not asked"
        );
    }
    for address in [&story.listed("mAAPL").pair, &story.listed("mAAPL").token] {
        assert!(asked.contains(address.as_str()));
    }
}
