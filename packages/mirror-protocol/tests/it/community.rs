use cosmwasm_std::Uint128;
use mirror_protocol::community::{
    ConfigResponse, ExecuteMsg, InstantiateMsg, PendingLimits, QueryMsg, SpendInfoResponse,
};

use crate::golden::{record, variant, written_so};

const AMOUNT: Uint128 = Uint128::new(5);
const CONFIG: &str = concat!(
    r#"{"owner":"gov","mirror_token":"mir","spend_limit":"5","spend_period":2592000,"#,
    r#""period_limit":"10"}"#
);

#[test]
fn the_json_of_instantiate_and_update_config_is_fixed() {
    record(
        &InstantiateMsg {
            owner: "gov".into(),
            mirror_token: "mir".into(),
            spend_limit: AMOUNT,
            spend_period: Some(2_592_000),
            period_limit: Some(Uint128::new(10)),
        },
        CONFIG,
        &["spend_period", "period_limit"],
    );
    variant(
        &ExecuteMsg::UpdateConfig {
            owner: Some("gov".into()),
            spend_limit: Some(AMOUNT),
            spend_period: Some(2_592_000),
            period_limit: Some(Uint128::new(10)),
        },
        r#"{"update_config":{
            "owner":"gov","spend_limit":"5","spend_period":2592000,"period_limit":"10"
        }}"#,
        &["owner", "spend_limit", "spend_period", "period_limit"],
    );
}

#[test]
fn the_json_of_spend_is_fixed() {
    variant(
        &ExecuteMsg::Spend {
            recipient: "builder".into(),
            amount: AMOUNT,
        },
        r#"{"spend":{"recipient":"builder","amount":"5"}}"#,
        &[],
    );
}

#[test]
fn the_json_of_queries_and_answers_is_fixed() {
    written_so(&QueryMsg::Config {}, r#"{"config":{}}"#);
    written_so(&QueryMsg::SpendInfo {}, r#"{"spend_info":{}}"#);
    record(
        &ConfigResponse {
            owner: "gov".into(),
            mirror_token: "mir".into(),
            spend_limit: AMOUNT,
            spend_period: Some(2_592_000),
            period_limit: Some(Uint128::new(10)),
        },
        CONFIG,
        &["spend_period", "period_limit"],
    );
    record(
        &SpendInfoResponse {
            window_start: 1_000,
            spent: AMOUNT,
            available: AMOUNT,
            pending: Some(PendingLimits {
                spend_limit: Some(Uint128::new(6)),
                period_limit: Some(Uint128::new(12)),
                spend_period: Some(86_400),
                effective_time: 2_593_000,
            }),
        },
        r#"{
            "window_start":1000,"spent":"5","available":"5","pending":{
                "spend_limit":"6","period_limit":"12","spend_period":86400,
                "effective_time":2593000
            }
        }"#,
        &["pending"],
    );
}

#[test]
fn without_a_window_its_fields_are_null() {
    written_so(
        &ConfigResponse {
            owner: "gov".into(),
            mirror_token: "mir".into(),
            spend_limit: AMOUNT,
            spend_period: None,
            period_limit: None,
        },
        r#"{
            "owner":"gov","mirror_token":"mir","spend_limit":"5","spend_period":null,
            "period_limit":null
        }"#,
    );
    written_so(
        &PendingLimits {
            spend_limit: Some(Uint128::new(6)),
            period_limit: None,
            spend_period: None,
            effective_time: 2_593_000,
        },
        r#"{"spend_limit":"6","effective_time":2593000}"#,
    );
}
