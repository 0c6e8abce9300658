//! `instantiate` and `update_config`.

use cosmwasm_std::{Addr, StdError};
use mirror_collateral_oracle::ContractError;
use mirror_protocol::collateral_oracle::{ConfigResponse, ConfigUpdate, ExecuteMsg, QueryMsg};
use mirror_testing::{assert_refused, attributes, codes};
use terraswap::asset::AssetInfo;

use crate::setup::{fed, instantiate, Setup};

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
fn the_configuration_still_shows_the_retired_fields() {
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
fn absent_and_retired_fields_change_nothing() {
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

/// T-17: owner handed to a dead address.
#[test]
fn a_former_owner_and_a_former_mint_have_no_rights() {
    let mut setup = Setup::new();
    let (former_owner, former_mint) = (setup.owner.clone(), setup.mint.clone());
    let [owner, mint] = ["gov", "new mint"].map(|name| setup.market.account(name));
    let oracle = setup.oracle_in("uother");
    let update = ConfigUpdate {
        owner: Some(owner.to_string()),
        mint_contract: Some(mint.to_string()),
        mirror_oracle: Some(oracle.to_string()),
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
    assert_eq!(oracle.as_str(), new.mirror_oracle);
    let asset = AssetInfo::native("uluna");
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
fn unusable_names_are_refused() {
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

fn update(mirror_oracle: Option<&Addr>, base_denom: Option<&str>) -> ExecuteMsg {
    ExecuteMsg::UpdateConfig(ConfigUpdate {
        mirror_oracle: mirror_oracle.map(Addr::to_string),
        base_denom: base_denom.map(str::to_string),
        ..ConfigUpdate::default()
    })
}

fn in_another_denom(oracle: &Addr, base_asset: &str, base_denom: &str) -> ContractError {
    ContractError::OracleInAnotherDenom {
        oracle: oracle.to_string(),
        base_asset: base_asset.to_string(),
        base_denom: base_denom.to_string(),
    }
}

/// In a former version an oracle that counts in ukrw said 1,300 instead of 1, and a collateral counted
/// for that much.
#[test]
fn another_oracles_base_is_refused_in_the_configuration() {
    let mut setup = Setup::new();
    let (ours, korean) = (setup.oracle.clone(), setup.oracle_in("ukrw"));
    let stranger = setup.stranger.clone();

    assert_refused(
        setup.send_as_owner(&update(Some(&korean), None)),
        in_another_denom(&korean, "ukrw", "uusd"),
    );
    // The other case: the denom changes and the oracle stays.
    assert_refused(
        setup.send_as_owner(&update(None, Some("ukrw"))),
        in_another_denom(&ours, "uusd", "ukrw"),
    );
    assert_refused(
        setup.send_as_owner(&update(Some(&stranger), None)),
        ContractError::NotAnOracle {
            oracle: stranger.to_string(),
        },
    );
    assert_eq!(expected(&setup), config(&setup));

    let both = update(Some(&korean), Some("ukrw"));
    setup.send_as_owner(&both).unwrap();
    assert_eq!("ukrw", config(&setup).base_denom);
}

#[test]
fn another_oracles_base_is_refused_from_the_first_day() {
    let mut setup = Setup::new();
    let korean = setup.oracle_in("ukrw");
    let (owner, mint) = (setup.owner.clone(), setup.mint.clone());
    let nobody = setup.stranger.clone();

    for (oracle, expected) in [
        (&korean, in_another_denom(&korean, "ukrw", "uusd")),
        (
            &nobody,
            ContractError::NotAnOracle {
                oracle: nobody.to_string(),
            },
        ),
    ] {
        let msg = instantiate(&owner, &mint, Some(oracle.as_str()));
        let code = codes::collateral_oracle();
        let error = setup
            .market
            .chain
            .try_create(code, &owner, &msg)
            .unwrap_err();
        assert_eq!(expected, error.downcast().unwrap());
    }
}

/// Sources and caps were given in the present denom. In another one they would mean something else.
#[test]
fn the_base_denom_is_fixed_once_collateral_is_registered() {
    let mut setup = Setup::new();
    let korean = setup.oracle_in("ukrw");
    setup.registers(&AssetInfo::native("uluna"), fed());

    assert_refused(
        setup.send_as_owner(&update(Some(&korean), Some("ukrw"))),
        ContractError::BaseDenomFixed {
            denom: "uusd".to_string(),
        },
    );

    let another = setup.oracle_in("uusd");
    let same_denom = update(Some(&another), Some("uusd"));
    setup.send_as_owner(&same_denom).unwrap();
    assert_eq!(another.as_str(), config(&setup).mirror_oracle);
}
