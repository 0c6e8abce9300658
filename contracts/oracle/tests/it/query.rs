//! What can be asked. The numbers are those of oracle.md section 9.

use mirror_oracle::ContractError;
use mirror_protocol::oracle::{
    FeederResponse, Oracle, PostedPrice, PricesResponse, PricesResponseElem, QueryMsg, ALWAYS_FRESH,
};
use mirror_protocol::paging::OrderBy;

use crate::setup::{ask_feeder, ask_price, decimal, rate, Setup};

fn page(
    setup: &Setup,
    start_after: Option<&str>,
    limit: Option<u32>,
    order_by: Option<OrderBy>,
) -> Vec<PricesResponseElem> {
    let start_after = start_after.map(str::to_string);
    let question = QueryMsg::Prices {
        start_after,
        limit,
        order_by,
    };
    let page: PricesResponse = setup.chain.query(&setup.oracle, &question);
    page.prices
}

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

    for question in [
        ask_price("asset-a", "uusd"),
        ask_price("uusd", "asset-a"),
        ask_feeder("asset-a"),
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
fn a_rate_below_what_a_decimal_holds_is_zero() {
    let mut setup = Setup::new().with_assets(&["asset-a", "asset-b"]);
    let prices = [
        ("asset-a", "0.000000000000000001"),
        ("asset-b", "1.000000000000000001"),
    ];

    setup.feed(1_000, &prices).unwrap();

    assert_eq!(rate("0", 1_000, 1_000), setup.price("asset-a", "asset-b"));
}

#[test]
fn a_feeder_is_told_with_its_band_and_what_is_pending() {
    let mut setup = Setup::new();
    setup.register_with_band("asset-a", Some("0.5"));
    setup.feed(1_000, &[("asset-a", "100")]).unwrap();
    setup.feed(2_000, &[("asset-a", "151")]).unwrap();

    let expected = FeederResponse {
        asset_token: "asset-a".to_string(),
        feeder: setup.feeder.to_string(),
        max_deviation: Some(decimal("0.5")),
        pending_price: Some(decimal("151")),
        pending_time: Some(2_000),
        standby: None,
        halted_until: None,
        anchor_price: Some(decimal("100")),
        anchor_time: Some(2_000),
    };
    assert_eq!(expected, setup.feeder_of("asset-a"));
}

#[test]
fn prices_are_paged_in_both_directions() {
    let setup = Setup::new().with_assets(&["aaa", "bbb", "ccc"]);
    let names = |start_after, limit, order_by| {
        let page = page(&setup, start_after, limit, order_by);
        let names = page.into_iter().map(|entry| entry.asset_token);
        names.collect::<Vec<_>>()
    };

    assert_eq!(vec!["ccc", "bbb", "aaa"], names(None, None, None));
    assert_eq!(vec!["ccc"], names(Some("bbb"), None, Some(OrderBy::Asc)));
    assert_eq!(vec!["aaa"], names(Some("bbb"), None, None));
    assert_eq!(vec!["ccc", "bbb"], names(None, Some(2), None));
    assert_eq!(Vec::<String>::new(), names(None, Some(0), None));
}

#[test]
fn a_page_of_prices_has_10_entries_unless_told_and_30_at_most() {
    let names: Vec<String> = (0..31).map(|n| format!("asset-{n}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let entries = |setup: &Setup, limit| page(setup, None, limit, None).len();

    let setup = Setup::new().with_assets(&names[..11]);
    assert_eq!(10, entries(&setup, None));
    assert_eq!(11, entries(&setup, Some(11)));

    let setup = setup.with_assets(&names[11..]);
    assert_eq!(30, entries(&setup, Some(30)));
    assert_eq!(30, entries(&setup, Some(31)));
}

#[test]
fn prices_lists_tokens_and_denoms_fed_and_unfed() {
    let mut setup = Setup::new();
    let (token, feeder) = (setup.chain.account("token"), setup.feeder.clone());
    setup.register(token.as_str(), &feeder).unwrap();
    setup.register("uluna", &feeder).unwrap();
    setup.feed(1_000, &[(token.as_str(), "1.2")]).unwrap();

    let fed = PricesResponseElem {
        asset_token: token.to_string(),
        price: decimal("1.2"),
        last_updated_time: 1_000,
    };
    let unfed = PricesResponseElem {
        asset_token: "uluna".to_string(),
        price: decimal("0"),
        last_updated_time: 0,
    };
    assert_eq!(
        vec![fed, unfed.clone()],
        page(&setup, None, None, Some(OrderBy::Desc))
    );
    assert_eq!(vec![unfed], page(&setup, Some(token.as_str()), None, None));
}

#[test]
fn a_posted_price_can_be_read_without_running_the_code() {
    let mut setup = Setup::with_band(Some(decimal("0.5"))).with_assets(&["asset-a", "asset-b"]);
    setup.feed(1_000, &[("asset-a", "1.2")]).unwrap();
    let posted = |setup: &Setup, asset| {
        let app = &setup.chain.app;
        Oracle(setup.oracle.clone()).posted_price(&app.wrap(), app.api(), asset)
    };
    let expected = |price, time| {
        let price = decimal(price);
        let halt = None;
        Ok(Some(PostedPrice { price, time, halt }))
    };

    assert_eq!(expected("1.2", 1_000), posted(&setup, "asset-a"));
    assert_eq!(expected("0", 0), posted(&setup, "asset-b"));
    assert_eq!(Ok(None), posted(&setup, "asset-c"));

    // A post that waits for its confirmation makes the price stale for these readers, too.
    setup.feed(1_010, &[("asset-a", "9")]).unwrap();
    assert_eq!(expected("1.2", 0), posted(&setup, "asset-a"));
}
