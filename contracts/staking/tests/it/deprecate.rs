//! `deprecate_staking_token`. The numbers are those of staking.md section 9.

use cosmwasm_std::{Addr, Uint128};
use cw_multi_test::AppResponse;
use mirror_protocol::staking::ExecuteMsg;
use mirror_staking::ContractError;
use mirror_testing::{assert_refused, attributes};

use crate::setup::{bond, decimal, pairs, Setup, DAY, RICH};

fn deprecate(asset: &Addr, new_lp: &Addr) -> ExecuteMsg {
    ExecuteMsg::DeprecateStakingToken {
        asset_token: asset.to_string(),
        new_staking_token: new_lp.to_string(),
    }
}

/// Replaces the LP token: the old one is returned, `setup.lp` is the new one.
fn replace(setup: &mut Setup) -> (Addr, AppResponse) {
    let (owner, asset, new_lp) = (setup.owner.clone(), setup.asset.clone(), setup.token("new"));
    let response = setup.send(&owner, &deprecate(&asset, &new_lp)).unwrap();
    (std::mem::replace(&mut setup.lp, new_lp), response)
}

fn should_migrate(setup: &Setup, staker: &Addr) -> Option<bool> {
    setup.infos(staker)[0].should_migrate
}

/// Example S6.
#[test]
fn an_old_stake_keeps_what_it_earned_and_earns_no_more() {
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    setup.bonds(&alice, 100).unwrap();
    setup.deposits(100).unwrap();
    setup.chain.pass(DAY / 2);
    let (old_lp, _) = replace(&mut setup);
    setup.deposits(100).unwrap();
    setup.chain.pass(DAY / 2);
    assert_eq!((decimal("0.5"), 150), setup.indexes()[0]);
    setup.bonds(&bob, 100).unwrap();

    setup.chain.pass(DAY / 2);
    assert_eq!((decimal("1.01"), 99), setup.indexes()[0]);
    assert_eq!((100, 51), setup.stake(&bob));
    setup.chain.pass(30 * DAY - DAY / 2);
    assert_eq!((decimal("2"), 0), setup.indexes()[0]);
    assert_eq!((100, 50), setup.stake(&alice));
    assert_eq!(Some(true), should_migrate(&setup, &alice));
    assert_eq!((100, 150), setup.stake(&bob));
    assert_eq!(None, should_migrate(&setup, &bob));

    let response = setup.unbonds(&alice, 100).unwrap();
    let told = attributes(&response, &setup.staking);
    assert_eq!(
        Some(&("staking_token".into(), old_lp.to_string())),
        told.last()
    );
    assert_eq!(RICH, setup.balance(&old_lp, &alice));
    setup.withdraws(&alice).unwrap();
    assert_eq!(RICH + 50, setup.balance(&setup.mir, &alice));
    setup.bonds(&alice, 100).unwrap();
    assert_eq!((100, 0), setup.stake(&alice));
    assert_eq!(None, should_migrate(&setup, &alice));
}

/// T-54: LP token changed while users hold old LP.
#[test]
fn stakes_in_every_state_can_move_to_the_new_token() {
    let mut setup = Setup::new();
    let [partly, owed_only, newcomer] = [&setup.alice, &setup.bob, &setup.owner].map(Addr::clone);
    setup.bonds(&partly, 100).unwrap();
    setup.bonds(&owed_only, 100).unwrap();
    setup.pays(200);
    setup.unbonds(&owed_only, 100).unwrap();
    let (old_lp, _) = replace(&mut setup);

    setup.unbonds(&partly, 60).unwrap();
    let refusal = setup.bonds(&partly, 1);
    assert_refused(refusal, ContractError::PositionDeprecated {});
    setup.bonds(&owed_only, 50).unwrap();
    setup.bonds(&newcomer, 50).unwrap();
    setup.pays(100);

    assert_eq!((40, 100), setup.stake(&partly));
    assert_eq!((50, 150), setup.stake(&owed_only));
    assert_eq!((50, 50), setup.stake(&newcomer));
    setup.unbonds(&partly, 40).unwrap();
    assert_eq!(RICH, setup.balance(&old_lp, &partly));
    setup.bonds(&partly, 100).unwrap();
    setup.pays(200);
    assert_eq!((100, 200), setup.stake(&partly));
    setup.unbonds(&partly, 100).unwrap();
    assert_eq!(RICH, setup.balance(&setup.lp, &partly));
}

