//! Pairs as the pair factory stores them: in bytes, since a chain charges for each, under one key
//! for two assets whoever names them how.
//!
//! Key and form are part of the factory's interface, since a reader in a hurry looks into its store
//! instead of asking ([`crate::factory::PairFactory::stored_pair`]).

use cosmwasm_std::{Api, CanonicalAddr, StdError};
use thiserror::Error;

use crate::asset::{AssetInfo, PairInfo};

/// The first part of the key of a stored pair; its [`pair_key`] is the second.
pub const NAMESPACE: &str = "pair";

const TOKEN: u8 = 0;
const NATIVE: u8 = 1;

/// No pair can be stored or read so.
#[derive(Error, Debug, PartialEq)]
pub enum PairRecordError {
    /// An address is none of this chain.
    #[error(transparent)]
    Std(#[from] StdError),

    /// No denom and no address is that long.
    #[error("an asset's name has {length} bytes, at most 255")]
    NameTooLong { length: usize },

    /// What is stored is not what the factory has written.
    #[error("the stored pair is damaged")]
    Damaged,
}

/// Both assets, the lesser first, each as kind, length and name: two different pairs have two
/// different keys, however their names continue each other.
pub fn pair_key(api: &dyn Api, infos: &[AssetInfo; 2]) -> Result<Vec<u8>, PairRecordError> {
    let [first, second] = infos;
    let (first, second) = (part(api, first)?, part(api, second)?);

    Ok(if first < second {
        [first, second].concat()
    } else {
        [second, first].concat()
    })
}

/// Both assets in the pair's order, the pair and its LP token, each as kind, length and name; then
/// the two decimals.
pub fn to_bytes(api: &dyn Api, pair: &PairInfo) -> Result<Vec<u8>, PairRecordError> {
    let [first, second] = &pair.asset_infos;
    let parts = [
        part(api, first)?,
        part(api, second)?,
        part(api, &AssetInfo::token(&pair.contract_addr))?,
        part(api, &AssetInfo::token(&pair.liquidity_token))?,
        pair.asset_decimals.to_vec(),
    ];

    Ok(parts.concat())
}

/// What [`to_bytes`] has written.
pub fn from_bytes(api: &dyn Api, bytes: &[u8]) -> Result<PairInfo, PairRecordError> {
    let mut rest = bytes;
    let asset_infos = [take(api, &mut rest)?, take(api, &mut rest)?];
    let [contract, liquidity_token] = [take(api, &mut rest)?, take(api, &mut rest)?];
    let asset_decimals = rest.try_into().map_err(|_| PairRecordError::Damaged)?;

    Ok(PairInfo {
        asset_infos,
        contract_addr: contract.to_string(),
        liquidity_token: liquidity_token.to_string(),
        asset_decimals,
    })
}

fn part(api: &dyn Api, info: &AssetInfo) -> Result<Vec<u8>, PairRecordError> {
    info.check(api)?;
    let (kind, name) = match info {
        AssetInfo::Token { contract_addr } => (TOKEN, api.addr_canonicalize(contract_addr)?.into()),
        AssetInfo::NativeToken { denom } => (NATIVE, denom.as_bytes().to_vec()),
    };
    let length = u8::try_from(name.len())
        .map_err(|_| PairRecordError::NameTooLong { length: name.len() })?;

    Ok([&[kind, length], name.as_slice()].concat())
}

fn take(api: &dyn Api, rest: &mut &[u8]) -> Result<AssetInfo, PairRecordError> {
    let damaged = || PairRecordError::Damaged;
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

    fn key(one: AssetInfo, other: AssetInfo) -> Result<Vec<u8>, PairRecordError> {
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
        assert_eq!(b"\x01\x01u\x01\x02uu".to_vec(), native("uu", "u"));
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
            Err(PairRecordError::NameTooLong { length: 256 }),
            key(base, AssetInfo::native("u".repeat(256)))
        );
    }

    #[test]
    fn a_stored_pair_reads_as_it_was() {
        let api = MockApi::default();

        let bytes = to_bytes(&api, &pair()).unwrap();

        assert_eq!(Ok(pair()), from_bytes(&api, &bytes));
    }

    #[test]
    fn t14_a_damaged_pair_is_an_error() {
        let api = MockApi::default();
        let bytes = to_bytes(&api, &pair()).unwrap();
        let longer = [bytes.as_slice(), &[0]].concat();
        let other_kind = [&[2], &bytes[1..]].concat();

        for damaged in [&bytes[..bytes.len() - 1], &bytes[..1], &longer, &other_kind] {
            assert_eq!(Err(PairRecordError::Damaged), from_bytes(&api, damaged));
        }
    }
}
