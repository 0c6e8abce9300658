//! `withdraw`.

use cosmwasm_std::Addr;
use mirror_protocol::staking::ExecuteMsg;
use mirror_staking::ContractError;
use mirror_testing::{assert_refused, attributes};

use crate::setup::{actions, bond, pairs, Setup, DAY, RICH};

fn one(asset: &Addr) -> ExecuteMsg {
    ExecuteMsg::Withdraw {
        asset_token: Some(asset.to_string()),
    }
}

/// Alice is in two pools, each with a reward of 100 for LP stakers and as much for short ones;
/// she has the whole of the LP stakes and, in the first pool, of the short ones.
fn two_pools() -> (Setup, Addr, Addr) {
    let mut setup = Setup::new().with_weight("0.5");
    let (alice, first) = (setup.alice.clone(), setup.asset.clone());
    let (second, second_lp) = (setup.chain.account("second"), setup.token("second"));
    setup.register(&second, &second_lp);
    setup.bonds(&alice, 10).unwrap();
    setup.shorts(&alice, 10).unwrap();
    let hook = bond(&second);
    setup.send_token(&second_lp, &alice, 10, &hook).unwrap();
    let rewards = [(first.clone(), 200), (second.clone(), 100)];
    setup.rewards(300, &rewards).unwrap();
    setup.chain.pass(DAY);
    (setup, first, second)
}

#[test]
fn one_pool_pays_what_its_lp_and_short_stakes_earned() {
    let (mut setup, first, second) = two_pools();
    let alice = setup.alice.clone();

    let response = setup.send(&alice, &one(&first)).unwrap();

    assert_eq!(RICH + 200, setup.balance(&setup.mir, &alice));
    let expected = pairs(&[("action", "withdraw"), ("amount", "200")]);
    assert_eq!(expected, attributes(&response, &setup.staking));
    let owed = |asset: &Addr| {
        let infos = setup.infos(&alice).into_iter();
        let of_asset = infos.filter(|info| info.asset_token == asset.as_str());
        of_asset
            .map(|info| info.pending_reward.u128())
            .sum::<u128>()
    };
    assert_eq!((0, 100), (owed(&first), owed(&second)));
}

#[test]
fn all_pools_pay_in_one_transfer() {
    let (mut setup, _, _) = two_pools();
    let alice = setup.alice.clone();

    let response = setup.withdraws(&alice).unwrap();

    assert_eq!(RICH + 300, setup.balance(&setup.mir, &alice));
    assert_eq!(1, actions(&response, "transfer"));
    let expected = pairs(&[("action", "withdraw"), ("amount", "300")]);
    assert_eq!(expected, attributes(&response, &setup.staking));
    assert_eq!(3, setup.infos(&alice).len());
}

/// T-56: withdraw-all with many pools, zero claim.
#[test]
fn a_claim_of_nothing_sends_nothing() {
    let (mut setup, first, _) = two_pools();
    let [alice, bob] = [&setup.alice, &setup.bob].map(Addr::clone);
    setup.withdraws(&alice).unwrap();

    for (sender, msg) in [
        (&alice, one(&first)),
        (&alice, ExecuteMsg::Withdraw { asset_token: None }),
        (&bob, one(&first)),
        (&bob, ExecuteMsg::Withdraw { asset_token: None }),
    ] {
        let response = setup.send(sender, &msg).unwrap();

        assert_eq!(0, actions(&response, "transfer"));
        let expected = pairs(&[("action", "withdraw"), ("amount", "0")]);
        assert_eq!(expected, attributes(&response, &setup.staking));
    }
}

#[test]
fn nobody_withdraws_for_another() {
    let (mut setup, _, _) = two_pools();
    let bob = setup.bob.clone();

    setup.withdraws(&bob).unwrap();

    assert_eq!(RICH, setup.balance(&setup.mir, &bob));
}

#[test]
fn an_asset_without_a_pool_is_not_registered() {
    let mut setup = Setup::new();
    let (alice, unknown) = (setup.alice.clone(), setup.chain.account("unknown"));

    let refusal = setup.send(&alice, &one(&unknown));

    let asset_token = unknown.to_string();
    assert_refused(refusal, ContractError::NotRegistered { asset_token });
}

/// T-56: withdraw-all with many pools, zero claim.
#[test]
fn two_hundred_pools_pay_at_once() {
    let mut setup = Setup::new();
    let (alice, lp) = (setup.alice.clone(), setup.lp.clone());
    let pools: Vec<_> = (0..200)
        .map(|number| setup.chain.account(&format!("pool {number}")))
        .collect();
    let staking = setup.staking.clone();
    for pool in &pools {
        let register = ExecuteMsg::RegisterAsset {
            asset_token: pool.to_string(),
            staking_token: lp.to_string(),
        };
        let owner = setup.owner.clone();
        setup
            .chain
            .execute(&owner, &staking, &register, &[])
            .unwrap();
        let bonding = crate::setup::send_to(&staking, 1, &bond(pool));
        setup.chain.execute(&alice, &lp, &bonding, &[]).unwrap();
    }
    for chunk in pools.chunks(20) {
        let rewards: Vec<_> = chunk.iter().map(|pool| (pool.clone(), 3)).collect();
        setup.rewards(60, &rewards).unwrap();
    }
    setup.chain.pass(DAY);

    setup.withdraws(&alice).unwrap();

    assert_eq!(RICH + 600, setup.balance(&setup.mir, &alice));
}
