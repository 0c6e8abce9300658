//! An order as it is stored: in bytes, since a chain charges for each.
//!
//! The bidder, the offered and the asked asset, then the four amounts. A name is its length and its
//! bytes, addresses in canonical form; before an asset's name is its kind. An amount takes as many
//! bytes as it needs, seven bits in each, so that one byte says that nothing is filled.

use cosmwasm_std::Api;
use terraswap::raw::AssetInfoRaw;

use crate::error::ContractError;
use crate::order::Order;

const TOKEN: u8 = 0;
const NATIVE: u8 = 1;

impl Order {
    /// As it is stored.
    pub fn to_bytes(&self, api: &dyn Api) -> Result<Vec<u8>, ContractError> {
        let mut bytes = vec![];
        write_name(&api.addr_canonicalize(self.bidder.as_str())?, &mut bytes);
        write_info(&AssetInfoRaw::of(&self.offer.info, api)?, &mut bytes);
        write_info(&AssetInfoRaw::of(&self.ask.info, api)?, &mut bytes);
        for amount in [
            self.offer.amount,
            self.ask.amount,
            self.filled_offer,
            self.filled_ask,
        ] {
            write_number(amount.u128(), &mut bytes);
        }
        Ok(bytes)
    }

    /// What [`Order::to_bytes`] has written; nothing may be left over.
    pub fn from_bytes(mut bytes: &[u8], api: &dyn Api) -> Result<Self, ContractError> {
        let rest = &mut bytes;
        let bidder = api.addr_humanize(&read_name(rest)?.into())?;
        let offer = read_info(rest)?.to_info(api)?;
        let ask = read_info(rest)?.to_info(api)?;
        let order = Self {
            bidder,
            offer: offer.amount(read_number(rest)?),
            ask: ask.amount(read_number(rest)?),
            filled_offer: read_number(rest)?.into(),
            filled_ask: read_number(rest)?.into(),
        };
        if bytes.is_empty() {
            return Ok(order);
        }
        Err(ContractError::Damaged {})
    }
}

fn write_info(info: &AssetInfoRaw, bytes: &mut Vec<u8>) {
    let (kind, name) = match info {
        AssetInfoRaw::Token(address) => (TOKEN, address.as_slice()),
        AssetInfoRaw::NativeToken(denom) => (NATIVE, denom.as_bytes()),
    };
    bytes.push(kind);
    write_name(name, bytes);
}

fn read_info(rest: &mut &[u8]) -> Result<AssetInfoRaw, ContractError> {
    let kind = read_byte(rest)?;
    let name = read_name(rest)?;
    match kind {
        TOKEN => Ok(AssetInfoRaw::Token(name.into())),
        NATIVE => {
            let denom = String::from_utf8(name.to_vec());
            let denom = denom.map_err(|_| ContractError::Damaged {})?;
            Ok(AssetInfoRaw::NativeToken(denom))
        }
        _ => Err(ContractError::Damaged {}),
    }
}

fn write_name(name: &[u8], bytes: &mut Vec<u8>) {
    let length: u64 = name.len().try_into().unwrap_or(u64::MAX);
    write_number(length.into(), bytes);
    bytes.extend_from_slice(name);
}

fn read_name<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], ContractError> {
    let length = usize::try_from(read_number(rest)?).unwrap_or(usize::MAX);
    let (name, tail) = rest
        .split_at_checked(length)
        .ok_or(ContractError::Damaged {})?;
    *rest = tail;
    Ok(name)
}

/// The low seven bits first; the top bit of a byte says that more follow.
fn write_number(number: u128, bytes: &mut Vec<u8>) {
    let mut left = number;
    loop {
        let [low, ..] = left.to_le_bytes();
        left >>= 7;
        if left == 0 {
            return bytes.push(low & 0x7f);
        }
        bytes.push(low | 0x80);
    }
}

fn read_number(rest: &mut &[u8]) -> Result<u128, ContractError> {
    let mut number = 0;
    // 19 times 7 bits hold 128.
    for place in 0..19 {
        let byte = read_byte(rest)?;
        number |= u128::from(byte & 0x7f) << (7 * place);
        if byte & 0x80 == 0 {
            return Ok(number);
        }
    }
    Err(ContractError::Damaged {})
}

fn read_byte(rest: &mut &[u8]) -> Result<u8, ContractError> {
    let (first, tail) = rest.split_first().ok_or(ContractError::Damaged {})?;
    *rest = tail;
    Ok(*first)
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockApi;
    use cosmwasm_std::Uint128;
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

    #[test]
    fn t14_a_damaged_order_is_an_error() {
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
                Err(ContractError::Damaged {}),
                Order::from_bytes(damaged, &api),
                "{damaged:?}"
            );
        }
    }
}
