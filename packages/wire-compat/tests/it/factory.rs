use cosmwasm_std::Uint128;
use mirror_protocol::factory as ours;
use published_mirror::factory as theirs;
use serde_json::json;

use crate::wire::{decimal, made, ours_reads, ours_reads_all, theirs_reads};

#[test]
fn set_up_and_migration() {
    ours_reads::<ours::InstantiateMsg>(&theirs::InstantiateMsg {
        token_code_id: 3,
        base_denom: "uusd".into(),
        distribution_schedule: vec![(0, 31_536_000, made("109800000000000"))],
    });
    ours_reads::<ours::ExecuteMsg>(&theirs::ExecuteMsg::PostInitialize {
        owner: "owner".into(),
        terraswap_factory: "terraswap_factory".into(),
        mirror_token: "mir".into(),
        staking_contract: "staking".into(),
        oracle_contract: "oracle".into(),
        mint_contract: "mint".into(),
        commission_collector: "collector".into(),
    });
    assert_eq!(ours::MigrateMsg {}, made(json!(theirs::MigrateMsg {})));
}

#[test]
fn messages_about_the_factory() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::UpdateConfig {
            owner: Some("owner".into()),
            token_code_id: Some(3),
            distribution_schedule: Some(vec![(0, 10, made("5")), (10, 20, made("6"))]),
        },
        theirs::ExecuteMsg::UpdateWeight {
            asset_token: "maapl".into(),
            weight: 30,
        },
        theirs::ExecuteMsg::PassCommand {
            contract_addr: "mint".into(),
            msg: made("e30="),
        },
        theirs::ExecuteMsg::Distribute {},
    ]);
}

#[test]
fn messages_about_assets() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::Whitelist {
            name: "Apple".into(),
            symbol: "AAPL".into(),
            oracle_feeder: "feeder".into(),
            params: theirs::Params {
                auction_discount: made("0.2"),
                min_collateral_ratio: made("1.5"),
                weight: Some(100),
                mint_period: Some(10_000),
                min_collateral_ratio_after_ipo: Some(made("2")),
                pre_ipo_price: Some(made("40")),
            },
        },
        theirs::ExecuteMsg::RevokeAsset {
            asset_token: "maapl".into(),
            end_price: Some(made("1.2")),
        },
        theirs::ExecuteMsg::RevokeAsset {
            asset_token: "maapl".into(),
            end_price: None,
        },
        theirs::ExecuteMsg::MigrateAsset {
            name: "Apple".into(),
            symbol: "AAPL".into(),
            from_token: "maapl".into(),
            end_price: made("1.2"),
        },
    ]);
}

#[test]
fn queries_and_answers() {
    ours_reads_all::<ours::QueryMsg>(&[
        theirs::QueryMsg::Config {},
        theirs::QueryMsg::DistributionInfo {},
    ]);
    let schedule = vec![(0, 31_536_000, Uint128::new(109_800_000_000_000))];
    theirs_reads::<theirs::ConfigResponse>(&ours::ConfigResponse {
        owner: String::new(),
        mirror_token: "mir".into(),
        mint_contract: "mint".into(),
        staking_contract: "staking".into(),
        commission_collector: "collector".into(),
        oracle_contract: "oracle".into(),
        terraswap_factory: "terraswap_factory".into(),
        token_code_id: 3,
        base_denom: "uusd".into(),
        genesis_time: 1_000,
        distribution_schedule: schedule.clone(),
        mirror_distribution_schedule: Some(schedule.clone()),
        fixed_distributions: Some(vec![ours::FixedDistribution {
            recipient: "community".into(),
            schedule,
        }]),
    });
    theirs_reads::<theirs::DistributionInfoResponse>(&ours::DistributionInfoResponse {
        weights: vec![("maapl".into(), 100), ("mir".into(), 300)],
        last_distributed: 60,
    });
}

#[test]
fn parameters_of_ours_are_read_by_theirs() {
    theirs_reads::<theirs::Params>(&ours::Params {
        auction_discount: decimal("0.2"),
        min_collateral_ratio: decimal("1.5"),
        weight: None,
        mint_period: None,
        min_collateral_ratio_after_ipo: None,
        pre_ipo_price: None,
        ipo_trigger_addr: Some("trigger".into()),
    });
}
