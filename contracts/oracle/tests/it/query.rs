//! The questions. The numbers are those of oracle.md section 9.

use cosmwasm_std::Decimal;
use mirror_oracle::ContractError;
use mirror_protocol::common::OrderBy;
use mirror_protocol::oracle::{
    Oracle, PostedPrice, PricesResponse, PricesResponseElem, QueryMsg, ALWAYS_FRESH,
};

use crate::setup::{ask_price, decimal, rate, Setup};

#[test]
fn one_asset_can_be_stated_in_another() {
    let mut setup = Setup::new().with_assets(&["asset-a", "asset-b"]);
    setup.feed(1_000, &[("asset-a", "1.2")]).unwrap();
    setup.feed(1_010, &[("asset-b", "0.5")]).unwrap();

    assert_eq!(rate("2.4", 1_000, 1_010), setup.price("asset-a", "asset-b"));
    assert_eq!(
        rate("1", ALWAYS_FRESH, ALWAYS_FRESH),
        setup.price("uusd", "uusd")
    );
}

#[test]
fn an_unfed_asset_has_no_value_and_measures_nothing() {
    let mut setup = Setup::new().with_assets(&["asset-a", "asset-c"]);
    setup.feed(1_000, &[("asset-a", "1.2")]).unwrap();

    assert_eq!(rate("0", 0, ALWAYS_FRESH), setup.price("asset-c", "uusd"));
    let error = setup
        .chain
        .query_error(&setup.oracle, &ask_price("asset-a", "asset-c"));
    let asset = "asset-c".to_string();
    let expected = ContractError::PriceNotAvailable { asset }.to_string();
    assert!(error.contains(&expected), "{error}");
}

#[test]
fn an_unknown_asset_is_not_found() {
    let setup = Setup::new();
    let ask_feeder = QueryMsg::Feeder {
        asset_token: "asset-a".to_string(),
    };

    for question in [
        ask_price("asset-a", "uusd"),
        ask_price("uusd", "asset-a"),
        ask_feeder,
    ] {
        let error = setup.chain.query_error(&setup.oracle, &question);
        assert!(error.contains("Asset not found: asset-a"), "{error}");
    }
}

#[test]
fn a_rate_beyond_what_a_decimal_holds_is_an_error() {
    let mut setup = Setup::new().with_assets(&["asset-a", "asset-b"]);
    setup
        .feed(
            1_000,
            &[
                ("asset-a", "1000000000"),
                ("asset-b", "0.000000000000000001"),
            ],
        )
        .unwrap();

    // 10^9 / 10^-18 = 10^27 does not fit the 20 digits before the point.
    let error = setup
        .chain
        .query_error(&setup.oracle, &ask_price("asset-a", "asset-b"));
    let overflow = mirror_math::MathError::Overflow.to_string();
    assert!(error.contains(&overflow), "{error}");
}

#[test]
fn prices_are_paged_in_both_directions() {
    let setup = Setup::new().with_assets(&["aaa", "bbb", "ccc"]);
    let page = |start_after: Option<&str>, limit, order_by| {
        let start_after = start_after.map(str::to_string);
        let question = QueryMsg::Prices {
            start_after,
            limit,
            order_by,
        };
        let page: PricesResponse = setup.chain.query(&setup.oracle, &question);
        page.prices
            .into_iter()
            .map(|entry| entry.asset_token)
            .collect::<Vec<_>>()
    };

    assert_eq!(vec!["ccc", "bbb", "aaa"], page(None, None, None));
    assert_eq!(vec!["ccc"], page(Some("bbb"), None, Some(OrderBy::Asc)));
    assert_eq!(vec!["aaa"], page(Some("bbb"), None, None));
    assert_eq!(vec!["ccc", "bbb"], page(None, Some(2), None));
    assert_eq!(Vec::<String>::new(), page(None, Some(0), None));
}

#[test]
fn an_unfed_price_is_listed_as_zero() {
    let setup = Setup::new().with_assets(&["aaa"]);
    let question = QueryMsg::Prices {
        start_after: None,
        limit: None,
        order_by: None,
    };

    let expected = PricesResponse {
        prices: vec![PricesResponseElem {
            asset_token: "aaa".to_string(),
            price: decimal("0"),
            last_updated_time: 0,
        }],
    };
    assert_eq!(expected, setup.chain.query(&setup.oracle, &question));
}

#[test]
fn a_posted_price_can_be_read_without_running_the_code() {
    let mut setup =
        Setup::with_band(Some(Decimal::percent(50))).with_assets(&["asset-a", "asset-b"]);
    setup.feed(1_000, &[("asset-a", "1.2")]).unwrap();
    let posted = |setup: &Setup, asset| {
        Oracle(setup.oracle.clone()).posted_price(&setup.chain.app.wrap(), asset)
    };
    let expected = |price, time| {
        let price = decimal(price);
        Ok(Some(PostedPrice { price, time }))
    };

    assert_eq!(expected("1.2", 1_000), posted(&setup, "asset-a"));
    assert_eq!(expected("0", 0), posted(&setup, "asset-b"));
    assert_eq!(Ok(None), posted(&setup, "asset-c"));

    // A post that awaits its confirmation makes the price stale for these readers, too.
    setup.feed(1_010, &[("asset-a", "9")]).unwrap();
    assert_eq!(expected("1.2", 0), posted(&setup, "asset-a"));
}
