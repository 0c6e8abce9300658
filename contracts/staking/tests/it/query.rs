//! The questions.

use cosmwasm_std::{Addr, Decimal, Uint128};
use mirror_protocol::staking::{PoolInfoResponse, QueryMsg, RewardInfoResponse};

use crate::setup::{bond, increase, Setup};

fn ask(staker: &Addr, asset: Option<&Addr>) -> QueryMsg {
    QueryMsg::RewardInfo {
        staker_addr: staker.to_string(),
        asset_token: asset.map(Addr::to_string),
    }
}

#[test]
fn a_new_pool_is_empty() {
    let setup = Setup::new();

    let expected = PoolInfoResponse {
        asset_token: setup.asset.to_string(),
        staking_token: setup.lp.to_string(),
        total_bond_amount: Uint128::zero(),
        total_short_amount: Uint128::zero(),
        reward_index: Decimal::zero(),
        short_reward_index: Decimal::zero(),
        pending_reward: Uint128::zero(),
        short_pending_reward: Uint128::zero(),
        premium_rate: Decimal::zero(),
        short_reward_weight: Decimal::zero(),
        premium_updated_time: 0,
        reward_end: None,
        short_reward_end: None,
        migration_index_snapshot: None,
        migration_deprecated_staking_token: None,
    };
    assert_eq!(expected, setup.pool());
}

#[test]
fn an_asset_without_a_pool_is_not_registered() {
    let setup = Setup::new();
    let unknown = setup.chain.account("unknown");
    let asset_token = unknown.to_string();

    let error = setup
        .chain
        .query_error(&setup.staking, &QueryMsg::PoolInfo { asset_token });

    assert!(error.contains("Asset is not registered"), "{error}");
}

#[test]
fn stakes_are_listed_lp_first_and_by_address() {
    let mut setup = Setup::new();
    let (alice, mint) = (setup.alice.clone(), setup.mint.clone());
    let lp = setup.lp.clone();
    let mut assets: Vec<_> = (0..20)
        .map(|number| setup.chain.account(&format!("asset {number}")))
        .collect();
    for asset in &assets {
        setup.register(asset, &lp);
        setup.send(&mint, &increase(asset, &alice, 1)).unwrap();
        setup.send_token(&lp, &alice, 1, &bond(asset)).unwrap();
    }

    let infos = setup.infos(&alice);

    assets.sort();
    let of = |is_short| {
        assets
            .iter()
            .map(move |asset| (asset.to_string(), is_short))
    };
    let expected: Vec<_> = of(false).chain(of(true)).collect();
    let listed = infos
        .into_iter()
        .map(|info| (info.asset_token, info.is_short));
    assert_eq!(expected, listed.collect::<Vec<_>>());
}

#[test]
fn one_pool_can_be_asked_for() {
    let mut setup = Setup::new();
    let [alice, asset] = [&setup.alice, &setup.asset].map(Addr::clone);
    let (other, lp) = (setup.chain.account("other"), setup.lp.clone());
    setup.register(&other, &lp);
    setup.bonds(&alice, 5).unwrap();
    setup.shorts(&alice, 6).unwrap();

    let stakes = |asset: Option<&Addr>| {
        let answer: RewardInfoResponse = setup.chain.query(&setup.staking, &ask(&alice, asset));
        assert_eq!(alice.as_str(), answer.staker_addr);
        let bonds = answer
            .reward_infos
            .iter()
            .map(|info| info.bond_amount.u128());
        bonds.collect::<Vec<_>>()
    };

    assert_eq!(vec![5, 6], stakes(None));
    assert_eq!(vec![5, 6], stakes(Some(&asset)));
    assert_eq!(Vec::<u128>::new(), stakes(Some(&other)));
}

#[test]
fn somebody_without_stakes_has_an_empty_list() {
    let setup = Setup::new();

    assert!(setup.infos(&setup.bob).is_empty());
}
