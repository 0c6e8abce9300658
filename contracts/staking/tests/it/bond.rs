//! `bond` and `unbond`.

use cosmwasm_std::{wasm_execute, Addr, Uint128};
use mirror_protocol::staking::{ExecuteMsg, RewardInfoResponseItem};
use mirror_staking::ContractError;
use mirror_testing::{assert_refused, attributes};

use crate::setup::{bond, deposit, pairs, send_to, unbond, Setup, DAY, RICH};

fn exceeded(amount: u128, bonded: u128) -> ContractError {
    let [amount, bonded] = [amount, bonded].map(Uint128::new);
    ContractError::BondExceeded { amount, bonded }
}

#[test]
fn a_bond_is_counted_for_whoever_sent_it() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();

    let response = setup.bonds(&alice, 100).unwrap();

    let expected = vec![RewardInfoResponseItem {
        asset_token: setup.asset.to_string(),
        bond_amount: Uint128::new(100),
        pending_reward: Uint128::zero(),
        is_short: false,
        should_migrate: None,
    }];
    assert_eq!(expected, setup.infos(&alice));
    assert_eq!(Uint128::new(100), setup.pool().total_bond_amount);
    let expected = pairs(&[
        ("action", "bond"),
        ("staker_addr", alice.as_str()),
        ("asset_token", setup.asset.as_str()),
        ("amount", "100"),
    ]);
    assert_eq!(expected, attributes(&response, &setup.staking));
}

/// T-04: zero amounts.
#[test]
fn an_amount_of_zero_is_neither_bonded_nor_unbonded() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();

    assert_refused(setup.bonds(&alice, 0), ContractError::ZeroAmount {});
    assert_refused(setup.unbonds(&alice, 0), ContractError::ZeroAmount {});
}

#[test]
fn only_the_lp_token_of_the_pool_is_bonded() {
    let mut setup = Setup::new();
    let [alice, asset, mir] = [&setup.alice, &setup.asset, &setup.mir].map(Addr::clone);
    let (other_asset, other_lp) = (setup.chain.account("other"), setup.token("other"));
    setup.register(&other_asset, &other_lp);

    for token in [&other_lp, &mir] {
        let refusal = setup.send_token(token, &alice, 1, &bond(&asset));
        assert_refused(refusal, ContractError::Unauthorized {});
    }
}

#[test]
fn an_asset_without_a_pool_is_not_bonded_for() {
    let mut setup = Setup::new();
    let [alice, lp] = [&setup.alice, &setup.lp].map(Addr::clone);
    let unknown = setup.chain.account("unknown");

    let refusal = setup.send_token(&lp, &alice, 1, &bond(&unknown));

    let asset_token = unknown.to_string();
    assert_refused(refusal, ContractError::NotRegistered { asset_token });
    let refusal = setup.send(&alice, &unbond(&unknown, 1));
    let asset_token = unknown.to_string();
    assert_refused(refusal, ContractError::NotRegistered { asset_token });
}

#[test]
fn unbonding_returns_the_tokens_and_keeps_the_reward_owed() {
    let mut setup = Setup::new();
    let [alice, lp] = [&setup.alice, &setup.lp].map(Addr::clone);
    setup.bonds(&alice, 100).unwrap();
    setup.pays(50);

    let response = setup.unbonds(&alice, 100).unwrap();

    assert_eq!(RICH, setup.balance(&lp, &alice));
    assert_eq!((0, 50), setup.stake(&alice));
    let expected = pairs(&[
        ("action", "unbond"),
        ("staker_addr", alice.as_str()),
        ("asset_token", setup.asset.as_str()),
        ("amount", "100"),
        ("staking_token", lp.as_str()),
    ]);
    assert_eq!(expected, attributes(&response, &setup.staking));
    setup.withdraws(&alice).unwrap();
    assert_eq!(RICH + 50, setup.balance(&setup.mir, &alice));
    assert!(setup.infos(&alice).is_empty());
}

