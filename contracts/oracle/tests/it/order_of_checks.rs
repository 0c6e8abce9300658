//! A message with two faults is refused for the one that oracle.md section 3 names first.

use mirror_oracle::ContractError;
use mirror_protocol::oracle::ExecuteMsg;
use mirror_testing::assert_refused;

use crate::setup::{decimal, feed, register, update_config, Setup};

fn asset(name: &str) -> String {
    name.to_string()
}

#[test]
fn rights_are_checked_before_the_message() {
    let mut setup = Setup::new();
    let stranger = setup.stranger.clone();

    for msg in [
        update_config(Some("nobody"), None),
        register("a", setup.feeder.as_str(), None),
        register("uusd", "nobody", None),
    ] {
        assert_refused(setup.send(&stranger, &msg), ContractError::Unauthorized {});
    }
}

#[test]
fn an_asset_is_checked_before_its_feeder() {
    let mut setup = Setup::new();
    let owner = setup.owner.clone();

    let cases = [
        ("a", ContractError::AssetNameUnusable { asset: asset("a") }),
        (
            "uusd",
            ContractError::BaseAssetNotFeedable {
                asset: asset("uusd"),
            },
        ),
        ("asset-a", setup.bad_address("nobody")),
    ];
    for (name, expected) in cases {
        assert_refused(
            setup.send(&owner, &register(name, "nobody", None)),
            expected,
        );
    }
}

#[test]
fn a_list_is_checked_before_its_prices() {
    let mut setup = Setup::new();
    let stranger = setup.stranger.clone();
    let twice = [("unknown", "0"), ("unknown", "0")];
    let too_many = vec![("unknown", "0"); 51];

    let cases = [
        (feed(&[]), ContractError::NoPrices {}),
        (
            feed(&too_many),
            ContractError::TooManyPrices {
                received: 51,
                most: 50,
            },
        ),
        (
            feed(&twice),
            ContractError::DuplicateAsset {
                asset: asset("unknown"),
            },
        ),
    ];
    for (msg, expected) in cases {
        assert_refused(setup.send(&stranger, &msg), expected);
    }
}

#[test]
fn prices_are_checked_before_their_assets_and_those_by_name_feeder_and_block() {
    let mut setup = Setup::new().with_assets(&["asset-a", "asset-b"]);
    let (feeder, stranger) = (setup.feeder.clone(), setup.stranger.clone());
    let unknown = ContractError::AssetNotFound {
        asset: asset("unknown"),
    };
    let not_the_feeder = ContractError::NotTheFeeder {
        asset: asset("asset-a"),
        feeder: feeder.to_string(),
    };
    let price_zero = ContractError::PriceZero {
        asset: asset("asset-a"),
    };

    let cases: [(_, ExecuteMsg, _); 4] = [
        (
            &stranger,
            feed(&[("unknown", "1"), ("asset-a", "0")]),
            price_zero,
        ),
        (
            &feeder,
            feed(&[("asset-b", "1000000001"), ("asset-a", "0")]),
            ContractError::PriceTooHigh {
                asset: asset("asset-b"),
                price: decimal("1000000001"),
                most: decimal("1000000000"),
            },
        ),
        (&stranger, feed(&[("unknown", "1")]), unknown),
        // Already fed in this block as well.
        (&stranger, feed(&[("asset-a", "1")]), not_the_feeder),
    ];
    setup.send(&feeder, &feed(&[("asset-a", "1")])).unwrap();
    for (sender, msg, expected) in cases {
        assert_refused(setup.send(sender, &msg), expected);
    }
}
