//! The liquidator on a fresh local network. Positions of one mAsset are opened with rising ratios, and
//! each step raises the price above the next one's minimum.

mod service;

use std::thread;
use std::time::{Duration, Instant};

use cosmwasm_std::coin;
use mirror_chain::{Included, Msg};
use serde_json::{json, Value};

use crate::harness::{execute_with, hook, Network};
use crate::life::say::{allow, base, base_asset, token_asset, token_info};
use crate::life::story::{cost, number, value, Story};
use service::Service;

/// What each small position owes: 10 mAAPL, worth 1,000 at first.
const DEBT: u128 = 10_000_000;

/// The ratios of the small positions in per cent; number 1 is the large one that fills the pool.
const RATIOS: [u128; 5] = [150, 160, 170, 180, 190];

/// A price above the minimum of 150 % of the position with this number, and below the next one's.
fn price_for(idx: u128) -> u128 {
    // 100 · ratio / 150, and a little.
    RATIOS[usize::try_from(idx - 2).unwrap()] * 100 / 150 + 2
}

#[test]
fn a_liquidator_through_its_troubles() {
    let mut story = Story::begin();
    positions_are_opened_and_a_pool_is_filled(&mut story);

    the_profit_is_what_find_says_to_the_unit(&mut story);
    killed_before_its_record_it_liquidates_once(&mut story);
    of_two_liquidators_one_wins_and_both_stay_well(&mut story);
    a_stolen_place_in_the_sequence_does_not_stop_it(&mut story);
    without_fresh_prices_it_idles_and_then_goes_on(&mut story);
    held_massets_buy_a_position_under_water_and_its_collateral_is_sold(&mut story);
}

/// A message that opens a position against base coins.
fn opening(mint: &str, token: &str, collateral: u128, percent: u128) -> Msg {
    let open = json!({ "open_position": {
        "collateral": base_asset(collateral),
        "asset_info": token_info(token),
        "collateral_ratio": format!("{}.{:02}", percent / 100, percent % 100),
        "short_params": null,
    } });
    execute_with(mint, &open, &base(collateral))
}

/// Alice's 2,000 mAAPL fill a pool of 1,000 against 100,000; carol's positions 2 to 6 owe 10 each.
fn positions_are_opened_and_a_pool_is_filled(story: &mut Story) {
    let (mint, asset) = (story.contracts().mint, story.listed("mAAPL"));
    let token = asset.token.clone();
    story.feeds();
    let (in_base, in_token) = (100_000_000_000, 1_000_000_000);
    let assets = [base_asset(in_base), token_asset(&token, in_token)];
    let provide = json!({ "provide_liquidity": { "assets": assets } });
    story.alice.sends(&[
        opening(&mint, &token, 400_000_000_000, 200),
        allow(&token, &asset.pair, in_token),
        execute_with(&asset.pair, &provide, &base(in_base)),
    ]);
    let carols = RATIOS.map(|percent| opening(&mint, &token, DEBT * percent, percent));
    story.carol.sends(&carols);
    for (number, percent) in RATIOS.into_iter().enumerate() {
        let idx = u128::try_from(number).unwrap() + 2;
        assert_eq!(story.position(idx), (DEBT * percent, DEBT));
    }
}

/// The feeder posts a price of mAAPL.
fn raise(story: &mut Story, price: u128) {
    let token = story.listed("mAAPL").token;
    story.prices.insert(token, price);
    story.feeds();
}

/// Whether a position is open.
fn is_open(story: &Story, idx: u128) -> bool {
    let question = json!({ "position": { "position_idx": idx.to_string() } });
    let mint = story.contracts().mint;
    story.network.front.asks(&mint, &question).status == 200
}

/// Wait until a position is closed; tell the log of a service if it takes too long.
fn is_bought(story: &Story, idx: u128, service: &Service) {
    let begun = Instant::now();
    while is_open(story, idx) {
        let log = || service.log(&story.network);
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "{idx}:\n{}",
            log()
        );
        thread::sleep(Duration::from_millis(100));
    }
}

/// The transactions that sold a position, as the chain's index knows them.
fn auctions(network: &Network, idx: u128) -> Vec<Included> {
    // The index is written a moment after the block.
    network.wait_blocks(2);
    let query = format!("wasm.action = 'auction' AND wasm.position_idx = '{idx}'");
    network.run(network.node.search(&query, 1)).unwrap().0
}

