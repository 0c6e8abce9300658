//! `deposit_reward`. The numbers are those of staking.md section 9.

use cosmwasm_std::{Addr, Decimal, Uint128};
use mirror_staking::ContractError;
use mirror_testing::{assert_refused, attributes};

use crate::setup::{bond, decimal, deposit, pairs, Setup, DAY, RICH};

const WEIGHT: &str = "0.798920081574695924";

/// Example S3.
#[test]
fn a_deposit_is_split_by_weight_and_flows_out_in_a_day() {
    let mut setup = Setup::new().with_weight(WEIGHT);
    let [alice, bob, owner] = [&setup.alice, &setup.bob, &setup.owner].map(Addr::clone);
    setup.bonds(&alice, 4_000_000).unwrap();
    setup.bonds(&bob, 3_000_000).unwrap();
    let third = setup.chain.account("third");
    setup.shorts(&owner, 1_000_000).unwrap();
    setup.shorts(&third, 2_000_000).unwrap();

    let response = setup.deposits(1_000_000).unwrap();
    let expected = pairs(&[("action", "deposit_reward"), ("rewards_amount", "1000000")]);
    assert_eq!(expected, attributes(&response, &setup.staking));
    let none = Decimal::zero();
    assert_eq!([(none, 201_080), (none, 798_920)], setup.indexes());
    assert_eq!([Some(setup.chain.now() + DAY); 2], setup.ends());

    setup.chain.pass(DAY / 2);
    let [liquidity, short] = ["0.014362857142857142", "0.133153333333333333"].map(decimal);
    assert_eq!([(liquidity, 100_540), (short, 399_460)], setup.indexes());
    assert_eq!((4_000_000, 57_451), setup.stake(&alice));
    assert_eq!((2_000_000, 266_306), setup.stake(&third));
    setup.chain.pass(DAY / 2);

    let [liquidity, short] = ["0.028725714285714285", "0.266306666666666666"].map(decimal);
    assert_eq!([(liquidity, 0), (short, 0)], setup.indexes());
    assert_eq!([None; 2], setup.ends());
    assert_eq!((4_000_000, 114_902), setup.stake(&alice));
    assert_eq!((3_000_000, 86_177), setup.stake(&bob));
    assert_eq!((1_000_000, 266_306), setup.stake(&owner));
    assert_eq!((2_000_000, 532_613), setup.stake(&third));
}

/// Example S3.
#[test]
fn a_second_deposit_moves_the_end_by_its_weight() {
    for (passed, amount, seconds) in [
        (DAY / 4, 201_080, 77_142),
        (DAY / 4, 1, 64_800),
        (DAY + 100, 201_080, 86_400),
    ] {
        let mut setup = Setup::new();
        let alice = setup.alice.clone();
        setup.bonds(&alice, 7_000_000).unwrap();
        setup.deposits(201_080).unwrap();
        setup.chain.pass(passed);

        setup.deposits(amount).unwrap();

        assert_eq!(Some(setup.chain.now() + seconds), setup.ends()[0]);
    }
}

/// Example S4.
#[test]
fn what_came_for_nobody_flows_out_in_thirty_days_of_somebody() {
    let mut setup = Setup::new().with_weight("0.2");
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    let sides = |long: (&str, u128), short: (&str, u128)| {
        [(decimal(long.0), long.1), (decimal(short.0), short.1)]
    };

    setup.deposits(100).unwrap();
    assert_eq!(sides(("0", 80), ("0", 20)), setup.indexes());
    setup.chain.pass(10 * DAY);
    assert_eq!([Some(setup.chain.now() + 30 * DAY); 2], setup.ends());
    setup.bonds(&alice, 100).unwrap();
    setup.chain.pass(15 * DAY);
    assert_eq!(sides(("0.4", 40), ("0", 20)), setup.indexes());
    setup.deposits(100).unwrap();
    setup.chain.pass(DAY);

    assert_eq!(sides(("1.22", 38), ("0", 40)), setup.indexes());
    assert_eq!((100, 122), setup.stake(&alice));
    setup.shorts(&bob, 50).unwrap();
    setup.chain.pass(15 * DAY);
    assert_eq!(decimal("0.4"), setup.pool().short_reward_index);
    assert_eq!((50, 20), setup.stake(&bob));
}

/// Example S5.
#[test]
fn what_is_cut_off_is_never_paid_twice() {
    let mut setup = Setup::new();
    let [alice, bob, often] = [&setup.alice, &setup.bob, &setup.owner].map(Addr::clone);
    for staker in [&alice, &bob, &often] {
        setup.bonds(staker, 1).unwrap();
    }

    for _ in 0..30 {
        setup.pays(1);
        let msg = mirror_protocol::staking::ExecuteMsg::Withdraw { asset_token: None };
        setup.send(&often, &msg).unwrap();
    }

    let stakes = [&alice, &bob, &often].map(|staker| setup.stake(staker));
    assert_eq!([(1, 9), (1, 9), (1, 0)], stakes);
    assert_eq!(RICH - 30, setup.balance(&setup.mir, &often));
}

/// T-52: index precision and overflow.
#[test]
fn all_mir_for_one_unit_and_one_unit_for_all_stakes() {
    let all_mir = 370_575_000_000_000;
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    setup.bonds(&alice, 1).unwrap();
    setup.pays(all_mir);
    setup.bonds(&bob, 1 << 100).unwrap();

    setup.pays(1);

    assert_eq!((1, all_mir), setup.stake(&alice));
    let [(_, waiting), _] = setup.indexes();
    assert_eq!(1, waiting);
    setup.pays(1 << 100);
    assert_eq!((1, all_mir + 1), setup.stake(&alice));
}

