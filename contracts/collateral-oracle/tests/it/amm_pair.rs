//! The source `amm_pair`. The numbers are those of collateral-oracle.md section 10.

use mirror_collateral_oracle::ContractError;
use mirror_protocol::collateral_oracle::{ConfigUpdate, ExecuteMsg, SourceType};
use mirror_testing::assert_refused;
use terraswap::asset::{Asset, AssetInfo};

use crate::setup::{amm, ask_price, decimal, fixed, register, set_source, Setup};

fn usd(amount: u128) -> Asset {
    Asset::native("uusd", amount)
}

#[test]
fn a_quiet_pool_is_priced_by_its_reserves_at_the_time_of_the_block() {
    for (tokens, price) in [(500_000_000, "2"), (3_000_000_000, "0.333333333333333333")] {
        let mut setup = Setup::new();
        let (pair, token) = setup.pool(usd(1_000_000_000), tokens);
        setup.market.chain.at(1_600);

        setup.registers(&token, amm(&pair.contract_addr, None));

        setup.market.chain.at(1_700);
        assert_eq!((decimal(price), 1_700), setup.rate(token.id()));
    }
}

#[test]
fn the_pairs_own_order_does_not_matter() {
    let mut setup = Setup::new();
    let token = setup.market.new_token("ANY", 6);
    let provider = setup.market.account("provider");
    let sides = [token.clone().amount(500_000_000u128), usd(1_000_000_000)];
    let pair = setup.market.new_pool(&provider, sides);
    setup.market.chain.at(1_600);

    setup.registers(&token, amm(&pair.contract_addr, None));

    assert_eq!((decimal("2"), 1_600), setup.rate(token.id()));
}

#[test]
fn an_intermediate_denom_is_priced_by_the_oracle() {
    let mut setup = Setup::new();
    setup.market.chain.at(400);
    let (pair, token) = setup.pool(Asset::native("uluna", 100_000_000u128), 1_000_000_000);
    setup.feeds(1_000, "uluna", "5");

    setup.registers(&token, amm(&pair.contract_addr, Some("uluna")));

    setup.market.chain.at(1_060);
    assert_eq!((decimal("0.5"), 1_000), setup.rate(token.id()));
    let question = ask_price(token.id(), Some(60));
    let _: serde_json::Value = setup.market.chain.query(&setup.contract, &question);
    setup.market.chain.at(1_061);
    let error = setup.market.chain.query_error(&setup.contract, &question);
    assert!(error.contains("Price is too old"), "{error}");
}

#[test]
fn the_older_spelling_is_read() {
    let mut setup = Setup::new();
    let (pair, token) = setup.pool(usd(1_000_000_000), 500_000_000);
    setup.market.chain.at(1_600);
    let source = format!(
        r#"{{"terraswap":{{"terraswap_pair_addr":"{}","intermediate_denom":null}}}}"#,
        pair.contract_addr
    );

    setup.registers(&token, serde_json::from_str::<SourceType>(&source).unwrap());

    assert_eq!((decimal("2"), 1_600), setup.rate(token.id()));
    assert_eq!("amm_pair", setup.info(token.id()).source_type);
}

#[test]
fn the_base_denom_is_no_intermediate_one() {
    let mut setup = Setup::new();
    let (pair, token) = setup.pool(usd(1_000_000_000), 500_000_000);
    setup.market.chain.at(1_600);

    setup.registers(&token, amm(&pair.contract_addr, Some("uusd")));

    assert_eq!((decimal("2"), 1_600), setup.rate(token.id()));
}

#[test]
fn t45_a_trade_in_the_same_block_does_not_move_the_price() {
    let mut setup = Setup::new();
    let (pair, token) = setup.pool(usd(1_000_000_000), 500_000_000);
    let attacker = setup.market.account("attacker");
    setup.market.give(&attacker, &usd(9_000_000_000));
    setup.market.chain.at(1_700);
    setup.registers(&token, amm(&pair.contract_addr, None));

    setup
        .market
        .swap(&attacker, &pair, usd(9_000_000_000))
        .unwrap();

    let [base, _] = setup.market.reserves(&pair);
    assert_eq!(10_000_000_000, base);
    assert_eq!((decimal("2"), 1_700), setup.rate(token.id()));
}

