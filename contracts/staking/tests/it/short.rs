//! `increase_short_token` and `decrease_short_token`.

use cosmwasm_std::{Addr, Uint128};
use mirror_protocol::staking::RewardInfoResponseItem;
use mirror_staking::ContractError;
use mirror_testing::{assert_refused, attributes};

use crate::setup::{increase, pairs, Setup};

fn exceeded(amount: u128, bonded: u128) -> ContractError {
    let [amount, bonded] = [amount, bonded].map(Uint128::new);
    ContractError::BondExceeded { amount, bonded }
}

#[test]
fn a_short_stake_follows_mint() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();

    let more = setup.shorts(&alice, 100).unwrap();
    let less = setup.covers(&alice, 30).unwrap();

    let expected = vec![RewardInfoResponseItem {
        asset_token: setup.asset.to_string(),
        bond_amount: Uint128::new(70),
        pending_reward: Uint128::zero(),
        is_short: true,
        should_migrate: None,
    }];
    assert_eq!(expected, setup.infos(&alice));
    assert_eq!(Uint128::new(70), setup.pool().total_short_amount);
    for (response, action, amount) in [
        (more, "increase_short_token", "100"),
        (less, "decrease_short_token", "30"),
    ] {
        let expected = pairs(&[
            ("action", action),
            ("staker_addr", alice.as_str()),
            ("asset_token", setup.asset.as_str()),
            ("amount", amount),
        ]);
        assert_eq!(expected, attributes(&response, &setup.staking));
    }
}

#[test]
fn a_change_settles_what_was_earned_before() {
    let mut setup = Setup::new().with_weight("1");
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    setup.shorts(&alice, 100).unwrap();
    setup.pays(100);
    setup.shorts(&alice, 200).unwrap();
    setup.shorts(&bob, 100).unwrap();
    setup.pays(100);
    setup.covers(&alice, 300).unwrap();
    setup.pays(100);

    assert_eq!((0, 175), setup.stake(&alice));
    assert_eq!((100, 125), setup.stake(&bob));
    setup.withdraws(&alice).unwrap();
    assert!(setup.infos(&alice).is_empty());
}

#[test]
fn no_more_is_covered_than_was_short() {
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    setup.shorts(&alice, 100).unwrap();

    assert_refused(setup.covers(&alice, 101), exceeded(101, 100));
    assert_refused(setup.covers(&bob, 1), exceeded(1, 0));
    setup.covers(&alice, 100).unwrap();
    assert!(setup.infos(&alice).is_empty());
}

#[test]
fn a_change_by_nothing_changes_nothing() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();

    setup.shorts(&alice, 0).unwrap();
    setup.covers(&alice, 0).unwrap();

    assert!(setup.infos(&alice).is_empty());
}

#[test]
fn an_asset_without_a_pool_can_not_be_short() {
    let mut setup = Setup::new();
    let (alice, mint) = (setup.alice.clone(), setup.mint.clone());
    let unknown = setup.chain.account("unknown");

    for amount in [0, 1] {
        let refusal = setup.send(&mint, &increase(&unknown, &alice, amount));
        let asset_token = unknown.to_string();
        assert_refused(refusal, ContractError::NotRegistered { asset_token });
    }
}
