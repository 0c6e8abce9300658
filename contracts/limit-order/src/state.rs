//! Everything that the order book stores: open orders, and an index of them by bidder.
//!
//! An order is one record, although only its filled amounts change: most orders are filled at once, and
//! reading a second key for each costs more than writing a partly filled one again.

use cosmwasm_std::{Addr, Api, Order as Direction, StdResult, Storage};
use cw_storage_plus::Item;
use mirror_bytes::{Bytes, BytesError, Index, IndexedTable};
use mirror_math::MathError;

use crate::error::ContractError;
use crate::order::Order;
use crate::stored::StoredOrder;

/// The number of the latest order: starts at 0 and only grows.
pub const LAST_ORDER_ID: Item<u64> = Item::new("n");

/// The numbers of open orders by the bidder's canonical address.
pub const BY_BIDDER: Index = Index::new(b'b');

/// Open orders by number, as 8 bytes from the highest to the lowest.
pub const ORDERS: IndexedTable<StoredOrder, 1> = IndexedTable::new(b'o', [BY_BIDDER]);

/// The open order of this number, and what is stored of it.
pub fn order(
    storage: &dyn Storage,
    api: &dyn Api,
    order_id: u64,
) -> Result<(Order, StoredOrder), ContractError> {
    let stored = ORDERS
        .may_load(storage, &key(order_id))?
        .ok_or(ContractError::OrderNotFound { order_id })?;
    Ok((stored.to_order(api)?, stored))
}

/// Store a new order under the next number, which is returned.
pub fn insert(
    storage: &mut dyn Storage,
    api: &dyn Api,
    order: &Order,
) -> Result<u64, ContractError> {
    let last = LAST_ORDER_ID.load(storage)?;
    let order_id = last.checked_add(1).ok_or(MathError::Overflow)?;
    let new = StoredOrder::of(order, api)?;

    LAST_ORDER_ID.save(storage, &order_id)?;
    ORDERS.insert(storage, &key(order_id), &new);

    Ok(order_id)
}

/// Store how far an order is filled.
pub fn update(storage: &mut dyn Storage, order_id: u64, old: &StoredOrder, order: &Order) {
    ORDERS.replace(storage, &key(order_id), old, &old.filled_as(order));
}

/// Remove an order.
pub fn remove(storage: &mut dyn Storage, order_id: u64, old: &StoredOrder) {
    ORDERS.remove(storage, &key(order_id), old);
}

/// The numbers of a bidder's open orders, from the one behind `start_after` on.
pub fn numbers_of<'a>(
    storage: &'a dyn Storage,
    api: &dyn Api,
    bidder: &Addr,
    start_after: Option<u64>,
    direction: Direction,
) -> StdResult<impl Iterator<Item = Result<u64, BytesError>> + 'a> {
    let bidder = api.addr_canonicalize(bidder.as_str())?.to_bytes();
    let after = start_after.map(key);
    let after = after.as_ref().map(<[u8; 8]>::as_slice);
    let keys = BY_BIDDER.listed(storage, &bidder, after, direction);
    Ok(keys.map(|key| number(&key)))
}

/// All open orders with their numbers, from the one behind `start_after` on.
pub fn all(
    storage: &dyn Storage,
    start_after: Option<u64>,
    direction: Direction,
) -> impl Iterator<Item = Result<(u64, StoredOrder), BytesError>> + '_ {
    let after = start_after.map(key);
    let after = after.as_ref().map(<[u8; 8]>::as_slice);
    ORDERS
        .range(storage, &[], after, direction)
        .map(|entry| entry.and_then(|(key, stored)| Ok((number(&key)?, stored))))
}

fn key(order_id: u64) -> [u8; 8] {
    order_id.to_be_bytes()
}

/// The inverse of [`key`].
fn number(key: &[u8]) -> Result<u64, BytesError> {
    let bytes = key.try_into().map_err(|_| BytesError::Damaged)?;
    Ok(u64::from_be_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::{MockApi, MockStorage};
    use cosmwasm_std::Uint128;
    use terraswap::asset::Asset;

    use super::*;

    /// T-14: storage traps. See docs/upgrades.md.
    #[test]
    fn records_are_stored_as_written_down_and_no_key_begins_another() {
        let api = MockApi::default();
        let [bidder, token] = ["bidder", "token"].map(|name| api.addr_make(name));
        let mut order = Order::new(
            bidder,
            Asset::native("uusd", 300u128),
            Asset::token(token, 7u128),
        );
        order.filled_offer = Uint128::new(128);
        order.filled_ask = Uint128::new(3);
        let stored = StoredOrder::of(&order, &api).unwrap();

        mirror_bytes::golden!(include_str!("../records.txt"), |storage| {
            LAST_ORDER_ID => LAST_ORDER_ID.save(storage, &300);
            ORDERS => ORDERS.insert(storage, &key(258), &stored);
        });
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
