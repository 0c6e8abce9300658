//! What a handle reads from another contract's store: a layout that it does not know is never read as a
//! wrong value, and whoever stores nothing or stores it otherwise is asked.

use cosmwasm_std::testing::{MockApi, MockQuerier};
use cosmwasm_std::{
    from_json, Addr, Binary, ContractResult, Empty, QuerierWrapper, StdError, StdResult,
    SystemResult, Uint128, WasmQuery,
};
use mirror_bytes::Bytes;
use mirror_protocol::collateral_oracle::stored::{
    Collateral, Pricing, Source, COLLATERALS, PRICING,
};
use mirror_protocol::collateral_oracle::{CollateralOracle, CollateralPriceResponse};
use mirror_protocol::oracle::{asset_key, Halt, LastPrice, Oracle, PostedPrice, ALWAYS_FRESH};

use crate::golden::decimal;

/// A second in which the posted price is halted.
const NOW: u64 = 1_020;
/// What a layout of tomorrow may look like.
const OTHER_LAYOUT: &[u8] = &[2, 7, 7, 7];

/// Contracts with this store, of which the oracle answers a question for a price.
fn chain(stored: Vec<(Vec<u8>, Vec<u8>)>) -> MockQuerier<Empty> {
    let mut chain = MockQuerier::default();
    chain.update_wasm(move |query| {
        let answer = match query {
            WasmQuery::Raw { key, .. } => {
                let mut found = stored.iter().filter(|(at, _)| key == at);
                found
                    .next()
                    .map(|(_, value)| value.clone())
                    .unwrap_or_default()
            }
            WasmQuery::Smart { msg, .. } => {
                let asked: serde_json::Value = from_json(msg).unwrap();
                let expected = serde_json::json!({
                    "price": { "base_asset": "uluna", "quote_asset": "uusd" }
                });
                assert_eq!(expected, asked);
                br#"{"rate":"9","last_updated_base":1015,"last_updated_quote":1016}"#.to_vec()
            }
            other => panic!("not asked for: {other:?}"),
        };
        SystemResult::Ok(ContractResult::Ok(Binary::from(answer)))
    });
    chain
}

fn posted() -> PostedPrice {
    PostedPrice {
        price: decimal("1.2"),
        time: 1_000,
        halt: Some(Halt {
            since: 1_010,
            until: 1_070,
        }),
    }
}

fn price_key() -> Vec<u8> {
    let key = asset_key(&MockApi::default(), "uluna");
    [&[PostedPrice::PREFIX], key.as_slice()].concat()
}

fn last_price(stored: Vec<(Vec<u8>, Vec<u8>)>) -> StdResult<LastPrice> {
    let chain = chain(stored);
    let querier = QuerierWrapper::new(&chain);
    let oracle = Oracle(Addr::unchecked("oracle"));
    oracle.last_price(&querier, &MockApi::default(), "uluna", "uusd", NOW)
}

/// What the oracle of [`chain`] answers.
fn told() -> LastPrice {
    LastPrice {
        price: decimal("9"),
        time: 1_015,
        halted_until: None,
    }
}

#[test]
fn a_posted_price_is_read_and_what_follows_it_is_not() {
    let feed = [posted().to_bytes().as_slice(), b"the oracle's own"].concat();

    let last = last_price(vec![(price_key(), feed)]).unwrap();

    assert_eq!(posted().at(NOW), last);
    assert_eq!((1_000, Some(1_070)), (last.time, last.halted_until));
    assert_eq!(0, last.usable_time());
}

#[test]
fn an_oracle_that_stores_nothing_is_asked() {
    assert_eq!(Ok(told()), last_price(vec![]));
    assert_eq!(1_015, told().usable_time());
}

#[test]
fn an_oracle_that_stores_another_layout_is_asked() {
    let stored = vec![(price_key(), OTHER_LAYOUT.to_vec())];

    assert_eq!(Ok(told()), last_price(stored));
}

#[test]
fn a_damaged_price_is_an_error() {
    let whole = posted().to_bytes();
    for length in 1..whole.len() {
        let stored = vec![(price_key(), whole[..length].to_vec())];

        assert!(
            matches!(last_price(stored), Err(StdError::ParseErr { .. })),
            "{length}"
        );
    }
}

fn collateral(oracle: Option<&str>) -> Collateral {
    Collateral {
        source: Source::MirrorOracle {
            oracle: oracle.map(Addr::unchecked),
        },
        multiplier: decimal("1.5"),
        is_revoked: true,
        value_cap: Some(Uint128::new(9)),
    }
}

fn collateral_key() -> Vec<u8> {
    [&[COLLATERALS], b"uluna".as_slice()].concat()
}

/// The whole store of a collateral oracle that names its oracle in the configuration.
fn store() -> Vec<(Vec<u8>, Vec<u8>)> {
    let pricing = Pricing {
        base_denom: "uusd".to_string(),
        mirror_oracle: Some(Addr::unchecked("oracle")),
    };
    vec![
        (collateral_key(), collateral(None).to_bytes()),
        (PRICING.to_vec(), pricing.to_bytes()),
        (price_key(), posted().to_bytes()),
    ]
}

