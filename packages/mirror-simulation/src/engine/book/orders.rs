//! Limit orders as the events of their contract tell them.

use std::collections::BTreeMap;

use cosmwasm_std::Uint128;

use super::positions::Collateral;
use crate::accounts::Account;

/// An order that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Order {
    pub(crate) id: u64,
    pub(crate) bidder: Account,
    pub(crate) offer: Collateral,
    pub(crate) offered: Uint128,
    pub(crate) ask: Collateral,
    pub(crate) asked: Uint128,
    pub(crate) filled_offer: Uint128,
    pub(crate) filled_ask: Uint128,
}

impl Order {
    pub(crate) fn left_offer(&self) -> Uint128 {
        self.offered.saturating_sub(self.filled_offer)
    }

    pub(crate) fn left_ask(&self) -> Uint128 {
        self.asked.saturating_sub(self.filled_ask)
    }
}

/// The open orders, and how many there were.
#[derive(Clone, Debug, Default)]
pub(crate) struct Orders {
    pub(super) open: BTreeMap<u64, Order>,
    pub(crate) placed: u64,
    /// Filled to the last unit.
    pub(crate) filled: u64,
    pub(crate) cancelled: u64,
    /// Payments, those for a part of an order too.
    pub(crate) fills: u64,
}

impl Orders {
    pub(crate) fn get(&self, id: u64) -> Option<&Order> {
        self.open.get(&id)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Order> {
        self.open.values()
    }

    pub(crate) fn of(&self, bidder: Account) -> Vec<u64> {
        let own = self.iter().filter(|order| order.bidder == bidder);

        own.map(|order| order.id).collect()
    }
}
