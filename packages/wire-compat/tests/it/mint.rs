use cosmwasm_std::Uint128;
use mirror_protocol::mint as ours;
use published_mirror::common::OrderBy;
use published_mirror::mint as theirs;
use serde_json::json;
use terraswap::asset::Asset;

use crate::wire::{
    coin, decimal, denom, made, ours_reads, ours_reads_all, received, theirs_reads, token, tokens,
};

fn short_params() -> Option<theirs::ShortParams> {
    Some(theirs::ShortParams {
        belief_price: Some(made("100")),
        max_spread: Some(made("0.01")),
    })
}

fn ipo_params() -> Option<theirs::IPOParams> {
    Some(theirs::IPOParams {
        mint_end: 1_700_000_000,
        pre_ipo_price: made("40"),
        min_collateral_ratio_after_ipo: made("1.5"),
    })
}

#[test]
fn set_up_and_migration() {
    ours_reads::<ours::InstantiateMsg>(&theirs::InstantiateMsg {
        owner: "owner".into(),
        oracle: "oracle".into(),
        collector: "collector".into(),
        collateral_oracle: "collateral_oracle".into(),
        staking: "staking".into(),
        terraswap_factory: "terraswap_factory".into(),
        lock: "lock".into(),
        base_denom: "uusd".into(),
        token_code_id: 3,
        protocol_fee_rate: made("0.015"),
    });
    // conventions.md section 6: any object migrates, its fields are ignored.
    let migrate = theirs::MigrateMsg {
        collateral_oracle: "collateral_oracle".into(),
        staking: "staking".into(),
        terraswap_factory: "terraswap_factory".into(),
        lock: "lock".into(),
    };
    assert_eq!(ours::MigrateMsg {}, made(json!(migrate)));
}

#[test]
fn messages_of_the_owner() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::UpdateConfig {
            owner: Some("owner".into()),
            oracle: Some("oracle".into()),
            collector: Some("collector".into()),
            collateral_oracle: Some("collateral_oracle".into()),
            terraswap_factory: Some("terraswap_factory".into()),
            lock: Some("lock".into()),
            token_code_id: Some(3),
            protocol_fee_rate: Some(made("0.015")),
            staking: Some("staking".into()),
        },
        theirs::ExecuteMsg::UpdateAsset {
            asset_token: "maapl".into(),
            auction_discount: Some(made("0.2")),
            min_collateral_ratio: Some(made("1.5")),
            ipo_params: ipo_params(),
        },
        theirs::ExecuteMsg::RegisterAsset {
            asset_token: "maapl".into(),
            auction_discount: made("0.2"),
            min_collateral_ratio: made("1.5"),
            ipo_params: ipo_params(),
        },
        theirs::ExecuteMsg::RegisterMigration {
            asset_token: "maapl".into(),
            end_price: made("1.2"),
        },
    ]);
}

#[test]
fn the_published_spelling_of_trigger_ipo_is_accepted() {
    // mint.md section 4: the primary spelling is another.
    let trigger = theirs::ExecuteMsg::TriggerIPO {
        asset_token: "maapl".into(),
    };

    assert_eq!(
        json!({ "trigger_i_p_o": { "asset_token": "maapl" } }),
        json!(trigger)
    );
    assert_eq!(
        ours::ExecuteMsg::TriggerIPO {
            asset_token: "maapl".into()
        },
        made(json!(trigger))
    );
}

#[test]
fn messages_of_users() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::Receive(made(received())),
        theirs::ExecuteMsg::OpenPosition {
            collateral: made(coin()),
            asset_info: made(token()),
            collateral_ratio: made("2"),
            short_params: short_params(),
        },
        theirs::ExecuteMsg::OpenPosition {
            collateral: made(coin()),
            asset_info: made(denom()),
            collateral_ratio: made("2"),
            short_params: None,
        },
        theirs::ExecuteMsg::Deposit {
            position_idx: made("7"),
            collateral: made(coin()),
        },
        theirs::ExecuteMsg::Withdraw {
            position_idx: made("7"),
            collateral: Some(made(tokens())),
        },
        theirs::ExecuteMsg::Withdraw {
            position_idx: made("7"),
            collateral: None,
        },
        theirs::ExecuteMsg::Mint {
            position_idx: made("7"),
            asset: made(tokens()),
            short_params: short_params(),
        },
    ]);
}

