//! `feed_price`. The numbers are those of oracle.md section 9.

use mirror_oracle::ContractError;
use mirror_protocol::oracle::{ConfigUpdate, ALWAYS_FRESH};
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

/// In a former version one asset of another feeder stopped the whole list.
#[test]
fn an_asset_of_another_feeder_does_not_stop_the_rest_of_the_list() {
    let mut setup = Setup::new().with_assets(&["asset-a", "asset-b"]);
    let other = setup.stranger.clone();
    setup.register("asset-c", &other).unwrap();
    setup.feed(1_000, &[("asset-a", "1.2")]).unwrap();

    let prices = [
        ("asset-c", "2"),
        ("asset-a", "1.3"),
        ("unknown", "7"),
        ("asset-b", "4"),
    ];
    let response = setup.feed(1_010, &prices).unwrap();

    let expected = [
        ("action", "price_feed"),
        ("skipped", "asset-c"),
        ("asset", "asset-a"),
        ("price", "1.3"),
        ("skipped", "unknown"),
        ("asset", "asset-b"),
        ("price", "4"),
    ];
    assert_attributes(&response, &setup.oracle, &expected);
    for (asset, price) in [("asset-a", "1.3"), ("asset-b", "4")] {
        assert_eq!(rate(price, 1_010, ALWAYS_FRESH), setup.price(asset, "uusd"));
    }
    assert_eq!(rate("0", 0, ALWAYS_FRESH), setup.price("asset-c", "uusd"));
}

#[test]
fn a_list_of_which_nothing_is_taken_is_refused_for_its_first_line() {
    let mut setup = Setup::new().with_assets(&["asset-a"]);
    let other = setup.stranger.clone();
    setup.register("asset-c", &other).unwrap();
    setup.feed(1_000, &[("asset-a", "1.2")]).unwrap();
    let refused_for = |setup: &mut Setup, prices: &[(&str, &str)], expected| {
        assert_refused(setup.send(&setup.feeder.clone(), &feed(prices)), expected);
    };

    let asset = "asset-a".to_string();
    refused_for(
        &mut setup,
        &[("asset-a", "1.3"), ("asset-c", "2"), ("unknown", "1")],
        ContractError::FedInThisBlock { asset },
    );
    refused_for(
        &mut setup,
        &[("asset-c", "2"), ("asset-a", "1.3")],
        ContractError::NotTheFeeder {
            asset: "asset-c".to_string(),
            feeder: other.to_string(),
        },
    );
    let asset = "unknown".to_string();
    refused_for(
        &mut setup,
        &[("unknown", "1"), ("asset-c", "2")],
        ContractError::AssetNotFound { asset },
    );
}

/// A fault of the list itself is a mistake of the feeder, so that no price of it can be trusted.
#[test]
fn an_impossible_price_refuses_the_list() {
    let mut setup = Setup::new().with_assets(&["asset-a"]);
    setup.feed(1_000, &[("asset-a", "1.2")]).unwrap();

    let refusal = setup.feed(1_010, &[("asset-a", "1.3"), ("unknown", "0")]);

    let asset = "unknown".to_string();
    assert_refused(refusal, ContractError::PriceZero { asset });
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

/// T-44: two prices in one block.
#[test]
fn an_asset_is_fed_once_per_block() {
    let mut setup = Setup::new().with_assets(&["asset-a"]);
    let feeder = setup.feeder.clone();

    setup.send(&feeder, &feed(&[("asset-a", "1")])).unwrap();
    assert_refused(
        setup.send(&feeder, &feed(&[("asset-a", "2")])),
        ContractError::FedInThisBlock {
            asset: "asset-a".to_string(),
        },
    );
    assert_eq!(
        rate("1", 1_000, ALWAYS_FRESH),
        setup.price("asset-a", "uusd")
    );

    // The next block may have the same second.
    setup.feed(1_000, &[("asset-a", "2")]).unwrap();
    assert_eq!(
        rate("2", 1_000, ALWAYS_FRESH),
        setup.price("asset-a", "uusd")
    );
}

/// T-41: feeder error or theft.
/// In a former version a stolen key moved a price from 1 to 11,222 with 23 posts of +50 % in one block,
/// and none was pending. Now a price moves by one step in a window, however many posts there are.
#[test]
fn a_stolen_key_does_not_walk_through_the_band() {
    let mut setup = Setup::with_band(Some(decimal("0.5"))).with_assets(&["asset-a"]);
    let wait = |update: &mut ConfigUpdate| update.confirm_seconds = Some(1_800);
    setup.configure(wait).unwrap();
    setup.feed(1_000, &[("asset-a", "1")]).unwrap();

    // 23 steps, each in a block of its own: all but the first are outside the band.
    let mut price = decimal("1");
    for step in 1..=23 {
        price *= decimal("1.5");
        setup
            .feed(1_000 + step, &[("asset-a", &price.to_string())])
            .unwrap();
    }

    assert_eq!(rate("1.5", 0, ALWAYS_FRESH), setup.price("asset-a", "uusd"));
    let feeder = setup.feeder_of("asset-a");
    assert_eq!(Some(decimal("1")), feeder.anchor_price);
    assert_eq!(Some(price), feeder.pending_price);
}

/// In a former version a feeder posted +50 % and delisted the asset at that price, at once and for
/// ever. His last post is not the anchor: it becomes one by another post, after the window.
#[test]
fn the_anchor_is_not_what_a_feeder_has_just_posted() {
    let mut setup = Setup::with_band(Some(decimal("0.5"))).with_assets(&["asset-a"]);
    let wait = |update: &mut ConfigUpdate| update.confirm_seconds = Some(1_800);
    setup.configure(wait).unwrap();
    setup.feed(1_000, &[("asset-a", "100")]).unwrap();
    setup.feed(9_000, &[("asset-a", "101")]).unwrap();
    let anchor = |setup: &Setup| {
        let told = setup.feeder_of("asset-a");
        (told.anchor_price.unwrap(), told.anchor_time.unwrap())
    };

    for second in [9_010, 9_020, 10_800] {
        setup.feed(second, &[("asset-a", "150")]).unwrap();
        assert_eq!((decimal("100"), 9_000), anchor(&setup));
    }
    setup.feed(10_801, &[("asset-a", "150")]).unwrap();
    assert_eq!((decimal("150"), 10_801), anchor(&setup));
}

#[test]
fn the_first_post_is_an_anchor_without_a_band_too() {
    let mut setup = Setup::new().with_assets(&["asset-a"]);
    assert_eq!(None, setup.feeder_of("asset-a").anchor_price);

    setup.feed(1_000, &[("asset-a", "100")]).unwrap();

    let told = setup.feeder_of("asset-a");
    assert_eq!(
        (Some(decimal("100")), Some(1_000)),
        (told.anchor_price, told.anchor_time)
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

/// T-41: feeder error or theft.
#[test]
fn a_post_outside_the_band_is_used_only_when_it_is_confirmed() {
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

/// T-41: feeder error or theft.
#[test]
fn an_asset_may_have_a_band_of_its_own() {
    let mut setup = Setup::with_band(Some(decimal("0.5"))).with_assets(&["asset-a"]);
    setup.feed(1_000, &[("asset-a", "100")]).unwrap();

    setup.register_with_band("asset-a", Some("0.1"));

    setup.feed(1_010, &[("asset-a", "111")]).unwrap();
    assert_eq!(rate("100", 0, ALWAYS_FRESH), setup.price("asset-a", "uusd"));
}
