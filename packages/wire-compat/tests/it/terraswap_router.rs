use cosmwasm_std::Uint128;
use published_terraswap::router as theirs;
use serde_json::json;
use terraswap::router as ours;

use crate::wire::{denom, made, ours_reads, ours_reads_all, received, theirs_reads, token};

fn operation() -> theirs::SwapOperation {
    theirs::SwapOperation::TerraSwap {
        offer_asset_info: made(denom()),
        ask_asset_info: made(token()),
    }
}

#[test]
fn set_up_and_migration() {
    ours_reads::<ours::InstantiateMsg>(&theirs::InstantiateMsg {
        terraswap_factory: "factory".into(),
    });
    assert_eq!(ours::MigrateMsg {}, made(json!(theirs::MigrateMsg {})));
}

#[test]
fn messages_and_hook() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::Receive(made(received())),
        theirs::ExecuteMsg::ExecuteSwapOperations {
            operations: vec![operation(), operation()],
            minimum_receive: Some(made("9")),
            to: Some("receiver".into()),
            deadline: Some(17),
        },
        theirs::ExecuteMsg::ExecuteSwapOperation {
            operation: operation(),
            to: Some("receiver".into()),
            deadline: Some(17),
        },
        theirs::ExecuteMsg::AssertMinimumReceive {
            asset_info: made(denom()),
            prev_balance: made("1"),
            minimum_receive: made("9"),
            receiver: "receiver".into(),
        },
    ]);
    ours_reads::<ours::Cw20HookMsg>(&theirs::Cw20HookMsg::ExecuteSwapOperations {
        operations: vec![operation()],
        minimum_receive: Some(made("9")),
        to: Some("receiver".into()),
        deadline: Some(17),
    });
}

#[test]
fn queries_and_answers() {
    ours_reads_all::<ours::QueryMsg>(&[
        theirs::QueryMsg::Config {},
        theirs::QueryMsg::SimulateSwapOperations {
            offer_amount: made("7"),
            operations: vec![operation()],
        },
        theirs::QueryMsg::ReverseSimulateSwapOperations {
            ask_amount: made("7"),
            operations: vec![operation()],
        },
    ]);
    theirs_reads::<theirs::ConfigResponse>(&ours::ConfigResponse {
        terraswap_factory: "factory".into(),
    });
    theirs_reads::<theirs::SimulateSwapOperationsResponse>(&ours::SimulateSwapOperationsResponse {
        amount: Uint128::new(7),
    });
}
