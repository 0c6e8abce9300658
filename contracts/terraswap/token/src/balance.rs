//! Balances and the supply: taken from one account, given to another, never below zero.

use cosmwasm_std::{Api, Storage, Uint128};
use terraswap::ledger;

use crate::error::ContractError;

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