/// `find` tells what the chain then pays, and the fee is what the transaction cost.
fn the_profit_is_what_find_says_to_the_unit(story: &mut Story) {
    let mint = story.contracts().mint;
    raise(story, price_for(2));
    let found = story.network.runs(&["liquidate", "find", "--json"]).json();
    let candidates = found["candidates"].as_array().unwrap();
    let told: Vec<(&Value, &Value)> = candidates
        .iter()
        .map(|candidate| (&candidate["position_idx"], &candidate["symbol"]))
        .collect();
    assert_eq!(told, [(&json!("2"), &json!("mAAPL"))], "{found}");
    let deal = candidates[0]["deal"].clone();
    assert_eq!(deal["pays"], true, "{found}");
    let dry = [("MIRROR_LIQUIDATE_MODE", "dry_run")];
    let service = Service::launch(&story.network, "dave", &dry);
    service.becomes_healthy(&story.network);
    let decided = "mirror_liquidate_liquidations_total{outcome=\"dry_run\"}";
    service.metric_reaches(&story.network, decided, 1);
    drop(service);
    assert!(is_open(story, 2), "to look costs nobody anything");
    story.feeds();
    let dave = story.dave.address().to_string();
    let before = story.base_of(&dave);

    let mut service = Service::start(&story.network, "dave");
    is_bought(story, 2, &service);

    let sold = auctions(&story.network, 2);
    assert_eq!(sold.len(), 1);
    let gain = number(&deal["gain"]);
    assert_eq!(
        story.base_of(&dave) + cost(&sold[0]),
        before + gain,
        "{found}"
    );
    let of = |key: &str| value(&sold[0], &mint, "auction", key);
    let text = |key: &str| deal[key].as_str().unwrap().to_string();
    assert_eq!(of("return_collateral_amount"), text("net") + "uusd");
    assert_eq!(of("protocol_fee"), text("protocol_fee") + "uusd");
    let won = "mirror_liquidate_liquidations_total{outcome=\"won\"}";
    service.metric_reaches(&story.network, won, 1);
    let profit = "mirror_liquidate_profit_base_units_total";
    assert_eq!(u128::from(service.metric(&story.network, profit)), gain);
    service.is_well(&story.network);
}

/// A test's variable kills the program when the chain has carried the transaction out and before that is
/// written down. The next one finds the promise and does nothing twice.
fn killed_before_its_record_it_liquidates_once(story: &mut Story) {
    let dies = [("MIRROR_TEST_KILL_BEFORE_RECORD", "0")];
    let mut service = Service::launch(&story.network, "dave", &dies);
    service.becomes_healthy(&story.network);

    raise(story, price_for(3));
    service.is_killed(&story.network);
    assert!(!is_open(story, 3), "it was carried out");
    let dave = story.dave.address().to_string();
    let before = story.base_of(&dave);

    let mut next = Service::start(&story.network, "dave");
    story.feeds();
    story.network.wait_blocks(3);
    assert_eq!(auctions(&story.network, 3).len(), 1);
    assert_eq!(story.base_of(&dave), before, "nothing was paid twice");
    let log = next.log(&story.network);
    assert!(log.contains("open since before the start"), "{log}");
    next.is_well(&story.network);
}

fn of_two_liquidators_one_wins_and_both_stay_well(story: &mut Story) {
    let mut both = ["dave", "bob"].map(|name| Service::start(&story.network, name));

    raise(story, price_for(4));
    is_bought(story, 4, &both[0]);
    // Whoever lost has looked again by then.
    story.network.wait_blocks(4);

    let sold = auctions(&story.network, 4);
    assert_eq!(sold.len(), 1);
    let won = "mirror_liquidate_liquidations_total{outcome=\"won\"}";
    let wins = [0, 1].map(|which: usize| both[which].metric(&story.network, won));
    assert_eq!(wins.iter().sum::<u64>(), 1, "{wins:?}");
    for service in &mut both {
        service.is_well(&story.network);
    }
}

