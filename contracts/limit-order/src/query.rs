//! The queries.

use cosmwasm_std::{Deps, Order, StdResult};
use cw_storage_plus::Bound;
use mirror_protocol::limit_order::{LastOrderIdResponse, OrderResponse, OrdersResponse};
use mirror_protocol::paging::{page_size, OrderBy};

use crate::error::ContractError;
use crate::state::{self, BY_BIDDER, LAST_ORDER_ID, ORDERS};

/// An open order.
pub fn order(deps: Deps, order_id: u64) -> Result<OrderResponse, ContractError> {
    Ok(state::order(deps.storage, deps.api, order_id)?.into_response(order_id))
}

/// A page of open orders, of one bidder or of all; the newest first unless told otherwise.
pub fn orders(
    deps: Deps,
    bidder_addr: Option<String>,
    start_after: Option<u64>,
    limit: Option<u32>,
    order_by: Option<OrderBy>,
) -> Result<OrdersResponse, ContractError> {
    let direction = order_by.unwrap_or(OrderBy::Desc).into();
    let after = start_after.map(Bound::exclusive);
    let (min, max) = match direction {
        Order::Ascending => (after, None),
        Order::Descending => (None, after),
    };

    let numbers: Box<dyn Iterator<Item = StdResult<u64>>> = match bidder_addr {
        Some(bidder_addr) => {
            let bidder = deps.api.addr_validate(&bidder_addr)?;
            let key = state::bidder_key(deps.api, &bidder)?;
            BY_BIDDER
                .prefix(&key)
                .keys(deps.storage, min, max, direction)
        }
        None => ORDERS.keys(deps.storage, min, max, direction),
    };
    let orders = numbers
        .take(page_size(limit))
        .map(|order_id| order(deps, order_id?))
        .collect::<Result<_, _>>()?;
    Ok(OrdersResponse { orders })
}

/// The number of the latest order.
pub fn last_order_id(deps: Deps) -> Result<LastOrderIdResponse, ContractError> {
    let last_order_id = LAST_ORDER_ID.load(deps.storage)?;
    Ok(LastOrderIdResponse { last_order_id })
}
