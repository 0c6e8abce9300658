//! The limits of a swap (terraswap.md 4.5).

use cosmwasm_std::Uint128;
use mirror_math::MathError;
use mirror_testing::{assert_refused, Market};
use terraswap::asset::{Asset, AssetInfo};
use terraswap::pair::Pair;
use terraswap_pair::ContractError;

use crate::setup::{base, decimal, Setup};

fn too_far(return_amount: u128, spread_amount: u128, commission_amount: u128) -> ContractError {
    ContractError::MaxSpreadAssertion {
        return_amount: Uint128::new(return_amount),
        spread_amount: Uint128::new(spread_amount),
        commission_amount: Uint128::new(commission_amount),
    }
}

/// terraswap.md section 9, example A4.
#[test]
fn with_a_belief_price_the_commission_counts_too() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();

    for max_spread in ["0.003", "0.003999999999999999"] {
        let refusal = setup.swaps_under(&bob, base(1_000_000), Some("100"), Some(max_spread));
        assert_refused(refusal, too_far(9_960, 10, 30));
    }
    let outcome = setup.swaps_under(&bob, base(1_000_000), Some("100"), Some("0.004"));

    assert!(outcome.is_ok());
}

/// terraswap.md section 9, example A4.
#[test]
fn without_one_only_the_moved_price_counts() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();

    for max_spread in ["0.001", "0.001003009027081242"] {
        let refusal = setup.swaps_under(&bob, base(1_000_000), None, Some(max_spread));
        assert_refused(refusal, too_far(9_960, 10, 30));
    }
    let outcome = setup.swaps_under(&bob, base(1_000_000), None, Some("0.001003009027081243"));

    assert!(outcome.is_ok());
}

#[test]
fn a_belief_price_alone_limits_nothing() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();

    for belief_price in ["0", "0.000001", "1000000"] {
        let outcome = setup.swaps_under(&bob, base(1_000_000), Some(belief_price), None);
        assert!(outcome.is_ok());
    }
}

#[test]
fn a_better_price_than_believed_is_never_refused() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();

    let outcome = setup.swaps_under(&bob, base(1_000_000), Some("101"), Some("0"));

    assert!(outcome.is_ok());
}

/// T-83: pair pays out more than its curve.
#[test]
fn a_belief_price_of_zero_is_refused() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();

    let refusal = setup.swaps_under(&bob, base(1_000_000), Some("0"), Some("0.5"));

    assert_refused(refusal, ContractError::Math(MathError::ZeroBeliefPrice));
}

#[test]
fn a_swap_that_gives_nothing_exceeds_every_limit() {
    let mut setup = Setup::with_reserves(395_451_850_234, 317);
    let bob = setup.bob.clone();

    let refusal = setup.swaps_under(&bob, base(1), None, Some("1"));

    assert_refused(refusal, too_far(0, 0, 0));
}

#[test]
fn tokens_have_the_same_limits() {
    let mut setup = Setup::new();
    let (bob, offer) = (setup.bob.clone(), setup.tokens(10_000));

    let refusal = setup.swaps_under(&bob, offer.clone(), Some("0.01"), Some("0.003"));
    assert_refused(refusal, too_far(996_003, 1_000, 2_997));
    let outcome = setup.swaps_under(&bob, offer, Some("0.01"), Some("0.004"));

    assert!(outcome.is_ok());
}

/// T-85: pair decimals differ.
///
/// A million whole units on each side, a thousand offered at a price of one: 999.000999 come out,
/// less 0.3 % and what the decimals cut, so 0.003996 to 0.004 are missing.
#[test]
fn limits_are_in_whole_units_whatever_the_decimals() {
    for offer_decimals in [0, 6, 8, 18] {
        for ask_decimals in [0, 6, 8, 18] {
            let mut market = Market::new();
            let trader = market.account("trader");
            let offer = market.new_token("offer", offer_decimals);
            let ask = market.new_token("asked", ask_decimals);
            let of = |info: &AssetInfo, units: u128, decimals: u8| -> Asset {
                info.clone().amount(units * 10u128.pow(decimals.into()))
            };
            let reserves = [
                of(&offer, 1_000_000, offer_decimals),
                of(&ask, 1_000_000, ask_decimals),
            ];
            let pair = market.new_pool(&trader, reserves);
            assert_eq!([offer_decimals, ask_decimals], pair.asset_decimals);
            let offer = of(&offer, 1_000, offer_decimals);
            market.give(&trader, &offer);

            let mut swap = |limit: &str| {
                let handle = Pair(cosmwasm_std::Addr::unchecked(&pair.contract_addr));
                let limit = Some(decimal(limit));
                let msg = handle.swap(offer.clone(), Some(decimal("1")), limit, None);
                market.send(&trader, msg.unwrap())
            };

            let case = format!("{offer_decimals} for {ask_decimals} decimals");
            assert!(swap("0.0039").is_err(), "{case}");
            assert!(swap("0.004").is_ok(), "{case}");
        }
    }
}
