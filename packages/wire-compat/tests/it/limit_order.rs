use cosmwasm_std::Uint128;
use mirror_protocol::limit_order as ours;
use published_mirror::common::OrderBy;
use published_mirror::limit_order as theirs;
use serde_json::json;
use terraswap::asset::Asset;

use crate::wire::{coin, made, ours_reads, ours_reads_all, received, theirs_reads, tokens};

#[test]
fn set_up_and_migration() {
    ours_reads::<ours::InstantiateMsg>(&theirs::InstantiateMsg {});
    assert_eq!(ours::MigrateMsg {}, made(json!(theirs::MigrateMsg {})));
}

#[test]
fn messages_and_hooks() {
    ours_reads_all::<ours::ExecuteMsg>(&[
        theirs::ExecuteMsg::Receive(made(received())),
        theirs::ExecuteMsg::SubmitOrder {
            offer_asset: made(coin()),
            ask_asset: made(tokens()),
        },
        theirs::ExecuteMsg::CancelOrder { order_id: 1 },
        theirs::ExecuteMsg::ExecuteOrder {
            execute_asset: made(coin()),
            order_id: 1,
        },
    ]);
    ours_reads_all::<ours::Cw20HookMsg>(&[
        theirs::Cw20HookMsg::SubmitOrder {
            ask_asset: made(coin()),
        },
        theirs::Cw20HookMsg::ExecuteOrder { order_id: 1 },
    ]);
}

#[test]
fn queries() {
    ours_reads_all::<ours::QueryMsg>(&[
        theirs::QueryMsg::Order { order_id: 1 },
        theirs::QueryMsg::Orders {
            bidder_addr: Some("bidder".into()),
            start_after: Some(2),
            limit: Some(30),
            order_by: Some(OrderBy::Asc),
        },
        theirs::QueryMsg::LastOrderId {},
    ]);
}

#[test]
fn answers() {
    let order = ours::OrderResponse {
        order_id: 1,
        bidder_addr: "bidder".into(),
        offer_asset: Asset::native("uusd", 100u128),
        ask_asset: Asset::token("maapl", 7u128),
        filled_offer_amount: Uint128::new(42),
        filled_ask_amount: Uint128::new(3),
    };

    theirs_reads::<theirs::OrderResponse>(&order);
    theirs_reads::<theirs::OrdersResponse>(&ours::OrdersResponse {
        orders: vec![order],
    });
    theirs_reads::<theirs::LastOrderIdResponse>(&ours::LastOrderIdResponse { last_order_id: 4 });
}
