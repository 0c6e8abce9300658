use cosmwasm_std::{Binary, Uint128};
use cw20::Cw20ReceiveMsg;
use mirror_protocol::staking::{
    ConfigResponse, Cw20HookMsg, ExecuteMsg, InstantiateMsg, PoolInfoResponse, QueryMsg,
    RewardInfoResponse, RewardInfoResponseItem,
};
use terraswap::asset::Asset;

use crate::golden::{decimal, record, refused, variant, written_so};

const AMOUNT: Uint128 = Uint128::new(5);
const CONFIG: &str = r#"{
    "owner":"owner","mirror_token":"mir","mint_contract":"mint","oracle_contract":"oracle",
    "terraswap_factory":"terraswap_factory","base_denom":"uusd",
    "premium_min_update_interval":3600,"short_reward_contract":"short_reward",
    "minimum_reserve":"5"
}"#;

#[test]
fn staking_is_set_up_and_changed_so() {
    record(
        &InstantiateMsg {
            owner: "owner".into(),
            mirror_token: "mir".into(),
            mint_contract: "mint".into(),
            oracle_contract: "oracle".into(),
            terraswap_factory: "terraswap_factory".into(),
            base_denom: "uusd".into(),
            premium_min_update_interval: 3_600,
            short_reward_contract: "short_reward".into(),
            minimum_reserve: Some(AMOUNT),
        },
        CONFIG,
        &["minimum_reserve"],
    );
    variant(
        &ExecuteMsg::UpdateConfig {
            owner: Some("owner".into()),
            premium_min_update_interval: Some(3_600),
            short_reward_contract: Some("short_reward".into()),
            minimum_reserve: Some(AMOUNT),
        },
        r#"{"update_config":{
            "owner":"owner","premium_min_update_interval":3600,
            "short_reward_contract":"short_reward","minimum_reserve":"5"
        }}"#,
        &[
            "owner",
            "premium_min_update_interval",
            "short_reward_contract",
            "minimum_reserve",
        ],
    );
}

#[test]
fn pools_are_opened_and_moved_so() {
    variant(
        &ExecuteMsg::RegisterAsset {
            asset_token: "maapl".into(),
            staking_token: "lp".into(),
        },
        r#"{"register_asset":{"asset_token":"maapl","staking_token":"lp"}}"#,
        &[],
    );
    variant(
        &ExecuteMsg::DeprecateStakingToken {
            asset_token: "maapl".into(),
            new_staking_token: "lp2".into(),
        },
        r#"{"deprecate_staking_token":{"asset_token":"maapl","new_staking_token":"lp2"}}"#,
        &[],
    );
}

#[test]
fn stakers_take_out_so() {
    variant(
        &ExecuteMsg::Unbond {
            asset_token: "maapl".into(),
            amount: AMOUNT,
        },
        r#"{"unbond":{"asset_token":"maapl","amount":"5"}}"#,
        &[],
    );
    variant(
        &ExecuteMsg::Withdraw {
            asset_token: Some("maapl".into()),
        },
        r#"{"withdraw":{"asset_token":"maapl"}}"#,
        &["asset_token"],
    );
}

#[test]
fn liquidity_is_staked_in_one_step_so() {
    variant(
        &ExecuteMsg::AutoStake {
            assets: [Asset::native("uusd", 100u128), Asset::token("maapl", 1u128)],
            slippage_tolerance: Some(decimal("0.01")),
        },
        r#"{"auto_stake":{
            "assets":[
                {"info":{"native_token":{"denom":"uusd"}},"amount":"100"},
                {"info":{"token":{"contract_addr":"maapl"}},"amount":"1"}
            ],
            "slippage_tolerance":"0.01"
        }}"#,
        &["slippage_tolerance"],
    );
    variant(
        &ExecuteMsg::AutoStakeHook {
            asset_token: "maapl".into(),
            staking_token: "lp".into(),
            staker_addr: "staker".into(),
            prev_staking_token_amount: AMOUNT,
            prev_base_amount: Some(AMOUNT),
            prev_asset_amount: Some(AMOUNT),
        },
        r#"{"auto_stake_hook":{
            "asset_token":"maapl","staking_token":"lp","staker_addr":"staker",
            "prev_staking_token_amount":"5","prev_base_amount":"5","prev_asset_amount":"5"
        }}"#,
        &["prev_base_amount", "prev_asset_amount"],
    );
}

