//! `register_asset`.

use mirror_oracle::ContractError;
use mirror_protocol::oracle::{FeederResponse, ALWAYS_FRESH};
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::{decimal, feed, rate, register, Setup};

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
    let mut setup = Setup::with_band(Some(decimal("0.5"))).with_assets(&["asset-a"]);
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
        standby: None,
        halted_until: None,
        anchor_price: Some(decimal("100")),
        anchor_time: Some(1_000),
    };
    assert_eq!(expected, setup.feeder_of("asset-a"));
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
fn a_token_is_registered_under_the_chains_own_spelling_only() {
    let mut setup = Setup::new();
    let (token, feeder) = (setup.chain.account("token"), setup.feeder.clone());
    let shouted = token.to_string().to_uppercase();

    setup.register(token.as_str(), &feeder).unwrap();
    setup.feed(1_000, &[(token.as_str(), "1.2")]).unwrap();

    assert_eq!(
        rate("1.2", 1_000, ALWAYS_FRESH),
        setup.price(token.as_str(), "uusd")
    );
    assert_refused(
        setup.register(&shouted, &feeder),
        ContractError::AssetNameUnusable {
            asset: shouted.clone(),
        },
    );
    assert_refused(
        setup.feed(1_010, &[(shouted.as_str(), "1.3")]),
        ContractError::AssetNotFound { asset: shouted },
    );
}

#[test]
fn an_asset_needs_a_usable_name_and_a_feeder_with_an_address() {
    let mut setup = Setup::new();
    let (owner, feeder) = (setup.owner.clone(), setup.feeder.to_string());
    let shouted = feeder.to_uppercase();

    assert_refused(
        setup.send(&owner, &register("a", &feeder, None)),
        ContractError::AssetNameUnusable {
            asset: "a".to_string(),
        },
    );
    for bad in ["", "feeder", shouted.as_str()] {
        assert_refused(
            setup.send(&owner, &register("asset-a", bad, None)),
            setup.bad_address(bad),
        );
    }
}

/// T-43: feeder cannot be replaced, or old one still posts.
#[test]
fn a_feeder_replaced_in_a_block_posts_no_more_in_it() {
    let mut setup = Setup::new().with_assets(&["asset-a"]);
    let successor = setup.stranger.clone();
    setup.feed(1_000, &[("asset-a", "1.2")]).unwrap();
    let block = setup.chain.app.block_info();

    setup.register("asset-a", &successor).unwrap();
    let refusal = setup.send(&setup.feeder.clone(), &feed(&[("asset-a", "9")]));

    assert_refused(
        refusal,
        ContractError::NotTheFeeder {
            asset: "asset-a".to_string(),
            feeder: successor.to_string(),
        },
    );
    assert_eq!(rate("1.2", 0, ALWAYS_FRESH), setup.price("asset-a", "uusd"));
    assert_refused(
        setup.send(&successor, &feed(&[("asset-a", "1.3")])),
        ContractError::FedInThisBlock {
            asset: "asset-a".to_string(),
        },
    );
    assert_eq!(block, setup.chain.app.block_info());

    setup.chain.at(1_000);
    setup
        .send(&successor, &feed(&[("asset-a", "1.3")]))
        .unwrap();
    assert_eq!(
        rate("1.3", 1_000, ALWAYS_FRESH),
        setup.price("asset-a", "uusd")
    );
}

#[test]
fn a_band_of_its_own_is_kept_until_it_is_replaced_or_removed() {
    let mut setup = Setup::new();
    let band_after = |setup: &mut Setup, given| {
        setup.register_with_band("asset-a", given);
        setup.feeder_of("asset-a").max_deviation
    };

    assert_eq!(None, band_after(&mut setup, Some("0")));
    assert_eq!(Some(decimal("0.1")), band_after(&mut setup, Some("0.1")));
    assert_eq!(Some(decimal("0.1")), band_after(&mut setup, None));
    assert_eq!(Some(decimal("0.2")), band_after(&mut setup, Some("0.2")));
    assert_eq!(None, band_after(&mut setup, Some("0")));
}

#[test]
fn without_a_band_of_its_own_the_general_one_applies() {
    let mut setup = Setup::with_band(Some(decimal("0.5")));
    setup.register_with_band("asset-a", Some("0.1"));
    setup.feed(1_000, &[("asset-a", "100")]).unwrap();

    setup.register_with_band("asset-a", Some("0"));

    setup.feed(1_010, &[("asset-a", "150")]).unwrap();
    assert_eq!(
        rate("150", 1_010, ALWAYS_FRESH),
        setup.price("asset-a", "uusd")
    );
    setup.feed(1_020, &[("asset-a", "226")]).unwrap();
    assert_eq!(rate("150", 0, ALWAYS_FRESH), setup.price("asset-a", "uusd"));
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
    assert_attributes(&response, &setup.oracle, &expected);
}
