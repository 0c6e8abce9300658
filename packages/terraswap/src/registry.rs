//! How the pair factory stores its pairs: in bytes, since a chain charges for each, and under a key
//! that does not depend on the order of the two assets. Contracts that need a pair look it up there,
//! so that the factory's code need not be loaded.

use cosmwasm_std::{Api, CanonicalAddr, StdError};
use thiserror::Error;

use crate::asset::{AssetInfo, PairInfo};

const TOKEN: u8 = 0;
const NATIVE: u8 = 1;

/// What can not be written as a pair, or read as one.
#[derive(Error, Debug, PartialEq)]
pub enum RegistryError {
    /// An address that the chain does not know as one.
    #[error(transparent)]
    Std(#[from] StdError),

    /// No denom and no address is that long.
    #[error("an asset's name has {length} bytes, at most 255")]
    AssetNameTooLong {
        /// Of the name, in bytes.
        length: usize,
    },

    /// A stored pair is not what the pair factory has written.
    #[error("the stored pair is damaged")]
    DamagedPair {},
}

/// What the keys of all pairs begin with.
pub const PAIRS: &[u8] = b"p";

/// `p` and both assets, the lesser first, each as kind, length and name: two different pairs have
/// two different keys, however their names continue each other.
pub fn pair_key(api: &dyn Api, infos: &[AssetInfo; 2]) -> Result<Vec<u8>, RegistryError> {
    let [first, second] = infos;
    let (first, second) = (part(api, first)?, part(api, second)?);

    Ok(if first < second {
        [PAIRS, &first, &second].concat()
    } else {
        [PAIRS, &second, &first].concat()
    })
}

/// What the key does not tell: whether the pair has the lesser asset second, the decimals in the
/// pair's order, the pair and its LP token.
pub fn to_bytes(api: &dyn Api, pair: &PairInfo) -> Result<Vec<u8>, RegistryError> {
    let [first, second] = &pair.asset_infos;
    let is_turned = part(api, first)? >= part(api, second)?;
    let parts = [
        vec![u8::from(is_turned)],
        pair.asset_decimals.to_vec(),
        part(api, &AssetInfo::token(&pair.contract_addr))?,
        part(api, &AssetInfo::token(&pair.liquidity_token))?,
    ];

    Ok(parts.concat())
}

/// What lies under a key of [`pair_key`].
pub fn from_bytes(api: &dyn Api, key: &[u8], bytes: &[u8]) -> Result<PairInfo, RegistryError> {
    let damaged = || RegistryError::DamagedPair {};
    let mut names = key.strip_prefix(PAIRS).ok_or_else(damaged)?;
    let [lesser, greater] = [take(api, &mut names)?, take(api, &mut names)?];
    let (head, mut rest) = bytes.split_first_chunk().ok_or_else(damaged)?;
    let [is_turned, first_decimals, second_decimals]: [u8; 3] = *head;
    let [contract, liquidity_token] = [take(api, &mut rest)?, take(api, &mut rest)?];
    if !names.is_empty() || !rest.is_empty() {
        return Err(damaged());
    }

    Ok(PairInfo {
        asset_infos: if is_turned == 0 {
            [lesser, greater]
        } else {
            [greater, lesser]
        },
        contract_addr: contract.to_string(),
        liquidity_token: liquidity_token.to_string(),
        asset_decimals: [first_decimals, second_decimals],
    })
}

fn part(api: &dyn Api, info: &AssetInfo) -> Result<Vec<u8>, RegistryError> {
    info.check(api)?;
    let (kind, name) = match info {
        AssetInfo::Token { contract_addr } => (TOKEN, api.addr_canonicalize(contract_addr)?.into()),
        AssetInfo::NativeToken { denom } => (NATIVE, denom.as_bytes().to_vec()),
    };
    let length = u8::try_from(name.len())
        .map_err(|_| RegistryError::AssetNameTooLong { length: name.len() })?;

    Ok([&[kind, length], name.as_slice()].concat())
}

fn take(api: &dyn Api, rest: &mut &[u8]) -> Result<AssetInfo, RegistryError> {
    let damaged = || RegistryError::DamagedPair {};
    let (head, tail) = rest.split_first_chunk().ok_or_else(damaged)?;
    let [kind, length]: [u8; 2] = *head;
    let (name, tail) = tail.split_at_checked(length.into()).ok_or_else(damaged)?;
    *rest = tail;

    match kind {
        TOKEN => {
            let address = api.addr_humanize(&CanonicalAddr::from(name))?;
            Ok(AssetInfo::token(address))
        }
        NATIVE => {
            let denom = String::from_utf8(name.to_vec()).map_err(|_| damaged())?;
            Ok(AssetInfo::native(denom))
        }
        _ => Err(damaged()),
    }
}

#[cfg(test)]
mod tests {
    use cosmwasm_std::testing::MockApi;