#[test]
fn premiums_and_short_stakes_are_set_so() {
    variant(
        &ExecuteMsg::AdjustPremium {
            asset_tokens: vec!["maapl".into(), "mmsft".into()],
        },
        r#"{"adjust_premium":{"asset_tokens":["maapl","mmsft"]}}"#,
        &[],
    );
    variant(
        &ExecuteMsg::IncreaseShortToken {
            asset_token: "maapl".into(),
            staker_addr: "staker".into(),
            amount: AMOUNT,
        },
        concat!(
            r#"{"increase_short_token":{"asset_token":"maapl","staker_addr":"staker","#,
            r#""amount":"5"}}"#
        ),
        &[],
    );
    variant(
        &ExecuteMsg::DecreaseShortToken {
            asset_token: "maapl".into(),
            staker_addr: "staker".into(),
            amount: AMOUNT,
        },
        concat!(
            r#"{"decrease_short_token":{"asset_token":"maapl","staker_addr":"staker","#,
            r#""amount":"5"}}"#
        ),
        &[],
    );
}

#[test]
fn tokens_come_with_a_hook() {
    variant(
        &ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: "staker".into(),
            amount: AMOUNT,
            msg: Binary::from(b"{}"),
        }),
        r#"{"receive":{"sender":"staker","amount":"5","msg":"e30="}}"#,
        &[],
    );
    variant(
        &Cw20HookMsg::Bond {
            asset_token: "maapl".into(),
        },
        r#"{"bond":{"asset_token":"maapl"}}"#,
        &[],
    );
    variant(
        &Cw20HookMsg::DepositReward {
            rewards: vec![("maapl".into(), AMOUNT), ("mir".into(), AMOUNT)],
        },
        r#"{"deposit_reward":{"rewards":[["maapl","5"],["mir","5"]]}}"#,
        &[],
    );
    refused::<Cw20HookMsg>(r#"{"deposit_reward":{}}"#);
}

#[test]
fn staking_is_asked_so() {
    written_so(&QueryMsg::Config {}, r#"{"config":{}}"#);
    variant(
        &QueryMsg::PoolInfo {
            asset_token: "maapl".into(),
        },
        r#"{"pool_info":{"asset_token":"maapl"}}"#,
        &[],
    );
    variant(
        &QueryMsg::RewardInfo {
            staker_addr: "staker".into(),
            asset_token: Some("maapl".into()),
        },
        r#"{"reward_info":{"staker_addr":"staker","asset_token":"maapl"}}"#,
        &["asset_token"],
    );
}

#[test]
fn staking_answers_about_itself_so() {
    record(
        &ConfigResponse {
            owner: "owner".into(),
            mirror_token: "mir".into(),
            mint_contract: "mint".into(),
            oracle_contract: "oracle".into(),
            terraswap_factory: "terraswap_factory".into(),
            base_denom: "uusd".into(),
            premium_min_update_interval: 3_600,
            short_reward_contract: "short_reward".into(),
            minimum_reserve: Some(AMOUNT),
        },
        CONFIG,
        &["minimum_reserve"],
    );
}

#[test]
fn staking_answers_about_a_pool_so() {
    let pool = PoolInfoResponse {
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
    };
    let plain = r#""asset_token":"maapl","staking_token":"lp","total_bond_amount":"7000000",
        "total_short_amount":"3000000","reward_index":"0.028725714285714285",
        "short_reward_index":"0.266306666666666666","pending_reward":"1",
        "short_pending_reward":"2","premium_rate":"0.05",
        "short_reward_weight":"0.798920081574695924","premium_updated_time":1000000"#;
    let moved = r#""reward_end":1086400,"short_reward_end":1086401,
        "migration_index_snapshot":"1","migration_deprecated_staking_token":"lp1""#;

    record(
        &pool,
        &format!("{{{plain},{moved}}}"),
        &[
            "reward_end",
            "short_reward_end",
            "migration_index_snapshot",
            "migration_deprecated_staking_token",
        ],
    );
    written_so(
        &PoolInfoResponse {
            reward_end: None,
            short_reward_end: None,
            migration_index_snapshot: None,
            migration_deprecated_staking_token: None,
            ..pool
        },
        &format!("{{{plain}}}"),
    );
}

#[test]
fn staking_answers_about_a_staker_so() {
    let stake = RewardInfoResponseItem {
        asset_token: "maapl".into(),
        bond_amount: AMOUNT,
        pending_reward: Uint128::new(9),
        is_short: false,
        should_migrate: None,
    };
    let text = |should_migrate: &str| {
        format!(
            concat!(
                r#"{{"asset_token":"maapl","bond_amount":"5","pending_reward":"9","#,
                r#""is_short":false,"should_migrate":{}}}"#
            ),
            should_migrate
        )
    };

    record(
        &RewardInfoResponseItem {
            should_migrate: Some(true),
            ..stake.clone()
        },
        &text("true"),
        &["should_migrate"],
    );
    record(
        &RewardInfoResponse {
            staker_addr: "staker".into(),
            reward_infos: vec![stake],
        },
        &format!(
            r#"{{"staker_addr":"staker","reward_infos":[{}]}}"#,
            text("null")
        ),
        &[],
    );
}
