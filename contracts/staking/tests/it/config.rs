//! `update_config` and `register_asset`.

use cosmwasm_std::{Addr, Uint128};
use mirror_protocol::staking::{ConfigResponse, ExecuteMsg, QueryMsg};
use mirror_staking::ContractError;
use mirror_testing::{assert_refused, attributes};

use crate::setup::{pairs, Setup};

#[test]
fn owner_interval_and_curve_can_be_changed() {
    let mut setup = Setup::new();
    let [owner, alice, bob] = [&setup.owner, &setup.alice, &setup.bob].map(Addr::clone);
    let before: ConfigResponse = setup.chain.query(&setup.staking, &QueryMsg::Config {});
    let msg = ExecuteMsg::UpdateConfig {
        owner: Some(alice.to_string()),
        premium_min_update_interval: Some(7),
        short_reward_contract: Some(bob.to_string()),
        minimum_reserve: Some(Uint128::new(5)),
    };

    let response = setup.send(&owner, &msg).unwrap();

    let expected = ConfigResponse {
        owner: alice.to_string(),
        premium_min_update_interval: 7,
        short_reward_contract: bob.to_string(),
        minimum_reserve: Some(Uint128::new(5)),
        ..before
    };
    let after: ConfigResponse = setup.chain.query(&setup.staking, &QueryMsg::Config {});
    assert_eq!(expected, after);
    assert_eq!(setup.mir.as_str(), after.mirror_token);
    assert_eq!(setup.mint.as_str(), after.mint_contract);
    let told = attributes(&response, &setup.staking);
    assert_eq!(pairs(&[("action", "update_config")]), told);
    let refusal = setup.send(&owner, &msg);
    assert_refused(refusal, ContractError::Unauthorized {});
}

#[test]
fn an_update_without_fields_changes_nothing() {
    let mut setup = Setup::new();
    let owner = setup.owner.clone();
    let before: ConfigResponse = setup.chain.query(&setup.staking, &QueryMsg::Config {});
    let msg = ExecuteMsg::UpdateConfig {
        owner: None,
        premium_min_update_interval: None,
        short_reward_contract: None,
        minimum_reserve: None,
    };

    setup.send(&owner, &msg).unwrap();

    assert_eq!(
        before,
        setup.chain.query(&setup.staking, &QueryMsg::Config {})
    );
}

#[test]
fn a_pool_is_opened_once() {
    let mut setup = Setup::new();
    let (owner, other) = (setup.owner.clone(), setup.chain.account("other"));
    let register = |asset: &Addr, lp: &Addr| ExecuteMsg::RegisterAsset {
        asset_token: asset.to_string(),
        staking_token: lp.to_string(),
    };
    let first = register(&other, &setup.lp);

    let response = setup.send(&owner, &first).unwrap();

    let expected = pairs(&[
        ("action", "register_asset"),
        ("asset_token", other.as_str()),
    ]);
    assert_eq!(expected, attributes(&response, &setup.staking));
    let again = register(&other, &setup.mir);
    let asset_token = other.to_string();
    let refusal = setup.send(&owner, &again);
    assert_refused(refusal, ContractError::AlreadyRegistered { asset_token });
}
