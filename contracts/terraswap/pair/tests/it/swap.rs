//! `swap`, with coins and with tokens.

use cosmwasm_std::coin;
use mirror_math::MathError;
use mirror_testing::{assert_refused, attributes};
use terraswap::asset::Asset;
use terraswap::pair::{Cw20HookMsg, ExecuteMsg};
use terraswap_pair::ContractError;

use crate::setup::{base, base_info, swap_message, Setup, RICH};

/// terraswap.md section 9, example A4.
#[test]
fn a_coin_is_swapped_for_tokens() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();

    let response = setup.swaps(&bob, base(1_000_000)).unwrap();

    let expected = [
        ("action", "swap"),
        ("sender", bob.as_str()),
        ("receiver", bob.as_str()),
        ("offer_asset", "uusd"),
        ("ask_asset", setup.token.id()),
        ("offer_amount", "1000000"),
        ("return_amount", "9960"),
        ("spread_amount", "10"),
        ("commission_amount", "30"),
    ];
    let expected = expected.map(|(key, value)| (key.to_string(), value.to_string()));
    assert_eq!(expected.to_vec(), attributes(&response, &setup.contract()));
    assert_eq!([RICH - 1_000_000, RICH + 9_960, 0], setup.purse(&bob));
    assert_eq!([1_001_000_000, 9_990_040], setup.reserves());
}

/// gross = floor(1,000,000,000·10,000 / 10,010,000) = 999000, commission 2997, spread 1000.
#[test]
fn tokens_are_swapped_for_a_coin_by_the_same_rule() {
    let mut setup = Setup::new();
    let (bob, offer) = (setup.bob.clone(), setup.tokens(10_000));

    let response = setup.swaps(&bob, offer).unwrap();

    let expected = [
        ("action", "swap"),
        ("sender", bob.as_str()),
        ("receiver", bob.as_str()),
        ("offer_asset", setup.token.id()),
        ("ask_asset", "uusd"),
        ("offer_amount", "10000"),
        ("return_amount", "996003"),
        ("spread_amount", "1000"),
        ("commission_amount", "2997"),
    ];
    let expected = expected.map(|(key, value)| (key.to_string(), value.to_string()));
    assert_eq!(expected.to_vec(), attributes(&response, &setup.contract()));
    assert_eq!([RICH + 996_003, RICH - 10_000, 0], setup.purse(&bob));
}

/// terraswap.md section 9, example A6.
#[test]
fn large_swaps_round_as_small_ones() {
    let mut setup = Setup::with_reserves(2_000_000_000, 20_000_000_000);
    let bob = setup.bob.clone();

    setup.swaps(&bob, base(100_000_000)).unwrap();

    assert_eq!(RICH + 949_523_809, setup.purse(&bob)[1]);
}

/// terraswap.md section 9, example A7.
#[test]
fn the_commission_is_not_rounded_up_twice() {
    let mut setup = Setup::with_reserves(999_000, 1_000_000);
    let bob = setup.bob.clone();

    assert_eq!([997, 1, 3], setup.simulation(base(1_000)));
    setup.swaps(&bob, base(1_000)).unwrap();

    assert_eq!(RICH + 997, setup.purse(&bob)[1]);
}

/// terraswap.md section 9, example A8.
#[test]
fn a_swap_too_small_to_give_anything_stays_in_the_pool() {
    let mut setup = Setup::with_reserves(395_451_850_234, 317);
    let bob = setup.bob.clone();

    assert_eq!([0, 0, 0], setup.simulation(base(1)));
    setup.swaps(&bob, base(1)).unwrap();

    assert_eq!([RICH - 1, RICH, 0], setup.purse(&bob));
    assert_eq!([395_451_850_235, 317], setup.reserves());
}

/// terraswap.md section 9, example A8.
#[test]
fn the_commission_may_eat_the_return() {
    let mut setup = Setup::with_reserves(1_000_000, 1_000_000);
    let bob = setup.bob.clone();

    assert_eq!([0, 1, 0], setup.simulation(base(1)));
    // gross = floor(2·1,000,000 / 1,000,002) = 1, all of it commission.
    assert_eq!([0, 1, 1], setup.simulation(base(2)));
    setup.swaps(&bob, base(2)).unwrap();

    assert_eq!([RICH - 2, RICH, 0], setup.purse(&bob));
}

