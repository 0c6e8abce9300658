//! `register_asset` and `update_config`.

use cosmwasm_std::{Decimal, StdError};
use mirror_oracle::ContractError;
use mirror_protocol::oracle::{ConfigResponse, ExecuteMsg, FeederResponse, QueryMsg, ALWAYS_FRESH};
use mirror_testing::{assert_refused, attributes, codes, TestChain};

use crate::setup::{feed, rate, register, Setup};

fn ask_feeder(asset: &str) -> QueryMsg {
    QueryMsg::Feeder {
        asset_token: asset.to_string(),
    }
}

#[test]
fn a_new_feeder_makes_the_price_stale() {
    let mut setup = Setup::new().with_assets(&["asset-a"]);
    let successor = setup.stranger.clone();
    setup.feed(1_000, &[("asset-a", "1.2")]).unwrap();

    setup.chain.at(1_020);
    setup.register("asset-a", &successor).unwrap();

    assert_eq!(rate("1.2", 0, ALWAYS_FRESH), setup.price("asset-a", "uusd"));
    assert_refused(
        setup.feed(1_030, &[("asset-a", "1.25")]),
        ContractError::NotTheFeeder {
            asset: "asset-a".to_string(),
            feeder: successor.to_string(),
        },
    );
    setup
        .send(&successor, &feed(&[("asset-a", "1.25")]))
        .unwrap();
    assert_eq!(
        rate("1.25", 1_030, ALWAYS_FRESH),
        setup.price("asset-a", "uusd")
    );
}

#[test]
fn naming_the_same_feeder_again_changes_nothing() {
    let mut setup = Setup::new().with_assets(&["asset-a"]);
    let feeder = setup.feeder.clone();
    setup.feed(1_000, &[("asset-a", "1.2")]).unwrap();

    setup.register("asset-a", &feeder).unwrap();

    assert_eq!(
        rate("1.2", 1_000, ALWAYS_FRESH),
        setup.price("asset-a", "uusd")
    );
}

#[test]
fn a_new_feeder_drops_the_pending_post() {
    let mut setup = Setup::with_band(Some(Decimal::percent(50))).with_assets(&["asset-a"]);
    let successor = setup.stranger.clone();
    setup.feed(1_000, &[("asset-a", "100")]).unwrap();
    setup.feed(1_010, &[("asset-a", "151")]).unwrap();

    setup.register("asset-a", &successor).unwrap();

    let expected = FeederResponse {
        asset_token: "asset-a".to_string(),
        feeder: successor.to_string(),
        max_deviation: None,
        pending_price: None,
        pending_time: None,
    };
    assert_eq!(
        expected,
        setup.chain.query(&setup.oracle, &ask_feeder("asset-a"))
    );
}

#[test]
fn a_native_denom_can_be_fed() {
    let mut setup = Setup::new().with_assets(&["uluna"]);

    setup.feed(1_000, &[("uluna", "5")]).unwrap();

    assert_eq!(rate("5", 1_000, ALWAYS_FRESH), setup.price("uluna", "uusd"));
}

#[test]
fn the_base_denom_has_no_feeder() {
    let mut setup = Setup::new();
    let feeder = setup.feeder.clone();

    assert_refused(
        setup.register("uusd", &feeder),
        ContractError::BaseAssetNotFeedable {
            asset: "uusd".to_string(),
        },
    );
}

#[test]
fn an_asset_needs_a_usable_name_and_a_feeder_with_an_address() {
    let mut setup = Setup::new();
    let (owner, feeder) = (setup.owner.clone(), setup.feeder.to_string());

    assert_refused(
        setup.send(&owner, &register("a", &feeder, None)),
        ContractError::AssetNameUnusable {
            asset: "a".to_string(),
        },
    );
    let refusal = setup
        .send(&owner, &register("asset-a", "feeder", None))
        .unwrap_err();
    assert!(matches!(
        refusal.downcast_ref(),
        Some(ContractError::Std(StdError::GenericErr { .. }))
    ));
}

#[test]
fn a_registration_is_told_to_the_event_log() {
    let mut setup = Setup::new();
    let feeder = setup.feeder.clone();

    let response = setup.register("asset-a", &feeder).unwrap();

    let expected = [
        ("action", "register_asset"),
        ("asset_token", "asset-a"),
        ("feeder", feeder.as_str()),
    ];
    let expected = expected.map(|(key, value)| (key.to_string(), value.to_string()));
    assert_eq!(expected.to_vec(), attributes(&response, &setup.oracle));
}

#[test]
fn the_owner_and_the_band_can_be_changed() {
    let mut setup = Setup::with_band(Some(Decimal::percent(50)));
    let (owner, successor) = (setup.owner.clone(), setup.stranger.clone());
    let hand_over = ExecuteMsg::UpdateConfig {
        owner: Some(successor.to_string()),
        max_deviation: Some(Decimal::zero()),
    };

    let response = setup.send(&owner, &hand_over).unwrap();

    let expected = ConfigResponse {
        owner: successor.to_string(),
        base_asset: "uusd".to_string(),
        max_deviation: None,
    };
    assert_eq!(
        expected,
        setup.chain.query(&setup.oracle, &QueryMsg::Config {})
    );
    assert_eq!(
        vec![("action".to_string(), "update_config".to_string())],
        attributes(&response, &setup.oracle)
    );
    assert_refused(
        setup.send(&owner, &hand_over),
        ContractError::Unauthorized {},
    );
}

#[test]
fn an_oracle_needs_a_base_denom() {
    let mut chain = TestChain::new();
    let owner = chain.account("owner");
    let msg = mirror_protocol::oracle::InstantiateMsg {
        owner: owner.to_string(),
        base_asset: String::new(),
        max_deviation: None,
    };

    let refusal = chain.try_create(codes::oracle(), &owner, &msg).unwrap_err();

    assert_eq!(
        Some(&ContractError::BaseAssetMissing {}),
        refusal.downcast_ref()
    );
}
