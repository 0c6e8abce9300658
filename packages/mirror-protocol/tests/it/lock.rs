use cosmwasm_std::Uint128;
use mirror_protocol::lock::{
    ConfigResponse, ExecuteMsg, InstantiateMsg, PositionLockInfoResponse, QueryMsg,
};

use crate::golden::{record, refused, variant, written_so};

const IDX: Uint128 = Uint128::new(7);
const CONFIG: &str = concat!(
    r#"{"owner":"owner","mint_contract":"mint","base_denom":"uusd","#,
    r#""lockup_period":1209600}"#
);

#[test]
fn the_lock_is_set_up_and_changed_in_this_form() {
    record(
        &InstantiateMsg {
            owner: "owner".into(),
            mint_contract: "mint".into(),
            base_denom: "uusd".into(),
            lockup_period: 1_209_600,
        },
        CONFIG,
        &[],
    );
    variant(
        &ExecuteMsg::UpdateConfig {
            owner: Some("owner".into()),
            mint_contract: Some("mint".into()),
            base_denom: Some("uusd".into()),
            lockup_period: Some(1_209_600),
        },
        &format!(r#"{{"update_config":{CONFIG}}}"#),
        &["owner", "mint_contract", "base_denom", "lockup_period"],
    );
}

#[test]
fn proceeds_are_locked_and_freed_in_this_form() {
    variant(
        &ExecuteMsg::LockPositionFundsHook {
            position_idx: IDX,
            receiver: "receiver".into(),
            balance_before: Some(Uint128::new(4_900_000)),
        },
        r#"{"lock_position_funds_hook":{
            "position_idx":"7","receiver":"receiver","balance_before":"4900000"
        }}"#,
        &["balance_before"],
    );
    variant(
        &ExecuteMsg::UnlockPositionFunds {
            positions_idx: vec![IDX, Uint128::new(8)],
        },
        r#"{"unlock_position_funds":{"positions_idx":["7","8"]}}"#,
        &[],
    );
    variant(
        &ExecuteMsg::ReleasePositionFunds { position_idx: IDX },
        r#"{"release_position_funds":{"position_idx":"7"}}"#,
        &[],
    );
    refused::<ExecuteMsg>(r#"{"unlock_position_funds":{"position_idx":"7"}}"#);
}

#[test]
fn the_lock_is_asked_and_answers_in_this_form() {
    written_so(&QueryMsg::Config {}, r#"{"config":{}}"#);
    variant(
        &QueryMsg::PositionLockInfo { position_idx: IDX },
        r#"{"position_lock_info":{"position_idx":"7"}}"#,
        &[],
    );
    record(
        &ConfigResponse {
            owner: "owner".into(),
            mint_contract: "mint".into(),
            base_denom: "uusd".into(),
            lockup_period: 1_209_600,
        },
        CONFIG,
        &[],
    );
    record(
        &PositionLockInfoResponse {
            idx: IDX,
            receiver: "receiver".into(),
            locked_amount: Uint128::new(5_870_000),
            unlock_time: 1_214_600,
        },
        r#"{"idx":"7","receiver":"receiver","locked_amount":"5870000","unlock_time":1214600}"#,
        &[],
    );
}