/// Somebody else signs with the same key, five times while it works.
fn a_stolen_place_in_the_sequence_does_not_stop_it(story: &mut Story) {
    let mut service = Service::start(&story.network, "dave");
    let bob = story.bob.address().to_string();
    let steal = |story: &mut Story| {
        let coins = vec![coin(1, "uusd")];
        let recipient = bob.clone();
        // The service may be the one that is first.
        let _ = story
            .dave
            .insists(&[Msg::Send { recipient, coins }], 100_000);
    };
    steal(story);
    raise(story, price_for(5));
    for _ in 0..4 {
        steal(story);
    }
    story.feeds();

    is_bought(story, 5, &service);
    assert_eq!(auctions(&story.network, 5).len(), 1);
    service.is_well(&story.network);
}

/// Prices of more than eight seconds are too old for this one.
fn without_fresh_prices_it_idles_and_then_goes_on(story: &mut Story) {
    raise(story, price_for(6));
    let posted = story.network.status().time;
    story.network.wait_until(posted + 9);

    let mut service = Service::start(&story.network, "dave");
    let stale = "mirror_liquidate_skipped{reason=\"stale\"}";
    service.metric_reaches(&story.network, stale, 1);
    story.network.wait_blocks(3);
    assert!(is_open(story, 6), "{}", service.log(&story.network));
    assert_eq!(
        service.metric(&story.network, "mirror_liquidate_candidates"),
        0
    );
    service.is_well(&story.network);

    story.feeds();
    is_bought(story, 6, &service);
    assert_eq!(auctions(&story.network, 6).len(), 1);
    service.is_well(&story.network);
}

/// Alice bids mAAPL that she has for 10 mAAPL backed by 38.4 mGOOGL. That is 150 % at 128 and 50, and at 40
/// it is 120 %, less than the 125 % that a discount of a fifth takes: a part of the debt is written off.
/// What she gets is sold in the same transaction.
fn held_massets_buy_a_position_under_water_and_its_collateral_is_sold(story: &mut Story) {
    let (mint, aapl, googl) = (
        story.contracts().mint,
        story.listed("mAAPL").token,
        story.listed("mGOOGL"),
    );
    let (in_base, in_token, backing) = (50_000_000_000, 1_000_000_000, 38_400_000);
    let assets = [base_asset(in_base), token_asset(&googl.token, in_token)];
    let provide = json!({ "provide_liquidity": { "assets": assets } });
    let open = json!({ "open_position": {
        "asset_info": token_info(&aapl), "collateral_ratio": "1.5", "short_params": null,
    } });
    story.feeds();
    story.alice.sends(&[
        opening(&mint, &googl.token, 200_000_000_000, 200),
        allow(&googl.token, &googl.pair, in_token),
        execute_with(&googl.pair, &provide, &base(in_base)),
        hook(&googl.token, backing, &mint, &open),
    ]);
    assert_eq!(story.position(8), (backing, DEBT));
    story.prices.insert(googl.token.clone(), 40);
    story.feeds();
    let look = ["liquidate", "find", "--json", "--set", "mode=inventory"];
    let found = story.network.runs(&look).json();
    let candidate = &found["candidates"][0];
    assert_eq!(candidate["position_idx"], "8", "{found}");
    assert_eq!(candidate["is_under_water"], true);
    let amount_of = |key: &str| number(&candidate["deal"][key]);
    assert_eq!(
        amount_of("amount"),
        9_600_000,
        "38.4 at 40, a fifth off, by 128"
    );
    assert_eq!(amount_of("bad_debt"), 400_000);
    let alice = story.alice.address().to_string();
    let before = (story.base_of(&alice), story.tokens_of(&aapl, &alice));

    let holds = [("MIRROR_LIQUIDATE_MODE", "inventory")];
    let mut service = Service::launch(&story.network, "alice", &holds);
    service.becomes_healthy(&story.network);
    is_bought(story, 8, &service);

    let sold = auctions(&story.network, 8);
    assert_eq!(sold.len(), 1);
    let proceeds = amount_of("proceeds");
    assert_eq!(story.base_of(&alice) + cost(&sold[0]), before.0 + proceeds);
    assert_eq!(story.tokens_of(&aapl, &alice), before.1 - 9_600_000);
    let question = json!({ "bad_debt": { "asset_token": aapl } });
    assert_eq!(number(&story.asks(&mint, question)["amount"]), 400_000);
    service.is_well(&story.network);
}
