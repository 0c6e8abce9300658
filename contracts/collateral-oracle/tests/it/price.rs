//! `collateral_price`. The numbers are those of collateral-oracle.md section 10.

use cosmwasm_std::Decimal;
use mirror_collateral_oracle::ContractError;
use mirror_protocol::collateral_oracle::{
    CollateralOracle, CollateralPriceResponse, ExecuteMsg, SourceType,
};
use mirror_protocol::oracle::ALWAYS_FRESH;
use mirror_testing::assert_refused;
use terraswap::asset::AssetInfo;

use crate::setup::{
    ask_price, decimal, fed, fixed, lunax, market_of, register, set_cap, set_source, stub_answers,
    Setup, MANY_DIGITS,
};

const HIGHEST: &str = "1000000000";

fn uluna() -> AssetInfo {
    AssetInfo::native("uluna")
}

#[test]
fn the_base_denom_is_worth_one_and_never_ages() {
    let setup = Setup::new();

    let expected = CollateralPriceResponse {
        asset: "uusd".to_string(),
        rate: Decimal::one(),
        last_updated: ALWAYS_FRESH,
        multiplier: Decimal::one(),
        is_revoked: false,
        value_cap: None,
        lower: None,
        halted_until: None,
    };
    assert_eq!(expected, setup.price("uusd"));
}

#[test]
fn a_fed_price_is_served_with_the_time_of_its_post() {
    let mut setup = Setup::new();
    setup.registers(&uluna(), fed());

    setup.feeds(1_000, "uluna", "5");
    setup.market.chain.at(9_999);

    assert_eq!((decimal("5"), 1_000), setup.rate("uluna"));
}

#[test]
fn a_source_may_name_an_oracle_of_its_own() {
    let mut setup = Setup::new();
    let source = SourceType::MirrorOracle {
        oracle_addr: Some(setup.oracle.to_string()),
    };
    setup.registers(&uluna(), source);
    setup.registers(&AssetInfo::native("uother"), fed());
    setup.feeds(1_000, "uluna", "5");
    setup.feeds(1_001, "uother", "7");
    assert_eq!((decimal("7"), 1_001), setup.rate("uother"));

    // From now on the sources that name no oracle ask one that knows no asset.
    let another = setup.oracle_in("uusd");
    let elsewhere = mirror_protocol::collateral_oracle::ConfigUpdate {
        mirror_oracle: Some(another.to_string()),
        ..Default::default()
    };
    setup
        .send_as_owner(&ExecuteMsg::UpdateConfig(elsewhere))
        .unwrap();

    assert_eq!((decimal("5"), 1_000), setup.rate("uluna"));
    setup.price_error("uother");
}

#[test]
fn a_halted_feed_is_shown_and_its_price_counts_as_stale() {
    let mut setup = Setup::new();
    setup.registers(&uluna(), fed());
    setup.feeds(1_000, "uluna", "5");

    setup.halts("uluna");

    let halted = setup.price("uluna");
    assert_eq!((decimal("5"), 0), setup.rate("uluna"));
    assert_eq!(Some(22_600), halted.halted_until);
    assert_eq!(None, halted.lower);
    let young = ask_price("uluna", Some(60));
    let error = setup.market.chain.query_error(&setup.contract, &young);
    assert!(error.contains("Price is too old"), "{error}");

    setup.market.chain.at(22_600);
    assert_eq!((decimal("5"), 1_000), setup.rate("uluna"));
    assert_eq!(None, setup.price("uluna").halted_until);
}

#[test]
fn a_feed_without_a_price_yet_is_an_error_when_asked() {
    let mut setup = Setup::new();
    let asset = AssetInfo::native("ucold");
    setup.registers(&asset, fed());

    // This asset is not even registered with the oracle.
    assert!(setup.price_error("ucold").contains("Asset not found"));

    let registration = mirror_protocol::oracle::ExecuteMsg::RegisterAsset {
        asset_token: "ucold".to_string(),
        feeder: setup.feeder.to_string(),
        max_deviation: None,
        standby: None,
    };
    let (owner, oracle) = (setup.owner.clone(), setup.oracle.clone());
    let chain = &mut setup.market.chain;
    chain.execute(&owner, &oracle, &registration, &[]).unwrap();
    assert!(setup.price_error("ucold").contains("Price is zero: ucold"));
}