/// T-52: index precision and overflow.
/// A release is one message for all pools, so one pool must not stop it.
#[test]
fn a_full_index_of_one_pool_stops_no_release() {
    let mut setup = Setup::new();
    let [alice, asset, lp] = [&setup.alice, &setup.asset, &setup.lp].map(Addr::clone);
    let other = setup.chain.account("other");
    setup.register(&other, &lp);
    setup.bonds(&alice, 1).unwrap();
    let hook = bond(&other);
    setup.send_token(&lp, &alice, 1, &hook).unwrap();

    // An index holds 340282366920938463463 and a fraction.
    let full = 1 << 69;
    setup.pays(full);
    let [(index, left), _] = setup.indexes();
    assert_eq!(
        (Decimal::MAX, full - 340_282_366_920_938_463_464),
        (index, left)
    );
    let rewards = [(asset.clone(), 60), (other.clone(), 40)];
    setup.rewards(100, &rewards).unwrap();
    setup.chain.pass(DAY);

    let earned = |setup: &Setup| {
        let infos = setup.infos(&alice).into_iter();
        let by_asset = infos.map(|info| (info.asset_token, info.pending_reward.u128()));
        by_asset.collect::<std::collections::BTreeMap<_, _>>()
    };
    let most = 340_282_366_920_938_463_463;
    let expected = [(asset.to_string(), most), (other.to_string(), 40)];
    assert_eq!(std::collections::BTreeMap::from(expected), earned(&setup));
    assert_eq!((Decimal::MAX, left + 60), setup.indexes()[0]);
    setup.withdraws(&alice).unwrap();
    setup.unbonds(&alice, 1).unwrap();
    assert_eq!(RICH - 1, setup.balance(&lp, &alice));
}

/// T-53: sum of `rewards` not equal to amount sent.
#[test]
fn the_rewards_are_what_was_sent() {
    let mut setup = Setup::new();
    let (asset, other) = (setup.asset.clone(), setup.chain.account("other"));
    let other_lp = setup.token("other");
    setup.register(&other, &other_lp);

    let lists = [
        vec![],
        vec![(asset.clone(), 60), (other.clone(), 39)],
        vec![(asset.clone(), 60), (other.clone(), 41)],
        vec![(asset.clone(), u128::MAX), (other.clone(), 101)],
    ];
    for rewards in lists {
        let received = Uint128::new(100);
        let refusal = setup.rewards(100, &rewards);
        assert_refused(refusal, ContractError::RewardsDiffer { received });
    }
    setup.rewards(100, &[(asset, 60), (other, 40)]).unwrap();
}

/// T-53: sum of `rewards` not equal to amount sent.
#[test]
fn an_asset_without_a_pool_gets_no_reward() {
    let mut setup = Setup::new();
    let unknown = setup.chain.account("unknown");

    let refusal = setup.rewards(100, &[(setup.asset.clone(), 60), (unknown.clone(), 40)]);

    let asset_token = unknown.to_string();
    assert_refused(refusal, ContractError::NotRegistered { asset_token });
    let waiting = setup.indexes().map(|(_, waiting)| waiting);
    assert_eq!([0, 0], waiting);
}

/// T-13: duplicate entries in list inputs.
#[test]
fn no_asset_gets_a_reward_twice() {
    let mut setup = Setup::new();
    let (asset, other) = (setup.asset.clone(), setup.chain.account("other"));
    let twice = [(asset.clone(), 1), (other, 1), (asset.clone(), 1)];

    let refusal = setup.rewards(3, &twice);

    let asset_token = asset.to_string();
    assert_refused(refusal, ContractError::DuplicateAsset { asset_token });
}

#[test]
fn a_deposit_has_thirty_pools_at_most() {
    let mut setup = Setup::new();
    let lp = setup.lp.clone();
    let pools = (0..31).map(|number| setup.chain.account(&format!("pool {number}")));
    let mut rewards: Vec<_> = pools.map(|pool| (pool, 1)).collect();
    for (pool, _) in &rewards {
        setup.register(pool, &lp);
    }

    let refusal = setup.rewards(31, &rewards);

    let (received, most) = (31, 30);
    assert_refused(refusal, ContractError::TooManyAssets { received, most });
    rewards.pop();
    setup.rewards(30, &rewards).unwrap();
}

/// T-04: zero amounts.
#[test]
fn a_reward_of_zero_is_refused() {
    let mut setup = Setup::new();
    let asset = setup.asset.clone();

    assert_refused(setup.rewards(0, &[]), ContractError::ZeroAmount {});
    let nothing = setup.rewards(0, &[(asset.clone(), 0)]);
    assert_refused(nothing, ContractError::ZeroAmount {});
    let (other, lp) = (setup.chain.account("other"), setup.lp.clone());
    setup.register(&other, &lp);
    let in_part = setup.rewards(5, &[(asset, 5), (other, 0)]);
    assert_refused(in_part, ContractError::ZeroAmount {});
}

#[test]
fn only_mir_is_a_reward_and_anybody_may_give_it() {
    let mut setup = Setup::new();
    let [alice, asset, lp, mir] =
        [&setup.alice, &setup.asset, &setup.lp, &setup.mir].map(Addr::clone);
    let reward = deposit(&[(asset, 5)]);

    let refusal = setup.send_token(&lp, &alice, 5, &reward);
    assert_refused(refusal, ContractError::Unauthorized {});
    setup.send_token(&mir, &alice, 5, &reward).unwrap();

    assert_eq!(Uint128::new(5), setup.pool().pending_reward);
}
