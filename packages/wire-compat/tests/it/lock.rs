use cosmwasm_std::Uint128;
use mirror_protocol::lock as ours;
use published_mirror::lock as theirs;
use serde_json::json;

use crate::wire::{made, ours_reads, ours_reads_all, theirs_reads};

#[test]
fn set_up_and_migration() {
    ours_reads::<ours::InstantiateMsg>(&theirs::InstantiateMsg {
        owner: "owner".into(),
        mint_contract: "mint".into(),
        base_denom: "uusd".into(),
        lockup_period: 1_209_600,
    });
    assert_eq!(ours::MigrateMsg {}, made(json!(theirs::MigrateMsg {})));
}

#[test]
fn messages() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::UpdateConfig {
            owner: Some("owner".into()),
            mint_contract: Some("mint".into()),
            base_denom: Some("uusd".into()),
            lockup_period: Some(1_209_600),
        },
        theirs::ExecuteMsg::LockPositionFundsHook {
            position_idx: made("7"),
            receiver: "receiver".into(),
        },
        theirs::ExecuteMsg::UnlockPositionFunds {
            positions_idx: vec![made("7"), made("8")],
        },
        theirs::ExecuteMsg::ReleasePositionFunds {
            position_idx: made("7"),
        },
    ]);
}

#[test]
fn queries_and_answers() {
    ours_reads_all::<ours::QueryMsg>(&[
        theirs::QueryMsg::Config {},
        theirs::QueryMsg::PositionLockInfo {
            position_idx: made("7"),
        },
    ]);
    theirs_reads::<theirs::ConfigResponse>(&ours::ConfigResponse {
        owner: "owner".into(),
        mint_contract: "mint".into(),
        base_denom: "uusd".into(),
        lockup_period: 1_209_600,
    });
    theirs_reads::<theirs::PositionLockInfoResponse>(&ours::PositionLockInfoResponse {
        idx: Uint128::new(7),
        receiver: "receiver".into(),
        locked_amount: Uint128::new(5_870_000),
        unlock_time: 1_214_600,
    });
}
