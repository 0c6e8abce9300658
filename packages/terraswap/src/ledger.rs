//! How our token stores supply and balances, which the market reads without running its code.
//!
//! A balance lies under `b` and the bytes of its holder, the supply under `s`; each is its significant
//! bytes, big endian. Nothing is stored for zero.
//!
//! Balances are written more often than anything else, so they do not begin with a byte for their
//! layout: it would cost each transfer 0.4 % more. Their keys stand for it. A token that stores amounts
//! in another way must use other keys and another layout in [`TOKEN`]; a reader then finds no amount,
//! sees in [`TOKEN`] that it does not know this ledger, and asks the token.

use cosmwasm_std::{Api, StdError, StdResult, Storage, Uint128};
use mirror_bytes::{in_bytes, read_foreign};

/// Where the supply lies.
pub const SUPPLY: &[u8] = b"s";

/// Where a token's name, symbol, decimals and minter lie. Every token of ours has this record.
pub const TOKEN: &[u8] = b"t";

/// The layout of this ledger, with which the record under [`TOKEN`] begins. Readers of balances need
/// nothing else of it.
struct OurLedger {}

in_bytes!(OurLedger, layout 1 {});

/// Whether a token that has stored this under [`TOKEN`] keeps its balances as this module says.
pub fn is_ours(stored: Option<&[u8]>) -> bool {
    matches!(read_foreign::<OurLedger>(stored), Ok(Some(_)))
}

/// The kind of key under which a balance lies.
pub const BALANCE: u8 = b'b';

/// Where the balance of `holder` lies. Fails for a text that is not an address.
pub fn balance_key(api: &dyn Api, holder: &str) -> StdResult<Vec<u8>> {
    Ok(key(BALANCE, &[api.addr_canonicalize(holder)?.as_slice()]))
}

/// A key: the kind of entry, and the bytes that distinguish it from others of its kind.
pub fn key(kind: u8, parts: &[&[u8]]) -> Vec<u8> {
    let mut key = vec![kind];
    for part in parts {
        key.extend_from_slice(part);
    }
    key
}

/// The amount under a key; zero if there is none.
pub fn load(storage: &dyn Storage, key: &[u8]) -> StdResult<Uint128> {
    storage
        .get(key)
        .map_or(Ok(Uint128::zero()), |bytes| read(&bytes))
}

/// Store an amount. For zero the entry is removed, which costs a third of writing it.
pub fn save(storage: &mut dyn Storage, key: &[u8], amount: Uint128) {
    let bytes = amount.u128().to_be_bytes();
    let zeros = amount.u128().leading_zeros() / 8;
    match usize::try_from(zeros)
        .ok()
        .and_then(|zeros| bytes.get(zeros..))
    {
        Some(significant) if !significant.is_empty() => storage.set(key, significant),
        _ => storage.remove(key),
    }
}

/// Read an amount from its significant bytes.
pub fn read(bytes: &[u8]) -> StdResult<Uint128> {
    let damaged = || StdError::parse_err("Uint128", "an amount has 1 to 16 bytes");
    if bytes.is_empty() {
        return Err(damaged());
    }
    let mut whole = [0u8; 16];
    let zeros = whole.len().checked_sub(bytes.len()).ok_or_else(damaged)?;
    whole
        .get_mut(zeros..)
        .ok_or_else(damaged)?
        .copy_from_slice(bytes);
    Ok(Uint128::new(u128::from_be_bytes(whole)))
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::{MockApi, MockStorage};

    use super::*;

    #[test]
    fn an_amount_is_its_significant_bytes() {
        let cases: [(u128, &[u8]); 5] = [
            (1, &[1]),
            (255, &[255]),
            (256, &[1, 0]),
            (1_000_000, &[15, 66, 64]),
            (u128::MAX, &[255; 16]),
        ];
        let mut storage = MockStorage::new();

        for (amount, bytes) in cases {
            save(&mut storage, b"k", amount.into());

            assert_eq!(Some(bytes.to_vec()), storage.get(b"k"));
            assert_eq!(Ok(amount.into()), load(&storage, b"k"));
        }
    }

    #[test]
    fn nothing_is_stored_for_zero() {
        let mut storage = MockStorage::new();
        save(&mut storage, b"k", Uint128::one());

        save(&mut storage, b"k", Uint128::zero());

        assert_eq!(None, storage.get(b"k"));
        assert_eq!(Ok(Uint128::zero()), load(&storage, b"k"));
    }

    #[test]
    fn a_ledger_is_ours_if_its_layout_is() {
        assert!(is_ours(Some(&[1, 7, 7])));
        for other in [None, Some(&[][..]), Some(&[2, 7, 7]), Some(b"{}")] {
            assert!(!is_ours(other));
        }
    }

    #[test]
    fn damaged_bytes_are_an_error() {
        for bytes in [&[][..], &[1; 17]] {
            assert!(matches!(read(bytes), Err(StdError::ParseErr { .. })));
        }
    }

    /// T-02: bad or odd-case address.
    #[test]
    fn two_spellings_of_an_address_are_one_balance_and_a_text_is_none() {
        let api = MockApi::default();
        let holder = api.addr_make("holder").into_string();

        assert_eq!(
            balance_key(&api, &holder),
            balance_key(&api, &holder.to_uppercase())
        );
        assert!(balance_key(&api, "nobody").is_err());
    }
}
