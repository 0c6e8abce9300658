//! `instantiate` and `update_config`.

use cosmwasm_std::coin;
use cw_multi_test::Executor;
use mirror_airdrop::ContractError;
use mirror_protocol::airdrop::{ConfigResponse, ExecuteMsg, InstantiateMsg, QueryMsg};
use mirror_testing::{assert_attributes, assert_refused, codes};
use terraswap::funds::FundsError;

use crate::setup::Setup;

#[test]
fn an_airdrop_starts_without_stages() {
    let setup = Setup::new();

    let config: ConfigResponse = setup.chain.query(&setup.airdrop, &QueryMsg::Config {});

    let expected = ConfigResponse {
        owner: setup.owner.to_string(),
        mirror_token: setup.mir.to_string(),
    };
    assert_eq!(expected, config);
    assert_eq!(0, setup.reserved());
}

#[test]
fn setting_up_takes_no_coins() {
    let mut setup = Setup::new();
    let owner = setup.owner.clone();
    setup.chain.fund(&owner, &[coin(1, "uusd")]);
    let code = setup.chain.app.store_code(codes::airdrop());
    let msg = InstantiateMsg {
        owner: owner.to_string(),
        mirror_token: setup.mir.to_string(),
    };

    let app = &mut setup.chain.app;
    let refusal = app.instantiate_contract(code, owner, &msg, &[coin(1, "uusd")], "test", None);

    let received = "1uusd".to_string();
    let expected = ContractError::Funds(FundsError::Unexpected { received });
    assert_eq!(Some(&expected), refusal.unwrap_err().downcast_ref());
}

/// T-17: owner handed to a dead address.
#[test]
fn a_former_owner_has_no_rights() {
    let mut setup = Setup::new();
    let (owner, alice) = (setup.owner.clone(), setup.alice.clone());
    let to = |owner: &str| ExecuteMsg::UpdateConfig {
        owner: Some(owner.to_string()),
    };

    let response = setup.send(&owner, &to(alice.as_str())).unwrap();

    assert_attributes(&response, &setup.airdrop, &[("action", "update_config")]);
    let config: ConfigResponse = setup.chain.query(&setup.airdrop, &QueryMsg::Config {});
    assert_eq!(alice.as_str(), config.owner);
    assert_refused(
        setup.send(&owner, &to(owner.as_str())),
        ContractError::Unauthorized {},
    );
    setup.send(&alice, &to(owner.as_str())).unwrap();
}

#[test]
fn an_update_of_nothing_changes_nothing() {
    let mut setup = Setup::new();

    setup
        .owner_sends(&ExecuteMsg::UpdateConfig { owner: None })
        .unwrap();

    let config: ConfigResponse = setup.chain.query(&setup.airdrop, &QueryMsg::Config {});
    assert_eq!(setup.owner.as_str(), config.owner);
}
