//! `update_config`.

use mirror_oracle::ContractError;
use mirror_protocol::oracle::{ConfigResponse, ALWAYS_FRESH};
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::{decimal, rate, update_config, Setup};

#[test]
fn the_owner_and_the_band_can_be_changed() {
    let mut setup = Setup::new();
    let (former, successor) = (setup.owner.clone(), setup.stranger.clone());

    let response = setup
        .update_config(Some(successor.as_str()), Some("0.25"))
        .unwrap();

    let expected = ConfigResponse {
        owner: successor.to_string(),
        base_asset: "uusd".to_string(),
        max_deviation: Some(decimal("0.25")),
    };
    assert_eq!(expected, setup.config());
    assert_attributes(&response, &setup.oracle, &[("action", "update_config")]);
    assert_refused(
        setup.send(&former, &update_config(None, None)),
        ContractError::Unauthorized {},
    );
    setup.send(&successor, &update_config(None, None)).unwrap();
}

#[test]
fn a_message_that_names_nothing_changes_nothing() {
    let mut setup = Setup::with_band(Some(decimal("0.5")));
    let before = setup.config();

    setup.update_config(None, None).unwrap();

    assert_eq!(before, setup.config());
}

#[test]
fn a_band_of_zero_lets_every_price_through_again() {
    let mut setup = Setup::with_band(Some(decimal("0.5"))).with_assets(&["asset-a"]);
    setup.feed(1_000, &[("asset-a", "1")]).unwrap();

    setup.update_config(None, Some("0")).unwrap();

    assert_eq!(None, setup.config().max_deviation);
    setup.feed(1_010, &[("asset-a", "1000")]).unwrap();
    assert_eq!(
        rate("1000", 1_010, ALWAYS_FRESH),
        setup.price("asset-a", "uusd")
    );
}

#[test]
fn the_owner_is_an_address_in_the_chains_own_spelling() {
    let mut setup = Setup::with_band(Some(decimal("0.5")));
    let before = setup.config();
    let shouted = setup.stranger.to_string().to_uppercase();

    for owner in ["", "owner", shouted.as_str()] {
        assert_refused(
            setup.update_config(Some(owner), Some("0")),
            setup.bad_address(owner),
        );
    }
    assert_eq!(before, setup.config());
}
