//! The list and the single entry.

use mirror_collateral_oracle::ContractError;
use mirror_protocol::collateral_oracle::{CollateralInfosResponse, QueryMsg};
use terraswap::asset::AssetInfo;

use crate::setup::{amm, ask_price, fed, fixed, lunax, Setup};

fn page(setup: &Setup, start_after: Option<&str>, limit: Option<u32>) -> Vec<String> {
    let question = QueryMsg::CollateralAssetInfos {
        start_after: start_after.map(str::to_string),
        limit,
    };
    let answer: CollateralInfosResponse = setup.market.chain.query(&setup.contract, &question);
    let names = answer.collaterals.into_iter().map(|info| info.asset);
    names.collect()
}

fn with_denoms(count: usize) -> (Setup, Vec<String>) {
    let mut setup = Setup::new();
    let names: Vec<_> = (0..count).map(|index| format!("u{index:03}")).collect();
    for name in names.iter().rev() {
        setup.registers(&AssetInfo::native(name), fixed("1"));
    }
    (setup, names)
}

#[test]
fn a_page_holds_a_hundred_unless_told_and_at_most() {
    let (setup, names) = with_denoms(102);

    assert_eq!(names[..100], page(&setup, None, None));
    for (limit, entries) in [(0, 0), (1, 1), (100, 100), (101, 100), (u32::MAX, 100)] {
        assert_eq!(names[..entries], page(&setup, None, Some(limit)));
    }
}

#[test]
fn pages_follow_each_other_without_gap_or_repetition() {
    let (setup, names) = with_denoms(7);

    assert_eq!(names[3..6], page(&setup, Some("u002"), Some(3)));
    assert_eq!(names[6..], page(&setup, Some("u005"), None));
    assert_eq!(names[3..], page(&setup, Some("u002x"), None));
    assert!(page(&setup, Some("u006"), None).is_empty());
    assert_eq!(names, page(&setup, Some(""), None));
}

#[test]
fn a_question_without_the_newer_fields_is_answered_in_full() {
    let (setup, names) = with_denoms(12);
    let question = serde_json::json!({ "collateral_asset_infos": {} });

    let answer: CollateralInfosResponse = setup.market.chain.query(&setup.contract, &question);

    assert_eq!(names.len(), answer.collaterals.len());
}

#[test]
fn an_unknown_asset_is_not_found() {
    let setup = Setup::new();
    let questions = [
        ask_price("uluna", None),
        QueryMsg::CollateralAssetInfo {
            asset: "uluna".to_string(),
        },
    ];

    for question in questions {
        let error = setup.market.chain.query_error(&setup.contract, &question);
        let asset = "uluna".to_string();
        let expected = ContractError::CollateralAssetNotFound { asset }.to_string();
        assert!(error.contains(&expected), "{error}");
    }
}

#[test]
fn an_entry_is_told_even_if_its_source_is_dead() {
    let mut setup = Setup::new();
    let nobody = setup.stranger.clone();
    setup.registers(&AssetInfo::native("ulunax"), lunax(&nobody));

    setup.price_error("ulunax");

    assert_eq!("lunax", setup.info("ulunax").source_type);
    assert_eq!(vec!["ulunax"], page(&setup, None, None));
}

#[test]
fn the_base_denom_is_a_fixed_price_of_one() {
    let setup = Setup::new();

    assert_eq!("fixed_price", setup.info("uusd").source_type);
    assert!(page(&setup, None, None).is_empty());
}

#[test]
fn an_older_price_question_is_understood() {
    let mut setup = Setup::new();
    setup.registers(&AssetInfo::native("uluna"), fed());
    setup.feeds(1_000, "uluna", "5");
    let question = serde_json::json!({
        "collateral_price": { "asset": "uluna", "block_height": 12 }
    });

    let answer: serde_json::Value = setup.market.chain.query(&setup.contract, &question);

    assert_eq!("5", answer["rate"]);
    for new in ["value_cap", "lower", "halted_until"] {
        assert!(answer.get(new).is_none(), "{new}");
    }
}

#[test]
fn a_pool_that_its_providers_leave_keeps_a_price() {
    let mut setup = Setup::new();
    let usd = terraswap::asset::Asset::native("uusd", 1_000_000u128);
    let (pair, token) = setup.pool(usd, 1_000_000);
    let provider = setup.market.account("provider");
    setup.market.chain.at(1_600);
    setup.registers(&token, amm(&pair.contract_addr, None));

    // All but the locked minimum is taken out: 1000 of each side stay, so there still is a price.
    setup.market.withdraw(&provider, &pair, 999_000).unwrap();

    assert_eq!("1", setup.price(token.id()).rate.to_string());
}