/// T-54: LP token changed while users hold old LP.
#[test]
fn an_old_stake_withdraws_without_moving() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.bonds(&alice, 100).unwrap();
    setup.pays(100);
    replace(&mut setup);
    setup.pays(100);

    setup.withdraws(&alice).unwrap();
    setup.withdraws(&alice).unwrap();

    assert_eq!(RICH + 100, setup.balance(&setup.mir, &alice));
    assert_eq!((100, 0), setup.stake(&alice));
    assert_eq!(Some(true), should_migrate(&setup, &alice));
}

/// T-54: LP token changed while users hold old LP.
#[test]
fn the_old_token_can_no_longer_be_bonded() {
    let mut setup = Setup::new();
    let (alice, asset) = (setup.alice.clone(), setup.asset.clone());
    let (old_lp, _) = replace(&mut setup);

    let refusal = setup.send_token(&old_lp, &alice, 1, &bond(&asset));

    let staking_token = setup.lp.clone();
    let expected = ContractError::StakingTokenReplaced { staking_token };
    let text = format!(
        "The staking token for this asset has been migrated to {}",
        setup.lp
    );
    assert_eq!(text, expected.to_string());
    assert_refused(refusal, expected);
}

/// T-54: LP token changed while users hold old LP.
#[test]
fn a_pool_changes_its_token_once() {
    let mut setup = Setup::new();
    let [owner, asset, lp] = [&setup.owner, &setup.asset, &setup.lp].map(Addr::clone);

    let refusal = setup.send(&owner, &deprecate(&asset, &lp));
    let staking_token = lp.clone();
    assert_refused(refusal, ContractError::SameStakingToken { staking_token });
    replace(&mut setup);
    let refusal = setup.send(&owner, &deprecate(&asset, &lp));

    let asset_token = asset.to_string();
    assert_refused(refusal, ContractError::AlreadyMigrated { asset_token });
}

#[test]
fn an_asset_without_a_pool_has_no_token_to_replace() {
    let mut setup = Setup::new();
    let (owner, lp, unknown) = (
        setup.owner.clone(),
        setup.lp.clone(),
        setup.chain.account("unknown"),
    );

    let refusal = setup.send(&owner, &deprecate(&unknown, &lp));

    let asset_token = unknown.to_string();
    assert_refused(refusal, ContractError::NotRegistered { asset_token });
}

#[test]
fn the_pool_and_the_event_log_tell_of_the_replacement() {
    let mut setup = Setup::new();
    let alice = setup.alice.clone();
    setup.bonds(&alice, 100).unwrap();
    setup.pays(50);
    assert_eq!(None, setup.pool().migration_index_snapshot);

    let (old_lp, response) = replace(&mut setup);

    let pool = setup.pool();
    assert_eq!(setup.lp.as_str(), pool.staking_token);
    assert_eq!(Uint128::zero(), pool.total_bond_amount);
    assert_eq!(Some(decimal("0.5")), pool.migration_index_snapshot);
    let deprecated = pool.migration_deprecated_staking_token;
    assert_eq!(Some(old_lp.to_string()), deprecated);
    let expected = pairs(&[
        ("action", "depcrecate_staking_token"),
        ("asset_token", setup.asset.as_str()),
        ("deprecated_staking_token", old_lp.as_str()),
        ("new_staking_token", setup.lp.as_str()),
    ]);
    assert_eq!(expected, attributes(&response, &setup.staking));
}

#[test]
fn short_stakes_do_not_notice() {
    let mut setup = Setup::new().with_weight("1");
    let alice = setup.alice.clone();
    setup.shorts(&alice, 100).unwrap();
    setup.pays(100);
    replace(&mut setup);
    setup.pays(100);
    setup.shorts(&alice, 100).unwrap();

    assert_eq!((200, 200), setup.stake(&alice));
    assert_eq!(None, should_migrate(&setup, &alice));
}
