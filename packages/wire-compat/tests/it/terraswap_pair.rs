use cosmwasm_std::Uint128;
use published_terraswap::{asset as their_asset, pair as theirs};
use serde_json::json;
use terraswap::asset::{Asset, AssetInfo, PairInfo};
use terraswap::pair as ours;

use crate::wire::{
    coin, denom, made, ours_reads, ours_reads_all, received, theirs_reads, token, tokens,
};

#[test]
fn assets() {
    ours_reads_all::<AssetInfo>(&[
        their_asset::AssetInfo::Token {
            contract_addr: "maapl".into(),
        },
        their_asset::AssetInfo::NativeToken {
            denom: "uusd".into(),
        },
    ]);
    theirs_reads::<their_asset::Asset>(&Asset::native("uusd", 5u128));
    theirs_reads::<their_asset::Asset>(&Asset::token("maapl", 5u128));
}

#[test]
fn set_up_and_migration() {
    ours_reads::<ours::InstantiateMsg>(&theirs::InstantiateMsg {
        asset_infos: [made(denom()), made(token())],
        token_code_id: 3,
        asset_decimals: [6, 8],
    });
    assert_eq!(ours::MigrateMsg {}, made(json!(theirs::MigrateMsg {})));
}

#[test]
fn messages() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::Receive(made(received())),
        theirs::ExecuteMsg::ProvideLiquidity {
            assets: [made(coin()), made(tokens())],
            receiver: Some("receiver".into()),
            deadline: Some(17),
            slippage_tolerance: Some(made("0.01")),
        },
        theirs::ExecuteMsg::Swap {
            offer_asset: made(coin()),
            belief_price: Some(made("100")),
            max_spread: Some(made("0.01")),
            to: Some("receiver".into()),
            deadline: Some(17),
        },
    ]);
}

#[test]
fn hooks_and_queries() {
    ours_reads_all::<ours::Cw20HookMsg>(&[
        theirs::Cw20HookMsg::Swap {
            belief_price: Some(made("100")),
            max_spread: Some(made("0.01")),
            to: Some("receiver".into()),
            deadline: Some(17),
        },
        theirs::Cw20HookMsg::WithdrawLiquidity {
            min_assets: Some([made(coin()), made(tokens())]),
            deadline: Some(17),
        },
        theirs::Cw20HookMsg::WithdrawLiquidity {
            min_assets: None,
            deadline: None,
        },
    ]);
    ours_reads_all::<ours::QueryMsg>(&[
        theirs::QueryMsg::Pair {},
        theirs::QueryMsg::Pool {},
        theirs::QueryMsg::Simulation {
            offer_asset: made(coin()),
        },
        theirs::QueryMsg::ReverseSimulation {
            ask_asset: made(tokens()),
        },
    ]);
}

#[test]
fn answers() {
    theirs_reads::<their_asset::PairInfo>(&PairInfo {
        asset_infos: [AssetInfo::native("uusd"), AssetInfo::token("maapl")],
        contract_addr: "pair".into(),
        liquidity_token: "lp".into(),
        asset_decimals: [6, 8],
    });
    theirs_reads::<theirs::PoolResponse>(&ours::PoolResponse {
        assets: [
            Asset::native("uusd", 1_000u128),
            Asset::token("maapl", 10u128),
        ],
        total_share: Uint128::new(100),
    });
    theirs_reads::<theirs::SimulationResponse>(&ours::SimulationResponse {
        return_amount: Uint128::new(9_960),
        spread_amount: Uint128::new(10),
        commission_amount: Uint128::new(30),
    });
    theirs_reads::<theirs::ReverseSimulationResponse>(&ours::ReverseSimulationResponse {
        offer_amount: Uint128::new(999_999),
        spread_amount: Uint128::new(9),
        commission_amount: Uint128::new(30),
    });
}