    use super::*;

    fn key(one: AssetInfo, other: AssetInfo) -> Result<Vec<u8>, RegistryError> {
        pair_key(&MockApi::default(), &[one, other])
    }

    fn pair() -> PairInfo {
        let api = MockApi::default();
        PairInfo {
            asset_infos: [
                AssetInfo::native("uusd"),
                AssetInfo::token(api.addr_make("token")),
            ],
            contract_addr: api.addr_make("pair").into_string(),
            liquidity_token: api.addr_make("lp").into_string(),
            asset_decimals: [6, 18],
        }
    }

    #[test]
    fn the_order_of_the_assets_is_irrelevant() {
        let [base, token] = pair().asset_infos;

        assert_eq!(
            key(token.clone(), base.clone()).unwrap(),
            key(base, token).unwrap()
        );
    }

    #[test]
    fn names_that_continue_each_other_do_not_collide() {
        let native =
            |one: &str, other: &str| key(AssetInfo::native(one), AssetInfo::native(other)).unwrap();

        assert_ne!(native("uab", "cd"), native("ua", "bcd"));
        assert_ne!(native("u", "uuu"), native("uu", "uu"));
        assert_eq!(b"p\x01\x01u\x01\x02uu".to_vec(), native("uu", "u"));
    }

    #[test]
    fn a_token_and_a_denom_are_of_different_kinds() {
        let api = MockApi::default();
        let token = api.addr_make("token");
        let name = api.addr_canonicalize(token.as_str()).unwrap();

        let token = part(&api, &AssetInfo::token(token)).unwrap();

        assert_eq!([&[0, 32], name.as_slice()].concat(), token);
    }

    #[test]
    fn a_name_has_255_bytes_at_most() {
        let base = AssetInfo::native("uusd");

        assert!(key(base.clone(), AssetInfo::native("u".repeat(255))).is_ok());
        assert_eq!(
            Err(RegistryError::AssetNameTooLong { length: 256 }),
            key(base, AssetInfo::native("u".repeat(256)))
        );
    }

    #[test]
    fn a_stored_pair_reads_as_it_was_in_its_own_order() {
        let api = MockApi::default();
        let mut turned = pair();
        turned.asset_infos.reverse();
        turned.asset_decimals.reverse();

        for pair in [pair(), turned] {
            let key = pair_key(&api, &pair.asset_infos).unwrap();
            let bytes = to_bytes(&api, &pair).unwrap();

            assert_eq!(Ok(pair), from_bytes(&api, &key, &bytes));
        }
    }

    /// Rule T-14.
    #[test]
    fn a_damaged_pair_is_an_error() {
        let api = MockApi::default();
        let key = pair_key(&api, &pair().asset_infos).unwrap();
        let bytes = to_bytes(&api, &pair()).unwrap();
        let longer = [bytes.as_slice(), &[0]].concat();
        let other_kind = [&bytes[..3], &[2], &bytes[4..]].concat();
        let damaged = Err(RegistryError::DamagedPair {});

        for bytes in [&bytes[..bytes.len() - 1], &bytes[..1], &longer, &other_kind] {
            assert_eq!(damaged, from_bytes(&api, &key, bytes));
        }
        for key in [&key[1..], &key[..key.len() - 1], b"p"] {
            assert_eq!(damaged, from_bytes(&api, key, &bytes));
        }
    }
}
