use cosmwasm_std::Uint128;
use mirror_protocol::staking as ours;
use published_mirror::staking as theirs;
use serde_json::json;

use crate::wire::{
    coin, decimal, made, ours_reads, ours_reads_all, received, theirs_reads, tokens,
};

#[test]
fn set_up_and_migration() {
    ours_reads::<ours::InstantiateMsg>(&theirs::InstantiateMsg {
        owner: "owner".into(),
        mirror_token: "mir".into(),
        mint_contract: "mint".into(),
        oracle_contract: "oracle".into(),
        terraswap_factory: "terraswap_factory".into(),
        base_denom: "uusd".into(),
        premium_min_update_interval: 3_600,
        short_reward_contract: "short_reward".into(),
    });
    // conventions.md section 6: any object migrates, its fields are ignored.
    let migrate = theirs::MigrateMsg {
        mint_contract: "mint".into(),
        oracle_contract: "oracle".into(),
        terraswap_factory: "terraswap_factory".into(),
        base_denom: "uusd".into(),
        premium_min_update_interval: 3_600,
    };
    assert_eq!(ours::MigrateMsg {}, made(json!(migrate)));
}

#[test]
fn messages_about_stakes() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::Receive(made(received())),
        theirs::ExecuteMsg::Unbond {
            asset_token: "maapl".into(),
            amount: made("5"),
        },
        theirs::ExecuteMsg::Withdraw {
            asset_token: Some("maapl".into()),
        },
        theirs::ExecuteMsg::Withdraw { asset_token: None },
        theirs::ExecuteMsg::AutoStake {
            assets: [made(coin()), made(tokens())],
            slippage_tolerance: Some(made("0.01")),
        },
        theirs::ExecuteMsg::AutoStakeHook {
            asset_token: "maapl".into(),
            staking_token: "lp".into(),
            staker_addr: "staker".into(),
            prev_staking_token_amount: made("5"),
        },
    ]);
}

#[test]
fn messages_about_pools() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::UpdateConfig {
            owner: Some("owner".into()),
            premium_min_update_interval: Some(3_600),
            short_reward_contract: Some("short_reward".into()),
        },
        theirs::ExecuteMsg::RegisterAsset {
            asset_token: "maapl".into(),
            staking_token: "lp".into(),
        },
        theirs::ExecuteMsg::AdjustPremium {
            asset_tokens: vec!["maapl".into(), "mmsft".into()],
        },
        theirs::ExecuteMsg::IncreaseShortToken {
            asset_token: "maapl".into(),
            staker_addr: "staker".into(),
            amount: made("5"),
        },
        theirs::ExecuteMsg::DecreaseShortToken {
            asset_token: "maapl".into(),
            staker_addr: "staker".into(),
            amount: made("5"),
        },
    ]);
}

#[test]
fn hooks_and_queries() {
    ours_reads_all::<ours::Cw20HookMsg>(&[
        theirs::Cw20HookMsg::Bond {
            asset_token: "maapl".into(),
        },
        theirs::Cw20HookMsg::DepositReward {
            rewards: vec![("maapl".into(), made("5")), ("mir".into(), made("2"))],
        },
    ]);
    ours_reads_all::<ours::QueryMsg>(&[
        theirs::QueryMsg::Config {},
        theirs::QueryMsg::PoolInfo {
            asset_token: "maapl".into(),
        },
        theirs::QueryMsg::RewardInfo {
            staker_addr: "staker".into(),
            asset_token: Some("maapl".into()),
        },
    ]);
}

#[test]
fn answers_about_staking_and_stakers() {
    theirs_reads::<theirs::ConfigResponse>(&ours::ConfigResponse {
        owner: "owner".into(),
        mirror_token: "mir".into(),
        mint_contract: "mint".into(),
        oracle_contract: "oracle".into(),
        terraswap_factory: "terraswap_factory".into(),
        base_denom: "uusd".into(),
        premium_min_update_interval: 3_600,
        short_reward_contract: "short_reward".into(),
        minimum_reserve: Some(Uint128::new(10_000_000_000)),
    });
    theirs_reads::<theirs::RewardInfoResponse>(&ours::RewardInfoResponse {
        staker_addr: "staker".into(),
        reward_infos: vec![ours::RewardInfoResponseItem {
            asset_token: "maapl".into(),
            bond_amount: Uint128::new(5),
            pending_reward: Uint128::new(9),
            is_short: true,
            should_migrate: Some(true),
        }],
    });
}

#[test]
fn answers_about_pools() {
    theirs_reads::<theirs::PoolInfoResponse>(&ours::PoolInfoResponse {
        asset_token: "maapl".into(),
        staking_token: "lp".into(),
        total_bond_amount: Uint128::new(7_000_000),
        total_short_amount: Uint128::new(3_000_000),
        reward_index: decimal("0.028725714285714285"),
        short_reward_index: decimal("0.266306666666666666"),
        pending_reward: Uint128::new(1),
        short_pending_reward: Uint128::new(2),
        premium_rate: decimal("0.05"),
        short_reward_weight: decimal("0.798920081574695924"),
        premium_updated_time: 1_000_000,
        reward_end: Some(1_086_400),
        short_reward_end: Some(1_086_401),
        migration_index_snapshot: Some(decimal("1")),
        migration_deprecated_staking_token: Some("lp1".into()),
    });
}
