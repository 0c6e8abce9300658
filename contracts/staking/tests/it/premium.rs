//! `adjust_premium`. The numbers are those of staking.md section 9.

use cosmwasm_std::{coin, Addr, Decimal};
use mirror_protocol::short_reward;
use mirror_protocol::staking::ExecuteMsg;
use mirror_staking::ContractError;
use mirror_testing::{assert_refused, attributes, pair_of_another_layout};

use crate::market::{adjust, generous_curve, Traded};
use crate::setup::{decimal, pairs};

/// The weight without a premium.
const AT_ZERO: &str = "0.018200105558543365";

fn nothing_to_adjust() -> ContractError {
    ContractError::NothingToAdjust {}
}

/// Example S1.
#[test]
fn a_market_five_per_cent_above_the_oracle_has_that_premium() {
    let mut traded = Traded::new();
    traded.feeds("100");

    let response = traded.adjusts_it().unwrap();

    let weight = decimal("0.798920081574695924");
    let now = traded.chain.now();
    assert_eq!((decimal("0.05"), weight, now), traded.premium());
    let expected = pairs(&[("action", "premium_adjustment")]);
    assert_eq!(expected, attributes(&response, &traded.staking));
}

/// Pairs may be upgraded before staking: example S1 again, with a track that staking can not read.
#[test]
fn a_pair_that_stores_its_track_in_another_layout_is_asked() {
    let mut traded = Traded::new();
    let pair = Addr::unchecked(&traded.pair.contract_addr);
    traded.chain.upgrade(&pair, pair_of_another_layout());
    traded.feeds("100");

    traded.adjusts_it().unwrap();

    let (rate, weight, _) = traded.premium();
    let expected = ["0.05", "0.798920081574695924"].map(decimal);
    assert_eq!(expected, [rate, weight]);
}

/// Example S2.
#[test]
fn a_premium_is_rounded_down_at_the_last_digit() {
    let mut traded = Traded::with_pool([1_000_000_007, 9_700_003]);
    traded.feeds("101.23");

    traded.adjusts_it().unwrap();

    let (rate, weight, _) = traded.premium();
    let expected = ["0.018401188802210107", "0.349189888569311901"].map(decimal);
    assert_eq!(expected, [rate, weight]);
}

#[test]
fn a_market_at_or_below_the_oracle_has_no_premium() {
    for price in ["105", "105.000000000000000001", "1000000000"] {
        let mut traded = Traded::new();
        traded.feeds(price);

        traded.adjusts_it().unwrap();

        let (rate, weight, _) = traded.premium();
        assert_eq!([Decimal::zero(), decimal(AT_ZERO)], [rate, weight]);
    }
}

#[test]
fn a_premium_beyond_a_decimal_has_the_largest_weight() {
    let mut traded = Traded::with_pool([1_000_000_000_000, 1_000_000]);
    traded.feeds("0.000000000000000001");

    traded.adjusts_it().unwrap();

    let (rate, weight, _) = traded.premium();
    assert_eq!([Decimal::MAX, decimal("0.8")], [rate, weight]);
}

/// Example S7.
#[test]
fn a_premium_stands_for_the_interval() {
    let mut traded = Traded::new();
    traded.chain.at(1_000_000);
    traded.feeds("100");
    traded.adjusts_it().unwrap();
    let first = traded.premium();

    traded.chain.at(1_003_599);
    traded.feeds("104");
    assert_refused(traded.adjusts_it(), nothing_to_adjust());
    assert_eq!(first, traded.premium());
    traded.chain.at(1_003_600);
    traded.adjusts_it().unwrap();

    assert_eq!(1_003_600, traded.premium().2);
}

/// Example S7.
#[test]
fn in_a_list_only_those_that_are_due_are_adjusted() {
    let mut traded = Traded::new();
    let (asset, other) = (traded.asset.clone(), traded.chain.account("other"));
    let lp = traded.lp.clone();
    traded.register(&other, &lp);
    traded.chain.at(1_000_000);
    traded.feeds("100");
    traded.adjusts_it().unwrap();
    let first = traded.premium();

    traded.chain.at(1_003_599);
    traded.feeds("104");
    traded.adjusts(&[&asset, &other]).unwrap();

    assert_eq!(first, traded.premium());
    traded.setup.asset = other;
    let none = (Decimal::zero(), Decimal::zero(), 1_003_599);
    assert_eq!(none, traded.premium());
}

