//! Only published code that belongs to one deployment is handed over to gov.

use cosmwasm_std::Addr;
use cw_multi_test::Executor;
use mirror_deploy::{Difference, HandOverError};
use mirror_protocol::gov;
use mirror_testing::{codes, World};
use serde_json::json;

use crate::hand_over::owner_of;
use crate::readiness::{hands_over, ready};

#[test]
fn a_contract_of_other_code_is_not_handed_over() {
    let mut world = ready();
    let right = world.deployment.clone();
    let other_code = |world: &mut World| match hands_over(world) {
        Err(HandOverError::Unlike(difference)) => {
            assert_eq!("gov", difference.contract);
            difference.what
        }
        other => panic!("{other:?}"),
    };
    // A deployment that speaks of another contract, and calls its code gov's.
    world.deployment.contracts.gov = right.contracts.community.clone();
    assert_eq!("the code", other_code(&mut world));
    world.deployment.code_ids.gov = right.code_ids.community;
    assert_eq!("the name", other_code(&mut world));

    // Code that was never published, under gov's name.
    world.deployment = right.clone();
    let code_id = world.chain.app.store_code(codes::gov());
    world.deployment.code_ids.gov = code_id;
    let made = remade(&mut world, "deployer", code_id);
    world.deployment.contracts.gov = made.to_string();
    assert_eq!("the checksum", other_code(&mut world));

    // Published code, but it is somebody else's gov; he has given it to itself.
    world.deployment = right.clone();
    let code_id = right.code_ids.gov;
    let made = remade(&mut world, "attacker", code_id);
    let to_itself = json!({ "update_config": { "owner": made } });
    world.actor("attacker").sends(&made, &to_itself);
    world.deployment.contracts.gov = made.to_string();
    assert_eq!("the maker", other_code(&mut world));

    world.deployment = right;
    hands_over(&mut world).unwrap();
    let gov = world.at.gov.to_string();
    assert_eq!(gov, owner_of(&mut world, "gov"));
}

#[test]
fn gov_does_not_get_an_admin_manager_that_it_can_not_reach() {
    let mut world = ready();
    let (manager, gov) = (world.at.admin_manager.clone(), world.at.gov.clone());
    let [deployer, carol] = ["deployer", "carol"].map(|name| world.chain.account(name));
    let to_carol = json!({ "update_config": { "admin_manager": carol } });
    world
        .chain
        .execute(&deployer, &gov, &to_carol, &[])
        .unwrap();

    let expected = Difference {
        contract: "gov".to_string(),
        address: gov.to_string(),
        what: "the admin manager",
        found: carol.to_string(),
        expected: manager.to_string(),
    };
    match hands_over(&mut world) {
        Err(HandOverError::Unlike(difference)) => assert_eq!(expected, difference),
        other => panic!("{other:?}"),
    }
}

/// Another gov, of this code, which this account owns.
fn remade(world: &mut World, owner: &str, code_id: u64) -> Addr {
    let config: gov::ConfigResponse = world.asks(&world.at.gov, &gov::QueryMsg::Config {});
    let msg = gov::InstantiateMsg {
        mirror_token: config.mirror_token,
        effective_delay: config.effective_delay,
        default_poll_config: config.default_poll_config,
        migration_poll_config: config.migration_poll_config,
        auth_admin_poll_config: config.auth_admin_poll_config,
        execute_poll_config: None,
        voter_weight: config.voter_weight,
        snapshot_period: config.snapshot_period,
        admin_manager: config.admin_manager,
        poll_gas_limit: config.poll_gas_limit,
        expiration_period: None,
        veto_threshold: None,
        minimum_quorum_base: None,
        minimum_stake: None,
        min_period: None,
    };
    let owner = world.chain.account(owner);
    let admin = Some(owner.to_string());
    let app = &mut world.chain.app;
    let made = app.instantiate_contract(code_id, owner, &msg, &[], "gov", admin);
    made.unwrap()
}
