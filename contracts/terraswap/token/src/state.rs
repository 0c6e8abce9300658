//! What the token stores, and how it is loaded and saved. It takes few bytes, since tokens are
//! called more often than any other contract of the protocol. The keys and the form of supply and
//! balances are in `terraswap::ledger`, since others read them; marketing and logo are stored by
//! cw20-base's functions.

use cosmwasm_std::{Api, CanonicalAddr, StdResult, Storage, Uint128};
use cw20::AllowanceResponse;
use mirror_bytes::{in_bytes, Slot};
use terraswap::ledger;

use crate::allowance::{self, Keys};
use crate::error::ContractError;

/// What changes rarely or never. Transfers do not read it. Its layout is that of the whole ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Token {
    pub name: String,
    pub symbol: String,
    pub decimals: u8,
    /// Who mints, if anybody does.
    pub minter: Option<CanonicalAddr>,
    /// The largest supply that may be minted.
    pub cap: Option<Uint128>,
}

in_bytes!(Token, layout 1 {
    name,
    symbol,
    decimals,
    minter,
    cap
});

/// The token, where [`ledger::TOKEN`] says.
pub const TOKEN: Slot<Token> = Slot::new(ledger::TOKEN);

/// Take an amount from a holder, who has to have it.
pub fn take(
    storage: &mut dyn Storage,
    api: &dyn Api,
    holder: &str,
    amount: Uint128,
) -> Result<(), ContractError> {
    let key = ledger::balance_key(api, holder)?;
    let left = ledger::load(storage, &key)?.checked_sub(amount)?;
    ledger::save(storage, &key, left);
    Ok(())
}

/// Give an amount to a holder.
pub fn give(
    storage: &mut dyn Storage,
    api: &dyn Api,
    holder: &str,
    amount: Uint128,
) -> Result<(), ContractError> {
    let key = ledger::balance_key(api, holder)?;
    let sum = ledger::load(storage, &key)?.checked_add(amount)?;
    ledger::save(storage, &key, sum);
    Ok(())
}

/// Take an amount out of the supply.
pub fn shrink_supply(storage: &mut dyn Storage, amount: Uint128) -> Result<(), ContractError> {
    let left = ledger::load(storage, ledger::SUPPLY)?.checked_sub(amount)?;
    ledger::save(storage, ledger::SUPPLY, left);
    Ok(())
}

/// What is allowed, if an allowance is stored.
pub fn allowance(storage: &dyn Storage, keys: &Keys) -> StdResult<Option<AllowanceResponse>> {
    let stored = storage.get(&keys.allowance);
    stored.map(|bytes| allowance::read(&bytes)).transpose()
}

/// Store an allowance that is new, with the note for its spender.
pub fn add_allowance(
    storage: &mut dyn Storage,
    keys: &Keys,
    allowed: &AllowanceResponse,
) -> StdResult<()> {
    note_allowance(storage, keys);
    save_allowance(storage, keys, allowed)
}

fn note_allowance(storage: &mut dyn Storage, keys: &Keys) {
    storage.set(&keys.note, &[1]);
}

/// Store what has changed of an allowance, or remove it if nothing is left.
pub fn save_allowance(
    storage: &mut dyn Storage,
    keys: &Keys,
    allowed: &AllowanceResponse,
) -> StdResult<()> {
    if allowance::is_none(allowed) {
        remove_allowance(storage, keys);
        return Ok(());
    }
    storage.set(&keys.allowance, &allowance::write(allowed)?);
    Ok(())
}

/// Remove an allowance and the note of it.
pub fn remove_allowance(storage: &mut dyn Storage, keys: &Keys) {
    storage.remove(&keys.allowance);
    storage.remove(&keys.note);
}

#[cfg(test)]
mod tests;
