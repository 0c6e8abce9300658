//! An order as it is stored: in bytes, since a chain charges for each, with addresses in their canonical
//! form.

use cosmwasm_std::{Api, CanonicalAddr, Uint128};
use mirror_bytes::{in_bytes, Bytes, Indexed};
use terraswap::raw::AssetInfoRaw;

use crate::error::ContractError;
use crate::order::Order;

/// A stored [`Order`].
#[derive(Clone, Debug, PartialEq)]
pub struct StoredOrder {
    bidder: CanonicalAddr,
    offer: AssetInfoRaw,
    ask: AssetInfoRaw,
    offer_amount: Uint128,
    ask_amount: Uint128,
    filled_offer: Uint128,
    filled_ask: Uint128,
}

in_bytes!(StoredOrder {
    bidder,
    offer,
    ask,
    offer_amount,
    ask_amount,
    filled_offer,
    filled_ask
});

/// An order is listed under its bidder.
impl Indexed<1> for StoredOrder {
    fn index_keys(&self) -> [Option<Vec<u8>>; 1] {
        [Some(self.bidder.to_bytes())]
    }
}

impl StoredOrder {
    /// An order as it is stored. Fails if an address is not written as the chain writes it.
    pub fn of(order: &Order, api: &dyn Api) -> Result<Self, ContractError> {
        Ok(Self {
            bidder: api.addr_canonicalize(order.bidder.as_str())?,
            offer: AssetInfoRaw::of(&order.offer.info, api)?,
            ask: AssetInfoRaw::of(&order.ask.info, api)?,
            offer_amount: order.offer.amount,
            ask_amount: order.ask.amount,
            filled_offer: order.filled_offer,
            filled_ask: order.filled_ask,
        })
    }

    /// The inverse of [`StoredOrder::of`].
    pub fn to_order(&self, api: &dyn Api) -> Result<Order, ContractError> {
        Ok(Order {
            bidder: api.addr_humanize(&self.bidder)?,
            offer: self.offer.to_info(api)?.amount(self.offer_amount),
            ask: self.ask.to_info(api)?.amount(self.ask_amount),
            filled_offer: self.filled_offer,
            filled_ask: self.filled_ask,
        })
    }

    /// The stored order, filled as far as `order`: nothing else of an order ever changes.
    pub fn filled_as(&self, order: &Order) -> Self {
        Self {
            filled_offer: order.filled_offer,
            filled_ask: order.filled_ask,
            ..self.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockApi;
    use mirror_bytes::BytesError;
    use terraswap::asset::{Asset, AssetInfo};

    use super::*;

    fn order() -> Order {
        let api = MockApi::default();
        Order {
            bidder: api.addr_make("bidder"),
            offer: Asset::native("uusd", 1_000_000u128),
            ask: Asset::token(api.addr_make("maapl"), 1_000u128),
            filled_offer: Uint128::zero(),
            filled_ask: Uint128::zero(),
        }
    }

    fn bytes(order: &Order) -> Vec<u8> {
        let stored = StoredOrder::of(order, &MockApi::default());
        stored.unwrap().to_bytes()
    }

    /// Store an order and read it again; returns the number of stored bytes.
    fn read_again(order: &Order) -> usize {
        let bytes = bytes(order);
        let stored = StoredOrder::from_bytes(&bytes).unwrap();
        let read = stored.to_order(&MockApi::default());
        assert_eq!(Ok(order), read.as_ref());
        bytes.len()
    }

    #[test]
    fn a_stored_order_reads_as_it_was() {
        let mut stored = order();
        // Three names of 32, 4 and 32 bytes with their lengths, two kinds, four amounts.
        assert_eq!(71 + 2 + 3 + 2 + 1 + 1, read_again(&stored));

        std::mem::swap(&mut stored.offer, &mut stored.ask);
        stored.filled_offer = Uint128::new(127);
        stored.filled_ask = Uint128::new(128);
        assert_eq!(71 + 2 + 3 + 2 + 1 + 2, read_again(&stored));

        stored.ask.info = AssetInfo::native("u".repeat(128));
        for amount in [
            &mut stored.offer.amount,
            &mut stored.ask.amount,
            &mut stored.filled_offer,
            &mut stored.filled_ask,
        ] {
            *amount = Uint128::MAX;
        }
        assert_eq!(33 + 34 + 131 + 4 * 19, read_again(&stored));
    }

    #[test]
    fn a_fill_changes_the_filled_amounts_only() {
        let api = MockApi::default();
        let mut order = order();
        let stored = StoredOrder::of(&order, &api).unwrap();

        order.filled_offer = Uint128::new(5);
        order.filled_ask = Uint128::new(7);

        assert_eq!(StoredOrder::of(&order, &api), Ok(stored.filled_as(&order)));
    }

    /// T-14: storage traps.
    #[test]
    fn a_damaged_order_is_an_error() {
        let bytes = bytes(&order());
        let longer = [bytes.as_slice(), &[0]].concat();
        let mut other_kind = bytes.clone();
        other_kind[33] = 2;
        let mut no_text = bytes.clone();
        no_text[35] = 255;
        let endless = [&bytes[..bytes.len() - 1], &[255; 30]].concat();

        let cut = (0..bytes.len()).map(|length| &bytes[..length]);
        for damaged in cut.chain([&longer[..], &other_kind, &no_text, &endless]) {
            assert_eq!(
                Err(BytesError::Damaged),
                StoredOrder::from_bytes(damaged),
                "{damaged:?}"
            );
        }
    }
}
