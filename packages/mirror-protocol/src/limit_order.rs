//! An order book: orders wait until somebody fills them at exactly their price.
//!
//! Amounts are micro units.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::Uint128;
use cw20::Cw20ReceiveMsg;
use terraswap::asset::Asset;

use crate::paging::OrderBy;

pub use terraswap::version::MigrateMsg;

/// Set up the order book. It has no owner and no parameters.
#[cw_serde]
pub struct InstantiateMsg {}

/// The coins that come with a message are exactly those it declares.
#[cw_serde]
pub enum ExecuteMsg {
    /// Take tokens sent to this contract; the payload is a [`Cw20HookMsg`].
    ///
    /// Sender: a cw20 token.
    Receive(Cw20ReceiveMsg),
    /// Offer a coin. Tokens are offered by the hook of the same name.
    ///
    /// Sender: anybody. Funds: exactly `offer_asset`.
    /// Emits: action=submit_order, order_id, bidder_addr, offer_asset, ask_asset.
    SubmitOrder {
        /// What is offered; above 0.
        offer_asset: Asset,
        /// What is asked for the whole offer; above 0 and another asset.
        ask_asset: Asset,
    },
    /// Take an order back, with what is not yet filled.
    ///
    /// Sender: the bidder. Emits: action=cancel_order, order_id, bidder_refund.
    CancelOrder {
        /// The order.
        order_id: u64,
    },
    /// Fill an order with a coin, wholly or in part; what comes out of a part is rounded down.
    /// Tokens are paid by the hook of the same name.
    ///
    /// Sender: anybody. Funds: exactly `execute_asset`.
    /// Emits: action=execute_order, order_id, executor_receive, bidder_receive; executor_refund if
    /// something comes back.
    ExecuteOrder {
        /// What is paid, in the asset that is asked for; what exceeds the rest of the order comes back.
        execute_asset: Asset,
        /// The order.
        order_id: u64,
    },
}

/// The messages that come with tokens. If one is refused, the transfer is undone.
#[cw_serde]
pub enum Cw20HookMsg {
    /// Offer the received tokens.
    ///
    /// Token: any, from anybody; it becomes the order's offer.
    /// Emits: as the message of the same name.
    SubmitOrder {
        /// What is asked for the whole offer; above 0 and another asset.
        ask_asset: Asset,
    },
    /// Fill an order with the received tokens, wholly or in part.
    ///
    /// Token: the one the order asks for, from anybody. Emits: as the message of the same name.
    ExecuteOrder {
        /// The order.
        order_id: u64,
    },
}

/// The queries.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// An open order; an error if there is none of this number.
    #[returns(OrderResponse)]
    Order {
        /// Its number.
        order_id: u64,
    },
    /// Open orders by number.
    #[returns(OrdersResponse)]
    Orders {
        /// Only orders of this bidder; absent: all.
        bidder_addr: Option<String>,
        /// The last number of the page before; it is left out.
        start_after: Option<u64>,
        /// Entries on the page: 10 by default, 30 at most.
        limit: Option<u32>,
        /// Descending by default.
        order_by: Option<OrderBy>,
    },
    /// The number of the latest order.
    #[returns(LastOrderIdResponse)]
    LastOrderId {},
}

/// An open order.
#[cw_serde]
pub struct OrderResponse {
    /// Its number.
    pub order_id: u64,
    /// Who offers.
    pub bidder_addr: String,
    /// The whole offer.
    pub offer_asset: Asset,
    /// What is asked for the whole offer.
    pub ask_asset: Asset,
    /// What was paid out of the offer so far.
    pub filled_offer_amount: Uint128,
    /// What the bidder received so far.
    pub filled_ask_amount: Uint128,
}

/// A page of orders.
#[cw_serde]
pub struct OrdersResponse {
    /// The entries.
    pub orders: Vec<OrderResponse>,
}

/// The number of the latest order.
#[cw_serde]
pub struct LastOrderIdResponse {
    /// 0 before the first.
    pub last_order_id: u64,
}
