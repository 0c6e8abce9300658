//! What the order book remembers: open orders, and which of them are whose.
//!
//! An order is one record, although its filled amounts alone change: most orders are filled at
//! once, and reading a second key for each costs more than writing a part-filled one again.

use cosmwasm_std::{Addr, Api, Empty, StdResult, Storage};
use cw_storage_plus::{Item, Map};
use mirror_math::MathError;

use crate::error::ContractError;
use crate::order::Order;

/// The number of the latest order: starts at 0 and only grows.
pub const LAST_ORDER_ID: Item<u64> = Item::new("n");

/// Open orders by number, in their binary form ([`Order::to_bytes`]): only the keys are this map's.
pub const ORDERS: Map<u64, Empty> = Map::new("o");

/// The numbers of open orders by the bidder's canonical address. The value says nothing.
pub const BY_BIDDER: Map<(&[u8], u64), u8> = Map::new("b");

/// The open order of this number.
pub fn order(storage: &dyn Storage, api: &dyn Api, order_id: u64) -> Result<Order, ContractError> {
    let stored = storage
        .get(&ORDERS.key(order_id))
        .ok_or(ContractError::OrderNotFound { order_id })?;
    Order::from_bytes(&stored, api)
}

/// Store a new order under the next number, which is returned.
pub fn insert(
    storage: &mut dyn Storage,
    api: &dyn Api,
    order: &Order,
) -> Result<u64, ContractError> {
    let last = LAST_ORDER_ID.load(storage)?;
    let order_id = last.checked_add(1).ok_or(MathError::Overflow)?;

    LAST_ORDER_ID.save(storage, &order_id)?;
    BY_BIDDER.save(storage, (&bidder_key(api, &order.bidder)?, order_id), &0)?;
    update(storage, api, order_id, order)?;

    Ok(order_id)
}

/// Store what changed of an order: never its bidder.
pub fn update(
    storage: &mut dyn Storage,
    api: &dyn Api,
    order_id: u64,
    order: &Order,
) -> Result<(), ContractError> {
    storage.set(&ORDERS.key(order_id), &order.to_bytes(api)?);
    Ok(())
}

/// Forget an order.
pub fn remove(
    storage: &mut dyn Storage,
    api: &dyn Api,
    order_id: u64,
    order: &Order,
) -> Result<(), ContractError> {
    BY_BIDDER.remove(storage, (&bidder_key(api, &order.bidder)?, order_id));
    ORDERS.remove(storage, order_id);
    Ok(())
}

/// A bidder as a key.
pub fn bidder_key(api: &dyn Api, bidder: &Addr) -> StdResult<Vec<u8>> {
    Ok(api.addr_canonicalize(bidder.as_str())?.into())
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::{MockApi, MockStorage};
    use terraswap::asset::Asset;

    use super::*;

    /// T-14.
    #[test]
    fn no_name_in_storage_begins_another() {
        let names = ["n", "o", "b", "contract_info"];

        for (place, name) in names.iter().enumerate() {
            for other in names.iter().skip(place + 1) {
                assert!(
                    !name.starts_with(other) && !other.starts_with(name),
                    "{name} {other}"
                );
            }
        }
    }

    #[test]
    fn numbers_are_used_once_up_to_the_largest() {
        let (mut storage, api) = (MockStorage::new(), MockApi::default());
        let offer = Asset::native("uusd", 1u128);
        let ask = Asset::native("uluna", 1u128);
        let order = Order::new(api.addr_make("bidder"), offer, ask);
        LAST_ORDER_ID.save(&mut storage, &(u64::MAX - 1)).unwrap();

        assert_eq!(Ok(u64::MAX), insert(&mut storage, &api, &order));

        let refusal = insert(&mut storage, &api, &order);
        assert_eq!(Err(ContractError::Math(MathError::Overflow)), refusal);
    }
}