/// T-50: premium pushed by a swap before `adjust_premium`, stale oracle price used. Example S8.
#[test]
fn a_swap_in_the_same_transaction_moves_no_premium() {
    let mut traded = Traded::new();
    let (alice, asset) = (traded.alice.clone(), traded.asset.clone());
    traded.feeds("105");
    let push = traded.swap(traded.base(1_000_000_000));
    let adjustment = traded.tell(&adjust(&[&asset]));
    let back = traded.swap(traded.token_amount(4_000_000));

    traded.run(&alice, vec![push, adjustment, back]).unwrap();

    let (rate, weight, _) = traded.premium();
    assert_eq!([Decimal::zero(), decimal(AT_ZERO)], [rate, weight]);
}

/// T-50: premium pushed by a swap before `adjust_premium`, stale oracle price used.
#[test]
fn a_donation_moves_no_premium() {
    let mut traded = Traded::new();
    traded.feeds("105");
    let pair = Addr::unchecked(&traded.pair.contract_addr);
    traded
        .setup
        .chain
        .fund(&pair, &[coin(1_000_000_000, "uusd")]);

    traded.adjusts_it().unwrap();

    assert_eq!(Decimal::zero(), traded.premium().0);
}

/// T-50: premium pushed by a swap before `adjust_premium`, stale oracle price used.
#[test]
fn an_old_price_keeps_the_values() {
    let mut traded = Traded::new();
    traded.feeds("100");
    traded.adjusts_it().unwrap();
    let first = traded.premium();
    traded.chain.pass(3_600);
    traded.feeds("104");

    traded.chain.pass(61);
    assert_refused(traded.adjusts_it(), nothing_to_adjust());
    assert_eq!(first, traded.premium());
}

/// T-50: premium pushed by a swap before `adjust_premium`, stale oracle price used.
#[test]
fn a_price_is_fresh_for_a_minute() {
    let mut traded = Traded::new();
    traded.feeds("100");

    traded.chain.pass(60);
    traded.adjusts_it().unwrap();

    assert_eq!(decimal("0.05"), traded.premium().0);
}

#[test]
fn an_old_price_in_a_list_does_not_keep_the_others_from_being_adjusted() {
    let mut traded = Traded::new();
    let (asset, other) = (traded.asset.clone(), traded.chain.account("other"));
    let lp = traded.lp.clone();
    traded.register(&other, &lp);
    traded.feeds("100");
    traded.chain.pass(61);

    traded.adjusts(&[&other, &asset]).unwrap();

    assert_eq!(0, traded.premium().2);
}

#[test]
fn without_a_feed_there_is_no_weight() {
    let mut traded = Traded::new();

    traded.adjusts_it().unwrap();

    let now = traded.chain.now();
    assert_eq!((Decimal::zero(), Decimal::zero(), now), traded.premium());
}

#[test]
fn without_a_price_history_there_is_no_weight_whatever_the_age_of_the_price() {
    let mut traded = Traded::new();
    let owner = traded.owner.clone();
    let young = traded.new_asset_with_young_pair();
    traded.chain.pass(599);
    let register = ExecuteMsg::RegisterAsset {
        asset_token: young.to_string(),
        staking_token: traded.lp.to_string(),
    };
    traded.send(&owner, &register).unwrap();
    traded.setup.asset = young;
    traded.feeds("100");

    traded.adjusts_it().unwrap();

    let now = traded.chain.now();
    assert_eq!((Decimal::zero(), Decimal::zero(), now), traded.premium());
}

#[test]
fn mir_has_no_premium() {
    let mut traded = Traded::new();
    let (mir, lp) = (traded.mir.clone(), traded.lp.clone());
    traded.register(&mir, &lp);
    traded.setup.asset = mir;
    traded.feeds("0.000001");

    traded.adjusts_it().unwrap();

    let now = traded.chain.now();
    assert_eq!((Decimal::zero(), Decimal::zero(), now), traded.premium());
}

