//! A poll lists an asset, and somebody swaps it for the first time.

use serde_json::json;

use super::formulas::{minted, swap};
use super::polls::executes;
use super::positions::opening;
use super::say::{allow, base, base_asset, token_asset};
use super::story::{assert_told, cost, number, Story};
use crate::harness::execute_with;

pub(super) fn a_poll_lists_an_asset_which_is_swapped(story: &mut Story, poll: u64) {
    let contracts = story.contracts();
    let done = executes(story, poll);

    assert_told(
        &done,
        &contracts.factory,
        &[
            ("action", "whitelist"),
            ("symbol", "MSFT"),
            ("cw20_symbol", "mMSFT"),
            ("name", "Microsoft Corporation"),
        ],
    );
    let token = done.value("wasm", "asset_token_addr").unwrap().to_string();
    let pair = done
        .value("wasm", "pair_contract_addr")
        .unwrap()
        .to_string();
    let lp = done
        .value("wasm", "liquidity_token_addr")
        .unwrap()
        .to_string();
    let info = story.asks(&token, json!({ "token_info": {} }));
    assert_eq!(
        (&info["symbol"], &info["total_supply"]),
        (&json!("mMSFT"), &json!("0"))
    );
    let weights = story.asks(&contracts.factory, json!({ "distribution_info": {} }));
    assert!(weights["weights"]
        .as_array()
        .unwrap()
        .contains(&json!([token, 30])));
    let pool = story.asks(
        &contracts.staking,
        json!({ "pool_info": { "asset_token": token } }),
    );
    assert_eq!(pool["staking_token"], lp);

    story.prices.insert(token.clone(), 40);
    story.feeds();
    let assets = [base_asset(4_000_000_000), token_asset(&token, 100_000_000)];
    let provide = json!({ "provide_liquidity": { "assets": assets } });
    story.alice.sends(&[
        opening(&contracts.mint, 8_000_000_000, &token, "2", None),
        allow(&token, &pair, 100_000_000),
        execute_with(&pair, &provide, &base(4_000_000_000)),
    ]);
    assert_eq!(minted(8_000_000_000, 40, 200), 100_000_000);
    assert_eq!(story.pool(&pair), (4_000_000_000, 100_000_000, 632_455_532));

    let dave = story.dave.address().to_string();
    let before = story.base_of(&dave);
    let buy = json!({ "swap": {
        "offer_asset": base_asset(40_000_000), "belief_price": "40", "max_spread": "0.02",
    } });
    let done = story
        .dave
        .sends(&[execute_with(&pair, &buy, &base(40_000_000))]);
    let bought = swap(4_000_000_000, 100_000_000, 40_000_000);
    assert_told(
        &done,
        &pair,
        &[
            ("action", "swap"),
            ("sender", &dave),
            ("receiver", &dave),
            ("offer_asset", "uusd"),
            ("ask_asset", &token),
            ("offer_amount", "40000000"),
            ("return_amount", &bought.paid.to_string()),
            ("spread_amount", &bought.spread.to_string()),
            ("commission_amount", &bought.commission.to_string()),
        ],
    );
    assert_eq!(story.tokens_of(&token, &dave), bought.paid);
    assert_eq!(story.base_of(&dave), before - 40_000_000 - cost(&done));
    let next = story.asks(&contracts.mint, json!({ "next_position_idx": {} }));
    assert_eq!(number(&next["next_position_idx"]), 8);
}
