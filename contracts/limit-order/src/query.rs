//! The queries.

use cosmwasm_std::Deps;
use mirror_protocol::limit_order::{LastOrderIdResponse, OrderResponse, OrdersResponse};
use mirror_protocol::paging::{page_size, OrderBy};

use crate::error::ContractError;
use crate::state::{self, LAST_ORDER_ID};

/// An open order.
pub fn order(deps: Deps, order_id: u64) -> Result<OrderResponse, ContractError> {
    let (order, _) = state::order(deps.storage, deps.api, order_id)?;
    Ok(order.into_response(order_id))
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
    let limit = page_size(limit);

    let orders = match bidder_addr {
        Some(bidder_addr) => {
            let bidder = deps.api.addr_validate(&bidder_addr)?;
            state::numbers_of(deps.storage, deps.api, &bidder, start_after, direction)?
                .take(limit)
                .map(|order_id| order(deps, order_id?))
                .collect::<Result<_, _>>()
        }
        None => state::all(deps.storage, start_after, direction)
            .take(limit)
            .map(|entry| {
                let (order_id, stored) = entry?;
                Ok(stored.to_order(deps.api)?.into_response(order_id))
            })
            .collect(),
    }?;
    Ok(OrdersResponse { orders })
}

/// The number of the latest order.
pub fn last_order_id(deps: Deps) -> Result<LastOrderIdResponse, ContractError> {
    let last_order_id = LAST_ORDER_ID.load(deps.storage)?;
    Ok(LastOrderIdResponse { last_order_id })
}