/// T-13: duplicate entries in list inputs.
#[test]
fn no_asset_is_named_twice() {
    let mut traded = Traded::new();
    traded.feeds("100");
    let asset = traded.asset.clone();

    let refusal = traded.adjusts(&[&asset, &asset]);

    let asset_token = asset.to_string();
    assert_refused(refusal, ContractError::DuplicateAsset { asset_token });
}

#[test]
fn a_list_names_one_to_thirty_pools() {
    let mut traded = Traded::new();
    let unknown = traded.chain.account("unknown");
    let many: Vec<_> = (0..31)
        .map(|number| traded.chain.account(&format!("pool {number}")))
        .collect();
    let many: Vec<_> = many.iter().collect();

    assert_refused(traded.adjusts(&[]), ContractError::NoAssets {});
    let (received, most) = (31, 30);
    let refusal = traded.adjusts(&many);
    assert_refused(refusal, ContractError::TooManyAssets { received, most });
    let asset_token = unknown.to_string();
    let refusal = traded.adjusts(&[&unknown]);
    assert_refused(refusal, ContractError::NotRegistered { asset_token });
}

#[test]
fn no_curve_hands_out_more_than_there_is() {
    let mut traded = Traded::new();
    let owner = traded.owner.clone();
    traded.feeds("100");
    let none = short_reward::InstantiateMsg::default();
    let curve = traded.chain.create(generous_curve(), &owner, &none);
    let msg = ExecuteMsg::UpdateConfig {
        owner: None,
        premium_min_update_interval: None,
        short_reward_contract: Some(curve.to_string()),
        minimum_reserve: None,
    };
    traded.send(&owner, &msg).unwrap();

    traded.adjusts_it().unwrap();

    assert_eq!(Decimal::one(), traded.premium().1);
}

#[test]
fn the_split_of_a_deposit_follows_the_premium() {
    let mut traded = Traded::new();
    let (lender, alice) = (traded.lender.clone(), traded.alice.clone());
    traded.bonds(&lender, 7_000_000).unwrap();
    traded.shorts(&alice, 3_000_000).unwrap();
    traded.feeds("100");
    traded.adjusts_it().unwrap();

    traded.setup.pays(1_000_000);

    let [liquidity, short] = ["0.028725714285714285", "0.266306666666666666"].map(decimal);
    assert_eq!([(liquidity, 0), (short, 0)], traded.indexes());
}

/// T-50: premium pushed by a swap before `adjust_premium`, stale oracle price used.
#[test]
fn a_moment_at_a_high_price_hardly_counts() {
    let mut traded = Traded::new();
    let alice = traded.alice.clone();
    let bought = traded.balance(&traded.asset, &alice);
    // Somebody pays in 1.15 times the pool's base coins for six seconds, and the price is 4.6 times as
    // high. The average of ten minutes has a premium of 0.036, that of the inverse one of 0.008. The
    // commissions stay in the pool.
    let push = traded.swap(traded.base(1_207_500_000));
    traded.run(&alice, vec![push]).unwrap();
    let bought = traded.balance(&traded.asset, &alice) - bought;
    traded.chain.pass(6);
    let back = traded.swap(traded.token_amount(bought));
    traded.run(&alice, vec![back]).unwrap();
    traded.chain.pass(600);
    traded.feeds("105");

    traded.adjusts_it().unwrap();

    assert!(
        traded.premium().0 < Decimal::percent(2),
        "{:?}",
        traded.premium()
    );
}

/// T-50: premium pushed by a swap before `adjust_premium`, stale oracle price used.
#[test]
fn a_moment_at_a_low_price_takes_no_weight_away() {
    let mut traded = Traded::new();
    let (alice, asset) = (traded.alice.clone(), traded.asset.clone());
    traded.feeds("100");
    let push = traded.swap(traded.token_amount(1_000_000));
    let adjustment = traded.tell(&adjust(&[&asset]));
    let back = traded.swap(traded.base(100_000_000));

    traded.run(&alice, vec![push, adjustment, back]).unwrap();

    assert_eq!(decimal("0.798920081574695924"), traded.premium().1);
}