fn collateral_price(stored: Vec<(Vec<u8>, Vec<u8>)>) -> StdResult<Option<CollateralPriceResponse>> {
    let chain = chain(stored);
    let querier = QuerierWrapper::new(&chain);
    let oracle = CollateralOracle(Addr::unchecked("collateral"));
    oracle.posted_price(&querier, &MockApi::default(), "uluna", NOW)
}

#[test]
fn a_fed_collateral_is_read_from_the_stores() {
    let expected = CollateralPriceResponse {
        asset: "uluna".to_string(),
        rate: decimal("1.2"),
        last_updated: 0,
        multiplier: decimal("1.5"),
        is_revoked: true,
        value_cap: Some(Uint128::new(9)),
        lower: None,
        halted_until: Some(1_070),
    };
    let mut of_its_own = store();
    of_its_own[0].1 = collateral(Some("another")).to_bytes();
    of_its_own.remove(1);

    for stored in [store(), of_its_own] {
        assert_eq!(Ok(Some(expected.clone())), collateral_price(stored));
    }
}

/// `None` says that the collateral oracle has to be asked.
#[test]
fn a_collateral_oracle_is_asked_where_anything_is_missing_or_in_another_layout() {
    for place in 0..3 {
        let mut missing = store();
        missing.remove(place);
        let mut other = store();
        other[place].1 = OTHER_LAYOUT.to_vec();

        assert_eq!(Ok(None), collateral_price(missing), "{place}");
        assert_eq!(Ok(None), collateral_price(other), "{place}");
    }
}

#[test]
fn damaged_data_of_a_collateral_is_an_error() {
    for place in 0..3 {
        let mut damaged = store();
        damaged[place].1.truncate(1);

        let refusal = collateral_price(damaged);

        assert!(matches!(refusal, Err(StdError::ParseErr { .. })), "{place}");
    }
}

#[test]
fn only_a_fed_collateral_is_read() {
    let mut stored = store();
    let source = Source::FixedPrice {
        price: decimal("5"),
    };
    stored[0].1 = Collateral {
        source,
        ..collateral(None)
    }
    .to_bytes();

    assert_eq!(Ok(None), collateral_price(stored));
}

#[test]
fn a_price_of_zero_is_left_to_the_collateral_oracle() {
    let mut stored = store();
    stored[2].1 = PostedPrice {
        price: decimal("0"),
        time: 0,
        halt: None,
    }
    .to_bytes();

    assert_eq!(Ok(None), collateral_price(stored));
}

fn pair(comes_first: bool, is_intermediate: bool) -> Source {
    Source::AmmPair {
        pair: Addr::unchecked("pair"),
        comes_first,
        denom: "uusd".to_string(),
        is_intermediate,
    }
}

/// Every kind of source with its name and its bytes.
fn sources() -> [(Source, &'static str, &'static [u8]); 7] {
    let price = decimal("1.5");
    let oracle = Some(Addr::unchecked("oracle"));
    let market = Addr::unchecked("market");
    let lunax = Source::Lunax {
        staking: Addr::unchecked("staking"),
        underlying: "uluna".to_string(),
    };
    let of_pair = "amm_pair";
    [
        (
            Source::MirrorOracle { oracle: None },
            "mirror_oracle",
            b"\0\0",
        ),
        (
            Source::MirrorOracle { oracle },
            "mirror_oracle",
            b"\0\x01\x06oracle",
        ),
        (Source::FixedPrice { price }, "fixed_price", b"\x01\x0f\x11"),
        (pair(true, false), of_pair, b"\x02\x04pair\x01\x04uusd\0"),
        (pair(false, true), of_pair, b"\x02\x04pair\0\x04uusd\x01"),
        (
            Source::AnchorMarket { market },
            "anchor_market",
            b"\x03\x06market",
        ),
        (lunax, "lunax", b"\x04\x07staking\x05uluna"),
    ]
}

#[test]
fn a_source_is_stored_so_and_its_text_is_the_name_of_its_kind() {
    for (source, name, stored) in sources() {
        assert_eq!(stored, source.to_bytes());
        assert_eq!(Ok(&source), Source::from_bytes(stored).as_ref());
        assert_eq!(name, source.to_string());
    }
}

/// T-14: storage traps.
#[test]
fn a_damaged_source_is_an_error() {
    for (source, _, stored) in sources() {
        for length in 0..stored.len() {
            let read = Source::from_bytes(&stored[..length]);
            assert!(read.is_err(), "{source} of {length} bytes");
        }
    }
    assert!(Source::from_bytes(&[5, 0]).is_err());
}

#[test]
fn an_answer_is_as_old_as_the_older_of_its_times() {
    let answer = |base, quote| {
        let text =
            format!(r#"{{"rate":"1","last_updated_base":{base},"last_updated_quote":{quote}}}"#);
        let answer: mirror_protocol::oracle::PriceResponse = from_json(text).unwrap();
        LastPrice::from(answer).time
    };

    assert_eq!(7, answer(7, ALWAYS_FRESH));
    assert_eq!(5, answer(7, 5));
}