#[test]
fn what_comes_out_may_go_to_another() {
    let mut setup = Setup::new();
    let (alice, bob) = (setup.alice.clone(), setup.bob.clone());
    let to_alice = Some(alice.to_string());
    let before = setup.purse(&alice);

    let msg = ExecuteMsg::Swap {
        offer_asset: base(1_000_000),
        belief_price: None,
        max_spread: None,
        to: to_alice.clone(),
        deadline: None,
    };
    setup.send(&bob, &msg, &[coin(1_000_000, "uusd")]).unwrap();
    let hook = Cw20HookMsg::Swap {
        belief_price: None,
        max_spread: None,
        to: to_alice,
        deadline: None,
    };
    let (contract, offer) = (setup.contract(), setup.tokens(9_960));
    let pay = setup.market.pay(&bob, contract.as_str(), &offer, &hook);
    pay.unwrap();

    assert_eq!([RICH - 1_000_000, RICH - 9_960, 0], setup.purse(&bob));
    assert_eq!(before[1] + 9_960, setup.purse(&alice)[1]);
    assert!(before[0] < setup.purse(&alice)[0]);
}

/// T-04: zero amounts.
#[test]
fn a_swap_of_nothing_is_refused() {
    let mut setup = Setup::new();
    let (bob, no_tokens) = (setup.bob.clone(), setup.tokens(0));

    for offer in [base(0), no_tokens] {
        let refusal = setup.swaps(&bob, offer);

        assert_refused(refusal, ContractError::InvalidZeroAmount {});
    }
}

#[test]
fn a_foreign_coin_is_no_offer() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();
    let luna = Asset::native("uluna", 5u128);
    setup.market.give(&bob, &luna);

    let refusal = setup.send(&bob, &swap_message(luna), &[coin(5, "uluna")]);

    let expected = ContractError::AssetMismatch {
        given: "uluna".to_string(),
        pair: format!("uusd, {}", setup.token.id()),
    };
    assert_refused(refusal, expected);
}

/// T-84: withdraw all, drain, single-side gift.
#[test]
fn a_pool_with_an_empty_side_refuses_swaps() {
    let mut setup = Setup::empty();
    let (bob, tokens) = (setup.bob.clone(), setup.tokens(5));
    let empty = || ContractError::Math(MathError::EmptyPool);

    assert_refused(setup.swaps(&bob, base(5)), empty());
    setup.gift(&base(1_000_000));
    assert_refused(setup.swaps(&bob, base(5)), empty());
    assert_refused(setup.swaps(&bob, tokens), empty());
}

/// T-02: bad or odd-case address.
#[test]
fn the_receiver_is_an_address_in_the_chains_spelling() {
    let mut setup = Setup::new();
    let bob = setup.bob.clone();
    for to in ["", "nobody", &bob.to_string().to_uppercase()] {
        let msg = ExecuteMsg::Swap {
            offer_asset: base(5),
            belief_price: None,
            max_spread: None,
            to: Some(to.to_string()),
            deadline: None,
        };

        let refusal = setup.send(&bob, &msg, &[coin(5, "uusd")]).unwrap_err();

        assert!(matches!(
            refusal.downcast_ref(),
            Some(ContractError::Std(_))
        ));
    }
}

/// T-83: pair pays out more than its curve.
#[test]
fn no_round_trip_gains() {
    for amount in [1, 2, 333, 1_000_000, 1_000_000_000, RICH / 2] {
        let mut setup = Setup::new();
        let (bob, contract) = (setup.bob.clone(), setup.contract());

        setup.swaps(&bob, base(amount)).unwrap();
        let bought = setup.purse(&bob)[1] - RICH;
        if bought > 0 {
            let offer = setup.tokens(bought);
            setup.swaps(&bob, offer).unwrap();
        }

        assert!(
            setup.purse(&bob)[0] < RICH,
            "swapping {amount} there and back"
        );
        assert!(setup.has(&contract, &base_info()) > 1_000_000_000);
        assert_eq!(10_000_000, setup.reserves()[1]);
    }
}

/// T-83: pair pays out more than its curve.
#[test]
fn a_pool_never_runs_dry() {
    let mut setup = Setup::with_reserves(2_000_000, 1);
    let (alice, bob) = (setup.alice.clone(), setup.bob.clone());

    setup.swaps(&bob, base(RICH)).unwrap();
    assert_eq!([RICH + 2_000_000, 1], setup.reserves());

    let tokens = setup.tokens(RICH);
    setup.swaps(&alice, base(1)).unwrap();
    setup.swaps(&bob, tokens).unwrap();
    let [base_reserve, token_reserve] = setup.reserves();
    assert!(base_reserve > 0);
    assert_eq!(RICH + 1, token_reserve);
}
