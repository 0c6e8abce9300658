use cosmwasm_std::testing::MockApi;
use cosmwasm_std::Api;
use mirror_protocol::oracle::{
    asset_key, asset_name, ConfigResponse, ConfigUpdate, ExecuteMsg, FeederResponse, Halt,
    InstantiateMsg, PostedPrice, PriceResponse, PricesResponse, PricesResponseElem, QueryMsg,
    ALWAYS_FRESH,
};
use mirror_protocol::paging::OrderBy;

use crate::golden::{decimal, record, refused, variant, written_so};

#[test]
fn the_oracle_is_set_up_and_changed_so() {
    record(
        &InstantiateMsg {
            owner: "owner".into(),
            base_asset: "uusd".into(),
            max_deviation: Some(decimal("0.5")),
            confirm_seconds: Some(1_800),
            guardian: Some("guardian".into()),
            halt_seconds: Some(21_600),
        },
        r#"{
            "owner":"owner","base_asset":"uusd","max_deviation":"0.5","confirm_seconds":1800,
            "guardian":"guardian","halt_seconds":21600
        }"#,
        &[
            "max_deviation",
            "confirm_seconds",
            "guardian",
            "halt_seconds",
        ],
    );
    variant(
        &ExecuteMsg::UpdateConfig(ConfigUpdate {
            owner: Some("owner".into()),
            max_deviation: Some(decimal("0")),
            confirm_seconds: Some(60),
            guardian: Some(String::new()),
            halt_seconds: Some(3_600),
        }),
        r#"{"update_config":{
            "owner":"owner","max_deviation":"0","confirm_seconds":60,"guardian":"",
            "halt_seconds":3600
        }}"#,
        &[
            "owner",
            "max_deviation",
            "confirm_seconds",
            "guardian",
            "halt_seconds",
        ],
    );
    variant(
        &ExecuteMsg::RegisterAsset {
            asset_token: "maapl".into(),
            feeder: "feeder".into(),
            max_deviation: Some(decimal("0.5")),
            standby: Some("standby".into()),
        },
        r#"{"register_asset":{
            "asset_token":"maapl","feeder":"feeder","max_deviation":"0.5","standby":"standby"
        }}"#,
        &["max_deviation", "standby"],
    );
}

#[test]
fn assets_are_guarded_so() {
    let asset_tokens = || vec!["maapl".into()];

    written_so(
        &ExecuteMsg::Halt {
            asset_tokens: asset_tokens(),
        },
        r#"{"halt":{"asset_tokens":["maapl"]}}"#,
    );
    written_so(
        &ExecuteMsg::Resume {
            asset_tokens: asset_tokens(),
        },
        r#"{"resume":{"asset_tokens":["maapl"]}}"#,
    );
    written_so(
        &ExecuteMsg::UseStandby {
            asset_tokens: asset_tokens(),
        },
        r#"{"use_standby":{"asset_tokens":["maapl"]}}"#,
    );
}

#[test]
fn prices_are_fed_so() {
    variant(
        &ExecuteMsg::FeedPrice {
            prices: vec![
                ("maapl".into(), decimal("12.5")),
                ("uluna".into(), decimal("5")),
            ],
        },
        r#"{"feed_price":{"prices":[["maapl","12.5"],["uluna","5"]]}}"#,
        &[],
    );
    for price in [r#""-1""#, r#""1e3""#, r#""0.0000000000000000001""#, "12.5"] {
        refused::<ExecuteMsg>(&format!(
            r#"{{"feed_price":{{"prices":[["maapl",{price}]]}}}}"#
        ));
    }
}

