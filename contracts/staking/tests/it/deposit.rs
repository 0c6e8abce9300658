//! `deposit_reward`. The numbers are those of staking.md section 9.

use cosmwasm_std::{Addr, Uint128};
use mirror_staking::ContractError;
use mirror_testing::{assert_refused, attributes};

use crate::setup::{decimal, deposit, pairs, Setup, RICH};

const WEIGHT: &str = "0.798920081574695924";

#[test]
fn s3_a_deposit_is_split_by_weight_and_shared_out_by_stake() {
    let mut setup = Setup::new().with_weight(WEIGHT);
    let [alice, bob, owner] = [&setup.alice, &setup.bob, &setup.owner].map(Addr::clone);
    setup.bonds(&alice, 4_000_000).unwrap();
    setup.bonds(&bob, 3_000_000).unwrap();
    let third = setup.chain.account("third");
    setup.shorts(&owner, 1_000_000).unwrap();
    setup.shorts(&third, 2_000_000).unwrap();

    let response = setup.deposits(1_000_000).unwrap();

    let [liquidity, short] = ["0.028725714285714285", "0.266306666666666666"].map(decimal);
    assert_eq!([(liquidity, 0), (short, 0)], setup.indexes());
    assert_eq!((4_000_000, 114_902), setup.stake(&alice));
    assert_eq!((3_000_000, 86_177), setup.stake(&bob));
    assert_eq!((1_000_000, 266_306), setup.stake(&owner));
    assert_eq!((2_000_000, 532_613), setup.stake(&third));
    let expected = pairs(&[("action", "deposit_reward"), ("rewards_amount", "1000000")]);
    assert_eq!(expected, attributes(&response, &setup.staking));
}

#[test]
fn s4_a_reward_without_stakers_waits_for_the_next_one() {
    let mut setup = Setup::new().with_weight("0.2");
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    let indexes = |liquidity, short| {
        let (liquidity, waiting): (&str, u128) = liquidity;
        let (short, short_waiting): (&str, u128) = short;
        [
            (decimal(liquidity), waiting),
            (decimal(short), short_waiting),
        ]
    };

    setup.deposits(100).unwrap();
    assert_eq!(indexes(("0", 80), ("0", 20)), setup.indexes());
    setup.bonds(&alice, 100).unwrap();
    setup.deposits(100).unwrap();
    assert_eq!(indexes(("1.6", 0), ("0", 40)), setup.indexes());
    assert_eq!((100, 160), setup.stake(&alice));
    setup.shorts(&bob, 50).unwrap();
    setup.deposits(100).unwrap();

    assert_eq!(indexes(("2.4", 0), ("1.2", 0)), setup.indexes());
    assert_eq!((50, 60), setup.stake(&bob));
}

#[test]
fn s5_what_is_cut_off_is_never_paid_twice() {
    let mut setup = Setup::new();
    let [alice, bob, often] = [&setup.alice, &setup.bob, &setup.owner].map(Addr::clone);
    for staker in [&alice, &bob, &often] {
        setup.bonds(staker, 1).unwrap();
    }

    for _ in 0..30 {
        setup.deposits(1).unwrap();
        let msg = mirror_protocol::staking::ExecuteMsg::Withdraw { asset_token: None };
        setup.send(&often, &msg).unwrap();
    }

    let stakes = [&alice, &bob, &often].map(|staker| setup.stake(staker));
    assert_eq!([(1, 9), (1, 9), (1, 0)], stakes);
    assert_eq!(RICH - 30 - 1 + 1, setup.balance(&setup.mir, &often));
}

#[test]
fn t52_all_mir_for_one_unit_and_one_unit_for_all_stakes() {
    let all_mir = 370_575_000_000_000;
    let mut setup = Setup::new();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    setup.bonds(&alice, 1).unwrap();
    setup.deposits(all_mir).unwrap();
    setup.bonds(&bob, 1 << 100).unwrap();

    setup.deposits(1).unwrap();

    assert_eq!((1, all_mir), setup.stake(&alice));
    let [(_, waiting), _] = setup.indexes();
    assert_eq!(1, waiting);
    setup.deposits(1 << 100).unwrap();
    assert_eq!((1, all_mir + 1), setup.stake(&alice));
}

#[test]
fn t53_the_rewards_are_what_was_sent() {
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

#[test]
fn t53_an_asset_without_a_pool_gets_no_reward() {
    let mut setup = Setup::new();
    let unknown = setup.chain.account("unknown");

    let refusal = setup.rewards(100, &[(setup.asset.clone(), 60), (unknown.clone(), 40)]);

    let asset_token = unknown.to_string();
    assert_refused(refusal, ContractError::NotRegistered { asset_token });
    let waiting = setup.indexes().map(|(_, waiting)| waiting);
    assert_eq!([0, 0], waiting);
}

#[test]
fn t13_no_asset_gets_a_reward_twice() {
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

#[test]
fn t04_no_reward_is_none() {
    let mut setup = Setup::new();
    let asset = setup.asset.clone();

    assert_refused(setup.rewards(0, &[]), ContractError::ZeroAmount {});
    assert_refused(
        setup.rewards(0, &[(asset, 0)]),
        ContractError::ZeroAmount {},
    );
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