#[test]
fn hooks() {
    ours_reads_all::<ours::Cw20HookMsg>(&[
        theirs::Cw20HookMsg::OpenPosition {
            asset_info: made(token()),
            collateral_ratio: made("2"),
            short_params: short_params(),
        },
        theirs::Cw20HookMsg::Deposit {
            position_idx: made("7"),
        },
        theirs::Cw20HookMsg::Burn {
            position_idx: made("7"),
        },
        theirs::Cw20HookMsg::Auction {
            position_idx: made("7"),
        },
    ]);
}

#[test]
fn queries() {
    ours_reads_all::<ours::QueryMsg>(&[
        theirs::QueryMsg::Config {},
        theirs::QueryMsg::AssetConfig {
            asset_token: "maapl".into(),
        },
        theirs::QueryMsg::Position {
            position_idx: made("7"),
        },
        theirs::QueryMsg::Positions {
            owner_addr: Some("owner".into()),
            asset_token: Some("maapl".into()),
            start_after: Some(made("7")),
            limit: Some(30),
            order_by: Some(OrderBy::Asc),
        },
        theirs::QueryMsg::Positions {
            owner_addr: None,
            asset_token: None,
            start_after: None,
            limit: None,
            order_by: Some(OrderBy::Desc),
        },
        theirs::QueryMsg::NextPositionIdx {},
    ]);
}

#[test]
fn answers_about_mint_and_its_assets() {
    theirs_reads::<theirs::ConfigResponse>(&ours::ConfigResponse {
        owner: "owner".into(),
        oracle: "oracle".into(),
        collector: "collector".into(),
        collateral_oracle: "collateral_oracle".into(),
        staking: "staking".into(),
        terraswap_factory: "terraswap_factory".into(),
        lock: "lock".into(),
        base_denom: "uusd".into(),
        token_code_id: 3,
        protocol_fee_rate: decimal("0.015"),
        default_value_cap: None,
        collateral_delay: None,
    });
    let plain = ours::AssetConfigResponse {
        token: "maapl".into(),
        auction_discount: decimal("0.2"),
        min_collateral_ratio: decimal("1.5"),
        end_price: None,
        ipo_params: None,
        debt_cap: None,
        delisting_price: None,
        collateral: None,
        collateral_due: None,
    };
    theirs_reads::<theirs::AssetConfigResponse>(&plain);
    theirs_reads::<theirs::AssetConfigResponse>(&ours::AssetConfigResponse {
        end_price: Some(decimal("1.2")),
        ipo_params: Some(ours::IPOParams {
            mint_end: 1_700_000_000,
            pre_ipo_price: decimal("40"),
            min_collateral_ratio_after_ipo: decimal("1.5"),
            trigger_addr: Some("trigger".into()),
        }),
        debt_cap: Some(Uint128::new(9)),
        ..plain
    });
}

#[test]
fn answers_about_positions() {
    let position = ours::PositionResponse {
        idx: Uint128::new(7),
        owner: "owner".into(),
        collateral: Asset::native("uusd", 1_000u128),
        asset: Asset::token("maapl", 6u128),
        is_short: true,
    };

    theirs_reads::<theirs::PositionResponse>(&position);
    theirs_reads::<theirs::PositionsResponse>(&ours::PositionsResponse {
        positions: vec![position],
    });
    theirs_reads::<theirs::NextPositionIdxResponse>(&ours::NextPositionIdxResponse {
        next_position_idx: Uint128::new(8),
    });
}
