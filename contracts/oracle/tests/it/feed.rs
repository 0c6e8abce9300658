//! `feed_price`. The numbers are those of oracle.md section 9.

use mirror_oracle::ContractError;
use mirror_protocol::oracle::ALWAYS_FRESH;
use mirror_testing::{assert_attributes, assert_refused};

use crate::setup::{decimal, feed, rate, Setup};

#[test]
fn a_post_is_served_with_the_time_of_its_block() {
    let mut setup = Setup::new().with_assets(&["asset-a"]);

    setup.feed(1_000, &[("asset-a", "1.2")]).unwrap();

    assert_eq!(
        rate("1.2", 1_000, ALWAYS_FRESH),
        setup.price("asset-a", "uusd")
    );
    assert_eq!(
        rate("0.833333333333333333", ALWAYS_FRESH, 1_000),
        setup.price("uusd", "asset-a")
    );
}

#[test]
fn only_the_feeder_posts() {
    let mut setup = Setup::new().with_assets(&["asset-a"]);

    let refusal = setup.send(&setup.stranger.clone(), &feed(&[("asset-a", "1")]));

    assert_refused(
        refusal,
        ContractError::NotTheFeeder {
            asset: "asset-a".to_string(),
            feeder: setup.feeder.to_string(),
        },
    );
}

#[test]
fn one_refused_price_refuses_the_list() {
    let mut setup = Setup::new().with_assets(&["asset-a"]);
    let other = setup.stranger.clone();
    setup.register("asset-c", &other).unwrap();
    setup.feed(1_000, &[("asset-a", "1.2")]).unwrap();

    let refusal = setup.feed(1_010, &[("asset-a", "1.3"), ("asset-c", "2")]);

    assert_refused(
        refusal,
        ContractError::NotTheFeeder {
            asset: "asset-c".to_string(),
            feeder: other.to_string(),
        },
    );
    assert_eq!(
        rate("1.2", 1_000, ALWAYS_FRESH),
        setup.price("asset-a", "uusd")
    );
}

#[test]
fn an_unregistered_asset_is_refused() {
    let mut setup = Setup::new();

    let refusal = setup.feed(1_000, &[("asset-a", "1")]);

    assert_refused(
        refusal,
        ContractError::AssetNotFound {
            asset: "asset-a".to_string(),
        },
    );
}

#[test]
fn a_price_is_above_zero_and_at_most_a_billion() {
    let mut setup = Setup::new().with_assets(&["asset-a"]);
    let asset = || "asset-a".to_string();

    setup
        .feed(1_000, &[("asset-a", "0.000000000000000001")])
        .unwrap();
    setup.feed(1_001, &[("asset-a", "1000000000")]).unwrap();

    assert_refused(
        setup.feed(1_002, &[("asset-a", "0")]),
        ContractError::PriceZero { asset: asset() },
    );
    assert_refused(
        setup.feed(1_002, &[("asset-a", "1000000000.000000000000000001")]),
        ContractError::PriceTooHigh {
            asset: asset(),
            price: decimal("1000000000.000000000000000001"),
            most: decimal("1000000000"),
        },
    );
}

#[test]
fn a_list_has_1_to_50_prices_of_different_assets() {
    let names: Vec<String> = (0..51).map(|n| format!("asset-{n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut setup = Setup::new().with_assets(&names);
    let prices: Vec<(&str, &str)> = names.iter().map(|name| (*name, "1")).collect();

    assert_refused(setup.feed(1_000, &[]), ContractError::NoPrices {});
    setup.feed(1_000, &prices[..50]).unwrap();
    assert_refused(
        setup.feed(1_000, &prices),
        ContractError::TooManyPrices {
            received: 51,
            most: 50,
        },
    );
    assert_refused(
        setup.feed(
            1_000,
            &[("asset-0", "1"), ("asset-1", "1"), ("asset-0", "1")],
        ),
        ContractError::DuplicateAsset {
            asset: "asset-0".to_string(),
        },
    );
}

#[test]
fn the_later_of_two_posts_in_a_block_counts() {
    let mut setup = Setup::new().with_assets(&["asset-a"]);
    let feeder = setup.feeder.clone();

    setup.send(&feeder, &feed(&[("asset-a", "1")])).unwrap();
    setup.send(&feeder, &feed(&[("asset-a", "2")])).unwrap();

    assert_eq!(
        rate("2", 1_000, ALWAYS_FRESH),
        setup.price("asset-a", "uusd")
    );
}

#[test]
fn each_price_is_told_to_the_event_log() {
    let mut setup = Setup::with_band(Some(decimal("0.5"))).with_assets(&["asset-a", "uluna"]);
    setup
        .feed(1_000, &[("asset-a", "100"), ("uluna", "5")])
        .unwrap();

    let response = setup
        .feed(2_000, &[("asset-a", "151"), ("uluna", "5.5")])
        .unwrap();

    let expected = [
        ("action", "price_feed"),
        ("asset", "asset-a"),
        ("price", "151"),
        ("pending", "true"),
        ("asset", "uluna"),
        ("price", "5.5"),
    ];
    assert_attributes(&response, &setup.oracle, &expected);
}

#[test]
fn t41_a_post_outside_the_band_is_used_only_when_it_is_confirmed() {
    let mut setup = Setup::with_band(Some(decimal("0.5"))).with_assets(&["asset-a"]);
    setup.feed(1_000, &[("asset-a", "100")]).unwrap();

    setup.feed(3_000, &[("asset-a", "25")]).unwrap();
    assert_eq!(rate("100", 0, ALWAYS_FRESH), setup.price("asset-a", "uusd"));

    setup.feed(3_059, &[("asset-a", "25.5")]).unwrap();
    assert_eq!(rate("100", 0, ALWAYS_FRESH), setup.price("asset-a", "uusd"));

    setup.feed(3_060, &[("asset-a", "27")]).unwrap();
    assert_eq!(
        rate("27", 3_060, ALWAYS_FRESH),
        setup.price("asset-a", "uusd")
    );
}

#[test]
fn t41_an_asset_may_have_a_band_of_its_own() {
    let mut setup = Setup::with_band(Some(decimal("0.5"))).with_assets(&["asset-a"]);
    setup.feed(1_000, &[("asset-a", "100")]).unwrap();

    setup.register_with_band("asset-a", Some("0.1"));

    setup.feed(1_010, &[("asset-a", "111")]).unwrap();
    assert_eq!(rate("100", 0, ALWAYS_FRESH), setup.price("asset-a", "uusd"));
}
