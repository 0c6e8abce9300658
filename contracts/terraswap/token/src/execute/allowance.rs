//! A holder allows a spender to take some of the holder's tokens, and the spender takes them.

use cosmwasm_std::{ensure, Addr, Binary, BlockInfo, DepsMut, Response, Uint128};
use cw20::Expiration;
use cw20_base::ContractError as Cw20Error;

use super::spend::hook;
use crate::allowance::{self, Keys};
use crate::error::ContractError;
use crate::state;

/// Let a spender take more, until the given time if there is one.
pub fn increase(
    deps: DepsMut,
    block: &BlockInfo,
    owner: &Addr,
    spender: &str,
    amount: Uint128,
    expires: Option<Expiration>,
) -> Result<Response, ContractError> {
    let spender = other_than(&deps, owner, spender)?;
    let keys = Keys::of(deps.api, owner.as_str(), spender.as_str())?;
    let stored = state::allowance(deps.storage, &keys)?;
    let is_new = stored.is_none();
    let mut allowed = stored.unwrap_or_default();

    if let Some(expires) = expires {
        allowed.expires = still_to_come(block, expires)?;
    }
    allowed.allowance = allowed.allowance.checked_add(amount)?;

    if is_new {
        state::add_allowance(deps.storage, &keys, &allowed)?;
    } else {
        state::save_allowance(deps.storage, &keys, &allowed)?;
    }

    Ok(Response::new()
        .add_attribute("action", "increase_allowance")
        .add_attribute("owner", owner)
        .add_attribute("spender", spender)
        .add_attribute("amount", amount))
}

/// Let a spender take less, down to nothing.
pub fn decrease(
    deps: DepsMut,
    block: &BlockInfo,
    owner: &Addr,
    spender: &str,
    amount: Uint128,
    expires: Option<Expiration>,
) -> Result<Response, ContractError> {
    let spender = other_than(&deps, owner, spender)?;
    let keys = Keys::of(deps.api, owner.as_str(), spender.as_str())?;
    let mut allowed = state::allowance(deps.storage, &keys)?.ok_or(Cw20Error::NoAllowance {})?;

    if amount < allowed.allowance {
        if let Some(expires) = expires {
            allowed.expires = still_to_come(block, expires)?;
        }
        allowed.allowance = allowed.allowance.checked_sub(amount)?;
        state::save_allowance(deps.storage, &keys, &allowed)?;
    } else {
        state::remove_allowance(deps.storage, &keys);
    }

    Ok(Response::new()
        .add_attribute("action", "decrease_allowance")
        .add_attribute("owner", owner)
        .add_attribute("spender", spender)
        .add_attribute("amount", amount))
}

/// Pay an account out of the owner's balance.
pub fn transfer_from(
    mut deps: DepsMut,
    block: &BlockInfo,
    spender: &Addr,
    owner: &str,
    recipient: &str,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let recipient = deps.api.addr_validate(recipient)?;
    let owner = take_allowed(&mut deps, block, spender, owner, amount)?;

    state::give(deps.storage, deps.api, recipient.as_str(), amount)?;

    let told = spent("transfer_from", owner, Some(recipient), spender, amount);
    Ok(told)
}

/// Pay a contract out of the owner's balance and tell it what for. The contract hears that the
/// spender is the sender.
pub fn send_from(
    mut deps: DepsMut,
    block: &BlockInfo,
    spender: &Addr,
    owner: &str,
    contract: &str,
    amount: Uint128,
    msg: Binary,
) -> Result<Response, ContractError> {
    let contract = deps.api.addr_validate(contract)?;
    let owner = take_allowed(&mut deps, block, spender, owner, amount)?;

    state::give(deps.storage, deps.api, contract.as_str(), amount)?;

    let hook = hook(&contract, spender, amount, msg)?;
    let told = spent("send_from", owner, Some(contract), spender, amount);
    Ok(told.add_message(hook))
}

/// Destroy a part of the owner's balance.
pub fn burn_from(
    mut deps: DepsMut,
    block: &BlockInfo,
    spender: &Addr,
    owner: &str,
    amount: Uint128,
) -> Result<Response, ContractError> {
    let owner = take_allowed(&mut deps, block, spender, owner, amount)?;

    state::shrink_supply(deps.storage, amount)?;

    Ok(spent("burn_from", owner, None, spender, amount))
}

/// Take an amount from the owner, as far as the owner allows the spender. The answer is the owner.
fn take_allowed(
    deps: &mut DepsMut,
    block: &BlockInfo,
    spender: &Addr,
    owner: &str,
    amount: Uint128,
) -> Result<Addr, ContractError> {
    let owner = deps.api.addr_validate(owner)?;
    let keys = Keys::of(deps.api, owner.as_str(), spender.as_str())?;
    let mut allowed = state::allowance(deps.storage, &keys)?.ok_or(Cw20Error::NoAllowance {})?;

    allowance::spend(&mut allowed, block, amount)?;
    state::save_allowance(deps.storage, &keys, &allowed)?;
    state::take(deps.storage, deps.api, owner.as_str(), amount)?;

    Ok(owner)
}

/// The attributes of a message that spends an allowance.
fn spent(
    action: &str,
    owner: Addr,
    recipient: Option<Addr>,
    spender: &Addr,
    amount: Uint128,
) -> Response {
    let mut response = Response::new()
        .add_attribute("action", action)
        .add_attribute("from", owner);
    if let Some(recipient) = recipient {
        response = response.add_attribute("to", recipient);
    }
    response
        .add_attribute("by", spender)
        .add_attribute("amount", amount)
}

fn other_than(deps: &DepsMut, owner: &Addr, spender: &str) -> Result<Addr, ContractError> {
    let spender = deps.api.addr_validate(spender)?;

    ensure!(spender != *owner, Cw20Error::CannotSetOwnAccount {});

    Ok(spender)
}

fn still_to_come(block: &BlockInfo, expires: Expiration) -> Result<Expiration, ContractError> {
    ensure!(!expires.is_expired(block), Cw20Error::InvalidExpiration {});

    Ok(expires)
}