#[test]
fn a_fixed_price_is_above_zero_and_at_most_a_billion() {
    let mut setup = Setup::new();
    let above = (decimal(HIGHEST) + Decimal::raw(1)).to_string();

    assert_refused(
        setup.send_as_owner(&register(&uluna(), fixed("0"), "1")),
        ContractError::PriceZero {
            asset: "uluna".to_string(),
        },
    );
    assert_refused(
        setup.send_as_owner(&register(&uluna(), fixed(&above), "1")),
        ContractError::PriceTooHigh {
            asset: "uluna".to_string(),
            most: decimal(HIGHEST),
        },
    );
    for (denom, price) in [("usmall", "0.000000000000000001"), ("ularge", HIGHEST)] {
        setup.registers(&AssetInfo::native(denom), fixed(price));
        assert_eq!((decimal(price), ALWAYS_FRESH), setup.rate(denom));
    }
}

#[test]
fn a_market_rate_is_served_as_reported() {
    let mut setup = Setup::new();
    let answer =
        format!(r#"{{"exchange_rate":"{MANY_DIGITS}","aterra_supply":"7","more":[{{}}]}}"#);
    let market = setup.foreign(&[("epoch_state", &answer)]);
    let asset = setup.market.new_token("aUST", 6);

    setup.registers(&asset, market_of(&market));

    assert_eq!((decimal(MANY_DIGITS), ALWAYS_FRESH), setup.rate(asset.id()));
}

#[test]
fn a_staked_token_is_worth_its_rate_times_what_is_staked() {
    let mut setup = Setup::new();
    let answer = r#"{"state":{"exchange_rate":"1.1","total_staked":"12","more":null},"x":1}"#;
    let staking = setup.foreign(&[("state", answer)]);
    let asset = setup.market.new_token("LUNAX", 6);
    setup.registers(&asset, lunax(&staking));

    setup.feeds(1_000, "uluna", "5");
    setup.market.chain.at(1_030);

    assert_eq!((decimal("5.5"), 1_000), setup.rate(asset.id()));
}

#[test]
fn what_is_staked_may_be_another_denom() {
    let mut setup = Setup::new();
    let staking = setup.foreign(&[("state", r#"{"state":{"exchange_rate":"1.5"}}"#)]);
    let asset = setup.market.new_token("STATOM", 6);
    let source = SourceType::Lunax {
        staking_contract_addr: staking.to_string(),
        underlying_denom: Some("uatom".to_string()),
    };
    setup.registers(&asset, source);

    setup.feeds(1_000, "uatom", "0.333333333333333333");

    // 0.4999999999999999995, rounded down.
    let expected = decimal("0.499999999999999999");
    assert_eq!((expected, 1_000), setup.rate(asset.id()));
}

#[test]
fn a_price_is_as_old_as_the_timeframe_allows() {
    let mut setup = Setup::new();
    setup.registers(&uluna(), fed());
    setup.feeds(1_000, "uluna", "5");
    let ask = |setup: &Setup, seconds| {
        let question = ask_price("uluna", Some(seconds));
        let _: CollateralPriceResponse = setup.market.chain.query(&setup.contract, &question);
    };

    setup.market.chain.at(1_060);
    ask(&setup, 60);
    setup.market.chain.at(1_061);
    ask(&setup, 61);
    ask(&setup, u64::MAX);

    for seconds in [0, 60] {
        let question = ask_price("uluna", Some(seconds));
        let error = setup.market.chain.query_error(&setup.contract, &question);
        let expected = ContractError::PriceTooOld {
            asset: "uluna".to_string(),
            last_updated: 1_000,
        };
        assert!(error.contains(&expected.to_string()), "{error}");
    }
}

/// T-46: `fixed_price`, `anchor_market`, `lunax` answer wrong.
#[test]
fn a_source_that_answers_wrong_is_an_error() {
    let mut setup = Setup::new();
    let foreign = setup.foreign(&[]);
    let [staked, lent] = ["LUNAX", "AUST"].map(|symbol| setup.market.new_token(symbol, 6));
    setup.feeds(1_000, "uluna", "5");
    setup.registers(&staked, lunax(&foreign));
    setup.registers(&lent, market_of(&foreign));

    let huge = format!("\"{}\"", "9".repeat(10_000));
    let highest = format!("\"{}\"", "9".repeat(59));
    let shapes = [
        ("\"0\"", "Price is zero"),
        ("\"1000000000.000000000000000001\"", "Price is too high"),
        (highest.as_str(), ""),
        (huge.as_str(), ""),
        ("\"-1\"", ""),
        ("\"1e3\"", ""),
        ("\"text\"", ""),
        ("\"\"", ""),
        ("1", ""),
        ("null", ""),
        ("{}", ""),
    ];
    for (rate, expected) in shapes {
        let state = format!(r#"{{"state":{{"exchange_rate":{rate}}}}}"#);
        let epoch = format!(r#"{{"exchange_rate":{rate}}}"#);
        let answers = stub_answers(&[("state", &state), ("epoch_state", &epoch)]);
        let owner = setup.owner.clone();
        let chain = &mut setup.market.chain;
        chain.execute(&owner, &foreign, &answers, &[]).unwrap();

        for asset in [&staked, &lent] {
            let error = setup.price_error(asset.id());
            assert!(error.contains(expected), "{rate}: {error}");
        }
    }
}

/// T-46: `fixed_price`, `anchor_market`, `lunax` answer wrong.
#[test]
fn a_source_without_code_or_answer_is_an_error() {
    let mut setup = Setup::new();
    let silent = setup.foreign(&[("state", "no json"), ("epoch_state", "{}")]);
    let person = setup.stranger.clone();
    let itself = setup.contract.clone();

    for (index, source) in [&silent, &person, &itself].into_iter().enumerate() {
        for (kind, source) in [("l", lunax(source)), ("m", market_of(source))] {
            let denom = format!("u{kind}{index}");
            setup.registers(&AssetInfo::native(&denom), source);
            setup.price_error(&denom);
            assert!(!setup.info(&denom).is_revoked);
        }
    }
}

#[test]
fn a_source_of_the_oracle_needs_one() {
    let mut setup = Setup::new();
    let msg = crate::setup::instantiate(&setup.owner, &setup.mint, Some(""));
    let code = mirror_testing::codes::collateral_oracle();
    setup.contract = setup.market.chain.create(code, &setup.owner, &msg);
    let staking = setup.foreign(&[("state", r#"{"state":{"exchange_rate":"1"}}"#)]);

    assert_refused(
        setup.send_as_owner(&register(&uluna(), fed(), "1")),
        ContractError::OracleNotSet {},
    );
    let own = SourceType::MirrorOracle {
        oracle_addr: Some(setup.oracle.to_string()),
    };
    setup.registers(&uluna(), own);
    setup.registers(&AssetInfo::native("ulunax"), lunax(&staking));
    assert!(setup.price_error("ulunax").contains("Oracle is not set"));
}

/// T-42: one collateral sinks the system.
#[test]
fn the_cap_is_told_with_the_price() {
    let mut setup = Setup::new();
    setup.registers(&uluna(), fixed("5"));

    setup.send_as_owner(&set_cap(&uluna(), Some(7))).unwrap();
    assert_eq!(
        Some(7),
        setup.price("uluna").value_cap.map(|cap| cap.u128())
    );
    assert_eq!(Some(7), setup.info("uluna").value_cap.map(|cap| cap.u128()));

    setup.send_as_owner(&set_source(&uluna(), fed())).unwrap();
    setup.send_as_owner(&set_cap(&uluna(), None)).unwrap();
    assert_eq!(None, setup.info("uluna").value_cap);
}

#[test]
fn what_is_read_from_the_stores_is_what_is_answered() {
    let mut setup = Setup::new();
    let own = SourceType::MirrorOracle {
        oracle_addr: Some(setup.oracle.to_string()),
    };
    setup.registers(&uluna(), fed());
    setup.registers(&AssetInfo::native("uown"), own);
    setup.registers(&AssetInfo::native("ufixed"), fixed("2"));
    setup.registers(&AssetInfo::native("uyoung"), fed());
    setup.feeds(1_000, "uluna", "5");
    setup.feeds(1_000, "uown", "7");
    setup.send_as_owner(&set_cap(&uluna(), Some(9))).unwrap();
    setup.halts("uluna");

    let app = &setup.market.chain.app;
    let oracle = CollateralOracle(setup.contract.clone());
    let read = |asset: &str| oracle.posted_price(&app.wrap(), app.api(), asset, 1_000);

    for asset in ["uluna", "uown"] {
        assert_eq!(Ok(Some(setup.price(asset))), read(asset));
    }
    assert_eq!(Some(22_600), setup.price("uluna").halted_until);
    // Another kind of source, an asset without a post, an asset that is not listed: ask.
    for asset in ["ufixed", "uyoung", "unknown"] {
        assert_eq!(Ok(None), read(asset));
    }
}