#[test]
fn a_young_and_an_empty_pair_are_no_sources() {
    let mut setup = Setup::new();
    let (young, token) = setup.pool(usd(1_000_000_000), 500_000_000);
    let empty_token = setup.market.new_token("EMPTY", 6);
    let empty = setup
        .market
        .new_pair([&AssetInfo::native("uusd"), &empty_token]);
    setup.market.chain.at(1_599);

    for (pair, asset) in [(&young, &token), (&empty, &empty_token)] {
        let pair = pair.contract_addr.clone();
        assert_refused(
            setup.send_as_owner(&register(asset, amm(&pair, None), "1")),
            ContractError::NoTimeWeightedPrice { pair },
        );
    }
}

#[test]
fn a_pair_without_a_price_track_is_no_source() {
    let mut setup = Setup::new();
    let token = setup.market.new_token("ANY", 6);
    let pool = format!(
        r#"{{"assets":[{{"info":{{"native_token":{{"denom":"uusd"}}}},"amount":"1"}},
        {{"info":{{"token":{{"contract_addr":"{token}"}}}},"amount":"1"}}],"more":{{}}}}"#
    );
    let spot_only = setup.foreign(&[("pool", &pool)]);
    let lenient = setup.foreign(&[
        ("pool", &pool),
        (
            "time_weighted_price",
            r#"{"prices":["3","0.25"],"window":600,"more":7}"#,
        ),
    ]);

    assert_refused(
        setup.send_as_owner(&register(&token, amm(spot_only.as_str(), None), "1")),
        ContractError::NoTimeWeightedPrice {
            pair: spot_only.to_string(),
        },
    );
    setup.registers(&token, amm(lenient.as_str(), None));
    assert_eq!((decimal("0.25"), 1_000), setup.rate(token.id()));
}

#[test]
fn a_pair_of_other_assets_is_no_source() {
    let mut setup = Setup::new();
    let (pair, token) = setup.pool(usd(1_000_000_000), 500_000_000);
    let (other, _) = setup.pool(usd(1_000_000_000), 500_000_000);
    setup.market.chain.at(1_600);
    let itself = setup.contract.to_string();
    let mismatch = |pair: &str, denom: &str| ContractError::PoolMismatch {
        pair: pair.to_string(),
        asset: token.to_string(),
        denom: denom.to_string(),
    };

    let cases = [
        (other.contract_addr.as_str(), None, "uusd"),
        (pair.contract_addr.as_str(), Some("uluna"), "uluna"),
        (itself.as_str(), None, "uusd"),
    ];
    for (pair, intermediate, denom) in cases {
        let msg = register(&token, amm(pair, intermediate), "1");
        assert_refused(setup.send_as_owner(&msg), mismatch(pair, denom));
    }

    setup.registers(&token, fixed("1"));
    let msg = set_source(&token, amm(&other.contract_addr, None));
    assert_refused(
        setup.send_as_owner(&msg),
        mismatch(&other.contract_addr, "uusd"),
    );
}

#[test]
fn a_price_in_the_former_base_denom_is_refused() {
    let mut setup = Setup::new();
    let (pair, token) = setup.pool(usd(1_000_000_000), 500_000_000);
    setup.market.chain.at(1_600);
    setup.registers(&token, amm(&pair.contract_addr, None));

    let update = ConfigUpdate {
        base_denom: Some("uluna".to_string()),
        ..ConfigUpdate::default()
    };
    setup
        .send_as_owner(&ExecuteMsg::UpdateConfig(update))
        .unwrap();

    let error = setup.price_error(token.id());
    assert!(error.contains("Invalid pool"), "{error}");
}
