//! `instantiate` and `update_config`.

use cosmwasm_std::StdError;
use mirror_collateral_oracle::ContractError;
use mirror_protocol::collateral_oracle::{ConfigResponse, ConfigUpdate, ExecuteMsg, QueryMsg};
use mirror_testing::{assert_refused, attributes, codes};

use crate::setup::{instantiate, Setup};

fn config(setup: &Setup) -> ConfigResponse {
    setup
        .market
        .chain
        .query(&setup.contract, &QueryMsg::Config {})
}

fn expected(setup: &Setup) -> ConfigResponse {
    ConfigResponse {
        owner: setup.owner.to_string(),
        mint_contract: setup.mint.to_string(),
        base_denom: "uusd".to_string(),
        mirror_oracle: setup.oracle.to_string(),
        anchor_oracle: String::new(),
        band_oracle: String::new(),
    }
}

#[test]
fn the_configuration_is_told_with_the_fields_of_old() {
    let mut setup = Setup::new();
    assert_eq!(expected(&setup), config(&setup));

    let msg = instantiate(&setup.owner, &setup.mint, None);
    let code = codes::collateral_oracle();
    setup.contract = setup.market.chain.create(code, &setup.owner, &msg);

    let without_oracle = ConfigResponse {
        mirror_oracle: String::new(),
        ..expected(&setup)
    };
    assert_eq!(without_oracle, config(&setup));
}

#[test]
fn fields_that_are_absent_or_of_old_change_nothing() {
    let mut setup = Setup::new();
    let update = ConfigUpdate {
        mirror_oracle: Some(String::new()),
        anchor_oracle: Some("anything".to_string()),
        band_oracle: Some("anything".to_string()),
        ..ConfigUpdate::default()
    };

    let response = setup.send_as_owner(&ExecuteMsg::UpdateConfig(update));

    let told = attributes(&response.unwrap(), &setup.contract);
    assert_eq!(
        vec![("action".to_string(), "update_config".to_string())],
        told
    );
    assert_eq!(expected(&setup), config(&setup));
}

#[test]
fn t17_a_former_owner_and_a_former_mint_have_no_rights() {
    let mut setup = Setup::new();
    let (former_owner, former_mint) = (setup.owner.clone(), setup.mint.clone());
    let [owner, mint] = ["gov", "new mint"].map(|name| setup.market.account(name));
    let update = ConfigUpdate {
        owner: Some(owner.to_string()),
        mint_contract: Some(mint.to_string()),
        mirror_oracle: Some(setup.market.factory.to_string()),
        base_denom: Some("uother".to_string()),
        ..ConfigUpdate::default()
    };
    setup
        .send_as_owner(&ExecuteMsg::UpdateConfig(update.clone()))
        .unwrap();

    let new = config(&setup);
    assert_eq!(
        (owner.as_str(), mint.as_str()),
        (new.owner.as_str(), new.mint_contract.as_str())
    );
    assert_eq!("uother", new.base_denom);
    assert_eq!(setup.market.factory.as_str(), new.mirror_oracle);
    let asset = terraswap::asset::AssetInfo::native("uluna");
    for former in [former_owner, former_mint] {
        let register = crate::setup::register(&asset, crate::setup::fixed("1"), "1");
        assert_refused(
            setup.send(&former, &register),
            ContractError::Unauthorized {},
        );
    }
    setup.owner = owner;
    setup
        .send_as_owner(&ExecuteMsg::UpdateConfig(update))
        .unwrap();
}

#[test]
fn names_that_are_none_are_refused() {
    let mut setup = Setup::new();
    let nonsense = || Some("nonsense".to_string());
    let update = |owner, mint_contract, mirror_oracle, base_denom| {
        ExecuteMsg::UpdateConfig(ConfigUpdate {
            owner,
            mint_contract,
            base_denom,
            mirror_oracle,
            ..ConfigUpdate::default()
        })
    };

    for msg in [
        update(nonsense(), None, None, None),
        update(Some(String::new()), None, None, None),
        update(None, nonsense(), None, None),
        update(None, None, nonsense(), None),
    ] {
        let error = setup.send_as_owner(&msg).unwrap_err();
        let error = error.downcast_ref::<ContractError>();
        let is_address_error =
            matches!(error, Some(ContractError::Std(StdError::GenericErr { .. })));
        assert!(is_address_error, "{error:?}");
    }
    assert_refused(
        setup.send_as_owner(&update(None, None, None, Some(String::new()))),
        ContractError::BaseDenomMissing {},
    );
    assert_eq!(expected(&setup), config(&setup));
}
