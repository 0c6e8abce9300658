use published_terraswap::{asset as their_asset, factory as theirs};
use serde_json::json;
use terraswap::asset::{Asset, AssetInfo, PairInfo};
use terraswap::factory as ours;

use crate::wire::{coin, denom, made, ours_reads, ours_reads_all, theirs_reads, token, tokens};

#[test]
fn set_up_and_migration() {
    ours_reads::<ours::InstantiateMsg>(&theirs::InstantiateMsg {
        pair_code_id: 2,
        token_code_id: 3,
    });
    assert_eq!(ours::MigrateMsg {}, made(json!(theirs::MigrateMsg {})));
}

#[test]
fn messages() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::UpdateConfig {
            owner: Some("gov".into()),
            token_code_id: Some(3),
            pair_code_id: Some(2),
        },
        theirs::ExecuteMsg::CreatePair {
            assets: [made(coin()), made(tokens())],
        },
        theirs::ExecuteMsg::AddNativeTokenDecimals {
            denom: "uusd".into(),
            decimals: 6,
        },
        theirs::ExecuteMsg::MigratePair {
            contract: "pair".into(),
            code_id: Some(9),
        },
    ]);
}

#[test]
fn queries_and_answers() {
    ours_reads_all::<ours::QueryMsg>(&[
        theirs::QueryMsg::Config {},
        theirs::QueryMsg::Pair {
            asset_infos: [made(denom()), made(token())],
        },
        theirs::QueryMsg::Pairs {
            start_after: Some([made(denom()), made(token())]),
            limit: Some(30),
        },
        theirs::QueryMsg::NativeTokenDecimals {
            denom: "uusd".into(),
        },
    ]);
    theirs_reads::<theirs::ConfigResponse>(&ours::ConfigResponse {
        owner: "gov".into(),
        pair_code_id: 2,
        token_code_id: 3,
    });
    let pair = PairInfo {
        asset_infos: [AssetInfo::native("uusd"), AssetInfo::token("maapl")],
        contract_addr: "pair".into(),
        liquidity_token: "lp".into(),
        asset_decimals: [6, 6],
    };
    theirs_reads::<their_asset::PairInfo>(&pair);
    theirs_reads::<theirs::PairsResponse>(&ours::PairsResponse { pairs: vec![pair] });
    theirs_reads::<theirs::NativeTokenDecimalsResponse>(&ours::NativeTokenDecimalsResponse {
        decimals: 6,
    });
}

#[test]
fn ours_creates_pairs_at_a_published_factory() {
    theirs_reads::<theirs::ExecuteMsg>(&ours::ExecuteMsg::CreatePair {
        assets: Some([Asset::native("uusd", 0u128), Asset::token("maapl", 0u128)]),
        asset_infos: None,
    });
}
