//! An order as it is stored: in bytes, since a chain charges for each. The bidder, the offered and the
//! asked asset, then the four amounts, of which a zero is one byte.

use cosmwasm_std::{Api, CanonicalAddr, Uint128};
use mirror_bytes::{Bytes, BytesError};
use terraswap::raw::AssetInfoRaw;

use crate::error::ContractError;
use crate::order::Order;

impl Order {
    /// As it is stored.
    pub fn to_bytes(&self, api: &dyn Api) -> Result<Vec<u8>, ContractError> {
        let mut bytes = vec![];
        api.addr_canonicalize(self.bidder.as_str())?
            .write(&mut bytes);
        for asset in [&self.offer, &self.ask] {
            AssetInfoRaw::of(&asset.info, api)?.write(&mut bytes);
        }
        for amount in [
            self.offer.amount,
            self.ask.amount,
            self.filled_offer,
            self.filled_ask,
        ] {
            amount.write(&mut bytes);
        }
        Ok(bytes)
    }

    /// What [`Order::to_bytes`] has written; nothing may be left over.
    pub fn from_bytes(mut bytes: &[u8], api: &dyn Api) -> Result<Self, ContractError> {
        let rest = &mut bytes;
        let bidder = api.addr_humanize(&CanonicalAddr::read(rest)?)?;
        let offer = AssetInfoRaw::read(rest)?.to_info(api)?;
        let ask = AssetInfoRaw::read(rest)?.to_info(api)?;
        let order = Self {
            bidder,
            offer: offer.amount(Uint128::read(rest)?),
            ask: ask.amount(Uint128::read(rest)?),
            filled_offer: Bytes::read(rest)?,
            filled_ask: Bytes::read(rest)?,
        };
        if bytes.is_empty() {
            return Ok(order);
        }
        Err(BytesError::Damaged.into())
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockApi;
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

    fn read_again(order: &Order) -> usize {
        let api = MockApi::default();
        let bytes = order.to_bytes(&api).unwrap();
        assert_eq!(Ok(order), Order::from_bytes(&bytes, &api).as_ref());
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

    /// T-14.
    #[test]
    fn a_damaged_order_is_an_error() {
        let api = MockApi::default();
        let bytes = order().to_bytes(&api).unwrap();
        let longer = [bytes.as_slice(), &[0]].concat();
        let mut other_kind = bytes.clone();
        other_kind[33] = 2;
        let mut no_text = bytes.clone();
        no_text[35] = 255;
        let endless = [&bytes[..bytes.len() - 1], &[255; 30]].concat();

        let cut = (0..bytes.len()).map(|length| &bytes[..length]);
        for damaged in cut.chain([&longer[..], &other_kind, &no_text, &endless]) {
            assert_eq!(
                Err(ContractError::Bytes(BytesError::Damaged)),
                Order::from_bytes(damaged, &api),
                "{damaged:?}"
            );
        }
    }
}
