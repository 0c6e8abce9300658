//! What mint stores, and how it is loaded and saved.
//!
//! A position and its places in the indexes are stored in bytes, under names of one letter: they
//! are written with every opening, and a written byte costs most. The configuration and the
//! listings are JSON: few messages write them, and their types have to be read and shown as JSON
//! anyhow.

use cosmwasm_std::{Api, StdResult, Storage, Uint128};
use cw_storage_plus::{Item, Map};
use mirror_bytes::{BytesError, Index, IndexedTable, Slot, Table};
use terraswap::asset::Asset;

use crate::asset::Listing;
use crate::config::{Admin, Config, Fees, Pricing, Shorts};
use crate::error::ContractError;
use crate::position::{Amounts, Position, Terms};
use crate::ratio_moves::RatioMoves;

/// Owner, and what is kept for information.
pub const ADMIN: Item<Admin> = Item::new("rights");

/// Where prices come from.
pub const PRICING: Item<Pricing> = Item::new("oracles");

/// The protocol fee and its receiver.
pub const FEES: Item<Fees> = Item::new("fees");

/// The contracts of a short position.
pub const SHORTS: Item<Shorts> = Item::new("shorts");

/// The number of the next position: starts at 1 and only grows.
pub const NEXT_IDX: Slot<Uint128> = Slot::new(b"n");

/// The parameters of every registered asset, by its token.
pub const LISTINGS: Map<&str, Listing> = Map::new("ls");

/// How the minimum ratios of an asset moved of late, by its token. No entry means not at all.
pub const RATIO_MOVES: Table<RatioMoves> = Table::new(b'm');

/// The debt written off in an asset, by its token; only grows. No entry means none.
pub const BAD_DEBTS: Map<&str, Uint128> = Map::new("bd");

/// What is fixed for the life of a position, by its number. Written when it opens, removed when it
/// closes: [`AMOUNTS`] is what other messages change.
pub const TERMS: IndexedTable<Terms, 2> = IndexedTable::new(b't', [BY_OWNER, BY_ASSET]);

/// The positions of an owner, by his address in bytes.
pub const BY_OWNER: Index = Index::new(b'i');

/// The positions that owe a token, by its address in bytes.
pub const BY_ASSET: Index = Index::new(b'j');

/// Collateral and debt of a position, by its number.
pub const AMOUNTS: Table<Amounts> = Table::new(b'a');

/// All parts of the configuration.
pub fn config(storage: &dyn Storage) -> Result<Config, ContractError> {
    Ok(Config {
        admin: ADMIN.load(storage)?,
        pricing: PRICING.load(storage)?,
        fees: FEES.load(storage)?,
        shorts: SHORTS.load(storage)?,
    })
}

/// Where prices come from.
pub fn pricing(storage: &dyn Storage) -> StdResult<Pricing> {
    PRICING.load(storage)
}

/// The contracts of a short position.
pub fn shorts(storage: &dyn Storage) -> StdResult<Shorts> {
    SHORTS.load(storage)
}

/// Store all parts of the configuration.
pub fn save_config(storage: &mut dyn Storage, config: &Config) -> Result<(), ContractError> {
    ADMIN.save(storage, &config.admin)?;
    PRICING.save(storage, &config.pricing)?;
    FEES.save(storage, &config.fees)?;
    SHORTS.save(storage, &config.shorts)?;
    Ok(())
}

/// The listing of a registered asset.
pub fn listing(storage: &dyn Storage, token: &str) -> Result<Listing, ContractError> {
    LISTINGS
        .may_load(storage, token)?
        .ok_or_else(|| ContractError::AssetNotFound {
            asset: token.to_string(),
        })
}

/// The listing of a token; `None` if it is no registered asset.
pub fn listing_of(storage: &dyn Storage, token: &str) -> StdResult<Option<Listing>> {
    LISTINGS.may_load(storage, token)
}

/// The position of this number.
pub fn position(
    storage: &dyn Storage,
    api: &dyn Api,
    idx: Uint128,
) -> Result<Position, ContractError> {
    let terms = TERMS
        .may_load(storage, &position_key(idx))?
        .ok_or(ContractError::PositionNotFound { idx })?;
    position_with_terms(storage, api, idx, terms)
}

/// The position of this number, whose terms are already read.
pub fn position_with_terms(
    storage: &dyn Storage,
    api: &dyn Api,
    idx: Uint128,
    terms: Terms,
) -> Result<Position, ContractError> {
    let amounts = AMOUNTS
        .may_load(storage, &position_key(idx))?
        .ok_or(BytesError::Damaged)?;
    Position::new(api, idx, terms, amounts)
}

/// Store a new position, whose number is the next one.
pub fn open_position(
    storage: &mut dyn Storage,
    api: &dyn Api,
    position: &Position,
) -> Result<(), ContractError> {
    TERMS.insert(storage, &position_key(position.idx), &position.terms(api)?);
    NEXT_IDX.save(storage, &position.idx.checked_add(Uint128::one())?);
    save_position(storage, position);
    Ok(())
}

/// Store what has changed of a position: its amounts.
pub fn save_position(storage: &mut dyn Storage, position: &Position) {
    AMOUNTS.save(storage, &position_key(position.idx), &position.amounts());
}

/// Store what has changed of a position, or remove one that holds nothing any more.
pub fn settle_position(
    storage: &mut dyn Storage,
    api: &dyn Api,
    position: &Position,
) -> Result<(), ContractError> {
    if position.is_closed() {
        let key = position_key(position.idx);
        TERMS.remove(storage, &key, &position.terms(api)?);
        AMOUNTS.remove(storage, &key);
    } else {
        save_position(storage, position);
    }
    Ok(())
}

/// Give up debt of a position that nothing will pay for. It is counted, since its tokens stay in
/// the world; the answer is what was given up.
pub fn write_off(
    storage: &mut dyn Storage,
    position: &mut Position,
    amount: Uint128,
) -> Result<Option<Asset>, ContractError> {
    if amount.is_zero() {
        return Ok(None);
    }
    position.repay(amount)?;
    let token = position.asset.as_str();
    let before = BAD_DEBTS.may_load(storage, token)?.unwrap_or_default();
    BAD_DEBTS.save(storage, token, &before.checked_add(amount)?)?;
    Ok(Some(Asset::token(token, amount)))
}

/// The number of a position as a key. Numbers are counted up from 1, so that every position's fits;
/// a number that does not fit has the key of a position that will never exist.
pub fn position_key(idx: Uint128) -> [u8; 8] {
    u64::try_from(idx.u128()).unwrap_or(u64::MAX).to_be_bytes()
}

/// The inverse of [`position_key`].
pub fn position_idx(key: &[u8]) -> Result<Uint128, ContractError> {
    let bytes = key.try_into().map_err(|_| BytesError::Damaged)?;
    Ok(u64::from_be_bytes(bytes).into())
}

#[cfg(test)]
mod tests;