#[test]
fn the_oracle_is_asked_so() {
    written_so(&QueryMsg::Config {}, r#"{"config":{}}"#);
    variant(
        &QueryMsg::Feeder {
            asset_token: "maapl".into(),
        },
        r#"{"feeder":{"asset_token":"maapl"}}"#,
        &[],
    );
    variant(
        &QueryMsg::Price {
            base_asset: "maapl".into(),
            quote_asset: "uusd".into(),
        },
        r#"{"price":{"base_asset":"maapl","quote_asset":"uusd"}}"#,
        &[],
    );
    variant(
        &QueryMsg::Prices {
            start_after: Some("maapl".into()),
            limit: Some(30),
            order_by: Some(OrderBy::Desc),
        },
        r#"{"prices":{"start_after":"maapl","limit":30,"order_by":"desc"}}"#,
        &["start_after", "limit", "order_by"],
    );
}

#[test]
fn the_oracle_answers_about_itself_and_its_feeders_so() {
    record(
        &ConfigResponse {
            owner: "owner".into(),
            base_asset: "uusd".into(),
            max_deviation: Some(decimal("0.5")),
            confirm_seconds: 1_800,
            guardian: Some("guardian".into()),
            halt_seconds: 3_600,
        },
        r#"{
            "owner":"owner","base_asset":"uusd","max_deviation":"0.5","confirm_seconds":1800,
            "guardian":"guardian","halt_seconds":3600
        }"#,
        &["max_deviation", "guardian"],
    );
    record(
        &FeederResponse {
            asset_token: "maapl".into(),
            feeder: "feeder".into(),
            max_deviation: Some(decimal("0.5")),
            pending_price: Some(decimal("151")),
            pending_time: Some(2_000),
            standby: Some("standby".into()),
            halted_until: Some(23_600),
            anchor_price: Some(decimal("100")),
            anchor_time: Some(1_000),
        },
        r#"{
            "asset_token":"maapl","feeder":"feeder","max_deviation":"0.5","pending_price":"151",
            "pending_time":2000,"standby":"standby","halted_until":23600,"anchor_price":"100",
            "anchor_time":1000
        }"#,
        &[
            "max_deviation",
            "pending_price",
            "pending_time",
            "standby",
            "halted_until",
            "anchor_price",
            "anchor_time",
        ],
    );
    written_so(
        &FeederResponse {
            asset_token: "maapl".into(),
            feeder: "feeder".into(),
            max_deviation: None,
            pending_price: None,
            pending_time: None,
            standby: None,
            halted_until: None,
            anchor_price: None,
            anchor_time: None,
        },
        r#"{"asset_token":"maapl","feeder":"feeder"}"#,
    );
}

#[test]
fn the_oracle_answers_about_prices_so() {
    record(
        &PriceResponse {
            rate: decimal("1.2"),
            last_updated_base: 1_000,
            last_updated_quote: ALWAYS_FRESH,
            halted_until: Some(23_600),
        },
        r#"{
            "rate":"1.2","last_updated_base":1000,
            "last_updated_quote":18446744073709551615,"halted_until":23600
        }"#,
        &["halted_until"],
    );
    let price = PricesResponseElem {
        asset_token: "maapl".into(),
        price: decimal("1.2"),
        last_updated_time: 1_000,
    };
    let text = r#"{"asset_token":"maapl","price":"1.2","last_updated_time":1000}"#;
    record(&price, text, &[]);
    record(
        &PricesResponse {
            prices: vec![price],
        },
        &format!(r#"{{"prices":[{text}]}}"#),
        &[],
    );
}

#[test]
fn a_halted_price_is_usable_before_the_halt_and_from_its_last_second_on() {
    let posted = PostedPrice {
        price: decimal("1.2"),
        time: 1_000,
        halt: Some(Halt {
            since: 1_010,
            until: 1_070,
        }),
    };
    let never_halted = PostedPrice {
        halt: None,
        ..posted
    };

    for (now, time, until) in [
        (1_010, 0, Some(1_070)),
        (1_069, 0, Some(1_070)),
        (1_070, 1_000, None),
        (u64::MAX, 1_000, None),
    ] {
        assert_eq!(time, posted.usable_time(now), "{now}");
        assert_eq!(until, posted.halted_until(now), "{now}");
        assert_eq!(1_000, never_halted.usable_time(now));
        assert_eq!(None, never_halted.halted_until(now));
    }
}

#[test]
fn a_token_is_stored_under_its_bytes_and_a_denom_under_its_text() {
    let api = MockApi::default();
    let token = api.addr_make("token");
    let address = api.addr_canonicalize(token.as_str()).unwrap();

    assert_eq!(
        [b"t", address.as_slice()].concat(),
        asset_key(&api, token.as_str())
    );
    assert_eq!(b"nuluna".to_vec(), asset_key(&api, "uluna"));
}

#[test]
fn the_key_of_an_asset_is_its_own_and_tells_its_name() {
    let api = MockApi::default();
    let token = api.addr_make("token").into_string();
    let shouted = token.to_uppercase();
    let other = api.addr_make("other").into_string();

    let mut keys = Vec::new();
    for name in [token.as_str(), &shouted, &other, "uluna", "t", "n", ""] {
        let key = asset_key(&api, name);
        assert_eq!(Ok(name.to_string()), asset_name(&api, &key));
        assert!(!keys.contains(&key), "{name}");
        keys.push(key);
    }
}
