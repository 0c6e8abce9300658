use cosmwasm_std::{Binary, Uint128};
use cw20::Cw20ReceiveMsg;
use mirror_protocol::limit_order::{
    Cw20HookMsg, ExecuteMsg, InstantiateMsg, LastOrderIdResponse, OrderResponse, OrdersResponse,
    QueryMsg,
};
use mirror_protocol::paging::OrderBy;
use terraswap::asset::Asset;

use crate::golden::{record, refused, variant, written_so};

#[test]
fn the_messages_about_an_order_have_this_form() {
    written_so(&InstantiateMsg {}, "{}");
    variant(
        &ExecuteMsg::SubmitOrder {
            offer_asset: Asset::native("uusd", 100u128),
            ask_asset: Asset::token("maapl", 7u128),
        },
        r#"{"submit_order":{
            "offer_asset":{"info":{"native_token":{"denom":"uusd"}},"amount":"100"},
            "ask_asset":{"info":{"token":{"contract_addr":"maapl"}},"amount":"7"}
        }}"#,
        &[],
    );
    variant(
        &ExecuteMsg::CancelOrder { order_id: 1 },
        r#"{"cancel_order":{"order_id":1}}"#,
        &[],
    );
    variant(
        &ExecuteMsg::ExecuteOrder {
            execute_asset: Asset::native("uusd", 3u128),
            order_id: 1,
        },
        r#"{"execute_order":{
            "execute_asset":{"info":{"native_token":{"denom":"uusd"}},"amount":"3"},
            "order_id":1
        }}"#,
        &[],
    );
}

#[test]
fn the_hooks_of_tokens_have_this_form() {
    variant(
        &ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: "bidder".into(),
            amount: Uint128::new(5),
            msg: Binary::from(b"{}"),
        }),
        r#"{"receive":{"sender":"bidder","amount":"5","msg":"e30="}}"#,
        &[],
    );
    variant(
        &Cw20HookMsg::SubmitOrder {
            ask_asset: Asset::native("uusd", 7u128),
        },
        r#"{"submit_order":{
            "ask_asset":{"info":{"native_token":{"denom":"uusd"}},"amount":"7"}
        }}"#,
        &[],
    );
    variant(
        &Cw20HookMsg::ExecuteOrder { order_id: 1 },
        r#"{"execute_order":{"order_id":1}}"#,
        &[],
    );
    refused::<Cw20HookMsg>(r#"{"cancel_order":{"order_id":1}}"#);
}

#[test]
fn the_queries_have_this_form() {
    variant(
        &QueryMsg::Order { order_id: 1 },
        r#"{"order":{"order_id":1}}"#,
        &[],
    );
    variant(
        &QueryMsg::Orders {
            bidder_addr: Some("bidder".into()),
            start_after: Some(2),
            limit: Some(30),
            order_by: Some(OrderBy::Asc),
        },
        r#"{"orders":{"bidder_addr":"bidder","start_after":2,"limit":30,"order_by":"asc"}}"#,
        &["bidder_addr", "start_after", "limit", "order_by"],
    );
    written_so(&QueryMsg::LastOrderId {}, r#"{"last_order_id":{}}"#);
}

#[test]
fn the_answers_have_this_form() {
    let order = OrderResponse {
        order_id: 1,
        bidder_addr: "bidder".into(),
        offer_asset: Asset::native("uusd", 100u128),
        ask_asset: Asset::token("maapl", 7u128),
        filled_offer_amount: Uint128::new(42),
        filled_ask_amount: Uint128::new(3),
    };
    let text = concat!(
        r#"{"order_id":1,"bidder_addr":"bidder","#,
        r#""offer_asset":{"info":{"native_token":{"denom":"uusd"}},"amount":"100"},"#,
        r#""ask_asset":{"info":{"token":{"contract_addr":"maapl"}},"amount":"7"},"#,
        r#""filled_offer_amount":"42","filled_ask_amount":"3"}"#
    );

    record(&order, text, &[]);
    record(
        &OrdersResponse {
            orders: vec![order],
        },
        &format!(r#"{{"orders":[{text}]}}"#),
        &[],
    );
    record(
        &LastOrderIdResponse { last_order_id: 4 },
        r#"{"last_order_id":4}"#,
        &[],
    );
}
