use cosmwasm_std::{Binary, Uint128};
use cw20::Cw20ReceiveMsg;
use terraswap::asset::AssetInfo;
use terraswap::router::{
    ConfigResponse, Cw20HookMsg, ExecuteMsg, InstantiateMsg, QueryMsg,
    SimulateSwapOperationsResponse, SwapOperation,
};

use crate::golden::{record, refused, variant, written_so};

fn operation() -> SwapOperation {
    SwapOperation::TerraSwap {
        offer_asset_info: AssetInfo::native("uusd"),
        ask_asset_info: AssetInfo::token("maapl"),
    }
}

const OPERATION: &str = concat!(
    r#"{"terra_swap":{"offer_asset_info":{"native_token":{"denom":"uusd"}},"#,
    r#""ask_asset_info":{"token":{"contract_addr":"maapl"}}}}"#
);

#[test]
fn an_operation_names_both_sides() {
    variant(&operation(), OPERATION, &[]);
    assert_eq!(&AssetInfo::native("uusd"), operation().offer_asset_info());
    assert_eq!(&AssetInfo::token("maapl"), operation().ask_asset_info());
    refused::<SwapOperation>(r#"{"native_swap":{"offer_denom":"uusd","ask_denom":"uluna"}}"#);
}

#[test]
fn several_swaps_are_ordered_so() {
    let fields = format!(
        r#""operations":[{OPERATION}],"minimum_receive":"9","to":"receiver","deadline":17"#
    );
    let optional = ["minimum_receive", "to", "deadline"];

    variant(
        &ExecuteMsg::ExecuteSwapOperations {
            operations: vec![operation()],
            minimum_receive: Some(Uint128::new(9)),
            to: Some("receiver".into()),
            deadline: Some(17),
        },
        &format!(r#"{{"execute_swap_operations":{{{fields}}}}}"#),
        &optional,
    );
    variant(
        &Cw20HookMsg::ExecuteSwapOperations {
            operations: vec![operation()],
            minimum_receive: Some(Uint128::new(9)),
            to: Some("receiver".into()),
            deadline: Some(17),
        },
        &format!(r#"{{"execute_swap_operations":{{{fields}}}}}"#),
        &optional,
    );
}

#[test]
fn the_router_tells_itself_so() {
    variant(
        &ExecuteMsg::ExecuteSwapOperation {
            operation: operation(),
            to: Some("receiver".into()),
            deadline: Some(17),
        },
        &format!(
            r#"{{"execute_swap_operation":{{"operation":{OPERATION},"to":"receiver","deadline":17}}}}"#
        ),
        &["to", "deadline"],
    );
    variant(
        &ExecuteMsg::AssertMinimumReceive {
            asset_info: AssetInfo::native("uusd"),
            prev_balance: Uint128::new(1),
            minimum_receive: Uint128::new(9),
            receiver: "receiver".into(),
        },
        r#"{"assert_minimum_receive":{
            "asset_info":{"native_token":{"denom":"uusd"}},
            "prev_balance":"1",
            "minimum_receive":"9",
            "receiver":"receiver"
        }}"#,
        &[],
    );
}

#[test]
fn the_router_is_set_up_and_receives_so() {
    record(
        &InstantiateMsg {
            terraswap_factory: "factory".into(),
        },
        r#"{"terraswap_factory":"factory"}"#,
        &[],
    );
    variant(
        &ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: "trader".into(),
            amount: Uint128::new(7),
            msg: Binary::from(b"{}"),
        }),
        r#"{"receive":{"sender":"trader","amount":"7","msg":"e30="}}"#,
        &[],
    );
}

#[test]
fn the_router_is_asked_and_answers_so() {
    written_so(&QueryMsg::Config {}, r#"{"config":{}}"#);
    variant(
        &QueryMsg::SimulateSwapOperations {
            offer_amount: Uint128::new(7),
            operations: vec![operation()],
        },
        &format!(
            r#"{{"simulate_swap_operations":{{"offer_amount":"7","operations":[{OPERATION}]}}}}"#
        ),
        &[],
    );
    variant(
        &QueryMsg::ReverseSimulateSwapOperations {
            ask_amount: Uint128::new(7),
            operations: vec![operation()],
        },
        &format!(
            r#"{{"reverse_simulate_swap_operations":{{"ask_amount":"7","operations":[{OPERATION}]}}}}"#
        ),
        &[],
    );
    record(
        &ConfigResponse {
            terraswap_factory: "factory".into(),
        },
        r#"{"terraswap_factory":"factory"}"#,
        &[],
    );
    record(
        &SimulateSwapOperationsResponse {
            amount: Uint128::new(7),
        },
        r#"{"amount":"7"}"#,
        &[],
    );
}
