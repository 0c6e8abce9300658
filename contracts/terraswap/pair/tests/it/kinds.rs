//! Pairs of two coins and of two tokens.

use cosmwasm_std::{coin, Addr};
use mirror_testing::{assert_refused, Market};
use terraswap::asset::{Asset, AssetInfo};
use terraswap::funds::FundsError;
use terraswap::pair::{ExecuteMsg, Pair};
use terraswap_pair::ContractError;

/// The same story for any two assets: what is given, taken and left is the same.
fn two_sided_story(market: &mut Market, assets: [AssetInfo; 2]) {
    let [alice, bob] = ["alice", "bob"].map(|name| market.account(name));
    let amounts = |first: u128, second: u128| {
        let [one, other] = assets.clone();
        [one.amount(first), other.amount(second)]
    };
    let purse = |market: &Market, account: &Addr| {
        [&assets[0], &assets[1]].map(|info| market.balance(account, info))
    };
    let pair = market.new_pool(&alice, amounts(1_000_000_000, 10_000_000));
    for asset in amounts(5_000_000, 5_000_000) {
        market.give(&bob, &asset);
    }

    // Worked example A3, then A4's formulas on reserves of 1,000,333,330 / 10,003,334.
    market
        .provide(&bob, &pair, amounts(333_333, 7_777))
        .unwrap();
    assert_eq!([4_666_670, 4_996_666], purse(market, &bob));
    assert_eq!(
        33_333,
        market.balance(&bob, &AssetInfo::token(&pair.liquidity_token))
    );

    // gross = floor(10,003,334·1,000,000 / 1,001,333,330) = 9990, commission 30.
    let [offer, _] = amounts(1_000_000, 0);
    market.swap(&bob, &pair, offer).unwrap();
    assert_eq!([3_666_670, 5_006_626], purse(market, &bob));

    // gross = floor(1,001,333,330·10,000 / 10,003,374) = 1,000,995, commission 3003.
    let [_, offer] = amounts(0, 10_000);
    market.swap(&bob, &pair, offer).unwrap();
    assert_eq!([4_664_662, 4_996_626], purse(market, &bob));

    // floor(1,000,335,338·33,333 / 100,033,333) and floor(10,003,374·33,333 / 100,033,333).
    market.withdraw(&bob, &pair, 33_333).unwrap();
    assert_eq!([4_997_992, 4_999_959], purse(market, &bob));
    assert_eq!(100_000_000, market.supply(&pair));
}

#[test]
fn a_coin_and_a_token() {
    let mut market = Market::new();
    let token = market.new_token("mAAPL", 6);

    two_sided_story(&mut market, [AssetInfo::native("uusd"), token]);
}

#[test]
fn a_token_and_a_coin() {
    let mut market = Market::new();
    let token = market.new_token("mAAPL", 6);

    two_sided_story(&mut market, [token, AssetInfo::native("uusd")]);
}

#[test]
fn two_coins() {
    let mut market = Market::new();

    two_sided_story(
        &mut market,
        [AssetInfo::native("uusd"), AssetInfo::native("uluna")],
    );
}

#[test]
fn two_tokens() {
    let mut market = Market::new();
    let tokens = ["mAAPL", "mGOOGL"].map(|symbol| market.new_token(symbol, 6));

    two_sided_story(&mut market, tokens);
}

#[test]
fn both_coins_of_a_provision_come_with_it() {
    let mut market = Market::new();
    let alice = market.account("alice");
    let (base, luna) = (AssetInfo::native("uusd"), AssetInfo::native("uluna"));
    let pair = market.new_pair([&base, &luna]);
    let contract = Addr::unchecked(&pair.contract_addr);
    for info in [&base, &luna] {
        market.give(&alice, &info.clone().amount(10_000u128));
    }
    let msg = ExecuteMsg::ProvideLiquidity {
        assets: [base.amount(2_000u128), luna.amount(3_000u128)],
        receiver: None,
        deadline: None,
        slippage_tolerance: None,
    };

    let coins = [coin(2_000, "uusd")];
    let refusal = market.chain.execute(&alice, &contract, &msg, &coins);

    let expected = FundsError::Mismatch {
        declared: "3000uluna,2000uusd".to_string(),
        transferred: "2000uusd".to_string(),
    };
    assert_refused(refusal, ContractError::Funds(expected));
    let coins = [coin(2_000, "uusd"), coin(3_000, "uluna")];
    let outcome = market.chain.execute(&alice, &contract, &msg, &coins);
    assert!(outcome.is_ok());
}

#[test]
fn nothing_of_a_gift_to_a_pair_of_coins_is_taken_for_a_payment() {
    let mut market = Market::new();
    let [alice, bob] = ["alice", "bob"].map(|name| market.account(name));
    let reserves = ["uusd", "uluna"].map(|denom| Asset::native(denom, 1_000_000u128));
    let pair = market.new_pool(&alice, reserves);
    let contract = Addr::unchecked(&pair.contract_addr);
    market.give(&contract, &Asset::native("uusd", 500u128));
    market.give(&bob, &Asset::native("uusd", 500u128));

    let msg = Pair(contract.clone()).swap(Asset::native("uusd", 500u128), None, None, None);
    market.send(&bob, msg.unwrap()).unwrap();

    assert_eq!(1_001_000, market.reserves(&pair)[0]);
    // gross = floor(1,000,000·500 / 1,001,000) = 499, commission 2.
    assert_eq!(497, market.balance(&bob, &AssetInfo::native("uluna")));
}