#[test]
fn a_stake_that_earned_nothing_is_removed_with_its_last_token() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.bonds(&alice, 100).unwrap();
    setup.chain.pass(6);

    setup.unbonds(&alice, 99).unwrap();
    assert_eq!((1, 0), setup.stake(&alice));
    setup.unbonds(&alice, 1).unwrap();

    assert!(setup.infos(&alice).is_empty());
    assert_eq!(Uint128::zero(), setup.pool().total_bond_amount);
}

#[test]
fn no_more_is_unbonded_than_was_bonded() {
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    setup.bonds(&alice, 100).unwrap();
    setup.bonds(&bob, 100).unwrap();
    setup.chain.pass(6);

    assert_refused(setup.unbonds(&alice, 101), exceeded(101, 100));
    assert_refused(setup.unbonds(&alice, u128::MAX), exceeded(u128::MAX, 100));
    let nobody = setup.owner.clone();
    assert_refused(setup.unbonds(&nobody, 1), exceeded(1, 0));
}

/// T-51: reward sniping.
#[test]
fn a_bond_for_one_transaction_earns_nothing() {
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    setup.bonds(&bob, 100).unwrap();
    let staking = setup.staking.clone();
    let tell = |msg: &ExecuteMsg| wasm_execute(&staking, msg, vec![]).unwrap().into();
    let bonding = send_to(&setup.staking, 1_000_000, &bond(&setup.asset));
    let sponsoring = send_to(&setup.staking, 700, &deposit(&[(setup.asset.clone(), 700)]));
    let snipe = vec![
        wasm_execute(&setup.lp, &bonding, vec![]).unwrap().into(),
        wasm_execute(&setup.mir, &sponsoring, vec![])
            .unwrap()
            .into(),
        tell(&unbond(&setup.asset, 1_000_000)),
        tell(&ExecuteMsg::Withdraw { asset_token: None }),
    ];

    let outcome = setup.chain.app.execute_multi(alice.clone(), snipe);
    outcome.unwrap();
    setup.chain.pass(DAY);

    assert_eq!(RICH - 700, setup.balance(&setup.mir, &alice));
    assert_eq!(RICH, setup.balance(&setup.lp, &alice));
    assert_eq!((100, 700), setup.stake(&bob));
}

/// T-51: reward sniping.
#[test]
fn a_stake_of_one_block_earns_one_block() {
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    setup.bonds(&bob, 100).unwrap();

    // Nine tenths of the stakes for 6 seconds of 86,400.
    setup.bonds(&alice, 900).unwrap();
    setup.deposits(1_000_000_000).unwrap();
    setup.chain.pass(6);
    setup.unbonds(&alice, 900).unwrap();
    setup.chain.pass(DAY);

    assert_eq!((0, 62_499), setup.stake(&alice));
    assert_eq!((100, 999_937_500), setup.stake(&bob));
}

/// T-51: reward sniping.
#[test]
fn a_bond_earns_only_from_what_flows_after_it() {
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    setup.bonds(&bob, 100).unwrap();
    setup.pays(1_000);

    setup.bonds(&alice, 900).unwrap();
    assert_eq!((900, 0), setup.stake(&alice));
    setup.pays(1_000);

    assert_eq!((900, 900), setup.stake(&alice));
    assert_eq!((100, 1_100), setup.stake(&bob));
}

#[test]
fn tokens_sent_without_a_message_are_nobodys() {
    let mut setup = Setup::new();
    let [alice, lp, mir] = [&setup.alice, &setup.lp, &setup.mir].map(Addr::clone);
    for token in [&lp, &mir] {
        let gift = cw20::Cw20ExecuteMsg::Transfer {
            recipient: setup.staking.to_string(),
            amount: Uint128::new(1_000),
        };
        setup.chain.execute(&alice, token, &gift, &[]).unwrap();
    }

    setup.bonds(&alice, 1).unwrap();
    setup.pays(3);

    assert_eq!((1, 3), setup.stake(&alice));
    assert_eq!(Uint128::one(), setup.pool().total_bond_amount);
}
