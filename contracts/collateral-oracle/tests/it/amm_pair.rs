//! The source `amm_pair`. The numbers are those of collateral-oracle.md section 10.

use cosmwasm_std::Decimal;
use mirror_collateral_oracle::ContractError;
use mirror_protocol::collateral_oracle::SourceType;
use mirror_testing::assert_refused;
use terraswap::asset::{Asset, AssetInfo};

use crate::setup::{amm, ask_price, decimal, fixed, register, revoke, set_source, Setup};

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

/// T-45: `amm_pair` spot price moved inside a tx.
#[test]
fn a_trade_in_the_same_block_does_not_move_the_price() {
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
    let average_only = setup.foreign(&[
        ("pool", &pool),
        (
            "time_weighted_price",
            r#"{"prices":["3","0.25"],"window":600}"#,
        ),
    ]);
    let lenient = setup.foreign(&[
        ("pool", &pool),
        (
            "time_weighted_price",
            r#"{"prices":["3","0.25"],"rates":["3","0.25"],"lower":["4","0.2"],"window":600,"more":7}"#,
        ),
    ]);

    for pair in [spot_only, average_only] {
        assert_refused(
            setup.send_as_owner(&register(&token, amm(pair.as_str(), None), "1")),
            ContractError::NoTimeWeightedPrice {
                pair: pair.to_string(),
            },
        );
    }
    setup.registers(&token, amm(lenient.as_str(), None));
    assert_eq!((decimal("0.25"), 1_000), setup.rate(token.id()));
    assert_eq!(Some(decimal("0.2")), setup.price(token.id()).lower);
}

#[test]
fn a_lower_price_is_never_above_the_rate_and_may_be_zero() {
    let mut setup = Setup::new();
    let token = setup.market.new_token("ANY", 6);
    let pool = format!(
        r#"{{"assets":[{{"info":{{"native_token":{{"denom":"uusd"}}}},"amount":"1"}},
        {{"info":{{"token":{{"contract_addr":"{token}"}}}},"amount":"1"}}]}}"#
    );

    for (told, expected) in [("0.3", "0.25"), ("0.25", "0.25"), ("0", "0")] {
        let answer = format!(
            r#"{{"prices":["3","0.25"],"rates":["3","0.25"],"lower":["0","{told}"],"window":600}}"#
        );
        let pair = setup.foreign(&[("pool", &pool), ("time_weighted_price", &answer)]);
        setup.registers(&token, amm(pair.as_str(), None));
        assert_eq!(Some(decimal(expected)), setup.price(token.id()).lower);
        setup.send_as_owner(&revoke(&token)).unwrap();
    }
}

/// After a crash the average is too high for a while: in a former version 10^10 base bought collateral
/// that backed 4.4 * 10^11 of debt. Now new debt is judged by the price of the moment, a sale by the
/// average.
#[test]
fn after_a_crash_new_debt_is_judged_by_the_price_of_the_moment() {
    let mut setup = Setup::new();
    let (pair, token) = setup.pool(usd(1_000_000_000_000), 1_000_000_000_000);
    let seller = setup.market.account("seller");
    setup
        .market
        .give(&seller, &token.clone().amount(9_000_000_000_000u128));
    setup.market.chain.at(2_000);
    setup.registers(&token, amm(&pair.contract_addr, None));

    let all = token.clone().amount(9_000_000_000_000u128);
    setup.market.swap(&seller, &pair, all).unwrap();
    setup.market.chain.at(2_060);

    let price = setup.price(token.id());
    let [base, tokens] = setup.market.reserves(&pair);
    let moment = Decimal::from_ratio(base, tokens);
    assert_eq!(Some(moment), price.lower);
    assert!(moment < decimal("0.011"), "{moment}");
    // The average of nine minutes at 1 and one minute at a hundredth.
    assert!(price.rate > decimal("0.9"), "{}", price.rate);
}

/// In a former version somebody raised the price from the end of one block to the next. It cost
/// 18 * 10^9, lifted the average to 2.715 and backed 1.36 * 10^12 of debt with 10^12.
#[test]
fn a_pump_of_one_block_backs_no_new_debt() {
    let mut setup = Setup::new();
    let (pair, token) = setup.pool(usd(1_000_000_000_000), 1_000_000_000_000);
    let whale = setup.market.account("whale");
    let stake = usd(12_000_000_000_000);
    setup.market.give(&whale, &stake);
    setup.market.chain.at(2_000);
    setup.registers(&token, amm(&pair.contract_addr, None));

    setup.market.swap(&whale, &pair, stake).unwrap();
    setup.market.chain.at(2_006);

    // Nobody has sold back yet. The price of the moment is about 162, so the average of 1,006 seconds is
    // near (1,000 + 6 * 162) / 1,006; that of the inverse has hardly moved.
    let price = setup.price(token.id());
    let lower = price.lower.unwrap();
    assert!(price.rate > decimal("1.9"), "{}", price.rate);
    assert!(lower < decimal("1.02"), "{lower}");
}

#[test]
fn an_intermediate_denom_lowers_the_lower_price_too() {
    let mut setup = Setup::new();
    setup.market.chain.at(400);
    let (pair, token) = setup.pool(Asset::native("uluna", 100_000_000u128), 1_000_000_000);
    setup.feeds(1_000, "uluna", "5");
    setup.registers(&token, amm(&pair.contract_addr, Some("uluna")));
    let seller = setup.market.account("seller");
    let sold = token.clone().amount(1_000_000_000u128);
    setup.market.give(&seller, &sold);
    setup.market.swap(&seller, &pair, sold).unwrap();
    setup.market.chain.at(1_001);

    let price = setup.price(token.id());
    let [uluna, tokens] = setup.market.reserves(&pair);
    let expected = Decimal::from_ratio(uluna, tokens) * decimal("5");
    assert_eq!(Some(expected), price.lower);
    assert!(price.rate > decimal("0.49"), "{}", price.rate);
}

#[test]
fn a_halted_intermediate_denom_halts_the_price() {
    let mut setup = Setup::new();
    setup.market.chain.at(400);
    let (pair, token) = setup.pool(Asset::native("uluna", 100_000_000u128), 1_000_000_000);
    setup.feeds(1_000, "uluna", "5");
    setup.registers(&token, amm(&pair.contract_addr, Some("uluna")));

    setup.halts("uluna");

    let price = setup.price(token.id());
    assert_eq!((0, Some(22_600)), (price.last_updated, price.halted_until));
    assert_eq!(decimal("0.5"), price.rate);
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
