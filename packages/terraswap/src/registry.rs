//! How the pair factory stores its pairs: in bytes, since a chain charges for each, and under a key
//! that does not depend on the order of the two assets. Contracts that need a pair look it up there,
//! so that the factory's code need not be loaded.

use cosmwasm_std::{Api, CanonicalAddr, StdError, StdResult};
use mirror_bytes::{in_bytes, BytesError};
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

    /// A stored pair, or its key, is not what the pair factory has written.
    #[error(transparent)]
    Bytes(#[from] BytesError),
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

/// What the key does not tell of a pair. Others read it, so it begins with its layout.
#[derive(Clone, Debug, PartialEq)]
pub struct StoredPair {
    /// Whether the pair has the lesser asset of the key second.
    is_turned: bool,
    /// In the pair's order.
    asset_decimals: [u8; 2],
    contract: CanonicalAddr,
    liquidity_token: CanonicalAddr,
}

in_bytes!(StoredPair, layout 1 {
    is_turned,
    asset_decimals,
    contract,
    liquidity_token
});

impl StoredPair {
    /// A pair as it is stored under the key of its assets.
    pub fn of(api: &dyn Api, pair: &PairInfo) -> Result<Self, RegistryError> {
        let [first, second] = &pair.asset_infos;
        Ok(Self {
            is_turned: part(api, first)? >= part(api, second)?,
            asset_decimals: pair.asset_decimals,
            contract: canonical(api, &pair.contract_addr)?,
            liquidity_token: canonical(api, &pair.liquidity_token)?,
        })
    }

    /// The pair that is stored so under a key of [`pair_key`].
    pub fn to_info(&self, api: &dyn Api, key: &[u8]) -> Result<PairInfo, RegistryError> {
        let damaged = || RegistryError::from(BytesError::Damaged);
        let mut names = key.strip_prefix(PAIRS).ok_or_else(damaged)?;
        let [lesser, greater] = [take(api, &mut names)?, take(api, &mut names)?];
        if !names.is_empty() {
            return Err(damaged());
        }

        Ok(PairInfo {
            asset_infos: if self.is_turned {
                [greater, lesser]
            } else {
                [lesser, greater]
            },
            contract_addr: api.addr_humanize(&self.contract)?.into_string(),
            liquidity_token: api.addr_humanize(&self.liquidity_token)?.into_string(),
            asset_decimals: self.asset_decimals,
        })
    }
}

fn canonical(api: &dyn Api, address: &str) -> StdResult<CanonicalAddr> {
    api.addr_validate(address)?;
    api.addr_canonicalize(address)
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
    let damaged = || RegistryError::from(BytesError::Damaged);
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
    use mirror_bytes::Bytes;

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
            let bytes = StoredPair::of(&api, &pair).unwrap().to_bytes();

            let stored = StoredPair::from_bytes(&bytes).unwrap();
            assert_eq!(Ok(pair), stored.to_info(&api, &key));
        }
    }

    /// T-14: storage traps.
    #[test]
    fn a_damaged_pair_is_an_error() {
        let api = MockApi::default();
        let key = pair_key(&api, &pair().asset_infos).unwrap();
        let stored = StoredPair::of(&api, &pair()).unwrap();
        let bytes = stored.to_bytes();
        let longer = [bytes.as_slice(), &[0]].concat();
        let other_kind = [PAIRS, &[2], &key[2..]].concat();

        for bytes in [&bytes[..bytes.len() - 1], &bytes[..1], &longer, &[]] {
            assert_eq!(Err(BytesError::Damaged), StoredPair::from_bytes(bytes));
        }
        for key in [&key[1..], &key[..key.len() - 1], b"p", &other_kind] {
            let damaged = Err(RegistryError::Bytes(BytesError::Damaged));
            assert_eq!(damaged, stored.to_info(&api, key));
        }
    }
}
